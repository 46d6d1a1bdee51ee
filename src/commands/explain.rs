//! `tenantcheck explain CODE`: everything a person should know about one check.

use std::io::{self, Write};

use tenantcheck::check::{Check, Need};
use tenantcheck::checks;
use tenantcheck::error::Error;
use tenantcheck::nearest::nearest;
use tenantcheck::plan::{Command, Plan};

use crate::layout;

/// Columns of a page.
const WIDE: usize = 100;

pub fn run(asked: &str) -> Result<(), Error> {
    let check = find(asked).ok_or_else(|| Error::UnknownCheck {
        asked: asked.to_owned(),
        nearest: nearest(asked, checks::ALL.iter().flat_map(|check| [check.code, check.name]))
            .unwrap_or_default()
            .to_owned(),
    })?;
    let mut page = Vec::new();
    write(&mut page, check)?;
    super::print(page)
}

/// The check of a code or name, in any case.
fn find(asked: &str) -> Option<&'static Check> {
    let asked = asked.trim();
    checks::ALL
        .iter()
        .copied()
        .find(|check| check.code.eq_ignore_ascii_case(asked) || check.name.eq_ignore_ascii_case(asked))
}

fn write(page: &mut impl Write, check: &Check) -> io::Result<()> {
    writeln!(page, "{} {} ({})", check.code, check.name, check.severity)?;
    section(page, "What", check.title)?;
    section(page, "Why", check.why)?;
    section(page, "Fix", check.fix)?;
    let commands: Vec<Command> = checks::commands(check).collect();
    let words: Vec<&str> = commands.iter().map(|command| command.as_str()).collect();
    section(page, "Run by", &words.join(", "))?;
    // The command in which it matters first says whose exports are meant.
    let Some(&command) = commands.first() else { return Ok(()) };
    needs(page, "Needs", check.needs, command)?;
    needs(page, "Says more with", check.wants, command)
}

/// What must be exported, each with the command that does it.
fn needs(page: &mut impl Write, title: &str, needs: &[Need], command: Command) -> io::Result<()> {
    if needs.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n{title}")?;
    for need in needs {
        layout::paragraph(page, 2, WIDE, &need.describe(&Plan::new(command)))?;
        if let Some(carried) = need.any.first() {
            writeln!(page, "    {}", carried.kind.export.command)?;
        }
    }
    Ok(())
}

fn section(page: &mut impl Write, title: &str, text: &str) -> io::Result<()> {
    writeln!(page, "\n{title}")?;
    layout::paragraph(page, 2, WIDE, text)
}
