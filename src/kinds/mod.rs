//! The kinds of export that the program reads: one file per kind, with its columns in all their
//! spellings. How a file is recognised is said in `recognise`; what its rows mean, elsewhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::schema::{Column, Kind};
use crate::values::text::fold_header;

mod columns;
pub mod recognise;

pub mod accepted_domains;
pub mod addresses;
pub mod archive_statistics;
pub mod calendar_processing;
pub mod cas_mailboxes;
pub mod contacts;
pub mod delegation_by_trustee;
pub mod dns_records;
pub mod domains;
pub mod dynamic_groups;
pub mod folder_permissions;
pub mod forwarding;
pub mod group_members;
pub mod group_memberships;
pub mod groups;
pub mod identity_map;
pub mod inbox_rules;
pub mod licence_reference;
pub mod licence_skus;
pub mod mailbox_permissions;
pub mod mailbox_statistics;
pub mod mailbox_usage;
pub mod mailboxes;
pub mod organization_config;
pub mod prices;
pub mod recipient_permissions;
pub mod recipients;
pub mod scope;
pub mod send_on_behalf;
pub mod transport_rules;
pub mod unified_groups;
pub mod user_licences;
pub mod users;

/// Every kind. Where one header row fits several kinds, the earlier one is the more specific.
///
/// The kinds from `mailboxes` on hold objects; which of them a file is, is decided by the recipient
/// types in it before its headers are asked.
pub static ALL: &[&Kind] = &[
    &organization_config::KIND,
    &licence_reference::KIND,
    &licence_skus::KIND,
    &transport_rules::KIND,
    &inbox_rules::KIND,
    &mailbox_usage::KIND,
    &dns_records::KIND,
    &cas_mailboxes::KIND,
    &calendar_processing::KIND,
    &delegation_by_trustee::KIND,
    &folder_permissions::KIND,
    &recipient_permissions::KIND,
    &send_on_behalf::KIND,
    &mailbox_permissions::KIND,
    &forwarding::KIND,
    &user_licences::KIND,
    &group_memberships::KIND,
    &group_members::KIND,
    &accepted_domains::KIND,
    &domains::KIND,
    &identity_map::KIND,
    &addresses::KIND,
    &archive_statistics::KIND,
    &mailbox_statistics::KIND,
    &mailboxes::KIND,
    &dynamic_groups::KIND,
    &unified_groups::KIND,
    &groups::KIND,
    &contacts::KIND,
    &users::KIND,
    &recipients::KIND,
];

/// All spellings of the catalogue, each with its folded form.
static FOLDED: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let columns = ALL.iter().flat_map(|kind| kind.columns.iter().chain(kind.unless.iter()));
    columns
        .flat_map(|column| column.headers.iter().chain(column.shared))
        .map(|header| (*header, fold_header(header)))
        .collect()
});

/// The folded spellings alone, sorted.
static KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut known: Vec<&str> = ALL
        .iter()
        .flat_map(|kind| kind.columns)
        .flat_map(|column| column.headers.iter().chain(column.shared))
        .map(|header| folded(header))
        .collect();
    known.sort_unstable();
    known.dedup();
    known
});

/// The folded form of a spelling in the catalogue.
fn folded(header: &'static str) -> &'static str {
    FOLDED.get(header).map_or(header, String::as_str)
}

/// Whether a column carries this folded header as its own.
fn owns(column: &Column, header: &str) -> bool {
    column.headers.iter().any(|own| folded(own) == header)
}

/// Whether some kind knows this header, folded by [`fold_header`]: a row with several of these is a
/// header row.
pub fn is_known_header(folded: &str) -> bool {
    KNOWN.binary_search(&folded).is_ok()
}

/// The kind with this name, as `inspect` and the JSON write it.
pub fn by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter().copied().find(|kind| kind.name == name)
}

/// The name of a kind that is most like a misspelt one.
pub fn nearest_name(name: &str) -> &'static str {
    let wanted = name.trim().to_lowercase().replace([' ', '_'], "-");
    let mut best = (f64::NEG_INFINITY, "");
    for kind in ALL {
        let likeness = strsim::jaro_winkler(&wanted, kind.name);
        if likeness > best.0 {
            best = (likeness, kind.name);
        }
    }
    best.1
}
