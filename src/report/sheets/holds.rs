//! Which holds lie on a mailbox, in one word each.

use crate::facts::{Facts, Object};
use crate::kinds::mailboxes;
use crate::schema::Side;

/// The holds of a source mailbox, `no` where there are none, `unknown` where no export says so.
///
/// An `mbx...` entry is a retention policy; one that begins with `-` says that the mailbox is excluded
/// from it.
pub fn holds(facts: &Facts, object: &Object) -> String {
    let flag = |column| facts.flag(Side::Source, object, &[column]);
    let litigation = flag(&mailboxes::LITIGATION_HOLD);
    let delay = [flag(&mailboxes::DELAY_HOLD), flag(&mailboxes::DELAY_RELEASE_HOLD)];
    let retention = flag(&mailboxes::RETENTION_HOLD);
    let listed = facts.list(Side::Source, object, &[&mailboxes::IN_PLACE_HOLDS]);
    let entries = || listed.unwrap_or_default().iter().map(|entry| facts.text(entry.key));
    let is_policy = |entry: &str| entry.starts_with("mbx");
    let held = [
        ("litigation", litigation == Some(true)),
        ("in-place", entries().any(|entry| !entry.is_empty() && !entry.starts_with('-') && !is_policy(entry))),
        ("delay", delay.contains(&Some(true))),
        ("retention", retention == Some(true) || entries().any(is_policy)),
    ];
    let words: Vec<&str> = held.iter().filter(|(_, is)| *is).map(|(word, _)| *word).collect();
    if !words.is_empty() {
        words.join(", ")
    } else if litigation.is_none() && listed.is_none() {
        "unknown".to_owned()
    } else {
        "no".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;

    #[test]
    fn unknown_is_not_no() {
        let facts = Tenants::new()
            .source(
                "mailboxes.csv",
                "PrimarySmtpAddress,RecipientTypeDetails,LitigationHoldEnabled,InPlaceHolds\n\
                 a@contoso.com,UserMailbox,True,mbx0123456789abcdef0123456789abcdef:1\n\
                 b@contoso.com,UserMailbox,False,-mbx0123456789abcdef0123456789abcdef:1\n\
                 c@contoso.com,UserMailbox,False,UniH0123456789abcdef0123456789abcdef\n\
                 d@contoso.com,UserMailbox,False,\n",
            )
            .source("rooms.csv", "PrimarySmtpAddress,RecipientTypeDetails\nr@contoso.com,RoomMailbox\n")
            .destination("mailboxes.csv", "PrimarySmtpAddress,RecipientTypeDetails\nx@fabrikam.com,UserMailbox\n")
            .facts();
        let said: Vec<String> = facts.source.objects.iter().map(|object| holds(&facts, object)).collect();
        assert_eq!(said, ["litigation, retention", "no", "in-place", "no", "unknown"]);
    }
}
