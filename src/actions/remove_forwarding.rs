//! remove-forwarding: stub.

use super::{Action, Gaps, Steps, family};

/// The action.
pub static ACTION: Action =
    Action { name: "remove-forwarding", title: "", note: "", family: &family::FORWARDING, written: &[], closes: &[], rows };

fn rows(_gaps: &Gaps<'_>, _steps: &mut Steps) {}
