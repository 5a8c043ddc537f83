//! One row of the spreadsheet, made into a row of a contestant table.

use std::collections::BTreeSet;

use netra::law::{BadRegion, RegionCode, Regions};
use netra::lexicon::contestants::{Common, official};

use super::columns::Column;
use super::sheet::{Cells, Problem};

/// From this many letters on an acronym of a pair is taken for nobody else's word.
const MIN_ACRONYM: usize = 6;

/// From this many letters on a word of an official name is what its bearer may be called.
const MIN_CALLED: usize = 4;

/// A row of a contestant table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) election: String,
    pub(super) region: String,
    pub(super) number: Option<u16>,
    pub(super) kind: &'static str,
    pub(super) head: String,
    pub(super) deputy: String,
    pub(super) head_names: Names,
    pub(super) deputy_names: Names,
    pub(super) couple: Names,
    pub(super) slogans: Names,
    pub(super) handles: BTreeSet<String>,
    pub(super) tags: BTreeSet<String>,
    pub(super) tags_against: BTreeSet<String>,
    pub(super) party: Option<u16>,
    pub(super) list: Option<u16>,
    pub(super) dapil: String,
    pub(super) source: String,
    /// A region that the lexicon does not know, with its name.
    pub(super) new_region: Option<(RegionCode, String)>,
}

/// Names that count alone, and names that need company.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) alone: BTreeSet<String>,
    pub(super) weak: BTreeSet<String>,
}

impl Names {
    fn add(&mut self, name: &str, alone: bool) {
        let name = name.to_lowercase();
        if alone {
            self.weak.remove(&name);
            self.alone.insert(name);
        } else if !self.alone.contains(&name) {
            self.weak.insert(name);
        }
    }
}

/// What is known beside the spreadsheet.
pub(super) struct Known<'k> {
    pub(super) election: Option<&'k str>,
    pub(super) regions: &'k Regions,
    pub(super) common: &'k Common,
    /// Numbers of parties by their names and abbreviations.
    pub(super) parties: &'k [(String, u16)],
}

impl Known<'_> {
    /// Makes a row of the cells.
    pub(super) fn row(&self, cells: Cells<'_>) -> Result<Row, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |problem: Problem| problems.push(problem);
        let mut row = Row {
            dapil: cells.get(Column::Dapil).to_owned(),
            ..Row::default()
        };
        self.election(cells, &mut row).unwrap_or_else(&mut keep);
        self.region(cells, &mut row).unwrap_or_else(&mut keep);
        let listed = number(cells, Column::List).unwrap_or_else(|problem| {
            keep(problem);
            None
        });
        row.list = listed;
        row.number = number(cells, Column::Number).unwrap_or_else(|problem| {
            keep(problem);
            None
        });
        self.names(cells, &mut row).unwrap_or_else(&mut keep);
        self.kind(cells, &mut row).unwrap_or_else(&mut keep);
        lists(cells, &mut row).unwrap_or_else(&mut keep);
        if problems.is_empty() {
            Ok(row)
        } else {
            Err(problems)
        }
    }

    fn election(&self, cells: Cells<'_>, row: &mut Row) -> Result<(), Problem> {
        let election = match cells.get(Column::Election) {
            "" => self.election.unwrap_or_default(),
            election => election,
        };
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if election.is_empty() {
            let message = "pemilihan tidak disebut: isi kolom ini atau pakai --election / no election: fill this \
                           column or give --election";
            return Err(cells.problem(Column::Election, message));
        }
        if !election.bytes().all(plain) {
            return Err(cells.problem(Column::Election, format!("{election:?}")));
        }
        row.election = election.to_owned();
        Ok(())
    }

    fn region(&self, cells: Cells<'_>, row: &mut Row) -> Result<(), Problem> {
        let written = match (cells.get(Column::Region), cells.get(Column::DapilCode)) {
            ("", code) if code.len() == 6 => {
                // 330100: a district of the province's parliament; 332501: of the regency's.
                if &code[2..4] == "00" {
                    &code[..2]
                } else {
                    &code[..4]
                }
            }
            ("", code) if code.len() == 4 => &code[..2],
            (region, _) => region,
        };
        if written.is_empty() {
            return Ok(());
        }
        match self.regions.resolve(written) {
            Ok(region) => {
                row.region = region.code.to_string();
                Ok(())
            }
            Err(BadRegion::Unknown) => {
                let name = cells.get(Column::RegionName);
                match RegionCode::parse(written) {
                    Some(code) if !name.is_empty() => {
                        row.region = code.to_string();
                        row.new_region = Some((code, name.to_owned()));
                        Ok(())
                    }
                    Some(_) => Err(cells.problem(
                        Column::Region,
                        format!(
                            "tidak ada wilayah berkode {written:?}; wilayah baru perlu kolom \"nama wilayah\" / no \
                             region has this code; a new one needs its name in the column \"nama wilayah\""
                        ),
                    )),
                    None => Err(cells.problem(
                        Column::Region,
                        format!("tidak ada wilayah bernama {written:?} / no region has this name"),
                    )),
                }
            }
            Err(ambiguous) => Err(cells.problem(Column::Region, format!("{written:?}: {ambiguous}"))),
        }
    }

    fn names(&self, cells: Cells<'_>, row: &mut Row) -> Result<(), Problem> {
        for (column, nicknames) in [
            (Column::Head, Column::Nicknames),
            (Column::Deputy, Column::DeputyNicknames),
        ] {
            let official = official(cells.get(column));
            // A name that is nothing but what may be a title is a name all the same.
            let name = match official.name.as_str() {
                "" => spoken_case(cells.get(column)),
                name => spoken_case(name),
            };
            if column == Column::Head && name.is_empty() {
                return Err(cells.problem(column, "kosong / empty"));
            }
            if !name.is_empty() && !name.chars().any(char::is_alphabetic) {
                return Err(cells.problem(column, format!("{name:?} bukan nama / is no name")));
            }
            let spoken = name.to_lowercase();
            let names = if column == Column::Head {
                row.head = name;
                &mut row.head_names
            } else {
                row.deputy = name;
                &mut row.deputy_names
            };
            // Of a quarter of a million candidates of lists somebody is called by every word.
            if cells.get(Column::List).is_empty() {
                for word in called(&spoken) {
                    names.add(word, false);
                }
            }
            for entry in official
                .aliases
                .iter()
                .map(String::as_str)
                .chain(cells.list(nicknames))
            {
                let (entry, sure) = marked(entry);
                entry_is_plain(cells, nicknames, entry)?;
                // A single word is somebody else's too, until whoever brings the list says otherwise.
                let several = entry.split_whitespace().count() > 1;
                let rare = entry
                    .split_whitespace()
                    .any(|word| !self.common.has(&word.to_lowercase()) && !is_address(word));
                names.add(entry, sure || (several && rare));
            }
        }
        for entry in cells.list(Column::Couple) {
            let (entry, sure) = marked(entry);
            entry_is_plain(cells, Column::Couple, entry)?;
            let plain = entry.to_lowercase();
            let long = plain.chars().filter(|letter| letter.is_alphabetic()).count() >= MIN_ACRONYM;
            row.couple.add(entry, sure || (long && !self.common.has(&plain)));
        }
        Ok(())
    }

    fn kind(&self, cells: Cells<'_>, row: &mut Row) -> Result<(), Problem> {
        let lower = row.head.to_lowercase();
        let party = cells.get(Column::Party);
        row.source = cells.get(Column::Source).to_owned();
        if let Some(list) = row.list {
            row.kind = "person";
            row.party = Some(self.party(party).ok_or_else(|| {
                cells.problem(
                    Column::Party,
                    format!("{party:?}: caleg perlu nomor atau singkatan partai / which party?"),
                )
            })?);
            let district = match cells.get(Column::DapilCode) {
                "" => format!("{}-{}", row.region, slug(&row.dapil)),
                code => code.to_owned(),
            };
            let party = row.party.unwrap_or_default();
            row.id = format!("{}/{district}/{party}/{list}", row.election);
            row.number = None;
            return Ok(());
        }
        if !party.is_empty() {
            let separator = if row.source.is_empty() { "" } else { "; " };
            row.source = format!("{}{separator}diusung {}", row.source, party.replace('|', ", "));
        }
        row.kind = if ["kotak kosong", "kolom kosong"].contains(&lower.as_str()) {
            "empty-box"
        } else {
            "pair"
        };
        let Some(number) = row.number else {
            return Err(cells.problem(Column::Number, "kosong / empty"));
        };
        let place = if row.region.is_empty() {
            String::new()
        } else {
            format!("{}/", row.region)
        };
        row.id = format!("{}/{place}{number}", row.election);
        Ok(())
    }

    /// The number of a party, by its number, abbreviation or name.
    fn party(&self, written: &str) -> Option<u16> {
        if let Ok(number) = written.parse() {
            return (1..=99).contains(&number).then_some(number);
        }
        let written = written.to_lowercase();
        let found = self.parties.iter().find(|(name, _)| *name == written);
        found.map(|&(_, number)| number)
    }
}

/// Accounts, hashtags and slogans.
fn lists(cells: Cells<'_>, row: &mut Row) -> Result<(), Problem> {
    for entry in cells.list(Column::Accounts) {
        // An address of a profile ends in the account.
        let account = entry.trim_end_matches('/').rsplit('/').next().unwrap_or(entry);
        let account = account.trim_start_matches('@');
        if account.is_empty() || account.contains(char::is_whitespace) {
            return Err(cells.problem(Column::Accounts, format!("{entry:?} bukan akun / is no account")));
        }
        row.handles.insert(format!("@{}", account.to_lowercase()));
    }
    for (column, against) in [(Column::Tags, false), (Column::TagsAgainst, true)] {
        for entry in cells.list(column) {
            let tag = entry.trim_start_matches('#');
            if tag.is_empty() || tag.contains(char::is_whitespace) {
                return Err(cells.problem(column, format!("{entry:?} bukan tagar / is no hashtag")));
            }
            let tag = format!("#{}", tag.to_lowercase());
            let other = if against { &row.tags } else { &row.tags_against };
            if other.contains(&tag) {
                let message = format!("{tag} ada di tagar dan di tagar lawan / is for and against");
                return Err(cells.problem(column, message));
            }
            if against {
                row.tags_against.insert(tag);
            } else {
                row.tags.insert(tag);
            }
        }
    }
    for entry in cells.list(Column::Slogans) {
        let (entry, sure) = marked(entry);
        entry_is_plain(cells, Column::Slogans, entry)?;
        row.slogans
            .add(entry, sure || entry.split_whitespace().count() > 2);
    }
    Ok(())
}

/// The first and the last word of a name, by which people may be called; short ones are left to the spreadsheet.
fn called(name: &str) -> impl Iterator<Item = &str> {
    let mut words = name.split_whitespace().filter(|word| {
        word.chars().count() >= MIN_CALLED
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '\'')
    });
    let first = words.next();
    first.into_iter().chain(words.next_back())
}

/// A name that ends in `!` counts alone.
fn marked(entry: &str) -> (&str, bool) {
    match entry.strip_suffix('!') {
        Some(name) => (name.trim(), true),
        None => (entry, false),
    }
}

fn entry_is_plain(cells: Cells<'_>, column: Column, entry: &str) -> Result<(), Problem> {
    if entry.is_empty() || entry.starts_with(['@', '#']) {
        let message =
            format!("{entry:?}: akun ke kolom akun, tagar ke kolom tagar / belongs in another column");
        return Err(cells.problem(column, message));
    }
    Ok(())
}

fn number(cells: Cells<'_>, column: Column) -> Result<Option<u16>, Problem> {
    match cells.get(column) {
        "" => Ok(None),
        value => match value.parse::<u16>() {
            Ok(number) if (1..=99).contains(&number) => Ok(Some(number)),
            _ => Err(cells.problem(column, format!("{value:?}"))),
        },
    }
}

fn is_address(word: &str) -> bool {
    const WORDS: [&str; 12] = [
        "pak", "bapak", "bu", "ibu", "mas", "mbak", "bang", "haji", "kang", "gus", "cak", "ning",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Ballots shout; a name that is all capitals is written as it is spoken of.
fn spoken_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut spoken = String::with_capacity(name.len());
    let mut begins = true;
    for letter in name.chars() {
        if begins {
            spoken.extend(letter.to_uppercase());
        } else {
            spoken.extend(letter.to_lowercase());
        }
        begins = !letter.is_alphanumeric() && letter != '\'';
    }
    spoken
}

fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::{slug, spoken_case};

    #[test]
    fn ballots_shout_and_verdicts_do_not() {
        for (written, expected) in [
            ("LENTERA KUSUMA", "Lentera Kusuma"),
            ("MA'RUF D.", "Ma'ruf D."),
            ("Wayan de Lentera", "Wayan de Lentera"),
        ] {
            assert_eq!(spoken_case(written), expected);
        }
        assert_eq!(slug("Awan Biru  2"), "awan-biru-2");
    }
}
