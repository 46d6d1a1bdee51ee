//! The same two tenants at other moments: after the move, and after the way back, each with gaps as they happen.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::{DESTINATION, SOURCE, Shape, Tenant, Written, old_address, write};

/// Of so many things that were to be carried over one was not.
const PER_GAP: u64 = 40;

/// When the exports of a tenant were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// Before the move, and as the baseline of what follows.
    Before,
    /// After it: the destination has what the source had, and the moving domain.
    Moved,
    /// After the way back: all is nearly as it was.
    BackOut,
}

/// Writes `verify.toml` and `moved/` beside the tenants of before.
pub fn moved(folder: &Path, shape: Shape) -> io::Result<Written> {
    fs::write(folder.join("verify.toml"), project("moved"))?;
    write(&folder.join("moved"), Moment::Moved, shape)
}

/// Writes `backout.toml` and `back/` beside the tenants of before.
pub fn back(folder: &Path, shape: Shape) -> io::Result<Written> {
    fs::write(folder.join("backout.toml"), project("back"))?;
    write(&folder.join("back"), Moment::BackOut, shape)
}

/// The project of a command that compares two moments.
fn project(folder: &str) -> String {
    format!(
        r#"[project]
name = "Contoso joins Fabrikam"
[source]
paths = ["{folder}/source"]
initial_domain = "contoso.onmicrosoft.com"
moving_domains = ["contoso.com"]
[destination]
paths = ["{folder}/destination"]
initial_domain = "fabrikam.onmicrosoft.com"
[baseline]
source = ["source"]
destination = ["destination"]
"#
    )
}

impl Tenant {
    pub(super) fn is_destination(self) -> bool {
        self.seed == DESTINATION.seed
    }

    /// Whether the tenant is the one that the others joined.
    fn has_joined(self) -> bool {
        self.is_destination() && self.moment == Moment::Moved
    }

    /// The tenant whose rights, members, forwards and contents this one has: after the move those of the source.
    pub(super) fn heir(self) -> Self {
        if self.has_joined() { SOURCE } else { self }
    }

    /// Whether something that was to be carried over was not.
    pub(super) fn lacks(self, dice: u64) -> bool {
        self.has_joined() && dice.is_multiple_of(PER_GAP)
    }

    /// Whether a mailbox has its further addresses no more: the domain was taken away, or nobody brought them back.
    pub(super) fn has_lost_aliases(self, number: u64) -> bool {
        let is_gap = number % PER_GAP == 11;
        !self.is_destination() && (self.moment == Moment::BackOut && is_gap || self.moment == Moment::Moved && !is_gap)
    }

    /// The primary address of an object; `plain` is its local part at the source.
    pub(super) fn address(self, local: &str, plain: &str, number: u64) -> String {
        let is_gap = number % PER_GAP == 13;
        match (self.is_destination(), self.moment) {
            (true, Moment::Moved) if !is_gap => format!("{plain}@{}", SOURCE.domain),
            (false, Moment::Moved) => format!("{local}@{}", self.initial),
            (false, Moment::BackOut) if is_gap => format!("{local}@{}", self.initial),
            _ => format!("{local}@{}", self.domain),
        }
    }

    /// Adds the addresses that a mailbox of the destination got with the move.
    pub(super) fn add_moved(self, number: u64, local: &str, addresses: &mut String) {
        if !self.has_joined() {
            return;
        }
        let mailbox = SOURCE.mailbox(number);
        let _ = write!(addresses, ";smtp:{local}@{}", self.domain);
        if number % PER_GAP != 17 {
            let _ = write!(addresses, ";X500:{}{}", mailbox.legacy_dn, old_address(&mailbox.local));
        }
        if number % PER_GAP != 19 {
            let of_source = mailbox.addresses.split(';').filter(|address| address.starts_with("smtp:"));
            for address in of_source.filter(|address| address.ends_with(SOURCE.domain)) {
                let _ = write!(addresses, ";{address}");
            }
        }
    }

    /// Further addresses of a group, each after a semicolon.
    pub(super) fn aliases_of_group(self, local: &str, number: u64) -> String {
        if self.has_joined() {
            format!(";smtp:{local}@{};X500:{}", self.domain, SOURCE.legacy_dn_of_group(local, number))
        } else {
            String::new()
        }
    }

    /// The accepted domains beside the initial one.
    pub(super) fn further_domains(self) -> Vec<&'static str> {
        match (self.is_destination(), self.moment) {
            (true, Moment::Moved) => vec![self.domain, SOURCE.domain],
            (false, Moment::Moved) => Vec::new(),
            _ => vec![self.domain],
        }
    }
}
