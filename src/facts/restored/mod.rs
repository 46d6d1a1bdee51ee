//! What a back-out has restored: every UPN and address that objects of the source had before, against what they have
//! now; contacts and forwards of the destination likewise. Which loss is a trouble, the checks say.

mod contacts;
mod forwards;
mod objects;
mod shown;

use super::ledger::Attribute;
use super::{Facts, ObjectId};
use crate::intern::Symbol;
use crate::schema::Side;

/// What became of something that was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is there again, or still.
    Restored,
    /// The address is there, but no longer as the primary one.
    Demoted,
    /// The object is there without it.
    Missing,
    /// The object itself is no longer there.
    Gone,
    /// The exports do not tell.
    Unknown,
}

impl Outcome {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Demoted => "demoted",
            Self::Missing => "missing",
            Self::Gone => "object gone",
            Self::Unknown => "not decidable",
        }
    }

    /// Whether it has to be brought back.
    pub const fn is_lost(self) -> bool {
        matches!(self, Self::Demoted | Self::Missing | Self::Gone)
    }
}

/// A source object of before.
#[derive(Debug, Clone)]
pub struct RestoredObject {
    /// The object, in the tenant as it was before.
    pub object: ObjectId,
    /// The same in the tenant as it is now; `None` where it is gone or not shown.
    pub now: Option<ObjectId>,
    /// `Restored`, `Gone` or `Unknown`: whether it still exists.
    pub outcome: Outcome,
    /// Whether nothing is missing among [`values`](Self::values) for want of an export of before.
    pub is_whole: bool,
    /// Its UPN, primary address and other addresses, in this order.
    pub values: Vec<RestoredValue>,
}

/// One value that a source object had before.
#[derive(Debug, Clone, Copy)]
pub struct RestoredValue {
    /// The attribute.
    pub attribute: Attribute,
    /// The value without prefix, lower case.
    pub value: Symbol,
    /// The same as exported.
    pub text: Symbol,
    /// The UPN or primary address of now, where the attribute has one value and it is known.
    pub current: Option<Symbol>,
    /// What became of it.
    pub outcome: Outcome,
}

impl RestoredValue {
    /// Whether it is an SMTP address.
    pub const fn is_smtp(&self) -> bool {
        matches!(self.attribute, Attribute::Primary | Attribute::Alias)
    }
}

/// A contact, mail user or guest of the destination that stood for a source object.
#[derive(Debug, Clone, Copy)]
pub struct RestoredContact {
    /// The contact, in the tenant as it was before.
    pub contact: ObjectId,
    /// For whom it stood.
    pub source: ObjectId,
    /// The address that it pointed to, else the one by which it stood for the object.
    pub address: Symbol,
    /// What became of it; one that was made anew is restored.
    pub outcome: Outcome,
}

/// A forward of the destination to somebody of the source.
#[derive(Debug, Clone, Copy)]
pub struct RestoredForward {
    /// Its number among the forwards of the destination before.
    pub forward: usize,
    /// What became of it.
    pub outcome: Outcome,
}

/// What is compared in a back-out; each list is empty where an export of one of the two moments is missing.
#[derive(Debug, Default)]
pub struct Restored {
    /// Objects of the source that are asked for: those in scope, and directory users.
    pub objects: Vec<RestoredObject>,
    /// Contacts of the destination.
    pub contacts: Vec<RestoredContact>,
    /// Forwards of the destination.
    pub forwards: Vec<RestoredForward>,
}

impl Restored {
    /// Compares before and now.
    pub(super) fn of(facts: &Facts) -> Self {
        let rest = || rayon::join(|| contacts::compare(facts), || forwards::compare(facts));
        let (objects, (contacts, forwards)) = rayon::join(|| objects::compare(facts), rest);
        Self {
            objects: objects.unwrap_or_default(),
            contacts: contacts.unwrap_or_default(),
            forwards: forwards.unwrap_or_default(),
        }
    }
}

/// A tenant before and now.
struct Moments<'f> {
    side: Side,
    before: &'f Facts,
    now: &'f Facts,
    again: &'f super::Again,
}

impl<'f> Moments<'f> {
    fn of(facts: &'f Facts, side: Side) -> Option<Self> {
        Some(Self { side, before: facts.before(side)?, now: facts.now(side)?, again: facts.again(side)? })
    }
}
