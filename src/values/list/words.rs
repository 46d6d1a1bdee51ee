//! Lists of words: holds, capabilities, licences.

use memchr::{memchr, memchr_iter};

use super::separators::{element, pieces, push, unwrap};
use crate::values::guid::looks_like_guid;
use crate::values::text::{is_blank, is_placeholder};

/// Appends the words of a list of holds, capabilities or licences.
///
/// Separators in order of strength: line end, `|`, `;`, `+` without blanks around it, `,`. Product names
/// keep their ` + ` and `, Enterprise Edition`, part numbers their `,_` and `1,000`. Blanks separate
/// only when every piece is a code (`contoso:SPE_E3 contoso:FLOW_FREE`). `@{SkuPartNumber=SPE_E3}`
/// gives its first value.
pub fn words<'a>(cell: &'a str, out: &mut Vec<&'a str>) {
    let (list, _) = unwrap(cell);
    if is_placeholder(list) {
        return;
    }
    let strong =
        ['\n', '|', ';'].into_iter().find(|c| memchr(*c as u8, list.as_bytes()).is_some() && !list.starts_with("@{"));
    if let Some(separator) = strong {
        pieces(list, |c, _| c == separator, |piece| codes(piece, out));
        return;
    }
    let plus = joining_plus(list);
    if plus.is_empty() {
        pieces(list, |c, rest| c == ',' && is_list_comma(rest), |piece| codes(piece, out));
    } else {
        let mut start = 0;
        for at in plus {
            push(&list[start..at], out);
            start = at + 1;
        }
        push(&list[start..], out);
    }
}

/// Where `+` stands without a blank on either side.
fn joining_plus(list: &str) -> Vec<usize> {
    let bytes = list.as_bytes();
    memchr_iter(b'+', bytes)
        .filter(|at| *at > 0 && bytes[at - 1] != b' ' && bytes.get(at + 1).is_some_and(|next| *next != b' '))
        .collect()
}

/// Whether a comma separates: not in `vCPU,_64_GB`, `1,000_units` and `, Enterprise Edition`.
fn is_list_comma(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let in_name = rest.starts_with('_') || rest.trim_start().starts_with("Enterprise Edition");
    let in_number = digits == 3 && !rest[3..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    !in_name && !in_number
}

/// Appends one piece, or the codes that blanks separate in it.
fn codes<'a>(piece: &'a str, out: &mut Vec<&'a str>) {
    let piece = element(piece);
    if let Some(object) = piece.strip_prefix("@{").and_then(|rest| rest.strip_suffix('}')) {
        let value = object.split(';').next().and_then(|pair| pair.split_once('=')).map_or(object, |(_, value)| value);
        return push(value, out);
    }
    let parts = || piece.split(is_blank).filter(|part| !part.is_empty());
    if parts().nth(1).is_some() && parts().all(is_code) {
        out.extend(parts());
    } else {
        push(piece, out);
    }
}

/// Whether a word is a code and no part of a name: `contoso:SPE_E3`, `mbx9696...:1`, a GUID.
fn is_code(word: &str) -> bool {
    let is_hold = ["UniH", "mbx", "-mbx", "cld", "-cld", "skp", "grp"].iter().any(|start| word.starts_with(start));
    word.contains(['_', ':']) || looks_like_guid(word) || (is_hold && word.len() > 12)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word_list(cell: &str) -> Vec<&str> {
        let mut out = Vec::new();
        words(cell, &mut out);
        out
    }

    #[test]
    fn words_of_all_producers() {
        for (cell, expected) in [
            ("Email, OfficeCommunicationsOnline", &["Email", "OfficeCommunicationsOnline"][..]),
            (
                "Microsoft 365 E3+Enterprise Mobility + Security E3+Power BI Pro",
                &["Microsoft 365 E3", "Enterprise Mobility + Security E3", "Power BI Pro"],
            ),
            ("Enterprise Mobility + Security E3", &["Enterprise Mobility + Security E3"]),
            ("contoso:SPE_E3 contoso:FLOW_FREE", &["contoso:SPE_E3", "contoso:FLOW_FREE"]),
            ("SPE_E3; FLOW_FREE;;", &["SPE_E3", "FLOW_FREE"]),
            ("SPE_E3[All services, and more],FLOW_FREE[x]", &["SPE_E3[All services, and more]", "FLOW_FREE[x]"]),
            ("Windows_365_Business_16_vCPU,_64_GB,_1_TB", &["Windows_365_Business_16_vCPU,_64_GB,_1_TB"]),
            (
                "Dynamics 365 Field Service, Enterprise Edition - X",
                &["Dynamics 365 Field Service, Enterprise Edition - X"],
            ),
            ("UniH1f2e3d4c5b6a mbx9696aaaabbbb:1", &["UniH1f2e3d4c5b6a", "mbx9696aaaabbbb:1"]),
            ("{mbx9696aaaabbbb:1, -mbx1111aaaabbbb}", &["mbx9696aaaabbbb:1", "-mbx1111aaaabbbb"]),
            ("@{SkuPartNumber=SPE_E3}", &["SPE_E3"]),
        ] {
            assert_eq!(word_list(cell), expected, "{cell}");
        }
    }

    #[test]
    fn nothing_in_a_list() {
        for cell in ["", " ", "{}", "-", "N/A", ";;", "{ }"] {
            assert!(word_list(cell).is_empty(), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_split(cell in "[a-zA-Z@.:,;|+{}\"\\[\\]\\\\=/ \n…é-]{0,40}|.*") {
            prop_assert!(word_list(&cell).len() <= cell.len() + 1);
        }
    }
}
