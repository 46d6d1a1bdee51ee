//! recreate-contacts: stub.

use super::{Action, Gaps, Steps, family};

/// The action.
pub static ACTION: Action =
    Action { name: "recreate-contacts", title: "", note: "", family: &family::OBJECTS, written: &[], closes: &[], rows };

fn rows(_gaps: &Gaps<'_>, _steps: &mut Steps) {}
