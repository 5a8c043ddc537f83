use super::*;

fn read(json: &str) -> Post<'_> {
    serde_json::from_str(json).expect(json)
}

#[test]
fn text_alone_is_a_post_and_is_borrowed() {
    let post = read(r#"{"text":"Selamat pagi"}"#);
    assert_eq!(post, Post::text("Selamat pagi"));
    assert!(matches!(post.text, Cow::Borrowed(_)));
    assert!(matches!(read(r#"{"text":"a\nb"}"#).text, Cow::Owned(_)));
    assert_eq!(read(r#"{"text":""}"#).text, "");
}

#[test]
fn text_is_required_and_must_be_a_string() {
    for bad in [
        "{}",
        r#"{"id":1}"#,
        r#"{"text":null}"#,
        r#"{"text":7}"#,
        r#"{"text":["a"]}"#,
        "[]",
        "7",
        r#""a""#,
    ] {
        assert!(serde_json::from_str::<Post<'_>>(bad).is_err(), "{bad}");
    }
}

#[test]
fn every_field_is_read_nested_and_flat() {
    let nested = read(
        r#"{"id":"7","text":"Mantap","action":"comment","target":{"account":"@a","name":"N","text":"T","kind":"party"},
            "author":{"account":"@b","name":"B","bio":"guru","status":"pppk"},"time":"2024-11-20","region":"3325",
            "media_text":"M","platform":"x","url":"u","anything":{"else":[1,2]}}"#,
    );
    let flat = read(
        r#"{"id":"7","text":"Mantap","action":"Comment","target_account":"@a","target_name":"N","target.text":"T",
            "target_kind":"party","author_account":"@b","author.name":"B","author_bio":"guru","author_status":"pppk",
            "time":"2024-11-20","region":3325,"media_text":"M"}"#,
    );
    assert_eq!(nested, flat);
    assert_eq!(nested.action, Action::Comment);
    assert_eq!(
        nested.target.as_ref().and_then(|target| target.kind),
        Some(TargetKind::Party)
    );
    assert_eq!(
        nested.author.as_ref().and_then(|author| author.status),
        Some(AuthorStatus::Pppk)
    );
    assert_eq!(nested.region.as_deref(), Some("3325"));
    assert!(nested.unreadable.is_empty());
}

#[test]
fn a_flat_column_wins_over_the_object_in_either_order() {
    for json in [
        r#"{"text":"","target":{"text":"old","name":"N"},"target_text":"new"}"#,
        r#"{"text":"","target_text":"new","target":{"text":"old","name":"N"}}"#,
    ] {
        let target = read(json).target.expect(json);
        assert_eq!(
            (target.text.as_deref(), target.name.as_deref()),
            (Some("new"), Some("N"))
        );
    }
}

#[test]
fn absurd_optional_fields_are_named_and_never_fail() {
    let post = read(
        r#"{"text":"x","id":{"a":1},"action":"dance","time":true,"region":["3325"],"media_text":{"a":1},
            "target":{"account":[],"kind":"planet"},"author":"somebody","author_status":"raja"}"#,
    );
    assert_eq!(
        post.unreadable,
        [
            "id",
            "author",
            "time",
            "region",
            "media_text",
            "target.account",
            "action",
            "target.kind",
            "author.status"
        ]
    );
    assert_eq!(post.action, Action::Post);
    assert_eq!(
        (post.id, post.time, post.region, post.target),
        (None, None, None, None)
    );
}

#[test]
fn null_and_empty_count_as_missing() {
    let post =
        read(r#"{"text":"x","id":null,"action":"","time":null,"region":"  ","target":null,"author":{}}"#);
    assert_eq!(post, Post::text("x"));
}

#[test]
fn numbers_stand_for_strings() {
    assert_eq!(
        read(r#"{"text":"","region":33.1}"#).region.as_deref(),
        Some("33.10")
    );
    assert_eq!(
        read(r#"{"text":"","region":3325.0}"#).region.as_deref(),
        Some("3325")
    );
    assert_eq!(
        read(r#"{"text":"","time":1732060800}"#).time.as_deref(),
        Some("1732060800")
    );
    assert_eq!(
        read(r#"{"text":"","id":18446744073709551615}"#).id,
        Some(Id::Number(u64::MAX))
    );
    assert_eq!(read(r#"{"text":"","id":-5}"#).id, Some(Id::Text("-5".to_owned())));
    // A number beyond 64 bits has lost digits by the time a post sees it.
    assert_eq!(
        read(r#"{"text":"","id":123456789012345678901234567890}"#).unreadable,
        ["id"]
    );
}

#[test]
fn the_last_of_duplicate_keys_counts() {
    let post =
        read(r#"{"text":"a","action":"dance","text":"b","action":"like","region":true,"region":"33"}"#);
    assert_eq!(
        (&*post.text, post.action, post.region.as_deref()),
        ("b", Action::Like, Some("33"))
    );
    assert!(post.unreadable.is_empty());
}
