//! From a post to plain words.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use netra::normalise::NormalForm;

use crate::posts;

pub(crate) fn bench(criterion: &mut Criterion) {
    let classifier = posts::classifier();
    let normaliser = classifier.normaliser();
    let mut group = criterion.benchmark_group("normalise");
    for posts in posts::all() {
        let mut form = NormalForm::default();
        let mut tokens = || -> usize {
            let counts = posts.texts.iter().map(|text| {
                normaliser.normalise(text, &mut form);
                form.tokens().len()
            });
            counts.sum()
        };
        let counted = tokens();
        assert!(
            counted > posts.texts.len(),
            "{}: only {counted} tokens",
            posts.name
        );
        group.throughput(Throughput::Bytes(posts.bytes()));
        group.bench_function(posts.name, |bencher| bencher.iter(|| black_box(tokens())));
    }
    group.finish();
}
