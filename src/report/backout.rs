//! Whether the way back is complete: one answer for the workbook and the terminal.

use super::document::BySeverity;
use super::page::Tone;
use super::verdict::{Verdict, blind_spots};
use crate::check::{Coverage, Severity};
use crate::engine::Answer;
use crate::facts::Facts;
use crate::values::text::counted;

/// The verdict on a back-out: only when everything was looked at and found as before is it complete.
pub fn verdict(facts: &Facts, answer: &Answer) -> Verdict {
    let open = answer.findings.iter().filter(|finding| finding.code.starts_with("BCK")).count() as u64;
    let found = BySeverity::of(&answer.findings);
    let others = found.blocker + found.major + found.minor;
    let decides = |line: &&Coverage| line.code.starts_with("BCK");
    let blind = facts.forbidding().into_iter().chain(blind_spots(answer.coverage.iter().filter(decides)));
    let blind = Some(blind.collect::<Vec<_>>().join(", ")).filter(|blind| !blind.is_empty());
    let worst = if found.blocker > 0 { Severity::Blocker } else { Severity::Major };
    let bad = |text: String| Verdict { tone: Tone::Severity(worst), text };
    let unseen = blind.as_ref().map(|blind| format!("; {blind}")).unwrap_or_default();
    match (open, blind) {
        (1.., _) => bad(format!("{} not restored: the back-out is not complete{unseen}", counted(open, "thing"))),
        (0, Some(blind)) => bad(format!("nothing found that is not restored, but {blind}: cannot say")),
        // An export that lies about itself, such as the one of before given as that of now, proves nothing.
        (0, None) if found.blocker + found.major > 0 => bad(format!(
            "everything is restored by these exports, but they have {}: cannot say",
            counted(others, "fault")
        )),
        (0, None) => Verdict { tone: Tone::Good, text: "everything is restored: the back-out is complete".to_owned() },
    }
}
