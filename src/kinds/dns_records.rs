//! Kind `dns-records`: DNS records as a table; zone files become one before they come here.

use crate::kinds::columns::columns;
use crate::kinds::{mailboxes, users};
use crate::schema::{Export, Kind};

columns! {
    ZONE: Domain = ["Domain", "Zone", "ZoneName"];
    NAME: Text = ["Name", "HostName", "Host", "Record Name", "DNS Name"];
    TYPE: Text = ["Type", "RecordType", "QueryType", "Typ"];
    /// The data of the record, whatever its type.
    VALUE: Text = [
        "Data", "RecordData", "Value", "Content", "Target", "DomainName", "Points to",
        "Points to Service", "Record", "Address", "Answer/Value", "Value/Route traffic to", "ResourceRecords", "Daten",
    ];
    /// Seconds, a time span or words; `1` and `Auto` of one provider are no second.
    TTL: Text = ["TTL", "TimeToLive", "TTL (seconds)", "TTL (sec)"];
    PRIORITY: Count = ["Priority", "Preference", "Pref"];
    WEIGHT: Count = ["Weight"];
    PORT: Count = ["Port"];
    PROXIED: Text = ["Proxy status", "Proxied"];
    SPF: Text = ["SPF Record"];
    DMARC: Text = ["DMARC Record"];
    DKIM: Text = ["O365 DKIM Enabled"];
    MX_HOST: Text = ["Mailhost", "MX Provider"];
    /// The data of an MX record where each type has a column of its own.
    MAIL_EXCHANGE: Text = ["NameExchange", "Exchange", "MailExchange"];
    /// The data of a CNAME, PTR or NS record, likewise.
    HOST: Text = ["NameHost", "HostNameAlias", "PtrDomainName"];
    /// The data of a TXT record, likewise.
    STRINGS: Text = ["Strings", "DescriptiveText"];
    /// The data of an A or AAAA record, likewise.
    IP_ADDRESS: Text = ["IPAddress", "IP"];
}

/// DNS records.
pub static KIND: Kind = Kind {
    name: "dns-records",
    title: "DNS records",
    columns: COLUMNS,
    // A blank name is the zone itself: a row is without name only where nothing stands in it.
    key: &[&NAME, &ZONE, &VALUE, &MAIL_EXCHANGE, &HOST, &STRINGS, &IP_ADDRESS],
    signatures: &[
        &[&TYPE, &TTL],
        &[&TYPE, &VALUE, &NAME],
        &[&TYPE, &MAIL_EXCHANGE, &NAME],
        &[&TYPE, &HOST, &NAME],
        &[&TYPE, &STRINGS, &NAME],
        &[&TYPE, &VALUE, &ZONE],
        &[&ZONE, &SPF],
        &[&ZONE, &DMARC],
        &[&ZONE, &MX_HOST],
    ],
    unless: &[&mailboxes::EXCHANGE_GUID, &mailboxes::DISPLAY_NAME, &users::USER_PRINCIPAL_NAME],
    export: Export {
        command: r"Resolve-DnsName contoso.com -Type MX -Server ns1.contoso.com | Select-Object Name, Type, TTL, NameExchange, Preference | Export-Csv dns-records.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'dns-records' 'dns-records.csv' @(
    'Zone', 'Name', 'Type', 'Value', 'Priority', 'TTL'
) {
    $domains = Get-AcceptedDomain | Where-Object { $_.DomainName -notlike '*.onmicrosoft.com' }
    Get-Each $domains {
        param($domain)
        $zone = [string]$domain.DomainName
        # Any other server counts the TTL down.
        $server = @{}
        $own = Resolve-DnsName -Name $zone -Type NS -ErrorAction SilentlyContinue | Where-Object { $_.NameHost } |
            Select-Object -First 1
        if ($own) { $server.Server = [string]$own.NameHost }
        $wanted = @(
            @($zone, 'MX'), @($zone, 'TXT'), @(('autodiscover.' + $zone), 'CNAME'), @(('_dmarc.' + $zone), 'TXT'),
            @(('selector1._domainkey.' + $zone), 'CNAME'), @(('selector2._domainkey.' + $zone), 'CNAME')
        )
        foreach ($query in $wanted) {
            Resolve-DnsName @server -Name $query[0] -Type $query[1] -ErrorAction SilentlyContinue |
                Where-Object { $_.Section -eq 'Answer' } |
                Select-Object -Property Name, TTL, @{ n = 'Zone'; e = { $zone } },
                    @{ n = 'Type'; e = { [string]$_.Type } },
                    @{ n = 'Value'; e = { if ($_.NameExchange) { $_.NameExchange } elseif ($_.NameHost) { $_.NameHost } else { $_.Strings -join '' } } },
                    @{ n = 'Priority'; e = { $_.Preference } }
        }
    }
}
",
        file: "dns-records.csv",
    },
};
