//! Posts in which hardly anything should be found, and political ones beside them.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;

/// A feed.
pub(crate) struct Feed {
    pub(crate) name: &'static str,
    pub(crate) texts: Vec<String>,
}

/// Every feed of the table; nothing where one is not there.
pub(crate) fn all() -> Option<Vec<Feed>> {
    ["everyday", "news", "political"].into_iter().map(feed).collect()
}

fn feed(name: &'static str) -> Option<Feed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/corpus/{name}.jsonl.gz"));
    let lines = BufReader::new(GzDecoder::new(File::open(path).ok()?)).lines();
    let text = |line: std::io::Result<String>| {
        let record: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        Some(record["text"].as_str()?.to_owned())
    };
    Some(Feed {
        name,
        texts: lines.map(text).collect::<Option<Vec<String>>>()?,
    })
}
