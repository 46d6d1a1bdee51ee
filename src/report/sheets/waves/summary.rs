//! Summary of the waves: how large each is, what they cut, and what could not be seen.

use std::borrow::Cow;

use super::{clusters, cuts, members};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Head, Target};
use crate::report::page::{Block, Bullet, Chart, Ink, Page, Shape, Table, Tile, Tone};
use crate::report::sheets::summary::{self, lists};
use crate::report::sheets::{Declared, coverage};
use crate::report::view::View;
use crate::report::waves::{Ordered, exceeding, verdict};
use crate::report::workbook::project;
use crate::schema::Side;
use crate::severity::Severity;
use crate::values::text::counted;
use crate::waves::graph::Limits;
use crate::waves::words;

/// The sheet.
pub static SHEET: Declared = Declared { name: summary::NAME, build };

/// Waves that are shown in the table and the chart.
const SHOWN: usize = 24;
/// Mailboxes and cuts that are told in words.
const TOLD: usize = 8;

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut blocks = Vec::new();
    if let Some(waves) = &view.waves {
        let verdict = verdict(view.facts, view.answer, waves.proposal);
        blocks.push(Block::Verdict { tone: verdict.tone, text: verdict.text.into() });
        blocks.push(Block::Tiles(tiles(view, waves)));
        blocks.extend(sizes(waves));
        blocks.extend(cut(view, waves));
        blocks.extend(large(view, waves));
        blocks.extend(aside(view, waves));
    }
    blocks.extend(lists::not_seen(view));
    blocks.extend(lists::inputs(view));
    Sheet::Page(Page {
        name: summary::NAME,
        title: format!("{}: waves", project(&view.facts.plan)).into(),
        subtitle: subtitle(view),
        blocks,
    })
}

fn subtitle<'a>(view: &'a View<'a>) -> Vec<Cow<'a, str>> {
    let Limits { mailboxes, bytes } = view.waves.as_ref().map(|waves| waves.proposal.limits).unwrap_or_default();
    let size = mailboxes.map(|most| format!("at most {}", counted(most, "mailbox")));
    let volume = bytes.map(|most| format!("at most {} GB", Cell::Gigabytes(most).display()));
    let limits: Vec<String> = size.into_iter().chain(volume).collect();
    let limits = match limits[..] {
        [] => "Limits of a wave: none; give `--max-size` or `--max-gb` to have waves proposed".to_owned(),
        _ => format!("Limits of a wave: {}", limits.join(", ")),
    };
    vec![summary::tenant(view, Side::Source).into(), limits.into()]
}

fn tiles<'a>(view: &'a View<'a>, waves: &Ordered<'a>) -> Vec<Tile<'a>> {
    let proposal = waves.proposal;
    let mailboxes = proposal.members.iter().filter(|member| member.counts).count() as u64;
    let tied = proposal.clusters.iter().map(|cluster| cluster.members.len() as u64).sum::<u64>();
    let split = proposal.clusters.iter().filter(|cluster| cluster.waves.len() > 1).count() as u64;
    let given = proposal.waves.iter().filter(|wave| wave.given).count() as u64;
    let bytes = proposal.waves.iter().map(|wave| wave.known_bytes).sum();
    let unknown: u64 = proposal.waves.iter().map(|wave| wave.unknown).sum();
    let cut = waves.cuts.len() as u64;
    let all = proposal.ties.all().len() as u64;
    let tile = |label: &'static str, value, remark: String, to| Tile {
        label: label.into(),
        value,
        remark: remark.into(),
        to: Some(Target::top(to)),
        tone: Tone::Neutral,
    };
    let at_least = if unknown > 0 {
        format!("at least: {} unknown", counted(unknown, "size"))
    } else {
        "all sizes known".to_owned()
    };
    let bad = |count: u64| if count > 0 { Tone::Severity(Severity::Major) } else { Tone::Neutral };
    let unseen = proposal.unseen.len() as u64;
    vec![
        tile("Waves", Cell::Int(proposal.waves.len() as u64), format!("{given} given by people"), members::NAME),
        tile("Mailboxes", Cell::Int(mailboxes), format!("{tied} tied to others"), members::NAME),
        tile("GB with archives", Cell::Gigabytes(bytes), at_least, members::NAME),
        tile("Clusters", Cell::Int(proposal.clusters.len() as u64), format!("{split} cut"), clusters::NAME),
        Tile {
            tone: bad(cut),
            ..tile("Rights cut", Cell::Int(cut), format!("of {all} between mailboxes"), cuts::NAME)
        },
        Tile {
            tone: bad(unseen),
            ..tile("Kinds of rights", Cell::Int(4 - unseen), format!("exported, {unseen} not"), coverage::NAME)
        },
    ]
    .into_iter()
    .map(|tile| Tile { to: tile.to.filter(|_| !view.facts.source.objects.is_empty()), ..tile })
    .collect()
}

/// How large the waves are, with a chart.
fn sizes<'a>(waves: &Ordered<'a>) -> Vec<Block<'a>> {
    let proposal = waves.proposal;
    let first_of = |wave: usize| waves.members.iter().position(|member| proposal.member(*member).wave as usize == wave);
    let rows: Vec<Vec<Cell<'a>>> = proposal
        .waves
        .iter()
        .enumerate()
        .take(SHOWN)
        .map(|(number, wave)| {
            let name = match first_of(number) {
                Some(row) => Cell::Link { text: wave.name.as_str().into(), to: Target::row(members::NAME, row) },
                None => Cell::text(wave.name.as_str()),
            };
            vec![name, Cell::Int(wave.load.mailboxes), Cell::Gigabytes(wave.known_bytes), Cell::Int(wave.cuts)]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading("Size of the waves".into()),
        Block::Figure {
            table: Table {
                columns: vec![
                    (Head::text("Wave"), 2),
                    (Head::integer("Mailboxes"), 1),
                    (Head::new("GB", Format::Gigabytes), 2),
                    (Head::integer("Rights cut"), 1),
                ],
                rows,
            },
            chart: Chart {
                shape: Shape::Column,
                title: "Mailboxes by wave".into(),
                categories: "Wave",
                values: "Mailboxes",
                series: vec![(1, Ink::Main)],
            },
        },
    ];
    if proposal.waves.len() > SHOWN {
        let more = counted((proposal.waves.len() - SHOWN) as u64, "more wave");
        blocks.push(Block::Text(format!("{more}: see the sheet {}.", members::NAME).into()));
    }
    blocks
}

/// What is cut, by kind, and the most important cuts in words.
fn cut<'a>(view: &'a View<'a>, waves: &Ordered<'a>) -> Vec<Block<'a>> {
    if waves.cuts.is_empty() {
        return Vec::new();
    }
    let facts = view.facts;
    let mut blocks = vec![Block::Heading("Rights that are cut".into())];
    let mut rows = Vec::new();
    for (kind, count) in waves.cuts_by_kind(facts) {
        let first = waves.cuts.iter().position(|tie| words::right(facts, tie).kind == kind).unwrap_or_default();
        let all = waves.proposal.ties.all().iter().filter(|tie| words::right(facts, tie).kind == kind).count() as u64;
        rows.push(vec![
            Cell::text(words::kind(kind)),
            Cell::Count { count, to: Target::row(cuts::NAME, first) },
            Cell::Int(all),
        ]);
    }
    let columns = vec![(Head::text("Right"), 4), (Head::integer("Cut"), 2), (Head::integer("Between mailboxes"), 3)];
    blocks.push(Block::Table(Table { columns, rows }));
    let bullet = |(row, tie): (usize, &&crate::waves::ties::Tie)| Bullet {
        severity: None,
        text: words::breaks(facts, waves.proposal, tie).into(),
        to: Some(Target::row(cuts::NAME, row)),
    };
    blocks.push(Block::Bullets(waves.cuts.iter().enumerate().take(TOLD).map(bullet).collect()));
    blocks
}

/// What exceeds the limits, named.
fn large<'a>(view: &'a View<'a>, waves: &Ordered<'a>) -> Vec<Block<'a>> {
    let proposal = waves.proposal;
    let exceeding = exceeding(proposal);
    if exceeding.is_empty() {
        return Vec::new();
    }
    let bullets = exceeding.iter().take(TOLD).map(|&number| {
        let wave = &proposal.waves[number as usize];
        let first = waves.members.iter().find(|member| proposal.member(**member).wave == number);
        let gigabytes = Cell::Gigabytes(wave.load.bytes);
        let size = format!("{}, {} GB", counted(wave.load.mailboxes, "mailbox"), gigabytes.display());
        let who = match first {
            Some(member) if wave.load.mailboxes == 1 && !wave.given => {
                format!(
                    "`{}` alone is larger than the limit and moves in a wave of its own",
                    words::name(view.facts, proposal, *member)
                )
            }
            _ => "people put more there than the limit allows".to_owned(),
        };
        Bullet {
            severity: Some(Severity::Major),
            text: format!("wave `{}` holds {size}: {who}", wave.name).into(),
            to: first.map(|member| waves.place(*member)),
        }
    });
    let mut blocks = vec![Block::Heading("Beyond the limits".into()), Block::Bullets(bullets.collect())];
    if exceeding.len() > TOLD {
        blocks.push(Block::Text(format!("And {} more.", exceeding.len() - TOLD).into()));
    }
    blocks
}

/// What ties nobody together, and what was assumed.
fn aside<'a>(view: &'a View<'a>, waves: &Ordered<'a>) -> Vec<Block<'a>> {
    let proposal = waves.proposal;
    let mut bullets = Vec::new();
    let mut say = |text: String, to| bullets.push(Bullet { severity: None, text: text.into(), to });
    for kind in &proposal.unseen {
        say(
            format!("{} of the source not exported: what they tie together is not known", words::kind(*kind)),
            Some(Target::top(coverage::NAME)),
        );
    }
    for (member, count) in proposal.everywhere(view.facts) {
        say(
            format!(
                "`{}` has Full Access to {} and ties them all together; if it is the account of a service, name it \
                 as `service_account` of the source in `migration.toml`",
                words::name(view.facts, proposal, member),
                counted(count, "mailbox")
            ),
            Some(waves.place(member)),
        );
    }
    for (reason, count) in &proposal.ties.unused {
        say(format!("{} tied nobody together: {}", counted(*count, "right"), reason.as_str()), None);
    }
    let set_aside: u64 = view.facts.rights.set_aside(Side::Source).values().sum();
    if set_aside > 0 {
        say(
            format!("{} set aside: inherited, denied, of system accounts or of the owner", counted(set_aside, "right")),
            None,
        );
    }
    let unknown: u64 = proposal.waves.iter().map(|wave| wave.unknown).sum();
    match proposal.assumed_bytes {
        Some(bytes) if unknown > 0 && proposal.limits.bytes.is_some() => say(
            format!(
                "{} without a known size: each one that was not measured counts with the mean of the others, {} GB, \
                 and the GB of its wave are a lower bound",
                counted(unknown, "mailbox"),
                Cell::Gigabytes(bytes).display()
            ),
            Some(Target::top(members::NAME)),
        ),
        None if unknown > 0 && proposal.limits.bytes.is_some() => {
            say("no size is known, so that the limit of GB has no effect".to_owned(), None);
        }
        _ => {}
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("What to know about these waves".into()), Block::Bullets(bullets)]
}
