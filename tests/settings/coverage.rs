//! Nothing is missing: every recorded preference is returned with its type, every row of the
//! table says what it is, is documented, and has a test that proves its effect.

use std::mem::discriminant;

use qcodex::session::settings::{Access, Key, Kind, Row, row, rows};

use crate::proofs;
use crate::recording::{RECORDINGS, server};

/// Numbers without a unit: counts, ports, and one whose unit is another setting.
const UNITLESS: &[Key] = &[
    Key::FileLogAge,
    Key::ListenPort,
    Key::SslListenPort,
    Key::MaxConnec,
    Key::MaxConnecPerTorrent,
    Key::MaxUploads,
    Key::MaxUploadsPerTorrent,
    Key::I2pPort,
    Key::ProxyPort,
    Key::MaxActiveCheckingTorrents,
    Key::MaxActiveDownloads,
    Key::MaxActiveUploads,
    Key::MaxActiveTorrents,
    Key::RssMaxArticlesPerFeed,
    Key::WebUiPort,
    Key::WebUiMaxAuthFailCount,
    Key::WebUiSessionsCountLimit,
    Key::EmbeddedTrackerPort,
    Key::BdecodeDepthLimit,
    Key::BdecodeTokenLimit,
    Key::AsyncIoThreads,
    Key::HashingThreads,
    Key::FilePoolSize,
    Key::SocketBacklogSize,
    Key::OutgoingPortsMin,
    Key::OutgoingPortsMax,
    Key::PeerTos,
    Key::AnnouncePort,
    Key::MaxConcurrentHttpAnnounces,
    Key::RequestQueueSize,
    Key::MaxOutstandingBlockRequests,
    Key::I2pInboundQuantity,
    Key::I2pOutboundQuantity,
    Key::I2pInboundLength,
    Key::I2pOutboundLength,
    Key::I2pInboundLengthVariance,
    Key::I2pOutboundLengthVariance,
];

#[tokio::test(flavor = "multi_thread")]
async fn every_recorded_preference_is_returned_with_its_type() {
    for recording in RECORDINGS {
        let (server, client) = server(recording.dialect).await;
        let ours = client.get("app/preferences").await.json();
        let recorded = recording.defaults();
        for (key, value) in &recorded {
            let found = ours.get(key).unwrap_or_else(|| panic!("{} has {key}", recording.release));
            assert_eq!(discriminant(found), discriminant(value), "{} {key}", recording.release);
        }
        if recording.dialect == "5.3" {
            let names = ours.as_object().unwrap().keys();
            assert_eq!(names.collect::<Vec<_>>(), recorded.keys().collect::<Vec<_>>());
        }
        server.stop().await;
    }
}

#[test]
fn every_row_says_what_it_is() {
    let mut wrong = Vec::new();
    for row in rows() {
        let name = row.key.wire();
        if row.label.is_empty() || row.group.is_empty() {
            wrong.push(format!("{name} has no label or group"));
        }
        if !row.effect.ends_with('.') || row.effect.len() < 10 {
            wrong.push(format!("{name} does not say what it does in a sentence"));
        }
        if row.missing.is_some_and(|missing| !missing.ends_with('.')) {
            wrong.push(format!("{name} does not say in a sentence what it waits for"));
        }
        let number = matches!(row.kind, Kind::Int(_) | Kind::Long | Kind::Port);
        let needs_unit = number && row.choices.is_empty();
        if needs_unit && row.unit.is_empty() != UNITLESS.contains(&row.key) {
            wrong.push(format!("{name} has no unit, or is listed here although it has one"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_is_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
    let document = std::fs::read_to_string(path).unwrap();
    let missing: Vec<&str> = rows()
        .map(|row| row.key.wire())
        .filter(|name| !document.lines().any(|line| line.contains(&format!("| `{name}` |"))))
        .collect();
    assert!(missing.is_empty(), "docs/settings.md lacks {missing:?}: run `make bless`");
}

#[test]
fn every_setting_that_acts_has_a_test_of_its_effect() {
    let (proofs, mut wrong) = proofs::all();
    for name in proofs.keys() {
        match Key::from_wire(name).map(row) {
            None => wrong.push(format!("{name} is no setting")),
            Some(row) if !row.acts() => wrong.push(format!("{name} is said not to act")),
            Some(_) => {}
        }
    }
    let acting = rows().filter(|row| row.acts()).map(|row| row.key.wire());
    for name in acting.filter(|name| !proofs.contains_key(*name)) {
        wrong.push(format!("{name} acts, but no test is marked as the proof of its effect"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// For release notes: `cargo test --test settings -- --ignored --nocapture settings_and_their`.
#[test]
#[ignore = "prints a table"]
fn settings_and_their_tests() {
    let (proofs, _) = proofs::all();
    let say = |row: &Row| match proofs.get(row.key.wire()) {
        Some(proofs) => {
            let tests = proofs.iter().map(|p| format!("`{}` in {}", p.test, p.file.display()));
            tests.collect::<Vec<_>>().join(", ")
        }
        None => row.missing.unwrap_or("").to_owned(),
    };
    println!("| setting | class | proved by |\n|---|---|---|");
    for row in rows().filter(|row| row.acts() || row.access() == Access::Switch) {
        println!("| `{}` | {} | {} |", row.key.wire(), row.class.name(), say(row));
    }
}
