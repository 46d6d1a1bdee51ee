//! INP010 unrecognised-file: a file is no known kind of export.

use super::inputs;
use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;
use crate::reading::InputFile;

/// The check.
pub static CHECK: Check = Check {
    code: "INP010",
    name: "unrecognised-file",
    severity: Severity::Minor,
    title: "A file is no known kind of export",
    why: "Nothing of it is used. Kinds are recognised by their columns, never by the name of a file; a header that was edited \
          or translated is the usual reason. An export without rows is still one; an empty file, and the cover sheet of a \
          workbook that holds exports, are notes in Inputs",
    fix: "Add the columns that it lacks (`tenantcheck collect --kind <kind>` prints the command), or take the file away",
    message: "`{subject}` is no known kind of export: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, file) in inputs::files(facts) {
        selection.examine();
        let refused = file.notes.iter().find(|note| note.matter == Matter::Refused);
        let (subject, value, what) = match (refused, &file.nearest) {
            (Some(note), _) => (file.file.clone(), "none", note.text.clone()),
            _ if file.kind.is_some() || is_harmless(facts, file) => continue,
            (None, Some((kind, lacks))) => {
                let lacks: Vec<String> = lacks.iter().map(|header| format!("`{header}`")).collect();
                let what = format!("the nearest kind is {}, which needs {}", kind.name, lacks.join(", "));
                (file.subject(), kind.name, what)
            }
            (None, None) => (file.subject(), "none", "none of its columns is known".to_owned()),
        };
        let hit = Hit::new(inputs::side(file), subject, value).with("what", what);
        selection.hit(hit.seen(Some(Evidence { file: id, row: None, column: None })));
    }
}

/// Whether a file that is not used is a note only: it holds nothing, or it is a cover sheet beside exports.
fn is_harmless(facts: &Facts, file: &InputFile) -> bool {
    let beside = || facts.files.iter().any(|other| other.path == file.path && other.kind.is_some());
    !file.has_table() || (file.sheet.is_some() && file.nearest.is_none() && beside())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn the_nearest_kind_is_named_and_none_where_no_column_is_known() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\na@contoso.com,a@contoso.com,UserMailbox\n")
            .source("storage.csv", "Report Refresh Date,Storage Used (Byte),Report Date,Report Period\n2026-11-20,1000,2026-11-18,7\n2026-11-20,1000,2026-11-17,7\n")
            .source("lunch.csv", "Dish,Grams\nSoup,300\n")
            .source("lengths.csv", "Length\n21\n18\n")
            .source("page.csv", "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source lengths.csv none
        minor source lunch.csv none
        minor source page.csv none
        minor source storage.csv mailbox-usage
        ");
    }

    #[test]
    fn an_empty_file_and_an_export_without_rows_are_notes() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n")
            .source("contacts.csv", "DisplayName,ExternalEmailAddress,RecipientTypeDetails\n")
            .source("inbox.csv", "")
            .source("blank.csv", "\n\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
