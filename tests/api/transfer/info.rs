//! `transfer/info`: rates, totals and limits of the whole server.

use crate::case::Case;
use crate::common::eventually;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn shows_the_active_limits() {
    let case = Case::start("transfer/info").await;
    let info = case.json("").await;
    for key in ["dl_info_data", "dl_info_speed", "up_info_data", "up_info_speed", "dht_nodes"] {
        assert!(info[key].is_u64(), "{key}: {info}");
    }
    for key in ["last_external_address_v4", "last_external_address_v6"] {
        assert!(info[key].is_string(), "{key}: {info}");
    }
    assert_eq!(info["connection_status"], "connected");
    case.does("app/setPreferences", r#"json={"dl_limit":2048000,"up_limit":1024000}"#).await;
    eventually("the limits are shown", || async {
        let info = case.json("").await;
        (&info["dl_rate_limit"], &info["up_rate_limit"]) == (&json!(2_048_000), &json!(1_024_000))
    })
    .await;
    case.end().await;
}
