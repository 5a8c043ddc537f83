//! The unit of the spans in the output, as the command line names it.

/// The word of `--offsets`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Offsets {
    /// Bytes of UTF-8.
    #[default]
    Byte,
    /// Characters (Unicode scalar values), as in Python.
    Char,
    /// UTF-16 code units, as in JavaScript, Java and .NET.
    Utf16,
}

impl From<Offsets> for netra::Unit {
    fn from(word: Offsets) -> netra::Unit {
        match word {
            Offsets::Byte => netra::Unit::Byte,
            Offsets::Char => netra::Unit::Char,
            Offsets::Utf16 => netra::Unit::Utf16,
        }
    }
}
