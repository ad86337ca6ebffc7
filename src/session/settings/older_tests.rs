//! Older names: each is read and written as it says, and what is read is taken back unchanged.

use serde_json::json;

use super::super::{Defaults, SettingsPatch};
use super::*;

fn pack() -> SettingsPack {
    SettingsPack::new(Defaults {
        save_path: "/srv/save".to_owned(),
        temp_path: "/srv/save/temp".to_owned(),
        log_path: "logs".to_owned(),
        locale: "en".to_owned(),
        listen_port: 8090,
        ssl_listen_port: 8091,
    })
}

/// What is set after a request.
fn set(pack: &mut SettingsPack, sent: &Json) -> Json {
    let patch = SettingsPatch::parse(sent.as_object().unwrap(), pack).unwrap();
    pack.apply(&patch);
    patch.changes().into_iter().map(|(key, json)| (key.wire().to_owned(), json)).collect()
}

#[test]
fn each_name_becomes_what_it_stands_for() {
    for (sent, becomes) in [
        (
            json!({"export_dir": "/srv/copies"}),
            json!({"torrent_files_backup_enabled": true, "torrent_files_backup_dir": "/srv/copies"}),
        ),
        (
            json!({"export_dir_fin": "/srv/done"}),
            json!({
                "torrent_files_finished_backup_dir_enabled": true,
                "torrent_files_finished_backup_dir": "/srv/done",
            }),
        ),
        (
            json!({"mail_notification_ssl_enabled": false}),
            json!({"mail_notification_encryption_type": "None"}),
        ),
        (json!({"use_subcategories": false}), json!({})),
        (json!({"start_paused_enabled": "yes"}), json!({"add_stopped_enabled": true})),
        (json!({"proxy_torrents_only": true}), json!({"proxy_rss": false, "proxy_misc": false})),
        (json!({"proxy_type": 4}), json!({"proxy_type": "SOCKS5", "proxy_auth_enabled": true})),
        (json!({"proxy_type": 5}), json!({"proxy_type": "SOCKS4"})),
        (json!({"proxy_type": -1}), json!({})),
        (json!({"proxy_type": "SOCKS4"}), json!({"proxy_type": "SOCKS4"})),
        (
            json!({"enable_os_cache": false}),
            json!({"disk_io_read_mode": 0, "disk_io_write_mode": 0}),
        ),
        (
            json!({"create_subfolder_enabled": false}),
            json!({"torrent_content_layout": "NoSubfolder"}),
        ),
        (json!({"enable_utp": false}), json!({"bittorrent_protocol": 1})),
        (json!({"force_proxy": true, "ssl_cert": "x", "ssl_key": "y"}), json!({})),
    ] {
        assert_eq!(set(&mut pack(), &sent), becomes, "{sent}");
    }
}

#[test]
fn every_name_names_the_settings_it_becomes() {
    for older in OLDER_NAMES {
        for json in [json!(true), json!(false), json!(3), json!("/x"), json!(""), json!(null)] {
            let becomes = (older.read)(&json);
            assert!(becomes.iter().all(|(key, _)| older.keys.contains(key)), "{}", older.name);
        }
        assert!(older.effect.ends_with('.'), "{}", older.name);
    }
    assert!(OLDER_NAMES.is_sorted_by_key(|older| std::cmp::Reverse(older.last)));
}

#[test]
fn a_present_name_wins_over_an_older_one() {
    let sent = json!({
        "add_stopped_enabled": false, "start_paused_enabled": true,
        "proxy_type": 3, "proxy_auth_enabled": false,
    });
    assert_eq!(set(&mut pack(), &sent), json!({"proxy_type": "HTTP"}));
}

/// Also where the old name says less: STARTTLS is not SSL, and does not become nothing.
#[test]
fn what_an_older_client_read_and_sends_back_is_no_change() {
    let mut pack = pack();
    let sent = json!({
        "mail_notification_encryption_type": "STARTTLS", "proxy_type": "SOCKS5",
        "proxy_auth_enabled": true, "proxy_bittorrent": false, "proxy_misc": false,
        "torrent_files_backup_dir": "/srv/kept", "add_stopped_enabled": true,
    });
    set(&mut pack, &sent);
    for release in [(4, 5), (5, 1)] {
        let mut all = pack.to_preferences();
        all.extend(
            shown_by(release, &pack).into_iter().map(|(name, json)| (name.to_owned(), json)),
        );
        assert_eq!(set(&mut pack.clone(), &Json::Object(all)), json!({}), "{release:?}");
    }
}

#[test]
fn only_names_of_its_time_are_shown() {
    let names = |release| {
        let shown = shown_by(release, &pack());
        shown.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert!(names((5, 3)).is_empty());
    let of_5_1 =
        ["export_dir", "export_dir_fin", "mail_notification_ssl_enabled", "use_subcategories"];
    assert_eq!(names((5, 1)), of_5_1);
    let of_4_5 = ["start_paused_enabled", "proxy_torrents_only", "proxy_type"];
    assert_eq!(names((4, 5)), [&of_5_1[..], &of_4_5[..]].concat());
    let shown: Map<String, Json> =
        shown_by((4, 5), &pack()).into_iter().map(|(name, json)| (name.to_owned(), json)).collect();
    assert_eq!((&shown["proxy_type"], &shown["proxy_torrents_only"]), (&json!(0), &json!(false)));
}
