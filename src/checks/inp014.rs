//! INP014 stale-export: by the dates inside, an export is older than the newest one of its side.

use std::collections::BTreeMap;

use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::{Facts, age};
use crate::normalize::{FileId, Table};
use crate::schema::Column;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// How many whole days an export may be older.
const ALLOWED: i64 = 7;

/// The check.
pub static CHECK: Check = Check {
    code: "INP014",
    name: "stale-export",
    severity: Severity::Minor,
    title: "An export is more than a week older than the newest of its side",
    why: "Objects, addresses and sizes that changed in between are seen as they were. Only dates inside the data count \
          (report refresh date, last activity, last logon, last change: the latest of each file), never those of the file; \
          exactly seven days is no trouble, and dates of creation are no sign of age",
    fix: "Make all exports of a side on one day, shortly before the assessment",
    message: "The latest date in `{subject}` is {date}, {value} days before {newest} in `{newest_file}`",
    needs: &[],
    wants: &[],
    select,
};

/// The latest date of a file.
#[derive(Clone, Copy)]
struct Latest {
    seconds: i64,
    file: FileId,
    column: &'static Column,
}

fn select(facts: &Facts, selection: &mut Selection) {
    for (facts, side) in facts.states() {
        let mut files: BTreeMap<String, Option<Latest>> = BTreeMap::new();
        for table in &facts.tenant(side).tables {
            let known = files.entry(facts.file(table.file).subject()).or_default();
            let found = latest(table).filter(|found| known.is_none_or(|known| found.seconds > known.seconds));
            *known = found.or(*known);
        }
        selection.examined += files.len() as u64;
        selection.undecidable += files.values().filter(|latest| latest.is_none()).count() as u64;
        let Some((newest_file, newest)) =
            files.iter().filter_map(|(file, latest)| Some((file, (*latest)?))).max_by_key(|(_, latest)| latest.seconds)
        else {
            continue;
        };
        for (file, latest) in files.iter().filter_map(|(file, latest)| Some((file, (*latest)?))) {
            let days = (newest.seconds - latest.seconds) / DAY;
            if days > ALLOWED {
                let column = facts.tenant(side).tables.iter().find(|table| table.file == latest.file);
                let column = column.and_then(|table| table.header(latest.column)).map(str::to_owned);
                let hit = Hit::new(side, file.as_str(), days.to_string())
                    .with("date", date(latest.seconds))
                    .with("newest", date(newest.seconds))
                    .with("newest_file", newest_file.as_str());
                selection.hit(hit.seen(Some(Evidence { file: latest.file, row: None, column })));
            }
        }
    }
}

fn latest(table: &Table) -> Option<Latest> {
    age::latest_of(table).map(|(seconds, column)| Latest { seconds, file: table.file, column })
}

fn date(seconds: i64) -> String {
    age::day(seconds).map_or_else(|| "unknown".to_owned(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const USAGE: &str = "Report Refresh Date,User Principal Name,Is Deleted,Last Activity Date,Storage Used (Byte)\n";
    const STATISTICS: &str = "UserPrincipalName,ItemCount,TotalItemSize,LastLogonTime\n";

    #[test]
    fn more_than_seven_whole_days_before_the_newest() {
        let tenants = Tenants::new()
            .source("old.csv", &format!("{USAGE}2026-11-02,a@contoso.com,False,2026-11-01,1000\n"))
            .source("week.csv", &format!("{USAGE}2026-11-13,b@contoso.com,False,2026-11-01,1000\n"))
            .source("now.csv", &format!("{STATISTICS}c@contoso.com,7,1000B,2026-11-20 06:12:00\n"))
            .destination("other side.csv", &format!("{STATISTICS}c@fabrikam.com,7,1000B,2026-01-20 06:12:00\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source old.csv 18");
    }

    #[test]
    fn dates_of_creation_are_no_sign_of_age() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,WhenCreated\na@contoso.com,a@contoso.com,UserMailbox,2019-01-31\n")
            .source("now.csv", &format!("{STATISTICS}a@contoso.com,7,1000B,2026-11-20 06:12:00\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
