//! The values of options: words, encodings, delimiters, renamed domains.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use tenantcheck::check::Severity;
use tenantcheck::project::domain;
use tenantcheck::schema::Side;

use super::FailOn;

/// The words for `--side`.
pub const SIDES: [(&str, Side); 2] = [("source", Side::Source), ("destination", Side::Destination)];

/// An encoding by the name that people and browsers use.
pub type Encoding = &'static encoding_rs::Encoding;

/// The words for `--fail-on`.
pub const FAIL_ON: [(&str, FailOn); 5] = [
    ("blocker", FailOn(Some(Severity::Blocker))),
    ("major", FailOn(Some(Severity::Major))),
    ("minor", FailOn(Some(Severity::Minor))),
    ("info", FailOn(Some(Severity::Info))),
    ("never", FailOn(None)),
];

/// One of a few words, each with its value.
pub fn words<T>(table: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(table.iter().map(|(word, _)| *word)).try_map(|given| {
        let found = table.iter().find(|(word, _)| word.eq_ignore_ascii_case(&given));
        found.map(|(_, value)| *value).ok_or("not one of the words")
    })
}

/// `windows-1252`, `latin1`, `shift_jis`, ... as browsers define them.
pub fn encoding(name: &str) -> Result<Encoding, String> {
    encoding_rs::Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| {
        "no such encoding; try `windows-1252`, `utf-16le`, `iso-8859-2`, `shift_jis`, `gb18030`".to_owned()
    })
}

/// A single ASCII character, or its name.
pub fn delimiter(text: &str) -> Result<u8, String> {
    match text.to_ascii_lowercase().as_str() {
        "tab" | "\\t" => return Ok(b'\t'),
        "comma" => return Ok(b','),
        "semicolon" => return Ok(b';'),
        "pipe" => return Ok(b'|'),
        _ => {}
    }
    match text.as_bytes() {
        [one] if !matches!(one, b'"' | b'\r' | b'\n') => Ok(*one),
        _ => Err("must be one ASCII character other than a quote, or `tab`".to_owned()),
    }
}

/// A domain, with or without `@` before it.
pub fn domain_name(text: &str) -> Result<String, String> {
    let name = domain(text.trim().trim_start_matches('@'));
    if is_domain(&name) { Ok(name) } else { Err("must be a domain, as `contoso.com`".to_owned()) }
}

fn is_domain(name: &str) -> bool {
    name.contains('.') && !name.contains([' ', '@', '='])
}

/// `OLD=NEW`.
pub fn rename(text: &str) -> Result<(String, String), String> {
    let (old, new) = text.split_once('=').ok_or("must be OLD=NEW, as `contoso.net=fabrikam.com`")?;
    let (old, new) = (domain(old), domain(new));
    if ![&old, &new].iter().all(|name| is_domain(name)) {
        return Err("both must be domains, as `contoso.net=fabrikam.com`".to_owned());
    }
    Ok((old, new))
}

/// A number of GB as bytes.
#[expect(clippy::cast_sign_loss, reason = "the number is above zero")]
pub fn gigabytes(text: &str) -> Result<u64, String> {
    const GB: f64 = (1_u64 << 30) as f64;
    // A wave of a million TB is a mistake.
    let is_sensible = |number: &f64| *number > 0.0 && *number < 1e9;
    match text.trim().parse::<f64>().ok().filter(is_sensible) {
        Some(number) => Ok(((number * GB) as u64).max(1)),
        None => Err("must be a number of GB above 0, such as `500` or `0.5`".to_owned()),
    }
}

/// A share in percent, with or without its sign.
pub fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim_end();
    // A mailbox that grows a thousandfold is a mistake.
    let is_sensible = |number: &f64| *number >= 0.0 && *number <= 100_000.0;
    let number = number.parse::<f64>().ok().filter(is_sensible);
    number.ok_or_else(|| "must be a number of percent, 0 or more, such as `10` or `12.5`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delimiter_is_a_character_or_its_name() {
        assert_eq!(delimiter("tab"), Ok(b'\t'));
        assert_eq!(delimiter(";"), Ok(b';'));
        assert!(delimiter(",,").is_err());
        assert!(delimiter("\"").is_err());
        assert!(delimiter("").is_err());
    }

    #[test]
    fn gigabytes_are_binary() {
        assert_eq!(gigabytes("50"), Ok(50 << 30));
        assert_eq!(gigabytes("0.5"), Ok(1 << 29));
        for wrong in ["0", "-1", "NaN", "inf", "50 GB", ""] {
            assert!(gigabytes(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn percent_is_not_negative() {
        assert_eq!(percent("12.5"), Ok(12.5));
        assert_eq!(percent("10 %"), Ok(10.0));
        for wrong in ["-1", "NaN", "inf", "ten", ""] {
            assert!(percent(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_renamed_domain_is_two_domains() {
        let pair = ("contoso.net".to_owned(), "fabrikam.com".to_owned());
        assert_eq!(rename("Contoso.net=@fabrikam.com"), Ok(pair));
        assert!(rename("contoso.net").is_err());
        assert!(rename("contoso.net=").is_err());
        assert!(rename("a@contoso.net=fabrikam.com").is_err());
    }
}
