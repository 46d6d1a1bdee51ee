//! What the checks share that read the comparisons of before and after: how a row becomes a finding, and which rows of
//! a list of a group are looked at.

use super::delegation;
use crate::check::{Hit, Selection};
use crate::facts::moved::{MovedMember, MovedRight, Outcome, Reason, Role};
use crate::facts::{Facts, ObjectId};
use crate::schema::Side;

/// A finding about a right: the source object is its subject, the right as it is called at the destination its value.
pub(super) fn right(facts: &Facts, moved: &MovedRight) -> Hit {
    let (side, right) = facts.moved_right(moved);
    let grantee = match moved.grantee {
        Some(id) => facts.subject(Side::Destination, id).to_owned(),
        None => facts.grantee_name(side, right),
    };
    Hit::new(Side::Source, facts.subject(Side::Source, moved.owner), facts.moved_right_value(moved))
        .with("grantee", grantee)
        .with("right", delegation::name(facts, right))
        .with("pair", pair(facts, moved.owner))
        .seen(Some(facts.at(side, right.at, Some(right.column))))
}

/// What findings call the destination object that a source object became.
pub(super) fn pair(facts: &Facts, source: ObjectId) -> &str {
    facts.pairs.of(source).destination.map_or("", |there| facts.subject(Side::Destination, there))
}

/// Finds whoever should be in a list of a group and is not (VFY601, VFY603).
///
/// Whoever has no destination object is told before the move (GRP001, GRP002) and is no row of this; where nobody
/// knows who is meant, nobody knows whether they arrived.
pub(super) fn missing(facts: &Facts, selection: &mut Selection, role: Role) {
    let side = Side::Source;
    for moved in of_role(facts, role).filter(|moved| moved.side == side) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Missing => selection.hit(member(facts, moved)),
            Outcome::Undecided(_)
            | Outcome::Untranslated(Reason::Ambiguous | Reason::SeveralCandidates | Reason::Unresolved) => {
                selection.undecided_on(side);
            }
            _ => {}
        }
    }
    unknown(facts, selection, role, side);
    if role == Role::Member {
        for _ in 0..facts.members.unplaced(side) {
            selection.examine_on(side);
            selection.undecided_on(side);
        }
    }
}

/// Finds whoever is in a list of a group and was not (VFY602).
pub(super) fn extra(facts: &Facts, selection: &mut Selection, role: Role) {
    let side = Side::Destination;
    for moved in of_role(facts, role).filter(|moved| moved.side == side || moved.outcome == Outcome::Kept) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Extra => selection.hit(member(facts, moved)),
            Outcome::Undecided(_) => selection.undecided_on(side),
            _ => {}
        }
    }
    unknown(facts, selection, role, side);
}

fn of_role(facts: &Facts, role: Role) -> impl Iterator<Item = &MovedMember> {
    facts.moved.members.iter().filter(move |moved| moved.role == role)
}

/// Counts the lists that are not known as a whole.
fn unknown(facts: &Facts, selection: &mut Selection, role: Role, side: Side) {
    for _ in facts.moved.unknown_lists.iter().filter(|list| list.role == role && list.side == side) {
        selection.examine_on(side);
        selection.undecided_on(side);
    }
}

/// A finding about a member or owner: the source group is its subject, the person at the destination its value.
fn member(facts: &Facts, moved: &MovedMember) -> Hit {
    let listed = facts.moved_member(moved);
    Hit::new(Side::Source, facts.subject(Side::Source, moved.group), facts.moved_member_value(moved))
        .with("pair", pair(facts, moved.group))
        .seen(Some(facts.at(moved.side, listed.at, Some(listed.column))))
}

/// Tenants before and after, for the tests of the checks.
#[cfg(test)]
pub(super) mod testing {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    pub(crate) const OBJECTS: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n";

    /// Header of a list of mailbox permissions.
    pub(crate) const RIGHTS: &str = "Identity,User,AccessRights,IsInherited,Deny\n";

    /// Header of a list of folder permissions.
    pub(crate) const FOLDERS: &str = "Mailbox,FolderName,User,AccessRights\n";

    /// Kim, Sam, the shared mailbox Box and two people called Pat moved, their domain too; Eve did not. Xaver was
    /// there before.
    pub(crate) fn tenants() -> Tenants {
        let people = |domain: &str, names: &[(&str, &str)]| {
            let row = |(name, shown): &(&str, &str)| {
                let class = if *name == "box" { "SharedMailbox" } else { "UserMailbox" };
                format!("{name}@{domain},{name}@{domain},{class},{shown},{name}\n")
            };
            names.iter().map(row).collect::<String>()
        };
        let moved = [
            ("kim", "Kim Akers"),
            ("sam", "Sam Lee"),
            ("pat1", "Pat"),
            ("pat2", "Pat"),
            ("box", "Box"),
            ("svc", "Mover"),
        ];
        let (before, now) = (people("contoso.com", &moved), people("contoso.com", &moved[..5]));
        let native = people("fabrikam.com", &[("xaver", "Xaver"), ("svc", "Mover")]);
        Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{OBJECTS}{before}{}", people("contoso.com", &[("eve", "Eve")])))
            .destination("mailboxes.csv", &format!("{OBJECTS}{now}{native}"))
            .plan(|plan| {
                plan.source.service_accounts = vec!["svc@contoso.com".to_owned()];
                plan.destination.service_accounts = vec!["svc@fabrikam.com".to_owned()];
            })
    }

    /// The same with rights on mailboxes before and now.
    pub(crate) fn rights(before: &str, now: &str) -> Tenants {
        tenants()
            .source_before("permissions.csv", &format!("{RIGHTS}{before}"))
            .destination("permissions.csv", &format!("{RIGHTS}{now}"))
    }

    /// The same with rights on folders before and now.
    pub(crate) fn folders(before: &str, now: &str) -> Tenants {
        tenants()
            .source_before("folders.csv", &format!("{FOLDERS}{before}"))
            .destination("folders.csv", &format!("{FOLDERS}{now}"))
    }

    /// Header of a list of members.
    pub(crate) const MEMBERS: &str = "GroupName,GroupEmailAddress,Member,MemberEmail,MemberType\n";

    /// The same people with the groups All, Sub and Empty, which moved, and Gone, which did not; further columns and
    /// a cell of them for each of the groups, before and now.
    pub(crate) fn groups(columns: &str, before: [&str; 4], now: [&str; 3]) -> Tenants {
        let table = |cells: &[&str]| {
            let row = |(name, cells): (&&str, &&str)| {
                format!("{name},{}@contoso.com,Universal{cells}\n", name.to_lowercase())
            };
            let rows: String = ["All", "Sub", "Empty", "Gone"].iter().zip(cells).map(row).collect();
            format!("DisplayName,PrimarySmtpAddress,GroupType{columns}\n{rows}")
        };
        tenants().source_before("groups.csv", &table(&before)).destination("groups.csv", &table(&now))
    }

    /// The same groups with their members before and now.
    pub(crate) fn members(before: &str, now: &str) -> Tenants {
        groups("", [""; 4], [""; 3])
            .source_before("members.csv", &format!("{MEMBERS}{before}"))
            .destination("members.csv", &format!("{MEMBERS}{now}"))
    }
}
