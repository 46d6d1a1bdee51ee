//! Assumptions: every rule that the estimate rests on, with its source, date and confidence.

use crate::licences::Profile;
use crate::licences::profile::{Archive, Basket, Expiry, Per, Unit};
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key};
use crate::report::sheets::Declared;
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = "Assumptions";

const KEY: Key = Key(&[&["Mover"], &["About"], &["What is assumed"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// How this program reads what the sources leave open.
const READINGS: [(&str, &str); 10] = [
    ("Sizes", "The byte count in brackets goes before the rounded number; a GB of Exchange has 2^30 bytes"),
    ("Sizes", "A rounded size is marked, and where it leaves the units open both numbers are told"),
    ("Sizes", "The size is that of the mailbox as its statistics give it; deleted items that are kept are not added"),
    (
        "Missing data",
        "An object whose size is not known is missing in every total that goes by size; one whose archive is not known in every total that asks for archives. Such totals are called “at least”",
    ),
    ("Test accounts", "They always count; one that no export holds yet is taken as a small mailbox without an archive"),
    ("Service account", "It is not migrated and not counted"),
    ("Growth", "Totals are of today; what growth until the cutover would add stands beside them and is not mixed in"),
    ("Destination plans", "Kiosk is planned for those only who have it today and fit into 2 GB"),
    (
        "Destination plans",
        "Seats owned are those free at the destination and those of paired destination objects that have a sufficient plan",
    ),
    ("Prices", "None is shipped: they come from the price file or from the sheet Prices"),
];

struct Row<'a> {
    mover: &'a str,
    about: String,
    says: String,
    source: &'a str,
    date: &'a str,
    confidence: &'a str,
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Mover"),
        Head::text("About").cap(34),
        Head::prose("What is assumed").cap(80),
        Head::prose("Source").cap(44),
        Head::text("Date"),
        Head::text("Confidence"),
        Head::person_made("Note", &[]),
    ];
    let rows = view.licences.as_ref().map(|purchase| rows(&purchase.estimate.profiles)).unwrap_or_default();
    let grid = Grid::new(NAME, columns, rows.len(), move |row, cells| {
        let row = &rows[row];
        cells.extend([
            Cell::text(row.mover),
            Cell::text(row.about.clone()),
            Cell::text(row.says.clone()),
            Cell::text(row.source),
            Cell::text(row.date),
            Cell::text(row.confidence),
            Cell::Blank,
        ]);
    });
    Sheet::Grid(grid.keyed(KEY))
}

fn rows(profiles: &[Profile]) -> Vec<Row<'_>> {
    let ours = |(about, says): (&str, &str)| Row {
        mover: "all",
        about: about.to_owned(),
        says: says.to_owned(),
        source: "How this program reads it",
        date: "",
        confidence: "",
    };
    let mut rows: Vec<Row<'_>> = READINGS.into_iter().map(ours).collect();
    for profile in profiles {
        let rule = |about: String, says: String| Row {
            mover: &profile.title,
            about,
            says,
            source: "The profile; the facts below say where it is from",
            date: "",
            confidence: "",
        };
        rows.extend(profile.units.iter().map(|one| rule(format!("Unit {}", one.name), unit(one))));
        rows.extend(profile.baskets.iter().map(|one| rule(format!("Basket {}", one.name), basket(one))));
        if let Some(ews) = &profile.ews {
            let says = format!(
                "It reads through Exchange Web Services, which work nowhere from {} on; a mailbox that they refuse needs \
                 {} for the time of the move",
                ews.ends, ews.temporary
            );
            rows.push(rule("Exchange Web Services".to_owned(), says));
        }
        if let Some(speed) = &profile.throughput {
            let [low, middle, high] = speed.gb_per_hour;
            let [few, usual, many] = speed.concurrency;
            let says = format!(
                "Low, middle and high: {low}, {middle} and {high} GB an hour and mailbox; {few}, {usual} and {many} \
                 mailboxes at once"
            );
            rows.push(rule("Duration".to_owned(), says));
        }
        rows.extend(profile.facts.iter().map(|fact| Row {
            mover: &profile.title,
            about: "Fact".to_owned(),
            says: fact.says.clone(),
            source: &fact.source,
            date: &fact.date,
            confidence: fact.confidence.as_str(),
        }));
    }
    rows
}

/// What a unit covers, on every axis that its profile says something about.
fn unit(unit: &Unit) -> String {
    let per = match unit.per {
        Per::SourceMailbox => "one for every source mailbox",
        Per::DestinationObject => "one for every destination object, however many mailboxes go into it",
        Per::LicensedUser => "one for every licensed user of the source, moved or not",
        Per::Volume => "by the volume of all mailboxes together",
        Per::Flat => "one for the whole project",
    };
    let mut words = vec![format!("{}: {per}", unit.title)];
    words.push(match (unit.block_gb, unit.stacks) {
        (None, _) => "no limit of size".to_owned(),
        (Some(block), true) => format!("covers {block} GB, further ones go onto the same mailbox"),
        (Some(block), false) => format!("covers {block} GB, further ones do not help"),
    });
    words.extend(unit.passes.map(|passes| format!("{passes} passes")));
    words.extend(unit.delta_days.map(|days| format!("further passes are free for {days} days")));
    words.extend(unit.expires_months.map(|months| {
        let from = match unit.expires_from {
            Some(Expiry::Purchase) => " from the purchase",
            Some(Expiry::FirstUse) => " from the first use",
            None => "",
        };
        format!("ends {months} months{from}")
    }));
    words.extend(unit.reassignable.map(|can| {
        if can { "can be given to another mailbox" } else { "cannot be given to another mailbox once used" }.to_owned()
    }));
    words.extend(unit.minimum_order.map(|least| format!("smallest order {least}")));
    words.extend(unit.burns.as_ref().map(|burns| format!("used up by {burns}")));
    words.join("; ")
}

/// The rule of a basket.
fn basket(basket: &Basket) -> String {
    let archive = match basket.archive {
        Archive::Ignored => "says nothing about archives".to_owned(),
        Archive::Covered => "covers archives".to_owned(),
        Archive::ExtraUnit => {
            format!("an archive needs one {} more", basket.archive_unit.as_deref().unwrap_or(&basket.unit))
        }
        Archive::Upgrade => {
            format!("an archive needs {} in place of it", basket.archive_unit.as_deref().unwrap_or(&basket.unit))
        }
        Archive::Unsupported => "does not move archives".to_owned(),
    };
    let mut words = vec![format!("{}: counts {}", basket.title, basket.unit), archive];
    words.extend(basket.at_most.map(|most| format!("at most {most} for one mailbox")));
    words.extend(basket.or_cheaper.as_ref().map(|other| format!("{other} wherever the prices make it cheaper")));
    words.extend(basket.holds_block.then(|| "a mailbox on hold cannot be moved".to_owned()));
    words.join("; ")
}
