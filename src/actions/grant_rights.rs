//! grant-rights: stub.

use super::{Action, Gaps, Steps, family};

/// The action.
pub static ACTION: Action =
    Action { name: "grant-rights", title: "", note: "", family: &family::RIGHTS, written: &[], closes: &[], rows };

fn rows(_gaps: &Gaps<'_>, _steps: &mut Steps) {}
