//! restore-upn: stub.

use super::{Action, Gaps, Steps, family};

/// The action.
pub static ACTION: Action =
    Action { name: "restore-upn", title: "", note: "", family: &family::ADDRESSES, written: &[], closes: &[], rows };

fn rows(_gaps: &Gaps<'_>, _steps: &mut Steps) {}
