//! The fields of a post that a report can show: carried along in the verdicts (`--keep`), or read from the posts.

use std::borrow::Cow;

use netra::Post;
use serde_json::{Map, Value};

use crate::input::fields::Fields;

/// Every field that a report knows, under the name that evidence uses.
pub(crate) const FIELDS: [&str; 15] = [
    "text",
    "media_text",
    "target.text",
    "target.account",
    "target.name",
    "target.kind",
    "author.account",
    "author.name",
    "author.bio",
    "author.status",
    "time",
    "region",
    "platform",
    "url",
    "action",
];

/// What is known of a post.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Carried([Option<Box<str>>; FIELDS.len()]);

impl Carried {
    /// The field with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0[place(name)?].as_deref()
    }

    /// Sets a field; an unknown name and an empty value change nothing.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        if let Some(place) = place(name).filter(|_| !value.is_empty()) {
            self.0[place] = Some(Box::from(value));
        }
    }

    /// From what `--keep` left under `post`: each field under its own name, dotted, flat or nested, or under the
    /// column that `--field` names.
    pub(crate) fn kept(post: &Map<String, Value>, fields: &Fields) -> Carried {
        let mut carried = Carried::default();
        for name in FIELDS {
            let flat = name.replace('.', "_");
            let column = fields.column_of(&flat).and_then(|column| within(post, column));
            let value = column
                .or_else(|| within(post, name))
                .or_else(|| post.get(&flat))
                .map(plain);
            carried.set(name, value.as_deref().unwrap_or_default());
        }
        carried
    }

    /// Fills what is missing from a post and what was kept beside it.
    pub(crate) fn fill(&mut self, post: &Post<'_>, kept: &[(&str, Option<Cow<'_, str>>)]) {
        let status = post.author.as_ref().and_then(|author| author.status);
        let kind = post.target.as_ref().and_then(|target| target.kind);
        for name in FIELDS {
            if self.get(name).is_some() {
                continue;
            }
            let beside = || {
                let (_, raw) = kept.iter().find(|(kept, _)| *kept == name)?;
                serde_json::from_str(raw.as_deref()?)
                    .ok()
                    .map(|value: Value| plain(&value).into_owned())
            };
            let value = match name {
                "time" => post.time.as_deref().map(str::to_owned),
                "region" => post.region.as_deref().map(str::to_owned),
                "action" => Some(post.action.as_str().to_owned()),
                "target.kind" => kind
                    .and_then(|kind| serde_json::to_value(kind).ok())
                    .map(|kind| plain(&kind).into_owned()),
                "author.status" => status.map(|status| status.as_str().to_owned()),
                "platform" | "url" => beside(),
                _ => post.field(name).map(str::to_owned),
            };
            self.set(name, value.as_deref().unwrap_or_default());
        }
    }
}

fn place(name: &str) -> Option<usize> {
    FIELDS.iter().position(|known| *known == name)
}

/// The value under a key, or, at its dots, inside objects.
fn within<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    object.get(path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        within(object.get(first)?.as_object()?, rest)
    })
}

/// A value as text.
fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(json: &str, fields: &[&str]) -> Carried {
        let fields: Vec<String> = fields.iter().map(|&field| field.to_owned()).collect();
        let fields = Fields::parse(&fields, &[]).expect("fields");
        Carried::kept(&serde_json::from_str(json).expect(json), &fields)
    }

    #[test]
    fn names_may_be_dotted_flat_nested_or_mapped() {
        for (json, fields) in [
            (r#"{"author.account":"@a"}"#, &[][..]),
            (r#"{"author_account":"@a"}"#, &[]),
            (r#"{"author":{"account":"@a"}}"#, &[]),
            (
                r#"{"user":{"screen_name":"@a"}}"#,
                &["author.account=user.screen_name"],
            ),
        ] {
            assert_eq!(kept(json, fields).get("author.account"), Some("@a"), "{json}");
        }
        let carried = kept(r#"{"region":3325,"text":null,"url":""}"#, &[]);
        assert_eq!(carried.get("region"), Some("3325"));
        assert_eq!((carried.get("text"), carried.get("url")), (None, None));
    }

    #[test]
    fn a_post_fills_only_what_is_missing() {
        let mut carried = kept(r#"{"time":"2031-10-01"}"#, &[]);
        let post = Post::text("isi").time("2031-10-02").region("9999");
        carried.fill(&post, &[("platform", Some(Cow::Borrowed("\"x\"")))]);
        assert_eq!(carried.get("time"), Some("2031-10-01"));
        assert_eq!(carried.get("text"), Some("isi"));
        assert_eq!(carried.get("platform"), Some("x"));
        assert_eq!(carried.get("url"), None);
    }
}
