//! Any post to its verdict: what the verdict says is true of the post and adds up. The text is cut at nul bytes into the
//! fields of a record; the first byte chooses the action.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/promises.rs"]
mod promises;

use std::cell::RefCell;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use netra::{Action, Classifier, Post, Scratch, Target};

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(Classifier::new);

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

const ACTIONS: [Action; 7] = [
    Action::Post,
    Action::Comment,
    Action::Share,
    Action::Like,
    Action::Follow,
    Action::Join,
    Action::Profile,
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let whole = String::from_utf8_lossy(rest);
    let mut fields = whole.split('\0').map(str::to_owned);
    let mut post = Post::text(fields.next().unwrap_or_default()).action(ACTIONS[usize::from(*first) % ACTIONS.len()]);
    post.media_text = fields.next().map(Into::into);
    post.time = fields.next().map(Into::into);
    post.region = fields.next().map(Into::into);
    if let Some(text) = fields.next() {
        post.target = Some(Target {
            text: Some(text.into()),
            account: fields.next().map(Into::into),
            name: fields.next().map(Into::into),
            kind: None,
        });
    }
    SCRATCH.with_borrow_mut(|scratch| {
        let verdict = CLASSIFIER.classify_with(scratch, &post);
        if let Err(broken) = promises::verdict(&post, verdict) {
            panic!("{broken}");
        }
        assert!(*verdict == CLASSIFIER.classify(&post), "a used scratch judges otherwise than a new one");
    });
});
