//! Whether exports of now would show an object that those of before show.

use super::Moments;
use crate::facts::Object;
use crate::kinds::{contacts, dynamic_groups, groups, mailboxes, recipients, unified_groups, users};
use crate::schema::Kind;
use crate::values::recipient::Class;

impl Moments<'_> {
    /// Whether the exports of now would show an object of before: an export in which it stood was made again, another
    /// one holds objects of its class, or there is one of all recipients. Microsoft 365 groups, for one, say nothing
    /// about distribution groups.
    pub(super) fn would_show(&self, object: &Object) -> bool {
        let (before, now) = (self.before.tenant(self.side), self.now.tenant(self.side));
        let stood = before.row_refs(object).iter().map(|row| &before.tables[row.table as usize]);
        let is_again = OBJECTS.into_iter().any(|kind| stood.clone().any(|table| table.is(kind)) && now.has_rows(kind));
        let is_listed = object.class != Class::DirectoryUser && now.has_rows(&recipients::KIND);
        is_again || is_listed || now.ids().any(|(_, other)| other.class == object.class)
    }
}

/// Kinds that hold objects.
static OBJECTS: [&Kind; 7] = [
    &mailboxes::KIND,
    &groups::KIND,
    &unified_groups::KIND,
    &dynamic_groups::KIND,
    &contacts::KIND,
    &recipients::KIND,
    &users::KIND,
];
