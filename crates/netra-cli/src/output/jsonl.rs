//! JSON Lines: one verdict a line, the record of the contract.

use super::{Format, Judged, json};

/// JSON Lines.
pub(crate) struct Jsonl;

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn header(&self, _keep: &[String]) -> Vec<u8> {
        Vec::new()
    }

    fn append(&self, out: &mut Vec<u8>, judged: &Judged<'_>) {
        out.extend_from_slice(b"{\"id\":");
        out.extend_from_slice(judged.id.as_bytes());
        let body = out.len();
        json::append(out, judged.verdict);
        // The verdict brings an opening brace of its own, just where a comma is needed.
        out[body] = b',';
        if !judged.keep.is_empty() {
            out.pop();
            append_kept(out, judged);
            out.push(b'}');
        }
        out.push(b'\n');
    }
}

fn append_kept(out: &mut Vec<u8>, judged: &Judged<'_>) {
    out.extend_from_slice(b",\"post\":{");
    let mut separator: &[u8] = b"";
    for (name, value) in judged.keep.iter().zip(judged.kept) {
        let Some(value) = value else { continue };
        out.extend_from_slice(separator);
        out.extend_from_slice(serde_json::Value::from(name.as_str()).to_string().as_bytes());
        out.push(b':');
        out.extend_from_slice(value.as_bytes());
        separator = b",";
    }
    out.push(b'}');
}
