//! How ambiguous the names of a list are: what counts alone, what needs company and why, and whose names are others' too.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use netra::Lexicon;
use netra::lexicon::contestants::{self, Contestant, Form, Surfaces};
use serde::Serialize;

use super::overlay::{Overlay, common};

/// So many examples are shown of each kind.
const SHOWN: usize = 8;

/// The ambiguity report of an overlay.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// Rows of the table.
    pub(crate) contestants: usize,
    /// Ways to write them, made by the name grammar.
    pub(crate) names: usize,
    /// Those that count wherever they stand.
    pub(crate) alone: usize,
    /// Those that need company.
    pub(crate) company: usize,
    /// Names that need company because they are an ordinary word or a common given name.
    pub(crate) common: Vec<String>,
    /// Names that need company because they are one word that nobody has vouched for.
    pub(crate) single: Vec<String>,
    /// Names that others bear too, with their ids.
    pub(crate) shared: BTreeMap<String, Vec<String>>,
    /// Contestants none of whose names of one person counts alone.
    pub(crate) never_alone: Vec<String>,
}

impl Report {
    /// Of an overlay that lies over a lexicon.
    pub(crate) fn of(overlay: &Overlay, lexicon: &Lexicon) -> Report {
        let common = common(lexicon);
        let own = &overlay.contestants;
        let surfaces = Surfaces::of(own, &common);
        let mut report = Report {
            contestants: own.len(),
            names: surfaces.len(),
            ..Report::default()
        };
        let others = others(overlay, lexicon);
        let theirs = Surfaces::of(&others, &common);
        for surface in &surfaces {
            let term = surface.term.to_string();
            if surface.meanings.iter().all(|meaning| meaning.alone) {
                report.alone += 1;
            } else {
                report.company += 1;
                if !term.contains(' ') && common.has(&term) {
                    report.common.push(term.clone());
                } else if !term.contains([' ', '#', '@']) {
                    report.single.push(term.clone());
                }
            }
            let mut bearers: Vec<String> = Vec::new();
            if surface.meanings.len() > 1 {
                bearers.extend(
                    surface
                        .meanings
                        .iter()
                        .map(|one| own[one.contestant as usize].id.to_string()),
                );
            }
            bearers.extend(
                theirs
                    .get(&surface.term)
                    .iter()
                    .map(|one| others[one.contestant as usize].id.to_string()),
            );
            if !bearers.is_empty() {
                bearers.sort();
                bearers.dedup();
                report.shared.insert(term, bearers);
            }
        }
        let person = |form| {
            matches!(
                form,
                Form::FullName | Form::PartName | Form::ShortName | Form::Titled
            )
        };
        let mut sure = vec![false; own.len()];
        for one in surfaces.iter().flat_map(|surface| &surface.meanings) {
            sure[one.contestant as usize] |= one.alone && person(one.form);
        }
        let unsure = own.iter().zip(&sure).filter(|&(_, &sure)| !sure);
        report.never_alone = unsure.map(|(contestant, _)| contestant.id.to_string()).collect();
        report
    }

    /// For a person.
    pub(crate) fn page(&self) -> String {
        let mut page = String::new();
        let mut line = |text: String| {
            let _ = writeln!(page, "{text}");
        };
        line(format!(
            "{} peserta, {} cara menulis namanya / contestants, ways to write them",
            self.contestants, self.names
        ));
        line(format!("  {:>6} berlaku di mana saja / count alone", self.alone));
        line(format!(
            "  {:>6} perlu penguat: sapaan, pasangan, nomor, wilayah, atau kata pemilihan / need company",
            self.company
        ));
        for (names, why) in [
            (
                &self.common,
                "kata sehari-hari atau nama umum / ordinary words or common names",
            ),
            (
                &self.single,
                "satu kata saja; beri tanda ! bila pasti bukan orang lain / single words; vouch for one with !",
            ),
        ] {
            if !names.is_empty() {
                line(format!("  {:>6} {why}:", names.len()));
                line(format!("         {}", some(names)));
            }
        }
        if !self.shared.is_empty() {
            line(format!(
                "  {:>6} juga nama peserta lain / also name others:",
                self.shared.len()
            ));
            for (name, ids) in self.shared.iter().take(SHOWN) {
                line(format!("         {name}: {}", some(ids)));
            }
            if self.shared.len() > SHOWN {
                line(format!(
                    "         … dan {} lagi / more",
                    self.shared.len() - SHOWN
                ));
            }
        }
        if !self.never_alone.is_empty() {
            line(format!(
                "  {:>6} peserta hanya dikenali dengan penguat (isi kolom panggilan bila ada) / only with company:",
                self.never_alone.len()
            ));
            line(format!("         {}", some(&self.never_alone)));
        }
        page
    }
}

/// The contestants of the lexicon that the overlay does not itself hold.
fn others(overlay: &Overlay, lexicon: &Lexicon) -> Vec<Contestant> {
    let own: HashSet<&str> = overlay.contestants.iter().map(|row| &*row.id).collect();
    let tables = lexicon.sources().iter().filter(|source| {
        source.path.starts_with("contestants/")
            && source.path.ends_with(".csv")
            && !source.path.contains("/optional/")
            && overlay.files.iter().all(|(path, _)| *path != source.path)
    });
    tables
        .flat_map(|source| contestants::read(&source.path, &source.text).unwrap_or_default())
        .filter(|row| !own.contains(&*row.id))
        .collect()
}

fn some(names: &[String]) -> String {
    let mut shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        let _ = write!(shown, ", … (+{})", names.len() - SHOWN);
    }
    shown
}
