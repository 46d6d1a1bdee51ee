//! INP008 ragged-row: a row has more or fewer fields than the header.

use super::inputs;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP008",
    name: "ragged-row",
    severity: Severity::Major,
    title: "A row has more or fewer fields than the header",
    why: "A separator inside a value that was not quoted shifts what follows into the wrong columns, so a row with too many \
          fields is not used; in one with too few the rest is blank. Title lines above the header, blank lines, a type line \
          and separators at the end of a row are no fault",
    fix: "Quote the value that holds the separator, or export again with `Export-Csv` instead of joining texts by hand",
    message: "Row {value} of `{subject}`: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, file) in inputs::files(facts).filter(|(_, file)| file.kind.is_some()) {
        selection.examined += file.data_rows();
        for note in file.rejected.iter().chain(&file.notes).filter(|note| note.matter == Matter::Ragged) {
            let Some(row) = note.row else { continue };
            let hit = Hit::new(inputs::side(file), file.subject(), row.to_string()).with("what", note.text.as_str());
            selection.hit(hit.seen(Some(inputs::seen(id, note))));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn too_many_and_too_few_fields() {
        let tenants = Tenants::new().source(
            "handmade.csv",
            "UserPrincipalName,Archive,ItemCount,TotalItemSize\n\
             a@contoso.com,None,51202,49.5 GB (53,150,220,288 bytes)\n\
             b@contoso.com,None,812,300MB\n\
             c@contoso.com,None\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source handmade.csv 2
        major source handmade.csv 4
        ");
    }

    #[test]
    fn type_lines_blank_lines_and_separators_at_the_end_are_no_rows() {
        let tenants = Tenants::new().source(
            "statistics.csv",
            "#TYPE System.Management.Automation.PSCustomObject\n\
             UserPrincipalName,ItemCount,TotalItemSize\n\n\
             a@contoso.com,812,300MB,,\n,,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
