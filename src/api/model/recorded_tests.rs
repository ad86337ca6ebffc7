//! Names and JSON types of members, compared with recorded answers.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::samples::{NOW, magnet, seed, server, torrent};
use super::*;
use crate::session::{self, FileStatus, TorrentStatus};

fn recorded(version: &str) -> Value {
    let path = format!("{}/fixtures/qbittorrent/list/{version}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

const VERSIONS: [&str; 2] = ["5.1.0", "5.3.0"];

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Types of each member over several objects.
fn shape(objects: &[Value]) -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut shape: BTreeMap<String, BTreeSet<_>> = BTreeMap::new();
    for (key, value) in objects.iter().flat_map(|object| object.as_object().unwrap()) {
        shape.entry(key.clone()).or_default().insert(kind(value));
    }
    shape
}

/// Members that qBittorrent 5.3.0 does not have.
fn is_ours(key: &str) -> bool {
    key.starts_with("codex_") || key == "use_subcategories"
}

/// Every recorded member is there with a recorded type; in 5.3.0 there are no others but ours.
fn assert_like(version: &str, what: &str, ours: &[Value], theirs: &[Value]) {
    let (ours, theirs) = (shape(ours), shape(theirs));
    for (key, kinds) in &theirs {
        let got = ours.get(key).unwrap_or_else(|| panic!("{version} {what}: no {key}"));
        let nullable = kinds.contains("null") || matches!(key.as_str(), "popularity" | "private");
        let fits = got.iter().all(|kind| kinds.contains(kind) || (nullable && *kind == "null"));
        // A recording may have seen only one of several types.
        let known = matches!(key.as_str(), "private" | "download_path");
        assert!(fits || known, "{version} {what}: {key} is {got:?}, recorded {kinds:?}");
    }
    if version == "5.3.0" {
        for key in ours.keys().filter(|key| !theirs.contains_key(*key)) {
            assert!(is_ours(key), "{what}: {key} is not in 5.3.0");
        }
    }
}

/// A value as a client reads it.
fn wire<T: Serialize>(value: &T) -> Value {
    serde_json::from_slice(&crate::api::json::to_vec(value).unwrap()).unwrap()
}

fn values<T: Serialize>(list: impl IntoIterator<Item = T>) -> Vec<Value> {
    list.into_iter().map(|item| wire(&item)).collect()
}

fn list(recorded: &Value, key: &str) -> Vec<Value> {
    recorded[key].as_array().unwrap().clone()
}

fn samples() -> Vec<TorrentStatus> {
    vec![magnet(), torrent("single"), torrent("multi"), torrent("private"), seed("seed")]
}

const SYNC_ONLY: [&str; 3] =
    ["has_other_announce_error", "has_tracker_error", "has_tracker_warning"];

fn without(mut rows: Vec<Value>, keys: &[&str]) -> Vec<Value> {
    for row in &mut rows {
        row.as_object_mut().unwrap().retain(|key, _| !keys.contains(&key.as_str()));
    }
    rows
}

#[test]
fn torrents_have_the_recorded_members() {
    for version in VERSIONS {
        let recorded = recorded(version);
        let ours = values(samples().iter().map(|status| Torrent::of(status, NOW)));
        assert_like(version, "info", &without(ours.clone(), &SYNC_ONLY), &list(&recorded, "info"));
        let rows = recorded["maindata"]["torrents"].as_object().unwrap();
        let rows: Vec<Value> = rows.values().cloned().collect();
        assert_like(version, "maindata", &without(ours, &["hash"]), &rows);
    }
}

#[test]
fn properties_files_and_trackers_have_the_recorded_members() {
    for version in VERSIONS {
        let recorded = recorded(version);
        let ours = values(samples().iter().map(|status| Properties::of(status, NOW)));
        assert_like(version, "properties", &ours, &list(&recorded, "properties"));

        let mut ours = values(samples().iter().flat_map(files));
        ours[0]["is_seed"] = Value::Bool(false);
        let theirs: Vec<Value> =
            list(&recorded, "files").iter().flat_map(|of| of.as_array().unwrap().clone()).collect();
        assert_like(version, "files", &ours, &theirs);

        let mut status = torrent("multi");
        status.trackers =
            [session::Tracker { url: "udp://t".to_owned(), tier: 0 }].into_iter().collect();
        let ours = values(trackers(&status));
        for theirs in list(&recorded, "trackers") {
            let theirs = theirs.as_array().unwrap();
            assert_eq!(
                ours.iter().take(3).map(|row| &row["url"]).collect::<Vec<_>>(),
                theirs.iter().take(3).map(|row| &row["url"]).collect::<Vec<_>>()
            );
            assert_like(version, "pseudo tracker", &ours[..3], &theirs[..3]);
            if theirs.len() > 3 {
                assert_like(version, "tracker", &ours[3..], &theirs[3..]);
            }
        }
    }
}

#[test]
fn the_server_has_the_recorded_members() {
    let preferences = ServerPreferences {
        queueing: true,
        refresh_interval_ms: 1500,
        show_external_address: true,
    };
    for version in VERSIONS {
        let recorded = recorded(version);
        let state = values([ServerState::of(&server(), preferences)]);
        assert_like(version, "state", &state, &[recorded["maindata"]["server_state"].clone()]);
        let info = values([TransferInfo::of(&server())]);
        assert_like(version, "transfer", &info, &[recorded["transfer_info"].clone()]);
        let rows = recorded["maindata"]["categories"].as_object().unwrap();
        let rows: Vec<Value> = rows.values().cloned().collect();
        let ours = values([Category::of("tv", &session::Category::default())]);
        assert_like(version, "category", &ours, &rows);
    }
}

/// What follows from the torrent alone reads exactly as recorded.
#[test]
fn values_that_follow_from_the_torrent_are_the_recorded_ones() {
    let recorded = recorded("5.3.0");
    for name in ["single", "private", "hybrid", "v2only"] {
        let status = torrent(name);
        let ours = wire(&Torrent::of(&status, NOW));
        let rows = list(&recorded, "info");
        let theirs = rows.iter().find(|row| row["hash"] == ours["hash"]).unwrap();
        for key in [
            "infohash_v1",
            "infohash_v2",
            "size",
            "total_size",
            "piece_size",
            "pieces_num",
            "private",
            "created_by",
            "creation_date",
            "comment",
            "has_metadata",
            "dl_limit",
            "max_ratio",
            "ratio_limit",
            "share_limit_action",
            "share_limits_mode",
            "super_seeding",
        ] {
            // The recorded server may have been told another limit.
            if !(key == "dl_limit" && theirs[key] != 0) {
                assert_eq!(ours[key], theirs[key], "{name} {key}");
            }
        }
    }
    let multi = torrent("multi");
    let ours = values(files(&multi));
    let theirs = list(&recorded, "files")[1].as_array().unwrap().clone();
    assert_eq!(ours.len(), theirs.len());
    for (our, their) in ours.iter().zip(&theirs) {
        for key in ["index", "piece_range", "priority", "size", "name", "progress", "availability"]
        {
            // A quote is made safe as every platform needs it, so that one name differs.
            if key == "name" && their[key].as_str().unwrap().contains('"') {
                continue;
            }
            let same = our[key] == their[key]
                || our[key].as_f64() == their[key].as_f64() && our[key].is_number();
            assert!(same, "{key}: {} is recorded as {}", our[key], their[key]);
        }
    }
}

#[test]
fn a_complete_torrent_reads_as_one() {
    let status = seed("seed");
    let row = Torrent::of(&status, NOW);
    assert_eq!((row.state, row.amount_left, row.priority), ("stalledUP", 0, 0));
    assert_eq!((row.seeding_time, row.time_active, row.completion_on), (50, 100, NOW - 50));
    assert_eq!(row.content_path, "/data/seed.bin");
    assert_eq!((row.root_path.as_str(), row.save_path.as_str()), ("", "/data"));
    let list: Vec<FileStatus> = status.files.to_vec();
    assert_eq!(list.len(), files(&status).len());
    assert!(files(&status).iter().all(|file| (file.progress - 1.0).abs() < f64::EPSILON));
}

#[test]
fn a_magnet_has_the_sentinels() {
    let row = wire(&Torrent::of(&magnet(), NOW));
    for (key, value) in [
        ("total_size", -1),
        ("piece_size", -1),
        ("pieces_num", -1),
        ("completion_on", -1),
        ("seen_complete", -1),
        ("creation_date", -1),
        ("eta", 8_640_000),
        ("size", 0),
        ("priority", 1),
        ("dl_limit", 0),
        ("seeding_time_limit", -2),
        ("max_seeding_time", -1),
    ] {
        assert_eq!(row[key], value, "{key}");
    }
    assert_eq!(row["private"], Value::Null);
    assert_eq!((row["content_path"].as_str(), row["state"].as_str()), (Some(""), Some("metaDL")));
    assert_eq!(row["last_activity"], row["added_on"]);
    let properties = wire(&Properties::of(&magnet(), NOW));
    assert_eq!(
        (properties["dl_limit"].as_i64(), properties["codex_link"].as_str()),
        (Some(-1), Some(""))
    );
}
