//! A trie over words: which terms begin here, and how far they reach.
//!
//! Edges are symbols, not letters, so that a walk takes one step a word. The root is a table by symbol: for most words
//! of most posts it holds nothing, and that is all that is ever looked at.

use super::vocabulary::Symbol;

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    edges: u32,
    edge_count: u32,
    payload: u32,
    payload_count: u32,
}

/// A set of phrases with what they stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trie {
    root: Vec<u32>,
    nodes: Vec<Node>,
    edges: Vec<(Symbol, u32)>,
    payloads: Vec<u32>,
}

/// A place in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At(u32);

impl Trie {
    /// From phrases and what they stand for. Order does not matter; the same phrase may stand for several things.
    pub(crate) fn build(mut phrases: Vec<(Vec<Symbol>, u32)>, symbols: usize) -> Trie {
        phrases.retain(|(phrase, _)| !phrase.is_empty());
        phrases.sort_unstable();
        phrases.dedup();
        let mut trie = Trie {
            root: vec![0; symbols],
            nodes: vec![Node::default()],
            ..Trie::default()
        };
        trie.branch(0, &phrases, 0);
        let root = trie.nodes[0];
        for edge in &trie.edges[root.edges as usize..(root.edges + root.edge_count) as usize] {
            trie.root[edge.0 as usize] = edge.1;
        }
        trie
    }

    /// Fills a node from the phrases that pass through it; they agree in their first `depth` symbols.
    fn branch(&mut self, node: usize, phrases: &[(Vec<Symbol>, u32)], depth: usize) {
        let ending = phrases.partition_point(|(phrase, _)| phrase.len() == depth);
        self.nodes[node].payload = self.payloads.len() as u32;
        self.nodes[node].payload_count = ending as u32;
        self.payloads
            .extend(phrases[..ending].iter().map(|(_, payload)| *payload));
        let rest = &phrases[ending..];
        let mut groups = Vec::new();
        let mut start = 0;
        while start < rest.len() {
            let symbol = rest[start].0[depth];
            let length = rest[start..].partition_point(|(phrase, _)| phrase[depth] == symbol);
            groups.push((symbol, start..start + length));
            start += length;
        }
        self.nodes[node].edges = self.edges.len() as u32;
        self.nodes[node].edge_count = groups.len() as u32;
        let first_child = self.nodes.len() as u32;
        for (child, (symbol, _)) in (first_child..).zip(&groups) {
            self.edges.push((*symbol, child));
            self.nodes.push(Node::default());
        }
        for (child, (_, range)) in (first_child as usize..).zip(groups) {
            self.branch(child, &rest[range], depth + 1);
        }
    }

    /// The place after this first symbol.
    pub(crate) fn first(&self, symbol: Symbol) -> Option<At> {
        match self.root.get(symbol as usize) {
            Some(&node) if node != 0 => Some(At(node)),
            _ => None,
        }
    }

    /// The place after one more symbol.
    pub(crate) fn next(&self, at: At, symbol: Symbol) -> Option<At> {
        let node = self.nodes[at.0 as usize];
        let edges = &self.edges[node.edges as usize..(node.edges + node.edge_count) as usize];
        edges
            .binary_search_by_key(&symbol, |edge| edge.0)
            .ok()
            .map(|found| At(edges[found].1))
    }

    /// Whether anything goes on from here.
    pub(crate) fn goes_on(&self, at: At) -> bool {
        self.nodes[at.0 as usize].edge_count > 0
    }

    /// What the phrase that ends here stands for.
    pub(crate) fn payload(&self, at: At) -> &[u32] {
        let node = self.nodes[at.0 as usize];
        &self.payloads[node.payload as usize..(node.payload + node.payload_count) as usize]
    }

    /// Bytes on the heap.
    pub(crate) fn heap(&self) -> usize {
        self.root.len() * 4
            + self.nodes.len() * std::mem::size_of::<Node>()
            + self.edges.len() * 8
            + self.payloads.len() * 4
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
        let nine = trie.first(9).unwrap();
        assert_eq!(trie.payload(nine), [2]);
        let ten = trie.next(nine, 10).unwrap();
        assert_eq!(trie.payload(ten), [1, 3]);
        assert!(!trie.goes_on(ten));
        assert_eq!(trie.first(10), None);
        assert_eq!(trie.next(nine, 9), None);
    }
}
