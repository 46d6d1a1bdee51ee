//! Holds of a mailbox: which of them are on, and whether the exports can tell.

use super::{Facts, Object};
use crate::kinds::mailboxes;
use crate::normalize::Entry;
use crate::schema::{Column, Side};

/// A kind of hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// `LitigationHoldEnabled`.
    Litigation,
    /// An entry of `InPlaceHolds` for this mailbox that is no retention policy for all mailboxes.
    InPlace,
    /// What a removed hold leaves behind for 30 days.
    Delay,
    /// Retention hold, a retention label, or a retention policy for all mailboxes (`mbx...`).
    Retention,
}

impl Hold {
    /// The word used in findings and sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Litigation => "litigation",
            Self::InPlace => "in-place",
            Self::Delay => "delay",
            Self::Retention => "retention",
        }
    }
}

/// The holds of one mailbox.
#[derive(Debug, Clone, Default)]
pub struct Holds {
    /// Those that are on, each with a column that says so.
    pub on: Vec<(Hold, &'static Column)>,
    /// Those that are neither known to be on nor known to be off.
    pub unknown: Vec<Hold>,
}

impl Holds {
    /// Whether there is a hold; `None` where that cannot be told.
    pub fn any(&self) -> Option<bool> {
        if self.on.is_empty() { self.unknown.is_empty().then_some(false) } else { Some(true) }
    }

    fn add(&mut self, hold: Hold, said: &[(&'static Column, Option<bool>)]) {
        if let Some((column, _)) = said.iter().find(|(_, flag)| *flag == Some(true)) {
            self.on.push((hold, column));
        } else if said.iter().all(|(_, flag)| flag.is_none()) {
            self.unknown.push(hold);
        }
    }
}

impl Facts {
    /// The holds of a mailbox, each kind once, in the order of [`Hold`].
    pub fn holds(&self, side: Side, object: &Object) -> Holds {
        let flag = |column: &'static Column| (column, self.flag(side, object, &[column]));
        let entries = self.list(side, object, &[&mailboxes::IN_PLACE_HOLDS]);
        let listed = |hold: Hold| {
            let is_of = |entry: &Entry| of_entry(self.text(entry.key)) == Some(hold);
            (&mailboxes::IN_PLACE_HOLDS, entries.map(|entries| entries.iter().any(is_of)))
        };
        let mut holds = Holds::default();
        holds.add(Hold::Litigation, &[flag(&mailboxes::LITIGATION_HOLD)]);
        holds.add(Hold::InPlace, &[listed(Hold::InPlace)]);
        holds.add(Hold::Delay, &[flag(&mailboxes::DELAY_HOLD), flag(&mailboxes::DELAY_RELEASE_HOLD)]);
        let retention =
            [flag(&mailboxes::RETENTION_HOLD), flag(&mailboxes::COMPLIANCE_TAG_HOLD), listed(Hold::Retention)];
        holds.add(Hold::Retention, &retention);
        holds
    }
}

/// What an entry of `InPlaceHolds` stands for; a leading minus excludes the mailbox from the hold.
fn of_entry(entry: &str) -> Option<Hold> {
    if entry.starts_with('-') {
        None
    } else if entry.starts_with("mbx") {
        Some(Hold::Retention)
    } else {
        Some(Hold::InPlace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_says_which_hold_it_is() {
        assert_eq!(of_entry("unih7d895d48-7e23-4a8d-8346-533c3beac15d"), Some(Hold::InPlace));
        assert_eq!(of_entry("mbxcdbbb86ce60342489bff371876e7f224:1"), Some(Hold::Retention));
        assert_eq!(of_entry("-mbxcdbbb86ce60342489bff371876e7f224"), None);
    }

    #[test]
    fn one_source_that_says_no_is_enough_and_none_is_unknown() {
        let column = &mailboxes::DELAY_HOLD;
        let mut holds = Holds::default();
        holds.add(Hold::Delay, &[(column, None), (column, Some(false))]);
        assert_eq!(holds.any(), Some(false));
        holds.add(Hold::Litigation, &[(column, None)]);
        assert_eq!(holds.any(), None);
        holds.add(Hold::Retention, &[(column, None), (column, Some(true))]);
        assert_eq!(holds.any(), Some(true));
    }
}
