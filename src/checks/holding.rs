//! What the checks share that ask what still holds a domain: entries of the ledger, and who was looked at.

use super::{EXTERNAL_COLUMNS, PRIMARY_COLUMNS, UPN_COLUMNS};
use crate::check::{Evidence, Hit, Selection};
use crate::facts::ledger::{Attribute, Entry, Tie};
use crate::facts::{DomainRow, Facts, Object, ObjectId, ProxyAddress, Skip, State};
use crate::kinds::users;
use crate::schema::{Column, Side};
use crate::values::recipient::Class;

/// How many objects a domain may be tied to for the service to remove it by force.
pub(super) const FORCE_LIMIT: usize = 1_000;

/// Selects the entries with a tie. Counts the objects that may have it, and those of which that is not known.
pub(super) fn select(
    facts: &Facts,
    selection: &mut Selection,
    tie: Tie,
    may_have: impl Fn(&Object) -> bool,
    is_known: impl Fn(ObjectId, &Object) -> bool,
) {
    let Some(ledger) = &facts.ledger else { return };
    for (id, object) in facts.tenant(ledger.side).ids().filter(|(_, object)| may_have(object)) {
        selection.examine_on(ledger.side);
        if !is_known(id, object) {
            selection.undecided_on(ledger.side);
        }
    }
    for _ in facts.unknown_domains() {
        // That nobody holds what nobody has is no answer: it may be misspelt.
        selection.examine_on(ledger.side);
        selection.undecided_on(ledger.side);
    }
    for entry in ledger.entries.iter().filter(|entry| entry.tie == tie) {
        selection.hit(hit(facts, ledger.side, entry));
    }
}

/// Selects the domains that leave of which a list says something, `row` giving its value, if it is a trouble, and the
/// column; `None` where the row does not say.
pub(super) fn select_domains<'v>(
    facts: &Facts,
    selection: &mut Selection,
    row: impl Fn(&DomainRow<'_>) -> Option<(Option<&'v str>, &'static Column)>,
) {
    let side = facts.plan.cutover_of.side;
    let rows = facts.domain_rows(side);
    for domain in facts.leaving() {
        selection.examine_on(side);
        let mut said =
            rows.iter().filter(|listed| listed.name == domain).filter_map(|listed| Some((listed, row(listed)?)));
        let mut is_known = false;
        let trouble = said.find_map(|(listed, (value, column))| {
            is_known = true;
            Some((listed, value?, column))
        });
        if let Some((listed, value, column)) = trouble {
            selection.hit(Hit::new(side, domain, value).seen(Some(facts.at(side, listed.at, Some(column)))));
        } else if !is_known {
            selection.undecided_on(side);
        }
    }
}

/// Whether an object has addresses that exports list, or none to list.
pub(super) fn is_listed(object: &Object) -> bool {
    object.proxies.is_some() || object.skip == Some(Skip::NotMailEnabled)
}

/// Whether an object is a mailbox, contact, mail user or guest.
pub(super) const fn is_recipient(class: Class) -> bool {
    class.is_mailbox() || matches!(class, Class::Contact | Class::MailUser | Class::Guest)
}

/// What is said about one entry of a ledger.
pub(super) fn hit(facts: &Facts, side: Side, entry: &Entry) -> Hit {
    let object = facts.tenant(side).object(entry.object);
    Hit::new(side, facts.text(object.subject), facts.text(entry.value))
        .with("class", object.class.as_str())
        .with("attribute", entry.attribute.as_str())
        .with("domain", &*entry.domain)
        .with("note", note(object, entry))
        .seen(evidence(facts, side, object, entry))
}

/// What somebody must know who removes the entry.
fn note(object: &Object, entry: &Entry) -> String {
    let state = match object.state {
        State::Live => "",
        State::SoftDeleted => "; the object is soft-deleted: restore it, or delete it for good",
        State::Inactive => "; the mailbox is inactive: it is kept by a hold",
    };
    let master = if object.dir_synced == Some(true) { "; mastered on-premises: change it there" } else { "" };
    let is_user = object.class == Class::DirectoryUser && entry.tie == Tie::Alias;
    let licence =
        if is_user && entry.licensed.is_none() { "; whether the user has a licence is not known" } else { "" };
    format!("{state}{master}{licence}")
}

/// Where an entry can be seen.
fn evidence(facts: &Facts, side: Side, object: &Object, entry: &Entry) -> Option<Evidence> {
    match entry.attribute {
        Attribute::Upn => facts.evidence(side, object, UPN_COLUMNS),
        Attribute::External => facts.evidence(side, object, EXTERNAL_COLUMNS),
        Attribute::Mail => facts.evidence(side, object, &[&users::MAIL]),
        Attribute::Primary | Attribute::Alias => facts.address_evidence(side, object, entry.value),
        Attribute::Typed(prefix) => {
            let is_it = |proxy: &&ProxyAddress| proxy.prefix == prefix && proxy.key == entry.value;
            let proxy = facts.tenant(side).proxies(object).iter().find(is_it);
            proxy.map_or_else(
                || facts.evidence(side, object, PRIMARY_COLUMNS),
                |proxy| facts.proxy_evidence(side, proxy),
            )
        }
    }
}

#[cfg(test)]
pub(super) mod testing {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;
    use crate::schema::Side;

    /// A cutover in which `contoso.com` leaves the tenant of a side.
    pub(in crate::checks) fn cutover(side: Side) -> Tenants {
        Tenants::of(Command::Cutover).plan(|plan| plan.cutover_of.side = side)
    }
}
