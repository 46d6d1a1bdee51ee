//! How lists are wrapped and where their elements end: braces, quotes, brackets, escapes.

use crate::values::text::{is_blank, is_placeholder, trim};

/// The inside of a list that the shell wrote in braces, or a JSON array, and whether it was wrapped.
pub(super) fn unwrap(cell: &str) -> (&str, bool) {
    let cell = trim(cell);
    let inner = cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).or_else(|| {
        cell.strip_prefix('[').filter(|rest| rest.starts_with('"')).and_then(|rest| rest.strip_suffix(']'))
    });
    inner.map_or((cell, false), |inner| (trim(inner), true))
}

/// An element without blanks, loose separators and the quotes around all of it.
pub(super) fn element(text: &str) -> &str {
    let text = text.trim_matches(|c: char| is_blank(c) || matches!(c, ',' | ';' | '|'));
    text.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.contains('"'))
        .map_or(text, trim)
}

/// Calls `visit` with every piece between separators that stand outside quotes and square brackets and
/// behind no backslash.
pub(super) fn pieces<'a>(text: &'a str, is_separator: impl Fn(char, &str) -> bool, mut visit: impl FnMut(&'a str)) {
    let mut start = 0;
    let mut skip_to = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        match c {
            _ if escaped => escaped = false,
            // `CONTOSO\kim` has a backslash that escapes nothing.
            '\\' => escaped = rest.starts_with([',', ';', '\\', '"']),
            '"' if trim(&text[start..at]).is_empty() => {
                skip_to = closing(rest, '"').map_or(0, |end| at + 1 + end);
            }
            '[' => skip_to = closing(rest, ']').map_or(0, |end| at + 1 + end),
            c if is_separator(c, rest) => {
                visit(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    visit(&text[start..]);
}

/// Bytes up to and with the closing character on the same line.
fn closing(rest: &str, close: char) -> Option<usize> {
    let end = rest.find([close, '\n'])?;
    rest[end..].starts_with(close).then_some(end + 1)
}

/// Appends an element that says something.
pub(super) fn push<'a>(piece: &'a str, out: &mut Vec<&'a str>) {
    let piece = element(piece);
    if !piece.is_empty() && !is_placeholder(piece) {
        out.push(piece);
    }
}
