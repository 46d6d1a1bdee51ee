//! What is left to read of a cell.

/// What is left to read of a cell.
pub(super) struct Rest<'a>(pub(super) &'a str);

impl<'a> Rest<'a> {
    /// A number of one to `most` digits, with the count of its digits.
    pub(super) fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let width = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if width == 0 || width > most {
            return None;
        }
        let (digits, rest) = self.0.split_at(width);
        self.0 = rest;
        Some((digits.parse().ok()?, width))
    }

    pub(super) fn word(&mut self) -> &'a str {
        let end = self.0.find(|c: char| !c.is_alphabetic()).unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        word
    }

    pub(super) fn take(&mut self, c: char) -> bool {
        self.0.strip_prefix(c).map(|rest| self.0 = rest).is_some()
    }

    pub(super) fn skip(&mut self, skipped: impl Fn(char) -> bool) -> &mut Self {
        self.0 = self.0.trim_start_matches(skipped);
        self
    }

    pub(super) fn begins_with_letter(&self) -> bool {
        self.0.starts_with(char::is_alphabetic)
    }
}
