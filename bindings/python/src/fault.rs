//! Errors of the lexicon and of options, as exceptions that say where.

use pyo3::create_exception;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

create_exception!(
    netra,
    NetraError,
    PyValueError,
    "An option that names something unknown, a pack that cannot be read, a file that is not there."
);
create_exception!(
    netra,
    LexiconError,
    NetraError,
    "A lexicon file is wrong. `file`, `line`, `column` say where (None where no file is to blame); the message shows the line."
);

/// An error of the library as the exception it becomes.
pub(crate) fn raised(py: Python<'_>, error: &netra::Error) -> PyErr {
    let of_lexicon = error.file().is_some()
        || matches!(error.kind(), netra::ErrorKind::Lexicon | netra::ErrorKind::Syntax);
    let message = error.to_string();
    let raised = if of_lexicon {
        LexiconError::new_err(message)
    } else {
        NetraError::new_err(message)
    };
    let value = raised.value(py);
    let file = error.file().map(|file| file.display().to_string());
    let place = error.place();
    // An exception that cannot carry where it happened still says so in its message.
    let _ = value.setattr("file", file);
    let _ = value.setattr("line", place.map(|place| place.line));
    let _ = value.setattr("column", place.map(|place| place.column));
    raised
}

/// A failure of columns as an exception.
pub(crate) fn of_columns(error: arrow_schema::ArrowError) -> PyErr {
    PyRuntimeError::new_err(format!("cannot write verdicts as columns: {error}"))
}
