//! The price file: what a person pays for each unit, in one currency. Which units are sold is not known here.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::{BLANK_LINE, InputFile, REPEATED_HEADER, input_file};
use crate::error::Error;
use crate::input::{self, Batch, Opened, Sheet};
use crate::kinds::prices::{CURRENCY, KIND, PRICE, UNIT};
use crate::note::{Matter, Note};
use crate::schema::Column;
use crate::values::price::{Money, NoPrice, currency, price};
use crate::values::text::{fold_header, trim};

/// The prices that were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceList {
    /// The currency of all of them, where it is said: its code, else the word that stands for it.
    pub currency: Option<String>,
    /// Price by the name of the unit, as it stands in the file.
    pub of: BTreeMap<String, Money>,
}

/// One row that names a unit.
struct Offer {
    name: String,
    money: Money,
    at: (u32, u32),
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    /// The currency, and the row in which it was said; `None` is the header.
    currency: Option<(String, Option<u32>)>,
    /// By folded name, in the order of the file.
    offers: BTreeMap<String, Vec<Offer>>,
}

/// Where the columns of a sheet are.
struct Places {
    unit: usize,
    price: usize,
    currency: Option<usize>,
}

/// Reads a price file; every sheet with the columns counts.
pub(super) fn read(path: &Path, options: &input::Options) -> Result<(PriceList, Vec<InputFile>), Error> {
    let shown = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let opened = input::open(&input::Found { path: path.to_owned(), shown }, options);
    if let Some(refused) = opened.notes.iter().find(|note| note.matter == Matter::Refused) {
        return Err(Error::Unreadable { path: path.to_owned(), reason: refused.text.clone() });
    }
    let mut reader = Reader::default();
    let mut files = Vec::new();
    for sheet in &opened.sheets {
        if let Some(places) = Places::find(sheet) {
            files.push(reader.sheet(&opened, sheet, &places).map_err(|(row, message)| Error::Prices {
                path: path.to_owned(),
                row,
                message,
            })?);
        }
    }
    if files.is_empty() {
        let headers: Vec<String> =
            opened.sheets.iter().flat_map(|sheet| &sheet.header).map(|header| format!("`{}`", trim(header))).collect();
        let found = if headers.is_empty() { "nothing".to_owned() } else { headers.join(", ") };
        let message = format!("no columns for unit and price in it; its headers are {found}");
        return Err(Error::Prices { path: path.to_owned(), row: None, message });
    }
    let list = reader.finish(&mut files);
    Ok((list, files))
}

type Refusal = (Option<u32>, String);

impl Reader {
    fn sheet(&mut self, opened: &Opened, sheet: &Sheet, places: &Places) -> Result<InputFile, Refusal> {
        let mut file = input_file(None, opened, Some(sheet));
        describe(&mut file, sheet, places);
        if let Some(code) = currency_of_header(&sheet.header[places.price]) {
            self.say(code, None)?;
        }
        let wanted: Vec<usize> =
            [Some(places.unit), Some(places.price), places.currency].into_iter().flatten().collect();
        let batches = Mutex::new(BTreeMap::new());
        let tally = sheet.read(&wanted, &|number, batch| {
            batches.lock().unwrap_or_else(PoisonError::into_inner).insert(number, batch);
        });
        file.rows = tally.read;
        if tally.blank > 0 {
            file.skipped.insert(BLANK_LINE, tally.blank);
        }
        file.rejected = tally.rejected;
        file.notes.extend(tally.notes);
        for batch in batches.into_inner().unwrap_or_else(PoisonError::into_inner).values() {
            for record in 0..batch.len() {
                self.row(&mut file, batch, record, places.currency.is_some())?;
            }
        }
        Ok(file)
    }

    /// One row: an offer, or a row that is skipped or rejected with its reason.
    fn row(&mut self, file: &mut InputFile, batch: &Batch, record: usize, has_currency: bool) -> Result<(), Refusal> {
        let at = (batch.row(record), batch.line(record));
        let (unit, cell) = (trim(batch.cell(record, 0)), trim(batch.cell(record, 1)));
        let named = if has_currency { trim(batch.cell(record, 2)) } else { "" };
        let mut reject = |text: String| file.rejected.push(Note::file(Matter::Unreadable, text).at(at.0, Some(at.1)));
        let is_header =
            fold_header(unit) == fold_header(UNIT.headers[0]) && fold_header(cell) == fold_header(PRICE.headers[0]);
        if is_header {
            *file.skipped.entry(REPEATED_HEADER).or_default() += 1;
            return Ok(());
        }
        let (money, in_cell) = match price(cell) {
            Ok(read) => read,
            Err(NoPrice::Negative) => {
                return Err((Some(at.0), format!("the price of `{unit}` is `{cell}`: a price cannot be negative")));
            }
            Err(NoPrice::Blank) => {
                *file.skipped.entry("no price").or_default() += 1;
                return Ok(());
            }
            Err(NoPrice::Unreadable) => {
                reject(format!("`{cell}` is no price, so `{unit}` has none; write it as `14.00` or `1234,50`"));
                return Ok(());
            }
        };
        if unit.is_empty() {
            reject(format!("the price `{cell}` belongs to no unit"));
            return Ok(());
        }
        let in_column = match currency(named) {
            Some(code) => code,
            None => Some(named.to_uppercase()),
        };
        for code in in_cell.into_iter().chain(in_column) {
            self.say(code, Some(at.0))?;
        }
        let offer = Offer { name: unit.to_owned(), money, at };
        self.offers.entry(crate::skus::fold(unit)).or_default().push(offer);
        Ok(())
    }

    /// Takes note of a currency; a second one is refused, for sums of two make no sense.
    fn say(&mut self, code: String, row: Option<u32>) -> Result<(), Refusal> {
        match &self.currency {
            Some((known, at)) if *known != code => {
                let at = at.map_or_else(|| "in the header".to_owned(), |at| format!("in row {at}"));
                Err((row, format!("`{code}` here and `{known}` {at}: prices in two currencies cannot be added up")))
            }
            Some(_) => Ok(()),
            None => {
                self.currency = Some((code, row));
                Ok(())
            }
        }
    }

    /// The list; a unit with two prices has none, for either could be the wrong one.
    fn finish(self, files: &mut [InputFile]) -> PriceList {
        let mut of = BTreeMap::new();
        let file = &mut files[0];
        for mut offers in self.offers.into_values() {
            let first = offers.remove(0);
            if let Some(other) = offers.iter().find(|offer| offer.money != first.money) {
                let text = format!(
                    "`{}` costs {} here and {} in row {}: neither is taken",
                    first.name, first.money, other.money, other.at.0
                );
                let rejected = std::iter::once(&first).chain(&offers);
                file.rejected.extend(
                    rejected.map(|offer| Note::file(Matter::Unreadable, &text).at(offer.at.0, Some(offer.at.1))),
                );
                continue;
            }
            if !offers.is_empty() {
                *file.skipped.entry("unit repeated with the same price").or_default() += offers.len() as u64;
            }
            of.insert(first.name, first.money);
        }
        for file in files {
            let skipped: u64 = file.skipped.values().sum();
            file.used = file.rows.saturating_sub(skipped + file.rejected.len() as u64);
            file.rejected.sort();
        }
        PriceList { currency: self.currency.map(|(code, _)| code), of }
    }
}

impl Places {
    fn find(sheet: &Sheet) -> Option<Self> {
        Some(Self { unit: place(sheet, &UNIT)?, price: place(sheet, &PRICE)?, currency: place(sheet, &CURRENCY) })
    }
}

/// The first column whose header means this, in the order of the spellings.
fn place(sheet: &Sheet, column: &Column) -> Option<usize> {
    column.headers.iter().map(|header| fold_header(header)).find_map(|header| {
        sheet.header.iter().position(|shown| {
            let folded = fold_header(shown);
            folded == header
                || currency_of_header(shown).is_some_and(|code| folded == header.clone() + &code.to_lowercase())
        })
    })
}

/// The currency at the end of a header such as `Price (USD)`.
fn currency_of_header(header: &str) -> Option<String> {
    let word = header.trim_end_matches(|c: char| !c.is_alphanumeric() && !"€$£".contains(c));
    let (rest, word) = word.split_at(word.rfind([' ', '(', '[', '_', '/']).map_or(0, |at| at + 1));
    let is_code = !rest.is_empty() && word.chars().all(|c| !c.is_lowercase());
    currency(word).flatten().filter(|_| is_code)
}

fn describe(file: &mut InputFile, sheet: &Sheet, places: &Places) {
    file.kind = Some(&KIND);
    let used = [(Some(places.unit), &UNIT), (Some(places.price), &PRICE), (places.currency, &CURRENCY)];
    let shown = |at: usize| trim(&sheet.header[at]).to_owned();
    file.columns = used.iter().filter_map(|(at, column)| Some((shown((*at)?), column.name))).collect();
    let is_used = |at: usize| used.iter().any(|(used, _)| *used == Some(at));
    let others = (0..sheet.header.len()).filter(|at| !is_used(*at)).map(shown);
    file.ignored = others.filter(|header| !header.is_empty()).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("prices.csv");
        std::fs::write(&path, text).expect("a price file");
        (folder, path)
    }

    fn list(text: &str) -> (PriceList, InputFile) {
        let (_folder, path) = file(text);
        let (list, mut files) = read(&path, &input::Options::default()).expect("a price list");
        (list, files.remove(0))
    }

    fn refusal(text: &str) -> String {
        let (_folder, path) = file(text);
        let error = read(&path, &input::Options::default()).expect_err("must be refused");
        let shown = error.to_string();
        shown.split_once("prices.csv`").map_or(shown.clone(), |(_, rest)| rest.to_owned())
    }

    fn prices(list: &PriceList) -> Vec<(&str, f64)> {
        list.of.iter().map(|(name, money)| (name.as_str(), money.amount())).collect()
    }

    #[test]
    fn the_headers_may_be_called_otherwise() {
        for text in [
            "Unit,Price,Currency\nmover,14,USD\n",
            "Product;Cost;Curr\nmover;14,00;usd\n",
            "SKU\tAmount\nmover\t$14.00\n",
            "Remark,Unit price (USD),Licence\nold,14,mover\n",
        ] {
            let (list, file) = list(text);
            assert_eq!((prices(&list), list.currency.as_deref()), (vec![("mover", 14.0)], Some("USD")), "{text}");
            assert_eq!((file.rows, file.used), (1, 1), "{text}");
        }
    }

    #[test]
    fn what_is_no_price_is_said_and_counts_as_none() {
        let (list, file) = list("Unit,Price\na,on request\nb,\n,3\nc,1\nc,1.00\nd,1\nD,2\n\ne,0\n");
        assert_eq!(prices(&list), [("c", 1.0), ("e", 0.0)], "a price of nothing is one");
        let rejected: Vec<_> = file.rejected.iter().map(|note| (note.row, note.text.as_str())).collect();
        assert_eq!(
            rejected,
            [
                (Some(2), "`on request` is no price, so `a` has none; write it as `14.00` or `1234,50`"),
                (Some(4), "the price `3` belongs to no unit"),
                (Some(7), "`d` costs 1.00 here and 2.00 in row 8: neither is taken"),
                (Some(8), "`d` costs 1.00 here and 2.00 in row 8: neither is taken"),
            ]
        );
        let skipped: u64 = file.skipped.values().sum();
        assert_eq!(file.rows, file.used + skipped + 4, "every row is accounted for");
    }

    #[test]
    fn two_currencies_and_negative_prices_are_refused_with_their_row() {
        insta::assert_snapshot!(refusal("Unit,Price,Currency\na,1,USD\nb,1,EUR\n"), @", row 3: `EUR` here and `USD` in row 2: prices in two currencies cannot be added up");
        insta::assert_snapshot!(refusal("Unit,Price (USD)\na,1 €\n"), @", row 2: `EUR` here and `USD` in the header: prices in two currencies cannot be added up");
        insta::assert_snapshot!(refusal("Unit,Price\na,-1\n"), @", row 2: the price of `a` is `-1`: a price cannot be negative");
        insta::assert_snapshot!(refusal("Thing,Worth\na,1\n"), @": no columns for unit and price in it; its headers are `Thing`, `Worth`");
    }
}
