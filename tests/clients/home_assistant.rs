//! Home Assistant's integration, older and newer: a poll of everything every 30 seconds.
//!
//! It depends on `server_state` and `torrents` in maindata without a number, on the mode of the
//! limits as `0` or `1`, on a mode that can be set as well as toggled, and on the old word of the
//! list's filter in its service.

use serde_json::Value;

use crate::client::{Api, COMPLETE, Form, Sample, is, state, text};
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, STATES, required, rows};

#[tokio::test]
async fn sensors_switch_and_service() {
    let server = Server::start().await;
    let mut http = Client::new(server.address());
    // Its library first looks whether the address is one of http or https.
    assert_eq!(http.send(Request::new("HEAD", "/")).await.status, 200);
    // Older ones look for preferences, and want anything but 404; their login is `Ok.` or none.
    assert_eq!(http.get("app/preferences").await.status, 403);
    is(&http.login(USERNAME, PASSWORD).await, 200, "Ok.");
    let api = Api { http };
    let movie = Sample::movie();
    movie.place(&server.save_path());
    is(&api.add(&Form::arr().file("torrents", "m", "", &movie.torrent)).await, 200, "Ok.");
    let link = format!("magnet:?xt=urn:btih:{}&dn=Link", "4d".repeat(20));
    api.post("torrents/add", &[("urls", &link), ("is_paused", "x"), ("paused", "true")]).await;
    api.state(&movie.hash, COMPLETE).await;

    // Every poll is a full one, by POST without a body or by GET without a number.
    for request in [Request::new("POST", "/api/v2/sync/maindata"), Request::get("sync/maindata")] {
        let main = api.http.send(request).await.json();
        assert_eq!(main["full_update"], true);
        let numbers = ["dl_info_speed", "up_info_speed", "alltime_dl", "alltime_ul"];
        required(&main["server_state"], Kind::Int, &numbers);
        required(&main["server_state"], Kind::Text, &["connection_status", "global_ratio"]);
        let ratio = main["server_state"]["global_ratio"].as_str().unwrap();
        assert!(ratio == "-" || ratio.parse::<f64>().is_ok(), "{ratio}");
        // Sensors count states: all, active, inactive, paused, errored.
        let torrents = main["torrents"].as_object().unwrap();
        assert_eq!(torrents.len(), 2);
        for row in torrents.values() {
            required(row, Kind::Text, &["name", "state"]);
            required(row, Kind::Int, &["added_on", "eta"]);
            required(row, Kind::Number, &["progress", "ratio"]);
            assert!(STATES.contains(&state(row)), "{row}");
        }
    }

    // The switch of the alternative limits.
    let mode = async || text(&api.http.get("transfer/speedLimitsMode").await);
    assert_eq!(mode().await, "0");
    for (set, read) in [("1", "1"), ("1", "1"), ("0", "0")] {
        assert_eq!(api.post("transfer/setSpeedLimitsMode", &[("mode", set)]).await, "");
        assert_eq!(mode().await, read);
    }
    assert_eq!(api.post("transfer/toggleSpeedLimitsMode", &[]).await, "");
    assert_eq!(mode().await, "1");

    // The service `get_torrents`.
    for (filter, count) in [
        ("all", 2),
        ("paused", 1),
        ("stopped", 1),
        ("completed", 1),
        ("downloading", 1),
        ("errored", 0),
    ] {
        let found: Value = api.http.post("torrents/info", &[("filter", filter)]).await.json();
        assert_eq!(rows(&found).len(), count, "{filter}: {found}");
    }
    let info = api.info("hashes=4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d").await;
    assert_eq!(info[0]["eta"], 8_640_000, "which it shows as unknown");
}
