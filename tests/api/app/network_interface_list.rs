//! `app/networkInterfaceList`: each interface that has an address, once.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn each_once() {
    let case = Case::start("app/networkInterfaceList").await;
    let list = case.json("").await;
    let mut values: Vec<&str> =
        list.as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
    assert!(values.contains(&"lo"), "{list}");
    assert!(list.as_array().unwrap().iter().all(|one| one["name"].is_string()));
    values.sort_unstable();
    let count = values.len();
    values.dedup();
    assert_eq!(values.len(), count, "{list}");
    case.end().await;
}
