//! Makes pairs of tenants in code: the exports of both sides for any number of mailboxes, the same ones
//! every time. Rows look as the collection script writes them, and some objects are in each other's way.

mod lists;
mod mail;
mod moments;
mod rights;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use moments::Moment;
pub use moments::{back, moved};

/// First names; with the last names and a number they make people.
const FIRST: [&str; 16] = [
    "Anna", "Bruno", "Chen", "Dalia", "Emre", "Fiona", "Goran", "Hana", "Ivan", "Jana", "Kofi", "Lena", "Mehmet",
    "Nadia", "Oskar", "Priya",
];
/// Last names.
const LAST: [&str; 16] = [
    "Berg",
    "Castro",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Haddad",
    "Ito",
    "Jansen",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Novak",
    "Okafor",
    "Petrov",
    "Rossi",
];

/// One mailbox in so many is shared, a room or equipment.
const PER_SPECIAL: u64 = 12;
/// Mailboxes per group.
const PER_GROUP: u64 = 20;
/// Mailboxes per contact.
const PER_CONTACT: u64 = 20;
/// Members of a group.
const MEMBERS: u64 = 10;

/// One side of the move.
#[derive(Clone, Copy)]
struct Tenant {
    folder: &'static str,
    domain: &'static str,
    initial: &'static str,
    seed: u64,
    moment: Moment,
}

const SOURCE: Tenant = Tenant {
    folder: "source",
    domain: "contoso.com",
    initial: "contoso.onmicrosoft.com",
    seed: 0x5eed_0001,
    moment: Moment::Before,
};
const DESTINATION: Tenant = Tenant {
    folder: "destination",
    domain: "fabrikam.com",
    initial: "fabrikam.onmicrosoft.com",
    seed: 0x5eed_0002,
    moment: Moment::Before,
};

const PROJECT: &str = r#"[project]
name = "Contoso joins Fabrikam"
[source]
paths = ["source"]
initial_domain = "contoso.onmicrosoft.com"
moving_domains = ["contoso.com"]
[destination]
paths = ["destination"]
initial_domain = "fabrikam.onmicrosoft.com"
"#;

/// What was written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Written {
    /// Bytes of all exports.
    pub bytes: u64,
    /// Rows below the headers.
    pub rows: u64,
}

/// How large the tenants are and what happens in them.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Mailboxes a side.
    pub mailboxes: u64,
    /// Rights that people have on each mailbox; a quarter of them on its calendar, a quarter Send As.
    pub rights: u64,
    /// Mailboxes of the source that forward to each other in one circle.
    pub ring: u64,
}

impl Shape {
    /// Tenants as they usually are.
    pub const fn usual(mailboxes: u64) -> Self {
        Self { mailboxes, rights: 4, ring: 0 }
    }
}

/// Writes `migration.toml`, `source/` and `destination/` into a folder.
pub fn tenants(folder: &Path, shape: Shape) -> io::Result<Written> {
    let written = write(folder, Moment::Before, shape)?;
    fs::write(folder.join("migration.toml"), PROJECT)?;
    Ok(written)
}

/// Writes the exports of both tenants at a moment.
fn write(folder: &Path, moment: Moment, shape: Shape) -> io::Result<Written> {
    let mut written = Written::default();
    let mailboxes = shape.mailboxes;
    for tenant in [SOURCE, DESTINATION].map(|tenant| Tenant { moment, ..tenant }) {
        let side = folder.join(tenant.folder);
        fs::create_dir_all(&side)?;
        // One at a time: the text of all of them would need as much memory as the tenants.
        let exports: [(&str, &dyn Fn() -> String); 16] = [
            ("mailboxes.csv", &|| tenant.mailboxes(shape)),
            ("mailbox-statistics.csv", &|| tenant.statistics(mailboxes)),
            ("groups.csv", &|| tenant.groups(mailboxes)),
            ("group-members.csv", &|| tenant.members(mailboxes)),
            ("contacts.csv", &|| tenant.contacts(mailboxes)),
            ("users.csv", &|| tenant.users(mailboxes)),
            ("accepted-domains.csv", &|| tenant.domains()),
            ("recipients.csv", &|| tenant.recipients(mailboxes)),
            ("mailbox-permissions.csv", &|| tenant.mailbox_permissions(shape)),
            ("recipient-permissions.csv", &|| tenant.recipient_permissions(shape)),
            ("folder-permissions.csv", &|| tenant.folder_permissions(shape)),
            ("inbox-rules.csv", &|| tenant.inbox_rules(mailboxes)),
            ("cas-mailboxes.csv", &|| tenant.cas_mailboxes(mailboxes)),
            ("calendar-processing.csv", &|| tenant.calendar_processing(mailboxes)),
            ("organization-config.csv", &|| tenant.organization()),
            ("dns-records.csv", &|| tenant.dns_records()),
        ];
        for (name, export) in exports {
            let text = export();
            written.bytes += text.len() as u64;
            written.rows += text.lines().count() as u64 - 1;
            fs::write(side.join(name), text)?;
        }
    }
    Ok(written)
}

/// A number that looks random and is the same in every run (splitmix64).
fn noise(seed: u64, number: u64) -> u64 {
    let mut x = seed.wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The address of a mailbox in an organisation that is long gone, after a semicolon.
fn old_address(local: &str) -> String {
    format!(";X500:/o=Old/ou=First Administrative Group/cn=Recipients/cn={local}")
}

/// What is exported of one mailbox, in the forms that several exports share.
struct Mailbox {
    first: &'static str,
    last: &'static str,
    number: u64,
    local: String,
    /// Primary address and UPN.
    address: String,
    kind: &'static str,
    addresses: String,
    legacy_dn: String,
    exchange_guid: String,
    guid: String,
    object_id: String,
}

impl Tenant {
    /// A GUID; `what` tells the GUIDs of one object apart.
    fn guid(self, what: u64, number: u64) -> String {
        let (high, low) = (noise(self.seed ^ what, number), noise(self.seed ^ what ^ 0xff00, number));
        let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0xffff);
        format!("{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff)
    }

    fn mailbox(self, number: u64) -> Mailbox {
        // Names come from the number alone: most people are found in both tenants by their local part.
        let dice = noise(7, number);
        let (first, last) = (FIRST[dice as usize % FIRST.len()], LAST[(dice >> 8) as usize % LAST.len()]);
        let is_new = self.is_destination() && number % 4 == 3;
        let lower = |name: &str| name.to_lowercase();
        let plain = format!("{}.{}{number}", lower(first), lower(last));
        let local = if is_new { format!("{}.{}.{number}", lower(first), lower(last)) } else { plain.clone() };
        let address = self.address(&local, &plain, number);
        let kind = match (number % PER_SPECIAL, number % 3) {
            (0, 0) => "RoomMailbox",
            (0, _) => "SharedMailbox",
            _ => "UserMailbox",
        };
        let legacy_dn = format!(
            "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={:032x}-{local}",
            u128::from(noise(self.seed ^ 0x9, number))
        );
        let mut addresses = format!("SMTP:{address};smtp:{local}@{};SIP:{address}", self.initial);
        if !self.has_lost_aliases(number) {
            for alias in 0..dice >> 16 & 3 {
                let _ = write!(addresses, ";smtp:{}{alias}.{number}@{}", lower(last), self.domain);
            }
        }
        self.add_moved(number, &local, &mut addresses);
        if self.is_destination() && self.moment != Moment::Moved && number % 100 == 7 {
            // Somebody else holds an address that comes with the move.
            let taken = SOURCE.mailbox(number + 1).local;
            let _ = write!(addresses, ";smtp:{taken}@{}", SOURCE.domain);
        }
        addresses.push_str(&old_address(&local));
        Mailbox {
            first,
            last,
            number,
            local,
            address,
            kind,
            addresses,
            legacy_dn,
            exchange_guid: self.guid(1, number),
            guid: self.guid(2, number),
            object_id: self.guid(3, number),
        }
    }

    fn mailboxes(self, shape: Shape) -> String {
        let mut out = String::from(
            "UserPrincipalName,PrimarySmtpAddress,DisplayName,Name,Alias,RecipientTypeDetails,EmailAddresses,LegacyExchangeDN,\
             ExchangeGuid,ArchiveGuid,Guid,ExternalDirectoryObjectId,DistinguishedName,Identity,HiddenFromAddressListsEnabled,\
             ForwardingAddress,ForwardingSmtpAddress,DeliverToMailboxAndForward,GrantSendOnBehalfTo,AcceptMessagesOnlyFrom,\
             ModerationEnabled,ModeratedBy,RequireSenderAuthenticationEnabled,LitigationHoldEnabled,LitigationHoldDuration,\
             InPlaceHolds,RetentionPolicy,RetentionHoldEnabled,ArchiveStatus,ArchiveState,ArchiveName,ArchiveQuota,\
             AutoExpandingArchiveEnabled,IssueWarningQuota,ProhibitSendQuota,ProhibitSendReceiveQuota,RecoverableItemsQuota,\
             MaxSendSize,MaxReceiveSize,IsDirSynced,SKUAssigned,AccountDisabled,IsMailboxEnabled,IsInactiveMailbox,\
             WhenSoftDeleted,IsResource,ResourceCapacity,MailboxLocations,UsageLocation,Languages,OrganizationId,WhenCreated,\
             WhenChanged,CustomAttribute1,CustomAttribute2,CustomAttribute3\n",
        );
        let initial = self.initial;
        for number in 0..shape.mailboxes {
            let Mailbox {
                first, last, local, address, kind, addresses, legacy_dn, exchange_guid, guid, object_id, ..
            } = self.mailbox(number);
            let forwarding = self.forwarding(number, shape);
            let dice = noise(self.seed ^ 0x4, number);
            let archive = if dice.is_multiple_of(10) {
                self.guid(5, number)
            } else {
                "00000000-0000-0000-0000-000000000000".to_owned()
            };
            let (status, state) = if dice.is_multiple_of(10) { ("Active", "Local") } else { ("None", "None") };
            let hold = if dice.is_multiple_of(40) { "True" } else { "False" };
            let is_room = if kind == "RoomMailbox" { "True" } else { "False" };
            let day = 1 + dice % 28;
            let _ = writeln!(
                out,
                "{address},{address},{first} {last} {number},{local},{local},{kind},{addresses},{legacy_dn},\
                 {exchange_guid},{archive},{guid},{object_id},\
                 \"CN={local},OU={initial},OU=Microsoft Exchange Hosted Organizations,DC=EURPR01A001,DC=prod,DC=outlook,DC=com\",\
                 {local},False,{forwarding},,,False,,False,{hold},Unlimited,,Default MRM Policy,False,{status},{state},,\
                 \"100 GB (107,374,182,400 bytes)\",False,\"98 GB (105,226,698,752 bytes)\",\"99 GB (106,300,440,576 bytes)\",\
                 \"100 GB (107,374,182,400 bytes)\",\"30 GB (32,212,254,720 bytes)\",\"150 MB (157,286,400 bytes)\",\
                 \"150 MB (157,286,400 bytes)\",False,True,False,True,False,,{is_room},,\
                 1;{exchange_guid};Primary;eurpr01mb{day:04}.prod.outlook.com,SE,en-US,\
                 EURPR01A001.prod.outlook.com/Microsoft Exchange Hosted Organizations/{initial},\
                 {day:02}/03/2021 09:{day:02}:11,{day:02}/10/2026 17:{day:02}:43,{},{},",
                dice % 97,
                ["Sales", "Finance", "Production", "Research"][dice as usize % 4],
            );
        }
        out
    }

    fn statistics(self, count: u64) -> String {
        let mut out = String::from(
            "UserPrincipalName,PrimarySmtpAddress,DisplayName,RecipientTypeDetails,MailboxGuid,ItemCount,TotalItemSize,\
             DeletedItemCount,TotalDeletedItemSize,LastLogonTime,StorageLimitStatus,IsArchiveMailbox\n",
        );
        for number in 0..count {
            let Mailbox { first, last, address, kind, exchange_guid, .. } = self.mailbox(number);
            let dice = noise(self.heir().seed ^ 0x6, number);
            let bytes = dice % 60_000_000_000 / if self.lacks(dice >> 40) { 2 } else { 1 };
            let (items, day) = (bytes / 75_000, 1 + dice % 28);
            let _ = writeln!(
                out,
                "{address},{address},{first} {last} {number},{kind},{exchange_guid},{items},\
                 {:.2} GB ({bytes} bytes),{},{:.1} MB ({} bytes),2026-11-{day:02}T08:{day:02}:00,BelowLimit,False",
                bytes as f64 / f64::from(1 << 30),
                items / 9,
                bytes as f64 / 40.0 / f64::from(1 << 20),
                bytes / 40,
            );
        }
        out
    }

    fn recipients(self, count: u64) -> String {
        let mut out = String::from(
            "ExternalDirectoryObjectId,Guid,Name,DisplayName,Alias,PrimarySmtpAddress,WindowsLiveID,EmailAddresses,RecipientType,\
             RecipientTypeDetails,ExchangeGuid,Identity,IsDirSynced,HiddenFromAddressListsEnabled\n",
        );
        for number in 0..count {
            let Mailbox { first, last, local, address, kind, addresses, exchange_guid, guid, object_id, .. } =
                self.mailbox(number);
            let _ = writeln!(
                out,
                "{object_id},{guid},{local},{first} {last} {number},{local},{address},{address},{addresses},\
                 UserMailbox,{kind},{exchange_guid},{local},False,False"
            );
        }
        out
    }

    fn users(self, count: u64) -> String {
        let mut out = String::from(
            "UserPrincipalName,DisplayName,Mail,MailNickname,Id,UserType,AccountEnabled,UsageLocation,Licenses,ProxyAddresses,\
             OnPremisesSyncEnabled,CreatedDateTime,GivenName,Surname,JobTitle,Department,Country\n",
        );
        for number in 0..count {
            let Mailbox { first, last, local, address, kind, addresses, object_id, .. } = self.mailbox(number);
            let (enabled, licences) =
                if kind == "UserMailbox" { ("True", "SPE_E3;POWER_BI_STANDARD") } else { ("False", "") };
            let _ = writeln!(
                out,
                "{address},{first} {last} {number},{address},{local},{object_id},Member,{enabled},SE,{licences},\
                 {addresses},,2021-03-11T09:12:11Z,{first},{last},Engineer,Research,Sweden"
            );
        }
        out
    }

    fn domains(self) -> String {
        let (domain, initial) = (self.domain, self.initial);
        let mut out = String::from("Name,DomainName,DomainType,Default,InitialDomain,MatchSubDomains\n");
        for name in self.further_domains() {
            let _ = writeln!(
                out,
                "{name},{name},Authoritative,{},False,False",
                if name == domain { "True" } else { "False" }
            );
        }
        let _ = writeln!(out, "{initial},{initial},Authoritative,False,True,False");
        out
    }
}
