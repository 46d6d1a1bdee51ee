//! The identity map: what a person says about who becomes whom.

use hashbrown::HashMap;

use super::local_part;
use crate::intern::Pool;
use crate::kinds::identity_map;
use crate::normalize::{Origin, Table};
use crate::schema::{Column, Side};
use crate::tenant::{ObjectId, Resolution, Resolver, Tenant};
use crate::values::text;

/// A name in the identity map that the exports of its side do not hold.
#[derive(Debug, Clone)]
pub struct UnknownName {
    /// The side on which it was looked for.
    pub side: Side,
    /// The name, lower case.
    pub name: String,
    /// Where it stands.
    pub origin: Origin,
    /// Header of its column.
    pub header: String,
}

/// The map as objects.
#[derive(Debug, Default)]
pub(super) struct Map {
    pub named: HashMap<ObjectId, Vec<ObjectId>, foldhash::fast::FixedState>,
    pub unknown: Vec<UnknownName>,
    /// How many names were looked up.
    pub names: u64,
}

/// The columns that can name a destination, best first.
const DESTINATIONS: [&Column; 3] =
    [&identity_map::DESTINATION, &identity_map::DESTINATION_POST_MIGRATION, &identity_map::DESTINATION_STAGING];

/// Resolves all rows of all maps.
pub(super) fn read(
    maps: &[Table],
    source: &Tenant,
    destination: &Tenant,
    resolvers: &[Resolver; 2],
    pool: &Pool,
) -> Map {
    let mut map = Map::default();
    if maps.is_empty() {
        return map;
    }
    let names = [Names::of(source, &resolvers[0], pool), Names::of(destination, &resolvers[1], pool)];
    for table in maps {
        let sources = table.symbols(&identity_map::SOURCE);
        let destinations = DESTINATIONS.iter().find(|column| table.has(column)).copied();
        for record in 0..table.len() {
            let origin = Origin { file: table.file, row: table.rows().get(record) };
            let mut resolve = |names: &Names<'_>, side: Side, column: &Column, cell: &str| {
                let cell = text::trim(cell);
                if cell.is_empty() {
                    return Vec::new();
                }
                map.names += 1;
                let found = names.resolve(cell, pool);
                if found.is_empty() {
                    let header = table.header(column).unwrap_or(column.name).to_owned();
                    map.unknown.push(UnknownName { side, name: cell.to_lowercase(), origin, header });
                }
                found
            };
            let from = resolve(&names[0], Side::Source, &identity_map::SOURCE, pool.text(sources.or_empty(record)));
            let to = destinations.map_or_else(Vec::new, |column| {
                resolve(&names[1], Side::Destination, column, pool.text(table.symbols(column).or_empty(record)))
            });
            if let [from] = from[..]
                && !to.is_empty()
            {
                map.named.entry(from).or_default().extend(to);
            }
        }
    }
    map
}

/// The names by which a person may call the objects of a tenant.
#[derive(Debug)]
pub struct Names<'a> {
    tenant: &'a Tenant,
    resolver: &'a Resolver,
    local_parts: HashMap<&'a str, Vec<ObjectId>, foldhash::fast::FixedState>,
}

impl<'a> Names<'a> {
    /// All names of a tenant.
    pub fn of(tenant: &'a Tenant, resolver: &'a Resolver, pool: &'a Pool) -> Self {
        let mut local_parts: HashMap<&str, Vec<ObjectId>, _> = HashMap::default();
        for (id, object) in tenant.ids() {
            if let Some(local) = local_part(pool.text(object.primary)) {
                local_parts.entry(local).or_default().push(id);
            }
        }
        Self { tenant, resolver, local_parts }
    }

    /// The objects that a text may mean: a map may name an object by anything, also by a bare local part.
    pub fn resolve(&self, cell: &str, pool: &Pool) -> Vec<ObjectId> {
        match self.resolver.resolve(cell, self.tenant, pool) {
            Resolution::One(id) => vec![id],
            Resolution::Several(ids) => ids,
            Resolution::Nothing => self.local_parts.get(cell.to_lowercase().as_str()).cloned().unwrap_or_default(),
        }
    }
}
