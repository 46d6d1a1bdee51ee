//! What stands below the options in the help of each command: examples, and what the command needs.

/// For the program.
pub const HELP: &str = "\
Examples:
  tenantcheck init contoso                        start a project folder
  tenantcheck collect > collect.ps1               the script that makes the exports
  tenantcheck inspect contoso/source              see how files are understood
  tenantcheck assess --project contoso/migration.toml

Exit codes:
  0  done; nothing at or above `--fail-on`
  1  done; findings at or above `--fail-on`
  2  could not run";

/// For `assess`.
pub const ASSESS_HELP: &str = "\
Examples:
  tenantcheck assess --project migration.toml
  tenantcheck assess --source exports/contoso --destination exports/fabrikam
  tenantcheck assess --project migration.toml --no-workbook --json - --fail-on blocker
  tenantcheck assess --project migration.toml --domain-map contoso.net=fabrikam.com
  tenantcheck assess --project migration.toml --previous reports/assessment.xlsx

What is given here wins over the project file.";

/// For `waves`.
pub const WAVES_HELP: &str = "\
Examples:
  tenantcheck waves --project migration.toml --max-size 200
  tenantcheck waves --source exports/contoso --max-size 200 --max-gb 2000
  tenantcheck waves --project migration.toml --map map.csv --max-gb 1500

Needs the exports of the source with their permissions. A Wave that people gave, in the identity map \
or with `--previous`, stays: waves named by a number are filled up, others take only what rights tie \
to them. Without a limit everything is one wave, and the sheet Clusters says what belongs together.";

/// For `licences`.
pub const LICENCES_HELP: &str = "\
Examples:
  tenantcheck licences --project migration.toml
  tenantcheck licences --source exports/contoso --growth 15 --prices prices.csv
  tenantcheck licences --project migration.toml --profile cloudiway
  tenantcheck licences --print-profile migrationwiz > mine.toml
  tenantcheck licences --project migration.toml --profile mine.toml

Needs the exports of the source with sizes and archives; with those of the destination it also says \
which plans are there. Prices are yours: a table with the columns Unit, Price and Currency.";

/// For `cutover`.
pub const CUTOVER_HELP: &str = "\
Examples:
  tenantcheck cutover --project migration.toml --domain contoso.com
  tenantcheck cutover --source tonight/contoso --domain contoso.com --domain contoso.net
  tenantcheck cutover --project migration.toml --domain contoso.com --actions tonight/actions
  tenantcheck cutover --project migration.toml --domain contoso.com --side destination

Needs fresh exports of the tenant that the domain leaves. Without `--domain` it asks about all moving domains.";

/// For `verify`.
pub const VERIFY_HELP: &str = "\
Examples:
  tenantcheck verify --project migration.toml
  tenantcheck verify --baseline before/contoso --destination now/fabrikam
  tenantcheck verify --project migration.toml --baseline-destination before/fabrikam
  tenantcheck verify --project migration.toml --scope reports/assessment.xlsx --wave 2
  tenantcheck verify --project migration.toml --previous reports/verification.xlsx

Compares the source as it was before the move with the destination as it is now. What the destination \
had before the move is not called extra where its baseline is given too.";

/// For `backout`.
pub const BACKOUT_HELP: &str = "\
Examples:
  tenantcheck backout --project migration.toml
  tenantcheck backout --baseline before/contoso --source now/contoso
  tenantcheck backout --project migration.toml --actions restore

Compares both tenants as they were before the move with what they are now.";

/// For `baseline`.
pub const BASELINE_HELP: &str = "\
Examples:
  tenantcheck baseline --project migration.toml
  tenantcheck baseline --source exports/contoso --destination exports/fabrikam --out before
  tenantcheck baseline --project migration.toml --today 2026-12-05

Copies the exports as they are into a folder named for their day, with checksums. `verify` and `backout` refuse \
a baseline that was changed since. Exports with gaps are not kept unless `--incomplete` is given.";

/// For `inspect`.
pub const INSPECT_HELP: &str = "\
Examples:
  tenantcheck inspect exports/
  tenantcheck inspect --rows mailboxes.csv > clean.csv
  tenantcheck inspect --rows export.xlsx --sheet Groups";
