//! Reading a post from JSON while looking at its fields: the id and the fields to keep are taken as they are
//! written, and mapped columns go under the names that a post knows.
//!
//! The library reads the post; this only stands between it and the JSON parser, so that strings stay borrowed and
//! there is one reader of posts.

use std::borrow::Cow;

use netra::Post;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, IntoDeserializer, MapAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::input::fields::{self, Fields};
use crate::input::{Record, repair};

type Result<T> = std::result::Result<T, serde_json::Error>;

/// What to do with a key, worked out once.
pub(crate) struct Plan {
    wants: Vec<Want>,
    /// Keys that a post would read, but whose field is mapped to another column.
    hidden: Vec<String>,
    keep: usize,
}

struct Want {
    key: String,
    /// Where to go on inside the value.
    path: Vec<String>,
    goal: Goal,
}

#[derive(Clone, Copy)]
enum Goal {
    Id,
    Field(&'static str),
    /// A field, unless a likelier column (a lower rank) holds it.
    Likely(&'static str, usize),
    Keep(usize),
    /// A field to keep, unless a likelier column (a lower rank) holds it.
    KeepLikely(usize, usize),
}

impl Plan {
    pub(crate) fn new(fields: &Fields) -> Plan {
        let mut plan = Plan {
            wants: Vec::new(),
            hidden: Vec::new(),
            keep: fields.keep().len(),
        };
        plan.want(fields.column_of("id").unwrap_or("id"), Goal::Id);
        for (name, column) in fields.mapped() {
            if name != "id" {
                plan.want(column, Goal::Field(name));
            }
            plan.hidden.push(name.to_owned());
            plan.hidden.push(dotted(name));
        }
        for (rank, (name, column)) in fields.likely().enumerate() {
            plan.want(column, Goal::Likely(name, rank));
        }
        for (at, name) in fields.keep().iter().enumerate() {
            let known = fields::canonical(name);
            match known.and_then(|known| fields.column_of(known)) {
                Some(column) => plan.want(column, Goal::Keep(at)),
                None => {
                    for (rank, column) in known
                        .into_iter()
                        .flat_map(|known| fields.places(known))
                        .enumerate()
                    {
                        plan.want(column, Goal::KeepLikely(at, rank));
                    }
                    plan.want(name, Goal::Keep(at));
                    if let Some(known) = known {
                        plan.want(known, Goal::Keep(at));
                        plan.want(&dotted(known), Goal::Keep(at));
                    }
                }
            }
        }
        plan
    }

    fn want(&mut self, column: &str, goal: Goal) {
        for path in fields::paths(column) {
            let mut path = path.into_iter();
            if let Some(key) = path.next() {
                self.wants.push(Want {
                    key,
                    path: path.collect(),
                    goal,
                });
            }
        }
    }

    /// Reads one line.
    pub(crate) fn read<'r>(&self, json: &'r str) -> Result<Record<'r>> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let record = deserializer.deserialize_map(RecordVisitor(self))?;
        deserializer.end()?;
        Ok(record)
    }
}

fn dotted(name: &str) -> String {
    match name
        .strip_prefix("target_")
        .map(|rest| ("target", rest))
        .or_else(|| name.strip_prefix("author_").map(|rest| ("author", rest)))
    {
        Some((object, rest)) => format!("{object}.{rest}"),
        None => name.to_owned(),
    }
}

struct RecordVisitor<'p>(&'p Plan);

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a post: an object with a field `text`")
    }

    fn visit_map<A>(self, entries: A) -> std::result::Result<Record<'de>, A::Error>
    where
        A: MapAccess<'de>,
    {
        let mut taken = Taken {
            id: None,
            kept: vec![None; self.0.keep],
            kept_ranks: vec![usize::MAX; self.0.keep],
            ranks: Vec::new(),
        };
        let mut post = Post::deserialize(MapAccessDeserializer::new(Mapped {
            entries,
            plan: self.0,
            taken: &mut taken,
            waiting: Vec::new(),
            current: None,
        }))?;
        let id = taken
            .id
            .map(|raw| repair::surrogates(raw.get()))
            .filter(|raw| raw != "null");
        let id = match id {
            Some(raw)
                if !raw.starts_with(['"', '-']) && !raw.starts_with(|first: char| first.is_ascii_digit()) =>
            {
                post.unreadable.push("id");
                None
            }
            other => other,
        };
        Ok(Record {
            id,
            post,
            kept: taken
                .kept
                .into_iter()
                .map(|raw| raw.map(|raw| repair::surrogates(raw.get())))
                .collect(),
            repaired: false,
        })
    }
}

struct Taken<'de> {
    id: Option<&'de RawValue>,
    kept: Vec<Option<&'de RawValue>>,
    /// The ranks of the columns that were taken for likely fields to keep.
    kept_ranks: Vec<usize>,
    /// The ranks of the columns that were taken for likely fields.
    ranks: Vec<(&'static str, usize)>,
}

impl Taken<'_> {
    /// Whether no likelier column has been taken for the field; from now on this one has.
    fn likeliest(&mut self, name: &'static str, rank: usize) -> bool {
        match self.ranks.iter_mut().find(|(taken, _)| *taken == name) {
            Some((_, taken)) if *taken < rank => false,
            Some((_, taken)) => {
                *taken = rank;
                true
            }
            None => {
                self.ranks.push((name, rank));
                true
            }
        }
    }
}

/// The entries of the record, under the names that a post knows.
struct Mapped<'de, 'p, A> {
    entries: A,
    plan: &'p Plan,
    taken: &'p mut Taken<'de>,
    /// Entries that have been read and still have to be handed on.
    waiting: Vec<(Cow<'de, str>, &'de RawValue)>,
    /// The value of the key that was handed on, where it has been read already.
    current: Option<&'de RawValue>,
}

impl<'de, A: MapAccess<'de>> Mapped<'de, '_, A> {
    /// Takes a value for everybody who wants it; comes back with `true` where the post itself wants it too.
    fn take(&mut self, key: &str, value: &'de RawValue) {
        for want in self.plan.wants.iter().filter(|want| want.key == key) {
            let Some(found) = inside(value, &want.path) else {
                continue;
            };
            match want.goal {
                Goal::Likely(..) | Goal::KeepLikely(..) if matches!(found.get(), "null" | "\"\"") => {}
                Goal::Id => {
                    if self.taken.likeliest("id", usize::MAX) {
                        self.taken.id = Some(found);
                    }
                }
                Goal::Keep(at) => {
                    if self.taken.kept_ranks[at] == usize::MAX {
                        self.taken.kept[at] = Some(found);
                    }
                }
                Goal::KeepLikely(at, rank) => {
                    if rank <= self.taken.kept_ranks[at] {
                        self.taken.kept_ranks[at] = rank;
                        self.taken.kept[at] = Some(found);
                    }
                }
                Goal::Field(name) => self.waiting.push((Cow::Borrowed(name), found)),
                Goal::Likely("id", rank) => {
                    if self.taken.likeliest("id", rank) {
                        self.taken.id = Some(found);
                    }
                }
                Goal::Likely(name, rank) => {
                    if self.taken.likeliest(name, rank) {
                        self.waiting.push((Cow::Borrowed(name), found));
                    }
                }
            }
        }
    }
}

/// Goes down a path of keys; the last of duplicate keys counts.
fn inside<'de>(value: &'de RawValue, path: &[String]) -> Option<&'de RawValue> {
    let Some((key, rest)) = path.split_first() else {
        return Some(value);
    };
    inside(entry(value, key)?, rest)
}

fn entry<'de>(value: &'de RawValue, wanted: &str) -> Option<&'de RawValue> {
    struct EntryVisitor<'w>(&'w str);
    impl<'de> Visitor<'de> for EntryVisitor<'_> {
        type Value = Option<&'de RawValue>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> std::result::Result<Self::Value, A::Error> {
            let mut found = None;
            while let Some(key) = entries.next_key::<String>()? {
                if key == self.0 {
                    found = Some(entries.next_value()?);
                } else {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
            Ok(found)
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(value.get());
    deserializer.deserialize_map(EntryVisitor(wanted)).ok().flatten()
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Mapped<'de, '_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> std::result::Result<Option<K::Value>, A::Error> {
        loop {
            if let Some((key, value)) = self.waiting.pop() {
                self.current = Some(value);
                return hand_on(seed, key).map(Some);
            }
            let Some(Key(key)) = self.entries.next_key()? else {
                return Ok(None);
            };
            let own = !self.plan.hidden.iter().any(|hidden| *hidden == key)
                && key != "id"
                && !fields::canonical(&key)
                    .is_some_and(|name| self.taken.ranks.iter().any(|(taken, _)| *taken == name));
            if self.plan.wants.iter().any(|want| want.key == key) {
                let value: &'de RawValue = self.entries.next_value()?;
                self.take(&key, value);
                if own {
                    self.waiting.push((key, value));
                }
            } else if own {
                return hand_on(seed, key).map(Some);
            } else {
                self.entries.next_value::<IgnoredAny>()?;
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> std::result::Result<V::Value, A::Error> {
        match self.current.take() {
            Some(value) => seed
                .deserialize(&mut serde_json::Deserializer::from_str(value.get()))
                .map_err(serde::de::Error::custom),
            None => self.entries.next_value_seed(seed),
        }
    }
}

fn hand_on<'de, K: DeserializeSeed<'de>, E: serde::de::Error>(
    seed: K,
    key: Cow<'de, str>,
) -> std::result::Result<K::Value, E> {
    match key {
        Cow::Borrowed(key) => seed.deserialize(BorrowedStrDeserializer::new(key)),
        Cow::Owned(key) => seed.deserialize(key.into_deserializer()),
    }
}

/// A key, borrowed where it can be.
struct Key<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a field name")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> std::result::Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> std::result::Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}
