//! JSON Lines: one object a line.

mod mapped;

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::cut::{Cutter, Lines};
use super::fields::Fields;
use super::raw::{RawBlocks, ReadRecord};
use super::source::Stream;
use super::{Format, Limits, Opened, Record, repair};
use mapped::Plan;

/// JSON Lines.
pub(crate) static JSONL: Format = Format {
    name: "jsonl",
    about: "one JSON object a line",
    suffixes: &["jsonl", "ndjson", "json"],
    looks_like: |head, _| head.trim_ascii_start().starts_with(b"{"),
    open,
};

fn open(stream: Stream, fields: &Fields, limits: Limits) -> Opened {
    let cutter = Cutter::new(stream, Box::new(Lines), limits);
    Ok(Box::new(RawBlocks::new(cutter, Arc::new(JsonLines::new(fields)))))
}

/// Reads one line of JSON.
pub(crate) struct JsonLines {
    plan: Plan,
    fields: Fields,
}

impl JsonLines {
    pub(crate) fn new(fields: &Fields) -> JsonLines {
        JsonLines {
            plan: Plan::new(fields),
            fields: fields.clone(),
        }
    }

    /// Why a line cannot be read, in words.
    fn reason(&self, json: &str, error: &serde_json::Error) -> String {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        if !error.is_data() {
            return format!(
                "malformed JSON: {message} (byte {} of the record)",
                error.column()
            );
        }
        if message.contains("missing field `text`") {
            let keys: Vec<String> = serde_json::from_str::<Keys>(json)
                .map(|keys| keys.0)
                .unwrap_or_default();
            return self.fields.no_text("field", keys.iter().map(String::as_str));
        }
        message.to_owned()
    }
}

impl ReadRecord for JsonLines {
    fn read(&self, raw: &[u8], found: &mut dyn FnMut(Result<Record<'_>, String>)) {
        let text = repair::text(raw);
        let error = match self.plan.read(&text) {
            Ok(mut record) => {
                record.repaired = matches!(text, Cow::Owned(_));
                return found(Ok(record));
            }
            Err(error) => error,
        };
        // Only what fails is looked at for lone surrogates: whole escaped pairs are common and cost nothing extra.
        if let Cow::Owned(fixed) = repair::surrogates(&text)
            && let Ok(mut record) = self.plan.read(&fixed)
        {
            record.repaired = true;
            return found(Ok(record));
        }
        found(Err(self.reason(&text, &error)));
    }
}

/// The keys of an object.
struct Keys(Vec<String>);

impl<'de> serde::Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeysVisitor;
        impl<'de> serde::de::Visitor<'de> for KeysVisitor {
            type Value = Keys;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = entries.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(KeysVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, map: &[&str], keep: &[&str], check: impl FnOnce(Result<Record<'_>, String>)) {
        let owned = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<String>>()
        };
        let fields = Fields::parse(&owned(map), &owned(keep)).expect("valid fields");
        let mut check = Some(check);
        JsonLines::new(&fields).read(json.as_bytes(), &mut |found| {
            (check.take().expect("found is called once"))(found);
        });
        assert!(check.is_none());
    }

    #[test]
    fn the_id_comes_back_byte_for_byte() {
        for id in [
            "7",
            "-7",
            "18446744073709551616000001",
            "1e3",
            "1.50",
            r#""a\u00e9\/""#,
            r#""007""#,
        ] {
            read(&format!(r#"{{"id": {id} ,"text":"x"}}"#), &[], &[], |record| {
                assert_eq!(record.expect("a record").id.as_deref(), Some(id));
            });
        }
        read(r#"{"id":null,"text":"x"}"#, &[], &[], |record| {
            assert_eq!(record.expect("a record").id, None);
        });
        read(r#"{"id":[7],"text":"x"}"#, &[], &[], |record| {
            let record = record.expect("a record");
            assert_eq!((record.id, record.post.unreadable), (None, vec!["id"]));
        });
    }

    #[test]
    fn columns_are_mapped_and_kept_nested_or_not() {
        read(
            r#"{"text":"no","full_text":"yes","user":{"screen_name":"@a","x":1},"a.b":"flat","author":{"status":"pns"}}"#,
            &[
                "text=full_text",
                "author.account=user.screen_name",
                "media_text=a.b",
            ],
            &["text", "user.x", "author.status", "nowhere", "user"],
            |record| {
                let record = record.expect("a record");
                assert_eq!(record.post.text, "yes");
                assert_eq!(record.post.media_text.as_deref(), Some("flat"));
                let author = record.post.author.expect("an author");
                assert_eq!(author.account.as_deref(), Some("@a"));
                assert_eq!(author.status, Some(netra::AuthorStatus::Pns));
                let kept: Vec<Option<&str>> = record.kept.iter().map(Option::as_deref).collect();
                assert_eq!(
                    kept,
                    [
                        Some(r#""yes""#),
                        Some("1"),
                        Some(r#""pns""#),
                        None,
                        Some(r#"{"screen_name":"@a","x":1}"#)
                    ]
                );
            },
        );
    }

    #[test]
    fn lone_surrogates_are_replaced_everywhere() {
        read(
            r#"{"id":"\ud83d","text":"a\ud83db","x":"\udc00"}"#,
            &[],
            &["x"],
            |record| {
                let record = record.expect("a record");
                assert_eq!((&*record.post.text, record.repaired), ("a\u{fffd}b", true));
                assert_eq!(record.id.as_deref(), Some(r#""\ufffd""#));
                assert_eq!(record.kept[0].as_deref(), Some(r#""\ufffd""#));
            },
        );
        // The text is whole, the id is not: what is written must still be readable.
        read(r#"{"id":"\ud83d","text":"ab"}"#, &[], &[], |record| {
            assert_eq!(record.expect("a record").id.as_deref(), Some(r#""\ufffd""#));
        });
    }

    #[test]
    fn reasons_are_said_in_words() {
        for (json, reason) in [
            (
                r#"{"text":"a""#,
                "malformed JSON: EOF while parsing an object (byte 11 of the record)",
            ),
            (
                r#"{"full_text":"a"}"#,
                "no field `text`; did you mean `full_text`? (--field text=full_text); or take a whole layout: --preset tweet-harvest",
            ),
            (
                r#"{"text":null}"#,
                "invalid type: null, expected a string in the field `text`",
            ),
            (
                r#"{"text":7}"#,
                "invalid type: integer `7`, expected a string in the field `text`",
            ),
            (
                r#"["text"]"#,
                "invalid type: sequence, expected a post: an object with a field `text`",
            ),
            (
                r#"{"text":"a"} x"#,
                "malformed JSON: trailing characters (byte 14 of the record)",
            ),
        ] {
            read(json, &[], &[], |record| {
                assert_eq!(record.expect_err(json), reason);
            });
        }
    }
}
