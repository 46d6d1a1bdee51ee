//! How the texts of a batch get their symbols: remembered from the same batch, from the interner, or, in columns
//! that nothing reads, not at all.

use crate::intern::{Hashed, Interner, Symbol};

/// Places of the memory of a batch; a power of two, small enough for a processor's second-level cache.
const PLACES: usize = 1 << 15;

/// Gives texts their symbols.
pub(super) trait Naming {
    /// The symbol of a text. Equal texts have equal symbols.
    fn name(&mut self, text: &str) -> Symbol;
}

/// The interner, with what it said last kept near: the columns of a row say the same names and addresses again and
/// again, and the interner's tables are too large to be looked into at little cost.
pub(super) struct Remembering<'a> {
    interner: &'a Interner,
    places: Vec<Place>,
    text: String,
}

/// A text that was named; the empty text stands for none.
#[derive(Clone, Copy, Default)]
struct Place {
    hash: u32,
    start: u32,
    length: u32,
    symbol: Symbol,
}

impl<'a> Remembering<'a> {
    pub(super) fn new(interner: &'a Interner) -> Self {
        Self { interner, places: vec![Place::default(); PLACES], text: String::new() }
    }
}

impl Naming for Remembering<'_> {
    fn name(&mut self, text: &str) -> Symbol {
        if text.is_empty() {
            return Symbol::EMPTY;
        }
        let hashed = Hashed::of(text);
        let place = &mut self.places[hashed.low() as usize & (PLACES - 1)];
        let (start, length) = (place.start as usize, place.length as usize);
        if place.hash == hashed.low() && self.text.as_bytes()[start..start + length] == *text.as_bytes() {
            return place.symbol;
        }
        let symbol = self.interner.intern_hashed(hashed);
        let start = self.text.len() as u32;
        *place = Place { hash: hashed.low(), start, length: text.len() as u32, symbol };
        self.text.push_str(text);
        symbol
    }
}

/// Fingerprints instead of symbols: enough to see whether two rows say the same, and no text is kept. They must
/// never be asked for their text.
pub(super) struct Fingerprints;

impl Naming for Fingerprints {
    fn name(&mut self, text: &str) -> Symbol {
        if text.is_empty() { Symbol::EMPTY } else { Symbol::from_index(Hashed::of(text).low().max(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_the_interner_says() {
        let interner = Interner::default();
        let mut naming = Remembering::new(&interner);
        // More texts than places, so that some lose theirs.
        let texts: Vec<String> = (0..2 * PLACES).map(|number| format!("user{number}")).collect();
        for _ in 0..2 {
            for text in &texts {
                assert_eq!(naming.name(text), interner.intern(text));
            }
        }
        assert_eq!(naming.name(""), Symbol::EMPTY);
    }

    #[test]
    fn fingerprints_tell_texts_apart() {
        assert_eq!(Fingerprints.name("CN=Kim"), Fingerprints.name("CN=Kim"));
        assert_ne!(Fingerprints.name("CN=Kim"), Fingerprints.name("CN=Sam"));
        assert_eq!(Fingerprints.name(""), Symbol::EMPTY);
    }
}
