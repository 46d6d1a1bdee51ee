//! ADR010 primary-unclear: the exports do not say which address is primary.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, ProxyAddress};
use crate::schema::Side;
use crate::values::address::Prefix;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR010",
    name: "primary-unclear",
    severity: Severity::Major,
    title: "It is not clear which address is primary",
    why: "Every object has exactly one primary address, marked `SMTP:` in capitals. None, several, or one \
          that contradicts the PrimarySmtpAddress column means that the export or the object is damaged, and \
          replies would come from the wrong address. Where a script lost the capitals on all rows, the \
          column alone counts",
    fix: "Look at the object with `Get-Recipient ... | Format-List PrimarySmtpAddress,EmailAddresses` \
          and set it: `Set-Mailbox -WindowsEmailAddress` or `Set-DistributionGroup -PrimarySmtpAddress`",
    message: "The primary address of {subject} is not clear: {what} (`{value}`)",
    needs: &[super::ANY_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        for (_, object) in tenant.in_scope() {
            selection.examine();
            if object.proxies.is_none() {
                selection.undecided();
                continue;
            }
            let proxies = tenant.proxies(object);
            let has_smtp = proxies.iter().any(|proxy| proxy.is_smtp() && !proxy.bare);
            if !object.primary_marked || !has_smtp {
                continue;
            }
            let column = object.primary_column;
            let primaries: Vec<&ProxyAddress> =
                proxies.iter().filter(|proxy| proxy.prefix == Prefix::PrimarySmtp).collect();
            let what = match primaries[..] {
                [] => "no address is marked `SMTP:`",
                [only] if column.is_empty() || only.key == column => continue,
                [_] => "the address marked `SMTP:` is not the one in the primary address column",
                _ => "several addresses are marked `SMTP:`",
            };
            let others = primaries.iter().filter(|proxy| proxy.key != column);
            let mut values: Vec<_> = others.map(|proxy| (proxy.key, facts.proxy_evidence(side, proxy))).collect();
            if values.is_empty() && !column.is_empty() {
                values.push((column, facts.evidence(side, object, super::ADDRESS_COLUMNS)));
            }
            for (value, evidence) in values {
                let hit = Hit::new(side, facts.text(object.subject), facts.text(value)).with("what", what).seen(evidence);
                selection.hit(hit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    fn mailboxes(rows: &str) -> Tenants {
        let text = format!("UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n{rows}");
        Tenants::new().source("mailboxes.csv", &text)
    }

    #[test]
    fn none_several_or_another_one_than_the_column() {
        let tenants = mailboxes(
            "ok@contoso.com,OK@contoso.com,UserMailbox,smtp:a1@contoso.com;SMTP:ok@Contoso.com\n\
             none@contoso.com,none@contoso.com,UserMailbox,smtp:none@contoso.com;smtp:a2@contoso.com\n\
             two@contoso.com,two@contoso.com,UserMailbox,SMTP:two@contoso.com;SMTP:second@contoso.com\n\
             other@contoso.com,other@contoso.com,UserMailbox,SMTP:new@contoso.com;smtp:other@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source none@contoso.com none@contoso.com
        major source other@contoso.com new@contoso.com
        major source two@contoso.com second@contoso.com
        ");
    }

    #[test]
    fn where_a_script_lost_the_capitals_on_all_rows_the_column_counts() {
        let lower = mailboxes(
            "a@contoso.com,a@contoso.com,UserMailbox,smtp:a@contoso.com;smtp:a1@contoso.com\n\
             b@contoso.com,b@contoso.com,UserMailbox,smtp:b@contoso.com\n\
             c@contoso.com,c@contoso.com,UserMailbox,smtp:c@contoso.com\n",
        );
        insta::assert_snapshot!(lower.findings(&super::CHECK), @"");
        let upper = mailboxes(
            "a@contoso.com,a@contoso.com,UserMailbox,SMTP:a@contoso.com;SMTP:a1@contoso.com\n\
             b@contoso.com,b@contoso.com,UserMailbox,SMTP:b@contoso.com;SMTP:b1@contoso.com\n\
             c@contoso.com,c@contoso.com,UserMailbox,SMTP:c@contoso.com;SMTP:c1@contoso.com\n",
        );
        insta::assert_snapshot!(upper.findings(&super::CHECK), @"");
    }

    #[test]
    fn a_list_without_prefixes_marks_nothing_and_a_lost_one_is_undecidable() {
        let tenants = mailboxes(
            "a@contoso.com,a@contoso.com,UserMailbox,a@contoso.com;a1@contoso.com\n\
             b@contoso.com,b@contoso.com,UserMailbox,System.Collections.ArrayList\n\
             c@contoso.com,c@contoso.com,UserMailbox,SMTP:c@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 3");
    }

    #[test]
    fn a_list_of_aliases_beside_the_mailboxes_is_no_damage() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n",
            )
            .source("addresses.csv", "Recipient,Address\njane@contoso.com,smtp:j1@contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn two_exports_of_one_object_make_no_second_primary() {
        let tenants = mailboxes("a@contoso.com,a@contoso.com,UserMailbox,SMTP:a@contoso.com;smtp:b@contoso.com\n").source(
            "recipients.csv",
            "DisplayName,PrimarySmtpAddress,RecipientType,RecipientTypeDetails,EmailAddresses,ExternalEmailAddress,WindowsLiveID\n\
             A,a@contoso.com,UserMailbox,UserMailbox,SMTP:b@contoso.com;smtp:a@contoso.com,,a@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
