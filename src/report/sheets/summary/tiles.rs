//! The large numbers of the Summary: objects by class, volume, findings by severity.

use crate::check::{Severity, Status};
use crate::facts::{Object, ObjectId};
use crate::report::document::BySeverity;
use crate::report::grid::{Cell, Target};
use crate::report::page::{Tile, Tone};
use crate::report::sheets::{conflicts, contacts, coverage, findings, groups, licences, mailboxes};
use crate::report::verdict::can_stop;
use crate::report::view::View;
use crate::values::recipient::Class;
use crate::values::text::counted;

/// All tiles, six in a row.
pub fn all<'a>(view: &'a View<'a>) -> Vec<Tile<'a>> {
    let licences = view.licences.as_ref().and_then(licences::summary::tile);
    // Where nothing is to be bought, the place of the licences shows the conflicts over addresses.
    let second = licences.unwrap_or_else(|| taken(view));
    objects(view).into_iter().chain([second]).chain(findings(view)).collect()
}

/// How many objects there are, how many of them have a destination, and how much they hold.
fn objects<'a>(view: &View<'a>) -> Vec<Tile<'a>> {
    let at_mailboxes = mailboxes::NAME;
    let resource = |class| matches!(class, Class::Room | Class::Equipment | Class::Scheduling);
    let contact = |class| matches!(class, Class::Contact | Class::MailUser);
    vec![
        class_tile(view, "User mailboxes", at_mailboxes, &|class| class == Class::User),
        class_tile(view, "Shared mailboxes", at_mailboxes, &|class| class == Class::Shared),
        class_tile(view, "Rooms and equipment", at_mailboxes, &resource),
        class_tile(view, "Groups", groups::NAME, &Class::is_group),
        class_tile(view, "Contacts", contacts::NAME, &contact),
        volume(view),
    ]
}

fn class_tile<'a>(
    view: &View<'a>,
    label: &'static str,
    sheet: &'static str,
    belongs: &dyn Fn(Class) -> bool,
) -> Tile<'a> {
    let members = || view.facts.source.in_scope().filter(|(_, object)| belongs(object.class));
    let is_paired = |(id, _): &(ObjectId, &Object)| view.facts.pairs.of(*id).destination.is_some();
    let all = members().count();
    let paired = members().filter(is_paired).count();
    let remark = match all - paired {
        _ if all == 0 => String::new(),
        0 => "all paired".to_owned(),
        open => format!("{paired} paired, {open} not"),
    };
    let to = (all > 0).then(|| Target::top(sheet));
    Tile { label: label.into(), value: Cell::Int(all as u64), remark: remark.into(), to, tone: Tone::Neutral }
}

/// The size of all mailboxes with their archives; a lower bound while sizes are unknown.
fn volume<'a>(view: &View<'a>) -> Tile<'a> {
    let sizes = || view.mailboxes.iter().map(|id| &view.facts.source.sizes[id.index()]);
    let known: u64 = sizes().filter_map(|sizes| sizes.bytes).sum();
    let archived: u64 = sizes().filter_map(|sizes| sizes.archive_bytes).sum();
    let unknown = sizes()
        .filter(|sizes| sizes.bytes.is_none() || (sizes.archive == Some(true) && sizes.archive_bytes.is_none()))
        .count() as u64;
    let remark = if unknown > 0 {
        format!("at least: {} unknown", counted(unknown, "size"))
    } else {
        "all sizes known".to_owned()
    };
    Tile {
        label: "GB with archives".into(),
        value: Cell::Gigabytes(known + archived),
        remark: remark.into(),
        to: Some(Target::top(mailboxes::NAME)),
        tone: Tone::Neutral,
    }
}

/// Findings by severity, and what was not seen.
fn findings<'a>(view: &View<'a>) -> Vec<Tile<'a>> {
    let counts = BySeverity::of(&view.answer.findings);
    let label = |severity| match severity {
        Severity::Blocker => "Blockers",
        Severity::Major => "Major findings",
        Severity::Minor => "Minor findings",
        Severity::Info => "For information",
    };
    let mut tiles: Vec<Tile<'a>> = Severity::ALL
        .iter()
        .map(|&severity| {
            let count = counts.get(severity);
            let first = view.findings.partition_point(|finding| finding.severity < severity);
            Tile {
                label: label(severity).into(),
                value: Cell::Int(count),
                remark: consequence(severity).into(),
                to: (count > 0).then(|| Target::row(findings::NAME, first)),
                tone: if count > 0 { Tone::Severity(severity) } else { Tone::Neutral },
            }
        })
        .collect();
    tiles.push(not_run(view));
    tiles
}

const fn consequence(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "a step will fail",
        Severity::Major => "mail or access is lost",
        Severity::Minor => "visible defect",
        Severity::Info => "to know and to plan",
    }
}

fn taken<'a>(view: &View<'a>) -> Tile<'a> {
    let count = view.findings.iter().filter(|finding| conflicts::is_one(finding)).count() as u64;
    Tile {
        label: "Address conflicts".into(),
        value: Cell::Int(count),
        remark: "who holds what".into(),
        to: (count > 0).then(|| Target::top(conflicts::NAME)),
        tone: Tone::Neutral,
    }
}

/// What was not seen, as the verdict counts it.
pub fn not_run<'a>(view: &View<'a>) -> Tile<'a> {
    let lines = &view.answer.coverage;
    let count = lines.iter().filter(|line| line.status == Status::NotRun).count() as u64;
    let undecidable: u64 = lines.iter().filter(|line| can_stop(line.code)).map(|line| line.undecidable).sum();
    let remark = if undecidable > 0 {
        format!("{} undecided", counted(undecidable, "row"))
    } else {
        format!("of {}", counted(lines.len() as u64, "check"))
    };
    Tile {
        label: "Checks not run".into(),
        value: Cell::Int(count),
        remark: remark.into(),
        to: Some(Target::top(coverage::NAME)),
        tone: if count > 0 { Tone::Severity(Severity::Major) } else { Tone::Neutral },
    }
}
