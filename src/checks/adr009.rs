//! ADR009 malformed-address: an address that no mail system accepts.

use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::{Facts, Malformed};
use crate::schema::{Column, Side, Type};
use crate::values::address::fault;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR009",
    name: "malformed-address",
    severity: Severity::Minor,
    title: "Not a usable SMTP address",
    why: "The address cannot be added at the destination. Apostrophes, plus signs, ampersands and dots are \
          legal; a missing domain, two `@`, blanks, the characters `<>()[],;:\\\"` and the backtick, a local \
          part over 64 or an address over 254 characters are not. Such an address is left out of all other \
          checks",
    fix: "Correct or remove it: `Set-Mailbox -EmailAddresses @{Remove='smtp:...'}` or the cmdlet of its class",
    message: "`{value}` of {subject} is no usable address: {fault}",
    needs: &[super::ANY_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        for (_, object) in tenant.ids() {
            selection.examined += tenant.smtp_addresses(object).count() as u64;
            if object.in_scope() && object.proxies.is_none() {
                selection.examine();
                selection.undecided();
            }
        }
        for malformed in tenant.malformed() {
            selection.examine();
            let object = tenant.object(malformed.object);
            let text = facts.text(malformed.address);
            let fault = fault(text).map(|fault| fault.to_string()).unwrap_or_default();
            let hit = Hit::new(side, facts.text(object.subject), text)
                .with("fault", fault)
                .seen(Some(evidence(facts, side, malformed)));
            selection.hit(hit);
        }
    }
}

/// The first cell of the object that holds the address.
fn evidence(facts: &Facts, side: Side, malformed: &Malformed) -> Evidence {
    let tenant = facts.tenant(side);
    let rows = tenant.row_refs(tenant.object(malformed.object)).iter().copied().chain([malformed.at]);
    let cell = rows.into_iter().find_map(|row| {
        let table = &tenant.tables[row.table as usize];
        let record = row.record as usize;
        let holds = |column: &&&'static Column| match table.list(column) {
            Some(list) => list.get(record).unwrap_or_default().iter().any(|entry| entry.key == malformed.address),
            None => column.ty == Type::Address && table.symbols(column).or_empty(record) == malformed.address,
        };
        table.kind.columns.iter().find(holds).map(|column| facts.at(side, row, Some(column)))
    });
    cell.unwrap_or_else(|| facts.at(side, malformed.at, None))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::checks::{adr001, adr002, adr007};
    use crate::engine;
    use crate::progress::Unwatched;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:Jane Doe@contoso.com;smtp:a@b@contoso.com\n\
        omar@contoso.com,Omar Li@contoso.com,UserMailbox,SMTP:Omar Li@contoso.com;smtp:o'li+r&d@contoso.com\n";

    #[test]
    fn what_no_mail_system_accepts_is_named_once_per_object() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
             Vendor,vendor@fabrikam.com,SMTP:(vendor)@tailspin.com,MailContact,SMTP:vendor@fabrikam.com\n\
             Fax,fax@fabrikam.com,X400:c=us;a= ;p=fax,MailContact,SMTP:fax@fabrikam.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source jane@contoso.com a@b@contoso.com
        minor source jane@contoso.com jane doe@contoso.com
        minor source omar li@contoso.com omar li@contoso.com
        minor destination vendor@fabrikam.com (vendor)@tailspin.com
        ");
    }

    #[test]
    fn the_cell_that_holds_it_is_the_evidence() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
             Fine,fine@fabrikam.com,SMTP:fine@tailspin.com,MailContact,SMTP:fine@fabrikam.com\n\
             Vendor,vendor@fabrikam.com,SMTP:(vendor)@tailspin.com,MailContact,SMTP:vendor@fabrikam.com\n",
        );
        let answer = engine::run(&[&super::CHECK], &tenants.facts(), &Unwatched);
        let last = answer.findings.last().expect("the contact's address");
        assert_eq!((last.row, last.column.as_deref()), (Some(3), Some("ExternalEmailAddress")));
    }

    #[test]
    fn it_is_left_out_of_all_other_checks() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .source("accepted-domains.csv", "Name,DomainName,DomainType\nx,contoso.com,Authoritative\n")
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 a@fabrikam.com,a@fabrikam.com,UserMailbox,SMTP:a@fabrikam.com;smtp:jane doe@contoso.com;smtp:omar li@contoso.com\n\
                 b@fabrikam.com,omar li@contoso.com,UserMailbox,SMTP:omar li@contoso.com;smtp:jane doe@contoso.com\n",
            )
            .destination("accepted-domains.csv", "Name,DomainName,DomainType\nx,fabrikam.com,Authoritative\n");
        for check in [&adr001::CHECK, &adr002::CHECK, &adr007::CHECK] {
            assert_eq!(tenants.findings(check), "", "{}", check.code);
        }
    }
}
