//! Which holds lie on a mailbox, in one word each.

use crate::facts::{Facts, Hold, Object};
use crate::schema::Side;

/// The holds of a source mailbox, `no` where there are none, `unknown` where no export says so.
pub fn holds(facts: &Facts, object: &Object) -> String {
    let holds = facts.holds(Side::Source, object);
    let words: Vec<&str> = holds.on.iter().map(|(hold, _)| hold.as_str()).collect();
    // Exports that show one of the two usual kinds seldom show the rarer ones.
    let usual = [Hold::Litigation, Hold::InPlace];
    if !words.is_empty() {
        words.join(", ")
    } else if usual.iter().all(|hold| holds.unknown.contains(hold)) {
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
