//! The collection script: it parses as PowerShell, only reads, and writes exports that are recognised
//! as what they are.

use tenantcheck::collect::script;
use tenantcheck::kinds::{self, recognise::Recognised};
use tenantcheck::schema::Kind;
use tree_sitter::{Node, Parser, Tree};

fn parse(source: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar loads");
    parser.parse(source, None).expect("parsing ends")
}

fn parts() -> impl Iterator<Item = &'static Kind> {
    kinds::ALL.iter().copied().filter(|kind| !kind.export.script.is_empty())
}

/// Calls `see` with every node below this one.
fn walk(node: Node, see: &mut impl FnMut(Node)) {
    see(node);
    for i in 0..node.child_count() {
        if let Some(child) = node.child(i) {
            walk(child, see);
        }
    }
}

fn assert_parses(name: &str, source: &str) {
    let tree = parse(source);
    walk(tree.root_node(), &mut |node| {
        let line = node.start_position().row + 1;
        assert!(!node.is_error() && !node.is_missing(), "{name}, line {line}: {}", node.kind());
    });
}

#[test]
fn the_script_and_each_part_parse() {
    assert_parses("the script", &script(None).expect("all kinds exist"));
    for kind in parts() {
        assert_parses(kind.name, kind.export.script);
    }
}

#[test]
fn the_script_is_ascii_with_single_quotes_only() {
    let script = script(None).expect("all kinds exist");
    assert!(script.is_ascii());
    assert!(!script.contains('"'));
}

#[test]
fn the_script_only_reads() {
    let allowed = [
        "Add-Content",
        "Connect-ExchangeOnline",
        "Connect-MgGraph",
        "Export-Csv",
        "Export-Part",
        "ForEach-Object",
        "Join-Path",
        "Move-Item",
        "New-Item",
        "Resolve-DnsName",
        "Select-Object",
        "Test-Path",
        "Where-Object",
        "Write-Failure",
        "Write-Host",
        "Write-Progress",
        "Write-Warning",
    ];
    let script = script(None).expect("all kinds exist");
    let mut seen = 0;
    walk(parse(&script).root_node(), &mut |node| {
        if node.kind() == "command_name" {
            let name = node.utf8_text(script.as_bytes()).expect("the script is text");
            if name.contains('-') {
                seen += 1;
                assert!(name.starts_with("Get-") || allowed.contains(&name), "`{name}` is called");
            }
        }
    });
    assert!(seen > 40, "only {seen} commands were found");
}

#[test]
fn every_kind_that_can_be_collected_has_a_part() {
    for kind in kinds::ALL {
        let script = script(Some(&[kind.name])).expect("the kind exists");
        let by_hand = ["identity-map", "licence-reference"].contains(&kind.name);
        assert_eq!(script.contains("\nExport-Part"), !by_hand, "{}", kind.name);
    }
}

/// The column names that the part of a kind writes: the list after its file name.
fn written(kind: &Kind) -> Vec<String> {
    let list = kind.export.script.split("@(").nth(1).and_then(|rest| rest.split(')').next());
    let list = list.expect("a part names its columns");
    list.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn each_part_writes_an_export_of_its_kind() {
    for kind in parts() {
        let header = written(kind);
        assert!(header.len() > 3, "{}: {header:?}", kind.name);
        let values: Vec<Vec<&str>> = header.iter().map(|name| example(kind, name)).collect();
        match kinds::recognise::recognise(&header, &values) {
            Recognised::Known(mappings) => {
                let names: Vec<&str> = mappings.iter().map(|mapping| mapping.kind.name).collect();
                assert_eq!(names, [kind.name]);
            }
            Recognised::Unknown { nearest, .. } => {
                panic!("{} is unknown, nearest {}", kind.name, nearest.name)
            }
        }
        assert!(kind.export.script.contains(&format!("'{}'", kind.export.file)));
        let unread: Vec<&String> = header
            .iter()
            .filter(|name| {
                let name = tenantcheck::values::text::fold_header(name);
                !kinds::is_known_header(&name)
            })
            .collect();
        assert!(unread.is_empty(), "{} writes columns that nothing reads: {unread:?}", kind.name);
    }
}

/// Values where they decide about the kind.
fn example(kind: &Kind, column: &str) -> Vec<&'static str> {
    match (kind.name, column) {
        ("mailboxes", "RecipientTypeDetails") => vec!["UserMailbox", "SharedMailbox"],
        ("groups", "RecipientTypeDetails") => vec!["MailUniversalDistributionGroup", "RoomList"],
        ("dynamic-groups", "RecipientTypeDetails") => vec!["DynamicDistributionGroup"],
        ("unified-groups", "RecipientTypeDetails") => vec!["GroupMailbox"],
        ("contacts", "RecipientTypeDetails") => vec!["MailContact", "GuestMailUser"],
        ("recipients", "RecipientTypeDetails") => vec!["UserMailbox", "MailContact"],
        ("archive-statistics", "IsArchiveMailbox") => vec!["True", "True"],
        ("mailbox-statistics", "IsArchiveMailbox") => vec!["False", "False"],
        ("recipient-permissions", "AccessRights") => vec!["SendAs"],
        ("mailbox-permissions", "AccessRights") => vec!["FullAccess"],
        _ => Vec::new(),
    }
}
