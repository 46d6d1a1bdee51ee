//! The catalogue of sheets: one file a sheet, listed here and nowhere else. Sheets are data; how they
//! are written is not known here.

pub mod backout;
pub mod conflicts;
pub mod contacts;
pub mod coverage;
pub mod cutover;
pub mod delegation;
pub mod domains;
pub mod findings;
pub mod forwarding;
pub mod groups;
mod holds;
pub mod inputs;
pub mod licences;
pub mod mailboxes;
mod pairing;
pub mod progress;
pub mod rejected;
pub mod runbook;
pub mod summary;
pub mod verification;
pub mod waves;
mod work;

use super::Sheet;
use super::view::View;

/// One sheet: its name, which is part of the contract, and how it is made.
#[derive(Debug)]
pub struct Declared {
    /// Name on the tab.
    pub name: &'static str,
    /// Makes it.
    pub build: for<'a> fn(&'a View<'a>) -> Sheet<'a>,
}

/// The sheets of `assessment.xlsx` as the tabs stand.
pub static ASSESSMENT: &[&Declared] = &[
    &summary::SHEET,
    &runbook::SHEET,
    &findings::SHEET,
    &mailboxes::SHEET,
    &conflicts::SHEET,
    &groups::SHEET,
    &delegation::SHEET,
    &forwarding::SHEET,
    &contacts::SHEET,
    &domains::SHEET,
    &licences::summary::IN_ASSESSMENT,
    &coverage::SHEET,
    &inputs::SHEET,
    &rejected::SHEET,
];

/// The sheets of `waves.xlsx` as the tabs stand.
pub static WAVES: &[&Declared] = &[
    &waves::summary::SHEET,
    &waves::members::SHEET,
    &waves::clusters::SHEET,
    &waves::cuts::SHEET,
    &findings::SHEET,
    &coverage::SHEET,
    &inputs::SHEET,
    &rejected::SHEET,
];

/// The sheets of `licences.xlsx` as the tabs stand.
pub static LICENCES: &[&Declared] = &[
    &licences::summary::SHEET,
    &licences::lines::SHEET,
    &licences::baskets::SHEET,
    &licences::plans::SHEET,
    &licences::prices::SHEET,
    &licences::options::SHEET,
    &licences::needs_data::SHEET,
    &licences::assumptions::SHEET,
    &findings::SHEET,
    &coverage::SHEET,
    &inputs::SHEET,
    &rejected::SHEET,
];

/// The sheets of `cutover.xlsx` as the tabs stand.
pub static CUTOVER: &[&Declared] = &[
    &cutover::summary::SHEET,
    &runbook::SHEET,
    &cutover::ledger::SHEET,
    &cutover::collisions::SHEET,
    &cutover::records::SHEET,
    &findings::SHEET,
    &coverage::SHEET,
    &inputs::SHEET,
    &rejected::SHEET,
];

/// The sheets of `verification.xlsx` as the tabs stand.
pub static VERIFICATION: &[&Declared] = &[
    &verification::summary::SHEET,
    &verification::objects::SHEET,
    &verification::aliases::SHEET,
    &verification::rights::SHEET,
    &verification::forwarding::SHEET,
    &verification::contacts::SHEET,
    &verification::groups::SHEET,
    &verification::left_over::SHEET,
    &findings::SHEET,
    &coverage::SHEET,
    &inputs::SHEET,
    &rejected::SHEET,
];

/// The sheets of `backout.xlsx` as the tabs stand.
pub static BACKOUT: &[&Declared] = &[
    &backout::summary::SHEET,
    &runbook::SHEET,
    &backout::restored::SHEET,
    &findings::SHEET,
    &coverage::SHEET,
    &inputs::SHEET,
    &rejected::SHEET,
];

/// The sheets of `baseline.xlsx` as the tabs stand.
pub static BASELINE: &[&Declared] = &[&findings::SHEET, &coverage::SHEET, &inputs::SHEET, &rejected::SHEET];

/// Every sheet of every workbook; those of one name, in several of them, one after the other.
pub fn all() -> impl Iterator<Item = &'static Declared> {
    let workbooks = [ASSESSMENT, WAVES, LICENCES, CUTOVER, VERIFICATION, BACKOUT, BASELINE];
    workbooks.into_iter().flatten().copied().chain([&progress::SHEET])
}
