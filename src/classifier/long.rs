//! Long posts: read piece by piece, and judged where somebody is named.
//!
//! A text beyond [`pieces::WHOLE`] is hardly one statement any more, but a paper, or a file of many: what stands a thousand
//! words from a name is not said of it. Each piece is read for names; what stands around them is judged like a post, and the
//! likeliest passage speaks for each ban.

use std::mem;
use std::ops::Range;

use super::gathered::{self, Gathered};
use super::judge::{Judge, Setting};
use super::pieces::{self, InPieces};
use super::{Scratch, evidence};
use crate::explain::Explanation;
use crate::post::Post;
use crate::reading::Analysis;
use crate::verdict::Verdict;

/// A long post under judgement.
struct Reading<'p> {
    whole: &'p Post<'p>,
    setting: Setting,
    /// Whether the text has been asked who wrote it.
    asked: bool,
    gathered: Gathered,
    passages: Vec<Range<u32>>,
    /// How the likeliest passage was judged, where that is asked for.
    explained: Option<Explanation>,
    explaining: bool,
}

impl Judge<'_> {
    /// Leaves the verdict on a long post in the scratch.
    pub(super) fn run_in_pieces(mut self) {
        self.read_in_pieces(false);
    }

    /// The verdict on a long post, with all that was read in the passage that scored highest.
    pub(super) fn explain_in_pieces(mut self) -> Explanation {
        let explained = self.read_in_pieces(true);
        let verdict = mem::take(&mut self.scratch.verdict);
        let explained = explained.unwrap_or_else(|| self.explain_beginning());
        Explanation { verdict, ..explained }
    }

    /// Shows the fields of each piece of a long post, once it is settled who is meant.
    pub(super) fn visit_pieces(mut self, mut visit: impl FnMut(&InPieces<'_>, &[Analysis])) {
        let setting = self.setting();
        let mut pieces = InPieces::of(self.post);
        while pieces.go_on(self.post) {
            let mut piece = Judge::new(self.pack, self.options, self.scratch, &pieces.post);
            piece.begin();
            piece.resolve(&setting);
            visit(&pieces, &self.scratch.fields[..self.scratch.used]);
        }
    }

    fn read_in_pieces(&mut self, explaining: bool) -> Option<Explanation> {
        let mut reading = Reading {
            whole: self.post,
            setting: self.setting(),
            asked: false,
            gathered: Gathered::default(),
            passages: Vec::new(),
            explained: None,
            explaining,
        };
        let mut pieces = InPieces::of(self.post);
        while pieces.go_on(self.post) {
            Judge::new(self.pack, self.options, self.scratch, &pieces.post).read_piece(&pieces, &mut reading);
        }
        reading.gathered.finish(self.pack, &mut self.scratch.verdict);
        reading.explained
    }

    /// How a post is read in which nothing stands that could be judged: its first piece.
    fn explain_beginning(&mut self) -> Explanation {
        let setting = self.setting();
        let mut pieces = InPieces::of(self.post);
        pieces.go_on(self.post);
        let mut piece = Judge::new(self.pack, self.options, self.scratch, &pieces.post);
        piece.begin();
        piece.resolve(&setting);
        piece.finish();
        let partisan_target = piece.weigh();
        piece.apply_rules(&setting, partisan_target);
        Explanation::of(self.pack, &self.scratch.trace(), Verdict::default())
    }

    /// Reads one piece of each text, and judges what may come to something.
    fn read_piece(mut self, pieces: &InPieces<'_>, reading: &mut Reading<'_>) {
        self.begin();
        self.resolve(&reading.setting);
        let scratch = &mut *self.scratch;
        for analysis in &scratch.fields[..scratch.used] {
            let begin = pieces.begins[analysis.field as usize];
            reading
                .gathered
                .name(self.pack, self.post, analysis, begin, &mut scratch.spare);
        }
        if scratch.undrawn {
            self.assembly().0.undrawn();
        }
        match self.only_text(reading) {
            Some(at) => self.read_passages(at, pieces, reading),
            None if reading.explaining || !self.is_clean(&reading.setting) => {
                self.judge_part(pieces, reading);
            }
            None => {}
        }
    }

    /// The only field with anything in it, where it is a long one and where what is judged hangs on nothing else.
    fn only_text(&self, reading: &Reading<'_>) -> Option<usize> {
        if !self.may_be_clean(self.flags(&reading.setting)) {
            return None;
        }
        let fields = self.scratch.fields[..self.scratch.used].iter().enumerate();
        let mut spoken = fields.filter(|(_, analysis)| !analysis.words.is_empty());
        let (at, analysis) = spoken.next()?;
        let long = evidence::text(reading.whole, analysis.field).len() > pieces::WHOLE;
        (long && spoken.next().is_none()).then_some(at)
    }

    /// Judges the passages of a field, which stands alone.
    fn read_passages(&mut self, at: usize, pieces: &InPieces<'_>, reading: &mut Reading<'_>) {
        let mut passages = mem::take(&mut reading.passages);
        self.scratch.fields[at].passages(self.pack, &mut passages);
        if !passages.is_empty() {
            let Scratch { fields, piece, .. } = &mut *self.scratch;
            mem::swap(&mut fields[at], piece);
        }
        for passage in &passages {
            let Scratch { fields, piece, .. } = &mut *self.scratch;
            fields[at].excerpt(piece, passage);
            if reading.explaining || !self.is_clean(&reading.setting) {
                self.judge_part(pieces, reading);
            }
        }
        reading.passages = passages;
    }

    /// Judges what is in the fields, and takes over what comes of it.
    fn judge_part(&mut self, pieces: &InPieces<'_>, reading: &mut Reading<'_>) {
        self.finish();
        for analysis in &mut self.scratch.fields[..self.scratch.used] {
            if evidence::text(reading.whole, analysis.field).len() > pieces::WHOLE {
                analysis.shapes = analysis.shapes.of_a_long_text();
            }
        }
        let partisan_target = self.weigh();
        self.apply_rules(&reading.setting, partisan_target);
        // Who wrote it may stand in another piece.
        if !reading.asked && !self.scratch.drafts.is_empty() {
            reading.asked = true;
            Judge::new(self.pack, self.options, self.scratch, reading.whole)
                .assembly()
                .0
                .author_said(&mut reading.setting);
        }
        let options = self.options;
        let (assembly, judged) = self.assembly();
        assembly.findings(options, &reading.setting, &judged);
        let scratch = &mut *self.scratch;
        let likeliest = reading
            .gathered
            .take(self.pack, &mut scratch.verdict, &pieces.begins);
        if reading.explaining && likeliest {
            let mut explained = Explanation::of(self.pack, &scratch.trace(), Verdict::default());
            for hit in &mut explained.hits {
                gathered::shift(
                    self.pack,
                    &pieces.begins,
                    &hit.field,
                    &mut hit.start,
                    &mut hit.end,
                );
            }
            reading.explained = Some(explained);
        }
    }
}
