//! Whatever is sent: an answer below 500, in time, nothing half done, and a server that goes on.
//!
//! `matrix` sends every value of `values` as every parameter of every endpoint and looks at
//! everything that a client can see before and after. `nobody` is about hashes that nobody has,
//! `settings` about values of settings, `wire` about bodies that are none.

mod matrix;
mod nobody;
mod settings;
mod values;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::telemetry::{self, LogLevel, LogRing};
use serde_json::{Value, json};

use crate::case::told;
use crate::common::{Client, PASSWORD, Request, Response, TestApp, USERNAME};
use crate::torrents::{MAGNET, SINGLE, rows, until, upload};

/// Every answer comes within this, whatever was asked.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a client can see, by path.
pub(super) type View = BTreeMap<String, Value>;

/// A server under attack.
#[derive(Debug)]
pub(super) struct Bench {
    pub(super) server: TestApp,
    pub(super) client: Client,
    log: LogRing,
    last_line: i64,
    panics: Arc<AtomicUsize>,
    preferences: Value,
}

impl Bench {
    /// With some torrents, a category and a tag.
    pub(super) async fn start(dialect: &str) -> Self {
        let panics = Arc::new(AtomicUsize::new(0));
        let (count, before) = (Arc::clone(&panics), std::panic::take_hook());
        std::panic::set_hook(Box::new(move |info| {
            count.fetch_add(1, Ordering::SeqCst);
            before(info);
        }));
        let log = telemetry::init(&telemetry::default_filter(), &Clock::system());
        let dialect = dialect.to_owned();
        let server =
            TestApp::start_with(Clock::system(), |config| config.dialect = Some(dialect)).await;
        let mut client = server.stranger();
        client.login(USERNAME, PASSWORD).await;
        let preferences = client.get("app/preferences").await.json();
        let bench = Self { server, client, log, last_line: -1, panics, preferences };
        bench.reset().await;
        bench
    }

    /// A folder of the test's own, as text.
    pub(super) fn folder(&self) -> String {
        let folder = std::fs::canonicalize(self.server.folder.path()).unwrap().join("save/here");
        std::fs::create_dir_all(&folder).unwrap();
        folder.to_str().unwrap().to_owned()
    }

    /// As at the start, whatever was done meanwhile.
    pub(super) async fn reset(&self) {
        let client = &self.client;
        let done = async |name: &str, form: &[(&str, &str)]| {
            let answer = client.post(name, form).await;
            assert!([200, 204].contains(&answer.status), "{name}: {:?}", told(&answer));
        };
        done("torrents/delete", &[("hashes", "all"), ("deleteFiles", "true")]).await;
        let categories = client.get("torrents/categories").await.json();
        let names: Vec<&str> = categories.as_object().unwrap().keys().map(String::as_str).collect();
        done("torrents/removeCategories", &[("categories", &names.join("\n"))]).await;
        let tags = client.get("torrents/tags").await.json();
        let names: Vec<&str> =
            tags.as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
        done("torrents/deleteTags", &[("tags", &names.join(","))]).await;
        done("transfer/resumeSession", &[]).await;
        done("transfer/setSpeedLimitsMode", &[("mode", "0")]).await;
        if client.get("app/preferences").await.json() != self.preferences {
            done("app/setPreferences", &[("json", &self.preferences.to_string())]).await;
        }
        done("torrents/createCategory", &[("category", "cat")]).await;
        done("torrents/createTags", &[("tags", "tag")]).await;
        for name in ["single", "multi"] {
            assert_eq!(upload(client, name, &[("stopped", "true")]).await.status, 200);
        }
        done("torrents/add", &[("urls", MAGNET), ("stopped", "true")]).await;
        let url = "http://127.0.0.1:9/w";
        done("torrents/addTrackers", &[("hash", SINGLE), ("urls", url)]).await;
        done("torrents/addWebSeeds", &[("hash", SINGLE), ("urls", url)]).await;
        until(client, SINGLE, |row| row["state"] == "stoppedDL").await;
    }

    /// Sends a request; the answer is whole, in time and below 500, and nothing has failed inside.
    pub(super) async fn send(&mut self, what: &str, request: Request) -> Response {
        let answer = tokio::time::timeout(PATIENCE, self.client.send(request)).await;
        let answer = answer.unwrap_or_else(|_| panic!("no answer to {what}"));
        self.stands(what, &answer);
        answer
    }

    /// An answer is whole and below 500, and nothing has failed inside.
    pub(super) fn stands(&mut self, what: &str, answer: &Response) {
        assert!(answer.status < 500, "{what}: {:?}", told(answer));
        if let Some(length) = answer.header("content-length") {
            assert_eq!(length, answer.body.len().to_string(), "{what}: the answer is cut");
        }
        assert_eq!(self.panics.load(Ordering::SeqCst), 0, "{what}: a panic");
        for line in self.log.after(self.last_line) {
            assert!(line.level != LogLevel::Critical, "{what}: {}", line.message);
            self.last_line = line.id;
        }
    }

    /// Everything that a client can see and that does not move by itself.
    pub(super) async fn view(&self) -> View {
        self.view_with(&[SERVER, ONE].concat()).await
    }

    /// The list and the answers of some endpoints.
    pub(super) async fn view_with(&self, extra: &[&str]) -> View {
        let mut view = View::new();
        let full = self.client.get("sync/maindata?rid=0").await.json();
        for (id, row) in full["torrents"].as_object().into_iter().flatten() {
            for key in ROW {
                view.insert(format!("torrents/{id}/{key}"), row[key].clone());
            }
        }
        // The state of a stopped torrent may be a move or a check.
        let stopped = rows(&self.client, "?filter=stopped").await;
        for row in stopped {
            view.insert(format!("torrents/{}/stopped", row["hash"].as_str().unwrap()), json!(true));
        }
        for (name, category) in full["categories"].as_object().into_iter().flatten() {
            view.insert(format!("categories/{name}"), category.clone());
        }
        view.insert("tags".to_owned(), full["tags"].clone());
        for key in ["use_alt_speed_limits", "queueing", "session_state"] {
            view.insert(format!("server/{key}"), full["server_state"][key].clone());
        }
        for name in extra {
            let answer = self.client.get(name).await;
            let value = if answer.status == 200 { answer.json() } else { json!(answer.status) };
            view.insert((*name).to_owned(), value);
        }
        view
    }

    /// Ends the server.
    pub(super) async fn end(self) {
        self.server.stop().await;
    }
}

/// What is read beside the list: of the server, and of one torrent.
const SERVER: &[&str] = &["app/preferences", "app/cookies", "clientdata/load"];
const ONE: &[&str] = &[
    "torrents/files?hash=a091b0617e7319bb376d128b4c8fc40423065e83",
    "torrents/trackers?hash=a091b0617e7319bb376d128b4c8fc40423065e83",
    "torrents/webseeds?hash=a091b0617e7319bb376d128b4c8fc40423065e83",
    "torrents/SSLParameters?hash=a091b0617e7319bb376d128b4c8fc40423065e83",
];

/// Members of a row that only users change.
const ROW: &[&str] = &[
    "auto_tmm",
    "category",
    "comment",
    "dl_limit",
    "download_path",
    "f_l_piece_prio",
    "force_start",
    "inactive_seeding_time_limit",
    "name",
    "priority",
    "ratio_limit",
    "save_path",
    "seeding_time_limit",
    "seq_dl",
    "share_limit_action",
    "share_limits_mode",
    "super_seeding",
    "tags",
    "up_limit",
];

/// Paths at which two views differ.
pub(super) fn differences(before: &View, after: &View) -> Vec<String> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    paths.filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}
