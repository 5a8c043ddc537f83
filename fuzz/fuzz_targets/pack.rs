//! Any bytes as a pack, and as changes of a sound one whose digest is made to fit again.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/promises.rs"]
mod promises;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| promises::pack(bytes));
