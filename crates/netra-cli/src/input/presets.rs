//! Layouts of the usual scrapers and exports: in which columns they keep the fields of a post.
//!
//! A layout is one entry of [`PRESETS`]. Of several columns for one field the first counts that a record has; a
//! column is written as for `--field`, dotted where it is nested. A field that no column is named for is looked for
//! under its own name.

use netra::Action;

/// A layout.
#[derive(Debug)]
pub(crate) struct Preset {
    /// The word of `--preset`.
    pub(crate) name: &'static str,
    /// Whose layout it is.
    pub(crate) about: &'static str,
    /// Fields and columns, the likeliest column of a field first.
    pub(crate) columns: &'static [(&'static str, &'static str)],
    /// What the authors did, where all records are of one kind.
    pub(crate) action: Option<Action>,
}

/// Every layout. Advice names the first one that keeps the text in a column, so the commonest come first.
pub(crate) static PRESETS: &[Preset] = &[
    Preset {
        name: "tweet-harvest",
        about: "CSV of tweet-harvest: full_text, id_str, created_at, username",
        columns: &[
            ("text", "full_text"),
            ("id", "id_str"),
            ("time", "created_at"),
            ("author_account", "username"),
            ("url", "tweet_url"),
        ],
        action: None,
    },
    Preset {
        name: "snscrape",
        about: "JSON Lines or CSV of snscrape: rawContent, date, user.username",
        columns: &[
            ("text", "rawContent"),
            ("text", "content"),
            ("text", "renderedContent"),
            ("time", "date"),
            ("author_account", "user.username"),
            ("author_account", "username"),
            ("author_name", "user.displayname"),
            ("author_bio", "user.rawDescription"),
            ("author_bio", "user.description"),
        ],
        action: None,
    },
    Preset {
        name: "x-api",
        about: "tweets of the X (Twitter) API: full_text or text, id_str, user.screen_name",
        columns: &[
            ("text", "full_text"),
            ("text", "extended_tweet.full_text"),
            ("text", "text"),
            ("id", "id_str"),
            ("time", "created_at"),
            ("author_account", "user.screen_name"),
            ("author_name", "user.name"),
            ("author_bio", "user.description"),
        ],
        action: None,
    },
    Preset {
        name: "apify-instagram",
        about: "Apify's Instagram scrapers: caption, timestamp, ownerUsername",
        columns: &[
            ("text", "caption"),
            ("text", "text"),
            ("time", "timestamp"),
            ("author_account", "ownerUsername"),
            ("author_account", "owner.username"),
            ("author_name", "ownerFullName"),
            ("media_text", "alt"),
        ],
        action: None,
    },
    Preset {
        name: "apify-facebook",
        about: "Apify's Facebook scrapers: text, time, user.name",
        columns: &[
            ("text", "text"),
            ("text", "message"),
            ("id", "postId"),
            ("id", "feedbackId"),
            ("time", "time"),
            ("time", "date"),
            ("author_account", "user.id"),
            ("author_name", "user.name"),
            ("author_name", "profileName"),
        ],
        action: None,
    },
    Preset {
        name: "apify-tiktok",
        about: "Apify's TikTok scrapers: text, createTimeISO, authorMeta.name",
        columns: &[
            ("text", "text"),
            ("time", "createTimeISO"),
            ("time", "createTime"),
            ("author_account", "authorMeta.name"),
            ("author_account", "uniqueId"),
            ("author_name", "authorMeta.nickName"),
            ("author_bio", "authorMeta.signature"),
            ("url", "webVideoUrl"),
        ],
        action: None,
    },
    Preset {
        name: "youtube-api",
        about: "comments of the YouTube Data API, nested or flat: textOriginal, textDisplay, publishedAt",
        columns: &[
            ("text", "snippet.topLevelComment.snippet.textOriginal"),
            ("text", "snippet.textOriginal"),
            ("text", "textOriginal"),
            ("text", "snippet.topLevelComment.snippet.textDisplay"),
            ("text", "snippet.textDisplay"),
            ("text", "textDisplay"),
            ("id", "id"),
            ("id", "commentId"),
            ("time", "snippet.topLevelComment.snippet.publishedAt"),
            ("time", "snippet.publishedAt"),
            ("time", "publishedAt"),
            (
                "author_account",
                "snippet.topLevelComment.snippet.authorDisplayName",
            ),
            ("author_account", "snippet.authorDisplayName"),
            ("author_account", "authorDisplayName"),
        ],
        action: Some(Action::Comment),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_a_text_and_knows_its_fields() {
        for preset in PRESETS {
            assert!(
                preset.columns.iter().any(|(name, _)| *name == "text"),
                "{}",
                preset.name
            );
            for (name, _) in preset.columns {
                assert_eq!(
                    crate::input::fields::canonical(name),
                    Some(*name),
                    "{}",
                    preset.name
                );
            }
        }
    }
}
