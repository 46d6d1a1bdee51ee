//! Inbox rules that forward or redirect. Rules that do neither, are disabled or are in error are set aside.

use super::Via;
use super::ends::Ends;
use super::gather::{Gathered, Origin, Place, forward};
use crate::facts::{ObjectId, RowRef};
use crate::intern::Symbol;
use crate::kinds::inbox_rules;
use crate::normalize::{Entry, ListColumn, Table};
use crate::reading::InputFile;
use crate::schema::Column;
use crate::values::{flag, text};

/// Rule that skips a rule of a mailbox which does not run.
pub(super) const DISABLED: &str = "disabled rule";

/// The columns that name whom a rule sends mail to.
static TARGETS: [&Column; 3] =
    [&inbox_rules::FORWARD_TO, &inbox_rules::FORWARD_AS_ATTACHMENT_TO, &inbox_rules::REDIRECT_TO];

/// Reads the inbox rules of all mailboxes of a tenant.
pub(super) fn read(found: &mut Gathered<'_>, ends: &mut Ends<'_>, files: &mut [InputFile]) {
    for (number, table) in found.tenant.tables.iter().enumerate() {
        if !table.is(&inbox_rules::KIND) {
            continue;
        }
        let rules = Rules { number: number as u16, table, targets: TARGETS.map(|column| table.list(column)) };
        for record in 0..table.len() {
            match rules.set_aside(record, ends.naming.pool.text(rules.in_error(record))) {
                Some(reason) => files[table.file.0 as usize].skip(reason, 1),
                None => rules.push(record, found, ends),
            }
        }
    }
}

/// One export of inbox rules.
struct Rules<'t> {
    number: u16,
    table: &'t Table,
    targets: [Option<&'t ListColumn>; 3],
}

impl Rules<'_> {
    fn in_error(&self, record: usize) -> Symbol {
        self.table.symbols(&inbox_rules::IN_ERROR).or_empty(record)
    }

    fn enabled(&self, record: usize) -> Option<bool> {
        self.table.flags(&inbox_rules::ENABLED).get(record)
    }

    /// Why a rule sends no mail on; `None` where it does, or may.
    fn set_aside(&self, record: usize, error: &str) -> Option<&'static str> {
        let is_empty = |list: &ListColumn| list.get(record).is_some_and(<[Entry]>::is_empty);
        if self.targets.iter().flatten().all(|list| is_empty(list)) {
            Some("rule does not forward")
        } else if self.enabled(record) == Some(false) {
            Some(DISABLED)
        } else if is_error(error) {
            Some("rule in error")
        } else {
            None
        }
    }

    fn push(&self, record: usize, found: &mut Gathered<'_>, ends: &mut Ends<'_>) {
        let (from, from_text) = self.mailbox(record, ends);
        let deletes = [&inbox_rules::DELETE_MESSAGE, &inbox_rules::SOFT_DELETE_MESSAGE]
            .iter()
            .any(|column| self.table.flags(column).get(record) == Some(true));
        let origin = Origin {
            from,
            from_text,
            via: Via::Rule { name: self.table.symbols(&inbox_rules::RULE_NAME).or_empty(record) },
            keeps_copy: Some(!deletes),
            acts: self.enabled(record),
        };
        for (column, list) in TARGETS.into_iter().zip(self.targets) {
            let place = Place { at: RowRef { table: self.number, record: record as u32 }, column };
            let Some(list) = list else { continue };
            let targets: Vec<Symbol> = match list.get(record) {
                Some(targets) => targets.iter().map(|target| target.text).collect(),
                None => vec![Symbol::EMPTY],
            };
            for target in targets {
                found.push_rule(forward(origin, target, place, ends), ends);
            }
        }
    }

    /// Whose rule it is: the mailbox, else what stands before the number of the rule.
    fn mailbox(&self, record: usize, ends: &mut Ends<'_>) -> (Option<ObjectId>, Symbol) {
        let named = self.table.symbols(&inbox_rules::MAILBOX).or_empty(record);
        let from = if named.is_empty() { None } else { ends.owner(named) };
        let rule = self.table.symbols(&inbox_rules::RULE_IDENTITY).or_empty(record);
        let before_number = || {
            let (mailbox, number) = ends.naming.pool.text(rule).rsplit_once('\\')?;
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { ends.naming.party(ends.side, mailbox).own() } else { None }
        };
        (from.or_else(before_number), if named.is_empty() { rule } else { named })
    }
}

/// Whether the cell of `InError`, or of the kind of error, says that the rule does not run.
fn is_error(cell: &str) -> bool {
    let says_none = || text::is_placeholder(cell) || cell.is_empty() || text::fold_name(cell) == "noerror";
    flag::flag(cell).unwrap_or_else(|| !says_none())
}
