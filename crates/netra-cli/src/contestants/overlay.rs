//! The folder that lies over the lexicon: the table of contestants, and the regions and the election it names anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use netra::Lexicon;
use netra::law::{Date, Law, RegionCode};
use netra::lexicon::contestants::{self, COLUMNS, Common, Contestant, Kind};

use super::row::{Known, Names, Row};
use super::sheet::{Problem, Sheet};
use crate::exit::Fault;

/// What the command line says about the election.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) election: Option<String>,
    /// Clock of regions that are new.
    pub(crate) zone: String,
    /// First and last day of the campaign, and the day of voting, of an election that the calendar does not know.
    pub(crate) campaign: Option<(Date, Date)>,
    pub(crate) voting: Option<Date>,
}

/// The files of an overlay.
#[derive(Debug)]
pub(crate) struct Overlay {
    /// Path below the folder, and text.
    pub(crate) files: Vec<(String, String)>,
    /// The contestants, as the table has them.
    pub(crate) contestants: Vec<Contestant>,
    pub(crate) elections: Vec<String>,
}

/// A calendar was given for a list that has several elections.
#[derive(Debug)]
pub(crate) struct SeveralElections;

impl Overlay {
    /// Makes the files.
    pub(crate) fn make(
        sheet: &Sheet,
        stem: &str,
        place: &Place,
        lexicon: &Lexicon,
        law: &Law,
    ) -> Result<Overlay, Vec<Problem>> {
        let common = common(lexicon);
        let parties = parties(lexicon);
        let known = Known {
            election: place.election.as_deref(),
            regions: law.regions(),
            common: &common,
            parties: &parties,
        };
        let mut rows: Vec<Row> = Vec::new();
        let mut problems = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for cells in sheet.rows() {
            match known.row(cells) {
                Ok(row) => {
                    if let Some(first) = seen.insert(row.id.clone(), cells.row) {
                        problems.push(cells.problem(
                            super::columns::Column::Number,
                            format!(
                                "{} sudah ada di baris {first} / is in row {first} already",
                                row.id
                            ),
                        ));
                    }
                    rows.push(row);
                }
                Err(found) => problems.extend(found),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let path = format!("contestants/{stem}.csv");
        let table = table(&rows);
        let contestants = contestants::read(&path, &table).map_err(|error| {
            vec![Problem {
                row: error.place().map_or(1, |place| place.line),
                letters: String::new(),
                heading: String::new(),
                message: error.message().to_owned(),
                expected: String::new(),
            }]
        })?;
        let mut elections: Vec<String> = rows.iter().map(|row| row.election.clone()).collect();
        elections.sort();
        elections.dedup();
        let mut files = vec![(path, table)];
        let regions: BTreeMap<RegionCode, String> =
            rows.into_iter().filter_map(|row| row.new_region).collect();
        if !regions.is_empty() {
            files.push((
                format!("regions-{stem}.csv"),
                regions_table(&regions, &place.zone, law),
            ));
        }
        Ok(Overlay {
            files,
            contestants,
            elections,
        })
    }

    /// Adds the calendar of the one election that the list is about.
    pub(crate) fn add_calendar(&mut self, stem: &str, place: &Place) -> Result<(), SeveralElections> {
        let (Some((from, to)), Some(voting)) = (place.campaign, place.voting) else {
            return Ok(());
        };
        let [election] = &self.elections[..] else {
            return Err(SeveralElections);
        };
        let mut regions: Vec<&str> = self
            .contestants
            .iter()
            .map(|row| &*row.region)
            .filter(|code| !code.is_empty())
            .collect();
        regions.sort_unstable();
        regions.dedup();
        let text = calendar(election, &regions, from, to, voting);
        self.files.push((format!("calendar-{stem}.toml"), text));
        Ok(())
    }

    /// What an earlier table of the same name has and this one lacks, and how many this one has beyond that.
    pub(crate) fn lost(&self, folder: &Path) -> Result<(Vec<String>, usize), Fault> {
        let (path, _) = &self.files[0];
        let old = folder.join(path);
        if !old.exists() {
            return Ok((Vec::new(), self.contestants.len()));
        }
        let text = std::fs::read_to_string(&old)
            .map_err(|error| Fault::usage(format!("cannot read {}: {error}", old.display())))?;
        let old = contestants::read(path, &text)?;
        let ids =
            |rows: &[Contestant]| -> BTreeSet<String> { rows.iter().map(|row| row.id.to_string()).collect() };
        let (old, new) = (ids(&old), ids(&self.contestants));
        Ok((
            old.difference(&new).cloned().collect(),
            new.difference(&old).count(),
        ))
    }

    /// Writes the files into the folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<Vec<PathBuf>, Fault> {
        let mut written = Vec::new();
        for (path, text) in &self.files {
            let path = folder.join(path);
            let failed =
                |error: std::io::Error| Fault::Midway(format!("cannot write {}: {error}", path.display()));
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent).map_err(failed)?;
            }
            std::fs::write(&path, text).map_err(failed)?;
            written.push(path);
        }
        Ok(written)
    }

    /// The lexicon with the overlay laid over it.
    pub(crate) fn over(&self, lexicon: &Lexicon) -> Lexicon {
        let mut over = lexicon.clone();
        for (path, text) in &self.files {
            over.add(path.clone(), text.clone());
        }
        over
    }
}

/// The words that never count alone.
pub(super) fn common(lexicon: &Lexicon) -> Common {
    Common::read(&[
        lexicon.text("contestants/common-names.txt").unwrap_or(""),
        lexicon.text("contestants/ordinary-words.txt").unwrap_or(""),
    ])
}

/// The names and numbers of the parties of the lexicon.
fn parties(lexicon: &Lexicon) -> Vec<(String, u16)> {
    let mut parties = Vec::new();
    let tables = lexicon
        .sources()
        .iter()
        .filter(|source| source.path.starts_with("contestants/parties") && source.path.ends_with(".csv"));
    for source in tables {
        for row in contestants::read(&source.path, &source.text).unwrap_or_default() {
            let Some(number) = row.number.filter(|_| row.kind == Kind::Party) else {
                continue;
            };
            let lists = row.lists();
            parties.push((row.head.to_lowercase(), number));
            for name in lists.head_short.iter().chain(&lists.head_weak) {
                parties.push((name.to_string(), number));
            }
        }
    }
    parties
}

fn table(rows: &[Row]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let joined = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join("|");
    let alone = |names: &Names| joined(&names.alone);
    let weak = |names: &Names| joined(&names.weak);
    let number = |number: Option<u16>| number.map_or_else(String::new, |number| number.to_string());
    // Writing to memory cannot fail.
    let mut written = writer.write_record(COLUMNS);
    for row in rows {
        let cells: [String; COLUMNS.len()] = [
            row.id.clone(),
            row.election.clone(),
            row.region.clone(),
            number(row.number),
            row.kind.to_owned(),
            row.head.clone(),
            row.deputy.clone(),
            alone(&row.head_names),
            alone(&row.deputy_names),
            weak(&row.head_names),
            weak(&row.deputy_names),
            alone(&row.couple),
            weak(&row.couple),
            joined(&row.handles),
            joined(&row.tags),
            joined(&row.tags_against),
            alone(&row.slogans),
            weak(&row.slogans),
            String::new(),
            String::new(),
            "one-source".to_owned(),
            row.source.clone(),
            number(row.party),
            number(row.list),
            row.dapil.clone(),
        ];
        written = written.and_then(|()| writer.write_record(&cells));
    }
    let bytes = written
        .ok()
        .and_then(|()| writer.into_inner().ok())
        .unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn regions_table(regions: &BTreeMap<RegionCode, String>, zone: &str, law: &Law) -> String {
    let mut table = String::from("code,name,kind,province,zone,aliases\n");
    let provinces: Vec<RegionCode> = regions
        .keys()
        .map(|code| code.province())
        .filter(|province| !regions.contains_key(province) && law.regions().get(*province).is_none())
        .collect();
    let mut said: Vec<RegionCode> = Vec::new();
    for province in provinces {
        if !said.contains(&province) {
            said.push(province);
            let _ = writeln!(
                table,
                "{province},Provinsi {province},provinsi,{province},{zone},"
            );
        }
    }
    for (code, name) in regions {
        let kind = if code.is_province() {
            "provinsi"
        } else if name.to_lowercase().starts_with("kota") {
            "kota"
        } else {
            "kabupaten"
        };
        let plain = name
            .split_once(' ')
            .filter(|(first, _)| ["kabupaten", "kota", "provinsi"].contains(&first.to_lowercase().as_str()))
            .map_or("", |(_, rest)| rest);
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let _ = writeln!(
            table,
            "{code},{},{kind},{},{zone},{}",
            quoted(name),
            code.province(),
            quoted(plain)
        );
    }
    table
}

/// The calendar of an election of which only campaign and voting day are known; the rest is assumed and says so.
fn calendar(election: &str, regions: &[&str], from: Date, to: Date, voting: Date) -> String {
    let day = |date: Date| date.to_string();
    // President and legislatures are elected under the one law, heads of regions under the other.
    let national = ["pemilu", "pilpres", "pileg"]
        .iter()
        .any(|name| election.starts_with(name));
    let regions: Vec<String> = regions.iter().map(|code| format!("\"{code}\"")).collect();
    let mut text = String::from(
        "# Written by `netra contestants import`. Days with status assumed were derived, not read anywhere.\n\n[[election]]\n",
    );
    let mut line = |key: &str, value: String| {
        let _ = writeln!(text, "{key} = {value}");
    };
    line("id", format!("\"{election}\""));
    line("title", format!("{{ id = \"{election}\", en = \"{election}\" }}"));
    line(
        "law",
        format!("\"{}\"", if national { "pemilu" } else { "pilkada" }),
    );
    line("regions", format!("[{}]", regions.join(", ")));
    // Four months before the campaign would-be candidates are a subject, as in 2024.
    line(
        "opens",
        format!(
            "{{ date = \"{}\", status = \"assumed\" }}",
            day(after(from, -120))
        ),
    );
    line(
        "determined",
        format!("{{ date = \"{}\", status = \"assumed\" }}", day(after(from, -3))),
    );
    line(
        "numbers_drawn",
        format!("{{ date = \"{}\", status = \"assumed\" }}", day(after(from, -2))),
    );
    line(
        "campaign",
        format!(
            "[{{ from = \"{}\", to = \"{}\", status = \"from-memory\", note = \"given on the command line\" }}]",
            day(from),
            day(to)
        ),
    );
    line(
        "quiet",
        format!(
            "[{{ from = \"{}\", to = \"{}\", status = \"assumed\" }}]",
            day(after(to, 1)),
            day(after(voting, -1))
        ),
    );
    line(
        "voting",
        format!(
            "[{{ date = \"{}\", status = \"from-memory\", note = \"given on the command line\" }}]",
            day(voting)
        ),
    );
    line(
        "settled",
        format!(
            "{{ date = \"{}\", status = \"assumed\" }}",
            day(after(voting, 19))
        ),
    );
    text
}

/// So many days after a day, or before it.
fn after(date: Date, days: i32) -> Date {
    let mut date = date;
    for _ in 0..days.unsigned_abs() {
        let (year, month, day) = date.ymd();
        let next = if days > 0 {
            let (next_year, next_month) = if month == 12 {
                (year + 1, 1)
            } else {
                (year, month + 1)
            };
            Date::new(year, month, day + 1).or_else(|| Date::new(next_year, next_month, 1))
        } else if day > 1 {
            Date::new(year, month, day - 1)
        } else {
            let (year, month) = if month == 1 {
                (year - 1, 12)
            } else {
                (year, month - 1)
            };
            (28..=31).rev().find_map(|day| Date::new(year, month, day))
        };
        date = next.unwrap_or(date);
    }
    date
}

#[cfg(test)]
mod tests {
    use netra::law::Date;

    use super::after;

    #[test]
    fn days_are_counted_over_months_and_leap_days() {
        let date = |text: &str| Date::parse(text).expect("a date");
        for (from, days, to) in [
            ("2031-09-25", -120, "2031-05-28"),
            ("2031-12-27", 19, "2032-01-15"),
            ("2032-02-28", 1, "2032-02-29"),
            ("2031-01-01", -1, "2030-12-31"),
            ("2031-11-23", 0, "2031-11-23"),
        ] {
            assert_eq!(after(date(from), days), date(to), "{from} {days}");
        }
    }
}
