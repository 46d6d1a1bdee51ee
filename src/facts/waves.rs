//! In which wave a source object moves, as people said: in an earlier workbook, else in the identity map.

use hashbrown::{HashMap, HashSet};

use crate::intern::Pool;
use crate::kinds::identity_map;
use crate::normalize::Table;
use crate::note::{Matter, Note};
use crate::pair::Names;
use crate::previous::Previous;
use crate::reading::InputFile;
use crate::tenant::{ObjectId, Resolver, Tenant};
use crate::values::text;

use super::scope::Said;

/// Title of the column in our workbooks.
const WAVE: &str = "Wave";

/// The waves of source objects. Names that differ only in case or blanks are one wave, in its first spelling, so
/// that waves can be compared as texts.
#[derive(Debug, Default)]
pub struct Waves {
    names: Vec<String>,
    of: HashMap<ObjectId, u32, foldhash::fast::FixedState>,
}

impl Waves {
    /// Reads the column Wave of the scope file, of an earlier workbook and of all identity maps; the first wins. Where
    /// two rows of maps give one object different waves, the first counts and the file of the second gets a note.
    pub(super) fn find(
        scope: &[Said<'_>],
        previous: Option<&Previous>,
        maps: &[Table],
        source: &Tenant,
        resolver: &Resolver,
        pool: &Pool,
        files: &mut [InputFile],
    ) -> Self {
        let mut naming = Naming::default();
        for Said { objects, row } in scope {
            let Some(number) = naming.number(&row.wave) else { continue };
            for &id in objects {
                naming.waves.of.entry(id).or_insert(number);
                naming.settled.insert(id);
            }
        }
        for (names, wave) in previous.into_iter().flat_map(|previous| previous.column(WAVE)) {
            let named = names.iter().find_map(|name| resolver.resolve(name, source, pool).one());
            if let (Some(id), Some(number)) = (named, naming.number(&wave.display())) {
                naming.waves.of.entry(id).or_insert(number);
                naming.settled.insert(id);
            }
        }
        if maps.iter().any(|table| table.has(&identity_map::WAVE)) {
            let names = Names::of(source, resolver, pool);
            for table in maps {
                naming.read(table, &names, pool, &mut files[table.file.0 as usize]);
            }
        }
        naming.waves
    }

    /// Waves as a proposal names them.
    pub fn proposed<'a>(waves: impl IntoIterator<Item = (ObjectId, &'a str)>) -> Self {
        let mut naming = Naming::default();
        for (id, name) in waves {
            if let Some(number) = naming.number(name) {
                naming.waves.of.insert(id, number);
            }
        }
        naming.waves
    }

    /// The wave of a source object; `None` where nobody gave it one.
    pub fn of(&self, source: ObjectId) -> Option<&str> {
        self.of.get(&source).map(|&name| self.names[name as usize].as_str())
    }

    /// The waves that somebody is in, in the order of their names.
    pub fn names(&self) -> Vec<String> {
        let used: std::collections::BTreeSet<u32> = self.of.values().copied().collect();
        let mut names: Vec<String> = used.into_iter().map(|name| self.names[name as usize].clone()).collect();
        names.sort_unstable();
        names
    }

    /// Whether no object has a wave.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}

/// Waves while they are collected.
#[derive(Debug, Default)]
struct Naming {
    waves: Waves,
    /// Objects whose wave stands in the workbook.
    settled: HashSet<ObjectId, foldhash::fast::FixedState>,
    numbers: HashMap<String, u32, foldhash::fast::FixedState>,
}

impl Naming {
    fn read(&mut self, table: &Table, names: &Names<'_>, pool: &Pool, file: &mut InputFile) {
        let (sources, waves) = (table.symbols(&identity_map::SOURCE), table.symbols(&identity_map::WAVE));
        for record in 0..table.len() {
            let (source, wave) = (pool.text(sources.or_empty(record)), pool.text(waves.or_empty(record)));
            let Some(number) = self.number(wave) else { continue };
            let [id] = names.resolve(text::trim(source), pool)[..] else { continue };
            let first = *self.waves.of.entry(id).or_insert(number);
            if first != number && !self.settled.contains(&id) {
                let kept = &self.waves.names[first as usize];
                let said = format!(
                    "gives `{}` the wave `{}`, another row says `{kept}`: the first row counts",
                    text::trim(source),
                    text::trim(wave)
                );
                let header = table.header(&identity_map::WAVE).unwrap_or_default();
                let note = Note::file(Matter::Understood, said).at(table.rows().get(record), None);
                file.notes.push(note.in_column(header));
            }
        }
    }

    /// The number of a wave; `None` for a blank.
    fn number(&mut self, name: &str) -> Option<u32> {
        let name = text::trim(name);
        if name.is_empty() {
            return None;
        }
        let next = self.waves.names.len() as u32;
        Some(*self.numbers.entry(text::fold_name(name)).or_insert_with(|| {
            self.waves.names.push(name.to_owned());
            next
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::facts::Facts;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
        ann@contoso.com,ann@contoso.com,UserMailbox,Ann\n\
        ben@contoso.com,ben@contoso.com,UserMailbox,Ben\n\
        sam1@contoso.com,sam1@contoso.com,UserMailbox,Sam\n\
        sam2@contoso.com,sam2@contoso.com,UserMailbox,Sam\n";

    fn mapped(map: &str) -> Facts {
        Tenants::new().source("mailboxes.csv", MAILBOXES).map(map).facts()
    }

    fn waves(facts: &Facts) -> Vec<Option<&str>> {
        facts.source.ids().map(|(id, _)| facts.wave(id)).collect()
    }

    #[test]
    fn the_map_names_waves_by_any_name_of_the_object() {
        let facts = mapped(
            "Source,Destination,Wave\nANN@contoso.com,x@fabrikam.com, Wave 1 \nben,,WAVE  1\nSam,,2\nsam2@contoso.com,, \n",
        );
        let one = Some("Wave 1");
        assert_eq!(waves(&facts), [one, one, None, None], "two people are called Sam, and a blank is no wave");
    }

    #[test]
    fn of_two_waves_the_first_counts_and_the_second_row_gets_a_note() {
        let facts = mapped("Source,Destination,Batch\nann,,1\nann@contoso.com,,2\nann,,1\n");
        assert_eq!(waves(&facts)[0], Some("1"));
        let map = facts.files.iter().find(|file| file.side.is_none()).expect("the map is an input");
        let notes: Vec<_> = map.notes.iter().map(|note| (note.row, note.text.as_str())).collect();
        let text = "gives `ann@contoso.com` the wave `2`, another row says `1`: the first row counts";
        assert_eq!(notes, [(Some(3), text)]);
    }

    #[test]
    fn a_map_without_the_column_names_no_wave() {
        assert!(mapped("Source,Destination\nann@contoso.com,x@fabrikam.com\n").waves.is_empty());
    }
}
