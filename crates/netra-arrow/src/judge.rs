//! From rows of posts to rows of verdicts.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::StructArray;
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{ArrowError, Fields, Schema};
use netra::{Classifier, Scratch, Unit, Verdict};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::posts::Posts;
use crate::schema::{chosen, record_in_rows};

/// Rows of verdicts, piece by piece.
pub type Spread = Result<Vec<StructArray>, ArrowError>;

/// Judges columns of posts. Cloning shares the classifier.
#[derive(Clone, Debug)]
pub struct Judge {
    classifier: Classifier,
    fields: Fields,
    unit: Unit,
    longest: usize,
}

impl Judge {
    /// The longest text that is judged unless something else is chosen, in bytes: what the tool's `--max-record` says too.
    pub const LONGEST: usize = 16 << 20;

    /// Rows at a time that keep caches warm and memory low; any other number gives the same rows.
    pub const ROWS: usize = 4096;

    /// Gives all columns of [`record_in_rows`], with spans in bytes.
    #[must_use]
    pub fn new(classifier: Classifier) -> Judge {
        Judge {
            classifier,
            fields: record_in_rows(),
            unit: Unit::Byte,
            longest: Judge::LONGEST,
        }
    }

    /// Counts spans in this unit.
    #[must_use]
    pub fn unit(mut self, unit: Unit) -> Judge {
        self.unit = unit;
        self
    }

    /// Rejects longer texts, in bytes.
    #[must_use]
    pub fn longest(mut self, bytes: usize) -> Judge {
        self.longest = bytes;
        self
    }

    /// Gives only these columns, in the order of the record.
    ///
    /// # Errors
    /// The name that is none of them.
    pub fn columns(mut self, names: &[String]) -> Result<Judge, String> {
        self.fields = chosen(names)?;
        Ok(self)
    }

    /// The columns that it gives.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Judges some rows. A row that is no post (it has no text) is a row with a reason in `reject` and nulls elsewhere. With `first`,
    /// rows without an id are numbered from there, in place of none.
    ///
    /// # Errors
    /// When the verdicts do not fit one array: 2³¹ bytes of text in some column. Judge fewer rows at a time.
    pub fn rows(
        &self,
        posts: &Posts,
        rows: Range<usize>,
        first: Option<u64>,
    ) -> Result<StructArray, ArrowError> {
        let mut scratch = Scratch::new();
        let schema = Arc::new(Schema::new(self.fields.clone()));
        let mut decoder = ReaderBuilder::new(schema)
            .with_batch_size(rows.len().max(1))
            .build_decoder()?;
        let begin = rows.start;
        for row in rows {
            let number = || first.map(|first| (first + (row - begin) as u64).to_string().into());
            let id = posts.id(row).or_else(number);
            self.row(posts, row, id.as_deref(), &mut scratch, &mut decoder)?;
        }
        let batch = decoder.flush()?;
        Ok(batch.map_or_else(
            || StructArray::new_null(self.fields.clone(), 0),
            StructArray::from,
        ))
    }

    /// Judges all rows on so many threads. The same rows as of [`Judge::rows`], in arrays of at most [`Judge::ROWS`].
    ///
    /// # Errors
    /// As [`Judge::rows`].
    pub fn spread(&self, posts: &Posts, rows: Range<usize>, first: Option<u64>, threads: usize) -> Spread {
        let begin = rows.start;
        let pieces: Vec<Range<usize>> = rows
            .clone()
            .step_by(Judge::ROWS)
            .map(|start| start..rows.end.min(start + Judge::ROWS))
            .collect();
        let judge = |piece: &Range<usize>| {
            let first = first.map(|first| first + (piece.start - begin) as u64);
            self.rows(posts, piece.clone(), first)
        };
        let threads = threads.clamp(1, pieces.len().max(1));
        if threads == 1 {
            return pieces.iter().map(judge).collect();
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(piece) = pieces.get(at) else { return done };
                done.push((at, judge(piece)));
            }
        };
        let mut done: Vec<_> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut done = work();
            for other in others {
                match other.join() {
                    Ok(more) => done.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, rows)| rows).collect()
    }

    fn row(
        &self,
        posts: &Posts,
        row: usize,
        id: Option<&str>,
        scratch: &mut Scratch,
        decoder: &mut Decoder,
    ) -> Result<(), ArrowError> {
        let read = match posts.read(row, self.longest) {
            Ok(read) => read,
            Err(reason) => return decoder.serialize(&[Rejected { id, reject: &reason }]),
        };
        let verdict = self.classifier.classify_with(scratch, &read.post);
        let spans = !verdict.findings.is_empty()
            || !verdict.contestants.is_empty()
            || !verdict.people.is_empty()
            || !verdict.mitigating.is_empty();
        if !read.repaired && (self.unit == Unit::Byte || !spans) {
            return decoder.serialize(&[Record::new(id, verdict)]);
        }
        let mut verdict = verdict.clone();
        if read.repaired {
            verdict.notes.push(Arc::from("text-repaired"));
        }
        verdict.measure_in(self.unit, &read.post);
        decoder.serialize(&[Record::new(id, &verdict)])
    }
}

/// A judged row: the verdict as it is written in JSON, with the id before it and `scores` behind.
#[derive(serde::Serialize)]
struct Record<'r> {
    id: Option<&'r str>,
    #[serde(flatten)]
    verdict: &'r Verdict,
    scores: Scores<'r>,
}

impl<'r> Record<'r> {
    fn new(id: Option<&'r str>, verdict: &'r Verdict) -> Record<'r> {
        Record {
            id,
            verdict,
            scores: Scores(verdict),
        }
    }
}

/// The score of each finding by its ban; of two findings of a ban the higher.
struct Scores<'r>(&'r Verdict);

impl Serialize for Scores<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Findings stand by score, the highest first.
        let findings = &self.0.findings;
        let mut map = serializer.serialize_map(None)?;
        for (at, finding) in findings.iter().enumerate() {
            if findings[..at].iter().all(|higher| higher.ban != finding.ban) {
                map.serialize_entry(&*finding.ban, &finding.score)?;
            }
        }
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Rejected<'r> {
    id: Option<&'r str>,
    reject: &'r str,
}
