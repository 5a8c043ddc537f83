//! `netra report`: from verdicts to one page that people read, mark and print.
//!
//! Verdicts are read once and reduced to [`lead`]s; posts are joined to them by id; [`veil`] covers who wrote them;
//! [`view`] makes the rows of the page, [`alike`] the groups, [`mod@charts`] the counts; [`page`] puts all of it into one
//! file. Posts are hostile text: nothing of them enters the page but as data.

mod alike;
mod carried;
mod charts;
mod data;
mod figures;
mod join;
mod lead;
mod marks;
mod names;
mod page;
mod places;
mod policy;
mod settled;
mod table;
mod times;
mod veil;
mod verdicts;
mod view;
mod without;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use netra::{Classifier, Lexicon};
use sha2::{Digest, Sha256};

pub(crate) use join::BESIDE;
pub(crate) use veil::People;

use crate::exit::Fault;
use crate::input::open::Reading;
use crate::input::source::Source;
use crate::privacy::{Pseudonyms, Public};
use alike::Groups;
use data::{Block, CHUNK};
use figures::Figures;
use lead::Lead;
use marks::Marks;
use names::{Label, Names};
use page::{Page, Totals};
use settled::Settled;
use veil::Veil;
use verdicts::Run;
use view::{Detail, Row, Viewer};

/// What a report is made of.
pub(crate) struct Request {
    pub(crate) verdicts: Vec<Source>,
    /// The posts, where the verdicts do not carry them.
    pub(crate) posts: Vec<Source>,
    /// How posts are read; its fields are those that verdicts may carry, too.
    pub(crate) reading: Reading,
    pub(crate) marks: Vec<PathBuf>,
    pub(crate) settled: Option<PathBuf>,
    pub(crate) people: People,
    /// Accounts that stay, and pseudonyms in the place of numbers.
    pub(crate) public: Public,
    pub(crate) pseudonyms: Option<Pseudonyms>,
    pub(crate) title: Option<String>,
    pub(crate) lexicon: Lexicon,
    /// Judges again what the leads hang on, where that is asked for.
    pub(crate) classifier: Option<Classifier>,
}

/// A report and what there is to say about it.
pub(crate) struct Report {
    pub(crate) page: String,
    /// Lines for the person who asked for it.
    pub(crate) says: Vec<String>,
}

/// Makes a report. Nothing is written.
pub(crate) fn build(request: Request) -> Result<Report, Fault> {
    let names = Names::of(&request.lexicon)?;
    let words = words::of_the_page()?;
    let settled = request
        .settled
        .as_deref()
        .map(Settled::read)
        .transpose()?
        .unwrap_or_default();
    let marks = Marks::read(&request.marks)?;
    let mut run = Run::read(&request.verdicts, &request.reading.fields)?;
    let mut totals = Totals {
        verdicts: run.verdicts,
        flagged: run.verdicts - run.unflagged,
        same_id: run.same_id,
        contradicted_marks: marks.contradicted,
        people: match request.pseudonyms {
            Some(_) => "pseudonymised",
            None => request.people.word(),
        },
        ..Totals::default()
    };
    leave_settled(&mut run.leads, &settled, &mut totals);
    if !request.posts.is_empty() {
        totals.other_text = join::posts(&mut run, request.posts, request.reading)?;
    }

    if let Some(classifier) = &request.classifier {
        totals.unasked = without::ask(&mut run, classifier);
    }

    let mut veil = Veil::new(request.people, names.accounts()).with(request.public, request.pseudonyms);
    let (rows, details) = rows(&mut run, &mut veil, &names, &mut totals);
    let ids = || rows.iter().map(|row| row.0.as_str());
    let precision = (!marks.is_empty()).then(|| marks.precision(ids()));
    let figures = Figures::embedded()?;
    let expected = if run.unflagged > 0 {
        figures.expected(run.verdicts)
    } else {
        Vec::new()
    };
    let page = Page {
        title: request.title,
        expected,
        figures,
        charts: charts(&rows, &run, &names),
        timeline: charts::timeline(&rows),
        judges: run
            .judges
            .iter()
            .map(|((pack, engine), count)| (pack.clone(), engine.clone(), *count))
            .collect(),
        policies: run.policies.iter().map(|policies| policies.join(" + ")).collect(),
        blocks: blocks(&run, &names, &veil, &words, &marks, &rows, &details)?,
        precision,
        totals,
    };
    let says = says(&page);
    Ok(Report {
        page: page::render(&page, words)?,
        says,
    })
}

/// Takes away what is settled.
fn leave_settled(leads: &mut Vec<Lead>, settled: &Settled, totals: &mut Totals) {
    let mut seen: HashSet<String> = HashSet::new();
    leads.retain(|lead| {
        let keep = settled.reason(&lead.id).is_none();
        if !keep {
            totals.settled += 1;
            seen.insert(settled::plain_id(&lead.id));
        }
        keep
    });
    totals.settled_elsewhere = settled.len() - seen.len();
}

/// The rows of all leads, likeliest first.
fn rows(run: &mut Run, veil: &mut Veil, names: &Names, totals: &mut Totals) -> (Vec<Row>, Vec<Detail>) {
    let mut leads = std::mem::take(&mut run.leads);
    // Whoever leaves it at the first page should see what is surest; equal ones stay in the order of the input.
    leads.sort_by_key(|lead| std::cmp::Reverse(lead.score));
    let groups = groups(&leads);
    let draws = draws(&leads);
    let mut viewer = Viewer {
        tables: &mut run.tables,
        veil,
        names,
    };
    let (rows, details): (Vec<Row>, Vec<Detail>) = leads
        .iter()
        .zip(groups.iter().zip(draws))
        .map(|(lead, (group, draw))| viewer.rows(lead, *group, draw))
        .unzip();
    totals.leads = rows.len();
    let alone = groups.iter().filter(|group| **group < 0).count();
    totals.distinct = alone
        + groups
            .iter()
            .filter(|group| **group >= 0)
            .collect::<HashSet<_>>()
            .len();
    totals.authors = rows
        .iter()
        .map(|row| row.9)
        .filter(|author| *author >= 0)
        .collect::<HashSet<_>>()
        .len();
    totals.authors_unknown = rows.iter().filter(|row| row.9 < 0).count();
    totals.without_text = rows.iter().filter(|row| row.12.is_empty()).count();
    let days = || rows.iter().filter_map(|row| row.8.get(..10));
    totals.first_day = days().min().unwrap_or_default().to_owned();
    totals.last_day = days().max().unwrap_or_default().to_owned();
    (rows, details)
}

/// The group of each lead, numbered in order; -1 for what nothing else is like.
fn groups(leads: &[Lead]) -> Vec<i64> {
    let mut groups = Groups::default();
    let found: Vec<Option<usize>> = leads
        .iter()
        .map(|lead| {
            let text = lead.post.get("text").filter(|text| !text.trim().is_empty())?;
            // What a like, a share or a comment answers to is part of what it says.
            let target = lead.post.get("target.text").unwrap_or_default();
            let mut sides: Vec<String> = lead
                .flagged()
                .map(|one| format!("{:?}{:?}", one.stance, one.contestant))
                .collect();
            sides.sort_unstable();
            sides.dedup();
            Some(groups.put(&format!("{text}\n{target}"), &sides.join(" ")))
        })
        .collect();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for group in found.iter().flatten() {
        *sizes.entry(*group).or_default() += 1;
    }
    let mut numbers: HashMap<usize, i64> = HashMap::new();
    found
        .into_iter()
        .map(|group| match group {
            Some(group) if sizes[&group] > 1 => {
                let next = numbers.len() as i64;
                *numbers.entry(group).or_insert(next)
            }
            _ => -1,
        })
        .collect()
}

/// Each lead's place in a random order that depends on its id alone, so that a sample drawn from one report is part of
/// the sample of the next.
fn draws(leads: &[Lead]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..leads.len()).collect();
    order.sort_by_cached_key(|at| Sha256::digest(leads[*at].id.as_bytes()).to_vec());
    let mut draws = vec![0; leads.len()];
    for (place, at) in (0..).zip(order) {
        draws[at] = place;
    }
    draws
}

fn charts(rows: &[Row], run: &Run, names: &Names) -> Vec<charts::Chart> {
    let tables = &run.tables;
    let one = |number: &i64| u32::try_from(*number).ok();
    // Values that a lead has at most one of, as lists.
    let regions: Vec<Option<u32>> = rows.iter().map(|row| one(&row.6)).collect();
    let platforms: Vec<Option<u32>> = rows.iter().map(|row| one(&row.7)).collect();
    vec![
        charts::chart(
            "ban",
            rows.iter().map(|row| row.3.as_slice()),
            &tables.bans,
            |id| names.ban(id),
        ),
        charts::chart(
            "contestant",
            rows.iter().map(|row| row.4.as_slice()),
            &tables.contestants,
            |id| names.contestant(id, &run.names),
        ),
        charts::chart(
            "region",
            regions.iter().map(Option::as_slice),
            &tables.regions,
            |code| names.region(code).1,
        ),
        charts::chart(
            "platform",
            platforms.iter().map(Option::as_slice),
            &tables.platforms,
            Label::same,
        ),
    ]
}

fn blocks(
    run: &Run,
    names: &Names,
    veil: &Veil,
    words: &BTreeMap<String, Label>,
    marks: &Marks,
    rows: &[Row],
    details: &[Detail],
) -> Result<Vec<Block>, Fault> {
    let tables = &run.tables;
    let labels = |table: &table::Table| table.words().map(words::label).collect::<Vec<_>>();
    let plain = |table: &table::Table| table.words().map(str::to_owned).collect::<Vec<_>>();
    let named = |table: &table::Table, name: &dyn Fn(&str) -> Label| {
        table
            .words()
            .map(|word| (word.to_owned(), name(word)))
            .collect::<Vec<_>>()
    };
    let citations: Vec<Vec<&str>> = tables
        .citations
        .words()
        .map(|word| word.split(table::Tables::BAR).collect())
        .collect();
    let statuses: BTreeMap<&str, Label> = citations
        .iter()
        .filter_map(|citation| citation.last().map(|status| (*status, words::label(status))))
        .collect();
    let marked: BTreeMap<&str, &marks::Mark> = rows
        .iter()
        .filter_map(|row| Some((row.0.as_str(), marks.of(&row.0)?)))
        .collect();
    let mut key = Sha256::new();
    for row in rows {
        key.update(row.0.as_bytes());
        key.update([0]);
    }
    let key: String = key
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let shared = serde_json::json!({
        "key": key,
        "chunk": CHUNK,
        "bans": named(&tables.bans, &|id| names.ban(id)),
        "contestants": named(&tables.contestants, &|id| names.contestant(id, &run.names)),
        "periods": labels(&tables.periods),
        "classes": tables.classes.words().map(|id| names.class(id)).collect::<Vec<_>>(),
        "citations": citations,
        "citationStatuses": statuses,
        "signals": labels(&tables.signals),
        "guards": labels(&tables.guards),
        "terms": tables.terms.words().map(words::term).collect::<Vec<_>>(),
        "readings": labels(&tables.readings),
        "fields": named(&tables.fields, &words::field),
        "notes": tables.notes.words().map(|note| words::note(note, words)).collect::<Vec<_>>(),
        "policies": plain(&tables.policies),
        "regions": named(&tables.regions, &|code| names.region(code).1),
        "platforms": plain(&tables.platforms),
        "statuses": labels(&tables.statuses),
        "authors": veil.labels(),
        "marks": marked,
    });
    let mut blocks = vec![
        Block::of("words", words)?,
        Block::of("shared", &shared)?,
        Block::of("leads", &rows)?,
    ];
    for (number, chunk) in details.chunks(CHUNK).enumerate() {
        blocks.push(Block::of(format!("details-{number}"), &chunk)?);
    }
    Ok(blocks)
}

/// What the person who asked should hear.
fn says(page: &Page) -> Vec<String> {
    let totals = &page.totals;
    let mut says = vec![format!(
        "{} leads from {} verdicts",
        totals.leads, totals.verdicts
    )];
    let mut say = |count: usize, text: &str| {
        if count > 0 {
            says.push(format!("{count} {text}"));
        }
    };
    say(totals.settled, "settled posts are left out");
    say(
        totals.settled_elsewhere,
        "settled ids are not among the flagged posts of this run",
    );
    say(
        totals.without_text,
        "leads come without their text: score with --keep text,time,region,platform, or name the posts with --posts",
    );
    say(
        totals.other_text,
        "posts are not the ones that were judged (their evidence is not in them); their texts are left out",
    );
    say(
        totals.unasked,
        "leads could not be judged again to the same verdict, so what they hang on is not shown: give the options and the lexicon of `netra score`, and all fields of the posts",
    );
    let same_id = usize::try_from(totals.same_id).unwrap_or(usize::MAX);
    say(
        same_id,
        "leads share their id with another: marks and joined posts cannot tell them apart",
    );
    say(
        totals.contradicted_marks,
        "leads are marked differently in two files; the later file counts",
    );
    if let Some(precision) = &page.precision {
        let all = &precision.all;
        if let Some(share) = all.share {
            says.push(format!(
                "reviewers confirmed {} of {} leads: precision {share:.2} (95 %: {:.2}–{:.2}), {} unclear",
                all.confirmed,
                all.decided(),
                all.low,
                all.high,
                all.unclear
            ));
        }
    }
    says
}
