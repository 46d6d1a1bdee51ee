//! Cuts a zone file into entries (RFC 1035, section 5.1) with their lines, so that a fault costs one entry and not
//! the rest of the file. What an entry says is not known here.

/// Lines after which a parenthesis that is still open is taken for a slip.
const MOST_LINES: usize = 1000;

/// A word of an entry as it is written, quotes and escapes included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The text.
    pub text: &'a str,
    /// It stands in quotes.
    pub is_quoted: bool,
}

/// One entry: a record, a directive, or nothing but blanks and comments.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// Its words.
    pub tokens: Vec<Token<'a>>,
    /// It begins with a blank: the name is that of the entry before.
    pub is_indented: bool,
    /// How many lines it takes.
    pub lines: usize,
    /// Why it cannot be read.
    pub fault: Option<&'static str>,
}

/// The lines of a text, for every line end in use.
pub(super) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        lines.push(&rest[..end]);
        rest = &rest[end..];
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    }
    lines
}

/// The entry that begins with the first of these lines, of which there must be one.
pub(super) fn entry<'a>(lines: &[&'a str]) -> Entry<'a> {
    let mut scan = Scan { tokens: Vec::new(), depth: 0 };
    let is_indented = lines[0].starts_with([' ', '\t']);
    let mut fault = None;
    let mut taken = 0;
    for line in lines.iter().take(MOST_LINES) {
        taken += 1;
        fault = scan.line(line).err();
        if fault.is_some() || scan.depth == 0 {
            break;
        }
    }
    if fault.is_none() && scan.depth > 0 {
        fault = Some("a parenthesis is never closed");
    }
    if fault.is_some() {
        // Whatever is wrong, only the first line is given up: those below are entries of their own.
        taken = 1;
    }
    Entry { tokens: scan.tokens, is_indented, lines: taken, fault }
}

/// Whether a line within parentheses looks like a record of its own: a parenthesis before it may be open by a slip.
pub(super) fn begins_entry(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '@' | '$' | '*' | '_'))
}

/// The words of an entry so far, and how many parentheses are open.
struct Scan<'a> {
    tokens: Vec<Token<'a>>,
    depth: usize,
}

impl<'a> Scan<'a> {
    fn line(&mut self, line: &'a str) -> Result<(), &'static str> {
        let mut at = 0;
        while let Some(character) = line[at..].chars().next() {
            match character {
                ';' => return Ok(()),
                '(' => (self.depth, at) = (self.depth + 1, at + 1),
                ')' if self.depth == 0 => return Err("a parenthesis is closed that was never opened"),
                ')' => (self.depth, at) = (self.depth - 1, at + 1),
                '"' => {
                    let end = quoted(&line[at + 1..]).ok_or("a quote is never closed")?;
                    self.tokens.push(Token { text: &line[at..at + end + 2], is_quoted: true });
                    at += end + 2;
                }
                _ if character.is_whitespace() => at += character.len_utf8(),
                _ => {
                    let end = bare(&line[at..]);
                    self.tokens.push(Token { text: &line[at..at + end], is_quoted: false });
                    at += end;
                }
            }
        }
        Ok(())
    }
}

/// Where the quote closes that opens before `text`.
fn quoted(text: &str) -> Option<usize> {
    ends(text, |c| c == '"')
}

/// Length of a word without quotes.
fn bare(text: &str) -> usize {
    ends(text, |c| c.is_whitespace() || matches!(c, ';' | '(' | ')' | '"')).unwrap_or(text.len())
}

/// Where the first character stands that ends something and is not escaped.
fn ends(text: &str, is_end: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if is_end(character) {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> (Vec<&str>, usize, Option<&'static str>) {
        let entry = entry(&lines(text));
        (entry.tokens.iter().map(|token| token.text).collect(), entry.lines, entry.fault)
    }

    #[test]
    fn every_line_end_ends_a_line() {
        assert_eq!(lines("a\nb\r\nc\rd\n\ne"), ["a", "b", "c", "d", "", "e"]);
    }

    #[test]
    fn parentheses_join_lines_and_comments_end_them() {
        let text = "@ IN SOA ns host ( ; serial )\n 1 2 ; (\n 3 4 5 )\nnext A 1.2.3.4\n";
        assert_eq!(words(text), (vec!["@", "IN", "SOA", "ns", "host", "1", "2", "3", "4", "5"], 3, None));
    }

    #[test]
    fn what_stands_in_quotes_or_is_escaped_is_data() {
        let text = r#"_dmarc TXT "v=DMARC1; p=none" "a\"(b" c\;d"#;
        let expected = vec!["_dmarc", "TXT", r#""v=DMARC1; p=none""#, r#""a\"(b""#, r"c\;d"];
        assert_eq!(words(text), (expected, 1, None));
    }

    #[test]
    fn a_slip_costs_one_line() {
        assert_eq!(
            words("@ SOA a b ( 1 2\n 3\nx MX 10 y (\n)\n"),
            (words("@ SOA a b ( 1 2\n 3\nx MX 10 y (\n)").0, 1, Some("a parenthesis is never closed"))
        );
        assert_eq!(words("x TXT \"open\ny A 1.1.1.1\n").1, 1);
        assert_eq!(words("x A 1.1.1.1 )\n").2, Some("a parenthesis is closed that was never opened"));
    }
}
