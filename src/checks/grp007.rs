//! GRP007 membership-cycle: groups contain each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Extent, Facts, Listed, ObjectId};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP007",
    name: "membership-cycle",
    severity: Severity::Minor,
    title: "Groups contain each other",
    why: "Scripts and movers that add nested groups in order find no group to begin with, and reports that expand members do \
          not end. Each shortest circle is named once, beginning with its alphabetically first group; a group that is a member \
          of itself is one too",
    fix: "Take one of the groups out of the other before they are created at the destination: \
          `Remove-DistributionGroupMember`",
    message: "Groups contain each other: `{value}`",
    needs: &[belonging::SOURCE_MEMBERS],
    wants: &[],
    select,
};

type Graph<'a> = DiGraph<ObjectId, &'a Listed>;

fn select(facts: &Facts, selection: &mut Selection) {
    let mut graph = Graph::new();
    let mut nodes: BTreeMap<ObjectId, NodeIndex> = BTreeMap::new();
    // In the order of their names, so that of equally short circles the alphabetically first is found.
    let mut groups: Vec<ObjectId> = belonging::groups_with_members(facts).map(|(id, _)| id).collect();
    groups.sort_by_key(|id| (facts.subject(Side::Source, *id), *id));
    for &id in &groups {
        selection.examine();
        if facts.members.member_extent(Side::Source, id) != Extent::Whole {
            selection.undecided();
        }
        nodes.insert(id, graph.add_node(id));
    }
    for &id in &groups {
        for member in facts.members.members(Side::Source, id) {
            if let Some(inner) = member.party.own().and_then(|inner| nodes.get(&inner)) {
                graph.add_edge(nodes[&id], *inner, member);
            }
        }
    }
    let mut circles: BTreeSet<Vec<NodeIndex>> = BTreeSet::new();
    for component in tarjan_scc(&graph) {
        let within: BTreeSet<NodeIndex> = component.into_iter().collect();
        circles.extend(within.iter().filter_map(|start| circle(&graph, &within, *start)));
    }
    for circle in circles {
        let name = |node: &NodeIndex| facts.subject(Side::Source, graph[*node]);
        let path: Vec<&str> = circle.iter().chain(circle.first()).map(name).collect();
        let next = circle.get(1).or(circle.first());
        let edge = next.and_then(|next| graph.find_edge(circle[0], *next));
        let hit = Hit::new(Side::Source, path[0], path.join(" > "));
        selection.hit(hit.seen(edge.map(|edge| belonging::seen(facts, graph[edge]))));
    }
}

/// The shortest circle through a group, turned so that it begins with its first group.
fn circle(graph: &Graph<'_>, within: &BTreeSet<NodeIndex>, start: NodeIndex) -> Option<Vec<NodeIndex>> {
    let mut came_from: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut inner: Vec<NodeIndex> = graph.neighbors(node).filter(|inner| within.contains(inner)).collect();
        inner.sort_unstable();
        for next in inner {
            if next == start {
                let mut path = vec![node];
                while let Some(before) = came_from.get(path.last()?) {
                    path.push(*before);
                }
                path.reverse();
                let first = (0..path.len()).min_by_key(|at| path[*at])?;
                path.rotate_left(first);
                return Some(path);
            }
            if let std::collections::btree_map::Entry::Vacant(free) = came_from.entry(next) {
                free.insert(node);
                queue.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::checks::belonging::testing::{groups, plain};

    #[test]
    fn circles_of_one_two_and_three() {
        let itself = [",All;jane", ",jane", ",jane", ",jane"];
        insta::assert_snapshot!(groups(",Members", itself).findings(&super::CHECK), @"minor source all@contoso.com all@contoso.com > all@contoso.com");
        let two = [",jane", ",Gone", ",jane", ",Sub;All"];
        insta::assert_snapshot!(groups(",Members", two).findings(&super::CHECK), @"minor source gone@contoso.com gone@contoso.com > sub@contoso.com > gone@contoso.com");
        let three = [",Sub", ",Empty", ",All;Gone", ",jane"];
        insta::assert_snapshot!(groups(",Members", three).findings(&super::CHECK), @"minor source all@contoso.com all@contoso.com > sub@contoso.com > empty@contoso.com > all@contoso.com");
    }

    #[test]
    fn two_circles_through_one_group_are_two() {
        let cells = [",Sub;Empty", ",All", ",All", ",Gone"];
        insta::assert_snapshot!(groups(",Members", cells).findings(&super::CHECK), @r"
        minor source all@contoso.com all@contoso.com > empty@contoso.com > all@contoso.com
        minor source all@contoso.com all@contoso.com > sub@contoso.com > all@contoso.com
        minor source gone@contoso.com gone@contoso.com > gone@contoso.com
        ");
    }

    #[test]
    fn nesting_and_a_group_in_two_groups_are_no_circle() {
        let cells = [",Sub;Empty", ",Gone", ",Gone", ",jane"];
        insta::assert_snapshot!(groups(",Members", cells).findings(&super::CHECK), @"");
    }

    #[test]
    fn nested_groups_have_a_column_of_their_own() {
        let rows = "DL Name,Nested DL Name,Group Members,Group Members ID\nAll,Sub,Kim Akers,kim@contoso.com\n\
                    Sub,Empty,Jane Doe,jane@contoso.com\nEmpty,,All,all@contoso.com\nGone,,Jane Doe,jane@contoso.com\n";
        insta::assert_snapshot!(plain().source("nested.csv", rows).findings(&super::CHECK), @"minor source all@contoso.com all@contoso.com > sub@contoso.com > empty@contoso.com > all@contoso.com");
        insta::assert_snapshot!(
            plain().source("nested.csv", rows).findings(&crate::checks::grp001::CHECK),
            @"major source sub@contoso.com kim.akers@contoso.com"
        );
    }
}
