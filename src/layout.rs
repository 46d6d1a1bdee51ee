//! Text in columns for the terminal.

use std::io::{self, Write};

/// Writes rows with each column as wide as its widest cell; the last one is not padded.
pub fn columns<const N: usize>(out: &mut impl Write, rows: &[[String; N]]) -> io::Result<()> {
    let widths: [usize; N] = std::array::from_fn(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or_default());
    for row in rows {
        writeln!(out, "{}", line(row, &widths).trim_end())?;
    }
    Ok(())
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, &wide) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', wide - width(cell) + 2));
    }
    line
}

/// Columns of the terminal that a text takes; close enough for names of files and sheets.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// Text broken at blanks so that no line is wider than `wide`, each line indented.
pub fn paragraph(out: &mut impl Write, indent: usize, wide: usize, text: &str) -> io::Result<()> {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && indent + width(&line) + 1 + width(word) > wide {
            writeln!(out, "{:indent$}{line}", "")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{:indent$}{line}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let row = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        let mut out = Vec::new();
        columns(&mut out, &[row("file", "rows"), row("größe.csv", "3")]).expect("a vector takes all");
        assert_eq!(String::from_utf8(out).expect("text"), "file       rows\ngröße.csv  3\n");
    }

    #[test]
    fn a_paragraph_breaks_before_the_edge() {
        let mut out = Vec::new();
        paragraph(&mut out, 2, 10, "one two three four").expect("a vector takes all");
        assert_eq!(String::from_utf8(out).expect("text"), "  one two\n  three\n  four\n");
    }
}
