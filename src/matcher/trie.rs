//! A trie over words: which terms begin here, and how far they reach.
//!
//! Edges are symbols, not letters, so that a walk takes one step a word. The root is a table by symbol: for most words
//! of most posts it holds nothing, and that is all that is ever looked at. Equal endings are stored once (`{mari|ayo}
//! pilih <c>` goes on the same way after either), which makes it a graph without circles, and small.

use std::collections::HashMap;

use super::vocabulary::{Symbol, UNKNOWN};

/// Up to so many edges are looked through in a row; more are a small hash table of their own.
const FEW: usize = 8;

#[derive(Clone, Copy, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Node {
    /// Where its edges begin.
    edges: u32,
    /// How many edges in a row, or the size of the table (a power of two, beyond [`FEW`]).
    size: u32,
    payload: u32,
    payload_count: u32,
}

/// Where a first symbol leads, and what is seen from there without going: most walks end here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Root {
    /// The node; 0 for none.
    node: u32,
    /// A bit for every symbol that may come next, by [`bit`]; all bits where a phrase ends at once.
    next: u32,
}

impl Root {
    /// Whether it is worth going there when what comes next has one of these bits.
    #[inline]
    pub(crate) fn leads_on(self, bits: u32) -> bool {
        self.next & bits != 0
    }

    /// The place.
    #[inline]
    pub(crate) fn place(self) -> At {
        At(self.node)
    }
}

/// One bit of 32 for a symbol.
#[inline]
pub(crate) fn bit(symbol: Symbol) -> u32 {
    1 << (symbol.wrapping_mul(0x9E37_79B1) >> 27)
}

/// A set of phrases with what they stand for.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Trie {
    root: Vec<Root>,
    nodes: Vec<Node>,
    edges: Vec<(Symbol, u32)>,
    payloads: Vec<u32>,
}

/// A place in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At(u32);

/// What makes two nodes the same: what ends here, and where it goes on.
type Likeness = (Vec<u32>, Vec<(Symbol, u32)>);

struct Building {
    trie: Trie,
    same: HashMap<Likeness, u32>,
}

fn slot(symbol: Symbol, size: u32) -> u32 {
    ((u64::from(symbol).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32) & (size - 1)
}

impl Trie {
    /// From phrases and what they stand for. Order does not matter; the same phrase may stand for several things.
    pub(crate) fn build(mut phrases: Vec<(Vec<Symbol>, u32)>, symbols: usize) -> Trie {
        phrases.retain(|(phrase, _)| !phrase.is_empty());
        phrases.sort_unstable();
        phrases.dedup();
        let mut building = Building {
            trie: Trie {
                root: vec![Root::default(); symbols],
                nodes: vec![Node::default()],
                ..Trie::default()
            },
            same: HashMap::new(),
        };
        let mut rest = &phrases[..];
        while let Some((phrase, _)) = rest.first() {
            let symbol = phrase[0];
            let (group, others) = rest.split_at(rest.partition_point(|(phrase, _)| phrase[0] == symbol));
            let ends = group.iter().any(|(phrase, _)| phrase.len() == 1);
            let seconds = group.iter().filter_map(|(phrase, _)| phrase.get(1));
            let next = seconds.fold(0, |all, second| all | bit(*second));
            building.trie.root[symbol as usize] = Root {
                node: building.node(group, 1),
                next: if ends { u32::MAX } else { next },
            };
            rest = others;
        }
        let mut trie = building.trie;
        trie.nodes.shrink_to_fit();
        trie.edges.shrink_to_fit();
        trie.payloads.shrink_to_fit();
        trie
    }

    /// What begins with this symbol.
    #[inline]
    pub(crate) fn first(&self, symbol: Symbol) -> Option<Root> {
        self.root
            .get(symbol as usize)
            .copied()
            .filter(|root| root.node != 0)
    }

    /// The place after one more symbol.
    #[inline]
    pub(crate) fn next(&self, at: At, symbol: Symbol) -> Option<At> {
        let node = self.nodes[at.0 as usize];
        let edges = &self.edges[node.edges as usize..(node.edges + node.size) as usize];
        if edges.len() <= FEW {
            return edges.iter().find(|edge| edge.0 == symbol).map(|edge| At(edge.1));
        }
        let mut slot = slot(symbol, node.size);
        loop {
            let edge = edges[slot as usize];
            if edge.0 == symbol {
                return Some(At(edge.1));
            }
            if edge.0 == UNKNOWN {
                return None;
            }
            slot = (slot + 1) & (node.size - 1);
        }
    }

    /// What the phrase that ends here stands for, and whether anything goes on from here.
    #[inline]
    pub(crate) fn stop(&self, at: At) -> (&[u32], bool) {
        let node = self.nodes[at.0 as usize];
        let payload = if node.payload_count == 0 {
            &[]
        } else {
            &self.payloads[node.payload as usize..(node.payload + node.payload_count) as usize]
        };
        (payload, node.size > 0)
    }

    /// Whether every number in it points somewhere, and every payload is below `payloads`: for tries from files.
    pub(crate) fn is_sound(&self, payloads: usize) -> bool {
        let node = |number: u32| (number as usize) < self.nodes.len();
        let range = |start: u32, count: u32, limit: usize| {
            start.checked_add(count).is_some_and(|end| end as usize <= limit)
        };
        self.root.iter().all(|root| node(root.node))
            && self.edges.iter().all(|edge| node(edge.1))
            && self.payloads.iter().all(|&payload| (payload as usize) < payloads)
            && self.nodes.iter().zip(0u32..).all(|(one, number)| {
                let within = range(one.edges, one.size, self.edges.len())
                    && range(one.payload, one.payload_count, self.payloads.len());
                let edges = self
                    .edges
                    .get(one.edges as usize..(one.edges.wrapping_add(one.size)) as usize)
                    .unwrap_or(&[]);
                // A node is made after those it leads to, so no walk goes in circles; and a search in a table ends at a
                // free slot.
                let onwards = edges.iter().all(|edge| edge.0 == UNKNOWN || edge.1 < number);
                let few = one.size as usize <= FEW;
                let table = one.size.is_power_of_two() && edges.iter().any(|edge| edge.0 == UNKNOWN);
                within && onwards && (few || table)
            })
    }

    /// Gives back what growing took too much.
    pub(crate) fn fit(&mut self) {
        self.root.shrink_to_fit();
        self.nodes.shrink_to_fit();
        self.edges.shrink_to_fit();
        self.payloads.shrink_to_fit();
    }

    /// Bytes on the heap.
    pub(crate) fn heap(&self) -> usize {
        self.root.len() * 8
            + self.nodes.len() * std::mem::size_of::<Node>()
            + self.edges.len() * 8
            + self.payloads.len() * 4
    }
}

impl Building {
    /// The node that these phrases lead to, which agree in their first `depth` symbols: one that is there already when
    /// it is the same in all that follows.
    fn node(&mut self, phrases: &[(Vec<Symbol>, u32)], depth: usize) -> u32 {
        let ending = phrases.partition_point(|(phrase, _)| phrase.len() == depth);
        let payload: Vec<u32> = phrases[..ending].iter().map(|(_, payload)| *payload).collect();
        let mut edges = Vec::new();
        let mut rest = &phrases[ending..];
        while let Some((phrase, _)) = rest.first() {
            let symbol = phrase[depth];
            let (group, others) = rest.split_at(rest.partition_point(|(phrase, _)| phrase[depth] == symbol));
            edges.push((symbol, self.node(group, depth + 1)));
            rest = others;
        }
        let likeness = (payload, edges);
        if let Some(&node) = self.same.get(&likeness) {
            return node;
        }
        let trie = &mut self.trie;
        let (payload, edges) = &likeness;
        let node = Node {
            edges: trie.edges.len() as u32,
            size: if edges.len() <= FEW {
                edges.len()
            } else {
                (edges.len() * 3 / 2).next_power_of_two()
            } as u32,
            payload: trie.payloads.len() as u32,
            payload_count: payload.len() as u32,
        };
        trie.payloads.extend(payload);
        if edges.len() <= FEW {
            trie.edges.extend(edges);
        } else {
            let begin = trie.edges.len();
            trie.edges.resize(begin + node.size as usize, (UNKNOWN, 0));
            let table = &mut trie.edges[begin..];
            for &edge in edges {
                let mut slot = slot(edge.0, node.size);
                while table[slot as usize].0 != UNKNOWN {
                    slot = (slot + 1) & (node.size - 1);
                }
                table[slot as usize] = edge;
            }
        }
        trie.nodes.push(node);
        let number = trie.nodes.len() as u32 - 1;
        self.same.insert(likeness, number);
        number
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
            ],
            20,
        );
        let nine = trie.first(9).unwrap().place();
        assert_eq!(trie.stop(nine), (&[2][..], true));
        let ten = trie.next(nine, 10).unwrap();
        assert_eq!(trie.stop(ten), (&[1, 3][..], false));
        assert_eq!(trie.first(10), None);
        assert_eq!(trie.next(nine, 9), None);
    }

    #[test]
    fn many_edges_are_found_like_few_and_equal_endings_are_one() {
        let many: Vec<(Vec<Symbol>, u32)> = (10..200).map(|symbol| (vec![9, symbol, 8], 7)).collect();
        let trie = Trie::build(many, 200);
        let nine = trie.first(9).unwrap().place();
        for symbol in 10..200 {
            let next = trie.next(nine, symbol).unwrap();
            assert_eq!(trie.stop(trie.next(next, 8).unwrap()).0, [7]);
        }
        assert_eq!(trie.next(nine, 9), None);
        // The root, the node behind 9, one for what follows, one for the end.
        assert_eq!(trie.nodes.len(), 4);
    }
}
