//! DNS003 record-differs: a DNS record is not what the destination needs.

use std::collections::BTreeMap;

use super::needs::DNS_NOW;
use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::dns::{Record, Wanted};
use crate::kinds::dns_records;
use crate::schema::{Column, Side};

/// The check.
pub static CHECK: Check = Check {
    code: "DNS003",
    name: "record-differs",
    severity: Severity::Major,
    title: "A DNS record is not what the destination needs",
    why: "Mail goes to the old tenant, or Outlook does not find the mailbox. The records as they are now are those given with \
          `--source`. Needed are the MX, CNAME, TXT and SRV records given with `--destination` (the DNS settings that it shows for \
          the domain); without them the MX record `<domain with dashes>.mail.protection.outlook.com`, or the newer host in \
          `mx.microsoft` for that domain, and autodiscover. DKIM and the rest are asked only where the destination names them. \
          Another MX record beside the right one differs, since mail goes there as well; further TXT records do not matter, nor \
          do senders that SPF allows beside the needed ones, nor preference and TTL. A domain of which nothing was captured is \
          undecidable",
    fix: "Set the record at the zone's DNS host, and give the TTL back its old value",
    message: "The {kind} record of {subject} {now}; the destination needs {wanted}",
    needs: &[DNS_NOW],
    wants: &[],
    select,
};

/// The types that the destination can need, with their words in findings.
const KINDS: [(&str, &str); 4] = [("MX", "mx"), ("CNAME", "cname"), ("TXT", "txt"), ("SRV", "srv")];

/// What must stand at a name.
struct Required<'a> {
    domain: &'a str,
    name: String,
    kind: &'static str,
    value: &'static str,
    /// What it must say; `None` where the export lost it.
    data: Vec<Option<String>>,
    /// Nobody said it: it is what every tenant has.
    is_assumed: bool,
}

/// How a record stands.
#[derive(PartialEq, Eq)]
enum Standing {
    Right,
    Wrong,
    Unknown,
}

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(now) = facts.now(Side::Source) else { return };
    for domain in &facts.domains.moving {
        for required in required(facts, domain) {
            selection.examine();
            let captured = captured(now, &required);
            match standing(now, &required, &captured) {
                Standing::Right => {}
                Standing::Unknown => selection.undecided(),
                Standing::Wrong => selection.hit(hit(now, &required, &captured)),
            }
        }
    }
}

/// What the destination needs of a domain: what it names, and mail exchanger and autodiscover in any case.
fn required<'a>(facts: &Facts, domain: &'a str) -> Vec<Required<'a>> {
    let side = Side::Destination;
    let mut named: BTreeMap<(&str, usize), Vec<Option<String>>> = BTreeMap::new();
    for record in facts.dns.below(side, domain).filter(|record| is_of(facts, record, domain)) {
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
    if facts.dns.mail_exchangers(side, domain).is_empty() {
        let host = format!("{}.mail.protection.outlook.com", dashed(domain));
        required.push(of(domain.to_owned(), 0, vec![Some(host)], true));
    }
    if facts.dns.wanted(side, domain, Wanted::Autodiscover).is_empty() {
        let host = "autodiscover.outlook.com".to_owned();
        required.push(of(format!("autodiscover.{domain}"), 1, vec![Some(host)], true));
    }
    required
}

/// Whether a record belongs to this moving domain, and not to one that lies in it.
fn is_of(facts: &Facts, record: &Record, domain: &str) -> bool {
    let lies_in = |other: &&String| {
        record.name.strip_suffix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    facts.domains.moving.iter().filter(lies_in).max_by_key(|other| other.len()).is_some_and(|longest| longest == domain)
}

/// A domain as it begins the names of its mail exchangers.
fn dashed(domain: &str) -> String {
    domain.replace('.', "-")
}

/// The records of now at the name, of the type.
fn captured<'a>(now: &'a Facts, required: &Required) -> Vec<&'a Record> {
    let is_kind = |record: &&Record| record.kind == required.kind || required.kind == "TXT" && record.is_text();
    now.dns.named(Side::Source, &required.name).iter().filter(is_kind).collect()
}

fn standing(now: &Facts, required: &Required, captured: &[&Record]) -> Standing {
    let side = Side::Source;
    let is_lost = captured.iter().any(|record| record.data.is_none()) || required.data.contains(&None);
    let is_blind = now.dns.below(side, required.domain).next().is_none() || !shows(now, required.kind);
    if is_lost || captured.is_empty() && is_blind {
        return Standing::Unknown;
    }
    let wanted: Vec<&str> = required.data.iter().flatten().map(String::as_str).collect();
    let found: Vec<&str> = captured.iter().filter_map(|record| record.data.as_deref()).collect();
    let is_right = match required.kind {
        "TXT" => wanted.iter().all(|wanted| found.iter().any(|found| says(found, wanted))),
        "SRV" => wanted.iter().all(|wanted| found.iter().any(|found| host(found) == host(wanted))),
        "MX" if required.is_assumed => !found.is_empty() && found.iter().all(|found| wanted.contains(found) || is_newer(found, required.domain)),
        _ => !found.is_empty() && wanted.iter().all(|wanted| found.contains(wanted)) && found.iter().all(|found| wanted.contains(found)),
    };
    if is_right { Standing::Right } else { Standing::Wrong }
}

/// Whether exports of now can show records of the type: summaries, a row for each domain, know MX and SPF only.
fn shows(now: &Facts, kind: &str) -> bool {
    let columns: [&Column; 2] = [&dns_records::TYPE, &dns_records::HOST];
    kind == "MX" || columns.iter().any(|column| now.source.has(&dns_records::KIND, column))
}

/// Whether a host is the mail exchanger that newer tenants have for the domain.
fn is_newer(host: &str, domain: &str) -> bool {
    host.strip_prefix(&dashed(domain)).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(".mx.microsoft"))
}

/// Whether a TXT record says what is needed: the same, or for SPF at least the same senders.
fn says(found: &str, wanted: &str) -> bool {
    let [found, wanted] = [found, wanted].map(|text| text.trim().to_lowercase());
    let senders = |text: &str| -> Vec<String> {
        text.split_whitespace().filter(|term| term.starts_with("include:")).map(str::to_owned).collect()
    };
    let is_spf = |text: &str| text.split_whitespace().next() == Some("v=spf1");
    let has_senders = || {
        let allowed = senders(&found);
        senders(&wanted).iter().all(|sender| allowed.contains(sender))
    };
    found == wanted || is_spf(&found) && is_spf(&wanted) && has_senders()
}

/// The host of a service record, which some exports write without weight and port.
fn host(data: &str) -> &str {
    data.split_whitespace().next_back().unwrap_or_default()
}

fn hit(now: &Facts, required: &Required, captured: &[&Record]) -> Hit {
    let listed = |texts: Vec<&str>| texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ");
    let found: Vec<&str> = captured.iter().filter_map(|record| record.data.as_deref()).collect();
    let found = if found.is_empty() { "is missing".to_owned() } else { format!("is {}", listed(found)) };
    Hit::new(Side::Source, required.name.as_str(), required.value)
        .with("kind", required.kind)
        .with("now", found)
        .with("wanted", listed(required.data.iter().flatten().map(String::as_str).collect()))
        .seen(evidence(now, required, captured))
}

/// Where the record stands, or where the domain was captured without it.
fn evidence(now: &Facts, required: &Required, captured: &[&Record]) -> Option<Evidence> {
    let side = Side::Source;
    let record = captured.first().copied().or_else(|| now.dns.below(side, required.domain).next())?;
    let table = &now.source.tables[record.at.table as usize];
    let columns: [&Column; 4] =
        [&dns_records::VALUE, &dns_records::MAIL_EXCHANGE, &dns_records::HOST, &dns_records::STRINGS];
    let column = columns.into_iter().find(|column| !captured.is_empty() && table.has(column));
    Some(now.at(side, record.at, column))
}
