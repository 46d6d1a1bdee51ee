//! What is known about the mover, each fact with its source, so that a person can judge how far to trust it.

use crate::movers;
use crate::report::grid::{Cell, Format, Head};
use crate::report::page::{Block, Table};
use crate::report::view::View;

/// The profile of the mover.
pub fn profile<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let profile = movers::of(view.facts.plan.mover);
    let rows = profile.facts.iter().map(|fact| {
        vec![
            Cell::text(fact.topic.as_str()),
            Cell::text(fact.says.as_str()),
            Cell::text(fact.source.as_str()),
            Cell::text(fact.date.as_str()),
            Cell::text(fact.confidence.as_str()),
        ]
    });
    let columns = vec![
        (Head::text("About"), 1),
        (Head::prose("What is known"), 6),
        (Head::prose("Source"), 3),
        (Head::new("Date", Format::Text), 1),
        (Head::new("Confidence", Format::Text), 1),
    ];
    let heading = format!("What the mover carries, needs and refuses: {}", profile.title);
    vec![Block::Heading(heading.into()), Block::Table(Table { columns, rows: rows.collect() })]
}
