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

    /// What a mailbox with this plan may hold, in GiB.
    pub const fn quota_gib(self) -> u64 {
        match self {
            Self::Kiosk => 2,
            Self::Plan1 => 50,
            Self::Plan2 => 100,
        }
    }

    /// The plan of an Exchange service plan, by its name such as `EXCHANGE_S_ENTERPRISE` or its id; `None` for those that hold no mailbox.
    pub fn of_service_plan(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_uppercase();
        match name.strip_suffix("_GOV").unwrap_or(&name) {
            "EXCHANGE_S_DESKLESS" | "4A82B400-A79F-41A4-B4E2-E94F5787B113" => Some(Self::Kiosk),
            "EXCHANGE_S_STANDARD"
            | "EXCHANGE_S_ESSENTIALS"
            | "EXCHANGE_B_STANDARD"
            | "EXCHANGE_L_STANDARD"
            | "EXCHANGE_S_STANDARD_MIDMARKET"
            | "9AAF7827-D63C-4B61-89C3-182F06F82E5C" => Some(Self::Plan1),
            "EXCHANGE_S_ENTERPRISE" | "EFB87545-963C-4E0D-99DF-69C6916D9EB0" => Some(Self::Plan2),
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
pub enum Known<'a> {
    /// It carries a mailbox plan.
    Mailbox(&'a Product),
    /// It carries none.
    NoMailbox,
    /// Two products of this name differ in it, or nobody knows the name.
    Unknown,
}

impl<'a> Known<'a> {
    /// The product, where it carries a mailbox plan.
    pub const fn product(self) -> Option<&'a Product> {
        match self {
            Self::Mailbox(product) => Some(product),
            Self::NoMailbox | Self::Unknown => None,
        }
    }
}

/// All products by folded part number, product name and SKU id.
static PUBLISHED: LazyLock<HashMap<String, Known<'static>>> = LazyLock::new(|| {
    let mut catalogue: HashMap<String, Known<'static>> = HashMap::new();
    let mut add = |name: &str, known: Known<'static>| {
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
pub fn find(licence: &str) -> Known<'static> {
    look_up(licence, |name| PUBLISHED.get(name).copied())
}

/// Looks a licence up by the names that its text may stand for.
fn look_up<'a>(licence: &str, known: impl Fn(&str) -> Option<Known<'a>>) -> Known<'a> {
    let folded = fold(licence);
    // `SPE_E3[All services]` lists the services behind the name.
    let bare = folded.split_once('[').map_or(folded.as_str(), |(name, _)| name.trim_end());
    known(bare).or_else(|| known(bare.split_once(':')?.1)).unwrap_or(Known::Unknown)
}

/// What an export of the published list says about products; it goes before what is known here.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    products: Vec<Product>,
    /// By folded name: a place in `products`, or that it carries no mailbox or differs in it.
    names: HashMap<String, Listed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Product(usize),
    NoMailbox,
    Ambiguous,
}

impl Catalogue {
    /// Adds a product: all its names, part number first, and its service plans, where the list has them.
    ///
    /// That a list names no mailbox plan for a product that is known to hold one proves nothing: such rows exist.
    pub fn add(&mut self, names: &[&str], service_plans: &[&str]) {
        let plan = service_plans.iter().filter_map(|plan| Plan::of_service_plan(plan)).max();
        let published = names.iter().map(|name| find(name)).find(|known| *known != Known::Unknown);
        let listed = match (plan, published) {
            (None, Some(Known::Mailbox(product))) => self.keep(product.clone()),
            (Some(plan), Some(Known::Mailbox(product))) if product.plan == plan => self.keep(product.clone()),
            (Some(plan), _) => {
                let [part_number, name] = [names.first(), names.get(1)].map(|name| name.copied().unwrap_or_default());
                let is_business = names.iter().any(|name| name.contains("365 Business "));
                self.keep(Product {
                    part_number: part_number.to_owned(),
                    name: name.to_owned(),
                    plan,
                    quota_gib: plan.quota_gib(),
                    is_business,
                })
            }
            (None, Some(_)) => Listed::NoMailbox,
            (None, None) if service_plans.is_empty() => return,
            (None, None) => Listed::NoMailbox,
        };
        for name in names.iter().map(|name| fold(name)).filter(|name| !name.is_empty()) {
            let other = self.names.insert(name.clone(), listed);
            if other.is_some_and(|other| self.plan(other) != self.plan(listed)) {
                self.names.insert(name, Listed::Ambiguous);
            }
        }
    }

    /// What is known about a licence, see [`find`].
    pub fn find(&self, licence: &str) -> Known<'_> {
        look_up(licence, |name| match self.names.get(name) {
            Some(Listed::Product(at)) => Some(Known::Mailbox(&self.products[*at])),
            Some(Listed::NoMailbox) => Some(Known::NoMailbox),
            Some(Listed::Ambiguous) => Some(Known::Unknown),
            None => PUBLISHED.get(name).copied(),
        })
    }

    fn keep(&mut self, product: Product) -> Listed {
        self.products.push(product);
        Listed::Product(self.products.len() - 1)
    }

    fn plan(&self, listed: Listed) -> Option<Plan> {
        match listed {
            Listed::Product(at) => Some(self.products[at].plan),
            Listed::NoMailbox | Listed::Ambiguous => None,
        }
    }
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
    fn a_list_that_was_exported_goes_before_what_is_known() {
        let mut catalogue = Catalogue::default();
        catalogue.add(
            &["FRABJOUS_E9", "Frabjous\u{a0}E9", "11111111-2222-3333-4444-555555555555"],
            &["TEAMS1", "EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_FOUNDATION"],
        );
        catalogue.add(&["CALLING_ONLY"], &["MCOEV"]);
        catalogue.add(&["SPE_E3", "Acme Desktop"], &[]);
        catalogue.add(&["NAMELESS"], &[]);
        let plan = |licence: &str| catalogue.find(licence).product().map(|product| product.plan);
        for name in ["frabjous_e9", "contoso:FRABJOUS_E9", "Frabjous E9", "11111111-2222-3333-4444-555555555555"] {
            assert_eq!(plan(name), Some(Plan::Plan2), "{name}");
        }
        assert_eq!(catalogue.find("CALLING_ONLY"), Known::NoMailbox);
        assert_eq!(plan("Acme Desktop"), Some(Plan::Plan2), "another name of a known product");
        assert_eq!(catalogue.find("NAMELESS"), Known::Unknown, "a name alone says nothing");
        assert_eq!(plan("STANDARDPACK"), Some(Plan::Plan1), "what is not listed is known as before");
    }

    #[test]
    fn a_name_of_two_products_that_differ_is_unknown() {
        let mut catalogue = Catalogue::default();
        catalogue.add(&["NEW_A", "New"], &["EXCHANGE_S_STANDARD"]);
        catalogue.add(&["NEW_B", "New"], &["EXCHANGE_S_ENTERPRISE"]);
        assert_eq!(catalogue.find("new"), Known::Unknown);
        assert_eq!(catalogue.find("new_b").product().map(|product| product.plan), Some(Plan::Plan2));
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
