//! Which rows are one object, and what two rows of one kind for one object are called.

use std::fmt::Write as _;

use crate::checks::testing::Tenants;
use crate::facts::Facts;

const A: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const B: &str = "bbbbbbbb-0000-4000-8000-000000000002";

/// The objects of the source: subject, class, state, and how many rows describe each.
fn objects(facts: &Facts) -> String {
    facts.source.ids().fold(String::new(), |mut lines, (_, object)| {
        let rows = facts.source.row_refs(object).len();
        let _ = writeln!(
            lines,
            "{} {} {} {rows}",
            facts.text(object.subject),
            object.class.as_str(),
            object.state.as_str()
        );
        lines
    })
}

#[test]
fn equal_guids_are_one_object_whatever_else_differs() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!(
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ExternalDirectoryObjectId,ExchangeGuid\n\
                 jane@contoso.com,jane@contoso.com,SharedMailbox,{A},{B}\n"
            ),
        )
        .source(
            "users.csv",
            &format!("UserPrincipalName,DisplayName,ObjectId,Mail,Licenses\nold@contoso.com,Jane,{{{}}},,E3\n", A.to_uppercase()),
        )
        .source(
            "recipients.csv",
            &format!(
                "PrimarySmtpAddress,RecipientType,RecipientTypeDetails,ExternalEmailAddress,ExchangeGuid,WindowsLiveID\n\
                 new@contoso.com,UserMailbox,UserMailbox,,{B},\n"
            ),
        )
        .facts();
    insta::assert_snapshot!(objects(&facts), @"jane@contoso.com shared live 3");
}

#[test]
fn without_guids_the_upn_and_then_the_primary_address_join() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
             jane@contoso.com,j.doe@contoso.com,UserMailbox\n\
             kim@contoso.com,kim@contoso.com,RoomMailbox\n",
        )
        .source(
            "users.csv",
            "UserPrincipalName,DisplayName,Mail,Licenses\n\
             JANE@contoso.com,Jane,other@contoso.com,E3\n\
             lee@contoso.com,Lee,kim@contoso.com,E3\n",
        )
        .source(
            "recipients.csv",
            "PrimarySmtpAddress,RecipientType,RecipientTypeDetails,ExternalEmailAddress\nKim@Contoso.com,UserMailbox,RoomMailbox,\n",
        )
        .facts();
    // Lee's mail attribute says Kim's address, but the UPNs differ: two people.
    insta::assert_snapshot!(objects(&facts), @r"
    j.doe@contoso.com user live 2
    kim@contoso.com room live 2
    kim@contoso.com directory-user live 1
    ");
}

#[test]
fn different_guids_keep_a_recreated_object_apart() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!(
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ExchangeGuid,WhenSoftDeleted\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,{A},\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,{B},2026-01-05 10:00:00\n"
            ),
        )
        .facts();
    insta::assert_snapshot!(objects(&facts), @r"
    jane@contoso.com user live 1
    jane@contoso.com user soft-deleted 1
    ");
    assert!(facts.source.twins.is_empty());
}

#[test]
fn a_deleted_one_without_guids_stays_apart_too() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,IsInactiveMailbox\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,False\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,True\n",
        )
        .facts();
    insta::assert_snapshot!(objects(&facts), @r"
    jane@contoso.com user live 1
    jane@contoso.com user inactive 1
    ");
}

#[test]
fn a_contact_beside_a_mailbox_or_a_group_is_another_object() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\njane@contoso.com,jane@contoso.com,UserMailbox\n",
        )
        .source(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType\nJane,jane@contoso.com,Universal\n",
        )
        .source(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
             Jane,jane@contoso.com,SMTP:jane@tailspin.com,MailContact\n",
        )
        .facts();
    insta::assert_snapshot!(objects(&facts), @r"
    jane@contoso.com user live 1
    jane@contoso.com distribution live 1
    jane@contoso.com contact live 1
    ");
}

#[test]
fn twins_are_identical_unless_both_know_different_values() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,EmailAddresses\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,Jane,SMTP:jane@contoso.com;smtp:j@contoso.com\n\
             kim@contoso.com,kim@contoso.com,UserMailbox,Kim,SMTP:kim@contoso.com\n\
             jane@contoso.com,Jane@contoso.com,UserMailbox,Jane,smtp:J@contoso.com;SMTP:Jane@contoso.com\n\
             kim@contoso.com,kim@contoso.com,UserMailbox,Kimberly,SMTP:kim@contoso.com\n",
        )
        .facts();
    let twins: Vec<_> = facts
        .source
        .twins
        .iter()
        .map(|twin| {
            let table = &facts.source.tables[twin.second.table as usize];
            (
                table.rows().get(twin.first.record as usize),
                table.rows().get(twin.second.record as usize),
                twin.identical,
            )
        })
        .collect();
    assert_eq!(twins, [(2, 4, true), (3, 5, false)]);
    assert!(facts.source.twins.iter().all(|twin| twin.key.name == "user_principal_name"));
    // Identical rows are told as skipped; rows that differ stay in the account.
    assert_eq!(facts.files[0].skipped.get("identical row"), Some(&1));
    assert_eq!((facts.files[0].rows, facts.files[0].used), (4, 3));
}

#[test]
fn the_better_export_is_believed_and_the_others_fill_what_it_leaves_blank() {
    let facts = Tenants::new()
        .source(
            "users.csv",
            "UserPrincipalName,DisplayName,Mail,Licenses\njane@contoso.com,Directory name,jane@contoso.com,E3\n",
        )
        .source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,Mailbox name,\nk@contoso.com,k@contoso.com,UserMailbox,K,k\n",
        )
        .source(
            "recipients.csv",
            "PrimarySmtpAddress,RecipientType,RecipientTypeDetails,ExternalEmailAddress,Alias\njane@contoso.com,UserMailbox,UserMailbox,,jdoe\n",
        )
        .facts();
    let jane = &facts.source.objects[0];
    assert_eq!((facts.text(jane.display_name), facts.text(jane.alias)), ("Mailbox name", "jdoe"));
}
