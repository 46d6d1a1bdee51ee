//! What rows do to a tenant, and that their way back leads to where it was: the semantics of the scripts, modelled.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::{Made, all, grids};
use super::{Left, addresses};
use crate::Report;
use crate::checks::testing::Tenants;
use crate::facts::{Facts, State};
use crate::plan::Command;
use crate::progress::Unwatched;
use crate::report::csv;
use crate::schema::Side;
use crate::{checks, engine};

/// One row as the script sees it: cells by title, without guards.
type Cells = BTreeMap<String, String>;

/// All actions of an answer.
fn answer(tenants: &Tenants, command: Command) -> (Report, Vec<Made>) {
    let facts = tenants.facts();
    let answer = engine::run(&checks::of(command), &facts, &Unwatched);
    let report = Report { facts, answer, waves: None, licences: None };
    let made = all(&report);
    (report, made)
}

/// What an apostrophe guards, as the scripts take it off.
fn plain(cell: &str) -> String {
    let bare = cell.trim_start_matches('\'');
    let is_formula = bare.starts_with(['=', '+', '-', '@', '\t', '\n', '\r', '＝', '＋', '－', '＠']);
    cell.strip_prefix('\'').filter(|_| is_formula).unwrap_or(cell).to_owned()
}

/// The rows of one file of an action, read again from what is written.
fn rows(made: &[Made], file: &str) -> Vec<Cells> {
    let grids: Vec<_> = made.iter().flat_map(grids).collect();
    let Some((_, grid)) = grids.iter().find(|(name, _)| name == file) else { return Vec::new() };
    let mut bytes = Vec::new();
    csv::write(grid, &mut bytes).expect("memory can be written");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let titles = reader.headers().expect("a header").clone();
    let row = |record: ::csv::StringRecord| {
        titles.iter().zip(record.iter()).map(|(title, cell)| (title.to_owned(), plain(cell))).collect()
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// A file in one line a row: `do object cells`, without what is blank.
fn shown(made: &[Made], file: &str) -> String {
    let titles =
        ["Do", "Object", "Class", "Right", "Folder", "Level", "Trustee", "Address", "Was", "PrimarySmtpAddress"];
    let more = ["UserPrincipalName", "ExternalEmailAddress", "ForwardingAddress", "ForwardingSmtpAddress"];
    let last = ["DeliverToMailboxAndForward", "Addresses", "Source Email", "Destination Email"];
    let titles: Vec<&str> = titles.into_iter().chain(more).chain(last).collect();
    let line = |row: &Cells| {
        let cells = titles.iter().filter_map(|title| row.get(*title)).filter(|cell| !cell.is_empty());
        cells.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    rows(made, file).iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What has no row, a line each.
fn left(made: &[Made]) -> String {
    let lines = made.iter().flat_map(|made| &made.steps.left);
    let line = |Left { code, subject, value, why }: &Left| format!("{code} {subject} {value}: {why}");
    lines.map(line).collect::<Vec<_>>().join("\n")
}

/// A tenant, as far as scripts change it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Model {
    /// Addresses by object; the type of the primary one is in capitals.
    addresses: BTreeMap<String, BTreeSet<String>>,
    upns: BTreeMap<String, String>,
    /// Levels by owner, kind, folder and trustee.
    rights: BTreeMap<[String; 4], String>,
    /// `ForwardingAddress`, `ForwardingSmtpAddress` and whether the mailbox keeps a copy.
    forwards: BTreeMap<String, [String; 3]>,
    /// Contacts that are there, with all that they have.
    contacts: BTreeMap<String, Cells>,
}

impl Model {
    /// Addresses and UPNs of a tenant.
    fn of(facts: &Facts, side: Side) -> Self {
        let mut model = Self::default();
        for (id, object) in facts.tenant(side).ids().filter(|(_, object)| object.state == State::Live) {
            let name = facts.subject(side, id).to_owned();
            let list = addresses::all(facts, side, object).unwrap_or_default();
            model.addresses.insert(name.clone(), list.into_iter().collect());
            model.upns.insert(name, facts.text(object.upn).to_owned());
        }
        model
    }

    fn carry_out(mut self, rows: &[Cells]) -> Self {
        assert!(!rows.is_empty(), "there is something to carry out");
        for row in rows {
            self.row(row);
        }
        self
    }

    fn row(&mut self, row: &Cells) {
        let object = row["Object"].clone();
        match (row["Do"].as_str(), row.contains_key("Trustee")) {
            ("upn", _) => {
                let upn = self.upns.insert(object, row["Address"].clone());
                assert_eq!(upn.as_deref(), Some(row["Was"].as_str()), "the script would refuse");
            }
            ("grant" | "level", true) => drop(self.rights.insert(right(row), row["Level"].clone())),
            ("revoke", true) => assert_eq!(self.rights.remove(&right(row)).as_ref(), Some(&row["Level"])),
            ("clear" | "set", _) if row.contains_key("ForwardingAddress") => self.forward(row),
            ("create", _) => drop(self.contacts.insert(object, made(row))),
            ("remove" | "unmake", _) if row.contains_key("Class") => {
                assert_eq!(self.contacts.remove(&object), Some(made(row)));
            }
            (verb, _) => {
                let now = self.addresses.entry(object).or_default();
                *now = wanted(verb, &row["Address"], now);
                let primary = now.iter().filter(|address| address.starts_with("SMTP:")).count();
                assert_eq!(primary, 1, "the script would refuse {row:?}: {now:?}");
            }
        }
    }

    fn forward(&mut self, row: &Cells) {
        let state = self.forwards.entry(row["Object"].clone()).or_default();
        for (at, title) in
            ["ForwardingAddress", "ForwardingSmtpAddress", "DeliverToMailboxAndForward"].iter().enumerate()
        {
            let cell = &row[*title];
            match (row["Do"].as_str(), at) {
                ("set", _) if !cell.is_empty() => state[at].clone_from(cell),
                ("clear", 0 | 1) if !cell.is_empty() => {
                    assert_eq!(&state[at], cell, "the script would refuse");
                    state[at].clear();
                }
                ("clear", 2) if state[0].is_empty() && state[1].is_empty() => "False".clone_into(&mut state[2]),
                _ => {}
            }
        }
    }
}

fn right(row: &Cells) -> [String; 4] {
    ["Object", "Right", "Folder", "Trustee"].map(|title| row[title].clone())
}

/// What a contact is, whatever it is found by.
fn made(row: &Cells) -> Cells {
    let is_own = |title: &String| !["Do", "Identity", "OrIdentity"].contains(&title.as_str());
    row.clone().into_iter().filter(|(title, _)| is_own(title)).collect()
}

/// The addresses after a row, as `Get-Wanted` of the script makes them.
fn wanted(verb: &str, cell: &str, now: &BTreeSet<String>) -> BTreeSet<String> {
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let list = if matches!(verb, "set" | "restore") { split(cell) } else { vec![cell.to_owned()] };
    let others: Vec<&String> = now.iter().filter(|own| !list.iter().any(|new| same(new, own))).collect();
    match verb {
        "add" if others.len() < now.len() => now.clone(),
        "add" => now.iter().cloned().chain(list).collect(),
        "remove" => others.into_iter().cloned().collect(),
        "set" => list.into_iter().collect(),
        "primary" | "restore" => {
            let is_sip = |address: &str| address.len() > 4 && same(&address[..4], "sip:");
            let has_sip = list.iter().any(|address| is_sip(address));
            let kept = others.into_iter().filter(|other| !(has_sip && is_sip(other)));
            let kept: Vec<String> = kept
                .map(|other| other.strip_prefix("SMTP:").map_or_else(|| other.clone(), |own| format!("smtp:{own}")))
                .collect();
            list.into_iter().chain(kept).collect()
        }
        _ => panic!("the script knows no `{verb}`"),
    }
}

/// A list of addresses taken apart, as `Split-List` of the scripts does it.
fn split(cell: &str) -> Vec<String> {
    let mut list = vec![String::new()];
    let mut characters = cell.chars();
    while let Some(c) = characters.next() {
        match c {
            ',' => list.push(String::new()),
            '\\' => list.last_mut().expect("one").extend(characters.next()),
            _ => list.last_mut().expect("one").push(c),
        }
    }
    list.retain(|address| !address.is_empty());
    list
}

const HEAD: &str = "DisplayName,PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,EmailAddresses,\
    LegacyExchangeDN,Alias,IsDirSynced,ForwardingAddress,ForwardingSmtpAddress,DeliverToMailboxAndForward\n";

const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses,\
    LegacyExchangeDN,Alias\n";

#[test]
fn before_the_move() {
    let tenants = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!(
                "{HEAD}Kim,kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com,\"/o=Contoso/cn=Lee, Kim\",kim,False,,,\n\
                 Ann,ann@contoso.com,ann@contoso.com,UserMailbox,SMTP:ann@contoso.com,,ann,True,,,\n\
                 +Tom,+tom@contoso.com,+tom@contoso.com,SharedMailbox,SMTP:+tom@contoso.com;smtp:t@contoso.onmicrosoft.com,,tom,False,,,\n\
                 Two,two@contoso.com,two@contoso.com,UserMailbox,SMTP:two@contoso.com,,one,False,,,\n\
                 One,one@contoso.com,one@contoso.com,UserMailbox,SMTP:one@contoso.com,,one,False,,,\n"
            ),
        )
        .destination(
            "mailboxes.csv",
            &format!(
                "{HEAD}Kim,kim@fabrikam.com,kim@fabrikam.com,UserMailbox,SMTP:kim@fabrikam.com;smtp:kim@fabrikam.onmicrosoft.com,,kim,False,,,\n\
                 Ann,ann@fabrikam.com,ann@fabrikam.com,UserMailbox,SMTP:ann@fabrikam.com,,ann,False,,,\n"
            ),
        );
    let (report, made) = answer(&tenants, Command::Assess);
    insta::assert_snapshot!(
        shown(&made, "migrationwiz-bulk-add.csv"),
        @r"
    kim@contoso.com kim@fabrikam.com
    ann@contoso.com ann@fabrikam.com
    "
    );
    insta::assert_snapshot!(
        shown(&made, "create-objects.csv"),
        @r"
    create +tom@contoso.com shared +tom@fabrikam.onmicrosoft.com SMTP:+tom@fabrikam.onmicrosoft.com
    create one@contoso.com user one@fabrikam.onmicrosoft.com one@fabrikam.onmicrosoft.com SMTP:one@fabrikam.onmicrosoft.com
    create two@contoso.com user two@fabrikam.onmicrosoft.com two@fabrikam.onmicrosoft.com SMTP:two@fabrikam.onmicrosoft.com
    "
    );
    insta::assert_snapshot!(shown(&made, "add-addresses.csv"), @"add kim@contoso.com smtp:kim@contoso.onmicrosoft.com");
    insta::assert_snapshot!(shown(&made, "add-x500.csv"), @"add kim@fabrikam.com X500:/o=Contoso/cn=Lee, Kim");
    insta::assert_snapshot!(
        left(&made),
        @r"
    ADR005 ann@contoso.com ann@contoso.onmicrosoft.com: mastered on-premises: change it there
    ADR005 one@contoso.com one@contoso.onmicrosoft.com: several objects need this address (ADR006): choose another one
    ADR005 two@contoso.com one@contoso.onmicrosoft.com: several objects need this address (ADR006): choose another one
    "
    );
    for (file, side) in [("add-addresses.csv", Side::Source), ("add-x500.csv", Side::Destination)] {
        there_and_back(&Model::of(&report.facts, side), &made, file);
    }
}

/// Carries a file out and takes it back; returns what the tenant is like in between.
fn there_and_back(model: &Model, made: &[Made], file: &str) -> Model {
    let changed = model.clone().carry_out(&rows(made, file));
    assert_ne!(&changed, model, "{file} changes something");
    let back = changed.clone().carry_out(&rows(made, &format!("undo-{file}")));
    assert_eq!(&back, model, "{file} is taken back");
    changed
}

#[test]
fn after_the_move() {
    let tenants = Tenants::of(Command::Verify)
        .source_before(
            "mailboxes.csv",
            &format!(
                "{HEAD}Kim,kim@contoso.com,kim@contoso.com,UserMailbox,\"SMTP:kim@contoso.com;smtp:k@contoso.com;X500:/o=Old/cn=Lee, Kim\",/o=Contoso/cn=Kim,kim,False,,,\n\
                 Ann,ann@contoso.com,ann@contoso.com,UserMailbox,SMTP:ann@contoso.com;smtp:a@contoso.com,,ann,False,,,\n"
            ),
        )
        .destination(
            "mailboxes.csv",
            &format!(
                "{HEAD}Kim,kim@fabrikam.com,kim@fabrikam.com,UserMailbox,SMTP:kim@fabrikam.com;SIP:kim@fabrikam.com,,kim,False,,smtp:kim@contoso.onmicrosoft.com,True\n\
                 Ann,ann@fabrikam.com,ann@contoso.com,UserMailbox,SMTP:ann@fabrikam.com;smtp:a@contoso.com,,ann,False,,,\n"
            ),
        )
        .destination(
            "contacts.csv",
            &format!("{CONTACTS}Ann,ann.ext@fabrikam.com,SMTP:ann@contoso.com,MailContact,SMTP:ann.ext@fabrikam.com;smtp:ann@contoso.com,/o=Fabrikam/cn=Ann,annext\n"),
        );
    let (report, made) = answer(&tenants, Command::Verify);
    insta::assert_snapshot!(
        shown(&made, "add-addresses.csv"),
        @r"
    add kim@fabrikam.com smtp:k@contoso.com
    add kim@fabrikam.com smtp:kim@contoso.com
    "
    );
    insta::assert_snapshot!(
        shown(&made, "set-primary.csv"),
        @r"
    primary kim@fabrikam.com SMTP:kim@contoso.com kim@fabrikam.com
    upn kim@fabrikam.com kim@contoso.com kim@fabrikam.com
    "
    );
    insta::assert_snapshot!(
        shown(&made, "add-x500.csv"),
        @r"
    add kim@fabrikam.com X500:/o=Contoso/cn=Kim
    add kim@fabrikam.com X500:/o=Old/cn=Lee, Kim
    add ann@fabrikam.com X500:/o=Fabrikam/cn=Ann
    "
    );
    insta::assert_snapshot!(
        shown(&made, "remove-contacts.csv"),
        @"remove ann.ext@fabrikam.com contact ann.ext@fabrikam.com ann@contoso.com SMTP:ann.ext@fabrikam.com,smtp:ann@contoso.com,X500:/o=Fabrikam/cn=Ann"
    );
    insta::assert_snapshot!(
        left(&made),
        @"VFY105 ann@contoso.com ann@fabrikam.com: `ann.ext@fabrikam.com` holds `ann@contoso.com`: when it has let go, run `verify` again"
    );
    let mut model = Model::of(&report.facts, Side::Destination);
    for row in rows(&made, "undo-remove-contacts.csv") {
        model.contacts.insert(row["Object"].clone(), super::tests::made(&row));
    }
    there_and_back(&model, &made, "remove-contacts.csv");
    there_and_back(&model, &made, "add-x500.csv");
    let with_aliases = there_and_back(&model, &made, "add-addresses.csv");
    let moved = there_and_back(&with_aliases, &made, "set-primary.csv");
    assert!(moved.addresses["kim@fabrikam.com"].contains("SMTP:kim@contoso.com"));
    assert!(moved.addresses["kim@fabrikam.com"].contains("smtp:kim@fabrikam.com"));
}

#[test]
fn when_the_domain_leaves() {
    let tenants = Tenants::of(Command::Cutover)
        .source(
            "mailboxes.csv",
            &format!(
                "{HEAD}Kim,kim@contoso.com,k.lee@contoso.com,UserMailbox,\"SMTP:kim@contoso.com;smtp:k@contoso.com;SIP:kim@contoso.com;X500:/o=Old/cn=Lee, Kim\",,kimmy,False,,,\n\
                 Ann,ann@contoso.com,ann@contoso.onmicrosoft.com,UserMailbox,SMTP:ann@contoso.com;smtp:ann@contoso.onmicrosoft.com,,ann,False,,,\n\
                 Tom,tom@contoso.com,tom@contoso.com,UserMailbox,SMTP:tom@contoso.com,,tom,True,,,\n"
            ),
        )
        .source(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\nAll,all@contoso.com,Universal,SMTP:all@contoso.com;smtp:everybody@contoso.com\n",
        )
        .source(
            "contacts.csv",
            &format!("{CONTACTS}Vendor,vendor@contoso.com,SMTP:v@tailspin.com,MailContact,SMTP:vendor@contoso.com;smtp:v@tailspin.com,,vendor\n"),
        );
    let (report, made) = answer(&tenants, Command::Cutover);
    insta::assert_snapshot!(
        shown(&made, "clear-domain.csv"),
        @r"
    upn kim@contoso.com k.lee@contoso.onmicrosoft.com k.lee@contoso.com
    primary ann@contoso.com SMTP:ann@contoso.onmicrosoft.com ann@contoso.com
    remove ann@contoso.com smtp:ann@contoso.com
    add kim@contoso.com smtp:kimmy@contoso.onmicrosoft.com
    primary kim@contoso.com SMTP:kimmy@contoso.onmicrosoft.com kim@contoso.com
    remove kim@contoso.com smtp:kim@contoso.com
    remove kim@contoso.com smtp:k@contoso.com
    remove kim@contoso.com SIP:kim@contoso.com
    primary vendor@contoso.com SMTP:v@tailspin.com vendor@contoso.com
    remove vendor@contoso.com smtp:vendor@contoso.com
    add all@contoso.com smtp:all@contoso.onmicrosoft.com
    primary all@contoso.com SMTP:all@contoso.onmicrosoft.com all@contoso.com
    remove all@contoso.com smtp:all@contoso.com
    remove all@contoso.com smtp:everybody@contoso.com
    "
    );
    insta::assert_snapshot!(
        left(&made),
        @r"
    DOM001 tom@contoso.com tom@contoso.com: mastered on-premises: change it there
    DOM002 tom@contoso.com tom@contoso.com: mastered on-premises: change it there
    "
    );
    let model = Model::of(&report.facts, Side::Source);
    let cleared = there_and_back(&model, &made, "clear-domain.csv");
    let held = cleared.addresses.iter().filter(|(name, _)| *name != "tom@contoso.com");
    for address in held.flat_map(|(_, list)| list) {
        assert!(!address.ends_with("@contoso.com"), "{address} is left");
    }
}

const PERMISSIONS: &str = "Identity,User,AccessRights,IsInherited,Deny\n";

const FOLDERS: &str = "Mailbox,FolderName,User,AccessRights\n";

#[test]
fn rights_and_forwards() {
    let people = |domain: &str, forwards: &str| {
        let row = |name: &str, forward: &str| {
            format!("{name},{name}@{domain},{name}@{domain},UserMailbox,SMTP:{name}@{domain},,{name},False,{forward}\n")
        };
        format!("{HEAD}{}{}{}", row("kim", forwards), row("ann", ",,"), row("svc", ",,"))
    };
    let tenants = Tenants::of(Command::Verify)
        .source_before("mailboxes.csv", &people("contoso.com", ",,"))
        .source_before(
            "permissions.csv",
            &format!("{PERMISSIONS}kim@contoso.com,ann@contoso.com,FullAccess,False,False\nann@contoso.com,kim@contoso.com,FullAccess,False,False\n"),
        )
        .source_before(
            "folders.csv",
            &format!("{FOLDERS}kim@contoso.com,Calendar,ann@contoso.com,Editor\nann@contoso.com,Calendar,kim@contoso.com,Reviewer\n"),
        )
        .destination("mailboxes.csv", &people("fabrikam.com", ",smtp:kim@contoso.onmicrosoft.com,True"))
        .destination(
            "permissions.csv",
            &format!("{PERMISSIONS}ann@fabrikam.com,kim@fabrikam.com,FullAccess,False,False\nkim@fabrikam.com,svc@fabrikam.com,FullAccess,False,False\n"),
        )
        .destination(
            "folders.csv",
            &format!("{FOLDERS}kim@fabrikam.com,Calendar,ann@fabrikam.com,Author\nann@fabrikam.com,Inbox,kim@fabrikam.com,Owner\n"),
        )
        .plan(|plan| plan.destination.service_accounts = vec!["svc@fabrikam.com".to_owned()]);
    let (_, made) = answer(&tenants, Command::Verify);
    insta::assert_snapshot!(shown(&made, "grant-rights.csv"), @r"
    level kim@fabrikam.com folder calendar editor ann@fabrikam.com
    grant ann@fabrikam.com folder calendar reviewer kim@fabrikam.com
    grant kim@fabrikam.com full-access ann@fabrikam.com
    ");
    insta::assert_snapshot!(shown(&made, "undo-grant-rights.csv"), @r"
    revoke kim@fabrikam.com full-access ann@fabrikam.com
    revoke ann@fabrikam.com folder calendar reviewer kim@fabrikam.com
    level kim@fabrikam.com folder calendar author ann@fabrikam.com
    ");
    insta::assert_snapshot!(shown(&made, "remove-service-access.csv"), @r"revoke kim@fabrikam.com full-access svc@fabrikam.com");
    insta::assert_snapshot!(shown(&made, "remove-forwarding.csv"), @r"clear kim@fabrikam.com kim@contoso.onmicrosoft.com True");
    let key = |owner: &str, kind: &str, folder: &str, trustee: &str| [owner, kind, folder, trustee].map(str::to_owned);
    let model = Model {
        rights: [
            (key("ann@fabrikam.com", "full-access", "", "kim@fabrikam.com"), String::new()),
            (key("kim@fabrikam.com", "full-access", "", "svc@fabrikam.com"), String::new()),
            (key("kim@fabrikam.com", "folder", "calendar", "ann@fabrikam.com"), "author".to_owned()),
            (key("ann@fabrikam.com", "folder", "inbox", "kim@fabrikam.com"), "owner".to_owned()),
        ]
        .into(),
        forwards: [("kim@fabrikam.com".to_owned(), ["", "kim@contoso.onmicrosoft.com", "True"].map(str::to_owned))]
            .into(),
        ..Model::default()
    };
    let granted = there_and_back(&model, &made, "grant-rights.csv");
    assert_eq!(granted.rights[&key("kim@fabrikam.com", "folder", "calendar", "ann@fabrikam.com")], "editor");
    there_and_back(&model, &made, "remove-service-access.csv");
    let silent = there_and_back(&model, &made, "remove-forwarding.csv");
    assert_eq!(silent.forwards["kim@fabrikam.com"], ["", "", "False"]);
}

#[test]
fn lists_survive_commas_and_backslashes() {
    let list = ["SMTP:a@contoso.com", r"X500:/o=A\B/cn=Lee, Kim; HR", "X500:/cn=x,smtp:y@contoso.com", r"X500:\,\\"];
    let list = list.map(str::to_owned);
    let cell = addresses::list(&list);
    assert_eq!(cell, r"SMTP:a@contoso.com,X500:/o=A\\B/cn=Lee\, Kim; HR,X500:/cn=x\,smtp:y@contoso.com,X500:\\\,\\\\");
    assert_eq!(split(&cell), list);
}

#[test]
fn when_the_move_is_taken_back() {
    let tenants = Tenants::of(Command::Backout)
        .source_before(
            "mailboxes.csv",
            &format!(
                "{HEAD}Kim,kim@contoso.com,kim@contoso.com,UserMailbox,\"SMTP:kim@contoso.com;smtp:k@contoso.com;smtp:kim@contoso.onmicrosoft.com;SIP:kim@contoso.com;SPO:SPO_1@SPO_2;X500:/o=Old/cn=Lee, Kim\",,kim,False,,,\n"
            ),
        )
        .source(
            "mailboxes.csv",
            &format!(
                "{HEAD}Kim,kim@contoso.onmicrosoft.com,kim@contoso.onmicrosoft.com,UserMailbox,SMTP:kim@contoso.onmicrosoft.com;SIP:kim@contoso.onmicrosoft.com;smtp:new@contoso.onmicrosoft.com,,kim,False,,,\n"
            ),
        )
        .destination_before(
            "mailboxes.csv",
            &format!("{HEAD}Kim,kim@fabrikam.com,kim@fabrikam.com,UserMailbox,SMTP:kim@fabrikam.com;smtp:kim@fabrikam.onmicrosoft.com,,kim,False,Kim (Contoso),,True\n"),
        )
        .destination_before(
            "contacts.csv",
            &format!("{CONTACTS}Kim (Contoso),kim.ext@fabrikam.com,SMTP:kim@contoso.com,MailContact,SMTP:kim.ext@fabrikam.com,\"/o=Fabrikam/cn=Kim, Ext\",kimext\n"),
        )
        .destination(
            "mailboxes.csv",
            &format!("{HEAD}Kim,kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com;smtp:k@contoso.com;smtp:kim@fabrikam.com;smtp:kim@fabrikam.onmicrosoft.com,,kim,False,,,False\nBob,bob@fabrikam.com,bob@fabrikam.com,UserMailbox,SMTP:bob@fabrikam.com,,bob,False,,smtp:bob@tailspin.com,False\n"),
        )
        .destination("contacts.csv", &format!("{CONTACTS}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,SMTP:v@tailspin.com,,vendor\n"));
    let (report, made) = answer(&tenants, Command::Backout);
    insta::assert_snapshot!(shown(&made, "clear-domain.csv"), @r"
    upn kim@contoso.com kim@fabrikam.com kim@contoso.com
    primary kim@contoso.com SMTP:kim@fabrikam.com kim@contoso.com
    remove kim@contoso.com smtp:kim@contoso.com
    remove kim@contoso.com smtp:k@contoso.com
    ");
    insta::assert_snapshot!(shown(&made, "recreate-contacts.csv"), @r"create kim.ext@fabrikam.com contact kim.ext@fabrikam.com kim@contoso.com SMTP:kim.ext@fabrikam.com,X500:/o=Fabrikam/cn=Kim\, Ext");
    insta::assert_snapshot!(shown(&made, "restore-forwarding.csv"), @r"set kim@contoso.com kim.ext@fabrikam.com True");
    insta::assert_snapshot!(shown(&made, "restore-addresses.csv"), @r"restore kim@contoso.onmicrosoft.com SMTP:kim@contoso.com,smtp:k@contoso.com,smtp:kim@contoso.onmicrosoft.com,SIP:kim@contoso.com,SPO:SPO_1@SPO_2,X500:/o=Old/cn=Lee\, Kim");
    insta::assert_snapshot!(shown(&made, "restore-upn.csv"), @r"upn kim@contoso.onmicrosoft.com kim@contoso.com kim@contoso.onmicrosoft.com");
    insta::assert_snapshot!(left(&made), @r"");
    let now = |side| Model::of(report.facts.now(side).expect("exports of now"), side);
    let destination = Model {
        forwards: [("kim@contoso.com".to_owned(), ["", "", "False"].map(str::to_owned))].into(),
        ..now(Side::Destination)
    };
    let cleared = there_and_back(&destination, &made, "clear-domain.csv");
    assert!(cleared.addresses["kim@contoso.com"].contains("SMTP:kim@fabrikam.com"));
    there_and_back(&destination, &made, "recreate-contacts.csv");
    there_and_back(&destination, &made, "restore-forwarding.csv");
    let restored = there_and_back(&now(Side::Source), &made, "restore-addresses.csv");
    let had: BTreeSet<String> = split(&rows(&made, "restore-addresses.csv")[0]["Address"]).into_iter().collect();
    let more = restored.addresses["kim@contoso.onmicrosoft.com"].difference(&had);
    assert_eq!(more.collect::<Vec<_>>(), ["smtp:new@contoso.onmicrosoft.com"]);
    there_and_back(&now(Side::Source), &made, "restore-upn.csv");
}
