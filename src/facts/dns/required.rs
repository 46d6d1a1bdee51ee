//! The records that the destination needs of a moving domain: those that its DNS settings name, else those that
//! every tenant has.

use std::collections::BTreeMap;

use super::{Record, Wanted};
use crate::facts::Facts;
use crate::schema::Side;

/// The types that the destination can need, with their words in findings.
const KINDS: [(&str, &str); 4] = [("MX", "mx"), ("CNAME", "cname"), ("TXT", "txt"), ("SRV", "srv")];

/// What must stand at a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required<'a> {
    /// The moving domain.
    pub domain: &'a str,
    /// The full name: lower case, no dot at the end.
    pub name: String,
    /// The type in capitals.
    pub kind: &'static str,
    /// The type as findings have it.
    pub value: &'static str,
    /// What the records must say; `None` where the export lost it.
    pub data: Vec<Option<String>>,
    /// Nobody said it: it is what every tenant has.
    pub is_assumed: bool,
}

impl Facts {
    /// What the destination needs of a domain: what it names, and mail exchanger and autodiscover in any case.
    pub fn required_records<'a>(&self, domain: &'a str) -> Vec<Required<'a>> {
        let side = Side::Destination;
        let mut named: BTreeMap<(&str, usize), Vec<Option<String>>> = BTreeMap::new();
        for record in self.dns.below(side, domain).filter(|record| is_of(self, record, domain)) {
            let kind = if record.is_text() { "TXT" } else { record.kind.as_str() };
            if let Some(kind) = KINDS.iter().position(|(known, _)| *known == kind) {
                named.entry((&record.name, kind)).or_default().push(record.data.clone());
            }
        }
        let of = |name: String, kind: usize, data, is_assumed| {
            let (kind, value) = KINDS[kind];
            Required { domain, name, kind, value, data, is_assumed }
        };
        let mut required: Vec<Required> =
            named.into_iter().map(|((name, kind), data)| of(name.to_owned(), kind, data, false)).collect();
        if self.dns.mail_exchangers(side, domain).is_empty() {
            let host = format!("{}.mail.protection.outlook.com", dashed(domain));
            required.push(of(domain.to_owned(), 0, vec![Some(host)], true));
        }
        if self.dns.wanted(side, domain, Wanted::Autodiscover).is_empty() {
            let host = "autodiscover.outlook.com".to_owned();
            required.push(of(format!("autodiscover.{domain}"), 1, vec![Some(host)], true));
        }
        required
    }
}

/// Whether a record belongs to this moving domain, and not to one that lies in it.
fn is_of(facts: &Facts, record: &Record, domain: &str) -> bool {
    let lies_in = |other: &&String| {
        record.name.strip_suffix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    facts.domains.moving.iter().filter(lies_in).max_by_key(|other| other.len()).is_some_and(|longest| longest == domain)
}

/// A domain as it begins the names of its mail exchangers.
pub fn dashed(domain: &str) -> String {
    domain.replace('.', "-")
}
