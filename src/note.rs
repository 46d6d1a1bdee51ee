//! A note: something imperfect about an input that the reader should know. Notes never end a run;
//! the INP checks turn those that need action into findings, the Inputs sheet shows the rest.

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// A .NET type name stands where values should be (INP001).
    TypeName,
    /// A list or an identifier was cut by the shell (INP002).
    Cut,
    /// Exactly the default result size (INP003).
    DefaultSize,
    /// `?` or U+FFFD where letters were (INP004).
    CharactersLost,
    /// A cell that cannot be read as its column's type (INP006).
    Unreadable,
    /// A row with more or fewer fields than the header (INP008).
    Ragged,
    /// Usage report with concealed names (INP011).
    Concealed,
    /// An identifier that a spreadsheet turned into a number or a date (INP012).
    SpreadsheetDamage,
    /// Bytes that are invalid in the declared encoding (INP013).
    Undecodable,
    /// Read in a code page because the bytes are not UTF-8 and no BOM says otherwise.
    CodePage,
    /// How the file was understood (preamble skipped, title rows, hidden sheet, mixed encodings, ...).
    Understood,
    /// A header that is blank, doubled or not used.
    Header,
    /// The file could not be read at all; says why and what to do.
    Refused,
    /// The file holds nothing: the export found nothing, or it failed.
    Empty,
    /// Rows left out by a named rule.
    Skipped,
    /// Rows that are identical to another one and were merged.
    Merged,
}

/// A note and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// What it is about.
    pub matter: Matter,
    /// Row as a spreadsheet shows it, starting at 1.
    pub row: Option<u32>,
    /// Physical line in a text file, starting at 1.
    pub line: Option<u32>,
    /// Header of the column as it stands in the file.
    pub column: Option<String>,
    /// What was found and what the program did, in one sentence without a full stop.
    pub text: String,
    /// How many cells or rows this note stands for, at least 1.
    pub count: u32,
}

impl Note {
    /// A note about the whole file.
    pub fn file(matter: Matter, text: impl Into<String>) -> Self {
        Self { matter, row: None, line: None, column: None, text: text.into(), count: 1 }
    }

    /// The same note at a row and physical line.
    #[must_use]
    pub fn at(mut self, row: u32, line: Option<u32>) -> Self {
        self.row = Some(row);
        self.line = line;
        self
    }

    /// The same note for a column, named by its header.
    #[must_use]
    pub fn in_column(mut self, header: impl Into<String>) -> Self {
        self.column = Some(header.into());
        self
    }
}
