//! MBX008 ews-disabled: Exchange Web Services are off.

use crate::check::{Carried, Check, Hit, Need, Selection, Severity};
use crate::facts::{Facts, Naming, ObjectId, Party, RowRef};
use crate::intern::Symbol;
use crate::kinds::{cas_mailboxes, organization_config};
use crate::normalize::Table;
use crate::schema::{OFF, ON, Side};

const MAILBOX: Carried = Carried { kind: &cas_mailboxes::KIND, column: &cas_mailboxes::EWS_ENABLED };
const ORGANISATION: Carried = Carried { kind: &organization_config::KIND, column: &organization_config::EWS_ENABLED };

/// The check.
pub static CHECK: Check = Check {
    code: "MBX008",
    name: "ews-disabled",
    severity: Severity::Blocker,
    title: "EWS is off for a mailbox or for the whole organisation",
    why: "Movers such as MigrationWiz read and write mailboxes through Exchange Web Services, and organisation and \
          mailbox must both allow it. A blank cell of a mailbox means that the organisation decides, and is no finding. A \
          blank cell of the organisation means that it was never set: since October 2026 such tenants are being switched off, \
          and in April 2027 EWS ends for all. A mailbox that leaves it to an organisation whose setting was not exported \
          cannot be decided. Microsoft's own mover does not use EWS; other tools of the move may",
    fix: "Allow the mover's app first (`Set-OrganizationConfig -EwsAllowedAppIDs`), then `Set-OrganizationConfig -EwsEnabled \
          $true`; for a mailbox `Set-CASMailbox -EwsEnabled $true`. A change takes up to a day to act",
    message: "EWS is {setting} for {whom}",
    needs: &[Need::either(const { &[MAILBOX, ORGANISATION] })],
    wants: &[
        Need::on(Side::Source, const { &[MAILBOX] }),
        Need::on(Side::Source, const { &[ORGANISATION] }),
        Need::on(Side::Destination, const { &[MAILBOX] }),
        Need::on(Side::Destination, const { &[ORGANISATION] }),
    ],
    select,
};

/// What `EwsEnabled` says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    On,
    Off,
    Unset,
    /// The export lost it.
    Unknown,
}

impl Setting {
    fn of(facts: &Facts, cell: Option<Symbol>) -> Self {
        match cell.map(|symbol| facts.text(symbol)) {
            Some("") => Self::Unset,
            Some(ON) => Self::On,
            Some(OFF) => Self::Off,
            _ => Self::Unknown,
        }
    }
}

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let organisation = organisation(facts, side, selection);
        mailboxes(facts, side, organisation, selection);
    }
}

/// Looks at the organisation and says how it is set.
fn organisation(facts: &Facts, side: Side, selection: &mut Selection) -> Setting {
    let tenant = facts.tenant(side);
    let tables = tenant.tables.iter().enumerate().filter(|(_, table)| {
        table.is(&organization_config::KIND) && table.has(&organization_config::EWS_ENABLED) && !table.is_empty()
    });
    selection.examine_on(side);
    let mut found = Setting::Unknown;
    for (number, table) in tables {
        let settings = table.symbols(&organization_config::EWS_ENABLED);
        for record in 0..table.len() {
            found = Setting::of(facts, settings.get(record));
            let (value, words) = match found {
                Setting::Off => ("organization:false", "switched off"),
                Setting::Unset => ("organization:null", "not set, and is being switched off by Microsoft,"),
                Setting::On | Setting::Unknown => continue,
            };
            let at = RowRef { table: number as u16, record: record as u32 };
            let hit = Hit::new(side, name(facts, side, table, record), value)
                .with("setting", words)
                .with("whom", format!("the whole {side} organisation"))
                .seen(Some(facts.at(side, at, Some(&organization_config::EWS_ENABLED))));
            selection.hit(hit);
        }
    }
    if found == Setting::Unknown {
        selection.undecided_on(side);
    }
    found
}

/// What an organisation is called: its initial domain, else as the export calls it.
fn name(facts: &Facts, side: Side, table: &Table, record: usize) -> String {
    let exported = || {
        let names = [&organization_config::NAME, &organization_config::IDENTITY];
        let texts = names.map(|column| facts.text(table.symbols(column).or_empty(record)));
        texts.into_iter().find(|text| !text.is_empty()).unwrap_or("organisation").to_owned()
    };
    facts.domains.of(side).initial.clone().unwrap_or_else(exported)
}

/// Looks at the mailboxes in scope.
fn mailboxes(facts: &Facts, side: Side, organisation: Setting, selection: &mut Selection) {
    let tenant = facts.tenant(side);
    let naming = facts.naming();
    let mut own: Vec<Option<(Setting, RowRef)>> = vec![None; tenant.objects.len()];
    for (number, table) in tenant.tables.iter().enumerate() {
        if !table.is(&cas_mailboxes::KIND) || !table.has(&cas_mailboxes::EWS_ENABLED) {
            continue;
        }
        let settings = table.symbols(&cas_mailboxes::EWS_ENABLED);
        for record in 0..table.len() {
            let setting = Setting::of(facts, settings.get(record));
            let at = RowRef { table: number as u16, record: record as u32 };
            match whose(&naming, side, table, record) {
                Some(id) => {
                    let known = own[id.index()].get_or_insert((setting, at));
                    if setting == Setting::Off && known.0 != Setting::Off {
                        *known = (setting, at);
                    }
                }
                // Switched off, and nobody can say whether the mailbox takes part.
                None if setting == Setting::Off => {
                    selection.examine_on(side);
                    selection.undecided_on(side);
                }
                None => {}
            }
        }
    }
    for (id, object) in tenant.in_scope().filter(|(_, object)| object.class.is_mailbox()) {
        selection.examine_on(side);
        match own[id.index()] {
            Some((Setting::Off, at)) => {
                let subject = facts.text(object.subject);
                let hit = Hit::new(side, subject, "mailbox:false")
                    .with("setting", "switched off")
                    .with("whom", format!("`{subject}`"))
                    .seen(Some(facts.at(side, at, Some(&cas_mailboxes::EWS_ENABLED))));
                selection.hit(hit);
            }
            Some((Setting::On, _)) => {}
            Some((Setting::Unset, _)) if organisation != Setting::Unknown => {}
            _ => selection.undecided_on(side),
        }
    }
}

/// The object that a row is about.
fn whose(naming: &Naming<'_>, side: Side, table: &Table, record: usize) -> Option<ObjectId> {
    let columns = [
        &cas_mailboxes::PRIMARY_SMTP_ADDRESS,
        &cas_mailboxes::USER_PRINCIPAL_NAME,
        &cas_mailboxes::LEGACY_EXCHANGE_DN,
        &cas_mailboxes::IDENTITY,
    ];
    columns.into_iter().find_map(|column| {
        let name = table.symbols(column).get(record).filter(|name| !name.is_empty())?;
        match naming.party(side, naming.pool.text(name)) {
            Party::Own(id) => Some(id),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
        off@contoso.com,off@contoso.com,UserMailbox\n\
        on@contoso.com,on@contoso.com,UserMailbox\n\
        unset@contoso.com,unset@contoso.com,SharedMailbox\n\
        search@contoso.com,search@contoso.com,DiscoveryMailbox\n";

    const CAS: &str = "Identity,PrimarySmtpAddress,EwsEnabled,OWAEnabled\n\
        off,Off@contoso.com,False,True\n\
        on,on@contoso.com,True,True\n\
        unset,unset@contoso.com,,True\n\
        search,search@contoso.com,False,False\n";

    fn organisation(ews: &str) -> String {
        format!("Name,IsDehydrated,EwsEnabled\ncontoso,False,{ews}\n")
    }

    #[test]
    fn a_mailbox_that_says_no_is_found_and_one_that_is_silent_leaves_it_to_the_organisation() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .source("cas.csv", CAS)
            .source("organisation.csv", &organisation("True"))
            .destination("organisation.csv", &organisation("True"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source off@contoso.com mailbox:false");
    }

    #[test]
    fn an_organisation_that_says_no_or_nothing_is_found_on_its_side() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .source("cas.csv", &CAS.replace("False,True", "True,True"))
            .source("organisation.csv", &organisation("$false"))
            .destination("organisation.csv", &organisation(""));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source contoso.onmicrosoft.com organization:false
        blocker destination fabrikam.onmicrosoft.com organization:null
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        EWS is switched off for the whole source organisation
        EWS is not set, and is being switched off by Microsoft, for the whole destination organisation
        ");
    }

    /// A blank column of mailboxes is the ordinary case and an answer; without the organisation it is none.
    #[test]
    fn silence_of_all_mailboxes_needs_the_organisation() {
        let silent = CAS.replace("False,True", ",True").replace("True,True", ",True").replace("False,False", ",False");
        let tenants = |ews: Option<&str>| {
            let tenants = Tenants::new().source("mailboxes.csv", SOURCE).source("cas.csv", &silent);
            let tenants = tenants.destination("organisation.csv", &organisation("True"));
            match ews {
                Some(ews) => tenants.source("organisation.csv", &organisation(ews)),
                None => tenants,
            }
        };
        insta::assert_snapshot!(tenants(Some("True")).findings(&super::CHECK), @"");
        // The organisation and three mailboxes of the source; the organisation of the destination is known.
        insta::assert_snapshot!(tenants(None).findings(&super::CHECK), @"undecidable 4 of 5");
        insta::assert_snapshot!(tenants(Some("System.Boolean")).findings(&super::CHECK), @"undecidable 4 of 5");
    }

    #[test]
    fn an_organisation_without_the_column_says_nothing() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .source("organisation.csv", "Name,IsDehydrated\ncontoso,False\n");
        assert!(tenants.findings(&super::CHECK).starts_with("not run: either side: cas-mailboxes `EwsEnabled`"));
    }
}
