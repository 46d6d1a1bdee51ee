//! ADR010 primary-unclear: the exports do not say which address is primary.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, ProxyAddress};
use crate::schema::Side;
use crate::values::address::Prefix;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR010",
    name: "primary-unclear",
    severity: Severity::Major,
    title: "It is not clear which address is primary",
    why: "Every object has exactly one primary address, marked `SMTP:` in capitals. None, several, or one \
          that contradicts the PrimarySmtpAddress column means that the export or the object is damaged, and \
          replies would come from the wrong address. Where a script lost the capitals on all rows, the \
          column alone counts",
    fix: "Look at the object with `Get-Recipient {subject} | Format-List PrimarySmtpAddress,EmailAddresses` \
          and set it: `Set-Mailbox -WindowsEmailAddress` or `Set-DistributionGroup -PrimarySmtpAddress`",
    message: "The primary address of {subject} is not clear: {what} (`{value}`)",
    needs: &[super::ANY_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        for (_, object) in tenant.in_scope().filter(|(_, object)| object.proxies.is_some()) {
            selection.examine();
            let proxies = tenant.proxies(object);
            let has_smtp = proxies.iter().any(|proxy| proxy.is_smtp() && !proxy.bare);
            if !object.primary_marked || !has_smtp {
                continue;
            }
            let column = object.primary_column;
            let primaries: Vec<&ProxyAddress> =
                proxies.iter().filter(|proxy| proxy.prefix == Prefix::PrimarySmtp).collect();
            let what = match primaries[..] {
                [] => "no address is marked `SMTP:`",
                [only] if column.is_empty() || only.key == column => continue,
                [_] => "the address marked `SMTP:` is not the one in the primary address column",
                _ => "several addresses are marked `SMTP:`",
            };
            let others = primaries.iter().filter(|proxy| proxy.key != column);
            let mut values: Vec<_> = others.map(|proxy| (proxy.key, facts.proxy_evidence(side, proxy))).collect();
            if values.is_empty() && !column.is_empty() {
                values.push((column, facts.evidence(side, object, super::ADDRESS_COLUMNS)));
            }
            for (value, evidence) in values {
                let hit = Hit::new(side, facts.text(object.subject), facts.text(value)).with("what", what).seen(evidence);
                selection.hit(hit);
            }
        }
    }
}
