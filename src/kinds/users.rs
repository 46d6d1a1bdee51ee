//! Kind `users`: users of the directory with their licences.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    USER_PRINCIPAL_NAME: Address = [
        "UserPrincipalName", "UPN", "SignInName", "Benutzerprinzipalname",
    ] or ["User", "User Name", "Name"];
    DISPLAY_NAME: Text = ["DisplayName", "Anzeigename"] or ["Name"];
    MAIL: Address = [
        "Mail", "PrimarySmtpAddress", "PrimaryEmailAddress", "SourceEmail", "Email Address",
    ];
    OBJECT_ID: Guid = ["ObjectId", "ID"];
    IMMUTABLE_ID: Text = ["ImmutableId", "OnPremisesImmutableId"], unread;
    FIRST_NAME: Text = ["First name", "givenName"];
    LAST_NAME: Text = ["Last name", "surname"];
    USER_TYPE: Text = ["UserType", "IsGuestUser"];
    BLOCK_CREDENTIAL: Flag = ["Block credential", "Blocked"];
    ACCOUNT_ENABLED: Flag = ["accountEnabled", "Sign-in Status"];
    USAGE_LOCATION: Text = ["Usage location"];
    /// Product names, part numbers, GUIDs or account SKU ids, as the export writes them.
    LICENCES: Words = [
        "Licenses", "License", "LicenseSKUs", "AssignedLicenses", "Assigned Products",
        "AccountSKU", "LicensesAssigned", "License Plans", "LicensePlan",
        "LicensePlanWithEnabledService", "AssignedLicensesAtSource", "Licences",
    ] or ["License assignment details"];
    LICENCES_DIRECT: Words = ["Directly Assigned Licenses"];
    LICENCES_BY_GROUP: Words = ["Licenses Assigned via Groups", "Group License Assignments"];
    DISABLED_PLANS: Words = ["Disabled Plan IDs"];
    IS_LICENSED: Flag = ["IsLicensed", "Licensed"];
    PROXY_ADDRESSES: Addresses = ["Proxy addresses", "Email addresses", "SourceAddresses"];
    DIR_SYNC_ENABLED: Flag = [
        "DirSyncEnabled", "OnPremisesSyncEnabled", "IsDirSynced", "directorySynced",
    ];
    LAST_DIRSYNC_TIME: Date = ["Last dirsync time", "LastSynchronized"];
    SOFT_DELETION_TIMESTAMP: Date = ["Soft deletion time stamp"];
    WHEN_CREATED: Date = ["When created", "CreatedDateTime", "UserCreated"];
    TITLE: Text = ["Title", "jobTitle"];
    DEPARTMENT: Text = ["Department"];
    OFFICE: Text = ["Office", "physicalDeliveryOfficeName", "Office Number"];
    COUNTRY: Text = ["CountryOrRegion", "Country/Region", "country"];
    LAST_SIGN_IN: Date = ["LastSignIn", "LastSuccessfulSignIn", "Last Successful SignIn Date"];
    MAIL_NICKNAME: Text = ["MailNickname"], unread;
    IDENTITIES: Text = ["identityIssuer"], unread;
    SKU_ASSIGNED: Flag = ["SKUAssigned"];
}

/// Directory users.
pub static KIND: Kind = Kind {
    name: "users",
    title: "Directory users",
    columns: COLUMNS,
    key: &[&OBJECT_ID, &USER_PRINCIPAL_NAME, &DISPLAY_NAME],
    signatures: &[
        &[&USER_PRINCIPAL_NAME, &LICENCES],
        &[&USER_PRINCIPAL_NAME, &LICENCES_DIRECT],
        &[&USER_PRINCIPAL_NAME, &LICENCES_BY_GROUP],
        &[&USER_PRINCIPAL_NAME, &IS_LICENSED],
        &[&USER_PRINCIPAL_NAME, &ACCOUNT_ENABLED],
        &[&USER_PRINCIPAL_NAME, &BLOCK_CREDENTIAL],
        &[&USER_PRINCIPAL_NAME, &USER_TYPE],
        &[&USER_PRINCIPAL_NAME, &IMMUTABLE_ID],
        &[&USER_PRINCIPAL_NAME, &OBJECT_ID],
        &[&USER_PRINCIPAL_NAME, &FIRST_NAME, &LAST_NAME],
        &[&USER_PRINCIPAL_NAME, &PROXY_ADDRESSES],
        &[&USER_PRINCIPAL_NAME, &DISPLAY_NAME],
    ],
    unless: &[],
    export: Export {
        command: r"Get-MgUser -All -Property id,userPrincipalName,displayName,mail,userType,accountEnabled,usageLocation,assignedLicenses,proxyAddresses,onPremisesSyncEnabled | Select-Object Id, UserPrincipalName, DisplayName, Mail, UserType, AccountEnabled, UsageLocation, @{n='Licenses';e={$_.AssignedLicenses.SkuId -join ';'}}, @{n='ProxyAddresses';e={$_.ProxyAddresses -join ';'}}, OnPremisesSyncEnabled | Export-Csv users.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'users' 'users.csv' @(
    'UserPrincipalName', 'DisplayName', 'Mail', 'MailNickname', 'Id', 'UserType',
    'AccountEnabled', 'UsageLocation', 'Licenses', 'ProxyAddresses', 'OnPremisesSyncEnabled',
    'OnPremisesImmutableId', 'LastDirSyncTime', 'CreatedDateTime', 'GivenName', 'Surname',
    'JobTitle', 'Department', 'Country'
) {
    $names = @{}
    Get-MgSubscribedSku -All | ForEach-Object { $names[[string]$_.SkuId] = $_.SkuPartNumber }
    $properties = 'id', 'userPrincipalName', 'displayName', 'givenName', 'surname', 'mail', 'mailNickname', 'userType',
        'accountEnabled', 'usageLocation', 'assignedLicenses', 'proxyAddresses', 'onPremisesSyncEnabled',
        'onPremisesImmutableId', 'onPremisesLastSyncDateTime', 'createdDateTime', 'jobTitle', 'department', 'country'
    Get-MgUser -All -Property $properties | Select-Object -Property *,
        @{ n = 'Licenses'; e = { $_.AssignedLicenses | ForEach-Object { $names[[string]$_.SkuId] } } },
        @{ n = 'LastDirSyncTime'; e = { $_.OnPremisesLastSyncDateTime } }
}
",
        file: "users.csv",
    },
};
