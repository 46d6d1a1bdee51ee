<#
.SYNOPSIS
    Grants and revokes rights on mailboxes, groups and folders as the rows of the CSV file beside it say.
.DESCRIPTION
    grant     gives Trustee the right
    revoke    takes the right away from Trustee
    level     gives Trustee another level on a folder
    Right is full-access, send-as, send-on-behalf or folder; a folder is named by its role (calendar, inbox, ...) or by
    its path, and is found in every language. Needs a session with Exchange Online, and stops where that is one with
    another tenant. May be run again: what is so already is left alone.
.PARAMETER Path
    The CSV file; the one that is named like the script when left out.
.PARAMETER Undo
    Takes the file that undoes the rows instead.
.EXAMPLE
    ./grant-rights.ps1 -WhatIf
#>
$columns = @('Tenant', 'Do', 'Identity', 'OrIdentity', 'Object', 'Right', 'Folder', 'Level', 'Trustee', 'OrTrustee')

function Confirm-Part($Rows, [string]$Tenant) { }

# The folder of a mailbox with a role or at a path, as the cmdlets of folders name it.
function Find-Folder([string]$Mailbox, [string]$Folder) {
    $folders = @(Get-MailboxFolderStatistics -Identity $Mailbox -ErrorAction Stop)
    $found = @($folders | Where-Object { [string]$_.FolderType -eq $Folder })
    if ($found.Count -eq 0) {
        $found = @($folders | Where-Object { ([string]$_.FolderPath).Trim('/') -eq $Folder.Trim('/') })
    }
    if ($found.Count -eq 0) { throw ('The mailbox has no folder {0}' -f $Folder) }
    return '{0}:{1}' -f $Mailbox, $found[0].FolderId
}

# Levels in one order and case.
function Get-LevelForm($Levels) {
    return (@($Levels | ForEach-Object { ([string]$_).Trim().ToLowerInvariant() } | Sort-Object) -join ',')
}

# The level that somebody has on a folder; nothing where there is none.
function Get-FolderLevel([string]$Folder, [string]$Trustee) {
    $entries = @(Get-Any { Get-MailboxFolderPermission -Identity $Folder -User $Trustee -ErrorAction Stop })
    if ($entries.Count -gt 0) { return Get-LevelForm $entries[0].AccessRights }
}

function Set-FolderRight($row, [string]$Owner, [string]$Trustee) {
    $folder = Find-Folder $Owner $row.Folder
    $now = [string](Get-FolderLevel $folder $Trustee)
    $levels = @($row.Level -split ',')
    $wanted = Get-LevelForm $levels
    if ($row.Do -eq 'revoke') {
        if (-not $now) { return 'already' }
        if ($now -ne $wanted) { throw ('The level is {0} by now, and not {1}' -f $now, $wanted) }
    } elseif ($now -eq $wanted) {
        return 'already'
    } elseif ($row.Do -eq 'grant' -and $now) {
        throw ('The level is {0} already, and not {1}' -f $now, $wanted)
    } elseif ($row.Do -eq 'level' -and -not $now) {
        throw 'There is no right on the folder by now'
    }
    if (-not (Approve-Row $row)) { return Get-Refusal }
    $entry = @{ Identity = $folder; User = $Trustee; Confirm = $false }
    switch ($row.Do) {
        'grant' { Add-MailboxFolderPermission @entry -AccessRights $levels -ErrorAction Stop | Out-Null }
        'level' { Set-MailboxFolderPermission @entry -AccessRights $levels -ErrorAction Stop | Out-Null }
        'revoke' { Remove-MailboxFolderPermission @entry -ErrorAction Stop | Out-Null }
    }
    return 'done'
}

# An object as the cmdlet shows it that knows who sends on its behalf, with the name of the cmdlet that changes that.
function Get-Principal($Live) {
    $kind = switch ([string]$Live.RecipientType) {
        'UserMailbox' { 'Mailbox' }
        'MailUser' { 'MailUser' }
        'MailContact' { 'MailContact' }
        'DynamicDistributionGroup' { 'DynamicDistributionGroup' }
        default { 'DistributionGroup' }
    }
    if ($Live.RecipientTypeDetails -eq 'GroupMailbox') { $kind = 'UnifiedGroup' }
    return (& ('Get-' + $kind) -Identity ([string]$Live.Guid) -ErrorAction Stop), ('Set-' + $kind)
}

# Whether somebody is among those who send on behalf of an object, who may be named in any way.
function Test-OnBehalf($Principal, $Trustee) {
    foreach ($name in @($Principal.GrantSendOnBehalfTo)) {
        if (-not $name) { continue }
        $delegate = Find-Recipient ([string]$name)
        if ($delegate -and $delegate.Guid -eq $Trustee.Guid) { return $true }
    }
    return $false
}

function Approve-Row($row) {
    $what = '{0} {1} {2} {3} to {4}' -f $row.Do, $row.Right, $row.Folder, $row.Level, $row.Trustee
    return $PSCmdlet.ShouldProcess($row.Object, $what)
}

function Set-OnBehalf($row, $Live, $Trustee) {
    $principal, $cmdlet = Get-Principal $Live
    if ((Test-OnBehalf $principal $Trustee) -eq ($row.Do -eq 'grant')) { return 'already' }
    if (-not (Approve-Row $row)) { return Get-Refusal }
    $how = 'Remove'
    if ($row.Do -eq 'grant') { $how = 'Add' }
    $set = @{ Identity = [string]$Live.Guid; GrantSendOnBehalfTo = @{ $how = [string]$Trustee.Guid } }
    if ($cmdlet -eq 'Set-DistributionGroup') { $set['BypassSecurityGroupManagerCheck'] = $true }
    & $cmdlet @set -ErrorAction Stop
    return 'done'
}

function Set-Access($row, [string]$Owner, [string]$Trustee) {
    if ($row.Right -eq 'full-access') {
        $entries = @(Get-Any { Get-MailboxPermission -Identity $Owner -User $Trustee -ErrorAction Stop } |
            Where-Object { -not $_.Deny -and -not $_.IsInherited -and (@($_.AccessRights) -join ',') -match 'FullAccess' })
    } else {
        $entries = @(Get-Any { Get-RecipientPermission -Identity $Owner -Trustee $Trustee -ErrorAction Stop } |
            Where-Object { $_.AccessControlType -ne 'Deny' -and (@($_.AccessRights) -join ',') -match 'SendAs' })
    }
    if (($entries.Count -gt 0) -eq ($row.Do -eq 'grant')) { return 'already' }
    if (-not (Approve-Row $row)) { return Get-Refusal }
    $access = @{ Identity = $Owner; User = $Trustee; AccessRights = 'FullAccess'; InheritanceType = 'All'; Confirm = $false }
    $sending = @{ Identity = $Owner; Trustee = $Trustee; AccessRights = 'SendAs'; Confirm = $false }
    switch ('{0} {1}' -f $row.Do, $row.Right) {
        'grant full-access' { Add-MailboxPermission @access -ErrorAction Stop | Out-Null }
        'revoke full-access' { Remove-MailboxPermission @access -ErrorAction Stop | Out-Null }
        'grant send-as' { Add-RecipientPermission @sending -ErrorAction Stop | Out-Null }
        'revoke send-as' { Remove-RecipientPermission @sending -ErrorAction Stop | Out-Null }
    }
    return 'done'
}

function Invoke-Row($row) {
    if (@('grant', 'revoke', 'level') -notcontains $row.Do) { throw ('Nothing is known about doing {0}' -f $row.Do) }
    if ($row.Do -eq 'level' -and $row.Right -ne 'folder') { throw 'Only a right on a folder has a level' }
    $live = Get-Live $row.Identity $row.OrIdentity
    $trustee = Get-Live $row.Trustee $row.OrTrustee
    switch ($row.Right) {
        'folder' { return Set-FolderRight $row ([string]$live.Guid) ([string]$trustee.PrimarySmtpAddress) }
        'send-on-behalf' { return Set-OnBehalf $row $live $trustee }
        { $_ -eq 'full-access' -or $_ -eq 'send-as' } {
            return Set-Access $row ([string]$live.Guid) ([string]$trustee.Guid)
        }
        default { throw ('Nothing is known about the right {0}' -f $row.Right) }
    }
}
