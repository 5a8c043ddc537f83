//! The data of the page: JSON in blocks that a browser does not run, made so that no post can break out of them.

use serde::Serialize;

use crate::exit::Fault;

/// Leads whose details share a block. The page reads a block when one of them is opened.
pub(crate) const CHUNK: usize = 250;

/// A block of data under its id.
#[derive(Debug, Serialize)]
pub(crate) struct Block {
    pub(crate) id: String,
    pub(crate) json: String,
}

impl Block {
    /// Writes a value down.
    pub(crate) fn of(id: impl Into<String>, value: &impl Serialize) -> Result<Block, Fault> {
        let json = serde_json::to_string(value).map_err(|error| Fault::usage(error.to_string()))?;
        Ok(Block {
            id: id.into(),
            json: sealed(&json),
        })
    }
}

/// JSON in which nothing can end a script element, begin a comment in it, or be taken for markup. The escapes mean the
/// same characters, which outside of strings JSON does not have.
fn sealed(json: &str) -> String {
    let mut sealed = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => sealed.push_str("\\u003c"),
            '>' => sealed.push_str("\\u003e"),
            '&' => sealed.push_str("\\u0026"),
            '\u{2028}' => sealed.push_str("\\u2028"),
            '\u{2029}' => sealed.push_str("\\u2029"),
            other => sealed.push(other),
        }
    }
    sealed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_breaks_out_and_all_come_back() {
        for text in [
            "</script><script>alert(1)</script>",
            "<!-- <script>",
            "]]>&lt;\u{2028}\u{2029}",
            "\"\\</ScRiPt\u{0}",
        ] {
            let block = Block::of("d", &[text]).expect("JSON");
            assert!(
                !block.json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
                "{}",
                block.json
            );
            let back: Vec<String> = serde_json::from_str(&block.json).expect("JSON");
            assert_eq!(back, [text]);
        }
    }
}
