//! `clientdata/store`: merges at the top; `null` takes a key away; bounded as a whole.

use crate::case::{Case, told};
use serde_json::{Value, json};

async fn store(case: &Case, data: &Value) -> (u16, String) {
    told(&case.client.post("clientdata/store", &[("data", &data.to_string())]).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn merges_and_is_bounded() {
    let case = Case::start("clientdata/store").await;
    let ok = (200, String::new());
    assert_eq!(store(&case, &json!({"lab": {"ü": [true, null]}, "other": "s"})).await, ok);
    assert_eq!(store(&case, &json!({"other": null, "third": 3})).await, ok);
    let all = json!({"lab": {"ü": [true, null]}, "third": 3});
    assert_eq!(case.read("clientdata/load").await, all);
    let large = "Total web client data must not be larger than 1048576 bytes";
    let big = json!({"third": 4, "big": "x".repeat(1024 * 1024)});
    assert_eq!(store(&case, &big).await, (409, large.to_owned()));
    case.each(&[
        ("data=[]", 400, "`data` must be an object"),
        ("data=", 400, "illegal value"),
        ("data={x", 400, "unterminated object"),
        ("data=[1,", 400, "unterminated array"),
    ])
    .await;
    assert_eq!(case.read("clientdata/load").await, all, "all or nothing");
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_of_two_clients_lose_nothing() {
    let case = Case::start("clientdata/store").await;
    let stores = (0..20).map(|n| {
        let data = json!({ format!("k{n}"): n });
        let case = &case;
        async move { store(case, &data).await.0 }
    });
    let statuses = futures_util::future::join_all(stores).await;
    assert!(statuses.iter().all(|status| *status == 200));
    assert_eq!(case.read("clientdata/load").await.as_object().unwrap().len(), 20);
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_has_no_content() {
    let case = Case::newest("clientdata/store").await;
    case.each(&[("data={}", 204, "")]).await;
    case.end().await;
}
