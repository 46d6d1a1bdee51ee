//! Keeps the former workbook where a new one takes its place and cannot hold all that people made in it.

use std::fs::File;
use std::io;
use std::path::Path;

use super::place::{Place, Placed};
use crate::error::Error;
use crate::previous::Previous;

/// How many copies are kept beside a workbook.
const MOST: u32 = 99;

/// Whether a new workbook takes the place of the previous one.
pub fn is_replaced_by(previous: &Previous, path: &Path) -> bool {
    same_file::is_same_file(&previous.path, path).unwrap_or(false)
}

/// Copies the previous workbook beside `place` if it stands there and holds what is not carried over: sheets that a
/// person added, rows above a header.
pub fn keep(previous: &Previous, place: &Place) -> Result<Option<Placed>, Error> {
    if previous.is_whole || !is_replaced_by(previous, place.path()) {
        return Ok(None);
    }
    let name = |number: u32| match number {
        1 => "before.xlsx".to_owned(),
        _ => format!("before ({number}).xlsx"),
    };
    let free = (1..=MOST).map(|number| place.beside(&name(number))).find(|place| !place.path().exists());
    let copy = free.unwrap_or_else(|| place.beside(&name(MOST)));
    let copied = copy.fill(|to| io::copy(&mut File::open(&previous.path)?, to).map(drop));
    copied.map(Some)
}
