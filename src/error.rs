//! Errors belong to the lexicon, never to the post: whether one occurs does not depend on any post's bytes.

use std::fmt;
use std::path::PathBuf;

/// What went wrong while a lexicon, a law file or a pack was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    file: Option<PathBuf>,
    // Boxed, so that results stay small where nothing is wrong.
    place: Option<Box<Place>>,
    message: String,
    help: Option<String>,
}

/// The kinds of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder could not be read.
    Io,
    /// A file is not well-formed.
    Syntax,
    /// A file is well-formed but says something that cannot be.
    Lexicon,
    /// An option names something that does not exist.
    Unknown,
    /// A pack is damaged or of another version.
    Pack,
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line as it stands in the file.
    pub text: String,
    /// How many characters the caret underlines, at least 1.
    pub width: usize,
}

impl Error {
    /// A new error of this kind.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error {
            kind,
            file: None,
            place: None,
            message: message.into(),
            help: None,
        }
    }

    /// Adds the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<PathBuf>) -> Error {
        self.file = Some(file.into());
        self
    }

    /// Adds the place: a byte range of `source`, the text of the file.
    #[must_use]
    pub fn at(mut self, source: &str, span: std::ops::Range<usize>) -> Error {
        self.place = Some(Box::new(Place::of(source, span)));
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Error {
        self.help = Some(help.into());
        self
    }

    /// What kind of error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file, where one is to blame.
    #[must_use]
    pub fn file(&self) -> Option<&std::path::Path> {
        self.file.as_deref()
    }

    /// The place in the file.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.place.as_deref()
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Place {
    /// The place of a byte range of `source`; a range outside it is clamped.
    #[must_use]
    pub fn of(source: &str, span: std::ops::Range<usize>) -> Place {
        let mut start = span.start.min(source.len());
        while !source.is_char_boundary(start) {
            start -= 1;
        }
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let mut end = span.end.clamp(start, line_end.max(start));
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        Place {
            line: source[..start].bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            text: source[line_start..line_end].trim_end_matches('\r').to_owned(),
            width: source[start..end.max(start)].chars().count().max(1),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match (&self.file, &self.place) {
            (Some(file), Some(place)) => {
                write!(f, "\n  --> {}:{}:{}", file.display(), place.line, place.column)?;
            }
            (Some(file), None) => write!(f, "\n  --> {}", file.display())?,
            (None, Some(place)) => write!(f, "\n  --> line {}:{}", place.line, place.column)?,
            (None, None) => {}
        }
        if let Some(place) = &self.place {
            let number = place.line.to_string();
            let gutter = " ".repeat(number.len());
            // Tabs are kept so that the caret stands under the same column as in the line above.
            let lead: String = place
                .text
                .chars()
                .take(place.column - 1)
                .map(|character| if character == '\t' { '\t' } else { ' ' })
                .collect();
            write!(
                f,
                "\n {gutter} |\n {number} | {}\n {gutter} | {lead}{}",
                place.text,
                "^".repeat(place.width)
            )?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_file_line_caret_and_help() {
        let source = "signal = \"like\"\npoints = 900\n";
        let error = Error::new(ErrorKind::Lexicon, "points must lie between -99 and 99")
            .in_file("signals/like.toml")
            .at(source, 25..28)
            .help("write a smaller number");
        assert_eq!(
            error.to_string(),
            "points must lie between -99 and 99\n  --> signals/like.toml:2:10\n   |\n 2 | points = 900\n   |          ^^^\n  help: write a smaller number"
        );
    }

    #[test]
    fn a_place_outside_the_source_is_clamped() {
        let place = Place::of("é", 1..99);
        assert_eq!((place.line, place.column, place.width), (1, 1, 1));
    }
}
