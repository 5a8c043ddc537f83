//! Any text into normal form, with the lexicon's tables.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/promises.rs"]
mod promises;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use netra::Classifier;

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(Classifier::new);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Err(broken) = promises::normal(CLASSIFIER.normaliser(), &text) {
        panic!("{broken}");
    }
});
