//! How much each right weighs when mailboxes are divided into waves: what its holder cannot do while owner and
//! holder live in two tenants, and how often it is needed.

use crate::facts::RightKind;

/// Opens the whole mailbox. Nothing of it works across tenants, and whoever has it mostly works there every day.
pub const FULL_ACCESS: u64 = 100;
/// Sends under the other's name. It does not work across tenants either, but mail can be sent under one's own name.
pub const SEND_AS: u64 = 80;
/// Sends for the other, under both names: used less, and more easily done without.
pub const SEND_ON_BEHALF: u64 = 30;
/// Writes in a folder: assistants with calendars. One mailbox knows few of them.
pub const FOLDER_WRITE: u64 = 12;
/// Reads a folder other than the calendar.
pub const FOLDER_READ: u64 = 4;
/// Reads a calendar: many have it, few look daily, and a shared calendar can stand in for some days.
pub const CALENDAR_READ: u64 = 2;
/// Sees when somebody is free: an organisation relationship gives that across tenants.
pub const FREE_BUSY: u64 = 1;

/// The weight of a right for somebody who has it through a group: all of them have it, and only some need it daily.
pub const fn through_group(weight: u64) -> u64 {
    weight.div_ceil(2)
}

/// Levels that allow to read and nothing else, as Exchange names them, lower case.
const READING: [&str; 4] = ["reviewer", "readitems", "foldervisible", "foldercontact"];
/// Levels that show when somebody is free, with or without the subject.
const AVAILABILITY: [&str; 2] = ["availabilityonly", "limiteddetails"];

/// The weight of a right. `folder` is its role or path and `level` one or more levels joined by `,`, both lower case
/// and empty where the right is on the whole mailbox. An unknown level counts as one that writes.
pub fn weight(kind: RightKind, folder: &str, level: &str) -> u64 {
    match kind {
        RightKind::FullAccess => FULL_ACCESS,
        RightKind::SendAs => SEND_AS,
        RightKind::SendOnBehalf => SEND_ON_BEHALF,
        RightKind::Folder => {
            let all = |of: &[&str]| level.split(',').all(|level| of.contains(&level.trim()));
            if all(&AVAILABILITY) {
                FREE_BUSY
            } else if !all(&READING) {
                FOLDER_WRITE
            } else if folder == "calendar" {
                CALENDAR_READ
            } else {
                FOLDER_READ
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_works_in_the_mailbox_weighs_more_than_what_looks_into_it() {
        let folder = |folder, level| weight(RightKind::Folder, folder, level);
        let order = [
            weight(RightKind::FullAccess, "", ""),
            weight(RightKind::SendAs, "", ""),
            weight(RightKind::SendOnBehalf, "", ""),
            folder("calendar", "editor"),
            folder("inbox", "reviewer"),
            folder("calendar", "reviewer"),
            folder("calendar", "availabilityonly"),
        ];
        assert!(order.is_sorted_by(|a, b| a > b), "{order:?}");
    }

    #[test]
    fn single_rights_weigh_as_the_level_that_they_make() {
        let folder = |level| weight(RightKind::Folder, "calendar", level);
        assert_eq!(folder("foldervisible,readitems"), CALENDAR_READ);
        assert_eq!(folder("createitems,readitems"), FOLDER_WRITE);
        assert_eq!(folder("limiteddetails"), FREE_BUSY);
        assert_eq!(folder(""), FOLDER_WRITE, "what is not known is not taken lightly");
    }
}
