use super::*;

fn posts<'a>(rows: &'a [(&'a [u32], bool, u32)]) -> Vec<Tokens<'a>> {
    rows.iter()
        .map(|&(tokens, label, source)| Tokens {
            tokens,
            label,
            source,
        })
        .collect()
}

fn all() -> Search {
    Search {
        support: 1,
        sources: 1,
        z: f64::NEG_INFINITY,
        ..Search::default()
    }
}

fn find<'a>(found: &'a [Candidate], tokens: &[u32]) -> Option<&'a Candidate> {
    found.iter().find(|candidate| candidate.tokens == tokens)
}

#[test]
fn counts_posts_and_sources_worked_by_hand() {
    let rows: &[(&[u32], bool, u32)] = &[
        (&[7, 8, 7, 8], true, 2),
        (&[7, 8], true, 1),
        (&[7, 8], true, 2),
        (&[7, 9], false, 1),
        (&[9], false, 3),
    ];
    let found = candidates(&posts(rows), all());
    let pair = find(&found, &[7, 8]).expect("the pair");
    assert_eq!(
        (
            pair.labelled,
            pair.others,
            pair.labelled_sources,
            pair.other_sources
        ),
        (3, 0, 2, 0)
    );
    let single = find(&found, &[7]).expect("the token");
    assert_eq!(
        (
            single.labelled,
            single.others,
            single.labelled_sources,
            single.other_sources
        ),
        (3, 1, 2, 1)
    );
    assert!((single.precision - 0.75).abs() < 1e-12);
    // (3 + ½) / (0 + ½) over (1 + ½) / (1 + ½)
    assert!((single.log_odds - 7.0_f64.ln()).abs() < 1e-12);
    let variance = 1.0 / 3.5 + 1.0 / 0.5 + 1.0 / 1.5 + 1.0 / 1.5;
    assert!((single.z - 7.0_f64.ln() / f64::sqrt(variance)).abs() < 1e-12);
    assert!(find(&found, &[7, 8, 7, 8]).is_some());
    assert!(find(&found, &[9]).is_none(), "in no labelled post");
}

#[test]
fn support_sources_and_seams_are_kept() {
    let rows: &[(&[u32], bool, u32)] = &[
        (&[1, 0, 2], true, 1),
        (&[1, 0, 2], true, 1),
        (&[3, 2], true, 2),
        (&[4], false, 3),
    ];
    let search = Search {
        support: 2,
        seam: Some(0),
        ..all()
    };
    let found = candidates(&posts(rows), search);
    let tokens: Vec<_> = found.iter().map(|candidate| candidate.tokens.clone()).collect();
    assert_eq!(tokens, [vec![2], vec![1]]);
    let found = candidates(&posts(rows), Search { sources: 2, ..search });
    assert_eq!(found.len(), 1);
    assert_eq!(candidates(&posts(rows), Search { most: 1, ..search }).len(), 1);
}

#[test]
fn the_order_of_the_posts_does_not_matter() {
    let rows: Vec<(Vec<u32>, bool, u32)> = (0..200_u32)
        .map(|at| {
            (
                (0..8).map(|step| (at * 7 + step * step * at) % 11).collect(),
                at % 3 == 0,
                at % 5,
            )
        })
        .collect();
    let forward: Vec<Tokens<'_>> = rows
        .iter()
        .map(|(tokens, label, source)| Tokens {
            tokens,
            label: *label,
            source: *source,
        })
        .collect();
    let backward: Vec<Tokens<'_>> = forward.iter().rev().copied().collect();
    let found = candidates(&forward, all());
    assert!(found.len() > 50);
    assert_eq!(found, candidates(&backward, all()));
}

#[test]
fn packing_keeps_tokens_and_length() {
    for tokens in [&[0][..], &[0, 0], &[5, 0, 4_294_967_294, 1]] {
        assert_eq!(unpack(pack(tokens)), tokens);
    }
}
