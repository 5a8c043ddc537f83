//! Broken characters: invalid UTF-8 and lone surrogate escapes become U+FFFD, so that a scraper's mistake never
//! costs a post. The verdict says so with the note `text-repaired`.

use std::borrow::Cow;

/// Replaces every `\uD800`–`\uDFFF` escape of a JSON text that has no partner; borrowed where there is none.
pub(crate) fn surrogates(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut fixed = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        let escape = at + found;
        match surrogate(&bytes[escape..]) {
            Some(Half::Leading) if surrogate(&bytes[escape + 6..]) == Some(Half::Trailing) => {
                at = escape + 12;
            }
            Some(_) => {
                fixed.push_str(&json[done..escape]);
                fixed.push_str("\\ufffd");
                at = escape + 6;
                done = at;
            }
            None => at = (escape + 2).min(bytes.len()),
        }
    }
    if done == 0 {
        return Cow::Borrowed(json);
    }
    fixed.push_str(&json[done..]);
    Cow::Owned(fixed)
}

/// The text of a record; what is not UTF-8 becomes U+FFFD. Looking whether there is any is quicker than replacing it.
pub(crate) fn text(raw: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(raw).map_or_else(|_| String::from_utf8_lossy(raw), Cow::Borrowed)
}

/// The text of a row of a table. Spreadsheets on Windows write the old encoding of Western Europe, and do not say so: a
/// row that is not UTF-8 and in which nothing looks like it is read as that, anything else as broken UTF-8.
pub(crate) fn cells(raw: &[u8]) -> Cow<'_, str> {
    let lossy = text(raw);
    if matches!(lossy, Cow::Borrowed(_)) {
        return lossy;
    }
    let utf8 = lossy
        .chars()
        .any(|character| !character.is_ascii() && character != char::REPLACEMENT_CHARACTER);
    // The beginnings of cut-off emoji.
    if utf8 || memchr::memmem::find(raw, b"\xf0\x9f").is_some() {
        return lossy;
    }
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(raw);
    Cow::Owned(text.into_owned())
}

#[derive(PartialEq, Eq)]
enum Half {
    Leading,
    Trailing,
}

/// Which half of a surrogate pair the escape at the start of `bytes` is, if it is one.
fn surrogate(bytes: &[u8]) -> Option<Half> {
    let escape = bytes.get(..6)?;
    if !escape.starts_with(b"\\u")
        || !escape[2..].iter().all(u8::is_ascii_hexdigit)
        || escape[2] | 0x20 != b'd'
    {
        return None;
    }
    match escape[3] | 0x20 {
        // Setting this bit keeps the digits 0–9 as they are and turns A–F into a–f.
        b'8' | b'9' | b'a' | b'b' => Some(Half::Leading),
        b'c'..=b'f' => Some(Half::Trailing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_old_spreadsheets_are_read() {
        assert_eq!(cells(b"a,\x93halo\x94, caf\xe9"), "a,\u{201c}halo\u{201d}, café");
        assert_eq!(cells("a,é \u{1f600}".as_bytes()), "a,é \u{1f600}");
        assert_eq!(cells(b"\xc3\xa9,\xe9"), "é,\u{fffd}");
        assert_eq!(cells(b"halo \xf0\x9f\x98"), "halo \u{fffd}");
    }

    #[test]
    fn only_lone_halves_are_replaced() {
        for (json, fixed) in [
            (r#"{"a":"\ud83d\ude00"}"#, r#"{"a":"\ud83d\ude00"}"#),
            (r#"{"a":"\ud83d"}"#, r#"{"a":"\ufffd"}"#),
            (r#"{"a":"x\uDE00y"}"#, r#"{"a":"x\ufffdy"}"#),
            (r#"{"a":"\ud83d\ud83d\ude00"}"#, r#"{"a":"\ufffd\ud83d\ude00"}"#),
            (r#"{"a":"\\ud83d"}"#, r#"{"a":"\\ud83d"}"#),
            (r#"{"a":"\u00e9\n"}"#, r#"{"a":"\u00e9\n"}"#),
            ("\\", "\\"),
            (r"\ud83", r"\ud83"),
        ] {
            assert_eq!(surrogates(json), fixed);
        }
        assert!(matches!(surrogates(r#"{"a":"\u00e9"}"#), Cow::Borrowed(_)));
    }
}
