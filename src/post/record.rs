//! The input record: how a [`Post`] is read from JSON, from a row of a table, from anything serde can walk.
//!
//! Only `text` is required. Every other field is read leniently: a value of the wrong kind is left out and its name
//! is remembered in [`Post::unreadable`], so that one absurd cell never costs a post. Strings are borrowed from the
//! input where the input allows it. Where a key stands twice, the last one counts, as in every common JSON reader.
//!
//! `target` and `author` are read as objects and as flat columns (`target_account`, `target.account`), because
//! tables cannot nest; a flat column wins over the object.

mod loose;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use self::loose::{Loose, ObjectOf, Word};
use super::{Action, Author, AuthorStatus, Id, Post, Target, TargetKind};

/// Every optional field with its name. A field's place here is its index below.
const NAMES: [&str; 12] = [
    "action",
    "time",
    "region",
    "media_text",
    "target.account",
    "target.name",
    "target.text",
    "target.kind",
    "author.account",
    "author.name",
    "author.bio",
    "author.status",
];
const ACTION: usize = 0;
const TIME: usize = 1;
const REGION: usize = 2;
const MEDIA_TEXT: usize = 3;
const TARGET: usize = 4;
const AUTHOR: usize = 8;

/// What a key of the record means.
enum Key {
    Id,
    Text,
    /// The whole object `target` or `author`: where its four fields begin in [`NAMES`].
    Object(usize),
    /// An optional field.
    Field(usize),
    Unknown,
}

impl Key {
    fn of(word: &str) -> Key {
        match word {
            "id" => Key::Id,
            "text" => Key::Text,
            "target" => Key::Object(TARGET),
            "author" => Key::Object(AUTHOR),
            _ => NAMES
                .iter()
                .position(|name| same_key(name, word))
                .map_or(Key::Unknown, Key::Field),
        }
    }
}

/// `target.account` is written with a dot or, in tables, with an underscore.
fn same_key(name: &str, word: &str) -> bool {
    name.len() == word.len()
        && name
            .bytes()
            .zip(word.bytes())
            .all(|(wanted, given)| wanted == given || (wanted == b'.' && given == b'_'))
}

impl<'de: 'a, 'a> Deserialize<'de> for Post<'a> {
    /// Reads an input record. Fails where the record is not a map, or where `text` is missing or not a string.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PostVisitor(PhantomData))
    }
}

struct PostVisitor<'a>(PhantomData<&'a str>);

impl<'de: 'a, 'a> Visitor<'de> for PostVisitor<'a> {
    type Value = Post<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a post: an object with a field `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Post<'a>, A::Error> {
        let mut text = None;
        let mut id = Loose::Missing;
        let mut flat: [Loose<'a>; NAMES.len()] = Default::default();
        let mut objects: [Loose<'a>; 2] = Default::default();
        while let Some(Word(key)) = entries.next_key()? {
            match Key::of(&key) {
                Key::Text => text = Some(entries.next_value::<Text<'a>>()?.0),
                Key::Id => id = entries.next_value()?,
                Key::Object(first) => {
                    objects[usize::from(first == AUTHOR)] =
                        entries.next_value_seed(ObjectOf(&NAMES[first..first + 4]))?;
                }
                Key::Field(at) => flat[at] = entries.next_value()?,
                Key::Unknown => drop(entries.next_value::<IgnoredAny>()?),
            }
        }
        let text = text.ok_or_else(|| A::Error::missing_field("text"))?;
        Ok(assemble(text, id, flat, objects))
    }
}

/// Puts the fields together; what cannot be read is named.
fn assemble<'a>(
    text: Cow<'a, str>,
    id: Loose<'a>,
    mut fields: [Loose<'a>; NAMES.len()],
    objects: [Loose<'a>; 2],
) -> Post<'a> {
    let mut post = Post::text(text);
    post.id = match id {
        Loose::Missing => None,
        Loose::Text(text) => Some(Id::Text(text.into_owned())),
        Loose::Number(digits) => Some(digits.parse().map_or(Id::Text(digits), Id::Number)),
        // A number that does not fit 64 bits has lost digits by now: better no id than a wrong one.
        Loose::Fraction(_) | Loose::Object(_) | Loose::Wrong => {
            post.unreadable.push("id");
            None
        }
    };
    for (object, (first, name)) in objects.into_iter().zip([(TARGET, "target"), (AUTHOR, "author")]) {
        match object {
            Loose::Missing => {}
            Loose::Object(nested) => {
                for (at, value) in nested.into_iter().enumerate() {
                    if fields[first + at].is_missing() {
                        fields[first + at] = value;
                    }
                }
            }
            _ => post.unreadable.push(name),
        }
    }
    if let Loose::Fraction(code) = fields[REGION] {
        fields[REGION] = Loose::Text(Cow::Owned(format!("{code:.2}")));
    }
    let unreadable = &mut post.unreadable;
    let mut read = |at: usize| {
        std::mem::take(&mut fields[at]).into_text().unwrap_or_else(|()| {
            unreadable.push(NAMES[at]);
            None
        })
    };
    let action = read(ACTION);
    post.time = read(TIME);
    post.region = read(REGION);
    post.media_text = read(MEDIA_TEXT);
    let mut target = Target {
        account: read(TARGET),
        name: read(TARGET + 1),
        text: read(TARGET + 2),
        kind: None,
    };
    let kind = read(TARGET + 3);
    let mut author = Author {
        account: read(AUTHOR),
        name: read(AUTHOR + 1),
        bio: read(AUTHOR + 2),
        status: None,
    };
    let status = read(AUTHOR + 3);
    post.action = word(action, Action::parse, NAMES[ACTION], &mut post.unreadable).unwrap_or_default();
    target.kind = word(kind, TargetKind::parse, NAMES[TARGET + 3], &mut post.unreadable);
    author.status = word(
        status,
        AuthorStatus::parse,
        NAMES[AUTHOR + 3],
        &mut post.unreadable,
    );
    post.target = (target != Target::default()).then_some(target);
    post.author = (author != Author::default()).then_some(author);
    post
}

/// One of a few words, or a note that it is none of them.
fn word<T>(
    given: Option<Cow<'_, str>>,
    parse: fn(&str) -> Option<T>,
    name: &'static str,
    unreadable: &mut Vec<&'static str>,
) -> Option<T> {
    let parsed = parse(&given?);
    if parsed.is_none() {
        unreadable.push(name);
    }
    parsed
}

/// The one field that must be a string.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor<'a>(PhantomData<&'a str>);
        impl<'de: 'a, 'a> Visitor<'de> for TextVisitor<'a> {
            type Value = Text<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string in the field `text`")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'a>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'a>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Text<'a>, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests;
