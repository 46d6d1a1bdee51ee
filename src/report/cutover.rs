//! Whether a domain can leave its tenant: one answer for the workbook and the terminal.

use std::collections::BTreeSet;

use super::page::Tone;
use super::verdict::{Verdict, blind_spots};
use crate::check::{Finding, Severity};
use crate::engine::Answer;
use crate::facts::Facts;
use crate::values::text::counted;

/// The checks that name an object which holds a domain.
pub const HOLDING: [&str; 6] = ["DOM001", "DOM002", "DOM003", "DOM004", "DOM005", "DOM006"];

/// How many objects hold one of the domains that leave.
pub fn objects(answer: &Answer) -> u64 {
    let holding = answer.findings.iter().filter(|finding| HOLDING.contains(&finding.code));
    holding.map(|finding| finding.subject.as_str()).collect::<BTreeSet<_>>().len() as u64
}

/// Domains in words.
pub fn named(domains: &[&str]) -> String {
    match domains {
        [] => "no domain".to_owned(),
        [only] => (*only).to_owned(),
        [first, second] => format!("{first} and {second}"),
        [first, rest @ ..] => format!("{first} and {}", counted(rest.len() as u64, "other domain")),
    }
}

/// The verdict on a cutover.
///
/// Only what the checks of the domain could not see makes it uncertain; an export without dates does not.
pub fn verdict(facts: &Facts, answer: &Answer) -> Verdict {
    let leaving = facts.leaving();
    let domains = named(&leaving);
    let major = |text: String| Verdict { tone: Tone::Severity(Severity::Major), text };
    if leaving.is_empty() {
        return major("no domain that leaves is known: cannot say".to_owned());
    }
    let decides = |code: &str| code.starts_with("DOM") || code == "ADR006";
    let (own, of_exports): (Vec<&Finding>, Vec<&Finding>) =
        answer.findings.iter().partition(|finding| decides(finding.code));
    let of = |severity: Severity| own.iter().filter(|finding| finding.severity == severity).count() as u64;
    if of(Severity::Blocker) > 0 {
        let text = format!("{domains} cannot be removed yet: {}", in_the_way(answer, &own, leaving.len()));
        return Verdict { tone: Tone::Severity(Severity::Blocker), text };
    }
    if let Some(doubt) = facts.forbidding() {
        return major(format!("cannot say: {doubt}"));
    }
    // What an export lost may be the very address that holds the domain.
    let faults =
        of_exports.iter().filter(|finding| finding.code.starts_with("INP") && finding.severity <= Severity::Major);
    let faults = faults.count() as u64;
    let faults = (faults > 0).then(|| format!("the exports have {}", counted(faults, "fault")));
    let blind = blind_spots(answer.coverage.iter().filter(|line| decides(line.code))).or(faults);
    let settle = Some(of(Severity::Major)).filter(|count| *count > 0).map(|count| counted(count, "major finding"));
    match (blind, settle) {
        (Some(blind), None) => major(format!("nothing found that holds {domains}, but {blind}: cannot say")),
        (Some(blind), Some(settle)) => {
            major(format!("nothing found that holds {domains}, {settle}, but {blind}: cannot say"))
        }
        (None, Some(settle)) => major(format!("nothing holds {domains}, {settle} to look at first")),
        (None, None) => {
            Verdict { tone: Tone::Good, text: format!("nothing in the exports holds {domains}: it can be removed") }
        }
    }
}

/// What keeps the domains from leaving, in words.
fn in_the_way(answer: &Answer, own: &[&Finding], domains: usize) -> String {
    let objects = objects(answer);
    let is_blocker = |finding: &&&Finding| finding.severity == Severity::Blocker;
    let (holding, others): (Vec<&&Finding>, Vec<&&Finding>) =
        own.iter().filter(is_blocker).partition(|finding| HOLDING.contains(&finding.code));
    let mut parts = Vec::new();
    if objects > 0 {
        let (verb, it) = (if objects == 1 { "holds" } else { "hold" }, if domains == 1 { "it" } else { "them" });
        parts.push(format!("{} {verb} {it} in {}", counted(objects, "object"), counted(holding.len() as u64, "place")));
    }
    if !others.is_empty() {
        parts.push(counted(others.len() as u64, if objects > 0 { "other blocker" } else { "blocker" }));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;
    use crate::plan::Command;
    use crate::progress::Unwatched;
    use crate::{checks, engine};

    const DOMAINS: &str = "Name,DomainName,DomainType,Default,AuthenticationType\n\
        contoso.com,contoso.com,Authoritative,False,Managed\n\
        contoso.onmicrosoft.com,contoso.onmicrosoft.com,Authoritative,True,Managed\n";

    fn said(mailboxes: &str) -> String {
        let head =
            "PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,Alias,EmailAddresses,ExternalEmailAddress\n";
        let facts = Tenants::of(Command::Cutover)
            .source("recipients.csv", &format!("{head}{mailboxes}"))
            .source("domains.csv", DOMAINS)
            .facts();
        let answer = engine::run(&checks::of(Command::Cutover), &facts, &Unwatched);
        verdict(&facts, &answer).text
    }

    #[test]
    fn objects_and_places_are_counted() {
        let kim = "kim@contoso.com,kim@contoso.com,UserMailbox,kim,SMTP:kim@contoso.com;smtp:k@contoso.com,\n";
        assert_eq!(said(kim), "contoso.com cannot be removed yet: 1 object holds it in 3 places");
    }

    #[test]
    fn what_was_not_seen_is_never_all_clear() {
        let clean = "kim@contoso.onmicrosoft.com,kim@contoso.onmicrosoft.com,UserMailbox,kim,SMTP:kim@contoso.onmicrosoft.com,\n";
        let unknown =
            "sam@contoso.onmicrosoft.com,sam@contoso.onmicrosoft.com,UserMailbox,sam,System.Collections.ArrayList,\n";
        let said = said(&format!("{clean}{unknown}"));
        assert!(
            said.starts_with("nothing found that holds contoso.com, but") && said.ends_with("cannot say"),
            "{said}"
        );
    }

    #[test]
    fn several_domains_are_named_or_counted() {
        assert_eq!(named(&["a.com"]), "a.com");
        assert_eq!(named(&["a.com", "b.com"]), "a.com and b.com");
        assert_eq!(named(&["a.com", "b.com", "c.com"]), "a.com and 2 other domains");
    }
}
