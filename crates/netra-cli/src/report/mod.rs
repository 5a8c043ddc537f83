//! `netra report`: from verdicts to one page that people read, mark and print.
//!
//! Verdicts are read once and reduced to [`lead`]s; posts are joined to them by id; [`veil`] covers who wrote them;
//! [`view`] makes the [`row`]s of the page, [`alike`] the groups, [`mod@charts`] the counts, [`shared`] the data; [`page`] puts
//! all of it into one file. Posts are hostile text: nothing of them enters the page but as data.

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
mod row;
mod says;
mod settled;
mod shared;
mod table;
mod times;
mod veil;
mod verdicts;
mod view;
mod without;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::path::PathBuf;

use netra::{Classifier, Lexicon};
use sha2::{Digest, Sha256};

pub(crate) use join::BESIDE;
pub(crate) use veil::People;

use crate::exit::Fault;
use crate::input::open::Reading;
use crate::input::source::Source;
use crate::privacy::{Pseudonyms, Public};
use figures::Figures;
use lead::Lead;
use marks::Marks;
use names::Names;
use page::{Page, Totals};
use row::{Detail, Row};
use settled::Settled;
use veil::Veil;
use verdicts::Run;
use view::Viewer;

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
        charts: charts::bars(&rows, &run, &names),
        timeline: charts::timeline(&rows),
        judges: run
            .judges
            .iter()
            .map(|((pack, engine), count)| (pack.clone(), engine.clone(), *count))
            .collect(),
        policies: run.policies.iter().map(|policies| policies.join(" + ")).collect(),
        blocks: shared::blocks(&run, &names, &veil, &words, &marks, &rows, &details)?,
        precision,
        totals,
    };
    let says = says::says(&page);
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
    let groups = alike::groups(&leads);
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
