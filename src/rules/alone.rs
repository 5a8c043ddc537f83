//! What a post may show in which nobody is named.

use crate::law::Flags;
use crate::pack::{Mask, Owner, Pack};
use crate::post::Action;
use crate::reading::Analysis;

use super::Turn;

/// Whether a rule that asks for signals only may fire: all of them stand in one field, wherever. Asked of a post that names
/// nobody and acts on nothing; a rule that asks for more does not fire on it. The phrases of the fields must be known.
pub(crate) fn may_fire(
    pack: &Pack,
    mask: &Mask,
    fields: &[Analysis],
    action: Action,
    flags: Flags,
    turn: &mut Turn,
) -> bool {
    let Turn { said, rules, .. } = turn;
    fields.iter().any(|field| {
        said.clear();
        for term in field.phrases() {
            if let Owner::Signal(signal) = pack.groups[pack.terms[term as usize].group as usize].owner {
                said.insert(signal);
            }
        }
        pack.agenda.rules(action, said, rules);
        rules.iter().any(|&number| {
            let rule = &pack.rules[usize::from(number)];
            rule.fires_alone()
                && rule.runs_for(action, flags)
                && rule.signals().all(|signal| said.holds(signal))
                && !mask.hides_rule(u32::from(number))
        })
    })
}
