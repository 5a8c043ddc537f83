//! `netra report`: a page for people.

use std::path::{Path, PathBuf};

use clap::Args;

use super::judging::Judging;
use super::lawbook::lexicon;
use crate::console;
use crate::exit::{Exit, Fault};
use crate::input::Limits;
use crate::input::fields::Fields;
use crate::input::open::Reading;
use crate::input::source::Source;
use crate::privacy::{Pseudonyms, Public};
use crate::report::{self, People, Request};

/// Turn verdicts into one HTML page that people read, filter, mark and print
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra score posts.jsonl --keep text,time,region,platform,author.account -o verdicts.jsonl
  netra report verdicts.jsonl -o report.html
  netra report verdicts.jsonl --posts posts.csv --field text=full_text -o report.html
  netra report verdicts.jsonl --marks marks.json --settled settled.csv -o next.html

The page is one file without any link to elsewhere: it opens from disk, lets nothing in or out, and holds what it
shows. It is as private as the posts in it. Accounts become numbers unless --people says otherwise.")]
pub(crate) struct Report {
    /// Verdicts as `netra score` writes them (JSON Lines, Parquet); `-` is standard input, `.gz` and `.zst` are read as they are
    #[arg(value_name = "VERDICTS", required = true)]
    verdicts: Vec<PathBuf>,

    /// Write the page here [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The posts that were judged, joined by id, where the verdicts do not carry them. May be repeated
    #[arg(long, value_name = "INPUT")]
    posts: Vec<PathBuf>,

    /// Format of the posts: auto, or a format of `netra score`
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    input_format: String,

    /// Where a field of the posts stands, if not under its own name: `text=full_text`
    #[arg(long, value_name = "NAME=COLUMN")]
    field: Vec<String>,

    /// Marks that the page saved: they show again, and give the precision of the run. May be repeated
    #[arg(long, value_name = "FILE")]
    marks: Vec<PathBuf>,

    /// Posts that need no second look, a CSV table with the columns id and reason: they are counted and left out
    #[arg(long, value_name = "FILE")]
    settled: Option<PathBuf>,

    /// How people are shown: authors, and accounts that texts mention
    #[arg(long, value_enum, default_value_t)]
    people: People,

    /// Write the pseudonyms of `netra score --pseudonymise` in the place of numbers; the same key gives the same ones
    #[arg(
        long,
        value_name = "KEYFILE",
        visible_alias = "pseudonymize",
        conflicts_with = "people"
    )]
    pseudonymise: Option<PathBuf>,

    /// Further accounts that are public and stay as they are
    #[arg(long, value_name = "HANDLE", value_delimiter = ',')]
    public: Vec<String>,

    /// Heading of the page
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Show what each lead hangs on: its score without the words that counted
    ///
    /// The posts are judged again, so this needs the options and the lexicon of `netra score` and all fields of the posts;
    /// where the verdict comes out otherwise, nothing is shown. Takes about thirty times as long as judging.
    #[arg(long)]
    counterfactuals: bool,

    #[command(flatten)]
    judging: Judging,
}

impl Report {
    /// Runs the command.
    pub(crate) fn run(self, quiet: bool) -> Result<Exit, Fault> {
        let beside = report::BESIDE.map(str::to_owned);
        let fields = Fields::parse(&self.field, &beside)?.kept_where_there();
        let inputs = [&self.verdicts, &self.posts].into_iter().flatten();
        if let Some(output) = &self.output
            && let Some(input) = inputs.clone().find(|input| *input == output)
        {
            return Err(Fault::usage(format!(
                "{} is an input and the output",
                input.display()
            )));
        }
        let both: Vec<PathBuf> = inputs.cloned().collect();
        let mut sources = Source::all(&both)?;
        let posts = sources.split_off(self.verdicts.len());
        let report = report::build(Request {
            verdicts: sources,
            posts,
            reading: Reading {
                format: self.input_format,
                encoding: None,
                fields,
                limits: Limits {
                    block: 1 << 18,
                    records: usize::MAX,
                    longest: 64 << 20,
                    live: false,
                },
            },
            marks: self.marks,
            settled: self.settled,
            people: self.people,
            public: Public::new(&self.public, self.judging.lexicon())?,
            pseudonyms: self.pseudonymise.as_deref().map(Pseudonyms::read).transpose()?,
            title: self.title,
            lexicon: lexicon(self.judging.lexicon())?,
            classifier: self
                .counterfactuals
                .then(|| self.judging.classifier())
                .transpose()?,
        })?;
        match &self.output {
            None => console::print(&report.page)?,
            Some(path) => write(path, &report.page)
                .map_err(|error| Fault::output(&path.display().to_string(), &error))?,
        }
        if !quiet {
            for line in report.says {
                console::say(&line);
            }
        }
        Ok(Exit::Done)
    }
}

/// Writes a file beside the one that is meant, and puts it in its place when it is whole. What is no regular file is
/// written to as it is.
fn write(path: &Path, page: &str) -> std::io::Result<()> {
    if path.metadata().is_ok_and(|data| !data.is_file()) {
        return std::fs::write(path, page);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    let end = std::fs::write(beside, page).and_then(|()| std::fs::rename(beside, path));
    if end.is_err() {
        // The first failure is the one to tell.
        let _ = std::fs::remove_file(beside);
    }
    end
}
