//! INP005 column-missing: an export lacks a column that checks need, and no other export says it of these objects.

use std::collections::BTreeMap;

use crate::check::{Check, Evidence, Hit, Need, Selection, Severity};
use crate::facts::{Facts, Object, Tenant};
use crate::schema::{Column, Kind, Side};

/// The check.
pub static CHECK: Check = Check {
    code: "INP005",
    name: "column-missing",
    severity: Severity::Info,
    title: "An export lacks a column that checks need",
    why: "What a file does not say of its objects, checks cannot decide. A column that is there and blank on every row \
          is no finding, since a tenant may have nothing to put there: Coverage says what could not be decided. Columns that \
          the export's own command never writes are not asked for, nor those that another export of the side fills for all \
          these objects",
    fix: "Export again with all columns; `tenantcheck collect` prints a script that does",
    message: "`{subject}` has no `{value}`, without which {checks} cannot decide about what stands in it; export it with `{command}`",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let checks = super::of(facts.plan.command);
    for (state, side) in facts.states() {
        let exports = Exports::of(facts, state, side);
        for (number, table) in exports.tenant.tables.iter().enumerate().filter(|(_, table)| !table.is_empty()) {
            selection.examine();
            let mut missing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for check in &checks {
                let needs = check.needs.iter().chain(check.wants).filter(|need| need.concerns(state.snapshot(side), facts));
                for header in needs.filter_map(|need| exports.lacking(number, need)) {
                    let codes = missing.entry(header).or_default();
                    if !codes.contains(&check.code) {
                        codes.push(check.code);
                    }
                }
            }
            let subject = facts.file(table.file).subject();
            selection.hits.extend(missing.into_iter().map(|(header, codes)| {
                Hit::new(side, subject.as_str(), header)
                    .with("checks", codes.join(", "))
                    .with("command", table.kind.export.command)
                    .seen(Some(Evidence { file: table.file, row: None, column: None }))
            }));
        }
    }
}

/// The exports of one side, each with the objects that it describes.
struct Exports<'a> {
    /// All exports of the run, which a need may ask for.
    facts: &'a Facts,
    tenant: &'a Tenant,
    /// By table: whether it describes objects at all, and those in scope that it describes best.
    described: Vec<(bool, Vec<&'a Object>)>,
}

impl<'a> Exports<'a> {
    fn of(facts: &'a Facts, state: &'a Facts, side: Side) -> Self {
        let tenant = state.tenant(side);
        let mut described: Vec<(bool, Vec<&Object>)> = tenant.tables.iter().map(|_| (false, Vec::new())).collect();
        for object in &tenant.objects {
            let rows = tenant.row_refs(object);
            for row in rows {
                described[row.table as usize].0 = true;
            }
            // What a lesser export of the same object lacks is not missed.
            if let Some(best) = rows.first().filter(|_| object.in_scope()) {
                described[best.table as usize].1.push(object);
            }
        }
        Self { facts, tenant, described }
    }

    /// The header that a table lacks for a need; `None` where it serves the need, or something else does.
    fn lacking(&self, number: usize, need: &Need) -> Option<&'static str> {
        let table = &self.tenant.tables[number];
        let mut own = need.any.iter().filter(|carried| table.is(carried.kind)).map(|carried| carried.column);
        if own.clone().any(|column| table.header(column).is_some()) {
            return None;
        }
        let header = own.find_map(|column| written(table.kind, column))?;
        let is_served = match &self.described[number] {
            (false, _) => need.is_met(self.facts),
            (true, objects) => {
                self.is_said_elsewhere(need) || objects.iter().all(|object| self.is_said(object, need))
            }
        };
        (!is_served).then_some(header)
    }

    /// Whether an export that does not describe objects, such as statistics, serves the need.
    fn is_said_elsewhere(&self, need: &Need) -> bool {
        let describes = |kind: &Kind| {
            let tables = self.tenant.tables.iter().zip(&self.described);
            tables.filter(|(table, _)| table.is(kind)).any(|(_, (describes, _))| *describes)
        };
        need.any.iter().any(|carried| self.tenant.has(carried.kind, carried.column) && !describes(carried.kind))
    }

    /// Whether some export that describes the object carries a column of the need.
    fn is_said(&self, object: &Object, need: &Need) -> bool {
        self.tenant.row_refs(object).iter().any(|row| {
            let table = &self.tenant.tables[row.table as usize];
            need.any.iter().any(|carried| table.is(carried.kind) && table.has(carried.column))
        })
    }
}

/// The header under which the command of a kind writes a column; `None` where it does not.
fn written(kind: &Kind, column: &'static Column) -> Option<&'static str> {
    let is_written = |header: &&str| {
        let quoted = format!("'{header}'");
        let by_command = kind.export.command.contains("Select-Object *")
            || kind.export.command.split([' ', ',']).any(|word| word == *header)
            || kind.export.command.contains(&quoted);
        by_command && kind.export.script.contains(&quoted)
    };
    column.headers.iter().chain(column.shared).copied().find(is_written)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses";
    const KIM: &str = "kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com";
    const LITIGATION: &str = "info source mailboxes.csv LitigationHoldEnabled";

    #[test]
    fn a_column_that_is_absent_is_missing_and_a_blank_one_is_not() {
        let absent = Tenants::new().source("mailboxes.csv", &format!("{HEAD}\n{KIM}\n"));
        assert!(absent.findings(&super::CHECK).contains(LITIGATION));
        let blank = Tenants::new().source("mailboxes.csv", &format!("{HEAD},LitigationHoldEnabled\n{KIM},\n"));
        assert!(!blank.findings(&super::CHECK).contains(LITIGATION));
        let filled = Tenants::new().source("mailboxes.csv", &format!("{HEAD},LitigationHoldEnabled\n{KIM},False\n"));
        assert!(!filled.findings(&super::CHECK).contains(LITIGATION));
    }

    #[test]
    fn what_another_export_says_of_the_same_objects_is_not_missing() {
        let tenants = Tenants::new()
            .source("recipients.csv", "Name,DisplayName,RecipientTypeDetails,PrimarySmtpAddress\nKim,Kim,UserMailbox,kim@contoso.com\n")
            .source("mailboxes.csv", &format!("{HEAD}\n{KIM}\n"));
        assert!(!tenants.findings(&super::CHECK).contains("recipients.csv EmailAddresses"));
        let alone = Tenants::new()
            .source("recipients.csv", "Name,DisplayName,RecipientTypeDetails,PrimarySmtpAddress\nSam,Sam,UserMailbox,sam@contoso.com\n")
            .source("mailboxes.csv", &format!("{HEAD}\n{KIM}\n"));
        assert!(alone.findings(&super::CHECK).contains("info source recipients.csv EmailAddresses"));
    }

    #[test]
    fn sizes_are_not_asked_of_a_mailbox_export() {
        let tenants = Tenants::new().source("mailboxes.csv", &format!("{HEAD}\n{KIM}\n"));
        assert!(!tenants.findings(&super::CHECK).contains("MailboxSize"));
    }
}
