//! `tenantcheck checks`: the catalogue as a table.

use tenantcheck::checks;
use tenantcheck::error::Error;

use crate::layout;

pub fn run() -> Result<(), Error> {
    let head = ["code", "severity", "name", "title"].map(str::to_owned);
    let line = |check: &&tenantcheck::check::Check| {
        [check.code, check.severity.as_str(), check.name, check.title].map(str::to_owned)
    };
    let rows: Vec<_> = std::iter::once(head).chain(checks::ALL.iter().map(line)).collect();
    let mut out = Vec::new();
    layout::columns(&mut out, &rows)?;
    super::print(out)
}
