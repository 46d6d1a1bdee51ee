//! Reads the entries of a zone file one after the other: directives change what names and times to live are
//! relative to, records go through the zone file parser.

use domain::base::Name;
use domain::base::iana::Class;
use domain::rdata::ZoneRecordData;
use domain::zonefile::inplace::{Entry as Parsed, ScannedRecord, Zonefile};

use super::entry::{Entry, Token};
use crate::values::{dns, domain as domain_name};

/// Longest piece of a TXT record, in bytes (RFC 1035, section 3.3).
const LONGEST_STRING: usize = 255;

/// What names are relative to while nothing says it; it ends no name in the world (RFC 2606).
const NOWHERE: &str = "invalid.";

/// A record as a row of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Full name with its dot.
    pub name: String,
    /// Its TTL as written there or where it is taken from; blank where nothing says it.
    pub ttl: String,
    /// Type in capitals.
    pub kind: String,
    /// Its data, names in full, strings joined.
    pub data: String,
}

/// What earlier entries say about later ones.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// Full name with its dot that relative names are relative to.
    origin: Option<String>,
    /// Name of the last record.
    owner: Option<String>,
    /// `$TTL`.
    default_ttl: Option<String>,
    /// The last TTL of a record.
    last_ttl: Option<String>,
    /// How long a missing name is remembered: the TTL of old where a record has none.
    minimum: Option<String>,
    /// The zone: the name of its SOA record, else the first origin.
    zone: Option<String>,
    /// How many names of the zone stand without the dot behind them.
    dotless: u32,
}

/// What an entry is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// A blank line, a comment or a directive that was followed.
    Nothing,
    /// A record.
    Row(Row),
    /// Something that cannot be used, with the reason.
    Fault(String),
}

impl Scanner {
    /// A scanner for a file whose names are relative to `origin` until it says otherwise.
    pub(super) fn new(origin: Option<String>) -> Self {
        Self { zone: origin.clone(), origin, ..Self::default() }
    }

    /// The zone so far, without the dot at its end.
    pub(super) fn zone(&self) -> Option<&str> {
        self.zone.as_deref().map(|zone| zone.trim_end_matches('.'))
    }

    /// How many names end with the zone and no dot, and were taken as whole.
    pub(super) const fn dotless(&self) -> u32 {
        self.dotless
    }

    /// Reads the next entry.
    pub(super) fn read(&mut self, entry: &Entry<'_>) -> Read {
        let Some(first) = entry.tokens.first() else {
            return entry.fault.map_or(Read::Nothing, |fault| Read::Fault(fault.to_owned()));
        };
        if let Some(fault) = entry.fault {
            return Read::Fault(fault.to_owned());
        }
        let result = if first.text.starts_with('$') && !entry.is_indented {
            self.directive(&entry.tokens).map(|()| Read::Nothing)
        } else {
            self.record(entry).map(Read::Row)
        };
        result.unwrap_or_else(Read::Fault)
    }

    fn directive(&mut self, tokens: &[Token<'_>]) -> Result<(), String> {
        let word = tokens[0].text.to_uppercase();
        let argument = tokens.get(1).map_or("", |token| token.text);
        match word.as_str() {
            "$ORIGIN" => {
                // The name is read as that of a record, so that it is relative, escaped and checked as others are.
                let line = format!("{} 0 IN A 192.0.2.1\n", self.name(argument));
                let record = self.parse(&line)?;
                let origin = format!("{}.", record.owner().to_string().trim_end_matches('.'));
                self.zone.get_or_insert_with(|| origin.clone());
                self.origin = Some(origin);
                Ok(())
            }
            "$TTL" if is_ttl(argument) => {
                self.default_ttl = Some(seconds(argument));
                Ok(())
            }
            "$TTL" => Err(format!("`{argument}` is no time to live")),
            "$INCLUDE" => {
                Err(format!("`$INCLUDE` is not followed: give `{argument}` itself if its records are needed"))
            }
            "$GENERATE" => Err("`$GENERATE` is not followed: give the records that it stands for".to_owned()),
            _ => Err(format!("`{}` is no directive that is known", tokens[0].text)),
        }
    }

    fn record(&mut self, entry: &Entry<'_>) -> Result<Row, String> {
        let (owner, rest) = if entry.is_indented {
            let owner = self.owner.clone().ok_or("the line names no owner, and there is none before it")?;
            (owner, &entry.tokens[..])
        } else {
            (self.name(entry.tokens[0].text), &entry.tokens[1..])
        };
        let (ttl, rest) = ttl_and_rest(rest)?;
        let Some((kind, data)) = rest.split_first() else {
            return Err("the line has no type and no data".to_owned());
        };
        let kind = kind.text.to_uppercase();
        let data = if kind == "TXT" || kind == "SPF" { strings(data) } else { self.words(data) };
        let record = self.parse(&format!("{owner} 0 IN {kind} {data}\n"))?;
        let name = format!("{}.", record.owner().to_string().trim_end_matches('.'));
        let shown = shown(record.data());
        let is_relative = name.ends_with(&format!(".{NOWHERE}")) || name == NOWHERE;
        if self.origin.is_none() && (is_relative || kind != "TXT" && shown.contains(".invalid")) {
            return Err("a name is relative, and neither `$ORIGIN` nor the name of the file says to what".to_owned());
        }
        self.owner = Some(name.clone());
        if let ZoneRecordData::Soa(soa) = record.data() {
            self.zone = Some(name.clone());
            self.minimum = Some(soa.minimum().as_secs().to_string());
        }
        if ttl.is_some() {
            self.last_ttl.clone_from(&ttl);
        }
        let said = [ttl, self.default_ttl.clone(), self.last_ttl.clone(), self.minimum.clone()];
        Ok(Row { name, ttl: said.into_iter().flatten().next().unwrap_or_default(), kind, data: shown })
    }

    /// A name as the parser takes it: international ones in ASCII, and those that end with the zone as whole, although
    /// the dot behind them was left out: nobody means `contoso.com.contoso.com`.
    fn name(&mut self, text: &str) -> String {
        let text = ascii(text);
        let origin = self.origin.as_deref().unwrap_or_default().trim_end_matches('.');
        let is_whole = !origin.is_empty()
            && text
                .len()
                .checked_sub(origin.len())
                .is_some_and(|at| text[at..].eq_ignore_ascii_case(origin) && (at == 0 || text[..at].ends_with('.')));
        if is_whole {
            self.dotless += 1;
            return format!("{text}.");
        }
        text
    }

    /// Data that holds names and numbers.
    fn words(&mut self, tokens: &[Token<'_>]) -> String {
        let words: Vec<String> = tokens
            .iter()
            .map(|token| if token.is_quoted { token.text.to_owned() } else { self.name(token.text) })
            .collect();
        words.join(" ")
    }

    /// Reads one line that is complete in itself.
    fn parse(&self, line: &str) -> Result<ScannedRecord, String> {
        let origin = self.origin.as_deref().unwrap_or(NOWHERE);
        let mut file = Zonefile::from(line);
        file.set_default_class(Class::IN);
        if let Ok(origin) = Name::bytes_from_str(origin) {
            file.set_origin(origin);
        }
        match file.next_entry() {
            Ok(Some(Parsed::Record(record))) => Ok(record),
            Ok(_) => Err("the line is no record".to_owned()),
            Err(error) => Err(reason(&error.to_string())),
        }
    }
}

/// Takes class and TTL, which stand in either order, from the front of a record.
fn ttl_and_rest<'t, 'a>(tokens: &'t [Token<'a>]) -> Result<(Option<String>, &'t [Token<'a>]), String> {
    let mut ttl = None;
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        let word = token.text.to_uppercase();
        match word.as_str() {
            "IN" => {}
            "CH" | "HS" | "CS" => return Err(format!("records of class `{word}` are not used")),
            // `dnscmd /ZonePrint` writes when a record ages.
            _ if word.starts_with("[AGING") => {}
            _ if ttl.is_none() && is_ttl(&word) => ttl = Some(seconds(&word)),
            _ => break,
        }
        rest = after;
    }
    Ok((ttl, rest))
}

/// Whether a word is a TTL: it begins with a digit and can be read as one, or is the 1 that stands for automatic.
fn is_ttl(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && (word == "1" || dns::ttl(word).is_some())
        || word.eq_ignore_ascii_case("auto")
}

/// A TTL in seconds; what is no number of seconds stays as it is.
fn seconds(word: &str) -> String {
    dns::ttl(word).map_or_else(|| word.to_owned(), |seconds| seconds.to_string())
}

/// The strings of a TXT record as the parser takes them: at most 255 bytes each, and ASCII. Without quotes the
/// blanks between the words belong to the text, as whoever leaves the quotes out means it.
fn strings(tokens: &[Token<'_>]) -> String {
    let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
    let bare = texts.join(" ");
    let texts = if tokens.iter().any(|token| token.is_quoted) { texts } else { vec![bare.as_str()] };
    let inner =
        |text: &'_ str| text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).to_owned();
    let pieces = texts.into_iter().flat_map(|text| pieces(&inner(text)));
    pieces.map(|piece| format!("\"{piece}\"")).collect::<Vec<_>>().join(" ")
}

/// A word in ASCII, international names in their ASCII form.
fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let dot = if text.ends_with('.') { "." } else { "" };
    domain_name::domain(text).map_or_else(|| text.to_owned(), |name| format!("{name}{dot}"))
}

/// A text in pieces of at most 255 bytes, none of which ends within an escape; at least one.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut length = 0;
    let mut push = |unit: String| {
        if length == LONGEST_STRING {
            pieces.push(String::new());
            length = 0;
        }
        length += 1;
        if let Some(last) = pieces.last_mut() {
            last.push_str(&unit);
        }
    };
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character == '\\' {
            let tail = rest.as_str();
            let digits =
                if tail.as_bytes().iter().take(3).filter(|byte| byte.is_ascii_digit()).count() == 3 { 3 } else { 1 };
            push(std::iter::once('\\').chain(rest.by_ref().take(digits)).collect());
        } else if character.is_ascii_graphic() || character == ' ' {
            push(character.to_string());
        } else {
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes).bytes().for_each(|byte| push(format!("\\{byte:03}")));
        }
    }
    pieces
}

/// Data as a row of a table shows it.
fn shown(data: &ZoneRecordData<impl AsRef<[u8]>, impl std::fmt::Display>) -> String {
    match data {
        ZoneRecordData::Txt(text) => {
            let bytes: Vec<u8> = text.iter_charstrs().flat_map(|string| string.iter().collect::<Vec<u8>>()).collect();
            String::from_utf8_lossy(&bytes).into_owned()
        }
        data => data.to_string(),
    }
}

/// What the parser complains of, in words.
fn reason(error: &str) -> String {
    let what = error.splitn(3, ':').nth(2).unwrap_or(error).trim();
    let words = match what {
        "expected rtype" => "no known type of record stands where it should",
        "unexpected end of entry" | "short buffer" => "something is missing at the end of the record",
        "trailing tokens" => "something stands behind the end of the record",
        "bad name" => "a name is none",
        "expected decimal number" => "something else stands where a number should",
        what => return format!("cannot be read as a record ({what})"),
    };
    words.to_owned()
}
