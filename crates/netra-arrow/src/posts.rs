//! Posts in columns: bare texts, or records whose columns have the names of the fields of a post.

use std::borrow::Cow;
use std::fmt;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, LargeBinaryArray};
use arrow_schema::DataType;
use netra::Post;
use serde::Deserialize;

use crate::cell::{Cell, Row};

/// Columns of posts, ready to be read row by row.
#[derive(Debug)]
pub struct Posts {
    rows: usize,
    text: Texts,
    id: Option<ArrayRef>,
    /// The fields beside text and id, by the names of the input record.
    others: Vec<(String, ArrayRef)>,
    /// Whether a whole row is missing.
    missing: Option<arrow_array::BooleanArray>,
}

/// What cannot be read at all, because no column holds texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoText(String);

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoText {}

/// The texts, as bytes: whoever made the column may not have checked that they are UTF-8.
#[derive(Debug)]
enum Texts {
    Short(BinaryArray),
    Long(LargeBinaryArray),
    View(arrow_array::BinaryViewArray),
    /// A column of nothing but nulls.
    Null,
}

/// A row as a post.
pub(crate) struct Read<'r> {
    pub(crate) post: Post<'r>,
    /// Whether broken characters had to be replaced.
    pub(crate) repaired: bool,
}

impl Posts {
    /// Posts from an array of strings (or bytes), or of structs, one field a column. `columns` says which column holds which field
    /// of a post, where the names differ: `("text", "full_text")`.
    ///
    /// A column of another field than `text` may have any type; what cannot be read is noted on the verdict.
    ///
    /// # Errors
    /// When there is no column of texts, or a column that was named is not there.
    pub fn of(array: &ArrayRef, columns: &[(String, String)]) -> Result<Posts, NoText> {
        let rows = array.len();
        if !matches!(array.data_type(), DataType::Struct(_)) {
            return Ok(Posts {
                rows,
                text: Texts::of(array).ok_or_else(|| not_text("the array", array))?,
                id: None,
                others: Vec::new(),
                missing: None,
            });
        }
        let table = array.as_struct();
        let names: Vec<&str> = table.column_names();
        for (_, column) in columns {
            if !names.contains(&column.as_str()) {
                return Err(no_column(column, &names));
            }
        }
        let given = |field: &str| columns.iter().find(|(name, _)| name == field);
        let column = |field: &str| {
            let name = given(field).map_or(field, |(_, column)| column);
            table.column_by_name(name)
        };
        let text = column("text").ok_or_else(|| no_column("text", &names))?;
        let mapped: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        // A field that was given another column leaves its own; a column with no such name means nothing to a post.
        let others = columns
            .iter()
            .map(|(field, column)| (field.as_str(), column.as_str()))
            .chain(
                names
                    .iter()
                    .map(|name| (*name, *name))
                    .filter(|(name, _)| !mapped.contains(name)),
            )
            .filter(|(field, _)| !matches!(*field, "text" | "id"))
            .filter_map(|(field, column)| Some((field.to_owned(), table.column_by_name(column)?.clone())))
            .filter(|(field, _)| crate::cell::is_field(field))
            .collect();
        Ok(Posts {
            rows,
            text: Texts::of(text).ok_or_else(|| not_text("the column of texts", text))?,
            id: column("id").cloned(),
            others,
            missing: table
                .nulls()
                .map(|nulls| arrow_array::BooleanArray::new(nulls.inner().clone(), None)),
        })
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The id of a row as text; none where there is none.
    pub(crate) fn id(&self, row: usize) -> Option<Cow<'_, str>> {
        Cell::of(self.id.as_ref()?, row).into_text()
    }

    /// Reads a row, or says why it cannot be read.
    pub(crate) fn read(&self, row: usize, longest: usize) -> Result<Read<'_>, String> {
        let there = self.missing.as_ref().is_none_or(|there| there.value(row));
        let Some(raw) = self.text.get(row).filter(|_| there) else {
            return Err("no text: the field `text` is null".to_owned());
        };
        if raw.len() > longest {
            return Err(format!(
                "the text has {} bytes, more than the {longest} that are judged",
                raw.len()
            ));
        }
        let text = std::str::from_utf8(raw).map_or_else(|_| String::from_utf8_lossy(raw), Cow::Borrowed);
        let repaired = matches!(text, Cow::Owned(_));
        let mut post = if self.others.is_empty() {
            Post::text(text)
        } else {
            let fields = Row {
                others: &self.others,
                row,
            };
            let mut post = Post::deserialize(fields).map_err(|error| error.to_string())?;
            post.text = text;
            post
        };
        post.read_time();
        Ok(Read { post, repaired })
    }
}

impl Texts {
    fn of(array: &ArrayRef) -> Option<Texts> {
        Some(match array.data_type() {
            DataType::Utf8 => Texts::Short(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Texts::Long(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Texts::View(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Texts::Short(array.as_binary::<i32>().clone()),
            DataType::LargeBinary => Texts::Long(array.as_binary::<i64>().clone()),
            DataType::BinaryView => Texts::View(array.as_binary_view().clone()),
            DataType::Null => Texts::Null,
            // Categories: what a data frame makes of a column with few different values.
            DataType::Dictionary(_, value) if value.is_string() => {
                return Texts::of(&arrow_cast::cast(array, value).ok()?);
            }
            _ => return None,
        })
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Texts::Short(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::Long(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::View(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::Null => None,
        }
    }
}

fn not_text(what: &str, array: &ArrayRef) -> NoText {
    NoText(format!("{what} holds {} and not strings", array.data_type()))
}

fn no_column(column: &str, names: &[&str]) -> NoText {
    NoText(format!("no column `{column}`; there are: {}", names.join(", ")))
}
