//! Verdicts of the runbook: every kind of them, and every step once.

use std::collections::BTreeSet;

use super::*;
use crate::checks;
use crate::checks::testing::Tenants;
use crate::engine;
use crate::progress::Unwatched;

/// The state and detail of the step with this label.
fn seen(tenants: &Tenants, label: &str) -> String {
    let facts = tenants.facts();
    let answer = engine::run(checks::ALL, &facts, &Unwatched);
    let step = steps::all().find(|step| step.label() == label).expect("a step of the runbook");
    let verdict = verdict(step, &facts, &answer);
    format!("{}\n{}", verdict.state, verdict.detail)
}

const HEADER: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias,EmailAddresses\n";

const WITH_FALLBACK: &str =
    "a@contoso.com,a@contoso.com,UserMailbox,a,SMTP:a@contoso.com;smtp:a@contoso.onmicrosoft.com\n";

fn source(rows: &str) -> Tenants {
    Tenants::new().source("mailboxes.csv", &format!("{HEADER}{rows}"))
}

#[test]
fn every_step_stands_once_and_in_order() {
    let numbers: Vec<u8> = steps::all().flat_map(|step| step.numbers).flat_map(|&(first, last)| first..=last).collect();
    let mut expected: BTreeSet<u8> = (1..=115).collect();
    expected.retain(|number| !(41..=45).contains(number));
    assert_eq!(numbers.len(), expected.len(), "no number twice");
    assert_eq!(numbers.iter().copied().collect::<BTreeSet<u8>>(), expected);
    let firsts: Vec<u8> = steps::all().map(|step| step.numbers[0].0).collect();
    assert!(firsts.is_sorted(), "{firsts:?}");
    assert!(steps::all().map(|step| step.phase).collect::<Vec<_>>().is_sorted());
}

#[test]
fn steps_before_the_move_name_checks_that_exist() {
    for step in steps::all() {
        let (Evidence::Checks(names) | Evidence::ChecksOn(_, names)) = &step.evidence else { continue };
        for name in *names {
            assert!(checks::ALL.iter().any(|check| check.code.starts_with(name)), "step {}: {name}", step.label());
        }
    }
}

#[test]
fn a_step_is_done_where_everything_was_looked_at_and_nothing_found() {
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK), "25-28"), @"done");
}

#[test]
fn a_finding_leaves_it_open() {
    let open = source("b@contoso.com,b@contoso.com,UserMailbox,b,SMTP:b@contoso.com\n");
    insta::assert_snapshot!(seen(&open, "25-28"), @r"
    open (1)
    1 × ADR005 (No address in the initial domain to fall back to): b@contoso.com
    ");
}

#[test]
fn what_was_found_goes_before_what_stayed_unknown() {
    let both = source(
        "b@contoso.com,b@contoso.com,UserMailbox,b,SMTP:b@contoso.com\n\
         c@contoso.com,c@contoso.com,UserMailbox,c,Microsoft.Exchange.Data.ProxyAddressCollection\n",
    );
    insta::assert_snapshot!(seen(&both, "25-28"), @r"
    open (1)
    1 × ADR005 (No address in the initial domain to fall back to): b@contoso.com
    1 of 2 rows of ADR005 (No address in the initial domain to fall back to) cannot be decided as well
    ");
}

#[test]
fn an_unknown_row_is_never_done() {
    let unknown = source(&format!(
        "{WITH_FALLBACK}c@contoso.com,c@contoso.com,UserMailbox,c,Microsoft.Exchange.Data.ProxyAddressCollection\n"
    ));
    insta::assert_snapshot!(seen(&unknown, "25-28"), @r"
    not decidable: 1 row
    1 of 2 rows of ADR005 (No address in the initial domain to fall back to) cannot be decided
    ");
}

#[test]
fn a_missing_export_is_named_with_its_command() {
    let without = Tenants::new().source("users.csv", "UserPrincipalName,DisplayName,Licenses\na@contoso.com,A,E3\n");
    insta::assert_snapshot!(seen(&without, "25-28"), @r"
    not decidable: needs source mailboxes
    missing: source mailboxes; `tenantcheck collect` writes `mailboxes.csv`
    ");
}

#[test]
fn a_check_that_is_switched_off_shows_nothing_done() {
    let off = source(WITH_FALLBACK).plan(|plan| {
        plan.overrides.insert("ADR005".to_owned(), crate::plan::Override::Off);
    });
    insta::assert_snapshot!(seen(&off, "25-28"), @"not decidable: ADR005 is switched off");
}

#[test]
fn nothing_of_the_kind_is_no_proof() {
    let contacts = Tenants::new().source(
        "contacts.csv",
        "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,EmailAddresses,RecipientTypeDetails\n\
         X,x@tailspin.com,SMTP:x@tailspin.com,SMTP:x@tailspin.com,MailContact\n",
    );
    insta::assert_snapshot!(seen(&contacts, "25-28"), @"not decidable: nothing of the kind is in the exports");
}

#[test]
fn what_nobody_can_see_is_manual_and_what_comes_later_names_its_command() {
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK), "1"), @"manual");
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK), "71-72"), @r"
    not decidable: `cutover` decides it
    `tenantcheck cutover` decides it by DOM002, DOM003
    ");
}

#[test]
fn the_domain_is_free_where_the_destination_does_not_accept_it() {
    let destination = |domains: &str| {
        source(WITH_FALLBACK).destination(
            "domains.csv",
            &format!("DomainName,DomainType,Default\nfabrikam.com,Authoritative,True\n{domains}"),
        )
    };
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK), "5"), @r"
    not decidable: needs destination accepted-domains
    missing: destination accepted-domains; `tenantcheck collect` writes `accepted-domains.csv`
    ");
    insta::assert_snapshot!(seen(&destination(""), "5"), @r"
    done
    a tenant of somebody else cannot be seen: the portal refuses the domain in step 57 if one has it
    ");
    insta::assert_snapshot!(seen(&destination("contoso.com,Authoritative,False\n"), "5"), @r"
    open (1)
    accepted by the destination already: contoso.com
    a tenant of somebody else cannot be seen: the portal refuses the domain in step 57 if one has it
    ");
}

#[test]
fn test_accounts_are_named_there_and_licensed() {
    let tenants = |names: [&str; 2]| {
        source(WITH_FALLBACK)
            .source(
                "users.csv",
                "UserPrincipalName,DisplayName,Licenses\na@contoso.com,A,ENTERPRISEPACK\nb@contoso.com,B,\n",
            )
            .destination(
                "users.csv",
                "UserPrincipalName,DisplayName,Licenses\nx@fabrikam.com,X,SPE_E3\ny@fabrikam.com,Y,SPE_E5\n",
            )
            .plan(|plan| {
                plan.source.test_accounts = names.map(str::to_owned).to_vec();
                plan.destination.test_accounts = vec!["x@fabrikam.com".to_owned(), "y@fabrikam.com".to_owned()];
            })
    };
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK), "19-21"), @r"
    open (4)
    source: the project file names 0 of 2 test accounts (`source.test_accounts`)
    destination: the project file names 0 of 2 test accounts (`destination.test_accounts`)
    ");
    insta::assert_snapshot!(seen(&tenants(["a@contoso.com", "b@contoso.com"]), "19-21"), @r"
    open (1)
    source: `b@contoso.com` has no licence with a mailbox
    ");
    insta::assert_snapshot!(seen(&tenants(["a@contoso.com", "gone@contoso.com"]), "19-21"), @r"
    open (1)
    source: `gone@contoso.com` is in no export
    ");
    insta::assert_snapshot!(seen(&tenants(["a@contoso.com", "A@contoso.com"]), "19-21"), @r"
    open (1)
    source: `A@contoso.com` is named twice
    ");
}

#[test]
fn a_cutover_is_agreed_when_the_project_says_when() {
    let cutover = "2026-12-12T22:00:00+08:00[+08:00]".parse().expect("a moment");
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK), "46-47"), @r"
    open (1)
    the project file names no date and time: `project.cutover`
    ");
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK).plan(|plan| plan.cutover = Some(cutover)), "46-47"), @r"
    done
    agreed: 2026-12-12 22:00 +08:00
    ");
}

#[test]
fn a_backup_is_whole_and_kept() {
    let whole = || {
        source(WITH_FALLBACK)
            .source("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\nG,g@contoso.com,Universal,SMTP:g@contoso.com\n")
            .source("calendars.csv", "Mailbox,FolderName,User,AccessRights\na@contoso.com,Calendar,Default,AvailabilityOnly\n")
    };
    let kept = |tenants: Tenants| tenants.plan(|plan| plan.baseline.source = vec!["before/source".into()]);
    insta::assert_snapshot!(seen(&source(WITH_FALLBACK), "48-51"), @r"
    open (3)
    missing from the source: addresses of groups; `tenantcheck collect` writes `groups.csv`
    missing from the source: calendar rights; `tenantcheck collect` writes `folder-permissions.csv`
    the project file names no folder in which the exports are kept: `baseline.source`; `tenantcheck baseline` keeps them
    ");
    insta::assert_snapshot!(seen(&whole(), "48-51"), @r"
    open (1)
    the project file names no folder in which the exports are kept: `baseline.source`; `tenantcheck baseline` keeps them
    ");
    insta::assert_snapshot!(seen(&kept(whole()), "48-51"), @r"
    done
    to be kept in `before/source`; `tenantcheck baseline` does that, with checksums that show any change
    ");
}

#[test]
fn nobody_forwards_is_a_backup_too() {
    let destination = source(WITH_FALLBACK)
        .destination("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,EmailAddresses,ForwardingAddress\nx@fabrikam.com,x@fabrikam.com,SMTP:x@fabrikam.com,\n")
        .destination("contacts.csv", "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,EmailAddresses\nK,k@fabrikam.com,SMTP:k@contoso.com,SMTP:k@fabrikam.com\n")
        .plan(|plan| plan.baseline.destination = vec!["before/destination".into()]);
    insta::assert_snapshot!(seen(&destination, "52-54"), @r"
    done
    to be kept in `before/destination`; `tenantcheck baseline` does that, with checksums that show any change
    ");
}

#[test]
fn the_lists_of_both_sides_are_counted() {
    let said = seen(&source(WITH_FALLBACK), "12");
    let missing: Vec<&str> =
        said.lines().filter(|line| line.starts_with("missing") || line.starts_with("there")).collect();
    insta::assert_snapshot!(missing.join("\n"), @r"
    missing: source accepted domains; `tenantcheck collect` writes `accepted-domains.csv`
    missing: source groups; `tenantcheck collect` writes `groups.csv`
    missing: source users; `tenantcheck collect` writes `users.csv`
    missing: destination accepted domains; `tenantcheck collect` writes `accepted-domains.csv`
    missing: destination mailboxes; `tenantcheck collect` writes `mailboxes.csv`
    missing: destination groups; `tenantcheck collect` writes `groups.csv`
    missing: destination users; `tenantcheck collect` writes `users.csv`
    there: source mailboxes
    ");
    assert!(said.starts_with("open ("), "{said}");
}
