//! Accounts in running text: mentions, mail addresses, links, and the author's own account. Outputs put pseudonyms in their
//! place, reports numbers; where they stand is found here for both.

use std::borrow::Cow;
use std::ops::Range;

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

/// What names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An account behind its sign, which the span covers too: `@budi`.
    Mention,
    /// A mail address; the number is the byte where its host begins.
    Mail(usize),
    /// The account in the address of a profile: the `budi` of `x.com/budi`.
    Profile,
    /// A link that leads further than to its host; the number is the byte where its path begins. Any site may name an
    /// account in it. What else is found inside comes after it.
    Link(usize),
}

/// A place in a text that names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Handle {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

/// Every place that names somebody, in order; of those that begin together the longest first. They may overlap. Linear
/// in the text.
pub(crate) fn find(text: &str) -> Vec<Handle> {
    let mut found = Vec::new();
    links(text, &mut found);
    signs(text, &mut found);
    profiles(text, &mut found);
    found.sort_by_key(|handle| (handle.span.start, std::cmp::Reverse(handle.span.end)));
    found
}

/// An account without its sign, in lower case: two that are the same so are one.
pub(crate) fn bare(account: &str) -> String {
    account.trim().trim_start_matches(['@', '＠']).to_lowercase()
}

/// What stands before the host in a mail address.
fn in_mail(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'+')
}

/// How long the account at the beginning of a text is, without a full stop or a dash that ends the sentence.
fn account_length(text: &str) -> usize {
    let end = text
        .find(|character: char| !(character.is_alphanumeric() || matches!(character, '_' | '.' | '-')))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(['.', '-']).len()
}

fn signs(text: &str, found: &mut Vec<Handle>) {
    for (at, sign) in text.match_indices(['@', '＠']) {
        let host = at + sign.len();
        let end = host + account_length(&text[host..]);
        if end == host {
            continue;
        }
        // Letters before the sign make it a mail address, which is somebody's as a whole.
        let before = text.as_bytes()[..at]
            .iter()
            .rev()
            .take_while(|byte| in_mail(**byte))
            .count();
        found.push(Handle {
            span: at - before..end,
            kind: if before == 0 {
                Kind::Mention
            } else {
                Kind::Mail(host)
            },
        });
    }
}

fn profiles(text: &str, found: &mut Vec<Handle>) {
    let lower = text.to_ascii_lowercase();
    for site in SITES {
        for (at, _) in lower.match_indices(site) {
            let start = at + site.len();
            let end = start + account_length(&text[start..]);
            let whole = at == 0 || !lower.as_bytes()[at - 1].is_ascii_alphanumeric();
            if whole && end > start && !NO_ACCOUNTS.contains(&&lower[start..end]) {
                found.push(Handle {
                    span: start..end,
                    kind: Kind::Profile,
                });
            }
        }
    }
}

fn links(text: &str, found: &mut Vec<Handle>) {
    let mut at_word = true;
    let mut done = 0;
    for (at, character) in text.char_indices() {
        if at < done {
            continue;
        }
        if at_word && let Some((path, end)) = link(&text[at..]) {
            done = at + end;
            found.push(Handle {
                span: at..done,
                kind: Kind::Link(at + path),
            });
            continue;
        }
        at_word = !u8::try_from(character).is_ok_and(in_mail);
    }
}

/// A link at the beginning of a text that leads further than to its host: where its path begins and where it ends.
fn link(text: &str) -> Option<(usize, usize)> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| {
            text.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
        .map_or(0, str::len);
    let host = text[scheme..]
        .find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | ':')))
        .unwrap_or(text.len() - scheme);
    let name = &text[scheme..scheme + host];
    let (_, ending) = name.rsplit_once('.')?;
    let is_host =
        !name.starts_with('.') && ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let path = scheme + host;
    if !is_host || !text[path..].starts_with(['/', '?', '#']) {
        return None;
    }
    let end = text[path..]
        .find(|character: char| character.is_whitespace() || matches!(character, '<' | '>' | '"'))
        .map_or(text.len(), |length| path + length);
    (end > path + 1).then_some((path, end))
}

/// Puts what `instead` says in the place of every account in the text, and of every `own` account or name that stands
/// there as whole words. Borrowed where nothing changes.
pub(super) fn replace<'t>(text: &'t str, own: &[&str], instead: &dyn Fn(&str) -> String) -> Cow<'t, str> {
    let bytes = text.as_bytes();
    let accounts = |handle: Handle| (!matches!(handle.kind, Kind::Link(_))).then_some(handle.span);
    let mut spans: Vec<Range<usize>> = find(text).into_iter().filter_map(accounts).collect();
    let lower = text.to_ascii_lowercase();
    for name in own {
        let name = name.trim().trim_start_matches(['@', '＠']).to_ascii_lowercase();
        // One or two letters would be found in every other word.
        if name.len() < 3 {
            continue;
        }
        for (at, _) in lower.match_indices(&name) {
            let end = at + name.len();
            let letter =
                |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            if !letter(at.checked_sub(1).and_then(|before| bytes.get(before))) && !letter(bytes.get(end)) {
                spans.push(at..end);
            }
        }
    }
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    // The longer of two that begin together; none that begins inside another.
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        if span.start >= done {
            changed.push_str(&text[done..span.start]);
            changed.push_str(&instead(&text[span.clone()]));
            done = span.end;
        }
    }
    changed.push_str(&text[done..]);
    Cow::Owned(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_naming_somebody_is_found() {
        use Kind::{Link, Mail, Mention, Profile};
        for (text, expected) in [
            ("hai @budi.", &[(4..9, Mention)][..]),
            ("＠Büdi-s, @ dan @@x", &[(0..10, Mention), (19..21, Mention)]),
            ("ke budi.s@surel.example!", &[(3..23, Mail(10))]),
            (
                "https://www.x.com/budi/status/1 ya",
                &[(0..31, Link(17)), (18..22, Profile)],
            ),
            ("tiktok.com/@budi", &[(0..16, Link(10)), (11..16, Mention)]),
            ("_x.com/budi", &[(7..11, Profile)]),
            ("contoh.id/a?u=x.com/budi", &[(0..24, Link(9)), (20..24, Profile)]),
            ("instagram.com/p/abc", &[(0..19, Link(13))]),
            ("https://contoh.id v1.2/3 a/b dan/atau", &[]),
        ] {
            let found: Vec<_> = find(text)
                .into_iter()
                .map(|handle| (handle.span, handle.kind))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
