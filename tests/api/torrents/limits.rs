//! Speed limits on the data plane: so low that nothing can finish, then lifted. No time is
//! measured here; bytes per second are counted on the virtual clock, beside the throttles.

use qcodex::torrent::{CreateFile, CreateParams, TorrentBuilder, TorrentFormat};
use serde_json::Value;

use super::{rows, until};
use crate::common::{Client, Request, TestApp};

/// At 1 KiB/s it would take more than an hour.
const SIZE: u64 = 4 * 1024 * 1024;

/// A server that has something and one that reads from it, both with a client.
pub(crate) struct Pair {
    pub(crate) giver: TestApp,
    pub(crate) giver_client: Client,
    taker: TestApp,
    pub(crate) taker_client: Client,
    pub(crate) id: String,
    torrent: Vec<u8>,
}

impl Pair {
    pub(crate) async fn start() -> Self {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        let data: Vec<u8> = (0..SIZE).map(|_| next()).collect();
        let mut builder = TorrentBuilder::new(CreateParams {
            name: "slow.bin".to_owned(),
            files: vec![CreateFile { path: "slow.bin".to_owned(), length: SIZE }],
            piece_length: Some(64 * 1024),
            format: TorrentFormat::V1,
            ..CreateParams::default()
        })
        .unwrap();
        builder.push(&data);
        let metainfo = builder.finish().unwrap();
        let id = metainfo.id().to_string();
        let giver = TestApp::start().await;
        let save = giver.folder.path().join("save");
        std::fs::create_dir_all(&save).unwrap();
        std::fs::write(save.join("slow.bin"), &data).unwrap();
        let giver_client = giver.client().await;
        add(&giver_client, &metainfo.to_torrent_bytes(), &[]).await;
        until(&giver_client, &id, |row| row["codex_publish"] == "published").await;
        let exported = giver_client.get(&format!("torrents/export?hash={id}")).await;
        assert_eq!(exported.status, 200);
        let source = giver.app.codex_api_url.clone().unwrap();
        let edit = |config: &mut qcodex::config::Config| config.codex_sources.push(source);
        let clock = qcodex::clock::Clock::system();
        let taker = TestApp::start_with(clock, edit).await;
        let taker_client = taker.client().await;
        Self { giver, giver_client, taker, taker_client, id, torrent: exported.body }
    }

    /// Adds the torrent to the taker.
    pub(crate) async fn take(&self, fields: &[(&str, &str)]) {
        add(&self.taker_client, &self.torrent, fields).await;
    }

    /// Waits until some bytes came, and sees that many are missing.
    pub(crate) async fn under_way(&self) {
        let arriving = |row: &Value| bytes(row) > 0 && row["state"] == "downloading";
        let row = until(&self.taker_client, &self.id, arriving).await;
        assert!(bytes(&row) < SIZE / 2, "{row}");
    }

    pub(crate) async fn finished(self) {
        until(&self.taker_client, &self.id, |row| row["progress"] == 1).await;
        let path = |app: &TestApp| app.folder.path().join("save/slow.bin");
        let found = std::fs::read(path(&self.taker)).unwrap();
        assert!(found == std::fs::read(path(&self.giver)).unwrap());
        self.taker.stop().await;
        self.giver.stop().await;
    }
}

fn bytes(row: &Value) -> u64 {
    row["downloaded"].as_u64().unwrap()
}

async fn add(client: &Client, torrent: &[u8], fields: &[(&str, &str)]) {
    let files = [("torrents", "slow.torrent", torrent)];
    let answer = client.send(Request::multipart("torrents/add", fields, &files)).await;
    assert_eq!(answer.text(), "Ok.");
}

async fn post(client: &Client, path: &str, form: &[(&str, &str)]) {
    let answer = client.post(path, form).await;
    assert_eq!((answer.status, answer.text()), (200, String::new()), "{path}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_torrents_download_limit_holds_a_running_fetch_and_is_lifted() {
    let pair = Pair::start().await;
    pair.take(&[("dlLimit", "1024")]).await;
    pair.under_way().await;
    let form = [("hashes", pair.id.as_str()), ("limit", "0")];
    post(&pair.taker_client, "torrents/setDownloadLimit", &form).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_global_and_the_alternative_download_limit_hold_in_their_mode() {
    let pair = Pair::start().await;
    let client = &pair.taker_client;
    post(client, "transfer/setDownloadLimit", &[("limit", "1024")]).await;
    pair.take(&[]).await;
    pair.under_way().await;
    // The alternative limit is as low as the normal one, which is lifted and does not count now.
    post(client, "app/setPreferences", &[("json", r#"{"alt_dl_limit":1024}"#)]).await;
    post(client, "transfer/toggleSpeedLimitsMode", &[]).await;
    post(client, "app/setPreferences", &[("json", r#"{"dl_limit":0}"#)]).await;
    let before = bytes(&rows(client, "").await[0]);
    until(client, &pair.id, |row| bytes(row) > before).await;
    pair.under_way().await;
    post(client, "transfer/toggleSpeedLimitsMode", &[]).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn upload_limits_hold_back_what_is_served() {
    let pair = Pair::start().await;
    let form = [("hashes", pair.id.as_str()), ("limit", "1024")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    post(&pair.giver_client, "transfer/setUploadLimit", &[("limit", "1024")]).await;
    pair.take(&[]).await;
    pair.under_way().await;
    let form = [("hashes", pair.id.as_str()), ("limit", "0")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    // The global one still holds.
    let before = bytes(&rows(&pair.taker_client, "").await[0]);
    until(&pair.taker_client, &pair.id, |row| bytes(row) > before).await;
    pair.under_way().await;
    post(&pair.giver_client, "transfer/setUploadLimit", &[("limit", "0")]).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_torrents_upload_limit_holds_by_itself() {
    let pair = Pair::start().await;
    let form = [("hashes", pair.id.as_str()), ("limit", "1024")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    pair.take(&[]).await;
    pair.under_way().await;
    let form = [("hashes", pair.id.as_str()), ("limit", "0")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schedule_switches_the_mode_when_its_window_begins_and_ends() {
    // A Tuesday, 22:13:20; a manual clock lives in UTC.
    let clock = qcodex::clock::Clock::manual(1_700_000_000);
    let app = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = &app.client().await;
    let mode = async |wanted: &str| {
        crate::common::eventually(&format!("mode {wanted}"), || async {
            client.get("transfer/speedLimitsMode").await.text() == wanted
        })
        .await;
    };
    let schedule = r#"{"scheduler_enabled":true,"scheduler_days":4,"schedule_from_hour":22,
        "schedule_from_min":0,"schedule_to_hour":22,"schedule_to_min":20}"#;
    post(client, "app/setPreferences", &[("json", schedule)]).await;
    mode("1").await;
    clock.advance(std::time::Duration::from_mins(10));
    mode("0").await;
    app.stop().await;
}
