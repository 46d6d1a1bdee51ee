//! The account of rows: which of them no object and no derived table has a use for, by rule.

use super::{RowRef, Tenant};
use crate::note::{Matter, Note};
use crate::reading::InputFile;

/// Counts rows of derived tables as skipped by the rule that left them out.
pub(super) fn skip(tenant: &Tenant, skipped: impl Iterator<Item = (u16, &'static str, u64)>, files: &mut [InputFile]) {
    for (table, rule, count) in skipped {
        files[tenant.tables[table as usize].file.0 as usize].skip(rule, count);
    }
}

/// Counts the rows of objects that are out of scope, and rows that say what another one says, as skipped by
/// their rule; says which files were understood by comparison with others.
pub(super) fn objects(tenant: &Tenant, files: &mut [InputFile]) {
    let file_of = |table: u16| tenant.tables[table as usize].file.0 as usize;
    let mut skip = |row: RowRef, rule: &'static str| files[file_of(row.table)].skip(rule, 1);
    let mut identical: Vec<RowRef> =
        tenant.twins.iter().filter(|twin| twin.identical).map(|twin| twin.second).collect();
    identical.sort_unstable_by_key(|row| (row.table, row.record));
    identical.dedup();
    for &row in &identical {
        skip(row, "identical row");
    }
    for object in &tenant.objects {
        let Some(rule) = object.skip else { continue };
        for &row in tenant.row_refs(object) {
            if identical.binary_search_by_key(&(row.table, row.record), |row| (row.table, row.record)).is_err() {
                skip(row, rule.as_str());
            }
        }
    }
    for rows in identical.chunk_by(|a, b| a.table == b.table) {
        let table = &tenant.tables[rows[0].table as usize];
        let note = Note::file(Matter::Merged, "the row says what another row of the same kind says, and counts once");
        let note = Note { count: rows.len() as u32, ..note.at(table.rows().get(rows[0].record as usize), None) };
        files[file_of(rows[0].table)].notes.push(note);
    }
    for &table in &tenant.second_files {
        let text = "taken for statistics of archives, because another file measures the same mailboxes";
        files[file_of(table)].notes.push(Note::file(Matter::Understood, text));
    }
}
