//! What each reading step brings, and what it costs: everything again without it.

use std::fmt::Write as _;
use std::thread;

use netra::normalise::ReadBy;
use netra::{Classifier, Post, Scratch};

use crate::feeds::Feed;
use crate::hide::Hidden;
use crate::tables::{self, Read};

/// What was found in a feed.
#[derive(Clone, Copy, Default)]
struct Found {
    /// Posts that are flagged.
    flagged: usize,
    /// Posts in which somebody is named.
    named: usize,
}

fn look(classifier: &Classifier, feed: &Feed) -> Found {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = feed.texts.len().div_ceil(threads).max(1);
    let one = |texts: &[String]| {
        let mut scratch = Scratch::new();
        let mut found = Found::default();
        for text in texts {
            let verdict = classifier.classify_with(&mut scratch, &Post::text(text.as_str()));
            found.flagged += usize::from(verdict.flagged);
            found.named += usize::from(!verdict.contestants.is_empty());
        }
        found
    };
    thread::scope(|scope| {
        let one = &one;
        let running: Vec<_> = feed
            .texts
            .chunks(share)
            .map(|texts| scope.spawn(move || one(texts)))
            .collect();
        let mut all = Found::default();
        for thread in running {
            let found = thread.join().unwrap();
            all.flagged += found.flagged;
            all.named += found.named;
        }
        all
    })
}

fn without(readings: ReadBy) -> Classifier {
    Classifier::builder().without(readings).build().unwrap()
}

pub(crate) fn table(hidden: &[Hidden], whole: &[Read], feeds: &[Feed]) -> String {
    let with: Vec<Found> = feeds
        .iter()
        .map(|feed| look(&without(ReadBy::NONE), feed))
        .collect();
    let mut page = String::from("\n## By reading step\n\n");
    page.push_str("Every step switched off by itself, *without → with* it: posts flagged, and posts in which somebody is named.\n");
    page.push_str("Everyday posts and news should hardly be flagged at all; what a step adds there are false alarms until they are\n");
    page.push_str("read. What it adds among political posts is mostly what it is for.\n\n| step | hidden sentences found only with it |");
    for feed in feeds {
        let _ = write!(
            page,
            " {}: flagged of {} | {}: named |",
            feed.name,
            feed.texts.len(),
            feed.name
        );
    }
    page.push_str(" what follows |\n|---|---:|");
    page.push_str(&"---:|".repeat(feeds.len() * 2));
    page.push_str("---|\n");
    for (step, name) in ReadBy::NAMES {
        let off = tables::read(&crate::classifier(step), hidden);
        let brought = whole
            .iter()
            .zip(&off)
            .filter(|(with, without)| with.found && !without.found)
            .count();
        let _ = write!(page, "| {name} | {brought} |");
        let classifier = without(step);
        let mut alarms = 0;
        for (feed, with) in feeds.iter().zip(&with) {
            let found = look(&classifier, feed);
            let _ = write!(
                page,
                " {} → {} | {} → {} |",
                found.flagged, with.flagged, found.named, with.named
            );
            if feed.name != "political" {
                alarms += with.flagged.saturating_sub(found.flagged);
            }
        }
        let _ = writeln!(page, " {} |", follows(brought, alarms));
    }
    page
}

/// In words: a step that brings nothing, or whose false alarms outweigh what it brings, is to be bounded or dropped.
/// One false alarm outweighs ten made sentences: those are many because they are made, it happened to somebody.
fn follows(brought: usize, alarms: usize) -> &'static str {
    match (brought, alarms) {
        (0, 0) => "nothing seen here speaks for it or against it",
        (brought, alarms) if brought < alarms * 10 => "costs more than it brings: bound it",
        (_, 0) => "stays: no false alarm",
        _ => "stays: brings more than it costs",
    }
}
