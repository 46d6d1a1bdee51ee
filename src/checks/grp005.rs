//! GRP005 member-unresolved: a member of a group names no object of the exports, or several.

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, Party};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP005",
    name: "member-unresolved",
    severity: Severity::Minor,
    title: "A member of a group names no object of the exports, or several",
    why: "Whoever rebuilds the group cannot tell whom to add. Display names are not unique; names and addresses that no export \
          holds are people who were deleted, or whose export is missing. An address in the address column goes before the name \
          beside it, and where the address is in no export, a name that fits exactly one object is taken. An address outside \
          both tenants needs a contact, and none was exported; one of the other tenant is known and is no finding",
    fix: "Look the member up (`Get-Recipient -Identity`) and export members with their address and object id, or remove what is \
          left of a deleted one (`Remove-DistributionGroupMember`)",
    message: "`{value}`, a member of `{subject}`, {fits}",
    needs: &[belonging::SOURCE_MEMBERS, belonging::SOURCE_PEOPLE],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for member in belonging::members(facts, selection) {
        selection.examine();
        let fits = match &member.party {
            Party::Own(_) | Party::Other(_) => continue,
            Party::Outside => "is an address outside both tenants that no contact of the exports has".to_owned(),
            Party::Nobody => "names no object of the exports".to_owned(),
            Party::Several(ids) => {
                let names: Vec<String> =
                    ids.iter().map(|id| format!("`{}`", facts.subject(Side::Source, *id))).collect();
                format!("fits several objects: {}", names.join(", "))
            }
        };
        let hit = Hit::new(Side::Source, facts.subject(Side::Source, member.group), belonging::person(facts, member))
            .with("fits", fits)
            .seen(Some(belonging::seen(facts, member)));
        selection.hit(hit);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::belonging::testing::{MEMBERS, groups, plain};

    #[test]
    fn nobody_several_and_outside() {
        let members = format!(
            "{MEMBERS}All,all@contoso.com,Sam Lee,-,UserMailbox\n\
             All,all@contoso.com,Sam Lee,sam1@contoso.com,UserMailbox\n\
             All,all@contoso.com,Left,Left@contoso.com,UserMailbox\n\
             All,all@contoso.com,Jane Doe,jane.old@contoso.com,UserMailbox\n\
             All,all@contoso.com,Partner,Partner@tailspin.com,MailContact\n\
             All,all@contoso.com,Bob,bob@fabrikam.com,MailContact\n\
             Sub,sub@contoso.com,S-1-5-21-1-2-3-4,,User\n\
             Empty,empty@contoso.com,2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77,,User\n"
        );
        let tenants = plain().source("members.csv", &members);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source all@contoso.com Sam Lee
        minor source all@contoso.com left@contoso.com
        minor source all@contoso.com partner@tailspin.com
        minor source empty@contoso.com 2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77
        minor source sub@contoso.com S-1-5-21-1-2-3-4
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK).lines().next().unwrap_or_default(), @"`Sam Lee`, a member of `all@contoso.com`, fits several objects: `sam1@contoso.com`, `sam2@contoso.com`, `sam3@contoso.com`");
    }

    #[test]
    fn in_lists_and_by_member() {
        let cells = [",Sam Lee;jane;Nobody Known", ",", ",jane", ",jane"];
        insta::assert_snapshot!(groups(",Members", cells).findings(&super::CHECK), @r"
        minor source all@contoso.com Nobody Known
        minor source all@contoso.com Sam Lee
        ");
        let rows = "Identifier,RecipientTypeDetails,Groups\nleft@contoso.com,UserMailbox,All;Sub;Empty;Gone\n\
                    jane@contoso.com,UserMailbox,All\n";
        insta::assert_snapshot!(plain().source("memberships.csv", rows).findings(&super::CHECK), @r"
        minor source all@contoso.com left@contoso.com
        minor source empty@contoso.com left@contoso.com
        minor source gone@contoso.com left@contoso.com
        minor source sub@contoso.com left@contoso.com
        ");
    }

    #[test]
    fn rows_of_groups_in_no_export_are_counted() {
        let members = format!(
            "{MEMBERS}All,all@contoso.com,Jane Doe,jane@contoso.com,Member\n\
             Elsewhere,elsewhere@contoso.com,Nobody,nobody@contoso.com,Member\n"
        );
        let tenants = plain().source("members.csv", &members);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
        let facts = tenants.facts();
        let file = facts.files.iter().find(|file| file.file == "members.csv").expect("the input");
        assert_eq!((file.rows, file.used, file.skipped["group in no export"]), (2, 1, 1));
    }
}
