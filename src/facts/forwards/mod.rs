//! Forwards of both tenants: who sends mail on, how, and where it ends. Which of them are a trouble, the checks say.
//!
//! A contact, mail user or guest on the way is a label and no hop: the forward ends where that one points to.

mod attributes;
mod ends;
mod gather;
pub mod graph;
mod rules;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::{Facts, Naming, ObjectId, RowRef};
use crate::intern::Symbol;
use crate::pair::Pairs;
use crate::reading::InputFile;
use crate::schema::{Column, Side};
use crate::values::address::smtp;
use crate::values::identity::{Form, form};

/// What makes a mailbox send mail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// `ForwardingAddress`: a recipient of the own tenant.
    ForwardingAddress,
    /// `ForwardingSmtpAddress`: any address.
    ForwardingSmtpAddress,
    /// An inbox rule that forwards or redirects.
    Rule {
        /// Its name, empty where it was not exported.
        name: Symbol,
    },
}

impl Via {
    /// Whether it is an inbox rule.
    pub const fn is_rule(self) -> bool {
        matches!(self, Self::Rule { .. })
    }
}

/// Where a forward ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// One object of either tenant that takes mail itself.
    Object(Side, ObjectId),
    /// An address, lower case, in a domain of neither tenant.
    Outside(Box<str>),
    /// Nothing in the exports has the name, which is as exported, or the address, which is lower case.
    Nobody(Box<str>),
    /// The name fits several objects of the tenant.
    Several(Side, Box<[ObjectId]>),
    /// The cell cannot be read, or it names a contact whose address was not exported.
    Unknown,
}

/// One forward to one target.
#[derive(Debug, Clone)]
pub struct Forward {
    /// The tenant whose export shows it.
    pub side: Side,
    /// Whose mail it is; `None` where the export names nobody, or several.
    pub from: Option<ObjectId>,
    /// Whose mail it is, as exported.
    pub from_text: Symbol,
    /// What sends it on.
    pub via: Via,
    /// The target as exported; empty where the cell cannot be read.
    pub target_text: Symbol,
    /// Where it ends.
    pub to: End,
    /// The first contact, mail user or guest on the way.
    pub label: Option<(Side, ObjectId)>,
    /// From an object to its own pair, or to the contact that stands for it: the project's own doing.
    pub coexistence: bool,
    /// Whether the mailbox keeps the mail too; `None` where that is unknown.
    pub keeps_copy: Option<bool>,
    /// Whether it sends mail on: a `ForwardingSmtpAddress` beside a `ForwardingAddress` does not; `None` for a
    /// rule of which nobody knows whether it is enabled.
    pub acts: Option<bool>,
    /// Where it stands.
    pub at: RowRef,
    /// The column that names the target.
    pub column: &'static Column,
}

/// Which forwarding attributes of an object the exports show, set or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// `ForwardingAddress`.
    pub address: bool,
    /// `ForwardingSmtpAddress`.
    pub smtp: bool,
}

/// The forwards of both tenants.
#[derive(Debug, Default)]
pub struct Forwards {
    of: [Vec<Forward>; 2],
    known: [Vec<Known>; 2],
}

impl Forwards {
    /// Reads the forwards of both tenants, and counts the rows that are none as skipped by their rule.
    pub(super) fn gather(naming: &Naming<'_>, pairs: &Pairs, files: &mut [InputFile]) -> Self {
        let mut forwards = Self::default();
        for side in [Side::Source, Side::Destination] {
            let mut found = gather::Gathered::of(naming.tenant(side));
            let mut ends = ends::Ends::new(naming, pairs, side);
            rules::read(&mut found, &mut ends, files);
            attributes::read(&mut found, &mut ends, files);
            (forwards.of[side as usize], forwards.known[side as usize]) = found.finish();
        }
        forwards
    }

    /// All forwards that exports of a tenant show: by mailbox, those of unknown mailboxes last.
    pub fn of(&self, side: Side) -> &[Forward] {
        &self.of[side as usize]
    }

    /// The forwards of one object: attributes before rules, the acting attribute first.
    pub fn from(&self, side: Side, id: ObjectId) -> &[Forward] {
        let all = self.of(side);
        let is_before = |forward: &Forward| forward.from.is_some_and(|from| from < id);
        let is_up_to = |forward: &Forward| forward.from.is_some_and(|from| from <= id);
        &all[all.partition_point(is_before)..all.partition_point(is_up_to)]
    }

    /// Forwards whose mailbox nobody can tell.
    pub fn strays(&self, side: Side) -> &[Forward] {
        let all = self.of(side);
        &all[all.partition_point(|forward| forward.from.is_some())..]
    }

    /// Whether the exports tell how the attributes of a mailbox forward: one of them acts, or both are known to be
    /// empty.
    pub fn tell_attributes(&self, side: Side, id: ObjectId) -> bool {
        let known = self.known(side, id);
        let acts = |forward: &Forward| !forward.via.is_rule() && forward.acts == Some(true);
        (known.address && known.smtp) || self.from(side, id).iter().any(acts)
    }

    /// Which forwarding attributes of an object the exports show.
    pub fn known(&self, side: Side, id: ObjectId) -> Known {
        self.known[side as usize].get(id.index()).copied().unwrap_or_default()
    }
}

/// The name of a rule without the words that one report puts before it.
fn rule_name(text: &str) -> &str {
    const BEFORE: &str = "inbox rule:";
    let starts = text.get(..BEFORE.len()).is_some_and(|start| start.eq_ignore_ascii_case(BEFORE));
    if starts { text[BEFORE.len()..].trim() } else { text }
}

impl Facts {
    /// What sends mail on, in a word: the attribute, or the name of the rule.
    pub fn forward_via(&self, via: Via) -> &str {
        match via {
            Via::ForwardingAddress => "ForwardingAddress",
            Via::ForwardingSmtpAddress => "ForwardingSmtpAddress",
            Via::Rule { name } => rule_name(self.text(name)),
        }
    }

    /// What findings call the target of a forward: the primary SMTP address of the object where it ends, else the
    /// address, else the text as exported.
    pub fn forward_target(&self, forward: &Forward) -> String {
        match &forward.to {
            End::Object(side, id) => self.subject(*side, *id).to_owned(),
            End::Outside(text) | End::Nobody(text) => text.to_string(),
            End::Several(..) | End::Unknown => match forward.label {
                Some((side, id)) => self.subject(side, id).to_owned(),
                None => self.exported(forward.target_text).into_owned(),
            },
        }
    }

    /// The address that a forward sends to, lower case: as exported, or that of the first contact on the way; `None`
    /// where it names somebody otherwise.
    pub fn forward_address(&self, forward: &Forward) -> Option<String> {
        if let End::Outside(address) | End::Nobody(address) = &forward.to {
            return Some(address.to_string());
        }
        let text = match forward.label {
            Some((side, id)) => self.tenant(side).object(id).external,
            None => forward.target_text,
        };
        match form(self.text(text)) {
            Form::Address(address) => smtp(address).map(Cow::into_owned),
            _ => None,
        }
    }
}
