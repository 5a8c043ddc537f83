//! The catalogue as one Markdown file, `docs/bans.md`, which a test keeps current.

use std::fmt::Write as _;

use crate::law::{Ban, How, Law, Policy};

use super::list;

impl Law {
    /// The catalogue as Markdown: a table of all bans, then one section each, Indonesian first.
    #[must_use]
    pub fn bans_markdown(&self) -> String {
        let mut text = String::from(
            "# Larangan netralitas ASN / Bans of civil-servant election neutrality\n\n\
             <!-- Generated from lexicon/. Do not edit: `NETRA_BLESS=1 cargo test -p netra` writes it. -->\n\n\
             Setiap temuan adalah dugaan, bukan putusan. Status tiap dasar hukum: **terverifikasi** (dibaca di sumber \
             terbit), **dari ingatan** (diketahui, sumber tidak ditemukan), **diperselisihkan** (sumber berbeda).\n\n\
             Every finding is a lead, never a sentence. Status of each basis: **terverifikasi** verified, **dari \
             ingatan** from memory, **diperselisihkan** disputed.\n\n\
             Surat edaran: **X** tersurat (explicit), (i) tersirat (implied), (o) menurut laporan lain (reported \
             elsewhere).\n\n",
        );
        self.table(&mut text);
        for ban in self.bans() {
            self.section(&mut text, ban);
        }
        text
    }

    fn table(&self, text: &mut String) {
        let circulars: Vec<&Policy> = self
            .policies()
            .iter()
            .filter(|policy| !policy.states_all)
            .collect();
        text.push_str("| larangan / ban | dasar / bases |");
        for policy in &circulars {
            let _ = write!(text, " {} |", policy.id);
        }
        text.push_str(" aturan / rules | contoh / examples fire · quiet |\n|---|---|");
        text.push_str(&"---|".repeat(circulars.len() + 2));
        text.push('\n');
        for ban in self.bans() {
            let _ = write!(
                text,
                "| [`{0}`](#{0}) {1} | {2} |",
                ban.id,
                ban.title.id,
                ban.bases.len()
            );
            let stated: Vec<Option<How>> = circulars
                .iter()
                .map(|policy| policy.states(&ban.id).map(|states| states.how))
                .collect();
            for how in &stated {
                text.push_str(match how {
                    Some(How::Explicit) => " X |",
                    Some(How::Implied) => " (i) |",
                    Some(How::ReportedElsewhere) => " (o) |",
                    None if stated.iter().all(Option::is_none) => " none |",
                    None => "  |",
                });
            }
            let count = ban.rules;
            let _ = writeln!(text, " {} | {} · {} |", count.rules, count.fire, count.quiet);
        }
    }

    fn section(&self, text: &mut String, ban: &Ban) {
        let _ = write!(
            text,
            "\n## {}\n\n**{}** / {}\n\n{}\n\n{}\n\n",
            ban.id, ban.title.id, ban.title.en, ban.definition.id, ban.definition.en
        );
        let _ = writeln!(text, "- Mengikat / binds: {}", list(ban.binds.words()));
        let _ = writeln!(text, "- Berlaku / applies: {}", list(ban.periods.words()));
        let none = |classes: &[std::sync::Arc<str>], note: &Option<std::sync::Arc<str>>| {
            let mut words: Vec<&str> = classes.iter().map(|class| &**class).collect();
            words.extend(note.as_deref());
            if words.is_empty() {
                String::from("–")
            } else {
                words.join("; ")
            }
        };
        let table = &ban.sanction;
        let _ = writeln!(
            text,
            "- Sanksi / sanction: sebelum penetapan {}; setelah penetapan {}",
            none(&table.before, &table.before_note),
            none(&table.after, &table.after_note)
        );
        if let Some(other) = &table.other {
            let _ = writeln!(text, "- Lain / other: {other}");
        }
        text.push_str("\nDasar hukum / bases:\n\n");
        for basis in &ban.bases {
            let _ = writeln!(text, "- {}", self.basis_line(basis));
        }
        text.push_str("\nSurat edaran / circulars:");
        if ban.circulars.is_empty() {
            text.push_str(" none\n");
        } else {
            text.push_str("\n\n");
            for circular in &ban.circulars {
                let _ = writeln!(
                    text,
                    "- `{}` ({}): \"{}\"",
                    circular.policy,
                    circular.how.indonesian(),
                    circular.words
                );
            }
        }
        let _ = writeln!(text, "\nMirip, tetapi bukan atau lemah / look-alikes:\n");
        for look_alike in &ban.look_alikes {
            let _ = writeln!(text, "- {look_alike}");
        }
        if !ban.doubts.is_empty() {
            text.push_str("\nKeraguan / doubts:\n\n");
            for doubt in &ban.doubts {
                let _ = writeln!(text, "- {doubt}");
            }
        }
    }
}
