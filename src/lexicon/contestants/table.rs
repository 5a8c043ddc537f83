//! Reads a contestant table.

use std::collections::HashMap;
use std::ops::Range;

use super::row::{Contestant, Kind, Lists};
use crate::error::{Error, ErrorKind, Result};

/// Every column, in the order in which the tables of the lexicon have them.
pub const COLUMNS: [&str; 25] = [
    "id",
    "election",
    "region",
    "number",
    "kind",
    "head",
    "deputy",
    "head_short",
    "deputy_short",
    "head_weak",
    "deputy_weak",
    "couple",
    "couple_weak",
    "handles",
    "tags",
    "tags_against",
    "slogans",
    "slogans_weak",
    "nick_against",
    "nick_against_weak",
    "status",
    "source",
    "party",
    "list",
    "dapil",
];
/// Columns without which a table says nothing.
const REQUIRED: [&str; 5] = ["id", "election", "number", "kind", "head"];

/// Reads a table. `file` is its name in errors. Columns may stand in any order, those not required may be left out;
/// commas, semicolons or tabs part them, as spreadsheets write them.
///
/// # Errors
///
/// The first thing wrong, with its place: a column that is unknown or missing, a kind, number or region that is none,
/// an empty name, a list entry of the wrong shape, a name listed both as counting alone and as needing company, an id
/// used twice.
pub fn read(file: &str, text: &str) -> Result<Vec<Contestant>> {
    Reader::open(file, text)?.rows()
}

struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    delimiter: u8,
    /// For each of [`COLUMNS`], its place in the table.
    places: [Option<usize>; COLUMNS.len()],
    body: csv::Reader<&'t [u8]>,
}

impl<'t> Reader<'t> {
    fn open(file: &'t str, text: &'t str) -> Result<Reader<'t>> {
        // Spreadsheets put a byte order mark first.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let head = text.lines().next().unwrap_or_default();
        let delimiter = [b';', b'\t', b',']
            .into_iter()
            .max_by_key(|&mark| head.bytes().filter(|&byte| byte == mark).count())
            .unwrap_or(b',');
        let body = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut reader = Reader {
            file,
            text,
            delimiter,
            places: [None; COLUMNS.len()],
            body,
        };
        reader.header()?;
        Ok(reader)
    }

    fn header(&mut self) -> Result<()> {
        let mut header = csv::StringRecord::new();
        self.next(&mut header)?;
        for (place, name) in header.iter().enumerate() {
            let name = name.trim();
            let Some(column) = COLUMNS.iter().position(|&column| column == name) else {
                return Err(self
                    .error(0, place, format!("there is no column {name:?}"))
                    .help(format!("columns are {}", COLUMNS.join(", "))));
            };
            if self.places[column].replace(place).is_some() {
                return Err(self.error(0, place, format!("the column {name:?} stands here a second time")));
            }
        }
        for required in REQUIRED {
            if self.place(required).is_none() {
                return Err(self
                    .error(0, 0, format!("the column {required:?} is missing"))
                    .help(format!("required are {}", REQUIRED.join(", "))));
            }
        }
        Ok(())
    }

    fn place(&self, column: &str) -> Option<usize> {
        let index = COLUMNS.iter().position(|&known| known == column)?;
        self.places[index]
    }

    fn next(&mut self, record: &mut csv::StringRecord) -> Result<bool> {
        self.body.read_record(record).map_err(|error| {
            Error::new(ErrorKind::Syntax, format!("the table cannot be read: {error}")).in_file(self.file)
        })
    }

    fn rows(mut self) -> Result<Vec<Contestant>> {
        let mut rows = Vec::new();
        let mut seen: HashMap<Box<str>, usize> = HashMap::new();
        let mut record = csv::StringRecord::new();
        while self.next(&mut record)? {
            if record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let position = record.position();
            let start = position.map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
            // The reader's place is the end of the record before; line ends may lie between, and it counts those late.
            let skipped = line_ends(self.text, start);
            let late = self.text[start..start + skipped].matches('\n').count();
            let line = position.map_or(0, |at| usize::try_from(at.line()).unwrap_or(0)) + late;
            let row = Row {
                reader: &self,
                start: start + skipped,
                record: &record,
            };
            let contestant = row.contestant(line)?;
            if let Some(first) = seen.insert(contestant.id.clone(), line) {
                return Err(row.error(
                    "id",
                    format!("the id {:?} is used in line {first} already", contestant.id),
                ));
            }
            rows.push(contestant);
        }
        Ok(rows)
    }

    fn error(&self, start: usize, place: usize, message: String) -> Error {
        Error::new(ErrorKind::Lexicon, message)
            .in_file(self.file)
            .at(self.text, field_span(self.text, start, place, self.delimiter))
    }
}

/// How many bytes of line ends stand at byte `start`.
fn line_ends(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(['\n', '\r']).len()
}

/// Where the field number `place` of the record that begins at byte `start` stands.
fn field_span(text: &str, start: usize, place: usize, delimiter: u8) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut at = start;
    let (mut from, mut field, mut quoted) = (at, 0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if byte == delimiter && !quoted => {
                if field == place {
                    break;
                }
                field += 1;
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if field == place { from..at } else { at..at }
}

struct Row<'r> {
    reader: &'r Reader<'r>,
    record: &'r csv::StringRecord,
    start: usize,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        let place = self.reader.place(column);
        place
            .and_then(|place| self.record.get(place))
            .unwrap_or_default()
            .trim()
    }

    fn error(&self, column: &str, message: String) -> Error {
        let place = self.reader.place(column).unwrap_or(0);
        self.reader.error(self.start, place, message)
    }

    fn required(&self, column: &str) -> Result<Box<str>> {
        match self.get(column) {
            "" => Err(self.error(column, format!("{column} is empty"))),
            value => Ok(value.into()),
        }
    }

    fn number(&self, column: &str) -> Result<Option<u16>> {
        let value = self.get(column);
        if value.is_empty() {
            return Ok(None);
        }
        match value.parse::<u16>() {
            Ok(number) if (1..=999).contains(&number) => Ok(Some(number)),
            _ => Err(self
                .error(column, format!("{column} is {value:?}"))
                .help("expected a whole number from 1 to 999")),
        }
    }

    fn contestant(&self, line: usize) -> Result<Contestant> {
        let kind = Kind::parse(self.get("kind")).ok_or_else(|| {
            let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::as_str).collect();
            self.error("kind", format!("the kind is {:?}", self.get("kind")))
                .help(format!("expected one of {}", known.join(", ")))
        })?;
        let region = self.get("region").replace('.', "");
        if !matches!(region.len(), 0 | 2 | 4) || !region.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(self.error("region", format!("the region is {region:?}")).help(
                "expected a Kemendagri code of 2 or 4 digits (31, 3325), or nothing for a national contest",
            ));
        }
        let number = self.number("number")?;
        if number.is_none() && !matches!(kind, Kind::Person | Kind::Figure) {
            return Err(self.error("number", format!("a {} needs a ballot number", kind.as_str())));
        }
        let lists = self.lists()?;
        Ok(Contestant {
            id: self.required("id")?,
            election: self.required("election")?,
            region: region.into(),
            number,
            kind,
            head: self.required("head")?,
            deputy: self.get("deputy").into(),
            lists: (lists != Lists::default()).then(|| Box::new(lists)),
            status: self.get("status").into(),
            source: self.get("source").into(),
            party: self.number("party")?,
            list: self.number("list")?,
            dapil: self.get("dapil").into(),
            line,
        })
    }

    fn lists(&self) -> Result<Lists> {
        let lists = Lists {
            head_short: self.list("head_short", None)?,
            deputy_short: self.list("deputy_short", None)?,
            head_weak: self.list("head_weak", None)?,
            deputy_weak: self.list("deputy_weak", None)?,
            couple: self.list("couple", None)?,
            couple_weak: self.list("couple_weak", None)?,
            handles: self.list("handles", Some('@'))?,
            tags: self.list("tags", Some('#'))?,
            tags_against: self.list("tags_against", Some('#'))?,
            slogans: self.list("slogans", None)?,
            slogans_weak: self.list("slogans_weak", None)?,
            nick_against: self.list("nick_against", None)?,
            nick_against_weak: self.list("nick_against_weak", None)?,
        };
        for (column, weak, strong) in [
            ("head_weak", &lists.head_weak, &lists.head_short),
            ("deputy_weak", &lists.deputy_weak, &lists.deputy_short),
            ("couple_weak", &lists.couple_weak, &lists.couple),
            ("slogans_weak", &lists.slogans_weak, &lists.slogans),
            ("nick_against_weak", &lists.nick_against_weak, &lists.nick_against),
            ("tags_against", &lists.tags_against, &lists.tags),
        ] {
            if let Some(both) = weak.iter().find(|name| strong.contains(name)) {
                let message = format!("{both:?} stands in this column and in its opposite");
                return Err(self.error(column, message).help("take it out of one of them"));
            }
        }
        Ok(lists)
    }

    fn list(&self, column: &str, mark: Option<char>) -> Result<Vec<Box<str>>> {
        let value = self.get(column);
        if value.is_empty() {
            return Ok(Vec::new());
        }
        value
            .split('|')
            .map(|entry| self.entry(column, entry.trim(), mark))
            .collect()
    }

    fn entry(&self, column: &str, entry: &str, mark: Option<char>) -> Result<Box<str>> {
        let wrong = match mark {
            _ if entry.is_empty() => Some(format!("{column} has an empty entry")),
            Some(mark) if !entry.starts_with(mark) => Some(format!("{entry:?} does not begin with {mark}")),
            Some(_) if entry.contains(char::is_whitespace) => {
                Some(format!("{entry:?} is more than one word"))
            }
            None if entry.starts_with(['@', '#']) => Some(format!("{entry:?} belongs in handles or tags")),
            _ => None,
        };
        match wrong {
            Some(message) => Err(self.error(column, message).help("entries are parted by |")),
            None => Ok(entry.to_lowercase().into()),
        }
    }
}
