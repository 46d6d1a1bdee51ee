//! The key `waves` of the document: which objects move together, and what is cut.

use serde::Serialize;

use crate::facts::Facts;
use crate::schema::Side;
use crate::waves::{Proposal, words};

/// One wave.
#[derive(Debug, Clone, Serialize)]
pub struct Wave<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether people made it.
    pub given: bool,
    /// Mailboxes in it.
    pub mailboxes: u64,
    /// Bytes of them that are known, archives among them.
    pub bytes: u64,
    /// Mailboxes whose size is not known, or not all of it.
    pub unknown_sizes: u64,
    /// What moves in it, by what findings call it.
    pub objects: Vec<&'a str>,
    /// Rights that are cut on what moves in it, the most important first.
    pub cuts: Vec<Cut<'a>>,
}

/// A right whose owner and grantee move in different waves.
#[derive(Debug, Clone, Serialize)]
pub struct Cut<'a> {
    /// Whose mailbox it is on.
    pub owner: &'a str,
    /// The right, as findings write it.
    pub right: String,
    /// Who has it.
    pub grantee: &'a str,
    /// The wave of whoever has it.
    pub grantee_wave: &'a str,
    /// The group through which it is held; such a right is no DEL006, which knows direct ones only.
    pub through: Option<&'a str>,
    /// How much it weighs.
    pub weight: u64,
}

/// The waves of a proposal, as they are listed.
pub fn waves<'a>(facts: &'a Facts, proposal: &'a Proposal) -> Vec<Wave<'a>> {
    let mut waves: Vec<Wave<'a>> = proposal
        .waves
        .iter()
        .map(|wave| Wave {
            name: &wave.name,
            given: wave.given,
            mailboxes: wave.load.mailboxes,
            bytes: wave.known_bytes,
            unknown_sizes: wave.unknown,
            objects: Vec::new(),
            cuts: Vec::new(),
        })
        .collect();
    for member in &proposal.members {
        waves[member.wave as usize].objects.push(facts.subject(Side::Source, member.id));
    }
    for tie in proposal.cuts() {
        let wave = proposal.member(tie.owner).wave;
        waves[wave as usize].cuts.push(Cut {
            owner: words::name(facts, proposal, tie.owner),
            right: facts.right_value(Side::Source, words::right(facts, tie)),
            grantee: words::name(facts, proposal, tie.grantee),
            grantee_wave: &proposal.wave(proposal.member(tie.grantee)).name,
            through: words::group(facts, tie),
            weight: tie.weight,
        });
    }
    waves
}
