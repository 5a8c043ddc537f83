//! The classifier in Python.

use std::collections::BTreeMap;
use std::sync::Arc;

use netra::Unit;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::choices::{self, Folders, Pack, Words};
use crate::columns;
use crate::fault::raised;
use crate::many::Verdicts;
use crate::post::{self, Read, Reject};
use crate::verdict::Verdict;

/// Judges posts. See `python/netra/_netra.pyi`.
#[pyclass(frozen, module = "netra")]
pub(crate) struct Classifier {
    pub(crate) inner: netra::Classifier,
    unit: Unit,
}

impl Classifier {
    fn unit(&self, offsets: Option<&str>) -> PyResult<Unit> {
        offsets.map_or(Ok(self.unit), choices::unit)
    }
}

#[pymethods]
impl Classifier {
    #[new]
    #[pyo3(signature = (*, policy=None, elections=None, lexicon=None, pack=None, profile="balanced", region=None,
        as_of=None, author="any", offsets="char", allow_shrink=false))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        py: Python<'_>,
        policy: Option<Words>,
        elections: Option<Words>,
        lexicon: Option<Folders>,
        pack: Option<Pack>,
        profile: &str,
        region: Option<String>,
        as_of: Option<String>,
        author: &str,
        offsets: &str,
        allow_shrink: bool,
    ) -> PyResult<Classifier> {
        let mut builder = netra::Classifier::builder()
            .profile(choices::profile(profile)?)
            .author(choices::author(author)?)
            .allow_shrink(allow_shrink);
        for policy in Words::list(policy) {
            builder = builder.policy(policy);
        }
        for elections in Words::list(elections) {
            builder = builder.election(elections);
        }
        for folder in Folders::list(lexicon) {
            builder = builder.lexicon_dir(folder);
        }
        if let Some(pack) = pack {
            builder = builder.pack(pack.bytes()?);
        }
        if let Some(region) = region {
            builder = builder.region(region);
        }
        if let Some(time) = as_of {
            builder = builder.as_of(time);
        }
        let unit = choices::unit(offsets)?;
        let inner = py
            .detach(|| builder.build())
            .map_err(|error| raised(py, &error))?;
        Ok(Classifier { inner, unit })
    }

    #[getter]
    fn pack_version(&self) -> &str {
        self.inner.pack_version()
    }

    fn to_pack<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let bytes = py.detach(|| self.inner.to_pack());
        PyBytes::new(py, &bytes)
    }

    #[pyo3(signature = (post, *, offsets=None))]
    fn classify(&self, post: Bound<'_, PyAny>, offsets: Option<&str>) -> PyResult<Verdict> {
        let unit = self.unit(offsets)?;
        let id = post::id(&post).map(Bound::unbind);
        let Read { post: read, repaired } =
            post::read(&post).map_err(pyo3::exceptions::PyTypeError::new_err)?;
        let verdict = judged(self.inner.classify(&read), &read, repaired, unit);
        drop(read);
        Ok(Verdict::new(verdict, id, post.unbind(), unit))
    }

    #[pyo3(signature = (posts, *, threads=None, offsets=None, on_error="raise", batch=4096))]
    fn classify_many(
        &self,
        posts: Bound<'_, PyAny>,
        threads: Option<usize>,
        offsets: Option<&str>,
        on_error: &str,
        batch: usize,
    ) -> PyResult<Verdicts> {
        Verdicts::new(
            self.inner.clone(),
            posts.try_iter()?,
            choices::threads(threads),
            self.unit(offsets)?,
            on_error,
            batch,
        )
    }

    #[pyo3(signature = (data, text=None, *, fields=None, threads=None, offsets=None, columns=None, longest=None,
        numbered=true))]
    #[allow(clippy::too_many_arguments)]
    fn classify_arrow<'py>(
        &self,
        py: Python<'py>,
        data: Bound<'py, PyAny>,
        text: Option<String>,
        fields: Option<BTreeMap<String, String>>,
        threads: Option<usize>,
        offsets: Option<&str>,
        columns: Option<Words>,
        longest: Option<usize>,
        numbered: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut judge = netra_arrow::Judge::new(self.inner.clone()).unit(self.unit(offsets)?);
        if let Some(columns) = columns {
            judge = judge
                .columns(&Words::list(Some(columns)))
                .map_err(crate::fault::NetraError::new_err)?;
        }
        if let Some(bytes) = longest {
            judge = judge.longest(bytes);
        }
        let mut fields: Vec<(String, String)> = fields.unwrap_or_default().into_iter().collect();
        if let Some(column) = text {
            fields.retain(|(field, _)| field != "text");
            fields.push(("text".to_owned(), column));
        }
        columns::judged(py, &data, judge, fields, choices::threads(threads), numbered)
    }

    fn __repr__(&self) -> String {
        format!("Classifier(pack_version={:?})", self.inner.pack_version())
    }
}

/// The verdict as Python wants it: spans in its unit, and a note where characters were replaced.
pub(crate) fn judged(
    mut verdict: netra::Verdict,
    post: &netra::Post<'_>,
    repaired: bool,
    unit: Unit,
) -> netra::Verdict {
    if repaired {
        verdict.notes.push(Arc::from("text-repaired"));
    }
    verdict.measure_in(unit, post);
    verdict
}

/// What is in the place of a verdict where there is no post.
pub(crate) fn rejected(number: u64, reason: String, given: Bound<'_, PyAny>) -> Reject {
    Reject::new(number, reason, given.unbind())
}
