//! Proposals from exports: what is tied, what is cut and how that is said.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Proposal, words};
use crate::checks::{self, testing::Tenants};
use crate::engine;
use crate::facts::{Facts, RightKind};
use crate::plan::Waves;
use crate::progress::Unwatched;
use crate::report::waves::verdict;
use crate::schema::Side;

const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
    ann@contoso.com,ann@contoso.com,UserMailbox,Ann\n\
    ben@contoso.com,ben@contoso.com,UserMailbox,Ben\n\
    cat@contoso.com,cat@contoso.com,UserMailbox,Cat\n\
    dan@contoso.com,dan@contoso.com,UserMailbox,Dan\n\
    info@contoso.com,info@contoso.com,SharedMailbox,Info\n\
    zoe@contoso.com,zoe@contoso.com,UserMailbox,Zoe\n";

/// Ann and Ben work in Info, Cat and Dan with each other, and Cat looks into Ann's calendar.
const FULL_ACCESS: &str = "Identity,User,AccessRights,IsInherited,Deny\n\
    info@contoso.com,ann@contoso.com,FullAccess,False,False\n\
    info@contoso.com,ben@contoso.com,FullAccess,False,False\n\
    cat@contoso.com,dan@contoso.com,FullAccess,False,False\n";
const CALENDARS: &str = "Identity,FolderName,User,AccessRights\n\
    ann@contoso.com:\\Calendar,Calendar,cat@contoso.com,Reviewer\n";
const SEND_AS: &str = "Identity,Trustee,AccessControlType,AccessRights\n\
    dan@contoso.com,cat@contoso.com,Allow,SendAs\n";

fn tenants(most: Option<u32>) -> Tenants {
    let limits = Waves { mailboxes: most, bytes: None };
    Tenants::new().source("mailboxes.csv", MAILBOXES).plan(|plan| plan.waves = limits)
}

fn with_rights(most: Option<u32>) -> Tenants {
    tenants(most)
        .source("full-access.csv", FULL_ACCESS)
        .source("calendars.csv", CALENDARS)
        .source("send-as.csv", SEND_AS)
}

/// The waves with their members, and what each cut breaks.
fn shown(facts: &Facts, proposal: &Proposal) -> String {
    let mut text = String::new();
    for (number, wave) in proposal.waves.iter().enumerate() {
        let members = (0..).zip(&proposal.members).filter(|(_, member)| member.wave as usize == number);
        let names: Vec<&str> = members.map(|(member, _)| local(words::name(facts, proposal, member))).collect();
        let _ = writeln!(text, "{}: {}", wave.name, names.join(" "));
    }
    for tie in proposal.cuts() {
        let _ = writeln!(text, "{}", words::breaks(facts, proposal, tie).replace("@contoso.com", ""));
    }
    text
}

fn local(name: &str) -> &str {
    name.split('@').next().unwrap_or_default()
}

fn proposed(tenants: &Tenants) -> String {
    let facts = tenants.facts();
    shown(&facts, &Proposal::of(&facts))
}

#[test]
fn what_fits_is_whole_and_what_is_cut_is_the_weakest() {
    insta::assert_snapshot!(proposed(&with_rights(Some(3))), @r"
    1: ann ben info
    2: cat dan zoe
    `cat` loses the folder of `ann` (calendar reviewer) from wave `1` until wave `2`
    ");
    insta::assert_snapshot!(proposed(&with_rights(Some(5))), @r"
    1: ann ben cat dan info
    2: zoe
    ");
    insta::assert_snapshot!(proposed(&with_rights(None)), @"1: ann ben cat dan info zoe");
}

#[test]
fn waves_of_people_stay_and_what_they_cut_is_listed() {
    let map = "Source,Destination,Wave\nann@contoso.com,,Pilot\ninfo@contoso.com,,2\n";
    insta::assert_snapshot!(proposed(&with_rights(Some(2)).map(map)), @r"
    1: cat dan
    2: ben info
    3: zoe
    Pilot: ann
    `ann` loses Full Access to `info` between wave `2` and wave `Pilot`, whichever comes first
    `cat` loses the folder of `ann` (calendar reviewer) between wave `1` and wave `Pilot`, whichever comes first
    ");
}

#[test]
fn each_wave_and_cluster_is_explained_by_its_links() {
    let facts = with_rights(Some(3)).facts();
    let proposal = Proposal::of(&facts);
    let why = |name: &str| {
        let mut numbers = 0..proposal.members.len() as u32;
        let number = numbers.find(|number| words::name(&facts, &proposal, *number).starts_with(name));
        words::why(&facts, &proposal, number.expect("a member")).replace("@contoso.com", "")
    };
    insta::assert_snapshot!(why("ann"), @"with `info` (gives Full Access); parted from `cat` (has calendar reviewer)");
    insta::assert_snapshot!(why("cat"), @"with `dan` (has Full Access, gives Send As); parted from `ann` (gives calendar reviewer)");
    insta::assert_snapshot!(why("zoe"), @"no right ties it to another mailbox, as far as exported");
    let [cluster] = &proposal.clusters[..] else { panic!("one cluster: {:?}", proposal.clusters) };
    let weakest = words::weakest(&facts, &proposal, cluster).replace("@contoso.com", "");
    insta::assert_snapshot!(weakest, @"`cat` has calendar reviewer on `ann`");
    assert_eq!((cluster.rights, cluster.cuts), (5, 1));
}

#[test]
fn the_cuts_are_what_the_check_finds_for_the_same_waves() {
    let tenants = with_rights(Some(2));
    let facts = tenants.facts();
    let proposal = Proposal::of(&facts);
    let value = |tie: &&super::Tie| {
        let right = facts.right_value(Side::Source, words::right(&facts, tie));
        format!("{} {right}", words::name(&facts, &proposal, tie.owner))
    };
    let cut: BTreeSet<String> = proposal.cuts().iter().map(value).collect();
    assert_eq!(cut.len(), 2);
    // A person writes the proposal into the map.
    let mut map = "Source,Destination,Wave\n".to_owned();
    for (number, member) in (0..).zip(&proposal.members) {
        let _ = writeln!(map, "{},,{}", words::name(&facts, &proposal, number), proposal.wave(member).name);
    }
    let check: Vec<_> = checks::ALL.iter().copied().filter(|check| check.code == "DEL006").collect();
    let answer = engine::run(&check, &tenants.map(&map).facts(), &Unwatched);
    let found: BTreeSet<String> =
        answer.findings.iter().map(|finding| format!("{} {}", finding.subject, finding.value)).collect();
    assert_eq!(found, cut);
}

#[test]
fn the_order_of_the_exports_makes_no_difference() {
    let reversed = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n")
    };
    let limits = Waves { mailboxes: Some(2), bytes: None };
    let other = Tenants::new()
        .source("a.csv", &reversed(CALENDARS))
        .source("b.csv", &reversed(SEND_AS))
        .source("c.csv", &reversed(MAILBOXES))
        .source("d.csv", &reversed(FULL_ACCESS))
        .plan(|plan| plan.waves = limits);
    assert_eq!(proposed(&other), proposed(&with_rights(Some(2))));
}

#[test]
fn rights_that_were_not_exported_are_not_no_rights() {
    let said = |tenants: &Tenants| {
        let facts = tenants.facts();
        let answer = engine::run(&[], &facts, &Unwatched);
        verdict(&facts, &answer, &Proposal::of(&facts)).text
    };
    insta::assert_snapshot!(said(&tenants(Some(3))), @"2 waves, no right is cut; but no rights were exported: cannot say who must move together");
    let some = tenants(Some(3)).source("full-access.csv", FULL_ACCESS);
    insta::assert_snapshot!(said(&some), @"2 waves, no right is cut; but Send As, Send on Behalf, folder permissions not exported: cannot say what else is cut");
    assert_eq!(Proposal::of(&with_rights(None).facts()).unseen, [RightKind::SendOnBehalf]);
}

#[test]
fn sizes_count_with_archives_and_unknown_ones_are_no_zero() {
    // Ann 4 GB and an archive of 5, Ben 2 GB, Cat 30 GB; nobody measured the others.
    let statistics = "UserPrincipalName,TotalItemSize\n\
        ann@contoso.com,\"4 GB (4,294,967,296 bytes)\"\n\
        ben@contoso.com,\"2 GB (2,147,483,648 bytes)\"\n\
        cat@contoso.com,\"30 GB (32,212,254,720 bytes)\"\n";
    let archives = "UserPrincipalName,ArchiveTotalItemSize,ArchiveName\n\
        ann@contoso.com,\"5 GB (5,368,709,120 bytes)\",In-Place Archive\n";
    let limits = Waves { mailboxes: None, bytes: Some(20 << 30) };
    let tenants = tenants(None)
        .source("statistics.csv", statistics)
        .source("archives.csv", archives)
        .plan(|plan| plan.waves = limits);
    let facts = tenants.facts();
    let proposal = Proposal::of(&facts);
    let named = |name: &str| proposal.members.iter().find(|member| facts.subject(Side::Source, member.id) == name);
    let cat = named("cat@contoso.com").expect("a member");
    assert!(proposal.exceeds(cat));
    assert_eq!(proposal.wave(cat).load.mailboxes, 1, "it moves alone");
    assert_eq!(named("zoe@contoso.com").map(|zoe| zoe.size), Some(super::Size::default()));
    // The mean of the three known ones; three times that does not fit beside Ann and Ben.
    let mean = proposal.assumed_bytes.expect("some are known");
    assert!(mean > 12 << 30, "{mean}");
    assert!(proposal.waves.iter().all(|wave| wave.load.bytes <= 20 << 30 || wave.load.mailboxes == 1));
    assert_eq!(proposal.waves.iter().map(|wave| wave.unknown).sum::<u64>(), 3);
}

#[test]
fn a_right_of_a_group_ties_its_members() {
    let groups = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails\n\
        Desk,desk@contoso.com,MailUniversalSecurityGroup\n";
    let members = "GroupPrimarySmtpAddress,MemberPrimarySmtpAddress\n\
        desk@contoso.com,dan@contoso.com\n\
        desk@contoso.com,zoe@contoso.com\n";
    let rights = "Identity,User,AccessRights,IsInherited,Deny\n\
        info@contoso.com,desk@contoso.com,FullAccess,False,False\n";
    let known = tenants(Some(2)).source("groups.csv", groups).source("rights.csv", rights).source("in.csv", members);
    insta::assert_snapshot!(proposed(&known), @r"
    1: dan info
    2: ann ben
    3: cat zoe
    `zoe` loses Full Access to `info`, held through `desk`, from wave `1` until wave `3`
    ");
    let unknown = tenants(Some(2)).source("groups.csv", groups).source("rights.csv", rights).facts();
    let unused = &Proposal::of(&unknown).ties.unused;
    assert_eq!(unused.get(&super::ties::Unused::HeldByUnknownGroup), Some(&1));
}
