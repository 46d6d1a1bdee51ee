//! VFY604 group-setting-changed: who may send to a group, who moderates it or who sees it differs.

use super::{belonging, comparison};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY604",
    name: "group-setting-changed",
    severity: Severity::Minor,
    title: "A setting of a group differs",
    why: "A group that people made by hand has the defaults: it refuses mail from outside, shows itself in the address book and lets \
          everybody send. Compared are RequireSenderAuthenticationEnabled, HiddenFromAddressListsEnabled, the allowed and refused \
          senders, ModerationEnabled, ModeratedBy and BypassModerationFromSendersOrMembers, people as what they became; whoever \
          has no destination object is not expected (GRP004). The unions (`...SendersOrMembers`) are compared only where their \
          parts were not exported. What the source does not show is not compared; what the destination does not show, or \
          names ambiguously, is undecidable",
    fix: "`Set-DistributionGroup`, `Set-DynamicDistributionGroup` or `Set-UnifiedGroup` with the property",
    message: "`{subject}` became `{pair}`, whose `{value}` is `{actual}` and not `{expected}`",
    needs: &[belonging::SOURCE_SETTINGS, belonging::DESTINATION_SETTINGS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    for moved in &facts.moved.settings {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Changed => {
                let shown = |text: &str| if text.is_empty() { "empty" } else { text }.to_owned();
                let hit = Hit::new(side, facts.subject(side, moved.group), moved.property)
                    .with("pair", comparison::pair(facts, moved.group))
                    .with("actual", shown(&moved.actual))
                    .with("expected", shown(&moved.expected))
                    .seen(moved.at.map(|(row, column)| facts.at(Side::Destination, row, Some(column))));
                selection.hit(hit);
            }
            Outcome::Undecided(_) => selection.undecided_on(side),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::groups;

    #[test]
    fn flags_that_differ_in_any_spelling() {
        let columns = ",RequireSenderAuthenticationEnabled,HiddenFromAddressListsEnabled,ModerationEnabled";
        let tenants = groups(columns, [",False,True,False", ",TRUE,No,True", ",,,", ",True,,"], [",True,False,False", ",Yes,False,False", ",True,True,"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source all@contoso.com HiddenFromAddressListsEnabled
        minor source all@contoso.com RequireSenderAuthenticationEnabled
        minor source sub@contoso.com ModerationEnabled
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `all@contoso.com` became `all@contoso.com`, whose `HiddenFromAddressListsEnabled` is `False` and not `True`
        `all@contoso.com` became `all@contoso.com`, whose `RequireSenderAuthenticationEnabled` is `True` and not `False`
        `sub@contoso.com` became `sub@contoso.com`, whose `ModerationEnabled` is `False` and not `True`
        ");
    }

    #[test]
    fn whether_outsiders_may_send_is_said_in_two_ways() {
        let tenants = groups("", [""; 4], [""; 3])
            .source_before("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType,RequireSenderAuthenticationEnabled\nAll,all@contoso.com,Universal,True\nSub,sub@contoso.com,Universal,True\n")
            .destination("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType,AllowExternalSenders\nAll,all@contoso.com,Universal,False\nSub,sub@contoso.com,Universal,True\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source sub@contoso.com RequireSenderAuthenticationEnabled");
    }

    #[test]
    fn people_are_compared_as_what_they_became() {
        let columns = ",AcceptMessagesOnlyFrom,RejectMessagesFrom,ModeratedBy,BypassModerationFromSendersOrMembers";
        let before = [",\"kim;Sub\",Eve,Kim Akers,sam", ",kim,,,", ",,kim,,", ",kim,sam,,"];
        let now = [",\"kim@contoso.com, sub\",,sam,sam", ",,,,", ",,kim,kim,xaver@fabrikam.com"];
        let tenants = groups(columns, before, now);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source all@contoso.com ModeratedBy
        minor source empty@contoso.com BypassModerationFromSendersOrMembers
        minor source empty@contoso.com ModeratedBy
        minor source sub@contoso.com AcceptMessagesOnlyFrom
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `all@contoso.com` became `all@contoso.com`, whose `ModeratedBy` is `sam@contoso.com` and not `kim@contoso.com`
        `empty@contoso.com` became `empty@contoso.com`, whose `BypassModerationFromSendersOrMembers` is `xaver@fabrikam.com` and not `empty`
        `empty@contoso.com` became `empty@contoso.com`, whose `ModeratedBy` is `kim@contoso.com` and not `empty`
        `sub@contoso.com` became `sub@contoso.com`, whose `AcceptMessagesOnlyFrom` is `empty` and not `kim@contoso.com`
        ");
    }

    #[test]
    fn a_union_counts_only_where_its_parts_were_not_exported() {
        let both = ",AcceptMessagesOnlyFrom,AcceptMessagesOnlyFromSendersOrMembers";
        let tenants = groups(both, [",kim,\"kim;Sub\"", ",,", ",,", ",,"], [",sam,sam", ",,", ",,"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source all@contoso.com AcceptMessagesOnlyFrom");
        let head = "DisplayName,PrimarySmtpAddress,GroupType,AcceptMessagesOnlyFromSendersOrMembers\n";
        let tenants = tenants.destination("groups.csv", &format!("{head}All,all@contoso.com,Universal,kim\nSub,sub@contoso.com,Universal,\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source all@contoso.com AcceptMessagesOnlyFromSendersOrMembers");
    }

    #[test]
    fn what_the_destination_does_not_show_is_undecidable_and_what_the_source_does_not_is_not_compared() {
        let columns = ",ModeratedBy,ModerationEnabled";
        let tenants = groups(columns, [",kim,", ",Pat,", ",,", ",,"], [",System.Object[],True", ",pat1,True", ",,True"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 2 of 3");
    }

    #[test]
    fn without_settings_it_does_not_run() {
        insta::assert_snapshot!(groups("", [""; 4], [""; 3]).findings(&super::CHECK), @"not run: baseline of the source: groups `RequireSenderAuthenticationEnabled`; destination: groups `RequireSenderAuthenticationEnabled`");
    }
}
