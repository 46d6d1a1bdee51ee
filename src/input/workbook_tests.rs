//! Workbooks made by hand, sound and hostile.

use std::fmt::Write as _;
use std::io::Write as _;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A workbook with these sheets (attributes of the listing, `sheetData`) and parts besides.
fn workbook(sheets: &[(&str, &str)], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut listing = String::new();
    let mut relations = String::new();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for (at, (attributes, data)) in sheets.iter().enumerate() {
        let n = at + 1;
        write!(listing, r#"<sheet {attributes} sheetId="{n}" r:id="rId{n}"/>"#).expect("writing to memory");
        write!(relations, r#"<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>"#).expect("writing to memory");
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
        );
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet.into_bytes()));
    }
    let date_style = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
    for (name, text) in [
        ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned()),
        ("_rels/.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
        ("xl/workbook.xml", format!(r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{listing}</sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels", format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#)),
        ("xl/styles.xml", date_style.to_owned()),
    ] {
        parts.push((name.to_owned(), text.into_bytes()));
    }
    parts.extend(more.iter().map(|&(name, content)| (name.to_owned(), content.to_vec())));
    archive(&parts)
}

fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a new part");
        writer.write_all(content).expect("writing to memory");
    }
    writer.finish().expect("writing to memory").into_inner()
}

fn read(bytes: &[u8]) -> (Vec<Sheet>, Vec<Note>) {
    open(bytes, &Limits::default()).expect("a sound workbook")
}

fn refusal(bytes: &[u8]) -> String {
    open(bytes, &Limits::default()).expect_err("refused").text
}

fn cells(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    let batch = sheet.sample(usize::MAX);
    (0..batch.len())
        .map(|i| (batch.row(i), (0..sheet.header.len()).map(|j| batch.cell(i, j).to_owned()).collect()))
        .collect()
}

fn text(address: &str, text: &str) -> String {
    format!(r#"<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

/// A row of text cells from column B on.
fn row(number: u32, texts: &[&str]) -> String {
    let cells: String = texts
        .iter()
        .zip('B'..)
        .filter(|(cell, _)| !cell.is_empty())
        .map(|(cell, column)| text(&format!("{column}{number}"), cell))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

#[test]
fn titles_gaps_and_hidden_sheets_are_read_through() {
    let data = [
        row(2, &["Mailboxes of Contoso"]),
        row(4, &["Name", "Alias", "Notes"]),
        row(5, &["Kim", "kim", ""]),
        row(8, &["Bo", "", "x_x000D_y", "aside"]),
    ]
    .concat();
    let (sheets, notes) = read(&workbook(&[(r#"name="One" state="veryHidden""#, &data), (r#"name="None""#, "")], &[]));
    assert_eq!((sheets[0].name.as_deref(), sheets[0].header_row), (Some("One"), 4));
    assert_eq!(sheets[0].header, ["Name", "Alias", "Notes", ""]);
    let expected = [(5, ["Kim", "kim", "", ""]), (8, ["Bo", "", "x\ry", "aside"])];
    assert_eq!(cells(&sheets[0]), expected.map(|(row, cells)| (row, cells.map(str::to_owned).to_vec())));
    let texts: Vec<_> = sheets[0].notes.iter().map(|note| note.text.as_str()).collect();
    assert!(texts[0].contains("Mailboxes of Contoso") && texts[1].contains("very hidden"), "{texts:?}");
    assert!(notes[0].text.contains("`None` is empty"));
}

#[test]
fn values_are_shown_as_excel_shows_them() {
    let data = [
        &row(1, &["Name", "Alias"]),
        r#"<row r="2"><c r="B2" s="1"><v>45943.5</v></c><c r="C2"><v>53687091200</v></c></row>"#,
        r#"<row r="3"><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c></row>"#,
        r#"<row r="4"><c r="B4"><f>A1+1</f></c><c r="C4" t="e"><v>#SPILL!</v></c></row>"#,
        r#"<row r="5"><c r="B5" t="str"><f>A1</f><v>kim</v></c><c r="C5"><v>1.5</v></c></row>"#,
    ]
    .concat();
    let (sheets, _) = read(&workbook(&[(r#"name="S""#, &data)], &[]));
    let expected = [(2, ["2025-10-13 12:00:00", "53687091200"]), (3, ["TRUE", "#N/A"]), (5, ["kim", "1.5"])];
    assert_eq!(cells(&sheets[0]), expected.map(|(row, cells)| (row, cells.map(str::to_owned).to_vec())));
    let notes: Vec<_> = sheets[0].notes.iter().map(|note| (note.matter, note.row, note.column.as_deref())).collect();
    assert_eq!(
        notes,
        [
            (Matter::Unreadable, Some(4), Some("Name")),
            (Matter::Understood, None, None),
            (Matter::Unreadable, None, None)
        ]
    );
    assert!(sheets[0].notes[0].text.contains("`B4`"));
}

#[test]
fn a_long_table_is_all_there() {
    let mut data = row(1, &["Name", "Alias"]);
    for number in 2..=20_001 {
        data += &row(number, &["kim", &number.to_string()]);
    }
    let (sheets, _) = read(&workbook(&[(r#"name="S""#, &data)], &[]));
    let last = std::sync::atomic::AtomicU32::new(0);
    let tally = sheets[0].read(&[1], &|_, batch| {
        let row = batch.row(batch.len() - 1);
        assert_eq!(batch.cell(batch.len() - 1, 0), row.to_string());
        last.fetch_max(row, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!((tally.delivered, last.into_inner()), (20_000, 20_001));
}

#[test]
fn far_apart_cells_take_no_memory() {
    let data = [
        row(1, &["Name", "Alias"]),
        row(2, &["Kim", "kim"]),
        format!(r#"<row r="1048576">{}</row>"#, text("XFD1048576", "far")),
    ]
    .concat();
    let (sheets, _) = read(&workbook(&[(r#"name="S""#, &data)], &[]));
    assert_eq!(sheets[0].header, ["Name", "Alias"]);
    assert!(sheets[0].notes.iter().any(|note| note.text.contains("column XFD")));
}

#[test]
fn an_untrue_count_of_shared_strings_is_refused() {
    let sst = br#"<sst xmlns="x" count="1" uniqueCount = "4294967290"><si><t>a</t></si></sst>"#;
    let said = refusal(&workbook(&[(r#"name="S""#, "")], &[("xl/SharedStrings.xml", sst)]));
    assert!(said.contains("claims 4294967290 texts"), "{said}");
    let honest = br#"<sst xmlns="x" count="900" uniqueCount="1"><si><t>a</t></si></sst>"#;
    read(&workbook(&[(r#"name="S""#, "")], &[("xl/sharedStrings.xml", honest)]));
}

#[test]
fn bombs_are_refused_while_they_inflate() {
    let blanks = vec![b' '; 20 << 20];
    let said = refusal(&workbook(&[(r#"name="S""#, "")], &[("xl/a.xml", &blanks)]));
    assert!(said.contains("without a cell"), "{said}");
    let limits = Limits { part: 1000, ..Limits::default() };
    let said =
        open(&workbook(&[(r#"name="S""#, "")], &[("xl/media/a.bin", &[0; 2000])]), &limits).expect_err("refused").text;
    assert!(said.contains("`xl/media/a.bin`"), "{said}");
    let zeros = vec![0; 120 << 20];
    assert!(refusal(&workbook(&[(r#"name="S""#, "")], &[("xl/media/a.bin", &zeros)])).contains("ZIP bomb"));
}

#[test]
fn parts_that_could_deceive_the_reader_are_refused() {
    let book = |name: &str, content: &str| workbook(&[(r#"name="S""#, "")], &[(name, content.as_bytes())]);
    assert!(
        refusal(&book("xl/A.xml", &format!("{}<!DOCTYPE x>", " ".repeat((1 << 17) - 4)))).contains("document type")
    );
    assert!(refusal(&book("XL/Workbook.xml", "<a/>")).contains("twice"));
    assert!(refusal(&book("xl/a.xml", "\0<\0a")).contains("other than UTF-8"));
}

#[test]
fn other_archives_are_named() {
    let of = |name: &str| refusal(&archive(&[(name.to_owned(), b"x".to_vec())]));
    assert!(of("xl/workbook.bin").contains(".xlsb"));
    assert!(of("word/document.xml").contains("Word"));
    assert!(of("export.csv").contains("unpack"));
    let whole = workbook(&[(r#"name="S""#, "")], &[]);
    assert!(refusal(&whole[..whole.len() / 2]).contains("damaged"));
}

#[test]
fn a_damaged_sheet_does_not_take_the_others_along() {
    let (sheets, notes) =
        read(&workbook(&[(r#"name="Bad""#, "<row><c></row>"), (r#"name="Good""#, &row(1, &["Name", "Alias"]))], &[]));
    assert_eq!((sheets.len(), notes[0].matter), (1, Matter::Refused));
    assert!(notes[0].text.contains("`Bad`"), "{}", notes[0].text);
}

#[test]
fn columns_are_lettered_as_in_excel() {
    assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
}

proptest! {
    #[test]
    fn damaged_parts_end_in_words_and_rows_are_accounted_for(
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0x20..0x7F_u8), 1..6),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let mut data = [
            row(1, &["Name", "Alias"]),
            r#"<row r="2"><c r="B2" s="1"><v>45943.5</v></c><c r="C2" t="s"><v>0</v></c></row>"#.to_owned(),
            row(3, &["Kim", "k"]),
        ]
        .concat()
        .into_bytes();
        for (at, byte) in damage {
            let at = at.index(data.len());
            data[at] = byte;
        }
        if !whole {
            data.truncate(cut.index(data.len()));
        }
        let data = String::from_utf8(data).expect("ASCII");
        let sst = br#"<sst count="1" uniqueCount="1"><si><t>a</t></si></sst>"#;
        let bytes = workbook(&[(r#"name="S""#, &data)], &[("xl/sharedStrings.xml", sst)]);
        if let Ok((sheets, _)) = open(&bytes, &Limits::default()) {
            for sheet in sheets {
                let tally = sheet.read(&[0], &|_, _| ());
                prop_assert_eq!(tally.read, tally.delivered + tally.blank);
            }
        }
    }
}
