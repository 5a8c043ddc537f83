//! Reads the spreadsheet: which column is which, and every row of it; what is wrong is said with its cell.

use std::fmt;

use super::columns::{Column, headings};

/// Problems beyond these are only counted: a wrong column would fill the screen.
const MOST_PROBLEMS: usize = 20;

/// One thing wrong with the spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The row as spreadsheets count: the heading is row 1.
    pub(crate) row: usize,
    /// The letters of the column; empty where the whole row is meant.
    pub(crate) letters: String,
    /// The heading of the column.
    pub(crate) heading: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What is expected.
    pub(crate) expected: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "baris {}", self.row)?;
        if !self.letters.is_empty() {
            write!(f, ", kolom {:?} (sel {}{})", self.heading, self.letters, self.row)?;
        }
        write!(f, ": {}", self.message)?;
        if !self.expected.is_empty() {
            write!(f, "\n    diharapkan / expected: {}", self.expected)?;
        }
        Ok(())
    }
}

/// A spreadsheet.
#[derive(Debug)]
pub(crate) struct Sheet {
    columns: Vec<(Column, usize)>,
    rows: Vec<(usize, csv::StringRecord)>,
}

/// One row of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'s> {
    sheet: &'s Sheet,
    pub(super) row: usize,
    record: &'s csv::StringRecord,
}

impl Sheet {
    /// Reads CSV with commas, semicolons or tabs between the columns, in any order.
    pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, Vec<Problem>> {
        let text = text(bytes).map_err(|message| vec![whole(1, message)])?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().next().unwrap_or_default();
        let delimiter = [b';', b'\t', b',']
            .into_iter()
            .max_by_key(|&mark| first.bytes().filter(|&byte| byte == mark).count())
            .unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = reader.records().enumerate();
        let header = match records.next() {
            Some((_, Ok(header))) if header.iter().any(|cell| !cell.trim().is_empty()) => header,
            _ => {
                return Err(vec![whole(
                    1,
                    "tidak ada judul kolom / there is no heading row".to_owned(),
                )]);
            }
        };
        let columns = columns(&header)?;
        let mut rows = Vec::new();
        for (index, record) in records {
            match record {
                Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(record) => rows.push((index + 1, record)),
                Err(error) => {
                    let message = format!("tidak terbaca sebagai CSV / cannot be read as CSV: {error}");
                    return Err(vec![whole(index + 1, message)]);
                }
            }
        }
        if rows.is_empty() {
            let message = "tidak ada satu baris peserta pun / there is no row below the heading";
            return Err(vec![whole(2, message.to_owned())]);
        }
        Ok(Sheet { columns, rows })
    }

    /// Its rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Cells<'_>> {
        self.rows.iter().map(|(row, record)| Cells {
            sheet: self,
            row: *row,
            record,
        })
    }

    /// What is wrong, for a person.
    pub(crate) fn say(name: &str, problems: &[Problem]) -> String {
        let mut said = format!(
            "{name}: {} kesalahan, tidak ada yang ditulis / errors, nothing was written\n",
            problems.len()
        );
        for problem in problems.iter().take(MOST_PROBLEMS) {
            said.push_str(&format!("  {problem}\n"));
        }
        if problems.len() > MOST_PROBLEMS {
            said.push_str(&format!(
                "  … dan {} lagi / more\n",
                problems.len() - MOST_PROBLEMS
            ));
        }
        said.trim_end().to_owned()
    }
}

impl<'s> Cells<'s> {
    /// The cell of a column; empty where there is none.
    pub(super) fn get(self, column: Column) -> &'s str {
        self.place(column)
            .and_then(|place| self.record.get(place))
            .unwrap_or_default()
            .trim()
    }

    /// The entries of a cell: parted by `|`, `;` or a line break.
    pub(super) fn list(self, column: Column) -> impl Iterator<Item = &'s str> {
        self.get(column)
            .split(['|', ';', '\n'])
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
    }

    /// What is wrong with the cell of a column.
    pub(super) fn problem(self, column: Column, message: impl Into<String>) -> Problem {
        let place = self.place(column);
        Problem {
            row: self.row,
            letters: place.map(letters).unwrap_or_default(),
            heading: column.heading().to_owned(),
            message: message.into(),
            expected: column.expected().to_owned(),
        }
    }

    fn place(self, column: Column) -> Option<usize> {
        let found = self.sheet.columns.iter().find(|(known, _)| *known == column);
        found.map(|&(_, place)| place)
    }
}

fn columns(header: &csv::StringRecord) -> Result<Vec<(Column, usize)>, Vec<Problem>> {
    let mut columns: Vec<(Column, usize)> = Vec::new();
    let mut problems = Vec::new();
    let mut wrong = |place: usize, heading: &str, message: &str| {
        problems.push(Problem {
            row: 1,
            letters: letters(place),
            heading: heading.to_owned(),
            message: message.to_owned(),
            expected: headings(),
        });
    };
    for (place, heading) in header.iter().enumerate() {
        match Column::of(heading) {
            _ if heading.trim().is_empty() => {}
            None => wrong(
                place,
                heading,
                "judul kolom ini tidak dikenal / no column has this heading",
            ),
            Some(Column::Ignored) => {}
            Some(column) if columns.iter().any(|(known, _)| *known == column) => {
                wrong(
                    place,
                    heading,
                    "kolom ini ada dua kali / this column is there twice",
                );
            }
            Some(column) => columns.push((column, place)),
        }
    }
    if !columns.iter().any(|(column, _)| *column == Column::Head) {
        wrong(
            0,
            "calon",
            "kolom calon tidak ada / the column of names is missing",
        );
    }
    if problems.is_empty() {
        Ok(columns)
    } else {
        Err(problems)
    }
}

/// The text of a file, or why it is none.
fn text(bytes: &[u8]) -> Result<&str, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(
            "ini buku kerja Excel (.xlsx); simpan sebagai \"CSV UTF-8\" / this is a workbook; save it as \
                    \"CSV UTF-8\""
                .to_owned(),
        );
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count()
            + 1;
        format!(
            "bukan UTF-8 (baris {line}); simpan sebagai \"CSV UTF-8\" / not UTF-8; save it as \"CSV UTF-8\""
        )
    })
}

fn whole(row: usize, message: String) -> Problem {
    Problem {
        row,
        letters: String::new(),
        heading: String::new(),
        message,
        expected: String::new(),
    }
}

/// The letters of a column as spreadsheets show them: A, B, …, Z, AA.
fn letters(place: usize) -> String {
    let mut left = place + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push((b'A' + (left % 26) as u8) as char);
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (place, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")] {
            assert_eq!(letters(place), expected);
        }
    }
}
