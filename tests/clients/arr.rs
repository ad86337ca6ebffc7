//! What Sonarr, Radarr, Lidarr, Readarr and Prowlarr have in common.
//!
//! They send every request on a connection of its own, with their Authorization header even before
//! the login, and replay every cookie they were given; they follow no redirect, log in once more
//! after a 403 and never after a 401.

use data_encoding::BASE64;
use serde_json::Value;

use crate::client::{COMPLETE, Form, is, is_typed, state, text, wait_for};
use crate::http::{Client, Request, Response};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, STATES, required};

/// Value of an Authorization header.
pub fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", BASE64.encode(format!("{user}:{password}").as_bytes()))
}

/// A magnet as indexers give it.
pub fn magnet(hash: &str, name: &str) -> String {
    format!("magnet:?xt=urn:btih:{hash}&dn={name}&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce")
}

/// One of the products.
#[derive(Debug)]
pub struct Arr {
    /// Its connection.
    pub http: Client,
    /// Header that goes with every request.
    pub authorization: String,
    user_agent: &'static str,
}

impl Arr {
    /// With the login in its settings.
    pub fn new(server: &Server, user_agent: &'static str) -> Self {
        let http = Client::new(server.address());
        Self { http, authorization: basic(USERNAME, PASSWORD), user_agent }
    }

    /// Any request, with its headers.
    pub async fn send(&self, request: Request) -> Response {
        let request = request
            .header("Authorization", &self.authorization)
            .header("User-Agent", self.user_agent)
            .header("Accept-Encoding", "gzip, br");
        self.http.send(request).await
    }

    /// `GET`.
    pub async fn get(&self, name: &str) -> Response {
        self.send(Request::get(name)).await
    }

    /// `POST` of a form.
    pub async fn post(&self, name: &str, form: &[(&str, &str)]) -> Response {
        self.send(Request::post(name, form)).await
    }

    /// `torrents/add`, multipart.
    pub async fn add(&self, form: &Form) -> Response {
        self.send(form.request("torrents/add")).await
    }

    /// `GET` of JSON that must succeed.
    pub async fn json(&self, name: &str) -> Value {
        let answer = self.get(name).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        answer.json()
    }

    /// The body must be `Ok.` and nothing else; every cookie is kept by name and value.
    pub async fn log_in(&mut self) {
        self.http.cookie = None;
        let form = [("username", USERNAME), ("password", PASSWORD)];
        let answer = self.post("auth/login", &form).await;
        is_typed(&answer, 200, "Ok.", "text/plain");
        let mut pairs = Vec::new();
        for cookie in answer.all("set-cookie") {
            let pair = cookie.split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{cookie}");
            assert!(!value.is_empty() && !value.contains([';', ',', '=']), "{cookie}");
            assert!(!cookie.to_lowercase().contains("max-age"), "{cookie}");
            pairs.push(pair.to_owned());
        }
        assert!(!pairs.is_empty());
        self.http.cookie = Some(pairs.join("; "));
    }

    /// A call of everyday: after a 403 one more login and one more try.
    pub async fn call(&mut self, request: Request) -> Response {
        let answer = self.send(request.clone()).await;
        if answer.status != 403 {
            return answer;
        }
        self.log_in().await;
        self.send(request).await
    }

    /// The version as .NET's `Version.Parse` wants it.
    pub async fn version(&self) -> (u32, u32, u32) {
        let answer = self.get("app/webapiVersion").await;
        assert_eq!(answer.status, 200);
        assert!(answer.header("content-type").unwrap().starts_with("text/plain"));
        let numbers: Vec<u32> =
            text(&answer).split('.').map(|number| number.parse().unwrap()).collect();
        assert_eq!(numbers.len(), 3, "{numbers:?}");
        (numbers[0], numbers[1], numbers[2])
    }

    /// Is API v2 there? Once without a cookie, then with one.
    pub async fn probe(&mut self) -> (u32, u32, u32) {
        let cookie = self.http.cookie.take();
        let answer = self.get("app/webapiVersion").await;
        assert!([200, 403].contains(&answer.status), "{answer:?}");
        self.http.cookie = cookie;
        if self.http.cookie.is_none() {
            self.log_in().await;
        }
        self.version().await
    }

    /// Preferences with everything that is looked at.
    pub async fn preferences(&self) -> Value {
        let preferences = self.json("app/preferences").await;
        required(&preferences, Kind::Text, &["save_path"]);
        let flags = [
            "max_ratio_enabled",
            "max_seeding_time_enabled",
            "max_inactive_seeding_time_enabled",
            "queueing_enabled",
            "dht",
        ];
        required(&preferences, Kind::Flag, &flags);
        let limits = ["max_ratio_act", "max_seeding_time", "max_inactive_seeding_time"];
        required(&preferences, Kind::Int, &limits);
        required(&preferences, Kind::Number, &["max_ratio"]);
        preferences
    }

    /// Whether it would say that the client removes what is complete.
    pub fn removes_what_is_complete(preferences: &Value) -> bool {
        let limited = preferences["max_ratio_enabled"] == true
            || preferences["max_seeding_time_enabled"] == true;
        limited && [1, 3].contains(&preferences["max_ratio_act"].as_i64().unwrap())
    }

    /// The list of a category.
    pub async fn list(&self, category: &str) -> Vec<Value> {
        let list = self.json(&format!("torrents/info?category={category}")).await;
        list.as_array().unwrap_or_else(|| panic!("no array but {list}")).clone()
    }

    /// One poll: version, preferences, list; a malformed row would fail all of it.
    pub async fn poll(&mut self, category: &str) -> Vec<Value> {
        self.version().await;
        self.preferences().await;
        let rows = self.list(category).await;
        for row in &rows {
            check_row(row);
        }
        rows
    }

    /// The categories; makes one that is not there, as the Test button does, and finds it then.
    pub async fn ensure_category(&self, name: &str) {
        let categories = self.json("torrents/categories").await;
        if categories.get(name).is_none() {
            let made = self.post("torrents/createCategory", &[("category", name)]).await;
            is(&made, 200, "");
        }
        let categories = self.json("torrents/categories").await;
        required(&categories[name], Kind::Text, &["name", "savePath"]);
    }

    /// Polls until the only torrent of a category is complete.
    pub async fn completed(&mut self, category: &str) -> Value {
        wait_for("a completed state", async || {
            let rows = self.poll(category).await;
            match rows.as_slice() {
                [row] if COMPLETE.contains(&state(row)) => Ok(row.clone()),
                _ => Err(rows),
            }
        })
        .await
    }

    /// Where it would import from: the content's path, unless that is the folder of everything.
    pub fn import_path(row: &Value) -> &str {
        assert_ne!(row["content_path"], row["save_path"], "it would not import: {row}");
        let path = row["content_path"].as_str().unwrap();
        assert!(path.starts_with('/') && !path.ends_with('/'), "{path}");
        path
    }

    /// Whether it may take the torrent away by itself.
    pub fn may_remove(row: &Value) -> bool {
        let limit = row["ratio_limit"].as_f64().unwrap();
        let by_ratio = limit >= 0.0 && limit - row["ratio"].as_f64().unwrap() <= 0.001;
        let minutes = row["seeding_time_limit"].as_i64().unwrap();
        let by_time = minutes >= 0 && row["seeding_time"].as_i64().unwrap() >= minutes * 60;
        ["pausedUP", "stoppedUP"].contains(&state(row)) && (by_ratio || by_time)
    }
}

/// What their parser needs of a row.
pub fn check_row(row: &Value) {
    let texts = ["hash", "name", "state", "category", "save_path", "content_path"];
    required(row, Kind::Text, &texts);
    let numbers = [
        "size",
        "eta",
        "seeding_time",
        "seeding_time_limit",
        "inactive_seeding_time_limit",
        "last_activity",
        "added_on",
        "completion_on",
    ];
    required(row, Kind::Int, &numbers);
    required(row, Kind::Number, &["progress", "ratio", "ratio_limit"]);
    assert!(STATES.contains(&state(row)), "{row}");
}
