//! What the page's script is given: the words that leads share, the rows of the list, and the details in pieces.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::data::{Block, CHUNK};
use super::marks::{self, Marks};
use super::names::{Label, Names};
use super::row::{Detail, Row};
use super::table;
use super::veil::Veil;
use super::verdicts::Run;
use super::words;
use crate::exit::Fault;

/// The data of the page.
pub(crate) fn blocks(
    run: &Run,
    names: &Names,
    veil: &Veil,
    words: &BTreeMap<String, Label>,
    marks: &Marks,
    rows: &[Row],
    details: &[Detail],
) -> Result<Vec<Block>, Fault> {
    let tables = &run.tables;
    let labels = |table: &table::Table| table.words().map(words::label).collect::<Vec<_>>();
    let plain = |table: &table::Table| table.words().map(str::to_owned).collect::<Vec<_>>();
    let named = |table: &table::Table, name: &dyn Fn(&str) -> Label| {
        table
            .words()
            .map(|word| (word.to_owned(), name(word)))
            .collect::<Vec<_>>()
    };
    let citations: Vec<Vec<&str>> = tables
        .citations
        .words()
        .map(|word| word.split(table::Tables::BAR).collect())
        .collect();
    let statuses: BTreeMap<&str, Label> = citations
        .iter()
        .filter_map(|citation| citation.last().map(|status| (*status, words::label(status))))
        .collect();
    let marked: BTreeMap<&str, &marks::Mark> = rows
        .iter()
        .filter_map(|row| Some((row.0.as_str(), marks.of(&row.0)?)))
        .collect();
    let mut key = Sha256::new();
    for row in rows {
        key.update(row.0.as_bytes());
        key.update([0]);
    }
    let key: String = key
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let shared = serde_json::json!({
        "key": key,
        "chunk": CHUNK,
        "bans": named(&tables.bans, &|id| names.ban(id)),
        "contestants": named(&tables.contestants, &|id| names.contestant(id, &run.names)),
        "periods": labels(&tables.periods),
        "classes": tables.classes.words().map(|id| names.class(id)).collect::<Vec<_>>(),
        "citations": citations,
        "citationStatuses": statuses,
        "signals": labels(&tables.signals),
        "guards": labels(&tables.guards),
        "terms": tables.terms.words().map(words::term).collect::<Vec<_>>(),
        "readings": labels(&tables.readings),
        "fields": named(&tables.fields, &words::field),
        "notes": tables.notes.words().map(|note| words::note(note, words)).collect::<Vec<_>>(),
        "policies": plain(&tables.policies),
        "regions": named(&tables.regions, &|code| names.region(code).1),
        "platforms": plain(&tables.platforms),
        "statuses": labels(&tables.statuses),
        "authors": veil.labels(),
        "marks": marked,
    });
    let mut blocks = vec![
        Block::of("words", words)?,
        Block::of("shared", &shared)?,
        Block::of("leads", &rows)?,
    ];
    for (number, chunk) in details.chunks(CHUNK).enumerate() {
        blocks.push(Block::of(format!("details-{number}"), &chunk)?);
    }
    Ok(blocks)
}
