//! How a lead stands in the page: rows of numbers and texts. The page's script knows the order of the fields
//! (`page/data.js`); both sides are held together by the browser test.

use serde::Serialize;

/// What is shown and searched in the list. A missing number is -1.
#[derive(Debug, Serialize)]
pub(crate) struct Row(
    /// Id as JSON.
    pub(crate) String,
    /// Score in ten-thousandths.
    pub(crate) u16,
    /// Sides: 1 favour, 2 against.
    pub(crate) u8,
    /// Flagged bans.
    pub(crate) Vec<u32>,
    /// Contestants of the flagged findings.
    pub(crate) Vec<u32>,
    /// Periods of the flagged findings.
    pub(crate) Vec<u32>,
    /// Region.
    pub(crate) i64,
    /// Platform.
    pub(crate) i64,
    /// Day, or day and time.
    pub(crate) String,
    /// Author.
    pub(crate) i64,
    /// Group of posts alike.
    pub(crate) i64,
    /// Whether the bans bind the author: 0 unknown, 1 yes, 2 no.
    pub(crate) u8,
    /// Text, empty where it is not known.
    pub(crate) String,
    /// Runs of the text.
    pub(crate) Vec<Run>,
    /// Place in the order of a random draw.
    pub(crate) u32,
);

/// Start, length, ink.
pub(crate) type Run = (usize, usize, u8);

/// What is shown when a lead is opened.
#[derive(Debug, Serialize)]
pub(crate) struct Detail {
    /// Findings.
    pub(crate) f: Vec<FindingRow>,
    /// What spoke for the author: guard, field, quotation.
    pub(crate) g: Vec<(u32, u32, String)>,
    /// Ban and guard.
    pub(crate) x: Vec<(u32, u32)>,
    pub(crate) n: Vec<u32>,
    pub(crate) p: Vec<u32>,
    /// Without these words: quotation, score, whether it would still be flagged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) c: Vec<(String, u16, u8)>,
    /// Other fields: name, text, runs.
    pub(crate) t: Vec<(u32, String, Vec<Run>)>,
    /// The author's status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) s: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) u: Option<String>,
    /// 1 where the text that was given is not the one that was judged.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) w: u8,
}

fn is_zero(number: &u8) -> bool {
    *number == 0
}

#[derive(Debug, Serialize)]
pub(crate) struct FindingRow(
    /// Ban.
    pub(crate) u32,
    /// Whether it is flagged.
    pub(crate) u8,
    /// Score.
    pub(crate) u16,
    /// 1 favour, 2 against.
    pub(crate) u8,
    /// Contestant, period, class: -1 where there is none.
    pub(crate) i64,
    pub(crate) i64,
    pub(crate) i64,
    /// Other classes.
    pub(crate) Vec<u32>,
    /// As in the row.
    pub(crate) u8,
    /// Citations.
    pub(crate) Vec<u32>,
    /// Total.
    pub(crate) i32,
    /// Evidence: points, quotation, signal, term, readings, field.
    pub(crate) Vec<(i32, String, u32, i64, Vec<u32>, u32)>,
    /// Guards: points, quotation, guard, field.
    pub(crate) Vec<(i32, String, u32, u32)>,
);
