//! BCK104 group-address-not-restored: an address of a group is not as it was before.

use super::restoring;
use crate::check::{Check, Need, Severity};
use crate::facts::Object;
use crate::facts::restored::{RestoredObject, RestoredValue};
use crate::schema::{Moment, Side};

const BEFORE: Need = restoring::of(Side::Source, Moment::Before, super::SOURCE_GROUP_ADDRESSES.any);
const NOW: Need = restoring::of(Side::Source, Moment::Now, super::SOURCE_GROUP_ADDRESSES.any);

/// The check.
pub static CHECK: Check = Check {
    code: "BCK104",
    name: "group-address-not-restored",
    severity: Severity::Major,
    title: "An address of a group is not as it was before the move",
    why: "Mail to the group bounces until its addresses are set back (steps 99, 114, 115). One finding for each SMTP address that is not there, \
          and one for a primary address that is only an alias now; groups of every kind in scope. A group that is gone is BCK108",
    fix: "Set the whole list back: `Set-DistributionGroup -EmailAddresses`, `Set-DynamicDistributionGroup`, for Microsoft 365 groups \
          `Set-UnifiedGroup`; the file `restore-addresses.csv` of `--actions` has it",
    message: "The group {subject} had the {attribute} `{value}`{now}",
    needs: &[BEFORE, NOW],
    wants: &[],
    select: |facts, selection| {
        let is_group = |object: &Object| object.class.is_group();
        let is_whole = |_: &RestoredObject, object: &Object| object.proxies.is_some();
        restoring::select(facts, selection, is_group, is_whole, RestoredValue::is_smtp);
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::checks::{bck102, bck103, bck108};
    use crate::plan::Command;

    const HEAD: &str = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,Alias\n";
    const BEFORE: &str = "All,all@contoso.com,MailUniversalDistributionGroup,SMTP:all@contoso.com;smtp:everybody@contoso.com;smtp:all@contoso.onmicrosoft.com,all\n\
        Sec,sec@contoso.com,MailUniversalSecurityGroup,SMTP:sec@contoso.com;smtp:sec@contoso.onmicrosoft.com,sec\n\
        Gone,gone@contoso.com,MailUniversalSecurityGroup,SMTP:gone@contoso.com,gone\n";

    #[test]
    fn each_address_that_is_lost_or_demoted() {
        let now = "All,all@contoso.onmicrosoft.com,MailUniversalDistributionGroup,SMTP:all@contoso.onmicrosoft.com,all\n\
            Sec,sec@contoso.onmicrosoft.com,MailUniversalSecurityGroup,SMTP:sec@contoso.onmicrosoft.com;smtp:Sec@contoso.com,sec\n";
        let tenants = Tenants::of(Command::Backout)
            .source_before("groups.csv", &format!("{HEAD}{BEFORE}"))
            .source("groups.csv", &format!("{HEAD}{now}"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com all@contoso.com
        major source all@contoso.com everybody@contoso.com
        major source sec@contoso.com sec@contoso.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The group all@contoso.com had the primary address `all@contoso.com`; now it is `all@contoso.onmicrosoft.com`
        The group all@contoso.com had the alias `everybody@contoso.com`
        The group sec@contoso.com had the primary address `sec@contoso.com`; it is an alias now; now it is `sec@contoso.onmicrosoft.com`
        ");
        insta::assert_snapshot!(tenants.findings(&bck108::CHECK), @"blocker source gone@contoso.com gone@contoso.com");
        for check in [&bck102::CHECK, &bck103::CHECK] {
            assert!(!tenants.findings(check).contains("major"), "{}", check.code);
        }
    }

    #[test]
    fn a_list_that_is_lost_now_is_undecided() {
        let now = "All,all@contoso.com,MailUniversalDistributionGroup,System.Collections.ArrayList,all\n\
            Sec,sec@contoso.com,MailUniversalSecurityGroup,SMTP:sec@contoso.com;smtp:sec@contoso.onmicrosoft.com,sec\n\
            Gone,gone@contoso.com,MailUniversalSecurityGroup,SMTP:gone@contoso.com,gone\n";
        let tenants = Tenants::of(Command::Backout)
            .source_before("groups.csv", &format!("{HEAD}{BEFORE}"))
            .source("groups.csv", &format!("{HEAD}{now}"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 3");
    }
}
