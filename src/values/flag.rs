//! Yes or no, in the spellings of cmdlets, portals, spreadsheets and people.

use super::text::trim;

/// What a flag cell says. `None` for blank and anything else.
///
/// `Active` and `None` are read too: archive columns say so where others say `True` and `False`.
pub fn flag(cell: &str) -> Option<bool> {
    match cell {
        "True" | "TRUE" | "true" | "Yes" | "Enabled" => return Some(true),
        "False" | "FALSE" | "false" | "No" | "Disabled" => return Some(false),
        _ => {}
    }
    let cell = trim(cell);
    // The longest word below has 17 bytes in upper case.
    if cell.is_empty() || cell.len() > 24 {
        return None;
    }
    let lower = cell.to_lowercase();
    if YES.contains(&lower.as_str()) {
        Some(true)
    } else if NO.contains(&lower.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// In lower case; `İ` and `I` of Turkish lose their difference there, hence two spellings.
const YES: [&str; 53] = [
    "true",
    "$true",
    "yes",
    "y",
    "1",
    "x",
    "on",
    "enabled",
    "active",
    "✓",
    "✔",
    "☑",
    "wahr",
    "ja",
    "j",
    "aktiviert",
    "aktiv",
    "vrai",
    "oui",
    "o",
    "activé",
    "verdadero",
    "sí",
    "si",
    "s",
    "habilitado",
    "vero",
    "sì",
    "verdadeiro",
    "sim",
    "waar",
    "ingeschakeld",
    "sant",
    "sand",
    "sann",
    "tosi",
    "kyllä",
    "prawda",
    "tak",
    "pravda",
    "ano",
    "áno",
    "doğru",
    "evet",
    "истина",
    "да",
    "igaz",
    "igen",
    "αληθες",
    "adevărat",
    "はい",
    "是",
    "예",
];

const NO: [&str; 53] = [
    "false",
    "$false",
    "no",
    "n",
    "0",
    "off",
    "disabled",
    "inactive",
    "none",
    "falsch",
    "nein",
    "deaktiviert",
    "inaktiv",
    "faux",
    "non",
    "désactivé",
    "falso",
    "deshabilitado",
    "não",
    "nao",
    "desabilitado",
    "onwaar",
    "nee",
    "uitgeschakeld",
    "falskt",
    "falsk",
    "usann",
    "nej",
    "nei",
    "epätosi",
    "ei",
    "fałsz",
    "falsz",
    "nie",
    "nepravda",
    "ne",
    "yanlış",
    "yanliş",
    "hayır",
    "hayir",
    "ложь",
    "нет",
    "hamis",
    "nem",
    "ψευδες",
    "fals",
    "nu",
    "いいえ",
    "否",
    "아니요",
    "✗",
    "✘",
    "☐",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_true_and_false() {
        for cell in [
            "True",
            " true ",
            "TRUE",
            "Yes",
            "Enabled",
            "WAHR",
            "VRAI",
            "VERO",
            "DOĞRU",
            "ИСТИНА",
            "X",
            "1",
            "Y",
            "Ja",
            "Sí",
        ] {
            assert_eq!(flag(cell), Some(true), "{cell}");
        }
        for cell in [
            "False", "no", "Disabled", "FALSCH", "EPÄTOSI", "FAŁSZ", "NEPRAVDA", "YANLIŞ", "ЛОЖЬ", "USANN", "0", "n",
            "Nein", "Non",
        ] {
            assert_eq!(flag(cell), Some(false), "{cell}");
        }
        for cell in ["", " ", "maybe", "2", "System.Object[]", "-"] {
            assert_eq!(flag(cell), None, "{cell}");
        }
    }

    #[test]
    fn no_word_means_both() {
        assert!(YES.iter().all(|word| !NO.contains(word) && flag(word) == Some(true)));
        assert!(NO.iter().all(|word| flag(word) == Some(false)));
    }

    proptest! {
        #[test]
        fn case_does_not_matter(text in "[A-Za-z0-9$]{1,10}") {
            prop_assert_eq!(flag(&text), flag(&text.to_ascii_uppercase()));
        }
    }
}
