//! Every endpoint, every parameter, every value that makes no sense.

use qcodex::api::parameters::{self, Kind, Parameter};
use qcodex::api::routes::{MethodRule, ROUTES, Route};

use super::values::{bad, good, is_needed};
use super::{Bench, ONE, SERVER, View, differences};
use crate::case::told;
use crate::common::{Request, Response};

/// Not here: they end the server or the login.
const ENDS: [&str; 3] = ["app/shutdown", "auth/login", "auth/logout"];

/// Longest query that is sent; servers bound the first line of a request.
const MAX_QUERY: usize = 16 * 1024;

/// What an endpoint may change when it says that it did something: parts of paths in a view.
fn may_change(action: &str) -> &'static [&'static str] {
    match action {
        "add" => &["torrents/", "categories/", "tags"],
        "addTags" | "createTags" | "deleteTags" | "removeTags" | "setTags" => &["tags"],
        "addTrackers" | "editTracker" | "removeTrackers" => &["torrents/trackers"],
        "addWebSeeds" | "editWebSeed" | "removeWebSeeds" => &["torrents/webseeds"],
        "banPeers" | "deleteAPIKey" | "presets" | "rotateAPIKey" | "setPreferences"
        | "setSpeedLimits" => &["app/preferences"],
        "bottomPrio" | "decreasePrio" | "increasePrio" | "topPrio" => &["/priority"],
        "createCategory" | "editCategory" => &["categories/"],
        "removeCategories" | "setCategory" => &["categories/", "/category"],
        "delete" => &["torrents/"],
        "pause" | "resume" | "start" | "stop" => &["/stopped", "/force_start"],
        "pauseSession" | "resumeSession" => &["server/session_state"],
        "rename" => &["/name"],
        "filePrio" | "renameFile" | "renameFolder" => &["torrents/files"],
        "setAutoManagement" | "setLocation" => &["/auto_tmm", "_path"],
        "setComment" => &["/comment"],
        "setCookies" => &["app/cookies"],
        "setDownloadLimit" | "setUploadLimit" => &["_limit", "app/preferences"],
        "setDownloadPath" | "setSavePath" => &["_path"],
        "setForceStart" => &["/force_start", "/stopped"],
        "setSSLParameters" => &["/SSLParameters"],
        "setShareLimits" => &["_limit", "share_limit"],
        "setSpeedLimitsMode" | "toggleSpeedLimitsMode" => &["server/use_alt_speed_limits"],
        "setSuperSeeding" => &["/super_seeding"],
        "store" => &["clientdata/load"],
        "toggleFirstLastPiecePrio" => &["/f_l_piece_prio"],
        "toggleSequentialDownload" => &["/seq_dl"],
        _ => &[],
    }
}

/// What is read after each request; everything is after the last one.
fn looks_at(route: &Route) -> &'static [&'static str] {
    let action = route.action.to_ascii_lowercase();
    let parts = ["file", "folder", "tracker", "webseed", "ssl"];
    match route.scope {
        "torrents" if parts.iter().any(|part| action.contains(part)) => ONE,
        "torrents" => &[],
        _ => SERVER,
    }
}

struct Attack<'a> {
    bench: &'a mut Bench,
    route: &'static Route,
    name: String,
    before: View,
}

impl Attack<'_> {
    /// Sends one form; what may not change does not.
    async fn form(&mut self, what: &str, form: &[(String, String)], about: &Parameter) {
        let what = format!("{} with {} {what}", self.name, about.name);
        let body = serde_urlencoded::to_string(form).unwrap();
        let request = Request::new("POST", &format!("/api/v2/{}", self.name))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body.clone());
        let answer = self.bench.send(&what, request).await;
        if self.route.methods == MethodRule::Post {
            self.judge(&what, &answer).await;
        }
        let last = form.iter().rev().find(|(name, _)| name == about.name);
        if about.kind == Kind::Hash && last.is_some_and(|(_, value)| names_nobody(value)) {
            assert_eq!(answer.status, 404, "{what}: {:?}", told(&answer));
        }
        if self.route.methods == MethodRule::Any && body.len() <= MAX_QUERY {
            let read = Request::new("GET", &format!("/api/v2/{}?{body}", self.name));
            let read = self.bench.send(&what, read).await;
            assert_eq!(read.status, answer.status, "{what} by GET: {:?}", told(&read));
        }
    }

    async fn judge(&mut self, what: &str, answer: &Response) {
        let after = self.bench.view_with(looks_at(self.route)).await;
        let allowed = match answer.status {
            200..300 if self.route.methods == MethodRule::Post => may_change(self.route.action),
            _ => &[],
        };
        for path in differences(&self.before, &after) {
            assert!(
                allowed.iter().any(|part| path.contains(part)),
                "{what} was answered {} and changed {path} from {:?} to {:?}",
                answer.status,
                self.before.get(&path),
                after.get(&path)
            );
        }
        self.before = after;
    }
}

/// No hash of 40 or 64 digits in it that is somebody's.
fn names_nobody(value: &str) -> bool {
    !value.contains(crate::torrents::SINGLE)
}

/// Bad values one at a time, the other parameters good.
async fn attack(bench: &mut Bench, route: &'static Route) {
    let name = route.name();
    let list = parameters::of(route.scope, route.action).unwrap_or_default();
    let folder = bench.folder();
    if route.scope == "torrents" && route.methods == MethodRule::Post {
        bench.reset().await;
    }
    let all = bench.view().await;
    let before = bench.view_with(looks_at(route)).await;
    let mut attack = Attack { bench, route, name, before };
    let pair =
        |parameter: &Parameter| (parameter.name.to_owned(), good(route.action, parameter, &folder));
    for parameter in list.iter().filter(|one| one.kind != Kind::Files) {
        let others: Vec<_> = list
            .iter()
            .filter(|one| is_needed(route.action, one) && one.name != parameter.name)
            .map(pair)
            .collect();
        let with = |value: &str| {
            let own = (parameter.name.to_owned(), value.to_owned());
            others.iter().cloned().chain([own]).collect::<Vec<_>>()
        };
        for (what, value) in bad(parameter.kind) {
            attack.form(what, &with(&value), parameter).await;
        }
        attack.form("missing", &others, parameter).await;
        let mut twice = with("first");
        twice.push(pair(parameter));
        attack.form("twice", &twice, parameter).await;
        let mut listed = others.clone();
        listed.push((format!("{}[]", parameter.name), "x".to_owned()));
        attack.form("as a list", &listed, parameter).await;
    }
    let after = attack.bench.view().await;
    // Presets are read by GET and applied by POST.
    let acts = route.methods == MethodRule::Post || route.action == "presets";
    let allowed = if acts { may_change(route.action) } else { &[] };
    for path in differences(&all, &after) {
        assert!(allowed.iter().any(|part| path.contains(part)), "{} changed {path}", attack.name);
    }
}

async fn attack_all(dialect: &str, wanted: impl Fn(usize, &Route) -> bool) {
    let mut bench = Bench::start(dialect).await;
    let routes = ROUTES.iter().enumerate();
    let mut count = 0;
    for (_, route) in routes.filter(|(index, route)| wanted(*index, route)) {
        let name = route.name();
        if route.is_built() && !ENDS.contains(&&*name) {
            attack(&mut bench, route).await;
            count += 1;
        }
    }
    assert!(count > 0);
    bench.end().await;
}

fn is_torrents(route: &Route) -> bool {
    route.scope == "torrents"
}

#[tokio::test(flavor = "multi_thread")]
async fn endpoints_of_torrents_stand_a() {
    attack_all("5.1", |index, route| is_torrents(route) && index % 3 == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn endpoints_of_torrents_stand_b() {
    attack_all("5.3", |index, route| is_torrents(route) && index % 3 == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn endpoints_of_torrents_stand_c() {
    attack_all("5.1", |index, route| is_torrents(route) && index % 3 == 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_other_endpoints_stand() {
    attack_all("5.3", |_, route| !is_torrents(route)).await;
}
