//! The groups of a made tenant, who is in them, and its contacts.

use std::fmt::Write as _;

use super::{MEMBERS, Moment, PER_CONTACT, PER_GROUP, SOURCE, Tenant, noise};

impl Tenant {
    pub(super) fn legacy_dn_of_group(self, local: &str, number: u64) -> String {
        let id = u128::from(noise(self.seed ^ 0x13, number));
        format!("/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={id:032x}-{local}")
    }

    pub(super) fn groups(self, count: u64) -> String {
        let mut out = String::from(
            "DisplayName,Name,PrimarySmtpAddress,Alias,EmailAddresses,LegacyExchangeDN,Guid,ExternalDirectoryObjectId,Identity,\
             RecipientTypeDetails,GroupType,ManagedBy,HiddenFromAddressListsEnabled,RequireSenderAuthenticationEnabled,\
             AcceptMessagesOnlyFrom,ModerationEnabled,ModeratedBy,MemberJoinRestriction,MemberDepartRestriction,IsDirSynced,\
             WhenCreated\n",
        );
        let initial = self.initial;
        for number in 0..count / PER_GROUP {
            let [owner, deputy] = [1, 2].map(|place| self.mailbox((number * PER_GROUP + place) % count).local);
            let local = format!("team{number}");
            let (address, further) = (self.address(&local, &local, number), self.aliases_of_group(&local, number));
            let (guid, object_id) = (self.guid(12, number), self.guid(13, number));
            let (kind, form) = if number.is_multiple_of(5) {
                ("MailUniversalSecurityGroup", "\"Universal, SecurityEnabled\"")
            } else {
                ("MailUniversalDistributionGroup", "Universal")
            };
            let _ = writeln!(
                out,
                "Team {number},{local},{address},{local},SMTP:{address};smtp:{local}@{initial}{further},\
                 {},{guid},{object_id},{local},{kind},{form},{owner};{deputy},False,True,,False,,Closed,Open,False,11/03/2021 09:12:11",
                self.legacy_dn_of_group(&local, number),
            );
        }
        out
    }

    pub(super) fn members(self, count: u64) -> String {
        let mut out =
            String::from("Group,GroupEmailAddress,GroupId,MemberName,MemberEmail,MemberId,MemberObjectType,Role\n");
        let address = |group: u64| {
            let local = format!("team{group}");
            self.address(&local, &local, group)
        };
        for group in 0..count / PER_GROUP {
            let (own, id) = (address(group), self.guid(13, group));
            for place in 0..MEMBERS {
                let dice = noise(self.heir().seed ^ 0x15, group * MEMBERS + place);
                if self.lacks(dice >> 32) {
                    continue;
                }
                let member = self.mailbox(dice % count);
                let _ = writeln!(
                    out,
                    "Team {group},{own},{id},{} {} {},{},{},{},Member",
                    member.first, member.last, member.number, member.address, member.object_id, member.kind
                );
            }
            if group.is_multiple_of(10) && group + 1 < count / PER_GROUP {
                let (inner, inner_address, inner_id) = (group + 1, address(group + 1), self.guid(13, group + 1));
                let _ = writeln!(
                    out,
                    "Team {group},{own},{id},Team {inner},{inner_address},{inner_id},\
                     MailUniversalDistributionGroup,Member"
                );
            }
        }
        out
    }

    pub(super) fn contacts(self, count: u64) -> String {
        let mut out = String::from(
            "DisplayName,Name,Alias,PrimarySmtpAddress,ExternalEmailAddress,EmailAddresses,RecipientTypeDetails,LegacyExchangeDN,\
             Guid,ExternalDirectoryObjectId,Identity,IsDirSynced\n",
        );
        for number in 0..count / PER_CONTACT {
            // At the destination every other contact stands for somebody who moves.
            if self.moment == Moment::BackOut && self.is_destination() && number % 40 == 2 {
                continue;
            }
            let stands_in = self.is_destination() && self.moment != Moment::Moved && number.is_multiple_of(2);
            let address = if stands_in {
                format!("{}@{}", SOURCE.mailbox(number * PER_CONTACT).local, SOURCE.domain)
            } else {
                format!("partner{number}@northwind.example")
            };
            let (guid, object_id) = (self.guid(22, number), self.guid(23, number));
            let _ = writeln!(
                out,
                "Contact {number},contact{number},contact{number},{address},SMTP:{address},SMTP:{address},MailContact,\
                 /o=ExchangeLabs/ou=External (FYDIBOHF25SPDLT)/cn=Recipients/cn={:032x},{guid},{object_id},contact{number},False",
                u128::from(noise(self.seed ^ 0x1d, number)),
            );
        }
        out
    }
}
