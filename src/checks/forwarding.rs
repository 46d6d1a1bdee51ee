//! What the checks of forwarding share: the exports that show forwards, and how mailboxes are gone through.

use super::volume;
use crate::check::{Carried, Evidence, Hit, Need, Selection};
use crate::facts::{End, Facts, Forward, Via};
use crate::kinds::{forwarding, inbox_rules, mailboxes};
use crate::schema::Side;

macro_rules! need {
    ($($kind:ident::$column:ident),* $(,)?) => {
        Need::on(Side::Source, const { &[$(Carried { kind: &$kind::KIND, column: &$kind::$column }),*] })
    };
}

/// Forwarding attributes of the source's mailboxes.
pub(super) const ATTRIBUTES: Need = need![
    mailboxes::FORWARDING_ADDRESS,
    mailboxes::FORWARDING_SMTP_ADDRESS,
    forwarding::FORWARDING_ADDRESS,
    forwarding::FORWARDING_SMTP_ADDRESS,
    forwarding::FORWARD_TO_ANY,
];

/// Forwarding attributes of the destination's mailboxes.
pub(super) const DESTINATION_ATTRIBUTES: Need = Need::on(Side::Destination, ATTRIBUTES.any);

/// Inbox rules of the source's mailboxes.
pub(super) const RULES: Need = need![
    inbox_rules::FORWARD_TO,
    inbox_rules::FORWARD_AS_ATTACHMENT_TO,
    inbox_rules::REDIRECT_TO,
    forwarding::INBOX_RULE,
    forwarding::FORWARDING_VIA,
];

/// Whether mailboxes of the source keep what they forward.
pub(super) const COPIES: Need =
    need![mailboxes::DELIVER_TO_MAILBOX_AND_FORWARD, forwarding::DELIVER_TO_MAILBOX_AND_FORWARD];

/// Some forwards of the source.
pub(super) const FORWARDS: Need = need![
    mailboxes::FORWARDING_ADDRESS,
    mailboxes::FORWARDING_SMTP_ADDRESS,
    forwarding::FORWARDING_ADDRESS,
    forwarding::FORWARDING_SMTP_ADDRESS,
    forwarding::FORWARD_TO_ANY,
    inbox_rules::FORWARD_TO,
    inbox_rules::FORWARD_AS_ATTACHMENT_TO,
    inbox_rules::REDIRECT_TO,
];

/// Some forwards of either tenant.
pub(super) const ANY_FORWARDS: Need = Need::either(FORWARDS.any);

/// Some forwards of the destination.
pub(super) const DESTINATION_FORWARDS: Need = Need::on(Side::Destination, FORWARDS.any);

/// What is said about one forward.
pub(super) enum Verdict {
    /// It has the trouble.
    Trouble(Hit),
    /// It has not.
    Fine,
    /// Nobody can tell.
    Undecided,
}

/// Which forwards a check asks about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Attributes and rules.
    All,
    /// Forwarding attributes.
    Attributes,
    /// Inbox rules.
    Rules,
}

impl Asked {
    fn holds(self, via: Via) -> bool {
        match self {
            Self::All => true,
            Self::Attributes => !via.is_rule(),
            Self::Rules => via.is_rule(),
        }
    }
}

/// Goes through the source mailboxes in scope and judges the forwards that act; coexistence forwards are no trouble.
///
/// A mailbox cannot be decided where its attributes are unknown, where nobody knows whether a rule is enabled, or
/// where one of its forwards cannot be judged. A forward whose mailbox is unknown counts as one more row.
pub(super) fn judge(facts: &Facts, selection: &mut Selection, asked: Asked, verdict: impl Fn(&Forward) -> Verdict) {
    for (id, _) in volume::mailboxes(facts) {
        selection.examine();
        let mut is_decided = asked == Asked::Rules || facts.forwards.tell_attributes(Side::Source, id);
        let forwards = facts.forwards.from(Side::Source, id).iter();
        for forward in forwards.filter(|forward| asked.holds(forward.via) && !forward.coexistence) {
            match forward.acts {
                Some(false) => {}
                None => is_decided = false,
                Some(true) => match verdict(forward) {
                    Verdict::Trouble(hit) => selection.hit(hit),
                    Verdict::Fine => {}
                    Verdict::Undecided => is_decided = false,
                },
            }
        }
        if !is_decided {
            selection.undecided();
        }
    }
    count_strays(facts, selection, asked, Side::Source);
}

/// Counts forwards whose mailbox is unknown, each row once.
pub(super) fn count_strays(facts: &Facts, selection: &mut Selection, asked: Asked, side: Side) {
    let mut last = None;
    for forward in facts.forwards.strays(side).iter().filter(|forward| asked.holds(forward.via)) {
        if last != Some(forward.at) {
            selection.examine();
            selection.undecided();
        }
        last = Some(forward.at);
    }
}

/// A hit about the mailbox of a forward with its target as value, with `via` and `over` for the message.
pub(super) fn hit(facts: &Facts, forward: &Forward) -> Hit {
    let subject = forward.from.map_or_else(|| facts.text(forward.from_text), |id| facts.subject(forward.side, id));
    let via = facts.forward_via(forward.via);
    let via = if forward.via.is_rule() { format!("the inbox rule `{via}`") } else { format!("its {via}") };
    let over = match forward.label {
        Some((side, id)) if !matches!(forward.to, End::Unknown) => {
            format!(" over the {} `{}`", facts.tenant(side).object(id).class.as_str(), facts.subject(side, id))
        }
        _ => String::new(),
    };
    Hit::new(forward.side, subject, facts.forward_target(forward))
        .with("via", via)
        .with("over", over)
        .seen(Some(evidence(facts, forward)))
}

/// Where a forward can be seen.
pub(super) fn evidence(facts: &Facts, forward: &Forward) -> Evidence {
    facts.at(forward.side, forward.at, Some(forward.column))
}
