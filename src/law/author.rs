//! The author's status: from the record, else from the words of bio and display name.
//!
//! Reading is conservative. A bound status must stand there in so many words; a word that puts it in the past, in the
//! future or on somebody else ("pensiunan PNS", "istri PNS", "pejuang CPNS") takes it away again, and so does a second,
//! different status. What is not found stays unknown, never private: a wrong "private" would hide a finding.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use crate::error::Result;
use crate::post::{Author, AuthorStatus};

use super::source::{Source, Word};

/// The author's status and where it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The status.
    pub status: AuthorStatus,
    /// Where.
    pub place: FoundIn,
    /// The words in that field; empty for the record's own field and for nothing.
    pub span: Range<usize>,
}

/// Where an author's status was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FoundIn {
    /// Nowhere.
    #[default]
    Nothing,
    /// In the record's own field.
    Field,
    /// In the profile text.
    Bio,
    /// In the displayed name.
    Name,
    /// In the text itself, said by the author of the author.
    Text,
}

impl FoundIn {
    /// The name of the field, as in evidence; empty for nothing.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FoundIn::Nothing => "",
            FoundIn::Field => "author.status",
            FoundIn::Bio => "author.bio",
            FoundIn::Name => "author.name",
            FoundIn::Text => "text",
        }
    }
}

/// The words of `author.toml`.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(super) struct AuthorWords {
    /// Phrases by their first word; longer ones first.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    not_after: HashMap<Box<str>, ()>,
    not_before: HashMap<Box<str>, ()>,
    reach: usize,
    /// Words for the author, in a text.
    selves: Vec<Box<str>>,
    /// Words that may stand between such a word and the status.
    links: HashMap<Box<str>, ()>,
    /// Words that make it a supposition.
    suppositions: HashMap<Box<str>, ()>,
    /// How words for the author begin, and how phrases do: most words are neither, and looked up nowhere.
    self_heads: Heads,
    phrase_heads: Heads,
}

/// How some words begin: by the first letter a bit for each second one. The last five bits of a byte tell letters apart in
/// either case; other bytes may pass for letters, which costs a closer look.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Heads([u32; 32]);

/// The bytes that words are made of.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

impl Heads {
    fn low(byte: u8) -> usize {
        usize::from(byte & 31)
    }

    fn insert(&mut self, word: &str) {
        if let &[first, ref rest @ ..] = word.as_bytes() {
            self.0[Heads::low(first)] |= rest.first().map_or(u32::MAX, |&second| 1 << Heads::low(second));
        }
    }

    /// Whether one of the words may begin with these bytes.
    #[inline]
    fn hold(&self, first: u8, second: u8) -> bool {
        self.0[Heads::low(first)] >> Heads::low(second) & 1 == 1
    }

    /// Whether this may be one of the words.
    #[inline]
    fn may_hold(&self, word: &str) -> bool {
        match *word.as_bytes() {
            [] => false,
            [first] => self.0[Heads::low(first)] != 0,
            [first, second, ..] => self.hold(first, second),
        }
    }
}

#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Phrase {
    rest: Vec<Box<str>>,
    status: AuthorStatus,
    generic: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    not_after: Vec<Arc<str>>,
    #[serde(default)]
    not_before: Vec<Arc<str>>,
    reach: Option<usize>,
    #[serde(default)]
    said: RawSaid,
    #[serde(default)]
    status: Vec<RawStatus>,
}

/// How an author says in a text what they are.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawSaid {
    selves: Vec<Arc<str>>,
    links: Vec<Arc<str>>,
    suppositions: Vec<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatus {
    status: Word,
    #[serde(default)]
    generic: bool,
    words: Vec<Word>,
}

/// As many words of a bio as are read; a longer one is a page of text, not a statement about its owner.
const MOST_WORDS: usize = 64;

/// So many words may link the author to the status: "saya ini memang seorang PNS".
const MOST_LINKS: usize = 3;

/// A word of the text, and the stretch between punctuation marks in which it stands.
#[derive(Clone, Copy, Default)]
struct Token {
    start: usize,
    end: usize,
    stretch: usize,
}

impl AuthorWords {
    /// Adds the words of a file.
    pub(super) fn extend(&mut self, source: Source<'_>) -> Result<()> {
        let file: File = source.read()?;
        self.not_after
            .extend(file.not_after.iter().map(|word| (Box::from(&**word), ())));
        self.not_before
            .extend(file.not_before.iter().map(|word| (Box::from(&**word), ())));
        self.reach = file.reach.unwrap_or(self.reach);
        for (table, words) in [
            (&mut self.links, &file.said.links),
            (&mut self.suppositions, &file.said.suppositions),
        ] {
            table.extend(words.iter().map(|word| (Box::from(&**word), ())));
        }
        for word in &file.said.selves {
            self.self_heads.insert(word);
            self.selves.push(Box::from(&**word));
        }
        for raw in file.status {
            let status = AuthorStatus::parse(raw.status.get_ref())
                .filter(|status| !matches!(status, AuthorStatus::Unknown | AuthorStatus::Private))
                .ok_or_else(|| {
                    source.error(raw.status.span(), "this is no status that can be found in words")
                })?;
            for words in raw.words {
                let text = words.get_ref();
                let plain = text
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' ');
                let mut split = text.split(' ');
                let Some(first) = split.next().filter(|first| plain && !first.is_empty()) else {
                    return Err(source.error(words.span(), "write plain lower-case words"));
                };
                self.phrase_heads.insert(first);
                let phrases = self.phrases.entry(Box::from(first)).or_default();
                phrases.push(Phrase {
                    rest: split.map(Box::from).collect(),
                    status,
                    generic: raw.generic,
                });
                phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            }
        }
        Ok(())
    }

    /// The author's status and where it was found.
    pub(super) fn status(&self, author: &Author<'_>) -> Found {
        if let Some(status) = author.status.filter(|status| *status != AuthorStatus::Unknown) {
            return Found {
                status,
                place: FoundIn::Field,
                span: 0..0,
            };
        }
        [(FoundIn::Bio, &author.bio), (FoundIn::Name, &author.name)]
            .into_iter()
            .find_map(|(place, text)| {
                let (status, span) = self.read(text.as_deref()?)?;
                Some(Found { status, place, span })
            })
            .unwrap_or_default()
    }

    /// What a text says of its own author: "saya PNS", "sebagai camat, saya …". Nothing where it says two things.
    pub(super) fn said(&self, text: &str) -> Option<Found> {
        // Most texts do not speak of their author at all.
        if !self.may_speak_of_self(text.as_bytes()) {
            return None;
        }
        let mut buffer = [Token::default(); MOST_WORDS];
        let count = tokens(text, &mut buffer);
        let tokens = &buffer[..count];
        let is = |table: &HashMap<Box<str>, ()>, at: usize| {
            let token = &tokens[at];
            lookup(table, &text[token.start..token.end]).is_some()
        };
        let is_self = |at: usize| {
            let word = &text[tokens[at].start..tokens[at].end];
            self.selves.iter().any(|own| own.eq_ignore_ascii_case(word))
        };
        let mut found: Option<(AuthorStatus, Range<usize>)> = None;
        let mut at = 0;
        while at < tokens.len() {
            let Some((status, _, length)) = self.phrase_at(text, tokens, at) else {
                at += 1;
                continue;
            };
            let links = (0..at)
                .rev()
                .take(MOST_LINKS)
                .take_while(|before| is(&self.links, *before))
                .count();
            let begins = at - links;
            let before =
                begins > 0 && is_self(begins - 1) && !(begins > 1 && is(&self.suppositions, begins - 2));
            let after = links > 0
                && tokens.len() > at + length
                && is_self(at + length)
                && !(begins > 0 && is(&self.suppositions, begins - 1));
            if (before || after) && !self.taken_away(text, tokens, at, length) {
                match &found {
                    Some((other, _)) if *other != status => return None,
                    Some(_) => {}
                    None => found = Some((status, tokens[at].start..tokens[at + length - 1].end)),
                }
            }
            at += length;
        }
        found.map(|(status, span)| Found {
            status,
            place: FoundIn::Text,
            span,
        })
    }

    /// Whether a word for the author may stand in a text: wrong at times when it says yes, never when no.
    fn may_speak_of_self(&self, text: &[u8]) -> bool {
        let begins = |at: usize| {
            let rest = &text[at..];
            self.selves.iter().any(|own| {
                let begun = rest.get(..own.len());
                begun.is_some_and(|word| word.eq_ignore_ascii_case(own.as_bytes()))
                    && !rest.get(own.len()).is_some_and(u8::is_ascii_alphanumeric)
            })
        };
        // Behind the last byte stands none, which is no letter: a word of one letter fits whatever follows.
        let after = text.iter().skip(1).copied().chain(std::iter::once(0));
        let mut inside = false;
        text.iter().zip(after).enumerate().any(|(at, (&first, second))| {
            // Both are asked of every byte: what hardly ever holds of both is guessed right, and neither is alone.
            let begun = !inside & self.self_heads.hold(first, second);
            inside = IN_WORD[usize::from(first)];
            begun && begins(at)
        })
    }

    fn read(&self, text: &str) -> Option<(AuthorStatus, Range<usize>)> {
        let mut buffer = [Token::default(); MOST_WORDS];
        let count = tokens(text, &mut buffer);
        let tokens = &buffer[..count];
        let mut narrow: Option<(AuthorStatus, Range<usize>)> = None;
        let mut generic: Option<(AuthorStatus, Range<usize>)> = None;
        let mut at = 0;
        while at < tokens.len() {
            let Some((status, is_generic, length)) = self.phrase_at(text, tokens, at) else {
                at += 1;
                continue;
            };
            if !self.taken_away(text, tokens, at, length) {
                let found = Some((status, tokens[at].start..tokens[at + length - 1].end));
                let slot = if is_generic { &mut generic } else { &mut narrow };
                match slot {
                    None => *slot = found,
                    Some((other, _)) if *other != status => return None,
                    Some(_) => {}
                }
            }
            at += length;
        }
        narrow.or(generic)
    }

    /// The longest phrase that begins at this word: its status, whether it is generic, how many words it has.
    fn phrase_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<(AuthorStatus, bool, usize)> {
        let word = |index: usize| tokens.get(index).map(|token| &text[token.start..token.end]);
        if let Some(length) = number_at(text, tokens, at) {
            return Some((AuthorStatus::Pns, true, length));
        }
        let first = word(at).filter(|word| self.phrase_heads.may_hold(word))?;
        let phrases = lookup(&self.phrases, first)?;
        let fits = |phrase: &&Phrase| {
            phrase.rest.iter().enumerate().all(|(offset, expected)| {
                word(at + 1 + offset).is_some_and(|word| word.eq_ignore_ascii_case(expected))
            })
        };
        let phrase = phrases.iter().find(fits)?;
        Some((phrase.status, phrase.generic, phrase.rest.len() + 1))
    }

    /// Whether a word near the phrase puts it in the past, in the future or on somebody else.
    fn taken_away(&self, text: &str, tokens: &[Token], at: usize, length: usize) -> bool {
        let stretch = tokens[at].stretch;
        let word = |token: &Token| &text[token.start..token.end];
        let before = tokens[..at]
            .iter()
            .rev()
            .take(self.reach)
            .take_while(|token| token.stretch == stretch)
            .any(|token| lookup(&self.not_after, word(token)).is_some());
        let after = tokens
            .get(at + length)
            .filter(|token| token.stretch == stretch)
            .is_some_and(|token| lookup(&self.not_before, word(token)).is_some());
        before || after
    }
}

/// A staff number: eighteen digits that begin with a year of birth, in any grouping, or eight and more after `NIP`.
fn number_at(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let word = |token: &Token| &text[token.start..token.end];
    let named = usize::from(word(tokens.get(at)?).eq_ignore_ascii_case("nip"));
    let begins = &text.as_bytes()[tokens.get(at + named)?.start..];
    let mut digits = 0;
    let mut length = named;
    for token in &tokens[at + named..] {
        if digits >= 18 || !word(token).bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        digits += word(token).len();
        length += 1;
    }
    let by_itself = digits == 18 && (begins.starts_with(b"19") || begins.starts_with(b"20"));
    (by_itself || (named == 1 && digits >= 8)).then_some(length)
}

/// Cuts a text into words and stretches; how many words fit.
fn tokens(text: &str, buffer: &mut [Token; MOST_WORDS]) -> usize {
    let mut count = 0;
    let mut stretch = 0;
    let mut start = None;
    for (at, character) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if character.is_alphanumeric() {
            start = start.or(Some(at));
            continue;
        }
        if let Some(start) = start.take() {
            let Some(slot) = buffer.get_mut(count) else {
                break;
            };
            *slot = Token {
                start,
                end: at,
                stretch,
            };
            count += 1;
        }
        // Spaces, and the marks people write inside a phrase, do not end a stretch.
        if !matches!(character, ' ' | '\'' | '"' | '-' | '_' | '#') {
            stretch += 1;
        }
    }
    count
}

/// Looks a word up in lower case without allocating.
fn lookup<'a, T>(table: &'a HashMap<Box<str>, T>, word: &str) -> Option<&'a T> {
    let mut lower = [0; 24];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    table.get(std::str::from_utf8(lower).ok()?)
}
