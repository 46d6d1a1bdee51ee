//! VFY204 x500-not-carried: replies to old mail bounce.

use crate::check::{Check, Severity};

/// The check.
pub static CHECK: Check = Check {
    code: "VFY204",
    name: "x500-not-carried",
    severity: Severity::Major,
    title: "LegacyExchangeDN or X500 address did not arrive",
    why: "Outlook answers old mail by the LegacyExchangeDN: without it as an X500 address of the destination \
          object, replies bounce with an IMCEAEX address. Asked of every pair, contacts included, for the \
          LegacyExchangeDN of the baseline and all its X500 addresses; another case does not matter",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='X500:...'}`, for groups and contacts the cmdlet of the class",
    message: "{subject} became {pair}, which does not have the X500 address `{value}`",
    needs: &[super::SOURCE_X500, super::DESTINATION_ADDRESSES],
    wants: &[super::SOURCE_LEGACY_DN],
    select: super::x500::not_carried,
};
