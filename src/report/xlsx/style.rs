//! The fixed palette and the cell formats. Severities differ in lightness as well as in hue, so that
//! they stay apart in grey and on a weak projector.

use rust_xlsxwriter::{Color, Format as Style, FormatAlign, FormatBorder};

use crate::check::Severity;
use crate::report::grid::{Cell, Format, Head};
use crate::report::page::{Ink, Tone};

/// Titles, headers, links.
pub const MAIN: Color = Color::RGB(0x001F_3F5F);
/// Second lines and labels.
pub const QUIET: Color = Color::RGB(0x005F_6B7A);
/// Thin lines.
pub const LINE: Color = Color::RGB(0x00D5_DBE3);
/// Surface of tiles.
pub const SURFACE: Color = Color::RGB(0x00F1_F4F8);
/// What is well.
const GOOD: Color = Color::RGB(0x002E_7D5B);
/// What is left over in a chart.
const REST: Color = Color::RGB(0x00BF_C8D2);
/// Header of the columns that people fill in.
const PERSON: Color = Color::RGB(0x0080_6000);
/// Cells that people fill in.
const PERSON_TINT: Color = Color::RGB(0x00FF_F8E1);
const LINK: Color = Color::RGB(0x001B_5E9E);
const INK: Color = Color::RGB(0x001F_2933);

/// Fill and text colour of a severity: dark, middle, light, lightest.
pub const fn severity(severity: Severity) -> (Color, Color) {
    match severity {
        Severity::Blocker => (Color::RGB(0x009B_1C1C), Color::White),
        Severity::Major => (Color::RGB(0x00E0_8A2E), INK),
        Severity::Minor => (Color::RGB(0x00F6_DE8D), INK),
        Severity::Info => (Color::RGB(0x00E3_E9F0), INK),
    }
}

/// Fill and text colour of a tone.
pub const fn tone(tone: Tone) -> (Color, Color) {
    match tone {
        Tone::Good => (GOOD, Color::White),
        Tone::Neutral => (MAIN, Color::White),
        Tone::Severity(of) => severity(of),
    }
}

/// Colour of a large number on the surface of a tile; the fills of the mild severities would be too
/// pale there.
pub const fn figure(tone: Tone) -> Color {
    match tone {
        Tone::Good => GOOD,
        Tone::Severity(Severity::Blocker) => severity(Severity::Blocker).0,
        Tone::Severity(Severity::Major) => Color::RGB(0x00A8_5A0A),
        _ => MAIN,
    }
}

/// Colour of a series and of the labels on it.
pub const fn ink(ink: Ink) -> (Color, Color) {
    match ink {
        // The lightest fill of a cell would vanish on the white of a chart.
        Ink::Severity(Severity::Info) => (Color::RGB(0x00AE_BBC9), INK),
        Ink::Severity(of) => severity(of),
        Ink::Good => (GOOD, Color::White),
        Ink::Main => (MAIN, Color::White),
        Ink::Rest => (REST, INK),
    }
}

/// The number format of a column; `None` is text.
pub const fn number_format(format: Format) -> Option<&'static str> {
    match format {
        Format::Integer | Format::Bytes => Some("#,##0"),
        Format::Gigabytes | Format::Decimal => Some("#,##0.00"),
        Format::Percent => Some("0%"),
        Format::Date => Some("yyyy-mm-dd"),
        Format::DateTime => Some("yyyy-mm-dd hh:mm"),
        Format::Text | Format::Prose | Format::Severity | Format::Flag => None,
    }
}

/// The formats of grids, made once per workbook: a streamed sheet numbers formats as they come, so
/// they are registered in this order before threads start.
#[derive(Debug)]
pub struct Palette {
    /// Header of a column of facts.
    header: Style,
    /// Header of a column of numbers.
    number_header: Style,
    /// Header of a column that people fill in.
    person_header: Style,
    /// The way back to the first page.
    pub back: Style,
    /// The line above a header that says what is elsewhere.
    pub remark: Style,
    /// A text that leads somewhere.
    pub link: Style,
    /// The same, with the line below a row.
    pub ruled_link: Style,
    columns: Vec<(Format, Style)>,
    ruled: Vec<(Format, Style)>,
    line: Style,
    person: Style,
    /// Days and moments that people typed.
    person_dates: [Style; 2],
    severities: [Style; 4],
    /// Words with a tone: the severities, what is well, no judgement.
    toned: [Style; 6],
}

impl Palette {
    /// The one palette.
    pub fn new() -> Self {
        let header = Style::new()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(MAIN)
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            // Indented, so that the filter button does not cover the title.
            number_header: header.clone().set_align(FormatAlign::Right).set_indent(2),
            person_header: header.clone().set_background_color(PERSON),
            header,
            back: Style::new().set_font_color(LINK).set_align(FormatAlign::VerticalCenter),
            remark: Style::new().set_italic().set_font_color(QUIET),
            link: text().set_font_color(LINK),
            ruled_link: rule(text().set_font_color(LINK)),
            columns: FORMATS.map(|format| (format, column(format))).to_vec(),
            ruled: FORMATS.map(|format| (format, rule(column(format)))).to_vec(),
            line: column(Format::Text),
            person: person(),
            person_dates: [Format::Date, Format::DateTime]
                .map(|format| person().set_num_format(number_format(format).unwrap_or_default())),
            severities: Severity::ALL.map(|of| filled(severity(of)).set_align(FormatAlign::Center)),
            toned: {
                let [blocker, major, minor, info] = Severity::ALL.map(|of| words(filled(severity(of))));
                let good = words(filled(tone(Tone::Good)));
                [blocker, major, minor, info, good, words(rule(text().set_font_color(QUIET)))]
            },
        }
    }

    /// Every format in a fixed order.
    pub fn all(&self) -> impl Iterator<Item = &Style> {
        [&self.header, &self.number_header, &self.person_header, &self.back, &self.remark, &self.link, &self.person]
            .into_iter()
            .chain(self.columns.iter().map(|(_, style)| style))
            .chain(&self.severities)
            .chain(&self.toned)
            .chain(&self.person_dates)
    }

    /// The header of a column.
    pub const fn header(&self, head: &Head) -> &Style {
        match head.choices {
            Some(_) => &self.person_header,
            None if head.format.is_number() => &self.number_header,
            None => &self.header,
        }
    }

    /// The format of the cells of a column. Streamed sheets are long: there every row takes one
    /// line, and prose is not wrapped.
    pub fn column(&self, head: &Head, streamed: bool) -> &Style {
        if streamed && head.format == Format::Prose {
            return &self.line;
        }
        if head.choices.is_some() {
            return &self.person;
        }
        of_format(&self.columns, head.format)
    }

    /// The format of a cell in a sheet that is not streamed: a thin line below it leads the eye along
    /// the row also where a viewer does not know the bands of tables.
    pub fn ruled(&self, head: &Head) -> &Style {
        if head.choices.is_some() { &self.person } else { of_format(&self.ruled, head.format) }
    }

    /// The format of words with a tone.
    pub const fn toned(&self, of: Tone) -> &Style {
        match of {
            Tone::Severity(of) => &self.toned[of as usize],
            Tone::Good => &self.toned[4],
            Tone::Neutral => &self.toned[5],
        }
    }

    /// The format of a date that a person typed; columns that people fill in hold anything.
    pub fn typed(&self, head: &Head, cell: &Cell<'_>) -> Option<&Style> {
        match cell {
            Cell::Date(_) if head.choices.is_some() => Some(&self.person_dates[0]),
            Cell::DateTime(_) if head.choices.is_some() => Some(&self.person_dates[1]),
            _ => None,
        }
    }

    /// The format of a severity.
    pub const fn severity(&self, of: Severity) -> &Style {
        &self.severities[of as usize]
    }
}

/// A few words that may take several lines.
fn words(style: Style) -> Style {
    style.set_align(FormatAlign::Left).set_indent(1).set_text_wrap()
}

/// A cell with a fill; the thin line below it keeps it apart from the next one.
fn filled((fill, text): (Color, Color)) -> Style {
    Style::new()
        .set_bold()
        .set_background_color(fill)
        .set_font_color(text)
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::White)
}

const FORMATS: [Format; 11] = [
    Format::Text,
    Format::Prose,
    Format::Integer,
    Format::Bytes,
    Format::Gigabytes,
    Format::Decimal,
    Format::Percent,
    Format::Date,
    Format::DateTime,
    Format::Severity,
    Format::Flag,
];

fn column(format: Format) -> Style {
    let style = Style::new().set_align(FormatAlign::Top);
    match (format, number_format(format)) {
        // Beside text, a date at the right of its cell would touch it.
        (Format::Date | Format::DateTime, Some(numbers)) => text().set_num_format(numbers),
        (_, Some(numbers)) => style.set_num_format(numbers).set_align(FormatAlign::Right).set_indent(1),
        (Format::Prose, _) => text().set_text_wrap(),
        (Format::Flag | Format::Severity, _) => style.set_align(FormatAlign::Center),
        _ => text(),
    }
}

fn of_format(styles: &[(Format, Style)], format: Format) -> &Style {
    let known = styles.iter().find(|(of, _)| *of == format);
    &known.expect("every format is in `FORMATS`").1
}

/// Cells that people fill in.
fn person() -> Style {
    text().set_background_color(PERSON_TINT).set_border(FormatBorder::Thin).set_border_color(LINE).set_text_wrap()
}

/// The style with a thin line below.
fn rule(style: Style) -> Style {
    style.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE)
}

/// Text at the top left, away from the edge, so that it touches neither a number nor a fill beside it.
fn text() -> Style {
    Style::new().set_align(FormatAlign::Top).set_align(FormatAlign::Left).set_indent(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as in WCAG 2.
    fn luminance(color: Color) -> f64 {
        let rgb = match color {
            Color::RGB(rgb) => rgb,
            Color::White => 0x00FF_FFFF,
            other => panic!("{other:?} is not in the palette"),
        };
        let part = |shift: u32| {
            let c = f64::from((rgb >> shift) & 0xFF) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn severities_stay_apart_in_grey() {
        for pair in Severity::ALL.windows(2) {
            let (worse, milder) = (severity(pair[0]).0, severity(pair[1]).0);
            assert!(luminance(worse) < luminance(milder), "{pair:?}");
        }
    }

    #[test]
    fn text_is_legible_on_its_fill() {
        for of in Severity::ALL {
            let (fill, text) = severity(of);
            assert!(contrast(fill, text) >= 4.5, "{of}");
            assert!(contrast(figure(Tone::Severity(of)), SURFACE) >= 4.5, "{of} on a tile");
        }
        for (fill, text) in [(GOOD, Color::White), (PERSON, Color::White), (SURFACE, QUIET)] {
            assert!(contrast(fill, text) >= 4.5, "{fill:?}");
        }
    }
}
