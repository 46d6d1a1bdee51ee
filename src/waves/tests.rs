//! Divisions of drawn graphs, and what holds for every division.

use std::time::Instant;

use proptest::prelude::*;

use super::divide::{Division, Given, divide};
use super::graph::{Graph, Limits, Link, Load, Node};

const FULL: u64 = 100;
const CALENDAR: u64 = 2;

fn links(links: &[(u32, u32, u64)]) -> Vec<Link> {
    links.iter().map(|&(a, b, weight)| Link { a, b, weight }).collect()
}

fn nodes(count: usize) -> Vec<Node> {
    vec![Node { load: Load { mailboxes: 1, bytes: 1 }, given: None }; count]
}

fn most(mailboxes: u64) -> Limits {
    Limits { mailboxes: Some(mailboxes), bytes: None }
}

/// The links that a division cuts.
fn cuts(graph: &Graph, division: &Division) -> Vec<(u32, u32)> {
    let wave = |node: u32| division.wave_of[node as usize];
    graph.links().iter().filter(|link| wave(link.a) != wave(link.b)).map(|link| (link.a, link.b)).collect()
}

fn cut_weight(graph: &Graph, division: &Division) -> u64 {
    let wave = |node: u32| division.wave_of[node as usize];
    graph.links().iter().filter(|link| wave(link.a) != wave(link.b)).map(|link| link.weight).sum()
}

#[test]
fn two_triangles_part_at_the_calendar_reviewer() {
    let triangle = |a, b, c| [(a, b, FULL), (b, c, FULL), (a, c, FULL)];
    let mut all = links(&triangle(0, 2, 4));
    all.extend(links(&triangle(1, 3, 5)));
    all.extend(links(&[(4, 1, CALENDAR)]));
    let graph = Graph::new(nodes(6), all);
    let division = divide(&graph, most(3), &[]);
    assert_eq!(division, Division { wave_of: vec![0, 1, 0, 1, 0, 1], waves: 2 });
    assert_eq!(cuts(&graph, &division), [(1, 4)]);
    assert_eq!(divide(&graph, most(6), &[]).waves, 1, "what fits is not cut");
}

#[test]
fn a_star_keeps_its_strongest_rays() {
    // A shared mailbox with five delegates, two of whom have full access.
    let graph = Graph::new(nodes(6), links(&[(0, 1, 10), (0, 2, FULL), (0, 3, 10), (0, 4, FULL), (0, 5, 10)]));
    let division = divide(&graph, most(3), &[]);
    assert_eq!(division.wave_of, [0, 1, 0, 1, 0, 1]);
    assert_eq!(cuts(&graph, &division), [(0, 1), (0, 3), (0, 5)]);
}

#[test]
fn a_chain_parts_at_its_weak_links_and_no_oftener_than_it_must() {
    let graph = Graph::new(nodes(6), links(&[(0, 1, 9), (1, 2, 1), (2, 3, 9), (3, 4, 9), (4, 5, 1)]));
    assert_eq!(cuts(&graph, &divide(&graph, most(3), &[])), [(1, 2), (4, 5)]);
    let even: Vec<Link> = (0..8).map(|a| Link { a, b: a + 1, weight: 5 }).collect();
    let graph = Graph::new(nodes(9), even);
    assert_eq!(cuts(&graph, &divide(&graph, most(3), &[])), [(2, 3), (5, 6)]);
}

#[test]
fn many_light_links_weigh_as_much_as_one_heavy_one() {
    // Node 3 is tied to 0 by one link of 10, and to 4, 5 and 6 by 4 each.
    let graph = Graph::new(
        nodes(7),
        links(&[(0, 1, FULL), (1, 2, FULL), (4, 5, FULL), (5, 6, FULL), (0, 3, 10), (3, 4, 4), (3, 5, 4), (3, 6, 4)]),
    );
    assert_eq!(cuts(&graph, &divide(&graph, most(4), &[])), [(0, 3)]);
}

#[test]
fn a_wave_of_one_mailbox_cuts_everything() {
    let graph = Graph::new(nodes(3), links(&[(0, 1, FULL), (1, 2, FULL)]));
    assert_eq!(divide(&graph, most(1), &[]), Division { wave_of: vec![0, 1, 2], waves: 3 });
}

#[test]
fn without_limits_nothing_is_cut() {
    let graph = Graph::new(nodes(4), links(&[(0, 1, 1)]));
    assert_eq!(divide(&graph, Limits::default(), &[]), Division { wave_of: vec![0; 4], waves: 1 });
}

#[test]
fn a_mailbox_beyond_the_limit_has_a_wave_of_its_own() {
    let sizes = [5, 30, 5, 5];
    let nodes = sizes.map(|bytes| Node { load: Load { mailboxes: 1, bytes }, given: None }).to_vec();
    let graph = Graph::new(nodes, links(&[(0, 1, FULL), (1, 2, FULL), (2, 3, FULL)]));
    let division = divide(&graph, Limits { mailboxes: None, bytes: Some(20) }, &[]);
    let own = division.wave_of[1];
    assert_eq!(division.wave_of.iter().filter(|wave| **wave == own).count(), 1);
    assert_eq!(cuts(&graph, &division), [(0, 1), (1, 2)]);
    assert_eq!(division.wave_of[0], division.wave_of[3], "the small ones share a wave");
}

/// Waves that people gave to some of a number of nodes.
fn given(count: usize, waves: &[(usize, u32)]) -> Vec<Node> {
    let mut nodes = nodes(count);
    for &(node, wave) in waves {
        nodes[node].given = Some(wave);
    }
    nodes
}

#[test]
fn what_is_tied_to_a_given_wave_follows_it() {
    let graph = Graph::new(given(5, &[(1, 0)]), links(&[(0, 1, 1), (2, 3, 1)]));
    let closed = divide(&graph, most(3), &[Given { open: false }]);
    assert_eq!(closed.wave_of, [0, 0, 1, 1, 1], "nothing that is not tied to it joins a closed wave");
    let open = divide(&graph, most(3), &[Given { open: true }]);
    assert_eq!(open.wave_of, [0, 0, 1, 1, 0], "an open one is filled up");
}

#[test]
fn given_waves_stay_though_they_contradict_each_other() {
    let graph = Graph::new(given(4, &[(0, 0), (1, 1)]), links(&[(0, 1, FULL), (1, 2, 3), (0, 2, 2), (2, 3, 1)]));
    let division = divide(&graph, most(9), &[Given { open: false }; 2]);
    assert_eq!(division, Division { wave_of: vec![0, 1, 1, 1], waves: 2 });
    // A given wave may be larger than the limit; then nobody follows into it.
    let division = divide(&graph, most(1), &[Given { open: false }; 2]);
    assert_eq!(division.wave_of[..2], [0, 1]);
    assert_eq!(division.waves, 4);
}

#[test]
fn two_who_would_rather_change_places_do() {
    // Parts of two are full; greedy joining puts 0 with 1 first, and the rest follows.
    let graph = Graph::new(
        given(6, &[(0, 0), (1, 1)]),
        links(&[(0, 2, 1), (1, 3, 1), (2, 1, 5), (3, 0, 5), (4, 0, 1), (5, 1, 1)]),
    );
    let division = divide(&graph, most(2), &[Given { open: false }; 2]);
    assert_eq!(division.wave_of[..4], [0, 1, 1, 0]);
}

/// Links and nodes drawn from a number, the same each time: teams of about 20 with links between them.
fn drawn(count: u32, links: u32) -> Graph {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % u64::from(below)) as u32
    };
    let weights = [1, 2, 4, 10, 30, 80, 100];
    let links = (0..links)
        .map(|_| {
            let a = next(count);
            let b = if next(10) == 0 { next(count) } else { (a / 20 * 20 + next(20)).min(count - 1) };
            Link { a, b, weight: weights[next(7) as usize] }
        })
        .collect();
    let nodes = (0..count)
        .map(|_| Node { load: Load { mailboxes: 1, bytes: u64::from(next(50)) << 30 }, given: None })
        .collect();
    Graph::new(nodes, links)
}

#[test]
fn a_large_tenant_is_divided_in_time() {
    let graph = drawn(20_000, 100_000);
    let start = Instant::now();
    let division = divide(&graph, Limits { mailboxes: Some(500), bytes: Some(20_000 << 30) }, &[]);
    let seconds = start.elapsed().as_secs_f64();
    let all: u64 = graph.links().iter().map(|link| link.weight).sum();
    let share = cut_weight(&graph, &division) as f64 / all as f64;
    // A tenth of the links lie between teams by drawing; random waves would cut more than nine tenths.
    assert!(share < 0.1, "{share}");
    assert!(division.waves <= 48, "{} waves", division.waves);
    assert!(seconds < 30.0, "{seconds} s without optimisation");
}

/// A small graph with given waves and limits.
fn any_case() -> impl Strategy<Value = (Vec<Node>, Vec<Link>, Limits, Vec<Given>)> {
    let limits = (prop::option::of(1_u64..6), prop::option::of(1_u64..40));
    (1_usize..16, limits, prop::collection::vec(any::<bool>(), 0..3)).prop_flat_map(|(count, limits, open)| {
        let end = 0..count as u32;
        let link = (end.clone(), end, 1_u64..50).prop_map(|(a, b, weight)| Link { a, b, weight });
        let waves = open.len() as u32;
        let node = (0_u64..20, prop::option::weighted(0.2, 0..waves.max(1))).prop_map(move |(bytes, wave)| Node {
            load: Load { mailboxes: 1, bytes },
            given: wave.filter(|wave| *wave < waves),
        });
        let nodes = prop::collection::vec(node, count);
        let links = prop::collection::vec(link, 0..40);
        let limits = Limits { mailboxes: limits.0, bytes: limits.1 };
        let given: Vec<Given> = open.into_iter().map(|open| Given { open }).collect();
        (nodes, links, Just(limits), Just(given))
    })
}

proptest! {
    #[test]
    fn whatever_is_drawn((nodes, links, limits, given) in any_case(), turn in 0_usize..40) {
        let graph = Graph::new(nodes.clone(), links.clone());
        let division = divide(&graph, limits, &given);
        // Each node is in one wave, given ones are kept, and no new wave is empty.
        prop_assert_eq!(division.wave_of.len(), nodes.len());
        let mut loads = vec![Load::default(); division.waves as usize];
        let mut members = vec![0; division.waves as usize];
        let mut of_people = vec![0; division.waves as usize];
        for (node, wave) in nodes.iter().zip(&division.wave_of) {
            prop_assert!(node.given.is_none_or(|given| given == *wave));
            loads[*wave as usize] += node.load;
            members[*wave as usize] += 1;
            of_people[*wave as usize] += usize::from(node.given.is_some());
        }
        for wave in 0..division.waves as usize {
            prop_assert!(wave < given.len() || members[wave] > 0);
            let is_excused = members[wave] == 1 || members[wave] == of_people[wave];
            prop_assert!(limits.hold(loads[wave]) || is_excused, "wave {} holds {:?}", wave, loads[wave]);
        }
        // No cluster that fits and that nobody touched is cut.
        for cluster in graph.clusters() {
            let load = cluster.iter().fold(Load::default(), |sum, node| sum + graph.node(*node).load);
            if limits.hold(load) && cluster.iter().all(|node| graph.node(*node).given.is_none()) {
                let waves: Vec<u32> = cluster.iter().map(|node| division.wave_of[*node as usize]).collect();
                prop_assert!(waves.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", waves);
            }
        }
        // Only what is tied to a closed wave joins it.
        for (node, wave) in division.wave_of.iter().enumerate() {
            if (*wave as usize) < given.len() && !given[*wave as usize].open && nodes[node].given.is_none() {
                let cluster = graph.clusters().into_iter().find(|nodes| nodes.contains(&(node as u32)));
                let follows = cluster.is_some_and(|nodes| nodes.iter().any(|other| graph.node(*other).given == Some(*wave)));
                prop_assert!(follows, "node {} in wave {}", node, wave);
            }
        }
        // The order of the links makes no difference.
        let mut shuffled = links;
        shuffled.reverse();
        let turn = turn.min(shuffled.len());
        shuffled.rotate_left(turn);
        for link in &mut shuffled {
            (link.a, link.b) = (link.b, link.a);
        }
        prop_assert_eq!(divide(&Graph::new(nodes, shuffled), limits, &given), division);
    }
}
