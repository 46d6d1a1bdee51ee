//! Microsoft's products in the exports: what the published list says, where it was given, and what a subscription is.

use std::collections::BTreeMap;

use super::{Facts, Tenant};
use crate::intern::{Pool, Symbol};
use crate::kinds::{licence_reference as list, licence_skus};
use crate::normalize::Table;
use crate::skus::{Catalogue, Known};

/// What the exports of the published list add to the products that are known anyway.
pub(super) fn listed(tenants: [&Tenant; 2], pool: &Pool) -> Catalogue {
    #[derive(Default)]
    struct Listed {
        names: Vec<Symbol>,
        plans: Vec<Symbol>,
    }
    let mut products: BTreeMap<Symbol, Listed> = BTreeMap::new();
    for table in tenants.iter().flat_map(|tenant| tenant.of_kind(&list::KIND)) {
        let names =
            [&list::SKU_PART_NUMBER, &list::PRODUCT_DISPLAY_NAME, &list::SKU_ID].map(|column| table.symbols(column));
        let plans = [&list::SERVICE_PLAN_NAME, &list::SERVICE_PLAN_ID].map(|column| table.symbols(column));
        for record in 0..table.len() {
            let filled = |symbol: &Symbol| !symbol.is_empty();
            let names: Vec<Symbol> = names.iter().map(|names| names.or_empty(record)).filter(filled).collect();
            // Product names are shared by several products; the SKU id is the surest key and stands last.
            let key = if names.len() == 3 { names.last() } else { names.first() };
            let Some(key) = key else { continue };
            let product = products.entry(*key).or_default();
            product.names.extend(names);
            product.plans.extend(plans.iter().map(|plans| plans.or_empty(record)).filter(filled));
        }
    }
    let mut catalogue = Catalogue::default();
    for Listed { names, plans } in products.values() {
        let text = |symbol: &Symbol| pool.text(*symbol);
        catalogue.add(&names.iter().map(text).collect::<Vec<_>>(), &plans.iter().map(text).collect::<Vec<_>>());
    }
    catalogue
}

impl Facts {
    /// The product of a row of the subscriptions; its name where nobody knows it, empty where the row names none.
    pub fn subscription<'a>(&'a self, table: &'a Table, record: usize) -> Result<Known<'a>, &'a str> {
        let columns = [
            &licence_skus::SKU_ID,
            &licence_skus::SKU_PART_NUMBER,
            &licence_skus::ACCOUNT_SKU_ID,
            &licence_skus::PRODUCT_NAME,
        ];
        let names = columns.map(|column| self.text(table.symbols(column).or_empty(record)));
        let named = || names.iter().copied().filter(|name| !name.is_empty());
        let known = named().map(|name| self.products.find(name)).find(|known| *known != Known::Unknown);
        known.ok_or_else(|| named().last().unwrap_or_default())
    }
}
