//! Summary of a back-out: whether everything is as it was, what is left by step, and what could not be seen.

use std::borrow::Cow;

use crate::check::{Severity, Status};
use crate::facts::age::latest;
use crate::report::Sheet;
use crate::report::backout;
use crate::report::grid::{Cell, Head, Target};
use crate::report::page::{Block, Bullet, Chart, Ink, Page, Shape, Table, Tile, Tone};
use crate::report::sheets::summary::{self, lists, tiles};
use crate::report::sheets::work::{self, Work};
use crate::report::sheets::{Declared, inputs, runbook};
use crate::report::view::View;
use crate::report::workbook::project;
use crate::schema::{Moment, Side, Snapshot};

/// The sheet.
pub static SHEET: Declared = Declared { name: summary::NAME, build };

/// The order of the way back.
static WORK: [Work; 8] = [
    Work { steps: "97-100, 104-105", what: "The destination holds nothing in the domain any more", codes: &["BCK107"] },
    Work { steps: "101", what: "The contacts that stood for people are there again", codes: &["BCK105"] },
    Work { steps: "102", what: "The forwards to the old tenant are set again", codes: &["BCK106"] },
    Work { steps: "111", what: "Primary addresses", codes: &["BCK102"] },
    Work { steps: "111", what: "All other addresses of mailboxes", codes: &["BCK103"] },
    Work { steps: "112-113", what: "UPNs", codes: &["BCK101"] },
    Work { steps: "114-115", what: "Addresses of groups", codes: &["BCK104"] },
    Work { steps: "111-115", what: "Every mailbox and group of before is still there", codes: &["BCK108"] },
];

/// What each check counts, in a word.
const WORDS: [(&str, &str); 8] = [
    ("BCK107", "Held at the destination"),
    ("BCK105", "Contacts"),
    ("BCK106", "Forwards"),
    ("BCK102", "Primary addresses"),
    ("BCK103", "Aliases"),
    ("BCK101", "UPNs"),
    ("BCK104", "Group addresses"),
    ("BCK108", "Objects gone"),
];

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let verdict = backout::verdict(view.facts, view.answer);
    let mut blocks = vec![
        Block::Verdict { tone: verdict.tone, text: verdict.text.into() },
        Block::Tiles(tiles_of(view)),
        Block::Heading("Order of work".into()),
        Block::Table(work::table(view, "What is restored", &WORK)),
    ];
    blocks.splice(2..2, lists::cautions(view));
    blocks.extend(left(view));
    blocks.extend(lists::worst(view));
    blocks.extend([Block::Heading("What exports cannot show".into()), Block::Bullets(unseen())]);
    blocks.extend(lists::not_seen(view));
    blocks.extend(lists::inputs(view));
    Sheet::Page(Page {
        name: summary::NAME,
        title: format!("{}: back-out", project(&view.facts.plan)).into(),
        subtitle: subtitle(view),
        blocks,
    })
}

fn subtitle<'a>(view: &View<'a>) -> Vec<Cow<'a, str>> {
    let facts = view.facts;
    let line = |side: Side| {
        let when = |moment: Moment| match facts.at_moment(Snapshot { side, moment }).map(|facts| facts.tenant(side)) {
            Some(tenant) => latest(tenant).map_or_else(|| "no date inside".to_owned(), |day| format!("up to {day}")),
            None => "not given".to_owned(),
        };
        let role = match side {
            Side::Source => "Source",
            Side::Destination => "Destination",
        };
        let name = facts.domains.of(side).initial.as_deref().unwrap_or("initial domain not known");
        format!("{role}: {name}; before the move: {}, now: {}", when(Moment::Before), when(Moment::Now))
    };
    let moving: Vec<&str> = facts.domains.moving.iter().map(String::as_str).collect();
    let domains = match moving[..] {
        [] => "Domains that come back: none known".to_owned(),
        _ => format!("Domains that come back: {}", moving.join(", ")),
    };
    let lines = [line(Side::Source), line(Side::Destination), domains];
    lines.into_iter().chain(summary::action_files(&facts.plan)).map(Cow::Owned).collect()
}

fn tiles_of<'a>(view: &'a View<'a>) -> Vec<Tile<'a>> {
    let mut tiles: Vec<Tile<'a>> = WORDS
        .iter()
        .map(|&(code, word)| {
            let (count, to) = work::found(view, &[code]);
            let check = view.check(code);
            let line = view.answer.coverage.iter().find(|line| line.code == code);
            let severity = check.map_or(Severity::Major, |check| check.severity);
            let remark = match line {
                Some(line) if line.status == Status::Run => format!("of {} looked at", line.examined),
                _ => "not looked at".to_owned(),
            };
            let tone = if count > 0 { Tone::Severity(severity) } else { Tone::Neutral };
            Tile { label: word.into(), value: Cell::Int(count), remark: remark.into(), to, tone }
        })
        .collect();
    tiles.push(tiles::not_run(view));
    tiles
}

/// What is restored and what is left, drawn.
fn left<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let lines = WORDS.iter().filter_map(|&(code, word)| {
        let line = view.answer.coverage.iter().find(|line| line.code == code && line.examined > 0)?;
        Some((code, word, line))
    });
    let rows: Vec<Vec<Cell<'a>>> = lines
        .map(|(code, word, line)| {
            let (count, to) = work::found(view, &[code]);
            let done = line.examined.saturating_sub(line.undecidable).saturating_sub(count);
            vec![
                Cell::text(word),
                Cell::Int(done),
                to.map_or(Cell::Int(count), |to| Cell::Count { count, to }),
                Cell::Int(line.undecidable),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        (Head::text("What"), 3),
        (Head::integer("Restored"), 1),
        (Head::integer("Open"), 1),
        (Head::integer("Unknown"), 1),
    ];
    let chart = Chart {
        shape: Shape::StackedBar,
        title: "Restored and open".into(),
        categories: "What",
        values: "Rows",
        series: vec![(1, Ink::Good), (2, Ink::Severity(Severity::Major)), (3, Ink::Rest)],
    };
    vec![Block::Heading("How much is restored".into()), Block::Figure { table: Table { columns, rows }, chart }]
}

fn unseen<'a>() -> Vec<Bullet<'a>> {
    let bullet = |text: &'static str, to| Bullet { severity: None, text: text.into(), to };
    vec![
        bullet("mail that arrived at the destination in between: the mover's last pass back, and its errors", None),
        bullet("Skype and Teams licences, and with them SIP addresses (step 110)", None),
        bullet(
            "DNS: compare what is captured now with the values of before (steps 103, 106-109)",
            Some(Target::top(inputs::NAME)),
        ),
        bullet("every step of the way back, with room for a tick", Some(Target::top(runbook::NAME))),
    ]
}
