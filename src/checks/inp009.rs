//! INP009 same-file-both-sides: the same content is given as source and as destination.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::inputs;
use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::kinds::{
    accepted_domains, dns_records, domains, identity_map, licence_reference, licence_skus, organization_config, transport_rules,
};
use crate::normalize::FileId;
use crate::reading::InputFile;
use crate::schema::{Kind, Side};

/// The check.
pub static CHECK: Check = Check {
    code: "INP009",
    name: "same-file-both-sides",
    severity: Severity::Blocker,
    title: "The same export is given as source and destination",
    why: "One of the two was taken from the wrong tenant, and everything that compares the sides is worthless. Exports of \
          domains, settings and prices can be equal, and so can exports without a row: they are not meant",
    fix: "Export it again from the tenant that it should come from (`Get-ConnectionInformation` shows which one is connected)",
    message: "`{subject}` of the source and `{value}` of the destination have the same content",
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

fn select(facts: &Facts, selection: &mut Selection) {
    let of = |side: Side| inputs::files(facts).filter(move |(_, file)| file.side == Some(side) && holds_objects(file));
    let mut destination: BTreeMap<&str, BTreeMap<&PathBuf, &InputFile>> = BTreeMap::new();
    for (_, file) in of(Side::Destination) {
        destination.entry(&file.sha256).or_default().entry(&file.path).or_insert(file);
    }
    let mut source: BTreeMap<&PathBuf, (FileId, &InputFile)> = BTreeMap::new();
    for (id, file) in of(Side::Source) {
        source.entry(&file.path).or_insert((id, file));
    }
    for (id, file) in source.into_values() {
        selection.examine();
        for other in destination.get(file.sha256.as_str()).into_iter().flat_map(BTreeMap::values) {
            // The content is that of the whole file, whatever its sheets are.
            let hit = Hit::new(Side::Source, file.file.as_str(), other.file.as_str());
            selection.hit(hit.seen(Some(Evidence { file: id, row: None, column: None })));
        }
    }
}

fn holds_objects(file: &InputFile) -> bool {
    file.kind.is_some_and(|kind| !OF_THE_TENANT.iter().any(|other| std::ptr::eq(*other, kind))) && file.data_rows() > 0
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

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
