//! The rules that gave a line its units, in words.

use std::fmt::Write as _;

use super::Estimate;
use super::line::Line;
use super::profile::Archive;
use super::share::{Rule, Share, State};
use crate::values::size::blocks;
use crate::values::text::counted;

impl Estimate {
    /// Why the line at this place has its units, e.g. `2 blocks of 50 GB; archive: bundle`.
    pub fn reason(&self, at: usize) -> String {
        let (line, shares) = (&self.lines[at], &self.shares[at]);
        let ruled = || self.rules.iter().zip(shares).filter(|(_, share)| share.state != State::LeftOut);
        let mut words: Vec<String> = Vec::new();
        if line.is_test {
            words.push(if line.object.is_some() { "test account" } else { "test account, not exported" }.to_owned());
        }
        words.extend(size(line, ruled()));
        words.extend(archive(line, ruled()));
        if ruled().any(|(_, share)| share.state == State::Blocked) {
            words.push("on hold: cannot be moved by every way".to_owned());
        }
        if ruled().any(|(_, share)| share.is_cheaper) {
            words.push("one unit without a limit is cheaper".to_owned());
        }
        if ruled().any(|(_, share)| share.state == State::SharedDestination) {
            words.push("its destination is counted with another mailbox".to_owned());
        }
        words.join("; ")
    }
}

/// Blocks of the first rule that counts any, and what is not certain about them.
fn size<'a>(line: &Line, ruled: impl Iterator<Item = (&'a Rule, &'a Share)> + Clone) -> Option<String> {
    let gib = ruled.clone().find_map(|(rule, _)| rule.unit.block_gb)?;
    let Some(bytes) = line.bytes else { return Some("size unknown".to_owned()) };
    let block = gib << 30;
    let mut words = format!("{} of {gib} GB", counted(blocks(bytes, block), "block"));
    if let Some((first, last)) = line.rounded {
        words += ", size rounded";
        let (least, most) = (blocks(first, block), blocks(last, block));
        if least != most {
            let _ = write!(words, ": {least} or {most}");
        }
    }
    let decimal = blocks(bytes, gib * 1_000_000_000);
    if decimal != blocks(bytes, block) {
        let _ = write!(words, ", {decimal} if a GB has 10^9 bytes");
    }
    let crosses = |share: &&Share| share.state == State::Counted && share.grown > share.total();
    if let Some(share) = ruled.map(|(_, share)| share).find(crosses) {
        let _ = write!(words, ", {} by the cutover", share.grown);
    }
    Some(words)
}

/// What an archive, or not knowing of one, does.
fn archive<'a>(line: &Line, ruled: impl Iterator<Item = (&'a Rule, &'a Share)>) -> Option<String> {
    let asking: Vec<&Rule> = ruled
        .map(|(rule, _)| rule)
        .filter(|rule| matches!(rule.basket.archive, Archive::ExtraUnit | Archive::Upgrade | Archive::Unsupported))
        .collect();
    let first = asking.iter().find(|rule| rule.basket.archive != Archive::Unsupported).or(asking.first())?;
    match (line.archive, first.basket.archive) {
        (Some(false), _) => None,
        (None, _) => Some("archive unknown".to_owned()),
        (Some(true), Archive::Upgrade) => Some(format!("archive: {}", first.archive_unit.title)),
        (Some(true), Archive::ExtraUnit) => Some(format!("archive: one {} more", first.archive_unit.title)),
        (Some(true), _) => Some("archive: not moved this way".to_owned()),
    }
}
