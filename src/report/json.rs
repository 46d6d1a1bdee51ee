//! The JSON document, written as the contract orders it.

use std::io::{self, Write};

use super::document::Document;

/// Writes the document with two spaces of indent and a line feed at its end.
pub fn write(document: &Document<'_>, mut to: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, document)?;
    to.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::{Coverage, Finding, Severity, Status};
    use crate::report::document::{BySeverity, Input, PairLine, SCHEMA, Totals};
    use crate::schema::Side;

    fn finding() -> Finding {
        Finding {
            code: "ADR001",
            severity: Severity::Blocker,
            side: Side::Source,
            subject: "jane@contoso.com".to_owned(),
            value: "jane@contoso.com".to_owned(),
            holder: Some("sales@fabrikam.com".to_owned()),
            message: "m".to_owned(),
            fix: "f",
            file: Some("mailboxes.csv".to_owned()),
            row: Some(17),
            column: Some("EmailAddresses".to_owned()),
        }
    }

    #[test]
    fn keys_stand_in_the_order_of_the_contract() {
        let finding = finding();
        let columns = BTreeMap::from([("UserPrincipalName".to_owned(), "user_principal_name")]);
        let coverage = Coverage {
            code: "ADR001",
            status: Status::NotRun,
            examined: 4100,
            findings: 1,
            undecidable: 0,
            on: Default::default(),
            needs: Vec::new(),
            commands: Vec::new(),
        };
        let document = Document {
            schema: SCHEMA,
            tool: "tenantcheck",
            version: "0.1.0",
            command: "assess",
            inputs: vec![Input {
                side: Some(Side::Source),
                file: "mailboxes.csv",
                sheet: None,
                kind: Some("mailboxes"),
                rows: 1200,
                encoding: "utf-8",
                delimiter: Some(','),
                sha256: "00",
                columns: &columns,
                moment: None,
            }],
            coverage: vec![&coverage],
            totals: Totals { objects: BTreeMap::new(), findings: BySeverity::of(std::slice::from_ref(&finding)) },
            findings: vec![&finding],
            pairs: vec![PairLine { source: "jane@contoso.com", destination: None, class: "user", method: "none" }],
            licences: None,
            waves: None,
        };
        let mut bytes = Vec::new();
        write(&document, &mut bytes).expect("memory can be written");
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        let line: String = text.lines().map(str::trim_start).collect();
        let expected = concat!(
            r#"{"schema": 1,"tool": "tenantcheck","version": "0.1.0","command": "assess","#,
            r#""inputs": [{"side": "source","file": "mailboxes.csv","sheet": null,"kind": "mailboxes","rows": 1200,"#,
            r#""encoding": "utf-8","delimiter": ",","sha256": "00","columns": {"UserPrincipalName": "user_principal_name"}}],"#,
            r#""coverage": [{"code": "ADR001","status": "not-run","examined": 4100,"findings": 1,"undecidable": 0,"needs": []}],"#,
            r#""findings": [{"code": "ADR001","severity": "blocker","side": "source","subject": "jane@contoso.com","value": "jane@contoso.com","#,
            r#""holder": "sales@fabrikam.com","message": "m","fix": "f","file": "mailboxes.csv","row": 17,"column": "EmailAddresses"}],"#,
            r#""pairs": [{"source": "jane@contoso.com","destination": null,"class": "user","method": "none"}],"#,
            r#""totals": {"objects": {},"findings": {"blocker": 1,"major": 0,"minor": 0,"info": 0}},"licences": null}"#,
        );
        assert_eq!(line, expected);
        assert!(text.ends_with("}\n"));
    }
}
