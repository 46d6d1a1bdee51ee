//! The PowerShell script that makes the exports: a fixed frame, and between its ends the part of each
//! kind. It holds no data, and changes nothing in a tenant: of the service it calls `Get-` alone.

use crate::kinds;
use crate::schema::Kind;

/// A kind that is asked for and does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no kind of export `{name}`")]
pub struct UnknownKind {
    /// The name as it was given.
    pub name: String,
    /// The kind whose name is most like it.
    pub nearest: &'static str,
}

/// The script for these kinds, or for all of them. It runs in Windows PowerShell 5.1 and in
/// PowerShell 7, with the modules `ExchangeOnlineManagement` and `Microsoft.Graph`.
///
/// A kind that is part of another one's export brings that one (forwarding is in the mailboxes).
pub fn script(wanted: Option<&[&str]>) -> Result<String, UnknownKind> {
    let parts = match wanted {
        None => kinds::ALL.to_vec(),
        Some(names) => names.iter().map(|name| known(name)).collect::<Result<_, _>>()?,
    };
    let mut script = HEAD.to_owned();
    for kind in kinds::ALL {
        if !kind.export.script.is_empty() && parts.iter().any(|part| part.name == kind.name) {
            script.push_str(kind.export.script);
        }
    }
    script.push_str(FOOT);
    Ok(script)
}

/// The kind whose part makes the export that was asked for.
fn known(name: &str) -> Result<&'static Kind, UnknownKind> {
    let carrier = match name {
        "addresses" => "recipients",
        "delegation-by-trustee" => "mailbox-permissions",
        "forwarding" | "send-on-behalf" => "mailboxes",
        "group-memberships" => "group-members",
        "mailbox-usage" => "mailbox-statistics",
        "user-licences" => "users",
        own => own,
    };
    kinds::by_name(carrier).ok_or_else(|| UnknownKind { name: name.to_owned(), nearest: kinds::nearest_name(name) })
}

/// Parameters, and the functions that the parts call.
pub const HEAD: &str = r"#Requires -Version 5.1
<#
.SYNOPSIS
    Exports what tenantcheck reads, complete and lossless. Reads the tenant and changes nothing in it.
.DESCRIPTION
    Needs the module ExchangeOnlineManagement and, for users, licences and domains, Microsoft.Graph.
    Run it once per tenant, each time into a folder of its own.
.PARAMETER OutDir
    The folder for the exports; made when it does not exist.
.PARAMETER Kind
    Kinds of export to make, e.g. mailboxes, groups; all when left out.
.PARAMETER Resume
    Leaves out the exports that are complete in OutDir.
.EXAMPLE
    ./collect.ps1 -OutDir source -Resume
#>
[CmdletBinding()]
param(
    [string]$OutDir = '.',
    [string[]]$Kind = @(),
    [switch]$Resume
)

$ErrorActionPreference = 'Stop'
$OutDir = (New-Item -ItemType Directory -Path $OutDir -Force).FullName
$failures = Join-Path -Path $OutDir -ChildPath 'collect-errors.log'
$script:live = $null
$script:part = ''

# Notes what failed and for which object; the run goes on.
function Write-Failure([string]$Object, [string]$Message) {
    $line = '{0} {1} {2}: {3}' -f [datetime]::UtcNow.ToString('s'), $script:part, $Object, $Message
    Add-Content -LiteralPath $failures -Value $line -Encoding UTF8
    Write-Warning -Message $line
}

# One value as text: lists joined with semicolons, dates and numbers alike in every culture.
function Get-CellText($Value) {
    if ($null -eq $Value) { return '' }
    if ($Value -is [string]) { return $Value }
    if ($Value -is [enum]) { return [string]$Value }
    if ($Value -is [datetime]) {
        $utc = $Value.ToUniversalTime()
        return $utc.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
    }
    if ($Value -is [System.Collections.IEnumerable]) {
        return (@($Value | ForEach-Object { Get-CellText $_ }) -join ';')
    }
    if ($Value -is [System.IFormattable]) {
        return $Value.ToString($null, [System.Globalization.CultureInfo]::InvariantCulture)
    }
    return [string]$Value
}

# Makes one export. It bears its name only when it is complete.
function Export-Part([string]$Name, [string]$File, [string[]]$Columns, [scriptblock]$Rows) {
    $script:part = $Name
    $path = Join-Path -Path $OutDir -ChildPath $File
    if ($Kind.Count -gt 0 -and $Kind -notcontains $Name) { return }
    if ($Resume -and (Test-Path -LiteralPath $path)) { return }
    $partial = $path + '.partial'
    $count = 0
    try {
        # The header stands also where there are no rows.
        $header = ($Columns | ForEach-Object { [char]34 + $_ + [char]34 }) -join ','
        [System.IO.File]::WriteAllText($partial, $header + [System.Environment]::NewLine)
        & $Rows | ForEach-Object {
            $source = $_
            $row = [ordered]@{}
            foreach ($column in $Columns) { $row[$column] = Get-CellText $source.$column }
            $count++
            if ($count % 50 -eq 1) { Write-Progress -Id 1 -Activity $Name -Status ('{0} rows' -f $count) }
            [pscustomobject]$row
        } | Export-Csv -LiteralPath $partial -NoTypeInformation -Encoding UTF8
        if ($count -eq 0) { [System.IO.File]::WriteAllText($partial, $header + [System.Environment]::NewLine) }
        Move-Item -LiteralPath $partial -Destination $path -Force
        Write-Host ('{0}: {1} rows' -f $File, $count)
    } catch {
        Write-Failure $Name $_.Exception.Message
    }
    Write-Progress -Id 1 -Activity $Name -Completed
}

# Runs a part once per object; an object that fails does not end it.
function Get-Each([object[]]$Items, [scriptblock]$Rows) {
    $done = 0
    foreach ($item in $Items) {
        $done++
        $name = [string]$item.Identity
        Write-Progress -Id 2 -ParentId 1 -Activity $script:part -Status $name -PercentComplete (100 * $done / $Items.Count)
        try { & $Rows $item } catch { Write-Failure $name $_.Exception.Message }
    }
    Write-Progress -Id 2 -ParentId 1 -Activity $script:part -Completed
}

# All mailboxes that are in use, asked for once.
function Get-LiveMailbox {
    if ($null -eq $script:live) { $script:live = @(Get-Mailbox -ResultSize Unlimited) }
    $script:live
}

if (-not (Get-ConnectionInformation)) { Connect-ExchangeOnline -ShowBanner:$false }
if ((Get-Command -Name Connect-MgGraph -ErrorAction SilentlyContinue) -and -not (Get-MgContext)) {
    Connect-MgGraph -Scopes 'User.Read.All', 'Organization.Read.All', 'Domain.Read.All' -NoWelcome
}
";

/// The end of the script.
pub const FOOT: &str = r"
if (Test-Path -LiteralPath $failures) {
    Write-Warning -Message ('Some exports or objects failed, see {0}' -f $failures)
}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_kind_is_refused_with_the_nearest_one() {
        let error = script(Some(&["mailboxs"])).expect_err("there is no such kind");
        assert_eq!(error.nearest, "mailboxes");
    }

    #[test]
    fn only_the_wanted_parts_are_in_the_script() {
        let script = script(Some(&["groups"])).expect("the kind exists");
        assert!(script.contains("Export-Part 'groups'"));
        assert!(!script.contains("Export-Part 'mailboxes'"));
    }
}
