//! From rows to rights: one row may give several, or none that counts.

use rayon::prelude::*;

use super::RightKind;
use super::cells::{Cells, Folder, Name, Said, Standing};
use super::grant::{Aside, Batch, Row};
use super::sources::{ON_OBJECTS, Source, Texts, Writing, source_of, writing};
use crate::facts::{Party, RowRef, Tenant};
use crate::intern::{Pool, Symbol};
use crate::normalize::{Flags, ListColumn, Symbols, Table};
use crate::schema::Column;

/// How many rows one thread takes at a time.
const BATCH: usize = 1 << 15;

/// All rows of a tenant's exports that name rights, in their order, as batches.
pub(super) fn read(tenant: &Tenant, cells: &Cells, pool: &Pool, lists_folders: bool) -> Vec<Batch> {
    let mut batches = vec![on_objects(tenant, cells)];
    for (number, table) in tenant.tables.iter().enumerate() {
        let Some(rows) = Rows::of(number as u16, table, cells, pool, lists_folders) else { continue };
        if table.is_empty() && table.header(rows.source.trustee).is_some() {
            // A header and no rows say that nobody has such a right.
            let mut batch = Batch { table: number as u16, ..Batch::default() };
            batch.known.kind(rows.source.usual);
            batches.push(batch);
        }
        let starts: Vec<usize> = (0..table.len()).step_by(BATCH).collect();
        batches.par_extend(starts.into_par_iter().map(|start| rows.read(start..table.len().min(start + BATCH))));
    }
    batches
}

/// Send on Behalf as the exports of objects carry it.
fn on_objects(tenant: &Tenant, cells: &Cells) -> Batch {
    let mut batch = Batch::default();
    let columns: Vec<(u16, &'static Column, Texts<'_>)> = tenant
        .tables
        .iter()
        .enumerate()
        .flat_map(|(number, table)| {
            let own = ON_OBJECTS.into_iter().filter(|column| table.kind.owns(column));
            own.filter_map(move |column| Some((number as u16, column, Texts::of(table, column)?)))
        })
        .collect();
    if columns.is_empty() {
        return batch;
    }
    for (id, object) in tenant.ids() {
        let owner =
            Name { party: Party::Own(id), text: object.subject, key: object.subject, standing: Standing::Person };
        for &at in tenant.row_refs(object) {
            for &(_, column, texts) in columns.iter().filter(|(table, ..)| *table == at.table) {
                let said = Said { kinds: vec![RightKind::SendOnBehalf], ..Said::default() };
                let row = Row { at, column, said: &said, folder: Symbol::EMPTY, barred: None, is_folder: false };
                let known = texts.each(at.record as usize, |text| {
                    row.grant(cells, &owner, cells.trustees(text, writing(column)), &mut batch);
                });
                if known {
                    batch.known.on_behalf(id);
                } else {
                    batch.undecided += 1;
                    row.lose(&owner, &mut batch);
                }
            }
        }
    }
    batch
}

/// The columns of one table of rights.
struct Rows<'a> {
    number: u16,
    source: &'static Source,
    cells: &'a Cells,
    pool: &'a Pool,
    owner: Option<Texts<'a>>,
    trustee: Option<Texts<'a>>,
    sid: Option<Texts<'a>>,
    rights: Option<&'a ListColumn>,
    inherited: Flags<'a>,
    deny: Flags<'a>,
    /// `Allow` or `Deny`.
    control: Symbols<'a>,
    folder: Symbols<'a>,
    folder_type: Symbols<'a>,
    usual: Said,
    nobody: Name,
    lists_folders: bool,
}

impl<'a> Rows<'a> {
    /// `None` where the rows of a table are no rights.
    fn of(number: u16, table: &'a Table, cells: &'a Cells, pool: &'a Pool, lists_folders: bool) -> Option<Self> {
        let source = source_of(table)?;
        let flags = |column: Option<&'static Column>| column.map(|column| table.flags(column)).unwrap_or_default();
        let symbols = |column: Option<&'static Column>| column.map(|column| table.symbols(column)).unwrap_or_default();
        let texts = |column: &'static Column| Texts::of(table, column);
        Some(Self {
            number,
            source,
            cells,
            pool,
            owner: texts(source.owner),
            trustee: texts(source.trustee),
            sid: source.sid.and_then(texts),
            rights: table.list(source.rights),
            inherited: flags(source.inherited),
            deny: flags(source.deny),
            control: symbols(source.control),
            folder: symbols(source.folder.map(|(folder, _)| folder)),
            folder_type: symbols(source.folder.map(|(_, folder_type)| folder_type)),
            usual: usual(source.usual, cells),
            nobody: Name { party: Party::Nobody, text: Symbol::EMPTY, key: Symbol::EMPTY, standing: Standing::Person },
            lists_folders: lists_folders && source.folder.is_some(),
        })
    }

    fn read(&self, records: std::ops::Range<usize>) -> Batch {
        let mut batch = Batch { table: self.number, ..Batch::default() };
        if self.trustee.is_some() && self.rights.is_none() {
            batch.known.kind(self.source.usual);
        }
        for record in records {
            if let Some(rule) = self.row(record, &mut batch) {
                batch.skipped.count(rule);
            }
        }
        batch
    }

    /// Reads one row; returns the rule by which it is skipped if nothing on it counts.
    fn row(&self, record: usize, batch: &mut Batch) -> Option<Aside> {
        let before = (batch.candidates.len(), batch.undecided);
        let Some(said) = self.said(record) else {
            batch.undecided += 1;
            self.owners(record, |owner, _| {
                if let Some(owner) = owner.party.own() {
                    batch.known.lost(owner, self.source.usual);
                }
            });
            return None;
        };
        let mut kinds = said.all_kinds().peekable();
        if kinds.peek().is_none() {
            batch.known.kind(self.source.usual);
        }
        kinds.for_each(|kind| batch.known.kind(kind));
        let mut reason = None;
        let known = self.owners(record, |owner, folder| {
            let column = self.source.trustee;
            let at = RowRef { table: self.number, record: record as u32 };
            let is_folder = self.source.folder.is_some();
            let row = Row { at, column, said, folder, barred: self.barred(record), is_folder };
            let mut is_everybody = false;
            let lost = !self.trustees(record, |trustees| {
                is_everybody |= trustees.iter().any(|trustee| trustee.standing == Standing::Everybody);
                let aside = row.grant(self.cells, owner, trustees, batch);
                reason = reason.or(aside);
            });
            if lost {
                batch.undecided += 1;
                row.lose(owner, batch);
            }
            if let Some(owner) = owner.party.own().filter(|_| self.lists_folders) {
                batch.known.folder(owner, folder, is_everybody);
            }
        });
        batch.undecided += u64::from(!known);
        let counts = (batch.candidates.len(), batch.undecided) != before;
        (!counts).then(|| reason.unwrap_or(Aside::Nobody))
    }

    /// What a row grants; `None` where the cell is lost.
    fn said(&self, record: usize) -> Option<&Said> {
        let Some(rights) = self.rights else { return Some(&self.usual) };
        match rights.get(record)? {
            [only] => self.cells.said(&[only.key]),
            entries => self.cells.said(&entries.iter().map(|entry| entry.key).collect::<Vec<Symbol>>()),
        }
    }

    /// Why nothing on a row counts.
    fn barred(&self, record: usize) -> Option<Aside> {
        let says_deny = || self.pool.text(self.control.or_empty(record)).eq_ignore_ascii_case("deny");
        if self.deny.get(record) == Some(true) || says_deny() {
            Some(Aside::Deny)
        } else {
            (self.inherited.get(record) == Some(true)).then_some(Aside::Inherited)
        }
    }

    /// Takes each owner that a row names, with the folder; an owner that is blank is nobody. `false` where the cell
    /// is lost.
    fn owners(&self, record: usize, mut take: impl FnMut(&Name, Symbol)) -> bool {
        let own = self.cells.folder(self.folder.or_empty(record));
        let mut named = false;
        let known = self.owner.is_none_or(|texts| {
            texts.each(record, |text| {
                for owner in self.cells.owners(text, writing(self.source.owner)) {
                    named = true;
                    take(&owner.name, self.folder(record, own, owner.folder));
                }
            })
        });
        let is_list = writing(self.source.owner) == Writing::Joined;
        if known && !named && !is_list {
            let owner = own.and_then(|own| own.owner.as_ref()).unwrap_or(&self.nobody);
            take(owner, self.folder(record, own, None));
        }
        known
    }

    /// The folder of a row: by its type, else by name or path, else as the identity of the mailbox says.
    fn folder(&self, record: usize, own: Option<&Folder>, of_owner: Option<Symbol>) -> Symbol {
        if self.source.folder.is_none() {
            return Symbol::EMPTY;
        }
        let own = own.map(|own| own.folder).filter(|folder| !folder.is_empty());
        let role = self.cells.role(self.folder_type.or_empty(record));
        role.or_else(|| match (own, of_owner) {
            // `kim@contoso.com:\Inbox\Reports` says more than its name, `Reports`.
            (Some(own), Some(path)) if self.is_last_of(own, path) => Some(path),
            _ => own.or(of_owner),
        })
        .unwrap_or(self.cells.unknown)
    }

    fn is_last_of(&self, name: Symbol, path: Symbol) -> bool {
        self.pool.text(path).rsplit_once('/').is_some_and(|(_, last)| last == self.pool.text(name))
    }

    /// Takes the trustees of each text of a row; `false` where the cell is lost.
    fn trustees(&self, record: usize, mut take: impl FnMut(&[Name])) -> bool {
        let writing = writing(self.source.trustee);
        let mut named = false;
        let known = self.trustee.is_none_or(|texts| {
            texts.each(record, |text| {
                named = true;
                take(self.cells.trustees(text, writing));
            })
        });
        if known
            && !named
            && let Some(sid) = self.sid
        {
            return sid.each(record, |text| take(self.cells.trustees(text, Writing::Unique)));
        }
        known
    }
}

/// What a row grants where no column says it.
fn usual(kind: RightKind, cells: &Cells) -> Said {
    match kind {
        RightKind::Folder => Said { level: cells.unknown, ..Said::default() },
        kind => Said { kinds: vec![kind], ..Said::default() },
    }
}
