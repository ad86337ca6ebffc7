//! `app/setCookies`: replaces all cookies; members may be missing.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn replaces_all() {
    let case = Case::start("app/setCookies").await;
    for cookies in [
        r#"[{"name":"a","expirationDate":2000000000},{"value":1}]"#,
        r#"[{"domain":"example.org","name":"sid","path":"/","value":"v 1"}]"#,
    ] {
        case.each(&[(&format!("cookies={cookies}"), 200, "")]).await;
    }
    let kept = json!([{"domain": "example.org", "expirationDate": -1, "name": "sid", "path": "/", "value": "v 1"}]);
    assert_eq!(case.read("app/cookies").await, kept);
    case.each(&[
        ("cookies=[x", 400, "illegal number"),
        ("cookies=", 400, "illegal value"),
        ("cookies={}", 400, "cookies must be array"),
        ("cookies=null", 400, "cookies must be array"),
        (r#"cookies=[{"name":"b"},1]"#, 400, "Bad Request"),
    ])
    .await;
    assert_eq!(case.read("app/cookies").await, kept, "nothing changed");
    case.each(&[("cookies=[]", 200, "")]).await;
    assert_eq!(case.read("app/cookies").await, json!([]));
    case.end().await;
}
