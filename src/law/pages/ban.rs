//! The page of one ban, and the list of all.

use std::fmt::Write as _;

use crate::law::calendar::Period;
use crate::law::{Ban, Basis, Date, Law, Status, Statute};

use super::{Page, list};

impl Law {
    /// The list of all bans: one line each.
    #[must_use]
    pub fn bans_page(&self) -> String {
        let mut page = Page::default();
        page.title(
            "Larangan netralitas ASN menurut katalog netra",
            "Bans of civil-servant neutrality in netra's catalogue",
        );
        let mut group = None;
        for ban in self.bans() {
            if group != Some(&ban.group) {
                group = Some(&ban.group);
                page.text.push('\n');
                page.text.push_str(&ban.group);
                page.text.push('\n');
            }
            page.beside(&ban.id, 28, &ban.title.id);
        }
        page.close()
    }

    /// The page of one ban; nothing where no ban has this id.
    #[must_use]
    pub fn ban_page(&self, id: &str) -> Option<String> {
        let ban = self.ban(id)?;
        let mut page = Page::default();
        page.title(&format!("{}: {}", ban.id, ban.title.id), &ban.title.en);
        page.section("Definisi", "Definition");
        page.paragraph(2, 0, &ban.definition.id);
        page.paragraph(2, 0, &ban.definition.en);
        page.section("Lingkup", "Scope");
        page.field("mengikat / binds", &list(ban.binds.words()));
        page.field("berlaku / applies", &self.periods_of(ban));
        page.field("status perbuatan / status", ban.status.indonesian());
        if let Some(general) = &ban.residual {
            page.field(
                "bila edaran tidak menyebutnya / where a circular does not name it",
                general,
            );
        }
        self.sanctions(&mut page, ban);
        page.section("Dasar hukum", "Legal bases");
        for basis in &ban.bases {
            page.entry(&self.basis_line(basis));
        }
        page.section("Surat edaran", "Circulars");
        if ban.circulars.is_empty() {
            page.entry("tidak ada / none");
        }
        for circular in &ban.circulars {
            page.entry(&format!(
                "{} ({}): \"{}\"",
                circular.policy,
                circular.how.indonesian(),
                circular.words
            ));
        }
        page.section("Mirip, tetapi bukan atau lemah", "Looks like it, is none or weak");
        for look_alike in &ban.look_alikes {
            page.entry(look_alike);
        }
        if !ban.doubts.is_empty() {
            page.section("Keraguan", "Doubts");
            for doubt in &ban.doubts {
                page.entry(doubt);
            }
        }
        Some(page.close())
    }

    fn periods_of(&self, ban: &Ban) -> String {
        if ban.periods.any_time() {
            return String::from("kapan saja / any time");
        }
        list(
            Period::WORDS
                .iter()
                .filter(|(_, period)| ban.periods.holds(*period))
                .map(|(_, period)| period.indonesian()),
        )
    }

    fn sanctions(&self, page: &mut Page, ban: &Ban) {
        page.section("Sanksi", "Sanctions");
        let table = &ban.sanction;
        for (when, classes, note) in [
            ("sebelum penetapan / before", &table.before, &table.before_note),
            ("setelah penetapan / after", &table.after, &table.after_note),
        ] {
            let mut line: Vec<String> = classes.iter().map(|class| self.class_line(class)).collect();
            line.extend(note.iter().map(|note| note.to_string()));
            page.field(when, &line.join("; "));
        }
        for special in &table.special {
            let mut line = list(special.authors.words());
            line.push_str(if special.instead { ": " } else { ", ditambah: " });
            line.push_str(&self.class_line(&special.class));
            let mut limits: Vec<&str> = Vec::new();
            limits.extend(Some(special.when.indonesian()).filter(|words| !words.is_empty()));
            limits.extend(special.law.map(statute));
            limits.extend(special.note.as_deref());
            if !limits.is_empty() {
                let _ = write!(line, " ({})", limits.join("; "));
            }
            page.entry(&line);
        }
        page.field("lain / other", table.other.as_deref().unwrap_or_default());
        page.field(
            "kelas diketahui sejak / classes known since",
            &table.since.to_string(),
        );
    }

    fn class_line(&self, id: &str) -> String {
        match self.classes().iter().find(|class| *class.id == *id) {
            Some(class) => format!("{id} [{}]", class.title.id),
            None => id.to_owned(),
        }
    }

    /// A basis on one line: status, instrument, article, limits, whom it binds, since when, note.
    pub(super) fn basis_line(&self, basis: &Basis) -> String {
        let mut line = format!(
            "[{}] {} {}",
            basis.status.indonesian(),
            basis.citation.instrument,
            basis.citation.article
        );
        line.truncate(line.trim_end().len());
        if let Some(article) = &basis.sanction_article {
            let _ = write!(line, ", sanksi {article}");
        }
        let mut limits: Vec<String> = Vec::new();
        limits.extend(Some(basis.when.indonesian().to_owned()).filter(|words| !words.is_empty()));
        limits.extend(basis.law.map(|law| statute(law).to_owned()));
        let mut whom: Vec<&str> = basis.binds.words().collect();
        whom.extend(basis.whom.as_deref());
        limits.push(format!("mengikat {}", whom.join(", ")));
        limits.extend(self.in_force_words(basis));
        let _ = write!(line, " ({})", limits.join("; "));
        if let Some(note) = &basis.note {
            let _ = write!(line, ". {note}");
        }
        line
    }

    /// Since when a basis may be cited, and how well that day is known where no source shows it.
    fn in_force_words(&self, basis: &Basis) -> Option<String> {
        let words = match (basis.from, basis.to) {
            (None, None) => return None,
            (Some(from), None) => format!("sejak {from}"),
            (None, Some(to)) => format!("sampai {to}"),
            (Some(from), Some(to)) => format!("{from} s.d. {to}"),
        };
        let instrument = self.instrument_of(basis)?;
        let shown = |own: Option<Date>, of: Option<Date>| own.is_some() && own == of;
        let from_instrument = shown(basis.from, instrument.from) || shown(basis.to, instrument.to);
        Some(if instrument.dates == Status::Verified || !from_instrument {
            words
        } else {
            format!("{words}, tanggal {}", instrument.dates.indonesian())
        })
    }
}

/// The statute in words.
fn statute(law: Statute) -> &'static str {
    match law {
        Statute::Pemilu => "hanya Pemilu",
        Statute::Pilkada => "hanya Pilkada",
    }
}
