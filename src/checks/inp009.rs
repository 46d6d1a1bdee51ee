//! INP009 same-file-both-sides: the same content is given for two tenants, or as before and after the move.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::inputs;
use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::kinds::{
    accepted_domains, dns_records, domains, identity_map, licence_reference, licence_skus, mailboxes,
    organization_config, recipients, transport_rules, users,
};
use crate::normalize::FileId;
use crate::reading::InputFile;
use crate::schema::{Kind, Side, Snapshot};

/// The check.
pub static CHECK: Check = Check {
    code: "INP009",
    name: "same-file-both-sides",
    severity: Severity::Blocker,
    title: "The same export is given for both tenants, or as before and after",
    why: "One of the two was taken from the wrong tenant or at the wrong time, and everything that compares them is \
          worthless. Exports of domains, settings and prices can be equal, and so can exports without a row: they are not meant",
    fix: "Export it again from the tenant that it should come from (`Get-ConnectionInformation` shows which one is connected)",
    message: "`{subject}` of the {one} and `{value}` of the {other} have the same content",
    needs: &[],
    wants: &[],
    select,
};

/// Kinds that hold neither objects nor rights.
static OF_THE_TENANT: [&Kind; 8] = [
    &accepted_domains::KIND,
    &domains::KIND,
    &dns_records::KIND,
    &identity_map::KIND,
    &licence_reference::KIND,
    &licence_skus::KIND,
    &organization_config::KIND,
    &transport_rules::KIND,
];

/// Kinds whose rows have UPNs and addresses in the initial domain, which no other tenant has.
static NEVER_EQUAL: [&Kind; 3] = [&mailboxes::KIND, &recipients::KIND, &users::KIND];

fn select(facts: &Facts, selection: &mut Selection) {
    // The content is that of the whole file, whatever its sheets are.
    let mut files: BTreeMap<(Snapshot, &PathBuf), (FileId, &InputFile)> = BTreeMap::new();
    for (id, file) in inputs::files(facts).filter(|(_, file)| holds_objects(file)) {
        if let Some(snapshot) = file.snapshot() {
            files.entry((snapshot, &file.path)).or_insert((id, file));
        }
    }
    let mut same: BTreeMap<&str, Vec<(Snapshot, FileId, &InputFile)>> = BTreeMap::new();
    for (&(snapshot, _), &(id, file)) in &files {
        selection.examined += u64::from(snapshot.side == Side::Source || facts.counterpart.is_some());
        same.entry(&file.sha256).or_default().push((snapshot, id, file));
    }
    for files in same.into_values() {
        for (at, (snapshot, id, file)) in files.iter().enumerate() {
            let others = files[at + 1..].iter().filter(|(other, ..)| other != snapshot);
            for (other, _, twin) in others.filter(|(other, ..)| must_differ(*snapshot, *other, file)) {
                let hit = Hit::new(snapshot.side, file.file.as_str(), twin.file.as_str())
                    .with("one", snapshot.as_str())
                    .with("other", other.as_str());
                selection.hit(hit.seen(Some(Evidence { file: *id, row: None, column: None })));
            }
        }
    }
}

/// Whether two sets of exports cannot have equal content. What moved bears the same addresses in the other tenant
/// afterwards, so that lists of rights, members and contacts may well be equal; mailboxes and users never are.
fn must_differ(one: Snapshot, other: Snapshot, file: &InputFile) -> bool {
    let has_moved = one.side != other.side && one.moment != other.moment;
    !has_moved || file.kind.is_some_and(|kind| NEVER_EQUAL.iter().any(|never| std::ptr::eq(*never, kind)))
}

fn holds_objects(file: &InputFile) -> bool {
    file.kind.is_some_and(|kind| !OF_THE_TENANT.iter().any(|other| std::ptr::eq(*other, kind))) && file.data_rows() > 0
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const RECIPIENTS: &str = "Name,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
        Kim,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com\n";

    #[test]
    fn the_same_bytes_on_both_sides() {
        let tenants = Tenants::new()
            .source("recipients.csv", RECIPIENTS)
            .destination("fabrikam.csv", RECIPIENTS)
            .destination("other.csv", &RECIPIENTS.replace("Kim", "Sam"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source recipients.csv fabrikam.csv");
    }

    #[test]
    fn the_same_bytes_before_and_after() {
        let other = RECIPIENTS.replace("Kim", "Sam");
        let tenants = Tenants::of(Command::Verify)
            .source_before("recipients.csv", RECIPIENTS)
            .source("now.csv", RECIPIENTS)
            .destination_before("old.csv", &other)
            .destination("new.csv", &other);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source recipients.csv now.csv
        blocker destination old.csv new.csv
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `recipients.csv` of the baseline of the source and `now.csv` of the source have the same content
        `old.csv` of the baseline of the destination and `new.csv` of the destination have the same content
        ");
    }

    #[test]
    fn a_baseline_that_is_the_other_tenant_now() {
        let tenants = Tenants::of(Command::Verify).source_before("a.csv", RECIPIENTS).destination("b.csv", RECIPIENTS);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source a.csv b.csv");
    }

    #[test]
    fn rights_may_be_the_same_where_they_have_moved() {
        let rights = "Identity,User,AccessRights\nkim@contoso.com:\\Calendar,sam@contoso.com,Editor\n";
        let now = RECIPIENTS.replace("Kim", "Kim Akers");
        let tenants = Tenants::of(Command::Verify)
            .source_before("recipients.csv", RECIPIENTS)
            .source_before("calendars.csv", rights)
            .destination("recipients.csv", &now)
            .destination("calendars.csv", rights);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn equal_domains_and_equal_headers_are_no_trouble() {
        let domains = "Name,DomainName,DomainType,Default\ncontoso.com,contoso.com,Authoritative,True\n";
        let header = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n";
        let tenants = Tenants::new()
            .source("domains.csv", domains)
            .source("contacts.csv", header)
            .destination("domains.csv", domains)
            .destination("contacts.csv", header);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
