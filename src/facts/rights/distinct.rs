//! The distinct texts of permission exports: millions of rows have few of them, and each is read once.

use hashbrown::HashSet;
use rayon::prelude::*;

use super::cells::{Fixed, Text, Words};
use super::sources::{ON_OBJECTS, Texts, source_of, writing};
use crate::facts::Tenant;
use crate::intern::Symbol;
use crate::normalize::Table;
use crate::schema::Column;

/// The distinct texts of one tenant's permission exports.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    pub trustees: HashSet<Text, Fixed>,
    pub owners: HashSet<Text, Fixed>,
    pub folders: HashSet<Symbol, Fixed>,
    pub types: HashSet<Symbol, Fixed>,
    pub said: HashSet<Words, Fixed>,
    any: bool,
}

impl Distinct {
    /// Collects the texts of all exports of a tenant that name rights.
    pub(super) fn of(tenant: &Tenant) -> Self {
        tenant.tables.par_iter().map(Self::of_table).reduce(Self::default, Self::with)
    }

    /// Whether no export names rights.
    pub(super) fn is_empty(&self) -> bool {
        !self.any
    }

    fn of_table(table: &Table) -> Self {
        let mut all = Self::default();
        for column in ON_OBJECTS.iter().filter(|column| table.kind.owns(column)) {
            all.add_names(table, column, |all| &mut all.trustees);
        }
        let Some(source) = source_of(table) else { return all };
        all.any = true;
        all.add_names(table, source.trustee, |all| &mut all.trustees);
        all.add_names(table, source.owner, |all| &mut all.owners);
        if let Some(sid) = source.sid {
            all.add_names(table, sid, |all| &mut all.trustees);
        }
        if let Some((folder, folder_type)) = source.folder {
            let (folders, types) = (table.symbols(folder), table.symbols(folder_type));
            all.folders.extend((0..table.len()).map(|record| folders.or_empty(record)));
            all.types.extend((0..table.len()).map(|record| types.or_empty(record)));
        }
        if let Some(rights) = table.list(source.rights) {
            let mut words = Vec::new();
            for record in 0..table.len() {
                words.clear();
                words.extend(rights.get(record).unwrap_or_default().iter().map(|entry| entry.key));
                if !all.said.contains(&words[..]) {
                    all.said.insert(words.as_slice().into());
                }
            }
        }
        all
    }

    fn add_names(&mut self, table: &Table, column: &'static Column, set: fn(&mut Self) -> &mut HashSet<Text, Fixed>) {
        let Some(texts) = Texts::of(table, column) else { return };
        self.any = true;
        let (set, writing) = (set(self), writing(column));
        let mut last = None;
        for record in 0..table.len() {
            texts.each(record, |text| {
                // Neighbours mostly name one mailbox.
                if last != Some(text) {
                    set.insert((text, writing));
                    last = Some(text);
                }
            });
        }
    }

    fn with(mut self, other: Self) -> Self {
        self.trustees.extend(other.trustees);
        self.owners.extend(other.owners);
        self.folders.extend(other.folders);
        self.types.extend(other.types);
        self.said.extend(other.said);
        self.any |= other.any;
        self
    }
}
