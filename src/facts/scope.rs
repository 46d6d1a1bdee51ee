//! Which source objects a verification is about, as `--scope` and `--wave` say; all of them where nothing is said.

use std::collections::BTreeSet;

use crate::intern::Pool;
use crate::nearest::nearest;
use crate::note::{Matter, Note};
use crate::pair::Names;
use crate::plan::Plan;
use crate::reading::{Holds, InputFile, ScopeFile, ScopeRow};
use crate::tenant::{ObjectId, Resolver, Tenant};
use crate::values::recipient::Class;
use crate::values::text::{counted, excerpt, fold_name};

use super::{Facts, Waves};

/// How many names a warning lists.
const NAMED: usize = 3;

/// The source objects that a verification is about.
#[derive(Debug, Default)]
pub struct Scope {
    /// By number of the object; `None` where all are asked for.
    asked: Option<Vec<bool>>,
    /// What was asked for, in words.
    said: String,
    /// The waves that somebody gave to an object.
    pub known_waves: Vec<String>,
    /// What a person should know, in words.
    pub warnings: Vec<String>,
}

/// What a row of the scope file means.
pub(super) struct Said<'a> {
    /// The objects; nearly always one.
    pub objects: Vec<ObjectId>,
    /// The row.
    pub row: &'a ScopeRow,
}

/// Finds the objects of a scope file. A row that names none is rejected in the account of its file.
pub(super) fn resolve<'a>(
    scope: Option<&'a ScopeFile>,
    source: &Tenant,
    resolver: &Resolver,
    pool: &Pool,
    files: &mut [InputFile],
) -> Vec<Said<'a>> {
    let Some(scope) = scope else { return Vec::new() };
    let names = Names::of(source, resolver, pool);
    let mut said = Vec::new();
    for row in &scope.rows {
        let is_meant = |id: &ObjectId| is_about(row.holds, source.object(*id).class);
        let found = row.names.iter().map(|name| {
            let mut found = names.resolve(name, pool);
            found.retain(is_meant);
            found
        });
        let objects = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        let file = &mut files[row.file];
        let shown = excerpt(&row.names[0]);
        if objects.is_empty() {
            let note = Note::file(Matter::Understood, format!("`{shown}` names no object of the source's exports"));
            file.rejected.push(note.at(row.row, None));
            file.used -= 1;
        } else if objects.len() > 1 {
            let all = counted(objects.len() as u64, "object");
            let note = Note::file(Matter::Understood, format!("`{shown}` fits {all} of the source: all are meant"));
            file.notes.push(note.at(row.row, None));
        }
        said.push(Said { objects, row });
    }
    said
}

/// Whether a sheet is about objects of a class.
const fn is_about(holds: Holds, class: Class) -> bool {
    match holds {
        Holds::Mailboxes => class.is_mailbox(),
        Holds::Groups => class.is_group(),
        Holds::Contacts => matches!(class, Class::Contact | Class::MailUser),
        Holds::Anything => true,
    }
}

impl Scope {
    /// Settles which objects are asked for.
    pub(super) fn of(plan: &Plan, file: Option<&ScopeFile>, said: &[Said<'_>], waves: &Waves, source: &Tenant) -> Self {
        let mut scope = Self { known_waves: waves.names(), ..Self::default() };
        if let Some(file) = file {
            scope.decide(file, said, source);
        }
        let wanted: BTreeSet<String> = plan.scope.waves.iter().map(|wave| fold_name(wave)).collect();
        if !wanted.is_empty() {
            let asked = scope.asked.get_or_insert_with(|| vec![true; source.objects.len()]);
            for (id, _) in source.ids() {
                asked[id.index()] &= waves.of(id).is_some_and(|wave| wanted.contains(&fold_name(wave)));
            }
            scope.miss_waves(&wanted, &plan.scope.waves);
        }
        scope.said = words(plan);
        scope
    }

    /// What the file decides, and what in it is nobody.
    fn decide(&mut self, file: &ScopeFile, said: &[Said<'_>], source: &Tenant) {
        let mut asked = vec![!file.is_list; source.objects.len()];
        let left = said.iter().filter(|said| said.row.is_left);
        left.flat_map(|said| &said.objects).for_each(|id| asked[id.index()] = false);
        if file.is_list {
            // An object that two rows name is asked for if one of them says so.
            let moved = said.iter().filter(|said| !said.row.is_left);
            moved.flat_map(|said| &said.objects).for_each(|id| asked[id.index()] = true);
        }
        self.asked = Some(asked);
        let unknown: Vec<&str> =
            said.iter().filter(|said| said.objects.is_empty()).map(|said| said.row.names[0].as_str()).collect();
        if !unknown.is_empty() {
            self.warnings.push(format!(
                "the scope names {} that no export of the source holds: {}",
                counted(unknown.len() as u64, "object"),
                listed(&unknown)
            ));
        }
    }

    /// Tells of waves in which nobody is.
    fn miss_waves(&mut self, wanted: &BTreeSet<String>, asked_for: &[String]) {
        for wave in wanted.iter().filter(|wave| self.known_waves.iter().all(|known| fold_name(known) != **wave)) {
            let shown = asked_for.iter().find(|asked| fold_name(asked) == *wave).unwrap_or(wave);
            let known = self.known_waves.iter().map(String::as_str);
            let instead = match nearest(wave, known) {
                Some(near) => format!("; did you mean `{near}`?"),
                None => "; no map, scope or earlier workbook gives anybody a wave".to_owned(),
            };
            self.warnings.push(format!("nobody is in wave `{shown}`{instead}"));
        }
    }

    /// Whether a source object is asked for.
    pub fn asks(&self, source: ObjectId) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked[source.index()])
    }

    /// Whether all objects are asked for because nothing else was said.
    pub const fn is_everything(&self) -> bool {
        self.asked.is_none()
    }

    /// Whether it asks for any object that takes part in the move.
    pub fn asks_any(&self, source: &Tenant) -> bool {
        source.in_scope().any(|(id, _)| self.asks(id))
    }

    /// What is asked for, e.g. `of wave 2: 120 of 800 objects`; `None` where everything is. Contacts that point back
    /// (CON003) have no future and are not among the objects.
    pub fn in_words(&self, facts: &Facts) -> Option<String> {
        if self.is_everything() {
            return None;
        }
        let all = || facts.source.in_scope().map(|(id, _)| id).filter(|id| !facts.pairs.points_back(*id));
        let asked = all().filter(|id| self.asks(*id)).count();
        Some(format!("{}: {asked} of {}", self.said, counted(all().count() as u64, "object")))
    }

    /// What was asked for, without counts: `of wave 2`.
    pub fn what(&self) -> &str {
        &self.said
    }
}

/// What was asked for: the waves, then the file.
fn words(plan: &Plan) -> String {
    let waves = match &plan.scope.waves[..] {
        [] => None,
        [one] => Some(format!("of wave {one}")),
        several => Some(format!("of waves {}", several.join(", "))),
    };
    let name = |path: &std::path::PathBuf| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let file = plan.scope.file.as_ref().map(|path| format!("of `{}`", name(path)));
    waves.into_iter().chain(file).collect::<Vec<_>>().join(" ")
}

/// The first names in backticks, and how many more there are.
fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{}`", excerpt(name))).collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;
    use crate::error::Error;
    use crate::facts::Facts;
    use crate::plan::Command;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
        ann@contoso.com,ann@contoso.com,UserMailbox,Ann\n\
        ben@contoso.com,ben@contoso.com,UserMailbox,Ben\n\
        team@contoso.com,team@contoso.com,SharedMailbox,Team\n";

    const NOW: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
        ann@contoso.com,ann@contoso.com,UserMailbox,Ann\n";

    fn tenants() -> Tenants {
        Tenants::of(Command::Verify).source_before("mailboxes.csv", MAILBOXES).destination("mailboxes.csv", NOW)
    }

    /// The facts with a scope file, and with waves.
    fn scoped(text: &str, waves: &[&str]) -> Facts {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("pilot.csv");
        std::fs::write(&path, text).expect("a scope file");
        let change = |plan: &mut Plan| {
            plan.scope.file = Some(path.clone());
            plan.scope.waves = waves.iter().map(|wave| (*wave).to_owned()).collect();
        };
        tenants().plan(change).facts()
    }

    fn asked(facts: &Facts) -> Vec<&str> {
        let asked = facts.source.ids().filter(|(id, _)| facts.is_asked(*id));
        asked.map(|(id, _)| facts.subject(crate::schema::Side::Source, id)).collect()
    }

    #[test]
    fn without_a_scope_everything_is_asked_for() {
        let facts = tenants().facts();
        assert_eq!(asked(&facts).len(), 3);
        assert_eq!(facts.scope.in_words(&facts), None);
    }

    #[test]
    fn a_list_names_what_is_asked_for_whatever_its_column_is_called() {
        let lists = [
            "Source,Destination\nANN@contoso.com,\n",
            "UserPrincipalName\nann@contoso.com\n",
            "Nr,Wer\n1,ann@contoso.com\n",
            "ann@contoso.com\n",
            "Name;Remark\nAnn;first\n",
            "Source,Decision\nann@contoso.com,move\nben@contoso.com,leave\nteam@contoso.com,No\n",
        ];
        for list in lists {
            let facts = scoped(list, &[]);
            assert_eq!(asked(&facts), ["ann@contoso.com"], "{list}");
            assert_eq!(facts.scope.in_words(&facts).as_deref(), Some("of `pilot.csv`: 1 of 3 objects"));
        }
    }

    #[test]
    fn every_row_of_a_list_is_accounted_for() {
        let facts = scoped("Source\nann@contoso.com\n\nnobody@contoso.com\nSource\nben@contoso.com\n", &[]);
        let file = facts.files.last().expect("the list is an input");
        assert_eq!((file.rows, file.used, file.skipped.values().sum::<u64>(), file.rejected.len()), (5, 2, 2, 1));
        assert_eq!(file.rejected[0].row, Some(4));
        let told = "the scope names 1 object that no export of the source holds: `nobody@contoso.com`";
        assert_eq!(facts.scope.warnings, [told]);
        assert_eq!(asked(&facts), ["ann@contoso.com", "ben@contoso.com"]);
    }

    #[test]
    fn waves_narrow_a_list_and_say_who_is_in_them() {
        let list = "Source,Wave\nann@contoso.com,1\nben@contoso.com,2\nteam@contoso.com,2\n";
        let facts = scoped(list, &["2"]);
        assert_eq!(asked(&facts), ["ben@contoso.com", "team@contoso.com"]);
        assert_eq!(facts.scope.in_words(&facts).as_deref(), Some("of wave 2 of `pilot.csv`: 2 of 3 objects"));
        let facts = scoped(list, &["2", "three"]);
        assert_eq!(facts.scope.warnings.len(), 1);
        assert!(facts.scope.warnings[0].starts_with("nobody is in wave `three`"), "{:?}", facts.scope.warnings);
    }

    #[test]
    fn waves_of_the_map_serve_too() {
        let map = "Source,Destination,Wave\nann@contoso.com,ann@contoso.com,Pilot\n";
        let facts = tenants().map(map).plan(|plan| plan.scope.waves = vec!["PILOT".to_owned()]).facts();
        assert_eq!(asked(&facts), ["ann@contoso.com"]);
    }

    #[test]
    fn a_scope_that_holds_nobody_is_refused() {
        let refused = |facts: &Facts| match facts.require_scope() {
            Err(error @ Error::NothingAsked { .. }) => format!("{error}\n{}", error.hint().unwrap_or_default()),
            other => panic!("{other:?}"),
        };
        insta::assert_snapshot!(refused(&scoped("Source,Wave\nann@contoso.com,1\n", &["4"])), @r"
        the scope of wave 4 of `pilot.csv` holds no object of the source
        nobody is in wave `4`; did you mean `1`?
        waves with objects: `1`
        ");
        insta::assert_snapshot!(refused(&scoped("Source\nx@contoso.com\n", &[])), @r"
        the scope of `pilot.csv` holds no object of the source
        the scope names 1 object that no export of the source holds: `x@contoso.com`
        a wave is given in the column `Wave` of `--scope`, `--map` or `--previous`
        ");
    }

    #[test]
    fn the_sheets_in_which_people_decide_are_those_of_the_workbooks() {
        use crate::report::sheets::{contacts, groups, mailboxes, waves};
        let ours = [mailboxes::NAME, groups::NAME, contacts::NAME, waves::members::NAME];
        assert_eq!(crate::reading::SCOPE_SHEETS.map(|(name, _)| name), ours);
    }
}
