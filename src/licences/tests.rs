//! Tests of the rules of baskets and of the duration, each number computed by hand.

use super::duration::Duration;
use super::line::{Counted, Line};
use super::profile::{Throughput, shipped};
use super::share::{Rule, State};
use crate::values::price::price;
use crate::values::size::{blocks, grown};

const GIB: u64 = 1 << 30;

fn line(bytes: Option<u64>, archive: Option<bool>) -> Line {
    Line {
        object: None,
        subject: "kim@contoso.com".to_owned(),
        class: Counted::User,
        is_test: false,
        bytes,
        rounded: None,
        archive,
        archive_bytes: None,
        hold: Some(false),
        destination: None,
    }
}

/// The rule of a shipped basket; `prices` are those of its unit and of the one that may be cheaper.
fn rule(profile: &str, basket: &str, prices: Option<(&str, &str)>) -> Rule {
    let profile = shipped(profile).expect("it ships");
    let basket = profile.baskets.iter().find(|known| known.name == basket).expect("it has this basket");
    let unit = |name: &str| profile.unit(name).expect("a unit of the profile").clone();
    let money = |text: &str| price(text).expect("a price").0;
    let cheaper = basket.or_cheaper.as_deref().zip(prices);
    Rule {
        basket: basket.clone(),
        unit: unit(&basket.unit),
        archive_unit: unit(basket.archive_unit.as_deref().unwrap_or(&basket.unit)),
        cheaper: cheaper.map(|(name, (usual, instead))| (unit(name), money(instead), money(usual))),
        counts: profile.counts,
    }
}

#[test]
fn a_block_begun_is_a_unit_and_an_empty_mailbox_is_one() {
    let block = 50 * GIB;
    assert_eq!([0, 1, block, block + 1, 3 * block].map(|bytes| blocks(bytes, block)), [1, 1, 1, 2, 3]);
    assert_eq!((grown(1000, 10.0), grown(1001, 0.1), grown(u64::MAX, 50.0)), (1100, 1003, u64::MAX), "rounded up");
}

#[test]
fn archives_by_basket() {
    let units = |basket: &str, archive: Option<bool>| {
        let share = rule("migrationwiz", basket, None).share(&line(Some(60 * GIB), archive), 0.0);
        (share.state, share.units, share.archive_units)
    };
    assert_eq!(units("runbook", None), (State::Counted, 2, 0), "the runbook does not think of archives");
    assert_eq!(units("mailbox-or-bundle", Some(false)), (State::Counted, 2, 0));
    assert_eq!(units("mailbox-or-bundle", Some(true)), (State::Counted, 0, 1));
    assert_eq!(units("mailbox-or-bundle", None), (State::NeedsData, 0, 0));
    assert_eq!(units("bundle-for-all", None), (State::Counted, 1, 0));
    let cloudiway = rule("cloudiway", "cloudiway", None).share(&line(Some(60 * GIB), Some(true)), 0.0);
    assert_eq!((cloudiway.units, cloudiway.archive_units), (2, 1), "mail and archive are bought apart");
}

#[test]
fn the_bundle_is_taken_where_it_costs_less_and_not_where_it_costs_the_same() {
    let is_cheaper = |gib: u64, bundle: &str| {
        let rule = rule("migrationwiz", "mailbox-or-bundle", Some(("14", bundle)));
        rule.share(&line(Some(gib * GIB), Some(false)), 0.0).is_cheaper
    };
    assert!(!is_cheaper(50, "17.50"), "one licence costs 14");
    assert!(is_cheaper(51, "17.50"), "two cost 28");
    assert!(!is_cheaper(51, "28.00"));
    // Grown over the edge it costs one bundle, where today it costs one licence.
    let rule = rule("migrationwiz", "mailbox-or-bundle", Some(("14", "17.50")));
    let share = rule.share(&line(Some(48 * GIB), Some(false)), 10.0);
    assert_eq!((share.total(), share.grown), (1, 1));
}

#[test]
fn copying_takes_as_long_as_the_largest_mailbox_or_all_together() {
    let profile = shipped("migrationwiz").expect("it ships");
    let speed = Throughput { gb_per_hour: [1.0, 2.0, 4.0], concurrency: [2, 2, 2] };
    let lines = |sizes: &[u64]| sizes.iter().map(|gib| line(Some(gib * GIB), Some(false))).collect::<Vec<_>>();
    let hours = |sizes: &[u64]| {
        let duration = Duration::of(&speed, &lines(sizes), profile).expect("sizes are known");
        [duration.low, duration.middle, duration.high].map(|hours| format!("{hours:.1}"))
    };
    assert_eq!(hours(&[40, 4]), ["40.0", "20.0", "10.0"], "the largest");
    assert_eq!(hours(&[20, 20, 20]), ["30.0", "15.0", "7.5"], "60 GB, two at once");
    assert_eq!(Duration::of(&speed, &[line(None, None)], profile), None);
    let mut archived = line(Some(GIB), Some(true));
    archived.archive_bytes = Some(250 * GIB);
    let duration = Duration::of(&speed, &[archived], profile).expect("sizes are known");
    // Two steps of up to 30 days are longer than 251 hours.
    assert_eq!((format!("{:.0}", duration.low), duration.expanding), ("1440".to_owned(), 1));
}
