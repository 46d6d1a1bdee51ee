//! The domains of a tenant as its exports list them, one entry a domain, with what Exchange and the directory say.

use std::collections::BTreeMap;

use super::{Facts, RowRef};
use crate::kinds::{accepted_domains, domains};
use crate::schema::{Column, Kind, Side};

/// A domain that an export of the tenant lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedDomain {
    /// It is the default domain; `None` where that was not exported.
    pub is_default: Option<bool>,
    /// `Managed`, `Federated`, ... as exported; `None` where it was not.
    pub authentication: Option<String>,
    /// `Authoritative`, `InternalRelay`, ... as exported; `None` where it was not.
    pub domain_type: Option<String>,
}

/// The columns of a kind that lists domains.
#[derive(Debug)]
pub struct Columns {
    kind: &'static Kind,
    name: &'static Column,
    /// Whether it is the default domain.
    pub is_default: &'static Column,
    /// How its users sign in.
    pub authentication: &'static Column,
    domain_type: &'static Column,
}

static SOURCES: [Columns; 2] = [
    Columns {
        kind: &accepted_domains::KIND,
        name: &accepted_domains::DOMAIN_NAME,
        is_default: &accepted_domains::IS_DEFAULT,
        authentication: &accepted_domains::AUTHENTICATION,
        domain_type: &accepted_domains::DOMAIN_TYPE,
    },
    Columns {
        kind: &domains::KIND,
        name: &domains::DOMAIN_NAME,
        is_default: &domains::IS_DEFAULT,
        authentication: &domains::AUTHENTICATION,
        domain_type: &domains::DOMAIN_TYPE,
    },
];

/// What one row of an export says about a domain; texts as exported.
#[derive(Debug, Clone)]
pub struct DomainRow<'a> {
    /// The domain, lower case, without `*.`.
    pub name: &'a str,
    /// Whether it is the default domain; `None` where the row does not say.
    pub is_default: Option<bool>,
    /// `Managed`, `Federated`, ...
    pub authentication: Option<&'a str>,
    /// `Authoritative`, `InternalRelay`, ...
    pub domain_type: Option<&'a str>,
    /// The row.
    pub at: RowRef,
    /// The columns of its export.
    pub columns: &'static Columns,
}

impl Facts {
    /// Every row of a side that lists a domain, those of Exchange first.
    pub fn domain_rows(&self, side: Side) -> Vec<DomainRow<'_>> {
        let mut rows = Vec::new();
        let tables = &self.tenant(side).tables;
        for columns in &SOURCES {
            for (number, table) in tables.iter().enumerate().filter(|(_, table)| table.is(columns.kind)) {
                let names = table.symbols(columns.name);
                let text = |column: &'static Column, record: usize| {
                    let text = table.symbols(column).get(record).map(|symbol| self.text(symbol));
                    text.filter(|text| !text.is_empty())
                };
                for record in 0..table.len() {
                    let name = self.text(names.or_empty(record));
                    let name = name.strip_prefix("*.").unwrap_or(name);
                    if name.is_empty() {
                        continue;
                    }
                    rows.push(DomainRow {
                        name,
                        is_default: table.flags(columns.is_default).get(record),
                        authentication: text(columns.authentication, record),
                        domain_type: text(columns.domain_type, record),
                        at: RowRef { table: number as u16, record: record as u32 },
                        columns,
                    });
                }
            }
        }
        rows
    }

    /// The domains that the exports of a side list, by name; what several of them say of one is joined: the first
    /// that knows a thing wins, and a domain is the default one if any says so.
    pub fn listed_domains(&self, side: Side) -> BTreeMap<&str, ListedDomain> {
        let mut listed: BTreeMap<&str, ListedDomain> = BTreeMap::new();
        for row in self.domain_rows(side) {
            let entry = listed.entry(row.name).or_default();
            entry.is_default =
                entry.is_default.filter(|is_default| *is_default).or(row.is_default).or(entry.is_default);
            entry.authentication = entry.authentication.take().or_else(|| row.authentication.map(str::to_owned));
            entry.domain_type = entry.domain_type.take().or_else(|| row.domain_type.map(str::to_owned));
        }
        listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;

    #[test]
    fn exchange_and_the_directory_complete_each_other() {
        let facts = Tenants::new()
            .source("accepted.csv", "Name,DomainName,DomainType,Default\nx,Contoso.com,Authoritative,True\ny,sub.contoso.com,InternalRelay,False\n")
            .source("domains.csv", "Id,IsDefault,IsInitial,AuthenticationType\ncontoso.com,True,False,Federated\n")
            .facts();
        let listed = facts.listed_domains(Side::Source);
        let expected = ListedDomain {
            is_default: Some(true),
            authentication: Some("Federated".to_owned()),
            domain_type: Some("Authoritative".to_owned()),
        };
        assert_eq!(listed.get("contoso.com"), Some(&expected));
        assert_eq!(listed.get("sub.contoso.com").and_then(|domain| domain.authentication.as_deref()), None);
        assert!(facts.listed_domains(Side::Destination).is_empty());
    }
}
