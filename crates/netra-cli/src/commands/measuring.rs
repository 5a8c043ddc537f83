//! What `eval` and `check` share: reading records that must be right, and judging them on all cores.

use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;

use netra::evaluate::Outcome;
use netra::{Post, Verdict};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::commands::judging::Judging;
use crate::exit::Fault;
use crate::input::source::Source;

/// A function that judges a post. The classifier in earnest, anything in tests.
pub(in crate::commands) type Judge<'a> = dyn Fn(&Post<'_>) -> Verdict + Sync + 'a;

/// Records of one file.
#[derive(Debug)]
pub(in crate::commands) struct File<T> {
    /// How the file is called in messages.
    pub(in crate::commands) name: Arc<str>,
    /// The records, in order.
    pub(in crate::commands) records: Vec<T>,
}

/// A record that is measured against, and must therefore be whole.
pub(in crate::commands) trait Measured: DeserializeOwned + Sync {
    /// What a line must look like, for errors.
    const EXPECTED: &'static str;
    /// What makes the record unusable though it reads.
    fn problem(&self) -> Option<String>;
    /// Its name, to be filled in where the file gives none.
    fn id(&mut self) -> &mut String;
}

/// Reads whole files of JSON lines; blank lines are skipped. The first line that cannot be used stops the run: a figure
/// over a part of the labels would be taken for one over all of them.
pub(in crate::commands) fn read<T: Measured>(named: &[PathBuf]) -> Result<Vec<File<T>>, Fault> {
    let sources = if named.is_empty() {
        Vec::new()
    } else {
        Source::all(named)?
    };
    sources.iter().map(read_one).collect()
}

fn read_one<T: Measured>(source: &Source) -> Result<File<T>, Fault> {
    let name = source.name();
    let mut bytes = Vec::new();
    let mut stream = source.open(&Arc::default(), None).map_err(Fault::Usage)?;
    stream
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::usage(format!("cannot read {name}: {error}")))?;
    let mut records: Vec<T> = Vec::new();
    for (line, raw) in (1_usize..).zip(bytes.split(|&byte| byte == b'\n')) {
        if raw.trim_ascii().is_empty() {
            continue;
        }
        let mut record = parse::<T>(raw)
            .map_err(|why| Fault::usage(format!("{name}:{line}: {why}\n  expected: {}", T::EXPECTED)))?;
        if record.id().is_empty() {
            *record.id() = (records.len() + 1).to_string();
        }
        records.push(record);
    }
    if records.is_empty() {
        return Err(Fault::usage(format!(
            "{name} holds no record\n  expected: {}",
            T::EXPECTED
        )));
    }
    Ok(File { name, records })
}

fn parse<T: Measured>(raw: &[u8]) -> Result<T, String> {
    let text =
        std::str::from_utf8(raw).map_err(|error| format!("not UTF-8 at byte {}", error.valid_up_to() + 1))?;
    let record: T = serde_json::from_str(text).map_err(|error| {
        let column = error.column();
        // serde_json counts lines within the record, which is always the first.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        format!("{message} (column {column})")
    })?;
    match record.problem() {
        Some(problem) => Err(problem),
        None => Ok(record),
    }
}

/// Where the figures come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(in crate::commands) struct Provenance {
    /// Version of the engine.
    pub(in crate::commands) engine: String,
    /// Version and digest of the lexicon.
    pub(in crate::commands) pack: String,
    /// The policies applied.
    pub(in crate::commands) policy: Vec<String>,
    /// The options of judging, as given.
    pub(in crate::commands) options: serde_json::Value,
}

impl Provenance {
    /// The provenance in one line.
    pub(in crate::commands) fn line(&self) -> String {
        format!(
            "engine {} · pack {} · policy {} · profile {}\n",
            self.engine,
            self.pack,
            self.policy.join(", "),
            self.options["profile"].as_str().unwrap_or_default()
        )
    }
}

/// Judges an empty post to learn where verdicts come from.
pub(in crate::commands) fn provenance(judge: &Judge<'_>, judging: &Judging) -> Provenance {
    let verdict = judge(&Post::text(""));
    Provenance {
        engine: verdict.engine.to_string(),
        pack: verdict.pack.to_string(),
        policy: verdict.policy.iter().map(ToString::to_string).collect(),
        options: judging.describe(),
    }
}

/// Judges all records, each thread an equal share of them; the order of the outcomes is that of the records.
pub(in crate::commands) fn outcomes<T: Sync>(
    records: &[T],
    threads: Option<u16>,
    judge: &Judge<'_>,
    post: impl Fn(&T) -> Post<'_> + Sync,
) -> Vec<Outcome> {
    on_all_cores(records, threads, |record| Outcome::of(&judge(&post(record))))
}

/// Works on all records, each thread an equal share of them; the order of the results is that of the records.
pub(in crate::commands) fn on_all_cores<T: Sync, R: Send>(
    records: &[T],
    threads: Option<u16>,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.map_or_else(cores, usize::from).max(1);
    let share = records.len().div_ceil(threads).max(1);
    let one = |part: &[T]| -> Vec<R> { part.iter().map(&work).collect() };
    if threads == 1 || records.len() <= share {
        return one(records);
    }
    std::thread::scope(|scope| {
        let one = &one;
        let parts: Vec<_> = records
            .chunks(share)
            .map(|part| (part, scope.spawn(move || one(part))))
            .collect();
        // A thread ends without a result only if judging panicked, which no post makes it do; judging that part again
        // here shows the panic where it belongs.
        parts
            .into_iter()
            .flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| one(part)))
            .collect()
    })
}

/// A text on one line.
pub(in crate::commands) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value as JSON for people and programs, with a line break at its end.
pub(in crate::commands) fn json(value: &impl Serialize) -> Result<String, Fault> {
    let mut text = serde_json::to_string_pretty(value)
        .map_err(|error| Fault::Midway(format!("cannot write the figures as JSON: {error}")))?;
    text.push('\n');
    Ok(text)
}
