//! MBX002 near-licence-block: once it has grown, a mailbox needs more units than today.

use super::volume;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::size::{blocks, grown};

/// The check.
pub static CHECK: Check = Check {
    code: "MBX002",
    name: "near-licence-block",
    severity: Severity::Minor,
    title: "A mailbox will need one more licence of the mover when it grows",
    why: "Mailboxes grow between the export and the cutover; a move stops where the units end. With the growth margin of the \
          project the mailbox passes the edge of a block. Exactly 50 GB is near and not over; a mailbox that needs as many \
          units with the margin as today is not meant, however large",
    fix: "Plan the further unit, or clean up before the move; the margin is `growth_percent` in `migration.toml`",
    message: "`{subject}` has {size}: {units} licence units today, {grown} with {growth} % more",
    needs: &[volume::SOURCE_SIZES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let growth = facts.plan.licences.growth_percent;
    for (id, object) in volume::mailboxes(facts) {
        selection.examine();
        let sizes = facts.source.sizes[id.index()];
        let Some(bytes) = sizes.bytes else {
            selection.undecided();
            continue;
        };
        let (units, grown) = (blocks(bytes, facts.block), blocks(grown(bytes, growth), facts.block));
        if grown > units {
            let hit = Hit::new(Side::Source, facts.text(object.subject), bytes.to_string())
                .with("size", volume::gigabytes(bytes))
                .with("units", units.to_string())
                .with("grown", grown.to_string())
                .with("growth", growth.to_string());
            selection.hit(hit.seen(volume::size_evidence(facts, object, sizes.at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    fn tenants() -> Tenants {
        Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
                 a@contoso.com,a@contoso.com,UserMailbox\n\
                 b@contoso.com,b@contoso.com,UserMailbox\n\
                 c@contoso.com,c@contoso.com,UserMailbox\n\
                 d@contoso.com,d@contoso.com,UserMailbox\n",
            )
            .source(
                "statistics.csv",
                // 45 GiB, 50 GiB, 60 GiB, 95 GiB.
                "UserPrincipalName,ItemCount,TotalItemSize\n\
                 a@contoso.com,7,48318382080B\n\
                 b@contoso.com,7,53687091200B\n\
                 c@contoso.com,7,64424509440B\n\
                 d@contoso.com,7,102005473280B\n",
            )
    }

    #[test]
    fn the_edge_of_a_block_is_passed_with_the_margin() {
        insta::assert_snapshot!(tenants().findings(&super::CHECK), @r"
        minor source b@contoso.com 53687091200
        minor source d@contoso.com 102005473280
        ");
    }

    #[test]
    fn without_growth_nothing_is_near() {
        let tenants = tenants().plan(|plan| plan.licences.growth_percent = 0.0);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
