//! Kind `accepted-domains`: the domains that Exchange accepts mail for.
//! Told from `domains` by the domain type; default and authentication are read here too where `domains` is absent.

use crate::kinds::columns::columns;
use crate::kinds::dns_records;
use crate::schema::{Export, Kind};

columns! {
    DOMAIN_NAME: Domain = ["DomainName"] or ["Domain", "Name", "Id"];
    DOMAIN_TYPE: Text = ["DomainType"] or ["type"];
    IS_DEFAULT: Flag = ["Default", "IsDefault"];
    IS_INITIAL: Flag = ["InitialDomain", "Initial", "IsInitial"];
    IS_VERIFIED: Text = ["IsVerified", "Status"];
    MATCH_SUBDOMAINS: Flag = ["MatchSubDomains"];
    AUTHENTICATION: Text = ["AuthenticationType", "Authentication"];
    CAPABILITIES: Words = ["capabilities", "SupportedServices"];
    CATCH_ALL: Identity = ["CatchAllRecipientID"];
    PENDING_REMOVAL: Flag = ["PendingRemoval"];
    WHEN_CREATED: Date = ["WhenCreated"];
    OUTBOUND_ONLY: Flag = ["OutboundOnly"];
    ADDRESS_BOOK_ENABLED: Flag = ["AddressBookEnabled"];
    IS_COEXISTENCE: Flag = ["IsCoexistenceDomain"];
}

/// Accepted domains.
pub static KIND: Kind = Kind {
    name: "accepted-domains",
    title: "Accepted domains",
    columns: COLUMNS,
    key: &[&DOMAIN_NAME],
    signatures: &[&[&DOMAIN_NAME, &DOMAIN_TYPE], &[&DOMAIN_NAME, &MATCH_SUBDOMAINS], &[&DOMAIN_NAME, &CATCH_ALL], &[&DOMAIN_NAME, &PENDING_REMOVAL], &[&DOMAIN_NAME]],
    unless: &[&dns_records::TTL, &dns_records::SPF, &dns_records::DMARC],
    export: Export {
        command: r"Get-AcceptedDomain | Select-Object Name, DomainName, DomainType, Default, InitialDomain, AuthenticationType, MatchSubDomains | Export-Csv accepted-domains.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'accepted-domains' 'accepted-domains.csv' @(
    'Name', 'DomainName', 'DomainType', 'Default', 'InitialDomain', 'AuthenticationType',
    'MatchSubDomains', 'PendingRemoval', 'CatchAllRecipientID'
) {
    Get-AcceptedDomain -ResultSize Unlimited
}
",
        file: "accepted-domains.csv",
    },
};
