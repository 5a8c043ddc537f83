//! From blocks to verdicts, in parallel and in order.
//!
//! N threads, the calling one among them, each do whatever is next: cut a block out of the input, judge it, and put out
//! what is ready. Two of these happen one at a time: reading, for which a thread takes the reader's lock, and writing,
//! which falls to whoever hands in the block whose turn it is (`order`). How many blocks are under way is bounded, so
//! that memory stays bounded even when one block takes long and the others must wait for it.

pub(crate) mod checkpoint;
mod order;
pub(crate) mod progress;
pub(crate) mod reject;
pub(crate) mod stop;
pub(crate) mod tally;
mod worker;
mod writer;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::exit::Fault;
use crate::input::open::{Batch, Inputs};
use crate::input::watch::Watch;
use crate::input::{Block, Place};
use crate::output::Format;
use crate::output::destination::{Destination, Parcel};
use crate::output::sink::{Packing, Sink};
use crate::privacy::Privacy;
use checkpoint::Checkpoints;
use netra::{Action, Classifier, Unit};
use order::Order;
use progress::Progress;
use reject::Form;
use stop::Stop;
use tally::Tally;
use writer::Writer;

/// What is done with every record.
pub(crate) struct Job {
    /// Judges.
    pub(crate) classifier: Classifier,
    /// Writes.
    pub(crate) format: &'static dyn Format,
    /// The compression of the output.
    pub(crate) packing: Packing,
    /// The names of `--keep`.
    pub(crate) keep: Vec<String>,
    /// What the authors did, where no record says so.
    pub(crate) action: Option<Action>,
    /// Judge nothing and write the posts themselves: a yardstick.
    pub(crate) only_copy: bool,
    /// Leave out what is not flagged.
    pub(crate) only_flagged: bool,
    /// The unit of spans.
    pub(crate) offsets: Unit,
    /// What must not be written.
    pub(crate) privacy: Privacy,
    /// How rejected records are written down.
    pub(crate) rejects: Form,
    /// How many threads work, the calling one included.
    pub(crate) threads: usize,
}

/// A block to judge.
struct Task {
    order: u64,
    input: Arc<str>,
    /// Which of the inputs that is.
    source: usize,
    /// The number of its first record, from 1.
    first: u64,
    block: Box<dyn Block>,
}

/// A block that can be put out.
struct Done {
    /// Nothing where nothing is to be written.
    output: Option<Parcel>,
    rejects: Vec<u8>,
    tally: Tally,
    /// Where it came from and ended.
    source: usize,
    end: Place,
}

/// What became of a block, or why there is none.
type Outcome = Result<Done, String>;

/// Where a run writes, and what it starts from.
pub(crate) struct Outputs<'o> {
    pub(crate) output: &'o mut Destination,
    pub(crate) rejects: Option<&'o mut Sink>,
    /// Keeps what a later run needs to go on, where that is possible.
    pub(crate) checkpoints: Option<&'o mut Checkpoints>,
    pub(crate) progress: &'o Progress,
    pub(crate) stop: &'o Stop,
    /// What an earlier run has counted that this one continues.
    pub(crate) before: Option<Tally>,
}

/// Runs everything. The tally covers what was written, also when something failed.
pub(crate) fn run(job: &Job, inputs: Inputs, outputs: Outputs<'_>) -> (Tally, Result<(), Fault>) {
    let mut writer = Writer::new(job, outputs);
    let end = writer.begin();
    let run = Run {
        job,
        watch: inputs.watch(),
        reader: Mutex::new(Reader {
            next: writer.records() + 1,
            order: 0,
            inputs: Some(inputs),
        }),
        order: Order::new(2 * job.threads + 2),
        writer: Mutex::new(writer),
    };
    let end = end.and_then(|()| run.all());
    let mut writer = run.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
    let end = match end.and_then(|()| writer.ended()) {
        Ok(()) => writer.finish(),
        Err(fault) => {
            writer.break_off();
            Err(fault)
        }
    };
    (writer.tally(), end)
}

/// What the threads of a run share.
struct Run<'r> {
    job: &'r Job,
    reader: Mutex<Reader>,
    order: Order<Outcome>,
    writer: Mutex<Writer<'r>>,
    watch: Arc<Watch>,
}

impl Run<'_> {
    /// Sets all threads to work and waits for them.
    fn all(&self) -> Result<(), Fault> {
        thread::scope(|scope| {
            for number in 2..=self.job.threads {
                let named = thread::Builder::new().name(format!("netra-{number}"));
                if let Err(error) = named.spawn_scoped(scope, || worker::work(self)) {
                    self.stop();
                    return Err(Fault::Midway(format!("cannot start threads: {error}")));
                }
            }
            worker::work(self);
            Ok(())
        })
    }

    /// Cuts the next block and numbers it; none at the end of the inputs. What cannot be read takes a turn too: what
    /// came before it is put out first.
    fn cut(&self) -> Option<Result<Task, (u64, String)>> {
        let mut reader = locked(&self.reader);
        let next = reader.inputs.as_mut()?.next();
        let order = reader.order;
        reader.order += 1;
        match next {
            Ok(Some(Batch { input, source, block })) => {
                let first = reader.next;
                reader.next += block.records();
                Some(Ok(Task {
                    order,
                    input,
                    source,
                    first,
                    block,
                }))
            }
            Ok(None) => {
                reader.inputs = None;
                None
            }
            Err(fault) => {
                reader.inputs = None;
                Some(Err((order, fault)))
            }
        }
    }

    /// Hands in what became of a block, and puts out what is ready.
    fn hand_in(&self, order: u64, outcome: Outcome) {
        let put_out = |outcome| locked(&self.writer).put_out(outcome);
        if !self.order.hand_in(order, outcome, put_out) {
            self.stop();
        }
    }

    /// Nothing is read or put out any more; who waits need not.
    fn stop(&self) {
        self.watch.end();
        self.order.end();
    }
}

struct Reader {
    /// Until they have come to their end.
    inputs: Option<Inputs>,
    /// The number of the next block, from 0.
    order: u64,
    /// The number of the next record, from 1.
    next: u64,
}

/// A thread that panics ends the run (`worker`), and nobody looks at what it left but to put an end to it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
