//! Whole files in, rows and notes out: every trouble that real exports bring.

use std::sync::Mutex;

use proptest::prelude::*;

use super::*;
use crate::note::{Matter, Note};

fn open_as(name: &str, bytes: &[u8], options: &Options, chunk: usize) -> Opened {
    let mut opened = Opened {
        path: name.into(),
        shown: name.to_owned(),
        bytes: 0,
        sha256: String::new(),
        sheets: Vec::new(),
        notes: Vec::new(),
    };
    open::fill(&mut opened, bytes.to_vec(), options, chunk);
    opened
}

fn open_text(text: impl AsRef<[u8]>) -> Opened {
    open_as("x.csv", text.as_ref(), &Options::default(), scan::CHUNK_BYTES)
}

fn table(opened: &Opened) -> &Sheet {
    assert!(!opened.sheets.is_empty(), "{:?}", opened.notes);
    &opened.sheets[0]
}

/// All rows of a sheet: row, line, cells.
fn rows(sheet: &Sheet) -> (Vec<(u32, u32, Vec<String>)>, Tally) {
    let wanted: Vec<usize> = (0..sheet.header.len()).collect();
    let batches = Mutex::new(Vec::new());
    let tally = sheet.read(&wanted, &|number, batch| {
        let rows: Vec<_> = (0..batch.len())
            .map(|i| (batch.row(i), batch.line(i), wanted.iter().map(|&j| batch.cell(i, j).to_owned()).collect()))
            .collect();
        batches.lock().expect("no panic in a sink").push((number, rows));
    });
    let mut batches = batches.into_inner().expect("no panic in a sink");
    batches.sort_by_key(|(number, _)| *number);
    assert!(batches.iter().enumerate().all(|(at, (number, _))| at == *number), "numbered without gaps");
    (batches.into_iter().flat_map(|(_, rows)| rows).collect(), tally)
}

fn cells(text: impl AsRef<[u8]>) -> Vec<Vec<String>> {
    rows(table(&open_text(text))).0.into_iter().map(|(_, _, cells)| cells).collect()
}

fn places(notes: &[Note]) -> Vec<(Matter, Option<u32>, Option<u32>)> {
    notes.iter().map(|note| (note.matter, note.row, note.line)).collect()
}

#[test]
fn rows_and_lines_are_right_for_every_line_end() {
    let text = "#TYPE X\nName,Notes\na,\"one\ntwo\"\n\nb\nc,d,e\nf,g,,\n";
    for line_end in ["\n", "\r\n", "\r"] {
        let opened = open_text(text.replace('\n', line_end));
        let (rows, tally) = rows(table(&opened));
        let at: Vec<_> = rows.iter().map(|(row, line, cells)| (*row, *line, cells[0].as_str())).collect();
        assert_eq!(at, [(3, 3, "a"), (5, 6, "b"), (7, 8, "f")], "{line_end:?}");
        assert_eq!((tally.read, tally.delivered, tally.blank), (5, 3, 1));
        assert_eq!(places(&tally.notes), [(Matter::Ragged, Some(5), Some(6))]);
        assert_eq!(places(&tally.rejected), [(Matter::Ragged, Some(6), Some(7))]);
        assert!(tally.rejected[0].text.contains("surplus `e`"), "{}", tally.rejected[0].text);
    }
}

#[test]
fn boms_are_taken_off_even_before_a_quoted_header() {
    for bom in ["\u{FEFF}", "\u{FEFF}\u{FEFF}", "ï»¿", "\u{FEFF}ï»¿"] {
        let opened = open_text(format!("{bom}\"Name\",\"Alias, old\"\na,b\n"));
        let sheet = table(&opened);
        assert_eq!(
            (sheet.header.as_slice(), sheet.encoding.as_str()),
            (&["Name".to_owned(), "Alias, old".to_owned()][..], "utf-8")
        );
        assert_eq!(sheet.notes.is_empty(), bom == "\u{FEFF}");
    }
    assert_eq!(table(&open_text("\"\u{FEFF}Name\",Alias\n")).header[0], "\u{FEFF}Name");
}

#[test]
fn an_unterminated_quote_rejects_what_it_swallows_line_by_line() {
    let opened = open_text("Name,Alias\na,b\nc,\"d\ne,f\n\ng,h\n");
    let (rows, tally) = rows(table(&opened));
    assert_eq!(rows.len(), 1);
    assert_eq!((tally.read, tally.delivered, tally.blank), (5, 1, 1));
    assert_eq!(places(&tally.rejected), [3, 4, 6].map(|at| (Matter::Ragged, Some(at), Some(at))));
    assert!(tally.rejected[0].text.contains("opens in line 3"));
}

#[test]
fn a_stray_quote_that_swallows_rows_is_rejected_with_its_lines() {
    let opened = open_text("Name,Alias\n\"a,b\nc,d\n\"e\",f\ng,\"h\" \n");
    let (rows, tally) = rows(table(&opened));
    assert_eq!(places(&tally.rejected), [(Matter::Ragged, Some(2), Some(2))]);
    assert!(tally.rejected[0].text.contains("in line 4"), "{}", tally.rejected[0].text);
    assert_eq!(rows, [(3, 5, vec!["g".to_owned(), "h ".to_owned()])]);
}

#[test]
fn an_append_that_repeats_header_and_type_is_skipped_by_name() {
    let opened = open_text("Name,Alias\na,b\n#TYPE X\nName,Alias\nc,d\n");
    let (rows, tally) = rows(table(&opened));
    assert_eq!((rows.len(), tally.rejected.len()), (2, 2));
    assert!(tally.rejected.iter().all(|note| note.matter == Matter::Skipped));
}

#[test]
fn trailing_nameless_columns_may_be_short_or_filled() {
    let opened = open_text("Name,Alias,,\na,b\nc,d,e,\n");
    let (rows, tally) = rows(table(&opened));
    assert_eq!(rows[1].2, ["c", "d", "e", ""]);
    assert!(tally.notes.is_empty() && tally.rejected.is_empty());
}

#[test]
fn ends_of_files_hold_no_rows() {
    for end in ["", "\n", "\r\n\x1A", "\x1A\x1A"] {
        assert_eq!(cells(format!("Name,Alias\na,b{end}")), [["a", "b"]]);
    }
    let cut = open_text("Name,Alias\na,b\nc");
    assert!(rows(table(&cut)).1.notes[0].text.contains("may be cut off"));
}

#[test]
fn nul_bytes_are_kept_visible() {
    let opened = open_text("Name,Alias\na\0,b\n");
    assert_eq!(rows(table(&opened)).0[0].2[0], "a\\0");
    assert_eq!(places(&table(&opened).notes), [(Matter::Understood, None, Some(2))]);
}

#[test]
fn huge_values_and_stray_quotes_are_noted() {
    let opened = open_text(format!("Name,Alias\na,{}\n\"b\"c,d\n", "x".repeat((1 << 20) + 1)));
    let (rows, tally) = rows(table(&opened));
    assert_eq!(rows[1].2, ["bc", "d"]);
    assert_eq!(places(&tally.notes), [2, 3].map(|at| (Matter::Understood, Some(at), Some(at))));
}

#[test]
fn empty_files_and_files_without_rows_say_so() {
    assert_eq!(places(&open_text("").notes), [(Matter::Empty, None, None)]);
    let opened = open_text("\"Name\",\"Alias\"\r\n");
    assert!(rows(table(&opened)).0.is_empty());
    assert!(table(&opened).notes[0].text.contains("no rows"));
}

#[test]
fn options_win_over_what_is_found_out() {
    let options = Options { delimiter: Some(b';'), encoding: Some(encoding_rs::WINDOWS_1251), ..Options::default() };
    let opened = open_as("x.csv", b"Name,Alias;Notes\n\xC8\xE2\xE0\xED,b;c\n", &options, 100);
    let sheet = table(&opened);
    assert_eq!((sheet.delimiter, sheet.encoding.as_str()), (Some(';'), "windows-1251"));
    assert_eq!(rows(sheet).0[0].2, ["Иван,b", "c"]);
}

#[test]
fn samples_and_projections_are_parts_of_the_whole() {
    let opened = open_as("x.csv", b"Name,Alias,Notes\na,b,c\nd,e,f\ng,h,i\n", &Options::default(), 1);
    let sample = table(&opened).sample(2);
    assert_eq!((sample.len(), sample.cell(1, 2)), (2, "f"));
    let seen = Mutex::new(Vec::new());
    table(&opened).read(&[2, 0, 2], &|number, batch| {
        let cells = [0, 1, 2].map(|j| batch.cell(0, j).to_owned()).concat();
        seen.lock().expect("no panic in a sink").push((number, cells));
    });
    let mut seen = seen.into_inner().expect("no panic in a sink");
    seen.sort();
    assert_eq!(seen, [(0, "cac".to_owned()), (1, "fdf".to_owned()), (2, "igi".to_owned())]);
}

#[test]
fn one_thread_and_eight_read_the_same() {
    let mut text = String::from("Name;Notes\n");
    for i in 0..5000 {
        let trouble = if i % 7 == 0 { "\n;x;y\n" } else { "" };
        text.extend([&format!("n{i};\"line\r\n{i}\"\n"), trouble]);
    }
    let opened = open_as("x.csv", text.as_bytes(), &Options::default(), 256);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
        let (rows, tally) = pool.install(|| rows(table(&opened)));
        (rows, places(&tally.rejected), tally.read)
    };
    assert_eq!(with(1), with(8));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_accounted_for(
        head in prop::sample::select(vec![&b""[..], b"Name,Alias\n", b"\xFF\xFEN\0a\0m\0e\0\n\0", b"\xEF\xBB\xBFName;Alias\r"]),
        body in prop::collection::vec(prop_oneof![
            any::<u8>(),
            prop::sample::select(b"\",;\t\r\n\0ab".to_vec()),
        ], 0..200),
        chunk in 1..40_usize,
    ) {
        let bytes = [head, &body].concat();
        let small = open_as("x.csv", &bytes, &Options::default(), chunk);
        let large = open_text(&bytes);
        prop_assert_eq!(small.sheets.len(), large.sheets.len());
        prop_assert!(!small.sheets.is_empty() || small.notes.iter().any(|note| matches!(note.matter, Matter::Refused | Matter::Empty)));
        for (small, large) in small.sheets.iter().zip(&large.sheets) {
            let (small_rows, tally) = rows(small);
            let (large_rows, large_tally) = rows(large);
            prop_assert_eq!(&small_rows, &large_rows);
            prop_assert_eq!(places(&tally.rejected), places(&large_tally.rejected));
            prop_assert_eq!(tally.delivered, small_rows.len() as u64);
            prop_assert_eq!(tally.read, tally.delivered + tally.blank + tally.rejected.len() as u64);
        }
    }
}

#[test]
fn content_wins_over_the_name() {
    let opened = open_as("x.xlsx", b"Name,Alias\na,b\n", &Options::default(), 100);
    assert_eq!((opened.sheets.len(), opened.notes[0].matter), (1, Matter::Understood));
    let page: Vec<u8> = "<html><body>Sign in".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let opened = open_as("x.csv", &page, &Options::default(), 100);
    assert_eq!((opened.sheets.len(), opened.notes[0].matter), (0, Matter::Refused));
    assert!(opened.notes[0].text.contains("web page"));
    assert_eq!(opened.sha256.len(), 64);
}
