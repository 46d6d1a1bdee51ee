//! The forwarding attributes of mailboxes, from mailbox exports and from lists of forwards in all their layouts.

use super::Via;
use super::ends::Ends;
use super::gather::{Attributes, Gathered, Origin, Place, Said, forward, is_blank};
use super::rules::DISABLED;
use crate::facts::RowRef;
use crate::intern::Symbol;
use crate::kinds::{forwarding, mailboxes};
use crate::normalize::Table;
use crate::reading::InputFile;
use crate::schema::Column;
use crate::values::text;

/// Rule that skips a forward that was read already.
const SHOWN: &str = "forward that another export shows";

/// Reads the attributes of all mailboxes of a tenant.
pub(super) fn read(found: &mut Gathered<'_>, ends: &mut Ends<'_>, files: &mut [InputFile]) {
    read_mailboxes(found);
    for (number, table) in found.tenant.tables.iter().enumerate() {
        if table.is(&forwarding::KIND) {
            read_list(number as u16, table, found, ends, files);
        }
    }
    for (id, object) in found.tenant.ids() {
        found.push_attributes(Some(id), object.subject, found.attributes[id.index()], ends);
    }
}

fn read_mailboxes(found: &mut Gathered<'_>) {
    let tenant = found.tenant;
    for (id, object) in tenant.ids() {
        for &at in tenant.row_refs(object) {
            let table = &tenant.tables[at.table as usize];
            if !table.is(&mailboxes::KIND) {
                continue;
            }
            let said = &mut found.attributes[id.index()];
            let cell = |column, sibling| said_by(table, column, sibling, at);
            said.address.improve(cell(&mailboxes::FORWARDING_ADDRESS, &mailboxes::FORWARDING_SMTP_ADDRESS));
            said.smtp.improve(cell(&mailboxes::FORWARDING_SMTP_ADDRESS, &mailboxes::FORWARDING_ADDRESS));
            let copy = table.flags(&mailboxes::DELIVER_TO_MAILBOX_AND_FORWARD).get(at.record as usize);
            said.keeps_copy = said.keeps_copy.or(copy);
        }
    }
}

/// What a row says about an attribute. A column without a single value says nothing, unless the other attribute
/// was collected with it: Exchange returns both or none.
fn said_by(table: &Table, column: &'static Column, sibling: &'static Column, at: RowRef) -> Said {
    if table.has(column) {
        Said::of(table.symbols(column).get(at.record as usize), Place { at, column })
    } else if is_blank(table, column) && table.has(sibling) {
        Said::Empty
    } else {
        Said::Nothing
    }
}

/// What one row of a list of forwards is about.
enum Row {
    Attributes(Attributes),
    Rule {
        name: Symbol,
        target: Said,
        /// `None` where nobody knows whether it is enabled.
        acts: Option<bool>,
    },
    /// No forward of a mailbox, and why.
    None(&'static str),
}

fn read_list(number: u16, table: &Table, found: &mut Gathered<'_>, ends: &mut Ends<'_>, files: &mut [InputFile]) {
    let list = List::of(number, table);
    let mut listed = vec![false; found.attributes.len()];
    let mut is_of_forwards = true;
    for record in 0..table.len() {
        let from_text = table.symbols(&forwarding::MAILBOX).or_empty(record);
        let from = if from_text.is_empty() { None } else { ends.owner(from_text) };
        let row = list.row(record, |symbol| ends.naming.pool.text(symbol));
        match row {
            Row::None(reason) => files[table.file.0 as usize].skip(reason, 1),
            Row::Rule { name, target, acts } => {
                let keeps_copy = table.flags(&forwarding::DELIVER_TO_MAILBOX_AND_FORWARD).get(record);
                let origin = Origin { from, from_text, via: Via::Rule { name }, keeps_copy, acts };
                let (target, place) = match target {
                    Said::Set(target, place) => (target, place),
                    _ => (Symbol::EMPTY, list.place(record, &forwarding::INBOX_RULE)),
                };
                if !found.push_rule(forward(origin, target, place, ends), ends) {
                    files[table.file.0 as usize].skip(SHOWN, 1);
                }
            }
            Row::Attributes(said) => {
                let is_set = matches!(said.address, Said::Set(..) | Said::Unreadable(_))
                    || matches!(said.smtp, Said::Set(..) | Said::Unreadable(_));
                is_of_forwards &= is_set;
                match from {
                    Some(from) => {
                        listed[from.index()] = true;
                        let is_news = take(&mut found.attributes[from.index()], said);
                        if !is_set {
                            files[table.file.0 as usize].skip("mailbox does not forward", 1);
                        } else if !is_news {
                            files[table.file.0 as usize].skip(SHOWN, 1);
                        }
                    }
                    None if is_set => found.push_attributes(None, from_text, said, ends),
                    None => files[table.file.0 as usize].skip("mailbox does not forward", 1),
                }
            }
        }
    }
    if is_of_forwards && !table.is_empty() {
        let absent = list.absent();
        for (said, _) in found.attributes.iter_mut().zip(&listed).filter(|(_, listed)| !**listed) {
            take(said, absent);
        }
    }
}

/// Takes what a list says about a mailbox; returns whether some of it was not known.
fn take(known: &mut Attributes, said: Attributes) -> bool {
    let address = known.address.improve(said.address);
    let smtp = known.smtp.improve(said.smtp);
    known.keeps_copy = known.keeps_copy.or(said.keeps_copy);
    address || smtp
}

/// A list of forwards.
struct List<'t> {
    number: u16,
    table: &'t Table,
}

impl<'t> List<'t> {
    const fn of(number: u16, table: &'t Table) -> Self {
        Self { number, table }
    }

    const fn place(&self, record: usize, column: &'static Column) -> Place {
        Place { at: RowRef { table: self.number, record: record as u32 }, column }
    }

    /// What a list that names only mailboxes which forward says about all others.
    fn absent(&self) -> Attributes {
        let shows = |column: &'static Column| self.table.header(column).is_some();
        let any = shows(&forwarding::FORWARD_TO_ANY);
        let said = |is_shown: bool| if is_shown { Said::Empty } else { Said::Nothing };
        Attributes {
            address: said(any || shows(&forwarding::FORWARDING_ADDRESS)),
            smtp: said(any || shows(&forwarding::FORWARDING_SMTP_ADDRESS)),
            keeps_copy: None,
        }
    }

    fn row<'p>(&self, record: usize, read: impl Fn(Symbol) -> &'p str) -> Row {
        let at = self.place(record, &forwarding::FORWARDING_ADDRESS).at;
        let cell = |column, sibling| said_by(self.table, column, sibling, at);
        let mut said = Attributes {
            address: cell(&forwarding::FORWARDING_ADDRESS, &forwarding::FORWARDING_SMTP_ADDRESS),
            smtp: cell(&forwarding::FORWARDING_SMTP_ADDRESS, &forwarding::FORWARDING_ADDRESS),
            keeps_copy: self.table.flags(&forwarding::DELIVER_TO_MAILBOX_AND_FORWARD).get(record),
        };
        let any = cell(&forwarding::FORWARD_TO_ANY, &forwarding::FORWARD_TO_ANY);
        let via = self.table.symbols(&forwarding::FORWARDING_VIA).or_empty(record);
        let via = text::fold_name(read(via));
        if via.starts_with("calendar") {
            return Row::None("delegate of a calendar, no forward");
        }
        if via.starts_with("transport rule") {
            return Row::None("transport rule, no forward of a mailbox");
        }
        let rule = self.table.symbols(&forwarding::INBOX_RULE).or_empty(record);
        let target = if let Said::Set(..) = said.smtp { said.smtp } else { any };
        if !rule.is_empty() && !text::is_placeholder(read(rule)) {
            return self.rule(record, rule, target);
        }
        if via.starts_with("inbox rule") {
            return self.rule(record, self.table.symbols(&forwarding::FORWARDING_VIA).or_empty(record), target);
        }
        // A report that shows the target once more in a column of its own says nothing new with it.
        if matches!((said.address, said.smtp), (Said::Nothing | Said::Empty, Said::Nothing | Said::Empty)) {
            let is_smtp = match any {
                Said::Set(target, _) => is_smtp(&via, read(target)),
                _ => false,
            };
            let (acting, other) =
                if is_smtp { (&mut said.smtp, &mut said.address) } else { (&mut said.address, &mut said.smtp) };
            acting.improve(any);
            if !matches!(any, Said::Nothing | Said::Unreadable(_)) {
                other.improve(Said::Empty);
            }
        }
        Row::Attributes(said)
    }

    /// What a row is about that names a rule; most lists have enabled rules only and do not say so.
    fn rule(&self, record: usize, name: Symbol, target: Said) -> Row {
        let says = |column: &'static Column| self.table.flags(column).get(record);
        if says(&forwarding::RULE_ENABLED) == Some(false) {
            return Row::None(DISABLED);
        }
        if says(&forwarding::RULE_REMOVED) == Some(true) {
            return Row::None("removed rule");
        }
        let is_unsaid = !self.table.has(&forwarding::RULE_ENABLED);
        Row::Rule { name, target, acts: if is_unsaid { Some(true) } else { says(&forwarding::RULE_ENABLED) } }
    }
}

/// Whether a target is that of `ForwardingSmtpAddress`: by what the report says, else by its shape. Where both are
/// set, `ForwardingAddress` is the one that acts.
fn is_smtp(via: &str, target: &str) -> bool {
    if via.contains("forwardingaddress") || via.contains("internal") || via.contains("both") {
        return false;
    }
    via.contains("smtp")
        || via.contains("external")
        || crate::values::address::smtp(target).is_some_and(|address| address.contains('@'))
}
