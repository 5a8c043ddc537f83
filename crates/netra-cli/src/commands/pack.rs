//! `netra pack`: a compiled lexicon as one file.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, Subcommand};
use netra::{Classifier, PackHeader};
use serde_json::json;

use crate::console;
use crate::exit::{Exit, Fault};

/// Compile a lexicon into one file, or say what such a file holds
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra pack build -o my.netra --lexicon my-words     the built-in lexicon with a folder laid over it
  netra pack info my.netra                            its version, digests and size
  netra score posts.jsonl --pack my.netra             judge with it")]
pub(crate) struct PackCommand {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Compile the built-in lexicon, or one laid over it, into a file
    Build(Build),
    /// Say what a file holds; refuse one that is damaged or of another version
    Info(Info),
}

#[derive(Args, Debug)]
struct Build {
    /// Folder with more lexicon files, laid over the built-in ones. May be repeated
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,

    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Args, Debug)]
struct Info {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A pack's bytes.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(file).map_err(|error| Fault::usage(format!("cannot read {}: {error}", file.display())))
}

impl PackCommand {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        match self.task {
            Task::Build(build) => build.run(),
            Task::Info(info) => info.run(),
        }
    }
}

impl Build {
    fn run(self) -> Result<Exit, Fault> {
        let begin = Instant::now();
        let mut builder = Classifier::builder();
        for folder in &self.lexicon {
            builder = builder.lexicon_dir(folder);
        }
        let bytes = builder.build()?.to_pack();
        // Under another name first: a run that is stopped leaves no half of a pack.
        let mut beside = self.output.clone().into_os_string();
        beside.push(".part");
        let failed =
            |error: std::io::Error| Fault::Midway(format!("cannot write {}: {error}", self.output.display()));
        std::fs::write(&beside, &bytes).map_err(failed)?;
        std::fs::rename(&beside, &self.output).map_err(failed)?;
        console::print(&format!(
            "{}: {} bytes, built in {:.2} s\n",
            self.output.display(),
            bytes.len(),
            begin.elapsed().as_secs_f64()
        ))?;
        Ok(Exit::Done)
    }
}

impl Info {
    fn run(self) -> Result<Exit, Fault> {
        let bytes = read(&self.file)?;
        let in_file = |error: netra::Error| Fault::from(error.in_file(&self.file));
        let header = PackHeader::read(&bytes).map_err(in_file)?;
        let begin = Instant::now();
        let classifier = Classifier::from_pack(&bytes).map_err(in_file)?;
        let loaded = begin.elapsed().as_secs_f64() * 1000.0;
        let stats = classifier.stats();
        if self.json {
            let shown = json!({
                "version": stats.version,
                "format": header.format,
                "lexicon_digest": format!("{:016x}", header.lexicon),
                "digest": format!("{:016x}", header.digest),
                "bytes": bytes.len(),
                "heap": stats.heap,
                "contestants": stats.contestants,
                "surfaces": stats.surfaces,
                "terms": stats.terms,
                "spellings": stats.spellings,
            });
            console::print(&format!("{shown:#}\n"))?;
            return Ok(Exit::Done);
        }
        console::print(&format!(
            "version         {}\nformat          {}\nlexicon digest  {:016x}\ndigest          {:016x}\nbytes           {}\n\
             heap            {} (for matching)\ncontestants     {}\nsurfaces        {}\nterms           {}\n\
             spellings       {}\nloaded in       {loaded:.1} ms\n",
            stats.version,
            header.format,
            header.lexicon,
            header.digest,
            bytes.len(),
            stats.heap,
            stats.contestants,
            stats.surfaces,
            stats.terms,
            stats.spellings,
        ))?;
        Ok(Exit::Done)
    }
}
