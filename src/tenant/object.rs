//! One object of a tenant: what all exports of its side say about it together.

use crate::intern::Symbol;
use crate::normalize::Origin;
use crate::values::address::Prefix;
use crate::values::recipient::{Class, System};

/// The number of an object within its tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u32);

impl ObjectId {
    /// The number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether an object is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In use.
    Live,
    /// Deleted and still recoverable; it goes on holding its addresses.
    SoftDeleted,
    /// Kept for a hold after its user was deleted.
    Inactive,
}

impl State {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::SoftDeleted => "soft-deleted",
            Self::Inactive => "inactive",
        }
    }
}

/// The rule by which an object is out of scope. It still holds its addresses and resolves names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// A guest of the directory.
    Guest,
    /// Discovery, arbitration, audit mailboxes, public folders and what else the service keeps for itself.
    System(System),
    /// The migration's own account.
    ServiceAccount,
    /// Soft-deleted.
    SoftDeleted,
    /// An inactive mailbox.
    Inactive,
    /// A directory user without a mailbox.
    DirectoryUser,
    /// A group without an address.
    NotMailEnabled,
}

impl Skip {
    /// The rule in words, as shown in the Inputs sheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::System(system) => system.as_str(),
            Self::ServiceAccount => "service account",
            Self::SoftDeleted => "soft-deleted object",
            Self::Inactive => "inactive mailbox",
            Self::DirectoryUser => "directory user without a mailbox",
            Self::NotMailEnabled => "group without mail",
        }
    }
}

/// In which way an object holds an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Primary SMTP address.
    Primary,
    /// Another SMTP address.
    Alias,
    /// The address that a contact or mail user points to.
    External,
    /// User principal name.
    Upn,
}

impl Role {
    /// The word shown in sheets and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary address",
            Self::Alias => "alias",
            Self::External => "external address",
            Self::Upn => "UPN",
        }
    }
}

/// A row of an export that describes an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowRef {
    /// Index of the table within the tenant.
    pub table: u16,
    /// Record within the table.
    pub record: u32,
}

/// One proxy address of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProxyAddress {
    /// Its type; `PrimarySmtp` as the export marks it.
    pub prefix: Prefix,
    /// The export gave no prefix.
    pub bare: bool,
    /// What is compared: lower case.
    pub key: Symbol,
    /// What is shown: as exported, without the prefix.
    pub text: Symbol,
    /// Where it stands.
    pub at: RowRef,
}

impl ProxyAddress {
    /// Whether it is an SMTP address.
    pub const fn is_smtp(&self) -> bool {
        matches!(self.prefix, Prefix::PrimarySmtp | Prefix::Smtp)
    }
}

/// What the exports say about one object. Absent texts are the empty symbol.
#[derive(Debug, Clone)]
pub struct Object {
    /// What it is.
    pub class: Class,
    /// Whether it is in use.
    pub state: State,
    /// Why it is out of scope, if it is.
    pub skip: Option<Skip>,
    /// Display name as exported.
    pub display_name: Symbol,
    /// Exchange's `Name`.
    pub name: Symbol,
    /// Alias (mailNickname) as exported.
    pub alias: Symbol,
    /// Alias in lower case.
    pub alias_key: Symbol,
    /// User principal name, lower case.
    pub upn: Symbol,
    /// Primary SMTP address, lower case: the column, else the only `SMTP:` proxy; none where it is malformed.
    pub primary: Symbol,
    /// The `PrimarySmtpAddress` column, lower case; none where it is malformed.
    pub primary_column: Symbol,
    /// Whether the case of `SMTP:` says which proxy is primary; some scripts lose it.
    pub primary_marked: bool,
    /// Address that a contact or mail user points to, lower case; none where it is malformed.
    pub external: Symbol,
    /// `ExternalDirectoryObjectId`, the directory's object id.
    pub object_id: Symbol,
    /// Exchange's `Guid`.
    pub guid: Symbol,
    /// `ExchangeGuid` of the mailbox, or of the mailbox that a mail user is prepared for.
    pub exchange_guid: Symbol,
    /// `ArchiveGuid`; empty where there is no archive; `None` where unknown.
    pub archive_guid: Option<Symbol>,
    /// `LegacyExchangeDN` as exported; `None` where unknown.
    pub legacy_dn: Option<Symbol>,
    /// `LegacyExchangeDN` in lower case.
    pub legacy_key: Symbol,
    /// Mastered on-premises; `None` where unknown.
    pub dir_synced: Option<bool>,
    /// Sign-in blocked or account disabled; `None` where unknown.
    pub blocked: Option<bool>,
    /// Its proxies: a range of [`super::Tenant::proxies`]; `None` where no export lists them.
    pub proxies: Option<(u32, u32)>,
    /// The rows that describe it, best first: a range of [`super::Tenant::row_refs`].
    pub rows: (u32, u32),
    /// Where it is first described.
    pub origin: Origin,
    /// What findings call it: primary address, malformed or not, else UPN, else the name as exported.
    pub subject: Symbol,
}

impl Object {
    /// Whether it takes part in the move.
    pub const fn in_scope(&self) -> bool {
        self.skip.is_none()
    }
}
