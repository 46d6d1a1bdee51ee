//! Stub.

use super::MovedSetting;
use crate::facts::Facts;

pub(super) fn compare(_facts: &Facts) -> Vec<MovedSetting> {
    Vec::new()
}
