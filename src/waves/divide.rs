//! Divides a graph into waves: clusters that fit stay whole, one that is too large is cut at weak links, and what
//! stays together is packed into as few waves as that needs.

use std::cmp::Reverse;

use super::graph::{Graph, Limits, Load};
use super::grow::grow;
use super::pack::pack;
use super::parts::Parts;
use super::refine::refine;

/// How often parts are grown and refined in turn; moves make room for further joins.
const TURNS: usize = 3;

/// A wave that people gave to some nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Whether it may be filled up with nodes that nothing ties to it.
    pub open: bool,
}

/// Which wave every node is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// For each node its wave: the given ones first, then new ones without a gap.
    pub wave_of: Vec<u32>,
    /// How many waves there are.
    pub waves: u32,
}

/// Divides a graph. Nodes that a person gave a wave stay there, whatever that cuts or exceeds; otherwise
///
/// - a cluster that fits into a wave and holds no given node is never cut;
/// - no wave exceeds the limits, except by a node that does so alone;
/// - only a wave that is open takes nodes that nothing ties to it.
pub fn divide(graph: &Graph, limits: Limits, given: &[Given]) -> Division {
    let mut parts = Parts::given(graph, given.len() as u32);
    let mut clusters: Vec<Cluster> = graph.clusters().into_iter().map(|nodes| Cluster::of(graph, nodes)).collect();
    // Where several clusters want room in one wave, the more important ones have it.
    clusters.sort_by_key(|cluster| Reverse(cluster.weight));
    let mut too_large = Vec::new();
    for cluster in clusters {
        let whole = match cluster.waves[..] {
            [] if limits.hold(cluster.free) => Some(parts.open()),
            [wave] if limits.hold(parts.loads[wave as usize] + cluster.free) => Some(wave),
            _ => None,
        };
        match whole {
            Some(part) => {
                for &node in cluster.nodes.iter().filter(|node| graph.node(**node).given.is_none()) {
                    parts.put(graph, node, part);
                }
            }
            None => too_large.push(cluster.nodes),
        }
    }
    for nodes in &too_large {
        for _ in 0..TURNS {
            grow(graph, nodes, limits, &mut parts);
            if !refine(graph, nodes, limits, &mut parts) {
                break;
            }
        }
    }
    gather(graph, limits, given, &mut parts);
    let all: Vec<u32> = (0..graph.nodes().len() as u32).collect();
    refine(graph, &all, limits, &mut parts);
    number(&parts, given.len() as u32)
}

/// Nodes that hang together.
struct Cluster {
    nodes: Vec<u32>,
    /// Those of them that nobody gave a wave.
    free: Load,
    /// The waves that people gave, each once.
    waves: Vec<u32>,
    /// Of all links.
    weight: u64,
}

impl Cluster {
    fn of(graph: &Graph, nodes: Vec<u32>) -> Self {
        let mut cluster = Self { nodes, free: Load::default(), waves: Vec::new(), weight: 0 };
        for &number in &cluster.nodes {
            let node = graph.node(number);
            match node.given {
                Some(wave) => cluster.waves.push(wave),
                None => cluster.free += node.load,
            }
            cluster.weight += graph.neighbours(number).iter().map(|(_, weight)| weight).sum::<u64>();
        }
        cluster.waves.sort_unstable();
        cluster.waves.dedup();
        cluster
    }
}

/// Packs the parts that people did not make into waves; afterwards every part is a wave.
fn gather(graph: &Graph, limits: Limits, given: &[Given], parts: &mut Parts) {
    let open: Vec<u32> = (0..given.len() as u32).filter(|wave| given[*wave as usize].open).collect();
    let begun: Vec<Load> = open.iter().map(|wave| parts.loads[*wave as usize]).collect();
    // The number of each part among the pieces, in the order of their first nodes.
    let mut piece_of: Vec<Option<usize>> = vec![None; parts.loads.len()];
    let mut pieces = Vec::new();
    for part in parts.of.iter().flatten().filter(|part| !parts.is_given(**part)) {
        piece_of[*part as usize].get_or_insert_with(|| {
            pieces.push(parts.loads[*part as usize]);
            pieces.len() - 1
        });
    }
    let bins = pack(&begun, &pieces, limits);
    let further = bins.iter().map(|bin| *bin as usize + 1).max().unwrap_or_default().saturating_sub(begun.len());
    let waves: Vec<u32> = open.into_iter().chain((0..further).map(|_| parts.open())).collect();
    for node in 0..graph.nodes().len() as u32 {
        if let Some(piece) = parts.of[node as usize].and_then(|part| piece_of[part as usize]) {
            parts.put(graph, node, waves[bins[piece] as usize]);
        }
    }
}

/// Numbers the waves without gaps, the given ones as they were.
fn number(parts: &Parts, given: u32) -> Division {
    let mut is_used = vec![false; parts.loads.len()];
    for part in parts.of.iter().flatten() {
        is_used[*part as usize] = true;
    }
    let mut waves = given;
    let numbers: Vec<u32> = (0..)
        .zip(is_used)
        .map(|(part, is_used)| {
            if part < given {
                return part;
            }
            waves += u32::from(is_used);
            waves.saturating_sub(1)
        })
        .collect();
    // Every node has a part by now.
    let wave_of = parts.of.iter().map(|part| part.map_or(0, |part| numbers[part as usize])).collect();
    Division { wave_of, waves }
}
