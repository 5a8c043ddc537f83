//! Do all ways of reading read the same? Every path against every other, and all against a search for names so plain that
//! it is right at sight.

use std::collections::HashSet;
use std::ops::Range;

use netra::evaluate::SplitMix64;
use netra::normalise::{Gap, Kind, NormalForm, Token};
use netra::{Classifier, Lexicon, Post, Scratch};

use crate::Asked;
use crate::engines::paths;
use crate::feeds;
use crate::growth::thousands;
use crate::report::Report;

const POSTS: usize = 1_000_000;

/// What people, scrapers and machines put between and into words.
const PIECES: [&str; 40] = [
    "a",
    "AA",
    "aaa",
    " ",
    "  ",
    "\n",
    ".",
    ",",
    "-",
    "_",
    "*",
    "!",
    "?",
    "\"",
    "#",
    "@",
    "0",
    "2",
    "02",
    "1.000",
    "&amp;",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{20e3}",
    "🔥",
    "✌🏻",
    "🇮🇩",
    "②",
    "𝗽",
    "Ⅷ",
    "а",
    "日",
    "\u{202e}",
    "…",
    "’",
    "https://",
    "dukung prabowo gibran",
];

pub fn measure(asked: &Asked, report: &mut Report) {
    report.heading("Do all ways of reading agree?");
    let posts = asked.posts.unwrap_or(POSTS);
    let real = feeds::every();
    let lexicon = Lexicon::embedded();
    let mut readers: Vec<Reader> = paths(&lexicon)
        .into_iter()
        .map(|path| Reader::new(path.name, path.classifier))
        .collect();
    let plain = Plain::new(&lexicon, &readers[0].classifier);
    let mut random = SplitMix64::new(2031);
    let (mut names, mut unmet) = (0, 0);
    for at in 0..posts {
        let written;
        let text = match real.get(at) {
            Some(text) => text.as_str(),
            None => {
                written = torn(&real[random.below(real.len())], &mut random);
                &written
            }
        };
        let (first, others) = readers.split_first_mut().expect("there is always a path");
        first.read(text);
        for other in others {
            other.read(text);
            if let Some(difference) = first.differs(other) {
                panic!(
                    "{} and {} differ in {difference} of {text:?}",
                    first.name, other.name
                );
            }
        }
        let (found, missing) = plain.hold(first, text);
        names += found;
        unmet += missing;
    }
    let ways: Vec<&str> = readers.iter().map(|reader| reader.name).collect();
    report.line(&format!(
        "Yes: {} posts ({} real ones, the rest real ones torn and mixed with {} pieces) read alike, token by token, span by span and\n\
         verdict by verdict, by {}. In them the plain search finds {} names; netra passes over {} of them, where names overlap\n\
         and the first one takes its words. A name that signs a post is not asked for.",
        thousands(posts),
        thousands(real.len().min(posts)),
        PIECES.len(),
        ways.join(", "),
        thousands(names),
        thousands(unmet)
    ));
    assert!(
        unmet * 200 <= names,
        "that is too many: names are lost, not passed over"
    );
}

/// A real post with pieces put in, letters changed, parts cut out or doubled.
fn torn(text: &str, random: &mut SplitMix64) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..1 + random.below(6) {
        let at = random.below(letters.len() + 1);
        let end = (at + random.below(12)).min(letters.len());
        match random.below(5) {
            0 => drop(letters.drain(at..end)),
            1 => {
                let part: Vec<char> = letters[at..end].to_vec();
                letters.splice(at..at, part);
            }
            2 => letters.iter_mut().skip(at).take(3).for_each(|letter| {
                *letter = char::from_u32(random.below(0x11_0000) as u32).unwrap_or('x');
            }),
            3 => letters
                .iter_mut()
                .skip(at)
                .take(9)
                .for_each(|letter| letter.make_ascii_uppercase()),
            _ => {
                letters.splice(at..at, PIECES[random.below(PIECES.len())].chars());
            }
        }
    }
    letters.into_iter().collect()
}

/// One path with what it read last.
struct Reader {
    name: &'static str,
    classifier: Classifier,
    form: NormalForm,
    scratch: Scratch,
    spans: Vec<Range<usize>>,
    verdict: netra::Verdict,
}

impl Reader {
    fn new(name: &'static str, classifier: Classifier) -> Reader {
        Reader {
            name,
            classifier,
            form: NormalForm::default(),
            scratch: Scratch::new(),
            spans: Vec::new(),
            verdict: netra::Verdict::default(),
        }
    }

    fn read(&mut self, text: &str) {
        self.classifier.normaliser().normalise(text, &mut self.form);
        self.spans.clear();
        self.spans
            .extend(self.classifier.spans_with(&mut self.scratch, text));
        let verdict = self
            .classifier
            .classify_with(&mut self.scratch, &Post::text(text));
        self.verdict.clone_from(verdict);
    }

    fn differs(&self, other: &Reader) -> Option<&'static str> {
        let (ours, theirs) = (self.form.tokens(), other.form.tokens());
        let alike = |(one, two): (&Token, &Token)| {
            one.source() == two.source()
                && self.form.token_text(one) == other.form.token_text(two)
                && (one.kind, one.parts, one.shape, one.gap, one.read_by)
                    == (two.kind, two.parts, two.shape, two.gap, two.read_by)
        };
        if ours.len() != theirs.len() || !ours.iter().zip(theirs).all(alike) {
            Some("the tokens")
        } else if self.spans != other.spans {
            Some("the spans")
        } else if self.verdict != other.verdict {
            Some("the verdict")
        } else {
            None
        }
    }
}

/// Every name of the lexicon as the words of its normal form.
struct Plain {
    names: HashSet<String>,
    longest: usize,
}

impl Plain {
    fn new(lexicon: &Lexicon, classifier: &Classifier) -> Plain {
        let literals = lexicon.literals().expect("the lexicon is spelled out");
        // What is left of `p.` or `A/B` is a letter or two that stands for nobody by itself.
        let names: HashSet<String> = literals
            .names
            .iter()
            .map(|name| classifier.normaliser().normal_text(name))
            .filter(|name| name.len() > 2)
            .collect();
        let longest = names
            .iter()
            .map(|name| name.split(' ').count())
            .max()
            .unwrap_or(0);
        Plain { names, longest }
    }

    /// Tries every stretch of words of a sentence that have a space on either side. Of the names found so, those inside a
    /// longer one give way, then those that begin in one before; the rest should each meet a span of netra's or stand right
    /// behind one. How many there were, and how many did not. A name right behind a dash at the end signs the post and is
    /// left out where netra passes over it.
    fn hold(&self, reader: &Reader, text: &str) -> (usize, usize) {
        let ends = Gap::STOP.with(Gap::EXCLAIM).with(Gap::QUESTION).with(Gap::LINE);
        let mut words: Vec<&Token> = Vec::new();
        let mut at = 0;
        while let Some(token) = reader.form.tokens().get(at) {
            words.push(token);
            at += 1 + usize::from(token.parts);
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut written = String::new();
        for first in 0..words.len() {
            written.clear();
            // What stands tight against something may be a piece of a longer word (`d🔥alam`).
            if words[first].is_tight() && !words[first].gap.any(Gap::START) {
                continue;
            }
            for (count, token) in words[first..].iter().take(self.longest).enumerate() {
                if count > 0 {
                    if token.gap.any(ends) || token.is_tight() {
                        break;
                    }
                    written.push(' ');
                }
                written.push_str(reader.form.token_text(token));
                let tight = words.get(first + count + 1).is_some_and(|next| next.is_tight());
                if !tight && self.names.contains(&written) {
                    found.push(words[first].source().start..token.source().end);
                }
            }
        }
        let inside = |one: &Range<usize>, other: &Range<usize>| {
            other.start <= one.start && one.end <= other.end && other.len() > one.len()
        };
        let mut covered = 0;
        let (mut kept, mut unmet) = (0, 0);
        for name in &found {
            if name.start < covered || found.iter().any(|other| inside(name, other)) {
                continue;
            }
            covered = name.end;
            // netra may read a name in the words before that this search does not see (`Pk Anis`), and a name that
            // begins in it gives way too; what is left of it stands right behind.
            let before = words
                .iter()
                .map(|word| word.source().end)
                .take_while(|end| *end <= name.start)
                .last();
            let met = |span: &Range<usize>| {
                span.start < name.end
                    && (name.start < span.end || before.is_some_and(|before| before <= span.end))
            };
            let met = reader.spans.iter().any(met);
            let last = words
                .iter()
                .filter(|word| word.source().start >= name.end)
                .all(|word| matches!(word.kind, Kind::Link | Kind::Emoji));
            let signs = last && text[..name.start].ends_with(['-', '–', '—']);
            if met || !signs {
                kept += 1;
                unmet += usize::from(!met);
            }
        }
        (kept, unmet)
    }
}
