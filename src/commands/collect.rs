//! `tenantcheck collect`: the script that makes the exports, on standard output.

use tenantcheck::collect;
use tenantcheck::error::Error;

pub fn run(kinds: &[String]) -> Result<(), Error> {
    let wanted: Vec<_> = kinds.iter().map(String::as_str).collect();
    let wanted = (!wanted.is_empty()).then_some(wanted.as_slice());
    let script = collect::script(wanted)
        .map_err(|unknown| Error::UnknownKind { asked: unknown.name, nearest: unknown.nearest.to_owned() })?;
    super::print(script)
}
