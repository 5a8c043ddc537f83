//! Labels kept apart from their posts: the posts are other people's words and stay where they are, the labels are ours.

use std::collections::HashMap;
use std::path::Path;

use netra::Stance;
use netra::evaluate::{FeedPost, LabelledPost};

use crate::exit::Fault;

/// The columns of a table of labels.
const COLUMNS: [&str; 4] = ["id", "stance", "bans", "certainty"];

/// The posts that a table of labels speaks about, in the table's order. They have no time: a label says what a post takes as in
/// the campaign, whenever it was written.
pub(super) fn join(table: &Path, posts: &[FeedPost]) -> Result<Vec<LabelledPost>, Fault> {
    let name = table.display();
    let known: HashMap<&str, &FeedPost> = posts.iter().map(|post| (post.id.as_str(), post)).collect();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_path(table)
        .map_err(|error| Fault::usage(format!("cannot read {name}: {error}")))?;
    let header = reader
        .headers()
        .map_err(|error| Fault::usage(format!("{name}: {error}")))?;
    if header.iter().ne(COLUMNS) {
        return Err(Fault::usage(format!(
            "{name}:1: a table of labels has the columns {}, separated by tabs",
            COLUMNS.join(", ")
        )));
    }
    let mut labelled = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| Fault::usage(format!("{name}: {error}")))?;
        let line = row.position().map_or(0, csv::Position::line);
        let wrong = |what: String| Fault::usage(format!("{name}:{line}: {what}"));
        let [id, stance, bans, certainty] = [0, 1, 2, 3].map(|column| row.get(column).unwrap_or_default());
        let Some(post) = known.get(id) else {
            return Err(wrong(format!(
                "no post of --posts has the id {id:?}; name all files that the labels speak about"
            )));
        };
        let stance = listed(stance)
            .map(|side| {
                [Stance::Favour, Stance::Against]
                    .into_iter()
                    .find(|known| known.as_str() == side)
                    .ok_or_else(|| {
                        wrong(format!(
                            "{side:?} is no side; `favour` and `against` are, or nothing"
                        ))
                    })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let certainty = match certainty.parse() {
            Ok(certainty @ 1..=3) => certainty,
            _ => return Err(wrong(format!("certainty is 1, 2 or 3, and not {certainty:?}"))),
        };
        labelled.push(LabelledPost {
            id: post.id.clone(),
            text: post.text.clone(),
            stance,
            bans: listed(bans).map(str::to_owned).collect(),
            certainty: Some(certainty),
            source: post.source.clone(),
            action: post.action,
            target: post.target.clone(),
            author: post.author.clone(),
            region: post.region.clone(),
            media_text: post.media_text.clone(),
            ..LabelledPost::default()
        });
    }
    Ok(labelled)
}

fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(' ').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(table: &str) -> Result<Vec<LabelledPost>, String> {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("labels.tsv");
        std::fs::write(&path, table).expect("written");
        let post = |id: &str, text: &str| FeedPost {
            id: id.into(),
            text: text.into(),
            source: "made up".into(),
            ..FeedPost::default()
        };
        join(&path, &[post("a", "Dukung Tirta!"), post("b", "Sarapan.")]).map_err(|fault| match fault {
            Fault::Usage(said) => said,
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn labels_find_their_posts() {
        let found =
            joined("id\tstance\tbans\tcertainty\nb\t\t\t3\na\tfavour against\tpartisan-activity\t1\n");
        let found = found.expect("labels");
        assert_eq!(found[0].text, "Sarapan.");
        assert!(!found[0].is_violation());
        assert_eq!(found[1].stance, [Stance::Favour, Stance::Against]);
        assert_eq!(found[1].bans, ["partisan-activity"]);
        assert_eq!(found[1].certainty, Some(1));
        assert_eq!(found[1].source, "made up");
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        let head = "id\tstance\tbans\tcertainty\n";
        for (table, said) in [
            (
                "id,stance\n".to_owned(),
                ":1: a table of labels has the columns id, stance, bans, certainty",
            ),
            (
                format!("{head}c\t\t\t3\n"),
                ":2: no post of --posts has the id \"c\"",
            ),
            (format!("{head}a\tpro\t\t3\n"), ":2: \"pro\" is no side"),
            (
                format!("{head}a\t\t\t3\nb\t\t\t7\n"),
                ":3: certainty is 1, 2 or 3",
            ),
        ] {
            let error = joined(&table).expect_err("wrong");
            assert!(error.contains(said), "{error}");
        }
    }
}
