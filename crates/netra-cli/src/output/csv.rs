//! CSV: one verdict a row, for spreadsheets. Lists are joined with `|`; the column `findings` holds the findings of
//! the record as JSON, so that nothing is lost.

use std::borrow::Cow;

use netra::Verdict;

use super::{Format, Judged};

/// CSV.
pub(crate) struct Csv;

const COLUMNS: [&str; 15] = [
    "id",
    "flagged",
    "score",
    "stance",
    "bans",
    "contestants",
    "period",
    "evidence",
    "mitigating",
    "suppressed",
    "notes",
    "policy",
    "pack",
    "engine",
    "findings",
];

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn header(&self, keep: &[String]) -> Vec<u8> {
        let kept = keep.iter().map(|name| format!("post.{name}"));
        row(COLUMNS
            .iter()
            .map(|name| Cow::Borrowed(*name))
            .chain(kept.map(Cow::Owned)))
    }

    fn append(&self, out: &mut Vec<u8>, judged: &Judged<'_>) {
        let cells = cells(judged.verdict);
        let kept = judged
            .kept
            .iter()
            .map(|value| value.as_deref().map_or(Cow::Borrowed(""), bare));
        out.extend_from_slice(&row(std::iter::once(bare(judged.id))
            .chain(cells.map(Cow::Owned))
            .chain(kept)));
    }
}

/// The cells between the id and the fields to keep.
fn cells(verdict: &Verdict) -> impl Iterator<Item = String> {
    let flagged = || verdict.findings.iter().filter(|finding| finding.flagged);
    let evidence = flagged()
        .flat_map(|finding| &finding.ledger.evidence)
        .map(|hit| hit.text.as_str());
    [
        verdict.flagged.to_string(),
        verdict.score.get().to_string(),
        joined(verdict.stance.iter().map(|stance| stance.as_str())),
        joined(flagged().map(|finding| &*finding.ban)),
        joined(verdict.contestants.iter().map(|named| &*named.id)),
        joined(flagged().filter_map(|finding| finding.period.as_deref())),
        joined(evidence),
        joined(verdict.mitigating.iter().map(|guard| &*guard.guard)),
        joined(verdict.suppressed.iter().map(|finding| &*finding.ban)),
        joined(verdict.notes.iter().map(|note| &**note)),
        joined(verdict.policy.iter().map(|policy| &**policy)),
        verdict.pack.to_string(),
        verdict.engine.to_string(),
        serde_json::to_string(&verdict.findings).unwrap_or_default(),
    ]
    .into_iter()
}

/// Joined with bars, each once, in order of appearance.
fn joined<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen.join("|")
}

/// A JSON value as a cell: a string without its quotation marks, anything else as it is.
fn bare(json: &str) -> Cow<'_, str> {
    if json.starts_with('"') {
        serde_json::from_str::<String>(json).map_or(Cow::Borrowed(json), Cow::Owned)
    } else if json == "null" {
        Cow::Borrowed("")
    } else {
        Cow::Borrowed(json)
    }
}

fn row<'c>(cells: impl Iterator<Item = Cow<'c, str>>) -> Vec<u8> {
    let mut row = Vec::new();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            row.push(b',');
        }
        if memchr::memchr3(b'"', b',', b'\n', cell.as_bytes()).is_some() || cell.contains('\r') {
            row.push(b'"');
            row.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            row.push(b'"');
        } else {
            row.extend_from_slice(cell.as_bytes());
        }
    }
    row.push(b'\n');
    row
}
