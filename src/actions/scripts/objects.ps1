<#
.SYNOPSIS
    Makes mailboxes, groups and contacts, and removes contacts, as the rows of the CSV file beside it say.
.DESCRIPTION
    create    makes an object, and gives it all addresses of the row
    remove    removes a mail contact or mail user, and nothing else
    unmake    removes an object that this script has made, as the log of the file that made it says
    Whoever signs in gets a random password that nobody knows: reset it when it is handed over, and assign the licence.
    Needs a session with Exchange Online, and stops where that is one with another tenant. May be run again: what is so
    already is left alone.
.PARAMETER Path
    The CSV file; the one that is named like the script when left out.
.PARAMETER Undo
    Takes the file that undoes the rows instead.
.EXAMPLE
    ./create-objects.ps1 -WhatIf
#>
$columns = @(
    'Tenant', 'Do', 'Identity', 'OrIdentity', 'Object', 'Class', 'Name', 'DisplayName', 'Alias', 'PrimarySmtpAddress',
    'UserPrincipalName', 'ExternalEmailAddress', 'ExchangeGuid', 'ArchiveGuid', 'Addresses'
)

# Recipient types of each class.
$types = @{
    'user' = 'UserMailbox'
    'shared' = 'SharedMailbox'
    'room' = 'RoomMailbox'
    'equipment' = 'EquipmentMailbox'
    'distribution' = 'MailUniversalDistributionGroup'
    'security' = 'MailUniversalSecurityGroup'
    'microsoft365' = 'GroupMailbox'
    'contact' = 'MailContact'
    'mail-user' = 'MailUser'
}

function Confirm-Part($Rows, [string]$Tenant) { }

# A password that nobody knows.
function New-Password {
    $bytes = New-Object -TypeName 'byte[]' -ArgumentList 24
    [System.Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($bytes)
    return ConvertTo-SecureString -String ('aA1-' + [System.Convert]::ToBase64String($bytes)) -AsPlainText -Force
}

# Makes an object, without what is blank in the row.
function New-Recipient($row) {
    $making = @{}
    $cells = @{ Name = $row.Name; DisplayName = $row.DisplayName; Alias = $row.Alias }
    foreach ($name in $cells.Keys) {
        if ($cells[$name]) { $making[$name] = $cells[$name] }
    }
    $primary = @{ PrimarySmtpAddress = $row.PrimarySmtpAddress }
    $user = @{ MicrosoftOnlineServicesID = $row.UserPrincipalName; Password = (New-Password) }
    $target = @{ ExternalEmailAddress = $row.ExternalEmailAddress }
    switch ($row.Class) {
        'user' { New-Mailbox @making @user -ResetPasswordOnNextLogon $true -ErrorAction Stop }
        'shared' { New-Mailbox @making @primary -Shared -ErrorAction Stop }
        'room' { New-Mailbox @making @primary -Room -ErrorAction Stop }
        'equipment' { New-Mailbox @making @primary -Equipment -ErrorAction Stop }
        'distribution' { New-DistributionGroup @making @primary -Type Distribution -ErrorAction Stop }
        'security' { New-DistributionGroup @making @primary -Type Security -ErrorAction Stop }
        'microsoft365' {
            $making.Remove('Name')
            New-UnifiedGroup @making @primary -AccessType Private -ErrorAction Stop
        }
        'contact' { New-MailContact @making @target -ErrorAction Stop }
        'mail-user' { New-MailUser @making @target @user -ErrorAction Stop }
        default { throw ('A {0} is made by hand' -f $row.Class) }
    }
}

# The object that a row makes; nothing where there is none yet.
function Find-Made($row) {
    $found = Find-Recipient $row.Identity $row.OrIdentity
    if ($found -and $types[$row.Class] -ne [string]$found.RecipientTypeDetails) {
        throw ('{0} is a {1} there' -f $row.Identity, $found.RecipientTypeDetails)
    }
    return $found
}

# What an object lacks of the addresses and GUIDs of a row: its new list of addresses, and parameters of Set-MailUser.
function Get-Lacking($row, $Live) {
    $now = @(Get-AddressList $Live)
    $list = @(Split-List $row.Addresses)
    $wanted = $now
    if ($list.Count -gt 0) {
        # The list says which address is primary; what the object got beyond it when it was made stays.
        $others = @($now | Where-Object { $list -notcontains $_ } | ForEach-Object {
            if ($_.StartsWith('SMTP:', [System.StringComparison]::Ordinal)) { 'smtp:' + (Get-AddressValue $_) } else { $_ }
        })
        $wanted = @($list) + $others
    }
    $guids = @{}
    if ($row.ExchangeGuid -or $row.ArchiveGuid) {
        $user = Get-MailUser -Identity ([string]$Live.Guid) -ErrorAction Stop
        if ($row.ExchangeGuid -and [string]$user.ExchangeGuid -ne $row.ExchangeGuid) { $guids['ExchangeGuid'] = $row.ExchangeGuid }
        if ($row.ArchiveGuid -and [string]$user.ArchiveGuid -ne $row.ArchiveGuid) { $guids['ArchiveGuid'] = $row.ArchiveGuid }
    }
    return @{ Addresses = $wanted; Guids = $guids; IsWhole = ((Test-SameList $now $wanted) -and $guids.Count -eq 0) }
}

function New-Row($row) {
    $live = Find-Made $row
    if ($live) {
        $lacking = Get-Lacking $row $live
        if ($lacking.IsWhole) { return 'already' }
    }
    $what = 'create {0} {1}, UPN {2}' -f $row.Class, $row.PrimarySmtpAddress, $row.UserPrincipalName
    if (-not $PSCmdlet.ShouldProcess($row.Object, $what)) { return Get-Refusal }
    # What stood there before is only completed, so that undoing does not remove it.
    $result = 'changed'
    if (-not $live) {
        $result = 'done'
        New-Recipient $row | Out-Null
        # What was made a moment ago is not seen everywhere at once.
        for ($attempt = 1; -not $live -and $attempt -le 12; $attempt++) {
            $live = Find-Made $row
            if (-not $live) { Start-Sleep -Seconds 5 }
        }
        if (-not $live) { throw 'It was made and cannot be seen yet: run the script again for its addresses' }
        $lacking = Get-Lacking $row $live
    }
    if (-not $lacking.IsWhole) {
        if ($lacking.Guids.Count -gt 0) {
            $guids = $lacking.Guids
            Set-MailUser -Identity ([string]$live.Guid) @guids -ErrorAction Stop
        }
        Set-AddressList $live $lacking.Addresses
    }
    return $result
}

# Removes what is a contact or mail user, or whatever was made by this script.
function Remove-Row($row, [bool]$IsMade) {
    $live = Find-Recipient $row.Identity $row.OrIdentity
    if ($null -eq $live) { return 'already' }
    $type = [string]$live.RecipientTypeDetails
    if (-not $IsMade -and @('MailContact', 'MailUser') -notcontains $type) {
        throw ('{0} is a {1}, which is not removed' -f $row.Identity, $type)
    }
    if ($type -ne $types[$row.Class]) { throw ('{0} is a {1} by now, and no {2}' -f $row.Identity, $type, $row.Class) }
    if (-not $PSCmdlet.ShouldProcess($row.Object, ('remove {0}' -f $type))) { return Get-Refusal }
    $gone = @{ Identity = [string]$live.Guid; Confirm = $false }
    switch ($type) {
        'MailContact' { Remove-MailContact @gone -ErrorAction Stop }
        'MailUser' { Remove-MailUser @gone -ErrorAction Stop }
        'GroupMailbox' { Remove-UnifiedGroup @gone -ErrorAction Stop }
        { $_ -like '*Mailbox' } { Remove-Mailbox @gone -ErrorAction Stop }
        default { Remove-DistributionGroup @gone -BypassSecurityGroupManagerCheck -ErrorAction Stop }
    }
    return 'done'
}

# Whether the log of the file that makes objects says that the object of a row was made.
function Test-Made($row) {
    $made = Join-Path -Path $folder -ChildPath (($stem -replace '^undo-', '') + '-log.csv')
    if (-not (Test-Path -LiteralPath $made -PathType Leaf)) { return $false }
    $entries = @(Import-Csv -LiteralPath $made -Encoding UTF8 | Where-Object {
        $_.Do -eq 'create' -and $_.Result -eq 'done' -and (Get-Plain $_.Identity) -eq $row.Identity
    })
    return ($entries.Count -gt 0)
}

function Invoke-Row($row) {
    switch ($row.Do) {
        'create' { return New-Row $row }
        'remove' { return Remove-Row $row $false }
        'unmake' {
            if (-not (Test-Made $row)) { throw 'The log does not say that this script has made it' }
            return Remove-Row $row $true
        }
        default { throw ('Nothing is known about doing {0}' -f $row.Do) }
    }
}
