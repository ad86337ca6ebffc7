//! Names, ids, values and presets against what was read from libtorrent, and the way to storage
//! and back.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::session::reasons::Remark;
use crate::session::settings::{Key, SettingsPatch, Value};

const SETTINGS: &str = include_str!("../../../../fixtures/libtorrent/settings.tsv");
const SEED: &str = include_str!("../../../../fixtures/libtorrent/high_performance_seed.tsv");
const SMALL: &str = include_str!("../../../../fixtures/libtorrent/min_memory_usage.tsv");
const PRINTS: &str = include_str!("../../../../fixtures/libtorrent/fingerprints.tsv");

fn table(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split('\t').collect())
}

fn named(name: &str) -> Setting {
    setting_by_name(name).unwrap()
}

fn shown(value: &SettingValue) -> String {
    match value {
        SettingValue::Str(text) => text.clone(),
        SettingValue::Int(number) => number.to_string(),
        SettingValue::Bool(flag) => flag.to_string(),
    }
}

#[test]
fn names_ids_types_and_defaults_are_libtorrents() {
    let own: Vec<_> = Setting::all().filter(|setting| !setting.is_of_2_1()).collect();
    let read: Vec<_> = table(SETTINGS).collect();
    assert_eq!((own.len(), read.len()), (261, 261));
    for (setting, row) in own.iter().zip(&read) {
        let kind = match setting.setting_type() {
            SettingType::String => "string",
            SettingType::Int => "int",
            SettingType::Bool => "bool",
        };
        let answer = match setting.answer() {
            Answer::Acts => "acts",
            Answer::EngineOnly(_) => "engine-only",
            Answer::NotApplicable(Why::FileBackEnd) => "file back-end",
            Answer::NotApplicable(Why::Retired) => "retired",
        };
        let id = format!("0x{:04x}", setting.id());
        let default = shown(&setting.libtorrent_default());
        assert_eq!([id.as_str(), setting.name(), kind, &default, answer], row[..]);
        assert_eq!(setting.libtorrent_default().setting_type(), setting.setting_type());
    }
    assert_eq!(Setting::all().count(), 266);
}

#[test]
fn every_name_has_one_answer() {
    let mut counts = BTreeMap::new();
    for setting in Setting::all().filter(|setting| !setting.is_of_2_1()) {
        let kind = match setting.answer() {
            Answer::Acts => "acts",
            Answer::EngineOnly(_) => "engine",
            Answer::NotApplicable(Why::FileBackEnd) => "files",
            Answer::NotApplicable(Why::Retired) => "retired",
        };
        *counts.entry(kind).or_insert(0) += 1;
        assert_eq!(setting.effect().is_some(), setting.answer() == Answer::Acts, "{setting:?}");
        assert_eq!(setting.answer().reason().is_none(), setting.answer() == Answer::Acts);
    }
    let expected = [("acts", 31), ("engine", 174), ("files", 13), ("retired", 43)];
    assert_eq!(counts, BTreeMap::from(expected));
    let names: BTreeSet<_> = Setting::all().map(Setting::name).collect();
    assert_eq!(names.len(), 266, "no name twice");
    let effects: BTreeSet<_> = effect::EFFECTS.iter().map(|effect| effect.name).collect();
    assert_eq!((effects.len(), effect::EFFECTS.len()), (31, 31));
}

/// The module's table has a line for each name that acts, with both defaults.
#[test]
fn the_documented_table_is_true() {
    let doc = include_str!("mod.rs");
    let pack = default_settings();
    for effect in effect::EFFECTS {
        let setting = named(effect.name);
        let line = doc.lines().find(|line| line.starts_with(&format!("//! | `{}` |", effect.name)));
        let cells: Vec<_> =
            line.unwrap().split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let told = |value: &SettingValue| match shown(value) {
            text if text.is_empty() => "(empty)".to_owned(),
            text => text,
        };
        assert_eq!(cells[2], effect.unit, "{}", effect.name);
        assert_eq!(cells[3], told(&setting.libtorrent_default()), "{}", effect.name);
        match effect.name {
            "user_agent" => assert_eq!(cells[4], "qcodex/<version>"),
            "enable_natpmp" => assert_eq!(cells[4], "as `enable_upnp"),
            "alert_mask" => assert_eq!(cells[4], "-1 (all)"),
            name => assert_eq!(cells[4], told(&pack.get(setting).unwrap()), "{name}"),
        }
        if let Some(key) = effect.preference() {
            assert!(line.unwrap().contains(key.wire()), "{}", effect.name);
            // qBittorrent counts share limits itself, so that its rows do not name libtorrent's.
            let counted_here = matches!(effect.name, "share_ratio_limit" | "seed_time_limit");
            assert!(
                counted_here
                    || crate::session::settings::row(key).libtorrent.contains(&effect.name),
                "the table of preferences does not know {}",
                effect.name
            );
        }
    }
}

#[test]
fn unknown_names_ids_and_types_are_errors() {
    assert_eq!(setting_by_name("nope"), Err(PackError::Unknown("nope".to_owned())));
    assert_eq!(setting_by_name(""), Err(PackError::Unknown(String::new())));
    for id in [13 + 1, 0x3fff, 0x4000 + 164, 0x8000 + 88, 0xbfff, 0xc000, 0xffff] {
        assert_eq!(Setting::from_id(id), None, "{id:x}");
    }
    let mut pack = default_settings();
    let wrong = PackError::WrongType { name: "active_seeds", is: SettingType::Int };
    assert_eq!(pack.set_bool(named("active_seeds"), true), Err(wrong.clone()));
    assert_eq!(pack.get_str(named("active_seeds")), Err(wrong));
    assert_eq!(pack, default_settings());
}

#[test]
fn what_does_not_act_is_refused_with_its_reason() {
    let mut pack = default_settings();
    for setting in Setting::all().filter(|setting| setting.answer() != Answer::Acts) {
        let refused = pack.set(setting, &setting.libtorrent_default()).unwrap_err();
        assert_eq!(pack.get(setting).unwrap_err(), refused);
        assert_eq!(pack.clear(setting).unwrap_err(), refused);
        assert!(!pack.has_val(setting));
        let typed = match setting.answer() {
            Answer::EngineOnly(_) => matches!(refused, PackError::EngineOnly { .. }),
            _ => matches!(refused, PackError::NotApplicable { .. }),
        };
        assert!(typed && refused.to_string().starts_with(setting.name()), "{refused}");
    }
    assert_eq!(pack, default_settings());
}

#[test]
fn units_are_libtorrents() {
    let mut pack = default_settings();
    for (name, set, read, preference, value) in [
        ("share_ratio_limit", 150, 150, "max_ratio", json!(1.5)),
        ("share_ratio_limit", -7, -1, "max_ratio", json!(-1)),
        ("seed_time_limit", 86_400, 86_400, "max_seeding_time", json!(1440)),
        ("seed_time_limit", 1, 60, "max_seeding_time", json!(1)),
        ("seed_time_limit", -1, -1, "max_seeding_time", json!(-1)),
        ("inactive_down_rate", 4096, 4096, "slow_torrent_dl_rate_threshold", json!(4)),
        ("inactive_up_rate", 1, 1024, "slow_torrent_ul_rate_threshold", json!(1)),
        ("download_rate_limit", 5000, 4096, "dl_limit", json!(4096)),
        ("connections_limit", 0, -1, "max_connec", json!(-1)),
        ("max_queued_disk_bytes", 1, 1, "disk_queue_size", json!(1)),
        ("metadata_token_limit", 7, 7, "bdecode_token_limit", json!(7)),
        ("auto_manage_startup", 9, 9, "slow_torrent_inactive_timer", json!(9)),
    ] {
        pack.set_int(named(name), set).unwrap();
        assert_eq!(pack.get_int(named(name)), Ok(read), "{name} {set}");
        assert_eq!(pack.to_preferences()[preference], value, "{name} {set}");
        assert!(pack.has_val(named(name)));
    }
    let long = Value::Int(1 << 40);
    pack.apply(&SettingsPatch::by_server([(Key::DiskQueueSize, long)]));
    assert_eq!(pack.get_int(named("max_queued_disk_bytes")), Ok(i32::MAX));
}

#[test]
fn interfaces_are_port_address_and_interface() {
    let mut pack = default_settings();
    let setting = named("listen_interfaces");
    for (set, [address, interface]) in [
        ("[::1]:7000", ["::1", ""]),
        ("192.0.2.1:7000", ["192.0.2.1", ""]),
        ("eth0:7000", ["", "eth0"]),
        ("0.0.0.0:7000", ["0.0.0.0", ""]),
        ("0.0.0.0:7000,[::]:7000", ["", ""]),
    ] {
        pack.set_str(setting, set).unwrap();
        assert_eq!(pack.get_str(setting).as_deref(), Ok(set));
        let stored = [Key::CurrentInterfaceAddress, Key::CurrentNetworkInterface];
        assert_eq!(stored.map(|key| pack.text(key)), [address, interface], "{set}");
        assert_eq!(pack.int(Key::ListenPort), 7000);
    }
    let before = pack.clone();
    for bad in [
        "",
        "x",
        "x:",
        ":1",
        "a:1,b:2",
        "1.1.1.1:1,2.2.2.2:1",
        "a:65536",
        "a b:1",
        "a:1s",
        "0.0.0.0:1,[::]:1,[::]:1",
    ] {
        assert!(matches!(pack.set_str(setting, bad), Err(PackError::BadValue { .. })), "{bad}");
    }
    assert_eq!(pack, before);
    assert!(pack.set_str(named("announce_ip"), "home").is_err());
    pack.set_str(named("announce_ip"), "192.0.2.9").unwrap();
    assert_eq!(pack.text(Key::AnnounceIp), "192.0.2.9");
}

#[test]
fn what_has_no_preference_is_bounded_and_follows_nothing_but_upnp() {
    let mut pack = default_settings();
    for own in Own::ALL {
        let setting = named(own.name());
        assert!(!pack.has_val(setting));
        own.check(&pack.own_value(own)).unwrap();
        if let Some((min, max)) = own.range().filter(|(min, _)| *min > i32::MIN) {
            let refused = Err(PackError::OutOfRange { name: own.name(), min, max });
            assert_eq!(pack.set_int(setting, min - 1), refused);
            pack.set_int(setting, max).unwrap();
            assert_eq!(pack.get_int(setting), Ok(max));
        }
    }
    for bad in ["", "a\r\nb: c", " a", "ä", &"x".repeat(257)] {
        assert!(pack.set_str(named("user_agent"), bad).is_err(), "{bad:?}");
    }
    assert_eq!(pack.port_mapping(), "any");
    pack.set_bool(named("enable_upnp"), false).unwrap();
    assert_eq!(pack.port_mapping(), "none");
    pack.set_bool(named("enable_natpmp"), true).unwrap();
    assert_eq!(pack.port_mapping(), "pmp");
}

#[test]
fn a_pack_comes_back_from_storage_as_it_was() {
    let mut pack = default_settings();
    pack.set_int(named("alert_queue_size"), 7).unwrap();
    pack.set_str(named("user_agent"), "mine/1").unwrap();
    pack.set_bool(named("auto_manage_prefer_seeds"), true).unwrap();
    pack.set_int(named("active_seeds"), 3).unwrap();
    let patch = default_settings().patch_to(&pack);
    let mut stored: BTreeMap<_, _> =
        patch.rows().into_iter().map(|(name, json)| (name, json.unwrap())).collect();
    assert_eq!(stored["libtorrent.alert_queue_size"], 7);
    assert_eq!(stored["max_active_uploads"], 3, "set to its default is set");
    stored.insert("libtorrent.tick_interval".to_owned(), json!(1));
    stored.insert("libtorrent.alert_mask".to_owned(), json!("x"));
    stored.insert("libtorrent.nope".to_owned(), json!(1));
    let loaded = SettingsPack::load(&stored, default_settings().defaults);
    assert_eq!(loaded, pack, "what could not be set is left out");

    let mut cleared = pack.clone();
    for name in ["alert_queue_size", "active_seeds"] {
        cleared.clear(named(name)).unwrap();
        assert!(!cleared.has_val(named(name)));
    }
    let patch = pack.patch_to(&cleared);
    let rows = patch.rows().into_iter().map(|(name, json)| (name, json.is_some()));
    let rows: BTreeSet<_> = rows.collect();
    let gone = |name: &str| (name.to_owned(), false);
    let expected = [gone("libtorrent.alert_queue_size"), gone("max_active_uploads")];
    assert_eq!(rows, BTreeSet::from(expected));
    pack.apply(&patch);
    assert_eq!(pack, cleared);
    assert!(pack.patch_to(&cleared).is_empty());
}

#[test]
fn two_patches_are_one() {
    let mut one = default_settings();
    one.set_int(named("active_seeds"), 9).unwrap();
    let mut other = default_settings();
    other.set_int(named("tick_interval"), 100).unwrap();
    other.set_int(named("active_seeds"), 4).unwrap();
    let base = default_settings();
    let both = base.patch_to(&one).and(base.patch_to(&other));
    let mut pack = base;
    pack.apply(&both);
    assert_eq!(pack, other);
    pack.apply(&both.and(one.patch_to(&default_settings())));
    assert!(!pack.is_set(Key::MaxActiveUploads));
}

#[test]
fn presets_are_libtorrents_exactly() {
    for (preset, read, count) in
        [(high_performance_seed(), SEED, 31), (min_memory_usage(), SMALL, 25)]
    {
        let own: BTreeMap<_, _> =
            preset.values().map(|(setting, value)| (setting.name(), shown(&value))).collect();
        let read: BTreeMap<_, _> = table(read).map(|row| (row[0], row[1].to_owned())).collect();
        assert_eq!(own.len(), count);
        assert_eq!(own, read);
        for (setting, value) in preset.values() {
            assert_eq!(value.setting_type(), setting.setting_type());
        }
    }
}

#[test]
fn a_plan_says_what_changes_and_what_does_not_act() {
    let mut pack = default_settings();
    let plan = high_performance_seed().plan(&pack);
    let changes: BTreeMap<_, _> = plan
        .changes
        .iter()
        .map(|c| (c.setting.name(), (c.preference.map(Key::wire), c.from.clone(), c.to.clone())))
        .collect();
    let expected = [
        ("max_queued_disk_bytes", (Some("disk_queue_size"), json!(1_048_576), json!(7_340_032))),
        ("active_seeds", (Some("max_active_uploads"), json!(3), json!(2000))),
        ("active_limit", (Some("max_active_torrents"), json!(5), json!(20_000))),
        ("connections_limit", (Some("max_connec"), json!(500), json!(8000))),
        ("alert_queue_size", (None, json!(2000), json!(10_000))),
        ("aio_threads", (Some("async_io_threads"), json!(10), json!(8))),
    ];
    assert_eq!(changes, BTreeMap::from(expected));
    assert_eq!(plan.unaffected.len(), 25);
    assert!(plan.unaffected.iter().all(|(_, reason)| reason.text.ends_with('.')));
    pack.apply(&plan.patch);
    assert_eq!(pack.int(Key::MaxConnec), 8000);
    let again = high_performance_seed().plan(&pack);
    assert!(again.changes.is_empty() && again.patch.is_empty());
    let small = min_memory_usage().plan(&pack);
    assert_eq!(small.changes.len(), 3, "queue, alerts, threads");

    pack.fix(Key::AsyncIoThreads, Value::Int(4), Remark::other("set by a flag"));
    let plan = min_memory_usage().plan(&pack);
    assert_eq!(plan.changes.len(), 2);
    assert!(plan.unaffected.contains(&(named("aio_threads"), Remark::other("set by a flag"))));
}

#[test]
fn fingerprints_are_libtorrents() {
    for row in table(PRINTS) {
        let [major, minor, revision, tag] = [1, 2, 3, 4].map(|at: usize| row[at].parse().unwrap());
        let made = generate_fingerprint(row[0], major, minor, revision, tag);
        assert_eq!(made.as_deref(), Ok(row[5]));
    }
    assert_eq!(generate_fingerprint("Q", 0, 0, 0, 0), Err(FingerprintError::Name));
    assert_eq!(generate_fingerprint("é", 0, 0, 0, 0), Err(FingerprintError::Name));
    assert_eq!(generate_fingerprint("QC", 0, 36, 0, 0), Err(FingerprintError::Number(36)));
}

fn any_value() -> impl Strategy<Value = SettingValue> {
    prop_oneof![
        any::<i32>().prop_map(SettingValue::Int),
        (-2_i32..5000).prop_map(SettingValue::Int),
        any::<bool>().prop_map(SettingValue::Bool),
        ".{0,40}".prop_map(SettingValue::Str),
        "[a-z0-9.:\\[\\],]{0,30}".prop_map(SettingValue::Str),
    ]
}

proptest! {
    #[test]
    fn every_id_leads_to_a_name_and_back(id in any::<u16>()) {
        if let Some(setting) = Setting::from_id(id) {
            prop_assert_eq!(setting.id(), id);
            prop_assert_eq!(setting_by_name(name_for_setting(setting)), Ok(setting));
            prop_assert_eq!(id & TYPE_MASK, setting.setting_type().base());
        } else {
            prop_assert!(Setting::all().all(|setting| setting.id() != id));
        }
    }

    /// Whatever is set is refused with nothing changed, or it is set, survives storage, and what
    /// is read back can be set again without changing anything.
    #[test]
    fn what_is_read_can_be_set_again(index in 0_usize..266, value in any_value()) {
        let setting = Setting::all().nth(index).unwrap();
        let mut pack = default_settings();
        if pack.set(setting, &value).is_err() {
            prop_assert_eq!(&pack, &default_settings());
        } else {
            prop_assert!(pack.has_val(setting));
            let read = pack.get(setting).unwrap();
            let mut again = pack.clone();
            // A number beyond 32 bits reads as the largest one.
            if read != SettingValue::Int(i32::MAX) {
                // Nothing keeps a client from setting a port or an interface that is none.
                if again.set(setting, &read).is_ok() {
                    prop_assert_eq!(again.get(setting).unwrap(), read);
                }
            }
            let rows = default_settings().patch_to(&pack).rows();
            let stored = rows.into_iter().map(|(name, json)| (name, json.unwrap())).collect();
            prop_assert_eq!(SettingsPack::load(&stored, default_settings().defaults), pack);
        }
    }
}
