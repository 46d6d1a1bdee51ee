//! The known word that is most like a misspelt one.

/// The candidate most like `word`, without regard to case; the first one where several are.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut best = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&word, &candidate.to_lowercase());
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_a_letter_finds_its_word() {
        let keys = ["map", "mover", "pair_by"];
        assert_eq!(nearest("moover", keys), Some("mover"));
        assert_eq!(nearest("Pair-By", keys), Some("pair_by"));
        assert_eq!(nearest("x", []), None);
    }
}
