//! A verdict in Python: the record, its parts when they are asked for, and how notebooks show it.

use netra::Unit;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyString, PyTuple};

use crate::choices;
use crate::fault::NetraError;

/// What one post shows. See `python/netra/_netra.pyi`.
#[pyclass(frozen, module = "netra")]
pub(crate) struct Verdict {
    verdict: netra::Verdict,
    id: Option<Py<PyAny>>,
    post: Py<PyAny>,
    unit: Unit,
}

impl Verdict {
    pub(crate) fn new(
        verdict: netra::Verdict,
        id: Option<Py<PyAny>>,
        post: Py<PyAny>,
        unit: Unit,
    ) -> Verdict {
        Verdict {
            verdict,
            id,
            post,
            unit,
        }
    }

    fn body(&self) -> PyResult<String> {
        serde_json::to_string(&self.verdict).map_err(|error| NetraError::new_err(error.to_string()))
    }

    /// Calls a function of the Python half of this package with the verdict.
    fn told<'py>(slf: &Bound<'py, Self>, module: &str, function: &str) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import(module)?.getattr(function)?.call1((slf,))
    }
}

#[pymethods]
impl Verdict {
    #[getter]
    fn id(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.id.as_ref().map(|id| id.clone_ref(py))
    }

    #[getter]
    fn post(&self, py: Python<'_>) -> Py<PyAny> {
        self.post.clone_ref(py)
    }

    #[getter]
    fn offsets(&self) -> &'static str {
        match self.unit {
            Unit::Byte => "byte",
            Unit::Char => "char",
            Unit::Utf16 => "utf16",
        }
    }

    #[getter]
    fn flagged(&self) -> bool {
        self.verdict.flagged
    }

    #[getter]
    fn score(&self) -> f64 {
        self.verdict.score.get()
    }

    #[getter]
    fn stance(&self) -> Vec<&'static str> {
        self.verdict.stance.iter().map(|side| side.as_str()).collect()
    }

    #[getter]
    fn bans(&self) -> Vec<&str> {
        let mut bans: Vec<&str> = Vec::new();
        for finding in self.verdict.findings.iter().filter(|finding| finding.flagged) {
            if !bans.contains(&&*finding.ban) {
                bans.push(&finding.ban);
            }
        }
        bans
    }

    #[getter]
    fn scores<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let scores = PyDict::new(py);
        for finding in self.verdict.findings.iter().rev() {
            // Findings stand by score, the highest first: it stays.
            scores.set_item(&*finding.ban, finding.score.get())?;
        }
        Ok(scores)
    }

    #[getter]
    fn notes(&self) -> Vec<&str> {
        self.verdict.notes.iter().map(|note| &**note).collect()
    }

    #[getter]
    fn pack(&self) -> &str {
        &self.verdict.pack
    }

    #[getter]
    fn engine(&self) -> &str {
        &self.verdict.engine
    }

    #[getter]
    fn policy(&self) -> Vec<&str> {
        self.verdict.policy.iter().map(|policy| &**policy).collect()
    }

    #[getter]
    fn findings<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Verdict::told(slf, "netra._records", "findings")
    }

    #[getter]
    fn mitigating<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Verdict::told(slf, "netra._records", "mitigating")
    }

    #[getter]
    fn suppressed<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Verdict::told(slf, "netra._records", "suppressed")
    }

    #[getter]
    fn contestants<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Verdict::told(slf, "netra._records", "contestants")
    }

    #[getter]
    fn people<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Verdict::told(slf, "netra._records", "people")
    }

    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        let body = self.body()?;
        let Some(id) = &self.id else { return Ok(body) };
        let id = id.bind(py);
        let id = if id.is_instance_of::<PyString>() || id.is_instance_of::<PyInt>() {
            id.clone()
        } else {
            id.str()?.into_any()
        };
        let options = PyDict::new(py);
        options.set_item("ensure_ascii", false)?;
        let id = py.import("json")?.call_method("dumps", (id,), Some(&options))?;
        // The verdict brings an opening brace of its own, just where a comma is needed.
        Ok(format!("{{\"id\":{},{}", id.extract::<String>()?, &body[1..]))
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let record = py.import("json")?.call_method1("loads", (self.body()?,))?;
        let Some(id) = &self.id else { return Ok(record) };
        let with_id = PyDict::new(py);
        with_id.set_item(intern!(py, "id"), id)?;
        with_id.update(record.cast()?)?;
        Ok(with_id.into_any())
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Verdict::told(slf, "netra._show", "line")
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Verdict::told(slf, "netra._show", "html")
    }

    fn __eq__(&self, py: Python<'_>, other: &Verdict) -> PyResult<bool> {
        let same_id = match (&self.id, &other.id) {
            (None, None) => true,
            (Some(one), Some(other)) => one.bind(py).eq(other)?,
            _ => false,
        };
        Ok(same_id && self.unit == other.unit && self.verdict == other.verdict)
    }

    fn __hash__(&self) -> PyResult<u64> {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.body()?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = slf.py();
        let this = slf.get();
        let restore = py.import("netra._netra")?.getattr("_restore")?;
        let state = (this.body()?, this.id(py), this.post(py), this.offsets());
        Ok((restore, state.into_pyobject(py)?))
    }
}

/// A verdict from its parts: how one comes back from a pickle.
#[pyfunction]
#[pyo3(name = "_restore")]
pub(crate) fn restore(
    record: &str,
    id: Option<Py<PyAny>>,
    post: Py<PyAny>,
    offsets: &str,
) -> PyResult<Verdict> {
    let verdict = serde_json::from_str(record).map_err(|error| NetraError::new_err(error.to_string()))?;
    Ok(Verdict::new(verdict, id, post, choices::unit(offsets)?))
}
