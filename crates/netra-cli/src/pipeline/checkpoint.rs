//! Checkpoints: what a later run needs to go on where this one was stopped.
//!
//! A checkpoint lies beside the output. It is written every few seconds, after everything it counts has been handed
//! to the disk (fsync), and under another name first, so that a power cut leaves either the old one or the new one.
//! It names how long the output and the rejects were: whatever stands behind that was written later and is cut off.
//! So the run need not wait for the disk: a thread that does nothing else waits, and the run writes on meanwhile.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::tally::Tally;
use crate::exit::Fault;
use crate::input::Place;
use crate::output::sink::Sink;

/// How a run stood when its outputs were last known to be safe.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    /// What decides the output: options, lexicon, engine.
    run: BTreeMap<String, Value>,
    inputs: Vec<Mark>,
    /// The input in which the last block ended, from 0, and where.
    pub(crate) source: usize,
    pub(crate) place: Place,
    /// Length of the output in bytes.
    pub(crate) output: u64,
    /// Length of the rejects in bytes.
    pub(crate) rejects: Option<u64>,
    pub(crate) tally: Tally,
    /// How long the run has taken so far.
    pub(crate) seconds: f64,
}

/// By what an input is known again.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    name: String,
    bytes: u64,
    /// Of the first 64 KiB.
    sha256: String,
}

impl Mark {
    fn of(path: &Path) -> io::Result<Mark> {
        let file = File::open(path)?;
        let bytes = file.metadata()?.len();
        let mut head = Vec::new();
        file.take(1 << 16).read_to_end(&mut head)?;
        let digest = Sha256::digest(&head);
        Ok(Mark {
            name: path.display().to_string(),
            bytes,
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }
}

/// Writes checkpoints in the course of a run.
pub(crate) struct Checkpoints {
    path: PathBuf,
    every: Duration,
    run: BTreeMap<String, Value>,
    inputs: Vec<Mark>,
    last: Instant,
    begun: Instant,
    /// Seconds of earlier runs.
    before: f64,
    saved: bool,
    /// Waits for the disk, then writes one.
    saving: Option<JoinHandle<Result<(), Fault>>>,
}

impl Checkpoints {
    /// For a run that writes this output from these inputs; `run` is what decides what it writes.
    pub(crate) fn new(
        output: &Path,
        inputs: &[&Path],
        run: BTreeMap<String, Value>,
        every: Duration,
    ) -> Result<Checkpoints, Fault> {
        let mark = |path: &&Path| {
            Mark::of(path).map_err(|error| Fault::usage(format!("cannot open {}: {error}", path.display())))
        };
        Ok(Checkpoints {
            path: beside(output, ".checkpoint"),
            every,
            run,
            inputs: inputs.iter().map(mark).collect::<Result<_, _>>()?,
            last: Instant::now(),
            begun: Instant::now(),
            before: 0.0,
            saved: false,
            saving: None,
        })
    }

    /// The checkpoint of an earlier run that this one can continue; none where there is none.
    pub(crate) fn earlier(&mut self) -> Result<Option<Checkpoint>, Fault> {
        let name = self.path.display().to_string();
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Fault::usage(format!("cannot read {name}: {error}"))),
        };
        let found: Checkpoint = serde_json::from_str(&text)
            .map_err(|error| Fault::usage(format!("{name} is not a checkpoint of this version: {error}")))?;
        let over = "; run without --resume to start over";
        let differs = |name: &&String| self.run.get(*name) != found.run.get(*name);
        let option = |name: &String| match &**name {
            "engine" | "pack_version" => name.replace('_', " "),
            _ => format!("--{}", name.replace('_', "-")),
        };
        let different: Vec<String> = self.run.keys().filter(differs).map(option).collect();
        if !different.is_empty() {
            return Err(Fault::usage(format!(
                "the run of {name} cannot be continued, for these are not what they were: {}{over}",
                different.join(", ")
            )));
        }
        if found.inputs.len() != self.inputs.len() {
            return Err(Fault::usage(format!(
                "the run of {name} had {} inputs, this one has {}{over}",
                found.inputs.len(),
                self.inputs.len()
            )));
        }
        if let Some((_, changed)) = found
            .inputs
            .iter()
            .zip(&self.inputs)
            .find(|(then, now)| then != now)
        {
            return Err(Fault::usage(format!(
                "{} is not what it was when the run of {name} began{over}",
                changed.name
            )));
        }
        self.before = found.seconds;
        self.saved = true;
        Ok(Some(found))
    }

    /// Where they lie.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is time for the next one. It is not while the disk has not taken the last one.
    pub(crate) fn due(&self) -> bool {
        self.last.elapsed() >= self.every && self.saving.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Whether there is one.
    pub(crate) fn exist(&self) -> bool {
        self.saved
    }

    /// How long this run and those that it continues have taken.
    pub(crate) fn seconds(&self) -> f64 {
        self.before + self.begun.elapsed().as_secs_f64()
    }

    /// Begins to write one. What goes wrong meanwhile is said by the next call, or by `settle`.
    pub(crate) fn begin_to_save(
        &mut self,
        output: &Sink,
        rejects: Option<&Sink>,
        reached: (usize, Place),
        tally: &Tally,
    ) -> Result<(), Fault> {
        self.settle()?;
        let save = self.saving(output, rejects, reached, tally)?;
        self.last = Instant::now();
        let thread = thread::Builder::new().name("netra-checkpoint".to_owned());
        let spawned = thread.spawn(save);
        self.saving = Some(spawned.map_err(|error| Fault::Midway(format!("cannot start threads: {error}")))?);
        Ok(())
    }

    /// Writes one.
    pub(crate) fn save(
        &mut self,
        output: &Sink,
        rejects: Option<&Sink>,
        reached: (usize, Place),
        tally: &Tally,
    ) -> Result<(), Fault> {
        // Whatever became of the one before, this one counts more.
        let _ = self.settle();
        self.saving(output, rejects, reached, tally)?()?;
        self.last = Instant::now();
        self.saved = true;
        Ok(())
    }

    /// Waits for one that is being written.
    pub(crate) fn settle(&mut self) -> Result<(), Fault> {
        let Some(saving) = self.saving.take() else {
            return Ok(());
        };
        let saved = saving.join();
        saved.unwrap_or_else(|_| {
            Err(Fault::Midway(
                "internal error while writing a checkpoint".to_owned(),
            ))
        })?;
        self.saved = true;
        Ok(())
    }

    /// What is to be done for one that counts what has been written by now.
    fn saving(
        &mut self,
        output: &Sink,
        rejects: Option<&Sink>,
        (source, place): (usize, Place),
        tally: &Tally,
    ) -> Result<impl FnOnce() -> Result<(), Fault> + Send + use<>, Fault> {
        let checkpoint = Checkpoint {
            run: std::mem::take(&mut self.run),
            inputs: std::mem::take(&mut self.inputs),
            source,
            place,
            output: output.written(),
            rejects: rejects.map(Sink::written),
            tally: tally.clone(),
            seconds: self.seconds(),
        };
        let text = serde_json::to_string_pretty(&checkpoint);
        self.run = checkpoint.run;
        self.inputs = checkpoint.inputs;
        let path = self.path.clone();
        let output = output.syncing()?;
        let rejects = rejects.map(Sink::syncing).transpose()?;
        Ok(move || {
            output()?;
            rejects.map_or(Ok(()), |rejects| rejects())?;
            text.map_err(io::Error::from)
                .and_then(|text| replace(&path, text.as_bytes()))
                .map_err(|error| Fault::output(&path.display().to_string(), &error))
        })
    }

    /// Takes the checkpoint away: there is nothing left to go on with, or nothing that may be continued.
    pub(crate) fn remove(&mut self) -> Result<(), Fault> {
        // It would come back.
        let _ = self.settle();
        self.saved = false;
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Fault::usage(format!(
                "cannot remove {}: {error}",
                self.path.display()
            ))),
            _ => Ok(()),
        }
    }
}

/// The path with this behind its name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Puts a file in the place of another, so that at any moment there is a whole one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&new, path)?;
    // The renaming itself lies in the folder. Not every system lets a folder be opened.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
    Ok(())
}
