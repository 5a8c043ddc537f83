//! Plain sentences: a term or a contestant in a frame, and where in it what is to be hidden stands.

use std::collections::BTreeMap;
use std::ops::Range;

use netra::evaluate::SplitMix64;
use netra::lexicon::{Atom, EntryFile, expand};
use netra::{Classifier, Lexicon, Post};

/// Who is named: made-up contestants of a made-up election, a name that counts alone and the name of a pair.
pub(crate) const NAMED: [&str; 8] = [
    "wayan lentera",
    "sekar arum",
    "wayan sekar",
    "tirta gumilang",
    "tirta laras",
    "bayu samudra",
    "intan purnama",
    "bayu intan",
];
/// The same with a title before them.
const TITLED: [&str; 6] = [
    "pak wayan",
    "bu sekar",
    "pak tirta",
    "bu laras",
    "pak bayu",
    "bu intan",
];
/// A party of theirs.
const PARTY: &str = "partai awan";

/// What stands around; none of it means anything to the lexicon.
const FRAMES: [(&str, &str); 5] = [
    ("", ""),
    ("Pagi semua, ", " ya"),
    ("Sudah sore: ", "."),
    ("", " di kampung kami"),
    ("Hujan lagi 🌧 ", " 😊"),
];

/// So many terms of a class are tried, spread over its groups.
const TERMS: usize = 60;

/// A plain sentence with what netra finds in it.
pub(crate) struct Sentence {
    /// The signal or guard; `contestant` for names.
    pub(crate) class: String,
    pub(crate) before: &'static str,
    /// What is to be hidden.
    pub(crate) core: String,
    pub(crate) after: String,
    /// Group and term of the hit in the plain sentence.
    pub(crate) hit: (String, String),
}

impl Sentence {
    /// The sentence with this in place of its core, and where that stands.
    pub(crate) fn with(&self, core: &str) -> (String, Range<usize>) {
        let start = self.before.len();
        let text = format!("{}{core}{}", self.before, self.after);
        (text, start..start + core.len())
    }
}

/// Every sentence in which netra finds, when it is plain, what it was made for.
pub(crate) fn all(classifier: &Classifier) -> Vec<Sentence> {
    let mut random = SplitMix64::new(2031);
    let mut sentences = Vec::new();
    for (class, mut phrases) in phrases() {
        while phrases.len() > TERMS {
            phrases.swap_remove(random.below(phrases.len()));
        }
        phrases.sort_unstable();
        // Names are few: each goes into every frame.
        let frames = if class == "contestant" { FRAMES.len() } else { 1 };
        for (core, turn) in phrases
            .into_iter()
            .flat_map(|core| (0..frames).map(move |turn| (core.clone(), turn)))
        {
            let (before, after) = if frames > 1 {
                FRAMES[turn]
            } else {
                FRAMES[random.below(FRAMES.len())]
            };
            // A term that names nobody gets somebody behind it every second time.
            let named = class != "contestant" && !core.contains("wayan") && random.below(2) == 0;
            let after = if named {
                format!(" {}{after}", NAMED[random.below(NAMED.len())])
            } else {
                after.to_owned()
            };
            sentences.extend(found(classifier, &class, before, core, after));
        }
    }
    sentences
}

fn found(
    classifier: &Classifier,
    class: &str,
    before: &'static str,
    core: String,
    after: String,
) -> Option<Sentence> {
    let mut sentence = Sentence {
        class: class.to_owned(),
        before,
        core,
        after,
        hit: Default::default(),
    };
    let (text, place) = sentence.with(&sentence.core);
    let hits = classifier.explain(&Post::text(text.as_str())).hits;
    let hit = hits
        .iter()
        .filter(|hit| *hit.signal == *class && hit.start < place.end && place.start < hit.end)
        .max_by_key(|hit| hit.end - hit.start)?;
    sentence.hit = (hit.group.to_string(), hit.term.to_string());
    Some(sentence)
}

/// Phrases of plain words, by class: what every term of the lexicon stands for, one alternative each, with somebody in
/// its places; and the names.
fn phrases() -> BTreeMap<String, Vec<String>> {
    let mut phrases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let names = NAMED.iter().chain(&TITLED).map(|name| (*name).to_owned());
    phrases.insert("contestant".to_owned(), names.collect());
    let mut random = SplitMix64::new(45);
    for source in Lexicon::embedded().sources() {
        if !source.path.starts_with("signals/") && !source.path.starts_with("guards/") {
            continue;
        }
        let file: EntryFile = toml::from_str(&source.text).unwrap();
        for group in &file.group {
            let class = match (&group.signal, &group.guard) {
                (None, None) => (file.signal.clone(), file.guard.clone()),
                own => (own.0.clone(), own.1.clone()),
            };
            let class = match class {
                (Some(signal), _) => signal,
                (None, Some(guard)) => format!("guard:{guard}"),
                (None, None) => continue,
            };
            for term in &group.terms {
                let alternatives = expand(term.get_ref()).unwrap();
                let phrase = &alternatives[random.below(alternatives.len())];
                let words: Vec<&str> = phrase
                    .iter()
                    .map(|atom| match atom {
                        Atom::Word(word) => word,
                        Atom::Forms(root) => root,
                        Atom::Contestant => NAMED[random.below(NAMED.len())],
                        Atom::Party => PARTY,
                        Atom::Number => "2",
                    })
                    .collect();
                let words = words.join(" ");
                // Emoji, tags and accounts are no words that somebody could write otherwise.
                if words
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
                {
                    phrases.entry(class.clone()).or_default().push(words);
                }
            }
        }
    }
    for phrases in phrases.values_mut() {
        phrases.sort_unstable();
        phrases.dedup();
    }
    phrases
}
