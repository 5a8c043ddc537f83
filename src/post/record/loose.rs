//! Values of any kind, kept only as far as a post can use them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// A value of any kind, kept only as far as a post can use it.
#[derive(Default)]
pub(super) enum Loose<'a> {
    /// Not there, or `null`, or an empty string.
    #[default]
    Missing,
    Text(Cow<'a, str>),
    /// A whole number, in digits.
    Number(String),
    /// A number with a fraction: some tables turn the region 33.10 into one.
    Fraction(f64),
    /// An object with the four fields of a target or an author.
    Object(Box<[Loose<'a>; 4]>),
    /// A kind that the field cannot have.
    Wrong,
}

impl<'a> Loose<'a> {
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Loose::Missing)
    }

    /// As a string; `Err` where it cannot be one.
    pub(super) fn into_text(self) -> Result<Option<Cow<'a, str>>, ()> {
        match self {
            Loose::Missing => Ok(None),
            Loose::Text(text) => Ok(Some(text)),
            Loose::Number(digits) => Ok(Some(Cow::Owned(digits))),
            Loose::Fraction(number) => Ok(Some(Cow::Owned(number.to_string()))),
            Loose::Object(_) | Loose::Wrong => Err(()),
        }
    }

    fn owned_or_missing(text: String) -> Loose<'a> {
        if text.trim().is_empty() {
            Loose::Missing
        } else {
            Loose::Text(Cow::Owned(text))
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Loose<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor {
            object: None,
            borrowed: PhantomData,
        })
    }
}

/// Reads a target or an author: an object with these four fields, named after the last dot.
pub(super) struct ObjectOf(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for ObjectOf {
    type Value = Loose<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose<'de>, D::Error> {
        deserializer.deserialize_any(LooseVisitor {
            object: Some(self.0),
            borrowed: PhantomData,
        })
    }
}

struct LooseVisitor<'a> {
    object: Option<&'static [&'static str]>,
    borrowed: PhantomData<&'a str>,
}

impl<'de: 'a, 'a> Visitor<'de> for LooseVisitor<'a> {
    type Value = Loose<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Loose<'a>, E> {
        Ok(if text.trim().is_empty() {
            Loose::Missing
        } else {
            Loose::Text(Cow::Borrowed(text))
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Loose<'a>, E> {
        Ok(Loose::owned_or_missing(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Loose<'a>, E> {
        Ok(Loose::owned_or_missing(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Loose<'a>, E> {
        Ok(Loose::Number(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Loose<'a>, E> {
        Ok(Loose::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Loose<'a>, E> {
        Ok(if !number.is_finite() {
            Loose::Wrong
        } else if number.fract() == 0.0 && number.abs() < 1e15 {
            Loose::Number(format!("{number:.0}"))
        } else {
            Loose::Fraction(number)
        })
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Loose<'a>, E> {
        Ok(Loose::Wrong)
    }

    fn visit_unit<E: Error>(self) -> Result<Loose<'a>, E> {
        Ok(Loose::Missing)
    }

    fn visit_none<E: Error>(self) -> Result<Loose<'a>, E> {
        Ok(Loose::Missing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose<'a>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::Wrong)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Loose<'a>, A::Error> {
        let Some(names) = self.object else {
            while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Loose::Wrong);
        };
        let mut fields: Box<[Loose<'a>; 4]> = Box::default();
        while let Some(Word(key)) = entries.next_key()? {
            let place = names
                .iter()
                .take(4)
                .position(|name| name.rsplit('.').next() == Some(&*key));
            match place {
                Some(at) => fields[at] = entries.next_value()?,
                None => drop(entries.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Loose::Object(fields))
    }
}

/// A key, borrowed where it can be.
pub(super) struct Word<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordVisitor<'a>(PhantomData<&'a str>);
        impl<'de: 'a, 'a> Visitor<'de> for WordVisitor<'a> {
            type Value = Word<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field name")
            }

            fn visit_borrowed_str<E: Error>(self, word: &'de str) -> Result<Word<'a>, E> {
                Ok(Word(Cow::Borrowed(word)))
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Word<'a>, E> {
                Ok(Word(Cow::Owned(word.to_owned())))
            }
        }
        deserializer.deserialize_str(WordVisitor(PhantomData))
    }
}
