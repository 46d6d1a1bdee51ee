//! Where the encoding of a file changes because something was appended in another one.

use encoding_rs::{Encoding, UTF_16LE};
use memchr::memmem;

/// Where UTF-16LE text starts in 8-bit text: three zeros in a row at every second byte give it away,
/// and its line may have begun before them, with letters whose second byte is not zero.
pub(super) fn wide_tail(bytes: &[u8]) -> Option<usize> {
    let start = memchr::memchr_iter(0, bytes).find_map(|zero| {
        let letter = |at: usize| bytes.get(at).is_some_and(|&byte| byte != 0);
        let pair = |at: usize| letter(at) && bytes.get(at + 1) == Some(&0);
        let start = zero.checked_sub(1)?;
        (pair(start) && pair(start + 2) && pair(start + 4)).then_some(start)
    })?;
    let line = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |at| at + 1);
    let before = &bytes[line..start];
    if let Some(bom) = memmem::rfind(before, b"\xFF\xFE") {
        return Some(line + bom);
    }
    let narrow = std::str::from_utf8(before).is_ok() && !before.iter().any(|&byte| byte < b'\t');
    Some(if narrow || before.len() % 2 == 1 { start } else { line })
}

/// Where 8-bit text starts in UTF-16 text: after a line end, a line without any zero, nearly all of
/// it ASCII. (Chinese text has no zeros either, but commas, quotes and line ends have.)
pub(super) fn narrow_tail(bytes: &[u8], encoding: &'static Encoding) -> Option<usize> {
    let line_feed: &[u8] = if encoding == UTF_16LE { b"\n\0" } else { b"\0\n" };
    let mut from = 0;
    while let Some(found) = memmem::find(&bytes[from..], line_feed) {
        let after = from + found + 2;
        let next = &bytes[after..bytes.len().min(after + 64)];
        // CR LF in two bytes is U+0A0D in UTF-16, which no script uses.
        let next = memmem::find(next, b"\r\n").map_or(next, |end| &next[..end + 2]);
        let ascii = next.iter().filter(|&&b| b.is_ascii_graphic() || b.is_ascii_whitespace()).count();
        if after % 2 == 0 && next.len() >= 2 && !next.contains(&0) && ascii * 10 >= next.len() * 9 {
            return Some(after);
        }
        from = after;
    }
    None
}
