//! GUIDs in one normal form: lower case with hyphens.

use std::borrow::Cow;

use super::text::trim;

/// The GUID that stands for none.
pub const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// Whether a text, blanks and brackets aside, has the shape `8-4-4-4-12` of hexadecimal digits.
pub fn looks_like_guid(text: &str) -> bool {
    bare(text).is_some()
}

/// The GUID in lower case with hyphens; braces, quotes and 32 digits without hyphens are understood.
pub fn guid(text: &str) -> Option<Cow<'_, str>> {
    if let Some(bare) = bare(text) {
        let is_normal = !bare.bytes().any(|b| b.is_ascii_uppercase());
        return Some(if is_normal { Cow::Borrowed(bare) } else { Cow::Owned(bare.to_ascii_lowercase()) });
    }
    let digits = trim(text);
    if digits.len() != 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let mut guid = String::with_capacity(36);
    for (at, digit) in digits.chars().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            guid.push('-');
        }
        guid.push(digit.to_ascii_lowercase());
    }
    Some(Cow::Owned(guid))
}

/// Whether a text is the all-zero GUID, which Exchange writes where there is none.
pub fn is_nil(text: &str) -> bool {
    bare(text) == Some(NIL) || trim(text) == "00000000000000000000000000000000"
}

/// The 36 characters of a GUID with hyphens, as they stand.
pub(super) fn bare(text: &str) -> Option<&str> {
    let text = trim(text);
    let text = match text.len() {
        36 => text,
        38 => text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
            .or_else(|| text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')))
            .or_else(|| text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')))?,
        _ => return None,
    };
    text.bytes()
        .enumerate()
        .all(|(at, b)| if matches!(at, 8 | 13 | 18 | 23) { b == b'-' } else { b.is_ascii_hexdigit() })
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_form_for_all_spellings() {
        let normal = "2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77";
        for text in [
            normal,
            " 2B7A9A5E-3C1F-4A55-9D3E-6D1F0C9E8A77 ",
            "{2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77}",
            "2b7a9a5e3c1f4a559d3e6d1f0c9e8a77",
        ] {
            assert_eq!(guid(text).as_deref(), Some(normal), "{text}");
        }
        for text in [
            "",
            "2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a7",
            "2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a7g",
            "{2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77)",
        ] {
            assert_eq!(guid(text), None, "{text}");
        }
        assert!(is_nil("{00000000-0000-0000-0000-000000000000}") && !is_nil(normal));
        assert!(!looks_like_guid("2b7a9a5e3c1f4a559d3e6d1f0c9e8a77"));
    }

    proptest! {
        #[test]
        fn idempotent(text in "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|.*") {
            if let Some(normal) = guid(&text) {
                let again = guid(&normal);
                prop_assert_eq!(again.as_deref(), Some(&*normal));
            }
        }
    }
}
