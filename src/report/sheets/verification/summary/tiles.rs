//! The large numbers of the Summary: objects by class with what is open, gaps by severity.

use crate::check::Severity;
use crate::report::grid::{Cell, Target};
use crate::report::page::{Tile, Tone};
use crate::report::sheets::verification::{contacts, groups, left_over, objects};
use crate::report::sheets::{coverage, findings};
use crate::report::verification::verdict::Unseen;
use crate::report::verification::{Entry, Standing, is_contact, is_gap};
use crate::report::view::View;
use crate::values::recipient::Class;
use crate::values::text::counted;

/// All tiles, six in a row.
pub fn all<'a>(view: &'a View<'a>) -> Vec<Tile<'a>> {
    let resource = |class| matches!(class, Class::Room | Class::Equipment | Class::Scheduling);
    let mut tiles = vec![
        of_class(view, "User mailboxes", objects::NAME, &|class| class == Class::User),
        of_class(view, "Shared mailboxes", objects::NAME, &|class| class == Class::Shared),
        of_class(view, "Rooms and equipment", objects::NAME, &resource),
        of_class(view, "Groups", groups::NAME, &Class::is_group),
        of_class(view, "Contacts", contacts::NAME, &is_contact),
        left(view),
    ];
    tiles.extend(gaps(view));
    tiles.push(unseen(view));
    tiles
}

fn of_class<'a>(
    view: &View<'a>,
    label: &'static str,
    sheet: &'static str,
    belongs: &dyn Fn(Class) -> bool,
) -> Tile<'a> {
    let entries = view.verification.iter().flat_map(|verification| &verification.objects);
    let entries: Vec<&Entry> = entries.filter(|entry| belongs(view.facts.source.object(entry.id).class)).collect();
    let count = |standing: Standing| entries.iter().filter(|entry| entry.standing == standing).count();
    let (gaps, missing, unclear) = (count(Standing::Gaps), count(Standing::Missing), count(Standing::Unclear));
    let parts = [(missing, "not arrived"), (gaps, "with gaps"), (unclear, "unclear")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let remark = match (entries.is_empty(), parts.is_empty()) {
        (true, _) => String::new(),
        (false, true) => "all complete".to_owned(),
        // Two words have room.
        (false, false) => parts[..parts.len().min(2)].join(", "),
    };
    let tone = match (missing, gaps + unclear) {
        _ if entries.is_empty() => Tone::Neutral,
        (1.., _) => Tone::Severity(Severity::Blocker),
        (0, 1..) => Tone::Severity(Severity::Minor),
        (0, 0) => Tone::Good,
    };
    let to = (!entries.is_empty()).then(|| Target::top(sheet));
    Tile { label: label.into(), value: Cell::Int(entries.len() as u64), remark: remark.into(), to, tone }
}

fn left<'a>(view: &View<'a>) -> Tile<'a> {
    let count = view.verification.as_ref().map_or(0, |verification| verification.left.len() as u64);
    Tile {
        label: "Left over".into(),
        value: Cell::Int(count),
        remark: "access, forwards, contacts".into(),
        to: (count > 0).then(|| Target::top(left_over::NAME)),
        tone: if count > 0 { Tone::Severity(Severity::Major) } else { Tone::Neutral },
    }
}

/// Gaps together and by severity, and what is merely to know.
fn gaps<'a>(view: &View<'a>) -> Vec<Tile<'a>> {
    let all = || view.findings.iter().filter(|finding| is_gap(finding));
    let of = |severity: Severity| all().filter(|finding| finding.severity == severity).count() as u64;
    let first = |severity: Severity| {
        let row = view.findings.iter().position(|finding| finding.severity == severity && is_gap(finding));
        row.map(|row| Target::row(findings::NAME, row))
    };
    let tile = |label: &'static str, count: u64, remark: &'static str, to, tone| Tile {
        label: label.into(),
        value: Cell::Int(count),
        remark: remark.into(),
        to,
        tone: if count > 0 { tone } else { Tone::Neutral },
    };
    let worst = view.findings.iter().find(|finding| is_gap(finding)).map_or(Severity::Info, |gap| gap.severity);
    let total = all().count() as u64;
    let top = (total > 0).then(|| Target::top(findings::NAME));
    let others = view.findings.len() as u64 - total;
    let severity = Tone::Severity;
    vec![
        tile("Gaps", total, "to close", top, severity(worst)),
        tile(
            "Blockers",
            of(Severity::Blocker),
            "not there, or in the way",
            first(Severity::Blocker),
            severity(Severity::Blocker),
        ),
        tile(
            "Major gaps",
            of(Severity::Major),
            "mail or access is lost",
            first(Severity::Major),
            severity(Severity::Major),
        ),
        tile("Minor gaps", of(Severity::Minor), "visible defect", first(Severity::Minor), severity(Severity::Minor)),
        tile(
            "Other findings",
            others,
            "no gaps: to know",
            (others > 0).then(|| Target::top(findings::NAME)),
            Tone::Neutral,
        ),
    ]
}

/// What could not be looked at, as the verdict counts it.
fn unseen<'a>(view: &View<'a>) -> Tile<'a> {
    let Unseen { checks, rows } = Unseen::of(view.answer);
    let remark = if rows > 0 { format!("{} undecided", counted(rows, "row")) } else { "every row decided".to_owned() };
    Tile {
        label: "Checks not run".into(),
        value: Cell::Int(checks),
        remark: remark.into(),
        to: Some(Target::top(coverage::NAME)),
        tone: if checks > 0 { Tone::Severity(Severity::Major) } else { Tone::Neutral },
    }
}
