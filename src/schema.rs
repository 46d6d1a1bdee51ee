//! What a table looks like: columns with all their spellings, the kinds of export, the two sides.
//! Which kinds exist is said in `kinds/`, not here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The tenant an export was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The tenant that people leave.
    Source,
    /// The tenant that they join.
    Destination,
}

impl Side {
    /// The word used in JSON, sheets and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination => "destination",
        }
    }

    /// The other tenant.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Source => Self::Destination,
            Self::Destination => Self::Source,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// When a tenant was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Moment {
    /// Before the move: the baseline.
    Before,
    /// For the question at hand.
    Now,
}

/// A set of exports: one tenant at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Snapshot {
    /// Which tenant.
    pub side: Side,
    /// When.
    pub moment: Moment,
}

impl Snapshot {
    /// The source before the move.
    pub const SOURCE_BEFORE: Self = Self { side: Side::Source, moment: Moment::Before };
    /// The source now.
    pub const SOURCE: Self = Self { side: Side::Source, moment: Moment::Now };
    /// The destination before the move.
    pub const DESTINATION_BEFORE: Self = Self { side: Side::Destination, moment: Moment::Before };
    /// The destination now.
    pub const DESTINATION: Self = Self { side: Side::Destination, moment: Moment::Now };

    /// The same tenant at the other moment.
    #[must_use]
    pub const fn opposite(self) -> Self {
        let moment = match self.moment {
            Moment::Before => Moment::Now,
            Moment::Now => Moment::Before,
        };
        Self { side: self.side, moment }
    }

    /// The option that names its exports, without dashes.
    pub const fn option(self) -> &'static str {
        match (self.side, self.moment) {
            (Side::Source, Moment::Before) => "baseline",
            (Side::Source, Moment::Now) => "source",
            (Side::Destination, Moment::Before) => "baseline-destination",
            (Side::Destination, Moment::Now) => "destination",
        }
    }

    /// What people call it.
    pub const fn as_str(self) -> &'static str {
        match (self.side, self.moment) {
            (Side::Source, Moment::Before) => "baseline of the source",
            (Side::Source, Moment::Now) => "source",
            (Side::Destination, Moment::Before) => "baseline of the destination",
            (Side::Destination, Moment::Now) => "destination",
        }
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How the text of a cell is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// Free text; never called truncated.
    Text,
    /// One identity of an object in any of the forms of Exchange (name, alias, UPN, address, DN, GUID, ...).
    Identity,
    /// A list of identities.
    Identities,
    /// One e-mail address or UPN, perhaps with a prefix; compared in lower case.
    Address,
    /// A proxy address list with prefixes.
    Addresses,
    /// An `/o=...` distinguished name of Exchange; compared without regard to case.
    LegacyDn,
    /// A GUID; the all-zero GUID is none.
    Guid,
    /// Yes or no in the spellings of cmdlets, portals and spreadsheets.
    Flag,
    /// On or off, where blank is an answer of its own: not set, so that something else decides. Read as the texts
    /// [`ON`] and [`OFF`]; a column that is blank on every row counts as exported.
    Switch,
    /// A number of bytes; the unit may be in the cell or in the header. `Unlimited` is `u64::MAX`.
    Size,
    /// A whole number.
    Count,
    /// A date or a point in time; day and month order is decided per column.
    Date,
    /// A domain name.
    Domain,
    /// A list of words (holds, capabilities, licences) without addresses.
    Words,
}

/// What a [`Type::Switch`] that is on is read as.
pub const ON: &str = "true";

/// What a [`Type::Switch`] that is off is read as.
pub const OFF: &str = "false";

/// One logical column of a kind of export, from header to cell.
#[derive(Debug)]
pub struct Column {
    /// Canonical name, unique within its kind; the value under `columns` in the JSON.
    pub name: &'static str,
    /// How its cells are read.
    pub ty: Type,
    /// The headers that mean this column and nothing else within the kind, best first.
    /// Compared after [`crate::values::text::fold_header`].
    pub headers: &'static [&'static str],
    /// Headers that may mean this column, or another one of the kind: taken when no better header is
    /// there and the values have the shape of the type.
    pub shared: &'static [&'static str],
    /// Whether some check, sheet or fact asks for its values. The cells of other columns are looked at like all
    /// cells (for what the export lost, and to compare rows), but their texts are not kept.
    pub is_read: bool,
    /// Whether further headers of the column fill it on the rows where the best one is blank: reports name somebody
    /// by address and, where there is none, by name beside it.
    pub is_coalesced: bool,
}

/// One kind of export.
#[derive(Debug)]
pub struct Kind {
    /// The program's name of the kind, as in `cli.md`; part of the contract.
    pub name: &'static str,
    /// What it holds, in a few words for people.
    pub title: &'static str,
    /// All columns that some check or sheet can use.
    pub columns: &'static [&'static Column],
    /// The columns that name the row's object, best first: the first one filled is the key (INP007).
    pub key: &'static [&'static Column],
    /// A table is of this kind when, in one of these sets, every column is present by an own or shared header.
    pub signatures: &'static [&'static [&'static Column]],
    /// A table that has one of these columns is not of this kind.
    pub unless: &'static [&'static Column],
    /// How to make the export.
    pub export: Export,
}

/// How a kind of export is made.
#[derive(Debug)]
pub struct Export {
    /// One line that a person can type, named in findings and in Coverage.
    pub command: &'static str,
    /// The part of the collection script (`tenantcheck collect`) that makes this export; empty when
    /// another kind's part makes it or a person does.
    pub script: &'static str,
    /// File name that the script writes, without folder.
    pub file: &'static str,
}

impl Kind {
    /// Whether the column is one of this kind's own; columns of other kinds may have the same name.
    pub fn owns(&self, column: &Column) -> bool {
        self.columns.iter().any(|own| std::ptr::eq(*own, column))
    }

    /// The column with this canonical name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().copied().find(|column| column.name == name)
    }
}
