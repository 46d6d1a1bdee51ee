//! Tells what the content of a file is, whatever its name says.

use memchr::memmem;

/// What the first bytes (and, for old containers, some names inside) say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// A ZIP archive, perhaps a workbook.
    Zip,
    /// Something to be read as text.
    Text,
    /// Something that cannot be read: what it is, and what to do.
    Refused(&'static str),
}

/// Looks at the bytes of a file.
pub(super) fn content(bytes: &[u8]) -> Content {
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Content::Zip;
    }
    if bytes.starts_with(OLE) {
        return Content::Refused(ole(bytes));
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Content::Refused("is UTF-32, which is not read; export again with `-Encoding UTF8`");
    }
    if bytes.starts_with(b"%PDF") {
        return Content::Refused("is a PDF document, not a table; export the data as CSV");
    }
    if bytes.starts_with(b"\x1F\x8B") || bytes.starts_with(b"7z\xBC\xAF") || bytes.starts_with(b"Rar!") {
        return Content::Refused("is a compressed archive; unpack it and give the files inside");
    }
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xFF\xD8\xFF") || bytes.starts_with(b"GIF8") {
        return Content::Refused("is a picture; export the data as CSV");
    }
    Content::Text
}

/// Why a decoded text is no table, with what to do; `None` if it may be one.
pub(super) fn refused_text(text: &[u8]) -> Option<&'static str> {
    let head = &text[..text.len().min(4096)];
    let control = head.iter().filter(|&&b| b < b' ' && !b"\t\n\x0B\x0C\r\x1A".contains(&b)).count();
    if control * 10 > head.len() {
        return Some("is not text; give CSV files or Excel workbooks");
    }
    let head = String::from_utf8_lossy(head).trim_start().to_ascii_lowercase();
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| head.starts_with(prefix));
    if starts(&["<!doctype html", "<html", "<head", "<body", "<table", "<script"]) {
        return Some(
            "is a web page (HTML), perhaps a saved sign-in page or an `.xls` made by a web site, \
             not an export; download it again while signed in, or open it in Excel and save it as `.xlsx`",
        );
    }
    if starts(&["<?xml", "<workbook"]) && head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some("is an XML spreadsheet of Excel 2003; open it in Excel and save it as `.xlsx`");
    }
    if starts(&["<?xml"]) {
        return Some(if head.contains("<html") {
            "is a web page (XHTML), not an export; download it again while signed in"
        } else {
            "is XML, not a table; export with `Export-Csv` rather than `Export-Clixml`"
        });
    }
    let json = starts(&["{"]) && head[1..].trim_start().starts_with(['"', '}'])
        || starts(&["["]) && head[1..].trim_start().starts_with(['{', ']', '"']);
    json.then_some("is JSON, not a table; export with `Export-Csv` rather than `ConvertTo-Json`")
}

/// An OLE container is an old workbook, or one that was encrypted.
fn ole(bytes: &[u8]) -> &'static str {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    if holds("DRMEncryptedDataSpace") || holds("DRMEncryptedTransform") {
        "is protected by a sensitivity label; open it in Excel with an account that may, remove the \
         label's encryption and save a copy"
    } else if holds("EncryptedPackage") {
        "is protected by a password; open it in Excel, remove the password (File, Info, Protect \
         Workbook) and save a copy"
    } else {
        "is in the old Excel format (.xls); open it in Excel and save it as `.xlsx`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ole_with(name: &str) -> Vec<u8> {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1......".to_vec();
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn containers_are_told_apart() {
        let said = |name: &str| match content(&ole_with(name)) {
            Content::Refused(why) => why,
            other => panic!("{other:?}"),
        };
        assert!(said("EncryptedPackage").contains("password"));
        assert!(said("DRMEncryptedDataSpace EncryptedPackage").contains("label"));
        assert!(said("Workbook").contains(".xls"));
    }

    #[test]
    fn text_that_is_no_table_is_refused() {
        for text in ["\n <!DOCTYPE html>", "<html lang=en>", "{ \"value\": [", "[{", "<?xml version='1.0'?><a/>"] {
            assert!(refused_text(text.as_bytes()).is_some(), "{text}");
        }
        for text in ["Name,Alias", "{a},b", "[x],y", ""] {
            assert_eq!(refused_text(text.as_bytes()), None, "{text}");
        }
    }
}
