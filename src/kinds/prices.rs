//! Kind `prices`: what somebody pays for the units of a mover and the plans of the destination. Never looked for
//! among exports: a file is of this kind because it was given as the price file.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    UNIT: Text = [
        "Unit", "Units", "Unit name", "Product", "Product name", "Licence", "License", "SKU", "SkuPartNumber", "Part number",
        "Item", "Name", "Plan",
    ];
    PRICE: Text = [
        "Price", "Unit price", "Price per unit", "List price", "Net price", "Cost", "Unit cost", "Amount", "Preis", "Prix",
    ];
    CURRENCY: Text = ["Currency", "Curr", "Currency code", "ISO", "Währung", "Devise"];
}

/// Prices.
pub static KIND: Kind = Kind {
    name: "prices",
    title: "Prices",
    columns: COLUMNS,
    key: &[&UNIT],
    signatures: &[&[&UNIT, &PRICE]],
    unless: &[],
    export: Export { command: "", script: "", file: "prices.csv" },
};
