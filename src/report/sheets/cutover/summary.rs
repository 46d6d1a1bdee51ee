//! Summary of a cutover: whether the domain can go, what holds it, and the order of work with the clock.

use std::borrow::Cow;

use super::collisions;
use crate::check::Severity;
use crate::facts::State;
use crate::report::Sheet;
use crate::report::cutover::{self, HOLDING};
use crate::report::grid::{Cell, Head, Target};
use crate::report::page::{Block, Bullet, Chart, Ink, Page, Shape, Table, Tile, Tone};
use crate::report::sheets::summary::{self, lists, tiles};
use crate::report::sheets::work::{self, Work};
use crate::report::sheets::{Declared, domains, runbook};
use crate::report::view::View;
use crate::report::workbook::project;
use crate::schema::Side;
use crate::values::text::counted;

/// The sheet.
pub static SHEET: Declared = Declared { name: summary::NAME, build };

/// How many objects a forced removal of a domain may rename at most.
const FORCE_DELETE_LIMIT: u64 = 1_000;

/// The order in which a domain is freed.
static WORK: [Work; 9] = [
    Work {
        steps: "62-64",
        what: "Federated domain becomes managed, directory synchronisation stops",
        codes: &["DOM008"],
    },
    Work { steps: "65", what: "SIP addresses go with the Skype and Teams licences", codes: &["DOM004"] },
    Work { steps: "66", what: "The initial domain becomes the default", codes: &["DOM007"] },
    Work { steps: "67-68", what: "UPNs go to the initial domain", codes: &["DOM001"] },
    Work {
        steps: "69-70, 73-74",
        what: "Groups: primaries to the initial domain, aliases removed",
        codes: &["DOM005"],
    },
    Work {
        steps: "71-72",
        what: "Mailboxes and contacts: primaries to the initial domain, aliases removed",
        codes: &["DOM002", "DOM003"],
    },
    Work { steps: "75", what: "Users without a licence: license, clean, unlicense", codes: &["DOM006"] },
    Work { steps: "75", what: "Contacts that point into the domain", codes: &["DOM011"] },
    Work { steps: "75", what: "Subdomains, which must go before it", codes: &["DOM009"] },
];

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let verdict = cutover::verdict(view.facts, view.answer);
    let mut blocks = vec![
        Block::Verdict { tone: verdict.tone, text: verdict.text.into() },
        Block::Tiles(tiles_of(view)),
        Block::Heading("Order of work".into()),
        Block::Table(work::table(view, "What is done", &WORK)),
    ];
    blocks.splice(2..2, lists::cautions(view));
    blocks.extend(domains::clock::blocks(view.facts));
    blocks.extend(holding(view));
    blocks.extend(lists::worst(view));
    blocks.extend([Block::Heading("What exports cannot show".into()), Block::Bullets(unseen(view))]);
    blocks.extend(lists::not_seen(view));
    blocks.extend(lists::inputs(view));
    Sheet::Page(Page {
        name: summary::NAME,
        title: format!("{}: cutover", project(&view.facts.plan)).into(),
        subtitle: subtitle(view),
        blocks,
    })
}

fn subtitle<'a>(view: &View<'a>) -> Vec<Cow<'a, str>> {
    let facts = view.facts;
    let side = facts.plan.cutover_of.side;
    let leaving = facts.leaving();
    let what = match leaving[..] {
        [] => "Domains that leave: none known; name them with `--domain`".to_owned(),
        _ => format!("Leaves this tenant: {}", leaving.join(", ")),
    };
    let mut lines: Vec<Cow<'a, str>> = vec![summary::tenant(view, side).into(), what.into()];
    if side == Side::Destination {
        lines.push("On the way back: the domain leaves the destination".into());
    }
    lines.extend(summary::when(&facts.plan).map(Cow::Owned));
    lines.extend(summary::action_files(&facts.plan).map(Cow::Owned));
    lines
}

fn tiles_of<'a>(view: &'a View<'a>) -> Vec<Tile<'a>> {
    let tile = |label: &'static str, codes: &[&str], remark: &'static str, severity: Severity| {
        let (count, to) = work::found(view, codes);
        let tone = if count > 0 { Tone::Severity(severity) } else { Tone::Neutral };
        Tile { label: label.into(), value: Cell::Int(count), remark: remark.into(), to, tone }
    };
    let objects = cutover::objects(view.answer);
    let all = Tile {
        label: "Objects in the way".into(),
        value: Cell::Int(objects),
        remark: match objects {
            0 => "nobody holds the domain".into(),
            _ => format!("in {}", counted(work::found(view, &HOLDING).0, "place")).into(),
        },
        to: work::found(view, &HOLDING).1,
        tone: if objects > 0 { Tone::Severity(Severity::Blocker) } else { Tone::Good },
    };
    let mut collisions = tile("Fallback collisions", &["ADR006"], "two objects, one address", Severity::Blocker);
    collisions.to = collisions.to.map(|_| Target::top(collisions::NAME));
    vec![
        all,
        tile("UPNs", &["DOM001"], "steps 67-68", Severity::Blocker),
        tile("Addresses of mailboxes", &["DOM002", "DOM003"], "steps 71-72", Severity::Blocker),
        tile("Addresses of groups", &["DOM005"], "steps 69-70, 73-74", Severity::Blocker),
        tile("Users without licence", &["DOM006"], "addresses; step 75", Severity::Blocker),
        tile("SIP and others", &["DOM004"], "step 65", Severity::Blocker),
        tile("Settings", &["DOM007", "DOM008"], "default, federated", Severity::Blocker),
        collisions,
        tile("Subdomains, targets", &["DOM009", "DOM011"], "addresses", Severity::Major),
        forced(view),
        tiles::not_run(view),
    ]
}

/// Whether the domain could be removed by force.
fn forced<'a>(view: &View<'a>) -> Tile<'a> {
    let counts = view.findings.iter().filter(|finding| finding.code == "DOM010");
    let most: u64 = counts.filter_map(|finding| finding.value.parse().ok()).max().unwrap_or_default();
    let is_within = most < FORCE_DELETE_LIMIT;
    Tile {
        label: "Limit of a forced removal".into(),
        value: Cell::Int(FORCE_DELETE_LIMIT),
        remark: if is_within { format!("{most} objects: within it") } else { format!("{most} objects: too many") }
            .into(),
        to: work::found(view, &["DOM010"]).1,
        tone: if is_within { Tone::Neutral } else { Tone::Severity(Severity::Major) },
    }
}

/// What holds the domains, drawn.
fn holding<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    const WORDS: [(&str, &str); 6] = [
        ("UPN", "DOM001"),
        ("Primary address", "DOM002"),
        ("Alias", "DOM003"),
        ("SIP and others", "DOM004"),
        ("Group address", "DOM005"),
        ("Unlicensed user", "DOM006"),
    ];
    let leaving = view.facts.leaving();
    let rows: Vec<Vec<Cell<'a>>> = WORDS
        .iter()
        .map(|(word, code)| {
            let (count, to) = work::found(view, &[code]);
            vec![Cell::text(*word), to.map_or(Cell::Int(count), |to| Cell::Count { count, to })]
        })
        .collect();
    if WORDS.iter().all(|(_, code)| view.first_of(code).is_none()) {
        return Vec::new();
    }
    let table = Table { columns: vec![(Head::text("Held as"), 4), (Head::integer("Places"), 2)], rows };
    let chart = Chart {
        shape: Shape::StackedBar,
        title: format!("What holds {}", cutover::named(&leaving)).into(),
        categories: "Held as",
        values: "Places",
        series: vec![(1, Ink::Severity(Severity::Blocker))],
    };
    vec![Block::Heading("What holds the domain".into()), Block::Figure { table, chart }]
}

/// What may hold a domain and is in no export that was given.
fn unseen<'a>(view: &View<'a>) -> Vec<Bullet<'a>> {
    let tenant = view.facts.tenant(view.facts.plan.cutover_of.side);
    let bullet = |severity, text: &'static str, to| Bullet { severity, text: text.into(), to };
    let mut bullets = Vec::new();
    let missing = Some(Severity::Minor);
    if tenant.objects.iter().all(|object| object.state != State::SoftDeleted) {
        bullets.push(bullet(
            missing,
            "no soft-deleted object is in the exports: `Get-Mailbox -SoftDeletedMailbox` and `Get-MgDirectoryDeletedItemAsUser` list those \
             that may still hold an address",
            None,
        ));
    }
    if tenant.objects.iter().all(|object| object.state != State::Inactive) {
        bullets.push(bullet(
            missing,
            "no inactive mailbox is in the exports: `Get-Mailbox -InactiveMailboxOnly`",
            None,
        ));
    }
    bullets.extend([
        bullet(
            None,
            "applications whose identifier URI or reply address lies in the domain: `Get-MgApplication -All` and `Get-MgServicePrincipal \
             -All`; an application for several tenants makes a forced removal fail",
            None,
        ),
        bullet(None, "mail-enabled public folders: `Get-MailPublicFolder -ResultSize Unlimited`", None),
        bullet(
            None,
            "connectors, mail flow rules, custom domains of web applications, and the account that you are signed in with",
            None,
        ),
        bullet(
            None,
            "the directory's own list of what depends on the domain: `Get-MgDomainNameReference -DomainId` just before it is removed",
            None,
        ),
        bullet(None, "every step of the night, with room for a tick", Some(Target::top(runbook::NAME))),
    ]);
    bullets
}
