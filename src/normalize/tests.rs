//! Unknown, empty and a value stay apart; every row is accounted for.

use std::fs;
use std::path::PathBuf;

use super::{FileId, Normalised, normalise};
use crate::input;
use crate::intern::{Interner, Pool};
use crate::kinds::mailboxes;
use crate::kinds::recognise::{Recognised, recognise};
use crate::note::Matter;
use crate::values::address::Prefix;

/// A CSV export as its first kind, and the texts in it.
fn read(text: &str) -> (Normalised, Pool) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path: PathBuf = folder.path().join("mailboxes.csv");
    fs::write(&path, text).expect("an export");
    let found = input::find(&[path]).expect("the export");
    let opened = input::open(&found[0], &input::Options::default());
    let sheet = &opened.sheets[0];
    let sample = sheet.sample(100);
    let values: Vec<Vec<&str>> = (0..sheet.header.len())
        .map(|at| (0..sample.len()).map(|row| sample.cell(row, at)).filter(|cell| !cell.is_empty()).collect())
        .collect();
    let Recognised::Known(mappings) = recognise(&sheet.header, &values) else { panic!("mailboxes are a known kind") };
    let interner = Interner::default();
    let normalised = normalise(sheet, &mappings[0], FileId(7), &interner);
    (normalised, interner.freeze())
}

const HEADER: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails";

/// Three rows with one more column.
fn column(header: &str, cells: [&str; 3]) -> (Normalised, Pool) {
    let rows: String = cells
        .iter()
        .zip(["a", "b", "c"])
        .map(|(cell, who)| format!("{who}@x.com,{who}@x.com,UserMailbox,\"{cell}\"\n"))
        .collect();
    read(&format!("{HEADER},{header}\n{rows}"))
}

fn matters(normalised: &Normalised) -> Vec<(Matter, Option<u32>, Option<&str>)> {
    normalised.notes.iter().map(|note| (note.matter, note.row, note.column.as_deref())).collect()
}

#[test]
fn a_list_is_unknown_empty_or_filled() {
    let (normalised, pool) =
        column("EmailAddresses", ["System.Collections.ArrayList", "", "smtp:C2@X.com;SMTP:c@x.com"]);
    let list = normalised.table.list(&mailboxes::EMAIL_ADDRESSES).expect("the column is filled");
    assert!(list.get(0).is_none());
    assert_eq!(list.get(1).map(<[_]>::len), Some(0));
    let entries: Vec<_> =
        list.get(2).expect("a value").iter().map(|entry| (entry.prefix, pool.text(entry.key))).collect();
    assert_eq!(entries, [(Prefix::Smtp, "c2@x.com"), (Prefix::PrimarySmtp, "c@x.com")]);
    assert_eq!(matters(&normalised), [(Matter::TypeName, Some(2), Some("EmailAddresses"))]);
}

#[test]
fn a_cut_list_is_unknown_and_a_name_that_ends_so_is_not() {
    let (cut, _) = column("EmailAddresses", ["{SMTP:a@x.com, smtp:a2@x.com...}", "SMTP:b@x.com", "SMTP:c@x.com"]);
    assert!(cut.table.list(&mailboxes::EMAIL_ADDRESSES).expect("the column").get(0).is_none());
    assert_eq!(matters(&cut), [(Matter::Cut, Some(2), Some("EmailAddresses"))]);
    let (name, pool) = column("DisplayName", ["Waiting...", "B", "C"]);
    assert_eq!(pool.text(name.table.symbols(&mailboxes::DISPLAY_NAME).or_empty(0)), "Waiting...");
    assert!(name.notes.is_empty());
}

#[test]
fn a_flag_is_unknown_where_it_is_blank_or_unreadable() {
    let (normalised, _) = column("IsDirSynced", ["True", "", "maybe"]);
    let flags = normalised.table.flags(&mailboxes::IS_DIR_SYNCED);
    assert_eq!([flags.get(0), flags.get(1), flags.get(2)], [Some(true), None, None]);
    assert_eq!(matters(&normalised), [(Matter::Unreadable, Some(4), Some("IsDirSynced"))]);
}

#[test]
fn a_text_is_empty_where_it_is_blank() {
    let (normalised, pool) = column("Alias", ["Jane", "", "  Kim  "]);
    let symbols = normalised.table.symbols(&mailboxes::ALIAS);
    let texts: Vec<_> = (0..3).map(|at| symbols.get(at).map(|symbol| pool.text(symbol))).collect();
    assert_eq!(texts, [Some("Jane"), Some(""), Some("Kim")]);
}

#[test]
fn a_size_is_exact_unlimited_or_unreadable() {
    let (normalised, _) = column("MaxSendSize", ["35 MB (36,700,160 bytes)", "Unlimited", "heavy"]);
    let numbers = normalised.table.numbers(&mailboxes::MAX_SEND_SIZE);
    assert_eq!([numbers.get(0), numbers.get(1), numbers.get(2)], [Some(36_700_160), Some(u64::MAX), None]);
    assert_eq!(matters(&normalised), [(Matter::Unreadable, Some(4), Some("MaxSendSize"))]);
}

#[test]
fn the_order_of_day_and_month_is_decided_by_the_whole_column() {
    const DAY: i64 = 24 * 60 * 60;
    let column = |cells| column("WhenSoftDeleted", cells).0;
    let dates = |normalised: &Normalised| {
        let dates = normalised.table.dates(&mailboxes::WHEN_SOFT_DELETED);
        [dates.get(0), dates.get(1), dates.get(2)]
    };
    // The 13th can only be a day, so the other cell is the second of January 1970.
    assert_eq!(dates(&column(["02/01/1970", "13/01/1970", ""])), [Some(DAY), Some(12 * DAY), None]);
    assert_eq!(dates(&column(["01/02/1970", "01/13/1970", ""])), [Some(DAY), Some(12 * DAY), None]);
    // Nothing decides, or both: unknown, and no fault of the cell.
    let open = column(["02/01/1970", "03/01/1970", ""]);
    assert_eq!((dates(&open), open.notes.len()), ([None; 3], 0));
}

#[test]
fn a_column_that_is_blank_on_every_row_was_not_collected() {
    let (normalised, _) = column("EmailAddresses", ["", "  ", ""]);
    assert!(!normalised.table.has(&mailboxes::EMAIL_ADDRESSES));
    assert!(normalised.table.list(&mailboxes::EMAIL_ADDRESSES).is_none());
    let blank: Vec<&str> = normalised.blank_columns.iter().map(|column| column.name).collect();
    assert_eq!(blank, [mailboxes::EMAIL_ADDRESSES.name]);
    assert!(normalised.table.has(&mailboxes::PRIMARY_SMTP_ADDRESS));
}

#[test]
fn a_column_of_type_names_was_collected_and_is_unknown() {
    let (normalised, _) = column("EmailAddresses", ["System.String[]", "System.String[]", ""]);
    assert!(normalised.table.has(&mailboxes::EMAIL_ADDRESSES));
    assert_eq!(normalised.notes.len(), 1);
    assert_eq!(normalised.notes[0].count, 2);
}

#[test]
fn guids_are_compared_bare_and_the_nil_guid_is_none() {
    let (normalised, pool) = column(
        "ArchiveGuid",
        ["{AAAAAAAA-0000-4000-8000-000000000001}", "00000000-0000-0000-0000-000000000000", "1.23E+10"],
    );
    let guids = normalised.table.symbols(&mailboxes::ARCHIVE_GUID);
    let texts: Vec<_> = (0..3).map(|at| guids.get(at).map(|guid| pool.text(guid))).collect();
    assert_eq!(texts, [Some("aaaaaaaa-0000-4000-8000-000000000001"), Some(""), None]);
    assert_eq!(matters(&normalised), [(Matter::SpreadsheetDamage, Some(4), Some("ArchiveGuid"))]);
}

#[test]
fn lost_letters_are_noted_and_the_text_is_kept() {
    let (normalised, pool) = column("DisplayName", ["J?rgen M\u{fffd}ller", "What now?", "C"]);
    assert_eq!(pool.text(normalised.table.symbols(&mailboxes::DISPLAY_NAME).or_empty(0)), "J?rgen M\u{fffd}ller");
    assert_eq!(matters(&normalised), [(Matter::CharactersLost, Some(2), Some("DisplayName"))]);
    assert_eq!(normalised.notes[0].count, 1);
}

#[test]
fn every_row_is_used_skipped_or_rejected() {
    let (normalised, _) = read(&format!(
        "{HEADER}\na@x.com,a@x.com,UserMailbox\n{HEADER}\n\n,,\n,,UserMailbox\nb@x.com,,SharedMailbox\n"
    ));
    let reasons: Vec<(Option<u32>, &str)> =
        normalised.rejected.iter().map(|note| (note.row, note.text.as_str())).collect();
    assert_eq!(reasons, [(Some(6), "the row names no object: `UserPrincipalName`, `PrimarySmtpAddress` is blank")]);
    let rows: Vec<u32> = (0..2).map(|record| normalised.table.rows().get(record)).collect();
    assert_eq!(rows, [2, 7]);
    assert_eq!((normalised.read, normalised.blank, normalised.repeated_headers, normalised.table.len()), (6, 2, 1, 2));
    assert_eq!(normalised.table.file, FileId(7));
}
