//! How the records read.

use crate::evaluate::{Expect, FunctionalCase, LabelledPost};
use crate::post::{Action, Id};
use crate::verdict::Stance;

#[test]
fn a_labelled_post_reads_as_the_contract_says() {
    let line = r#"{"id":7,"text":"Ayo!","stance":["favour"],"bans":["social-like"],"bans_disputed":["campaign-team"],
        "certainty":3,"stratum":"s","source":"x","unheard":[1],"action":"share","target":{"account":"@a"}}"#;
    let post: LabelledPost = serde_json::from_str(line).expect("reads");
    assert_eq!(post.id, "7");
    assert!(post.is_violation() && post.takes(Stance::Favour) && !post.takes(Stance::Against));
    assert_eq!(post.shows("social-like"), Some(true));
    assert_eq!(post.shows("campaign-team"), None);
    assert_eq!(post.shows("social-share"), Some(false));
    let judged = post.post();
    assert_eq!((judged.action, &*judged.text), (Action::Share, "Ayo!"));
    assert_eq!(
        judged.target.and_then(|target| target.account).as_deref(),
        Some("@a")
    );
}

#[test]
fn a_label_nobody_can_read_is_an_error_that_says_what_is_expected() {
    let error = serde_json::from_str::<LabelledPost>(r#"{"text":"","stance":["for"],"bans":[]}"#)
        .expect_err("no such stance")
        .to_string();
    assert!(error.contains("favour") && error.contains("against"), "{error}");
    let error = serde_json::from_str::<LabelledPost>(r#"{"text":"","bans":[]}"#)
        .expect_err("no stance")
        .to_string();
    assert!(error.contains("missing field `stance`"), "{error}");
}

#[test]
fn a_case_without_optional_fields_reads() {
    let line = r#"{"id":"a","capability":"c","text":"t","expect":{"flagged":false,"stance":[],"bans":[],"absent":["x"]}}"#;
    let case: FunctionalCase = serde_json::from_str(line).expect("reads");
    assert_eq!(case.pair, None);
    assert_eq!(case.expect.contradiction(), None);
    assert_eq!(case.post().id, Some(Id::Text("a".into())));
}

#[test]
fn an_expectation_that_cannot_be_met_is_named() {
    let expect = Expect {
        flagged: true,
        bans: vec!["social-like".into()],
        absent: vec!["social-like".into()],
        ..Expect::default()
    };
    assert!(
        expect
            .contradiction()
            .is_some_and(|why| why.contains("social-like"))
    );
}
