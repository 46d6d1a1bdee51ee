//! DOM004 domain-on-sip: a SIP, EUM or other address lies in the domain that leaves.

use super::{SOURCE_ADDRESSES, holding};
use crate::check::{Check, Severity};
use crate::facts::ledger::Tie;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM004",
    name: "domain-on-sip",
    severity: Severity::Blocker,
    title: "A SIP, EUM or other address lies in the domain that leaves",
    why: "Teams and Skype write a SIP address in the domain of the UPN, and write it again as long as the licence is assigned \
          (step 65). Every proxy address of everybody that is not of type SMTP and ends in the domain counts; an X500 address \
          names no mail domain and does not",
    fix: "Rename the UPN, take the Teams and Skype licences away, and remove what is left: `Set-Mailbox -EmailAddresses \
          @{remove='SIP:...'}`; where it is mastered on-premises, `msRTCSIP-PrimaryUserAddress` and `proxyAddresses` there",
    message: "The {attribute} `{value}` of the {class} {subject} lies in `{domain}`{note}",
    needs: &[SOURCE_ADDRESSES],
    wants: &[],
    select: |facts, selection| {
        holding::select(facts, selection, Tie::OtherType, |_| true, |_, object| holding::is_listed(object));
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    #[test]
    fn every_type_but_smtp_and_x500() {
        let tenants = cutover(Side::Source).source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             j@x.org,jane@contoso.com,UserMailbox,\"SMTP:jane@contoso.com,SIP:Jane@Contoso.com,EUM:jane@contoso.com;phone-context=x.org,X500:/o=x/cn=jane@contoso.com\"\n\
             k@x.org,kim@contoso.com,UserMailbox,\"SMTP:kim@contoso.com,SIP:kim@eu.contoso.com,sip:kim@contoso.onmicrosoft.com,SPO:spo_1@spo_1\"\n\
             d@x.org,disc@contoso.com,DiscoveryMailbox,\"SMTP:disc@contoso.com,sip:disc@contoso.com\"\n",
        );
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The SIP address `disc@contoso.com` of the user disc@contoso.com lies in `contoso.com`
        The SIP address `jane@contoso.com` of the user jane@contoso.com lies in `contoso.com`
        The EUM address `jane@contoso.com;phone-context=x.org` of the user jane@contoso.com lies in `contoso.com`
        ");
    }

    #[test]
    fn a_lost_list_is_undecided() {
        let tenants = cutover(Side::Source).source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             j@x.org,jane@contoso.com,UserMailbox,System.Collections.ArrayList\n\
             k@x.org,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
