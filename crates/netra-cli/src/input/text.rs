//! Plain text: one post a line.

use std::borrow::Cow;
use std::sync::Arc;

use netra::Post;

use super::cut::{Cutter, Lines};
use super::fields::Fields;
use super::raw::{RawBlocks, ReadRecord};
use super::source::Stream;
use super::{Format, Limits, Opened, Record, repair};
use crate::exit::Fault;

/// Plain text.
pub(crate) static TEXT: Format = Format {
    name: "text",
    about: "one post a line",
    suffixes: &["txt", "text"],
    looks_like: |_, _| true,
    open,
};

fn open(stream: Stream, fields: &Fields, limits: Limits) -> Opened {
    if let Some((name, column)) = fields.mapped().next() {
        return Err(Fault::usage(format!(
            "--field {name}={column}: {} is plain text and has no columns; name its format with --input-format",
            stream.name
        )));
    }
    let keep = fields.keep().iter().map(|name| name == "text").collect();
    let cutter = Cutter::new(stream, Box::new(Lines), limits);
    Ok(Box::new(RawBlocks::new(cutter, Arc::new(PlainText { keep }))))
}

/// For each name of `--keep`, whether it is the text: nothing else is there.
struct PlainText {
    keep: Vec<bool>,
}

impl ReadRecord for PlainText {
    fn read(&self, raw: &[u8], found: &mut dyn FnMut(Result<Record<'_>, String>)) {
        let text = repair::text(raw);
        let quoted = if self.keep.contains(&true) {
            serde_json::to_string(&text).ok()
        } else {
            None
        };
        found(Ok(Record {
            id: None,
            repaired: matches!(text, Cow::Owned(_)),
            kept: self
                .keep
                .iter()
                .map(|is_text| quoted.as_deref().map(Cow::Borrowed).filter(|_| *is_text))
                .collect(),
            post: Post::text(&*text),
        }));
    }
}
