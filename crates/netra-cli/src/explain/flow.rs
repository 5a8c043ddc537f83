//! Text for a terminal: inks, and lines that break between words at the width of the page.

use console::measure_text_width;

/// What a run of text is, and therefore how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ink {
    #[default]
    Plain,
    Strong,
    Faint,
    /// Speaks for a finding.
    Evidence,
    /// Speaks for the author.
    Guard,
    /// Names a contestant.
    Contestant,
}

impl Ink {
    /// The terminal's code. Meaning never hangs on colour alone: marks are also bracketed where colours are off.
    fn code(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Strong => "1",
            Ink::Faint => "2",
            Ink::Evidence => "1;31",
            Ink::Guard => "1;32",
            Ink::Contestant => "36",
        }
    }
}

/// A run of text in one ink.
pub(crate) type Run = (Ink, String);

/// A page that is being written.
pub(crate) struct Flow {
    colours: bool,
    width: usize,
    out: String,
}

impl Flow {
    /// An empty page.
    pub(crate) fn new(colours: bool, width: usize) -> Flow {
        Flow {
            colours,
            width,
            out: String::new(),
        }
    }

    /// Whether inks can be told apart.
    pub(crate) fn colours(&self) -> bool {
        self.colours
    }

    /// The page.
    pub(crate) fn into_text(self) -> String {
        self.out
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A paragraph: its first line is indented by `first`, the others by `hang`.
    pub(crate) fn lines(&mut self, first: usize, hang: usize, runs: &[Run]) {
        self.out.push_str(&" ".repeat(first));
        self.rest(first, hang, runs);
    }

    /// A row: a label in a column of its own, then a paragraph that stays right of it.
    pub(crate) fn row(&mut self, indent: usize, label: &Run, width: usize, runs: &[Run]) {
        self.out.push_str(&" ".repeat(indent));
        self.paint(label.0, &label.1);
        let used = measure_text_width(&label.1);
        self.out.push_str(&" ".repeat(width.saturating_sub(used)));
        let column = indent + width.max(used);
        self.rest(column, column, runs);
    }

    fn rest(&mut self, first: usize, hang: usize, runs: &[Run]) {
        let mut column = first;
        let mut at_start = true;
        for word in words(runs) {
            let room = self.width.saturating_sub(column + usize::from(!at_start));
            if word.after_break || (word.width > room && !at_start) {
                self.new_line(hang);
                column = hang;
            } else if !at_start {
                self.paint(word.space, " ");
                column += 1;
            }
            column = self.word(&word, column, hang);
            at_start = false;
        }
        self.out.push('\n');
    }

    /// Writes a word, cut where even a line of its own is too short; comes back with the column.
    fn word(&mut self, word: &Word, mut column: usize, hang: usize) -> usize {
        for (ink, text) in &word.runs {
            if column + measure_text_width(text) <= self.width {
                self.paint(*ink, text);
                column += measure_text_width(text);
                continue;
            }
            let mut part = String::new();
            for character in text.chars() {
                let width = measure_text_width(character.encode_utf8(&mut [0; 4]));
                if column + width > self.width && column > hang {
                    self.paint(*ink, &part);
                    part.clear();
                    self.new_line(hang);
                    column = hang;
                }
                part.push(character);
                column += width;
            }
            self.paint(*ink, &part);
        }
        column
    }

    fn new_line(&mut self, hang: usize) {
        self.out.push('\n');
        self.out.push_str(&" ".repeat(hang));
    }

    fn paint(&mut self, ink: Ink, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.colours && ink != Ink::Plain {
            self.out.push_str("\u{1b}[");
            self.out.push_str(ink.code());
            self.out.push('m');
            self.out.push_str(text);
            self.out.push_str("\u{1b}[0m");
        } else {
            self.out.push_str(text);
        }
    }
}

#[derive(Default)]
struct Word {
    runs: Vec<Run>,
    width: usize,
    /// The ink of the space before it: a mark over several words has no holes.
    space: Ink,
    after_break: bool,
}

fn words(runs: &[Run]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word::default();
    let mut space = Ink::Plain;
    let mut broken = false;
    for (ink, text) in runs {
        for character in text.chars() {
            if character == ' ' || character == '\n' {
                if !word.runs.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                space = *ink;
                broken |= character == '\n' && !words.is_empty();
                continue;
            }
            if word.runs.is_empty() {
                word.space = space;
                word.after_break = std::mem::take(&mut broken);
            }
            match word.runs.last_mut() {
                Some((same, text)) if *same == *ink => text.push(character),
                _ => word.runs.push((*ink, character.to_string())),
            }
        }
    }
    if !word.runs.is_empty() {
        words.push(word);
    }
    for word in &mut words {
        word.width = word.runs.iter().map(|(_, text)| measure_text_width(text)).sum();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, colours: bool, runs: &[(Ink, &str)]) -> String {
        let mut flow = Flow::new(colours, width);
        let runs: Vec<Run> = runs
            .iter()
            .map(|(ink, text)| (*ink, (*text).to_owned()))
            .collect();
        flow.lines(2, 4, &runs);
        flow.into_text()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(
            page(12, false, &[(Ink::Plain, "satu dua tiga\nempat")]),
            "  satu dua\n    tiga\n    empat\n"
        );
        assert_eq!(
            page(10, false, &[(Ink::Plain, "ab abcdefghij")]),
            "  ab\n    abcdef\n    ghij\n"
        );
    }

    #[test]
    fn rows_keep_their_columns() {
        let mut flow = Flow::new(false, 16);
        flow.row(
            1,
            &(Ink::Plain, "Masa".to_owned()),
            6,
            &[(Ink::Plain, "masa kampanye".to_owned())],
        );
        assert_eq!(flow.into_text(), " Masa  masa\n       kampanye\n");
    }

    #[test]
    fn a_mark_over_two_words_has_no_hole_and_ends_before_the_line_does() {
        assert_eq!(
            page(
                40,
                true,
                &[(Ink::Plain, "x "), (Ink::Guard, "a b"), (Ink::Plain, "!")]
            ),
            "  x \u{1b}[1;32ma\u{1b}[0m\u{1b}[1;32m \u{1b}[0m\u{1b}[1;32mb\u{1b}[0m!\n"
        );
    }
}
