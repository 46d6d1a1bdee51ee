//! The catalogue of checks: one file a check, listed here and nowhere else. Knows the facts, and neither
//! files nor headers nor how findings are shown.

use crate::check::{Carried, Check, Need};
use crate::kinds::{addresses, contacts, dynamic_groups, groups, mailboxes, recipients, unified_groups, users};
use crate::schema::Side;

macro_rules! catalogue {
    ($($module:ident)*) => {
        $(mod $module;)*

        /// All checks, by code.
        pub static ALL: &[&Check] = &[$(&$module::CHECK),*];
    };
}

catalogue! {
    adr001
    inp001 inp002 inp003 inp004 inp005 inp006 inp007 inp008 inp009 inp010 inp011 inp012 inp013 inp014
    mbx001 mbx002 mbx003 mbx004 mbx005 mbx006 mbx007 mbx012
}

mod inputs;
mod volume;

#[cfg(test)]
pub(crate) mod testing;

/// Every column that lists addresses.
const ADDRESSES: &[Carried] = &[
    Carried { kind: &mailboxes::KIND, column: &mailboxes::EMAIL_ADDRESSES },
    Carried { kind: &recipients::KIND, column: &recipients::EMAIL_ADDRESSES },
    Carried { kind: &addresses::KIND, column: &addresses::ADDRESS },
    Carried { kind: &users::KIND, column: &users::PROXY_ADDRESSES },
    Carried { kind: &groups::KIND, column: &groups::EMAIL_ADDRESSES },
    Carried { kind: &unified_groups::KIND, column: &groups::EMAIL_ADDRESSES },
    Carried { kind: &dynamic_groups::KIND, column: &groups::EMAIL_ADDRESSES },
    Carried { kind: &contacts::KIND, column: &contacts::EMAIL_ADDRESSES },
];

/// Addresses of the source.
const SOURCE_ADDRESSES: Need = Need { side: Some(Side::Source), any: ADDRESSES };

/// Addresses of the destination.
const DESTINATION_ADDRESSES: Need = Need { side: Some(Side::Destination), any: ADDRESSES };
