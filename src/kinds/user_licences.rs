//! Kind `user-licences`: one row per user and licence, or per user and service plan.

use crate::kinds::columns::columns;
use crate::kinds::{mailboxes, users};
use crate::schema::{Export, Kind};

columns! {
    USER_PRINCIPAL_NAME: Address = ["User", "UserPrincipalName"];
    SKU: Text = ["SKU", "Sku Name", "SkuPartNumber", "SkuId", "AccountSkuId"] or [
        "License", "LicensePlan",
    ];
    PRODUCT_NAME: Text = [
        "FriendlyNameofLicensePlan", "Sku_FriendlyName",
        "FriendlyNameOfLicensePlanAndEnabledService", "Product_Display_Name",
    ] or ["License"];
    SERVICE_PLAN: Text = ["ServiceName", "FriendlyNameofServiceName"];
    SERVICE_PLAN_STATUS: Text = ["ProvisioningStatus"];
    ASSIGNMENT_PATH: Text = ["License Assignment Path", "Assigned via(group name)"];
    DISPLAY_NAME: Text = ["DisplayName"];
}

/// Licences of users, one a row.
pub static KIND: Kind = Kind {
    name: "user-licences",
    title: "Licences of users, one a row",
    columns: COLUMNS,
    key: &[&USER_PRINCIPAL_NAME],
    signatures: &[&[&USER_PRINCIPAL_NAME, &SERVICE_PLAN], &[&USER_PRINCIPAL_NAME, &ASSIGNMENT_PATH], &[&USER_PRINCIPAL_NAME, &SKU], &[&USER_PRINCIPAL_NAME, &PRODUCT_NAME]],
    unless: &[&users::ACCOUNT_ENABLED, &users::BLOCK_CREDENTIAL, &users::PROXY_ADDRESSES, &users::OBJECT_ID, &mailboxes::RECIPIENT_TYPE_DETAILS, &mailboxes::EXCHANGE_GUID],
    export: Export {
        command: r"Get-MgUser -All -Property userPrincipalName,assignedLicenses | ForEach-Object { $u = $_; $u.AssignedLicenses | Select-Object @{n='UserPrincipalName';e={$u.UserPrincipalName}}, SkuId } | Export-Csv user-licences.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "user-licences.csv",
    },
};
