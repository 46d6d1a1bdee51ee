//! The graph of acting forwards over both tenants: loops, and ways of more than one hop.

use std::collections::VecDeque;

use hashbrown::{HashMap, HashSet};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{End, Forward};
use crate::facts::{Facts, Naming, ObjectId};
use crate::schema::Side;

type Fixed = foldhash::fast::FixedState;

/// How many hops of one way are followed and told, and how many points of a loop are.
const MOST_HOPS: usize = 50;

/// How many ways are told that start at one mailbox.
const MOST_WAYS: usize = 20;

/// How many steps the search for the loops of one component may take; only where thousands of mailboxes forward
/// to each other through many rules are there more.
const MOST_STEPS: usize = 1_000_000;

/// Where mail passes or ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Point<'a> {
    /// A mailbox or group; after the move a pair is one point, named as the source names it.
    Object(Side, ObjectId),
    /// An address that no object has, or the name of several.
    Text(&'a str),
}

/// Which forwards the graph holds, and what is one point in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// All forwards that act.
    Today,
    /// Those that act, without the coexistence forwards.
    TodayWithoutCoexistence,
    /// As it will be once the domain map applies: pairs are one point, addresses that source objects will have
    /// are theirs, coexistence forwards are gone.
    AfterMove,
}

/// Mail that comes back to where it was.
#[derive(Debug, Clone)]
pub struct Loop<'a> {
    /// The objects from the alphabetically first one on, each once.
    pub path: Vec<(Side, ObjectId)>,
    /// The forward of the first one.
    pub first: &'a Forward,
    /// Whether it exists today.
    pub is_today: bool,
}

impl Loop<'_> {
    /// The names of its points from the first one to the first one again, as a finding shows it. Of a loop that
    /// nobody could read to its end, the number of points is said instead.
    pub fn shown(&self, facts: &Facts) -> String {
        let name = |(side, id): &(Side, ObjectId)| facts.subject(*side, *id);
        let mut names: Vec<&str> = self.path.iter().take(MOST_HOPS).map(name).collect();
        let left_out = match self.path.len().saturating_sub(MOST_HOPS) {
            0 => String::new(),
            count => format!("... {count} more"),
        };
        names.extend((!left_out.is_empty()).then_some(left_out.as_str()));
        names.extend(self.path.first().map(name));
        names.join(" > ")
    }
}

/// The forwards of both tenants as a graph.
pub struct Graph<'a> {
    facts: &'a Facts,
    /// The names of both tenants, where addresses of after the move are looked up.
    naming: Option<Naming<'a>>,
    points: DiGraph<Point<'a>, &'a Forward>,
    indices: HashMap<Point<'a>, NodeIndex, Fixed>,
    state: State,
}

impl<'a> Graph<'a> {
    /// The graph of a state.
    pub fn of(facts: &'a Facts, state: State) -> Self {
        let naming = (state == State::AfterMove).then(|| facts.naming());
        let mut graph = Self { facts, naming, points: DiGraph::new(), indices: HashMap::default(), state };
        let all = [Side::Source, Side::Destination].into_iter().flat_map(|side| facts.forwards.of(side));
        let acting = all.filter(|forward| forward.acts == Some(true));
        for forward in acting.filter(|forward| state == State::Today || !forward.coexistence) {
            graph.add(forward);
        }
        graph
    }

    fn add(&mut self, forward: &'a Forward) {
        let Some(from) = forward.from else { return };
        let from = self.point(forward.side, from);
        let to = match &forward.to {
            End::Object(side, id) => self.point(*side, *id),
            End::Outside(address) | End::Nobody(address) => match self.owner_to_be(address) {
                // A forward to one's own future address is a leftover that ends with the old mailbox.
                Some(owner) if owner == from => return,
                Some(owner) => owner,
                None => Point::Text(address),
            },
            End::Several(..) => Point::Text(self.facts.text(forward.target_text)),
            End::Unknown => return,
        };
        let (from, to) = (self.index(from), self.index(to));
        if self.points.find_edge(from, to).is_none() {
            self.points.add_edge(from, to, forward);
        }
    }

    fn index(&mut self, point: Point<'a>) -> NodeIndex {
        let points = &mut self.points;
        *self.indices.entry(point).or_insert_with_key(|point| points.add_node(point.clone()))
    }

    /// The point of an object in the state of the graph.
    fn point(&self, side: Side, id: ObjectId) -> Point<'a> {
        if self.state != State::AfterMove {
            return Point::Object(side, id);
        }
        let pairs = &self.facts.pairs;
        let destination = match side {
            Side::Source => pairs.of(id).destination,
            Side::Destination => Some(id),
        };
        let sources = destination.map_or(&[][..], |destination| pairs.sources(destination));
        match sources.iter().min_by_key(|source| (self.facts.subject(Side::Source, **source), **source)) {
            Some(first) => Point::Object(Side::Source, *first),
            None => Point::Object(side, id),
        }
    }

    /// The source object that an address will belong to once the domain map applies.
    fn owner_to_be(&self, address: &str) -> Option<Point<'a>> {
        let naming = self.naming.as_ref()?;
        let (local, domain) = address.rsplit_once('@')?;
        let mut renamed = self.facts.domains.map.iter().filter(|(old, new)| new.as_str() == domain && old != new);
        let holder = renamed.find_map(|(old, _)| naming.holder(Side::Source, &format!("{local}@{old}")))?;
        Some(self.point(Side::Source, holder))
    }

    /// What findings call a point.
    pub fn name(&self, point: &Point<'a>) -> &'a str {
        match point {
            Point::Object(side, id) => self.facts.subject(*side, *id),
            Point::Text(text) => text,
        }
    }

    /// The names of the points of a way, as a finding shows it; one that was not followed to its end says so.
    pub fn shown(&self, way: &[NodeIndex]) -> String {
        let mut names: Vec<&str> = way.iter().map(|at| self.name(&self.points[*at])).collect();
        if way.last().is_some_and(|last| self.points.neighbors(*last).next().is_some()) {
            names.push("...");
        }
        names.join(" > ")
    }

    /// The forward that leads from one point to the next.
    pub fn forward(&self, from: NodeIndex, to: NodeIndex) -> Option<&'a Forward> {
        self.points.find_edge(from, to).map(|edge| self.points[edge])
    }

    fn rank(&self, at: NodeIndex) -> (&'a str, bool) {
        let point = &self.points[at];
        (self.name(point), matches!(point, Point::Object(Side::Destination, _)))
    }

    /// Where a point sends mail on to, in alphabetical order.
    fn next(&self, at: NodeIndex) -> Vec<NodeIndex> {
        let mut next: Vec<NodeIndex> = self.points.neighbors(at).collect();
        next.sort_by_key(|at| self.rank(*at));
        next
    }

    /// All loops, such that every forward that is part of some loop is part of one that is listed: for each
    /// forward not yet in one, a shortest loop through it.
    pub fn loops(&self) -> Vec<Loop<'a>> {
        let mut loops = Vec::new();
        let mut search = Search::of(self);
        for mut component in kosaraju_scc(&self.points) {
            component.sort_by_key(|at| self.rank(*at));
            if component.len() == 1 && self.points.find_edge(component[0], component[0]).is_none() {
                continue;
            }
            loops.extend(search.component(&component).into_iter().filter_map(|way| self.told(&way)));
        }
        loops
    }

    /// A loop from its alphabetically first object on.
    fn told(&self, way: &[NodeIndex]) -> Option<Loop<'a>> {
        let start = (0..way.len()).min_by_key(|at| self.rank(way[*at]))?;
        let (first, second) = (way[start], way[(start + 1) % way.len()]);
        let first = self.forward(first, second)?;
        let path = (0..way.len()).filter_map(|at| match self.points[way[(start + at) % way.len()]] {
            Point::Object(side, id) => Some((side, id)),
            Point::Text(_) => None,
        });
        Some(Loop { path: path.collect(), first, is_today: self.state != State::AfterMove })
    }

    /// The ways of more than one hop that start at an object and take no forward that is part of a loop.
    pub fn chains(&self, side: Side, id: ObjectId, ways: &Ways) -> Vec<Vec<NodeIndex>> {
        let mut chains = Vec::new();
        let Some(&start) = self.indices.get(&self.point(side, id)) else { return chains };
        let mut way = vec![start];
        let mut open = vec![self.next(start).into_iter()];
        let mut steps = 0;
        while let (Some(&at), Some(rest)) = (way.last(), open.last_mut()) {
            steps += 1;
            if chains.len() == MOST_WAYS || steps > MOST_HOPS * MOST_WAYS {
                break;
            }
            let Some(next) = rest.next() else {
                open.pop();
                way.pop();
                continue;
            };
            if !ways.leads_on(at, next) {
                continue;
            }
            way.push(next);
            let further = if way.len() > MOST_HOPS { Vec::new() } else { self.next(next) };
            if way.len() > 2 && further.is_empty() {
                chains.push(way.clone());
            }
            open.push(further.into_iter());
        }
        chains
    }

    /// Where ways can go on without a loop.
    pub fn ways(&self) -> Ways {
        let count = self.points.node_count();
        let mut ways = Ways { component_of: vec![0; count], ends: vec![false; count] };
        // Components come with those that mail reaches before those that it comes from.
        for (number, component) in kosaraju_scc(&self.points).into_iter().enumerate() {
            for at in &component {
                ways.component_of[at.index()] = number as u32;
            }
            for at in component {
                let mut next = self.points.neighbors(at).peekable();
                ways.ends[at.index()] = next.peek().is_none() || next.any(|next| ways.leads_on(at, next));
            }
        }
        ways
    }
}

/// Which ways come to an end without a loop.
#[derive(Debug)]
pub struct Ways {
    /// Points from each of which mail reaches the others have one number.
    component_of: Vec<u32>,
    /// Whether some way from the point ends.
    ends: Vec<bool>,
}

impl Ways {
    /// Whether a forward is part of no loop and mail behind it can come to an end.
    fn leads_on(&self, from: NodeIndex, to: NodeIndex) -> bool {
        self.component_of[from.index()] != self.component_of[to.index()] && self.ends[to.index()]
    }
}

/// A search for shortest loops; its tables serve all components.
struct Search<'g, 'a> {
    graph: &'g Graph<'a>,
    /// Where the search came from, with the number of the search.
    came_from: Vec<(u32, NodeIndex)>,
    /// The component that a point belongs to.
    component_of: Vec<u32>,
    number: u32,
    component: u32,
}

impl<'g, 'a> Search<'g, 'a> {
    fn of(graph: &'g Graph<'a>) -> Self {
        let count = graph.points.node_count();
        let came_from = vec![(0, NodeIndex::end()); count];
        Self { graph, came_from, component_of: vec![0; count], number: 0, component: 0 }
    }

    /// The loops of one component, whose points come in alphabetical order.
    fn component(&mut self, points: &[NodeIndex]) -> Vec<Vec<NodeIndex>> {
        self.component += 1;
        for at in points {
            self.component_of[at.index()] = self.component;
        }
        let mut told: HashSet<(NodeIndex, NodeIndex), Fixed> = HashSet::default();
        let mut loops = Vec::new();
        let mut steps = 0;
        for &from in points {
            for to in self.graph.next(from) {
                if self.component_of[to.index()] != self.component || told.contains(&(from, to)) || steps > MOST_STEPS {
                    continue;
                }
                let Some(way) = self.shortest(to, from, &mut steps) else { continue };
                told.extend((0..way.len()).map(|at| (way[at], way[(at + 1) % way.len()])));
                loops.push(way);
            }
        }
        loops
    }

    /// The points of a shortest way within the component, both ends included.
    fn shortest(&mut self, from: NodeIndex, to: NodeIndex, steps: &mut usize) -> Option<Vec<NodeIndex>> {
        self.number += 1;
        self.came_from[from.index()] = (self.number, from);
        let mut open = VecDeque::from([from]);
        while let Some(at) = open.pop_front() {
            *steps += 1;
            if at == to {
                let mut way = vec![at];
                let mut at = at;
                while at != from {
                    at = self.came_from[at.index()].1;
                    way.push(at);
                }
                way.reverse();
                return Some(way);
            }
            for next in self.graph.next(at) {
                let is_new = self.came_from[next.index()].0 != self.number;
                if is_new && self.component_of[next.index()] == self.component {
                    self.came_from[next.index()] = (self.number, at);
                    open.push_back(next);
                }
            }
        }
        None
    }
}

/// All loops of today and after the move, each told once: one that exists today is not told again under the names
/// that its objects have then.
pub fn loops(facts: &Facts) -> Vec<Loop<'_>> {
    let after = Graph::of(facts, State::AfterMove);
    let mut loops = Graph::of(facts, State::Today).loops();
    let merged = |path: &[(Side, ObjectId)]| {
        let mut points: Vec<Point<'_>> = path.iter().map(|(side, id)| after.point(*side, *id)).collect();
        points.dedup();
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let start = (0..points.len()).min_by_key(|at| after.name(&points[*at])).unwrap_or_default();
        points.rotate_left(start);
        points
    };
    let known: HashSet<Vec<Point<'_>>, Fixed> = loops.iter().map(|found| merged(&found.path)).collect();
    loops.extend(after.loops().into_iter().filter(|found| !known.contains(&merged(&found.path))));
    loops
}
