use std::collections::BTreeMap;

use serde_json::Value;

use super::*;
use crate::api::model::samples::{NOW, magnet, seed, tags, torrent};

fn parsed(bytes: &[u8]) -> BTreeMap<String, Value> {
    serde_json::from_slice(bytes).unwrap()
}

fn info(row: &Row, now: i64) -> BTreeMap<String, Value> {
    let mut out = Vec::new();
    row.write_info(&mut out, now, Dialect::V5_1, &[]);
    parsed(&out)
}

fn delta(row: &Row, now: i64, since: Revision) -> Option<BTreeMap<String, Value>> {
    let mut out = Vec::new();
    row.write_sync(&mut out, now, Dialect::V5_1, Some(since)).then(|| parsed(&out))
}

#[test]
fn the_list_of_keys_is_that_of_the_struct() {
    let json = serde_json::to_string(&model::Torrent::of(&magnet(), NOW)).unwrap();
    let keys: Vec<_> = json.split('"').skip(1).step_by(2).collect();
    let mut at = keys.iter();
    for key in model::Torrent::KEYS {
        assert!(at.any(|name| name == key), "{key} is missing or out of order");
    }
    assert_eq!(
        serde_json::from_str::<BTreeMap<String, Value>>(&json).unwrap().len(),
        model::Torrent::KEYS.len()
    );
    assert!(model::Torrent::KEYS.is_sorted());
}

#[test]
fn a_cached_row_reads_like_the_struct_at_any_time() {
    for status in [magnet(), torrent("multi"), seed("hybrid")] {
        let row = Row::new(Arc::new(status.clone()), NOW, 1);
        for later in [0, 1, 5000] {
            let direct = json::to_vec(&model::Torrent::of(&status, NOW + later)).unwrap();
            let mut direct = parsed(&direct);
            let flags = ["has_other_announce_error", "has_tracker_error", "has_tracker_warning"];
            for flag in flags {
                assert_eq!(direct.remove(flag), Some(Value::Bool(false)));
            }
            assert_eq!(info(&row, NOW + later), direct);
        }
    }
}

#[test]
fn time_alone_changes_nothing_but_rides_along() {
    let status = Arc::new(seed("single"));
    let row = Row::new(Arc::clone(&status), NOW, 1);
    let (same, changed) = row.after(Arc::clone(&status), NOW + 60, 2);
    assert!(!changed);
    let mut renamed = (*status).clone();
    renamed.name = "x".to_owned();
    let (renamed, changed) = same.after(Arc::new(renamed), NOW + 90, 3);
    assert!(changed);
    let sent = delta(&renamed, NOW + 90, 2).unwrap();
    let keys: Vec<_> = sent.keys().map(String::as_str).collect();
    assert_eq!(keys, ["name", "seeding_time", "time_active"]);
    assert_eq!(sent["seeding_time"], 140);
}

#[test]
fn a_stop_brings_the_last_time() {
    let status = seed("single");
    let row = Row::new(Arc::new(status.clone()), NOW, 1);
    let mut stopped = status;
    stopped.stopped = true;
    stopped.active_time.stop(NOW + 30);
    stopped.seeding_time.stop(NOW + 30);
    let (row, changed) = row.after(Arc::new(stopped), NOW + 30, 2);
    assert!(changed);
    let sent = delta(&row, NOW + 500, 1).unwrap();
    assert_eq!(sent["seeding_time"], 80);
    assert_eq!(sent["time_active"], 130);
    assert_eq!(sent["state"], "stoppedUP");
    assert_eq!(delta(&row, NOW + 500, 2), None);
}

#[test]
fn the_state_speaks_the_dialect() {
    let mut status = torrent("single");
    status.stopped = true;
    let row = Row::new(Arc::new(status), NOW, 1);
    for (dialect, word) in
        [(Dialect::V4, "pausedDL"), (Dialect::V5_1, "stoppedDL"), (Dialect::V5_3, "stoppedDL")]
    {
        let mut out = Vec::new();
        row.write_info(&mut out, NOW, dialect, &[]);
        assert_eq!(parsed(&out)["state"], word);
        let value = row.sort_value("state", NOW, dialect);
        assert_eq!(value, Some(SortValue::Text(word.encode_utf16().collect())));
    }
}

#[test]
fn extra_members_keep_the_order_of_names() {
    let row = Row::new(Arc::new(torrent("single")), NOW, 1);
    let mut out = Vec::new();
    let extra = [("files", b"[1]".to_vec()), ("trackers", b"[2]".to_vec())];
    row.write_info(&mut out, NOW, Dialect::V5_1, &extra);
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("\"f_l_piece_prio\":false,\"files\":[1],\"force_start\""), "{text}");
    assert!(text.contains("\"trackers\":[2],\"trackers_count\""), "{text}");
}

#[test]
fn rows_are_sorted_by_any_member() {
    let mut status = torrent("single");
    status.tags = tags(&["b10", "B9", "ü"]);
    let row = Row::new(Arc::new(status), NOW, 1);
    let value = |key| row.sort_value(key, NOW, Dialect::V5_1);
    assert_eq!(value("tags"), Some(SortValue::Text("B9, b10, ü".encode_utf16().collect())));
    assert_eq!(value("size"), Some(SortValue::Number(3_145_851.0)));
    assert_eq!(value("auto_tmm"), Some(SortValue::Number(0.0)));
    assert_eq!(value("codex_reason"), Some(SortValue::None));
    assert_eq!(value("time_active"), Some(SortValue::Number(100.0)));
    assert_eq!((value("nope"), value("has_tracker_error")), (None, None));
}
