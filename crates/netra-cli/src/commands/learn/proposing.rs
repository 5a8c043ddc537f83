//! Candidates for new terms: sequences of words that tell sides apart on labelled posts, for a person to accept.
//!
//! Nothing is put into the lexicon by itself. A sequence says how people wrote in these posts; whether it says something
//! of posts that nobody has seen is for whoever reads the list.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use netra::evaluate::LabelledPost;
use netra::learn::{Candidate, Search, Tokens, candidates};
use netra::{Classifier, Post, Stance};

use super::ground::Ground;
use crate::exit::Fault;

/// Stands for a mention while a text is brought into normal form: no word of any post.
const PLACE: &str = "xqxsebutanxqx";

/// So the place of a mention is written in a term.
const MENTION: &str = "<c>";

/// Of the posts with the sequence, so many must be labelled with the side.
const PRECISE: f64 = 0.7;

/// In both halves of the sources the sequence must be seen so often with the side.
const SEEN_IN_HALF: u32 = 2;

/// Whether a labelled post shows what is looked for, and whether a verdict finds it.
type Looked = (
    &'static str,
    fn(&LabelledPost) -> bool,
    fn(&netra::Verdict) -> bool,
);

/// What is looked for.
const SIDES: [Looked; 3] = [
    (
        "favour",
        |post| post.stance.contains(&Stance::Favour),
        |verdict| verdict.stance.contains(&Stance::Favour),
    ),
    (
        "against",
        |post| post.stance.contains(&Stance::Against),
        |verdict| verdict.stance.contains(&Stance::Against),
    ),
    (
        "partisan-activity",
        |post| post.bans.iter().any(|ban| ban == "partisan-activity"),
        |verdict| {
            let found = |finding: &netra::Finding| finding.flagged && *finding.ban == *"partisan-activity";
            verdict.findings.iter().any(found)
        },
    ),
];

/// Words as numbers.
#[derive(Default)]
struct Words {
    numbers: HashMap<String, u32>,
    words: Vec<String>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }

    fn of(&mut self, normal: &str) -> Vec<u32> {
        normal.split_whitespace().map(|word| self.number(word)).collect()
    }

    fn term(&self, tokens: &[u32]) -> String {
        let word = |&token: &u32| match self.words[token as usize].as_str() {
            PLACE => MENTION,
            word => word,
        };
        tokens.iter().map(word).collect::<Vec<_>>().join(" ")
    }
}

/// A labelled post that names somebody.
struct Read {
    tokens: Vec<u32>,
    source: u32,
    /// Per side whether it is labelled with it, and whether the verdict finds it.
    sides: [(bool, bool); SIDES.len()],
}

/// Writes the candidates as a table that a spreadsheet opens.
pub(super) fn write(ground: &Ground, classifier: &Classifier, path: &Path) -> Result<usize, Fault> {
    let mut words = Words::default();
    let mut sources: BTreeMap<&str, u32> = BTreeMap::new();
    let mut posts = Vec::new();
    for (post, ..) in ground.labelled.iter().filter(|(post, ..)| !post.contested) {
        let next = sources.len() as u32;
        let source = *sources.entry(&post.source).or_insert(next);
        let Some((normal, verdict)) = normal(classifier, &post.post()) else {
            continue;
        };
        posts.push(Read {
            tokens: words.of(&normal),
            source,
            sides: SIDES.map(|(_, labelled, found)| (labelled(post), found(&verdict))),
        });
    }
    let mut feeds: BTreeMap<&str, Vec<Vec<u32>>> = BTreeMap::new();
    for (post, name) in ground.neutral_posts() {
        let text = normal_text(classifier, &post.text);
        feeds.entry(name).or_default().push(words.of(&text));
    }
    let mut table = csv::Writer::from_path(path)
        .map_err(|error| Fault::usage(format!("cannot write {}: {error}", path.display())))?;
    let broken = |error: csv::Error| Fault::Midway(format!("cannot write {}: {error}", path.display()));
    let mut header: Vec<String> = [
        "side",
        "term",
        "posts_with_side",
        "other_posts",
        "precision",
        "sources",
        "z",
        "missed_today",
    ]
    .map(String::from)
    .into();
    header.extend(feeds.keys().map(|name| format!("in {name}")));
    table.write_record(&header).map_err(broken)?;
    let mut written = 0;
    for (side, (name, ..)) in SIDES.iter().enumerate() {
        let tokens: Vec<Tokens<'_>> = posts
            .iter()
            .map(|post| Tokens {
                tokens: &post.tokens,
                label: post.sides[side].0,
                source: post.source,
            })
            .collect();
        for candidate in candidates(&tokens, Search::default()) {
            let Some(missed) = holds(&posts, side, &candidate) else {
                continue;
            };
            let mut row = vec![
                (*name).to_owned(),
                words.term(&candidate.tokens),
                candidate.labelled.to_string(),
                candidate.others.to_string(),
                format!("{:.2}", candidate.precision),
                candidate.labelled_sources.to_string(),
                format!("{:.1}", candidate.z),
                missed.to_string(),
            ];
            row.extend(feeds.values().map(|posts| {
                let with = posts.iter().filter(|tokens| contains(tokens, &candidate.tokens));
                with.count().to_string()
            }));
            table.write_record(&row).map_err(broken)?;
            written += 1;
        }
    }
    table
        .flush()
        .map_err(|error| Fault::Midway(format!("cannot write {}: {error}", path.display())))?;
    Ok(written)
}

/// How many labelled posts with the sequence are missed today; `None` where it is not precise, or not seen in both halves
/// of the sources.
fn holds(posts: &[Read], side: usize, candidate: &Candidate) -> Option<u32> {
    let mut halves = [0; 2];
    let mut missed = 0;
    for post in posts.iter().filter(|post| post.sides[side].0) {
        if contains(&post.tokens, &candidate.tokens) {
            halves[post.source as usize % 2] += 1;
            missed += u32::from(!post.sides[side].1);
        }
    }
    (candidate.precision >= PRECISE && halves.iter().all(|&half| half >= SEEN_IN_HALF)).then_some(missed)
}

fn contains(tokens: &[u32], sequence: &[u32]) -> bool {
    tokens.windows(sequence.len()).any(|window| window == sequence)
}

/// The text in normal form, with a place for every mention, and the verdict; `None` where nobody is named.
fn normal(classifier: &Classifier, post: &Post<'_>) -> Option<(String, netra::Verdict)> {
    let explanation = classifier.explain(post);
    let mut spans: Vec<(usize, usize)> = explanation
        .hits
        .iter()
        .filter(|hit| &*hit.signal == "contestant" && &*hit.field == "text" && hit.start < hit.end)
        .map(|hit| (hit.start, hit.end))
        .collect();
    spans.sort_unstable();
    let mut text = String::with_capacity(post.text.len());
    let mut at = 0;
    for (start, end) in &spans {
        if *start >= at {
            text.push_str(post.text.get(at..*start).unwrap_or_default());
            text.push_str(&format!(" {PLACE} "));
            at = *end;
        }
    }
    text.push_str(post.text.get(at..).unwrap_or_default());
    (at > 0).then(|| (normal_text(classifier, &text), explanation.verdict))
}

fn normal_text(classifier: &Classifier, text: &str) -> String {
    classifier.explain(&Post::text(text)).normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tokens: &[u32], source: u32, labelled: bool, found: bool) -> Read {
        Read {
            tokens: tokens.into(),
            source,
            sides: [(labelled, found); SIDES.len()],
        }
    }

    #[test]
    fn a_sequence_must_hold_in_both_halves_of_the_sources() {
        let candidate = Candidate {
            tokens: vec![1, 2],
            labelled: 4,
            others: 0,
            labelled_sources: 2,
            other_sources: 0,
            precision: 1.0,
            log_odds: 1.0,
            z: 3.0,
        };
        let both = [
            read(&[1, 2], 0, true, false),
            read(&[1, 2, 3], 0, true, true),
            read(&[0, 1, 2], 1, true, false),
            read(&[1, 2], 3, true, true),
            read(&[1, 2], 3, false, false),
        ];
        assert_eq!(holds(&both, 0, &candidate), Some(2));
        assert_eq!(holds(&both[..3], 0, &candidate), None);
        let weak = Candidate {
            precision: 0.5,
            ..candidate
        };
        assert_eq!(holds(&both, 0, &weak), None);
    }

    #[test]
    fn a_mention_becomes_a_place_and_the_rest_the_normal_form() {
        let classifier = Classifier::new();
        let (text, _) =
            normal(&classifier, &Post::text("Gaskeun dukung Ganjar-Mahfud bangettt!")).expect("named");
        let mut words = Words::default();
        let tokens = words.of(&text);
        assert!(words.term(&tokens).contains("dukung <c> bang"), "{text}");
        assert!(normal(&classifier, &Post::text("Sarapan bubur.")).is_none());
    }
}
