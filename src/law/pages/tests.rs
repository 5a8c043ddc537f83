use std::path::Path;

use crate::law::tests::shipped;
use crate::law::{Moment, RegionCode, Zone};

use super::WIDTH;

/// No line of a page is wider than the page, unless a single word is.
fn fits(page: &str) {
    for line in page.lines() {
        assert!(
            line.chars().count() <= WIDTH || !line.trim().contains(' '),
            "too wide: {line}"
        );
        assert_eq!(line, line.trim_end(), "trailing space");
    }
}

#[test]
fn pages_fit_a_terminal_and_show_statuses() {
    let law = shipped();
    fits(&law.bans_page());
    fits(&law.policies_page());
    fits(&law.calendar_page(None, None));
    for ban in law.bans() {
        let page = law.ban_page(&ban.id).unwrap();
        fits(&page);
        assert!(page.contains(&*ban.title.en), "{}", ban.id);
        assert!(page.contains("[terverifikasi]"), "{}", ban.id);
        assert!(page.contains("dugaan"), "{}", ban.id);
    }
    for policy in law.policies() {
        fits(&law.policy_page(&policy.id).unwrap());
    }
    assert!(
        law.ban_page("party-approach")
            .unwrap()
            .contains("[diperselisihkan]")
    );
    assert!(
        law.ban_page("biased-decision")
            .unwrap()
            .contains("[dari ingatan]")
    );
    assert_eq!(law.ban_page("shouting"), None);
    assert_eq!(law.policy_page("lebong-2025"), None);
}

#[test]
fn the_calendar_of_a_day_and_region() {
    let law = shipped();
    let lebong = RegionCode::parse("1707");
    let at = |text| Moment::parse(text, Zone::Wib).ok();
    let page = law.calendar_page(at("2024-11-25"), lebong);
    fits(&page);
    assert!(page.contains("Kabupaten Lebong (1707, WIB)"), "{page}");
    assert!(page.contains("masa tenang (quiet-period)"), "{page}");
    assert!(page.contains("lebong-2024, national"), "{page}");
    assert!(!page.contains("PSU"), "{page}");
    let page = law.calendar_page(at("2021-01-01"), lebong);
    assert!(page.contains("No election is open"), "{page}");
    let page = law.calendar_page(at("2025-05-24"), RegionCode::parse("1809"));
    assert!(page.contains("hari pemungutan suara (voting-day)"), "{page}");
}

#[test]
fn docs_bans_md_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/bans.md");
    let wanted = shipped().bans_markdown();
    if std::env::var_os("NETRA_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/bans.md is not what the lexicon says: run `NETRA_BLESS=1 cargo test -p netra`"
    );
}
