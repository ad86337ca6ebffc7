//! Settings of the page *Behavior*.

use super::super::key::Key;
use super::super::row::{Class, Default, IntRule, Kind, Page, Range, Row, TextRule, When};

pub(super) const ROWS: &[Row] = &[
    Row {
        key: Key::Locale,
        kind: Kind::Text(TextRule::DefaultIfEmpty),
        default: Default::Locale,
        group: "Language",
        label: "User interface language",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "The web page speaks this language where it knows it, else English; numbers and dates are written as is usual in it.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::PerformanceWarning,
        kind: Kind::Bool,
        default: Default::Bool(false),
        group: "Interface",
        label: "Log performance warnings",
        libtorrent: &["alert_mask"],
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Logs when this server itself is the bottleneck: disk slower than the network, waiting for disk or hashing threads, a slow database, too much memory, a slow or absent node, a nearly full quota; each at most every 10 minutes.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::StatusBarExternalIp,
        kind: Kind::Bool,
        default: Default::Bool(false),
        group: "Interface",
        label: "Show external IP in status bar",
        class: Class::Maps,
        when: When::AtOnce,
        effect: "Shows the address that a real node announces in the status bar.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::ConfirmTorrentDeletion,
        kind: Kind::Bool,
        default: Default::Bool(true),
        group: "Interface",
        label: "Confirm when deleting torrents",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "The web page asks before it deletes.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::ConfirmRemoveAllTags,
        kind: Kind::Bool,
        default: Default::Bool(true),
        group: "Interface",
        label: "Confirm removal of all tags",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "The web page asks before it removes all tags of a torrent.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::ConfirmRemoveTrackerFromAllTorrents,
        kind: Kind::Bool,
        default: Default::Bool(true),
        group: "Interface",
        label: "Confirm removal of tracker from all torrents",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "The web page asks before it removes a tracker from all torrents.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::FileLogEnabled,
        kind: Kind::Bool,
        default: Default::Bool(true),
        group: "Log file",
        label: "Log file",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Writes the server's log into the file qcodex.log too, from the start of the server on.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::FileLogPath,
        kind: Kind::Text(TextRule::Any),
        default: Default::LogPath,
        group: "Log file",
        label: "Save path",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Folder of the log file, relative to the profile; a change moves on to the new place at once.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::FileLogBackupEnabled,
        kind: Kind::Bool,
        default: Default::Bool(true),
        group: "Log file",
        label: "Back up the log file",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Renames the log file to .bak, .bak1 and so on when it is too large, and starts a new one.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::FileLogMaxSize,
        kind: Kind::Int(IntRule::LogSize),
        default: Default::Int(65),
        unit: "KiB",
        range: Range::between(1, 1_024_000),
        group: "Log file",
        label: "Back up the log file after",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Size at which the log file becomes a backup and a new one is started.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::FileLogDeleteOld,
        kind: Kind::Bool,
        default: Default::Bool(true),
        group: "Log file",
        label: "Delete old log files",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Deletes backups of the log file that are older than the age below.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::FileLogAge,
        kind: Kind::Int(IntRule::Within(1, 365)),
        default: Default::Int(1),
        range: Range::between(1, 365),
        group: "Log file",
        label: "Delete backups older than",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Age at which backups of the log file are deleted, in the unit below.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::FileLogAgeType,
        kind: Kind::Int(IntRule::OneOf { first: 0, last: 2, otherwise: 1 }),
        default: Default::Int(1),
        range: Range::between(0, 2),
        choices: &[(0, "days"), (1, "months"), (2, "years")],
        group: "Log file",
        label: "Unit of the age",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Unit of the age at which backups of the log file are deleted; months and years are those of the calendar.",
        ..Row::on(Page::Behavior)
    },
    Row {
        key: Key::DeleteTorrentContentFiles,
        kind: Kind::Bool,
        default: Default::Bool(false),
        group: "Interface",
        label: "Also delete the files",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "First state of the box in the dialog that deletes torrents.",
        ..Row::on(Page::Behavior)
    },
];
