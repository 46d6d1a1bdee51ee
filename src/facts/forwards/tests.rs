//! Forwards as the exports of both tenants show them, in all layouts.

use std::fmt::Write as _;

use super::graph::{self, Graph, State};
use super::*;
use crate::checks::testing::Tenants;

const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias,ExternalDirectoryObjectId,ForwardingAddress,ForwardingSmtpAddress,DeliverToMailboxAndForward\n";
const PLAIN: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
    ann@contoso.com,ann@contoso.com,UserMailbox,Ann\nbob@contoso.com,bob@contoso.com,UserMailbox,Bob\n";
const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n";
const DESTINATION: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
    ann@fabrikam.com,ann@fabrikam.com,UserMailbox,SMTP:ann@fabrikam.com;smtp:ann@fabrikam.onmicrosoft.com\n\
    x@fabrikam.com,x@fabrikam.com,UserMailbox,SMTP:x@fabrikam.com\n";

/// The forwards of a side, a line each: `from via target [over contact] [marks]`.
fn shown(facts: &Facts, side: Side) -> String {
    let mut lines = String::new();
    for forward in facts.forwards.of(side) {
        let from = forward.from.map_or("?", |id| facts.subject(side, id));
        let kind = match &forward.to {
            End::Object(side, _) => side.as_str(),
            End::Outside(_) => "outside",
            End::Nobody(_) => "nobody",
            End::Several(..) => "several",
            End::Unknown => "unknown",
        };
        let _ = write!(lines, "{from} {} {kind} {}", facts.forward_via(forward.via), facts.forward_target(forward));
        if let Some((side, id)) = forward.label {
            let _ = write!(lines, " over {}", facts.subject(side, id));
        }
        let marks = [
            (forward.coexistence, " coexistence"),
            (forward.acts == Some(false), " ignored"),
            (forward.acts.is_none(), " undecided"),
            (forward.keeps_copy == Some(true), " copy"),
        ];
        lines.extend(marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark));
        lines.push('\n');
    }
    lines
}

fn source(facts: &Facts) -> String {
    shown(facts, Side::Source)
}

/// The rows of the source's list of forwards that were used, and those that were skipped.
fn account(facts: &Facts) -> (u64, u64, Vec<(&'static str, u64)>) {
    let file = facts.files.iter().find(|file| file.file == "forwarding.csv").expect("a list of forwards");
    (file.rows, file.used, file.skipped.iter().map(|(rule, count)| (*rule, *count)).collect())
}

#[test]
fn attributes_name_their_target_in_every_form() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!(
                "{MAILBOXES}\
                 a@contoso.com,a@contoso.com,UserMailbox,Ann,anna,2b7a9a5e-3c1f-4a55-9d3e-000000000001,b@contoso.com,,True\n\
                 b@contoso.com,b@contoso.com,UserMailbox,Bob,bobb,2b7a9a5e-3c1f-4a55-9d3e-000000000002,anna,,False\n\
                 c@contoso.com,c@contoso.com,UserMailbox,Cid,cidc,,2B7A9A5E-3C1F-4A55-9D3E-000000000001,,\n\
                 d@contoso.com,d@contoso.com,UserMailbox,Dan,dand,,contoso.onmicrosoft.com/Users/Bob,,\n\
                 e@contoso.com,e@contoso.com,UserMailbox,Eve,evee,,\"CN=Bob,OU=contoso.onmicrosoft.com,DC=COM\",,\n\
                 f@contoso.com,f@contoso.com,UserMailbox,Fay,fayf,,Twin,,\n\
                 g@contoso.com,g@contoso.com,UserMailbox,Twin,gilg,,,{{smtp:X@Fabrikam.com}},\n\
                 h@contoso.com,h@contoso.com,UserMailbox,Twin,hugo,,,N/A,\n"
            ),
        )
        .destination("mailboxes.csv", DESTINATION)
        .facts();
    insta::assert_snapshot!(source(&facts), @r"
    a@contoso.com ForwardingAddress source b@contoso.com copy
    b@contoso.com ForwardingAddress source a@contoso.com
    c@contoso.com ForwardingAddress source a@contoso.com
    d@contoso.com ForwardingAddress source b@contoso.com
    e@contoso.com ForwardingAddress source b@contoso.com
    f@contoso.com ForwardingAddress several Twin
    g@contoso.com ForwardingSmtpAddress destination x@fabrikam.com
    ");
}

#[test]
fn lists_of_forwards_in_their_layouts() {
    let forwards = |list: &str| {
        let facts = Tenants::new()
            .source("mailboxes.csv", PLAIN)
            .source("forwarding.csv", list)
            .destination("mailboxes.csv", DESTINATION)
            .facts();
        let (rows, used, skipped) = account(&facts);
        assert_eq!(rows, used + skipped.iter().map(|(_, count)| count).sum::<u64>(), "{list}");
        source(&facts)
    };
    let one = "ann@contoso.com ForwardingSmtpAddress outside p@tailspin.com\n";
    for list in [
        "UPN,ForwardingSMTPAddress,DelivertoMailboxAndForward\nann@contoso.com,smtp:P@tailspin.com,False\nbob@contoso.com,,False\n",
        "Mailbox Name,Forwarding SMTP Address,Forward To,Deliver To Mailbox and Forward\nann@contoso.com,p@tailspin.com,,False\n",
        "Mailbox,UPN,Mailbox type,ForwardingAddress,InboxRule,Rule Removed,Enabled\nAnn,ann@contoso.com,UserMailbox,p@tailspin.com,N/A,,\n",
        "UPN,DisplayName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingType,ForwardTo,ForwardingSmtpAddress,InternalForwardingAddress,DeliverToMailboxAndForward\n\
         ann@contoso.com,Ann,ann@contoso.com,UserMailbox,External,p@tailspin.com,smtp:p@tailspin.com,,False\n\
         bob@contoso.com,Bob,bob@contoso.com,UserMailbox,None,,,,False\n",
        "Mailbox address,Mailbox type,Keep original message,Forwarding via,Forwarding to,IsExternal\n\
         ann@contoso.com,UserMailbox,False,ForwardingSmtpAddress attribute,p@tailspin.com,True\n",
    ] {
        assert_eq!(forwards(list), one, "{list}");
    }
    // Where both are set, the report shows the target that acts.
    let both = "Mailbox address,Mailbox type,Keep original message,Forwarding via,Forwarding to,IsExternal\n\
        ann@contoso.com,UserMailbox,True,ForwardingAddress attribute;ForwardingSmtpAddress attribute,bob@contoso.com,False\n\
        bob@contoso.com,UserMailbox,,Inbox rule: Move to partner,p@tailspin.com,True\n\
        bob@contoso.com,UserMailbox,,Calendar delegation,ann@contoso.com,False\n\
        N/A (via Redirect sales),N/A,,Transport rule: Redirect sales,p@tailspin.com,True\n";
    insta::assert_snapshot!(forwards(both), @r"
    ann@contoso.com ForwardingAddress source bob@contoso.com copy
    bob@contoso.com Move to partner outside p@tailspin.com
    ");
}

#[test]
fn an_inbox_rule_in_a_list_is_a_rule() {
    let facts = Tenants::new()
        .source("mailboxes.csv", PLAIN)
        .source(
            "forwarding.csv",
            "Mailbox,UPN,Mailbox type,ForwardingAddress,InboxRule,Rule Removed,Enabled\n\
             Ann,ann@contoso.com,UserMailbox,p@tailspin.com,To my home,,\nBob,bob@contoso.com,UserMailbox,p@tailspin.com,N/A,,\n",
        )
        .facts();
    insta::assert_snapshot!(source(&facts), @r"
    ann@contoso.com To my home outside p@tailspin.com
    bob@contoso.com ForwardingSmtpAddress outside p@tailspin.com
    ");
}

#[test]
fn a_list_counts_what_is_no_forward_and_what_is_known() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!("{MAILBOXES}ann@contoso.com,ann@contoso.com,UserMailbox,Ann,ann,,,p@tailspin.com,True\nbob@contoso.com,bob@contoso.com,UserMailbox,Bob,bob,,,,\n"),
        )
        .source(
            "forwarding.csv",
            "UserPrincipalName,PrimarySmtpAddress,ForwardingAddress,ForwardingSmtpAddress,DeliverToMailboxAndForward\n\
             ann@contoso.com,ann@contoso.com,,p@tailspin.com,True\n\
             bob@contoso.com,bob@contoso.com,,,False\n\
             gone@contoso.com,gone@contoso.com,,q@tailspin.com,True\n\
             left@contoso.com,left@contoso.com,,,True\n",
        )
        .facts();
    insta::assert_snapshot!(source(&facts), @r"
    ann@contoso.com ForwardingSmtpAddress outside p@tailspin.com copy
    ? ForwardingSmtpAddress outside q@tailspin.com copy
    ");
    let (rows, used, skipped) = account(&facts);
    assert_eq!((rows, used), (4, 1));
    assert_eq!(skipped, [("forward that another export shows", 1), ("mailbox does not forward", 2)]);
    let bob = facts.forwards.known(Side::Source, ObjectId(1));
    assert!(bob.address && bob.smtp);
}

#[test]
fn contacts_are_labels_in_either_tenant() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!(
                "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,A,a,,Partner,,\n\
                 b@contoso.com,b@contoso.com,UserMailbox,B,b,,Colleague,,\n\
                 c@contoso.com,c@contoso.com,UserMailbox,C,c,,Over and over,,\n\
                 d@contoso.com,d@contoso.com,UserMailbox,D,d,,Blank,,\n\
                 e@contoso.com,e@contoso.com,UserMailbox,E,e,,Ping,,\n\
                 f@contoso.com,f@contoso.com,UserMailbox,F,f,,,twice@tailspin.com,\n\
                 g@contoso.com,g@contoso.com,UserMailbox,G,g,,,old@contoso.com,\n\
                 ann@contoso.com,ann@contoso.com,UserMailbox,Ann,ann,,,,\n"
            ),
        )
        .source(
            "contacts.csv",
            &format!(
                "{CONTACTS}Partner,p@tailspin.com,SMTP:p@tailspin.com,MailContact\n\
                 Colleague,colleague@contoso.com,SMTP:X@fabrikam.com,MailUser\n\
                 Over and over,over@contoso.com,SMTP:colleague@contoso.com,MailContact\n\
                 Blank,blank@contoso.com,,MailContact\n\
                 Ping,ping@contoso.com,SMTP:pong@contoso.com,MailContact\n\
                 Pong,pong@contoso.com,SMTP:ping@contoso.com,MailContact\n\
                 One,one@contoso.com,SMTP:twice@tailspin.com,MailContact\n\
                 Two,two@contoso.com,SMTP:twice@tailspin.com,MailContact\n"
            ),
        )
        .destination("mailboxes.csv", DESTINATION)
        .destination("contacts.csv", &format!("{CONTACTS}Old,old.ext@fabrikam.com,SMTP:old@contoso.com,MailContact\n"))
        .facts();
    insta::assert_snapshot!(source(&facts), @r"
    a@contoso.com ForwardingAddress outside p@tailspin.com over p@tailspin.com
    b@contoso.com ForwardingAddress destination x@fabrikam.com over colleague@contoso.com
    c@contoso.com ForwardingAddress destination x@fabrikam.com over over@contoso.com
    d@contoso.com ForwardingAddress unknown blank@contoso.com over blank@contoso.com
    e@contoso.com ForwardingAddress nobody ping@contoso.com over ping@contoso.com
    f@contoso.com ForwardingSmtpAddress outside twice@tailspin.com
    g@contoso.com ForwardingSmtpAddress nobody old@contoso.com
    ");
}

#[test]
fn coexistence_forwards_of_both_directions() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!(
                "{MAILBOXES}ann@contoso.com,ann@contoso.com,UserMailbox,Ann,ann,,,ann@fabrikam.onmicrosoft.com,\n\
                 bob@contoso.com,bob@contoso.com,UserMailbox,Bob,bob,,Bob there,,\n\
                 cid@contoso.com,cid@contoso.com,UserMailbox,Cid,cid,,,ann@fabrikam.com,\n\
                 dan@contoso.com,dan@contoso.com,UserMailbox,Dan,dan,,,dan.ext@fabrikam.com,\n"
            ),
        )
        .source("contacts.csv", &format!("{CONTACTS}Bob there,bob.new@contoso.com,SMTP:bob@fabrikam.com,MailContact\n"))
        .destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,ForwardingAddress,ForwardingSmtpAddress\n\
             ann@fabrikam.com,ann@fabrikam.com,UserMailbox,SMTP:ann@fabrikam.com;smtp:ann@fabrikam.onmicrosoft.com,,\n\
             bob@fabrikam.com,bob@fabrikam.com,UserMailbox,SMTP:bob@fabrikam.com,Bob of Contoso,\n\
             cid@fabrikam.com,cid@fabrikam.com,UserMailbox,SMTP:cid@fabrikam.com,,cid@contoso.com\n\
             x@fabrikam.com,x@fabrikam.com,UserMailbox,SMTP:x@fabrikam.com,,bob@contoso.com\n",
        )
        .destination(
            "contacts.csv",
            &format!(
                "{CONTACTS}Bob of Contoso,bob.ext@fabrikam.com,SMTP:bob@contoso.com,MailContact\n\
                 Dan of Contoso,dan.ext@fabrikam.com,SMTP:dan@contoso.com,MailContact\n"
            ),
        )
        .facts();
    insta::assert_snapshot!(source(&facts), @r"
    ann@contoso.com ForwardingSmtpAddress destination ann@fabrikam.com coexistence
    bob@contoso.com ForwardingAddress destination bob@fabrikam.com over bob.new@contoso.com coexistence
    cid@contoso.com ForwardingSmtpAddress destination ann@fabrikam.com
    dan@contoso.com ForwardingSmtpAddress source dan@contoso.com over dan.ext@fabrikam.com coexistence
    ");
    insta::assert_snapshot!(shown(&facts, Side::Destination), @r"
    bob@fabrikam.com ForwardingAddress source bob@contoso.com over bob.ext@fabrikam.com coexistence
    cid@fabrikam.com ForwardingSmtpAddress source cid@contoso.com coexistence
    x@fabrikam.com ForwardingSmtpAddress source bob@contoso.com over bob.ext@fabrikam.com
    ");
}

#[test]
fn a_forward_to_nobody_is_told_as_exported() {
    let facts = Tenants::new()
        .source(
            "mailboxes.csv",
            &format!(
                "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,A,a,,Gone Person,,\n\
                 b@contoso.com,b@contoso.com,UserMailbox,B,b,,,SMTP:Gone@Contoso.com,\n\
                 c@contoso.com,c@contoso.com,UserMailbox,C,c,,System.Object[],p@tailspin.com,\n"
            ),
        )
        .source(
            "rules.csv",
            "Mailbox,Name,Enabled,ForwardTo\n\
             a@contoso.com,R,,\"\"\"Left\"\" [SMTP:Left@Contoso.com]\"\nb@contoso.com,S,True,Nobody Here\n",
        )
        .source("rules2.csv", "Mailbox,Name,Enabled,ForwardTo\nb@contoso.com,S,True,NOBODY HERE\n")
        .facts();
    insta::assert_snapshot!(source(&facts), @r"
    a@contoso.com ForwardingAddress nobody Gone Person
    a@contoso.com R nobody left@contoso.com undecided copy
    b@contoso.com ForwardingSmtpAddress nobody gone@contoso.com
    b@contoso.com S nobody Nobody Here copy
    c@contoso.com ForwardingAddress unknown  undecided
    c@contoso.com ForwardingSmtpAddress outside p@tailspin.com undecided
    ");
}

#[test]
fn thousands_in_a_row_and_in_a_circle() {
    const COUNT: usize = 5_000;
    let mut rows = MAILBOXES.to_owned();
    for number in 0..COUNT {
        let (ring, line) = ((number + 1) % COUNT, number + 1);
        let _ = writeln!(
            rows,
            "r{number}@contoso.com,r{number}@contoso.com,UserMailbox,R{number},r{number},,,r{ring}@contoso.com,"
        );
        let _ = writeln!(
            rows,
            "l{number}@contoso.com,l{number}@contoso.com,UserMailbox,L{number},l{number},,,l{line}@contoso.com,"
        );
    }
    let facts = Tenants::new().source("mailboxes.csv", &rows).facts();
    let loops = graph::loops(&facts);
    assert_eq!(loops.iter().map(|found| found.path.len()).collect::<Vec<_>>(), [COUNT]);
    let graph = Graph::of(&facts, State::Today);
    let ways = graph.ways();
    let chains = |name: &str| {
        let id = facts.resolver(Side::Source).resolve(name, &facts.source, &facts.pool).one().expect("a mailbox");
        graph.chains(Side::Source, id, &ways)
    };
    assert!(chains("r7@contoso.com").is_empty());
    let from_start = graph.shown(&chains("l0@contoso.com")[0]);
    assert!(
        from_start.starts_with("l0@contoso.com > l1@contoso.com > l2@contoso.com")
            && from_start.ends_with("l50@contoso.com > ...")
    );
    assert_eq!(
        graph.shown(&chains("l4998@contoso.com")[0]),
        "l4998@contoso.com > l4999@contoso.com > l5000@contoso.com"
    );
}

#[test]
fn a_list_with_rules_may_say_which_of_them_run() {
    let list = |rows: &str| {
        let facts = Tenants::new()
            .source("mailboxes.csv", PLAIN)
            .source("forwarding.csv", &format!("Mailbox,UPN,Mailbox type,ForwardingAddress,InboxRule{rows}"))
            .facts();
        (source(&facts), account(&facts))
    };
    let (shown, account) = list(
        ",Rule Removed,Enabled\n\
         Ann,ann@contoso.com,UserMailbox,a@tailspin.com,On,,True\n\
         Ann,ann@contoso.com,UserMailbox,b@tailspin.com,Off,,False\n\
         Ann,ann@contoso.com,UserMailbox,c@tailspin.com,Unsaid,,\n\
         Ann,ann@contoso.com,UserMailbox,d@tailspin.com,Gone,Yes,True\n\
         Bob,bob@contoso.com,UserMailbox,e@tailspin.com,,,\n",
    );
    insta::assert_snapshot!(shown, @r"
    ann@contoso.com On outside a@tailspin.com
    ann@contoso.com Unsaid outside c@tailspin.com undecided
    bob@contoso.com ForwardingSmtpAddress outside e@tailspin.com
    ");
    assert_eq!(account, (5, 3, vec![("disabled rule", 1), ("removed rule", 1)]));
    let (shown, _) = list("\nAnn,ann@contoso.com,UserMailbox,a@tailspin.com,On\n");
    insta::assert_snapshot!(shown, @"ann@contoso.com On outside a@tailspin.com");
}
