//! Moves single nodes, or swaps two, where that cuts less. Each step makes the cut lighter, so it ends.

use hashbrown::HashMap;

use super::graph::{Graph, Limits};
use super::parts::Parts;

/// How often all nodes are looked at; later rounds hardly find anything.
const ROUNDS: usize = 8;

/// A node in the first part that would rather be in the second one, where there is no room for it.
type Wishes = HashMap<(u32, u32), u32, foldhash::fast::FixedState>;

/// Moves the nodes of a list, all of which have a part, between parts; says whether anything has changed.
///
/// Nodes that a person gave a wave stay, and no part that fits its limits grows beyond them.
pub(super) fn refine(graph: &Graph, nodes: &[u32], limits: Limits, parts: &mut Parts) -> bool {
    let mut changed = false;
    for _ in 0..ROUNDS {
        let mut moved = false;
        let mut wishes = Wishes::default();
        for &node in nodes {
            moved |= place(graph, node, limits, parts, &mut wishes);
        }
        if !moved {
            break;
        }
        changed = true;
    }
    changed
}

/// Moves one node to the part to which it is tied most, if it fits there, or swaps it with one that wishes to go the
/// other way.
fn place(graph: &Graph, node: u32, limits: Limits, parts: &mut Parts, wishes: &mut Wishes) -> bool {
    let (None, Some(from)) = (graph.node(node).given, parts.of[node as usize]) else { return false };
    let mut pulls = pulls(graph, node, parts);
    let own = pull(&pulls, from);
    pulls.retain(|(part, weight)| *part != from && *weight > own);
    // The strongest first, then the earliest part.
    pulls.sort_unstable_by_key(|(part, weight)| (std::cmp::Reverse(*weight), *part));
    for (to, weight) in pulls {
        if limits.hold(parts.loads[to as usize] + graph.node(node).load) {
            parts.put(graph, node, to);
            return true;
        }
        if let Some(&partner) = wishes.get(&(to, from))
            && swaps(graph, (node, from, weight - own), (partner, to), limits, parts)
        {
            parts.put(graph, node, to);
            parts.put(graph, partner, from);
            wishes.remove(&(to, from));
            return true;
        }
        wishes.entry((from, to)).or_insert(node);
    }
    false
}

/// Whether a node, with what its own move gains, and a partner in the other part gain by changing places.
fn swaps(
    graph: &Graph,
    (node, from, gain): (u32, u32, u64),
    (partner, to): (u32, u32),
    limits: Limits,
    parts: &Parts,
) -> bool {
    if parts.of[partner as usize] != Some(to) {
        return false;
    }
    let (load, other) = (graph.node(node).load, graph.node(partner).load);
    let fits =
        limits.hold(parts.loads[from as usize] - load + other) && limits.hold(parts.loads[to as usize] - other + load);
    let theirs = pulls(graph, partner, parts);
    let between = graph.neighbours(node);
    let between = between.binary_search_by_key(&partner, |(other, _)| *other).map_or(0, |at| between[at].1);
    // A link between the two is cut before and after, though each of them counts it as won.
    fits && gain + pull(&theirs, from) > pull(&theirs, to) + 2 * between
}

/// How strongly a node is tied to each part, by part.
fn pulls(graph: &Graph, node: u32, parts: &Parts) -> Vec<(u32, u64)> {
    let neighbours = graph.neighbours(node).iter();
    let mut pulls: Vec<(u32, u64)> =
        neighbours.filter_map(|(other, weight)| Some((parts.of[*other as usize]?, *weight))).collect();
    pulls.sort_unstable();
    pulls.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    pulls
}

fn pull(pulls: &[(u32, u64)], part: u32) -> u64 {
    pulls.binary_search_by_key(&part, |(part, _)| *part).map_or(0, |at| pulls[at].1)
}
