//! SPF: which TXT records are one, and whether Exchange Online may send by them.

use std::collections::BTreeSet;

use super::{Dns, Record};
use crate::schema::Side;

/// What Exchange Online's senders are included by, in the worldwide and the national clouds.
const EXCHANGE: [&str; 3] =
    ["spf.protection.outlook.com", "spf.protection.office365.us", "spf.protection.partner.outlook.cn"];

/// Whether Exchange Online may send by an SPF record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spf {
    /// It includes Exchange Online, itself or by a record that was exported too.
    Includes,
    /// It does not.
    Lacks,
    /// It hands the whole decision to a record that was not exported.
    Elsewhere,
}

/// Whether a text is an SPF record (RFC 7208, section 4.5).
pub(super) fn is_spf(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case("v=spf1"))
}

impl Dns {
    /// Whether Exchange Online may send by an SPF record. Records that it includes or redirects to are followed as
    /// far as they were exported on the same side.
    pub fn spf(&self, side: Side, text: &str) -> Spf {
        self.follow(side, text, &mut BTreeSet::new())
    }

    fn follow(&self, side: Side, text: &str, seen: &mut BTreeSet<String>) -> Spf {
        let text = text.to_lowercase();
        let terms = || text.split_whitespace().skip(1);
        let includes = terms().filter_map(|term| term.trim_start_matches('+').strip_prefix("include:"));
        for host in includes.map(|host| host.trim_end_matches('.')) {
            if EXCHANGE.contains(&host) {
                return Spf::Includes;
            }
            let texts = self.records_at(side, host, seen);
            if texts.iter().any(|record| self.follow(side, record, seen) == Spf::Includes) {
                return Spf::Includes;
            }
        }
        // A redirect counts only where nothing matches before it; a record with `all` never gets there.
        let decides = terms().any(|term| term.trim_start_matches(['+', '-', '~', '?']) == "all");
        match terms().find_map(|term| term.strip_prefix("redirect=")).filter(|_| !decides) {
            Some(host) if EXCHANGE.contains(&host.trim_end_matches('.')) => Spf::Includes,
            Some(host) => match self.records_at(side, host.trim_end_matches('.'), seen).as_slice() {
                [] => Spf::Elsewhere,
                [first, ..] => self.follow(side, first, seen),
            },
            None => Spf::Lacks,
        }
    }

    /// The SPF records at a name that was not asked for yet.
    fn records_at(&self, side: Side, name: &str, seen: &mut BTreeSet<String>) -> Vec<String> {
        if !seen.insert(name.to_owned()) {
            return Vec::new();
        }
        let of_text = self.named(side, name).iter().filter(|record: &&Record| record.is_text());
        of_text.filter_map(|record| record.data.clone()).filter(|text| is_spf(text)).collect()
    }
}
