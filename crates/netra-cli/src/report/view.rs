//! From leads to the rows of the page, covered by the veil.

use std::ops::Range;

use netra::{Binds, Stance, Unit};

use super::lead::{Lead, Line, Shown, Without};
use super::names::Names;
use super::places::{self, Fit, Ink};
use super::row::{Detail, FindingRow, Row, Run};
use super::table::Tables;
use super::times;
use super::veil::{Covered, Veil};

/// The longest text that a page shows of a field, in bytes.
const LONGEST: usize = 16 << 10;

/// Fields that tell who somebody is; only shown when the veil is lifted.
const PERSONAL: [&str; 2] = ["author.account", "author.name"];

fn or_none(number: Option<u32>) -> i64 {
    number.map_or(-1, i64::from)
}

fn side(stance: Stance) -> u8 {
    match stance {
        Stance::Favour => 1,
        Stance::Against => 2,
    }
}

fn binds(binds: Binds) -> u8 {
    match binds {
        Binds::Unknown => 0,
        Binds::Yes => 1,
        Binds::No => 2,
    }
}

/// Each number once, in order of appearance.
fn each_once(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut seen = Vec::new();
    for number in numbers {
        if !seen.contains(&number) {
            seen.push(number);
        }
    }
    seen
}

/// A field of a post with its accounts covered.
struct Field<'p> {
    number: u32,
    raw: &'p str,
    covered: Covered,
    runs: Vec<Run>,
}

/// Turns a lead into its rows.
pub(crate) struct Viewer<'v> {
    pub(crate) tables: &'v mut Tables,
    pub(crate) veil: &'v mut Veil,
    pub(crate) names: &'v Names,
}

impl Viewer<'_> {
    /// The rows of a lead. `group` and `draw` are its group of posts alike and its place in the random order.
    pub(crate) fn rows(&mut self, lead: &Lead, group: i64, draw: u32) -> (Row, Detail) {
        let fit = places::fit(&lead.post, &self.tables.fields, &lead.lines());
        let fields = self.fields(lead, fit);
        let region = lead.post.get("region").map(|text| self.names.region(text));
        let zone = region.as_ref().map_or(netra::law::Zone::Wib, |region| region.2);
        let text = fields
            .iter()
            .find(|field| self.tables.fields.word(field.number) == "text");
        let row = Row(
            lead.id.to_string(),
            lead.score,
            lead.stance
                .iter()
                .map(|stance| side(*stance))
                .fold(0, |all, one| all | one),
            each_once(lead.flagged().map(|finding| finding.ban)),
            each_once(lead.flagged().filter_map(|finding| finding.contestant)),
            each_once(lead.flagged().filter_map(|finding| finding.period)),
            or_none(region.map(|(code, ..)| self.tables.regions.put(&code))),
            or_none(
                lead.post
                    .get("platform")
                    .map(|platform| self.tables.platforms.put(platform)),
            ),
            lead.post
                .get("time")
                .and_then(|time| times::shown(time, zone))
                .unwrap_or_default(),
            or_none(
                lead.post
                    .get("author.account")
                    .and_then(|account| self.veil.author(account)),
            ),
            group,
            lead.flagged()
                .map(|finding| binds(finding.binds))
                .max()
                .unwrap_or(0),
            text.map(|field| field.covered.text.clone()).unwrap_or_default(),
            text.map(|field| field.runs.clone()).unwrap_or_default(),
            draw,
        );
        let detail = Detail {
            f: lead
                .findings
                .iter()
                .map(|finding| self.finding(finding, &fields, fit))
                .collect(),
            g: lead
                .guards
                .iter()
                .map(|guard| (guard.what, guard.field, self.quote(guard, false, &fields, fit)))
                .collect(),
            x: lead.suppressed.clone(),
            n: lead.notes.clone(),
            p: lead.policies.clone(),
            c: lead
                .without
                .iter()
                .map(|one| (self.told(one, &fields), one.after, u8::from(one.flagged)))
                .collect(),
            t: fields
                .iter()
                .filter(|field| self.tables.fields.word(field.number) != "text")
                .map(|field| (field.number, field.covered.text.clone(), field.runs.clone()))
                .collect(),
            s: lead
                .post
                .get("author.status")
                .map(|status| self.tables.statuses.put(status)),
            u: lead
                .post
                .get("url")
                .filter(|_| self.veil.lifted())
                .map(str::to_owned),
            w: u8::from(fit.is_none()),
        };
        (row, detail)
    }

    /// The fields to show: the text, what it answers to, and any in which something was found.
    fn fields<'p>(&mut self, lead: &'p Lead, fit: Option<Fit>) -> Vec<Field<'p>> {
        const SHOWN: [&str; 8] = [
            "text",
            "media_text",
            "target.text",
            "target.account",
            "target.name",
            "author.account",
            "author.name",
            "author.bio",
        ];
        let mut fields = Vec::new();
        for name in SHOWN {
            let Some(raw) = lead.post.get(name) else { continue };
            if PERSONAL.contains(&name) && !self.veil.lifted() {
                continue;
            }
            let number = self.tables.fields.put(name);
            let marks = marks(lead, number, raw, fit);
            let is_found = marks.iter().any(|(_, ink)| *ink != Ink::Contestant);
            let names_one = marks.iter().any(|(_, ink)| *ink == Ink::Contestant);
            // The name of a target says who a private person is, unless it is a contestant's.
            let shown = match name {
                "text" | "media_text" | "target.text" | "target.account" => true,
                "target.name" => names_one || self.veil.lifted(),
                _ => is_found || names_one,
            };
            if !shown {
                continue;
            }
            let raw = shortened(raw);
            let kept = self.contestants_in(lead, number, raw, fit);
            let covered = if name == "target.account" && !names_one {
                Covered::whole(raw, self.veil.account(raw))
            } else {
                self.veil.cover(raw, &kept)
            };
            let marks: Vec<(Range<usize>, Ink)> = marks
                .into_iter()
                .filter(|(span, _)| span.end <= raw.len())
                .map(|(span, ink)| (covered.span(span), ink))
                .collect();
            let runs = places::runs(&covered.text, &marks);
            fields.push(Field {
                number,
                raw,
                covered,
                runs,
            });
        }
        fields
    }

    /// Where contestants stand in a field: their accounts stay as they are.
    fn contestants_in(&self, lead: &Lead, field: u32, text: &str, fit: Option<Fit>) -> Vec<Range<usize>> {
        let Some(fit) = fit else { return Vec::new() };
        let evidence = lead.findings.iter().flat_map(|finding| &finding.evidence);
        let names = evidence.filter(|line| self.is_contestant(line));
        names
            .chain(&lead.named)
            .filter(|line| line.field == field)
            .filter_map(|line| places::span(text, line, fit))
            .collect()
    }

    /// Whether a line of evidence stands for a contestant's name and not for a person's.
    fn is_contestant(&self, evidence: &Line) -> bool {
        self.tables.signals.word(evidence.what) == "contestant"
    }

    fn finding(&mut self, finding: &Shown, fields: &[Field<'_>], fit: Option<Fit>) -> FindingRow {
        FindingRow(
            finding.ban,
            u8::from(finding.flagged),
            finding.score,
            side(finding.stance),
            or_none(finding.contestant),
            or_none(finding.period),
            or_none(finding.class),
            finding.alternatives.clone(),
            binds(finding.binds),
            finding.citations.clone(),
            finding.total,
            finding
                .evidence
                .iter()
                .map(|line| {
                    (
                        line.points.unwrap_or_default(),
                        self.quote(line, self.is_contestant(line), fields, fit),
                        line.what,
                        or_none(line.term),
                        line.readings.clone(),
                        line.field,
                    )
                })
                .collect(),
            finding
                .mitigating
                .iter()
                .map(|line| {
                    (
                        line.points.unwrap_or_default(),
                        self.quote(line, false, fields, fit),
                        line.what,
                        line.field,
                    )
                })
                .collect(),
        )
    }

    /// The words that were thought away, covered in the same way as the text around them.
    fn told(&mut self, without: &Without, fields: &[Field<'_>]) -> String {
        let line = Line {
            points: None,
            field: self.tables.fields.put(&without.field),
            start: without.start,
            end: without.end,
            quote: without.quote.clone(),
            what: 0,
            term: None,
            readings: Vec::new(),
        };
        self.quote(&line, without.is_contestant, fields, Some(Fit::In(Unit::Byte)))
    }

    /// What a line quotes, covered in the same way as the text around it.
    fn quote(&mut self, line: &Line, is_contestant: bool, fields: &[Field<'_>], fit: Option<Fit>) -> String {
        if line.quote.is_empty() {
            return String::new();
        }
        if let (Some(field), Some(fit)) = (fields.iter().find(|field| field.number == line.field), fit)
            && let Some(span) = places::span(field.raw, line, fit)
        {
            return field.covered.text[field.covered.span(span)].to_owned();
        }
        let name = self.tables.fields.word(line.field);
        let is_account = name.ends_with(".account");
        if PERSONAL.contains(&name) && !self.veil.lifted() {
            return if is_account {
                self.veil.account(&line.quote)
            } else {
                "…".to_owned()
            };
        }
        if is_account && !is_contestant {
            return self.veil.account(&line.quote);
        }
        let whole = 0..line.quote.len();
        let kept = if is_contestant {
            std::slice::from_ref(&whole)
        } else {
            &[]
        };
        self.veil.cover(shortened(&line.quote), kept).text
    }
}

/// Where something was found in a field, in bytes of its text.
fn marks(lead: &Lead, field: u32, text: &str, fit: Option<Fit>) -> Vec<(Range<usize>, Ink)> {
    let Some(fit) = fit else { return Vec::new() };
    let mut marks = Vec::new();
    let mut mark = |lines: &[Line], ink: Ink| {
        for line in lines.iter().filter(|line| line.field == field) {
            marks.extend(places::span(text, line, fit).map(|span| (span, ink)));
        }
    };
    for finding in &lead.findings {
        mark(&finding.evidence, Ink::Evidence);
    }
    // What merely lowers a finding's points, as praise lowers an attack's, speaks for nobody; guards do.
    mark(&lead.guards, Ink::Guard);
    mark(&lead.named, Ink::Contestant);
    marks
}

/// The beginning of a text that is too long to show.
fn shortened(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
