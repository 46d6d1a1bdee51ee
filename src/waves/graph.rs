//! The graph that is divided into waves: what each mailbox adds to a wave, and what ties two of them together.
//! Knows no rights and no tenants, so that every property of a division can be tested on drawn graphs.

use std::ops::{Add, AddAssign, Sub, SubAssign};

use petgraph::unionfind::UnionFind;

/// How much a mailbox, a cluster or a wave is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Load {
    /// Mailboxes.
    pub mailboxes: u64,
    /// Bytes of them with their archives.
    pub bytes: u64,
}

impl Add for Load {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { mailboxes: self.mailboxes + other.mailboxes, bytes: self.bytes + other.bytes }
    }
}

impl Sub for Load {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { mailboxes: self.mailboxes - other.mailboxes, bytes: self.bytes - other.bytes }
    }
}

impl AddAssign for Load {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Load {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

/// How much one wave takes; `None` takes any amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Mailboxes, at least 1.
    pub mailboxes: Option<u64>,
    /// Bytes, at least 1.
    pub bytes: Option<u64>,
}

impl Limits {
    /// Whether a wave takes so much.
    pub fn hold(self, load: Load) -> bool {
        self.mailboxes.is_none_or(|most| load.mailboxes <= most) && self.bytes.is_none_or(|most| load.bytes <= most)
    }

    /// Whether there is any limit.
    pub const fn are_set(self) -> bool {
        self.mailboxes.is_some() || self.bytes.is_some()
    }
}

/// What is put into a wave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Node {
    /// What it adds to its wave.
    pub load: Load,
    /// Number of the wave that a person gave it.
    pub given: Option<u32>,
}

/// What ties two nodes together; in a [`Graph`], `a` is the lower one and every two nodes have one link at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// One node.
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// What is lost when they part.
    pub weight: u64,
}

/// Nodes and the links between them.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    nodes: Vec<Node>,
    links: Vec<Link>,
    /// For each node, where its neighbours begin; one more at the end.
    starts: Vec<u32>,
    neighbours: Vec<(u32, u64)>,
}

impl Graph {
    /// A graph of these nodes; links between the same two nodes are added up, and a link of a node to itself is none.
    ///
    /// The order of the links makes no difference.
    pub fn new(nodes: Vec<Node>, mut links: Vec<Link>) -> Self {
        links.retain(|link| link.a != link.b);
        for link in &mut links {
            (link.a, link.b) = (link.a.min(link.b), link.a.max(link.b));
        }
        links.sort_unstable();
        links.dedup_by(|next, kept| {
            let same = (next.a, next.b) == (kept.a, kept.b);
            if same {
                kept.weight += next.weight;
            }
            same
        });
        let mut both: Vec<(u32, u32, u64)> = Vec::with_capacity(links.len() * 2);
        for &Link { a, b, weight } in &links {
            both.extend([(a, b, weight), (b, a, weight)]);
        }
        both.sort_unstable();
        let mut starts = vec![0; nodes.len() + 1];
        for (from, ..) in &both {
            starts[*from as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let neighbours = both.into_iter().map(|(_, to, weight)| (to, weight)).collect();
        Self { nodes, links, starts, neighbours }
    }

    /// The nodes by their numbers.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One node.
    pub fn node(&self, node: u32) -> Node {
        self.nodes[node as usize]
    }

    /// All links, sorted by their nodes.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The nodes that a node is tied to, in order, each with the weight of the link.
    pub fn neighbours(&self, node: u32) -> &[(u32, u64)] {
        let at = node as usize;
        &self.neighbours[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The connected parts, each with its nodes in order; sorted by their first node.
    pub fn clusters(&self) -> Vec<Vec<u32>> {
        let mut parts = UnionFind::new(self.nodes.len());
        for link in &self.links {
            parts.union(link.a as usize, link.b as usize);
        }
        let labels = parts.into_labeling();
        let mut place = vec![None; self.nodes.len()];
        let mut clusters: Vec<Vec<u32>> = Vec::new();
        for (node, label) in labels.into_iter().enumerate() {
            let at = *place[label].get_or_insert_with(|| {
                clusters.push(Vec::new());
                clusters.len() - 1
            });
            clusters[at].push(node as u32);
        }
        clusters
    }

    /// For each node the link by which its cluster falls apart first: the weakest one of those that are strong enough
    /// to hold it together. `None` for a node without links. The number is a place in [`Graph::links`].
    pub fn weakest(&self) -> Vec<Option<u32>> {
        let mut order: Vec<u32> = (0..self.links.len() as u32).collect();
        let link = |number: u32| &self.links[number as usize];
        order.sort_unstable_by_key(|number| (std::cmp::Reverse(link(*number).weight), *number));
        let mut parts = UnionFind::new(self.nodes.len());
        let last: Vec<u32> =
            order.into_iter().filter(|&number| parts.union(link(number).a as usize, link(number).b as usize)).collect();
        let labels = parts.into_labeling();
        let mut weakest = vec![None; self.nodes.len()];
        for number in last {
            weakest[labels[link(number).a as usize]] = Some(number);
        }
        labels.iter().map(|label| weakest[*label]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, links: &[(u32, u32, u64)]) -> Graph {
        let links = links.iter().map(|&(a, b, weight)| Link { a, b, weight }).collect();
        Graph::new(vec![Node::default(); nodes], links)
    }

    #[test]
    fn links_between_the_same_two_are_one() {
        let graph = graph(3, &[(1, 0, 5), (0, 1, 2), (2, 2, 9), (1, 2, 1)]);
        assert_eq!(graph.links(), [Link { a: 0, b: 1, weight: 7 }, Link { a: 1, b: 2, weight: 1 }]);
        assert_eq!(graph.neighbours(1), [(0, 7), (2, 1)]);
    }

    #[test]
    fn clusters_are_what_hangs_together() {
        let graph = graph(6, &[(4, 1, 1), (2, 5, 1), (5, 4, 1)]);
        assert_eq!(graph.clusters(), [vec![0], vec![1, 2, 4, 5], vec![3]]);
    }

    #[test]
    fn a_cluster_falls_apart_at_its_weakest_link() {
        // Two triangles; the weakest link inside them is 4, but the one between them is what they fall apart at,
        // although a link of weight 1 is there that nothing depends on.
        let graph = graph(7, &[(0, 1, 9), (1, 2, 9), (0, 2, 1), (3, 4, 9), (4, 5, 4), (3, 5, 9), (2, 3, 2)]);
        let weakest = graph.weakest();
        let link = graph.links()[weakest[5].expect("it is linked") as usize];
        assert_eq!((link.a, link.b), (2, 3));
        assert_eq!(weakest[0], weakest[5]);
        assert_eq!(weakest[6], None);
    }
}
