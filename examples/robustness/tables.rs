//! What is found, and the tables of kinds and classes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use netra::{Classifier, Post};

use crate::hide::{Hidden, KINDS, Strength};
use crate::sentences::Sentence;

/// What became of a hidden sentence.
#[derive(Clone, Copy, Default)]
pub(crate) struct Read {
    pub(crate) found: bool,
    /// The hit says by which readings it was made.
    pub(crate) told: bool,
}

/// Looks for what was hidden: a hit of the same signal and group (for names: of the same contestant) where it stands.
pub(crate) fn read(classifier: &Classifier, hidden: &[Hidden]) -> Vec<Read> {
    hidden.iter().map(|hidden| one(classifier, hidden)).collect()
}

fn one(classifier: &Classifier, hidden: &Hidden) -> Read {
    let hits = classifier.explain(&Post::text(hidden.text.as_str())).hits;
    let mut read = Read::default();
    for hit in hits {
        let same = if hidden.class == "contestant" {
            *hit.term == *hidden.term
        } else {
            *hit.group == *hidden.group
        };
        let there = hit.start < hidden.place.end && hidden.place.start < hit.end;
        if same && there && *hit.signal == *hidden.class {
            read.found = true;
            read.told |= !hit.read_by.is_empty();
        }
    }
    read
}

/// How many were found of how many.
#[derive(Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) found: usize,
    pub(crate) of: usize,
}

impl Share {
    pub(crate) fn add(&mut self, found: bool) {
        self.found += usize::from(found);
        self.of += 1;
    }

    /// `87 %`, or a dash where there is nothing.
    pub(crate) fn shown(self) -> String {
        if self.of == 0 {
            return "–".to_owned();
        }
        format!("{:.0} %", 100.0 * self.found as f64 / self.of as f64)
    }
}

pub(crate) fn head(classifier: &Classifier, sentences: &[Sentence], hidden: &[Hidden]) -> String {
    format!(
        "# What hidden words cost\n\n\
         Written by `cargo run --release -p netra --example robustness -- --write`; lexicon {}.\n\n\
         {} made sentences, each a term of the lexicon or a contestant of Awan Biru in a frame, hidden in {} ways, a little\n\
         (once in the phrase) and a lot (wherever it can be done): {} hidden sentences. *Found* is a hit of the same signal and\n\
         group (of the same contestant) where it was hidden; a sentence in which even the plain words are not found is left\n\
         out. Whoever made these ways of hiding knew how netra reads: the figures compare steps and versions, they do not say\n\
         how much of what real people hide is found.\n",
        classifier.pack_version(),
        sentences.len(),
        KINDS.len(),
        hidden.len(),
    )
}

/// The columns: classes by what they are for.
const COLUMNS: [&str; 7] = [
    "contestant",
    "support",
    "attack",
    "call",
    "gesture",
    "other signals",
    "guards",
];

fn column(class: &str) -> usize {
    if class.starts_with("guard:") {
        return 6;
    }
    COLUMNS[..5].iter().position(|name| *name == class).unwrap_or(5)
}

pub(crate) fn kinds(hidden: &[Hidden], read: &[Read]) -> String {
    let mut page = String::from("\n## By way of hiding\n\n| way | how much |");
    for name in COLUMNS {
        let _ = write!(page, " {name} |");
    }
    page.push_str(" all | sentences | said how |\n|---|---|");
    page.push_str(&"---:|".repeat(COLUMNS.len() + 3));
    page.push('\n');
    for (kind, (name, _)) in KINDS.iter().enumerate() {
        for strength in [Strength::Little, Strength::Lot] {
            let mut shares = [Share::default(); COLUMNS.len()];
            let (mut all, mut told) = (Share::default(), Share::default());
            for (hidden, read) in hidden.iter().zip(read) {
                if hidden.kind == kind && hidden.strength == strength {
                    shares[column(&hidden.class)].add(read.found);
                    all.add(read.found);
                    if read.found {
                        told.add(read.told);
                    }
                }
            }
            let _ = write!(page, "| {name} | {} |", strength.name());
            for share in shares {
                let _ = write!(page, " {} |", share.shown());
            }
            let _ = writeln!(page, " {} | {} | {} |", all.shown(), all.of, told.shown());
        }
    }
    page.push_str(
        "\n*Said how*: of what was found, the share whose evidence names a reading. Case is no reading.\n",
    );
    page
}

pub(crate) fn classes(hidden: &[Hidden], read: &[Read]) -> String {
    let mut rows: BTreeMap<&str, [Share; 2]> = BTreeMap::new();
    for (hidden, read) in hidden.iter().zip(read) {
        let lot = usize::from(hidden.strength == Strength::Lot);
        rows.entry(&hidden.class).or_default()[lot].add(read.found);
    }
    let mut page = String::from(
        "\n## By class of term\n\n| class | a little | a lot | hidden sentences |\n|---|---:|---:|---:|\n",
    );
    for (class, [little, lot]) in rows {
        let of = little.of + lot.of;
        let _ = writeln!(page, "| {class} | {} | {} | {of} |", little.shown(), lot.shown());
    }
    page
}
