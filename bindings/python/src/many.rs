//! Many posts, in order, on several threads: batches are drawn from Python, judged without it, and handed out one by one.

use std::collections::VecDeque;
use std::sync::Mutex;

use netra::{Scratch, Unit};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use crate::classifier::{judged, rejected};
use crate::fault::NetraError;
use crate::post::{self, Read};
use crate::verdict::Verdict;

/// Verdicts of an iterable of posts, one after the other, in its order.
#[pyclass(frozen, module = "netra")]
pub(crate) struct Verdicts {
    classifier: netra::Classifier,
    threads: usize,
    unit: Unit,
    reject: bool,
    batch: usize,
    state: Mutex<State>,
}

struct State {
    source: Option<Py<PyIterator>>,
    ready: VecDeque<Result<Py<PyAny>, PyErr>>,
    drawn: u64,
}

/// What came out for one post, while Python does not look.
type Outcome = Result<netra::Verdict, String>;

impl Verdicts {
    pub(crate) fn new(
        classifier: netra::Classifier,
        source: Bound<'_, PyIterator>,
        threads: usize,
        unit: Unit,
        on_error: &str,
        batch: usize,
    ) -> PyResult<Verdicts> {
        let reject = match on_error {
            "raise" => false,
            "reject" => true,
            word => {
                return Err(NetraError::new_err(format!(
                    "on_error={word:?}: choose from raise, reject"
                )));
            }
        };
        Ok(Verdicts {
            classifier,
            threads,
            unit,
            reject,
            batch: batch.max(1),
            state: Mutex::new(State {
                source: Some(source.unbind()),
                ready: VecDeque::new(),
                drawn: 0,
            }),
        })
    }

    /// Draws the next batch and judges it.
    fn fill(&self, py: Python<'_>, state: &mut State) {
        let Some(source) = state.source.as_ref().map(|source| source.clone_ref(py)) else {
            return;
        };
        let mut source = source.into_bound(py);
        let mut given = Vec::with_capacity(self.batch);
        let mut failed = None;
        while given.len() < self.batch {
            match source.next() {
                Some(Ok(post)) => given.push(post),
                Some(Err(error)) => {
                    failed = Some(error);
                    state.source = None;
                    break;
                }
                None => {
                    state.source = None;
                    break;
                }
            }
        }
        let posts: Vec<Result<Read<'_>, String>> = given.iter().map(post::read).collect();
        let outcomes = py.detach(|| self.judge(posts));
        for (given, outcome) in given.into_iter().zip(outcomes) {
            state.drawn += 1;
            let made = self.made(py, given, outcome, state.drawn);
            let stop = made.is_err();
            state.ready.push_back(made);
            if stop {
                state.source = None;
                return;
            }
        }
        state.ready.extend(failed.map(Err));
    }

    fn judge(&self, posts: Vec<Result<Read<'_>, String>>) -> Vec<Outcome> {
        let part = posts.len().div_ceil(self.threads).max(64);
        let work = |posts: Vec<Result<Read<'_>, String>>| -> Vec<Outcome> {
            let mut scratch = Scratch::new();
            let one = |read: Result<Read<'_>, String>| {
                let Read { post, repaired } = read?;
                let verdict = self.classifier.classify_with(&mut scratch, &post).clone();
                Ok(judged(verdict, &post, repaired, self.unit))
            };
            posts.into_iter().map(one).collect()
        };
        let mut parts = Vec::new();
        let mut posts = posts.into_iter();
        loop {
            let part: Vec<_> = posts.by_ref().take(part).collect();
            if part.is_empty() {
                break;
            }
            parts.push(part);
        }
        if parts.len() < 2 {
            return parts.into_iter().flat_map(work).collect();
        }
        let work = &work;
        std::thread::scope(|scope| {
            let workers: Vec<_> = parts
                .into_iter()
                .map(|part| scope.spawn(move || work(part)))
                .collect();
            workers
                .into_iter()
                .flat_map(|worker| match worker.join() {
                    Ok(outcomes) => outcomes,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        })
    }

    fn made(
        &self,
        py: Python<'_>,
        given: Bound<'_, PyAny>,
        outcome: Outcome,
        number: u64,
    ) -> Result<Py<PyAny>, PyErr> {
        match outcome {
            Ok(verdict) => {
                let id = match post::id(&given) {
                    Some(id) => id.unbind(),
                    None => number.into_py_any(py)?,
                };
                Verdict::new(verdict, Some(id), given.unbind(), self.unit).into_py_any(py)
            }
            Err(reason) if self.reject => rejected(number, reason, given).into_py_any(py),
            Err(reason) => Err(PyTypeError::new_err(format!("post {number}: {reason}"))),
        }
    }
}

#[pymethods]
impl Verdicts {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        // The source may be a generator that asks for the next verdict itself: that is an error, not a standstill.
        let mut state = self
            .state
            .try_lock()
            .map_err(|_| NetraError::new_err("these verdicts are being drawn elsewhere at the same time"))?;
        if state.ready.is_empty() {
            self.fill(py, &mut state);
        }
        state.ready.pop_front().transpose()
    }
}
