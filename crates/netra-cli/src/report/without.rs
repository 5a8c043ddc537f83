//! What a lead hangs on: the post judged again without each thing that counted.
//!
//! Exact or absent. A post is only asked about when the same lexicon is at hand and judging it again gives the very
//! verdict that was recorded; a post that was not carried along whole, or was judged under other options, is not.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

use netra::{Action, Author, AuthorStatus, Classifier, Post, Target, TargetKind, Verdict};

use super::carried::Carried;
use super::lead::{Lead, Without};
use super::table::Tables;
use super::verdicts::Run;

/// Changes that are told of a lead.
const MOST: usize = 4;
/// The smallest change that is told, in ten-thousandths.
const SMALLEST: u16 = 100;

/// Asks about every lead, on all cores. Comes back with how many could not be asked about.
pub(crate) fn ask(run: &mut Run, classifier: &Classifier) -> usize {
    let same_lexicon = run
        .judges
        .keys()
        .all(|(pack, _)| pack == classifier.pack_version());
    if !same_lexicon {
        return run.leads.len();
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = run.leads.len().div_ceil(cores).max(1);
    let unasked = AtomicUsize::new(0);
    let (tables, unasked_now) = (&run.tables, &unasked);
    std::thread::scope(|threads| {
        for leads in run.leads.chunks_mut(part) {
            threads.spawn(move || {
                for lead in leads {
                    match without(lead, tables, classifier) {
                        Some(told) => lead.without = told,
                        None => drop(unasked_now.fetch_add(1, Ordering::Relaxed)),
                    }
                }
            });
        }
    });
    unasked.into_inner()
}

fn without(lead: &Lead, tables: &Tables, classifier: &Classifier) -> Option<Vec<Without>> {
    let post = post(&lead.post);
    let explanation = classifier.explain_fully(&post);
    if !is_recorded(lead, tables, &explanation.verdict) {
        return None;
    }
    let told = explanation
        .counterfactuals
        .iter()
        .filter(|one| one.distance() >= SMALLEST)
        .filter_map(|one| {
            // A shape of the whole post has no words that a reader could think away.
            let place = one.places.first()?;
            Some(Without {
                field: place.field.clone(),
                start: place.start,
                end: place.end,
                quote: Box::from(place.text.as_str()),
                is_contestant: *one.signal == *"contestant",
                after: one.after.ten_thousandths(),
                flagged: one.flagged,
            })
        });
    Some(told.take(MOST).collect())
}

/// Whether a verdict is the one that was recorded.
fn is_recorded(lead: &Lead, tables: &Tables, verdict: &Verdict) -> bool {
    verdict.flagged
        && verdict.score.ten_thousandths() == lead.score
        && verdict.findings.len() == lead.findings.len()
        && verdict.findings.iter().zip(&lead.findings).all(|(now, then)| {
            *now.ban == *tables.bans.word(then.ban)
                && now.flagged == then.flagged
                && now.score.ten_thousandths() == then.score
                && now.ledger.total == then.total
                && now.contestant.as_deref() == then.contestant.map(|id| tables.contestants.word(id))
        })
}

/// The post as far as it was carried along.
fn post(carried: &Carried) -> Post<'_> {
    let get = |name: &str| carried.get(name).map(Cow::Borrowed);
    let mut post = Post::text(carried.get("text").unwrap_or_default());
    post.action = carried.get("action").and_then(Action::parse).unwrap_or_default();
    post.time = get("time");
    post.region = get("region");
    post.media_text = get("media_text");
    let target = Target {
        account: get("target.account"),
        name: get("target.name"),
        text: get("target.text"),
        kind: carried.get("target.kind").and_then(TargetKind::parse),
    };
    post.target = (target != Target::default()).then_some(target);
    let author = Author {
        account: get("author.account"),
        name: get("author.name"),
        bio: get("author.bio"),
        status: carried.get("author.status").and_then(AuthorStatus::parse),
    };
    post.author = (author != Author::default()).then_some(author);
    post
}
