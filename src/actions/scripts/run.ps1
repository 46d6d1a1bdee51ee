
# A row of the file without the guards.
function Get-Row($Cells) {
    $plain = [ordered]@{}
    foreach ($column in $columns) { $plain[$column] = Get-Plain ([string]$Cells.$column) }
    return [pscustomobject]$plain
}

# Carries out a row. What the service is too busy for is tried again: a row looks at what is there first.
function Invoke-Patiently($row) {
    for ($attempt = 1; ; $attempt++) {
        try {
            return @(Invoke-Row $row)[-1]
        } catch {
            if ($attempt -ge 5 -or $_.Exception.Message -notmatch $busy) { throw }
            Start-Sleep -Seconds (5 * [math]::Pow(2, $attempt))
        }
    }
}

# Notes what became of a row; also of one that would only have been carried out.
function Write-Entry([int]$Number, $row, [string]$Result, [string]$Message) {
    $entry = [pscustomobject][ordered]@{
        Time = [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
        Row = $Number
        Do = $row.Do
        Object = Get-Guarded $row.Object
        Identity = Get-Guarded $row.Identity
        Result = $Result
        Message = Get-Guarded $Message
    }
    try {
        $entry | Export-Csv -LiteralPath $log -Append -NoTypeInformation -Encoding UTF8 -WhatIf:$false -Confirm:$false
    } catch {
        Write-Warning -Message ('Row {0} could not be noted in the log: {1}' -f $Number, $_.Exception.Message)
    }
}

if (-not $Path) {
    $name = [System.IO.Path]::GetFileNameWithoutExtension($PSCommandPath) + '.csv'
    if ($Undo) { $name = 'undo-' + $name }
    $Path = Join-Path -Path $PSScriptRoot -ChildPath $name
}
if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { Stop-Run ('There is no file {0}' -f $Path) }
$Path = (Resolve-Path -LiteralPath $Path).ProviderPath
$stem = [System.IO.Path]::GetFileNameWithoutExtension($Path)
$folder = [System.IO.Path]::GetDirectoryName($Path)
$log = Join-Path -Path $folder -ChildPath ($stem + '-log.csv')

$cells = @(Import-Csv -LiteralPath $Path -Encoding UTF8)
if ($cells.Count -eq 0) {
    Write-Host ('{0} has no rows: nothing to do' -f $Path)
    exit 0
}
$titles = @($cells[0].PSObject.Properties | ForEach-Object { $_.Name })
$lacking = @($columns | Where-Object { $titles -notcontains $_ })
if ($lacking.Count -gt 0) {
    Stop-Run ('{0} lacks the columns {1}; was it saved with commas, in UTF-8?' -f $Path, ($lacking -join ', '))
}
$rows = @($cells | ForEach-Object { Get-Row $_ })

# The rows are for one tenant, which is known by its initial domain: no other tenant can have accepted that.
$tenants = @(foreach ($row in $rows) { $row.Tenant }) | Sort-Object -Unique
if (@($tenants).Count -ne 1 -or -not @($tenants)[0]) {
    Stop-Run 'The column Tenant has to hold the initial domain of one tenant, the same in every row'
}
$tenant = @($tenants)[0]
try {
    $accepted = @(Get-AcceptedDomain -ErrorAction Stop | ForEach-Object { [string]$_.DomainName })
    $connected = [string](Get-OrganizationConfig -ErrorAction Stop).Name
} catch {
    Stop-Run ('Connect-ExchangeOnline first: {0}' -f $_.Exception.Message)
}
if ($accepted -notcontains $tenant) {
    Stop-Run ('The rows are for {0}, and this session is with {1}: nothing was done' -f $tenant, $connected)
}
Confirm-Part $rows $tenant
Write-Host ('{0}: {1} rows for {2} ({3})' -f $stem, $rows.Count, $tenant, $connected)

$counts = [ordered]@{ 'done' = 0; 'changed' = 0; 'already' = 0; 'what-if' = 0; 'declined' = 0; 'failed' = 0 }
$number = 1
foreach ($row in $rows) {
    # As a spreadsheet counts, with the header as row 1.
    $number++
    Write-Progress -Activity $stem -Status $row.Object -PercentComplete (100 * ($number - 1) / $rows.Count)
    $message = ''
    try {
        $result = Invoke-Patiently $row
    } catch {
        $result = 'failed'
        $message = $_.Exception.Message
        Write-Warning -Message ('Row {0}, {1}: {2}' -f $number, $row.Object, $message)
    }
    $counts[$result]++
    Write-Entry $number $row $result $message
}
Write-Progress -Activity $stem -Completed
Write-Host (@($counts.Keys | ForEach-Object { '{0} {1}' -f $counts[$_], $_ }) -join ', ')
Write-Host ('Noted in {0}' -f $log)
if ($counts['failed'] -gt 0) { exit 1 }
exit 0
