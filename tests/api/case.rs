//! One endpoint under test: a server, a client inside it, and what holds for every endpoint.
//!
//! Forms are written as `name=value&name=value`, nothing encoded, with `$single`, `$multi`,
//! `$hybrid`, `$magnet` and `$unknown` for hashes.

use std::path::{Path, PathBuf};

use qcodex::api::routes::{self, Access, MethodRule};
use qcodex::clock::Clock;
use serde_json::{Value, json};

use crate::common::{Client, PASSWORD, Request, Response, TestApp, USERNAME, eventually};
use crate::torrents::{HYBRID, MAGNET, MAGNET_ID, MULTI, SINGLE, UNKNOWN, rows, sample, until};

/// Members of a row that change without a request.
const CHANGES_BY_ITSELF: [&str; 8] = [
    "codex_publish",
    "codex_reason",
    "codex_record",
    "magnet_uri",
    "popularity",
    "seeding_time",
    "state",
    "time_active",
];

/// A server of its own for one endpoint.
#[derive(Debug)]
pub(crate) struct Case {
    /// The server.
    pub(crate) server: TestApp,
    /// A client that has logged in.
    pub(crate) client: Client,
    name: &'static str,
    newest: bool,
}

/// Status and text of an answer.
pub(crate) fn told(answer: &Response) -> (u16, String) {
    (answer.status, answer.text())
}

/// A form from its short text.
pub(crate) fn form(text: &str) -> Vec<(String, String)> {
    let known = [
        ("$single", SINGLE),
        ("$multi", MULTI),
        ("$hybrid", HYBRID),
        ("$magnet", MAGNET_ID),
        ("$unknown", UNKNOWN),
    ];
    let text = known.iter().fold(text.to_owned(), |text, (name, hash)| text.replace(name, hash));
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.to_owned())
    };
    pairs.map(pair).collect()
}

impl Case {
    /// For the endpoint `scope/action`, in the default dialect.
    pub(crate) async fn start(name: &'static str) -> Self {
        let server = TestApp::start().await;
        let client = server.client().await;
        Self { server, client, name, newest: false }
    }

    /// The same in dialect 5.3.
    pub(crate) async fn newest(name: &'static str) -> Self {
        let server =
            TestApp::start_with(Clock::system(), |c| c.dialect = Some("5.3".to_owned())).await;
        let mut client = server.stranger();
        assert_eq!(client.login(USERNAME, PASSWORD).await.status, 204);
        Self { server, client, name, newest: true }
    }

    /// Adds samples, stopped.
    pub(crate) async fn upload(&self, names: &[&str]) {
        for name in names {
            let content = sample(name);
            let file = ("torrents", *name, &*content);
            let fields = [("stopped", "true")];
            let request = Request::multipart("torrents/add", &fields, &[file]);
            assert_eq!(self.client.send(request).await.status, 200, "{name}");
        }
    }

    /// Adds the magnet that nobody has published, stopped.
    pub(crate) async fn magnet(&self) {
        let form = [("urls", MAGNET), ("stopped", "true")];
        assert_eq!(self.client.post("torrents/add", &form).await.status, 200);
    }

    /// The endpoint by GET.
    pub(crate) async fn get(&self, text: &str) -> Response {
        let query = serde_urlencoded::to_string(form(text)).unwrap();
        self.client.get(&format!("{}?{query}", self.name)).await
    }

    /// The endpoint by POST.
    pub(crate) async fn post(&self, text: &str) -> Response {
        self.post_to(self.name, text).await
    }

    /// Another endpoint by POST.
    pub(crate) async fn post_to(&self, name: &str, text: &str) -> Response {
        let body = serde_urlencoded::to_string(form(text)).unwrap();
        let request = Request::new("POST", &format!("/api/v2/{name}"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body);
        self.client.send(request).await
    }

    /// Posts to another endpoint what must succeed.
    pub(crate) async fn does(&self, name: &str, text: &str) {
        let answer = self.post_to(name, text).await;
        assert!([200, 204].contains(&answer.status), "{name} {text}: {:?}", told(&answer));
    }

    /// Sends forms in order; each has this status and text.
    pub(crate) async fn each(&self, forms: &[(&str, u16, &str)]) {
        for (text, status, expected) in forms {
            let answer = told(&self.post(text).await);
            assert_eq!(answer, (*status, (*expected).to_owned()), "{} {text}", self.name);
        }
    }

    /// Asks in order; each has this status and text.
    pub(crate) async fn gets(&self, queries: &[(&str, u16, &str)]) {
        for (text, status, expected) in queries {
            let answer = told(&self.get(text).await);
            assert_eq!(answer, (*status, (*expected).to_owned()), "{} {text}", self.name);
        }
    }

    /// The endpoint's answer as JSON.
    pub(crate) async fn json(&self, text: &str) -> Value {
        let answer = self.get(text).await;
        assert_eq!(answer.status, 200, "{text}: {}", answer.text());
        answer.json()
    }

    /// Another endpoint's answer as JSON; the name may carry a query.
    pub(crate) async fn read(&self, name: &str) -> Value {
        let answer = self.client.get(name).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        answer.json()
    }

    /// The row of a torrent, `null` without one.
    pub(crate) async fn row(&self, hash: &str) -> Value {
        rows(&self.client, &format!("?hashes={hash}")).await.pop().unwrap_or_default()
    }

    /// What is read of one torrent is 404 for those that are not there, by GET and by POST, and a
    /// hybrid is found by either hash.
    pub(crate) async fn names_one_torrent(&self) {
        for hash in ["$unknown", "", "zz", "all", "$single|$multi"] {
            let text = format!("hash={hash}");
            for answer in [self.get(&text).await, self.post(&text).await] {
                assert_eq!(told(&answer), (404, "Not Found".to_owned()), "{} {hash}", self.name);
            }
        }
        self.upload(&["hybrid"]).await;
        let by_v1 = self.get(&format!("hash={}", crate::torrents::HYBRID_V1)).await;
        assert_eq!((by_v1.status, by_v1.body), (200, self.get("hash=$hybrid").await.body));
        let upper = self.get(&format!("hash={}", HYBRID.to_uppercase())).await;
        assert_eq!(upper.status, 200);
    }

    /// Names of nobody are skipped without an error, and nothing changes.
    pub(crate) async fn skips_unknown(&self, rest: &str) {
        let before = self.at_rest().await;
        for hashes in ["$unknown", "", "zz|yy", "ALL"] {
            let answer = told(&self.post(&format!("hashes={hashes}&{rest}")).await);
            assert!([200, 204].contains(&answer.0), "{} {hashes}: {answer:?}", self.name);
            assert_eq!(answer.1, "", "{} {hashes}", self.name);
        }
        assert_eq!(self.at_rest().await, before, "{}", self.name);
    }

    /// The list without what changes by itself, once nothing moves and nothing is checked.
    async fn at_rest(&self) -> Vec<Value> {
        let busy = |row: &Value| {
            let state = row["state"].as_str().unwrap();
            state == "moving" || state.starts_with("checking")
        };
        eventually("the torrents are at rest", async || {
            !rows(&self.client, "").await.iter().any(busy)
        })
        .await;
        let mut list = rows(&self.client, "").await;
        for row in list.iter_mut().filter_map(Value::as_object_mut) {
            for name in CHANGES_BY_ITSELF {
                row.remove(name);
            }
        }
        list
    }

    /// What holds for every endpoint: strangers, methods, missing parameters. Ends the server.
    pub(crate) async fn end(self) {
        let (scope, action) = self.name.split_once('/').unwrap();
        let route = routes::find(scope, action).unwrap();
        if route.access == Access::Session {
            let stranger = self.server.stranger();
            for request in [Request::get(self.name), Request::post(self.name, &[("hash", "x")])] {
                let answer = stranger.send(request).await;
                assert_eq!(told(&answer), (403, "Forbidden".to_owned()), "{}", self.name);
                assert_eq!(answer.header("set-cookie"), None, "{}", self.name);
            }
        }
        if route.methods == MethodRule::Post {
            let answer = told(&self.get("").await);
            assert_eq!(answer, (405, "Method Not Allowed".to_owned()), "{}", self.name);
        }
        for missing in route.required {
            let others: Vec<(&str, &str)> =
                route.required.iter().filter(|name| *name != missing).map(|n| (*n, "x")).collect();
            let text = if self.newest {
                format!("Missing required parameters: {missing}")
            } else {
                "Bad Request".to_owned()
            };
            let answer = self.client.post(self.name, &others).await;
            assert_eq!(told(&answer), (400, text), "{} without {missing}", self.name);
        }
        self.server.stop().await;
    }
}

/// Id of the torrent of [`Case::seed`]: two files in a folder.
pub(crate) const SHOW: &str = "2bda08f08849c2c881fc09fcfd00f22fa6c1c76f";
/// Its root folder.
pub(crate) const FOLDER: &str = "Show.S01E09.1080p-GRP";

/// Writes its files below a save path.
pub(crate) fn place_show(save: &Path) {
    let folder = save.join(FOLDER);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("show.s01e09.mkv"), vec![b'A'; 40_000]).unwrap();
    std::fs::write(folder.join("x.nfo"), b"nfo!").unwrap();
}

impl Case {
    /// Adds a torrent whose files are there, and waits until it is complete and published. Gives
    /// its folder.
    pub(crate) async fn seed(&self) -> PathBuf {
        let save = std::fs::canonicalize(self.server.folder.path()).unwrap().join("save");
        place_show(&save);
        let (torrent, _) = crate::torrents::arr::show();
        let file = ("torrents", "show.torrent", &*torrent);
        let answer = self.client.send(Request::multipart("torrents/add", &[], &[file])).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        until(&self.client, SHOW, |row| {
            row["codex_publish"] == "published" && row["state"].as_str().unwrap().ends_with("UP")
        })
        .await;
        save.join(FOLDER)
    }

    /// Names of the samples in the queue, in its order.
    pub(crate) async fn queue(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        for (hash, name) in [(SINGLE, "single"), (MULTI, "multi"), (HYBRID, "hybrid")] {
            found.push((self.row(hash).await["priority"].as_i64().unwrap(), name));
        }
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// Without queueing the endpoint is refused, whatever it names.
    pub(crate) async fn needs_the_queue(&self) {
        self.client.set_preferences(json!({"queueing_enabled": false})).await;
        let refused = "Torrent queueing must be enabled";
        self.each(&[("hashes=$single", 409, refused), ("hashes=$unknown", 409, refused)]).await;
    }
}
