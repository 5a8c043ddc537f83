//! Flagged posts that were read, by feed and cause. The table holds counts, no text and no post's name.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use crate::exit::Fault;

/// So many posts of a feed were flagged for one cause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    feed: String,
    /// Why, in a few words.
    cause: String,
    /// Whether flagging it was wrong.
    wrong: bool,
    posts: usize,
}

/// The file as tables: how many of the posts read were wrong by feed, then the causes, most frequent first.
pub(super) fn table(path: &Path) -> Result<String, Fault> {
    let name = path.display();
    let mut reader =
        csv::Reader::from_path(path).map_err(|error| Fault::usage(format!("cannot read {name}: {error}")))?;
    let rows: Vec<Row> = reader
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| Fault::usage(format!("{name}: {error}\n  expected: feed,cause,wrong,posts")))?;
    Ok(written(&rows))
}

fn written(rows: &[Row]) -> String {
    let mut feeds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in rows {
        let feed = feeds.entry(&row.feed).or_default();
        feed.0 += row.posts;
        feed.1 += if row.wrong { row.posts } else { 0 };
    }
    let mut out = String::from("\n| feed | flagged posts read | wrong | right |\n|---|---|---|---|\n");
    for (feed, (read, wrong)) in &feeds {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {feed} | {read} | {wrong} | {} |", read - wrong);
    }
    out.push_str("\n| cause | wrong? | posts | in |\n|---|---|---|---|\n");
    let mut causes: BTreeMap<(&str, bool), (usize, Vec<String>)> = BTreeMap::new();
    for row in rows {
        let cause = causes.entry((&row.cause, row.wrong)).or_default();
        cause.0 += row.posts;
        cause.1.push(format!("{} {}", row.feed, row.posts));
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    // The sort is stable: equals stay in the order of their names.
    causes.sort_by_key(|((_, wrong), (posts, _))| (!wrong, std::cmp::Reverse(*posts)));
    for ((cause, wrong), (posts, feeds)) in causes {
        let wrong = if wrong { "wrong" } else { "right" };
        let _ = writeln!(out, "| {cause} | {wrong} | {posts} | {} |", feeds.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_added_up_over_feeds_wrong_ones_first() {
        let row = |feed: &str, cause: &str, wrong, posts| Row {
            feed: feed.into(),
            cause: cause.into(),
            wrong,
            posts,
        };
        let rows = [
            row("a", "x", true, 2),
            row("b", "x", true, 3),
            row("a", "y", false, 9),
        ];
        let table = written(&rows);
        assert!(table.contains("| a | 11 | 2 | 9 |"), "{table}");
        assert!(table.contains("| x | wrong | 5 | a 2, b 3 |"), "{table}");
        assert!(table.find("| x |") < table.find("| y |"));
    }
}
