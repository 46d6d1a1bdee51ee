//! MBX005 on-hold: a mailbox is on hold.

use super::volume;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::movers;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "MBX005",
    name: "on-hold",
    severity: Severity::Major,
    title: "A mailbox is on hold",
    why: "A hold does not move: what it keeps stays behind or is lost, and Microsoft's own mover refuses the mailbox. A \
          retention policy for all mailboxes (`mbx...`) is a retention hold; an entry with a leading minus excludes the mailbox \
          from a hold and is none. A delay hold lasts 30 days after another one was removed",
    fix: "Settle with the owner of the hold how it goes on at the destination; to release it: `Set-Mailbox \
          -LitigationHoldEnabled $false`, the policy or case in Purview, `Set-Mailbox -RemoveDelayHoldApplied` and \
          `-RemoveDelayReleaseHoldApplied`, `Set-Mailbox -RetentionHoldEnabled $false`",
    message: "`{subject}` is on {value} hold",
    needs: &[volume::SOURCE_HOLDS],
    wants: &volume::EVERY_SOURCE_HOLD,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let severity = if movers::of(facts.plan.mover).needs(movers::Need::NoHolds) { Severity::Blocker } else { Severity::Major };
    for (_, object) in volume::mailboxes(facts) {
        selection.examine();
        let holds = facts.holds(Side::Source, object);
        if !holds.unknown.is_empty() {
            selection.undecided();
        }
        for (hold, column) in holds.on {
            let seen = facts.evidence(Side::Source, object, &[column]);
            selection.hit(Hit::new(Side::Source, facts.text(object.subject), hold.as_str()).weighing(severity).seen(seen));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Mover;

    fn tenants() -> Tenants {
        Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,LitigationHoldEnabled,InPlaceHolds,DelayHoldApplied,\
             DelayReleaseHoldApplied,RetentionHoldEnabled\n\
             all@contoso.com,all@contoso.com,UserMailbox,True,UniH7d895d48;mbx7f8e:1,False,True,True\n\
             none@contoso.com,none@contoso.com,UserMailbox,False,-mbx7f8e:1;-UniH7d89,False,False,False\n\
             case@contoso.com,case@contoso.com,SharedMailbox,False,MBX7f8e:1,False,False,False\n\
             blank@contoso.com,blank@contoso.com,UserMailbox,,,False,False,False\n",
        )
    }

    #[test]
    fn every_kind_of_hold_once() {
        insta::assert_snapshot!(tenants().findings(&super::CHECK), @r"
        major source all@contoso.com delay
        major source all@contoso.com in-place
        major source all@contoso.com litigation
        major source all@contoso.com retention
        major source case@contoso.com retention
        undecidable 1 of 4
        ");
    }

    #[test]
    fn the_native_mover_is_blocked() {
        let tenants = tenants().plan(|plan| plan.mover = Mover::Native);
        assert!(tenants.findings(&super::CHECK).starts_with("blocker source all@contoso.com delay\n"));
    }
}
