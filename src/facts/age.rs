//! How old the exports of a tenant are, by the dates inside them. Times of files are never looked at:
//! copying changes them.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, date};

use super::Tenant;
use crate::kinds::{
    archive_statistics, contacts, groups, mailbox_statistics, mailbox_usage, mailboxes, organization_config,
    recipients, users,
};
use crate::normalize::Table;
use crate::schema::Column;

/// Columns whose latest value lies shortly before the export; days on which objects were created need not.
static TELLING: [&Column; 10] = [
    &mailbox_usage::REPORT_REFRESH_DATE,
    &mailbox_usage::LAST_ACTIVITY_DATE,
    &mailbox_statistics::LAST_LOGON_TIME,
    &archive_statistics::LAST_LOGON_TIME,
    &mailboxes::WHEN_CHANGED,
    &groups::WHEN_CHANGED,
    &contacts::WHEN_CHANGED,
    &recipients::WHEN_CHANGED,
    &organization_config::WHEN_CHANGED,
    &users::LAST_SIGN_IN,
];

/// The latest point in time that a table knows of, in seconds since 1970, and the column that says it.
pub fn latest_of(table: &Table) -> Option<(i64, &'static Column)> {
    let own = TELLING.iter().filter(|column| table.kind.owns(column));
    own.filter_map(|column| Some((table.dates(column).latest()?, *column))).max_by_key(|(seconds, _)| *seconds)
}

/// The latest day that an export of a tenant knows of; `None` where none holds a date.
pub fn latest(tenant: &Tenant) -> Option<Date> {
    tenant.tables.iter().filter_map(latest_of).map(|(seconds, _)| seconds).max().and_then(day)
}

/// The day of a number of seconds since 1970.
pub fn day(seconds: i64) -> Option<Date> {
    let epoch = date(1970, 1, 1).at(0, 0, 0, 0);
    epoch.checked_add(SignedDuration::from_secs(seconds)).ok().map(DateTime::date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;

    #[test]
    fn the_latest_date_of_all_exports_counts() {
        let facts = Tenants::new()
            .source(
                "mailboxes.csv",
                "PrimarySmtpAddress,RecipientTypeDetails,WhenChanged,EmailAddresses\n\
                 a@contoso.com,UserMailbox,2026-11-19T08:00:00Z,SMTP:a@contoso.com\n\
                 b@contoso.com,UserMailbox,2026-11-02T08:00:00Z,SMTP:b@contoso.com\n",
            )
            .destination("mailboxes.csv", "PrimarySmtpAddress,RecipientTypeDetails\nx@fabrikam.com,UserMailbox\n")
            .facts();
        assert_eq!(latest(&facts.source), Some(date(2026, 11, 19)));
        assert_eq!(latest(&facts.destination), None);
    }
}
