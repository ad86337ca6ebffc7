//! `clientdata/load`: everything, or the keys that are asked for and exist.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn all_or_some() {
    let case = Case::start("clientdata/load").await;
    case.gets(&[("", 200, "{}"), ("keys=", 200, "{}")]).await;
    case.does("clientdata/store", r#"data={"lab":{"ü":[true,null]},"third":3}"#).await;
    case.gets(&[
        ("", 200, r#"{"lab":{"ü":[true,null]},"third":3}"#),
        (r#"keys=["third","nope"]"#, 200, r#"{"third":3}"#),
        ("keys=[]", 200, "{}"),
        ("keys={}", 400, "`keys` must be an array"),
        ("keys=3", 400, "`keys` must be an array"),
        ("keys=[1]", 400, "Items of `keys` must be strings"),
        ("keys=[x", 400, "illegal number"),
        ("keys=nope", 400, "illegal value"),
    ])
    .await;
    let other = case.server.client().await;
    assert_eq!(other.get("clientdata/load").await.json()["third"], 3, "shared by all logins");
    case.end().await;
}
