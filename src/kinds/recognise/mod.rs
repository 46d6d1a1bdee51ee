//! Which kinds of export a table is: by its headers and a sample of its values, never by its name.
//! What the rows say is read later.

mod companions;
mod mapping;
mod objects;
mod refine;
mod shape;
mod table;

use companions::companions;
pub use mapping::Mapping;
use mapping::map;
use refine::confirms;
pub use table::Sample;
use table::Table;

use super::{ALL, identity_map, mailboxes};
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
    let main = special(&table).or_else(|| objects::recognise(&table)).or_else(|| free_form_map(&table));
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
    let of_addresses = |place: &usize| table.values(*place).iter().all(|value| looks_like_address(value));
    let places: Vec<usize> = (0..table.header.len()).filter(filled).filter(of_addresses).collect();
    let [source, destination] = places[..] else {
        return None;
    };
    let mut columns = vec![(&identity_map::SOURCE, source), (&identity_map::DESTINATION, destination)];
    let wave = map(&identity_map::KIND, table).place(&identity_map::WAVE);
    columns.extend(wave.map(|place| (&identity_map::WAVE, place)));
    Some(Mapping { kind: &identity_map::KIND, columns, stand_ins: Vec::new() })
}

/// The kind that knows most of the headers, of several the one that lacks least, and the headers of
/// its nearest signature that lack.
fn nearest(table: &Table) -> Recognised {
    let mut best = (0, usize::MAX, &mailboxes::KIND, Vec::new());
    for kind in ALL {
        let mapping = map(kind, table);
        let own = mapping.columns.iter().filter(|(column, _)| table.has(column)).count();
        let known = mapping.columns.len() + own;
        let lacks = lacking(&mapping);
        if known > best.0 || known == best.0 && known > 0 && lacks.len() < best.1 {
            best = (known, lacks.len(), kind, lacks);
        }
    }
    let (known, _, nearest, lacks) = best;
    let lacks = if known > 0 { lacks } else { lacking(&map(nearest, table)) };
    Recognised::Unknown { nearest, lacks }
}

/// The first header of each column that the nearest signature of the kind needs and the table lacks.
fn lacking(mapping: &Mapping) -> Vec<&'static str> {
    let lacks = |column: &&&'static Column| mapping.place(column).is_none();
    let signatures = mapping.kind.signatures.iter();
    let nearest = signatures.min_by_key(|signature| signature.iter().filter(lacks).count());
    let columns = nearest.copied().unwrap_or_default().iter().filter(lacks);
    columns.filter_map(|column| column.headers.iter().chain(column.shared).next().copied()).collect()
}
