//! `torrents/setSSLParameters`: all three at once, or nothing.

use crate::case::Case;
use crate::torrents::SINGLE;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn takes_blocks_of_the_right_kind() {
    let case = Case::start("torrents/setSSLParameters").await;
    case.upload(&["single"]).await;
    let pem = |kind: &str| format!("-----BEGIN {kind}-----\nAAAA\n-----END {kind}-----\n");
    let (certificate, key) = (pem("CERTIFICATE"), pem("PRIVATE KEY"));
    let set = |hash: &str, certificate: &str, key: &str, dh: &str| {
        let rest = format!("ssl_certificate={certificate}&ssl_private_key={key}");
        format!("hash={hash}&{rest}&ssl_dh_params={dh}")
    };
    let refused = "Unsupported Media Type";
    case.each(&[
        (&set("$unknown", "x", "y", "z"), 404, "Not Found"),
        (&set("$single", "x", "y", "z"), 415, refused),
        (&set("$single", "", "", ""), 415, refused),
        (&set("$single", &key, &certificate, "dh"), 415, refused),
        (&set("$single", &certificate, &key, ""), 415, refused),
    ])
    .await;
    let read = format!("torrents/SSLParameters?hash={SINGLE}");
    assert_eq!(case.read(&read).await["ssl_certificate"], "", "nothing was kept");
    case.each(&[(&set("$single", &certificate, &key, "dh"), 200, "")]).await;
    let stored =
        json!({"ssl_certificate": certificate, "ssl_dh_params": "dh", "ssl_private_key": key});
    assert_eq!(case.read(&read).await, stored);
    case.end().await;
}
