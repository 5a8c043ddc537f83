//! Accounts in running text: mentions, e-mail addresses, addresses of profiles, and the author's own account.

use std::borrow::Cow;

/// Sites whose addresses name an account in the first part of the path.
const SITES: [&str; 10] = [
    "x.com/",
    "twitter.com/",
    "instagram.com/",
    "facebook.com/",
    "fb.com/",
    "threads.net/",
    "tiktok.com/",
    "t.me/",
    "youtube.com/",
    "wa.me/",
];

/// First parts of paths that are no accounts.
const NO_ACCOUNTS: [&str; 24] = [
    "c",
    "channel",
    "explore",
    "groups",
    "hashtag",
    "home",
    "i",
    "intent",
    "joinchat",
    "live",
    "p",
    "pages",
    "photo",
    "photo.php",
    "playlist",
    "posts",
    "profile.php",
    "reel",
    "search",
    "share",
    "shorts",
    "status",
    "stories",
    "watch",
];

fn in_handle(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

/// Puts what `instead` says in the place of every account in the text, and of every `own` account or name that stands
/// there as whole words. Borrowed where nothing changes.
pub(super) fn replace<'t>(text: &'t str, own: &[&str], instead: &dyn Fn(&str) -> String) -> Cow<'t, str> {
    let bytes = text.as_bytes();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for at in memchr::memchr_iter(b'@', bytes) {
        let end = at
            + 1
            + bytes[at + 1..]
                .iter()
                .take_while(|byte| in_handle(**byte))
                .count();
        let end = end
            - bytes[at + 1..end]
                .iter()
                .rev()
                .take_while(|byte| matches!(byte, b'.' | b'-'))
                .count();
        if end == at + 1 {
            continue;
        }
        // Letters before the sign make it an e-mail address, which is somebody's as a whole.
        let before = bytes[..at]
            .iter()
            .rev()
            .take_while(|byte| in_handle(**byte) || **byte == b'+')
            .count();
        spans.push((at - before, end));
    }
    let lower = text.to_ascii_lowercase();
    for site in SITES {
        for at in memchr::memmem::find_iter(lower.as_bytes(), site) {
            let start = at + site.len();
            let end = start + bytes[start..].iter().take_while(|byte| in_handle(**byte)).count();
            let whole = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            if whole && end > start && !NO_ACCOUNTS.contains(&&lower[start..end]) {
                spans.push((start, end));
            }
        }
    }
    for name in own {
        let name = name.trim().trim_start_matches('@').to_ascii_lowercase();
        // One or two letters would be found in every other word.
        if name.len() < 3 {
            continue;
        }
        for at in memchr::memmem::find_iter(lower.as_bytes(), name.as_bytes()) {
            let end = at + name.len();
            let letter =
                |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            if !letter(at.checked_sub(1).and_then(|before| bytes.get(before))) && !letter(bytes.get(end)) {
                spans.push((at, end));
            }
        }
    }
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    // The longer of two that begin together; none that begins inside another.
    spans.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end) in spans {
        if start >= done {
            changed.push_str(&text[done..start]);
            changed.push_str(&instead(&text[start..end]));
            done = end;
        }
    }
    changed.push_str(&text[done..]);
    Cow::Owned(changed)
}
