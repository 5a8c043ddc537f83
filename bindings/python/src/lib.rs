//! netra for Python: posts in, verdicts out, one by one or as Arrow columns. What Python sees is described in
//! `python/netra/_netra.pyi`.

mod choices;
mod classifier;
mod columns;
mod fault;
mod many;
mod post;
mod verdict;

use pyo3::prelude::*;

#[pymodule]
#[pyo3(name = "_netra")]
mod netra_python {
    #[pymodule_export]
    use super::classifier::Classifier;
    #[pymodule_export]
    use super::columns::{VerdictArray, VerdictStream, empty, names};
    #[pymodule_export]
    use super::fault::{LexiconError, NetraError};
    #[pymodule_export]
    use super::many::Verdicts;
    #[pymodule_export]
    use super::post::Reject;
    #[pymodule_export]
    use super::verdict::{Verdict, restore};

    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("VERSION", netra::VERSION)
    }
}
