//! Programs that run when a torrent is added or finished.

use std::fs;
use std::path::{Path, PathBuf};

use qcodex::clock::Clock;
use qcodex::session::alert::Alert;
use serde_json::{Value, json};

use crate::common::{Client, Request, TestApp, eventually};
use crate::server::{PASSWORD, Setup, USERNAME};
use crate::torrents::pair::{Pair, add};
use crate::torrents::{MULTI, SINGLE, sample, until};

/// A script that writes to the file named by its first argument: its working directory, its
/// environment, then its other arguments, all with a NUL behind.
fn script(folder: &Path) -> PathBuf {
    let path = folder.join("a script.sh");
    let text = "out=$1; shift\n\
        { pwd; printf '\\0'; env; printf '\\0'; for a in \"$@\"; do printf '%s\\0' \"$a\"; done; } \
        > \"$out.part\"\nmv \"$out.part\" \"$out\"\n";
    fs::write(&path, text).unwrap();
    path
}

/// What a run wrote; waits for it.
async fn written(out: &Path) -> Vec<String> {
    eventually(&format!("{} is written", out.display()), async || out.exists()).await;
    let text = String::from_utf8(fs::read(out).unwrap()).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

/// Effect of `autorun_on_torrent_added_enabled`, `autorun_on_torrent_added_program`.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_gets_its_arguments_one_by_one() {
    let allow = |config: &mut qcodex::config::Config| config.allow_external_programs = true;
    let server = TestApp::start_with(Clock::system(), allow).await;
    let client = server.client().await;
    let base = fs::canonicalize(server.folder.path()).unwrap();
    let script = script(&base);
    let placeholders = r#""%N" %L %G "%F" %R %D %C %Z %T %I %J %K "%M" %X 100% "a"""b" "" "%N%L""#;
    let program =
        format!(r#" /bin/sh "{}" "{}/out %K" {placeholders} "#, script.display(), base.display());
    // Enabled without a program: nothing happens.
    client.set_preferences(json!({"autorun_on_torrent_added_enabled": true})).await;
    add(&client, &sample("hybrid"), &[("stopped", "true")]).await;
    client.set_preferences(json!({"autorun_on_torrent_added_program": program})).await;
    let name = r#"x" $(touch pwned) `id` ; 'y' %L %K \"#;
    let fields = [("stopped", "true"), ("rename", name), ("category", "c d"), ("tags", "t 1,u")];
    add(&client, &sample("multi"), &fields).await;
    let found = written(&base.join(format!("out {MULTI}"))).await;
    let row = until(&client, MULTI, |_| true).await;
    let text = |member: &str| row[member].as_str().unwrap().to_owned();
    assert_eq!(found[0].trim_end(), base.join("profile").to_str().unwrap());
    let expected = [
        name.to_owned(),
        "c d".to_owned(),
        "t 1,u".to_owned(),
        text("content_path"),
        text("root_path"),
        text("save_path"),
        "5".to_owned(),
        row["total_size"].to_string(),
        text("tracker"),
        MULTI.to_owned(),
        "-".to_owned(),
        MULTI.to_owned(),
        text("comment"),
        "%X".to_owned(),
        "100%".to_owned(),
        "a\"b".to_owned(),
        format!("{name}c d"),
    ];
    assert_eq!(found[2..], expected);
    assert!(!base.join("profile/pwned").exists() && !Path::new("pwned").exists());
    // Off again, and what cannot be run: the torrent is added all the same.
    client.set_preferences(json!({"autorun_on_torrent_added_program": "/no/such/program"})).await;
    add(&client, &sample("single"), &[("stopped", "true")]).await;
    until(&client, SINGLE, |row| row["state"] == "stoppedDL").await;
    let runs = fs::read_dir(&base).unwrap().flatten();
    let runs = runs.filter(|e| e.file_name().to_string_lossy().starts_with("out "));
    assert_eq!(runs.count(), 1);
    server.stop().await;
}

/// Effect of `autorun_enabled`, `autorun_program`.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_runs_when_the_files_are_at_their_place() {
    let pair = Pair::start("d", &[("a.bin", 300_000), ("b", 7)], 16 * 1024).await;
    let giver = pair.giver.app.codex_api_url.clone().unwrap();
    let server = TestApp::start_with(Clock::system(), |config| {
        config.allow_external_programs = true;
        config.codex_sources.push(giver);
    })
    .await;
    let client = server.client().await;
    let base = fs::canonicalize(server.folder.path()).unwrap();
    let script = script(&base);
    // Its working directory is below the folder that is asked for.
    let look = base.join("look.sh");
    fs::write(
        &look,
        "sh \"$1\" \"$2\" \"$3\" \"$(cat \"$3/b\" | wc -c)\" \"$(ls \"$3\" | tr '\\n' ' ')\"\n",
    )
    .unwrap();
    let program = format!(
        r#"sh {} "{}" "{}" %F"#,
        look.display(),
        script.display(),
        base.join("out").display()
    );
    client
        .set_preferences(json!({
            "autorun_enabled": true,
            "autorun_program": program,
            "temp_path_enabled": true,
            "incomplete_files_ext": true,
        }))
        .await;
    add(&client, &pair.torrent, &[("savepath", base.join("final").to_str().unwrap())]).await;
    let found = written(&base.join("out")).await;
    assert_eq!(found[2], base.join("final/d").to_str().unwrap());
    assert_eq!((found[3].trim(), found[4].as_str()), ("7", "a.bin b "));
    let alerts = server.app.session.pop_alerts();
    let finished = alerts.iter().filter(|a| matches!(a.alert, Alert::TorrentFinished { .. }));
    assert_eq!(finished.count(), 1);
    server.stop().await;
    pair.taker.stop().await;
    pair.giver.stop().await;
}

async fn login(setup: Setup) -> (crate::server::Server, Client) {
    let server = setup.start().await;
    let mut client = Client::new(server.address());
    assert_eq!(client.login(USERNAME, PASSWORD).await.text(), "Ok.");
    (server, client)
}

async fn upload_single(client: &Client) {
    let content = sample("single");
    let file = ("torrents", "x.torrent", &*content);
    let answer = client.send(Request::multipart("torrents/add", &[("stopped", "true")], &[file]));
    assert_eq!(answer.await.text(), "Ok.");
}

/// Effect of `autorun_on_torrent_added_enabled`, `autorun_on_torrent_added_program`.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_runs_until_it_is_allowed() {
    let setup = Setup::new();
    let base = fs::canonicalize(setup.folder()).unwrap();
    let script = script(&base);
    let program = format!("sh \"{}\" {}/out", script.display(), base.display());
    let on = json!({
        "autorun_on_torrent_added_enabled": true,
        "autorun_on_torrent_added_program": program,
    });
    let (server, client) = login(setup.clone()).await;
    assert_eq!(client.set_preferences(on.clone()).await.status, 200);
    let told = async || {
        let log = client.get("log/main?info=false&normal=false").await.json();
        let lines = log.as_array().unwrap().iter().map(|line| line["message"].to_string());
        lines.filter(|line| line.contains("--allow-external-programs")).count()
    };
    eventually("the log says what to do", async || told().await == 1).await;
    upload_single(&client).await;
    client.set_preferences(on).await;
    let stored = client.get("app/preferences").await.json();
    assert_eq!(stored["autorun_on_torrent_added_program"], Value::from(program.clone()));
    until(&client, SINGLE, |row| row["state"] == "stoppedDL").await;
    assert_eq!(told().await, 1);
    assert!(!base.join("out").exists());
    client.post("torrents/delete", &[("hashes", SINGLE), ("deleteFiles", "false")]).await;
    assert!(server.terminate().await.0.success());
    // By the environment; the program does not get the server's secrets.
    let setup = setup
        .env("QCODEX_ALLOW_EXTERNAL_PROGRAMS", "true")
        .env("QCODEX_CODEX_API_TOKEN", "s3cret")
        .env("OTHER", "kept");
    let (server, client) = login(setup).await;
    upload_single(&client).await;
    let found = written(&base.join("out")).await;
    assert!(found[1].contains("OTHER=kept"), "{}", found[1]);
    assert!(!found[1].contains("s3cret") && !found[1].contains(PASSWORD), "{}", found[1]);
    assert!(server.terminate().await.0.success());
}
