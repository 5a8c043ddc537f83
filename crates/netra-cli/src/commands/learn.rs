//! `netra learn`: points and calibration from labelled posts, as files of the lexicon.
//!
//! The lexicon's own points are the prior: a group that the labels say nothing about keeps the points that a person gave
//! it. What comes out is readable, is reviewed like any other file, and is never written by hand.

mod apart;
mod features;
mod fitting;
pub(super) mod ground;
mod proposing;
pub(super) mod unseen;
mod writing;

use std::fmt::Write as _;
use std::path::PathBuf;

use netra::{Classifier, Lexicon};

use crate::console::print;
use crate::exit::{Exit, Fault};

/// What a judged group of terms is worth against the labels, unless told otherwise.
const SIGNALS: f64 = 4.0;

/// The same for guards.
const GUARDS: f64 = 6.0;

/// Fit points and calibration on labelled posts, and write them as an overlay
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  netra learn --train train.jsonl --chosen train-hard.jsonl --out lexicon/fitted

  netra learn --train train.jsonl --neutral everyday.jsonl.gz news.jsonl.gz --undated governing.jsonl.gz \\
    --written examples/written/*.jsonl --written-with tests/packs/awan-biru --out lexicon/fitted

  netra learn --train train.jsonl --neutral everyday.jsonl.gz --out fitted --propose candidates.csv

--train files were sampled as posts come; --chosen files were chosen because they are hard: they count half, and
not at all for the calibration, like --written ones. Points that no label speaks about stay as a person judged them.
--propose writes a table: for each sequence of words in normal form (<c> stands for a contestant) in how many posts with
and without the side it is, from how many sources, how many of its posts are missed today, and in how many posts of
each feed without sides it is. Nothing enters the lexicon by itself.")]
pub(crate) struct Learn {
    #[command(flatten)]
    files: ground::Files,
    /// Folder for `points.toml` and `calibration.toml`
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Table of candidates for new terms: word sequences that tell a side, with their evidence, for a person to accept
    #[arg(long, value_name = "FILE.csv")]
    propose: Option<PathBuf>,
    /// Lexicon folder in place of the built-in one
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// How many parts cross-validation makes of the sources
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(2..=20))]
    folds: u16,
    /// What a judged group of terms is worth against the labels; higher trusts the person more
    #[arg(long, value_name = "X", default_value_t = SIGNALS)]
    strength: f64,
    /// The same for guards, which speak about posts that labelled sets hold few of
    #[arg(long, value_name = "X", default_value_t = GUARDS)]
    guard_strength: f64,
}

impl Learn {
    pub(crate) fn run(&self) -> Result<Exit, Fault> {
        let mut lexicon = match &self.lexicon {
            Some(folder) => Lexicon::from_dir(folder)?,
            None => Lexicon::embedded(),
        };
        let whole = lexicon.clone();
        lexicon.remove("fitted/");
        if self.files.train.is_empty() {
            return Err(Fault::usage(
                "--train names no file: points are fitted on labelled posts, one JSON object a line",
            ));
        }
        let ground = ground::Ground::read(&self.files)?;
        let examples = ground.examples(&lexicon, |_| true)?;
        let trust = fitting::Trust {
            signals: self.strength,
            guards: self.guard_strength,
        };
        let fitted = fitting::fit(&examples, usize::from(self.folds), trust);
        std::fs::create_dir_all(&self.out)
            .map_err(|error| Fault::usage(format!("cannot make {}: {error}", self.out.display())))?;
        for (name, text) in writing::files(&examples, &fitted) {
            let path = self.out.join(name);
            std::fs::write(&path, text)
                .map_err(|error| Fault::Midway(format!("cannot write {}: {error}", path.display())))?;
        }
        let mut said = String::new();
        for output in &fitted {
            let _ = writeln!(said, "{}", output.summary());
        }
        if let Some(path) = &self.propose {
            let classifier = Classifier::builder().lexicon(whole).build()?;
            let proposed = proposing::write(&ground, &classifier, path)?;
            let _ = writeln!(said, "{proposed} candidates in {}", path.display());
        }
        print(&said)?;
        Ok(Exit::Done)
    }
}
