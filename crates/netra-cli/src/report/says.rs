//! What the person who asked for a report hears about it.

use super::page::Page;

/// Lines, the most important first.
pub(crate) fn says(page: &Page) -> Vec<String> {
    let totals = &page.totals;
    let mut says = vec![format!(
        "{} leads from {} verdicts",
        totals.leads, totals.verdicts
    )];
    let mut say = |count: usize, text: &str| {
        if count > 0 {
            says.push(format!("{count} {text}"));
        }
    };
    say(totals.settled, "settled posts are left out");
    say(
        totals.settled_elsewhere,
        "settled ids are not among the flagged posts of this run",
    );
    say(
        totals.without_text,
        "leads come without their text: score with --keep text,time,region,platform, or name the posts with --posts",
    );
    say(
        totals.other_text,
        "posts are not the ones that were judged (their evidence is not in them); their texts are left out",
    );
    say(
        totals.unasked,
        "leads could not be judged again to the same verdict, so what they hang on is not shown: give the options and the lexicon of `netra score`, and all fields of the posts",
    );
    let same_id = usize::try_from(totals.same_id).unwrap_or(usize::MAX);
    say(
        same_id,
        "leads share their id with another: marks and joined posts cannot tell them apart",
    );
    say(
        totals.contradicted_marks,
        "leads are marked differently in two files; the later file counts",
    );
    if let Some(precision) = &page.precision {
        let all = &precision.all;
        if let Some(share) = all.share {
            says.push(format!(
                "reviewers confirmed {} of {} leads: precision {share:.2} (95 %: {:.2}–{:.2}), {} unclear",
                all.confirmed,
                all.decided(),
                all.low,
                all.high,
                all.unclear
            ));
        }
    }
    says
}
