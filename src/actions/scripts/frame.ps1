[CmdletBinding(SupportsShouldProcess)]
param(
    [string]$Path,
    [switch]$Undo
)

$ErrorActionPreference = 'Stop'

# What the service says when something is not there, and when it wants to be asked again later.
$absent = 'couldn.t be found|could not be found|was not found|wasn.t found|does not exist|doesn.t exist|' +
    'no existing permission entry|ManagementObjectNotFound|ResourceNotFound'
$busy = 'throttl|too many requests|\b429\b|\b503\b|server is busy|service unavailable|timed out|temporarily|try again later'

# What a spreadsheet would run as a formula begins with one of these.
$formula = '=+-@' + [char]9 + [char]10 + [char]13 + [char]0xFF1D + [char]0xFF0B + [char]0xFF0D + [char]0xFF20

# Whether a text begins like a formula, apostrophes before it left aside.
function Test-Formula([string]$Text) {
    $bare = $Text.TrimStart([char]39)
    return ($bare.Length -gt 0 -and $formula.IndexOf($bare[0]) -ge 0)
}

# A cell of the file as it was before the apostrophe that guards it.
function Get-Plain([string]$Text) {
    if ($Text.Length -gt 0 -and $Text[0] -eq [char]39 -and (Test-Formula $Text)) { return $Text.Substring(1) }
    return $Text
}

# A text for the log, guarded like the cells of the file.
function Get-Guarded([string]$Text) {
    if (Test-Formula $Text) { return [char]39 + $Text }
    return $Text
}

# The elements of a list: separated by commas; in an element a backslash stands before each comma and backslash.
function Split-List([string]$Text) {
    foreach ($match in [regex]::Matches($Text, '(?s)(?:[^,\\]|\\.)+')) {
        [regex]::Replace($match.Value, '(?s)\\(.)', '$1')
    }
}

# Ends the run before anything was done.
function Stop-Run([string]$Message) {
    Write-Warning -Message $Message
    exit 2
}

# The answers to a question; none where the service says that nothing is there.
function Get-Any([scriptblock]$Question) {
    try { & $Question } catch { if ($_.Exception.Message -notmatch $absent) { throw } }
}

# The only recipient that goes by one of these names, nothing where there is none. It is never asked without a name,
# because the service would answer with everybody.
function Find-Recipient([string]$Name, [string]$OrName) {
    foreach ($one in @($Name, $OrName)) {
        if (-not $one) { continue }
        $found = @(Get-Any { Get-Recipient -Identity $one -ErrorAction Stop })
        if ($found.Count -gt 1) { throw ('{0} recipients go by this name: {1}' -f $found.Count, $one) }
        if ($found.Count -eq 1) { return $found[0] }
    }
}

# The same where there has to be one.
function Get-Live([string]$Name, [string]$OrName) {
    $live = Find-Recipient $Name $OrName
    if ($null -eq $live) { throw ('There is no recipient {0}' -f (@($Name, $OrName) -join ' or ')) }
    return $live
}

# Why a row was not carried out that could have been.
function Get-Refusal {
    if ($WhatIfPreference) { return 'what-if' }
    return 'declined'
}

# The addresses of a recipient, with their types.
function Get-AddressList($Live) {
    foreach ($address in @($Live.EmailAddresses)) { [string]$address }
}

# The address behind its type.
function Get-AddressValue([string]$Address) {
    return $Address.Substring($Address.IndexOf(':') + 1)
}

# An address as it is compared: only the type SMTP of the primary address keeps its case.
function Get-AddressForm([string]$Address) {
    if ($Address.StartsWith('SMTP:', [System.StringComparison]::Ordinal)) {
        return 'SMTP:' + (Get-AddressValue $Address).ToLowerInvariant()
    }
    return $Address.ToLowerInvariant()
}

# Whether two lists hold the same addresses with the same primary one; their order does not matter.
function Test-SameList([string[]]$One, [string[]]$Other) {
    $forms = foreach ($list in @($One, $Other)) {
        @($list | ForEach-Object { Get-AddressForm $_ } | Sort-Object -Unique -CaseSensitive) -join [char]10
    }
    return ($forms[0] -ceq $forms[1])
}

# Gives a recipient these addresses and no others.
function Set-AddressList($Live, [string[]]$Addresses) {
    $now = @(Get-AddressList $Live)
    $primary = foreach ($list in @($now, $Addresses)) {
        @($list | Where-Object { $_.StartsWith('SMTP:', [System.StringComparison]::Ordinal) }) -join ','
    }
    $change = $Addresses
    if ($primary.Count -eq 2 -and $primary[0] -eq $primary[1]) {
        # Where the primary address stays, what the service keeps for itself need not be written again.
        $change = @{}
        $more = @($Addresses | Where-Object { $now -notcontains $_ })
        $less = @($now | Where-Object { $Addresses -notcontains $_ })
        if ($more.Count -gt 0) { $change['Add'] = $more }
        if ($less.Count -gt 0) { $change['Remove'] = $less }
    }
    $set = @{ Identity = [string]$Live.Guid; EmailAddresses = $change }
    if ($Live.RecipientTypeDetails -eq 'GroupMailbox') {
        Set-UnifiedGroup @set -ErrorAction Stop
        return
    }
    switch ([string]$Live.RecipientType) {
        'UserMailbox' { Set-Mailbox @set -ErrorAction Stop }
        'MailUser' { Set-MailUser @set -ErrorAction Stop }
        'MailContact' { Set-MailContact @set -ErrorAction Stop }
        'DynamicDistributionGroup' { Set-DynamicDistributionGroup @set -ErrorAction Stop }
        'PublicFolder' { Set-MailPublicFolder @set -ErrorAction Stop }
        { $_ -like 'Mail*Group' } { Set-DistributionGroup @set -BypassSecurityGroupManagerCheck -ErrorAction Stop }
        default { throw ('The addresses of a {0} are changed elsewhere' -f $Live.RecipientTypeDetails) }
    }
}

