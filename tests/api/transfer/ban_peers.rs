//! `transfer/banPeers`: addresses join the setting; what is no peer is skipped.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn addresses_join_the_setting() {
    let case = Case::start("transfer/banPeers").await;
    case.does("app/setPreferences", r#"json={"banned_IPs":"9.9.9.9"}"#).await;
    case.each(&[
        ("peers=", 200, ""),
        ("peers=bad", 200, ""),
        ("peers=203.0.113.5:1234|bad|[2001:db8::1]:9|203.0.113.5:1", 200, ""),
    ])
    .await;
    let banned = case.read("app/preferences").await["banned_IPs"].clone();
    let mut banned: Vec<&str> = banned.as_str().unwrap().lines().collect();
    banned.sort_unstable();
    assert_eq!(banned, ["2001:db8::1", "203.0.113.5", "9.9.9.9"]);
    case.end().await;
}
