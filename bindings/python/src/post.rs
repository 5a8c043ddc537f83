//! From what Python gives to a post: a string, or a mapping with the fields of the input record.

use std::borrow::Cow;

use netra::Post;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyMapping, PyString};
use serde::Deserialize;
use serde_json::{Map, Number, Value};

/// The fields that are looked for in a mapping, beside `id` and `text`.
const FIELDS: [&str; 22] = [
    "action",
    "time",
    "region",
    "media_text",
    "target",
    "target_account",
    "target_name",
    "target_text",
    "target_kind",
    "target.account",
    "target.name",
    "target.text",
    "target.kind",
    "author",
    "author_account",
    "author_name",
    "author_bio",
    "author_status",
    "author.account",
    "author.name",
    "author.bio",
    "author.status",
];

/// A post as it was given, read.
pub(crate) struct Read<'g> {
    pub(crate) post: Post<'g>,
    /// Whether broken characters had to be replaced.
    pub(crate) repaired: bool,
}

/// Something that is no post, with the reason. It stands in the place of a verdict.
#[pyclass(frozen, get_all, module = "netra")]
pub(crate) struct Reject {
    /// Its number among the posts that were given, from 1.
    number: u64,
    /// Why it is none.
    reason: String,
    /// What was given.
    post: Py<PyAny>,
}

impl Reject {
    pub(crate) fn new(number: u64, reason: String, post: Py<PyAny>) -> Reject {
        Reject { number, reason, post }
    }
}

#[pymethods]
impl Reject {
    fn __repr__(&self) -> String {
        format!("Reject(number={}, reason={:?})", self.number, self.reason)
    }
}

/// The id that a mapping gives its post, as it is.
pub(crate) fn id<'py>(given: &Bound<'py, PyAny>) -> Option<Bound<'py, PyAny>> {
    let mapping = given.cast::<PyMapping>().ok()?;
    let id = mapping.get_item(intern!(given.py(), "id")).ok()?;
    (!is_missing(&id)).then_some(id)
}

/// Reads a post, or says why it is none. What an optional field holds never fails it.
pub(crate) fn read<'g>(given: &'g Bound<'_, PyAny>) -> Result<Read<'g>, String> {
    if let Ok(text) = given.cast::<PyString>() {
        let (text, repaired) = characters(text);
        return Ok(Read {
            post: Post::text(text),
            repaired,
        });
    }
    let Ok(mapping) = given.cast::<PyMapping>() else {
        return Err(format!(
            "no post: {} is neither a string nor a mapping with a field `text`",
            kind(given)
        ));
    };
    let text = mapping
        .get_item(intern!(given.py(), "text"))
        .map_err(|_| "no field `text`".to_owned())?;
    let Ok(text) = text.cast::<PyString>() else {
        return Err(format!("the field `text` is {} and not a string", kind(&text)));
    };
    let (text, repaired) = characters(text);
    let text = text.into_owned();
    let mut fields = Map::new();
    for name in FIELDS {
        if let Ok(value) = mapping.get_item(name) {
            fields.insert(name.to_owned(), value_of(&value, 0));
        }
    }
    let mut post = if fields.is_empty() {
        Post::default()
    } else {
        fields.insert("text".to_owned(), Value::String(String::new()));
        Post::deserialize(Value::Object(fields)).map_err(|error| error.to_string())?
    };
    post.text = text.into();
    post.read_time();
    Ok(Read { post, repaired })
}

/// The characters of a string. Half a pair of surrogates, which scrapers leave behind, becomes U+FFFD: one for one, so that
/// positions stay.
fn characters<'g>(text: &'g Bound<'_, PyString>) -> (Cow<'g, str>, bool) {
    if let Ok(text) = text.to_str() {
        return (Cow::Borrowed(text), false);
    }
    let units = text
        .call_method1("encode", ("utf-32-le", "surrogatepass"))
        .and_then(|bytes| bytes.extract::<Vec<u8>>());
    let text = match units {
        Ok(units) => units
            .chunks_exact(4)
            .map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]))
            .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        Err(_) => text.to_string_lossy().into_owned(),
    };
    (Cow::Owned(text), true)
}

/// A value in the words of JSON. What JSON cannot say becomes `false`, which no field can be.
fn value_of(value: &Bound<'_, PyAny>, depth: usize) -> Value {
    if is_missing(value) {
        Value::Null
    } else if let Ok(text) = value.cast::<PyString>() {
        Value::String(characters(text).0.into_owned())
    } else if value.is_instance_of::<PyBool>() {
        Value::Bool(false)
    } else if let Ok(number) = value.cast::<PyFloat>() {
        Number::from_f64(number.extract().unwrap_or(f64::NAN)).map_or(Value::Bool(false), Value::Number)
    } else if let Ok(number) = value.extract::<i64>() {
        number.into()
    } else if let Ok(number) = value.extract::<u64>() {
        number.into()
    } else if let Ok(object) = value.cast::<PyMapping>() {
        fields_of(object, depth)
    } else if let Ok(Ok(time)) = value
        .call_method0("isoformat")
        .map(|time| time.extract::<String>())
    {
        Value::String(time)
    } else {
        Value::Bool(false)
    }
}

fn fields_of(object: &Bound<'_, PyMapping>, depth: usize) -> Value {
    // A target and an author are flat; what nests deeper is none.
    if depth > 0 {
        return Value::Bool(false);
    }
    let items = object
        .items()
        .map(|items| {
            items
                .iter()
                .filter_map(|item| item.extract::<(String, Bound<'_, PyAny>)>().ok())
                .map(|(name, value)| (name, value_of(&value, depth + 1)))
                .collect::<Map<_, _>>()
        })
        .unwrap_or_default();
    Value::Object(items)
}

/// Whether a value stands for none: `None`, and what is not equal to itself (NaN, NaT).
fn is_missing(value: &Bound<'_, PyAny>) -> bool {
    value.is_none() || !value.is_instance_of::<PyString>() && matches!(value.eq(value), Ok(false) | Err(_))
}

fn kind(value: &Bound<'_, PyAny>) -> String {
    value
        .get_type()
        .name()
        .map_or_else(|_| "something".to_owned(), |name| name.to_string())
}
