//! An object while its rows are being collected, and what follows from all of them together.

use super::object::{ProxyAddress, RowRef, State};
use crate::intern::Symbol;
use crate::normalize::{Entry, Table};
use crate::values::address::Prefix;
use crate::values::recipient::{Class, System};

/// An object while its rows are being collected.
#[derive(Debug)]
pub(super) struct Draft {
    pub class: Class,
    pub state: State,
    pub system: Option<System>,
    pub mail_enabled: Option<bool>,
    pub display_name: Symbol,
    pub name: Symbol,
    pub alias: Symbol,
    pub upn: Symbol,
    pub primary_column: Symbol,
    pub mail: Symbol,
    /// The only `SMTP:` proxy of a row whose columns do not name the primary address.
    pub marked: Symbol,
    pub external: Symbol,
    pub object_id: Symbol,
    pub guid: Symbol,
    pub exchange_guid: Symbol,
    pub archive_guid: Option<Symbol>,
    pub legacy_dn: Option<Symbol>,
    pub dir_synced: Option<bool>,
    pub blocked: Option<bool>,
    pub rows: Vec<RowRef>,
}

impl Draft {
    /// An object about which nothing is known but the row that names it.
    pub(super) fn empty(at: RowRef) -> Self {
        Self {
            class: Class::User,
            state: State::Live,
            system: None,
            mail_enabled: None,
            display_name: Symbol::EMPTY,
            name: Symbol::EMPTY,
            alias: Symbol::EMPTY,
            upn: Symbol::EMPTY,
            primary_column: Symbol::EMPTY,
            mail: Symbol::EMPTY,
            marked: Symbol::EMPTY,
            external: Symbol::EMPTY,
            object_id: Symbol::EMPTY,
            guid: Symbol::EMPTY,
            exchange_guid: Symbol::EMPTY,
            archive_guid: None,
            legacy_dn: None,
            dir_synced: None,
            blocked: None,
            rows: vec![at],
        }
    }

    /// The primary address as far as one row says it.
    pub(super) fn address(&self) -> Symbol {
        let known = [self.primary_column, self.mail, self.marked];
        known.into_iter().find(|address| !address.is_empty()).unwrap_or_default()
    }

    /// Takes from another row what this object does not know yet.
    pub(super) fn fill(&mut self, other: Self) {
        if self.class == Class::DirectoryUser {
            self.class = other.class;
        }
        self.system = self.system.or(other.system);
        self.mail_enabled = self.mail_enabled.or(other.mail_enabled);
        let fill = |mine: &mut Symbol, theirs: Symbol| {
            if mine.is_empty() {
                *mine = theirs;
            }
        };
        fill(&mut self.display_name, other.display_name);
        fill(&mut self.name, other.name);
        fill(&mut self.alias, other.alias);
        fill(&mut self.upn, other.upn);
        fill(&mut self.primary_column, other.primary_column);
        fill(&mut self.mail, other.mail);
        fill(&mut self.marked, other.marked);
        fill(&mut self.external, other.external);
        fill(&mut self.object_id, other.object_id);
        fill(&mut self.guid, other.guid);
        fill(&mut self.exchange_guid, other.exchange_guid);
        self.archive_guid = self.archive_guid.or(other.archive_guid);
        self.legacy_dn = self.legacy_dn.filter(|dn| !dn.is_empty()).or(other.legacy_dn).or(self.legacy_dn);
        self.dir_synced = self.dir_synced.or(other.dir_synced);
        self.blocked = either(self.blocked, other.blocked);
        self.rows.extend(other.rows);
    }
}

/// Whether one of two sources says yes; no where one says so and none says yes. Sign-in can be blocked while the
/// account in Exchange is not disabled, and the other way round.
pub(super) fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    if a == Some(true) { a } else { b.or(a) }
}

/// The primary address: the column, else the only `SMTP:` proxy, else the mail attribute.
pub(super) fn primary(draft: &Draft, proxies: &[ProxyAddress], marked: bool) -> Symbol {
    if !draft.primary_column.is_empty() {
        return draft.primary_column;
    }
    let mut primaries = proxies.iter().filter(|proxy| marked && proxy.prefix == Prefix::PrimarySmtp);
    match (primaries.next(), primaries.next()) {
        (Some(only), None) => only.key,
        _ if !draft.mail.is_empty() => draft.mail,
        _ if matches!(draft.class, Class::Contact | Class::MailUser | Class::Guest) => draft.external,
        _ => Symbol::EMPTY,
    }
}

/// What findings call the object.
pub(super) fn subject(draft: &Draft, primary: Symbol) -> Symbol {
    [primary, draft.upn, draft.display_name, draft.name, draft.alias, draft.object_id, draft.guid, draft.exchange_guid]
        .into_iter()
        .find(|symbol| !symbol.is_empty())
        .unwrap_or_default()
}

/// Whether two rows agree wherever both know a value.
pub(super) fn same_row(first: (&Table, usize), second: (&Table, usize)) -> bool {
    let (table, record) = first;
    let (other, other_record) = second;
    table.headers().keys().all(|name| {
        let Some(column) = table.kind.column(name) else { return true };
        match (table.compared_list(column), other.compared_list(column)) {
            (Some(a), Some(b)) => match (a.get(record), b.get(other_record)) {
                (Some(a), Some(b)) => {
                    let sorted = |entries: &[Entry]| {
                        let mut keys: Vec<_> = entries.iter().map(|entry| (entry.prefix, entry.key)).collect();
                        keys.sort_unstable();
                        keys
                    };
                    sorted(a) == sorted(b)
                }
                _ => true,
            },
            _ => table.scalar(column, record).is_none_or(|a| other.scalar(column, other_record).is_none_or(|b| a == b)),
        }
    })
}
