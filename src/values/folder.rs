//! Folders of a mailbox: whose they are, which default folder they are whatever the mailbox's language, and
//! the special entries of their access lists.

use super::address::looks_like_address;
use super::guid::looks_like_guid;
use super::text::{fold_name, trim};

/// Default folders by the names that they have in the languages of mailboxes, compared by [`fold_name`].
/// The role is Exchange's `FolderType` in lower case.
const NAMES: [(&str, &[&str]); 12] = [
    (
        "calendar",
        &[
            "calendar",
            "kalender",
            "agenda",
            "calendrier",
            "calendario",
            "calendário",
            "calendari",
            "egutegia",
            "kalenteri",
            "dagatal",
            "kalendārs",
            "kalendorius",
            "kalendarz",
            "kalendář",
            "kalendár",
            "календарь",
            "календар",
            "ημερολόγιο",
            "takvim",
            "naptár",
            "koledar",
            "kalendar",
            "lịch",
            "ปฏิทิน",
            "कैलेंडर",
            "לוח שנה",
            "التقويم",
            "تقویم",
            "予定表",
            "カレンダー",
            "일정",
            "달력",
            "日历",
            "行事曆",
        ],
    ),
    (
        "inbox",
        &[
            "inbox",
            "posteingang",
            "boîte de réception",
            "postvak in",
            "bandeja de entrada",
            "posta in arrivo",
            "caixa de entrada",
            "a receber",
            "indbakke",
            "inkorgen",
            "inkorg",
            "innboks",
            "saapuneet",
            "doručená pošta",
            "doručená posta",
            "skrzynka odbiorcza",
            "входящие",
            "вхідні",
            "входящи",
            "εισερχόμενα",
            "gelen kutusu",
            "beérkezett üzenetek",
            "mesaje primite",
            "inbox (mesaje primite)",
            "prejeto",
            "ulazna pošta",
            "safata d'entrada",
            "受信トレイ",
            "받은 편지함",
            "收件箱",
            "收件匣",
        ],
    ),
    (
        "sentitems",
        &[
            "sent items",
            "sentitems",
            "sent",
            "gesendete elemente",
            "gesendete objekte",
            "éléments envoyés",
            "verzonden items",
            "elementos enviados",
            "posta inviata",
            "itens enviados",
            "sendt post",
            "skickat",
            "sendte elementer",
            "lähetetyt",
            "odeslaná pošta",
            "odoslaná pošta",
            "elementy wysłane",
            "отправленные",
            "надіслані",
            "απεσταλμένα",
            "gönderilmiş öğeler",
            "elküldött elemek",
            "送信済みアイテム",
            "보낸 편지함",
            "已发送邮件",
            "寄件備份",
        ],
    ),
    (
        "contacts",
        &[
            "contacts",
            "kontakte",
            "contactpersonen",
            "contactos",
            "contatti",
            "contatos",
            "kontaktpersoner",
            "kontakter",
            "yhteystiedot",
            "kontakty",
            "контакты",
            "контакти",
            "επαφές",
            "kişiler",
            "névjegyek",
            "persoane de contact",
            "stiki",
            "kontakti",
            "contactes",
            "連絡先",
            "연락처",
            "联系人",
            "連絡人",
        ],
    ),
    (
        "tasks",
        &[
            "tasks",
            "aufgaben",
            "tâches",
            "taken",
            "tareas",
            "attività",
            "tarefas",
            "opgaver",
            "uppgifter",
            "oppgaver",
            "tehtävät",
            "úlohy",
            "úkoly",
            "zadania",
            "задачи",
            "завдання",
            "εργασίες",
            "görevler",
            "feladatok",
            "opravila",
            "zadaci",
            "tasques",
            "タスク",
            "작업",
            "任务",
            "工作",
        ],
    ),
    (
        "drafts",
        &[
            "drafts",
            "entwürfe",
            "brouillons",
            "concepten",
            "borradores",
            "bozze",
            "rascunhos",
            "kladder",
            "utkast",
            "luonnokset",
            "koncepty",
            "wersje robocze",
            "черновики",
            "чернетки",
            "下書き",
            "임시 보관함",
            "草稿",
        ],
    ),
    (
        "deleteditems",
        &[
            "deleted items",
            "deleteditems",
            "gelöschte elemente",
            "gelöschte objekte",
            "éléments supprimés",
            "verwijderde items",
            "elementos eliminados",
            "posta eliminata",
            "itens excluídos",
            "itens eliminados",
            "slettet post",
            "borttaget",
            "slettede elementer",
            "poistetut",
            "odstraněná pošta",
            "odstránená pošta",
            "elementy usunięte",
            "удаленные",
            "видалені",
            "削除済みアイテム",
            "지운 편지함",
            "已删除邮件",
            "刪除的郵件",
        ],
    ),
    (
        "notes",
        &[
            "notes",
            "notizen",
            "notities",
            "notas",
            "note",
            "noter",
            "anteckningar",
            "notater",
            "заметки",
            "メモ",
            "便笺",
        ],
    ),
    ("journal", &["journal", "logboek", "diario", "diário", "dagbok", "ジャーナル", "дневник"]),
    (
        "junkemail",
        &["junk email", "junk e-mail", "junkemail", "junk-e-mail", "courrier indésirable", "ongewenste e-mail"],
    ),
    ("outbox", &["outbox", "postausgang", "boîte d'envoi", "postvak uit", "bandeja de salida", "posta in uscita"]),
    ("root", &["top of information store", "root", "oberste ebene des informationsspeichers"]),
];

/// Names of the entry for everybody in the organisation, compared by [`fold_name`].
const DEFAULT: [&str; 17] = [
    "default",
    "par défaut",
    "既定",
    "standard",
    "predeterminado",
    "predefinito",
    "padrão",
    "predefinição",
    "standaard",
    "domyślne",
    "domyślny",
    "výchozí",
    "по умолчанию",
    "默认",
    "預設",
    "기본",
    "oletus",
];

/// Names of the entry for everybody outside.
const ANONYMOUS: [&str; 18] = [
    "anonymous",
    "anonyme",
    "匿名",
    "anonym",
    "anónimo",
    "anonimo",
    "anônimo",
    "anoniem",
    "anonimowe",
    "anonimowy",
    "anonymní",
    "анонимный",
    "анонимные",
    "익명",
    "anonyymi",
    "anonymt",
    "anònim",
    "匿名使用者",
];

/// Names of the two pseudo-members of calendars of groups.
const LOCAL: [&str; 2] = ["owner@local", "member@local"];

/// Whether an entry of a folder's access list is the one for everybody, inside or outside, in any language.
pub fn is_everybody(name: &str) -> bool {
    let name = fold_name(name);
    DEFAULT.contains(&name.as_str()) || ANONYMOUS.contains(&name.as_str()) || LOCAL.contains(&name.as_str())
}

/// The role of a default folder by its `FolderType`; `None` for `User Created` and other words of no role.
pub fn role_of_type(folder_type: &str) -> Option<String> {
    let key: String = trim(folder_type).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let own = ["", "usercreated", "generic", "other", "unknown", "none", "ipfnote", "ipfappointment"];
    // A numbered part of the type would be a second folder of the sort, which is no default one.
    (!own.contains(&key.as_str())).then_some(key)
}

/// The role of a default folder by its name in any language.
pub fn role_of_name(name: &str) -> Option<&'static str> {
    let name = fold_name(name);
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(role, _)| *role)
}

/// A folder as findings write it: its role, else its path in lower case with `/`, in which a default folder at
/// the top goes by its role. Takes names (`Kalender`), paths (`/Inbox/Reports`, `\Posteingang\Reports`) and the
/// identifiers of folders, which stay as they are.
pub fn folder(text: &str) -> String {
    let text = trim(text);
    let separator = if text.contains('\\') { '\\' } else { '/' };
    let mut parts = text.split(separator).map(trim).filter(|part| !part.is_empty()).peekable();
    if parts.peek().is_some_and(|first| role_of_name(first) == Some("root")) {
        parts.next();
    }
    let Some(first) = parts.next() else { return "root".to_owned() };
    let mut path = role_of_name(first).map_or_else(|| fold_name(first), str::to_owned);
    for part in parts {
        path.push('/');
        path.push_str(&fold_name(part));
    }
    path
}

/// Splits the identity of a folder, `kim@contoso.com:\Calendar`, into mailbox and folder; `None` where the text
/// names no mailbox, or nothing but one.
pub fn split_identity(text: &str) -> Option<(&str, &str)> {
    let text = trim(text);
    if let Some((mailbox, path)) = text.split_once(":\\").or_else(|| text.split_once(":/")) {
        return (!mailbox.is_empty()).then_some((trim(mailbox), path));
    }
    let is_mailbox = |mailbox: &str| looks_like_address(mailbox) || looks_like_guid(mailbox);
    if let Some((mailbox, folder)) = text.split_once(':')
        && (is_mailbox(trim(mailbox)) || folder.is_empty())
    {
        return (!mailbox.is_empty()).then_some((trim(mailbox), folder));
    }
    text.split_once('\\').filter(|(mailbox, _)| is_mailbox(mailbox))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn default_folders_go_by_their_role_in_every_language() {
        for (name, role) in [
            ("Calendar", "calendar"),
            ("KALENDER", "calendar"),
            ("Agenda", "calendar"),
            // Decomposed, as a Mac writes it.
            ("Kalenda\u{301}r\u{30c}", "calendar"),
            ("Calendário", "calendar"),
            ("Календарь", "calendar"),
            ("予定表", "calendar"),
            ("日历", "calendar"),
            ("Posteingang", "inbox"),
            ("Boîte de réception", "inbox"),
            ("受信トレイ", "inbox"),
            ("Contactpersonen", "contacts"),
            ("Contacts", "contacts"),
            ("Úlohy", "tasks"),
            ("Sent Items", "sentitems"),
            ("SENTITEMS", "sentitems"),
            ("Éléments supprimés", "deleteditems"),
        ] {
            assert_eq!(folder(name), role, "{name}");
        }
    }

    #[test]
    fn other_folders_go_by_their_path() {
        for (text, path) in [
            ("/Inbox/Reports", "inbox/reports"),
            ("\\Posteingang\\Reports", "inbox/reports"),
            ("/Calendar", "calendar"),
            ("\\Calendar", "calendar"),
            ("/Calendar/Birthdays", "calendar/birthdays"),
            ("Projects", "projects"),
            ("\\Projects\\Calendar", "projects/calendar"),
            ("/Top of Information Store", "root"),
            ("\\", "root"),
            ("", "root"),
        ] {
            assert_eq!(folder(text), path, "{text}");
        }
    }

    #[test]
    fn a_folder_type_says_the_role() {
        assert_eq!(role_of_type("Calendar").as_deref(), Some("calendar"));
        assert_eq!(role_of_type("Sent Items").as_deref(), Some("sentitems"));
        assert_eq!(role_of_type("User Created"), None);
        assert_eq!(role_of_type(""), None);
    }

    #[test]
    fn the_identity_of_a_folder_names_its_mailbox() {
        for (text, parts) in [
            ("kim@contoso.com:\\Calendar", Some(("kim@contoso.com", "Calendar"))),
            ("Kim Akers:\\Inbox\\Reports", Some(("Kim Akers", "Inbox\\Reports"))),
            ("kim@contoso.com\\Calendar", Some(("kim@contoso.com", "Calendar"))),
            ("kim@contoso.com:", Some(("kim@contoso.com", ""))),
            ("2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77:LgAAAAB", Some(("2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77", "LgAAAAB"))),
            ("kim@contoso.com", None),
            ("CONTOSO\\kim", None),
            ("/Calendar", None),
            ("Note: private", None),
            (":\\Calendar", None),
        ] {
            assert_eq!(split_identity(text), parts, "{text}");
        }
    }

    #[test]
    fn everybody_has_a_name_in_every_language() {
        for name in ["Default", "Par défaut", "既定", "Standard", "Anonymous", "Anonym", "匿名", "Owner@local"] {
            assert!(is_everybody(name), "{name}");
        }
        assert!(!is_everybody("Default Team") && !is_everybody("kim@contoso.com"));
    }

    proptest! {
        #[test]
        fn any_text_is_a_folder(text in "[a-zA-Z@:/\\\\ ]{0,24}|.*") {
            let path = folder(&text);
            prop_assert!(!path.is_empty());
            let _ = split_identity(&text);
        }
    }
}
