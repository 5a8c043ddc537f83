//! Pages for people: a ban, a policy, the calendar, as plain text of a terminal's width; and the catalogue as Markdown.
//!
//! Indonesian comes first, English after it. Every statement of law carries its status, because a reader must see what
//! was read in a source and what was not. A page is returned as text; printing is somebody else's business.

mod ban;
mod calendar;
mod markdown;
mod policy;

/// How wide a page is. Words longer than a line stand out of it.
const WIDTH: usize = 92;

/// The sentence under every page about findings.
const CLOSING: &str = "Setiap temuan adalah dugaan, bukan putusan: yang memutus Bawaslu, BKN, PPK, atau pengadilan. \
    A finding is a lead, never a sentence.";

/// A page in the making.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// A title with a line under it.
    fn title(&mut self, title: &str, english: &str) {
        self.paragraph(0, 2, title);
        if !english.is_empty() {
            self.paragraph(0, 2, english);
        }
        let widest = self.text.lines().map(|line| line.chars().count()).max();
        self.text.extend(std::iter::repeat_n('=', widest.unwrap_or(0)));
        self.text.push('\n');
    }

    /// The heading of a section.
    fn section(&mut self, indonesian: &str, english: &str) {
        self.text.push('\n');
        self.text.push_str(indonesian);
        self.text.push_str(" / ");
        self.text.push_str(english);
        self.text.push('\n');
    }

    /// A paragraph, indented by so many columns; lines after the first by `hang` more.
    fn paragraph(&mut self, indent: usize, hang: usize, text: &str) {
        self.flow(0, indent, indent + hang, text);
    }

    /// A line that begins with a short label; the text stands beside it in a column of its own.
    fn beside(&mut self, label: &str, column: usize, text: &str) {
        self.text.push_str("  ");
        self.text.push_str(label);
        let used = 2 + label.chars().count();
        self.flow(used, column.saturating_sub(used).max(1), column, text);
    }

    /// Lets words flow: `used` columns of the line are taken, then `lead` spaces come; further lines begin at `hang`.
    fn flow(&mut self, used: usize, lead: usize, hang: usize, text: &str) {
        let mut column = used + lead;
        let mut before = lead;
        for (at, word) in text.split_whitespace().enumerate() {
            let length = word.chars().count();
            if at > 0 && column + 1 + length > WIDTH {
                self.text.push('\n');
                column = hang;
                before = hang;
            } else if at > 0 {
                column += 1;
                before = 1;
            }
            self.spaces(before);
            self.text.push_str(word);
            column += length;
        }
        self.text.push('\n');
    }

    /// An entry of a list.
    fn entry(&mut self, text: &str) {
        self.paragraph(2, 2, &format!("- {text}"));
    }

    /// A label and what it stands for; nothing where there is nothing to say.
    fn field(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.paragraph(2, 4, &format!("{label}: {text}"));
        }
    }

    /// An empty line and the closing sentence.
    fn close(mut self) -> String {
        self.text.push('\n');
        self.paragraph(0, 0, CLOSING);
        self.text
    }

    fn spaces(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
    }
}

/// Words joined by commas.
fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
