//! `Page`: a sheet with a free layout declared as data: a verdict, tiles, small tables with their
//! charts, lists. Only `xlsx` knows where the cells end up.

use std::borrow::Cow;

use super::grid::{Cell, Head, Target};
use crate::check::Severity;

/// A sheet to be read from top to bottom.
#[derive(Debug)]
pub struct Page<'a> {
    /// Name of the sheet, legal in Excel and unique in its workbook.
    pub name: &'static str,
    /// The large first line.
    pub title: Cow<'a, str>,
    /// Smaller lines below it: project, tenants, dates.
    pub subtitle: Vec<Cow<'a, str>>,
    /// What follows, from top to bottom.
    pub blocks: Vec<Block<'a>>,
}

/// A part of a page, over its full width.
#[derive(Debug)]
pub enum Block<'a> {
    /// The answer in one line, on a band in the colour of its tone.
    Verdict {
        /// How good or bad it is.
        tone: Tone,
        /// The answer; text, or a formula that gives it.
        text: Cell<'a>,
    },
    /// The title of what follows.
    Heading(Cow<'a, str>),
    /// Large numbers side by side, six in a row.
    Tiles(Vec<Tile<'a>>),
    /// A small table over the full width.
    Table(Table<'a>),
    /// A small table at the left and a chart of it at the right.
    Figure {
        /// The numbers; its first column holds the categories.
        table: Table<'a>,
        /// How they are drawn.
        chart: Chart<'a>,
    },
    /// A list of sentences.
    Bullets(Vec<Bullet<'a>>),
    /// A paragraph.
    Text(Cow<'a, str>),
}

/// How good or bad a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in the way.
    Good,
    /// No judgement.
    Neutral,
    /// As bad as a finding of this severity.
    Severity(Severity),
}

/// A large number with its label.
#[derive(Debug)]
pub struct Tile<'a> {
    /// What is counted.
    pub label: Cow<'a, str>,
    /// The number, with its format in `value`.
    pub value: Cell<'a>,
    /// A few words below it, such as `of 1,200 paired`; may be empty.
    pub remark: Cow<'a, str>,
    /// Where the rows are.
    pub to: Option<Target>,
    /// Colour of the number.
    pub tone: Tone,
}

/// A small table; the weight of a column is its share of the width.
#[derive(Debug)]
pub struct Table<'a> {
    /// Columns with their weight in twelfths of the page (in sixths of the half page of a figure).
    pub columns: Vec<(Head, u16)>,
    /// Rows, each with as many cells as columns.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// A chart of the table beside it.
#[derive(Debug)]
pub struct Chart<'a> {
    /// How it is drawn.
    pub shape: Shape,
    /// Its title.
    pub title: Cow<'a, str>,
    /// What the categories are.
    pub categories: &'static str,
    /// What the numbers are, with their unit.
    pub values: &'static str,
    /// Columns of the table that are drawn, each with its colour.
    pub series: Vec<(usize, Ink)>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Lying bars, the series end to end.
    StackedBar,
    /// Lying bars of one length, the series as shares of it end to end; labels are the numbers.
    ShareBar,
    /// Standing columns.
    Column,
}

impl Shape {
    /// Whether its bars lie.
    pub const fn lies(self) -> bool {
        matches!(self, Self::StackedBar | Self::ShareBar)
    }
}

/// Colour of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The colour of a severity.
    Severity(Severity),
    /// What is well.
    Good,
    /// The main colour.
    Main,
    /// What is left over.
    Rest,
}

/// A sentence of a list.
#[derive(Debug)]
pub struct Bullet<'a> {
    /// Severity shown before it, where it has one.
    pub severity: Option<Severity>,
    /// The sentence.
    pub text: Cow<'a, str>,
    /// Where the rows are.
    pub to: Option<Target>,
}
