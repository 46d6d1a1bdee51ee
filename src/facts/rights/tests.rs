//! Rights as each orientation and spelling of their exports gives them.

use std::fmt::Write as _;

use crate::checks::testing::Tenants;
use crate::facts::Facts;
use crate::schema::Side;

const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
    kim@contoso.com,kim@contoso.com,UserMailbox,Kim Akers,kima\n\
    sam@contoso.com,sam@contoso.com,UserMailbox,Sam Lee,saml\n\
    pat@contoso.com,pat@contoso.com,UserMailbox,\"Fox, Pat\",patf\n\
    box@contoso.com,box@contoso.com,SharedMailbox,Box,box\n\
    svc@contoso.com,svc@contoso.com,UserMailbox,Migration,svc\n";

/// The rights of the source that an export gives, what was set aside, and the account of its rows.
fn rights(export: &str) -> String {
    shown(&tenants().source("rights.csv", export).facts())
}

fn tenants() -> Tenants {
    Tenants::new()
        .source("mailboxes.csv", MAILBOXES)
        .destination("accepted.csv", "DomainName,DomainType\nfabrikam.com,Authoritative\n")
        .plan(|plan| plan.source.service_accounts = vec!["svc@contoso.com".to_owned()])
}

fn shown(facts: &Facts) -> String {
    let side = Side::Source;
    let mut lines = String::new();
    for right in facts.rights.of(side) {
        let owner = right.owner_id().map_or_else(
            || format!("?{}", facts.text(right.owner_text)),
            |id| facts.subject(side, id).split('@').next().unwrap_or_default().to_owned(),
        );
        let _ = writeln!(lines, "{owner} {}", facts.right_value(side, right));
    }
    for (reason, count) in facts.rights.set_aside(side) {
        let _ = writeln!(lines, "aside: {reason} {count}");
    }
    if facts.rights.undecided(side) > 0 {
        let _ = writeln!(lines, "undecided {}", facts.rights.undecided(side));
    }
    for file in facts.files.iter().filter(|file| !file.subject().contains("mailboxes.csv")) {
        let skipped: u64 = file.skipped.values().sum();
        assert_eq!(file.rows, file.used + file.rejected.len() as u64 + skipped, "{}", file.subject());
    }
    lines
}

#[test]
fn a_row_for_each_right_with_what_is_set_aside() {
    insta::assert_snapshot!(rights(
        "Identity,User,AccessRights,IsInherited,Deny\n\
         Box,Kim Akers,{FullAccess},False,False\n\
         box@contoso.com,saml,\"FullAccess, ReadPermission\",False,False\n\
         Box,NT AUTHORITY\\SELF,\"FullAccess, ReadPermission\",False,False\n\
         Box,box@contoso.com,FullAccess,False,False\n\
         Box,EURPR04A002\\Organization Management,FullAccess,True,False\n\
         Box,EURPR04A002\\Exchange Servers,FullAccess,False,False\n\
         Box,pat@contoso.com,FullAccess,False,True\n\
         Box,pat@contoso.com,ReadPermission,False,False\n\
         Box,svc@contoso.com,FullAccess,False,False\n\
         Box,S-1-5-21-1-2-3-4,FullAccess,False,False\n\
         Gone,kima,FullAccess,False,False\n"
    ), @r"
    box full-access:kim@contoso.com
    box full-access:sam@contoso.com
    box full-access:s-1-5-21-1-2-3-4
    ?Gone full-access:kim@contoso.com
    aside: denied right 1
    aside: entry that grants nothing 1
    aside: inherited right 1
    aside: right of a system account 1
    aside: right of the owner itself 2
    aside: right of the service account 1
    ");
}

#[test]
fn a_report_names_several_kinds_of_rights_one_a_row() {
    insta::assert_snapshot!(rights(
        "Mailbox,User,AccessRights\n\
         Box,Kim Akers,Full Access\n\
         Box,Kim Akers,Send As\n\
         Box,Kim Akers,SendOnBehalfTo\n\
         Box,Sam Lee,Calendar Folder\n\
         patf,None,None\n"
    ), @r"
    box full-access:kim@contoso.com
    box send-as:kim@contoso.com
    box send-on-behalf:kim@contoso.com
    box folder:calendar:unknown:sam@contoso.com
    ");
}

#[test]
fn a_joined_list_of_trustees_and_a_column_for_each_kind() {
    insta::assert_snapshot!(rights(
        "DisplayName,UserPrincipalName,MailboxType,AccessType,UserWithAccess\n\
         Box,box@contoso.com,SharedMailbox,SendAs,\"kim@contoso.com,sam@contoso.com\"\n"
    ), @r"
    box send-as:kim@contoso.com
    box send-as:sam@contoso.com
    ");
    insta::assert_snapshot!(rights(
        "Mailbox Name,Primary SMTP Address,Full Access,Send As,Send On Behalf\n\
         Box,box@contoso.com,\"kim@contoso.com,sam@contoso.com\",kima,\"Kim Akers Fox, Pat\"\n\
         Kim Akers,kim@contoso.com,,-,\n"
    ), @r"
    box full-access:kim@contoso.com
    box full-access:sam@contoso.com
    box send-as:kim@contoso.com
    box send-on-behalf:kim@contoso.com
    box send-on-behalf:pat@contoso.com
    ");
}

#[test]
fn a_row_for_each_trustee() {
    insta::assert_snapshot!(rights(
        "User Name,AccessType,Delegated Mailbox Name\n\
         Kim Akers,Full Access,\"Box, Sam Lee\"\n\
         Sam Lee,Send on Behalf,-\n"
    ), @r"
    box full-access:kim@contoso.com
    sam full-access:kim@contoso.com
    ");
}

#[test]
fn folders_by_role_or_path_with_level() {
    insta::assert_snapshot!(rights(
        "Mailbox,FolderName,User,AccessRights,SharingPermissionFlags\n\
         kim@contoso.com,Kalender,Default,{AvailabilityOnly},\n\
         kim@contoso.com,Kalender,Anonym,None,\n\
         kim@contoso.com,Kalender,Sam Lee,{Editor},Delegate\n\
         kim@contoso.com,Calendar,sam@contoso.com,Editor,\n\
         kim@contoso.com,Inbox,Sam Lee,None,\n\
         kim@contoso.com,Projects,Sam Lee,\"ReadItems, CreateItems\",\n\
         kim@contoso.com,Calendar,NT:S-1-5-21-1-2-3-4,Reviewer,\n\
         kim@contoso.com,Calendar,ExchangePublishedUser.eve@tailspin.com,AvailabilityOnly,\n"
    ), @r"
    kim folder:calendar:editor:sam@contoso.com
    kim folder:projects:createitems,readitems:sam@contoso.com
    kim folder:calendar:reviewer:nt:s-1-5-21-1-2-3-4
    kim folder:calendar:availabilityonly:exchangepublisheduser.eve@tailspin.com
    aside: level None 1
    aside: right of Default or Anonymous 2
    ");
    insta::assert_snapshot!(rights(
        "Identity,User,AccessRights\n\
         kim@contoso.com:\\Calendar,Sam Lee,{Editor}\n\
         Kim Akers:\\Posteingang\\Berichte,Sam Lee,{Reviewer}\n"
    ), @r"
    kim folder:calendar:editor:sam@contoso.com
    kim folder:inbox/berichte:reviewer:sam@contoso.com
    ");
    insta::assert_snapshot!(rights(
        "Mailbox,FolderPath,FolderType,User,AccessRights\n\
         kim@contoso.com,/Irgendwas,Calendar,Sam Lee,Editor\n\
         kim@contoso.com,/Inbox/Reports,User Created,Sam Lee,Editor\n\
         kim@contoso.com,/Top of Information Store,Root,Sam Lee,FolderVisible\n"
    ), @r"
    kim folder:calendar:editor:sam@contoso.com
    kim folder:inbox/reports:editor:sam@contoso.com
    kim folder:root:foldervisible:sam@contoso.com
    ");
}

#[test]
fn send_on_behalf_of_mailboxes_and_groups_with_joined_names() {
    let tenants = tenants()
        .source(
            "shared-mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias,GrantSendOnBehalfTo\n\
             team@contoso.com,team@contoso.com,SharedMailbox,team,Kim Akers Sam Lee\n\
             lost@contoso.com,lost@contoso.com,SharedMailbox,lost,System.Collections.ArrayList\n",
        )
        .source(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType,GrantSendOnBehalfTo\nAll,all@contoso.com,Universal,\"{Kim Akers, Gone}\"\n",
        );
    insta::assert_snapshot!(shown(&tenants.facts()), @r"
    team send-on-behalf:kim@contoso.com
    team send-on-behalf:sam@contoso.com
    all send-on-behalf:kim@contoso.com
    all send-on-behalf:gone
    undecided 1
    ");
}

#[test]
fn one_right_in_several_exports_counts_once_and_failures_are_undecided() {
    let tenants = tenants()
        .source("a.csv", "Identity,User,AccessRights,IsInherited,Deny\nBox,Kim Akers,FullAccess,False,False\n")
        .source(
            "b.csv",
            "Mailbox,UPN,Permission,AssignedTo,MailboxType\n\
             Box,box@contoso.com,FullAccess,kim@contoso.com,SharedMailbox\n\
             Box,box@contoso.com,FullAccess,Error,SharedMailbox\n\
             Box,box@contoso.com,FullAccess,Error: mailbox not found,SharedMailbox\n",
        );
    insta::assert_snapshot!(shown(&tenants.facts()), @r"
    box full-access:kim@contoso.com
    undecided 2
    ");
}

#[test]
fn where_the_address_is_blank_the_name_beside_it_says_who_it_is() {
    insta::assert_snapshot!(rights(
        "Object,PrimarySmtpAddress,UserPrincipalName,Granted,GrantedSMTP,RecipientTypeDetails,Permission\n\
         Box,box@contoso.com,box@contoso.com,Kim Akers,kim@contoso.com,SharedMailbox,FullAccess\n\
         Box,box@contoso.com,box@contoso.com,S-1-5-21-1-2-3-4,,SharedMailbox,FullAccess\n\
         Box,-,box@contoso.com,Sam Lee,-,SharedMailbox,SendAs\n\
         Box,,,CONTOSO\\gone,,SharedMailbox,SendOnBehalf\n"
    ), @r"
    box full-access:kim@contoso.com
    box full-access:s-1-5-21-1-2-3-4
    box send-as:sam@contoso.com
    box send-on-behalf:contoso\gone
    ");
    insta::assert_snapshot!(rights(
        "Object,UserPrincipalName,PrimarySMTPAddress,Folder,AccessRights,Granted,GrantedSMTP,TypeDetails\n\
         Box,box@contoso.com,,CALENDAR,Editor,NT:S-1-5-21-1-2-3-4,,SharedMailbox\n\
         Box,box@contoso.com,box@contoso.com,INBOX,Reviewer,Kim Akers,kim@contoso.com,SharedMailbox\n"
    ), @r"
    box folder:calendar:editor:nt:s-1-5-21-1-2-3-4
    box folder:inbox:reviewer:kim@contoso.com
    ");
    for (header, kind) in [("Trustee,AccessControlType,AccessRights", "Allow,SendAs"), ("Granted,Permission", "SendAs")]
    {
        let export = format!("Identity,GrantedSMTP,{header}\nBox,kim@contoso.com,,{kind}\nBox,,Gone,{kind}\n");
        assert_eq!(rights(&export), "box send-as:kim@contoso.com\nbox send-as:gone\n", "{header}");
    }
    let export = "Mailbox address,GrantedSMTP,Granted,Permission\nbox@contoso.com,kim@contoso.com,Kim,SendOnBehalf\n\
                  box@contoso.com,,Gone,SendOnBehalf\n";
    assert_eq!(rights(export), "box send-on-behalf:kim@contoso.com\nbox send-on-behalf:gone\n");
}

#[test]
fn the_evidence_names_the_header_that_says_who_it_is() {
    let facts = tenants()
        .source(
            "rights.csv",
            "Mailbox,GrantedSMTP,Granted,AccessRights\nBox,kim@contoso.com,Kim,FullAccess\nBox,,Gone,FullAccess\n",
        )
        .facts();
    let column = |right: &crate::facts::Right| facts.at(Side::Source, right.at, Some(right.column)).column;
    let columns: Vec<_> = facts.rights.of(Side::Source).iter().filter_map(column).collect();
    assert_eq!(columns, ["GrantedSMTP", "Granted"]);
    let file = facts.files.iter().find(|file| file.file.contains("rights.csv")).expect("the export");
    assert!(file.columns.contains_key("Granted") && file.ignored.is_empty());
}
