//! From labelled posts to numbered features: what the engine weighed, not what the posts say.

use std::collections::BTreeMap;

use netra::evaluate::LabelledPost;
use netra::{Classifier, Explanation, Post, Stance};

/// What a feature stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    /// A group, by `signal/group`.
    Group(String),
    /// What a term adds to its group.
    Term(String, String),
}

/// What is known of a post.
#[derive(Clone, Debug, Default)]
pub(super) struct Label {
    pub(super) favour: bool,
    pub(super) against: bool,
    pub(super) bans: Vec<String>,
    pub(super) disputed: Vec<String>,
}

/// The best ledger of a ban.
#[derive(Debug)]
pub(super) struct Act {
    /// The rule's points.
    pub(super) start: i32,
    /// What the side taken adds, by judged points.
    pub(super) side: i32,
    /// Features of guards that stand too far from the act to speak about it.
    pub(super) beyond: Vec<u32>,
}

/// One labelled post.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) label: Label,
    pub(super) weight: f32,
    pub(super) natural: bool,
    pub(super) source: u32,
    /// Whether a stance ledger was opened.
    pub(super) open: bool,
    /// The entries of the stance ledgers.
    pub(super) stance: Vec<u32>,
    /// Per ban: what its best ledger holds beside the entries: the rule's points, and the side taken by judged points.
    pub(super) acts: BTreeMap<String, Act>,
}

/// What is known of a feature.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) favour: i32,
    pub(super) against: i32,
    pub(super) act: i32,
    pub(super) posts: u32,
    pub(super) guard: bool,
}

/// All labelled posts with their features.
#[derive(Debug, Default)]
pub(super) struct Examples {
    pub(super) examples: Vec<Example>,
    pub(super) features: Vec<Feature>,
    pub(super) known: Vec<Known>,
    numbers: BTreeMap<Feature, u32>,
    sources: BTreeMap<String, u32>,
}

impl Examples {
    /// Judges a labelled post and keeps what was weighed.
    pub(super) fn add(&mut self, classifier: &Classifier, post: &LabelledPost, weight: f32, natural: bool) {
        // A label that its annotator called a coin toss counts half.
        let weight = if post.certainty == Some(1) {
            weight / 2.0
        } else {
            weight
        };
        let label = Label {
            favour: post.stance.contains(&Stance::Favour),
            against: post.stance.contains(&Stance::Against),
            bans: post.bans.clone(),
            disputed: post.bans_disputed.clone(),
        };
        let weight = if post.contested { 0.0 } else { weight };
        self.keep(
            &classifier.explain(&post.post()),
            label,
            weight,
            natural,
            &post.source,
        );
    }

    /// A post of a feed that takes no side; one that names nobody teaches nothing.
    pub(super) fn add_quiet(&mut self, classifier: &Classifier, post: &Post<'_>, source: &str, weight: f32) {
        let explanation = classifier.explain(post);
        if explanation.open || !explanation.ledgers.is_empty() {
            self.keep(&explanation, Label::default(), weight, false, source);
        }
    }

    fn keep(&mut self, explanation: &Explanation, label: Label, weight: f32, natural: bool, source: &str) {
        let sources = self.sources.len() as u32;
        let source = *self.sources.entry(source.to_owned()).or_insert(sources);
        // What follows from the totals cannot be fitted with them.
        let given = |entry: &netra::Weighed| entry.group != "contestant/one-sided";
        let numbers: Vec<Vec<u32>> = explanation
            .entries
            .iter()
            .map(|entry| if given(entry) { self.of(entry) } else { Vec::new() })
            .collect();
        let mut stance: Vec<u32> = numbers.iter().flatten().copied().collect();
        stance.sort_unstable();
        for &number in dedup(&stance) {
            self.known[number as usize].posts += 1;
        }
        let acts = Self::acts(explanation, &numbers);
        self.examples.push(Example {
            label,
            weight,
            natural,
            source,
            open: explanation.open,
            stance,
            acts,
        });
    }

    /// The best ledger of every ban.
    fn acts(explanation: &Explanation, numbers: &[Vec<u32>]) -> BTreeMap<String, Act> {
        let mut best: BTreeMap<&str, &netra::Opened> = BTreeMap::new();
        for ledger in &explanation.ledgers {
            let known = best.entry(&*ledger.ban).or_insert(ledger);
            if ledger.total > known.total {
                *known = ledger;
            }
        }
        best.into_iter()
            .map(|(ban, ledger)| {
                let far = |at: usize| {
                    explanation.entries[at].group.starts_with("guard:")
                        && explanation.entries[at].act != 0
                        && ledger.lines.iter().all(|(known, _)| *known != at)
                };
                let beyond = (0..numbers.len()).filter(|at| far(*at));
                let act = Act {
                    start: ledger.start,
                    side: ledger.side,
                    beyond: beyond.flat_map(|at| numbers[at].iter().copied()).collect(),
                };
                (ban.to_owned(), act)
            })
            .collect()
    }

    /// The features of an entry: its group, and its term within the group.
    fn of(&mut self, entry: &netra::Weighed) -> Vec<u32> {
        let group = self.number(Feature::Group(entry.group.clone()));
        let known = &mut self.known[group as usize];
        known.favour = entry.favour;
        known.against = entry.against;
        known.act = entry.act;
        known.guard = entry.group.starts_with("guard:");
        match &entry.term {
            Some(term) => vec![
                group,
                self.number(Feature::Term(entry.group.clone(), term.to_string())),
            ],
            None => vec![group],
        }
    }

    fn number(&mut self, feature: Feature) -> u32 {
        if let Some(&number) = self.numbers.get(&feature) {
            return number;
        }
        let number = self.features.len() as u32;
        self.numbers.insert(feature.clone(), number);
        self.features.push(feature);
        self.known.push(Known::default());
        number
    }
}

/// Each of a sorted list once.
fn dedup(sorted: &[u32]) -> impl Iterator<Item = &u32> {
    sorted.chunk_by(|a, b| a == b).filter_map(<[u32]>::first)
}
