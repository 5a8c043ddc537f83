//! A trie over words: which phrases begin here, and how far they reach.
//!
//! Edges are symbols, not letters, so that a walk takes one step a word. The root is a table by symbol: for most words
//! of most posts it holds nothing, and that is all that is ever looked at. All other edges lie in one row: those of a node
//! are a small hash table of their own, whose place and size its number says, so that most steps cost one line of memory,
//! whether somebody takes them or not. Equal endings are stored once (`{mari|ayo} pilih <c>` goes on the same way after
//! either), which makes it a graph without circles, and small.

use std::collections::HashMap;

use super::vocabulary::Symbol;

/// A place in the trie from which phrases go on: where its edges begin, and the logarithm of how many slots they have. 0 is
/// none.
pub(crate) type Node = u32;

/// So many bits of a node say how many slots it has.
const SIZE: u32 = 5;

/// Where the slots of a node begin, and how many they are, less one.
#[inline]
fn slots_of(node: Node) -> (usize, usize) {
    (
        (node >> SIZE) as usize,
        (1usize << (node & ((1 << SIZE) - 1))) - 1,
    )
}

/// What a symbol leads to: a phrase that ends, a node, or what needs more than a number to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Target(u32);

/// What a [`Target`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'t> {
    /// One phrase ends, and none goes on.
    Ends(u32),
    /// Phrases go on from a node, and none ends.
    GoesOn(Node),
    /// Several phrases end, or some end and some go on.
    Both(&'t [u32], Node),
}

const NOWHERE: Target = Target(Target::NODE);

impl Target {
    /// The highest two bits say what the others are the number of.
    const NODE: u32 = 1 << 30;
    const FORK: u32 = 2 << 30;
    const NUMBER: u32 = Target::NODE - 1;

    fn number(self) -> u32 {
        self.0 & Target::NUMBER
    }
}

/// One step from a node, over a symbol; in a free slot over [`FREE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Edge {
    symbol: Symbol,
    to: Target,
}

/// No symbol has this number.
const FREE: Symbol = Symbol::MAX;

const NO_EDGE: Edge = Edge {
    symbol: FREE,
    to: NOWHERE,
};

/// Phrases that end together, and where others go on.
#[derive(Clone, Copy, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Fork {
    payload: u32,
    payload_end: u32,
    /// 0 where none goes on.
    node: Node,
}

/// A set of phrases with what they stand for.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Trie {
    root: Vec<Target>,
    /// The edges of all nodes, those of each in its own slots. The first slot is nobody's.
    edges: Vec<Edge>,
    forks: Vec<Fork>,
    payloads: Vec<u32>,
    /// A bit for every hash of two symbols that begin a phrase; a power of two. Made of the others, never stored.
    #[borsh(skip)]
    pairs: Vec<u64>,
}

struct Building {
    edges: Vec<Edge>,
    forks: Vec<Fork>,
    payloads: Vec<u32>,
    /// Nodes by their edges, and forks by what they say.
    same: HashMap<Vec<Edge>, Node>,
    same_forks: HashMap<(Vec<u32>, Node), Target>,
}

/// The slot at which the search for a symbol begins.
#[inline]
fn first_slot(symbol: Symbol, mask: usize) -> usize {
    (u64::from(symbol).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask
}

/// So many slots for so many edges: a few are as quickly looked through as found, of more an eighth stays free.
fn slots_for(edges: usize) -> usize {
    let room = if edges > 4 {
        edges + edges.div_ceil(7)
    } else {
        edges
    };
    room.next_power_of_two()
}

/// The place of two symbols among so many bits, a power of two: by the highest bits of their product, which both of them
/// have a share in.
#[inline]
fn pair(first: Symbol, next: Symbol, bits: usize) -> usize {
    let hash = (u64::from(first) << 32 | u64::from(next)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash >> 40) as usize & bits.wrapping_sub(1)
}

impl Trie {
    /// From phrases and what they stand for. Order does not matter; the same phrase may stand for several things.
    pub(crate) fn build(mut phrases: Vec<(Vec<Symbol>, u32)>, symbols: usize) -> Trie {
        phrases.retain(|(phrase, _)| !phrase.is_empty());
        phrases.sort_unstable();
        phrases.dedup();
        let mut building = Building {
            edges: vec![NO_EDGE],
            forks: Vec::new(),
            payloads: Vec::new(),
            same: HashMap::new(),
            same_forks: HashMap::new(),
        };
        let mut root = vec![NOWHERE; symbols];
        let mut rest = &phrases[..];
        while let Some((phrase, _)) = rest.first() {
            let symbol = phrase[0];
            let (group, others) = rest.split_at(rest.partition_point(|(phrase, _)| phrase[0] == symbol));
            root[symbol as usize] = building.target(group, 1);
            rest = others;
        }
        building.trie(root)
    }

    /// What begins with this symbol.
    #[inline]
    pub(crate) fn first(&self, symbol: Symbol) -> Option<Target> {
        self.root
            .get(symbol as usize)
            .copied()
            .filter(|&target| target != NOWHERE)
    }

    /// Whether this symbol is a whole phrase.
    pub(crate) fn is_whole(&self, symbol: Symbol) -> bool {
        self.first(symbol)
            .is_some_and(|target| !matches!(self.at(target), Step::GoesOn(_)))
    }

    /// Whether a phrase may begin with these two symbols. Seldom wrong when it says yes, never when no.
    #[inline]
    pub(crate) fn may_begin(&self, first: Symbol, next: Symbol) -> bool {
        let place = pair(first, next, self.pairs.len() * 64);
        self.pairs
            .get(place / 64)
            .is_none_or(|bits| bits >> (place % 64) & 1 == 1)
    }

    /// Notes down with which two symbols phrases begin. The trie must be sound.
    pub(crate) fn note_pairs(&mut self) {
        let pairs = || {
            (0..self.root.len() as Symbol).flat_map(|first| {
                let node = match self.first(first).map(|target| self.at(target)) {
                    Some(Step::GoesOn(node) | Step::Both(_, node)) => node,
                    Some(Step::Ends(_)) | None => 0,
                };
                let (begin, mask) = slots_of(node);
                let slots = self.edges.get(begin..=begin + mask).unwrap_or_default();
                let taken = slots.iter().filter(|edge| edge.symbol != FREE);
                taken.map(move |edge| (first, edge.symbol))
            })
        };
        let mut bits = vec![0u64; (pairs().count() / 8).next_power_of_two()];
        let length = bits.len() * 64;
        for (first, next) in pairs() {
            let place = pair(first, next, length);
            bits[place / 64] |= 1 << (place % 64);
        }
        self.pairs = bits;
    }

    /// Every symbol that stands anywhere but at the beginning of a phrase; some more than once.
    pub(crate) fn later(&self) -> impl Iterator<Item = Symbol> {
        self.taken().map(|(_, edge)| edge.symbol)
    }

    /// Every edge, with its slot.
    fn taken(&self) -> impl Iterator<Item = (usize, &Edge)> {
        self.edges
            .iter()
            .enumerate()
            .filter(|(_, edge)| edge.symbol != FREE)
    }

    /// Where one more symbol leads.
    #[inline]
    pub(crate) fn next(&self, from: Node, symbol: Symbol) -> Option<Target> {
        let (begin, mask) = slots_of(from);
        let slots = self.edges.get(begin..=begin + mask)?;
        let first = first_slot(symbol, mask);
        for step in 0..=mask {
            let edge = &slots[(first + step) & mask];
            if edge.symbol == symbol {
                return Some(edge.to);
            }
            if edge.symbol == FREE {
                return None;
            }
        }
        None
    }

    /// What a target says.
    #[inline]
    pub(crate) fn at(&self, target: Target) -> Step<'_> {
        let number = target.number();
        match target.0 & !Target::NUMBER {
            0 => Step::Ends(number),
            Target::NODE => Step::GoesOn(number),
            _ => {
                let fork = self.forks[number as usize];
                Step::Both(
                    &self.payloads[fork.payload as usize..fork.payload_end as usize],
                    fork.node,
                )
            }
        }
    }

    /// Whether it is larger than nodes can be numbered: then it says nonsense.
    pub(crate) fn is_overfull(&self) -> bool {
        self.edges.len() > (Target::NUMBER >> SIZE) as usize
    }

    /// Whether every number in it points somewhere, and every payload is below `payloads`: for tries from files.
    pub(crate) fn is_sound(&self, payloads: usize) -> bool {
        let fork = |number: u32| self.forks.get(number as usize);
        // A node's slots lie before every slot that leads to it, so no walk goes in circles.
        let ends_before = |node: Node, slot: usize| {
            let (begin, mask) = slots_of(node);
            begin + mask < slot
        };
        let sound = |target: Target, slot: usize| match target.0 & !Target::NUMBER {
            0 => (target.number() as usize) < payloads,
            Target::NODE => ends_before(target.number(), slot),
            Target::FORK => fork(target.number()).is_some_and(|fork| ends_before(fork.node, slot)),
            _ => false,
        };
        let end = self.edges.len();
        self.root
            .iter()
            .all(|&target| target == NOWHERE || sound(target, end))
            && self.taken().all(|(slot, edge)| sound(edge.to, slot))
            && self.payloads.iter().all(|&payload| (payload as usize) < payloads)
            && self.forks.iter().all(|fork| {
                fork.payload <= fork.payload_end && fork.payload_end as usize <= self.payloads.len()
            })
    }

    /// Gives back what growing took too much.
    pub(crate) fn fit(&mut self) {
        self.root.shrink_to_fit();
        self.edges.shrink_to_fit();
        self.forks.shrink_to_fit();
        self.payloads.shrink_to_fit();
    }

    /// Bytes on the heap.
    pub(crate) fn heap(&self) -> usize {
        self.root.len() * std::mem::size_of::<Target>()
            + self.edges.len() * std::mem::size_of::<Edge>()
            + self.forks.len() * std::mem::size_of::<Fork>()
            + self.payloads.len() * 4
            + self.pairs.len() * 8
    }
}

impl Building {
    /// What these phrases lead to, which agree in their first `depth` symbols.
    fn target(&mut self, phrases: &[(Vec<Symbol>, u32)], depth: usize) -> Target {
        let ending = phrases.partition_point(|(phrase, _)| phrase.len() == depth);
        let node = self.node(&phrases[ending..], depth);
        match (&phrases[..ending], node) {
            ([], node) => Target(Target::NODE | node),
            ([(_, what)], 0) if *what <= Target::NUMBER => Target(*what),
            (ending, node) => {
                let payload: Vec<u32> = ending.iter().map(|(_, payload)| *payload).collect();
                let (forks, payloads) = (&mut self.forks, &mut self.payloads);
                *self
                    .same_forks
                    .entry((payload, node))
                    .or_insert_with_key(|(payload, node)| {
                        let begin = payloads.len() as u32;
                        payloads.extend(payload);
                        forks.push(Fork {
                            payload: begin,
                            payload_end: payloads.len() as u32,
                            node: *node,
                        });
                        Target(Target::FORK | (forks.len() as u32 - 1))
                    })
            }
        }
    }

    /// The node from which these phrases go on: one that is there already when it is the same in all that follows; none
    /// for none.
    fn node(&mut self, phrases: &[(Vec<Symbol>, u32)], depth: usize) -> Node {
        let mut edges = Vec::new();
        let mut rest = phrases;
        while let Some((phrase, _)) = rest.first() {
            let symbol = phrase[depth];
            let (group, others) = rest.split_at(rest.partition_point(|(phrase, _)| phrase[depth] == symbol));
            let to = self.target(group, depth + 1);
            edges.push(Edge { symbol, to });
            rest = others;
        }
        if edges.is_empty() {
            return 0;
        }
        if let Some(&node) = self.same.get(&edges) {
            return node;
        }
        let size = slots_for(edges.len());
        let begin = self.edges.len();
        self.edges.resize(begin + size, NO_EDGE);
        let slots = &mut self.edges[begin..];
        for edge in &edges {
            let mut at = first_slot(edge.symbol, size - 1);
            while slots[at].symbol != FREE {
                at = (at + 1) & (size - 1);
            }
            slots[at] = *edge;
        }
        let node = (begin as Node) << SIZE | size.trailing_zeros();
        self.same.insert(edges, node);
        node
    }

    fn trie(self, root: Vec<Target>) -> Trie {
        let mut trie = Trie {
            root,
            edges: self.edges,
            forks: self.forks,
            payloads: self.payloads,
            pairs: Vec::new(),
        };
        trie.fit();
        trie.note_pairs();
        trie
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_with_all_they_stand_for() {
        let trie = Trie::build(
            vec![
                (vec![9, 10], 1),
                (vec![9], 2),
                (vec![9, 10], 3),
                (vec![11, 9, 10], 4),
                (vec![12], 5),
            ],
            20,
        );
        let Step::Both([2], nine) = trie.at(trie.first(9).unwrap()) else {
            panic!("9 ends and goes on");
        };
        let ten = trie.next(nine, 10).unwrap();
        assert_eq!(trie.at(ten), Step::Both(&[1, 3], 0));
        assert_eq!(trie.at(trie.first(12).unwrap()), Step::Ends(5));
        assert!(matches!(trie.at(trie.first(11).unwrap()), Step::GoesOn(_)));
        assert_eq!(trie.first(10), None);
        assert_eq!(trie.next(nine, 9), None);
        assert!(trie.may_begin(9, 10) && trie.may_begin(11, 9));
        let pairs = (0..20).flat_map(|first| (0..20).map(move |next| (first, next)));
        let seeming = pairs.filter(|&(first, next)| trie.may_begin(first, next)).count();
        assert!(
            seeming < 40,
            "{seeming} of 400 pairs seem to begin a phrase, where two do"
        );
        assert!(trie.is_sound(6) && !trie.is_sound(5));
    }

    #[test]
    fn many_edges_are_found_like_few_and_equal_endings_are_one() {
        let many: Vec<(Vec<Symbol>, u32)> = (10..200).map(|symbol| (vec![9, symbol, 8], 7)).collect();
        let trie = Trie::build(many, 200);
        let Step::GoesOn(nine) = trie.at(trie.first(9).unwrap()) else {
            panic!("9 goes on");
        };
        let mut behind = Vec::new();
        for symbol in 10..200 {
            let Step::GoesOn(next) = trie.at(trie.next(nine, symbol).unwrap()) else {
                panic!("{symbol} goes on");
            };
            behind.push(next);
            assert_eq!(trie.at(trie.next(next, 8).unwrap()), Step::Ends(7));
        }
        assert_eq!(trie.next(nine, 9), None);
        // All lead to the same node.
        behind.dedup();
        assert_eq!(behind.len(), 1);
        assert!(trie.is_sound(8));
    }

    #[test]
    fn a_trie_that_goes_in_circles_is_not_sound() {
        let mut trie = Trie::build(vec![(vec![9, 10, 11], 1)], 20);
        assert!(trie.is_sound(2));
        let own = trie.root[9];
        for edge in trie.edges.iter_mut().filter(|edge| edge.symbol != FREE) {
            edge.to = own;
        }
        assert!(!trie.is_sound(2));
    }
}
