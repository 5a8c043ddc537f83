//! The calendar: every election with its days, or what is in play on one day in one region.

use crate::law::calendar::{Day, Range};
use crate::law::{Election, Law, Moment, Period, RegionCode};

use super::{Page, list};

impl Law {
    /// The calendar. With a moment: which elections are open then (and there), in which period, and since when numbers
    /// are drawn. Without one: every election with its days.
    #[must_use]
    pub fn calendar_page(&self, moment: Option<Moment>, region: Option<RegionCode>) -> String {
        let mut page = Page::default();
        let place = region.map(|code| match self.regions().get(code) {
            Some(region) => format!("{} ({code}, {})", region.name, region.zone.as_str()),
            None => code.to_string(),
        });
        match moment {
            None => {
                page.title("Kalender pemilihan", "Calendar of elections");
                page.field("wilayah / region", place.as_deref().unwrap_or_default());
                let elections = self.elections().iter();
                for election in elections.filter(|election| election.covers(region)) {
                    self.days(&mut page, election, region);
                }
            }
            Some(moment) => self.day_page(&mut page, moment, region, place.as_deref()),
        }
        page.close()
    }

    fn day_page(&self, page: &mut Page, moment: Moment, region: Option<RegionCode>, place: Option<&str>) {
        let date = self.local_date(region, moment);
        page.title(
            &format!("Kalender pada {date}"),
            &format!("The calendar on {date}"),
        );
        page.field("wilayah / region", place.unwrap_or("tidak disebut / not given"));
        let policies = self.policies_for(super::super::Choice::ByRegion, region, Some(moment));
        page.field(
            "kebijakan / policies",
            &list(self.policies_in(policies).map(|policy| &*policy.id)),
        );
        let mut none = true;
        for election in self.in_play(moment, region) {
            none = false;
            let period = election.period(region, date);
            page.section(&election.title.id, &election.title.en);
            page.field("id", &election.id);
            page.field(
                "masa / period",
                &format!("{} ({})", period.indonesian(), period.as_str()),
            );
            page.field("tabel SKB / table", table(period));
            let drawn = if election.numbers_drawn(date) {
                "sudah / yes"
            } else {
                "belum / no"
            };
            page.field("nomor urut diundi / numbers drawn", drawn);
            self.days(page, election, region);
        }
        if none {
            page.section("Tidak ada pemilihan yang terbuka", "No election is open");
            page.entry("hanya larangan tanpa tahapan yang berlaku, misalnya join-party");
        }
    }

    fn days(&self, page: &mut Page, election: &Election, region: Option<RegionCode>) {
        page.text.push('\n');
        page.paragraph(2, 2, &format!("{} ({})", election.title.id, election.id));
        let mut line = |label: &str, text: String| page.paragraph(4, 4, &format!("{label}: {text}"));
        line("dibuka / opens", day(&election.opens));
        line("penetapan / determined", day(&election.determined));
        line("undian nomor / numbers drawn", day(&election.numbers_drawn));
        for one in &election.campaign {
            line("kampanye / campaign", range(one));
        }
        for one in &election.quiet {
            line("masa tenang / quiet period", range(one));
        }
        for one in &election.voting {
            line("pemungutan suara / voting", day(one));
        }
        line("selesai / settled", day(&election.settled));
        for revote in &election.revotes {
            let here = region.is_none_or(|region| {
                revote
                    .regions
                    .iter()
                    .any(|one| one.contains(region) || region.contains(*one))
            });
            if !here {
                continue;
            }
            let names = list(
                revote
                    .regions
                    .iter()
                    .filter_map(|code| self.regions().get(*code).map(|region| &*region.name)),
            );
            let voting: Vec<String> = revote.voting.iter().map(day).collect();
            line(
                &revote.title.id,
                format!(
                    "{names}; dibuka {}; pemungutan suara {}; selesai {}",
                    day(&revote.opens),
                    voting.join(", "),
                    day(&revote.settled)
                ),
            );
        }
    }
}

fn table(period: Period) -> &'static str {
    if period.is_before() {
        "A, kode etik (bakal calon); B8, B9, B12 dan PP 94/2021 Pasal 5 huruf n angka 5-6 berlaku juga"
    } else {
        "B, disiplin (calon)"
    }
}

fn day(day: &Day) -> String {
    note(
        format!("{} [{}]", day.date, day.status.indonesian()),
        day.note.as_deref(),
    )
}

fn range(range: &Range) -> String {
    note(
        format!("{} s.d. {} [{}]", range.from, range.to, range.status.indonesian()),
        range.note.as_deref(),
    )
}

fn note(text: String, note: Option<&str>) -> String {
    match note {
        Some(note) => format!("{text}, {note}"),
        None => text,
    }
}
