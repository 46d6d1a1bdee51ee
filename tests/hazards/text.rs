//! Exports as text: encodings, delimiters, quotes, line ends, headers, and files that are no exports.

use std::fmt::Write as _;

use crate::project::{HEADER, Project, mailbox};

fn with_export(content: &[u8]) -> Project {
    let project = Project::new();
    project.write("source/mailboxes.csv", content);
    project
}

/// Three mailboxes under a header, with `\n` at the line ends.
fn three() -> String {
    let rows = ["ann", "bea", "cleo"].map(|name| mailbox(name, "contoso.com"));
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// Source addresses of the pairs, in order.
fn sources(project: &Project) -> Vec<String> {
    let document = project.assess();
    let pairs = document["pairs"].as_array().expect("a list");
    pairs.iter().filter_map(|pair| pair["source"].as_str()).map(str::to_owned).collect()
}

const THREE: [&str; 3] = ["ann@contoso.com", "bea@contoso.com", "cleo@contoso.com"];

#[test]
fn h16_every_encoding_gives_the_same_names() {
    let text = format!("{HEADER}\nZoë Núñez,zoe@contoso.com,SMTP:zoe@contoso.com,UserMailbox\n");
    let units = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let with_bom = format!("\u{feff}{text}");
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("in Latin-1")).collect();
    let written = [
        text.clone().into_bytes(),
        with_bom.clone().into_bytes(),
        format!("\u{feff}{with_bom}").into_bytes(),
        units(&with_bom, u16::to_le_bytes),
        units(&with_bom, u16::to_be_bytes),
        units(&text, u16::to_le_bytes),
        units(&text, u16::to_be_bytes),
        windows,
    ];
    for (number, bytes) in written.iter().enumerate() {
        let project = with_export(bytes);
        let output = project.program("inspect --rows source/mailboxes.csv -q").output().expect("the program starts");
        let rows = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(rows.starts_with("DisplayName,") && rows.contains("Zoë Núñez,"), "encoding {number}: {rows}");
    }
    let project = with_export(
        b"DisplayName,PrimarySmtpAddress,RecipientTypeDetails\n\xC8\xE2\xE0\xED,i@contoso.com,UserMailbox\n",
    );
    let line = "inspect --rows source/mailboxes.csv --encoding windows-1251 -q";
    let rows = project.program(line).output().expect("the program starts").stdout;
    assert!(String::from_utf8_lossy(&rows).contains("Иван"), "the option wins over the guess");
}

#[test]
fn h16_bytes_that_are_not_valid_are_told_by_line_and_never_swallowed() {
    let project =
        with_export(&[b"\xEF\xBB\xBF", three().as_bytes(), b"d\xFFora,dora@contoso.com,,UserMailbox\n"].concat());
    let found = project.findings("INP013");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(project.inspect("mailboxes.csv").contains("line 5"));
    assert_eq!(sources(&project).len(), 4, "the row is used");
}

#[test]
fn h17_letters_that_were_lost_are_told_with_their_column() {
    let text = format!("{HEADER}\nZo? M?ller,zoe@contoso.com,SMTP:zoe@contoso.com,UserMailbox\n");
    let found = with_export(text.as_bytes()).findings("INP004");
    assert!(found.len() == 1 && found[0].2.contains("DisplayName"), "{found:?}");
}

#[test]
fn h18_delimiters_and_lines_above_the_header_are_found_out() {
    let plain = three();
    let dialects = [
        plain.replace(',', ";"),
        plain.replace(',', "\t"),
        plain.replace(',', "|"),
        format!("sep=;\n{}", plain.replace(',', ";")),
        format!("#TYPE Deserialized.Microsoft.Exchange.Data.Directory.Management.Mailbox\n{plain}"),
        format!("Mailboxes of Contoso\nmade on 22 November\n\n{plain}"),
    ];
    for text in dialects {
        assert_eq!(sources(&with_export(text.as_bytes())), THREE, "{text}");
    }
}

#[test]
fn h18_rows_without_a_header_are_no_export() {
    let project = Project::new();
    project.write("source/more.csv", mailbox("ann", "contoso.com").as_bytes());
    let said = project.inspect("more.csv");
    assert!(said.contains("the first row looks like data"), "{said}");
}

#[test]
fn h19_an_unterminated_quote_is_told_with_its_line_and_the_rows_after_it() {
    let text = three().replace("bea,", "\"bea,");
    for line_end in ["\n", "\r\n", "\r"] {
        let project = with_export(text.replace('\n', line_end).as_bytes());
        assert_eq!(sources(&project), ["ann@contoso.com"], "{line_end:?}");
        let found = project.findings("INP008");
        let rows: Vec<_> = found.iter().map(|(file, row, _)| (file.as_str(), *row)).collect();
        assert_eq!(rows, [("mailboxes.csv", Some(3)), ("mailboxes.csv", Some(4))], "{line_end:?}");
        assert!(found.iter().all(|(.., message)| message.contains("opens in line 3")), "{found:?}");
    }
}

#[test]
fn h19a_short_long_and_ghost_rows_and_columns_are_counted() {
    let mut text = three();
    text.push_str("dora,dora@contoso.com\n");
    text.push_str("eve,eve@contoso.com,SMTP:eve@contoso.com,UserMailbox,surplus\n");
    text.push_str("fay,fay@contoso.com,SMTP:fay@contoso.com,UserMailbox,,,\n");
    text.push_str(",,,\n\n   ,,,\n");
    let project = with_export(text.as_bytes());
    let rows: Vec<_> = project.findings("INP008").into_iter().map(|(_, row, message)| (row, message)).collect();
    assert_eq!(rows.iter().map(|(row, _)| row.unwrap_or_default()).collect::<Vec<_>>(), [5, 6], "{rows:?}");
    assert!(rows[1].1.contains("surplus"), "{rows:?}");
    let known = sources(&project);
    assert!(known.contains(&"dora@contoso.com".to_owned()) && known.contains(&"fay@contoso.com".to_owned()));
    assert_eq!(known.len(), 5, "blank rows are nobody: {known:?}");
    let ghosts = three().replace('\n', ",,,\n");
    let project = with_export(ghosts.as_bytes());
    assert_eq!(sources(&project), THREE);
    assert_eq!(project.findings("INP008"), []);
}

#[test]
fn h19a_a_download_that_was_cut_off_says_so() {
    let text = three();
    let cut = &text[..text.len() - "contoso.com,UserMailbox\n".len()];
    let said = with_export(cut.as_bytes()).inspect("mailboxes.csv");
    assert!(said.contains("may be cut off"), "{said}");
}

#[test]
fn h19b_nul_and_control_characters_are_seen_and_not_printed() {
    let text = three().replace("bea,", "be\0a\x1b[31m,")
        + "x\u{85}\u{202e}y,x@contoso.com,,UserMailbox,surplus\x1b]0;title\x07\n";
    let project = with_export(text.as_bytes());
    assert_eq!(sources(&project), THREE);
    let said = project.inspect("mailboxes.csv");
    assert!(said.contains(r"NUL bytes are kept as `\0`") && said.contains("line 3"), "{said}");
    assert!(!said.contains(['\0', '\x1b', '\x07']), "{said:?}");
    for (.., message) in project.findings("INP008") {
        assert!(!message.contains(|c: char| c.is_control()), "{message:?}");
    }
}

#[test]
fn h19b_a_cell_of_5_mb_costs_nothing_but_a_note() {
    let text = three().replace("bea,bea@", &format!("{},bea@", "b".repeat(5 << 20)));
    let project = with_export(text.as_bytes());
    assert_eq!(sources(&project), THREE);
    let said = project.inspect("mailboxes.csv");
    assert!(said.contains("line 3") && said.len() < 3000, "the value is cut in messages: {} bytes", said.len());
}

#[test]
fn h19c_physical_lines_are_right_for_every_line_end() {
    let note = "first\nsecond\nthird";
    let text = format!(
        "Notes,{HEADER}\n\"{note}\",{}\n\n\"{note}\",{}\nx,bad,row,of,too,many\n",
        mailbox("ann", "contoso.com"),
        mailbox("bea", "contoso.com")
    );
    for line_end in ["\n", "\r\n", "\r"] {
        let said = with_export(text.replace('\n', line_end).as_bytes()).inspect("mailboxes.csv");
        assert!(said.contains("line 9"), "{line_end:?}: {said}");
    }
    // Excel keeps LF within a cell and ends rows with CRLF.
    let mixed = text.replace("\n\"", "\r\n\"").replace("Mailbox\n", "Mailbox\r\n");
    assert!(with_export(mixed.as_bytes()).inspect("mailboxes.csv").contains("line 9"));
}

#[test]
fn h19d_padded_differently_cased_and_localised_headers_are_known() {
    for header in [
        " displayname , PRIMARYSMTPADDRESS ,emailaddresses , recipienttypedetails",
        "Display name,Primary SMTP address,Email addresses,Recipient type details",
        "Display_Name,Primary_Smtp_Address,Email_Addresses,Recipient_Type_Details",
        "Anzeigename,PrimarySmtpAddress,EmailAddresses,RecipientTypeDetails",
    ] {
        assert_eq!(sources(&with_export(three().replace(HEADER, header).as_bytes())), THREE, "{header}");
    }
}

#[test]
fn h19d_a_header_that_stands_twice_is_told() {
    let mut text = format!("{HEADER},PrimarySmtpAddress\n");
    for name in ["ann", "bea"] {
        let _ = writeln!(text, "{},other-{name}@contoso.com", mailbox(name, "contoso.com"));
    }
    let project = with_export(text.as_bytes());
    let said = project.inspect("mailboxes.csv");
    assert!(
        said.contains("`PrimarySmtpAddress` stands twice in the header: column 2 is read, column 5 is not"),
        "{said}"
    );
    assert_eq!(sources(&project), ["ann@contoso.com", "bea@contoso.com"]);
}

#[test]
fn h19e_what_lost_its_data_is_named_with_what_it_is() {
    let wrong = [
        ("signin.csv", "<!DOCTYPE html>\n<html><head><title>Sign in to your account</title></head></html>", "web page"),
        (
            "table.csv",
            "DisplayName   PrimarySmtpAddress\n-----------   ------------------\nJane          jane@contoso.com\n",
            "Format-Table",
        ),
        (
            "list.csv",
            "DisplayName : Jane\nPrimarySmtpAddress : jane@contoso.com\n\nDisplayName : Kim\nPrimarySmtpAddress : kim@contoso.com\n",
            "Format-List",
        ),
        ("lengths.csv", "\"Length\"\n\"27\"\n\"31\"\n", "only the lengths of texts"),
        ("objects.csv", "[{\"mail\": \"jane@contoso.com\"}]", "JSON"),
        ("clixml.csv", "<?xml version=\"1.0\"?><Objs Version=\"1.1.0.1\"/>", "Export-Clixml"),
    ];
    for (name, text, says) in wrong {
        let project = Project::new();
        project.write(&format!("source/{name}"), text.as_bytes());
        let said = project.inspect(name);
        assert!(said.contains(says), "{name} must be said to be `{says}`: {said}");
        let found = project.findings("INP010");
        assert!(found.iter().any(|(file, ..)| file == name), "{name}: {found:?}");
    }
}

#[test]
fn h19e_type_names_and_cut_lists_are_told_with_their_column() {
    let header = format!("{HEADER},InPlaceHolds");
    let text = format!(
        "{header}\n{},System.String[]\nbea,bea@contoso.com,\"{{SMTP:bea@contoso.com, smtp:b@contoso.com...}}\",UserMailbox,\n",
        mailbox("ann", "contoso.com")
    );
    let project = with_export(text.as_bytes());
    assert_eq!(project.findings("INP001").len(), 1);
    assert_eq!(project.findings("INP002").len(), 1);
}

#[test]
fn h19f_the_same_file_for_both_tenants_is_told() {
    let project = Project::new();
    project.write("destination/copy.csv", &project.read("source/mailboxes.csv"));
    assert!(!project.findings("INP009").is_empty());
}
