//! The table, and values on their way through the database.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::start::generation_of;
use super::value::NodeValue;
use super::{NODE_ROWS, RowKind, Setting, api_wish, log_filter};
use crate::codex::{ApiPlace, Generation};
use crate::session::settings::{Key, SettingsPack, Value};

#[test]
fn every_setting_has_one_row() {
    // In the order of the enum, so that none is missing between the first and the last.
    assert!(NODE_ROWS.is_sorted_by(|a, b| a.setting < b.setting));
    assert_eq!(NODE_ROWS.len(), 35);
    assert_eq!(NODE_ROWS.last().map(|row| row.setting), Some(Setting::SpaceReserved));
    for row in NODE_ROWS {
        assert_eq!(Setting::named(row.name), Some(row.setting));
        assert_eq!(row.setting.row().name, row.name);
        assert!(!row.label.is_empty() && row.effect.ends_with('.'), "{}", row.name);
        assert!(row.kind != RowKind::Choice || !row.choices.is_empty(), "{}", row.name);
    }
}

#[test]
fn the_log_filter_leaves_libraries_quiet() {
    for (level, start) in [
        ("trace", "info,qcodex=trace,"),
        ("notice", "info,"),
        ("warn", "warn,"),
        ("fatal", "error,"),
    ] {
        assert!(log_filter(level).starts_with(start), "{level}");
    }
    assert_eq!(generation_of("b"), Generation::B);
}

#[test]
fn the_api_is_on_the_loopback_until_something_is_set() {
    let chosen = |address: Option<&str>, interface: &str, port| ApiPlace::Chosen {
        address: address.map(|ip| ip.parse().unwrap()),
        interface: interface.to_owned(),
        port,
    };
    let place = |pack: &SettingsPack| api_wish(pack, None, true).place;
    assert_eq!(place(&SettingsPack::with([])), chosen(Some("127.0.0.1"), "", 8085));
    let port = (Key::ListenPort, Value::Int(0));
    assert_eq!(place(&SettingsPack::with([port.clone()])), chosen(Some("127.0.0.1"), "", 0));
    let name = (Key::CurrentNetworkInterface, Value::Text("eth0".to_owned()));
    assert_eq!(place(&SettingsPack::with([name.clone()])), chosen(None, "eth0", 8085));
    let any = (Key::CurrentInterfaceAddress, Value::Text("::".to_owned()));
    assert_eq!(place(&SettingsPack::with([name, any, port])), chosen(Some("::"), "eth0", 0));
    let fixed = ApiPlace::At("127.0.0.1:1".to_owned());
    let many = (Key::MaxConnec, Value::Int(-1));
    let wish = api_wish(&SettingsPack::with([many]), Some(&fixed), true);
    assert_eq!((wish.place, wish.max_connections), (fixed.clone(), None));
    assert_eq!(api_wish(&SettingsPack::with([]), Some(&fixed), false).place, ApiPlace::Off);
    assert_eq!(api_wish(&SettingsPack::with([]), None, true).max_connections, Some(500));
}

fn any_json() -> impl Strategy<Value = Json> {
    prop_oneof![
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (0_i64..100_000).prop_map(Json::from),
        ".{0,40}".prop_map(Json::from),
        "(any|none|info|a|5\\.1|127\\.0\\.0\\.1|extip:::1|http://[a-z]{1,9}(:[0-9]{1,4})?)"
            .prop_map(Json::from),
        proptest::collection::vec(".{0,9}", 0..4).prop_map(Json::from),
        Just(json!(["http://a:1", "http://u:p@b/", ""])),
    ]
}

proptest! {
    #[test]
    fn what_is_taken_comes_back_from_the_database(json in any_json()) {
        for row in NODE_ROWS {
            if let Ok(value) = NodeValue::parse(row, &json) {
                let stored = value.to_bytes();
                prop_assert_eq!(NodeValue::restore(row, &stored), Some(value), "{}", row.name);
            }
        }
    }

    #[test]
    fn nothing_stored_breaks_the_start(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        for row in NODE_ROWS {
            drop(NodeValue::restore(row, &bytes));
        }
    }
}
