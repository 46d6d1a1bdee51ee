//! The test accounts: named in the project file, there, in scope, with a licence.

use super::Looked;
use crate::check::Severity;
use crate::engine::Answer;
use crate::facts::{Facts, ObjectId, Quotas, State};
use crate::kinds::users;
use crate::schema::Side;

/// How many test accounts each side has.
const WANTED: usize = 2;

/// Steps 19 to 21.
pub(super) fn ready(facts: &Facts, _: &Answer, looked: &mut Looked) {
    for side in [Side::Source, Side::Destination] {
        let accounts = &facts.plan.tenant(side).test_accounts;
        let short = WANTED.saturating_sub(accounts.len()) as u64;
        let words = format!(
            "{side}: the project file names {} of {WANTED} test accounts (`{side}.test_accounts`)",
            accounts.len()
        );
        looked.open(short, Severity::Major, words);
        if !accounts.is_empty() {
            exist(facts, side, accounts, looked);
        }
    }
}

fn exist(facts: &Facts, side: Side, accounts: &[String], looked: &mut Looked) {
    let naming = facts.naming();
    let quotas = Quotas::of(facts, side);
    let mut known: Vec<ObjectId> = Vec::new();
    for account in accounts {
        looked.see();
        match naming.party(side, account).own() {
            Some(id) if known.contains(&id) => {
                looked.open(1, Severity::Major, format!("{side}: `{account}` is named twice"));
            }
            Some(id) => {
                known.push(id);
                one(facts, side, account, id, &quotas, looked);
            }
            None => looked.open(1, Severity::Major, format!("{side}: `{account}` is in no export")),
        }
    }
}

fn one(facts: &Facts, side: Side, account: &str, id: ObjectId, quotas: &Quotas<'_>, looked: &mut Looked) {
    let object = facts.tenant(side).object(id);
    if object.state != State::Live {
        looked.open(1, Severity::Major, format!("{side}: `{account}` is {}", object.state.as_str()));
        return;
    }
    match quotas.has_licence(id) {
        Some(true) => {}
        Some(false) => looked.open(1, Severity::Major, format!("{side}: `{account}` has no licence with a mailbox")),
        None => {
            if !facts.tenant(side).has(&users::KIND, &users::LICENCES) {
                looked.missing(format!("{side} users `Licenses`"), Some(&users::KIND));
            }
            looked.unknown(1, format!("{side}: the licence of `{account}`"));
        }
    }
}
