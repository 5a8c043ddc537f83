//! Whole reports, as text.

use std::path::PathBuf;

use super::verdicts::tests::verdict;
use super::*;
use crate::input::Limits;
use crate::input::fields::Fields;

/// A report of these verdicts, and what is said about it.
fn report(lines: &[String], change: impl FnOnce(&mut Request, &std::path::Path)) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("verdicts.jsonl");
    std::fs::write(&path, lines.join("\n")).expect("a file");
    let mut request = Request {
        verdicts: vec![Source::File(path)],
        posts: Vec::new(),
        reading: Reading {
            format: "auto".to_owned(),
            encoding: None,
            fields: Fields::parse(&[], &BESIDE.map(str::to_owned))
                .expect("fields")
                .kept_where_there(),
            limits: Limits {
                block: 1 << 16,
                records: usize::MAX,
                longest: 1 << 20,
                live: false,
            },
        },
        marks: Vec::new(),
        settled: None,
        people: People::Numbered,
        public: crate::privacy::Public::new(&[], &[]).expect("public accounts"),
        pseudonyms: None,
        title: None,
        lexicon: Lexicon::embedded(),
        classifier: None,
    };
    change(&mut request, folder.path());
    match build(request) {
        Ok(report) => report,
        Err(fault) => panic!("{fault:?}"),
    }
}

fn file(folder: &std::path::Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

/// A block of data of the page.
fn block(page: &str, id: &str) -> serde_json::Value {
    let begin = format!("<script type=\"application/json\" id=\"data-{id}\">");
    let from = page.find(&begin).expect(id) + begin.len();
    let json = &page[from..from + page[from..].find("</script>").expect("an end")];
    serde_json::from_str(json).expect("JSON")
}

/// A verdict with more fields of its post.
fn with_post(verdict: &str, post: &serde_json::Value) -> String {
    let mut verdict: serde_json::Value = serde_json::from_str(verdict).expect("JSON");
    for (name, value) in post.as_object().expect("an object") {
        verdict["post"][name] = value.clone();
    }
    verdict.to_string()
}

const HOSTILE: &str = "</script><script>alert(1)</script><!-- <b onclick='x'>dukung</b> {{ 7*7 }} & \u{202e}";

#[test]
fn hostile_texts_stay_texts() {
    let line = with_post(
        &verdict("</script><i>", HOSTILE, "dukung"),
        &serde_json::json!({"platform": "</title><b>", "region": "<u>negeri</u>", "time": "<s>"}),
    );
    let page = report(&[line], |request, _| {
        request.title = Some("</title><script>x".to_owned());
    })
    .page;
    for part in [
        "<b onclick",
        "<script>alert",
        "<!-- <b",
        "</title><b>",
        "<u>negeri",
        "</title><script>",
        "<i>",
    ] {
        assert!(!page.contains(part), "{part}");
    }
    let scripts = page.matches("<script").count();
    assert_eq!(scripts, page.matches("</script>").count());
    let lead = &block(&page, "leads")[0];
    assert_eq!(lead[0], "\"</script><i>\"");
    let shown = HOSTILE.replace('\u{202e}', "\u{fffd}");
    assert_eq!(lead[12], shown.as_str());
    let from = shown[..shown.find("dukung").expect("a word")]
        .encode_utf16()
        .count();
    assert_eq!(lead[13], serde_json::json!([[from, 6, 1]]));
}

#[test]
fn the_policy_names_the_script_and_the_style_of_the_page() {
    use sha2::Digest;
    let page = report(&[verdict("a", "dukung", "dukung")], |_, _| ()).page;
    let between = |begin: &str, end: &str| {
        let from = page.rfind(begin).expect(begin) + begin.len();
        &page[from..from + page[from..].find(end).expect(end)]
    };
    let policy = between("Content-Security-Policy\" content=\"", "\"");
    assert!(
        policy.starts_with("default-src &#x27;none&#x27;;") || policy.starts_with("default-src 'none';"),
        "{policy}"
    );
    let policy = policy
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&#x3d;", "=");
    for (kind, text) in [
        ("script-src", between("<script>", "</script>")),
        ("style-src", between("<style>", "</style>")),
    ] {
        let digest = sha2::Sha256::digest(text.as_bytes());
        let wanted = policy
            .split(&format!("{kind} 'sha256-"))
            .nth(1)
            .and_then(|rest| rest.split('\'').next());
        let wanted = wanted.expect(kind);
        let bits: String = wanted
            .trim_end_matches('=')
            .chars()
            .map(|digit| {
                let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
                format!("{:06b}", digits.find(digit).expect("base 64"))
            })
            .collect();
        let bytes: Vec<u8> = (0..32)
            .map(|at| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).expect("bits"))
            .collect();
        assert_eq!(bytes, digest.as_slice(), "{kind}");
    }
    assert!(
        !page.contains("style=\"") && !page.contains(" onclick="),
        "the policy would refuse it"
    );
    assert!(
        !page.contains("src=") && !page.contains("<link"),
        "nothing is loaded"
    );
}

#[test]
fn people_are_covered_everywhere() {
    let text = "Saya @budi_asli dukung Wasek, lihat https://x.com/budi_asli/status/1";
    let line = with_post(
        &verdict("a", text, "@budi_asli dukung"),
        &serde_json::json!({"author.account": "@Budi_Asli", "author.name": "Budi Asli", "url": "https://x.com/budi_asli/status/1",
            "target.account": "budi_asli", "target.name": "Budi Asli", "author.bio": "@budi_asli"}),
    );
    let page = report(std::slice::from_ref(&line), |_, _| ()).page;
    assert!(!page.to_lowercase().contains("budi"), "a name leaks");
    let lead = &block(&page, "leads")[0];
    assert_eq!(lead[12], "Saya @akun-1 dukung Wasek, lihat https://x.com/…");
    assert_eq!(block(&page, "shared")["authors"], serde_json::json!(["akun-1"]));
    assert_eq!(block(&page, "details-0")[0]["f"][0][11][0][1], "@akun-1 dukung");
    let omitted = report(std::slice::from_ref(&line), |request, _| {
        request.people = People::Omitted;
    })
    .page;
    assert!(!omitted.to_lowercase().contains("budi"));
    assert_eq!(block(&omitted, "leads")[0][9], -1);
    let shown = report(&[line], |request, _| request.people = People::Shown).page;
    assert_eq!(block(&shown, "leads")[0][12], text);
    assert_eq!(
        block(&shown, "details-0")[0]["u"],
        "https://x.com/budi_asli/status/1"
    );
}

#[test]
fn settled_posts_stay_out_and_are_counted() {
    let lines = ["a", "b", "c"].map(|id| verdict(id, &format!("{id} dukung"), "dukung"));
    let report = report(&lines, |request, folder| {
        request.settled = Some(file(
            folder,
            "settled.csv",
            "id,reason\nb,kutipan berita\nz,bukan ASN\n",
        ));
    });
    let leads = block(&report.page, "leads");
    let ids: Vec<&str> = leads
        .as_array()
        .expect("leads")
        .iter()
        .filter_map(|lead| lead[0].as_str())
        .collect();
    assert_eq!(ids, ["\"a\"", "\"c\""]);
    assert!(
        report.says.contains(&"1 settled posts are left out".to_owned()),
        "{:?}",
        report.says
    );
    assert!(
        report
            .says
            .iter()
            .any(|line| line.starts_with("1 settled ids are not"))
    );
}

#[test]
fn marks_come_back_with_the_precision_of_the_run() {
    let lines: Vec<String> = (0..10)
        .map(|id| verdict(&format!("p{id}"), "dukung", "dukung"))
        .collect();
    let rows: Vec<String> = (0..8)
        .map(|id| {
            let mark = if id < 6 { "confirmed" } else { "not-confirmed" };
            format!(
                "{{\"id\":\"p{id}\",\"mark\":\"{mark}\",\"sampled\":{}}}",
                id % 2 == 0
            )
        })
        .collect();
    let report = report(&lines, |request, folder| {
        let text = format!("{{\"netra_marks\":1,\"marks\":[{}]}}", rows.join(","));
        request.marks = vec![file(folder, "marks.json", &text)];
    });
    assert!(
        report
            .says
            .iter()
            .any(|line| line.contains("6 of 8 leads: precision 0.75 (95 %: 0.41–0.93)")),
        "{:?}",
        report.says
    );
    assert_eq!(
        block(&report.page, "shared")["marks"]["\"p7\""]["mark"],
        "not-confirmed"
    );
    assert!(report.page.contains("75 %") || report.page.contains(">75"));
}

#[test]
fn posts_are_joined_by_id_and_strangers_are_refused() {
    let bare = |id: &str, text: &str| {
        let mut line: serde_json::Value = serde_json::from_str(&verdict(id, text, "dukung")).expect("JSON");
        line.as_object_mut().expect("an object").remove("post");
        line.to_string()
    };
    let lines = [
        bare("a", "Saya dukung Wasek"),
        bare("b", "Kami dukung Wasek"),
        bare("c", "dukung"),
    ];
    let report = report(&lines, |request, folder| {
        let csv =
            "id,text,time,platform\na,Saya dukung Wasek,2031-10-01,x\nb,lain sama sekali,2031-10-02,x\n";
        request.posts = vec![Source::File(file(folder, "posts.csv", csv))];
    });
    let leads = block(&report.page, "leads");
    assert_eq!(leads[0][12], "Saya dukung Wasek");
    assert_eq!((&leads[0][8], &leads[1][12]), (&"2031-10-01".into(), &"".into()));
    assert_eq!(leads[0][13], serde_json::json!([[5, 6, 1]]));
    assert_eq!(
        block(&report.page, "shared")["platforms"],
        serde_json::json!(["x"])
    );
    assert!(
        report
            .says
            .iter()
            .any(|line| line.starts_with("1 posts are not the ones")),
        "{:?}",
        report.says
    );
    assert!(
        report
            .says
            .iter()
            .any(|line| line.starts_with("2 leads come without")),
        "{:?}",
        report.says
    );
}

#[test]
fn copies_and_authors_are_grouped() {
    let text = "Mari kita dukung Wasek nomor satu, terang untuk semua desa di Awan Biru";
    let lines = [
        with_post(
            &verdict("a", text, "dukung"),
            &serde_json::json!({"author.account": "@satu"}),
        ),
        with_post(
            &verdict("b", &format!("{text}!!!"), "dukung"),
            &serde_json::json!({"author.account": "satu"}),
        ),
        with_post(
            &verdict("c", "Kami dukung yang lain saja", "dukung"),
            &serde_json::json!({"author.account": "@dua"}),
        ),
    ];
    let page = report(&lines, |_, _| ()).page;
    let leads = block(&page, "leads");
    let column = |at: usize| [0, 1, 2].map(|lead| leads[lead][at].as_i64().expect("a number"));
    assert_eq!(column(10), [0, 0, -1]);
    assert_eq!(column(9), [0, 0, 1]);
    let mut draws = column(14);
    draws.sort_unstable();
    assert_eq!(draws, [0, 1, 2]);
}

#[test]
fn fifty_thousand_leads_stay_a_file_that_opens() {
    let words = [
        "jalan", "desa", "pasar", "sawah", "sekolah", "kantor", "balai", "lapangan", "pagi", "malam",
    ];
    let lines: Vec<String> = (0..50_000)
        .map(|number: usize| {
            let story: Vec<&str> = (0..30)
                .map(|at| words[(number / (at + 1) + at * 7) % words.len()])
                .collect();
            let text = format!("Kami dukung Wasek nomor {number}, {}", story.join(" "));
            verdict(&format!("post-{number:019}"), &text, "dukung")
        })
        .collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let report = report(&lines, |_, _| ());
    assert_eq!(
        block(&report.page, "leads").as_array().map(Vec::len),
        Some(50_000)
    );
    assert_eq!(
        block(&report.page, "details-199").as_array().map(Vec::len),
        Some(250)
    );
    // Texts and ids stand in it once; everything that returns is a number.
    assert!(
        report.page.len() < bytes * 6 / 10,
        "{} of {bytes} bytes",
        report.page.len()
    );
    assert!(report.page.len() < 26_000_000, "{} bytes", report.page.len());
}

#[test]
fn nothing_at_all_is_a_report_too() {
    let report = report(&[], |_, _| ());
    assert_eq!(report.says, ["0 leads from 0 verdicts"]);
    assert_eq!(block(&report.page, "leads"), serde_json::json!([]));
}
