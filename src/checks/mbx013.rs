//! MBX013 guid-differs: the native mover cannot move onto an object with other GUIDs.

use super::volume;
use crate::check::{Carried, Check, Hit, Need, Selection, Severity};
use crate::facts::{Facts, Object};
use crate::intern::Symbol;
use crate::kinds::{contacts, mailboxes, recipients};
use crate::movers;
use crate::schema::{Column, Side};

const EXCHANGE: &[Carried] = &[
    Carried { kind: &mailboxes::KIND, column: &mailboxes::EXCHANGE_GUID },
    Carried { kind: &contacts::KIND, column: &contacts::EXCHANGE_GUID },
    Carried { kind: &recipients::KIND, column: &recipients::EXCHANGE_GUID },
];
const ARCHIVE: &[Carried] = &[
    Carried { kind: &mailboxes::KIND, column: &mailboxes::ARCHIVE_GUID },
    Carried { kind: &contacts::KIND, column: &contacts::ARCHIVE_GUID },
    Carried { kind: &recipients::KIND, column: &recipients::ARCHIVE_GUID },
];
const EXCHANGE_COLUMNS: &[&Column] = &[&mailboxes::EXCHANGE_GUID, &contacts::EXCHANGE_GUID, &recipients::EXCHANGE_GUID];
const ARCHIVE_COLUMNS: &[&Column] = &[&mailboxes::ARCHIVE_GUID, &contacts::ARCHIVE_GUID, &recipients::ARCHIVE_GUID];

/// The check.
pub static CHECK: Check = Check {
    code: "MBX013",
    name: "guid-differs",
    severity: Severity::Blocker,
    title: "The GUIDs of a pair differ, so that the native mover refuses it",
    why: "Microsoft's own mover finds its target by ExchangeGuid and ArchiveGuid: both must be those of the source, also where \
          the target has none yet, and a target may have no archive that the source has not. The value is the source's GUID; where the source \
          has no archive, the destination's. Other movers do not ask for GUIDs, and nothing is looked at for them",
    fix: "Stamp the prepared mail user: `Set-MailUser -ExchangeGuid`, `-ArchiveGuid`, before it is licensed; a mailbox that \
          is there already must go first (`Set-User -PermanentlyClearPreviousMailboxInfo` cannot be undone)",
    message: "{which} of `{subject}` is `{source}`, but that of `{destination}` is {there}",
    // Nothing is needed where another mover is chosen.
    needs: &[],
    wants: &[
        Need::on(Side::Source, EXCHANGE),
        Need::on(Side::Destination, EXCHANGE),
        Need::on(Side::Source, ARCHIVE),
        Need::on(Side::Destination, ARCHIVE),
    ],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    if !movers::of(facts.plan.mover).needs(movers::Need::EqualGuids) {
        return;
    }
    for (id, object) in volume::mailboxes(facts) {
        let Some(destination) = facts.pairs.of(id).destination else { continue };
        let other = facts.destination.object(destination);
        selection.examine();
        let exchange = (exchange_guid(facts, Side::Source, object), exchange_guid(facts, Side::Destination, other));
        // Every mailbox has an ExchangeGuid, so that a blank one at the source is not known.
        let exchange = (exchange.0.filter(|guid| !guid.is_empty()), exchange.1);
        let archive = (object.archive_guid, other.archive_guid);
        let compared =
            [("ExchangeGuid", exchange, EXCHANGE_COLUMNS), ("ArchiveGuid", archive, ARCHIVE_COLUMNS)];
        if compared.iter().any(|(_, (own, theirs), _)| own.is_none() || theirs.is_none()) {
            selection.undecided();
        }
        for (which, (own, theirs), columns) in compared {
            let (Some(own), Some(theirs)) = (own, theirs) else { continue };
            if own == theirs {
                continue;
            }
            let value = if own.is_empty() { theirs } else { own };
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(value))
                .with("which", which)
                .with("source", or_none(facts, own))
                .with("destination", facts.text(other.subject))
                .with("there", format!("`{}`", or_none(facts, theirs)))
                .seen(facts.evidence(Side::Source, object, columns));
            selection.hit(hit);
        }
    }
}

/// The `ExchangeGuid` of an object, empty where it has none; `None` where no export of it says so.
fn exchange_guid(facts: &Facts, side: Side, object: &Object) -> Option<Symbol> {
    let tenant = facts.tenant(side);
    let is_said = || {
        tenant.row_refs(object).iter().any(|row| {
            let table = &tenant.tables[row.table as usize];
            let own = EXCHANGE.iter().find(|carried| table.is(carried.kind));
            own.is_some_and(|carried| table.symbols(carried.column).get(row.record as usize).is_some())
        })
    };
    (!object.exchange_guid.is_empty() || is_said()).then_some(object.exchange_guid)
}

fn or_none(facts: &Facts, guid: Symbol) -> &str {
    if guid.is_empty() { "none" } else { facts.text(guid) }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Mover;

    const ONE: &str = "11111111-1111-4111-8111-111111111111";
    const TWO: &str = "22222222-2222-4222-8222-222222222222";
    const THREE: &str = "33333333-3333-4333-8333-333333333333";

    /// One pair with these two cells (`ExchangeGuid,ArchiveGuid`), and another one whose GUIDs are equal.
    fn tenants(source: &str, destination: &str) -> Tenants {
        let rows = |domain: &str, guids: &str| {
            format!(
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ExchangeGuid,ArchiveGuid\n\
                 kim@{domain},kim@{domain},UserMailbox,{guids}\n\
                 sam@{domain},sam@{domain},UserMailbox,{THREE},00000000-0000-0000-0000-000000000000\n"
            )
        };
        Tenants::new()
            .source("mailboxes.csv", &rows("contoso.com", source))
            .destination("mailboxes.csv", &rows("fabrikam.com", destination))
            .plan(|plan| plan.mover = Mover::Native)
    }

    #[test]
    fn another_guid_and_none_are_found_under_that_of_the_source() {
        let differs = tenants(&format!("{ONE},{TWO}"), &format!("{TWO},"));
        insta::assert_snapshot!(differs.findings(&super::CHECK), @r"
        blocker source kim@contoso.com 11111111-1111-4111-8111-111111111111
        blocker source kim@contoso.com 22222222-2222-4222-8222-222222222222
        ");
        insta::assert_snapshot!(differs.messages(&super::CHECK), @r"
        ExchangeGuid of `kim@contoso.com` is `11111111-1111-4111-8111-111111111111`, but that of `kim@fabrikam.com` is `22222222-2222-4222-8222-222222222222`
        ArchiveGuid of `kim@contoso.com` is `22222222-2222-4222-8222-222222222222`, but that of `kim@fabrikam.com` is `none`
        ");
    }

    #[test]
    fn an_archive_only_at_the_destination_is_found_under_its_own_guid() {
        let differs = tenants(&format!("{ONE},"), &format!("{{{}}},{TWO}", ONE.to_uppercase()));
        insta::assert_snapshot!(differs.findings(&super::CHECK), @"blocker source kim@contoso.com 22222222-2222-4222-8222-222222222222");
    }

    #[test]
    fn an_unknown_guid_is_not_decided() {
        let unknown = tenants(&format!("{ONE},"), "1.1111E+15,");
        insta::assert_snapshot!(unknown.findings(&super::CHECK), @"undecidable 1 of 2");
    }

    #[test]
    fn another_mover_asks_for_no_guid() {
        let tenants = tenants(&format!("{ONE},"), &format!("{TWO},")).plan(|plan| plan.mover = Mover::Migrationwiz);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
