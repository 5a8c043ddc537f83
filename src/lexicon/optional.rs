//! Tables that ship with the crate and are compiled only when their election is asked for.

use super::Lexicon;

/// A table of `lexicon/contestants/optional/`.
#[derive(Clone, Copy, Debug)]
pub struct Optional {
    /// The election of its rows.
    pub election: &'static str,
    /// Where it lies in a lexicon that has it.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Every optional table.
pub const OPTIONAL: [Optional; 3] = [
    Optional {
        election: "pemilu-2019",
        path: "contestants/parties-2019.csv",
        text: include_str!("../../lexicon/contestants/optional/parties-2019.csv"),
    },
    Optional {
        election: "pileg-2024",
        path: "contestants/caleg-dpd-2024.csv",
        text: include_str!("../../lexicon/contestants/optional/caleg-dpd-2024.csv"),
    },
    Optional {
        election: "pileg-2024",
        path: "contestants/caleg-dpr-2024.csv",
        text: include_str!("../../lexicon/contestants/optional/caleg-dpr-2024.csv"),
    },
];

impl Lexicon {
    /// Adds the optional tables of this election; says whether there are any.
    ///
    /// ```
    /// let mut lexicon = netra::Lexicon::embedded();
    /// assert!(lexicon.add_optional("pileg-2024"));
    /// assert!(lexicon.text("contestants/caleg-dpr-2024.csv").is_some());
    /// assert!(!lexicon.add_optional("pilpres-2024"));
    /// ```
    pub fn add_optional(&mut self, election: &str) -> bool {
        let mut found = false;
        for table in OPTIONAL.iter().filter(|table| table.election == election) {
            found = true;
            // What an overlay has put there stays.
            if self.text(table.path).is_none() {
                self.add(table.path, table.text);
            }
        }
        found
    }
}
