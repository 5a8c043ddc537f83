//! Judges a post again without each thing that was weighed in it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Classifier, Scratch, evidence};
use crate::explain::{Counterfactual, Cut, Explanation, Hit, Part, Weighed};
use crate::post::{Post, Target};
use crate::reading::Field;

/// So many things are left out, the heaviest first: a long post must not cost the square of its length.
const MOST: usize = 32;

/// Something that was read, with every place where it stands.
struct Asked<'e> {
    signal: &'e Arc<str>,
    term: &'e Arc<str>,
    weight: u32,
    hits: Vec<&'e Hit>,
}

impl Classifier {
    /// Like [`Classifier::explain`], with the counterfactuals: the post is judged again without each contestant, term
    /// and guard that counted (the 32 heaviest), so this costs up to 33 verdicts. Largest change first.
    ///
    /// ```
    /// use netra::{Classifier, Post};
    /// let post = Post::text("Ayo menangkan Prabowo-Gibran!");
    /// let explanation = Classifier::new().explain_fully(&post);
    /// let without = &explanation.counterfactuals[0];
    /// assert!(without.after < without.before);
    /// ```
    #[must_use]
    pub fn explain_fully(&self, post: &Post<'_>) -> Explanation {
        let mut explanation = self.explain(post);
        explanation.counterfactuals = self.counterfactuals(post, &explanation);
        explanation
    }

    fn counterfactuals(&self, post: &Post<'_>, explanation: &Explanation) -> Vec<Counterfactual> {
        let mut scratch = Scratch::default();
        let mut seen = Vec::new();
        for asked in asked(explanation) {
            let mut places: Vec<Cut> = Vec::new();
            for hit in &asked.hits {
                self.cut(post, explanation, hit, &mut places);
            }
            // Two signals may read the same words; cutting them twice says nothing new.
            if seen.iter().any(|known: &Counterfactual| known.places == places) {
                continue;
            }
            let shorter = self.shortened(post, &places);
            let after = self.classify_with(&mut scratch, &shorter);
            let what = (Arc::clone(asked.signal), Arc::clone(asked.term));
            seen.push(Counterfactual::new(what, places, &explanation.verdict, after));
        }
        for shape in self.shapes(explanation) {
            let Some(classifier) = self.without(&Part::Group(shape.group.clone())) else {
                continue;
            };
            let after = classifier.classify_with(&mut scratch, post);
            let (signal, group) = shape.group.split_once('/').unwrap_or((&shape.group, ""));
            let what = (Arc::from(signal), Arc::from(group));
            seen.push(Counterfactual::new(what, Vec::new(), &explanation.verdict, after));
        }
        // The sort is stable: equals stay in the order of their weight.
        seen.sort_by_key(|one| std::cmp::Reverse(one.distance()));
        seen
    }

    /// The entries that stand for the whole post.
    fn shapes<'e>(&self, explanation: &'e Explanation) -> impl Iterator<Item = &'e Weighed> {
        let shapes: Vec<&str> = self
            .pack
            .shapes
            .iter()
            .map(|&(_, group)| &*self.pack.groups[group as usize].id)
            .collect();
        let mut known: Vec<&str> = Vec::new();
        explanation.entries.iter().filter(move |entry| {
            let id = entry.group.split_once('/').map_or("", |(_, id)| id);
            let fresh = entry.term.is_none() && shapes.contains(&id) && !known.contains(&&*entry.group);
            if fresh {
                known.push(&entry.group);
            }
            fresh && (entry.favour, entry.against, entry.act) != (0, 0, 0)
        })
    }

    fn field(&self, name: &str) -> Option<Field> {
        FIELDS
            .into_iter()
            .find(|&field| *self.pack.field_name(field) == *name)
    }

    /// The words of a hit. Names within a phrase stay: they are asked about by themselves. A hit that is nothing but a
    /// name is cut whole.
    fn cut(&self, post: &Post<'_>, explanation: &Explanation, hit: &Hit, places: &mut Vec<Cut>) {
        let Some(field) = self.field(&hit.field) else {
            return;
        };
        let whole = evidence::text(post, field);
        let mut pieces = Vec::new();
        let mut from = hit.start;
        let names = explanation.hits.iter().filter(|other| {
            *other.signal == *"contestant" && other.field == hit.field && other.end > hit.start
        });
        for name in names.filter(|name| name.start < hit.end && *hit.signal != *"contestant") {
            if from < name.start {
                pieces.push((from, name.start));
            }
            from = from.max(name.end);
        }
        if from < hit.end {
            pieces.push((from, hit.end));
        }
        if pieces
            .iter()
            .all(|&(start, end)| trimmed(whole, start, end).is_none())
        {
            pieces = vec![(hit.start, hit.end)];
        }
        for (start, end) in pieces {
            let Some((start, end)) = trimmed(whole, start, end) else {
                continue;
            };
            let cut = Cut {
                field: Arc::clone(&hit.field),
                start,
                end,
                text: whole[start..end].to_owned(),
            };
            if !places.contains(&cut) {
                places.push(cut);
            }
        }
    }

    /// The post without these words.
    fn shortened<'p>(&self, post: &Post<'p>, places: &[Cut]) -> Post<'p> {
        let mut shorter = post.clone();
        for field in FIELDS {
            let name = self.pack.field_name(field);
            let mut cuts: Vec<(usize, usize)> = places
                .iter()
                .filter(|place| place.field == name)
                .map(|place| (place.start, place.end))
                .collect();
            if cuts.is_empty() {
                continue;
            }
            cuts.sort_unstable();
            let text = without(evidence::text(post, field), &cuts);
            let text = Cow::Owned(text);
            let target = shorter.target.get_or_insert_with(Target::default);
            match field {
                Field::Text => shorter.text = text,
                Field::MediaText => shorter.media_text = Some(text),
                Field::TargetText => target.text = Some(text),
                Field::TargetAccount => target.account = Some(text),
                Field::TargetName => target.name = Some(text),
            }
        }
        if post.target.is_none() {
            shorter.target = None;
        }
        shorter
    }
}

/// Where a negation and what it negates stand among the weights; the choice of the heaviest hangs on it, no score does.
const NEGATION: u32 = 12;

const FIELDS: [Field; 5] = [
    Field::Text,
    Field::MediaText,
    Field::TargetText,
    Field::TargetAccount,
    Field::TargetName,
];

/// A stretch without the white space and the marks at its ends; nothing where nothing else is in it.
fn trimmed(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let piece = text.get(start..end)?;
    let blank = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '&' | ',' | '#' | '@');
    let front = piece.len() - piece.trim_start_matches(blank).len();
    let back = piece.trim_end_matches(blank).len();
    (front < back).then_some((start + front, start + back))
}

/// A text without these stretches, which are sorted and may overlap.
fn without(text: &str, cuts: &[(usize, usize)]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for &(start, end) in cuts {
        kept.push_str(text.get(from..start).unwrap_or_default());
        from = from.max(end);
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

/// What may be asked about: contestants, terms that count, and the words that negate one. Heaviest first.
fn asked(explanation: &Explanation) -> Vec<Asked<'_>> {
    let negated = explanation.hits.iter().any(|hit| hit.negated);
    let weight = |hit: &Hit| {
        let path = format!("{}/{}", hit.signal, hit.group);
        let own = explanation
            .entries
            .iter()
            .filter(|entry| entry.group == path && entry.term.as_ref() == Some(&hit.term))
            .map(heaviest)
            .max();
        match () {
            () if *hit.signal == *"contestant" => Some(u32::MAX),
            // A negated term counts under what its negation makes of it, and the negator only through that.
            () if hit.negated || (negated && *hit.signal == *"guard:negation") => own.max(Some(NEGATION)),
            () => own,
        }
    };
    let mut asked: Vec<Asked<'_>> = Vec::new();
    for hit in &explanation.hits {
        let known = asked
            .iter_mut()
            .find(|one| *one.signal == hit.signal && *one.term == hit.term);
        if let Some(known) = known {
            known.hits.push(hit);
        } else if let Some(weight) = weight(hit).filter(|&weight| weight > 0) {
            asked.push(Asked {
                signal: &hit.signal,
                term: &hit.term,
                weight,
                hits: vec![hit],
            });
        }
    }
    asked.sort_by_key(|one| std::cmp::Reverse(one.weight));
    asked.truncate(MOST);
    asked
}

fn heaviest(entry: &Weighed) -> u32 {
    let points = [entry.favour, entry.against, entry.act];
    points.into_iter().map(i32::unsigned_abs).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_words_are_cut_once() {
        assert_eq!(without("satu dua tiga", &[(0, 4), (2, 8)]), " tiga");
        assert_eq!(without("satu", &[]), "satu");
        assert_eq!(without("ayo é ya", &[(4, 6)]), "ayo  ya");
    }

    #[test]
    fn a_counterfactual_is_the_verdict_of_the_shortened_post() {
        let classifier = Classifier::new();
        let text = "Ayo menangkan Prabowo-Gibran, jangan golput!";
        let post = Post::text(text);
        let explanation = classifier.explain_fully(&post);
        assert!(explanation.verdict.flagged);
        let with_words = |one: &&Counterfactual| !one.places.is_empty();
        assert!(explanation.counterfactuals.iter().filter(with_words).count() >= 2);
        for one in explanation.counterfactuals.iter().filter(with_words) {
            let cuts: Vec<(usize, usize)> = one.places.iter().map(|cut| (cut.start, cut.end)).collect();
            for cut in &one.places {
                assert_eq!(text[cut.start..cut.end], cut.text);
            }
            let shorter = without(text, &cuts);
            let again = classifier.classify(&Post::text(shorter.as_str()));
            assert_eq!(again.score, one.after, "{shorter}");
            assert_eq!(again.flagged, one.flagged, "{shorter}");
        }
        let named = explanation
            .counterfactuals
            .iter()
            .find(|one| *one.signal == *"contestant" && !one.places.is_empty())
            .expect("the contestant");
        assert!(named.after < named.before);
    }

    #[test]
    fn shapes_are_left_out_by_their_group() {
        let classifier = Classifier::new();
        let post = Post::text("Dukung Anies-Muhaimin sampai menang!!!");
        let explanation = classifier.explain_fully(&post);
        for one in explanation
            .counterfactuals
            .iter()
            .filter(|one| one.places.is_empty())
        {
            let part = Part::Group(format!("{}/{}", one.signal, one.term));
            let verdict = classifier.without(&part).expect("a group").classify(&post);
            assert_eq!(verdict.score, one.after);
        }
        assert!(
            explanation
                .counterfactuals
                .iter()
                .any(|one| one.places.is_empty())
        );
    }
}
