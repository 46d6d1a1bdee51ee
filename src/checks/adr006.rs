//! ADR006 fallback-collision: two objects need one fallback address, or one that somebody else holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, Object, ObjectId, domain_of};
use crate::intern::Symbol;
use crate::pair::local_part;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR006",
    name: "fallback-collision",
    severity: Severity::Blocker,
    title: "Two objects fall back to one address",
    why: "Once the moving domains leave, a mailbox falls back to its alias and to the local part of its UPN \
          in the initial domain, a group to the local part of its primary. Two objects with one local part \
          in two domains then need one address, and the removal of the domain stops. An object that holds \
          the address already keeps it. A cutover asks this of the objects in the domains that it is about, at \
          the tenant that they leave",
    fix: "Give one of them another address before the domain leaves: `Set-Mailbox -Alias`, `Update-MgUser \
          -UserPrincipalName`, `Set-DistributionGroup -PrimarySmtpAddress` in the initial domain",
    message: "Without the moving domains {subject} needs `{value}`, which {holder} {how}",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = facts.plan.cutover_of.side;
    let tenant = facts.tenant(side);
    let Some(initial) = facts.domains.of(side).initial.as_deref() else {
        selection.examined = tenant.in_scope().count() as u64;
        selection.undecidable = selection.examined;
        return;
    };
    let leaving = facts.leaving();
    let is_leaving = |address: Symbol| domain_of(facts.text(address)).is_some_and(|domain| leaving.contains(&domain));
    // What leaves the source another night needs its fallback addresses too.
    let is_moving = |address: Symbol| side == Side::Source && facts.domains.is_moving(facts.text(address));
    let is_in = |object: &Object, is_meant: &dyn Fn(Symbol) -> bool| is_meant(object.primary) || is_meant(object.upn);
    let mut needed: BTreeMap<String, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in tenant.in_scope() {
        if !is_in(object, &is_leaving) && !is_in(object, &is_moving) {
            continue;
        }
        for address in needed_by(facts, object, initial) {
            if is_in(object, &is_leaving) {
                selection.examine_on(side);
            }
            needed.entry(address).or_default().push(id);
        }
    }
    for (address, needing) in &needed {
        let holders = facts.pool.find(address).map_or(&[][..], |address| tenant.holders(address));
        let asked = needing.iter().filter(|id| is_in(tenant.object(**id), &is_leaving));
        for id in asked.filter(|id| holders.iter().all(|holder| holder.object != **id)) {
            let needing = needing.iter().map(|other| (*other, "needs too"));
            let holding = holders.iter().map(|holder| (holder.object, "holds"));
            let others = holding.chain(needing).filter(|(other, _)| other != id);
            let first = others.min_by_key(|(other, _)| facts.subject(side, *other));
            let Some((other, how)) = first else { continue };
            let object = tenant.object(*id);
            let hit = Hit::new(side, facts.text(object.subject), address.as_str())
                .held_by(facts.subject(side, other))
                .with("how", how)
                .seen(facts.evidence(side, object, super::PRIMARY_COLUMNS));
            selection.hit(hit);
        }
    }
}

/// The addresses that an object falls back to (`semantics.md`, Fallback).
fn needed_by(facts: &Facts, object: &Object, initial: &str) -> BTreeSet<String> {
    let mut locals: Vec<&str> = Vec::new();
    if object.class.is_mailbox() {
        locals.extend([facts.text(object.alias_key)].into_iter().filter(|alias| !alias.is_empty()));
        locals.extend(local_part(facts.text(object.upn)));
    } else if object.class.is_group() {
        locals.extend(local_part(facts.text(object.primary)));
    }
    locals.into_iter().map(|local| format!("{local}@{initial}")).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::{Command, Cutover};
    use crate::schema::Side;

    fn mailboxes(rows: &str) -> Tenants {
        let text = format!("UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias,EmailAddresses\n{rows}");
        Tenants::new().source("mailboxes.csv", &text)
    }

    #[test]
    fn alias_of_one_and_upn_of_another_need_one_address() {
        let tenants = mailboxes(
            "smith@contoso.com,adam.smith@contoso.com,UserMailbox,asmith,SMTP:adam.smith@contoso.com\n\
             bsmith@contoso.com,bea.smith@contoso.com,UserMailbox,Smith,SMTP:bea.smith@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source adam.smith@contoso.com smith@contoso.onmicrosoft.com < bea.smith@contoso.com
        blocker source bea.smith@contoso.com smith@contoso.onmicrosoft.com < adam.smith@contoso.com
        ");
    }

    #[test]
    fn who_holds_it_keeps_it_even_without_needing_it() {
        let tenants = mailboxes(
            "info@contoso.com,info@contoso.com,SharedMailbox,info,SMTP:info@contoso.com\n\
             desk@contoso.com,desk@contoso.com,SharedMailbox,desk,SMTP:desk@contoso.com;smtp:desk@contoso.onmicrosoft.com\n\
             desk@tailspin.com,desk@tailspin.com,SharedMailbox,desk,SMTP:desk@tailspin.com\n\
             old@tailspin.com,old@tailspin.com,SharedMailbox,old,SMTP:old@tailspin.com;smtp:Info@contoso.onmicrosoft.com\n",
        );
        // `desk@tailspin.com` has nothing in a moving domain: it needs no fallback, and so does not collide.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source info@contoso.com info@contoso.onmicrosoft.com < old@tailspin.com");
    }

    #[test]
    fn a_group_falls_back_to_the_local_part_of_its_primary_and_not_to_its_alias() {
        let tenants = mailboxes(
            "sales@contoso.com,sales.desk@contoso.com,SharedMailbox,salesdesk,SMTP:sales.desk@contoso.com\n\
             team@contoso.com,team.a@contoso.com,SharedMailbox,everybody,SMTP:team.a@contoso.com\n",
        )
        .source(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType,Alias,EmailAddresses\n\
             Sales,Sales@contoso.com,Universal,everybody,SMTP:Sales@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source sales.desk@contoso.com sales@contoso.onmicrosoft.com < sales@contoso.com
        blocker source sales@contoso.com sales@contoso.onmicrosoft.com < sales.desk@contoso.com
        ");
    }

    #[test]
    fn soft_deleted_objects_hold_and_the_first_holder_is_named() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias,EmailAddresses,WhenSoftDeleted\n\
             jo@contoso.com,jo@contoso.com,UserMailbox,jo,SMTP:jo@contoso.com,\n\
             x@contoso.com,joan@contoso.com,UserMailbox,jo,SMTP:joan@contoso.com;smtp:x@contoso.onmicrosoft.com,\n\
             z@contoso.com,amy@contoso.com,UserMailbox,z,SMTP:amy@contoso.com;smtp:jo@contoso.onmicrosoft.com,2026-01-05 10:00:00\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source jo@contoso.com jo@contoso.onmicrosoft.com < amy@contoso.com
        blocker source joan@contoso.com jo@contoso.onmicrosoft.com < amy@contoso.com
        ");
    }

    #[test]
    fn a_cutover_asks_the_objects_in_its_domains_at_the_tenant_that_they_leave() {
        let rows = "smith@contoso.com,a.smith@contoso.com,UserMailbox,asmith,SMTP:a.smith@contoso.com\n\
            smith@tailspin.com,b.smith@tailspin.com,UserMailbox,bsmith,SMTP:b.smith@tailspin.com\n\
            done@contoso.onmicrosoft.com,done@contoso.onmicrosoft.com,UserMailbox,smith,SMTP:done@contoso.onmicrosoft.com;smtp:d@contoso.com\n";
        let text = format!("UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias,EmailAddresses\n{rows}");
        let cutover = |side, domain: &str| {
            let domain = domain.to_owned();
            Tenants::of(Command::Cutover).source("mailboxes.csv", &text).destination("mailboxes.csv", &text).plan(|plan| {
                plan.cutover_of = Cutover { side, domains: vec![domain] };
                plan.moving_domains = Some(vec!["contoso.com".to_owned(), "tailspin.com".to_owned()]);
            })
        };
        insta::assert_snapshot!(cutover(Side::Source, "contoso.com").findings(&super::CHECK), @"blocker source a.smith@contoso.com smith@contoso.onmicrosoft.com < b.smith@tailspin.com");
        insta::assert_snapshot!(cutover(Side::Source, "tailspin.com").findings(&super::CHECK), @"blocker source b.smith@tailspin.com smith@contoso.onmicrosoft.com < a.smith@contoso.com");
        // What merely moves to the destination does not leave it.
        insta::assert_snapshot!(cutover(Side::Destination, "contoso.com").findings(&super::CHECK), @"");
    }
}
