//! What kind of object a row is: `RecipientTypeDetails`, the coarser `RecipientType`, and portal wording.

use super::text::trim;

/// The class of an object that can be part of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The mailbox of a person.
    User,
    /// A shared mailbox.
    Shared,
    /// A room or workspace.
    Room,
    /// Equipment.
    Equipment,
    /// A scheduling mailbox (Bookings).
    Scheduling,
    /// A distribution group, room lists included.
    Distribution,
    /// A mail-enabled security group.
    Security,
    /// A dynamic distribution group.
    Dynamic,
    /// A Microsoft 365 group.
    Microsoft365,
    /// A mail contact.
    Contact,
    /// A mail user.
    MailUser,
    /// A guest.
    Guest,
    /// A directory user without mailbox or external address.
    DirectoryUser,
}

impl Class {
    /// The word used in findings and sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Shared => "shared",
            Self::Room => "room",
            Self::Equipment => "equipment",
            Self::Scheduling => "scheduling",
            Self::Distribution => "distribution",
            Self::Security => "security",
            Self::Dynamic => "dynamic",
            Self::Microsoft365 => "microsoft365",
            Self::Contact => "contact",
            Self::MailUser => "mail-user",
            Self::Guest => "guest",
            Self::DirectoryUser => "directory-user",
        }
    }

    /// Whether the object is a mailbox of its own; that of a Microsoft 365 group is part of the group.
    pub const fn is_mailbox(self) -> bool {
        matches!(self, Self::User | Self::Shared | Self::Room | Self::Equipment | Self::Scheduling)
    }

    /// Whether the object is a group.
    pub const fn is_group(self) -> bool {
        matches!(self, Self::Distribution | Self::Security | Self::Dynamic | Self::Microsoft365)
    }
}

/// Why an object is the service's own and never moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// The mailbox that discovery searches copy to.
    Discovery,
    /// Arbitration (moderation, migration) and system mailboxes.
    Arbitration,
    /// Health monitoring.
    Monitoring,
    /// Audit logs and supervision.
    Audit,
    /// A public-folder mailbox.
    PublicFolderMailbox,
    /// A mail-enabled public folder.
    PublicFolder,
    /// A site mailbox, which the service retired.
    SiteMailbox,
    /// A group without mail.
    GroupWithoutMail,
    /// Anything else that the directory keeps for itself.
    Internal,
}

impl System {
    /// Why the object is left out, for the list of what was skipped by rule.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discovery => "discovery mailbox",
            Self::Arbitration => "arbitration or system mailbox",
            Self::Monitoring => "monitoring mailbox",
            Self::Audit => "audit or supervision mailbox",
            Self::PublicFolderMailbox => "public-folder mailbox",
            Self::PublicFolder => "mail-enabled public folder",
            Self::SiteMailbox => "site mailbox",
            Self::GroupWithoutMail => "group without mail",
            Self::Internal => "object of the service",
        }
    }
}

/// What a type says about an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// An object of a tenant.
    Object(Class),
    /// Something of the service, with the reason to leave it out.
    System(System),
}

/// The meaning of a recipient type; `None` for blank and unknown words.
///
/// `User` alone is a directory user here, as in `RecipientTypeDetails`; for the type column of a mailbox
/// report ask [`mailbox`]. In a `RecipientType` column `UserMailbox` stands for every mailbox and
/// `MailUser` also for guests: prefer a `RecipientTypeDetails` column where there is one.
pub fn recipient(type_details: &str) -> Option<Recipient> {
    let mut buffer = [0; LONGEST];
    let word = fold(type_details, &mut buffer)?;
    class(word).map(Recipient::Object).or_else(|| system(word).map(Recipient::System))
}

fn class(word: &str) -> Option<Class> {
    Some(match word {
        "usermailbox" | "linkedmailbox" | "legacymailbox" | "remoteusermailbox" | "mailboxuser" | "usermailboxes"
        | "benutzerpostfach" => Class::User,
        "sharedmailbox" | "shared" | "remotesharedmailbox" | "freigegebenespostfach" | "freigegeben" => Class::Shared,
        "roommailbox" | "room" | "linkedroommailbox" | "remoteroommailbox" | "workspacemailbox" | "workspace"
        | "deskmailbox" | "desk" | "raum" | "raumpostfach" => Class::Room,
        "equipmentmailbox" | "equipment" | "remoteequipmentmailbox" => Class::Equipment,
        "schedulingmailbox" | "scheduling" => Class::Scheduling,
        "mailuniversaldistributiongroup"
        | "mailnonuniversalgroup"
        | "roomlist"
        | "distributiongroup"
        | "distributionlist"
        | "distribution"
        | "verteilerliste" => Class::Distribution,
        "mailuniversalsecuritygroup" | "mailenabledsecurity" | "mailenabledsecuritygroup" => Class::Security,
        "dynamicdistributiongroup" | "dynamicdistributionlist" | "dynamicdistribution" => Class::Dynamic,
        "groupmailbox" | "remotegroupmailbox" | "microsoft365" | "microsoft365group" | "office365"
        | "office365group" | "unified" | "unifiedgroup" => Class::Microsoft365,
        "mailcontact" | "mailforestcontact" | "contact" => Class::Contact,
        "mailuser" => Class::MailUser,
        // What sharing with an outside person leaves behind is no mail user that somebody made.
        "guestmailuser" | "sharedwithmailuser" | "guest" | "guestuser" => Class::Guest,
        "user" | "disableduser" | "linkeduser" => Class::DirectoryUser,
        _ => return None,
    })
}

fn system(word: &str) -> Option<System> {
    Some(match word {
        "discoverymailbox" => System::Discovery,
        "arbitrationmailbox" | "systemmailbox" | "systemattendantmailbox" => System::Arbitration,
        "monitoringmailbox" => System::Monitoring,
        "auditlogmailbox" | "auxauditlogmailbox" | "supervisoryreviewpolicymailbox" => System::Audit,
        "publicfoldermailbox" => System::PublicFolderMailbox,
        "publicfolder" => System::PublicFolder,
        "teammailbox" | "remoteteammailbox" => System::SiteMailbox,
        "universaldistributiongroup"
        | "universalsecuritygroup"
        | "nonuniversalgroup"
        | "rolegroup"
        | "exchangesecuritygroup" => System::GroupWithoutMail,
        "mailboxplan"
        | "microsoftexchange"
        | "computer"
        | "substrategroup"
        | "substrateadgroup"
        | "substratetenantrecipient"
        | "serviceprinciple"
        | "serviceprincipal"
        | "blobshard" => System::Internal,
        _ => return None,
    })
}

/// The meaning of the type column of a report that lists mailboxes only, where `User` is a user mailbox.
pub fn mailbox(mailbox_type: &str) -> Option<Recipient> {
    match recipient(mailbox_type) {
        Some(Recipient::Object(Class::DirectoryUser)) => Some(Recipient::Object(Class::User)),
        other => other,
    }
}

/// The class of a group by its `GroupType` (Exchange, portal or Graph `groupTypes`) and the two flags of
/// Graph. `None` for groups without mail and where nothing tells.
pub fn group_class(group_type: &str, security_enabled: Option<bool>, mail_enabled: Option<bool>) -> Option<Class> {
    let folded = fold_all(group_type);
    let says = |word: &str| folded.contains(word);
    if says("unified") || says("microsoft365") || says("office365") || says("groupmailbox") {
        return Some(Class::Microsoft365);
    }
    if mail_enabled == Some(false) {
        return None;
    }
    if says("dynamicdistribution") {
        return Some(Class::Dynamic);
    }
    if says("securityenabled") || says("mailenabledsecurity") || says("mailuniversalsecurity") {
        return Some(Class::Security);
    }
    if folded == "security" || folded == "dynamicmembership" || folded.is_empty() {
        return match (security_enabled, mail_enabled) {
            (Some(true), Some(true)) => Some(Class::Security),
            (Some(false), Some(true)) => Some(Class::Distribution),
            _ => None,
        };
    }
    let is_exchange =
        says("distribution") || says("universal") || says("global") || says("domainlocal") || says("roomlist");
    match (is_exchange, security_enabled) {
        (true, Some(true)) => Some(Class::Security),
        (true, _) => Some(Class::Distribution),
        _ => None,
    }
}

/// Longest type in letters and digits; `MailUniversalDistributionGroup` has 30.
const LONGEST: usize = 40;

/// The letters and digits of a type in lower case, without allocation; `None` where they are too many.
fn fold<'a>(text: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    let mut length = 0;
    for byte in trim(text).bytes() {
        if byte.is_ascii_alphanumeric() {
            *buffer.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        } else if !byte.is_ascii() {
            return None;
        }
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

fn fold_all(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn types_of_cmdlets_and_portals() {
        for (text, class) in [
            ("UserMailbox", Class::User),
            ("User mailbox", Class::User),
            ("RemoteUserMailbox", Class::User),
            ("Shared", Class::Shared),
            ("Room", Class::Room),
            ("EquipmentMailbox", Class::Equipment),
            ("SchedulingMailbox", Class::Scheduling),
            ("Distribution list", Class::Distribution),
            ("RoomList", Class::Distribution),
            ("Mail-enabled security", Class::Security),
            ("GroupMailbox", Class::Microsoft365),
            ("Microsoft 365", Class::Microsoft365),
            ("{Unified}", Class::Microsoft365),
            ("DynamicDistributionGroup", Class::Dynamic),
            ("MailContact", Class::Contact),
            ("MailUser", Class::MailUser),
            ("GuestMailUser", Class::Guest),
            ("User", Class::DirectoryUser),
        ] {
            assert_eq!(recipient(text), Some(Recipient::Object(class)), "{text}");
        }
        assert_eq!(mailbox("User"), Some(Recipient::Object(Class::User)));
        assert_eq!(recipient("PublicFolderMailbox"), Some(Recipient::System(System::PublicFolderMailbox)));
        assert_eq!(recipient("DiscoveryMailbox"), Some(Recipient::System(System::Discovery)));
        for text in ["", "-", "Something else", "Überraschung"] {
            assert_eq!(recipient(text), None, "{text}");
        }
    }

    #[test]
    fn group_types() {
        for (text, security, mail, class) in [
            ("Universal", None, None, Some(Class::Distribution)),
            ("Universal, SecurityEnabled", None, None, Some(Class::Security)),
            ("DomainLocal", None, None, Some(Class::Distribution)),
            ("Mail-enabled security", None, None, Some(Class::Security)),
            ("Distribution list", None, None, Some(Class::Distribution)),
            ("DynamicMembership;Unified", Some(false), Some(true), Some(Class::Microsoft365)),
            ("", Some(true), Some(true), Some(Class::Security)),
            ("", Some(false), Some(true), Some(Class::Distribution)),
            ("", Some(true), Some(false), None),
            ("Security", None, None, None),
            ("", None, None, None),
        ] {
            assert_eq!(group_class(text, security, mail), class, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in any::<String>()) {
            let _ = (recipient(&text), mailbox(&text), group_class(&text, None, None));
        }
    }
}
