//! What the checks of the exports themselves share: what is wrong with the cells of one column is one finding.

use crate::check::{Evidence, Hit, Selection};
use crate::facts::Facts;
use crate::normalize::FileId;
use crate::note::{Matter, Note};
use crate::reading::InputFile;
use crate::schema::Side;
use crate::values::text::counted;

/// The inputs with their numbers.
pub(super) fn files(facts: &Facts) -> impl Iterator<Item = (FileId, &InputFile)> {
    facts.files.iter().enumerate().map(|(number, file)| (FileId(number as u32), file))
}

/// The side of a file's findings; the identity map begins with the source.
pub(super) fn side(file: &InputFile) -> Side {
    file.side.unwrap_or(Side::Source)
}

/// Selects the columns that have notes about this matter; every data row of a recognised file counts as examined.
pub(super) fn cells(facts: &Facts, matter: Matter, selection: &mut Selection) {
    for (id, file) in files(facts).filter(|(_, file)| file.kind.is_some()) {
        selection.examined += file.data_rows();
        for note in file.notes.iter().filter(|note| note.matter == matter) {
            let column = note.column.as_deref().filter(|column| file.columns.contains_key(*column));
            selection.hits.extend(column.map(|column| {
                Hit::new(side(file), file.subject(), column)
                    .with("cells", counted(note.count.into(), "cell"))
                    .with("row", note.row.map_or_else(|| "?".to_owned(), |row| row.to_string()))
                    .with("what", note.text.as_str())
                    .seen(Some(seen(id, note)))
            }));
        }
    }
}

/// Where the file shows what a note is about.
pub(super) fn seen(id: FileId, note: &Note) -> Evidence {
    Evidence { file: id, row: note.row, column: note.column.clone() }
}
