//! Effects of the settings of the page *Behavior*.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt as _;
use qcodex::telemetry::LogLevel;
use serde_json::{Value, json};
use tracing_subscriber::layer::SubscriberExt as _;

use crate::common::{Client, TestApp, eventually};

async fn set(client: &Client, settings: Value) {
    let answer = client.post("app/setPreferences", &[("json", &settings.to_string())]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

fn profile(server: &TestApp) -> PathBuf {
    server.folder.path().join("profile")
}

fn holds(file: &Path, text: &str) -> bool {
    std::fs::read_to_string(file).is_ok_and(|log| log.contains(text))
}

async fn written(file: &Path, text: &str) {
    eventually(&format!("{text} in {}", file.display()), async || holds(file, text)).await;
}

/// Whether this process has the file open.
fn is_open(file: &Path) -> bool {
    let open = std::fs::read_dir("/proc/self/fd").unwrap();
    open.flatten().any(|fd| std::fs::read_link(fd.path()).is_ok_and(|path| path == file))
}

/// Effect of `file_log_enabled`, `file_log_path`.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_goes_into_a_file_where_the_settings_say() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let first = profile(&server).join("logs/qcodex.log");
    server.log.push(LogLevel::Warning, "alpha");
    written(&first, " - alpha\n").await;
    assert!(std::fs::read_to_string(&first).unwrap().starts_with("(W) 20"));

    set(&client, json!({"file_log_path": "elsewhere"})).await;
    let second = profile(&server).join("elsewhere/qcodex.log");
    eventually("the first is closed", async || !is_open(&first)).await;
    server.log.push(LogLevel::Normal, "beta");
    written(&second, "(N) 20").await;
    assert!(holds(&second, "beta") && !holds(&first, "beta") && !holds(&second, "alpha"));

    set(&client, json!({"file_log_enabled": false})).await;
    eventually("the second is closed", async || !is_open(&second)).await;
    server.log.push(LogLevel::Normal, "gamma");
    let third = server.folder.path().join("absolute");
    set(&client, json!({"file_log_path": third})).await;
    assert!(!holds(&second, "gamma"));
    set(&client, json!({"file_log_enabled": true})).await;
    written(&third.join("qcodex.log"), "gamma").await;
    server.stop().await;
}

/// Effect of `file_log_path`.
#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_cannot_be_written_troubles_nobody_and_the_last_line_is_written() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let folder = server.folder.path().to_owned();
    let first = profile(&server).join("logs/qcodex.log");
    server.log.push(LogLevel::Normal, "all is well");
    written(&first, "all is well").await;
    std::fs::write(folder.join("wall"), b"").unwrap();
    set(&client, json!({"file_log_path": folder.join("wall/logs")})).await;
    eventually("the first is closed", async || !is_open(&first)).await;
    server.log.push(LogLevel::Critical, "behind the wall");
    assert_eq!(client.get("app/version").await.status, 200);
    // What could not be written is not lost: it goes to the next place.
    set(&client, json!({"file_log_path": folder.join("free")})).await;
    written(&folder.join("free/qcodex.log"), "(C) 20").await;
    server.log.push(LogLevel::Normal, "the very last line");
    let TestApp { app, folder: kept, .. } = server;
    assert!(app.shutdown().await);
    assert!(holds(&kept.path().join("free/qcodex.log"), "the very last line"));
}

/// Effect of `file_log_backup_enabled`, `file_log_max_size`.
#[tokio::test(flavor = "multi_thread")]
async fn a_large_log_becomes_a_backup_only_if_that_is_wanted() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let logs = profile(&server).join("logs");
    let log = logs.join("qcodex.log");
    let backups = || {
        let names = std::fs::read_dir(&logs).unwrap().flatten();
        names.filter(|entry| entry.file_name().to_string_lossy().contains(".bak")).count()
    };
    let line = |name: &str| format!("{name} {}", "x".repeat(600));
    // 65 KiB are not reached.
    server.log.push(LogLevel::Normal, &line("a1"));
    server.log.push(LogLevel::Normal, &line("a2"));
    written(&log, "a2").await;
    assert_eq!(backups(), 0);
    set(&client, json!({"file_log_max_size": 1})).await;
    eventually("a backup", async || holds(&logs.join("qcodex.log.bak"), "a2")).await;
    for name in ["b1", "b2", "b3"] {
        server.log.push(LogLevel::Normal, &line(name));
    }
    eventually("the next backup", async || holds(&logs.join("qcodex.log.bak1"), "b2")).await;
    written(&log, "b3").await;

    let before = backups();
    set(&client, json!({"file_log_backup_enabled": false})).await;
    set(&client, json!({"file_log_path": "logs2"})).await;
    let log = profile(&server).join("logs2/qcodex.log");
    eventually("the first is closed", async || !is_open(&logs.join("qcodex.log"))).await;
    for name in ["c1", "c2", "c3"] {
        server.log.push(LogLevel::Normal, &line(name));
    }
    written(&log, "c3").await;
    assert_eq!(backups(), before);
    assert!(!profile(&server).join("logs2/qcodex.log.bak").exists());
    server.stop().await;
}

/// Effect of `file_log_delete_old`, `file_log_age`, `file_log_age_type`.
#[tokio::test(flavor = "multi_thread")]
async fn old_backups_are_deleted_by_their_age() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let logs = profile(&server).join("logs");
    set(&client, json!({"file_log_delete_old": false, "file_log_age": 1})).await;
    server.log.push(LogLevel::Normal, "the folder is there");
    written(&logs.join("qcodex.log"), "the folder").await;
    let now = SystemTime::UNIX_EPOCH
        + Duration::from_secs(u64::try_from(server.clock.unix_secs()).unwrap());
    let age = |name: &str, days: u64| {
        let path = logs.join(name);
        let file = std::fs::File::create(&path).unwrap();
        file.set_modified(now - Duration::from_hours(24 * days)).unwrap();
        path
    };
    let (years, weeks) = (age("qcodex.log.bak", 800), age("qcodex.log.bak1", 40));
    let (days, foreign) = (age("qcodex.log.bak2", 5), age("other.log.bak", 800));
    // Two years.
    let old = json!({"file_log_delete_old": true, "file_log_age": 2, "file_log_age_type": 2});
    set(&client, old).await;
    eventually("no file of years ago", async || !years.exists()).await;
    assert!(weeks.exists() && days.exists());
    set(&client, json!({"file_log_age": 1, "file_log_age_type": 1})).await;
    eventually("no file of weeks ago", async || !weeks.exists()).await;
    assert!(days.exists());
    set(&client, json!({"file_log_age": 4, "file_log_age_type": 0})).await;
    eventually("no file of days ago", async || !days.exists()).await;
    assert!(foreign.exists() && logs.join("qcodex.log").exists());
    server.stop().await;
}

/// Effect of `performance_warning`.
///
/// One thread runs the session and the test, so that what the session logs can be caught here.
#[tokio::test]
async fn bottlenecks_of_this_server_are_told_while_that_is_wanted() {
    let app = TestApp::start().await;
    let logged = tracing_subscriber::registry().with(app.log.layer());
    let _caught = tracing::subscriber::set_default(logged);
    let client = app.client().await;
    let told = async |what: &str| {
        let log = client.get("log/main?normal=false&info=false&critical=false").await.json();
        log.as_array().unwrap().iter().any(|line| {
            let text = line["message"].as_str().unwrap();
            text.contains("performance warning") && text.contains(what)
        })
    };
    // No server fits into this, and the only place at the disk is taken.
    let slow = json!({"memory_working_set_limit": 1, "async_io_threads": 1});
    assert_eq!(client.set_preferences(slow).await.status, 200);
    let resources = app.app.session.resources();
    let place = resources.disk().acquire(1).await;
    let mut waiting = Box::pin(resources.disk().acquire(1));
    assert!((&mut waiting).now_or_never().is_none());
    assert!(!told("").await);
    assert_eq!(client.set_preferences(json!({"performance_warning": true})).await.status, 200);
    for what in ["memory_working_set_limit", "async_io_threads"] {
        eventually(what, || told(what)).await;
    }
    drop(place);
    drop(waiting.await);
    app.stop().await;
}
