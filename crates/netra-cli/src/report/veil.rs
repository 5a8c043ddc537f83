//! Who wrote a post is not the reader's first question, so a report does not say it: accounts become numbers.
//!
//! What is covered: the author's account, accounts and mail addresses that a text mentions, and the path of links, since that
//! names accounts too. Contestants' own accounts stay. Characters that turn the reading direction, and other
//! control characters, become a visible sign, because a report must show what stands there and not what it plays.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::privacy::handles::{Handle, Kind, bare, find};
use crate::privacy::{Pseudonyms, Public};

/// How people are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum People {
    /// As numbers that hold within this report
    #[default]
    Numbered,
    /// Not at all: neither who wrote a post nor which posts have the same author
    Omitted,
    /// Under their own accounts
    Shown,
}

impl People {
    /// The word of the option.
    pub(crate) fn word(self) -> &'static str {
        match self {
            People::Numbered => "numbered",
            People::Omitted => "omitted",
            People::Shown => "shown",
        }
    }
}

/// Covers accounts, the same one always in the same way.
#[derive(Debug, Default)]
pub(crate) struct Veil {
    people: People,
    /// Accounts that stay: lower-case, without `@`.
    open: HashSet<String>,
    /// Institutions' and other public accounts, which stay too.
    public: Option<Public>,
    /// Pseudonyms in the place of numbers.
    pseudonyms: Option<Pseudonyms>,
    numbers: HashMap<String, u32>,
    labels: Vec<String>,
}

/// A text with its accounts covered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Covered {
    pub(crate) text: String,
    /// What was replaced: the bytes as they were, and the bytes as they are.
    moves: Vec<(Range<usize>, Range<usize>)>,
}

impl Covered {
    /// Where a span of the text as it was lies now; what touches a covered account takes all of it.
    pub(crate) fn span(&self, span: Range<usize>) -> Range<usize> {
        self.place(span.start, false)..self.place(span.end, true)
    }

    fn place(&self, at: usize, is_end: bool) -> usize {
        let next = self.moves.partition_point(|(was, _)| was.end <= at);
        if let Some((was, is)) = self.moves.get(next)
            && was.start < at
        {
            return if is_end { is.end } else { is.start };
        }
        match next.checked_sub(1).map(|last| &self.moves[last]) {
            Some((was, is)) => at - was.end + is.end,
            None => at,
        }
    }
}

impl Veil {
    /// `open` are accounts of contestants and the like, which stay as they are.
    pub(crate) fn new<'o>(people: People, open: impl IntoIterator<Item = &'o str>) -> Veil {
        Veil {
            people,
            open: open.into_iter().map(bare).collect(),
            ..Veil::default()
        }
    }

    /// With the accounts that everybody may see, and pseudonyms under a key in the place of numbers.
    pub(crate) fn with(mut self, public: Public, pseudonyms: Option<Pseudonyms>) -> Veil {
        self.public = Some(public);
        self.pseudonyms = pseudonyms;
        self
    }

    fn is_open(&self, account: &str) -> bool {
        let account = bare(account);
        self.open.contains(&account) || self.public.as_ref().is_some_and(|public| public.has(&account))
    }

    /// Whether people are shown under their own accounts.
    pub(crate) fn lifted(&self) -> bool {
        self.people == People::Shown
    }

    /// The number of an author, if posts of the same author may be told.
    pub(crate) fn author(&mut self, account: &str) -> Option<u32> {
        (self.people != People::Omitted && !account.trim().is_empty()).then(|| self.number(account))
    }

    /// What stands for each numbered account.
    pub(crate) fn labels(&self) -> &[String] {
        &self.labels
    }

    fn number(&mut self, account: &str) -> u32 {
        let account = bare(account);
        if let Some(&number) = self.numbers.get(&account) {
            return number;
        }
        let number = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        self.labels.push(match (&self.pseudonyms, self.people) {
            (_, People::Shown) => format!("@{account}"),
            _ if Pseudonyms::is_one(&account) => account.clone(),
            (Some(pseudonyms), _) => pseudonyms.of(&account),
            _ => format!("akun-{}", self.labels.len() + 1),
        });
        self.numbers.insert(account, number);
        number
    }

    /// Covers a text that is an account and nothing else.
    pub(crate) fn account(&mut self, account: &str) -> String {
        if self.lifted() || self.is_open(account) {
            return visible(account);
        }
        self.label(account)
    }

    fn label(&mut self, account: &str) -> String {
        match self.people {
            People::Omitted => "@…".to_owned(),
            _ => {
                let number = self.number(account) as usize;
                format!("@{}", self.labels[number].trim_start_matches('@'))
            }
        }
    }

    /// Covers a text. Accounts inside `kept`, where a contestant is named, stay.
    pub(crate) fn cover(&mut self, text: &str, kept: &[Range<usize>]) -> Covered {
        let mut covered = Covered {
            text: String::with_capacity(text.len()),
            moves: Vec::new(),
        };
        let found = if self.lifted() { Vec::new() } else { find(text) };
        let mut done = 0;
        for Handle { span, kind } in found {
            if span.start < done {
                continue;
            }
            let named = || {
                kept.iter()
                    .any(|kept| kept.start < span.end && span.start < kept.end)
            };
            let (start, instead) = match kind {
                Kind::Link(path) => (path, "/…".to_owned()),
                Kind::Mail(host) if self.is_open(&text[host..span.end]) => continue,
                Kind::Mail(_) => (span.start, "[surel]".to_owned()),
                Kind::Mention | Kind::Profile if self.is_open(&text[span.clone()]) || named() => continue,
                Kind::Mention | Kind::Profile => (span.start, self.label(&text[span.clone()])),
            };
            covered.show(text, done..start);
            covered.replace(start..span.end, &instead);
            done = span.end;
        }
        covered.show(text, done..text.len());
        covered
    }
}

impl Covered {
    /// A text that is replaced as a whole.
    pub(crate) fn whole(was: &str, is: String) -> Covered {
        Covered {
            moves: vec![(0..was.len(), 0..is.len())],
            text: is,
        }
    }

    fn replace(&mut self, was: Range<usize>, with: &str) {
        let start = self.text.len();
        self.text.push_str(with);
        self.moves.push((was, start..self.text.len()));
    }

    /// Takes over a part of the text as it is; hidden characters become visible.
    fn show(&mut self, text: &str, part: Range<usize>) {
        let mut done = part.start;
        for (at, hidden) in text[part.clone()].match_indices(is_hidden) {
            let at = part.start + at;
            self.text.push_str(&text[done..at]);
            done = at + hidden.len();
            self.replace(at..done, "\u{fffd}");
        }
        self.text.push_str(&text[done..part.end]);
    }
}

/// A short text without accounts: hidden characters become visible.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|character| {
            if is_hidden(character) {
                '\u{fffd}'
            } else {
                character
            }
        })
        .collect()
}

/// Control characters but line breaks and tabs, and what turns the reading direction.
fn is_hidden(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || (character.is_control() && !matches!(character, '\n' | '\t' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered() -> Veil {
        Veil::new(People::Numbered, ["@wasek2031"])
    }

    fn cover(text: &str) -> String {
        numbered().cover(text, &[]).text
    }

    #[test]
    fn accounts_become_numbers_and_contestants_stay() {
        assert_eq!(
            cover("Halo @Budi_31, salam dari @budi_31. dan @Wasek2031!"),
            "Halo @akun-1, salam dari @akun-1. dan @Wasek2031!"
        );
        assert_eq!(cover("＠budi dan @"), "@akun-1 dan @");
        assert_eq!(cover("tulis ke budi.s@contoh.id ya"), "tulis ke [surel] ya");
        let mut veil = numbered();
        assert_eq!(veil.author("@Budi_31"), Some(0));
        assert_eq!(veil.cover("oleh @budi_31", &[]).text, "oleh @akun-1");
        assert_eq!(veil.account("@wasek2031"), "@wasek2031");
        assert_eq!(veil.account("lain"), "@akun-2");
    }

    #[test]
    fn the_path_of_a_link_is_covered() {
        assert_eq!(
            cover("lihat https://x.com/budi/status/1 dan instagram.com/budi?a=1, sekian"),
            "lihat https://x.com/… dan instagram.com/… sekian"
        );
        assert_eq!(
            cover("https://contoh.id v1.2/3 a/b dan/atau"),
            "https://contoh.id v1.2/3 a/b dan/atau"
        );
    }

    #[test]
    fn spans_follow_what_they_meant() {
        let text = "é @budi pilih https://x.com/a/b dua";
        let covered = numbered().cover(text, &[]);
        let now = |was: &str| {
            let start = text.find(was).expect(was);
            &covered.text[covered.span(start..start + was.len())]
        };
        assert_eq!(now("pilih"), "pilih");
        assert_eq!(now("dua"), "dua");
        assert_eq!(now("budi pilih"), "@akun-1 pilih");
        assert_eq!(now("pilih https://x.com/a"), "pilih https://x.com/…");
        assert_eq!(covered.span(0..text.len()), 0..covered.text.len());
    }

    #[test]
    fn named_contestants_stay_and_hidden_characters_show() {
        let mut veil = numbered();
        assert_eq!(
            veil.cover("@tim_baru menang", std::slice::from_ref(&(0..9))).text,
            "@tim_baru menang"
        );
        assert_eq!(
            veil.cover("a\u{202e}b\u{0}c\nd", &[]).text,
            "a\u{fffd}b\u{fffd}c\nd"
        );
    }

    #[test]
    fn pseudonyms_stay_as_they_are() {
        let pseudonym = "anon-0123456789abcdef0123";
        let text = format!("oleh @{pseudonym}, lalu @anon-012");
        assert_eq!(cover(&text), format!("oleh @{pseudonym}, lalu @akun-2"));
        let mut veil = numbered();
        assert_eq!(veil.author(pseudonym), Some(0));
        assert_eq!(veil.labels(), [pseudonym]);
    }

    #[test]
    fn omitted_and_shown() {
        let mut omitted = Veil::new(People::Omitted, []);
        assert_eq!(omitted.author("@a"), None);
        assert_eq!(omitted.cover("oleh @budi", &[]).text, "oleh @…");
        let mut shown = Veil::new(People::Shown, []);
        assert_eq!(
            shown.cover("oleh @budi https://x.com/budi", &[]).text,
            "oleh @budi https://x.com/budi"
        );
        assert_eq!(shown.author("Budi"), Some(0));
        assert_eq!(shown.labels(), ["@budi"]);
    }
}
