//! INP011 concealed-names: a usage report conceals who its rows are about.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP011",
    name: "concealed-names",
    severity: Severity::Major,
    title: "A usage report conceals its users",
    why: "Usage reports show 32 hexadecimal digits instead of names unless the tenant says otherwise; such rows belong to nobody, \
          and mailboxes whose size stands only there are unknown. Names and GUIDs of other exports are not meant",
    fix: "Switch concealed names off (Microsoft 365 admin center, Settings, Org settings, Reports, or \
          `Update-MgAdminReportSetting -DisplayConcealedNames:$false`), and export the report again",
    message: "In {cells} of `{value}`, the first in row {row}: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::inputs::cells(facts, Matter::Concealed, selection);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn concealed_names_of_a_usage_report() {
        const HEAD: &str = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Last Activity Date,Storage Used (Byte)\n";
        let concealed = "2026-11-18,B615014AAF2F59ACBB8B49C116AE469C,B615014AAF2F59ACBB8B49C116AE469C,False,2026-11-17,1000\n";
        let open = "2026-11-18,kim@contoso.com,Kim,False,2026-11-17,1000\n";
        let tenants = Tenants::new()
            .source("usage.csv", &format!("{HEAD}{concealed}"))
            .destination("usage.csv", &format!("{HEAD}{open}"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source usage.csv Display Name
        major source usage.csv User Principal Name
        ");
    }
}
