//! Which column of a file is which column of a kind: by header first, by the shape of the values
//! where a header has several meanings.

use super::shape::{Fit, fit};
use super::table::Table;
use crate::kinds::folded;
use crate::schema::{Column, Kind};

/// A kind that a file serves, with the place of each of its columns.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The kind.
    pub kind: &'static Kind,
    /// The columns found and their places in the header row, each column and each place at most
    /// once, in the order of the kind.
    pub columns: Vec<(&'static Column, usize)>,
    /// Further places of coalesced columns, the best of each column first: they are read where the better ones are
    /// blank. A place is in one of the two lists at most once.
    pub stand_ins: Vec<(&'static Column, usize)>,
}

impl Mapping {
    /// Where the column is in the header row.
    pub fn place(&self, column: &Column) -> Option<usize> {
        self.columns.iter().find(|(own, _)| own.name == column.name).map(|(_, place)| *place)
    }

    /// All places that are read: the best of every column, and behind them the stand-ins.
    pub fn places(&self) -> impl Iterator<Item = (&'static Column, usize)> {
        self.columns.iter().chain(&self.stand_ins).copied()
    }

    /// Whether all columns of some signature of the kind are there.
    pub(super) fn is_complete(&self) -> bool {
        let has = |column: &&Column| self.place(column).is_some();
        self.kind.signatures.iter().any(|signature| signature.iter().all(has))
    }
}

/// One way to read a column of the file; the smallest are taken first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    class: u8,
    rank: usize,
    column: usize,
    place: usize,
}

/// Finds the columns of a kind in a file.
///
/// An own header goes before a shared one, unless its values have another shape and a shared one
/// fits; a filled column goes before a blank one; then the order of the spellings decides.
pub(super) fn map(kind: &'static Kind, table: &Table) -> Mapping {
    let mut readings: Vec<Reading> = Vec::new();
    for (column, declared) in kind.columns.iter().enumerate() {
        for (place, header) in table.header.iter().enumerate() {
            if let Some((own, rank)) = rank(declared, header)
                && let Some(class) = class(own, fit(declared.ty, table.values(place)))
            {
                readings.push(Reading { class, rank, column, place });
            }
        }
    }
    readings.sort_unstable();

    let mut taken = vec![false; table.header.len()];
    let mut places: Vec<Option<usize>> = vec![None; kind.columns.len()];
    for reading in &readings {
        if !taken[reading.place] && places[reading.column].is_none() {
            taken[reading.place] = true;
            places[reading.column] = Some(reading.place);
        }
    }
    let mut stand_ins = Vec::new();
    for reading in readings.iter().filter(|reading| kind.columns[reading.column].is_coalesced) {
        if !taken[reading.place] {
            taken[reading.place] = true;
            stand_ins.push((kind.columns[reading.column], reading.place));
        }
    }
    let columns = kind.columns.iter().zip(places);
    let columns = columns.filter_map(|(column, place)| Some((*column, place?))).collect();
    Mapping { kind, columns, stand_ins }
}

/// Whether the header is an own one of the column, and its place among the spellings.
fn rank(column: &Column, header: &str) -> Option<(bool, usize)> {
    let place = |spellings: &'static [&str]| spellings.iter().position(|spelling| folded(spelling) == header);
    let own = place(column.headers).map(|rank| (true, rank));
    own.or_else(|| place(column.shared).map(|rank| (false, rank)))
}

/// The order in which readings are taken; none for a shared header whose values do not fit.
fn class(own: bool, fit: Fit) -> Option<u8> {
    match (own, fit) {
        (true, Fit::Good) => Some(0),
        (true, Fit::Blank) => Some(1),
        (false, Fit::Good) => Some(2),
        (true, Fit::Odd) => Some(3),
        (false, Fit::Odd) => Some(4),
        (false, Fit::Blank) => Some(5),
        (true, Fit::Bad) => Some(6),
        (false, Fit::Bad) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{licence_reference, mailbox_permissions, mailboxes, users};

    fn mapped(kind: &'static Kind, header: &[&str], values: &[&str]) -> Vec<(&'static str, usize)> {
        let header: Vec<String> = header.iter().map(|header| (*header).to_owned()).collect();
        let sample: Vec<Vec<&str>> = values.iter().map(|value| vec![*value]).collect();
        let mapping = map(kind, &Table::new(&header, &sample));
        mapping.columns.iter().map(|(column, place)| (column.name, *place)).collect()
    }

    #[test]
    fn an_alias_column_with_addresses_holds_addresses() {
        let header = ["Display Name", "Primary SMTP Address", "Alias"];
        let list = ["Kim", "kim@contoso.com", "kim.a@contoso.com,k@contoso.com"];
        let alias = ["Kim", "kim@contoso.com", "kima"];
        assert!(mapped(&mailboxes::KIND, &header, &list).contains(&("email_addresses", 2)));
        assert!(mapped(&mailboxes::KIND, &header, &alias).contains(&("alias", 2)));
    }

    #[test]
    fn swapped_part_number_and_guid_are_told_by_their_values() {
        let values = ["05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3"];
        let columns = mapped(&licence_reference::KIND, &["SkuPartNumber", "SkuId"], &values);
        assert_eq!(columns, [("sku_part_number", 1), ("sku_id", 0)]);
    }

    #[test]
    fn a_filled_second_spelling_goes_before_a_blank_first_one() {
        let header = ["UserPrincipalName", "UPN"];
        let header = header.map(str::to_owned);
        let sample = [vec![], vec!["kim@contoso.com"]];
        let mapping = map(&users::KIND, &Table::new(&header, &sample));
        assert_eq!(mapping.place(&users::USER_PRINCIPAL_NAME), Some(1));
    }

    #[test]
    fn an_own_header_keeps_its_meaning_when_its_values_are_damaged() {
        let columns = mapped(&mailboxes::KIND, &["ExchangeGuid"], &["1.23E+10"]);
        assert_eq!(columns, [("exchange_guid", 0)]);
    }

    #[test]
    fn further_headers_of_a_coalesced_column_stand_in_best_first_and_take_no_place_of_another() {
        let header = ["Object", "UserPrincipalName", "PrimarySmtpAddress", "Granted", "GrantedSMTP", "AccessRights"];
        let header = header.map(str::to_owned);
        let sample = ["Box", "box@x", "box@x", "Kim", "kim@x", "FullAccess"].map(|value| vec![value]);
        let mapping = map(&mailbox_permissions::KIND, &Table::new(&header, &sample));
        let named = |places: &[(&'static Column, usize)]| -> Vec<(&str, usize)> {
            places.iter().map(|(column, place)| (column.name, *place)).collect()
        };
        assert_eq!(named(&mapping.columns), [("mailbox", 2), ("trustee", 4), ("access_rights", 5)]);
        assert_eq!(named(&mapping.stand_ins), [("trustee", 3), ("mailbox", 1), ("mailbox", 0)]);
    }
}
