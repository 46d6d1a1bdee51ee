//! `tenantcheck inspect --rows FILE`: one table as it was read, whatever its kind.

use std::io;
use std::path::Path;

use tenantcheck::error::Error;
use tenantcheck::input::{self, Opened, Sheet};
use tenantcheck::note::{Matter, Note};

use super::inspect;
use crate::cli::{InspectOptions, Volume};
use crate::terminal;

pub fn run(file: &Path, options: &InspectOptions, volume: Volume) -> Result<(), Error> {
    if file.is_dir() {
        return Err(Error::Unreadable { path: file.to_owned(), reason: "is a folder; name one file".to_owned() });
    }
    let found = input::find(&[file.to_owned()])?;
    for found in found {
        let opened = input::open(&found, &options.reading.options());
        let sheet = choose(&opened, options.sheet.as_deref())?;
        write(sheet, io::stdout().lock())?;
        if !volume.quiet {
            let tally = sheet.read(&[], &|_, _| {});
            let notes = opened.notes.iter().chain(&sheet.notes).chain(&tally.rejected).chain(&tally.notes);
            notes.for_each(|note| terminal::note(inspect::note(note)));
        }
    }
    Ok(())
}

/// The table that was asked for, or the only one.
fn choose<'a>(opened: &'a Opened, wanted: Option<&str>) -> Result<&'a Sheet, Error> {
    if opened.sheets.is_empty() {
        let is_reason = |note: &&Note| matches!(note.matter, Matter::Refused | Matter::Empty);
        let refused = opened.notes.iter().find(is_reason);
        let reason = refused.map_or_else(|| "holds no table".to_owned(), |note| note.text.clone());
        return Err(Error::Unreadable { path: opened.path.clone(), reason });
    }
    let chosen = match (wanted, opened.sheets.as_slice()) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(wanted), sheets) => {
            let named =
                |sheet: &&Sheet| sheet.name.as_ref().is_some_and(|name| name.to_lowercase() == wanted.to_lowercase());
            sheets.iter().find(named)
        }
    };
    chosen.ok_or_else(|| Error::WhichSheet {
        path: opened.path.clone(),
        wanted: wanted.map(str::to_owned),
        sheets: opened.sheets.iter().filter_map(|sheet| sheet.name.clone()).collect(),
    })
}

/// Writes the table as CSV; rows keep their number of fields.
fn write(sheet: &Sheet, out: impl io::Write) -> Result<(), Error> {
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(out);
    let header = sheet.header.iter().map(|name| name.trim_start_matches('\u{feff}'));
    out.write_record(header).map_err(io::Error::from)?;
    sheet.rows(|cells| out.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(io::Error::from))?;
    Ok(out.flush()?)
}
