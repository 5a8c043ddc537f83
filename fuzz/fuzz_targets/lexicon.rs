//! Any file of a lexicon: it compiles, or the error says something.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/promises.rs"]
mod promises;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(broken) = promises::lexicon(bytes) {
        panic!("{broken}");
    }
});
