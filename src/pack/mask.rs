//! Parts of a compiled lexicon that are left out of judging, to learn what they are worth.

/// What is left out, by number. Empty in all judging but measurement; then it costs a look at three empty lists a post.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mask {
    terms: Vec<u32>,
    groups: Vec<u32>,
    rules: Vec<u32>,
}

impl Mask {
    /// Leaves out terms.
    pub(crate) fn terms(mut terms: Vec<u32>) -> Mask {
        terms.sort_unstable();
        Mask {
            terms,
            ..Mask::default()
        }
    }

    /// Leaves out groups with these terms: whole groups, signals or guards, also those that look at the shape of a post.
    pub(crate) fn groups(mut groups: Vec<u32>, terms: Vec<u32>) -> Mask {
        groups.sort_unstable();
        Mask {
            groups,
            ..Mask::terms(terms)
        }
    }

    /// Leaves out a rule.
    pub(crate) fn rules(rules: Vec<u32>) -> Mask {
        Mask {
            rules,
            ..Mask::default()
        }
    }

    /// Whether a term is left out.
    pub(crate) fn hides_term(&self, term: u32) -> bool {
        !self.terms.is_empty() && self.terms.binary_search(&term).is_ok()
    }

    /// Whether any term is.
    pub(crate) fn hides_terms(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Whether a group is left out.
    pub(crate) fn hides_group(&self, group: u32) -> bool {
        !self.groups.is_empty() && self.groups.binary_search(&group).is_ok()
    }

    /// Whether any group is.
    pub(crate) fn hides_groups(&self) -> bool {
        !self.groups.is_empty()
    }

    /// Whether a rule is left out.
    pub(crate) fn hides_rule(&self, rule: u32) -> bool {
        self.rules.contains(&rule)
    }
}
