//! Rows of a table: where they end, and their cells. Both follow one reading of quotation marks: a mark opens a
//! quotation only at the start of a cell, a doubled mark inside stands for itself, and what follows the closing mark
//! belongs to the cell.

use std::borrow::Cow;

use crate::input::cut::Ends;

const QUOTE: u8 = b'"';

/// Finds the line breaks that end rows.
pub(crate) struct RowEnds {
    delimiter: u8,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// Just behind a mark inside a quotation: it closes it unless another mark follows.
    QuotedMark,
}

impl RowEnds {
    pub(crate) fn new(delimiter: u8) -> RowEnds {
        RowEnds {
            delimiter,
            state: State::CellStart,
        }
    }
}

impl Ends for RowEnds {
    fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            match self.state {
                State::Plain => match memchr::memchr2(self.delimiter, b'\n', &bytes[at..]) {
                    Some(found) => at += found,
                    None => return None,
                },
                State::Quoted => {
                    at += memchr::memchr(QUOTE, &bytes[at..])? + 1;
                    self.state = State::QuotedMark;
                    continue;
                }
                State::CellStart | State::QuotedMark if byte == QUOTE => {
                    self.state = State::Quoted;
                    at += 1;
                    continue;
                }
                State::CellStart | State::QuotedMark => {}
            }
            self.state = match bytes[at] {
                b'\n' => {
                    self.state = State::CellStart;
                    return Some(at + 1);
                }
                byte if byte == self.delimiter => State::CellStart,
                _ => State::Plain,
            };
            at += 1;
        }
        None
    }

    fn in_quotes(&self) -> bool {
        self.state == State::Quoted
    }

    fn reset(&mut self) {
        self.state = State::CellStart;
    }
}

/// The cells of one row, without the line break that ends it. Borrowed unless a mark had to be taken out.
pub(crate) fn split(row: &str, delimiter: u8) -> Vec<Cow<'_, str>> {
    let bytes = row.as_bytes();
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let cell;
        (cell, at) = if bytes.get(at) == Some(&QUOTE) {
            quoted(row, at, delimiter)
        } else {
            let end = memchr::memchr(delimiter, &bytes[at..]).map_or(bytes.len(), |found| at + found);
            (Cow::Borrowed(&row[at..end]), end)
        };
        cells.push(cell);
        if at >= bytes.len() {
            return cells;
        }
        // Behind the delimiter; where that was the last byte, an empty cell follows.
        at += 1;
    }
}

/// A cell that begins with a mark at `at`, and where it ends.
fn quoted(row: &str, at: usize, delimiter: u8) -> (Cow<'_, str>, usize) {
    let bytes = row.as_bytes();
    let mut text: Cow<'_, str> = Cow::Borrowed("");
    let mut from = at + 1;
    loop {
        let mark = memchr::memchr(QUOTE, &bytes[from..]).map_or(bytes.len(), |found| from + found);
        if bytes.get(mark + 1) == Some(&QUOTE) && mark < bytes.len() {
            text.to_mut().push_str(&row[from..=mark]);
            from = mark + 2;
            continue;
        }
        let rest = (mark + 1).min(bytes.len());
        let end = memchr::memchr(delimiter, &bytes[rest..]).map_or(bytes.len(), |found| rest + found);
        if text.is_empty() && rest == end {
            return (Cow::Borrowed(&row[from..mark]), end);
        }
        let text_mut = text.to_mut();
        text_mut.push_str(&row[from..mark]);
        text_mut.push_str(&row[rest..end]);
        return (text, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_row_ends_agree_with_the_csv_crate() {
        // Every string of up to six of these pieces, so that each state meets each byte.
        let pieces = ["a", ",", "\"", "\n", "é "];
        for length in 0_u32..7 {
            for number in 0..pieces.len().pow(length) {
                let mut rest = number;
                let mut table = String::new();
                for _ in 0..length {
                    table.push_str(pieces[rest % pieces.len()]);
                    rest /= pieces.len();
                }
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .buffer_capacity(64)
                    .flexible(true)
                    .terminator(csv::Terminator::Any(b'\n'))
                    .from_reader(table.as_bytes());
                let wanted: Vec<Vec<String>> = reader
                    .records()
                    .map(|record| record.expect("valid").iter().map(str::to_owned).collect())
                    .collect();
                assert_eq!(rows(&table), wanted, "{table:?}");
            }
        }
    }

    fn rows(table: &str) -> Vec<Vec<String>> {
        let mut ends = RowEnds::new(b',');
        let mut rows = Vec::new();
        let mut start = 0;
        while start < table.len() {
            let end = ends
                .find(&table.as_bytes()[start..])
                .map_or(table.len(), |length| start + length);
            let row = &table[start..end];
            let open = ends.in_quotes();
            // A row break only where the quotation is closed.
            let row = if open {
                row
            } else {
                row.strip_suffix('\n').unwrap_or(row)
            };
            if !row.is_empty() {
                rows.push(split(row, b',').into_iter().map(Cow::into_owned).collect());
            }
            ends.reset();
            start = end;
        }
        rows
    }

    #[test]
    fn plain_cells_are_borrowed() {
        for cell in split("a,\"b c\",", b',') {
            assert!(matches!(cell, Cow::Borrowed(_)), "{cell}");
        }
        assert_eq!(split("a;\"x\"\"y\";", b';'), ["a", "x\"y", ""]);
    }

    #[test]
    fn the_state_survives_a_cut_between_any_two_bytes() {
        let table = "a,\"b\n\"\"c\",d\ne";
        let whole = RowEnds::new(b',').find(table.as_bytes());
        for cut in 0..table.len() {
            let mut ends = RowEnds::new(b',');
            let first = ends.find(&table.as_bytes()[..cut]);
            let found = first.or_else(|| ends.find(&table.as_bytes()[cut..]).map(|length| cut + length));
            assert_eq!(found, whole, "cut at {cut}");
        }
    }
}
