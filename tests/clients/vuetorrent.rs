//! `VueTorrent`: a page of the same origin.
//!
//! It depends on Origin and Referer of its own host being accepted, on `403` for its login page, on
//! maindata that it merges, and on probes of what may not be there (feeds, searches, the creator)
//! being answered as empty. Adding by links alone, it sends the word `undefined` for what is unset.

use serde_json::{Value, json};

use crate::client::{Api, Form, Sample, is, text, wait_for};
use crate::http::{Client, Request, Response};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, nullable, required, rows};

/// A browser sends where the page comes from.
struct Page {
    http: Client,
    origin: String,
}

impl Page {
    fn new(server: &Server) -> Self {
        Self { http: Client::new(server.address()), origin: server.webui_url.clone() }
    }

    async fn send(&self, request: Request) -> Response {
        let request = request
            .header("Origin", &self.origin)
            .header("Referer", &format!("{}/", self.origin))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Accept", "application/json, text/plain, */*");
        self.http.send(request).await
    }

    async fn get(&self, name: &str) -> Value {
        let answer = self.send(Request::get(name)).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        answer.json()
    }

    async fn post(&self, name: &str, form: &[(&str, &str)]) -> String {
        let answer = self.send(Request::post(name, form)).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}: {}", text(&answer));
        text(&answer)
    }

    async fn login(server: &Server) -> Self {
        let mut page = Self::new(server);
        let form = [("username", USERNAME), ("password", PASSWORD)];
        let answer = page.send(Request::post("auth/login", &form)).await;
        is(&answer, 200, "Ok.");
        page.http.cookie =
            answer.header("set-cookie").and_then(|line| line.split(';').next()).map(str::to_owned);
        page
    }
}

#[tokio::test]
async fn the_start_of_the_page() {
    let server = Server::start().await;
    let stranger = Page::new(&server);
    assert_eq!(stranger.send(Request::get("app/version")).await.status, 403, "the login page");
    let page = Page::login(&server).await;
    let version = text(&page.send(Request::get("app/version")).await);
    assert!(version.strip_prefix('v').unwrap() >= "5", "compared as text");
    required(&page.get("app/buildInfo").await, Kind::Text, &["libtorrent", "qt", "boost"]);
    let preferences = page.get("app/preferences").await;
    required(&preferences, Kind::Text, &["save_path", "locale", "web_ui_username"]);

    let main = page.get("sync/maindata?rid=0").await;
    let state = &main["server_state"];
    required(state, Kind::Flag, &["use_alt_speed_limits", "use_subcategories", "queueing"]);
    required(state, Kind::Int, &["refresh_interval", "free_space_on_disk", "dl_rate_limit"]);

    // What it looks for without knowing whether it is there.
    assert_eq!(page.get("rss/items?withData=true").await, json!({}));
    assert_eq!(page.get("rss/rules").await, json!({}));
    assert_eq!(page.get("search/plugins").await, json!([]));
    assert_eq!(page.get("torrentcreator/status").await, json!([]));
    for entry in rows(&page.get("log/main?last_known_id=-1").await) {
        required(entry, Kind::Int, &["id", "timestamp", "type"]);
        required(entry, Kind::Text, &["message"]);
    }
    assert_eq!(page.get("app/cookies").await, json!([]));
    let interfaces = page.get("app/networkInterfaceList").await;
    required(&rows(&interfaces)[0], Kind::Text, &["name", "value"]);
    assert!(!rows(&page.get("app/networkInterfaceAddressList?iface=").await).is_empty());
    let here = format!("app/getDirectoryContent?dirPath={}", server.save_path().to_str().unwrap());
    assert_eq!(page.get(&here).await, json!([]));
    assert_eq!(text(&page.send(Request::get("torrents/count")).await), "0");

    page.post("auth/logout", &[]).await;
    assert_eq!(page.send(Request::get("app/version")).await.status, 403);
    // The same page on another host is a stranger's.
    let again = Page::login(&server).await;
    let foreign = Page { origin: "http://evil.example".to_owned(), ..again };
    assert_eq!(foreign.send(Request::get("app/version")).await.status, 401);
}

#[tokio::test]
async fn what_its_dialogs_send() {
    let server = Server::start().await;
    let page = Page::login(&server).await;
    let api = Api { http: page.http.clone() };
    let show = Sample::show();
    let hash = show.hash.as_str();
    let later = server.save_path().join("later");
    let form = Form::new("----WebKitFormBoundary7MA4YWxkTrZu0gW")
        .file("torrents", "Show (2020).torrent", "application/x-bittorrent", &show.torrent)
        .field("savepath", server.save_path().to_str().unwrap())
        .field("useDownloadPath", "true")
        .field("downloadPath", later.to_str().unwrap())
        .field("category", "vue")
        .field("tags", "one,two")
        .field("autoTMM", "false")
        .field("contentLayout", "Original")
        .field("stopCondition", "None")
        .field("stopped", "true")
        .field("forced", "false")
        .field("addToTopOfQueue", "true")
        .field("sequentialDownload", "true")
        .field("firstLastPiecePrio", "true")
        .field("skip_checking", "false")
        .field("rename", "A name")
        .field("cookie", "")
        .field("dlLimit", "2048")
        .field("upLimit", "1024")
        .field("ratioLimit", "2")
        .field("seedingTimeLimit", "30")
        .field("inactiveSeedingTimeLimit", "15")
        .field("shareLimitAction", "Stop");
    is(&page.send(form.request("torrents/add")).await, 200, "Ok.");
    let row = api.row(hash).await;
    assert_eq!(row["name"], "A name");
    assert_eq!((&row["download_path"], &row["tags"]), (&json!(later), &json!("one, two")));
    assert_eq!((&row["dl_limit"], &row["up_limit"]), (&json!(2048), &json!(1024)));
    assert_eq!((&row["ratio_limit"], &row["inactive_seeding_time_limit"]), (&json!(2), &json!(15)));

    // Links only: urlencoded, and nothing is left out.
    let link = format!("magnet:?xt=urn:btih:{}&dn=Link", "1a".repeat(20));
    let undefined = [
        "savepath",
        "downloadPath",
        "useDownloadPath",
        "category",
        "tags",
        "autoTMM",
        "contentLayout",
        "stopCondition",
        "stopped",
        "rename",
        "dlLimit",
        "upLimit",
        "ratioLimit",
        "seedingTimeLimit",
        "inactiveSeedingTimeLimit",
        "shareLimitAction",
    ];
    let mut form = vec![("urls", link.as_str())];
    // Names are taken at their word; what is read as a number, a flag or a choice is not there.
    form.extend(undefined.iter().map(|name| (*name, "undefined")).filter(|(name, _)| {
        !["savepath", "downloadPath", "category", "tags", "rename"].contains(name)
    }));
    assert_eq!(page.post("torrents/add", &form).await, "Ok.");
    let link = api.row(&"1a".repeat(20)).await;
    assert_eq!((&link["name"], &link["ratio_limit"]), (&json!("Link"), &json!(-2)));
    assert_eq!((&link["dl_limit"], &link["up_limit"]), (&json!(0), &json!(0)));

    // Trackers: the old and the new name of one field; addresses encoded within the list.
    let more = "http://127.0.0.1:3/an|nounce?a=b&c=d";
    assert_eq!(page.post("torrents/addTrackers", &[("hash", hash), ("urls", more)]).await, "");
    let edit = [
        ("hash", hash),
        ("url", "http://127.0.0.1:1/a"),
        ("origUrl", "http://127.0.0.1:1/a"),
        ("newUrl", "http://127.0.0.1:4/x"),
    ];
    assert_eq!(page.post("torrents/editTracker", &edit).await, "");
    let encoded = "http%3A%2F%2F127.0.0.1%3A3%2Fan%7Cnounce%3Fa%3Db%26c%3Dd";
    assert_eq!(
        page.post("torrents/removeTrackers", &[("hash", hash), ("urls", encoded)]).await,
        ""
    );
    let trackers = page.get(&format!("torrents/trackers?hash={hash}")).await;
    let urls: Vec<_> = rows(&trackers).iter().skip(3).map(|row| row["url"].clone()).collect();
    assert_eq!(urls, ["http://127.0.0.1:4/x"]);

    // Files, names, limits, cookies, preferences.
    let folder = "Show.S01E09.1080p-GRP";
    let old = format!("{folder}/x.nfo");
    let rename =
        [("hash", hash), ("oldPath", old.as_str()), ("newPath", "Show.S01E09.1080p-GRP/y.nfo")];
    assert_eq!(page.post("torrents/renameFile", &rename).await, "");
    let prio = [("hash", hash), ("id", "0|1"), ("priority", "0")];
    assert_eq!(page.post("torrents/filePrio", &prio).await, "");
    let files = page.get(&format!("torrents/files?hash={hash}")).await;
    assert_eq!(
        (&files[1]["name"], &files[1]["priority"]),
        (&json!("Show.S01E09.1080p-GRP/y.nfo"), &json!(0))
    );
    let cookies =
        r#"[{"domain":"a.b","path":"/","name":"n","value":"v","expirationDate":4102444800}]"#;
    assert_eq!(page.post("app/setCookies", &[("cookies", cookies)]).await, "");
    assert_eq!(page.get("app/cookies").await[0]["name"], "n");
    let set = [("json", r#"{"max_active_downloads":6,"nothing_known":1}"#)];
    assert_eq!(page.post("app/setPreferences", &set).await, "");
    assert_eq!(page.get("app/preferences").await["max_active_downloads"], 6);
    assert_eq!(page.post("transfer/toggleSpeedLimitsMode", &[]).await, "");
    assert_eq!(
        page.post("torrents/setDownloadLimit", &[("hashes", hash), ("limit", "0")]).await,
        ""
    );
}

/// It merges deltas by key; categories come whole.
#[tokio::test]
async fn what_it_merges() {
    let server = Server::start().await;
    let page = Page::login(&server).await;
    let mut rid = page.get("sync/maindata?rid=0").await["rid"].as_i64().unwrap();
    let create = [("category", "vue"), ("savePath", "/tmp/vue"), ("downloadPathEnabled", "false")];
    page.post("torrents/createCategory", &create).await;
    page.post("torrents/createTags", &[("tags", "t")]).await;
    let mut seen = (Value::Null, Value::Null);
    wait_for("category and tag", async || {
        let delta = page.get(&format!("sync/maindata?rid={rid}")).await;
        rid = delta["rid"].as_i64().unwrap();
        if let Some(category) = delta["categories"].get("vue") {
            required(category, Kind::Text, &["name", "savePath"]);
            // A text, `false`, or null.
            nullable(category, Kind::Flag, &["download_path"]);
            seen.0 = category.clone();
        }
        if delta["tags"].is_array() {
            seen.1 = delta["tags"].clone();
        }
        if seen.0.is_null() || seen.1.is_null() { Err(delta) } else { Ok(()) }
    })
    .await;
    assert_eq!((&seen.0["savePath"], &seen.1), (&json!("/tmp/vue"), &json!(["t"])));

    page.post("torrents/removeCategories", &[("categories", "vue")]).await;
    page.post("torrents/deleteTags", &[("tags", "t")]).await;
    let mut gone = (false, false);
    wait_for("both to go", async || {
        let delta = page.get(&format!("sync/maindata?rid={rid}")).await;
        rid = delta["rid"].as_i64().unwrap();
        gone.0 |= delta["categories_removed"] == json!(["vue"]);
        gone.1 |= delta["tags_removed"] == json!(["t"]);
        if gone == (true, true) { Ok(()) } else { Err(delta) }
    })
    .await;
}
