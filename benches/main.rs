//! How fast the rooms are: `cargo bench -p netra`, or a part of it: `cargo bench -p netra -- verdict`.
//!
//! One binary, because linking with all optimisations takes longer than measuring. Every bench asserts what it finds
//! before it times anything: a fast classifier that finds nothing would otherwise look like progress.

// Criterion's macros make undocumented items.
#![allow(missing_docs)]

mod compile;
mod matching;
mod normalise;
mod posts;
mod verdict;

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};

/// Short enough that the whole run stays under two minutes; differences below a tenth are noise.
fn short() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20)
        .configure_from_args()
}

criterion_group! {
    name = rooms;
    config = short();
    targets = compile::bench, normalise::bench, matching::bench, verdict::bench
}
criterion_main!(rooms);
