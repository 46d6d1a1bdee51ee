<#
.SYNOPSIS
    Takes off and puts back what makes mailboxes forward, as the rows of the CSV file beside it say.
.DESCRIPTION
    clear     takes off the forwards that the row names; one that leads elsewhere by now is left alone
    set       sets the forwards that the row names, and whether the mailbox keeps the mail too
    A blank cell is not touched. Needs a session with Exchange Online, and stops where that is one with another tenant.
    May be run again: what is so already is left alone.
.PARAMETER Path
    The CSV file; the one that is named like the script when left out.
.PARAMETER Undo
    Takes the file that undoes the rows instead.
.EXAMPLE
    ./remove-forwarding.ps1 -WhatIf
#>
$columns = @(
    'Tenant', 'Do', 'Identity', 'OrIdentity', 'Object',
    'ForwardingAddress', 'ForwardingSmtpAddress', 'DeliverToMailboxAndForward'
)

function Confirm-Part($Rows, [string]$Tenant) { }

# An address without its type.
function Get-Bare([string]$Address) {
    if ($Address -like 'smtp:*') { return Get-AddressValue $Address }
    return $Address
}

# Whether two names are those of one recipient.
function Test-SameRecipient([string]$One, [string]$Other) {
    if ($One -eq $Other) { return $true }
    $first = Find-Recipient $One
    $second = Find-Recipient $Other
    return ($first -and $second -and $first.Guid -eq $second.Guid)
}

# The settings that a row changes, as parameters of Set-Mailbox.
function Get-Change($row, $Mailbox) {
    $change = @{}
    $address = [string]$Mailbox.ForwardingAddress
    $smtp = Get-Bare ([string]$Mailbox.ForwardingSmtpAddress)
    $wanted = Get-Bare $row.ForwardingSmtpAddress
    if ($row.Do -eq 'set') {
        if ($row.ForwardingAddress -and -not ($address -and (Test-SameRecipient $address $row.ForwardingAddress))) {
            $change['ForwardingAddress'] = [string](Get-Live $row.ForwardingAddress).Guid
        }
        if ($wanted -and $smtp -ne $wanted) { $change['ForwardingSmtpAddress'] = $wanted }
        if ($row.DeliverToMailboxAndForward) {
            $keeps = $row.DeliverToMailboxAndForward -eq 'True'
            if ([bool]$Mailbox.DeliverToMailboxAndForward -ne $keeps) { $change['DeliverToMailboxAndForward'] = $keeps }
        }
        return $change
    }
    if ($row.ForwardingAddress -and $address) {
        if (-not (Test-SameRecipient $address $row.ForwardingAddress)) {
            throw ('ForwardingAddress is {0} by now, and not {1}' -f $address, $row.ForwardingAddress)
        }
        $change['ForwardingAddress'] = $null
        $address = ''
    }
    if ($wanted -and $smtp) {
        if ($smtp -ne $wanted) { throw ('ForwardingSmtpAddress is {0} by now, and not {1}' -f $smtp, $wanted) }
        $change['ForwardingSmtpAddress'] = $null
        $smtp = ''
    }
    if ($change.Count -gt 0 -and -not $address -and -not $smtp) { $change['DeliverToMailboxAndForward'] = $false }
    return $change
}

function Invoke-Row($row) {
    if (@('clear', 'set') -notcontains $row.Do) { throw ('Nothing is known about doing {0}' -f $row.Do) }
    $live = Get-Live $row.Identity $row.OrIdentity
    $mailbox = Get-Mailbox -Identity ([string]$live.Guid) -ErrorAction Stop
    $change = Get-Change $row $mailbox
    if ($change.Count -eq 0) { return 'already' }
    $what = '{0} forwarding to {1} {2}' -f $row.Do, $row.ForwardingAddress, $row.ForwardingSmtpAddress
    if (-not $PSCmdlet.ShouldProcess($row.Object, $what)) { return Get-Refusal }
    Set-Mailbox -Identity ([string]$live.Guid) @change -ErrorAction Stop
    return 'done'
}
