//! One value of a column, and one row of columns, as serde walks them: a row is read by the very code that reads JSON.

use std::borrow::Cow;
use std::fmt;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_cast::display::array_value_to_string;
use arrow_schema::DataType;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Whether a column of this name holds a field of a post, flat or as an object.
pub(crate) fn is_field(name: &str) -> bool {
    const WHOLE: [&str; 6] = ["action", "time", "region", "media_text", "target", "author"];
    const NESTED: [(&str, &[&str]); 2] = [
        ("target", &["account", "name", "text", "kind"]),
        ("author", &["account", "name", "bio", "status"]),
    ];
    WHOLE.contains(&name)
        || NESTED.iter().any(|(object, fields)| {
            name.strip_prefix(object)
                .and_then(|rest| rest.strip_prefix(['_', '.']))
                .is_some_and(|rest| fields.contains(&rest))
        })
}

/// One value, in the words of JSON.
#[derive(Debug)]
pub(crate) enum Cell<'a> {
    Null,
    Flag(bool),
    Whole(i64),
    /// Beyond what [`Cell::Whole`] holds.
    Large(u64),
    Fraction(f64),
    Text(Cow<'a, str>),
    Object(&'a arrow_array::StructArray, usize),
}

impl<'a> Cell<'a> {
    pub(crate) fn of(array: &'a ArrayRef, row: usize) -> Cell<'a> {
        if array.is_null(row) {
            return Cell::Null;
        }
        macro_rules! number {
            ($type:ty) => {
                array.as_primitive::<$type>().value(row)
            };
        }
        match array.data_type() {
            DataType::Null => Cell::Null,
            DataType::Boolean => Cell::Flag(array.as_boolean().value(row)),
            DataType::Int8 => Cell::Whole(number!(Int8Type).into()),
            DataType::Int16 => Cell::Whole(number!(Int16Type).into()),
            DataType::Int32 => Cell::Whole(number!(Int32Type).into()),
            DataType::Int64 => Cell::Whole(number!(Int64Type)),
            DataType::UInt8 => Cell::Whole(number!(UInt8Type).into()),
            DataType::UInt16 => Cell::Whole(number!(UInt16Type).into()),
            DataType::UInt32 => Cell::Whole(number!(UInt32Type).into()),
            DataType::UInt64 => Cell::Large(number!(UInt64Type)),
            DataType::Float32 => Cell::Fraction(number!(Float32Type).into()),
            DataType::Float64 => Cell::Fraction(number!(Float64Type)),
            DataType::Utf8 => text(array.as_string::<i32>().unchecked(row)),
            DataType::LargeUtf8 => text(array.as_string::<i64>().unchecked(row)),
            DataType::Utf8View => text(array.as_string_view().unchecked(row)),
            DataType::Struct(_) => Cell::Object(array.as_struct(), row),
            // Dates, times and categories as they are displayed: times as RFC 3339. Anything else is no word of a post.
            DataType::Date32
            | DataType::Date64
            | DataType::Timestamp(..)
            | DataType::Dictionary(..)
            | DataType::Decimal128(..) => array_value_to_string(array, row)
                .map_or(Cell::Flag(false), |shown| Cell::Text(Cow::Owned(shown))),
            _ => Cell::Flag(false),
        }
    }

    /// The value as text: numbers in their digits, without a fraction of nothing.
    pub(crate) fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Cell::Text(text) => Some(text),
            Cell::Whole(number) => Some(Cow::Owned(number.to_string())),
            Cell::Large(number) => Some(Cow::Owned(number.to_string())),
            Cell::Fraction(number) => Some(Cow::Owned(number.to_string())),
            Cell::Null | Cell::Flag(_) | Cell::Object(..) => None,
        }
    }
}

/// The bytes of a string whose maker may not have checked them.
trait Unchecked {
    fn unchecked(&self, row: usize) -> &[u8];
}

impl<O: arrow_array::OffsetSizeTrait> Unchecked for arrow_array::GenericStringArray<O> {
    fn unchecked(&self, row: usize) -> &[u8] {
        let offsets = self.value_offsets();
        &self.value_data()[offsets[row].as_usize()..offsets[row + 1].as_usize()]
    }
}

impl Unchecked for arrow_array::StringViewArray {
    fn unchecked(&self, row: usize) -> &[u8] {
        self.value(row).as_bytes()
    }
}

fn text(raw: &[u8]) -> Cell<'_> {
    Cell::Text(String::from_utf8_lossy(raw))
}

impl<'de> Deserializer<'de> for Cell<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Cell::Null => visitor.visit_unit(),
            Cell::Flag(flag) => visitor.visit_bool(flag),
            Cell::Whole(number) => match u64::try_from(number) {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => visitor.visit_i64(number),
            },
            Cell::Large(number) => visitor.visit_u64(number),
            Cell::Fraction(number) if number.is_nan() => visitor.visit_unit(),
            Cell::Fraction(number) => visitor.visit_f64(number),
            Cell::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Cell::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Cell::Object(fields, row) => visitor.visit_map(Columns {
                text: None,
                rest: fields.column_names().into_iter().zip(fields.columns()),
                value: None,
                row,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Cell::Null => visitor.visit_none(),
            there => visitor.visit_some(there),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A whole row but for its text, which is read apart from the rest and stands empty here.
pub(crate) struct Row<'r> {
    pub(crate) others: &'r [(String, ArrayRef)],
    pub(crate) row: usize,
}

impl<'de> Deserializer<'de> for Row<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_map(Columns {
            text: Some(""),
            rest: self.others.iter().map(|(name, column)| (name.as_str(), column)),
            value: None,
            row: self.row,
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any option
    }
}

/// The values of a row by the names of their columns.
struct Columns<'r, I> {
    /// A text that is no column, to be given first.
    text: Option<&'r str>,
    rest: I,
    value: Option<Cell<'r>>,
    row: usize,
}

impl<'de, I: Iterator<Item = (&'de str, &'de ArrayRef)>> MapAccess<'de> for Columns<'de, I> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        let (name, value) = if let Some(text) = self.text.take() {
            ("text", Cell::Text(Cow::Borrowed(text)))
        } else if let Some((name, column)) = self.rest.next() {
            (name, Cell::of(column, self.row))
        } else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unreadable> {
        seed.deserialize(self.value.take().unwrap_or(Cell::Null))
    }
}

/// Why a row is no post, in words.
#[derive(Debug)]
pub(crate) struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: fmt::Display>(message: T) -> Unreadable {
        Unreadable(message.to_string())
    }
}
