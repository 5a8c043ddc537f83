//! The columns of the record of the contract.

use arrow_schema::{DataType, Field, Fields};

/// The columns of a verdict's record, named and nested as in JSON Lines, all of them nullable.
#[must_use]
pub fn record() -> Fields {
    let evidence = span().chain([text("signal"), text("term"), whole("points"), texts("read_by")]);
    let ledger = vec![
        whole("total"),
        objects("evidence", evidence.collect()),
        guards(Some(whole("points"))),
    ];
    let finding = vec![
        text("ban"),
        text("title"),
        flag("flagged"),
        score("score"),
        text("stance"),
        text("contestant"),
        text("period"),
        object("sanction", vec![text("class"), texts("alternatives")]),
        text("binds"),
        objects(
            "citations",
            vec![text("instrument"), text("article"), text("status")],
        ),
        object("ledger", ledger),
    ];
    let known = std::iter::once(text("name")).chain(place());
    let named = [
        text("id"),
        text("name"),
        text("reading"),
        text("certainty"),
        texts("instead_of"),
    ]
    .into_iter()
    .chain(place());
    Fields::from(vec![
        text("id"),
        flag("flagged"),
        score("score"),
        texts("stance"),
        objects("findings", finding),
        guards(None),
        objects("suppressed", vec![text("ban"), text("by")]),
        objects("contestants", named.collect()),
        objects("people", known.collect()),
        texts("notes"),
        text("pack"),
        text("engine"),
        texts("policy"),
    ])
}

/// The columns of one row's verdict beside other data: those of [`record`], then `scores` (the score of each finding by its ban)
/// and `reject` (why the row could not be judged; then everything else but the id is null).
#[must_use]
pub fn record_in_rows() -> Fields {
    let entry = vec![Field::new("key", DataType::Utf8, false), score("value")];
    let entries = Field::new("entries", DataType::Struct(entry.into()), false);
    let scores = Field::new("scores", DataType::Map(entries.into(), false), true);
    record()
        .iter()
        .cloned()
        .chain([scores.into(), text("reject").into()])
        .collect()
}

/// Some columns of [`record_in_rows`], in its order.
///
/// # Errors
/// The name that is none of them.
pub fn chosen(names: &[String]) -> Result<Fields, String> {
    let all = record_in_rows();
    for name in names {
        if all.find(name).is_none() {
            let known: Vec<&str> = all.iter().map(|field| field.name().as_str()).collect();
            return Err(format!("no column `{name}`; choose from: {}", known.join(", ")));
        }
    }
    Ok(all
        .iter()
        .filter(|field| names.contains(field.name()))
        .cloned()
        .collect())
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn whole(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

fn flag(name: &str) -> Field {
    Field::new(name, DataType::Boolean, true)
}

fn score(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

fn object(name: &str, fields: Vec<Field>) -> Field {
    Field::new(name, DataType::Struct(fields.into()), true)
}

fn list(name: &str, item: DataType) -> Field {
    Field::new_list(name, Field::new("item", item, true), true)
}

fn texts(name: &str) -> Field {
    list(name, DataType::Utf8)
}

fn objects(name: &str, fields: Vec<Field>) -> Field {
    list(name, DataType::Struct(fields.into()))
}

fn place() -> impl Iterator<Item = Field> {
    [text("in"), whole("start"), whole("end")].into_iter()
}

fn span() -> impl Iterator<Item = Field> {
    place().chain([text("text")])
}

fn guards(points: Option<Field>) -> Field {
    let fields = std::iter::once(text("guard")).chain(span()).chain(points);
    objects("mitigating", fields.collect())
}
