//! `netra parity`: the same sentences with every contestant, region and form of address swapped must score alike.

mod frames;
mod names;

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use netra::Classifier;
use netra::evaluate::{Outcome, Spread, Swapped, TOLERANCE};
use serde::Serialize;

use self::frames::{Frame, Swap};
use self::names::{Form, Named, Region};
use super::judging::Judging;
use super::lawbook::lexicon;
use super::measuring::{Provenance, json, on_all_cores, provenance};
use crate::console::{print, say};
use crate::exit::{Exit, Fault};

/// Swap contestants, regions and forms of address in the same sentences: all must score alike
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra parity                                exit code 1 where a sentence scores unlike for two contestants
  netra parity --election pilpres-2024 --odd
  netra parity --json | jq '.rows[] | select(.judged and (.even | not)) | {pack, frame, form, odd}'

Full names and pairs are judged: scores of one sentence may lie 0.02 apart, and all must take the same sides. Short
names (nicknames, acronyms, names of one word) mean others too, so their company decides; they are shown apart and
judge nothing. Posts bear a day of the election's own campaign and the region of the contest. Sentences with a region are tried with every region that held an election, forms of address in twos.")]
pub(crate) struct Parity {
    /// How far apart scores of one sentence may lie
    #[arg(long, value_name = "X", default_value_t = f64::from(TOLERANCE) / 10_000.0)]
    tolerance: f64,
    /// File with other sentences, in the form of the built-in ones (`--frames-shown` prints those)
    #[arg(long, value_name = "FILE")]
    frames: Option<PathBuf>,
    /// Print the built-in sentences
    #[arg(long)]
    frames_shown: bool,
    /// Take every Nth pair of the elections with many pairs, and every Nth region
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
    /// List what scores unlike the rest
    #[arg(long)]
    odd: bool,
    /// Write JSON in place of tables
    #[arg(long)]
    json: bool,
    /// How many threads judge [default: all cores]. The answer does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,

    #[command(flatten)]
    judging: Judging,
}

/// An election with at most so many contestants is always tried with all of them.
const FEW: usize = 60;

/// One sentence, with everything that was swapped in.
#[derive(Serialize)]
struct Row {
    pack: String,
    frame: String,
    form: &'static str,
    /// Whether it decides the exit code; short names are shown only.
    judged: bool,
    #[serde(flatten)]
    spread: Spread,
}

#[derive(Serialize)]
struct Answer {
    provenance: Provenance,
    tolerance: f64,
    even: bool,
    rows: Vec<Row>,
}

/// A post to be judged: what was swapped in, the text, and the region of the record.
struct Try {
    what: String,
    text: String,
    region: Option<String>,
    day: Option<String>,
}

/// Posts that must score alike.
struct Group {
    pack: String,
    frame: String,
    form: &'static str,
    judged: bool,
    tries: Vec<Try>,
}

impl Parity {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Fault> {
        if self.frames_shown {
            print(frames::BUILT_IN)?;
            return Ok(Exit::Done);
        }
        if !(0.0..=1.0).contains(&self.tolerance) {
            return Err(Fault::usage("--tolerance lies between 0 and 1"));
        }
        let frames = frames::read(self.frames.as_deref())?;
        let lexicon = lexicon(self.judging.lexicon())?;
        let classifier = self.judging.classifier()?;
        let law = names::law(&lexicon)?;
        let named = names::contestants(&lexicon, &law, self.judging.elections())?;
        let regions = names::regions(&law);
        let groups = groups(&frames, &named, &regions, usize::from(self.every));
        let answer = self.judge(&classifier, &groups);
        print(&if self.json {
            json(&answer)?
        } else {
            self.tables(&answer)
        })?;
        if answer.even {
            return Ok(Exit::Done);
        }
        let uneven = answer
            .rows
            .iter()
            .filter(|row| row.judged && !row.spread.even)
            .count();
        say(&format!(
            "parity failed: {uneven} sentences score unlike by more than {}",
            self.tolerance
        ));
        Ok(Exit::CheckFailed)
    }

    fn judge(&self, classifier: &Classifier, groups: &[Group]) -> Answer {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let tolerance = (self.tolerance * 10_000.0).round() as u16;
        let rows = judged(classifier, groups, tolerance, self.threads);
        Answer {
            provenance: provenance(&|post| classifier.classify(post), &self.judging),
            tolerance: self.tolerance,
            even: rows.iter().all(|row| !row.judged || row.spread.even),
            rows,
        }
    }
    fn tables(&self, answer: &Answer) -> String {
        let mut out = answer.provenance.line();
        let mut packs: Vec<&str> = Vec::new();
        for row in &answer.rows {
            if !packs.contains(&row.pack.as_str()) {
                packs.push(&row.pack);
            }
        }
        for (judged, title) in [
            (true, ""),
            (
                false,
                ", shown, not judged: short names, and sentences known to be uneven",
            ),
        ] {
            for pack in &packs {
                let rows: Vec<(String, &Spread)> = merged(answer, pack, judged);
                if !rows.is_empty() {
                    let rows: Vec<(&str, &Spread)> = rows
                        .iter()
                        .map(|(name, spread)| (name.as_str(), *spread))
                        .collect();
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\n{pack}{title}\n{}", Spread::table(&rows, self.odd));
                }
            }
        }
        let judged = answer.rows.iter().filter(|row| row.judged);
        let (even, all) = judged.fold((0, 0), |(even, all), row| {
            (even + usize::from(row.spread.even), all + 1)
        });
        let _ = writeln!(
            out,
            "\n{even} of {all} judged sentences score alike within {}",
            self.tolerance
        );
        out
    }
}

/// Judges every group of posts that must score alike.
fn judged(classifier: &Classifier, groups: &[Group], tolerance: u16, threads: Option<u16>) -> Vec<Row> {
    on_all_cores(groups, threads, |group| {
        let swapped: Vec<Swapped> = group
            .tries
            .iter()
            .map(|one| {
                let mut post = netra::Post::text(one.text.as_str());
                post.region = one.region.as_deref().map(Into::into);
                post.time = one.day.as_deref().map(Into::into);
                Swapped {
                    what: one.what.clone(),
                    outcome: Outcome::of(&classifier.classify(&post)),
                }
            })
            .collect();
        Row {
            pack: group.pack.clone(),
            frame: group.frame.clone(),
            form: group.form,
            judged: group.judged,
            spread: Spread::of(&swapped, tolerance),
        }
    })
}

/// A table for each pack: how many judged sentences score alike, and how far apart the widest lies.
pub(super) fn summary(classifier: &Classifier, judging: &Judging, every: u16) -> Result<String, Fault> {
    let lexicon = lexicon(judging.lexicon())?;
    let frames = frames::read(None)?;
    let law = names::law(&lexicon)?;
    let named = names::contestants(&lexicon, &law, judging.elections())?;
    let groups = groups(&frames, &named, &names::regions(&law), usize::from(every));
    let rows = judged(classifier, &groups, TOLERANCE, None);
    let mut packs: Vec<(&str, [usize; 3], u16)> = Vec::new();
    for row in rows.iter().filter(|row| row.judged) {
        if packs.last().is_none_or(|known| known.0 != row.pack) {
            packs.push((&row.pack, [0; 3], 0));
        }
        if let Some((_, [sentences, even, posts], widest)) = packs.last_mut() {
            *sentences += 1;
            *even += usize::from(row.spread.even);
            *posts += row.spread.swapped;
            *widest = row.spread.width().max(*widest);
        }
    }
    let mut table = String::from(
        "\n| pack | posts judged | sentences | alike | furthest apart |\n|---|---|---|---|---|\n",
    );
    for (pack, [sentences, even, posts], widest) in packs {
        // Writing to a String cannot fail.
        let _ = writeln!(
            table,
            "| {pack} | {posts} | {sentences} | {even} | {:.4} |",
            f64::from(widest) / 10_000.0
        );
    }
    for frame in &frames {
        let Some(why) = &frame.shown_only else { continue };
        let of_frame = |row: &&Row| row.frame.split('#').next() == Some(frame.id.as_str());
        let widest = rows
            .iter()
            .filter(of_frame)
            .filter(|row| !SHORT.contains(&row.form))
            .map(|row| row.spread.width())
            .max();
        let _ = writeln!(
            table,
            "\nShown, not judged: `{}`, furthest apart {:.4}: {why}.",
            frame.id,
            f64::from(widest.unwrap_or(0)) / 10_000.0
        );
    }
    Ok(table)
}

/// Forms that are never judged.
const SHORT: [&str; 3] = ["acronym", "couple name", "short name"];

/// Every sentence with everything that is swapped in it.
fn groups(frames: &[Frame], named: &[Named], regions: &[Region], every: usize) -> Vec<Group> {
    let mut packs: Vec<&str> = named.iter().map(|one| one.pack.as_str()).collect();
    packs.sort_unstable();
    packs.dedup();
    let mut groups = Vec::new();
    for pack in packs {
        let all: Vec<&Named> = named.iter().filter(|one| one.pack == pack).collect();
        let step = if all.len() > FEW { every } else { 1 };
        let some: Vec<&Named> = all.iter().step_by(step).copied().collect();
        for form in Form::ALL {
            let of_form: Vec<(&Named, String)> = some
                .iter()
                .filter_map(|one| Some((*one, one.written(form)?)))
                .collect();
            for frame in frames {
                groups.extend(match frame.swap {
                    Swap::Contestant => vec![contestants(pack, frame, form, &of_form)],
                    Swap::Region | Swap::Address if !form.is_whole() => Vec::new(),
                    Swap::Region => by_region(pack, frame, form, &of_form, regions, every),
                    Swap::Address => by_address(pack, frame, form, &of_form),
                });
            }
        }
    }
    groups.retain(|group| group.tries.len() > 1);
    groups
}

/// The rows of a pack with their names. Of the many in which a form of address or a region is swapped around one
/// contestant, the widest stands for all that share its sentence.
fn merged<'a>(answer: &'a Answer, pack: &str, judged: bool) -> Vec<(String, &'a Spread)> {
    let mut rows: Vec<(String, &Spread)> = Vec::new();
    for row in answer
        .rows
        .iter()
        .filter(|row| row.pack == pack && row.judged == judged)
    {
        let frame = row.frame.split('#').next().unwrap_or(&row.frame);
        let name = format!("{frame} ({})", row.form);
        match rows.iter_mut().find(|known| known.0 == name) {
            None => rows.push((name, &row.spread)),
            Some(known) => {
                let key = |spread: &Spread| (!spread.even, spread.width());
                if key(&row.spread) > key(known.1) {
                    known.1 = &row.spread;
                }
            }
        }
    }
    rows
}

fn contestants(pack: &str, frame: &Frame, form: Form, of_form: &[(&Named, String)]) -> Group {
    let tries = of_form
        .iter()
        .map(|(named, written)| Try {
            what: named.id.clone(),
            text: frame.with(written, "", ""),
            region: named.region.clone(),
            day: named.day.clone(),
        })
        .collect();
    Group {
        pack: pack.to_owned(),
        frame: frame.id.clone(),
        form: form.name(),
        judged: form.is_whole() && frame.shown_only.is_none(),
        tries,
    }
}

/// Around each of a few contestants, who stand in the whole country, every region.
fn by_region(
    pack: &str,
    frame: &Frame,
    form: Form,
    of_form: &[(&Named, String)],
    regions: &[Region],
    every: usize,
) -> Vec<Group> {
    let national = of_form.iter().filter(|(named, _)| named.region.is_none());
    let mut groups = Vec::new();
    for (named, written) in national.filter(|_| form == Form::Pair || form == Form::Party) {
        groups.push(Group {
            pack: pack.to_owned(),
            frame: format!("{}#{}", frame.id, named.id),
            form: form.name(),
            judged: frame.shown_only.is_none(),
            tries: regions
                .iter()
                .step_by(every)
                .map(|region| Try {
                    what: region.code.clone(),
                    text: frame.with(written, &region.name, ""),
                    region: Some(region.code.clone()),
                    day: named.day.clone(),
                })
                .collect(),
        });
    }
    groups
}

/// So many contestants of an election are addressed; what a form of address adds does not hang on whom it stands before.
const MOST_ADDRESSED: usize = 40;

fn by_address(pack: &str, frame: &Frame, form: Form, of_form: &[(&Named, String)]) -> Vec<Group> {
    let mut groups = Vec::new();
    for (named, written) in of_form.iter().take(MOST_ADDRESSED) {
        for (number, alternatives) in frame.alternatives.iter().enumerate() {
            groups.push(Group {
                pack: pack.to_owned(),
                frame: format!("{}#{}#{number}", frame.id, named.id),
                form: form.name(),
                judged: frame.shown_only.is_none(),
                tries: alternatives
                    .iter()
                    .map(|address| Try {
                        what: format!("{address} before {}", named.id),
                        text: frame.with(written, "", address),
                        region: named.region.clone(),
                        day: named.day.clone(),
                    })
                    .collect(),
            });
        }
    }
    groups
}
