//! The table against what qBittorrent 5.3.0 was recorded to do, and the rules of the pack.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::session::reasons::Remark;

const MATRIX: &str = include_str!("../../../fixtures/qbittorrent/5.3.0/preferences-matrix.jsonl");

/// Recorded sets on which this server differs: key, value sent, reason.
const DIFFERENT_SETS: &[(&str, &str, &str)] = &[
    ("dht", "false", "always reads true: clients refuse magnets otherwise"),
    ("dht", "null", "always reads true: clients refuse magnets otherwise"),
    ("proxy_type", "5", "numbers of 4.5 and older are understood in every dialect"),
];

/// Defaults that differ from the recorded profile: key and reason. What depends on the machine is
/// given to the pack by the test.
const DIFFERENT_DEFAULTS: &[(&str, &str)] =
    &[("web_ui_address", "the server is reachable from this machine only until the user says so")];

/// All preferences of a fresh profile, and the recorded sets.
fn recorded() -> &'static (Map<String, Json>, Vec<Json>) {
    static RECORDED: LazyLock<(Map<String, Json>, Vec<Json>)> = LazyLock::new(|| {
        let mut lines = MATRIX.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
        let defaults = lines.next().unwrap()["defaults"].as_object().unwrap().clone();
        (defaults, lines.collect())
    });
    &RECORDED
}

/// The machine on which the recording was made.
fn defaults() -> Defaults {
    let (recorded, _) = recorded();
    let text = |key: &str| recorded[key].as_str().unwrap().to_owned();
    let port = |key: &str| u16::try_from(recorded[key].as_u64().unwrap()).unwrap();
    Defaults {
        save_path: text("save_path"),
        temp_path: text("temp_path"),
        log_path: text("file_log_path"),
        locale: text("locale"),
        listen_port: port("listen_port"),
        ssl_listen_port: port("ssl_listen_port"),
    }
}

fn pack() -> SettingsPack {
    SettingsPack::new(defaults())
}

fn parse(pack: &SettingsPack, sent: &Json) -> Result<SettingsPatch, SettingsError> {
    SettingsPatch::parse(sent.as_object().unwrap(), pack)
}

fn set(pack: &mut SettingsPack, sent: &Json) -> Vec<Key> {
    let patch = parse(pack, sent).unwrap();
    pack.apply(&patch)
}

#[test]
fn the_table_has_exactly_the_recorded_keys_types_and_defaults() {
    let (recorded, _) = recorded();
    let ours = pack().to_preferences();
    let names = |map: &Map<String, Json>| map.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&ours), names(recorded));
    assert_eq!(ours.len(), 241);
    let mut different = Vec::new();
    for (key, value) in recorded {
        let kind = |json: &Json| std::mem::discriminant(json);
        assert_eq!(kind(&ours[key]), kind(value), "type of {key}");
        if ours[key] != *value {
            different.push(key.as_str());
        }
    }
    let expected: Vec<&str> = DIFFERENT_DEFAULTS.iter().map(|(key, _)| *key).collect();
    assert_eq!(different, expected);
    assert_eq!(ours["web_ui_address"], "127.0.0.1");
}

#[test]
fn keys_are_listed_sorted_and_found_by_name() {
    assert!(Key::ALL.is_sorted_by_key(|key| key.wire()));
    assert!(Key::ALL.is_sorted());
    for key in Key::ALL {
        assert_eq!(Key::from_wire(key.wire()), Some(*key));
        assert_eq!(row(*key).key, *key);
    }
    assert_eq!(Key::from_wire("export_dir"), None);
    assert_eq!(rows().count(), 242);
}

#[test]
fn every_row_says_what_it_is_and_its_default_has_its_type() {
    for row in rows() {
        let name = row.key.wire();
        assert!(!row.label.is_empty() && !row.group.is_empty(), "{name}");
        assert!(row.effect.ends_with('.') && row.effect.contains(' '), "{name}");
        let acts = matches!(row.class, Class::Applies | Class::Maps);
        assert_eq!(acts, row.when != When::Never, "{name}");
        assert!(row.range.min.zip(row.range.max).is_none_or(|(min, max)| min <= max), "{name}");
        let value = pack().effective(row.key);
        assert!(checked::fits(row, &value) || row.kind == Kind::Derived, "{name}");
    }
}

/// Replays all recorded sets, one after the other as they were recorded.
#[test]
fn recorded_sets_read_back_as_recorded() {
    let (_, sets) = recorded();
    assert_eq!(sets.len(), 1650);
    let mut pack = pack();
    let mut last = String::new();
    let mut differences = Vec::new();
    for line in sets {
        let key = line["key"].as_str().unwrap();
        if key != last {
            pack = self::pack();
            key.clone_into(&mut last);
        }
        set(&mut pack, &json!({ key: line["set"] }));
        let now = pack.to_preferences();
        let others = line["also_changed"].as_object().unwrap();
        let others_agree = others.iter().all(|(other, values)| now[other] == values[1]);
        if now[key] != line["readback"] || !others_agree {
            differences.push((key, line["set"].to_string(), now[key].to_string()));
        }
    }
    let found: Vec<_> = differences.iter().map(|(key, sent, _)| (*key, sent.as_str())).collect();
    let expected: Vec<_> = DIFFERENT_SETS.iter().map(|(key, sent, _)| (*key, *sent)).collect();
    assert_eq!(found, expected, "read back here: {differences:?}");
}

#[test]
fn a_set_changes_nothing_but_what_was_recorded_to_change() {
    let (_, sets) = recorded();
    for line in sets.iter().filter(|line| line["set"] == json!(1) || line["set"] == json!(true)) {
        let key = line["key"].as_str().unwrap();
        let mut pack = pack();
        let before = pack.to_preferences();
        set(&mut pack, &json!({ key: line["set"] }));
        for (other, value) in pack.to_preferences() {
            let follows = other == format!("{key}_enabled") || key == "random_port";
            assert!(other == key || follows || before[&other] == value, "{key} changed {other}");
        }
    }
}

#[test]
fn credentials_are_refused_with_the_known_texts_and_nothing_else_is_set() {
    let pack = pack();
    for (sent, text) in [
        (json!({"web_ui_username": "ab"}), "WebUI username must be at least 3 characters long"),
        (json!({"web_ui_username": "a:bc"}), "WebUI username cannot contain a colon"),
        (json!({"web_ui_password": "12345"}), "WebUI password must be at least 6 characters long"),
        (
            json!({"dl_limit": 1, "web_ui_password": null}),
            "WebUI password must be at least 6 characters long",
        ),
    ] {
        assert_eq!(parse(&pack, &sent).unwrap_err().to_string(), text);
    }
}

#[test]
fn a_password_is_stored_as_a_hash_and_never_returned() {
    let mut pack = pack();
    let patch = parse(&pack, &json!({"web_ui_password": "correct horse"})).unwrap();
    let [(Key::WebUiPassword, Json::String(hash))] = &patch.changes()[..] else {
        panic!("{:?}", patch.changes())
    };
    assert!(verify_password(hash, "correct horse"));
    pack.apply(&patch);
    assert_eq!(pack.text(Key::WebUiPassword), hash);
    assert!(!pack.to_preferences().contains_key("web_ui_password"));
    let stored = BTreeMap::from([("web_ui_password".to_owned(), json!(hash))]);
    assert_eq!(SettingsPack::load(&stored, defaults()).text(Key::WebUiPassword), hash);
}

#[test]
fn limits_follow_their_switches() {
    let mut pack = pack();
    set(&mut pack, &json!({"max_ratio_enabled": true}));
    assert!(!pack.bool(Key::MaxRatioEnabled));
    set(&mut pack, &json!({"max_ratio": 1.5, "max_seeding_time": 60}));
    assert!(pack.bool(Key::MaxRatioEnabled) && pack.bool(Key::MaxSeedingTimeEnabled));
    assert_eq!(pack.json(Key::MaxRatio), json!(1.5));
    set(&mut pack, &json!({"max_ratio_enabled": false, "max_ratio": 2}));
    assert_eq!(pack.json(Key::MaxRatio), json!(-1));
    set(&mut pack, &json!({"max_seeding_time_enabled": false, "max_seeding_time": 5}));
    assert_eq!(pack.int(Key::MaxSeedingTime), -1);
}

#[test]
fn a_schedule_is_set_by_pairs() {
    let mut pack = pack();
    set(
        &mut pack,
        &json!({"schedule_from_hour": 22, "schedule_to_hour": 6, "schedule_to_min": 30}),
    );
    let time = |pack: &SettingsPack| {
        [Key::ScheduleFromHour, Key::ScheduleFromMin, Key::ScheduleToHour, Key::ScheduleToMin]
            .map(|key| pack.int(key))
    };
    assert_eq!(time(&pack), [8, 0, 6, 30]);
    set(&mut pack, &json!({"schedule_from_hour": 24, "schedule_from_min": 0}));
    assert_eq!(time(&pack), [-1, -1, 6, 30]);
}

#[test]
fn a_random_port_wins_over_a_port() {
    let mut pack = pack();
    set(&mut pack, &json!({"random_port": true, "listen_port": 5000}));
    assert_eq!(pack.int(Key::ListenPort), 0);
    set(&mut pack, &json!({"random_port": false}));
    assert!(pack.bool(Key::RandomPort));
}

#[test]
fn relative_paths_follow_the_save_path_of_the_same_request() {
    let mut pack = pack();
    set(&mut pack, &json!({"temp_path": "unfinished", "save_path": "/srv//films/"}));
    assert_eq!(pack.text(Key::SavePath), "/srv/films");
    assert_eq!(pack.text(Key::TempPath), "/srv/films/temp/unfinished");
}

#[test]
fn address_lists_are_normalised() {
    let mut pack = pack();
    set(
        &mut pack,
        &json!({
            "banned_IPs": "9.9.9.9\nnonsense\n1.1.1.1\n2001:DB8:0::1\n1.1.1.1",
            "bypass_auth_subnet_whitelist": "192.168.1.7/24, 10\nfoo",
        }),
    );
    assert_eq!(pack.text(Key::BannedIps), "1.1.1.1\n2001:db8::1\n9.9.9.9");
    let networks: Vec<_> = pack.lines(Key::BypassAuthSubnetWhitelist).collect();
    assert_eq!(networks, ["192.168.1.0/24", "10.0.0.0/8"]);
}

#[test]
fn unknown_names_are_ignored() {
    assert_eq!(set(&mut pack(), &json!({"no_such_key": 1, "dl_limit": 1024})), [Key::DlLimit]);
}

#[test]
fn what_a_client_may_do_follows_from_the_row() {
    let with = |access| {
        let rows = rows().filter(move |row| row.access() == access);
        rows.map(|row| row.key).collect::<BTreeSet<_>>()
    };
    assert_eq!(with(Access::WriteOnly), BTreeSet::from([Key::WebUiPassword]));
    let read_only = [Key::AddTrackersUrlList, Key::CurrentInterfaceName, Key::WebUiApiKey];
    assert_eq!(with(Access::ReadOnly), BTreeSet::from(read_only));
    let switches = [
        Key::MaxInactiveSeedingTimeEnabled,
        Key::MaxRatioEnabled,
        Key::MaxSeedingTimeEnabled,
        Key::RandomPort,
    ];
    assert_eq!(with(Access::Switch), BTreeSet::from(switches));
}

#[test]
fn what_a_page_sends_back_unchanged_is_no_change() {
    let mut pack = pack();
    set(&mut pack, &json!({"dl_limit": 2048, "scan_dirs": {"/w": "/v"}}));
    let all = Json::Object(pack.to_preferences());
    let patch = parse(&pack, &all).unwrap();
    assert!(patch.is_empty(), "{patch:?}");
}

#[test]
fn stored_values_come_back_and_the_rest_is_default() {
    let mut pack = pack();
    let sent = json!({
        "dl_limit": 5000, "max_ratio": 2.5, "scan_dirs": {"/w": 0}, "proxy_type": "HTTP",
        "queueing_enabled": false, "save_path": "/srv/x", "dht": false,
    });
    let patch = parse(&pack, &sent).unwrap();
    pack.apply(&patch);
    let mut stored: BTreeMap<String, Json> =
        patch.changes().into_iter().map(|(key, json)| (key.wire().to_owned(), json)).collect();
    assert_eq!(stored["dht"], json!(false));
    stored.insert("from_a_later_version".to_owned(), json!([1]));
    assert_eq!(SettingsPack::load(&stored, defaults()), pack);
    assert!(pack.is_set(Key::DlLimit) && !pack.is_set(Key::UpLimit));
}

#[test]
fn a_fixed_value_wins_and_is_not_stored() {
    let mut pack = pack();
    pack.fix(Key::WebUiPort, Value::Int(9090), Remark::other("--webui-port"));
    assert_eq!(pack.int(Key::WebUiPort), 9090);
    assert_eq!(pack.fixed(Key::WebUiPort).unwrap().reason.text, "--webui-port");
    // A page sends back what it was shown.
    assert!(parse(&pack, &json!({"web_ui_port": 9090})).unwrap().is_empty());
    // Another value is kept for a run without the flag, and is not in force in this one.
    let patch = parse(&pack, &json!({"web_ui_port": 7070})).unwrap();
    assert_eq!(patch.changes(), [(Key::WebUiPort, json!(7070))]);
    assert_eq!(pack.apply(&patch), []);
    assert_eq!(pack.to_preferences()["web_ui_port"], json!(9090));
}

#[test]
fn only_the_server_sets_its_own_texts() {
    let mut pack = pack();
    assert!(parse(&pack, &json!({"web_ui_api_key": "qbt_x"})).unwrap().is_empty());
    let key = Value::Text("qbt_y".to_owned());
    let changed = pack.apply(&SettingsPatch::by_server([(Key::WebUiApiKey, key)]));
    assert_eq!(changed, [Key::WebUiApiKey]);
    assert_eq!(pack.to_preferences()["web_ui_api_key"], json!("qbt_y"));
}

mod any_input {
    use proptest::prelude::*;

    use super::*;

    fn any_json() -> impl Strategy<Value = Json> {
        prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            any::<f64>().prop_map(Json::from),
            ".{0,12}".prop_map(Json::from),
            prop::collection::btree_map(".{0,6}", any::<i64>(), 0..3).prop_map(|map| json!(map)),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_sent_types_stay_and_what_is_stored_reads_back(
            sent in prop::collection::vec((prop::sample::select(Key::ALL), any_json()), 0..8),
        ) {
            let mut pack = pack();
            let sent: Map<String, Json> = sent
                .into_iter()
                .filter(|(key, _)| *key != Key::WebUiPassword)
                .map(|(key, json)| (key.wire().to_owned(), json))
                .collect();
            let Ok(patch) = SettingsPatch::parse(&sent, &pack) else { return Ok(()) };
            pack.apply(&patch);
            let before = self::pack().to_preferences();
            for (key, value) in pack.to_preferences() {
                let kind = |json: &Json| std::mem::discriminant(json);
                prop_assert_eq!(kind(&before[&key]), kind(&value), "{}", key);
            }
            let stored = patch
                .changes()
                .into_iter()
                .map(|(key, json)| (key.wire().to_owned(), json))
                .collect();
            prop_assert_eq!(SettingsPack::load(&stored, defaults()), pack);
        }
    }
}
