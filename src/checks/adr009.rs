//! ADR009 malformed-address: an address that no mail system accepts.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::address::fault;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR009",
    name: "malformed-address",
    severity: Severity::Minor,
    title: "Not a usable SMTP address",
    why: "The address cannot be added at the destination. Apostrophes, plus signs, ampersands and dots are \
          legal; a missing domain, two `@`, blanks, the characters `<>()[],;:\\\"` and the backtick, a local \
          part over 64 or an address over 254 characters are not. Such an address is left out of all other \
          checks",
    fix: "Correct or remove it: `Set-Mailbox -EmailAddresses @{Remove='smtp:...'}` or the cmdlet of its class",
    message: "`{value}` of {subject} is no usable address: {fault}",
    needs: &[super::ANY_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        for (_, object) in tenant.ids() {
            selection.examined += tenant.smtp_addresses(object).count() as u64;
        }
        for malformed in tenant.malformed() {
            selection.examine();
            let object = tenant.object(malformed.object);
            let text = facts.text(malformed.address);
            let fault = fault(text).map(|fault| fault.to_string()).unwrap_or_default();
            let column = super::ADDRESS_COLUMNS.iter().chain(super::PRIMARY_COLUMNS).copied().find(|column| {
                let table = &tenant.tables[malformed.at.table as usize];
                table.has(column) && table.kind.columns.iter().any(|own| std::ptr::eq(*own, *column))
            });
            let hit = Hit::new(side, facts.text(object.subject), text)
                .with("fault", fault)
                .seen(Some(facts.at(side, malformed.at, column)));
            selection.hit(hit);
        }
    }
}
