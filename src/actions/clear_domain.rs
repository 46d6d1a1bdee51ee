//! clear-domain: stub.

use super::{Action, Gaps, Steps, family};

/// The action.
pub static ACTION: Action =
    Action { name: "clear-domain", title: "", note: "", family: &family::ADDRESSES, written: &[], closes: &[], rows };

fn rows(_gaps: &Gaps<'_>, _steps: &mut Steps) {}
