//! Microsoft's products by part number, product name and SKU id, and the mailbox plan that each carries.
//!
//! The tables are drawn from the published list of product names and service plan identifiers; plan and quota are
//! those of `licensing_and_limits` (section 3.1). An export of that list, where it is given, goes before them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A mailbox plan of Exchange Online, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plan {
    /// Kiosk: 2 GB, no archive, no EWS.
    Kiosk,
    /// Plan 1: 50 GB, archive of 50 GB.
    Plan1,
    /// Plan 2: 100 GB, auto-expanding archive, holds.
    Plan2,
}

impl Plan {
    /// Every plan, the smallest first.
    pub const ALL: [Self; 3] = [Self::Kiosk, Self::Plan1, Self::Plan2];

    /// Part number of the stand-alone product with this plan.
    pub const fn part_number(self) -> &'static str {
        match self {
            Self::Kiosk => "EXCHANGEDESKLESS",
            Self::Plan1 => "EXCHANGESTANDARD",
            Self::Plan2 => "EXCHANGEENTERPRISE",
        }
    }

    /// Name of that product.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Kiosk => "Exchange Online Kiosk",
            Self::Plan1 => "Exchange Online Plan 1",
            Self::Plan2 => "Exchange Online Plan 2",
        }
    }

    /// The plan of an Exchange service plan, such as `EXCHANGE_S_ENTERPRISE`; `None` for those that hold no mailbox.
    pub fn of_service_plan(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_uppercase();
        match name.strip_suffix("_GOV").unwrap_or(&name) {
            "EXCHANGE_S_DESKLESS" => Some(Self::Kiosk),
            "EXCHANGE_S_STANDARD"
            | "EXCHANGE_S_ESSENTIALS"
            | "EXCHANGE_B_STANDARD"
            | "EXCHANGE_L_STANDARD"
            | "EXCHANGE_S_STANDARD_MIDMARKET" => Some(Self::Plan1),
            "EXCHANGE_S_ENTERPRISE" => Some(Self::Plan2),
            _ => None,
        }
    }
}

/// A product with a mailbox plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Part number as published.
    pub part_number: String,
    /// Product name as published.
    pub name: String,
    /// The mailbox plan inside.
    pub plan: Plan,
    /// What a mailbox may hold, in GiB.
    pub quota_gib: u64,
    /// Whether it ends at 300 seats of a tenant.
    pub is_business: bool,
}

/// What is known about the name of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It carries a mailbox plan.
    Mailbox(&'static Product),
    /// It carries none.
    NoMailbox,
    /// Two products of this name differ in it, or nobody knows the name.
    Unknown,
}

impl Known {
    /// The product, where it carries a mailbox plan.
    pub const fn product(self) -> Option<&'static Product> {
        match self {
            Self::Mailbox(product) => Some(product),
            Self::NoMailbox | Self::Unknown => None,
        }
    }
}

/// All products by folded part number, product name and SKU id.
static CATALOGUE: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut catalogue: HashMap<String, Known> = HashMap::new();
    let mut add = |name: &str, known: Known| {
        let name = fold(name);
        if name.is_empty() {
            return;
        }
        catalogue
            .entry(name)
            .and_modify(|other| {
                if other.product().map(|product| product.plan) != known.product().map(|product| product.plan) {
                    *other = Known::Unknown;
                }
            })
            .or_insert(known);
    };
    for record in records(include_bytes!("data/mailbox_skus.csv")) {
        if let Some(product) = product(&record) {
            let product: &'static Product = Box::leak(Box::new(product));
            for name in [record.get(0), record.get(1), record.get(5)].into_iter().flatten() {
                add(name, Known::Mailbox(product));
            }
        }
    }
    for record in records(include_bytes!("data/skus_without_mailbox.csv")) {
        record.iter().for_each(|name| add(name, Known::NoMailbox));
    }
    catalogue
});

fn records(table: &'static [u8]) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(table).into_records().flatten()
}

fn product(record: &csv::StringRecord) -> Option<Product> {
    let part_number = record.get(0)?;
    let name = record.get(1)?;
    let service_plan = record.get(2)?.split('+').next()?;
    Some(Product {
        part_number: part_number.to_owned(),
        name: name.to_owned(),
        plan: Plan::of_service_plan(service_plan)?,
        quota_gib: record.get(3)?.parse().ok()?,
        is_business: name.contains("365 Business "),
    })
}

/// What is known about a licence named by part number, account SKU id (`contoso:SPE_E3`), product name or SKU id.
pub fn find(licence: &str) -> Known {
    let folded = fold(licence);
    let known = |name: &str| CATALOGUE.get(name).copied();
    // `SPE_E3[All services]` lists the services behind the name.
    let bare = folded.split_once('[').map_or(folded.as_str(), |(name, _)| name.trim_end());
    known(bare).or_else(|| known(bare.split_once(':')?.1)).unwrap_or(Known::Unknown)
}

/// A name as it is compared: part numbers hold no-break spaces and blanks at their end.
pub fn fold(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(licence: &str) -> Option<Plan> {
        find(licence).product().map(|product| product.plan)
    }

    #[test]
    fn a_product_is_known_by_part_number_sku_id_account_and_name() {
        assert_eq!(plan("ENTERPRISEPACK"), Some(Plan::Plan2));
        assert_eq!(plan("contoso:enterprisepack"), Some(Plan::Plan2));
        assert_eq!(plan("Exchange Online\u{a0}(Plan 1) "), Some(Plan::Plan1));
        assert_eq!(plan("05E9A617-0261-4CEE-BB44-138D3EF5D965"), Some(Plan::Plan2), "Microsoft 365 E3");
        assert_eq!(plan("SPE_E3[All services]"), Some(Plan::Plan2));
        assert_eq!(plan("O365_w/o\u{a0}Teams\u{a0}Bundle_M3"), Some(Plan::Plan2));
        assert_eq!(plan("SPE_F1"), Some(Plan::Kiosk), "that is Microsoft 365 F3");
    }

    #[test]
    fn what_carries_no_mailbox_and_what_nobody_knows_differ() {
        assert_eq!(find("Enterprise Mobility + Security E3"), Known::NoMailbox);
        assert_eq!(find("POWER_BI_STANDARD"), Known::NoMailbox);
        assert_eq!(find("FRABJOUS_E9"), Known::Unknown);
        assert_eq!(find(""), Known::Unknown);
    }

    #[test]
    fn business_products_end_at_300_seats() {
        let business = ["SPB", "O365_BUSINESS_PREMIUM", "SMB_BUSINESS_ESSENTIALS"].map(|part| find(part).product());
        assert!(business.iter().all(|product| product.is_some_and(|product| product.is_business)));
        assert!(find("SPE_E3").product().is_some_and(|product| !product.is_business));
    }

    #[test]
    fn every_line_of_the_table_is_a_product() {
        assert_eq!(
            records(include_bytes!("data/mailbox_skus.csv")).filter(|record| product(record).is_none()).count(),
            0
        );
    }
}
