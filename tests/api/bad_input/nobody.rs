//! Hashes that nobody has: which endpoints say so and which skip them. Recorded from qBittorrent
//! 5.3.0 and 5.1.0, where unknown, malformed, empty and 64-digit hashes are all the same.

use qcodex::api::parameters::{self, Parameter};
use qcodex::api::routes::{ROUTES, Route};

use super::values::{good, is_needed};
use super::{Bench, differences};
use crate::case::told;
use crate::torrents::UNKNOWN;

/// 404 `Not Found` in every version.
const REFUSE: &[&str] = &[
    "SSLParameters",
    "addWebSeeds",
    "editTracker",
    "editWebSeed",
    "export",
    "filePrio",
    "files",
    "pieceAvailability",
    "pieceHashes",
    "pieceStates",
    "properties",
    "removeWebSeeds",
    "rename",
    "renameFile",
    "renameFolder",
    "setSSLParameters",
    "trackers",
    "webseeds",
];

/// Nothing in 5.3, 404 before.
const REFUSED_BEFORE: &[&str] = &["addTrackers", "removeTrackers"];

/// 204 in 5.3, an empty 200 before.
const NO_CONTENT: &[&str] = &["addTrackers", "removeTrackers", "setComment", "setTags"];

/// A JSON object.
const OBJECTS: &[&str] = &["addPeers", "downloadLimit", "uploadLimit"];

fn expected(action: &str, hash: &str, newest: bool) -> (u16, String) {
    let refused = (404, "Not Found".to_owned());
    match action {
        _ if REFUSE.contains(&action) => refused,
        _ if !newest && REFUSED_BEFORE.contains(&action) => refused,
        _ if newest && NO_CONTENT.contains(&action) => (204, String::new()),
        "addPeers" => (200, "{}".to_owned()),
        _ if OBJECTS.contains(&action) => (200, format!("{{\"{hash}\":-1}}")),
        _ => (200, String::new()),
    }
}

/// Endpoints that name torrents by a hash that has to be sent.
fn by_hash(route: &Route) -> bool {
    let names = ["hash", "hashes", "id"];
    route.scope == "torrents"
        && route.is_built()
        && route.action != "downloadFile"
        && route.required.iter().any(|name| names.contains(name))
}

#[tokio::test(flavor = "multi_thread")]
async fn are_refused_or_skipped_as_recorded() {
    for dialect in ["5.1", "5.3"] {
        let mut bench = Bench::start(dialect).await;
        let (before, folder) = (bench.view().await, bench.folder());
        for route in ROUTES.iter().filter(|route| by_hash(route)) {
            let list = parameters::of(route.scope, route.action).unwrap();
            for hash in [UNKNOWN, "xyz", "", &"a".repeat(64)] {
                let value = |parameter: &Parameter| match parameter.name {
                    "hash" | "hashes" => hash.to_owned(),
                    "id" if route.action != "filePrio" => hash.to_owned(),
                    _ => good(route.action, parameter, &folder),
                };
                let needed = list.iter().filter(|one| is_needed(route.action, one));
                let form: Vec<(&str, String)> = needed.map(|one| (one.name, value(one))).collect();
                let form: Vec<(&str, &str)> =
                    form.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let name = format!("torrents/{}", route.action);
                let request = crate::common::Request::post(&name, &form);
                let answer = bench.send(&name, request).await;
                let expected = expected(route.action, hash, dialect == "5.3");
                assert_eq!(told(&answer), expected, "{dialect} {name} {hash:?}");
            }
        }
        assert_eq!(differences(&before, &bench.view().await), [""; 0], "{dialect}");
        bench.end().await;
    }
}
