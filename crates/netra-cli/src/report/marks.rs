//! A reviewer's marks, as the page exports them, and what they say about the run: how many of its leads were right.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use netra::evaluate::wilson;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::settled::plain_id;
use crate::exit::Fault;

/// What a reviewer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Judgement {
    Confirmed,
    NotConfirmed,
    Unclear,
}

/// A mark on one lead.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Mark {
    pub(crate) mark: Judgement,
    #[serde(default)]
    pub(crate) note: String,
    /// Whether the lead was drawn at random for review, and not chosen.
    #[serde(default)]
    pub(crate) sampled: bool,
    /// The day of the mark.
    #[serde(default)]
    pub(crate) day: String,
}

#[derive(Deserialize)]
struct File {
    netra_marks: u32,
    marks: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: Box<RawValue>,
    #[serde(flatten)]
    mark: Mark,
}

/// All marks, by the id of the lead. Parquet knows ids as text only, so that 7 and "7" are one post here.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    by_id: HashMap<String, Mark>,
    /// Leads that two files mark differently; the later file counts.
    pub(crate) contradicted: usize,
}

/// The version of the file that this code writes and reads.
const VERSION: u32 = 1;

impl Marks {
    /// Reads the files in order.
    pub(crate) fn read(paths: &[PathBuf]) -> Result<Marks, Fault> {
        let mut marks = Marks::default();
        for path in paths {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Fault::usage(format!("cannot read {}: {error}", path.display())))?;
            marks.add(path, &text)?;
        }
        Ok(marks)
    }

    fn add(&mut self, path: &Path, text: &str) -> Result<(), Fault> {
        let name = path.display();
        let file: File = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            Fault::usage(format!(
                "{name}:{}:{}: no file of marks: {error}\n  the page writes one: open the report, mark leads, and save them there",
                error.line(),
                error.column()
            ))
        })?;
        if file.netra_marks != VERSION {
            return Err(Fault::usage(format!(
                "{name} holds marks of version {}, this netra reads version {VERSION}",
                file.netra_marks
            )));
        }
        for row in file.marks {
            let id = plain_id(row.id.get());
            if let Some(before) = self.by_id.insert(id, row.mark.clone())
                && before.mark != row.mark.mark
            {
                self.contradicted += 1;
            }
        }
        Ok(())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The mark of a lead, whose id comes as it is written in JSON.
    pub(crate) fn of(&self, id: &str) -> Option<&Mark> {
        self.by_id.get(&plain_id(id))
    }

    /// What the marks say about leads with these ids.
    pub(crate) fn precision<'i>(&self, ids: impl Iterator<Item = &'i str> + Clone) -> Precision {
        let mut precision = Precision::default();
        for mark in ids.filter_map(|id| self.of(id)) {
            precision.all.count(mark.mark);
            if mark.sampled {
                precision.sampled.count(mark.mark);
            }
        }
        precision.all.measure();
        precision.sampled.measure();
        precision
    }
}

/// The share of leads that reviewers confirmed.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Precision {
    /// Over every marked lead.
    pub(crate) all: Share,
    /// Over those that were drawn at random; only this says something about the rest of the run.
    pub(crate) sampled: Share,
}

/// Confirmed among confirmed and not confirmed.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Share {
    pub(crate) confirmed: usize,
    pub(crate) not_confirmed: usize,
    pub(crate) unclear: usize,
    /// None where nothing was decided.
    pub(crate) share: Option<f64>,
    /// The 95 % interval.
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Share {
    fn count(&mut self, mark: Judgement) {
        *match mark {
            Judgement::Confirmed => &mut self.confirmed,
            Judgement::NotConfirmed => &mut self.not_confirmed,
            Judgement::Unclear => &mut self.unclear,
        } += 1;
    }

    fn measure(&mut self) {
        let decided = self.decided();
        self.share = (decided > 0).then(|| self.confirmed as f64 / decided as f64);
        (self.low, self.high) = wilson(self.confirmed, decided);
    }

    /// Leads about which reviewers were sure.
    pub(crate) fn decided(&self) -> usize {
        self.confirmed + self.not_confirmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(texts: &[&str]) -> Result<Marks, Fault> {
        let mut marks = Marks::default();
        for text in texts {
            marks.add(Path::new("marks.json"), text)?;
        }
        Ok(marks)
    }

    #[test]
    fn marks_give_the_precision_of_the_run() {
        let first = r#"{"netra_marks":1,"marks":[
            {"id":"a","mark":"confirmed","sampled":true},{"id":"b","mark":"not-confirmed","note":"kutipan"},
            {"id":12345678901234567890,"mark":"confirmed"},{"id":"c","mark":"unclear"},{"id":"elsewhere","mark":"confirmed"}]}"#;
        let second = r#"{"netra_marks":1,"marks":[{"id":"b","mark":"confirmed","sampled":true}]}"#;
        let marks = marks(&[first, second]).expect("marks");
        assert_eq!(marks.contradicted, 1);
        let ids = [
            "\"a\"",
            "\"b\"",
            "\"c\"",
            "12345678901234567890",
            "\"not marked\"",
        ];
        let precision = marks.precision(ids.into_iter());
        assert_eq!(
            (
                precision.all.confirmed,
                precision.all.not_confirmed,
                precision.all.unclear
            ),
            (3, 0, 1)
        );
        assert_eq!(precision.all.share, Some(1.0));
        assert!(
            (precision.all.low - 0.4385).abs() < 0.001,
            "{}",
            precision.all.low
        );
        assert_eq!(precision.sampled.decided(), 2);
        assert_eq!(marks.by_id["a"].note, "");
        let none = marks.precision(["\"x\""].into_iter());
        assert_eq!((none.all.share, none.all.low, none.all.high), (None, 0.0, 1.0));
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_place() {
        for (text, part) in [
            ("[]", "marks.json:1:"),
            (r#"{"netra_marks":9,"marks":[]}"#, "version 9"),
            (
                r#"{"netra_marks":1,"marks":[{"id":"a","mark":"guilty"}]}"#,
                "guilty",
            ),
        ] {
            match marks(&[text]) {
                Err(Fault::Usage(message)) => assert!(message.contains(part), "{message}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}
