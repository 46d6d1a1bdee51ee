//! Kind `licence-reference`: the published list of product names, part numbers and service plans.
//! One public copy has the headers of part number and GUID swapped; the values decide.

use crate::kinds::columns::columns;
use crate::kinds::{licence_skus, users};
use crate::schema::{Export, Kind};

columns! {
    PRODUCT_DISPLAY_NAME: Text = ["Product_Display_Name", "DisplayName"];
    SKU_PART_NUMBER: Text = ["String_Id", "SkuPartNumber"] or ["SkuId"];
    SKU_ID: Guid = ["GUID", "SkuId"] or ["SkuPartNumber"];
    SERVICE_PLAN_NAME: Text = ["Service_Plan_Name"];
    SERVICE_PLAN_ID: Guid = ["Service_Plan_Id"];
    SERVICE_PLAN_DISPLAY_NAME: Text = ["Service_Plans_Included_Friendly_Names"];
}

/// Product names and service plans.
pub static KIND: Kind = Kind {
    name: "licence-reference",
    title: "Product names and service plans",
    columns: COLUMNS,
    key: &[&SKU_ID, &SKU_PART_NUMBER],
    signatures: &[
        &[&SERVICE_PLAN_ID],
        &[&SERVICE_PLAN_NAME, &SKU_PART_NUMBER],
        &[&SKU_PART_NUMBER, &PRODUCT_DISPLAY_NAME],
        &[&SKU_PART_NUMBER, &SKU_ID],
    ],
    unless: &[&users::USER_PRINCIPAL_NAME, &licence_skus::CONSUMED, &licence_skus::TOTAL, &licence_skus::STATUS],
    export: Export {
        command: r"Get-MgSubscribedSku -All | ForEach-Object { $s = $_; $s.ServicePlans | Select-Object @{n='String_Id';e={$s.SkuPartNumber}}, @{n='GUID';e={$s.SkuId}}, @{n='Service_Plan_Name';e={$_.ServicePlanName}}, @{n='Service_Plan_Id';e={$_.ServicePlanId}} } | Export-Csv licence-reference.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "licence-reference.csv",
    },
};
