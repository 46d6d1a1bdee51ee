//! Who must move together: mailboxes that share rights form clusters, clusters are divided into waves, and every
//! right that the division cuts is named with what breaks. Knows no check and no sheet.
//!
//! Mailboxes of the source in scope are planned. Groups, contacts and other objects do not move in waves: they have
//! one only where a person gave it to them, and then they stay there and count for no limit. A right that a group
//! holds ties the owner to the group's members, where these are known; of what ties nobody, the number is said.

pub mod divide;
pub mod graph;
mod grow;
pub mod name;
mod pack;
mod parts;
mod refine;
pub mod ties;
pub mod weight;
pub mod words;

#[cfg(test)]
mod proposal_tests;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Facts, ObjectId, RightKind, Sizes, Waves};
use crate::schema::Side;

use self::divide::{Given, divide};
use self::graph::{Graph, Limits, Load, Node};
use self::ties::{Tie, Ties};

/// Mailboxes to which an account of a service, such as a backup, has Full Access at least; also a fifth of all.
const EVERYWHERE: u64 = 10;

/// Who moves when, and what that cuts.
#[derive(Debug)]
pub struct Proposal {
    /// How much a wave takes.
    pub limits: Limits,
    /// The waves as they are listed: numbers by their size, then names.
    pub waves: Vec<Wave>,
    /// Everything that has a wave, by what findings call it.
    pub members: Vec<Member>,
    /// What is tied together: at least two members each, the largest first.
    pub clusters: Vec<Cluster>,
    /// The rights between members.
    pub ties: Ties,
    /// Kinds of rights that no export of the source shows: what they tie together is not known.
    pub unseen: Vec<RightKind>,
    /// The size that a mailbox of unknown size was given, in bytes; `None` where no size is known at all.
    pub assumed_bytes: Option<u64>,
}

/// One wave.
#[derive(Debug, Clone)]
pub struct Wave {
    /// Its name.
    pub name: String,
    /// Whether people made it.
    pub given: bool,
    /// What it holds, unknown sizes as they were assumed.
    pub load: Load,
    /// The bytes that are known.
    pub known_bytes: u64,
    /// Mailboxes whose size is not known, or not all of it.
    pub unknown: u64,
    /// Groups, contacts and other objects that people put there.
    pub others: u64,
    /// Rights that are cut between this wave and others.
    pub cuts: u64,
}

/// Something that has a wave.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The source object.
    pub id: ObjectId,
    /// Its wave, a place in [`Proposal::waves`].
    pub wave: u32,
    /// Whether a person gave it that wave.
    pub given: bool,
    /// Whether it is a mailbox in scope, which counts for the limits.
    pub counts: bool,
    /// Its cluster, a place in [`Proposal::clusters`]; `None` where nothing ties it to anything.
    pub cluster: Option<u32>,
    /// How much it holds.
    pub size: Size,
}

/// How much a mailbox holds with its archive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// The bytes that are known; `None` where the mailbox itself was not measured.
    pub bytes: Option<u64>,
    /// Whether that is all: there is no archive, or it was measured too.
    pub is_whole: bool,
}

impl Size {
    const fn of(sizes: &Sizes) -> Self {
        let has_archive = matches!(sizes.archive, Some(true)) || sizes.archive_bytes.is_some();
        match (sizes.bytes, sizes.archive_bytes) {
            (Some(bytes), Some(archive)) => Self { bytes: Some(bytes + archive), is_whole: true },
            (bytes, _) => Self { bytes, is_whole: bytes.is_some() && !has_archive },
        }
    }
}

/// Members that are tied together.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// The members, in order.
    pub members: Vec<u32>,
    /// Its waves, in order; more than one where it is cut.
    pub waves: Vec<u32>,
    /// The bytes that are known.
    pub known_bytes: u64,
    /// Mailboxes whose size is not known, or not all of it.
    pub unknown: u64,
    /// Rights within it.
    pub rights: u64,
    /// Those of them that are cut.
    pub cuts: u64,
    /// Where it falls apart first: two members, and the weight of all rights between them.
    pub weakest: Option<(u32, u32, u64)>,
}

impl Proposal {
    /// Plans the waves of the source within the limits of the plan; what people said about waves holds.
    pub fn of(facts: &Facts) -> Self {
        let plan = facts.plan.waves;
        let limits = Limits { mailboxes: plan.mailboxes.map(u64::from), bytes: plan.bytes };
        let mut members = members(facts);
        let given = given_names(facts, &members);
        let ties = Ties::between(facts, &members);
        let assumed_bytes = usual_size(&members);
        let load = |member: &Member| {
            // No mailbox of unknown size is taken for one that no wave could take.
            let bytes = member.size.bytes.or(assumed_bytes.map(|usual| usual.min(limits.bytes.unwrap_or(usual))));
            if member.counts { Load { mailboxes: 1, bytes: bytes.unwrap_or_default() } } else { Load::default() }
        };
        let nodes = members.iter().map(|member| Node {
            load: load(member),
            given: facts
                .wave(member.id)
                .and_then(|name| given.binary_search_by(|own| name::order(own, name)).ok().map(|at| at as u32)),
        });
        let graph = Graph::new(nodes.collect(), ties.links());
        let open: Vec<Given> = given.iter().map(|name| Given { open: name::number(name).is_some() }).collect();
        let division = divide(&graph, limits, &open);
        let (names, place) = listed(&given, division.waves);
        for (member, wave) in members.iter_mut().zip(&division.wave_of) {
            member.wave = place[*wave as usize];
        }
        let given: BTreeSet<&str> = given.into_iter().collect();
        let waves = names.into_iter().map(|name| Wave {
            given: given.contains(name.as_str()),
            name,
            load: Load::default(),
            known_bytes: 0,
            unknown: 0,
            others: 0,
            cuts: 0,
        });
        let waves = waves.collect();
        let mut proposal =
            Self { limits, waves, members, clusters: Vec::new(), ties, unseen: ties::unseen(facts), assumed_bytes };
        proposal.sum_up(&graph);
        proposal.cluster(&graph);
        proposal
    }

    /// The waves of all members, as checks ask for them.
    pub fn as_facts(&self) -> Waves {
        Waves::proposed(self.members.iter().map(|member| (member.id, self.wave(member).name.as_str())))
    }

    /// The wave of a member.
    pub fn wave(&self, member: &Member) -> &Wave {
        &self.waves[member.wave as usize]
    }

    /// The member with this number.
    pub fn member(&self, number: u32) -> &Member {
        &self.members[number as usize]
    }

    /// Whether a tie is cut: its ends move in different waves.
    pub fn is_cut(&self, tie: &Tie) -> bool {
        self.member(tie.owner).wave != self.member(tie.grantee).wave
    }

    /// Members with Full Access to so many mailboxes that they look like the account of a service, each with their
    /// number; the one with the most first.
    pub fn everywhere(&self, facts: &Facts) -> Vec<(u32, u64)> {
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        for tie in self.ties.all() {
            if tie.through.is_none() && words::right(facts, tie).kind == RightKind::FullAccess {
                *counts.entry(tie.grantee).or_default() += 1;
            }
        }
        let mailboxes = self.members.iter().filter(|member| member.counts).count() as u64;
        let is_everywhere = |count: u64| count >= EVERYWHERE && count * 5 >= mailboxes;
        let mut found: Vec<(u32, u64)> = counts.into_iter().filter(|(_, count)| is_everywhere(*count)).collect();
        found.sort_by_key(|(member, count)| (Reverse(*count), *member));
        found
    }

    /// Rights that are cut, the most important first, then by owner and grantee.
    pub fn cuts(&self) -> Vec<&Tie> {
        let mut cuts: Vec<&Tie> = self.ties.all().iter().filter(|tie| self.is_cut(tie)).collect();
        cuts.sort_by_key(|tie| (Reverse(tie.weight), tie.owner, tie.grantee, tie.right));
        cuts
    }

    /// Whether a member exceeds the limit of bytes alone, so that no wave can take it with others.
    pub fn exceeds(&self, member: &Member) -> bool {
        let most = self.limits.bytes.filter(|_| member.counts);
        most.is_some_and(|most| member.size.bytes.is_some_and(|bytes| bytes > most))
    }

    fn sum_up(&mut self, graph: &Graph) {
        for (member, node) in self.members.iter().zip(graph.nodes()) {
            let wave = &mut self.waves[member.wave as usize];
            wave.load += node.load;
            wave.others += u64::from(!member.counts);
            if member.counts {
                wave.known_bytes += member.size.bytes.unwrap_or_default();
                wave.unknown += u64::from(!member.size.is_whole);
            }
        }
        for tie in self.ties.all() {
            let ends = [tie.owner, tie.grantee].map(|end| self.members[end as usize].wave as usize);
            if ends[0] != ends[1] {
                for wave in ends {
                    self.waves[wave].cuts += 1;
                }
            }
        }
    }

    fn cluster(&mut self, graph: &Graph) {
        let mut groups: Vec<Vec<u32>> = graph.clusters().into_iter().filter(|nodes| nodes.len() > 1).collect();
        groups.sort_by_key(|nodes| (Reverse(nodes.len()), nodes[0]));
        let weakest = graph.weakest();
        for (number, members) in groups.into_iter().enumerate() {
            let mut cluster = Cluster {
                waves: Vec::new(),
                known_bytes: 0,
                unknown: 0,
                rights: 0,
                cuts: 0,
                weakest: weakest[members[0] as usize].map(|link| {
                    let link = graph.links()[link as usize];
                    (link.a, link.b, link.weight)
                }),
                members,
            };
            for &at in &cluster.members {
                let member = &mut self.members[at as usize];
                member.cluster = Some(number as u32);
                cluster.waves.push(member.wave);
                if member.counts {
                    cluster.known_bytes += member.size.bytes.unwrap_or_default();
                    cluster.unknown += u64::from(!member.size.is_whole);
                }
            }
            cluster.waves.sort_unstable();
            cluster.waves.dedup();
            self.clusters.push(cluster);
        }
        for tie in self.ties.all() {
            let Some(cluster) = self.members[tie.owner as usize].cluster else { continue };
            let cluster = &mut self.clusters[cluster as usize];
            cluster.rights += 1;
            let is_cut = self.members[tie.owner as usize].wave != self.members[tie.grantee as usize].wave;
            cluster.cuts += u64::from(is_cut);
        }
    }
}

/// Source mailboxes in scope, and what else a person gave a wave, by what findings call them.
fn members(facts: &Facts) -> Vec<Member> {
    let mut members: Vec<Member> = facts
        .source
        .ids()
        .filter_map(|(id, object)| {
            let counts = object.in_scope() && object.class.is_mailbox();
            let given = facts.wave(id).is_some();
            let size = if counts { Size::of(&facts.source.sizes[id.index()]) } else { Size::default() };
            (counts || given).then_some(Member { id, wave: 0, given, counts, cluster: None, size })
        })
        .collect();
    members.sort_by_key(|member| (facts.subject(Side::Source, member.id), member.id));
    members
}

/// The waves that people gave to members, as they are listed.
fn given_names<'a>(facts: &'a Facts, members: &[Member]) -> Vec<&'a str> {
    let names: BTreeSet<&str> = members.iter().filter_map(|member| facts.wave(member.id)).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by(|a, b| name::order(a, b));
    names
}

/// The mean size of the mailboxes whose size is known.
fn usual_size(members: &[Member]) -> Option<u64> {
    let known = || members.iter().filter_map(|member| member.size.bytes);
    let count = known().count() as u128;
    let sum: u128 = known().map(u128::from).sum();
    sum.checked_div(count).map(|mean| mean as u64)
}

/// The names of all waves as they are listed, and the place of each wave among them. The waves that are not given
/// have the lowest numbers that no given one has.
fn listed(given: &[&str], waves: u32) -> (Vec<String>, Vec<u32>) {
    let taken: BTreeSet<u64> = given.iter().filter_map(|name| name::number(name)).collect();
    let free = (1..).filter(|number| !taken.contains(number)).map(|number| number.to_string());
    let own: Vec<String> = given.iter().map(|name| (*name).to_owned()).chain(free).take(waves as usize).collect();
    let mut order: Vec<u32> = (0..waves).collect();
    order.sort_by(|a, b| name::order(&own[*a as usize], &own[*b as usize]));
    let places: BTreeMap<u32, u32> = order.iter().zip(0..).map(|(wave, place)| (*wave, place)).collect();
    (order.iter().map(|wave| own[*wave as usize].clone()).collect(), places.into_values().collect())
}
