//! Which column of an input holds which field: `--field` and `--keep`.

use super::presets::{PRESETS, Preset};
use crate::exit::Fault;

/// The fields of the input record. A nested field is written flat here; `target.text` means the same.
pub(crate) const NAMES: [&str; 16] = [
    "id",
    "text",
    "action",
    "target_account",
    "target_name",
    "target_text",
    "target_kind",
    "author_account",
    "author_name",
    "author_bio",
    "author_status",
    "time",
    "region",
    "platform",
    "url",
    "media_text",
];

/// Columns in which scrapers and exports keep the text, for better advice.
const TEXT_ELSEWHERE: [&str; 16] = [
    "full_text",
    "tweet",
    "content",
    "caption",
    "message",
    "body",
    "rawContent",
    "textDisplay",
    "comment",
    "description",
    "post",
    "title",
    "isi",
    "teks",
    "komentar",
    "status",
];

/// What was asked of the input's columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    map: Vec<(&'static str, String)>,
    /// Where a layout keeps fields that were given no column: the likeliest first.
    likely: Vec<(&'static str, &'static str)>,
    keep: Vec<String>,
    keep_may_lack: bool,
}

impl Fields {
    /// Reads `NAME=COLUMN` and the names to keep.
    pub(crate) fn parse(pairs: &[String], keep: &[String]) -> Result<Fields, Fault> {
        let mut fields = Fields::default();
        for pair in pairs {
            let Some((name, column)) = pair.split_once('=').filter(|(_, column)| !column.is_empty()) else {
                return Err(Fault::usage(format!(
                    "--field {pair}: write NAME=COLUMN, as in --field text=full_text"
                )));
            };
            let Some(known) = canonical(name) else {
                let advice =
                    closest(name, NAMES).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                return Err(Fault::usage(format!(
                    "--field {pair}: no field `{name}`{advice} (fields: {})",
                    NAMES.join(", ")
                )));
            };
            if fields.map.iter().any(|(mapped, _)| *mapped == known) {
                return Err(Fault::usage(format!("--field {name} is given twice")));
            }
            fields.map.push((known, column.to_owned()));
        }
        for name in keep.iter().filter(|name| !name.is_empty()) {
            if !fields.keep.contains(name) {
                fields.keep.push(name.clone());
            }
        }
        Ok(fields)
    }

    /// The same, but a table may lack columns to keep.
    pub(crate) fn kept_where_there(mut self) -> Fields {
        self.keep_may_lack = true;
        self
    }

    /// Whether a table may lack columns to keep.
    pub(crate) fn keep_may_lack(&self) -> bool {
        self.keep_may_lack
    }

    /// Takes the columns of a layout for the fields that were given none.
    pub(crate) fn laid_out(mut self, preset: Option<&Preset>) -> Fields {
        let columns = preset.map_or(&[][..], |preset| preset.columns);
        let given = |name: &str| self.map.iter().any(|(mapped, _)| *mapped == name);
        self.likely = columns.iter().copied().filter(|(name, _)| !given(name)).collect();
        self
    }

    /// The columns in which the layout may keep fields, the likeliest of each field first.
    pub(crate) fn likely(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.likely.iter().map(|(name, column)| (*name, *column))
    }

    /// The columns in which a field may stand that was given one or that the layout places, the likeliest first.
    pub(crate) fn places<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.column_of(name).into_iter().chain(
            self.likely()
                .filter(move |(placed, _)| *placed == name)
                .map(|(_, column)| column),
        )
    }

    /// The names of `--keep`, in order.
    pub(crate) fn keep(&self) -> &[String] {
        &self.keep
    }

    /// The columns that were given for fields.
    pub(crate) fn mapped(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.map.iter().map(|(name, column)| (*name, column.as_str()))
    }

    /// The column that was given for a field.
    pub(crate) fn column_of(&self, name: &str) -> Option<&str> {
        self.mapped()
            .find(|(mapped, _)| *mapped == name)
            .map(|(_, column)| column)
    }

    /// The field that a column of this name holds by itself; none where that field was given another column.
    pub(crate) fn field_of(&self, column: &str) -> Option<&'static str> {
        canonical(column).filter(|name| self.column_of(name).is_none())
    }

    /// The column that is searched for the text.
    fn text_column(&self) -> &str {
        self.column_of("text").unwrap_or("text")
    }

    /// Whether a column of this name is one that is searched for the text.
    pub(crate) fn may_hold_text(&self, column: &str) -> bool {
        column == self.text_column() || self.likely.contains(&("text", column))
    }

    /// What to say where a column that was asked for is not there.
    pub(crate) fn no_column<'c>(
        &self,
        name: &str,
        column: &str,
        columns: impl Iterator<Item = &'c str> + Clone,
    ) -> String {
        match closest(column, columns.clone()) {
            _ if name == "text" => self.no_text("column", columns),
            Some(near) => format!("no column `{column}`; did you mean `{near}`? (--field {name}={near})"),
            None => format!("no column `{column}`"),
        }
    }

    /// What to say where no column holds the text.
    pub(crate) fn no_text<'c>(&self, what: &str, columns: impl IntoIterator<Item = &'c str>) -> String {
        let wanted = self.text_column();
        let columns: Vec<&str> = columns.into_iter().collect();
        let elsewhere = TEXT_ELSEWHERE.iter().find_map(|known| {
            columns
                .iter()
                .copied()
                .find(|column| column.eq_ignore_ascii_case(known))
        });
        let near = closest(wanted, columns.iter().copied()).or(elsewhere);
        match near {
            Some(near) => {
                let layout = PRESETS
                    .iter()
                    .find(|preset| preset.columns.contains(&("text", near)));
                let layout = layout.map_or(String::new(), |layout| {
                    format!("; or take a whole layout: --preset {}", layout.name)
                });
                format!("no {what} `{wanted}`; did you mean `{near}`? (--field text={near}){layout}")
            }
            None => format!("no {what} `{wanted}`"),
        }
    }
}

/// The field with this name, dotted or flat.
pub(crate) fn canonical(name: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|known| {
        known.len() == name.len()
            && known
                .bytes()
                .zip(name.bytes())
                .all(|(wanted, given)| wanted == given || wanted == b'_' && given == b'.')
    })
}

/// The ways to read a column name in nested records: the key itself, then, at each dot, an object and what is in it.
pub(crate) fn paths(column: &str) -> Vec<Vec<String>> {
    /// Each further dot doubles the ways.
    const MOST: usize = 5;
    let mut paths = vec![vec![column.to_owned()]];
    if column.matches('.').count() > MOST {
        paths.push(column.split('.').map(str::to_owned).collect());
        return paths;
    }
    for (at, _) in column.match_indices('.') {
        for inner in self::paths(&column[at + 1..]) {
            let outer = std::iter::once(column[..at].to_owned());
            paths.push(outer.chain(inner).collect());
        }
    }
    paths
}

/// The candidate that a mistyped word most likely means.
pub(crate) fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let distance = distance(&word, &other);
            let part =
                word.len() >= 3 && other.len() >= 3 && (other.contains(&word) || word.contains(&other));
            (distance <= 1 + word.chars().count() / 4 || part).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters must change to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = above + 1;
        for (at, &opposite) in other.iter().enumerate() {
            let replaced = corner + usize::from(letter != opposite);
            corner = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_finds_the_column_that_was_meant() {
        let fields = Fields::default();
        let message = fields.no_text("column", ["id_str", "full_text", "created_at"]);
        assert_eq!(
            message,
            "no column `text`; did you mean `full_text`? (--field text=full_text); \
             or take a whole layout: --preset tweet-harvest"
        );
        assert!(
            fields
                .no_text("column", ["a", "Isi"])
                .contains("did you mean `Isi`")
        );
        assert_eq!(fields.no_text("column", ["a", "b"]), "no column `text`");
        assert_eq!(closest("txet", ["id", "text"]), Some("text"));
        assert_eq!(closest("tekst", ["id", "text", "teks"]), Some("teks"));
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn a_dot_may_be_a_dot_or_lead_into_an_object() {
        assert_eq!(
            paths("a.b.c"),
            [
                vec!["a.b.c"],
                vec!["a", "b.c"],
                vec!["a", "b", "c"],
                vec!["a.b", "c"]
            ]
        );
        assert_eq!(paths("a.b.c.d.e.f.g").len(), 2);
    }

    #[test]
    fn a_mapped_field_leaves_its_own_column() {
        let fields =
            Fields::parse(&["text=full_text".into(), "target.text=quoted".into()], &[]).expect("valid");
        assert_eq!(fields.field_of("text"), None);
        assert_eq!(fields.field_of("target_text"), None);
        assert_eq!(fields.field_of("author.name"), Some("author_name"));
        assert_eq!(fields.column_of("target_text"), Some("quoted"));
        assert!(Fields::parse(&["text".into()], &[]).is_err());
        assert!(Fields::parse(&["texts=a".into()], &[]).is_err());
        assert!(Fields::parse(&["text=a".into(), "text=b".into()], &[]).is_err());
    }
}
