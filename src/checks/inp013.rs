//! INP013 undecodable-bytes: bytes that are not valid in the encoding that the file declares.

use super::inputs;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP013",
    name: "undecodable-bytes",
    severity: Severity::Major,
    title: "Bytes are not valid in the encoding that the file declares",
    why: "A BOM, or the form of UTF-16, says how the file is encoded, and these bytes do not fit: something was appended in \
          another encoding, or the file is damaged. They are read as U+FFFD. A file without a BOM that is not UTF-8 is read in \
          the code page, with a note",
    fix: "Export again into a new file instead of appending to one",
    message: "Line {value} of `{subject}`: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, file) in inputs::files(facts) {
        selection.examined += file.rows;
        for note in file.notes.iter().filter(|note| note.matter == Matter::Undecodable) {
            let Some(line) = note.line else { continue };
            let hit = Hit::new(inputs::side(file), file.subject(), line.to_string()).with("what", note.text.as_str());
            selection.hit(hit.seen(Some(inputs::seen(id, note))));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const HEAD: &[u8] = b"DisplayName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n";
    const ROW: &[u8] = b"K\xF6ln,koeln@contoso.com,SharedMailbox,SMTP:koeln@contoso.com\n";

    #[test]
    fn only_a_declared_encoding_can_be_broken() {
        let tenants = Tenants::new()
            .source_bytes("bom.csv", &[b"\xEF\xBB\xBF", HEAD, ROW].concat())
            .source_bytes("code page.csv", &[HEAD, ROW].concat());
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source bom.csv 2");
    }
}
