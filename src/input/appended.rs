//! Where the encoding of a file changes because something was appended in another one.

use encoding_rs::{Encoding, UTF_16LE};

/// Where UTF-16LE text starts in 8-bit text: three zeros in a row at every second byte.
pub(super) fn wide_tail(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(0, bytes).find_map(|zero| {
        let follows = |n: usize| {
            bytes.get(zero + n).is_some_and(|&b| b != 0) && bytes.get(zero + n + 1) == Some(&0)
        };
        let start = zero.checked_sub(1).filter(|&start| bytes[start] != 0)?;
        let found = follows(1) && follows(3) && bytes.get(start.wrapping_sub(1)) != Some(&0);
        let bom = start >= 2 && bytes[start - 2..start] == *b"\xFF\xFE";
        found.then_some(if bom { start - 2 } else { start })
    })
}

/// Where 8-bit text starts in UTF-16 text: after a line end, a line without any zero, nearly all of
/// it ASCII. (Chinese text has no zeros either, but commas, quotes and line ends have.)
pub(super) fn narrow_tail(bytes: &[u8], encoding: &'static Encoding) -> Option<usize> {
    let line_feed: &[u8] = if encoding == UTF_16LE {
        b"\n\0"
    } else {
        b"\0\n"
    };
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(&bytes[from..], line_feed) {
        let after = from + found + 2;
        let next = &bytes[after..bytes.len().min(after + 64)];
        // CR LF in two bytes is U+0A0D in UTF-16, which no script uses.
        let next = memchr::memmem::find(next, b"\r\n").map_or(next, |end| &next[..end + 2]);
        let ascii = next
            .iter()
            .filter(|&&b| b.is_ascii_graphic() || b.is_ascii_whitespace())
            .count();
        if after % 2 == 0 && next.len() >= 2 && !next.contains(&0) && ascii * 10 >= next.len() * 9 {
            return Some(after);
        }
        from = after;
    }
    None
}
