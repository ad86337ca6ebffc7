//! What libtorrent's settings do that have no preference: set through the session, as a program
//! that uses the library does, and observed over HTTP.

use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::session::SettingsPack;
use qcodex::session::alert::{Alert, category};
use qcodex::session::settings::libtorrent::{SettingValue, setting_by_name};
use serde_json::json;

use crate::common::{Client, Request, TestApp, eventually};
use crate::torrents::pair::{Pair, add, place, torrent_of};
use crate::torrents::site::Site;
use crate::torrents::{MAGNET, MAGNET_ID, SINGLE, rows, until, upload};

async fn set(server: &TestApp, values: &[(&str, SettingValue)]) {
    let session = &server.app.session;
    let current = session.settings();
    let mut wanted = SettingsPack::clone(&current);
    for (name, value) in values {
        wanted.set(setting_by_name(name).unwrap(), value).unwrap();
    }
    session.apply_settings(current.patch_to(&wanted)).await.unwrap();
}

fn number(number: i32) -> SettingValue {
    SettingValue::Int(number)
}

fn on(flag: bool) -> SettingValue {
    SettingValue::Bool(flag)
}

async fn state(client: &Client, hash: &str) -> String {
    let row = rows(client, &format!("?hashes={hash}")).await.pop().unwrap();
    row["state"].as_str().unwrap().to_owned()
}

/// Two torrents of a file each, complete and published.
async fn two_seeds(server: &TestApp, client: &Client) -> [String; 2] {
    let mut ids = Vec::new();
    for seed in [71, 72] {
        let name = format!("seed{seed}.bin");
        let (made, files) = torrent_of(&name, &[(&*name, 200_000)], 16 * 1024, seed);
        place(server, &files);
        add(client, &made.to_torrent_bytes(), &[]).await;
        let id = made.id().to_string();
        until(client, &id, |row| row["codex_publish"] == "published").await;
        ids.push(id);
    }
    ids.try_into().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn preferences_and_own_settings_are_one_commit_and_survive() {
    let server = TestApp::start().await;
    let client = server.client().await;
    set(
        &server,
        &[
            ("active_seeds", number(7)),
            ("share_ratio_limit", number(250)),
            ("inactive_down_rate", number(10 * 1024)),
            ("tick_interval", number(250)),
            ("user_agent", SettingValue::Str("mine/1".to_owned())),
        ],
    )
    .await;
    let preferences = client.get("app/preferences").await.json();
    assert_eq!(preferences["max_active_uploads"], 7);
    assert_eq!(preferences["max_ratio"], json!(2.5));
    assert_eq!(preferences["slow_torrent_dl_rate_threshold"], 10);
    let settings = server.app.session.settings();
    let server = server.restart().await;
    let again = server.app.session.settings();
    for name in ["active_seeds", "share_ratio_limit", "tick_interval", "user_agent"] {
        let setting = setting_by_name(name).unwrap();
        assert_eq!(again.get(setting), settings.get(setting));
        assert!(again.has_val(setting));
    }
    let mut cleared = SettingsPack::clone(&again);
    cleared.clear(setting_by_name("user_agent").unwrap()).unwrap();
    server.app.session.apply_settings(again.patch_to(&cleared)).await.unwrap();
    let server = server.restart().await;
    assert!(!server.app.session.settings().has_val(setting_by_name("user_agent").unwrap()));
    // The session goes on at its other pace.
    let client = server.client().await;
    two_seeds(&server, &client).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_carry_the_user_agent() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let mut site = Site::start().await;
    set(&server, &[("user_agent", SettingValue::Str("Example/9 (test)".to_owned()))]).await;
    let form = [("urls", &*site.url("/t/single")), ("stopped", "true")];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    assert!(site.next().await.contains("\r\nuser-agent: example/9 (test)\r\n"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn torrents_with_too_many_pieces_are_refused() {
    let server = TestApp::start().await;
    let client = server.client().await;
    set(&server, &[("max_piece_count", number(1))]).await;
    let refused = upload(&client, "multi", &[("stopped", "true")]).await;
    assert_eq!(refused.status, 415);
    assert!(refused.text().contains("max_piece_count"), "{}", refused.text());
    assert_eq!(rows(&client, "").await.len(), 0);
    set(&server, &[("max_piece_count", number(1000))]).await;
    assert_eq!(upload(&client, "multi", &[("stopped", "true")]).await.text(), "Ok.");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_are_too_large_are_not_fetched() {
    let pair = Pair::start("small.bin", &[("small.bin", 100_000)], 16 * 1024).await;
    let row = until(&pair.giver_client, &pair.id, |row| row["codex_record"] != "").await;
    let magnet = row["magnet_uri"].as_str().unwrap();
    set(&pair.taker, &[("max_metadata_size", number(10))]).await;
    let client = &pair.taker_client;
    // `&` separates the parameters of a form, and of a magnet.
    let form = [("urls", magnet)];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    let refused = |row: &serde_json::Value| row["codex_reason"]["code"] == "bad_record";
    let row = until(client, &pair.id, refused).await;
    let text = row["codex_reason"]["text"].as_str().unwrap();
    assert!(text.contains("max_metadata_size allows 10"), "{text}");
    set(&pair.taker, &[("max_metadata_size", number(1_000_000))]).await;
    let form = [("hashes", &*pair.id)];
    for action in ["torrents/stop", "torrents/start"] {
        assert_eq!(client.post(action, &form).await.status, 200);
    }
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_torrents_can_come_before_downloads() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let limit = json!({"queueing_enabled": true, "max_active_torrents": 1});
    assert_eq!(client.set_preferences(limit).await.status, 200);
    let (made, files) = torrent_of("first.bin", &[("first.bin", 50_000)], 16 * 1024, 5);
    place(&server, &files);
    add(&client, &made.to_torrent_bytes(), &[]).await;
    let seed = made.id().to_string();
    until(&client, &seed, |row| row["state"] == "stalledUP").await;
    assert_eq!(client.post("torrents/add", &[("urls", MAGNET)]).await.text(), "Ok.");
    until(&client, &seed, |row| row["state"] == "queuedUP").await;
    assert_eq!(state(&client, MAGNET_ID).await, "metaDL");
    set(&server, &[("auto_manage_prefer_seeds", on(true))]).await;
    until(&client, &seed, |row| row["state"] == "stalledUP").await;
    until(&client, MAGNET_ID, |row| row["state"] == "queuedDL").await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_starts_a_torrent_that_waits_in_the_queue() {
    let clock = Clock::manual(1_700_000_000);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = server.client().await;
    let seeds = two_seeds(&server, &client).await;
    let limit = json!({"queueing_enabled": true, "max_active_uploads": 1});
    assert_eq!(client.set_preferences(limit).await.status, 200);
    // They are of one age here; either of them may be the one.
    let queued = || async {
        rows(&client, "?filter=all").await.iter().any(|row| row["state"] == "queuedUP")
    };
    eventually("one of them waits", queued).await;
    let waiting = match &*state(&client, &seeds[0]).await {
        "queuedUP" => seeds[0].clone(),
        _ => seeds[1].clone(),
    };
    let files = client.get(&format!("torrents/files?hash={waiting}")).await.json();
    let cid = files[0]["codex_cid"].as_str().unwrap().to_owned();
    let url = server.app.codex_api_url.clone().unwrap();
    let node = Client::new(url.trim_start_matches("http://").parse().unwrap());
    let read = async || {
        let path = format!("/api/storage/v1/data/{cid}");
        assert_eq!(node.send(Request::new("GET", &path)).await.status, 200);
    };
    read().await;
    let uploaded = |row: &serde_json::Value| row["uploaded"].as_u64().unwrap() >= 200_000;
    let row = until(&client, &waiting, uploaded).await;
    assert_eq!(row["state"], "queuedUP", "by default it goes on waiting");
    set(&server, &[("incoming_starts_queued_torrents", on(true))]).await;
    read().await;
    until(&client, &waiting, |row| row["state"] == "uploading").await;
    // Half a minute after the last byte was counted it waits again.
    let sleeps = || async {
        clock.advance(Duration::from_secs(20));
        state(&client, &waiting).await == "queuedUP"
    };
    eventually("it waits again", sleeps).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn seeding_time_can_be_limited_by_downloading_time() {
    let clock = Clock::manual(1_700_000_000);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = server.client().await;
    set(&server, &[("seed_time_ratio_limit", number(200))]).await;
    let (made, files) = torrent_of("late.bin", &[("late.bin", 50_000)], 16 * 1024, 6);
    add(&client, &made.to_torrent_bytes(), &[]).await;
    let id = made.id().to_string();
    until(&client, &id, |row| row["state"] == "stalledDL").await;
    clock.advance(Duration::from_secs(100));
    place(&server, &files);
    assert_eq!(client.post("torrents/recheck", &[("hashes", &*id)]).await.status, 200);
    until(&client, &id, |row| row["state"] == "stalledUP").await;
    clock.advance(Duration::from_secs(150));
    until(&client, &id, |row| row["seeding_time"] == 150).await;
    assert_eq!(state(&client, &id).await, "stalledUP");
    clock.advance(Duration::from_mins(1));
    until(&client, &id, |row| row["state"] == "stoppedUP").await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_are_kept_as_the_mask_and_the_limit_say() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let mask = i32::try_from(category::STORAGE).unwrap();
    set(&server, &[("alert_mask", number(mask))]).await;
    server.app.session.pop_alerts();
    upload(&client, "single", &[("stopped", "true")]).await;
    until(&client, SINGLE, |_| true).await;
    assert!(server.app.session.pop_alerts().is_empty());
    set(&server, &[("alert_mask", number(-1)), ("alert_queue_size", number(1))]).await;
    for _ in 0..3 {
        set(&server, &[("tick_interval", number(100))]).await;
        set(&server, &[("tick_interval", number(200))]).await;
    }
    let lost = || async {
        let alerts = server.app.session.pop_alerts();
        alerts.len() <= 2
            && matches!(alerts[..], [ref first, _] if matches!(first.alert, Alert::Dropped { .. }))
    };
    eventually("an alert, and word of those that were lost", lost).await;
    server.stop().await;
}
