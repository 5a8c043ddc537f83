//! The page: a template, a style and a script that stand beside this file, put together into one file.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use super::charts::{Chart, Timeline};
use super::data::Block;
use super::figures::{Expected, Figures};
use super::marks::Precision;
use super::names::Label;
use super::policy;
use crate::exit::Fault;

const STYLE: &str = concat!(
    include_str!("page/colours.css"),
    include_str!("page/page.css"),
    include_str!("page/leads.css"),
    include_str!("page/print.css"),
);

/// One script in pieces, each with one subject; `data.js` comes first, `start.js` last.
const SCRIPT: &str = concat!(
    "\"use strict\";(() => {\n",
    include_str!("page/data.js"),
    include_str!("page/filter.js"),
    include_str!("page/charts.js"),
    include_str!("page/detail.js"),
    include_str!("page/marks.js"),
    include_str!("page/list.js"),
    include_str!("page/save.js"),
    include_str!("page/start.js"),
    "})();\n",
);

const TEMPLATES: [(&str, &str); 5] = [
    ("report.html", include_str!("page/report.html")),
    ("notice.html", include_str!("page/notice.html")),
    ("figures.html", include_str!("page/figures.html")),
    ("charts.html", include_str!("page/charts.html")),
    ("leads.html", include_str!("page/leads.html")),
];

/// What the page says beside its leads.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    /// The heading, where one was asked for.
    pub(crate) title: Option<String>,
    pub(crate) totals: Totals,
    pub(crate) figures: Figures,
    /// False alarms to expect, where it is known how many posts were judged.
    pub(crate) expected: Vec<Expected>,
    /// What reviewers' marks say, where there were any.
    pub(crate) precision: Option<Precision>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) timeline: Timeline,
    /// Lexicon, engine, and how many verdicts they gave.
    pub(crate) judges: Vec<(String, String, u64)>,
    pub(crate) policies: Vec<String>,
    pub(crate) blocks: Vec<Block>,
}

/// The numbers of a report.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) verdicts: u64,
    pub(crate) flagged: u64,
    pub(crate) leads: usize,
    /// Flagged posts that were left out because they are settled, and settled ids that this run does not have.
    pub(crate) settled: usize,
    pub(crate) settled_elsewhere: usize,
    /// Leads, copies of one post counted once.
    pub(crate) distinct: usize,
    pub(crate) authors: usize,
    pub(crate) authors_unknown: usize,
    pub(crate) without_text: usize,
    /// Leads whose post is another than the one that was judged.
    pub(crate) other_text: usize,
    /// Leads of which it could not be found out what they hang on.
    pub(crate) unasked: usize,
    pub(crate) same_id: u64,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    /// `numbered`, `omitted`, `shown` or `pseudonymised`.
    pub(crate) people: &'static str,
    pub(crate) contradicted_marks: usize,
}

/// Writes the page down.
pub(crate) fn render(page: &Page, words: BTreeMap<String, Label>) -> Result<String, Fault> {
    let broken = |error: Error| Fault::usage(format!("the template of the report: {error:#}"));
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).map_err(broken)?;
    }
    environment.add_global("policy", policy::policy(SCRIPT, STYLE));
    environment.add_global("style", Value::from_safe_string(STYLE.to_owned()));
    environment.add_global("script", Value::from_safe_string(SCRIPT.to_owned()));
    let words = Arc::new(words);
    let own = Arc::clone(&words);
    environment.add_function("t", move |key: &str, values: Kwargs| {
        let Label(indonesian, english) = own.get(key).ok_or_else(|| unknown(key))?;
        let both = Label(filled(indonesian, &values, 0)?, filled(english, &values, 1)?);
        values.assert_all_used()?;
        Ok::<Value, Error>(with_commands(&both_languages(&both)))
    });
    environment.add_function("word", move |key: &str| {
        words
            .get(key)
            .map(|label| label.0.clone())
            .ok_or_else(|| unknown(key))
    });
    environment.add_function("both", |label: Value| both_languages(&label_of(&label)));
    environment.add_filter("json", |text: &str| Value::from_safe_string(text.to_owned()));
    let template = environment.get_template("report.html").map_err(broken)?;
    template.render(Value::from(Serde(page))).map_err(broken)
}

fn unknown(key: &str) -> Error {
    Error::new(
        ErrorKind::UndefinedError,
        format!("page/words.json has no `{key}`"),
    )
}

/// Both languages, of which the page shows one.
fn both_languages(Label(indonesian, english): &Label) -> Value {
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
    };
    Value::from_safe_string(if indonesian == english {
        escaped(english)
    } else {
        format!(
            "<span class=\"l-id\" lang=\"id\">{}</span><span class=\"l-en\" lang=\"en\">{}</span>",
            escaped(indonesian),
            escaped(english)
        )
    })
}

/// What the page's own words put between backquotes is a command.
fn with_commands(html: &Value) -> Value {
    let mut text = String::new();
    for (at, part) in html.to_string().split('`').enumerate() {
        match at {
            0 => {}
            at if at % 2 == 1 => text.push_str("<code>"),
            _ => text.push_str("</code>"),
        }
        text.push_str(part);
    }
    Value::from_safe_string(text)
}

/// A value in both languages: numbers are written differently, and a pair is one text for each.
fn label_of(value: &Value) -> Label {
    Label(in_language(value, 0), in_language(value, 1))
}

fn in_language(value: &Value, language: usize) -> String {
    let [decimal, thousands] = if language == 0 { [',', '.'] } else { ['.', ','] };
    match value.kind() {
        ValueKind::Number => {
            let text = value.to_string();
            let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
            let mut grouped = String::new();
            for (at, digit) in whole.chars().enumerate() {
                if at > 0 && (whole.len() - at) % 3 == 0 && digit.is_ascii_digit() {
                    grouped.push(thousands);
                }
                grouped.push(digit);
            }
            if !matches!(rest, "" | "0") {
                grouped.push(decimal);
                grouped.push_str(rest);
            }
            grouped
        }
        ValueKind::Seq => value
            .get_item_by_index(language)
            .map(|one| one.to_string())
            .unwrap_or_default(),
        _ => value.to_string(),
    }
}

/// Puts values where a text names them: `{count}`.
fn filled(text: &str, values: &Kwargs, language: usize) -> Result<String, Error> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        let value: Value = values.get(name)?;
        filled.push_str(&in_language(&value, language));
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_does() {
        let label = |value: Value| label_of(&value);
        assert_eq!(
            label(Value::from(1_234_567)),
            Label("1.234.567".into(), "1,234,567".into())
        );
        assert_eq!(label(Value::from(12.5)), Label("12,5".into(), "12.5".into()));
        assert_eq!(label(Value::from(294.0)), Label("294".into(), "294".into()));
        assert_eq!(
            label(Value::from(vec!["ya", "yes"])),
            Label("ya".into(), "yes".into())
        );
        assert_eq!(label(Value::from("<b>")), Label::same("<b>"));
    }

    #[test]
    fn the_script_and_the_style_cannot_leave_their_elements() {
        let script = SCRIPT.to_lowercase();
        assert!(!script.contains("</script") && !script.contains("<!--"));
        assert!(!STYLE.to_lowercase().contains("</style"));
        for way_out in [
            "fetch(",
            "xmlhttprequest",
            "websocket",
            "eval(",
            "innerhtml",
            "outerhtml",
            "document.write",
            "import(",
        ] {
            assert!(!script.contains(way_out), "{way_out}");
        }
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}
