//! Whether a domain can leave its tenant: one answer for the workbook and the terminal.

use std::collections::BTreeSet;

use super::document::BySeverity;
use super::page::Tone;
use super::verdict::{Verdict, blind_spots};
use crate::check::{Coverage, Severity};
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
    let found = BySeverity::of(&answer.findings);
    if found.blocker > 0 {
        let objects = objects(answer);
        let others = answer
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Blocker && !HOLDING.contains(&finding.code));
        let others = others.count() as u64;
        let places = answer.findings.iter().filter(|finding| HOLDING.contains(&finding.code)).count() as u64;
        let mut parts = Vec::new();
        if objects > 0 {
            let (verb, it) =
                (if objects == 1 { "holds" } else { "hold" }, if leaving.len() == 1 { "it" } else { "them" });
            parts.push(format!("{} {verb} {it} in {}", counted(objects, "object"), counted(places, "place")));
        }
        if others > 0 {
            parts.push(counted(others, if objects > 0 { "other blocker" } else { "blocker" }));
        }
        let text = format!("{domains} cannot be removed yet: {}", parts.join(", "));
        return Verdict { tone: Tone::Severity(Severity::Blocker), text };
    }
    if let Some(doubt) = facts.forbidding() {
        return major(format!("cannot say: {doubt}"));
    }
    let decides = |line: &&Coverage| line.code.starts_with("DOM") || line.code == "ADR006";
    let settle = (found.major > 0).then(|| counted(found.major, "major finding"));
    match (blind_spots(answer.coverage.iter().filter(decides)), settle) {
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
        assert!(said(&format!("{clean}{unknown}")).ends_with("cannot say"), "{}", said(&format!("{clean}{unknown}")));
    }

    #[test]
    fn several_domains_are_named_or_counted() {
        assert_eq!(named(&["a.com"]), "a.com");
        assert_eq!(named(&["a.com", "b.com"]), "a.com and b.com");
        assert_eq!(named(&["a.com", "b.com", "c.com"]), "a.com and 2 other domains");
    }
}
