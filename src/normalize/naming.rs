//! How the texts of a batch get symbols: numbers within the batch first, so that the tables of all texts are asked
//! once for each text and not once for each cell; in columns that nothing reads, fingerprints instead.

use crate::intern::{LocalTexts, Symbol, fingerprint};

/// Gives texts their symbols.
pub(super) trait Naming {
    /// The symbol of a text. Equal texts have equal symbols.
    fn name(&mut self, text: &str) -> Symbol;
}

impl Naming for LocalTexts {
    fn name(&mut self, text: &str) -> Symbol {
        self.intern(text)
    }
}

/// Fingerprints instead of symbols: enough to see whether two rows say the same, and no text is kept. They must
/// never be asked for their text.
pub(super) struct Fingerprints;

impl Naming for Fingerprints {
    fn name(&mut self, text: &str) -> Symbol {
        if text.is_empty() { Symbol::EMPTY } else { Symbol::from_index(fingerprint(text).max(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_tell_texts_apart() {
        assert_eq!(Fingerprints.name("CN=Kim"), Fingerprints.name("CN=Kim"));
        assert_ne!(Fingerprints.name("CN=Kim"), Fingerprints.name("CN=Sam"));
        assert_eq!(Fingerprints.name(""), Symbol::EMPTY);
    }
}
