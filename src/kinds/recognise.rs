//! Which kinds of export a table is: by its headers and a sample of its values, never by its name.
//! What the rows say is read later.

use super::companions::companions;
pub use super::mapping::Mapping;
use super::mapping::map;
use super::objects;
use super::refine::confirms;
pub use super::table::Sample;
use super::table::Table;
use super::{ALL, addresses, identity_map};
use crate::schema::{Column, Kind};
use crate::values::address::looks_like_address;

/// What a table is.
#[derive(Debug)]
pub enum Recognised {
    /// The kinds that the table serves, the main one first.
    Known(Vec<Mapping>),
    /// No kind fits.
    Unknown {
        /// The kind that it is most like.
        nearest: &'static Kind,
        /// The headers that it would need to be of that kind.
        lacks: Vec<&'static str>,
    },
}

/// Recognises a table by its header row and a sample of the values below it.
///
/// The first kind of [`ALL`] that fits is the main one. One table serves several kinds where it
/// combines exports, e.g. mailboxes with their sizes.
pub fn recognise(header: &[String], sample: &Sample) -> Recognised {
    let table = Table::new(header, sample);
    let main = special(&table)
        .or_else(|| objects::recognise(&table))
        .or_else(|| free_form_map(&table));
    match main {
        Some(main) => {
            let mut mappings = companions(&main, &table);
            mappings.insert(0, main);
            Recognised::Known(mappings)
        }
        None => nearest(&table),
    }
}

/// The first kind that does not hold objects and fits.
fn special(table: &Table) -> Option<Mapping> {
    let kinds = ALL.iter().filter(|kind| !objects::is_object_kind(kind));
    kinds.filter(|kind| !table.has_any(kind.unless)).find_map(|kind| {
        let mapping = map(kind, table);
        (mapping.is_complete() && confirms(&mapping, table)).then_some(mapping)
    })
}

/// Two columns of addresses under headers that nobody knows, in a table of two to four columns: an
/// identity map made by hand, the source on the left.
fn free_form_map(table: &Table) -> Option<Mapping> {
    if !(2..=4).contains(&table.header.len()) {
        return None;
    }
    let filled = |place: &usize| !table.values(*place).is_empty();
    let of_addresses =
        |place: &usize| table.values(*place).iter().all(|value| looks_like_address(value));
    let places: Vec<usize> =
        (0..table.header.len()).filter(filled).filter(of_addresses).collect();
    let [source, destination] = places[..] else { return None };
    let mut columns =
        vec![(&identity_map::SOURCE, source), (&identity_map::DESTINATION, destination)];
    let wave = map(&identity_map::KIND, table).place(&identity_map::WAVE);
    columns.extend(wave.map(|place| (&identity_map::WAVE, place)));
    Some(Mapping { kind: &identity_map::KIND, columns })
}

/// The kind that knows most of the headers, and the headers of its nearest signature that lack.
fn nearest(table: &Table) -> Recognised {
    let mut best: (usize, &'static Kind) = (0, &addresses::KIND);
    for kind in ALL {
        let known = map(kind, table).columns.len();
        if known > best.0 {
            best = (known, kind);
        }
    }
    let mapping = map(best.1, table);
    let lacks = |signature: &&&[&'static Column]| {
        signature.iter().filter(|column| mapping.place(column).is_none()).count()
    };
    let signature = best.1.signatures.iter().min_by_key(lacks).copied().unwrap_or_default();
    let missing = signature.iter().filter(|column| mapping.place(column).is_none());
    let lacks = missing.filter_map(|column| column.headers.iter().chain(column.shared).next());
    Recognised::Unknown { nearest: best.1, lacks: lacks.copied().collect() }
}
