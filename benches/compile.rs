//! From the lexicon's files to a classifier.

use std::hint::black_box;

use criterion::Criterion;
use netra::Classifier;

pub(crate) fn bench(criterion: &mut Criterion) {
    let stats = Classifier::new().stats();
    assert_eq!(stats.bans, 29, "the bans are not all there");
    assert!(stats.terms > 1_000 && stats.contestants > 1_000, "{stats:?}");
    let mut group = criterion.benchmark_group("compile");
    group.sample_size(10);
    group.bench_function("embedded", |bencher| {
        bencher.iter(|| black_box(Classifier::new()));
    });
    group.finish();
}
