//! `netra lexicon diff`: the posts whose verdict changes between two lexicons.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use netra::evaluate::{Comparison, FeedPost, LabelledPost, Outcome, Shifts, compare};
use netra::{Classifier, Lexicon};
use serde::{Deserialize, Deserializer, Serialize};

use crate::commands::judging::Judging;
use crate::commands::measuring::{File, Measured, Provenance, json, on_one_line, outcomes, provenance, read};
use crate::console::print;
use crate::exit::{Exit, Fault};

/// What stands for the lexicon that ships with the tool.
const BUILT_IN: &str = "built-in";

/// List the posts whose verdict changes between two lexicons, with counts by corpus
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra lexicon diff built-in my-words posts.jsonl
  netra lexicon diff ../before/lexicon lexicon train.jsonl everyday.jsonl.gz news.jsonl.gz --most 100
  netra lexicon diff built-in overlay dev.jsonl --json | jq '.corpora[].all'

OLD and NEW are folders, or `built-in`. A folder that holds `bans/` is a lexicon of its own; any other is laid over the
built-in one. Posts may be labelled; then it is also said how many verdicts become right and how many wrong.")]
pub(crate) struct Diff {
    /// The lexicon before: a folder, or `built-in`
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The lexicon after: a folder, or `built-in`
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Posts, labelled or not: JSON lines; each file is a corpus
    #[arg(value_name = "POSTS", required = true)]
    posts: Vec<PathBuf>,
    /// List at most N changed posts of each corpus in the tables; the JSON has all
    #[arg(long, value_name = "N", default_value_t = 50)]
    most: usize,
    /// Print the texts of listed posts too; they may be people's own words
    #[arg(long)]
    show_texts: bool,
    /// Write JSON in place of tables
    #[arg(long)]
    json: bool,
    /// How many threads judge [default: all cores]. The answer does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,

    #[command(flatten)]
    judging: Judging,
}

/// A post with labels or without.
#[derive(Debug)]
struct AnyPost {
    post: LabelledPost,
    labelled: bool,
}

impl<'de> Deserialize<'de> for AnyPost {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<AnyPost, D::Error> {
        use serde::de::Error;
        // Which of the two it is decides the field `stance`; what is wrong in either is then said in its own words.
        let value = serde_json::Value::deserialize(deserializer)?;
        let labelled = value.get("stance").is_some();
        let post = if labelled {
            LabelledPost::deserialize(value).map_err(D::Error::custom)?
        } else {
            let post = FeedPost::deserialize(value).map_err(D::Error::custom)?;
            LabelledPost {
                id: post.id,
                text: post.text,
                source: post.source,
                action: post.action,
                target: post.target,
                author: post.author,
                time: post.time,
                region: post.region,
                media_text: post.media_text,
                ..LabelledPost::default()
            }
        };
        Ok(AnyPost { post, labelled })
    }
}

impl Measured for AnyPost {
    const EXPECTED: &'static str = r#"{"id":"…","text":"…"}, optionally "source", "time" and other fields of the input record, and the labels "stance" and "bans""#;

    fn problem(&self) -> Option<String> {
        None
    }

    fn id(&mut self) -> &mut String {
        &mut self.post.id
    }
}

#[derive(Serialize)]
struct Answer {
    before: Provenance,
    after: Provenance,
    corpora: Vec<Shifts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labelled: Option<Comparison>,
}

impl Diff {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Fault> {
        let before = self.judging.classifier_of(lexicon(&self.old)?)?;
        let after = self.judging.classifier_of(lexicon(&self.new)?)?;
        let files = read::<AnyPost>(&self.posts)?;
        print(&self.answer(&before, &after, &files)?)?;
        Ok(Exit::Done)
    }

    fn answer(
        &self,
        before: &Classifier,
        after: &Classifier,
        files: &[File<AnyPost>],
    ) -> Result<String, Fault> {
        let (old, new) = (
            |post: &netra::Post<'_>| before.classify(post),
            |post: &netra::Post<'_>| after.classify(post),
        );
        let mut labelled: (Vec<LabelledPost>, Vec<Outcome>, Vec<Outcome>) = Default::default();
        let mut corpora = Vec::new();
        for file in files {
            let was = outcomes(&file.records, self.threads, &old, |one| one.post.post());
            let is = outcomes(&file.records, self.threads, &new, |one| one.post.post());
            let mut shifts = Shifts::new(&file.name);
            for ((one, was), is) in file.records.iter().zip(was).zip(is) {
                shifts.add(&one.post.id, &one.post.source, &was, &is);
                if one.labelled {
                    labelled.0.push(one.post.clone());
                    labelled.1.push(was);
                    labelled.2.push(is);
                }
            }
            corpora.push(shifts);
        }
        let acts = ["partisan-activity", "partisan-symbol-gesture"];
        let answer = Answer {
            before: provenance(&old, &self.judging),
            after: provenance(&new, &self.judging),
            corpora,
            labelled: (!labelled.0.is_empty()).then(|| compare(&labelled.0, &labelled.1, &labelled.2, &acts)),
        };
        if self.json {
            return json(&answer);
        }
        Ok(self.tables(&answer, files))
    }

    fn tables(&self, answer: &Answer, files: &[File<AnyPost>]) -> String {
        let mut out = format!(
            "before: {}after:  {}\n",
            answer.before.line(),
            answer.after.line()
        );
        out.push_str(&Shifts::table(&answer.corpora));
        if let Some(labelled) = &answer.labelled {
            // Writing to a String cannot fail.
            let _ = write!(out, "\nLabelled posts: {}", labelled.questions_table());
        }
        for (corpus, file) in answer.corpora.iter().zip(files) {
            if corpus.changes.is_empty() {
                continue;
            }
            let shown = corpus.changes.len().min(self.most);
            let _ = writeln!(
                out,
                "\n{}: {shown} of {} changed posts",
                corpus.corpus,
                corpus.changes.len()
            );
            for change in corpus.changes.iter().take(self.most) {
                let _ = writeln!(
                    out,
                    "{}: {} ({}) → {} ({})",
                    change.id, change.before, change.score_before, change.after, change.score_after
                );
                if self.show_texts {
                    let text = &file.records[change.index].post.text;
                    let _ = writeln!(out, "    {}", on_one_line(text));
                }
            }
        }
        out
    }
}

/// The lexicon that an argument names.
fn lexicon(named: &Path) -> Result<Lexicon, Fault> {
    if named.as_os_str() == BUILT_IN {
        return Ok(Lexicon::embedded());
    }
    let folder = Lexicon::from_dir(named)?;
    if folder
        .sources()
        .iter()
        .any(|source| source.path.starts_with("bans/") && source.path.ends_with(".toml"))
    {
        return Ok(folder);
    }
    let mut lexicon = Lexicon::embedded();
    lexicon.extend(folder);
    Ok(lexicon)
}
