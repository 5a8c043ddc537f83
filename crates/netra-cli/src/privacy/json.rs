//! Private values inside JSON: known by the names of the fields they stand in.

use serde_json::Value;

use super::Holds;

/// Fields that hold an account or a person's name, in the layouts of the usual scrapers.
const ACCOUNTS: [&str; 24] = [
    "account",
    "author",
    "author_account",
    "author_name",
    "authorchannelid",
    "authordisplayname",
    "commenter",
    "display_name",
    "displayname",
    "from",
    "in_reply_to_screen_name",
    "nama",
    "name",
    "owner",
    "ownerfullname",
    "ownerusername",
    "profile_name",
    "profilename",
    "screen_name",
    "user",
    "user_id_str",
    "user_name",
    "username",
    "uniqueid",
];

/// Fields that hold what was written.
const TEXTS: [&str; 14] = [
    "author_bio",
    "bio",
    "body",
    "caption",
    "content",
    "full_text",
    "media_text",
    "message",
    "rawcontent",
    "target_text",
    "text",
    "textdisplay",
    "textoriginal",
    "tweet",
];

/// What fields hold, by their names.
#[derive(Debug, Default)]
pub(super) struct Columns {
    texts: Vec<String>,
    accounts: Vec<String>,
}

impl Columns {
    /// The usual names, and the columns that were mapped to fields which hold such things.
    pub(super) fn new<'f>(mapped: impl Iterator<Item = (&'static str, &'f str)>) -> Columns {
        let mut columns = Columns::default();
        for (field, column) in mapped {
            let column = last(column).to_lowercase();
            match field {
                "text" | "media_text" | "target_text" | "author_bio" => columns.texts.push(column),
                "author_account" | "author_name" | "target_account" | "target_name" => {
                    columns.accounts.push(column);
                }
                _ => {}
            }
        }
        columns
    }

    /// What a field of this name holds; of a dotted name the last part counts.
    pub(super) fn holds(&self, name: &str) -> Holds {
        let flat = name.to_lowercase().replace('.', "_");
        let name = last(name).to_lowercase();
        let among = |list: &[&str], more: &[String]| {
            list.contains(&name.as_str()) || list.contains(&flat.as_str()) || more.contains(&name)
        };
        if among(&TEXTS, &self.texts) {
            Holds::Text
        } else if among(&ACCOUNTS, &self.accounts) || matches!(&*flat, "target_account" | "target_name") {
            Holds::Account
        } else {
            Holds::Else
        }
    }
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Cleans every string of a value. Comes back with `false` where nothing of it may be shown.
pub(super) fn clean(
    value: &mut Value,
    holds: Holds,
    columns: &Columns,
    redact: bool,
    with: &dyn Fn(&str, Holds) -> String,
) -> bool {
    if redact && holds == Holds::Text {
        return false;
    }
    match value {
        Value::String(text) => {
            let changed = with(text, holds);
            *text = changed;
        }
        Value::Array(items) => items.retain_mut(|item| clean(item, holds, columns, redact, with)),
        Value::Object(entries) => {
            entries.retain(|name, item| {
                let inner = columns.holds(name);
                // What a person's object says is that person's, under whatever name.
                let personal = item.is_string() || item.is_number() && matches!(&**name, "id" | "pk");
                let inner = if inner == Holds::Else && holds == Holds::Account && personal {
                    Holds::Account
                } else {
                    inner
                };
                clean(item, inner, columns, redact, with)
            });
        }
        // A number that stands for an account tells as much as its name.
        Value::Number(number) if holds == Holds::Account => {
            let pseudonym = with(&number.to_string(), holds);
            *value = Value::String(pseudonym);
        }
        _ => {}
    }
    true
}
