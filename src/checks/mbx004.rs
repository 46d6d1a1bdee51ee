//! MBX004 shared-needs-licence: a shared or resource mailbox that the destination keeps with a licence only.

use super::needs::carried;
use super::volume::{self, BLOCK};
use crate::check::{Check, Evidence, Hit, Need, Selection, Severity};
use crate::facts::{Facts, Object, ObjectId};
use crate::kinds::{mailbox_statistics, mailbox_usage, mailboxes};
use crate::schema::Side;
use crate::values::recipient::Class;

/// Size, archive or hold of the source: each says something.
const ANYTHING: Need = Need::on(Side::Source, carried![
    mailbox_statistics.mailbox_statistics::TOTAL_ITEM_SIZE,
    mailbox_statistics.mailbox_statistics::TOTAL_ITEM_SIZE_BYTES,
    mailbox_usage.mailbox_usage::STORAGE_USED,
    mailboxes.mailboxes::SIZE,
    mailboxes.mailboxes::ARCHIVE_GUID,
    mailboxes.mailboxes::ARCHIVE_STATUS,
    mailboxes.mailboxes::LITIGATION_HOLD,
    mailboxes.mailboxes::IN_PLACE_HOLDS,
]);

/// The check.
pub static CHECK: Check = Check {
    code: "MBX004",
    name: "shared-needs-licence",
    severity: Severity::Major,
    title: "A shared or resource mailbox needs a licence at the destination",
    why: "Without a licence a shared, room, equipment or scheduling mailbox holds 50 GB, has no archive and no hold; larger \
          ones stop receiving mail, and the archive or hold is lost. Exactly 50 GB needs none. Mailboxes of users are licensed \
          anyway",
    fix: "Assign Exchange Online Plan 2 at the destination (`Set-MgUserLicense`), or clean up, disable the archive or release \
          the hold before the move",
    message: "`{subject}` is a {class} {why} and needs Exchange Online Plan 2 at the destination",
    needs: &[ANYTHING],
    wants: &[volume::SOURCE_SIZES, volume::SOURCE_ARCHIVES, volume::SOURCE_HOLDS],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in volume::mailboxes(facts).filter(|(_, object)| object.class != Class::User) {
        selection.examine();
        let answers = [size(facts, id, object), archive(facts, id, object), hold(facts, object)];
        if answers.iter().any(Option::is_none) {
            selection.undecided();
        }
        for reason in answers.into_iter().flatten().flatten() {
            let hit = Hit::new(Side::Source, facts.text(object.subject), reason.value)
                .with("class", volume::class_words(object.class))
                .with("why", reason.words);
            selection.hit(hit.seen(reason.seen));
        }
    }
}

/// Why a mailbox needs a licence.
struct Reason {
    value: &'static str,
    words: String,
    seen: Option<Evidence>,
}

/// `None` is unknown, `Some(None)` no reason.
type Answer = Option<Option<Reason>>;

fn size(facts: &Facts, id: ObjectId, object: &Object) -> Answer {
    let sizes = facts.source.sizes[id.index()];
    let bytes = sizes.bytes?;
    let reason = || Reason {
        value: "size",
        words: format!("of {}", volume::gigabytes(bytes)),
        seen: volume::size_evidence(facts, object, sizes.at),
    };
    Some((bytes > BLOCK).then(reason))
}

fn archive(facts: &Facts, id: ObjectId, object: &Object) -> Answer {
    let has_archive = facts.source.sizes[id.index()].archive?;
    let reason =
        || Reason { value: "archive", words: "with an archive".to_owned(), seen: volume::archive_evidence(facts, object) };
    Some(has_archive.then(reason))
}

fn hold(facts: &Facts, object: &Object) -> Answer {
    let holds = facts.holds(Side::Source, object);
    let is_on_hold = holds.any()?;
    let reason = || Reason {
        value: "hold",
        words: "on hold".to_owned(),
        seen: holds.on.first().and_then(|(_, column)| facts.evidence(Side::Source, object, &[column])),
    };
    Some(is_on_hold.then(reason))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn size_archive_and_hold_are_one_finding_each() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ArchiveStatus,LitigationHoldEnabled,InPlaceHolds,\
                 DelayHoldApplied,RetentionHoldEnabled\n\
                 all@contoso.com,all@contoso.com,SharedMailbox,Active,True,,False,False\n\
                 room@contoso.com,room@contoso.com,RoomMailbox,None,False,mbx7f8e:1,False,False\n\
                 exact@contoso.com,exact@contoso.com,SharedMailbox,None,False,-mbx7f8e:1,False,False\n\
                 user@contoso.com,user@contoso.com,UserMailbox,Active,True,,False,False\n",
            )
            .source(
                "statistics.csv",
                "UserPrincipalName,ItemCount,TotalItemSize\n\
                 all@contoso.com,7,53687091201B\n\
                 exact@contoso.com,7,53687091200B\n\
                 user@contoso.com,7,63687091200B\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com archive
        major source all@contoso.com hold
        major source all@contoso.com size
        major source room@contoso.com hold
        undecidable 1 of 3
        ");
    }
}
