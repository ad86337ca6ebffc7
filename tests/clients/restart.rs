//! Start, end, start again; what a start refuses; passwords.

use std::net::TcpListener;

use serde_json::{Value, json};

use crate::client::{Api, COMPLETE, Form, STOPPED, Sample, difference, is, wait_for};
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, Setup, USERNAME};

#[tokio::test]
async fn standard_output_has_one_line_and_the_end_is_clean() {
    let server = Server::start().await;
    let urls = [Some(&server.webui_url), server.codex_api_url.as_ref()];
    for url in urls.into_iter().flatten() {
        let port = url.strip_prefix("http://127.0.0.1:").unwrap().parse::<u16>().unwrap();
        assert_ne!(port, 0);
    }
    // Both accept at once.
    let page = Client::new(server.address()).send(Request::new("GET", "/")).await;
    assert_eq!(page.status, 200);
    let space = Request::new("GET", "/api/storage/v1/space");
    assert_eq!(Client::new(server.codex_api_address()).send(space).await.status, 200);
    let (status, rest) = server.terminate().await;
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));

    let server = Setup::new().codex_api("off").start().await;
    assert_eq!(server.codex_api_url, None);
    let (status, rest) = server.interrupt().await;
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));
}

#[tokio::test]
async fn a_client_may_end_the_server() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    assert_eq!(api.post("app/shutdown", &[]).await, "");
    let (status, rest) = server.ended().await;
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));
}

/// What a client has set of a torrent, and what is known of its content.
fn kept(row: &Value) -> Value {
    let keys = [
        "hash",
        "infohash_v1",
        "name",
        "category",
        "tags",
        "save_path",
        "content_path",
        "state",
        "progress",
        "amount_left",
        "added_on",
        "completion_on",
        "dl_limit",
        "up_limit",
        "ratio_limit",
        "seeding_time_limit",
        "inactive_seeding_time_limit",
        "seq_dl",
        "f_l_piece_prio",
        "force_start",
        "auto_tmm",
        "priority",
        "magnet_uri",
        "trackers_count",
        "codex_publish",
        "codex_record",
        "uploaded",
        "downloaded",
        "ratio",
    ];
    keys.iter().map(|key| ((*key).to_owned(), row[key].clone())).collect()
}

async fn everything(api: &Api) -> Value {
    let mut rows: Vec<_> = api.info("").await.iter().map(kept).collect();
    rows.sort_by_key(|row| row["hash"].as_str().map(str::to_owned));
    json!({
        "torrents": rows,
        "categories": api.json("torrents/categories").await,
        "tags": api.json("torrents/tags").await,
        "preferences": preferences(api).await,
        "total_uploaded": api.json("sync/maindata").await["server_state"]["alltime_ul"],
    })
}

/// Reads the dataset of a torrent's first file from the Codex API, as another node would.
async fn fetch_first_file(server: &Server, api: &Api, hash: &str) {
    let files = api.json(&format!("torrents/files?hash={hash}")).await;
    let cid = files[0]["codex_cid"].as_str().unwrap();
    let target = format!("/api/storage/v1/data/{cid}/network/stream");
    let node = Client::new(server.codex_api_address());
    assert_eq!(node.send(Request::new("GET", &target)).await.status, 200);
}

/// All preferences but the port: the second start is told to take the one that the first got.
async fn preferences(api: &Api) -> Value {
    let mut all = api.json("app/preferences").await;
    all.as_object_mut().unwrap().remove("web_ui_port");
    all
}

#[tokio::test]
async fn a_restart_brings_everything_back() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let (show, movie) = (Sample::show(), Sample::movie());
    show.place(&server.save_path());
    let tv = server.setup().folder().join("tv");
    let category = [("category", "tv"), ("savePath", tv.to_str().unwrap())];
    api.post("torrents/createCategory", &category).await;
    api.post("torrents/createCategory", &[("category", "tv/empty")]).await;
    api.post("torrents/createTags", &[("tags", "unused")]).await;
    api.set(json!({
        "max_active_downloads": 7,
        "up_limit": 123_456,
        "max_ratio_enabled": true,
        "max_ratio": 2.5,
        "max_ratio_act": 0,
        "locale": "de",
    }))
    .await;

    // Complete and published; stopped with every option; a magnet that waits.
    is(&api.add(&Form::arr().file("torrents", "s.torrent", "", &show.torrent)).await, 200, "Ok.");
    let add = Form::arr()
        .file("torrents", "m.torrent", "", &movie.torrent)
        .field("stopped", "true")
        .field("category", "tv")
        .field("tags", "a,b")
        .field("autoTMM", "true")
        .field("rename", "Another name")
        .field("upLimit", "100000")
        .field("dlLimit", "200000")
        .field("ratioLimit", "1.5")
        .field("seedingTimeLimit", "90")
        .field("inactiveSeedingTimeLimit", "45")
        .field("sequentialDownload", "true");
    is(&api.add(&add).await, 200, "Ok.");
    let magnet_hash = "ab".repeat(20);
    let magnet = format!("magnet:?xt=urn:btih:{magnet_hash}&dn=Waiting&tr=http%3A%2F%2Ft%2Fa");
    is(&api.http.post("torrents/add", &[("urls", &magnet), ("stopped", "true")]).await, 200, "Ok.");
    let published =
        |row: &Value| row["codex_publish"] == "published" && row["state"] == "stalledUP";
    api.row_when("the publication", &show.hash, published).await;
    api.state(&movie.hash, STOPPED).await;
    let high = [("hash", show.hash.as_str()), ("id", "1"), ("priority", "7")];
    api.post("torrents/filePrio", &high).await;
    fetch_first_file(&server, &api, &show.hash).await;
    api.row_when("the bytes served", &show.hash, |row| row["uploaded"] == 40_000).await;
    let before = everything(&api).await;
    assert_eq!(before["total_uploaded"], 40_000);
    assert_eq!(before["torrents"].as_array().unwrap().len(), 3);

    let server = server.restart().await;
    let api = Api::login(&server).await;
    // The list is whole from the first answer; what was seeding is so again soon.
    assert_eq!(api.hashes().await.len(), 3);
    wait_for("everything as it was", async || {
        let after = everything(&api).await;
        if after == before { Ok(()) } else { Err(difference(&before, &after)) }
    })
    .await;
    let files = api.json(&format!("torrents/files?hash={}", show.hash)).await;
    assert_eq!(files[1]["priority"], 7);
    assert_eq!(api.row(&movie.hash).await["save_path"], tv.to_str().unwrap());
}

/// An answer to an add is a promise, whatever happens next.
#[tokio::test]
async fn an_add_that_was_answered_survives_a_kill() {
    let server = Server::start().await;
    let save_path = server.save_path();
    let api = Api::login(&server).await;
    let (show, movie) = (Sample::show(), Sample::movie());
    show.place(&save_path);
    is(&api.add(&Form::arr().file("torrents", "s.torrent", "", &show.torrent)).await, 200, "Ok.");
    api.post("torrents/createCategory", &[("category", "tv")]).await;
    api.set(json!({"max_active_downloads": 7})).await;
    let setup = server.kill().await;

    let server = setup.start().await;
    let api = Api::login(&server).await;
    assert_eq!(api.hashes().await, [show.hash.as_str()]);
    assert_eq!(api.json("torrents/categories").await["tv"]["name"], "tv");
    assert_eq!(api.json("app/preferences").await["max_active_downloads"], 7);
    api.state(&show.hash, COMPLETE).await;
    let magnet_hash = "cd".repeat(20);
    let magnet = format!("magnet:?xt=urn:btih:{magnet_hash}&dn=x");
    let add = Form::arr()
        .file("torrents", "m.torrent", "", &movie.torrent)
        .field("urls", &magnet)
        .field("category", "made-by-add")
        .field("tags", "made-too")
        .field("stopped", "true");
    is(&api.add(&add).await, 200, "Ok.");
    let setup = server.kill().await;

    let server = setup.start().await;
    let api = Api::login(&server).await;
    let mut all = [show.hash.as_str(), movie.hash.as_str(), magnet_hash.as_str()];
    all.sort_unstable();
    assert_eq!(api.hashes().await, all);
    let row = api.state(&movie.hash, STOPPED).await;
    assert_eq!((&row["category"], &row["tags"]), (&json!("made-by-add"), &json!("made-too")));
    // So is a removal.
    let delete = [("hashes", movie.hash.as_str()), ("deleteFiles", "true")];
    api.post("torrents/delete", &delete).await;
    let server = server.kill().await.start().await;
    let api = Api::login(&server).await;
    assert_eq!(api.hashes().await.len(), 2);
}

#[tokio::test]
async fn a_profile_has_one_server() {
    let server = Server::start().await;
    let (code, stdout, stderr) = server.setup().clone().run().await;
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("another qcodex uses the profile"), "{stderr}");
    assert!(stderr.contains("--profile"), "{stderr}");
    // The first one did not notice.
    Api::login(&server).await;
}

#[tokio::test]
async fn a_busy_port_is_refused_with_a_way_out() {
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = busy.local_addr().unwrap();
    for (setup, option) in [
        (Setup::new().webui_port(address.port()), "--webui-port"),
        (Setup::new().codex_api(address.to_string()), "--codex-api"),
    ] {
        let again = setup.clone();
        let (code, stdout, stderr) = setup.run().await;
        assert_eq!((code, stdout.as_str()), (Some(1), ""));
        let sentence = stderr.lines().last().unwrap();
        assert!(sentence.contains(&address.to_string()), "{stderr}");
        assert!(sentence.contains(option), "{stderr}");
        // Nothing is left behind that would hinder the next start.
        let free = again.webui_port(0).codex_api("off").start().await;
        let (status, _) = free.terminate().await;
        assert_eq!(status.code(), Some(0));
    }
}

#[tokio::test]
async fn nonsense_on_the_command_line_is_refused() {
    for (args, word) in [
        (&["--codex", "nonsense"][..], "--codex"),
        (&["--codex-source", "nonsense"], "--codex-source"),
        (&["--dialect", "6"], "--dialect"),
        (&["--no-such-option"], "--no-such-option"),
    ] {
        let setup = args.iter().fold(Setup::new(), |setup, arg| setup.arg(*arg));
        let (code, stdout, stderr) = setup.run().await;
        assert!(matches!(code, Some(1 | 2)), "{args:?}: {code:?}");
        assert_eq!(stdout, "");
        assert!(stderr.contains(word), "{args:?}: {stderr}");
    }
}

/// The temporary password of the last start, from the log.
fn temporary_password(setup: &Setup) -> String {
    let log = setup.log();
    let line = log.lines().rfind(|line| line.contains("has no password yet"));
    let line = line.unwrap_or_else(|| panic!("no temporary password in:\n{log}"));
    let (_, rest) = line.split_once(&format!("log in as {USERNAME} with ")).unwrap();
    rest.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn passwords_temporary_own_and_forgotten() {
    let server = Setup::new().without_login().start().await;
    let setup = server.setup().clone();
    let first = temporary_password(&setup);
    let wrong = Client::new(server.address()).login(USERNAME, PASSWORD).await;
    is(&wrong, 200, "Fails.");
    Api::login_at(server.address(), &first).await;

    // A new one at each start, until there is an own one.
    let server = server.restart().await;
    let second = temporary_password(&setup);
    assert_ne!(first, second);
    let api = Api::login_at(server.address(), &second).await;
    api.set(json!({"web_ui_password": "my own one"})).await;
    let prints = || setup.log().matches("has no password yet").count();
    let so_far = prints();
    let server = server.restart().await;
    assert_eq!(prints(), so_far, "there is a password");
    is(&Client::new(server.address()).login(USERNAME, &second).await, 200, "Fails.");
    Api::login_at(server.address(), "my own one").await;

    // While the server runs it cannot be forgotten.
    let reset = setup.clone().arg("--reset-password");
    let (code, _, stderr) = reset.clone().run().await;
    assert_eq!(code, Some(1));
    assert!(stderr.contains("another qcodex uses the profile"), "{stderr}");
    server.terminate().await;
    let (code, stdout, _) = reset.run().await;
    assert_eq!((code, stdout.as_str()), (Some(0), ""));
    let server = setup.clone().start().await;
    let third = temporary_password(&setup);
    is(&Client::new(server.address()).login(USERNAME, "my own one").await, 200, "Fails.");
    Api::login_at(server.address(), &third).await;
}

/// The password of the environment is neither stored nor logged.
#[tokio::test]
async fn a_preset_login_holds_for_one_run() {
    let setup = Setup::new().without_login();
    let path = setup.folder().join("password");
    std::fs::write(&path, "from a file\n").unwrap();
    let preset = setup.clone().env("QCODEX_WEBUI_PASSWORD_FILE", path.to_str().unwrap());
    let server = preset.start().await;
    Api::login_at(server.address(), "from a file").await;
    let (status, _) = server.terminate().await;
    assert!(status.success());
    assert!(!setup.log().contains("from a file"));

    let server = setup.clone().start().await;
    is(&Client::new(server.address()).login(USERNAME, "from a file").await, 200, "Fails.");
    Api::login_at(server.address(), &temporary_password(&setup)).await;
}

/// Effect of `web_ui_port`.
#[tokio::test]
async fn a_server_that_moves_says_so_in_its_log_and_not_on_standard_output() {
    let server = Server::start().await;
    let setup = server.setup().clone();
    let api = Api::login(&server).await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    api.set(json!({"web_ui_port": address.port()})).await;
    drop(taken);
    api.set(json!({"web_ui_port": address.port()})).await;
    Api::login_at(address, PASSWORD).await;
    let former = server.webui_url.clone();
    let (status, rest) = server.terminate().await;
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));
    let log = setup.log();
    assert!(log.contains(&format!("cannot listen on {address}: ")), "{log}");
    assert!(log.contains(&format!("it stays at {former}")), "{log}");
    assert!(log.contains("the web interface listens"), "{log}");
}
