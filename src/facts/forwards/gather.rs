//! What is collected while the exports of one tenant are read: what they say about the attributes of each mailbox,
//! the rules, and whose mailbox nobody can tell.

use super::ends::{Ends, Route};
use super::{End, Forward, Known, Via, rule_name};
use crate::facts::{ObjectId, RowRef, Tenant};
use crate::intern::Symbol;
use crate::normalize::Table;
use crate::schema::Column;
use crate::values::text;

/// A cell of an export.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub at: RowRef,
    pub column: &'static Column,
}

/// What an export says about one attribute; a better one replaces a worse one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Said {
    /// No export shows it.
    #[default]
    Nothing,
    /// The cell cannot be read.
    Unreadable(Place),
    /// It is not set.
    Empty,
    /// It is set.
    Set(Symbol, Place),
}

impl Said {
    /// What a cell says; `None` is one that cannot be read.
    pub(super) fn of(cell: Option<Symbol>, place: Place) -> Self {
        match cell {
            None => Self::Unreadable(place),
            Some(Symbol::EMPTY) => Self::Empty,
            Some(text) => Self::Set(text, place),
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Unreadable(_) => 1,
            Self::Empty => 2,
            Self::Set(..) => 3,
        }
    }

    /// Takes what another export says if that says more; the first of equals stays.
    pub(super) fn improve(&mut self, other: Self) -> bool {
        let is_better = other.rank() > self.rank();
        if is_better {
            *self = other;
        }
        is_better
    }

    const fn is_known(self) -> bool {
        matches!(self, Self::Empty | Self::Set(..))
    }
}

/// What exports say about the forwarding attributes of one mailbox.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attributes {
    pub address: Said,
    pub smtp: Said,
    pub keeps_copy: Option<bool>,
}

/// Everything that was read about one tenant.
pub(super) struct Gathered<'a> {
    pub tenant: &'a Tenant,
    /// Per object of the tenant.
    pub attributes: Vec<Attributes>,
    forwards: Vec<Forward>,
    /// The rules among them: mailbox, name, end.
    rules: hashbrown::HashSet<(ObjectId, String, End), foldhash::fast::FixedState>,
}

impl<'a> Gathered<'a> {
    pub(super) fn of(tenant: &'a Tenant) -> Self {
        Self {
            tenant,
            attributes: vec![Attributes::default(); tenant.objects.len()],
            forwards: Vec::new(),
            rules: hashbrown::HashSet::default(),
        }
    }

    /// Adds a rule's forward to one target; returns whether it is not yet known.
    pub(super) fn push_rule(&mut self, forward: Forward, ends: &Ends<'_>) -> bool {
        if let (Some(from), Via::Rule { name }) = (forward.from, forward.via) {
            let name = text::fold_name(rule_name(ends.naming.pool.text(name)));
            let to = match &forward.to {
                End::Nobody(text) => End::Nobody(text.to_lowercase().into()),
                known => known.clone(),
            };
            if !self.rules.insert((from, name, to)) {
                return false;
            }
        }
        self.forwards.push(forward);
        true
    }

    /// Adds what the attributes of one mailbox amount to.
    pub(super) fn push_attributes(
        &mut self,
        from: Option<ObjectId>,
        from_text: Symbol,
        said: Attributes,
        ends: &mut Ends<'_>,
    ) {
        // What `ForwardingAddress` says decides whether `ForwardingSmtpAddress` acts.
        let smtp_acts = match said.address {
            Said::Set(..) => Some(false),
            Said::Unreadable(_) => None,
            Said::Empty | Said::Nothing => Some(true),
        };
        let attributes =
            [(Via::ForwardingAddress, said.address, Some(true)), (Via::ForwardingSmtpAddress, said.smtp, smtp_acts)];
        for (via, said_of_one, acts) in attributes {
            let (target, place, acts) = match said_of_one {
                Said::Set(target, place) => (target, place, acts),
                Said::Unreadable(place) if acts != Some(false) => (Symbol::EMPTY, place, None),
                _ => continue,
            };
            let origin = Origin { from, from_text, via, keeps_copy: said.keeps_copy, acts };
            self.forwards.push(forward(origin, target, place, ends));
        }
    }

    /// The forwards in order, and which attributes of each object are known.
    pub(super) fn finish(mut self) -> (Vec<Forward>, Vec<Known>) {
        self.forwards.sort_by_key(|forward| {
            (forward.from.is_none(), forward.from, forward.via.is_rule(), forward.acts == Some(false))
        });
        let known = |said: &Attributes| Known { address: said.address.is_known(), smtp: said.smtp.is_known() };
        (self.forwards, self.attributes.iter().map(known).collect())
    }
}

/// All of a forward but its target.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub from: Option<ObjectId>,
    pub from_text: Symbol,
    pub via: Via,
    pub keeps_copy: Option<bool>,
    pub acts: Option<bool>,
}

/// A forward to a text; the empty text is a cell that cannot be read.
pub(super) fn forward(origin: Origin, target: Symbol, place: Place, ends: &mut Ends<'_>) -> Forward {
    let Origin { from, from_text, via, keeps_copy, acts } = origin;
    let route = if target.is_empty() { Route::UNKNOWN } else { ends.route(target) };
    Forward {
        side: ends.side,
        from,
        from_text,
        via,
        target_text: target,
        coexistence: from.is_some_and(|from| ends.is_coexistence(from, &route)),
        label: route.labels.first().copied(),
        to: route.to,
        keeps_copy,
        acts,
        at: place.at,
        column: place.column,
    }
}

/// Whether a table has the header of a column and no value below it.
pub(super) fn is_blank(table: &Table, column: &'static Column) -> bool {
    table.header(column).is_some() && !table.has(column)
}
