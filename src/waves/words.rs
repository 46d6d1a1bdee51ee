//! A proposal in words: why somebody is in a wave, what holds a cluster together, what a cut breaks.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::name::are_in_sequence;
use super::ties::Tie;
use super::{Cluster, Member, Proposal};
use crate::facts::{Facts, Right, RightKind};
use crate::schema::Side;

/// Links that are named before the rest is counted.
const NAMED: usize = 4;

/// A kind of right as Exchange's administrators call it.
pub const fn kind(kind: RightKind) -> &'static str {
    match kind {
        RightKind::FullAccess => "Full Access",
        RightKind::SendAs => "Send As",
        RightKind::SendOnBehalf => "Send on Behalf",
        RightKind::Folder => "folder permissions",
    }
}

/// The right of a tie.
pub fn right<'a>(facts: &'a Facts, tie: &Tie) -> &'a Right {
    &facts.rights.of(Side::Source)[tie.right as usize]
}

/// What findings call a member.
pub fn name<'a>(facts: &'a Facts, proposal: &Proposal, member: u32) -> &'a str {
    facts.subject(Side::Source, proposal.member(member).id)
}

/// How many rights of a kind.
pub fn counted_kind(count: u64, of: RightKind) -> String {
    match of {
        RightKind::Folder => format!("{count} on folders"),
        other => format!("{count} {}", kind(other)),
    }
}

/// The name of the group through which a grantee has a right.
pub fn group<'a>(facts: &'a Facts, tie: &Tie) -> Option<&'a str> {
    tie.through.map(|group| facts.subject(Side::Source, group))
}

/// A right in short: `Full Access`, or folder and level; and through which group.
fn short(facts: &Facts, tie: &Tie) -> String {
    let right = right(facts, tie);
    let mut text = match (right.kind, facts.text(right.folder), facts.text(right.level)) {
        (RightKind::Folder, folder, "") => format!("{folder}, level not known"),
        (RightKind::Folder, folder, level) => format!("{folder} {level}"),
        (other, ..) => kind(other).to_owned(),
    };
    if let Some(group) = group(facts, tie) {
        text.push_str(" through `");
        text.push_str(group);
        text.push('`');
    }
    text
}

/// Who has what on whom.
fn sentence(facts: &Facts, proposal: &Proposal, tie: &Tie) -> String {
    let (owner, grantee) = (name(facts, proposal, tie.owner), name(facts, proposal, tie.grantee));
    format!("`{grantee}` has {} on `{owner}`", short(facts, tie))
}

/// What a cut right breaks, and for how long.
pub fn breaks(facts: &Facts, proposal: &Proposal, tie: &Tie) -> String {
    let (owner, grantee) = (name(facts, proposal, tie.owner), name(facts, proposal, tie.grantee));
    let mut what = match right(facts, tie).kind {
        RightKind::FullAccess => format!("`{grantee}` loses Full Access to `{owner}`"),
        RightKind::SendAs => format!("`{grantee}` cannot send as `{owner}`"),
        RightKind::SendOnBehalf => format!("`{grantee}` cannot send on behalf of `{owner}`"),
        RightKind::Folder => format!("`{grantee}` loses the folder of `{owner}` ({})", short(facts, tie)),
    };
    if let Some(group) = group(facts, tie).filter(|_| right(facts, tie).kind != RightKind::Folder) {
        what = format!("{what}, held through `{group}`,");
    }
    let (a, b) = (proposal.member(tie.owner).wave, proposal.member(tie.grantee).wave);
    let [first, second] = [a.min(b), a.max(b)].map(|wave| proposal.waves[wave as usize].name.as_str());
    if are_in_sequence(first, second) {
        format!("{what} from wave `{first}` until wave `{second}`")
    } else {
        format!("{what} between wave `{first}` and wave `{second}`, whichever comes first")
    }
}

/// Why a member is in its wave: what ties it to others there, or who put it there.
pub fn why(facts: &Facts, proposal: &Proposal, number: u32) -> String {
    let member = proposal.member(number);
    let mut reasons = Vec::new();
    if member.given {
        reasons.push("the wave was given by a person".to_owned());
    }
    if proposal.exceeds(member) {
        reasons.push("larger than the limit of a wave: moves alone".to_owned());
    }
    let (stays, cut): (Vec<&Tie>, Vec<&Tie>) = proposal.ties.of(number).partition(|tie| !proposal.is_cut(tie));
    if !stays.is_empty() {
        reasons.push(format!("with {}", others(facts, proposal, number, &stays)));
    }
    if !cut.is_empty() {
        reasons.push(format!("parted from {}", others(facts, proposal, number, &cut)));
    }
    if reasons.is_empty() {
        let no_link = "no right ties it to another mailbox";
        return if proposal.unseen.is_empty() { no_link.to_owned() } else { format!("{no_link}, as far as exported") };
    }
    reasons.join("; ")
}

/// Those at the other end of some ties of a member, with what each has.
fn others(facts: &Facts, proposal: &Proposal, own: u32, ties: &[&Tie]) -> String {
    let mut named: Vec<(u32, String)> = Vec::new();
    let mut more = BTreeSet::new();
    for tie in ties {
        let other = if tie.owner == own { tie.grantee } else { tie.owner };
        let right = short(facts, tie);
        let right = if tie.owner == own { format!("has {right}") } else { format!("gives {right}") };
        if let Some((_, rights)) = named.iter_mut().find(|(known, _)| *known == other) {
            rights.push_str(", ");
            rights.push_str(&right);
        } else if named.len() < NAMED {
            named.push((other, right));
        } else {
            more.insert(other);
        }
    }
    let named = named.iter().map(|(other, rights)| format!("`{}` ({rights})", name(facts, proposal, *other)));
    list(named.collect(), more.len())
}

/// The strongest links of a cluster.
pub fn links(facts: &Facts, proposal: &Proposal, cluster: &Cluster) -> String {
    let mut ties: Vec<&Tie> = cluster
        .members
        .iter()
        .flat_map(|member| proposal.ties.of(*member).take(NAMED).filter(|tie| tie.owner == *member))
        .collect();
    ties.sort_by_key(|tie| (Reverse(tie.weight), tie.owner, tie.grantee, tie.right));
    let named: Vec<String> = ties.iter().take(NAMED).map(|tie| sentence(facts, proposal, tie)).collect();
    let more = cluster.rights as usize - named.len();
    list(named, more)
}

/// The link at which a cluster falls apart first.
pub fn weakest(facts: &Facts, proposal: &Proposal, cluster: &Cluster) -> String {
    let Some((a, b, _)) = cluster.weakest else { return String::new() };
    let is_it = |tie: &&Tie| (tie.owner.min(tie.grantee), tie.owner.max(tie.grantee)) == (a, b);
    let ties: Vec<String> = proposal.ties.of(a).filter(is_it).map(|tie| sentence(facts, proposal, tie)).collect();
    ties.join("; ")
}

/// The size of a member in words, where it is not simply known.
pub const fn size_remark(member: &Member) -> &'static str {
    match (member.counts, member.size.bytes, member.size.is_whole) {
        (false, ..) => "counts for no limit",
        (true, None, _) => "not known",
        (true, Some(_), false) => "archive not known",
        (true, Some(_), true) => "",
    }
}

fn list(mut named: Vec<String>, more: usize) -> String {
    if more > 0 {
        named.push(format!("{more} more"));
    }
    match named.pop() {
        None => String::new(),
        Some(last) if named.is_empty() => last,
        Some(last) => format!("{} and {last}", named.join(", ")),
    }
}
