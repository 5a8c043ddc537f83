//! Verdicts as JSON: byte for byte what serde_json writes, in less time.
//!
//! A verdict is many short strings between names that need no escape. What is looked at character by character elsewhere
//! is looked at in whole vectors here, and names are copied as they are. What a verdict does not hold (maps, numbers as
//! keys, …) is left to serde_json.

use std::fmt::{self, Display};

use serde::ser::{self, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};

/// Appends a value. The types of a verdict cannot fail.
pub(crate) fn append(out: &mut Vec<u8>, value: &impl Serialize) {
    let start = out.len();
    if value.serialize(Quick(out)).is_err() {
        out.truncate(start);
        // Writing to memory cannot fail, and a verdict holds nothing that JSON cannot say.
        let written = serde_json::to_writer(out, value);
        debug_assert!(written.is_ok());
    }
}

/// Something that a verdict does not hold.
#[derive(Debug)]
struct Unknown;

impl Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not part of a verdict")
    }
}

impl std::error::Error for Unknown {}

impl ser::Error for Unknown {
    fn custom<T: Display>(_: T) -> Unknown {
        Unknown
    }
}

type Written = Result<(), Unknown>;

struct Quick<'o>(&'o mut Vec<u8>);

impl Quick<'_> {
    fn by_serde(self, value: &(impl Serialize + ?Sized)) -> Written {
        serde_json::to_writer(self.0, value).map_err(|_| Unknown)
    }

    fn text(self, text: &str) -> Written {
        let special = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
        // Without an early end the compiler looks at many bytes at once.
        if text
            .as_bytes()
            .iter()
            .fold(false, |any, byte| any | special(byte))
        {
            return self.by_serde(text);
        }
        let out = self.0;
        out.reserve(text.len() + 2);
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        Ok(())
    }
}

/// The items of a list.
struct Items<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Unknown;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        value.serialize(Quick(self.out))
    }

    fn end(self) -> Written {
        self.out.push(b']');
        Ok(())
    }
}

/// The fields of an object.
struct Entries<'o> {
    out: &'o mut Vec<u8>,
    /// What stands before the next field: the brace before the first one, a comma before any other.
    before: u8,
}

impl SerializeStruct for Entries<'_> {
    type Ok = ();
    type Error = Unknown;

    /// Inlined, so that a name, its quotes and what stands before it are a few words that the compiler knows.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        const ROOM: usize = 32;
        let length = name.len() + 4;
        let mut field = [0; ROOM];
        // The names of fields are words of this project, and short.
        if length <= ROOM {
            field[0] = self.before;
            field[1] = b'"';
            field[2..length - 2].copy_from_slice(name.as_bytes());
            field[length - 2] = b'"';
            field[length - 1] = b':';
            self.out.extend_from_slice(&field[..length]);
        } else {
            self.out.extend_from_slice(&[self.before, b'"']);
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"\":");
        }
        self.before = b',';
        value.serialize(Quick(self.out))
    }

    fn end(self) -> Written {
        if self.before == b'{' {
            self.out.push(b'{');
        }
        self.out.push(b'}');
        Ok(())
    }
}

macro_rules! by_serde {
    ($($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Written {
            self.by_serde(&value)
        })*
    };
}

impl<'o> Serializer for Quick<'o> {
    type Ok = ();
    type Error = Unknown;
    type SerializeSeq = Items<'o>;
    type SerializeTuple = Impossible<(), Unknown>;
    type SerializeTupleStruct = Impossible<(), Unknown>;
    type SerializeTupleVariant = Impossible<(), Unknown>;
    type SerializeMap = Impossible<(), Unknown>;
    type SerializeStruct = Entries<'o>;
    type SerializeStructVariant = Impossible<(), Unknown>;

    by_serde!(
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64,
        serialize_f32 f32, serialize_f64 f64, serialize_char char, serialize_bytes &[u8]
    );

    fn serialize_bool(self, value: bool) -> Written {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Written {
        self.text(value)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(Unknown)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'o>, Unknown> {
        self.0.push(b'[');
        Ok(Items {
            out: self.0,
            empty: true,
        })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unknown> {
        Err(Unknown)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unknown> {
        Err(Unknown)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unknown> {
        Err(Unknown)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unknown> {
        Err(Unknown)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'o>, Unknown> {
        Ok(Entries {
            out: self.0,
            before: b'{',
        })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unknown> {
        Err(Unknown)
    }
}

#[cfg(test)]
mod tests {
    use netra::{Classifier, Post, Verdict};
    use serde_json::json;

    use super::*;

    fn quick(value: &impl Serialize) -> String {
        let mut out = b"before ".to_vec();
        append(&mut out, value);
        String::from_utf8(out).expect("UTF-8").split_off("before ".len())
    }

    #[test]
    fn verdicts_are_written_as_serde_json_writes_them() {
        let classifier = Classifier::new();
        for text in [
            "",
            "Selamat pagi",
            "Ayo coblos nomor 2, menangkan \"Prabowo\\Gibran\"\n\t\u{1} 🔥 sekali putaran!",
            "Kata ASN netral? Jangan pilih 01 atau 03, kata @warga. #PrabowoGibran2024 p r a b o w o",
        ] {
            let post = Post::text(text).time("2024-02-12").region("3325");
            let verdict = classifier.classify(&post);
            // Without help from serde_json as a whole.
            let mut alone = Vec::new();
            verdict.serialize(Quick(&mut alone)).expect("a verdict");
            let expected = serde_json::to_string(&verdict).expect("JSON");
            assert_eq!(String::from_utf8_lossy(&alone), expected);
            assert_eq!(quick(&verdict), expected);
            let again: Verdict = serde_json::from_str(&expected).expect("a verdict");
            assert_eq!(again, verdict);
        }
    }

    #[test]
    fn what_must_be_escaped_is_found_wherever_it_stands() {
        for length in 0..70 {
            let plain = "é".repeat(length / 2) + &"a".repeat(length % 2);
            assert_eq!(quick(&plain), format!("\"{plain}\""));
            for at in 0..plain.len() {
                for special in [b'"', b'\\', b'\n', 0, 0x1f] {
                    let mut text = "a".repeat(length).into_bytes();
                    text[at] = special;
                    let text = String::from_utf8(text).expect("ASCII");
                    assert_eq!(quick(&text), serde_json::to_string(&text).expect("JSON"));
                }
            }
        }
    }

    #[test]
    fn what_a_verdict_does_not_hold_is_written_too() {
        for value in [
            json!(null),
            json!([1, -2, 0.5, true, "a\u{7f}\u{2028}\"", [], {}]),
            json!({"a": {"b\"": [null]}, "c": "x"}),
        ] {
            assert_eq!(quick(&value), value.to_string());
        }
        assert_eq!(quick(&("a", 1, 'c', ())), r#"["a",1,"c",null]"#);
    }

    #[test]
    fn names_of_any_length_and_objects_without_any_are_written_too() {
        #[derive(serde::Serialize)]
        struct Names {
            a: u8,
            a_name_that_is_longer_than_any_of_this_project: Nothing,
        }
        #[derive(serde::Serialize)]
        struct Nothing {}
        let value = Names {
            a: 1,
            a_name_that_is_longer_than_any_of_this_project: Nothing {},
        };
        assert_eq!(quick(&value), serde_json::to_string(&value).expect("JSON"));
    }
}
