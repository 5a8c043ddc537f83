//! Several rows about one contestant.

use std::collections::HashMap;

use super::row::{Contestant, Lists};

/// Makes one row of the rows that have the same id, at the place of the first: names are added, and of a name that
/// one row lets count alone and another does not, the later row decides. Official names, status and source are those of
/// the last row that has them.
///
/// ```
/// use netra::lexicon::contestants::{read, unite};
/// let head = "id,election,region,number,kind,head,head_short,head_weak\n";
/// let mut rows = read("a.csv", &format!("{head}x/9999/1,x,9999,1,pair,Wayan Lentera,,wayan\n"))?;
/// rows.extend(read("b.csv", &format!("{head}x/9999/1,x,9999,1,pair,Wayan Lentera,wayan|lentera,\n"))?);
/// unite(&mut rows);
/// assert_eq!(rows.len(), 1);
/// assert_eq!(rows[0].lists().head_short.len(), 2);
/// assert!(rows[0].lists().head_weak.is_empty());
/// # Ok::<(), netra::Error>(())
/// ```
pub fn unite(rows: &mut Vec<Contestant>) {
    let mut first: HashMap<Box<str>, usize> = HashMap::with_capacity(rows.len());
    let mut kept: Vec<Contestant> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        match first.get(&row.id) {
            None => {
                first.insert(row.id.clone(), kept.len());
                kept.push(row);
            }
            Some(&at) => add(&mut kept[at], row),
        }
    }
    *rows = kept;
}

fn add(to: &mut Contestant, from: Contestant) {
    if let Some(new) = from.lists {
        lists(to.lists.get_or_insert_with(Box::default), *new);
    }
    for (old, new) in [
        (&mut to.head, from.head),
        (&mut to.deputy, from.deputy),
        (&mut to.status, from.status),
        (&mut to.source, from.source),
        (&mut to.dapil, from.dapil),
    ] {
        if !new.is_empty() {
            *old = new;
        }
    }
    to.number = from.number.or(to.number);
    to.party = from.party.or(to.party);
    to.list = from.list.or(to.list);
}

fn lists(to: &mut Lists, from: Lists) {
    pair(
        &mut to.head_short,
        &mut to.head_weak,
        from.head_short,
        from.head_weak,
    );
    pair(
        &mut to.deputy_short,
        &mut to.deputy_weak,
        from.deputy_short,
        from.deputy_weak,
    );
    pair(&mut to.couple, &mut to.couple_weak, from.couple, from.couple_weak);
    pair(&mut to.tags, &mut to.tags_against, from.tags, from.tags_against);
    pair(
        &mut to.slogans,
        &mut to.slogans_weak,
        from.slogans,
        from.slogans_weak,
    );
    pair(
        &mut to.nick_against,
        &mut to.nick_against_weak,
        from.nick_against,
        from.nick_against_weak,
    );
    for handle in from.handles {
        if !to.handles.contains(&handle) {
            to.handles.push(handle);
        }
    }
}

/// Adds to two lists that exclude each other.
fn pair(
    one: &mut Vec<Box<str>>,
    other: &mut Vec<Box<str>>,
    new_one: Vec<Box<str>>,
    new_other: Vec<Box<str>>,
) {
    for name in new_one {
        other.retain(|known| *known != name);
        if !one.contains(&name) {
            one.push(name);
        }
    }
    for name in new_other {
        one.retain(|known| *known != name);
        if !other.contains(&name) {
            other.push(name);
        }
    }
}
