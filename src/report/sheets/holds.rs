//! Which holds lie on a mailbox, in words.

use crate::facts::{Facts, Object};
use crate::schema::Side;

/// The holds of a source mailbox, `no` where there are none, `unknown` where the exports cannot tell.
pub fn holds(facts: &Facts, object: &Object) -> String {
    let holds = facts.holds(Side::Source, object);
    match holds.any() {
        Some(true) => holds.on.iter().map(|(hold, _)| hold.as_str()).collect::<Vec<_>>().join(", "),
        Some(false) => "no".to_owned(),
        None => "unknown".to_owned(),
    }
}
