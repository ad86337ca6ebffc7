//! `app/networkInterfaceAddressList`: the addresses of an interface, of all when it is empty.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn of_one_or_of_all() {
    let case = Case::start("app/networkInterfaceAddressList").await;
    let all = case.json("iface=").await;
    assert!(all.as_array().unwrap().contains(&json!("127.0.0.1")), "{all}");
    let mut count = 0;
    for interface in case.read("app/networkInterfaceList").await.as_array().unwrap() {
        let name = interface["value"].as_str().unwrap();
        count += case.json(&format!("iface={name}")).await.as_array().unwrap().len();
    }
    assert_eq!(count, all.as_array().unwrap().len());
    case.gets(&[("iface=nope0", 200, "[]"), ("iface=../lo", 200, "[]")]).await;
    case.end().await;
}
