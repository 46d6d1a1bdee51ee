//! Kind `licence-skus`: what the tenant has subscribed to, and how much of it is used.

use crate::kinds::columns::columns;
use crate::kinds::{groups, users};
use crate::schema::{Export, Kind};

columns! {
    SKU_PART_NUMBER: Text = ["SkuPartNumber", "Subscription Name"] or ["SKU", "Name", "SkuId"];
    ACCOUNT_SKU_ID: Text = ["AccountSkuId", "SKUAccount"];
    SKU_ID: Text = ["SkuId"] or ["SkuPartNumber"];
    PRODUCT_NAME: Text = ["Friendly Subscription Name", "DisplayName", "Product_Display_Name"];
    TOTAL: Count = [
        "Total Units", "Licenses Total", "ActiveUnits", "TotalLicenses", "PrepaidUnits",
    ];
    CONSUMED: Count = ["Consumed Units", "Licenses Used", "AssignedLicenses"];
    AVAILABLE: Count = ["Remaining Units", "Licenses Left", "AvailableLicenses"];
    SUSPENDED: Count = ["SuspendedLicenses", "SuspendedUnits"];
    WARNING: Count = ["WarningLicenses", "WarningUnits"];
    STATUS: Text = ["Status", "CapabilityStatus"];
}

/// Subscribed licences.
pub static KIND: Kind = Kind {
    name: "licence-skus",
    title: "Subscribed licences",
    columns: COLUMNS,
    key: &[&SKU_ID, &SKU_PART_NUMBER, &ACCOUNT_SKU_ID],
    signatures: &[&[&SKU_PART_NUMBER, &CONSUMED], &[&SKU_PART_NUMBER, &TOTAL], &[&ACCOUNT_SKU_ID, &CONSUMED], &[&ACCOUNT_SKU_ID, &TOTAL], &[&SKU_ID, &CONSUMED], &[&SKU_ID, &TOTAL], &[&PRODUCT_NAME, &TOTAL, &CONSUMED]],
    unless: &[&users::USER_PRINCIPAL_NAME, &groups::GROUP_TYPE],
    export: Export {
        command: r"Get-MgSubscribedSku -All | Select-Object SkuPartNumber, SkuId, @{n='TotalLicenses';e={$_.PrepaidUnits.Enabled}}, ConsumedUnits, CapabilityStatus | Export-Csv licence-skus.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'licence-skus' 'licence-skus.csv' @(
    'SkuPartNumber', 'SkuId', 'TotalLicenses', 'ConsumedUnits', 'SuspendedUnits', 'WarningUnits',
    'CapabilityStatus'
) {
    Get-MgSubscribedSku -All | Select-Object -Property *,
        @{ n = 'TotalLicenses'; e = { $_.PrepaidUnits.Enabled } },
        @{ n = 'SuspendedUnits'; e = { $_.PrepaidUnits.Suspended } },
        @{ n = 'WarningUnits'; e = { $_.PrepaidUnits.Warning } }
}
",
        file: "licence-skus.csv",
    },
};
