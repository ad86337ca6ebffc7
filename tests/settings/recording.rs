//! Recorded preferences: what a fresh qBittorrent returned, and what it made of single sets.

use serde_json::{Map, Value};

use crate::common::{Client, PASSWORD, TestApp, USERNAME};
use qcodex::clock::Clock;
use qcodex::config::Config;

/// What was recorded of one release.
pub(crate) struct Recording {
    /// Its name, `5.3.0`.
    pub(crate) release: &'static str,
    /// The dialect that speaks for it.
    pub(crate) dialect: &'static str,
    lines: &'static str,
}

/// One recorded call of `app/setPreferences` with one key.
pub(crate) struct Set {
    /// The key.
    pub(crate) key: String,
    /// The value sent.
    pub(crate) value: Value,
    /// What the key read afterwards.
    pub(crate) readback: Value,
    /// What other keys read afterwards.
    pub(crate) others: Map<String, Value>,
}

/// The releases that were recorded.
pub(crate) const RECORDINGS: [Recording; 3] = [
    Recording {
        release: "5.3.0",
        dialect: "5.3",
        lines: include_str!("../../fixtures/qbittorrent/5.3.0/preferences-matrix.jsonl"),
    },
    Recording {
        release: "5.1.0",
        dialect: "5.1",
        lines: include_str!("../../fixtures/qbittorrent/5.1.0/preferences-matrix.jsonl"),
    },
    Recording {
        release: "4.5.2",
        dialect: "4",
        lines: include_str!("../../fixtures/qbittorrent/4.5.2/preferences-matrix.jsonl"),
    },
];

impl Recording {
    /// All preferences of a fresh profile.
    pub(crate) fn defaults(&self) -> Map<String, Value> {
        let first: Value = serde_json::from_str(self.lines.lines().next().unwrap()).unwrap();
        first["defaults"].as_object().unwrap().clone()
    }

    /// The recorded calls, in their order.
    pub(crate) fn sets(&self) -> Vec<Set> {
        let read = |line: &str| {
            let line: Value = serde_json::from_str(line).unwrap();
            let others = line["also_changed"].as_object().into_iter().flatten();
            Set {
                key: line["key"].as_str().unwrap().to_owned(),
                value: line["set"].clone(),
                readback: line["readback"].clone(),
                others: others.map(|(key, values)| (key.clone(), values[1].clone())).collect(),
            }
        };
        self.lines.lines().skip(1).map(read).collect()
    }
}

/// A server in a dialect, and a client that has logged in.
pub(crate) async fn server(dialect: &str) -> (TestApp, Client) {
    let set = |config: &mut Config| config.dialect = Some(dialect.to_owned());
    let server = TestApp::start_with(Clock::system(), set).await;
    let mut client = server.stranger();
    let status = client.login(USERNAME, PASSWORD).await.status;
    assert_eq!(status, if dialect == "5.3" { 204 } else { 200 });
    (server, client)
}

/// `QCODEX_BLESS=1` writes generated files instead of comparing them.
#[expect(clippy::disallowed_methods, reason = "a switch for developers, not for the program")]
pub(crate) fn blesses() -> bool {
    std::env::var_os("QCODEX_BLESS").is_some()
}
