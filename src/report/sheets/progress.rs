//! Progress: per check what was closed, what remains and what is new since an earlier workbook of the same command.

use super::{Declared, findings};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Head, Target};
use crate::report::page::{Block, Bullet, Page, Table, Tile, Tone};
use crate::report::sheets::summary::figures::count_cell;
use crate::report::since::{Line, Since, Totals};
use crate::report::view::View;
use crate::severity::Severity;
use crate::values::text::counted;

/// Name of the sheet.
pub const NAME: &str = "Progress";

/// New findings that are listed here.
const LISTED: usize = 300;

/// What the words mean.
const WORDS: &str = "Closed: found then and not now, although the check ran. Remain: found then and now. New: found now \
    only. Cannot be said: not found now, but the check could not look where it looked then. Tiles count what is to be \
    settled; findings for information are in the table only.";

/// The sheet; only with an earlier workbook.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut blocks = Vec::new();
    let mut subtitle = Vec::new();
    if let Some(since) = &view.since {
        subtitle.push(format!("Compared with {}", since.file).into());
        blocks.push(Block::Tiles(tiles(view, since)));
        blocks.extend(checks(view, since));
        blocks.push(Block::Text(WORDS.into()));
        blocks.extend(new(view, since));
    }
    Sheet::Page(Page { name: NAME, title: NAME.into(), subtitle, blocks })
}

/// What is said about the earlier workbook on the Summary, with the way here.
pub fn on_summary<'a>(view: &View<'a>) -> Option<Block<'a>> {
    let since = view.since.as_ref()?;
    let mut text = since.words();
    text.replace_range(..1, "S");
    Some(Block::Bullets(vec![Bullet { severity: None, text: text.into(), to: Some(Target::top(NAME)) }]))
}

fn tiles<'a>(view: &View<'a>, since: &Since) -> Vec<Tile<'a>> {
    let Totals { closed, remain, new, unclear } = since.totals();
    let is_gap = |row: &&usize| since.line(view.findings[**row].code).is_some_and(|line| line.is_gap);
    let first_new = since.new.iter().find(is_gap).map(|row| Target::row(findings::NAME, *row));
    let tile = |label: &'static str, count, remark: &'static str, tone, to| Tile {
        label: label.into(),
        value: Cell::Int(count),
        remark: remark.into(),
        to,
        tone: if count > 0 { tone } else { Tone::Neutral },
    };
    vec![
        tile("Closed", closed, "found then, not now", Tone::Good, None),
        tile("Remain", remain, "found then and now", Tone::Severity(Severity::Minor), None),
        tile("New", new, "found now only", Tone::Severity(Severity::Blocker), first_new),
        tile("Cannot be said", unclear, "not looked at now", Tone::Severity(Severity::Major), None),
    ]
}

fn checks<'a>(view: &'a View<'a>, since: &'a Since) -> Vec<Block<'a>> {
    if since.lines.is_empty() {
        return vec![Block::Text("Nothing was found then, and nothing now.".into())];
    }
    let row = |line: &'a Line| {
        let first =
            view.first_of(line.code).map_or(Target::top(findings::NAME), |row| Target::row(findings::NAME, row));
        let new = since.new.iter().find(|row| view.findings[**row].code == line.code);
        let check = view.check(line.code);
        vec![
            Cell::text(line.code),
            Cell::maybe(check, |check| Cell::text(check.title)),
            Cell::maybe(check, |check| Cell::Severity(check.severity)),
            Cell::Int(line.closed),
            count_cell(line.remain, first),
            Cell::maybe(new, |row| Cell::Count { count: line.new, to: Target::row(findings::NAME, *row) }),
            Cell::Int(line.unclear),
            Cell::text(line.remark),
        ]
    };
    let columns = vec![
        (Head::text("Check"), 1),
        (Head::prose("Looks for"), 4),
        (Head::new("Severity", Format::Severity), 1),
        (Head::integer("Closed"), 1),
        (Head::integer("Remain"), 1),
        (Head::integer("New"), 1),
        (Head::integer("Unclear"), 1),
        (Head::prose("Remark"), 2),
    ];
    let table = Table { columns, rows: since.lines.iter().map(row).collect() };
    vec![Block::Heading("By check".into()), Block::Table(table)]
}

/// The new findings, each with the way to its row.
fn new<'a>(view: &'a View<'a>, since: &'a Since) -> Vec<Block<'a>> {
    let heading = Block::Heading("New since then".into());
    if since.new.is_empty() {
        return vec![heading, Block::Text("Nothing is found now that was not found then.".into())];
    }
    let bullet = |row: &usize| {
        let finding = view.findings[*row];
        Bullet {
            severity: Some(finding.severity),
            text: format!("{} ({})", finding.message, finding.code).into(),
            to: Some(Target::row(findings::NAME, *row)),
        }
    };
    let mut blocks = vec![heading, Block::Bullets(since.new.iter().take(LISTED).map(bullet).collect())];
    if since.new.len() > LISTED {
        let more = counted((since.new.len() - LISTED) as u64, "more new finding");
        blocks.push(Block::Text(format!("{more}: see the sheet {}.", findings::NAME).into()));
    }
    blocks
}
