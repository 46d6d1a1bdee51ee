//! The DNS records of both tenants' domains in one form, whatever exported them, and what is asked of them: the
//! mail exchanger and its TTL, SPF, and whether the records that a way back needs were captured.

mod gather;
mod required;
mod spf;
#[cfg(test)]
mod tests;

use crate::schema::Side;
use crate::tenant::RowRef;

pub use required::{Required, dashed};
pub use spf::Spf;

/// One DNS record as an export shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The zone that it was exported with, where the export says so: lower case, no dot at the end.
    pub zone: Option<String>,
    /// Its full name: lower case, no dot at the end.
    pub name: String,
    /// Its type in capitals, e.g. `MX`; blank where the export gives none that is known.
    pub kind: String,
    /// What it says: a host in lower case without the dot at its end, the joined text of a TXT record, else as
    /// exported. `None` where the export lost it.
    pub data: Option<String>,
    /// Preference of an MX record, priority of an SRV record.
    pub priority: Option<u64>,
    /// How long other servers may remember it, in seconds; `None` where it is not known.
    pub ttl: Option<u32>,
    /// Where it stands.
    pub at: RowRef,
}

/// A record that a way back needs (step 3 of the runbook).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The mail exchangers.
    Mx,
    /// The TXT record that says who may send.
    Spf,
    /// Where Outlook looks for the mailbox.
    Autodiscover,
    /// The two names under which Exchange publishes its keys.
    Dkim,
    /// The TXT record that says what becomes of mail that fails.
    Dmarc,
}

impl Wanted {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Mx, Self::Spf, Self::Autodiscover, Self::Dkim, Self::Dmarc];

    /// The word in findings; part of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mx => "mx",
            Self::Spf => "spf",
            Self::Autodiscover => "autodiscover",
            Self::Dkim => "dkim",
            Self::Dmarc => "dmarc",
        }
    }

    /// The names at which it stands, below a domain; the domain itself is the empty one.
    const fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Mx | Self::Spf => &[""],
            Self::Autodiscover => &["autodiscover", "_autodiscover._tcp"],
            Self::Dkim => &["selector1._domainkey", "selector2._domainkey"],
            Self::Dmarc => &["_dmarc"],
        }
    }

    /// Whether a record at one of these names is one of them.
    fn is(self, record: &Record) -> bool {
        let text = || record.data.as_deref().unwrap_or_default();
        match self {
            Self::Mx => record.kind == "MX",
            Self::Spf => record.is_text() && spf::is_spf(text()),
            // Whoever is not in Exchange Online alone has an address or a service record there.
            Self::Autodiscover => ["CNAME", "A", "AAAA", "SRV", ""].contains(&record.kind.as_str()),
            Self::Dkim => record.kind == "CNAME" || record.is_text(),
            Self::Dmarc => {
                record.kind == "CNAME" || record.is_text() && text().trim_start().to_lowercase().starts_with("v=dmarc1")
            }
        }
    }
}

impl Record {
    /// Whether it is a TXT record, or one of the old type SPF.
    pub fn is_text(&self) -> bool {
        self.kind == "TXT" || self.kind == "SPF"
    }

    /// What it says in one line, the priority first; blank where the export lost it.
    pub fn shown(&self) -> String {
        match (&self.data, self.priority) {
            (Some(data), Some(priority)) => format!("{priority} {data}"),
            (Some(data), None) => data.clone(),
            (None, _) => String::new(),
        }
    }
}

/// The records of both sides.
#[derive(Debug, Default)]
pub struct Dns {
    /// By name, type and data; a record that several exports show stands here once for each.
    records: [Vec<Record>; 2],
    /// Rows of each side whose name is relative to a zone that nothing names.
    unplaced: [Vec<RowRef>; 2],
}

impl Dns {
    /// All records that were given with a side.
    pub fn of(&self, side: Side) -> &[Record] {
        &self.records[side as usize]
    }

    /// Rows of a side that are set aside: their names are relative to a zone that nothing names.
    pub fn unplaced(&self, side: Side) -> &[RowRef] {
        &self.unplaced[side as usize]
    }

    /// The records with this very name.
    pub fn named(&self, side: Side, name: &str) -> &[Record] {
        let records = self.of(side);
        let start = records.partition_point(|record| record.name.as_str() < name);
        let end = start + records[start..].partition_point(|record| record.name == name);
        &records[start..end]
    }

    /// The records of a domain and of all names below it.
    pub fn below<'a>(&'a self, side: Side, domain: &'a str) -> impl Iterator<Item = &'a Record> {
        let is_below = move |record: &&Record| {
            record.name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.of(side).iter().filter(is_below)
    }

    /// The records of a domain that are of this sort, also those whose data was lost.
    pub fn wanted<'a>(&'a self, side: Side, domain: &str, wanted: Wanted) -> Vec<&'a Record> {
        let names = wanted.labels().iter().map(|label| below(label, domain));
        names.flat_map(|name| self.named(side, &name)).filter(|record| wanted.is(record)).collect()
    }

    /// Whether a way back finds the record with what it says; of DKIM both names, because Exchange changes from
    /// one to the other.
    pub fn has_captured(&self, side: Side, domain: &str, wanted: Wanted) -> bool {
        let found = self.wanted(side, domain, wanted);
        let captured = |name: &str| found.iter().any(|record| record.name == name && record.data.is_some());
        let mut names = wanted.labels().iter().map(|label| below(label, domain));
        match wanted {
            Wanted::Dkim => names.all(|name| captured(&name)),
            _ => names.any(|name| captured(&name)),
        }
    }

    /// The mail exchangers of a domain.
    pub fn mail_exchangers<'a>(&'a self, side: Side, domain: &str) -> Vec<&'a Record> {
        self.wanted(side, domain, Wanted::Mx)
    }

    /// How long other servers remember the mail exchanger of a domain, in seconds: the longest TTL among its
    /// records. `None` where there is none, or where an unknown one may be longer than any that is short.
    pub fn mx_ttl(&self, side: Side, domain: &str) -> Option<u32> {
        let exchangers = self.mail_exchangers(side, domain);
        let longest = exchangers.iter().filter_map(|record| record.ttl).max()?;
        let all_known = exchangers.iter().all(|record| record.ttl.is_some());
        (all_known || longest > super::clock::LOWERED).then_some(longest)
    }
}

/// The name of a label below a domain.
fn below(label: &str, domain: &str) -> String {
    if label.is_empty() { domain.to_owned() } else { format!("{label}.{domain}") }
}
