//! The rules as they stand in the files, for pages that show them.

use super::{Lexicon, RuleFile, read_file};
use crate::error::Result;

impl Lexicon {
    /// The rules of every ban, in the order of the files.
    ///
    /// # Errors
    /// When a file of `bans/` is not well-formed; the error shows the place.
    ///
    /// ```
    /// let rules = netra::Lexicon::embedded().rules()?;
    /// assert!(rules.iter().any(|ban| ban.id == "social-like"));
    /// # Ok::<(), netra::Error>(())
    /// ```
    pub fn rules(&self) -> Result<Vec<RuleFile>> {
        self.below("bans/", ".toml").into_iter().map(read_file).collect()
    }
}
