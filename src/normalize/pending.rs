//! Cells that are kept as text until their whole column is known.

/// The cells of a column, equal neighbours kept once.
#[derive(Debug, Default)]
pub(super) struct Pending {
    text: String,
    /// Where each cell stands in `text`; `None` is a blank or unknown cell.
    spans: Vec<Option<(u32, u32)>>,
}

impl Pending {
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn push(&mut self, cell: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(cell);
        self.spans.push(Some((start, self.text.len() as u32)));
    }

    pub(super) fn push_none(&mut self) {
        self.spans.push(None);
    }

    /// Adds the cell of another row once more.
    pub(super) fn repeat(&mut self, at: usize) {
        self.spans.push(self.spans[at]);
    }

    pub(super) fn append(&mut self, other: &Self) {
        let shift = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.spans.extend(other.spans.iter().map(|span| span.map(|(start, end)| (start + shift, end + shift))));
    }

    /// Reads every cell; one that is kept once for several rows is read once, unless it cannot be read.
    pub(super) fn read<T: Copy>(&self, mut read: impl FnMut(usize, &str) -> Option<T>) -> Vec<Option<T>> {
        let mut last = None;
        let mut one = |(at, span): (usize, &Option<(u32, u32)>)| {
            let (start, end) = (*span)?;
            if let Some((known, value)) = last
                && known == (start, end)
            {
                return Some(value);
            }
            let value = read(at, &self.text[start as usize..end as usize])?;
            last = Some(((start, end), value));
            Some(value)
        };
        self.spans.iter().enumerate().map(&mut one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_gets_its_value_and_every_bad_cell_is_seen() {
        let mut cells = Pending::default();
        cells.push("1");
        cells.repeat(0);
        cells.push_none();
        let mut later = Pending::default();
        later.push("x");
        later.repeat(0);
        later.push("23");
        cells.append(&later);
        let mut bad = Vec::new();
        let read = cells.read(|at, cell| {
            let value = cell.parse::<u32>().ok();
            if value.is_none() {
                bad.push(at);
            }
            value
        });
        assert_eq!(read, [Some(1), Some(1), None, None, None, Some(23)]);
        assert_eq!(bad, [3, 4]);
    }
}
