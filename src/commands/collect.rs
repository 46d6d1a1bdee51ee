//! `tenantcheck collect`: the script that makes the exports, on standard output.

use tenantcheck::collect;
use tenantcheck::error::Error;
use tenantcheck::kinds;
use tenantcheck::nearest::nearest;

pub fn run(kinds: &[String]) -> Result<(), Error> {
    let wanted: Vec<_> = kinds.iter().map(String::as_str).collect();
    let wanted = (!wanted.is_empty()).then_some(wanted.as_slice());
    let script = collect::script(wanted).map_err(|unknown| Error::UnknownKind {
        nearest: nearest(&unknown.0, kinds::ALL.iter().map(|kind| kind.name))
            .unwrap_or_default()
            .to_owned(),
        asked: unknown.0,
    })?;
    super::print(script)
}
