//! `netra score`: judges files of posts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use netra::Classifier;

use super::judging::Judging;
use super::score_options::{ReadingOptions, WritingOptions};
use crate::console::Loudness;
use crate::exit::{Exit, Fault};
use crate::input::Limits;
use crate::input::fields::{Fields, closest};
use crate::input::open::{Inputs, Reading};
use crate::input::source::Source;
use crate::output::apart::refuse_shared;
use crate::output::destination::Destination;
use crate::output::sink::{Packing, Sink};
use crate::output::{self, Format};
use crate::pipeline::checkpoint::{Checkpoint, Checkpoints};
use crate::pipeline::progress::Progress;
use crate::pipeline::reject::Form;
use crate::pipeline::stop::Stop;
use crate::pipeline::tally::Tally;
use crate::pipeline::{self, Job, Outputs};
use crate::privacy::{Privacy, PrivacyOptions};
use crate::{console, summary};

/// Judge posts: one verdict per post, in the order of the input
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra score posts.jsonl -o verdicts.jsonl
  netra score scrape.csv --field text=full_text --field id=id_str --keep full_text,url -o out.csv
  netra score tweets.csv --preset tweet-harvest -o verdicts.parquet
  netra score 'scrapes/*.jsonl.gz' -o verdicts.jsonl.zst --resume         # go on where a stopped run was
  netra score posts.jsonl --pseudonymise key --redact text -o shareable.csv
  netra score a.jsonl.gz b.jsonl.zst --only-flagged --rejects rejects.jsonl > leads.jsonl
  zcat posts.gz | netra score - --input-format jsonl --region 3325 --as-of 2024-11-20 | jq .score
  netra score posts.jsonl --fail-on social-like -o /dev/null    # exit code 1 where one is found

Options may stand in a netra.toml in this folder or one above it; what is typed goes before it.
Nothing is lost: a record that cannot be read is a reject, with its number, byte, reason and the record itself.")]
pub(crate) struct Score {
    /// Files to judge; `-` or none is standard input. `.gz` and `.zst` are read as they are
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    reading: ReadingOptions,

    #[command(flatten)]
    judging: Judging,

    #[command(flatten)]
    writing: WritingOptions,

    #[command(flatten)]
    privacy: PrivacyOptions,

    /// How many threads work [default: all cores]. The output does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,

    /// Exit with code 1 where a post is flagged, or where this ban is
    #[arg(long, value_name = "flagged|BAN")]
    fail_on: Option<String>,

    /// Judge nothing and write the posts themselves (JSON Lines): what judging is measured against
    #[arg(long, hide = true)]
    only_copy: bool,
}

impl Score {
    /// Runs the command.
    pub(crate) fn run(self, loudness: Loudness) -> Result<Exit, Fault> {
        let (quiet, verbose) = (loudness == Loudness::Quiet, loudness == Loudness::Verbose);
        let fields = Fields::parse(&self.reading.field, &self.writing.keep)?.laid_out(self.reading.preset);
        let privacy = Privacy::new(
            &self.privacy,
            fields.mapped().chain(fields.likely()),
            fields.keep(),
            self.judging.lexicon(),
        )?;
        let sources = Source::all(&self.inputs)?;
        let outputs = [
            self.output(),
            self.writing.rejects.as_deref(),
            self.writing.summary.as_deref(),
        ];
        refuse_shared(&outputs.into_iter().flatten().collect::<Vec<_>>(), &sources)?;
        let format = self.format();
        let listed = sources.clone();
        let keep = fields.keep().to_vec();
        let action = self.reading.preset.and_then(|preset| preset.action);
        let reading = self.reading(fields);
        // A look at files is quicker than the lexicon; but standard input may keep us waiting, and then a wrong option
        // should have been said before.
        let (classifier, mut inputs) = if sources.contains(&Source::Standard) {
            let classifier = self.classifier()?;
            (classifier, Inputs::prepare(sources, reading)?)
        } else {
            let inputs = Inputs::prepare(sources, reading)?;
            (self.classifier()?, inputs)
        };
        for (input, format) in inputs.formats().iter().filter(|_| verbose) {
            console::say(&format!("{input} is read as {format}"));
        }
        let options = self.decisive(format, &classifier, &privacy);
        let mut checkpoints = self.checkpoints(format, &listed, &options)?;
        let earlier = self.earlier(checkpoints.as_mut(), &mut inputs)?;

        // From here on files are created.
        let rejects_path = self.writing.rejects.as_deref();
        let (mut output, mut rejects) = match (&earlier, self.output()) {
            (Some(earlier), Some(path)) => (
                Destination::Bytes(Sink::go_on(path, earlier.output)?),
                rejects_path
                    .map(|path| Sink::go_on(path, earlier.rejects.unwrap_or(0)))
                    .transpose()?,
            ),
            (_, path) => {
                if let Some(checkpoints) = &mut checkpoints {
                    // It speaks of the output that is emptied now.
                    checkpoints.remove()?;
                }
                (
                    format.create(path, &keep)?,
                    rejects_path.map(Sink::create).transpose()?,
                )
            }
        };
        // What is written to a pipe or a device is gone, and nothing can be continued.
        checkpoints = checkpoints.filter(|_| output.sink().is_some_and(|sink| sink.on_disk()));
        let threads = self.threads.map_or_else(cores, usize::from);
        let pack = classifier.pack_version().to_owned();
        if verbose {
            console::say(&format!(
                "lexicon {pack}, engine {}, {threads} threads",
                netra::VERSION
            ));
            if let Some(checkpoints) = &checkpoints {
                console::say(&format!("checkpoints go to {}", checkpoints.path().display()));
            }
        }
        let job = Job {
            classifier,
            format,
            packing: output.sink().map_or_else(Packing::default, |sink| sink.packing()),
            keep,
            action,
            privacy,
            only_copy: self.only_copy,
            only_flagged: self.writing.only_flagged,
            offsets: self.writing.offsets.into(),
            rejects: rejects
                .as_ref()
                .map_or(Form::Line, |sink| Form::Json(sink.packing())),
            threads,
        };
        let before = earlier.map(|earlier| earlier.tally);
        let resumed_at = before.as_ref().map(|tally| tally.records() + 1);
        let progress = Progress::begin(quiet, inputs.watch(), inputs.size(), before.as_ref());
        let outputs = Outputs {
            output: &mut output,
            rejects: rejects.as_mut(),
            checkpoints: checkpoints.as_mut(),
            progress: &progress,
            stop: &Stop::listen(&inputs.watch()),
            before,
        };
        let (tally, end) = pipeline::run(&job, inputs, outputs);
        let time = progress.end();
        let can_resume = checkpoints.as_ref().is_some_and(Checkpoints::exist);
        end.map_err(|fault| said_where(fault, &tally, can_resume))?;

        if !quiet {
            console::say(&progress.summary(&tally, time, threads));
            if tally.records() == 0 {
                console::say("note: the input holds no records");
            }
        }
        if let Some(path) = &self.writing.summary {
            let names: Vec<Arc<str>> = listed.iter().map(Source::name).collect();
            summary::write(
                path,
                &tally,
                &summary::Run {
                    inputs: &names,
                    pack: &pack,
                    options: Value::Object(options.into_iter().collect()),
                    pseudonymised: self.privacy.pseudonymise.is_some(),
                    redacted: self.privacy.redact.is_some(),
                    seconds: checkpoints
                        .as_ref()
                        .map_or(time.as_secs_f64(), Checkpoints::seconds),
                    resumed_at,
                    threads,
                },
            )?;
        }
        if let Some(checkpoints) = &mut checkpoints {
            checkpoints.remove()?;
        }
        Ok(self.exit(&tally))
    }

    /// Checkpoints, where the run can be continued; a fault where it cannot and `--resume` asks for it.
    fn checkpoints(
        &self,
        format: &dyn Format,
        sources: &[Source],
        options: &BTreeMap<String, Value>,
    ) -> Result<Option<Checkpoints>, Fault> {
        let files: Option<Vec<&Path>> = sources.iter().map(Source::file).collect();
        let cannot = match (format.cannot_resume(), self.output(), &files) {
            (Some(reason), _, _) => Some(reason),
            (_, None, _) => Some("what was written to standard output is gone; name a file with --output"),
            (_, Some(path), _) if path.metadata().is_ok_and(|data| !data.is_file()) => {
                Some("the output is not a file on disk")
            }
            (_, _, None) => {
                Some("only files can be read again from where a run was stopped, and standard input is none")
            }
            _ => None,
        };
        match (cannot, self.output(), files) {
            (Some(reason), _, _) if self.writing.resume => Err(Fault::usage(format!("--resume: {reason}"))),
            (None, Some(output), Some(files)) => {
                Checkpoints::new(output, &files, options.clone(), self.writing.checkpoint_every).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// What decides the bytes of the output, besides the inputs.
    fn decisive(
        &self,
        format: &dyn Format,
        classifier: &Classifier,
        privacy: &Privacy,
    ) -> BTreeMap<String, Value> {
        let mut run = BTreeMap::new();
        if let Value::Object(options) = self.judging.describe() {
            run.extend(options);
        }
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        for (name, value) in [
            ("engine", json!(netra::VERSION)),
            ("pack_version", json!(classifier.pack_version())),
            ("format", json!(format.name())),
            ("input_format", json!(self.reading.input_format)),
            ("field", json!(self.reading.field)),
            ("max_record", json!(self.reading.max_record)),
            ("keep", json!(self.writing.keep)),
            ("only_flagged", json!(self.writing.only_flagged)),
            ("offsets", json!(format!("{:?}", self.writing.offsets))),
            ("preset", json!(self.reading.preset.map(|preset| preset.name))),
            (
                "encoding",
                json!(self.reading.encoding.map(|encoding| encoding.name())),
            ),
            ("pseudonymise", json!(privacy.mark())),
            ("public", json!(self.privacy.public)),
            (
                "redact",
                json!(self.privacy.redact.map(|redact| format!("{redact:?}"))),
            ),
            ("rejects", json!(path(&self.writing.rejects))),
        ] {
            run.insert(name.to_owned(), value);
        }
        run
    }

    /// Looks for the run that `--resume` continues, and goes to where it was stopped.
    fn earlier(
        &self,
        checkpoints: Option<&mut Checkpoints>,
        inputs: &mut Inputs,
    ) -> Result<Option<Checkpoint>, Fault> {
        let Some(checkpoints) = checkpoints.filter(|_| self.writing.resume) else {
            return Ok(None);
        };
        let earlier = checkpoints.earlier()?;
        if let Some(earlier) = &earlier {
            inputs
                .skip_to(earlier.source, earlier.place)
                .map_err(Fault::Usage)?;
        }
        Ok(earlier)
    }

    /// Builds the classifier, and looks up in it what the options name.
    fn classifier(&self) -> Result<Classifier, Fault> {
        let classifier = self.judging.classifier()?;
        let law = classifier.law();
        match self.fail_on.as_deref() {
            Some(word) if word != "flagged" && law.ban(word).is_none() => {
                let near = closest(word, law.bans().iter().map(|ban| &*ban.id));
                let advice = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                Err(Fault::usage(format!(
                    "--fail-on {word}: no ban is called `{word}`{advice} (`netra bans` lists them)"
                )))
            }
            _ => Ok(classifier),
        }
    }

    /// A check that was asked for outweighs rejects.
    fn exit(&self, tally: &Tally) -> Exit {
        let failed = match self.fail_on.as_deref() {
            None => false,
            Some("flagged") => tally.flagged > 0,
            Some(ban) => tally.by_ban.contains_key(ban),
        };
        if failed {
            Exit::CheckFailed
        } else if tally.rejected > 0 {
            Exit::SomeRejected
        } else {
            Exit::Done
        }
    }

    fn reading(&self, fields: Fields) -> Reading {
        Reading {
            format: self.reading.input_format.clone(),
            encoding: self.reading.encoding,
            fields,
            limits: Limits {
                block: 1 << 18,
                records: self
                    .writing
                    .flush_every
                    .map_or(usize::MAX, |records| records as usize),
                longest: self.reading.max_record,
                live: self.writing.flush_every.is_some(),
            },
        }
    }

    fn format(&self) -> &'static dyn Format {
        output::format_for(self.writing.format.as_deref(), self.output())
    }

    /// The output file; `-` is standard output.
    fn output(&self) -> Option<&Path> {
        self.writing
            .output
            .as_deref()
            .filter(|path| path.as_os_str() != "-")
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Says how far a run came before it failed.
fn said_where(fault: Fault, tally: &Tally, can_resume: bool) -> Fault {
    let advice = if can_resume {
        "run the same command with --resume to go on from there"
    } else {
        "run again from the start"
    };
    match fault {
        Fault::Midway(message) => Fault::Midway(format!(
            "{message}\n  the first {} records are done and written whole ({} rejected); {advice}",
            tally.records(),
            tally.rejected,
        )),
        other => other,
    }
}
