//! Columns in, columns out, over Arrow's PyCapsule interface.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef};
use netra_arrow::{Judge, Posts};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyRuntimeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::ffi::{
    ArrayIterator, ArrayReader, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};
use pyo3_arrow::input::AnyArray;

use crate::fault::{NetraError, of_columns};

/// Judges an array or a stream of texts or of records.
pub(crate) fn judged<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    judge: Judge,
    fields: Vec<(String, String)>,
    threads: usize,
    numbered: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let first = numbered.then_some(1);
    match arrow(data)? {
        AnyArray::Array(array) => {
            let (array, _) = array.into_inner();
            let posts = Posts::of(&array, &fields).map_err(|error| NetraError::new_err(error.to_string()))?;
            let array = py
                .detach(|| one(&judge.spread(&posts, 0..posts.len(), first, threads)?, &judge))
                .map_err(of_columns)?;
            VerdictArray { array }.into_bound_py_any(py)
        }
        AnyArray::Stream(reader) => {
            let source = reader.into_reader()?;
            let empty = arrow_array::new_empty_array(source.field().data_type());
            // A column that is not there is said here, and not when somebody draws the first rows.
            Posts::of(&empty, &fields).map_err(|error| NetraError::new_err(error.to_string()))?;
            let stream = Stream {
                field: field(judge.fields().clone()),
                source,
                judge,
                fields,
                threads,
                next: first,
                rest: None,
                ready: VecDeque::new(),
            };
            VerdictStream {
                field: Arc::clone(&stream.field),
                stream: Mutex::new(Some(Box::new(stream))),
            }
            .into_bound_py_any(py)
        }
    }
}

/// What Python gives, as Arrow: by its own capsules, else by way of pyarrow.
fn arrow(data: &Bound<'_, PyAny>) -> PyResult<AnyArray> {
    let py = data.py();
    let speaks =
        data.hasattr(intern!(py, "__arrow_c_array__"))? || data.hasattr(intern!(py, "__arrow_c_stream__"))?;
    if speaks {
        return data.extract::<AnyArray>();
    }
    let made = py.import("netra._arrow")?.call_method1("array_of", (data,))?;
    made.extract::<AnyArray>()
}

fn field(fields: arrow_schema::Fields) -> FieldRef {
    Arc::new(Field::new("netra", DataType::Struct(fields), false))
}

/// Pieces as one array.
fn one(pieces: &[StructArray], judge: &Judge) -> Result<StructArray, ArrowError> {
    match pieces {
        [] => Ok(StructArray::new_null(judge.fields().clone(), 0)),
        [piece] => Ok(piece.clone()),
        pieces => {
            let pieces: Vec<&dyn Array> = pieces.iter().map(|piece| piece as &dyn Array).collect();
            Ok(StructArray::from(
                arrow_select::concat::concat(&pieces)?.to_data(),
            ))
        }
    }
}

/// Verdicts of an array, row for row.
#[pyclass(frozen, module = "netra")]
pub(crate) struct VerdictArray {
    array: StructArray,
}

#[pymethods]
impl VerdictArray {
    fn __len__(&self) -> usize {
        self.array.len()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, &*field(self.array.fields().clone()))?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let field = field(self.array.fields().clone());
        Ok(to_array_pycapsules(py, field, &self.array, requested_schema)?)
    }

    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("array", (slf,))
    }

    fn __repr__(&self) -> String {
        format!("VerdictArray({} rows)", self.array.len())
    }
}

/// Verdicts of a stream, judged as they are drawn.
#[pyclass(frozen, module = "netra")]
pub(crate) struct VerdictStream {
    field: FieldRef,
    stream: Mutex<Option<Box<dyn ArrayReader + Send>>>,
}

impl VerdictStream {
    fn take(&self) -> PyResult<Box<dyn ArrayReader + Send>> {
        let stream = self.stream.lock().ok().and_then(|mut stream| stream.take());
        stream.ok_or_else(|| PyRuntimeError::new_err("this stream of verdicts has been drawn already"))
    }
}

#[pymethods]
impl VerdictStream {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, &*self.field)?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_stream_pycapsule(py, self.take()?, requested_schema)?)
    }

    fn drawn(&self, py: Python<'_>) -> PyResult<VerdictStream> {
        let stream = self.take()?;
        let field = Arc::clone(&self.field);
        let ready = py.detach(|| stream.collect::<Result<Vec<_>, _>>());
        let ready = ArrayIterator::new(ready.map_err(of_columns)?.into_iter().map(Ok), Arc::clone(&field));
        Ok(VerdictStream {
            field,
            stream: Mutex::new(Some(Box::new(ready))),
        })
    }

    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("chunked_array", (slf,))
    }

    fn to_reader<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let reader = slf.py().import("pyarrow")?.getattr("RecordBatchReader")?;
        reader.call_method1("from_stream", (slf,))
    }

    fn __repr__(&self) -> String {
        "VerdictStream()".to_owned()
    }
}

/// A stream that is being judged: some rows are ready, some have been drawn, the rest is still with its source.
struct Stream {
    field: FieldRef,
    source: Box<dyn ArrayReader + Send>,
    judge: Judge,
    fields: Vec<(String, String)>,
    threads: usize,
    /// The number of the next row, where rows are numbered.
    next: Option<u64>,
    /// Posts that were drawn, and how many of them have been judged.
    rest: Option<(Posts, usize)>,
    ready: VecDeque<StructArray>,
}

impl Stream {
    fn draw(&mut self) -> Result<Option<StructArray>, ArrowError> {
        loop {
            if let Some(rows) = self.ready.pop_front() {
                return Ok(Some(rows));
            }
            let (posts, done) = match self.rest.take() {
                Some((posts, done)) if done < posts.len() => (posts, done),
                _ => match self.source.next().transpose()? {
                    None => return Ok(None),
                    Some(array) => {
                        let posts = Posts::of(&array, &self.fields)
                            .map_err(|error| ArrowError::InvalidArgumentError(error.to_string()))?;
                        (posts, 0)
                    }
                },
            };
            // As much as keeps all threads at work; the rest waits as it came.
            let end = posts.len().min(done + self.threads * Judge::ROWS * 2);
            let pieces = self.judge.spread(&posts, done..end, self.next, self.threads)?;
            self.next = self.next.map(|next| next + (end - done) as u64);
            self.ready.extend(pieces);
            self.rest = Some((posts, end));
        }
    }
}

impl Iterator for Stream {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Whoever draws may hold Python's lock, or have let it go where nobody here can know: it is left alone.
        self.draw()
            .map(|rows| rows.map(|rows| Arc::new(rows) as ArrayRef))
            .transpose()
    }
}

impl ArrayReader for Stream {
    fn field(&self) -> FieldRef {
        Arc::clone(&self.field)
    }
}

/// The names of the columns of verdicts, in order.
#[pyfunction]
#[pyo3(name = "_columns")]
pub(crate) fn names() -> Vec<String> {
    let fields = netra_arrow::record_in_rows();
    fields.iter().map(|field| field.name().clone()).collect()
}

/// An empty array of verdicts, which has their type.
#[pyfunction]
#[pyo3(name = "_empty", signature = (columns=None))]
pub(crate) fn empty(columns: Option<Vec<String>>) -> PyResult<VerdictArray> {
    let all = netra_arrow::record_in_rows();
    let fields = match columns {
        None => all,
        Some(names) => netra_arrow::chosen(&names).map_err(NetraError::new_err)?,
    };
    Ok(VerdictArray {
        array: StructArray::new_null(fields, 0),
    })
}
