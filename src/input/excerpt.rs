//! A short, visible form of a value for messages.

/// Longest excerpt, in characters.
const LONGEST: usize = 60;

/// At most 60 characters of `value`, control characters as escapes.
pub(super) fn excerpt(value: &str) -> String {
    let mut out = String::new();
    for (count, character) in value.chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        if character.is_control() {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn control_characters_are_shown_and_long_values_cut() {
        assert_eq!(excerpt("a\r\n\u{1b}é"), "a\\r\\n\\u{1b}é");
        assert_eq!(excerpt(&"x".repeat(61)).chars().count(), 61);
    }
}
