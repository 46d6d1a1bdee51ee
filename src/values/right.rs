//! Kinds of rights and their levels, in every spelling that cmdlets, portals and reports use.

use super::text::{is_blank, trim};

/// A kind of right that one person can have on what belongs to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RightKind {
    /// Opens the whole mailbox.
    FullAccess,
    /// Sends under the other's name.
    SendAs,
    /// Sends under both names.
    SendOnBehalf,
    /// Opens one folder.
    Folder,
}

impl RightKind {
    /// The word used in findings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullAccess => "full-access",
            Self::SendAs => "send-as",
            Self::SendOnBehalf => "send-on-behalf",
            Self::Folder => "folder",
        }
    }
}

/// What one word in a column of rights says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// A right on a mailbox, group or contact.
    Kind(RightKind),
    /// Some right on the calendar, as combined reports name it without its level.
    Calendar,
    /// A right of a mailbox's access list that opens nothing: `ReadPermission`, `DeleteItem`, ...
    Other,
    /// No right at all.
    None,
    /// A level of a folder, lower case: `editor`, `availabilityonly`, ...
    Level(String),
}

/// Levels whose name in the admin centre differs from the one of the cmdlets.
const SYNONYMS: [(&str, &str); 5] = [
    ("freebusytimeonly", "availabilityonly"),
    ("freebusyonly", "availabilityonly"),
    ("freebusytimeandsubjectandlocation", "limiteddetails"),
    ("freebusytimesubjectandlocation", "limiteddetails"),
    ("nonauthoringauthor", "noneditingauthor"),
];

/// Rights of a mailbox's access list that do not open the mailbox.
const OTHERS: [&str; 8] = [
    "externalaccount",
    "deleteitem",
    "readpermission",
    "changepermission",
    "changeowner",
    "genericall",
    "readproperty",
    "writeproperty",
];

/// Levels of folders: roles, and the single rights that roles are made of.
const LEVELS: [&str; 22] = [
    "owner",
    "publishingeditor",
    "editor",
    "publishingauthor",
    "author",
    "noneditingauthor",
    "reviewer",
    "contributor",
    "availabilityonly",
    "limiteddetails",
    "custom",
    "createitems",
    "readitems",
    "createsubfolders",
    "folderowner",
    "foldercontact",
    "foldervisible",
    "editowneditems",
    "editallitems",
    "deleteowneditems",
    "deleteallitems",
    "fulldetails",
];

/// Whether a level, as [`word`] gives it, is one that cmdlets know.
pub fn is_level(level: &str) -> bool {
    LEVELS.contains(&level)
}

/// What a word says, whatever its case, blanks and hyphens.
pub fn word(text: &str) -> Word {
    let key: String = trim(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match key.as_str() {
        "" | "none" => Word::None,
        "fullaccess" | "fullmailboxaccess" | "fullcontrol" => Word::Kind(RightKind::FullAccess),
        "sendas" | "extendedrightsendas" => Word::Kind(RightKind::SendAs),
        "sendonbehalf" | "sendonbehalfof" | "sendonbehalfto" | "grantsendonbehalf" | "grantsendonbehalfto" => {
            Word::Kind(RightKind::SendOnBehalf)
        }
        "calendarfolder" | "calendar" => Word::Calendar,
        other if OTHERS.contains(&other) => Word::Other,
        other => {
            let level = SYNONYMS.iter().find(|(synonym, _)| *synonym == other).map_or(other, |(_, level)| level);
            Word::Level(level.to_owned())
        }
    }
}

/// What a text says: one word, or several known ones with nothing but blanks between them, as the shell joins them:
/// `FullAccess ReadPermission`.
pub fn words(text: &str) -> Vec<Word> {
    let whole = word(text);
    if is_known(&whole) {
        return vec![whole];
    }
    let parts: Vec<Word> = text.split(is_blank).filter(|part| !part.is_empty()).map(word).collect();
    if parts.iter().all(is_known) { parts } else { vec![whole] }
}

fn is_known(word: &Word) -> bool {
    !matches!(word, Word::Level(level) if !is_level(level))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_spelling_of_a_kind_of_right() {
        for (spellings, kind) in [
            (&["FullAccess", "Full Access", "{FullAccess}", "full-access"][..], RightKind::FullAccess),
            (&["SendAs", "Send As", "Send-As", "{Send-As}"], RightKind::SendAs),
            (
                &[
                    "SendOnBehalf",
                    "Send on Behalf",
                    "Send on Behalf Of",
                    "SendOnBehalfTo",
                    "GrantSendOnBehalfTo",
                    "GrantSendOnBehalf",
                ],
                RightKind::SendOnBehalf,
            ),
        ] {
            for spelling in spellings {
                assert_eq!(word(spelling), Word::Kind(kind), "{spelling}");
            }
        }
    }

    #[test]
    fn levels_have_the_names_of_the_cmdlets() {
        for (text, level) in [
            ("Editor", "editor"),
            ("Publishing Editor", "publishingeditor"),
            ("FreeBusyTimeOnly", "availabilityonly"),
            ("FreeBusyTimeAndSubjectAndLocation", "limiteddetails"),
            ("CreateItems", "createitems"),
            ("Owner", "owner"),
        ] {
            assert_eq!(word(text), Word::Level(level.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_opens_nothing_is_no_level() {
        assert_eq!(word("ReadPermission"), Word::Other);
        assert_eq!(word("ChangeOwner"), Word::Other);
        assert_eq!(word("{None}"), Word::None);
        assert_eq!(word("Calendar Folder"), Word::Calendar);
    }

    #[test]
    fn blanks_separate_words_that_are_all_known() {
        let level = |level: &str| Word::Level(level.to_owned());
        assert_eq!(words("FullAccess ReadPermission"), [Word::Kind(RightKind::FullAccess), Word::Other]);
        assert_eq!(words("Full Access"), [Word::Kind(RightKind::FullAccess)]);
        assert_eq!(words("CreateItems  ReadItems"), [level("createitems"), level("readitems")]);
        assert_eq!(words("Beheerder Editor"), [level("beheerdereditor")]);
    }

    proptest! {
        #[test]
        fn a_level_names_itself(text in any::<String>()) {
            if let Word::Level(level) = word(&text) {
                prop_assert_eq!(word(&level), Word::Level(level));
            }
        }
    }
}
