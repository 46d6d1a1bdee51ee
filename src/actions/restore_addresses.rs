//! restore-addresses: everything at the source has the addresses again that it had before the move.

use super::{Action, Gaps, Steps, Target, Tenant, addresses, family};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "restore-addresses",
    title: "Give objects of the source all their addresses back",
    note: "When the domain is back (steps 111, 114). Each list is whole, with X500, SIP and SPO addresses; what an \
           object got since then stays: take fallback addresses off by hand (step 115).",
    family: &family::ADDRESSES,
    written: &[(Command::Backout, Tenant::Of(Side::Source))],
    closes: &["BCK102", "BCK103", "BCK104"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    for code in ACTION.closes {
        for ((finding, before_id, _), now_id) in gaps.again(code, Side::Source, steps) {
            let (Some(before), Some(now)) = (gaps.facts.before(Side::Source), gaps.facts.now(Side::Source)) else { return };
            let object = now.source.object(now_id);
            if steps.leave_if_synced(finding, object) {
                continue;
            }
            let target = Target::of(now, Side::Source, now_id);
            let had = addresses::all(before, Side::Source, before.source.object(before_id));
            match (had, addresses::all(now, Side::Source, object)) {
                (Some(had), Some(has)) => steps.push(addresses::restore(&target, &had, &has)),
                (Some(had), None) => steps.push_one_way(addresses::restore(&target, &had, &[])),
                (None, _) => steps.leave(finding, "the baseline does not list all of its addresses"),
            }
        }
    }
}
