//! Names that older releases had, and what becomes of them: the one source for what is accepted
//! beside the names of the table and for what clients of that time read.
//!
//! A value that an older name reads as is no change, so that a page which sends back all that it
//! was shown changes nothing, even where the old name says less than the settings behind it. A
//! present name in the same request wins over an older one.
//!
//! Deliberately absent: a name that kept its name but changed its values (`peer_tos`); its row of
//! the table says what it means now. `proxy_type` is the exception: numbers can be told from
//! words.

use serde_json::{Map, Value as Json};

use super::key::Key;
use super::value::to_bool;
use super::{SettingsPack, value};

/// A release: its first two numbers.
pub type Release = (u8, u8);

/// What an older name becomes: present names and their values.
type Becomes = Vec<(Key, Json)>;

/// A name that a release before the present one had.
#[derive(Debug, Clone, Copy)]
pub struct OlderName {
    /// The name.
    pub name: &'static str,
    /// The last release that had it, or had it with this type.
    pub last: Release,
    /// The settings that it stands for; none when it is ignored.
    pub keys: &'static [Key],
    /// What becomes of a value, or why it is ignored, in one sentence.
    pub effect: &'static str,
    /// What a value that is set becomes.
    read: fn(&Json) -> Becomes,
    /// How it reads; none where it cannot be told any more.
    write: Option<fn(&SettingsPack) -> Json>,
}

/// All of them, newest first.
pub const OLDER_NAMES: &[OlderName] = &[
    OlderName {
        name: "export_dir",
        last: (5, 2),
        keys: &[Key::TorrentFilesBackupEnabled, Key::TorrentFilesBackupDir],
        effect: "A directory switches the copies of .torrent files on and is where they go; an empty text switches them off.",
        read: |json| folder(json, Key::TorrentFilesBackupEnabled, Key::TorrentFilesBackupDir),
        write: Some(|settings| {
            shown_folder(settings, Key::TorrentFilesBackupEnabled, Key::TorrentFilesBackupDir)
        }),
    },
    OlderName {
        name: "export_dir_fin",
        last: (5, 2),
        keys: &[Key::TorrentFilesFinishedBackupDirEnabled, Key::TorrentFilesFinishedBackupDir],
        effect: "The same for the copies of finished torrents.",
        read: |json| {
            let on = Key::TorrentFilesFinishedBackupDirEnabled;
            folder(json, on, Key::TorrentFilesFinishedBackupDir)
        },
        write: Some(|settings| {
            let on = Key::TorrentFilesFinishedBackupDirEnabled;
            shown_folder(settings, on, Key::TorrentFilesFinishedBackupDir)
        }),
    },
    OlderName {
        name: "mail_notification_ssl_enabled",
        last: (5, 2),
        keys: &[Key::MailNotificationEncryptionType],
        effect: "True is SMTPS, false is no encryption; it reads true for SMTPS only.",
        read: |json| {
            let word = if to_bool(json) { "SMTPS" } else { "None" };
            vec![(Key::MailNotificationEncryptionType, word.into())]
        },
        write: Some(|settings| {
            (settings.text(Key::MailNotificationEncryptionType) == "SMTPS").into()
        }),
    },
    OlderName {
        name: "use_subcategories",
        last: (5, 1),
        keys: &[],
        effect: "Ignored: a category with a slash in its name always has parents, so that this always reads true.",
        read: |_| Vec::new(),
        write: Some(|_| true.into()),
    },
    OlderName {
        name: "start_paused_enabled",
        last: (4, 6),
        keys: &[Key::AddStoppedEnabled],
        effect: "The same under its old name.",
        read: |json| vec![(Key::AddStoppedEnabled, json.clone())],
        write: Some(|settings| settings.bool(Key::AddStoppedEnabled).into()),
    },
    OlderName {
        name: "proxy_torrents_only",
        last: (4, 5),
        keys: &[Key::ProxyBittorrent, Key::ProxyRss, Key::ProxyMisc],
        effect: "True keeps the proxy for BitTorrent alone, false uses it for feeds and everything else too.",
        read: |json| {
            let others = !to_bool(json);
            let keys = [(Key::ProxyRss, others), (Key::ProxyMisc, others)];
            let all = std::iter::once((Key::ProxyBittorrent, true)).chain(keys);
            all.map(|(key, on)| (key, on.into())).collect()
        },
        write: Some(|settings| {
            let others = settings.bool(Key::ProxyRss) || settings.bool(Key::ProxyMisc);
            (settings.bool(Key::ProxyBittorrent) && !others).into()
        }),
    },
    OlderName {
        name: "proxy_type",
        last: (4, 5),
        keys: &[Key::ProxyType, Key::ProxyAuthEnabled],
        effect: "As a number: 1 is HTTP, 2 SOCKS5, 3 HTTP with a login, 4 SOCKS5 with a login, 5 SOCKS4, any other none.",
        read: proxy_of_number,
        write: Some(proxy_number),
    },
    OlderName {
        name: "enable_os_cache",
        last: (4, 4),
        keys: &[Key::DiskIoReadMode, Key::DiskIoWriteMode],
        effect: "Becomes both modes: 1 for true, 0 for false; neither has an effect.",
        read: |json| {
            let mode = Json::from(u8::from(to_bool(json)));
            vec![(Key::DiskIoReadMode, mode.clone()), (Key::DiskIoWriteMode, mode)]
        },
        write: None,
    },
    OlderName {
        name: "create_subfolder_enabled",
        last: (4, 3),
        keys: &[Key::TorrentContentLayout],
        effect: "True is the layout Original, false is NoSubfolder.",
        read: |json| {
            let word = if to_bool(json) { "Original" } else { "NoSubfolder" };
            vec![(Key::TorrentContentLayout, word.into())]
        },
        write: None,
    },
    OlderName {
        name: "enable_utp",
        last: (4, 2),
        keys: &[Key::BittorrentProtocol],
        effect: "True is TCP and µTP, false is TCP; neither has an effect.",
        read: |json| vec![(Key::BittorrentProtocol, u8::from(!to_bool(json)).into())],
        write: None,
    },
    OlderName {
        name: "force_proxy",
        last: (4, 1),
        keys: &[],
        effect: "Ignored: what goes through the proxy never goes around it.",
        read: |_| Vec::new(),
        write: None,
    },
    OlderName {
        name: "ssl_cert",
        last: (4, 1),
        keys: &[],
        effect: "Ignored: a certificate is a file now, named by `web_ui_https_cert_path`.",
        read: |_| Vec::new(),
        write: None,
    },
    OlderName {
        name: "ssl_key",
        last: (4, 1),
        keys: &[],
        effect: "Ignored: a private key is a file now, named by `web_ui_https_key_path`, and is not sent over the API.",
        read: |_| Vec::new(),
        write: None,
    },
];

/// What clients of `release` read beside the present names, and in place of them where the type
/// was another one.
pub fn shown_by(release: Release, settings: &SettingsPack) -> Vec<(&'static str, Json)> {
    let known = OLDER_NAMES.iter().filter(|older| older.last >= release);
    known.filter_map(|older| Some((older.name, older.write?(settings)))).collect()
}

/// Puts present names in place of the older ones that a request has.
pub(super) fn translate(sent: &Map<String, Json>, current: &SettingsPack) -> Map<String, Json> {
    let mut all = sent.clone();
    for older in OLDER_NAMES {
        let Some(json) = sent.get(older.name) else { continue };
        let present = Key::from_wire(older.name).is_some();
        if present && !json.is_number() {
            continue;
        }
        all.remove(older.name);
        if older.write.is_some_and(|write| write(current) == *json) {
            continue;
        }
        for (key, value) in (older.read)(json) {
            all.entry(key.wire()).or_insert(value);
        }
    }
    all
}

fn folder(json: &Json, on: Key, path: Key) -> Becomes {
    let text = value::to_text(json);
    if text.is_empty() {
        return vec![(on, false.into())];
    }
    vec![(on, true.into()), (path, text.into())]
}

fn shown_folder(settings: &SettingsPack, on: Key, path: Key) -> Json {
    if settings.bool(on) { settings.text(path) } else { "" }.into()
}

fn proxy_of_number(json: &Json) -> Becomes {
    let (word, login) = match value::to_int(json) {
        1 => ("HTTP", Some(false)),
        2 => ("SOCKS5", Some(false)),
        3 => ("HTTP", Some(true)),
        4 => ("SOCKS5", Some(true)),
        5 => ("SOCKS4", None),
        _ => ("None", None),
    };
    let login = login.map(|login| (Key::ProxyAuthEnabled, login.into()));
    std::iter::once((Key::ProxyType, word.into())).chain(login).collect()
}

fn proxy_number(settings: &SettingsPack) -> Json {
    match (settings.text(Key::ProxyType), settings.bool(Key::ProxyAuthEnabled)) {
        ("HTTP", false) => 1,
        ("SOCKS5", false) => 2,
        ("HTTP", true) => 3,
        ("SOCKS5", true) => 4,
        ("SOCKS4", _) => 5,
        _ => 0,
    }
    .into()
}

#[cfg(test)]
#[path = "older_tests.rs"]
mod tests;
