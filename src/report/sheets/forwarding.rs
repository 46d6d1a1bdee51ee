//! Forwarding: one row per forward of either tenant, where it ends, what becomes of it, and what was found about it.

use hashbrown::HashMap;

use super::{Declared, findings};
use crate::facts::{End, Facts, Forward, ObjectId};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Forwarding";

/// By which columns a row is found again, after the move too.
pub const KEY: Key = Key(&[&["From"], &["Side"], &["Via"], &["Target as exported"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// Verdict on a forward that the project set itself.
const COEXISTENCE: &str = "coexistence: remove at cutover";

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("From").cap(32),
        Head::text("Side"),
        Head::text("Via").cap(28),
        Head::text("Target as exported").cap(36),
        Head::text("Ends at").cap(34),
        Head::text("Class"),
        Head::text("Over").cap(28),
        Head::new("Keeps a copy", Format::Flag),
        Head::new("Coexistence", Format::Flag),
        Head::text("After the move").cap(34),
        Head::new("Worst", Format::Severity),
        Head::prose("Verdict").cap(44),
        Head::person_made("Decision", &["set again after the move", "remove", "remove at cutover", "leave"]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let found = Found::of(view);
    let mut grid = Grid::new(NAME, columns, view.forwards.len(), move |row, cells| {
        let forward = view.forwards[row];
        let facts = view.facts;
        let from = match forward.from {
            Some(id) => view.object_cell(forward.side, facts.subject(forward.side, id)),
            None => view.text(forward.from_text),
        };
        let via = facts.forward_via(forward.via);
        let rows = found.rows(facts, forward);
        let over = forward.label.map(|(side, id)| view.object_cell(side, facts.subject(side, id)));
        cells.extend([
            from,
            Cell::text(forward.side.as_str()),
            if forward.via.is_rule() { Cell::text(format!("inbox rule: {via}")) } else { Cell::text(via) },
            view.text(forward.target_text),
            Cell::text(facts.forward_target(forward)),
            Cell::text(class(facts, &forward.to)),
            over.unwrap_or(Cell::Blank),
            Cell::flag(forward.keeps_copy),
            Cell::flag(forward.from.map(|_| forward.coexistence)),
            Cell::text(after_the_move(facts, forward)),
            Cell::maybe(rows.first(), |row| Cell::Severity(view.findings[*row].severity)),
            found.verdict(facts, forward, &rows),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.empty = "No forwards in the exports: see Coverage for whether they were exported";
    Sheet::Grid(grid.keyed(KEY))
}

/// What stands at the end of a forward.
fn class(facts: &Facts, end: &End) -> &'static str {
    match end {
        End::Object(side, id) => facts.tenant(*side).object(*id).class.as_str(),
        End::Outside(_) => "outside",
        End::Nobody(_) => "nobody",
        End::Several(..) => "several objects",
        End::Unknown => "unknown",
    }
}

/// Where a forward leads that is set again at the destination.
fn after_the_move(facts: &Facts, forward: &Forward) -> String {
    match &forward.to {
        _ if forward.coexistence => "the mailbox itself".to_owned(),
        End::Object(Side::Source, id) if facts.pairs.of(*id).destination.is_none() => "nobody".to_owned(),
        End::Object(Side::Source, id) => facts.expected(facts.source.object(*id)).to_owned(),
        End::Object(side, id) => facts.subject(*side, *id).to_owned(),
        End::Outside(address) => address.to_string(),
        End::Nobody(_) => "nobody".to_owned(),
        End::Several(..) | End::Unknown => String::new(),
    }
}

/// What a check finds about a forward, as a verdict.
fn in_words(code: &str) -> &'static str {
    match code {
        "FWD001" => "leaves both tenants",
        "FWD002" => "target missing",
        "FWD003" => "loop",
        "FWD004" => "goes on from there",
        "FWD005" => "no copy kept",
        "FWD006" => "a second one is ignored",
        "FWD007" => "by rule",
        _ => "",
    }
}

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// The findings about forwards, by what they say of them: rows of the sheet Findings.
struct Found<'a> {
    codes: Vec<&'static str>,
    /// By side, subject and value.
    of_target: Map<(Side, &'a str, &'a str), Vec<usize>>,
    /// Two forwards of one mailbox, by side and subject.
    of_mailbox: Map<(Side, &'a str), Vec<usize>>,
    /// Hops of loops, and first hops of chains, by their two names.
    of_hop: Map<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Found<'a> {
    fn of(view: &View<'a>) -> Self {
        let codes = view.findings.iter().map(|finding| finding.code).collect();
        let (of_target, of_mailbox, of_hop) = Default::default();
        let mut found = Self { codes, of_target, of_mailbox, of_hop };
        for (row, &finding) in view.findings.iter().enumerate() {
            let (subject, value) = (finding.subject.as_str(), finding.value.as_str());
            match finding.code {
                "FWD001" | "FWD002" | "FWD005" | "FWD007" => {
                    found.of_target.entry((finding.side, subject, value)).or_default().push(row);
                }
                "FWD006" => found.of_mailbox.entry((finding.side, subject)).or_default().push(row),
                "FWD003" | "FWD004" => {
                    let names: Vec<&str> = value.split(" > ").collect();
                    let hops = names.windows(2).take(if finding.code == "FWD004" { 1 } else { names.len() });
                    for hop in hops {
                        found.of_hop.entry((hop[0], hop[1])).or_default().push(row);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// What was found about a forward, else why there is nothing.
    fn verdict(&self, facts: &Facts, forward: &Forward, rows: &[usize]) -> Cell<'a> {
        let Some(&first) = rows.first() else { return Cell::text(silent(facts, forward)) };
        let mut codes: Vec<&str> = rows.iter().map(|row| self.codes[*row]).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut words: Vec<String> = codes.iter().map(|code| format!("{} ({code})", in_words(code))).collect();
        if forward.coexistence {
            words.push(COEXISTENCE.to_owned());
        }
        Cell::Link { text: words.join("; ").into(), to: Target::row(findings::NAME, first) }
    }

    /// The rows of the findings about a forward, the worst first.
    fn rows(&self, facts: &Facts, forward: &Forward) -> Vec<usize> {
        let mut rows = self.all_rows(facts, forward);
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn all_rows(&self, facts: &Facts, forward: &Forward) -> Vec<usize> {
        let Some(from) = forward.from else { return Vec::new() };
        let subject = facts.subject(forward.side, from);
        let mut rows = Vec::new();
        if !forward.via.is_rule() {
            rows.extend(self.of_mailbox.get(&(forward.side, subject)).into_iter().flatten().copied());
        }
        if forward.acts != Some(true) {
            return rows;
        }
        let target = facts.forward_target(forward);
        if !forward.coexistence {
            let of_target = self.of_target.get(&(forward.side, subject, target.as_str())).into_iter().flatten();
            // A rule says nothing about the copy, an attribute nothing about rules.
            let other = if forward.via.is_rule() { "FWD005" } else { "FWD007" };
            rows.extend(of_target.copied().filter(|row| self.codes[*row] != other));
            let after = |side, id| name_after(facts, side, id);
            if let End::Object(side, id) = forward.to {
                let hop = (after(forward.side, from), after(side, id));
                rows.extend(self.of_hop.get(&hop).into_iter().flatten().copied());
            }
        }
        rows.extend(self.of_hop.get(&(subject, target.as_str())).into_iter().flatten().copied());
        rows
    }
}

/// What is said about a forward without findings.
fn silent(facts: &Facts, forward: &Forward) -> &'static str {
    let Some(from) = forward.from else { return "not decidable: mailbox unknown" };
    match (forward.acts, &forward.to) {
        (Some(false), _) => "no effect: ForwardingAddress acts",
        (None, _) | (_, End::Unknown | End::Several(..)) => "not decidable",
        _ if forward.coexistence => COEXISTENCE,
        _ if !facts.tenant(forward.side).object(from).in_scope() => "out of scope",
        _ => "ok",
    }
}

/// What findings call an object once pairs are one mailbox.
fn name_after(facts: &Facts, side: Side, id: ObjectId) -> &str {
    let destination = match side {
        Side::Source => facts.pairs.of(id).destination,
        Side::Destination => Some(id),
    };
    let sources = destination.map_or(&[][..], |destination| facts.pairs.sources(destination));
    let names = sources.iter().map(|source| facts.subject(Side::Source, *source));
    names.min().unwrap_or_else(|| facts.subject(side, id))
}
