//! What lies behind a page: everything that was read, and what came near.

use netra::{Counterfactual, Explanation, Post};

use super::flow::{Flow, Ink, Run};
use super::marked::visible;
use super::words::{field_name, indonesian, percent, shape, shortened};

fn heading(flow: &mut Flow, text: &str) {
    flow.gap();
    flow.lines(0, 0, &[(Ink::Strong, text.to_owned())]);
}

/// Rules that nearly fired: a reader of a clean page wants to know how far off it was.
pub(crate) fn near_misses(flow: &mut Flow, explanation: &Explanation) {
    if explanation.near_misses.is_empty() {
        return;
    }
    heading(flow, "Yang mendekati, tetapi di bawah ambang");
    for near in &explanation.near_misses {
        let text = format!(
            "{}: {} poin, peluang {}",
            near.ban,
            near.total,
            percent(near.score.get())
        );
        flow.lines(
            2,
            4,
            &[
                (Ink::Plain, text),
                (Ink::Faint, format!(" (aturan {})", near.rule)),
            ],
        );
    }
}

/// So many of the things without which the verdict would be another are told.
const MOST_TOLD: usize = 6;

/// What the verdict would be without words that counted: whoever is judged sees what it hangs on.
pub(crate) fn counterfactuals(flow: &mut Flow, explanation: &Explanation) {
    let telling: Vec<&Counterfactual> = explanation
        .counterfactuals
        .iter()
        .filter(|one| one.distance() >= SMALLEST_TOLD)
        .take(MOST_TOLD)
        .collect();
    if telling.is_empty() {
        return;
    }
    heading(flow, "Seandainya tidak ada");
    for one in telling {
        let mut runs: Vec<Run> = Vec::new();
        match one.places.first() {
            Some(place) => {
                let text = visible(&place.text).replace('\n', " ");
                runs.push((Ink::Plain, format!("“{}”", shortened(&text))));
                if one.places.len() > 1 {
                    runs.push((Ink::Faint, format!(" ({} ×)", one.places.len())));
                }
            }
            None => runs.push((Ink::Plain, format!("bentuk tulisan ({})", shape(&one.term)))),
        }
        let change = format!(
            ": peluang {} → {}",
            percent(one.before.get()),
            percent(one.after.get())
        );
        runs.push((Ink::Strong, change));
        if one.flagged != explanation.verdict.flagged {
            let what = if one.flagged { "ditandai" } else { "tidak ditandai" };
            runs.push((Ink::Plain, format!(", {what}")));
        }
        flow.lines(2, 4, &runs);
    }
}

/// A change of less than one in a hundred is not told on the page; the JSON has it.
const SMALLEST_TOLD: u16 = 100;

/// Every hit, also those that decided nothing.
pub(crate) fn hits(flow: &mut Flow, post: &Post<'_>, explanation: &Explanation) {
    heading(flow, "Yang terbaca");
    flow.lines(
        2,
        4,
        &[(
            Ink::Faint,
            format!("bentuk baku: {}", shortened(&visible(&explanation.normal))),
        )],
    );
    for hit in &explanation.hits {
        let cut = post
            .field(&hit.field)
            .and_then(|text| text.get(hit.start..hit.end));
        let mut runs: Vec<Run> = Vec::new();
        if let Some(cut) = cut.filter(|cut| !cut.is_empty()) {
            let text = visible(cut).replace('\n', " ");
            runs.push((Ink::Plain, format!("“{}” ", shortened(&text))));
        }
        runs.push((Ink::Strong, indonesian(&hit.signal).into_owned()));
        runs.push((Ink::Plain, format!(" {}", hit.group)));
        if !hit.term.is_empty() {
            runs.push((Ink::Plain, format!(": {}", hit.term)));
        }
        for (name, points) in [
            ("memihak", hit.favour),
            ("menentang", hit.against),
            ("perbuatan", hit.act),
        ] {
            if points != 0 {
                runs.push((Ink::Plain, format!(", {name} {points:+}")));
            }
        }
        if hit.negated {
            runs.push((Ink::Guard, ", diingkari".to_owned()));
        }
        if *hit.field != *"text" {
            runs.push((Ink::Faint, format!(" [{}]", field_name(&hit.field))));
        }
        flow.lines(2, 4, &runs);
    }
}
