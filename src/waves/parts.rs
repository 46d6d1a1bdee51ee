//! Which part each node is in, and how much every part holds.

use super::graph::{Graph, Load};

/// A division in the making. The first parts are the waves that people gave, in their order.
#[derive(Debug)]
pub(super) struct Parts {
    /// For each node its part; `None` while it has none.
    pub of: Vec<Option<u32>>,
    /// How much each part holds.
    pub loads: Vec<Load>,
    given: u32,
}

impl Parts {
    /// The parts that people made: as many as `given`, with the nodes that have been put there.
    pub fn given(graph: &Graph, given: u32) -> Self {
        let of: Vec<Option<u32>> = graph.nodes().iter().map(|node| node.given).collect();
        let mut loads = vec![Load::default(); given as usize];
        for node in graph.nodes() {
            if let Some(part) = node.given {
                loads[part as usize] += node.load;
            }
        }
        Self { of, loads, given }
    }

    /// Whether a person made this part.
    pub const fn is_given(&self, part: u32) -> bool {
        part < self.given
    }

    /// A new part without nodes.
    pub fn open(&mut self) -> u32 {
        self.loads.push(Load::default());
        self.loads.len() as u32 - 1
    }

    /// Puts a node, with its load, into a part.
    pub fn put(&mut self, graph: &Graph, node: u32, part: u32) {
        let load = graph.node(node).load;
        if let Some(former) = self.of[node as usize].replace(part) {
            self.loads[former as usize] -= load;
        }
        self.loads[part as usize] += load;
    }
}
