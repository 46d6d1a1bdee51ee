//! The assessment as a workbook: which sheets it has, and what it says about itself.

use jiff::civil::Date;

use super::sheets;
use super::view::View;
use super::{Properties, Workbook};
use crate::facts::age::latest;
use crate::plan::Plan;

/// Title of the workbook.
const TITLE: &str = "Assessment";

/// The workbook of an assessment. Its rows are made when they are written.
pub fn workbook<'a>(view: &'a View<'a>) -> Workbook<'a> {
    Workbook {
        properties: properties(view),
        sheets: sheets::ASSESSMENT.iter().map(|sheet| (sheet.build)(view)).collect(),
    }
}

fn properties(view: &View<'_>) -> Properties {
    let plan = &view.facts.plan;
    Properties {
        title: TITLE.to_owned(),
        project: project(plan).to_owned(),
        program: format!("tenantcheck {}", env!("CARGO_PKG_VERSION")),
        made: made(view).map(|day| day.at(0, 0, 0, 0)),
    }
}

/// What the move is called.
pub fn project(plan: &Plan) -> &str {
    plan.name.as_deref().unwrap_or("Tenant-to-tenant migration")
}

/// The day that the report bears: the one that counts as today, else the latest one in the exports.
fn made(view: &View<'_>) -> Option<Date> {
    let exported = || latest(&view.facts.source).max(latest(&view.facts.destination));
    view.facts.plan.today.or_else(exported)
}
