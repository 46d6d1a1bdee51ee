//! A complete and correct move leaves `verify` nothing to find, and whatever is taken away from it, one thing at a
//! time and without exception, is exactly one finding.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tenantcheck::check::{Coverage, Status};
use tenantcheck::checks::ALL;
use tenantcheck::engine::Answer;
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;

/// Exports with objects that have addresses.
const OBJECTS: [&str; 5] = ["mailboxes", "groups", "unified-groups", "dynamic-groups", "contacts"];
const GROUPS: [&str; 3] = ["groups", "unified-groups", "dynamic-groups"];

/// Who may write to a group, and who decides about it.
const RESTRICTIONS: [&str; 4] = [
    "AcceptMessagesOnlyFromSendersOrMembers",
    "RejectMessagesFromSendersOrMembers",
    "ModeratedBy",
    "BypassModerationFromSendersOrMembers",
];

fn moved() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/moved")
}

/// One export.
#[derive(Clone)]
struct Sheet {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("an export");
        let head = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        Self { head, rows }
    }

    fn write(&self, path: &Path) {
        let mut writer = csv::Writer::from_path(path).expect("a new file");
        writer.write_record(&self.head).expect("a header");
        self.rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
        writer.flush().expect("a written file");
    }

    fn column(&self, name: &str) -> usize {
        self.head.iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name}"))
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.column(column)]
    }

    /// The entries of a cell with several.
    fn entries(&self, row: usize, column: &str) -> Vec<String> {
        self.cell(row, column).split(';').filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
    }
}

/// All exports of one tenant at one moment, by file name.
#[derive(Clone)]
struct Tenant(BTreeMap<String, Sheet>);

/// Where something stands that can be taken away.
#[derive(Clone)]
enum Place {
    Row(&'static str, usize),
    Entry(&'static str, usize, &'static str, String),
}

impl Place {
    fn names(&self, alias: &str) -> bool {
        matches!(self, Self::Entry(_, _, _, entry) if entry == alias)
    }
}

/// Something that the move has to bring, and the finding when it is not there.
struct Item {
    finding: String,
    place: Place,
}

impl Tenant {
    fn read(folder: &str) -> Self {
        let files = fs::read_dir(moved().join(folder)).expect("a folder").map(|entry| entry.expect("a file").path());
        let named = files.map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, Sheet::read(&path))
        });
        Self(named.collect())
    }

    fn rows(&self, sheet: &str) -> std::ops::Range<usize> {
        0..self.0[sheet].rows.len()
    }

    fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.0.get_mut(name).expect("an export of this name")
    }

    /// The row of an object.
    fn row(&self, sheet: &str, alias: &str) -> usize {
        let found = self.rows(sheet).find(|row| self.0[sheet].cell(*row, "Alias") == alias);
        found.unwrap_or_else(|| panic!("{alias} is not in {sheet}"))
    }

    fn set(&mut self, sheet: &str, alias: &str, column: &str, text: &str) {
        let row = self.row(sheet, alias);
        let column = self.0[sheet].column(column);
        text.clone_into(&mut self.sheet(sheet).rows[row][column]);
    }

    /// Changes the addresses of an object.
    fn replace(&mut self, sheet: &str, alias: &str, from: &str, to: &str) {
        let old = self.0[sheet].cell(self.row(sheet, alias), "EmailAddresses").to_owned();
        assert!(old.contains(from), "{alias} has no {from}");
        self.set(sheet, alias, "EmailAddresses", &old.replacen(from, to, 1));
    }

    fn add(&mut self, sheet: &str, cells: &[(&str, &str)]) {
        let sheet = self.sheet(sheet);
        let mut row = vec![String::new(); sheet.head.len()];
        for (column, text) in cells {
            (*text).clone_into(&mut row[sheet.column(column)]);
        }
        sheet.rows.push(row);
    }

    fn without(&self, place: &Place) -> Self {
        let mut rest = self.clone();
        match place {
            Place::Row(sheet, row) => {
                rest.sheet(sheet).rows.remove(*row);
            }
            Place::Entry(sheet, row, column, entry) => {
                let mut entries = self.0[*sheet].entries(*row, column);
                let at = entries.iter().position(|other| other == entry).expect("the entry");
                entries.remove(at);
                let column = self.0[*sheet].column(column);
                rest.sheet(sheet).rows[*row][column] = entries.join(";");
            }
        }
        rest
    }

    /// The tenant after an object was deleted.
    fn without_object(&self, alias: &str) -> Self {
        let mut rest = self.clone();
        let is_it = |text: &String| self.alias(text.strip_prefix("SMTP:").unwrap_or(text)) == Some(alias);
        for (name, sheet) in &mut rest.0 {
            let lists = ["GrantSendOnBehalfTo", "ManagedBy", "ForwardingAddress"].into_iter().chain(RESTRICTIONS);
            let lists: Vec<usize> = lists.filter_map(|list| sheet.head.iter().position(|head| head == list)).collect();
            let is_list = |column: &usize| lists.contains(column);
            sheet.rows.retain(|row| !row.iter().enumerate().any(|(column, cell)| !is_list(&column) && is_it(cell)));
            for row in &mut sheet.rows {
                for &column in &lists {
                    let left: Vec<&str> = row[column].split(';').filter(|entry| !is_it(&(*entry).to_owned())).collect();
                    row[column] = left.join(";");
                }
            }
            assert!(!sheet.rows.is_empty() || GROUPS.contains(&name.as_str()), "{name} is empty");
        }
        rest
    }

    /// The alias of whoever a text names; aliases are the same in both tenants. Nobody is the system or the migration.
    fn alias(&self, text: &str) -> Option<&str> {
        let text = text.strip_prefix("smtp:").unwrap_or(text);
        OBJECTS.iter().find_map(|name| {
            let sheet = &self.0[*name];
            let names =
                |row: &usize| [sheet.cell(*row, "Alias"), sheet.cell(*row, "PrimarySmtpAddress")].contains(&text);
            self.rows(name).find(names).map(|row| sheet.cell(row, "Alias")).filter(|alias| *alias != "migration")
        })
    }
}

/// The tenants that are compared.
struct Move {
    before: Tenant,
    after: Tenant,
}

impl Move {
    fn read() -> Self {
        Self { before: Tenant::read("before/source"), after: Tenant::read("after/destination") }
    }

    /// What findings call an object of either tenant: as in the baseline, else as it is.
    fn name<'a>(&'a self, of: &'a Tenant, text: &'a str) -> Option<&'a str> {
        let alias = of.alias(text)?;
        [&self.before, of].into_iter().find_map(|tenant| {
            let name = OBJECTS
                .into_iter()
                .find(|sheet| tenant.rows(sheet).any(|row| tenant.0[*sheet].cell(row, "Alias") == alias))?;
            Some(tenant.0[name].cell(tenant.row(name, alias), "PrimarySmtpAddress"))
        })
    }

    /// Addresses and old Exchange addresses of every object.
    fn of_addresses(&self, of: &Tenant) -> Vec<Item> {
        let mut items = Vec::new();
        for name in OBJECTS {
            let sheet = &of.0[name];
            for row in of.rows(name) {
                let Some(subject) = self.name(of, sheet.cell(row, "Alias")) else { continue };
                let mut entry = |finding: String, column: &'static str, entry: &str| {
                    items.push(Item { finding, place: Place::Entry(name, row, column, entry.to_owned()) });
                };
                for text in sheet.entries(row, "EmailAddresses") {
                    if let Some(address) = text.strip_prefix("smtp:").and_then(future) {
                        entry(format!("VFY201 source {subject} {address}"), "EmailAddresses", &text);
                    } else if let Some(dn) = text.strip_prefix("X500:") {
                        entry(format!("VFY204 source {subject} {dn}"), "EmailAddresses", &text);
                    }
                }
                let dn = sheet.cell(row, "LegacyExchangeDN");
                entry(format!("VFY204 source {subject} {dn}"), "LegacyExchangeDN", dn);
            }
        }
        items
    }

    /// Rights, those in exports of their own and those that stand with what they are on.
    fn of_rights(&self, of: &Tenant) -> Vec<Item> {
        const EXPORTS: [(&str, &str, &str); 3] = [
            ("mailbox-permissions", "Mailbox", "User"),
            ("recipient-permissions", "Identity", "Trustee"),
            ("folder-permissions", "Mailbox", "User"),
        ];
        let mut items = Vec::new();
        for (name, owner, grantee) in EXPORTS {
            let sheet = &of.0[name];
            for row in of.rows(name) {
                let both = [owner, grantee].map(|column| self.name(of, sheet.cell(row, column)));
                let [Some(owner), Some(grantee)] = both else { continue };
                let right = match name {
                    "mailbox-permissions" => "full-access".to_owned(),
                    "recipient-permissions" => "send-as".to_owned(),
                    _ => {
                        let folder = sheet.cell(row, "FolderPath").trim_start_matches('/');
                        format!("folder:{folder}:{}", sheet.cell(row, "AccessRights")).to_lowercase()
                    }
                };
                items.push(Item {
                    finding: format!("VFY301 source {owner} {right}:{grantee}"),
                    place: Place::Row(name, row),
                });
            }
        }
        for name in OBJECTS.into_iter().filter(|name| *name != "contacts") {
            let sheet = &of.0[name];
            for row in of.rows(name) {
                for text in sheet.entries(row, "GrantSendOnBehalfTo") {
                    let both = [sheet.cell(row, "Alias"), &text].map(|text| self.name(of, text).expect("somebody"));
                    let finding = format!("VFY301 source {} send-on-behalf:{}", both[0], both[1]);
                    items.push(Item { finding, place: Place::Entry(name, row, "GrantSendOnBehalfTo", text) });
                }
            }
        }
        items
    }

    /// Members and owners of groups, and who may write to them.
    fn of_groups(&self, of: &Tenant) -> Vec<Item> {
        let mut items = Vec::new();
        let sheet = &of.0["group-members"];
        for row in of.rows("group-members") {
            let both = ["GroupEmailAddress", "MemberEmail"].map(|column| self.name(of, sheet.cell(row, column)));
            let [Some(group), Some(member)] = both else { continue };
            items.push(Item {
                finding: format!("VFY601 source {group} {member}"),
                place: Place::Row("group-members", row),
            });
        }
        for name in GROUPS {
            let sheet = &of.0[name];
            for row in of.rows(name) {
                let Some(group) = self.name(of, sheet.cell(row, "Alias")) else { continue };
                let mut entry = |finding: String, column: &'static str, text: String| {
                    items.push(Item { finding, place: Place::Entry(name, row, column, text) });
                };
                for text in sheet.entries(row, "ManagedBy") {
                    let owner = self.name(of, &text).expect("somebody");
                    entry(format!("VFY603 source {group} {owner}"), "ManagedBy", text);
                }
                for column in RESTRICTIONS {
                    for text in sheet.entries(row, column) {
                        entry(format!("VFY604 source {group} {column}"), column, text);
                    }
                }
            }
        }
        items
    }

    fn of_forwards(&self, of: &Tenant) -> Vec<Item> {
        let sheet = &of.0["mailboxes"];
        let mut items = Vec::new();
        for row in of.rows("mailboxes") {
            for column in ["ForwardingAddress", "ForwardingSmtpAddress"] {
                let text = sheet.cell(row, column);
                if text.is_empty() {
                    continue;
                }
                let subject = self.name(of, sheet.cell(row, "Alias")).expect("a mailbox");
                // A contact is a label: its mail goes to where it points.
                let target = of.alias(text).and_then(|alias| {
                    let contacts = &of.0["contacts"];
                    let row = of.rows("contacts").find(|row| contacts.cell(*row, "Alias") == alias)?;
                    contacts.cell(row, "ExternalEmailAddress").strip_prefix("SMTP:")
                });
                let target = target.or_else(|| self.name(of, text)).unwrap_or(text.trim_start_matches("smtp:"));
                let finding = format!("VFY402 source {subject} {target}");
                items.push(Item { finding, place: Place::Entry("mailboxes", row, column, text.to_owned()) });
            }
        }
        items
    }

    /// Takes away, one after the other, what both tenants have, and compares the answer with the expected one. All that
    /// the source had must be among it, but for `others`.
    fn take_away(&self, items: impl Fn(&Self, &Tenant) -> Vec<Item>, others: &[&str]) {
        let had: BTreeSet<String> = items(self, &self.before).into_iter().map(|item| item.finding).collect();
        let mut taken: BTreeSet<String> = others.iter().map(|other| (*other).to_owned()).collect();
        for item in items(self, &self.after).into_iter().filter(|item| had.contains(&item.finding)) {
            assert_eq!(findings(&self.after.without(&item.place)), std::slice::from_ref(&item.finding));
            taken.insert(item.finding);
        }
        assert_eq!(taken, had, "the move is not complete");
    }
}

/// What an address becomes; `None` where its domain stays behind.
fn future(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    match domain {
        // At the destination one in `fabrikam.com` cannot be told from an address that it had before.
        "contoso.com" | "fabrikam.com" => Some(address.to_owned()),
        "contoso.net" => Some(format!("{local}@fabrikam.com")),
        _ => None,
    }
}

/// The plan of the move with another destination of now.
fn plan(destination: Option<&Path>) -> Plan {
    let codes: Vec<&str> = ALL.iter().map(|check| check.code).collect();
    let project = Project::read(&moved().join("migration.toml"), &codes).expect("a project file");
    let mut plan = project.into_plan(Command::Verify);
    if let Some(path) = destination {
        plan.destination.paths = vec![path.to_owned()];
    }
    plan
}

fn answer(destination: Option<&Path>) -> Answer {
    tenantcheck::run(&plan(destination), &Unwatched).expect("an answer").answer
}

fn lines(answer: &Answer) -> Vec<String> {
    let of_files = |code: &str| code.starts_with("INP");
    let found = answer.findings.iter().filter(|finding| !of_files(finding.code)).map(|finding| {
        let holder = finding.holder.as_ref().map(|holder| format!(" < {holder}")).unwrap_or_default();
        format!("{} {} {} {}{holder}", finding.code, finding.side, finding.subject, finding.value)
    });
    found.collect()
}

/// The findings over a destination: `code side subject value`, and the holder where there is one.
fn findings(destination: &Tenant) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, sheet) in &destination.0 {
        sheet.write(&folder.path().join(name).with_extension("csv"));
    }
    lines(&answer(Some(folder.path())))
}

#[test]
fn a_complete_move_gives_nothing_while_every_check_decides_every_row() {
    let answer = answer(None);
    assert_eq!(lines(&answer), Vec::<String>::new());
    let of_files = |line: &Coverage| line.code.starts_with("INP");
    let blind = |line: &&Coverage| line.status != Status::Run || line.undecidable > 0 || line.examined == 0;
    let blind = answer.coverage.iter().filter(|line| !of_files(line)).filter(blind);
    let blind: Vec<String> =
        blind.map(|line| format!("{} {:?} {}", line.code, line.status, line.undecidable)).collect();
    assert!(blind.is_empty(), "{blind:?}");
}

#[test]
fn every_alias_and_every_x500_address() {
    let tenants = Move::read();
    // Whom the contact for Amy stood for is at the destination already: the contact does not come along.
    let amy = tenants.before.0["contacts"].cell(tenants.before.row("contacts", "amy"), "LegacyExchangeDN");
    tenants.take_away(Move::of_addresses, &[&format!("VFY204 source amy.field@fabrikam.com {amy}")]);
}

#[test]
fn every_right() {
    Move::read().take_away(Move::of_rights, &[]);
}

#[test]
fn every_member_owner_and_restriction() {
    Move::read().take_away(Move::of_groups, &[]);
}

#[test]
fn every_forward_but_that_of_the_time_of_two_tenants() {
    let coexistence = "VFY402 source martha.kent@contoso.com martha.kent@fabrikam.com";
    Move::read().take_away(Move::of_forwards, &[coexistence]);
}

/// Whoever is deleted leaves nothing behind: neither rights nor memberships.
#[test]
fn every_object_and_every_contact() {
    let tenants = Move::read();
    let rights: Vec<String> = tenants.of_rights(&tenants.before).into_iter().map(|item| item.finding).collect();
    let forwards = tenants.of_forwards(&tenants.before);
    let mut count = 0;
    for name in OBJECTS {
        for row in tenants.before.rows(name) {
            let alias = tenants.before.0[name].cell(row, "Alias");
            if ["migration", "amy"].contains(&alias) {
                continue;
            }
            let subject = tenants.name(&tenants.before, alias).expect("a name");
            let code = if name == "contacts" { "VFY106" } else { "VFY101" };
            let mut expected = vec![format!("{code} source {subject} {subject}")];
            // What it might do elsewhere can be given to nobody.
            let of_it = rights.iter().filter(|right| right.ends_with(&format!(":{subject}")));
            expected.extend(of_it.map(|right| right.replace("VFY301", "VFY304")));
            // A forward ends where the contact pointed, and is lost with it.
            expected.extend(
                forwards
                    .iter()
                    .filter(|item| name == "contacts" && item.place.names(alias))
                    .map(|item| item.finding.clone()),
            );
            expected.sort_unstable();
            assert_eq!(findings(&tenants.after.without_object(alias)), expected, "without {alias}");
            count += 1;
        }
    }
    assert_eq!(count, 15);
}

/// What can be otherwise than it should, and the findings that say so.
type Change = (fn(&mut Tenant), &'static [&'static str]);

const CHANGES: &[Change] = &[
    (
        |now| now.set("mailboxes", "front.desk", "RecipientTypeDetails", "UserMailbox"),
        &["VFY102 source front.desk@contoso.com shared>user"],
    ),
    (
        |now| now.set("mailboxes", "front.desk", "DisplayName", "Front Desk (Contoso)"),
        &["VFY103 source front.desk@contoso.com Front Desk (Contoso)"],
    ),
    (
        |now| now.set("mailboxes", "liam.byrne", "UserPrincipalName", "liam.byrne@fabrikam.com"),
        &["VFY104 source liam.byrne@contoso.com liam.byrne@fabrikam.com"],
    ),
    (
        |now| {
            now.set("mailboxes", "ines.costa", "PrimarySmtpAddress", "ines@contoso.com");
            now.replace("mailboxes", "ines.costa", "SMTP:ines.costa@", "smtp:ines.costa@");
            now.replace("mailboxes", "ines.costa", "smtp:ines@", "SMTP:ines@");
        },
        &["VFY105 source ines.costa@contoso.com ines@contoso.com"],
    ),
    (
        |now| {
            now.replace("mailboxes", "van", "smtp:van1@contoso.com;", "");
            now.replace("mailboxes", "amy.field", "SMTP:", "smtp:van1@contoso.com;SMTP:");
        },
        &["VFY202 source van@contoso.com van1@contoso.com < amy.field@fabrikam.com"],
    ),
    (
        |now| now.replace("mailboxes", "van", "SMTP:", "smtp:van2@contoso.com;SMTP:"),
        &["VFY203 source van@contoso.com van2@contoso.com"],
    ),
    (
        |now| {
            now.add(
                "mailbox-permissions",
                &[
                    ("Mailbox", "accounts@contoso.com"),
                    ("User", "omar.haddad@contoso.com"),
                    ("AccessRights", "FullAccess"),
                    ("IsInherited", "False"),
                    ("Deny", "False"),
                ],
            );
        },
        &["VFY302 source accounts@contoso.com full-access:omar.haddad@contoso.com"],
    ),
    (
        |now| {
            let level = now.0["folder-permissions"].column("AccessRights");
            let rows = &mut now.sheet("folder-permissions").rows;
            let editor = rows.iter_mut().find(|row| row[level] == "Editor").expect("an editor");
            "Reviewer".clone_into(&mut editor[level]);
        },
        &["VFY303 source omar.haddad@contoso.com folder:calendar:editor>reviewer:martha.kent@contoso.com"],
    ),
    (
        |now| now.set("mailboxes", "omar.haddad", "ForwardingSmtpAddress", "smtp:omar.haddad@contoso.com"),
        &["VFY401 source omar.haddad@contoso.com omar.haddad@contoso.com"],
    ),
    (
        |now| {
            now.add(
                "contacts",
                &[
                    ("DisplayName", "Martha Kent"),
                    ("Name", "martha.contact"),
                    ("Alias", "martha.contact"),
                    ("PrimarySmtpAddress", "martha.contact@fabrikam.com"),
                    ("ExternalEmailAddress", "SMTP:martha@contoso.com"),
                    ("EmailAddresses", "SMTP:martha.contact@fabrikam.com"),
                    ("RecipientTypeDetails", "MailContact"),
                ],
            );
        },
        &["VFY501 destination martha.contact@fabrikam.com martha@contoso.com"],
    ),
    (
        |now| {
            now.add(
                "group-members",
                &[
                    ("Group", "Project X"),
                    ("GroupEmailAddress", "project.x@contoso.com"),
                    ("MemberName", "Martha Kent"),
                    ("MemberEmail", "martha.kent@contoso.com"),
                    ("Role", "Member"),
                ],
            );
        },
        &["VFY602 source project.x@contoso.com martha.kent@contoso.com"],
    ),
    (
        |now| {
            let group = now.0["group-members"].column("Group");
            now.sheet("group-members").rows.retain(|row| row[group] != "Project X");
        },
        &[
            "VFY601 source project.x@contoso.com liam.byrne@contoso.com",
            "VFY601 source project.x@contoso.com omar.haddad@contoso.com",
        ],
    ),
    (
        |now| now.set("groups", "managers", "HiddenFromAddressListsEnabled", "False"),
        &["VFY604 source managers@contoso.com HiddenFromAddressListsEnabled"],
    ),
    (
        |now| {
            now.add(
                "mailbox-permissions",
                &[
                    ("Mailbox", "van@contoso.com"),
                    ("User", "migration@fabrikam.onmicrosoft.com"),
                    ("AccessRights", "FullAccess"),
                    ("IsInherited", "False"),
                    ("Deny", "False"),
                ],
            );
        },
        &["VFY701 destination van@contoso.com migration@fabrikam.onmicrosoft.com"],
    ),
    (
        |now| {
            let items = now.0["mailbox-statistics"].column("ItemCount");
            "900".clone_into(&mut now.sheet("mailbox-statistics").rows[0][items]);
        },
        &["VFY801 source martha.kent@contoso.com 1000>900"],
    ),
    (
        |now| {
            let value = now.0["dns-settings"].column("Value");
            "contoso-com.k-v1.mx.microsoft".clone_into(&mut now.sheet("dns-settings").rows[0][value]);
        },
        &["DNS003 source contoso.com mx"],
    ),
];

#[test]
fn whatever_is_otherwise_is_found_and_nothing_else() {
    let tenants = Move::read();
    for (change, expected) in CHANGES {
        let mut now = tenants.after.clone();
        change(&mut now);
        assert_eq!(findings(&now), *expected);
    }
}
