//! Grows parts within a cluster that is too large for one wave: what is tied most strongly is put together first,
//! as long as a wave takes it. What stays apart in the end is cut at weak links.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use hashbrown::HashMap;

use super::graph::{Graph, Limits, Load};
use super::parts::Parts;

type Map<V> = HashMap<u32, V, foldhash::fast::FixedState>;

/// Puts the nodes of a cluster, given in order, into parts. Nodes without a part begin alone; parts that are there
/// already stay whole and may be joined, but never two that people made.
pub(super) fn grow(graph: &Graph, cluster: &[u32], limits: Limits, parts: &mut Parts) {
    let (mut groups, group_of) = groups(graph, cluster, parts);
    let mut heap = BinaryHeap::new();
    for (number, group) in groups.iter().enumerate() {
        let number = number as u32;
        let later = group.links.iter().filter(|(other, _)| **other > number);
        heap.extend(later.map(|(&other, &weight)| Candidate::of(&groups, weight, number, other)));
    }
    while let Some(Candidate { weight, pair: Reverse((a, b)), .. }) = heap.pop() {
        // A pair whose groups have grown since has a later entry, with its present weight.
        if groups[a as usize].links.get(&b) != Some(&weight) {
            continue;
        }
        let (one, other) = (&groups[a as usize], &groups[b as usize]);
        if limits.hold(one.load + other.load) && !(one.is_given && other.is_given) {
            join(&mut groups, a, b, &mut heap);
        } else {
            // Groups only grow: these two will never fit together.
            groups[a as usize].links.remove(&b);
            groups[b as usize].links.remove(&a);
        }
    }
    tell(&mut groups, cluster, &group_of, graph, parts);
}

/// Nodes that are together already.
struct Group {
    load: Load,
    /// The part that it is or becomes.
    part: Option<u32>,
    is_given: bool,
    /// Groups that it is tied to, with the weight of all links to each.
    links: Map<u64>,
    /// The group that took it in.
    joined: Option<u32>,
}

/// What could be put together next: the strongest tie first, then what fills a wave best, then by number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    weight: u64,
    mailboxes: u64,
    pair: Reverse<(u32, u32)>,
}

impl Candidate {
    fn of(groups: &[Group], weight: u64, a: u32, b: u32) -> Self {
        let mailboxes = groups[a as usize].load.mailboxes + groups[b as usize].load.mailboxes;
        Self { weight, mailboxes, pair: Reverse((a.min(b), a.max(b))) }
    }
}

/// The groups at the beginning, and for each place in the cluster the number of its group.
fn groups(graph: &Graph, cluster: &[u32], parts: &Parts) -> (Vec<Group>, Vec<u32>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut of_part: Map<u32> = Map::default();
    let mut group_of = Vec::with_capacity(cluster.len());
    for &node in cluster {
        let part = parts.of[node as usize];
        let known = part.and_then(|part| of_part.get(&part).copied());
        group_of.push(known.unwrap_or_else(|| {
            let number = groups.len() as u32;
            let (load, is_given) = match part {
                Some(part) => {
                    of_part.insert(part, number);
                    (parts.loads[part as usize], parts.is_given(part))
                }
                None => (graph.node(node).load, false),
            };
            groups.push(Group { load, part, is_given, links: Map::default(), joined: None });
            number
        }));
    }
    for (at, &node) in cluster.iter().enumerate() {
        for (other, weight) in graph.neighbours(node) {
            // A cluster is all that hangs together, so the neighbour is in it.
            let Ok(place) = cluster.binary_search(other) else { continue };
            let (own, other) = (group_of[at], group_of[place]);
            if own != other {
                *groups[own as usize].links.entry(other).or_default() += weight;
            }
        }
    }
    (groups, group_of)
}

/// Puts two groups together; the one with fewer links is taken in, so that a link changes its end only a few times.
fn join(groups: &mut [Group], a: u32, b: u32, heap: &mut BinaryHeap<Candidate>) {
    let has_more = |one: u32, other: u32| groups[one as usize].links.len() >= groups[other as usize].links.len();
    let (kept, taken) = if has_more(a, b) { (a, b) } else { (b, a) };
    let links = std::mem::take(&mut groups[taken as usize].links);
    let (load, part, is_given) = {
        let group = &mut groups[taken as usize];
        group.joined = Some(kept);
        (group.load, group.part, group.is_given)
    };
    let into = &mut groups[kept as usize];
    into.load += load;
    into.part = if is_given { part } else { into.part.or(part) };
    into.is_given |= is_given;
    into.links.remove(&taken);
    // The order of the heap is total, so the order in which these are added makes no difference.
    for (other, weight) in links {
        if other == kept {
            continue;
        }
        groups[other as usize].links.remove(&taken);
        let sum = groups[kept as usize].links.entry(other).or_default();
        *sum += weight;
        let sum = *sum;
        groups[other as usize].links.insert(kept, sum);
        heap.push(Candidate::of(groups, sum, kept, other));
    }
}

/// Puts every node into the part of its group.
fn tell(groups: &mut [Group], cluster: &[u32], group_of: &[u32], graph: &Graph, parts: &mut Parts) {
    for (&node, &group) in cluster.iter().zip(group_of) {
        let mut group = group;
        while let Some(next) = groups[group as usize].joined {
            group = next;
        }
        let part = *groups[group as usize].part.get_or_insert_with(|| parts.open());
        if parts.of[node as usize] != Some(part) {
            parts.put(graph, node, part);
        }
    }
}
