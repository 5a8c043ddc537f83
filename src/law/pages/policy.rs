//! The page of one policy, and the list of all.

use crate::law::{Law, Policy};

use super::{Page, list};

impl Law {
    /// The list of all policies.
    #[must_use]
    pub fn policies_page(&self) -> String {
        let mut page = Page::default();
        page.title("Kebijakan yang dikenal netra", "Policies that netra knows");
        for policy in self.policies() {
            page.text.push('\n');
            page.paragraph(0, 4, &format!("{}: {}", policy.id, policy.title.id));
            page.field("wilayah / region", &self.region_of(policy));
            page.field("mengikat / binds", &policy.binds_words);
            page.field("masa / period", &policy.period_words);
            page.field("larangan / bans", &self.states_of(policy));
        }
        page.close()
    }

    /// The page of one policy; nothing where no policy has this id.
    #[must_use]
    pub fn policy_page(&self, id: &str) -> Option<String> {
        let policy = self.policy(id)?;
        let mut page = Page::default();
        page.title(&format!("{}: {}", policy.id, policy.title.id), &policy.title.en);
        page.section("Naskah", "Instrument");
        page.field(
            "naskah / instrument",
            &format!("[{}] {}", policy.status.indonesian(), policy.instrument_full),
        );
        page.field("wilayah / region", &self.region_of(policy));
        page.field("tanggal / date", &date_of(policy));
        page.field("penanda tangan / signatory", &policy.signatory);
        page.field("mengikat / binds", &policy.binds_words);
        page.field("dibaca sebagai / read as", &list(policy.binds.words()));
        page.field("masa / period", &policy.period_words);
        page.field(
            "pemilihan / elections",
            &list(policy.elections.iter().map(|election| &**election)),
        );
        let sanction = match &*policy.sanction_words {
            "" => "tidak disebut / not stated",
            words => words,
        };
        page.field("sanksi / sanction", sanction);
        page.field("dasar yang disebut / bases it names", &policy.cites_words);
        if !policy.adds.is_empty() {
            page.section("Yang ditambah atau dipersempit", "What it adds or narrows");
            for one in &policy.adds {
                page.entry(one);
            }
        }
        if !policy.points.is_empty() {
            page.section("Butir", "Points");
            for point in &policy.points {
                page.paragraph(2, 4, &format!("{}. \"{}\"", point.number, point.words));
                page.paragraph(6, 0, &point.id);
                page.paragraph(6, 0, &point.en);
            }
        }
        page.section("Larangan yang dinyatakan", "Bans it states");
        if policy.states_all {
            page.entry("semua larangan katalog / every ban of the catalogue");
        }
        for states in &policy.states {
            let place = match (&states.source, states.point) {
                (Some(source), _) => format!(", {source}"),
                (None, Some(point)) => format!(", butir {point}"),
                (None, None) => String::new(),
            };
            page.entry(&format!(
                "{} ({}{place}): \"{}\"",
                states.ban,
                states.how.indonesian(),
                states.words
            ));
        }
        if policy.residual {
            page.entry("selebihnya: dukungan yang tidak disebut khusus dibaca sebagai express-support");
        }
        if !policy.doubts.is_empty() {
            page.section("Keraguan", "Doubts");
            for doubt in &policy.doubts {
                page.entry(doubt);
            }
        }
        Some(page.close())
    }

    fn region_of(&self, policy: &Policy) -> String {
        match policy.region {
            None => String::from("seluruh Indonesia / the whole country"),
            Some(code) => match self.regions().get(code) {
                Some(region) => format!("{} ({code})", region.name),
                None => code.to_string(),
            },
        }
    }

    fn states_of(&self, policy: &Policy) -> String {
        if policy.states_all {
            String::from("semua / all")
        } else {
            list(policy.states.iter().map(|states| &*states.ban))
        }
    }
}

fn date_of(policy: &Policy) -> String {
    match policy.from {
        Some(from) => format!(
            "{}; dipakai sejak {from} [{}]",
            policy.date_words,
            policy.from_status.indonesian()
        ),
        None => policy.date_words.to_string(),
    }
}
