<#
.SYNOPSIS
    Changes addresses, primary addresses and UPNs as the rows of the CSV file beside it say.
.DESCRIPTION
    add       gives an object one more address
    remove    takes an address away that is not the primary one
    primary   makes an address the primary one; the former one stays as another address
    restore   gives an object all addresses of a list, with its primary one; what it has beyond them stays, but a
              SIP address gives way to that of the list
    set       gives an object the addresses of a list and no others, but for rare types
    upn       changes a user principal name
    Needs a session with Exchange Online and, for UPNs, with Microsoft Graph (User.ReadWrite.All), and stops where that
    is one with another tenant. May be run again: what is so already is left alone.
.PARAMETER Path
    The CSV file; the one that is named like the script when left out.
.PARAMETER Undo
    Takes the file that undoes the rows instead.
.EXAMPLE
    ./add-addresses.ps1 -WhatIf
#>
$columns = @('Tenant', 'Do', 'Identity', 'OrIdentity', 'Object', 'Address', 'Was')

# UPNs belong to the directory: its session has to be with the same tenant.
function Confirm-Part($Rows, [string]$Tenant) {
    if (@($Rows | Where-Object { $_.Do -eq 'upn' }).Count -eq 0) { return }
    try {
        $verified = @((Get-MgOrganization -ErrorAction Stop).VerifiedDomains | ForEach-Object { [string]$_.Name })
    } catch {
        Stop-Run ('Connect-MgGraph -Scopes User.ReadWrite.All, Organization.Read.All first: {0}' -f $_.Exception.Message)
    }
    if ($verified -notcontains $Tenant) {
        Stop-Run ('The session with Microsoft Graph is not with {0}: nothing was done' -f $Tenant)
    }
}

# The addresses that an object has after a row.
function Get-Wanted($row, [string[]]$Now) {
    $list = @($row.Address)
    if ($row.Do -eq 'set' -or $row.Do -eq 'restore') { $list = @(Split-List $row.Address) }
    $others = @($Now | Where-Object { $list -notcontains $_ })
    switch ($row.Do) {
        'add' { if ($Now -contains $row.Address) { $Now } else { $Now + $row.Address } }
        'remove' { $others }
        'set' {
            $list
            # Exports do not name every type: addresses of rare types are left alone.
            $others | Where-Object { $_ -notmatch '^(smtp|sip|x500|x400|eum|spo):' }
        }
        { $_ -eq 'primary' -or $_ -eq 'restore' } {
            $hasSip = @($list | Where-Object { $_ -like 'sip:*' }).Count -gt 0
            $list
            foreach ($other in $others) {
                if ($other.StartsWith('SMTP:', [System.StringComparison]::Ordinal)) {
                    'smtp:' + (Get-AddressValue $other)
                } elseif (-not ($hasSip -and $other -like 'sip:*')) {
                    $other
                }
            }
        }
        default { throw ('Nothing is known about doing {0}' -f $row.Do) }
    }
}

function Set-Upn($row) {
    $user = $null
    foreach ($name in @($row.Identity, $row.OrIdentity)) {
        if ($name -and -not $user) {
            $user = Get-Any { Get-MgUser -UserId $name -Property 'Id', 'UserPrincipalName' -ErrorAction Stop }
        }
    }
    if (-not $user) { throw 'There is no such user' }
    if ($user.UserPrincipalName -eq $row.Address) { return 'already' }
    if ($row.Was -and $user.UserPrincipalName -ne $row.Was) {
        throw ('The UPN is {0} by now, and not {1}' -f $user.UserPrincipalName, $row.Was)
    }
    if (-not $PSCmdlet.ShouldProcess($row.Object, ('UPN {0} instead of {1}' -f $row.Address, $row.Was))) {
        return Get-Refusal
    }
    Update-MgUser -UserId $user.Id -UserPrincipalName $row.Address -ErrorAction Stop
    return 'done'
}

function Invoke-Row($row) {
    if (-not $row.Address) { throw 'The row names no address' }
    if ($row.Do -eq 'upn') { return Set-Upn $row }
    $live = Get-Live $row.Identity $row.OrIdentity
    $now = @(Get-AddressList $live)
    $wanted = @(Get-Wanted $row $now)
    if (Test-SameList $now $wanted) { return 'already' }
    $primary = @($wanted | Where-Object { $_.StartsWith('SMTP:', [System.StringComparison]::Ordinal) })
    if ($primary.Count -ne 1) { throw ('It would have {0} primary addresses' -f $primary.Count) }
    if (-not $PSCmdlet.ShouldProcess($row.Object, ('{0} {1} (was {2})' -f $row.Do, $row.Address, $row.Was))) {
        return Get-Refusal
    }
    Set-AddressList $live $wanted
    return 'done'
}
