//! Text as a cell can hold it: Excel's limits on length and line feeds, and characters that XML
//! forbids.

use std::borrow::Cow;

/// Excel's limit for the text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Excel's limit for line feeds in a cell.
const MOST_LINE_FEEDS: usize = 253;

/// Ends a text that was cut.
const CUT: &str = "… [cut here: `--csv` writes the whole text]";

/// `text` in a form that a cell takes: visible where it was cut or changed.
pub fn fit(text: &str) -> Cow<'_, str> {
    let mut text = visible(text);
    if memchr::memchr_iter(b'\n', text.as_bytes()).count() > MOST_LINE_FEEDS {
        text = Cow::Owned(text.replace('\n', "; "));
    }
    // A UTF-16 unit is at least a byte of UTF-8, so short text needs no counting.
    if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
        text = Cow::Owned(cut(&text));
    }
    text
}

fn cut(text: &str) -> String {
    let room = LONGEST - CUT.encode_utf16().count();
    let mut units = 0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            units += c.len_utf16();
            units > room
        })
        .map_or(text.len(), |(at, _)| at);
    format!("{}{CUT}", &text[..end])
}

/// Control characters as their pictures (U+2400 on), so that they are seen and the XML stays valid;
/// line ends as line feeds.
fn visible(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c == '\n' || c == '\t' || !(c.is_ascii_control() || is_forbidden(c));
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let seen = text.chars().map(|c| match c {
        '\n' | '\t' => c,
        '\r' => '\n',
        '\u{7f}' => '\u{2421}',
        c if c.is_ascii_control() => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        c if is_forbidden(c) => '\u{fffd}',
        c => c,
    });
    Cow::Owned(seen.collect())
}

/// Not a character of XML 1.0.
const fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(fit("Zoë =1+1\n\tü"), Cow::Borrowed("Zoë =1+1\n\tü")));
    }

    #[test]
    fn length_is_counted_in_utf16_units() {
        let full = "\u{1f600}".repeat(16_383) + "a";
        assert_eq!(fit(&full), full, "32,767 units fit");
        let long = fit(&"\u{1f600}".repeat(16_384)).into_owned();
        assert!(long.ends_with(CUT));
        // An emoji has two units, so the last unit may stay free.
        assert!((LONGEST - 1..=LONGEST).contains(&long.encode_utf16().count()));
    }

    #[test]
    fn too_many_lines_become_one() {
        assert_eq!(fit(&"a\n".repeat(253)).matches('\n').count(), 253);
        assert_eq!(fit(&"a\n".repeat(254)), "a; ".repeat(254));
    }

    #[test]
    fn control_characters_are_seen() {
        assert_eq!(fit("a\u{0}b\u{1b}\r\nc\rd\u{ffff}"), "a\u{2400}b\u{241b}\nc\nd\u{fffd}");
    }
}
