//! All inputs of a run, one after the other.
//!
//! Every input is opened once before anything is written, so that a missing file or a table without the text is
//! said at once. Files are then closed and opened again in their turn, so that their number has no limit; what can
//! be read only once stays open.

use std::collections::VecDeque;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::fields::Fields;
use super::source::Source;
use super::watch::Watch;
use super::{Block, Blocks, Format, Limits, Place, detect};
use crate::exit::Fault;

/// How inputs are to be read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// The word of `--input-format`.
    pub(crate) format: String,
    /// The encoding, where it is known.
    pub(crate) encoding: Option<&'static Encoding>,
    /// `--field` and `--keep`.
    pub(crate) fields: Fields,
    /// How much at a time.
    pub(crate) limits: Limits,
}

impl Reading {
    /// Opens one input.
    fn open(&self, source: &Source, watch: &Arc<Watch>) -> Result<(&'static Format, Box<dyn Blocks>), Fault> {
        let stream = source.open(watch, self.encoding).map_err(Fault::Usage)?;
        let format = detect::format_of(&self.format, &stream, &self.fields)?;
        Ok((format, (format.open)(stream, &self.fields, self.limits)?))
    }
}

/// A block and where it comes from.
pub(crate) struct Batch {
    /// The name of its input.
    pub(crate) input: Arc<str>,
    /// Which of the inputs that is, from 0.
    pub(crate) source: usize,
    pub(crate) block: Box<dyn Block>,
}

/// The inputs of a run.
pub(crate) struct Inputs {
    reading: Reading,
    waiting: VecDeque<(Source, Option<Box<dyn Blocks>>)>,
    current: Option<(Arc<str>, Box<dyn Blocks>)>,
    /// How many inputs have had their turn, the current one included.
    begun: usize,
    formats: Vec<(Arc<str>, &'static str)>,
    watch: Arc<Watch>,
    size: Option<u64>,
}

impl Inputs {
    /// Looks at every input. Nothing has been written when this fails.
    pub(crate) fn prepare(sources: Vec<Source>, reading: Reading) -> Result<Inputs, Fault> {
        let size = sources.iter().map(Source::size).sum();
        let watch = Arc::<Watch>::default();
        let mut waiting = VecDeque::new();
        let mut formats = Vec::new();
        for source in sources {
            let again = source.can_reopen();
            let counted = if again { Arc::default() } else { Arc::clone(&watch) };
            let (format, blocks) = reading.open(&source, &counted)?;
            formats.push((source.name(), format.name));
            waiting.push_back((source, (!again).then_some(blocks)));
        }
        Ok(Inputs {
            reading,
            waiting,
            current: None,
            begun: 0,
            formats,
            watch,
            size,
        })
    }

    /// The name and the format of every input.
    pub(crate) fn formats(&self) -> &[(Arc<str>, &'static str)] {
        &self.formats
    }

    /// How far reading has come.
    pub(crate) fn watch(&self) -> Arc<Watch> {
        Arc::clone(&self.watch)
    }

    /// All bytes there are to read, where that is known.
    pub(crate) fn size(&self) -> Option<u64> {
        self.size
    }

    /// Goes on behind a block that came from the input of this number. Called before the first `next`, if at all.
    pub(crate) fn skip_to(&mut self, source: usize, place: Place) -> Result<(), String> {
        for _ in 0..source {
            self.waiting.pop_front();
            self.begun += 1;
        }
        if self.turn()?
            && let Some((_, blocks)) = &mut self.current
        {
            blocks.skip_to(place)?;
        }
        Ok(())
    }

    /// The next block and where it comes from.
    pub(crate) fn next(&mut self) -> Result<Option<Batch>, String> {
        loop {
            if let Some((name, blocks)) = &mut self.current
                && let Some(block) = blocks.next()?
            {
                return Ok(Some(Batch {
                    input: Arc::clone(name),
                    source: self.begun - 1,
                    block,
                }));
            }
            if !self.turn()? {
                return Ok(None);
            }
        }
    }

    /// Opens the next input, if there is one.
    fn turn(&mut self) -> Result<bool, String> {
        let Some((source, open)) = self.waiting.pop_front() else {
            return Ok(false);
        };
        let blocks = match open {
            Some(blocks) => blocks,
            None => {
                self.reading
                    .open(&source, &self.watch)
                    .map_err(|fault| match fault {
                        Fault::Usage(message) | Fault::Midway(message) => message,
                        Fault::Closed => format!("{} has gone", source.name()),
                    })?
                    .1
            }
        };
        self.current = Some((source.name(), blocks));
        self.begun += 1;
        Ok(true)
    }
}
