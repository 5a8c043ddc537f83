use super::*;

fn privacy(redact: bool, keep: &[&str]) -> Privacy {
    let folder = tempfile::tempdir().expect("a folder");
    let key = folder.path().join("key");
    std::fs::write(&key, "a secret of many bytes\n").expect("a key");
    let options = PrivacyOptions {
        pseudonymise: Some(key),
        public: vec!["@kantor.desa".to_owned()],
        redact: redact.then_some(Redact::Text),
    };
    let keep: Vec<String> = keep.iter().map(|name| (*name).to_owned()).collect();
    Privacy::new(&options, std::iter::once(("author_account", "who")), &keep, &[]).expect("valid")
}

fn names(privacy: &Privacy) -> &Names {
    privacy.names.as_ref().expect("pseudonyms")
}

#[test]
fn the_same_account_is_the_same_pseudonym_in_any_writing() {
    let privacy = privacy(false, &[]);
    let pseudonym = names(&privacy).pseudonyms.of("budi_asn");
    // Known from another implementation of HMAC-SHA-256.
    assert_eq!(pseudonym, "anon-767f42cacbb5af168c8e");
    assert_eq!(names(&privacy).handle("@Budi_ASN", &[]), format!("@{pseudonym}"));
    assert_eq!(names(&privacy).handle(&pseudonym, &[]), pseudonym);
}

#[test]
fn accounts_in_texts_are_replaced_and_public_ones_stay() {
    let privacy = privacy(false, &[]);
    let own = Own {
        private: vec!["@budi.asn", "Budi Made-Up"],
        public: vec!["@wayansekar"],
    };
    let anon = |account: &str| names(&privacy).pseudonyms.of(account);
    for (text, expected) in [
        (
            "hai @tetangga, apa kabar?",
            format!("hai @{}, apa kabar?", anon("tetangga")),
        ),
        (
            "hai ＠Tetangga, ＠prabowo",
            format!("hai @{}, ＠prabowo", anon("tetangga")),
        ),
        (
            "@Tetangga. @prabowo @KPU_ID @wayansekar",
            format!("@{}. @prabowo @KPU_ID @wayansekar", anon("tetangga")),
        ),
        (
            "kirim ke siti@surel.example ya",
            format!("kirim ke {} ya", anon("siti@surel.example")),
        ),
        ("humas@kpu.go.id", "humas@kpu.go.id".to_owned()),
        (
            "https://x.com/tetangga/status/12?s=20",
            format!("https://x.com/{}/status/12?s=20", anon("tetangga")),
        ),
        (
            "instagram.com/p/abc dan tiktok.com/@tetangga",
            format!("instagram.com/p/abc dan tiktok.com/@{}", anon("tetangga")),
        ),
        (
            "saya budi.asn, Budi Made-Up",
            format!("saya {}, {}", anon("budi.asn"), anon("budi made-up")),
        ),
        ("sebudi.asnan @ rumah 😀@", "sebudi.asnan @ rumah 😀@".to_owned()),
    ] {
        assert_eq!(names(&privacy).text(text, &own), expected);
    }
}

#[test]
fn fields_are_known_by_their_names_however_deep() {
    let privacy = privacy(true, &["text", "user", "x.who", "likes"]);
    let anon = |account: &str| names(&privacy).pseudonyms.of(account);
    let mut kept = vec![
        Some(Cow::Borrowed(r#""rahasia""#)),
        Some(Cow::Borrowed(
            r#"{"id":7,"screen_name":"tetangga","full_text":"rahasia","links":["x.com/tetangga"]}"#,
        )),
        Some(Cow::Borrowed("\"Tetangga\"")),
        Some(Cow::Borrowed("12")),
    ];
    privacy.kept(&mut kept, &Post::text("rahasia"));
    let anonymous = anon("tetangga");
    let kept: Vec<_> = kept.iter().map(Option::as_deref).collect();
    let id = anon("7");
    let user = format!(r#"{{"id":"{id}","links":["x.com/{anonymous}"],"screen_name":"{anonymous}"}}"#);
    assert_eq!(
        kept,
        [None, Some(&*user), Some(&*format!("\"{anonymous}\"")), Some("12")]
    );
    assert_eq!(privacy.raw(b"{\"who\":\"tetangga\",\"text\":7"), None);
    assert_eq!(
        privacy.raw(br#"{"who":"tetangga","text":7}"#),
        Some(format!("{{\"who\":\"{anonymous}\"}}"))
    );
}

#[test]
fn a_short_key_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = folder.path().join("key");
    std::fs::write(&key, "secret\n").expect("a key");
    let options = PrivacyOptions {
        pseudonymise: Some(key),
        ..PrivacyOptions::default()
    };
    assert!(Privacy::new(&options, std::iter::empty(), &[], &[]).is_err());
}
