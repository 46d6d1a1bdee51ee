//! Kind `domains`: the directory's list of domains, with the default one and the authentication.

use crate::kinds::columns::columns;
use crate::kinds::{dns_records, licence_skus, mailboxes, transport_rules, users};
use crate::schema::{Export, Kind};

columns! {
    DOMAIN_NAME: Domain = ["DomainName"] or ["Domain", "Name", "Id"];
    DOMAIN_TYPE: Text = ["DomainType"];
    IS_DEFAULT: Flag = ["Default", "IsDefault"];
    IS_INITIAL: Flag = ["InitialDomain", "Initial", "IsInitial"];
    IS_VERIFIED: Text = ["IsVerified", "Status"];
    MATCH_SUBDOMAINS: Flag = ["MatchSubDomains"];
    AUTHENTICATION: Text = ["AuthenticationType", "Authentication"] or ["type"];
    CAPABILITIES: Words = ["capabilities", "SupportedServices"];
    CATCH_ALL: Identity = ["CatchAllRecipientID"];
    PENDING_REMOVAL: Flag = ["PendingRemoval"];
    VERIFICATION_METHOD: Text = ["Verification Method"];
    IS_ADMIN_MANAGED: Flag = ["IsAdminManaged"];
    IS_ROOT: Flag = ["IsRoot"];
}

/// Domains of the directory.
pub static KIND: Kind = Kind {
    name: "domains",
    title: "Domains of the directory",
    columns: COLUMNS,
    key: &[&DOMAIN_NAME],
    signatures: &[&[&DOMAIN_NAME, &AUTHENTICATION], &[&DOMAIN_NAME, &IS_DEFAULT], &[&DOMAIN_NAME, &IS_INITIAL], &[&DOMAIN_NAME, &IS_VERIFIED]],
    unless: &[&DOMAIN_TYPE, &dns_records::TTL, &users::USER_PRINCIPAL_NAME, &mailboxes::PRIMARY_SMTP_ADDRESS, &licence_skus::TOTAL, &licence_skus::CONSUMED, &transport_rules::MODE],
    export: Export {
        command: r"Get-MgDomain -All | Select-Object Id, IsDefault, IsInitial, IsVerified, AuthenticationType, @{n='SupportedServices';e={$_.SupportedServices -join ';'}} | Export-Csv domains.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'domains' 'domains.csv' @(
    'Id', 'IsDefault', 'IsInitial', 'IsVerified', 'AuthenticationType', 'SupportedServices'
) {
    Get-MgDomain -All
}
",
        file: "domains.csv",
    },
};
