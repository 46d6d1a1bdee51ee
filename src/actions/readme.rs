//! The text that goes with the action files: order, tenants, scripts, and what has no mechanical answer.

use std::fmt::Write as _;

use super::folder::Made;
use super::{Left, Tenant};
use crate::Report;
use crate::check::Status;
use crate::report::workbook::project;
use crate::schema::Side;
use crate::values::text::counted;

/// Name of the file.
pub(super) const NAME: &str = "README.txt";

/// What holds for all files.
const GENERAL: &str = "\
These files change tenants. Read them, delete the rows that you do not want, and try each script with -WhatIf first.

How to run one
- Windows PowerShell 5.1 or PowerShell 7, with the module ExchangeOnlineManagement; for UPNs Microsoft.Graph too.
- Connect-ExchangeOnline to the tenant that is named below. A script stops before it changes anything if the session is
  with another one: it compares the column Tenant with the accepted domains of the session.
- ./NAME.ps1 -WhatIf says what it would do, ./NAME.ps1 does it, ./NAME.ps1 -Undo takes it back from undo-NAME.csv.
  Another file is taken with -Path.
- Each script looks at what is there first and may be run again: what is so already is counted as `already`. A row that
  fails is noted, and the rows after it are carried out. Exit code: 0 all rows, 1 some failed, 2 nothing was done.
- What became of each row stands in NAME-log.csv. Undo in the reverse order of the list below.

About the cells
- UTF-8 with commas. If a spreadsheet saves them otherwise, the script stops.
- A cell that begins like a formula has an apostrophe before it, which the script takes off.
- A list of addresses is separated by commas. An X500 address may hold commas: before each comma and backslash that
  belongs to an address stands a backslash.
- The scripts are the same for everybody and hold nothing from an export.
- manifest.json has the checksums of the files as they were written. When a script has been run here, the next run of
  tenantcheck moves this set into a folder of its own, `earlier 1` and so on: its undo files know what was there before.
";

/// The text.
pub(super) fn text(report: &Report, made: &[Made]) -> String {
    let plan = &report.facts.plan;
    let mut text = format!(
        "{}\nAction files of tenantcheck {}, command {}\n\n{GENERAL}\nIn this order\n",
        plain(project(plan)),
        env!("CARGO_PKG_VERSION"),
        plan.command.as_str()
    );
    for caution in report.facts.cautions() {
        let _ = writeln!(text, "Look at this first: {}", plain(&caution.text));
    }
    let shown = made.iter().filter(|made| !made.steps.forth.is_empty());
    for (at, made) in shown.enumerate() {
        action(&mut text, at + 1, made);
    }
    if made.iter().all(|made| made.steps.forth.is_empty()) {
        text.push_str("Nothing: no finding has a mechanical answer.\n");
    }
    let left: Vec<&Left> = made.iter().flat_map(|made| &made.steps.left).collect();
    if !left.is_empty() {
        let _ = write!(text, "\nBy hand: {} without a row\n", counted(left.len() as u64, "finding"));
        for Left { code, subject, value, why } in left {
            let _ = writeln!(text, "- {code} {}, {}: {}", plain(subject), plain(value), plain(why));
        }
    }
    text.push_str(&not_looked_at(report, made));
    text
}

fn action(text: &mut String, number: usize, Made { action, tenant, domain, steps }: &Made) {
    let name = action.name;
    let _ = writeln!(text, "{number}. {name}.csv: {}", action.title);
    let rows = counted(steps.forth.len() as u64, "row");
    let at = match tenant {
        Tenant::Mover => None,
        Tenant::Of(Side::Source) => Some("the source"),
        Tenant::Of(Side::Destination) => Some("the destination"),
        Tenant::Left => Some("the tenant that the domain leaves"),
    };
    let _ = match at {
        None => writeln!(text, "   {rows}"),
        Some(at) if domain.is_empty() => writeln!(
            text,
            "   {rows} for {at}, whose initial domain is not known: give it in the project file, or the script stops"
        ),
        Some(at) => writeln!(text, "   {rows} for {at}, {domain}"),
    };
    if action.family.script().is_some() {
        let _ = writeln!(text, "   ./{name}.ps1 -WhatIf, ./{name}.ps1; back: ./{name}.ps1 -Undo");
    }
    if steps.one_way > 0 {
        let rows = counted(steps.one_way as u64, "row");
        let _ = writeln!(text, "   {rows} without the way back: the exports do not tell whether this is there already");
    }
    if !action.note.is_empty() {
        let _ = writeln!(text, "   {}", action.note);
    }
}

/// The checks that the files depend on and that did not run: what they would have found is in no file.
fn not_looked_at(report: &Report, made: &[Made]) -> String {
    let mut text = String::new();
    let codes: Vec<&str> = made.iter().flat_map(|made| made.action.closes).copied().collect();
    let coverage = report.answer.coverage.iter().filter(|line| codes.contains(&line.code));
    for line in coverage {
        let _ = match line.status {
            Status::Run if line.undecidable == 0 => Ok(()),
            Status::Run => writeln!(text, "- {}: {} not decidable", line.code, counted(line.undecidable, "row")),
            Status::Off => writeln!(text, "- {}: switched off", line.code),
            Status::NotRun => writeln!(text, "- {}: needs {}", line.code, line.needs.join("; ")),
        };
    }
    if text.is_empty() { text } else { format!("\nNot looked at, so that rows may be missing\n{text}") }
}

/// A text of an export on one line.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
