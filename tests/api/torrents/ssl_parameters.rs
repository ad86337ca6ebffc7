//! `torrents/SSLParameters`: TLS parameters of a torrent, empty until they are set. Mind the
//! capitals.

use crate::case::{Case, told};
use crate::torrents::upload;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn empty_until_set() {
    let case = Case::start("torrents/SSLParameters").await;
    case.upload(&["single"]).await;
    let empty = json!({"ssl_certificate": "", "ssl_dh_params": "", "ssl_private_key": ""});
    assert_eq!(case.json("hash=$single").await, empty);
    let pem = |kind: &str| format!("-----BEGIN {kind}-----\nAAAA\n-----END {kind}-----\n");
    let (certificate, key) = (pem("CERTIFICATE"), pem("EC PRIVATE KEY"));
    let set = format!("ssl_certificate={certificate}&ssl_private_key={key}&ssl_dh_params=dh");
    case.does("torrents/setSSLParameters", &format!("hash=$single&{set}")).await;
    let stored =
        json!({"ssl_certificate": certificate, "ssl_dh_params": "dh", "ssl_private_key": key});
    assert_eq!(case.json("hash=$single").await, stored);
    case.names_one_torrent().await;
    let lower = case.client.get("torrents/sslParameters").await;
    assert_eq!(told(&lower), (404, "Not Found".to_owned()));
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_come_with_the_torrent_too() {
    let case = Case::start("torrents/SSLParameters").await;
    let pem = |kind: &str| format!("-----BEGIN {kind}-----\nAAAA\n-----END {kind}-----\n");
    let (certificate, key) = (pem("CERTIFICATE"), pem("PRIVATE KEY"));
    let fields = [
        ("stopped", "true"),
        ("ssl_certificate", &*certificate),
        ("ssl_private_key", &*key),
        ("ssl_dh_params", "dh"),
    ];
    assert_eq!(upload(&case.client, "single", &fields).await.status, 200);
    assert_eq!(case.json("hash=$single").await["ssl_certificate"], certificate);
    let bad = [("stopped", "true"), ("ssl_certificate", "none"), ("ssl_private_key", &*key)];
    assert_eq!(upload(&case.client, "multi", &bad).await.status, 200);
    assert_eq!(case.json("hash=$multi").await["ssl_private_key"], "");
    case.end().await;
}
