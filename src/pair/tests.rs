//! Who becomes whom: every rank with its method, who is no candidate, and what is only suggested.

use super::compatible;
use crate::checks::testing::Tenants;
use crate::plan::PairBy;
use crate::values::recipient::Class;

const GUID: &str = "11111111-1111-4111-8111-111111111111";
const DN: &str = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=ab12-Jane";

/// Jane, who could be paired in every way.
fn jane() -> Tenants {
    Tenants::new().source(
        "mailboxes.csv",
        &format!(
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias,ExchangeGuid,LegacyExchangeDN,EmailAddresses\n\
             j.doe@contoso.com,jane@contoso.com,UserMailbox,Jane Doe,jdoe,{GUID},{DN},SMTP:jane@contoso.com;smtp:doe@contoso.com\n"
        ),
    )
}

/// A destination of mailboxes: `upn,primary,display name,alias,guid,addresses` a row.
fn to(tenants: Tenants, rows: &str) -> Tenants {
    let header =
        "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias,ExchangeGuid,EmailAddresses\n";
    let rows: String = rows
        .lines()
        .map(|row| {
            let cells: Vec<&str> = row.trim().splitn(3, ',').collect();
            format!("{},{},UserMailbox,{}\n", cells[0], cells[1], cells[2])
        })
        .collect();
    tenants.destination("mailboxes.csv", &format!("{header}{rows}"))
}

/// One destination mailbox for each rank, the strongest first.
const RANKS: [(&str, &str); 5] = [
    (
        "exchange-guid guid@fabrikam.com",
        "guid@fabrikam.com,guid@fabrikam.com,G,g,{11111111-1111-4111-8111-111111111111},SMTP:guid@fabrikam.com",
    ),
    (
        "legacy-dn dn@fabrikam.com",
        "dn@fabrikam.com,dn@fabrikam.com,D,d,,SMTP:dn@fabrikam.com;X500:/O=EXCHANGELABS/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=AB12-jane",
    ),
    ("address upn@fabrikam.com", "J.Doe@contoso.com,upn@fabrikam.com,U,u,,SMTP:upn@fabrikam.com"),
    ("local-part jane@fabrikam.com", "l@fabrikam.com,Jane@fabrikam.com,L,l,,SMTP:Jane@fabrikam.com"),
    ("alias alias@fabrikam.com", "alias@fabrikam.com,alias@fabrikam.com,A,JDoe,,SMTP:alias@fabrikam.com"),
];

#[test]
fn the_first_rank_with_a_candidate_decides() {
    for first in 0..RANKS.len() {
        let rows: Vec<&str> = RANKS[first..].iter().map(|(_, row)| *row).collect();
        let tenants = to(jane(), &rows.join("\n"));
        assert_eq!(tenants.pairs(), format!("jane@contoso.com {}\n", RANKS[first].0));
    }
    let all: Vec<&str> = RANKS.iter().map(|(_, row)| *row).collect();
    let mapped = to(jane(), &all.join("\n")).map("Source,Destination\nDOE@contoso.com,alias@fabrikam.com\n");
    assert_eq!(mapped.pairs(), "jane@contoso.com map alias@fabrikam.com\n");
}

#[test]
fn several_candidates_of_a_rank_end_the_search() {
    let rows = "x@fabrikam.com,jane@fabrikam.com,X,x,,\ny@fabrikam.com,jane@tailspin.com,Y,y,,\nz@fabrikam.com,z@fabrikam.com,Z,jdoe,,SMTP:z@fabrikam.com";
    insta::assert_snapshot!(to(jane(), rows).pairs(), @"jane@contoso.com none candidates: jane@fabrikam.com, jane@tailspin.com");
}

#[test]
fn a_renamed_domain_pairs_by_the_future_address() {
    let tenants = to(jane(), "a@fabrikam.com,jane@new.example,A,a,,\nb@fabrikam.com,jane@fabrikam.com,B,b,,\nc@x.org,c@x.org,C,c,,SMTP:c@x.org")
        .plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "new.example".to_owned());
        });
    insta::assert_snapshot!(tenants.pairs(), @"jane@contoso.com address jane@new.example");
}

#[test]
fn an_alias_or_a_display_name_is_only_suggested() {
    let rows = "x@fabrikam.com,x@fabrikam.com,X,x,,SMTP:x@fabrikam.com;smtp:Doe@contoso.com\ny@fabrikam.com,y@fabrikam.com,JANE  doe,y,,SMTP:y@fabrikam.com";
    insta::assert_snapshot!(to(jane(), rows).pairs(), @"jane@contoso.com none suggested: x@fabrikam.com, y@fabrikam.com");
    let by_address = to(jane(), rows).plan(|plan| plan.pair_by = Some(PairBy::Address));
    insta::assert_snapshot!(by_address.pairs(), @"jane@contoso.com suggested x@fabrikam.com");
    let by_name = to(jane(), rows).plan(|plan| plan.pair_by = Some(PairBy::Name));
    insta::assert_snapshot!(by_name.pairs(), @"jane@contoso.com suggested y@fabrikam.com");
}

#[test]
fn several_accepted_suggestions_are_candidates() {
    let rows = "x@fabrikam.com,x@fabrikam.com,Jane Doe,x,,SMTP:x@fabrikam.com\ny@fabrikam.com,y@fabrikam.com,JANE DOE,y,,SMTP:y@fabrikam.com";
    let by_name = to(jane(), rows).plan(|plan| plan.pair_by = Some(PairBy::Name));
    insta::assert_snapshot!(by_name.pairs(), @"jane@contoso.com none candidates: x@fabrikam.com, y@fabrikam.com");
}

#[test]
fn deleted_inactive_guest_service_and_stand_in_objects_are_no_candidates() {
    let tenants = jane()
        .destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias,WhenSoftDeleted,IsInactiveMailbox\n\
             a@fabrikam.com,jane@fabrikam.com,UserMailbox,a,2026-01-05 10:00:00,False\n\
             b@fabrikam.com,jane@tailspin.com,UserMailbox,b,,True\n\
             mover@fabrikam.com,jane@wingtip.com,UserMailbox,c,,False\n",
        )
        .destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,ExchangeGuid\n\
             Jane,jane@litware.com,SMTP:jane@contoso.com,MailUser,22222222-2222-4222-8222-222222222222\n",
        )
        .destination(
            "users.csv",
            "UserPrincipalName,DisplayName,UserType,Mail,Licenses\n\
             jane_northwind.com#EXT#@fabrikam.onmicrosoft.com,Jane Doe,Guest,jane@northwind.com,\n\
             amy@fabrikam.com,Amy,Member,amy@fabrikam.com,E3\n",
        )
        .plan(|plan| plan.destination.service_accounts.push("mover@fabrikam.com".to_owned()));
    insta::assert_snapshot!(tenants.pairs(), @"jane@contoso.com none");
}

#[test]
fn a_prepared_mail_user_is_a_candidate_for_every_mover() {
    let tenants = jane().destination(
        "contacts.csv",
        &format!(
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,ExchangeGuid\n\
             Jane,jd@fabrikam.com,SMTP:jane@contoso.com,MailUser,{GUID}\n"
        ),
    );
    insta::assert_snapshot!(tenants.pairs(), @"jane@contoso.com exchange-guid jd@fabrikam.com");
}

#[test]
fn a_map_names_by_bare_local_part_and_its_blank_destination_says_nothing() {
    let rows = "x@fabrikam.com,someone@fabrikam.com,X,x,,\nj@fabrikam.com,jane@fabrikam.com,J,j,,";
    insta::assert_snapshot!(to(jane(), rows).map("Source,Destination\nJane,Someone\n").pairs(), @"jane@contoso.com map someone@fabrikam.com");
    for map in ["Source,Destination\njane@contoso.com,\n", "Source,Destination\njane@contoso.com,nobody@fabrikam.com\n"]
    {
        assert_eq!(to(jane(), rows).map(map).pairs(), "jane@contoso.com local-part jane@fabrikam.com\n", "{map}");
    }
}

#[test]
fn two_destinations_of_one_source_are_candidates() {
    let rows = "x@fabrikam.com,x@fabrikam.com,X,x,,\ny@fabrikam.com,y@fabrikam.com,Y,y,,";
    let tenants =
        to(jane(), rows).map("Source,Destination\njane,x@fabrikam.com\njane,y@fabrikam.com\njane,x@fabrikam.com\n");
    insta::assert_snapshot!(tenants.pairs(), @"jane@contoso.com none candidates: x@fabrikam.com, y@fabrikam.com");
}

#[test]
fn a_map_may_pair_what_the_classes_would_not() {
    let tenants = jane()
        .destination("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nJane,jane@fabrikam.com,Universal\n");
    insta::assert_snapshot!(tenants.pairs(), @"jane@contoso.com none");
    let mapped = tenants.map("Source,Destination\njane@contoso.com,jane@fabrikam.com\n");
    insta::assert_snapshot!(mapped.pairs(), @"jane@contoso.com map jane@fabrikam.com");
}

#[test]
fn classes_that_can_be_one_object() {
    let mailboxes = [Class::User, Class::Shared, Class::Room, Class::Equipment, Class::Scheduling];
    let groups = [Class::Distribution, Class::Security, Class::Dynamic, Class::Microsoft365];
    for mailbox in mailboxes {
        assert!(compatible(mailbox, Class::Shared) && compatible(mailbox, Class::MailUser));
        assert!(compatible(mailbox, Class::DirectoryUser));
        assert!(!compatible(mailbox, Class::Contact) && !compatible(mailbox, Class::Distribution));
        assert!(!compatible(Class::Contact, mailbox));
    }
    for group in groups {
        assert!(compatible(group, Class::Security) && compatible(Class::Dynamic, group));
        assert!(!compatible(group, Class::User) && !compatible(group, Class::Contact));
    }
    assert!(compatible(Class::Contact, Class::MailUser) && compatible(Class::MailUser, Class::Contact));
    assert!(!compatible(Class::Contact, Class::DirectoryUser) && !compatible(Class::Contact, Class::Guest));
}

#[test]
fn a_contact_that_points_back_is_not_paired() {
    let tenants = to(
        Tenants::new().source(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
             Bob,bob@contoso.com,SMTP:bob@fabrikam.com,MailUser\n\
             Vendor,vendor@tailspin.com,SMTP:vendor@tailspin.com,MailContact\n",
        ),
        "bob@fabrikam.com,bob@fabrikam.com,Bob,bob,,",
    )
    .destination(
        "contacts.csv",
        "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
         Vendor,vendor@tailspin.com,SMTP:vendor@tailspin.com,MailContact\n",
    );
    insta::assert_snapshot!(tenants.pairs(), @r"
    bob@contoso.com none
    vendor@tailspin.com local-part vendor@tailspin.com
    ");
}
