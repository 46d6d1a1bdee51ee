//! The permission exports of a made tenant, as the cmdlets write them: rows of the mailbox itself and inherited rows
//! beside those of people.

use std::fmt::Write as _;

use super::{PER_GROUP, Shape, Tenant, noise};

/// Who inherits rights on every mailbox, with the rights.
const INHERITED: [(&str, &str, &str); 4] = [
    ("NT AUTHORITY\\SYSTEM", "FullAccess", "False"),
    ("EURPR01A001\\Administrator", "FullAccess", "True"),
    (
        "EURPRD01\\Organization Management",
        "\"FullAccess, DeleteItem, ReadPermission, ChangePermission, ChangeOwner\"",
        "False",
    ),
    ("EURPRD01\\Exchange Servers", "\"FullAccess, ReadPermission\"", "False"),
];

/// Levels on calendars, the usual ones more often.
const LEVELS: [&str; 8] =
    ["Reviewer", "Editor", "Reviewer", "Author", "LimitedDetails", "Editor", "AvailabilityOnly", "PublishingEditor"];

/// What is granted, so that each kind goes to people of its own.
#[derive(Clone, Copy)]
enum Granted {
    FullAccess = 0x31,
    SendAs = 0x32,
    Calendar = 0x33,
}

impl Shape {
    /// How many rights of a kind each mailbox has.
    const fn rights_of(self, granted: Granted) -> u64 {
        match granted {
            Granted::FullAccess => self.rights - self.rights / 4 * 2,
            Granted::SendAs | Granted::Calendar => self.rights / 4,
        }
    }
}

/// Who has a right.
enum Grantee {
    Mailbox(u64),
    Group(u64),
    /// An account that is gone; the cmdlets show its SID.
    Gone(u64),
}

impl Tenant {
    /// The people who have a right of one kind on a mailbox: mostly colleagues, now and then a group, somebody far
    /// away, or nobody any more.
    fn grantees(self, granted: Granted, number: u64, shape: Shape) -> impl Iterator<Item = Grantee> {
        let (count, rights) = (shape.mailboxes, shape.rights_of(granted));
        (0..rights).filter_map(move |place| {
            let dice = noise(self.heir().seed ^ granted as u64, number * rights + place);
            let who = match dice % 100 {
                0 => Grantee::Gone(dice >> 8),
                1 => Grantee::Mailbox((dice >> 8) % count),
                2..6 if count >= PER_GROUP => Grantee::Group((dice >> 8) % (count / PER_GROUP)),
                // A department of some dozen people, each with neighbours of its own.
                _ => Grantee::Mailbox((number / 24 * 24 + (number + 1 + place + (dice >> 8) % 5) % 24) % count),
            };
            (!self.lacks(dice >> 40)).then_some(who)
        })
    }

    /// A grantee as the cmdlets of mailboxes write it.
    fn principal(self, grantee: &Grantee) -> String {
        match grantee {
            Grantee::Mailbox(number) => self.mailbox(*number).address,
            Grantee::Group(number) => format!("team{number}"),
            Grantee::Gone(dice) => {
                format!("S-1-5-21-{}-{}-{}-{}", dice % 4_000_000_007, 1_234_567_890, 987_654_321, dice % 9_000_000)
            }
        }
    }

    pub(super) fn mailbox_permissions(self, shape: Shape) -> String {
        let mut out = String::from("Identity,User,AccessRights,IsInherited,Deny,InheritanceType\n");
        for number in 0..shape.mailboxes {
            let local = self.mailbox(number).local;
            let _ = writeln!(out, "{local},NT AUTHORITY\\SELF,\"FullAccess, ReadPermission\",False,False,All");
            for grantee in self.grantees(Granted::FullAccess, number, shape) {
                let _ = writeln!(out, "{local},{},FullAccess,False,False,All", self.principal(&grantee));
            }
            for (user, rights, deny) in INHERITED {
                let _ = writeln!(out, "{local},{user},{rights},True,{deny},All");
            }
        }
        out
    }

    pub(super) fn recipient_permissions(self, shape: Shape) -> String {
        let mut out = String::from("Identity,Trustee,AccessControlType,AccessRights,IsInherited,InheritanceType\n");
        for number in 0..shape.mailboxes {
            let local = self.mailbox(number).local;
            let _ = writeln!(out, "{local},NT AUTHORITY\\SELF,Allow,SendAs,False,None");
            for grantee in self.grantees(Granted::SendAs, number, shape) {
                let _ = writeln!(out, "{local},{},Allow,SendAs,False,None", self.principal(&grantee));
            }
        }
        out
    }

    pub(super) fn folder_permissions(self, shape: Shape) -> String {
        let mut out = String::from("Identity,FolderName,User,AccessRights,SharingPermissionFlags\n");
        for number in 0..shape.mailboxes {
            let local = self.mailbox(number).local;
            let _ = writeln!(out, "{local}:\\Calendar,Calendar,Default,AvailabilityOnly,");
            let _ = writeln!(out, "{local}:\\Calendar,Calendar,Anonymous,None,");
            for (place, grantee) in (number..).zip(self.grantees(Granted::Calendar, number, shape)) {
                let level = LEVELS[place as usize % LEVELS.len()];
                let flags = if level == "Editor" && place.is_multiple_of(3) { "Delegate" } else { "" };
                let user = match grantee {
                    Grantee::Mailbox(number) => self.mailbox(number).display_name(),
                    Grantee::Group(number) => format!("Team {number}"),
                    Grantee::Gone(_) => format!("NT:{}", self.principal(&grantee)),
                };
                let _ = writeln!(out, "{local}:\\Calendar,Calendar,{user},{level},{flags}");
            }
        }
        out
    }
}
