//! `torrents/addPeers`: no peer is ever added here, and the counts say so.

use crate::case::{Case, told};
use crate::torrents::{MULTI, SINGLE};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn counts_every_peer_as_failed() {
    let case = Case::start("torrents/addPeers").await;
    case.upload(&["single", "multi"]).await;
    for peers in ["", "|", "nonsense|1.2.3", "1.2.3.4", "1.2.3.4:0", "::1:5"] {
        let form = format!("hashes=$single&peers={peers}");
        let none = (400, "No valid peers were specified".to_owned());
        assert_eq!(told(&case.post(&form).await), none, "{peers}");
    }
    let counts = json!({"added": 0, "failed": 3});
    for hashes in ["$single|$unknown|$multi", "all"] {
        let form = format!("hashes={hashes}&peers=127.0.0.1:1|bad|[::1]:2");
        let answer = case.post(&form).await.json();
        assert_eq!(answer, json!({SINGLE: counts, MULTI: counts}), "{hashes}");
    }
    case.each(&[
        ("hashes=$unknown&peers=127.0.0.1:1", 200, "{}"),
        ("hashes=&peers=127.0.0.1:1", 200, "{}"),
    ])
    .await;
    case.end().await;
}
