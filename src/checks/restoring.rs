//! What the checks of a back-out share: what the source had before, and how they go through it.

use super::needs;
use super::{EXTERNAL_COLUMNS, PRIMARY_COLUMNS, UPN_COLUMNS};
use crate::check::{Carried, Evidence, Hit, Need, Selection};
use crate::facts::ledger::Attribute;
use crate::facts::restored::{Outcome, RestoredObject, RestoredValue};
use crate::facts::{Facts, Object, State};
use crate::schema::{Moment, Side};

/// The same columns of a tenant at one of two moments.
pub(super) const fn of(side: Side, moment: Moment, any: &'static [Carried]) -> Need {
    Need { side: Some(side), moment: Some(moment), any }
}

/// Addresses of the source's baseline.
pub(super) const ADDRESSES_BEFORE: Need = of(Side::Source, Moment::Before, needs::SOURCE_ADDRESSES.any);
/// Addresses of the source as it is now.
pub(super) const ADDRESSES_NOW: Need = of(Side::Source, Moment::Now, needs::SOURCE_ADDRESSES.any);
/// Objects of the source's baseline.
pub(super) const OBJECTS_BEFORE: Need = of(Side::Source, Moment::Before, needs::SOURCE_OBJECTS.any);
/// Objects of the source as it is now.
pub(super) const OBJECTS_NOW: Need = of(Side::Source, Moment::Now, needs::SOURCE_OBJECTS.any);

/// Selects values that were not restored, of the objects that are asked for. An object counts as undecided where
/// `is_whole` says that its baseline does not show such values, or where one of them is not known now.
pub(super) fn select(
    facts: &Facts,
    selection: &mut Selection,
    is_asked: impl Fn(&Object) -> bool,
    is_whole: impl Fn(&RestoredObject, &Object) -> bool,
    is_meant: impl Fn(&RestoredValue) -> bool,
) {
    let Some(before) = facts.before(Side::Source) else { return };
    for restored in &facts.restored.objects {
        let object = before.source.object(restored.object);
        if !is_asked(object) {
            continue;
        }
        selection.examine_on(Side::Source);
        let meant = || restored.values.iter().filter(|value| is_meant(value));
        let is_open = restored.outcome != Outcome::Gone && !is_whole(restored, object);
        if is_open || meant().any(|value| value.outcome == Outcome::Unknown) {
            selection.undecided_on(Side::Source);
        }
        for value in meant().filter(|value| is_lost(object, value)) {
            selection.hit(hit(facts, before, restored, value));
        }
    }
}

/// Whether a value is missing. Of an object that is gone nothing else is told: a mailbox or group is BCK108, of others
/// the primary address stands for the object, else the UPN.
fn is_lost(object: &Object, value: &RestoredValue) -> bool {
    match value.outcome {
        Outcome::Gone => {
            let stands_for_it = if object.primary.is_empty() { Attribute::Upn } else { Attribute::Primary };
            !object.class.is_mailbox() && !object.class.is_group() && value.attribute == stands_for_it
        }
        outcome => outcome.is_lost(),
    }
}

fn hit(facts: &Facts, before: &Facts, restored: &RestoredObject, value: &RestoredValue) -> Hit {
    let object = before.source.object(restored.object);
    Hit::new(Side::Source, facts.text(object.subject), facts.text(value.value))
        .with("class", object.class.as_str())
        .with("attribute", value.attribute.as_str())
        .with("now", now(facts, restored, value))
        .seen(evidence(before, object, value))
}

/// What stands there instead, and who has the address.
fn now(facts: &Facts, restored: &RestoredObject, value: &RestoredValue) -> String {
    if value.outcome == Outcome::Gone {
        return "; the object itself is gone".to_owned();
    }
    let demoted = if value.outcome == Outcome::Demoted { "; it is an alias now" } else { "" };
    let current = value.current.map(|current| format!("; now it is `{}`", facts.text(current))).unwrap_or_default();
    let holder = facts.now(Side::Source).and_then(|now| {
        let holders = now.source.holders(value.value).iter().filter(|holder| Some(holder.object) != restored.now);
        let mut live = holders.filter(|holder| now.source.object(holder.object).state == State::Live);
        live.next().map(|holder| format!("; {} holds it now", now.subject(Side::Source, holder.object)))
    });
    format!("{demoted}{current}{}", holder.unwrap_or_default())
}

/// Where the baseline shows a value.
fn evidence(before: &Facts, object: &Object, value: &RestoredValue) -> Option<Evidence> {
    match value.attribute {
        Attribute::Upn => before.evidence(Side::Source, object, UPN_COLUMNS),
        Attribute::External => before.evidence(Side::Source, object, EXTERNAL_COLUMNS),
        Attribute::Primary | Attribute::Alias => before.address_evidence(Side::Source, object, value.value),
        Attribute::Mail | Attribute::Typed(_) => before.evidence(Side::Source, object, PRIMARY_COLUMNS),
    }
}

#[cfg(test)]
pub(super) mod testing {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    /// The columns of the mailboxes that [`mailboxes`] takes.
    pub(in crate::checks) const HEAD: &str =
        "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,ExternalDirectoryObjectId\n";

    /// A back-out with mailboxes of the source before and now; `$1`, `$2`, ... at the end of a row are object ids.
    pub(in crate::checks) fn mailboxes(before: &str, now: &str) -> Tenants {
        Tenants::of(Command::Backout)
            .source_before("mailboxes.csv", &with_ids(HEAD, before))
            .source("mailboxes.csv", &with_ids(HEAD, now))
    }

    /// An export of which each `$n` is the object id with that number.
    pub(in crate::checks) fn with_ids(head: &str, rows: &str) -> String {
        format!("{head}{}", rows.replace('$', "0a8b1c2d-0000-4000-8000-00000000000"))
    }
}
