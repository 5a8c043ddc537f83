//! Any text through normaliser and matcher: spans cut the text, and memory used before changes nothing.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/promises.rs"]
mod promises;

use std::cell::RefCell;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use netra::{Classifier, Scratch};

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(Classifier::new);

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    SCRATCH.with_borrow_mut(|scratch| {
        if let Err(broken) = promises::spans(&CLASSIFIER, scratch, &text) {
            panic!("{broken}");
        }
    });
});
