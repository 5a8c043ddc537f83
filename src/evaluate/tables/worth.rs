//! Tables over what parts of a lexicon are worth.

use super::{Table, percent};
use crate::evaluate::worst::Aspect;
use crate::evaluate::worth::{Lost, Worth};

/// A row of the table: a part, its worth, and what else is known of it.
#[derive(Clone, Copy, Debug)]
pub struct WorthRow<'r> {
    /// The part.
    pub name: &'r str,
    /// What it is worth.
    pub worth: &'r Worth,
    /// For a rule whose ban the labels use: how many of the hits are labelled with it, and of how many that can be said.
    pub own: Option<(usize, usize)>,
    /// In feeds without labels: in how many posts it is read, how many of those are flagged, how many only because of it.
    pub feeds: Option<[usize; 3]>,
}

/// Names are cut here: the JSON has them whole.
const WIDEST: usize = 48;

impl Worth {
    /// One row for each part. F1 columns say by how many hundredths F1 changes without it; of the acts, the one that
    /// changes most.
    #[must_use]
    pub fn table(rows: &[WorthRow<'_>]) -> String {
        let with_feed = rows.iter().any(|row| row.feeds.is_some());
        let with_own = rows.iter().any(|row| row.own.is_some());
        let mut head = vec!["", "hits", "precision", "flagged", "right", "wrong"];
        head.extend(["violation F1", "favour", "against", "an act"]);
        if with_own {
            head.insert(3, "own ban");
        }
        if with_feed {
            head.extend(["| feeds", "flagged", "by it"]);
        }
        let mut table = Table::new(&head);
        for row in rows {
            table.row(cells(row, with_own, with_feed));
        }
        let mut out = String::new();
        table.write(&mut out);
        out
    }
}

fn cells(row: &WorthRow<'_>, with_own: bool, with_feed: bool) -> Vec<String> {
    let worth = row.worth;
    let mut cells = vec![
        shortened(row.name),
        worth.hits.to_string(),
        percent(worth.precision),
    ];
    if with_own {
        let own = row
            .own
            .map_or_else(|| String::from("–"), |(yes, of)| format!("{yes}/{of}"));
        cells.push(own);
    }
    cells.extend([worth.flagged, worth.righted, worth.wronged].map(|number| number.to_string()));
    let is_act = |lost: &&Lost| matches!(lost.aspect, Aspect::Ban(_));
    cells.extend(
        worth
            .lost
            .iter()
            .filter(|lost| !is_act(lost))
            .map(|lost| hundredths(lost.f1)),
    );
    let size = |lost: &&Lost| lost.f1.map_or(0.0, f64::abs);
    let act = worth
        .lost
        .iter()
        .filter(is_act)
        .filter(|lost| size(lost) >= 0.000_05)
        .max_by(|one, other| size(one).total_cmp(&size(other)));
    cells.push(act.map_or_else(String::new, |lost| {
        format!("{} {}", lost.aspect, hundredths(lost.f1))
    }));
    if with_feed {
        let [read, flagged, by_it] = row.feeds.unwrap_or_default();
        cells.extend([read, flagged, by_it].map(|number| number.to_string()));
    }
    cells
}

/// What F1 changes by without a part that it loses so much without; no sign for nothing.
fn hundredths(lost: Option<f64>) -> String {
    match lost {
        None => String::from("–"),
        Some(lost) if lost.abs() < 0.000_05 => String::from("0"),
        Some(lost) => format!("{:+.2}", -100.0 * lost),
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= WIDEST {
        return name.to_owned();
    }
    let head: String = name.chars().take(WIDEST - 1).collect();
    format!("{head}…")
}
