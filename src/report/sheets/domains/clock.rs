//! The cutover clock: one row per moving domain, the next thing to do in large letters.

use crate::check::Severity;
use crate::facts::clock::{LOWERED, Lowering, shown};
use crate::facts::{Clock, Facts};
use crate::report::grid::{Cell, Format, Head};
use crate::report::page::{Block, Table, Tone};
use crate::schema::Side;

/// The clock, or what is missing for it.
pub fn blocks<'a>(facts: &Facts) -> Vec<Block<'a>> {
    let heading = Block::Heading("Cutover clock".into());
    let Some(cutover) = &facts.plan.cutover else {
        let text = "No cutover time is known: with “cutover” in the project file each step gets its latest time. Until then: ask for \
                    the lower TTL at least 8 hours ahead, have it lowered one old TTL before the MX record changes, and change the MX \
                    record 5 minutes before the start.";
        return vec![heading, Block::Text(text.into())];
    };
    let clocks: Vec<(&str, Clock)> =
        facts.leaving().into_iter().filter_map(|domain| Some((domain, facts.clock(domain)?))).collect();
    let rows = clocks.iter().map(|(domain, clock)| row(facts, domain, clock)).collect();
    let columns = vec![
        (Head::text("Moving domain"), 3),
        (Head::new("MX TTL (s)", Format::Flag), 1),
        (Head::text("Ask for 300 s by"), 2),
        (Head::text("TTL lowered by"), 2),
        (Head::text("MX changed by"), 2),
        (Head::text("Domain free by"), 2),
    ];
    let text = format!(
        "Cutover: {}. Latest times, in the zone in which the project says it. A lower TTL counts when the old one has passed; the MX record changes one lowered \
         TTL ({LOWERED} s, or less where it is shorter) before the start. A domain that is removed at the cutover is free within 60 \
         minutes: until then no other tenant can add it.",
        shown(cutover)
    );
    vec![verdict(&clocks), heading, Block::Table(Table { columns, rows }), Block::Text(text.into())]
}

/// The first thing to do.
fn verdict<'a>(clocks: &[(&str, Clock)]) -> Block<'a> {
    let due = clocks.iter().filter_map(|(domain, clock)| match &clock.lower {
        Lowering::Due { ask, .. } => Some((ask, *domain)),
        _ => None,
    });
    let unknown: Vec<&str> =
        clocks.iter().filter(|(_, clock)| clock.lower == Lowering::Unknown).map(|(domain, _)| *domain).collect();
    let (tone, text) = match (due.min(), clocks.first()) {
        (Some((ask, domain)), _) => (
            Tone::Severity(Severity::Major),
            format!("First: ask for an MX TTL of {LOWERED} s for {domain} by {}", shown(ask)),
        ),
        (None, Some((_, clock))) if unknown.is_empty() => {
            (Tone::Good, format!("Every MX TTL is short: change the MX record by {}", shown(&clock.change_mx)))
        }
        (None, Some(_)) => (Tone::Neutral, format!("MX TTL not known: {}; export the zone", unknown.join(", "))),
        (None, None) => (Tone::Neutral, "No domain moves".to_owned()),
    };
    Block::Verdict { tone, text: text.into() }
}

fn row<'a>(facts: &Facts, domain: &str, clock: &Clock) -> Vec<Cell<'a>> {
    let (ask, lower) = match &clock.lower {
        Lowering::Needless => ("short enough".to_owned(), "short enough".to_owned()),
        Lowering::Unknown => ("TTL not known".to_owned(), "TTL not known".to_owned()),
        Lowering::Due { ask, lower } => (shown(ask), shown(lower)),
    };
    vec![
        Cell::text(domain.to_owned()),
        Cell::maybe(facts.dns.mx_ttl(Side::Source, domain), |ttl| Cell::Int(u64::from(ttl))),
        Cell::text(ask),
        Cell::text(lower),
        Cell::text(shown(&clock.change_mx)),
        Cell::text(shown(&clock.released)),
    ]
}
