//! What exports of a made tenant say about the way of mail: forwards, inbox rules, protocols, rooms and DNS.

use std::fmt::Write as _;

use super::moments::Moment;
use super::{Mailbox, SOURCE, Shape, Tenant, noise};

/// Mailboxes per inbox rule.
const PER_RULE: u64 = 2;

impl Mailbox {
    pub(super) fn display_name(&self) -> String {
        format!("{} {} {}", self.first, self.last, self.number)
    }
}

impl Tenant {
    /// `ForwardingAddress`, `ForwardingSmtpAddress` and `DeliverToMailboxAndForward` of a mailbox: one in fifty sends
    /// mail on within the tenant, one in fifty to somewhere outside.
    pub(super) fn forwarding(self, number: u64, shape: Shape) -> String {
        let of = self.heir();
        if of.seed == SOURCE.seed && number < shape.ring {
            return format!(",smtp:{},False", self.mailbox((number + 1) % shape.ring).address);
        }
        let dice = noise(of.seed ^ 0x41, number);
        if self.lacks(dice >> 40) {
            return ",,False".to_owned();
        }
        let keeps_copy = if dice & 1 << 20 == 0 { "True" } else { "False" };
        match dice % 100 {
            0 | 1 => format!("{},,{keeps_copy}", self.mailbox((dice >> 8) % shape.mailboxes).local),
            2 | 3 => {
                format!(",smtp:{}{number}@northwind.example,{keeps_copy}", self.mailbox(number).first.to_lowercase())
            }
            4 if self.is_destination()
                && self.moment != Moment::Moved
                && !(self.moment == Moment::BackOut && dice >> 24 & 1 == 0) =>
            {
                // Mail for somebody of the other tenant is handed on until they are here.
                format!(",smtp:{}@{},{keeps_copy}", SOURCE.mailbox((dice >> 8) % shape.mailboxes).local, SOURCE.domain)
            }
            _ => ",,False".to_owned(),
        }
    }

    pub(super) fn inbox_rules(self, count: u64) -> String {
        let mut out = String::from(
            "Mailbox,RuleIdentity,Name,Description,Enabled,Priority,InError,ForwardTo,ForwardAsAttachmentTo,RedirectTo,\
             StopProcessingRules,DeleteMessage,MoveToFolder\n",
        );
        for number in 0..count / PER_RULE {
            let dice = noise(self.heir().seed ^ 0x42, number);
            let owner = self.mailbox((dice >> 8) % count);
            let enabled = if dice & 1 << 40 == 0 { "True" } else { "False" };
            let colleague = self.mailbox((dice >> 16) % count);
            let name = colleague.display_name();
            let (title, forward, redirect, folder) = match dice % 20 {
                0 => ("While I am away", format!("\"\"{name}\"\" [EX:{}]", colleague.legacy_dn), String::new(), ""),
                1 => ("To my phone", format!("\"\"{number}\"\" [SMTP:me{number}@tailspin.example]"), String::new(), ""),
                2 => ("Orders", String::new(), format!("\"\"{name}\"\" [EX:{}]", colleague.legacy_dn), ""),
                _ => ("Newsletters", String::new(), String::new(), "Newsletters"),
            };
            let address = owner.address;
            let _ = writeln!(
                out,
                "{address},{dice},{title},,{enabled},{},False,\"{forward}\",,\"{redirect}\",True,False,{folder}",
                1 + dice % 9
            );
        }
        out
    }

    pub(super) fn cas_mailboxes(self, count: u64) -> String {
        let mut out = String::from(
            "Identity,PrimarySmtpAddress,ActiveSyncEnabled,OWAEnabled,PopEnabled,ImapEnabled,MAPIEnabled,EwsEnabled,ECPEnabled,\
             SmtpClientAuthenticationDisabled,OutlookMobileEnabled,UniversalOutlookEnabled,OwaMailboxPolicy,\
             ActiveSyncMailboxPolicy\n",
        );
        for number in 0..count {
            let Mailbox { local, address, .. } = self.mailbox(number);
            let ews = ["", "True", "True", "False"][noise(self.seed ^ 0x43, number) as usize % 4];
            let _ = writeln!(
                out,
                "{local},{address},True,True,False,False,True,{ews},True,,True,True,OwaMailboxPolicy-Default,Default"
            );
        }
        out
    }

    pub(super) fn calendar_processing(self, count: u64) -> String {
        let mut out = String::from(
            "Mailbox,AutomateProcessing,ResourceDelegates,BookInPolicy,RequestInPolicy,AllBookInPolicy,AllRequestInPolicy,\
             ForwardRequestsToDelegates\n",
        );
        for room in (0..count).map(|number| self.mailbox(number)).filter(|mailbox| mailbox.kind == "RoomMailbox") {
            let delegate = self.mailbox((room.number + 1) % count).local;
            let _ = writeln!(out, "{},AutoAccept,{delegate},,,True,False,True", room.address);
        }
        out
    }

    pub(super) fn organization(self) -> String {
        let (domain, initial) = (self.domain, self.initial);
        format!(
            "Name,Identity,DisplayName,EwsEnabled,EwsApplicationAccessPolicy,IsDehydrated,OAuth2ClientProfileEnabled\n\
             {initial},{initial},{domain},,,False,True\n"
        )
    }

    pub(super) fn dns_records(self) -> String {
        let zone = self.domain;
        let host = zone.replace('.', "-");
        format!(
            "Zone,Name,Type,Value,Priority,TTL\n\
             {zone},{zone},MX,{host}.mail.protection.outlook.com,0,3600\n\
             {zone},{zone},TXT,v=spf1 include:spf.protection.outlook.com -all,,3600\n\
             {zone},autodiscover.{zone},CNAME,autodiscover.outlook.com,,3600\n\
             {zone},_dmarc.{zone},TXT,v=DMARC1; p=none,,3600\n\
             {zone},selector1._domainkey.{zone},CNAME,selector1-{host}._domainkey.{},,3600\n",
            self.initial
        )
    }
}
