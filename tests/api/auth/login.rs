//! `auth/login`: `Ok.` or `Fails.` before 5.3, 204 or 401 there. Who is inside stays inside.

use crate::case::{Case, told};
use crate::common::{PASSWORD, USERNAME};

#[tokio::test(flavor = "multi_thread")]
async fn words_before_the_newest() {
    let case = Case::start("auth/login").await;
    let stranger = case.server.stranger();
    for (form, status, text) in [
        (vec![("username", USERNAME), ("password", PASSWORD)], 200, "Ok."),
        (vec![("username", USERNAME), ("password", "wrong")], 200, "Fails."),
        (vec![("username", USERNAME)], 200, "Fails."),
        (vec![], 200, "Fails."),
        (vec![("username", "Admin"), ("password", PASSWORD)], 200, "Fails."),
    ] {
        let answer = stranger.post("auth/login", &form).await;
        assert_eq!(told(&answer), (status, text.to_owned()), "{form:?}");
        assert_eq!(answer.header("set-cookie").is_some(), text == "Ok.", "{form:?}");
    }
    let inside = case.post("username=x&password=y").await;
    assert_eq!((told(&inside), inside.header("set-cookie")), ((200, "Ok.".to_owned()), None));
    assert_eq!(stranger.get("auth/login").await.status, 405, "a stranger is told too");
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_in_the_newest() {
    let case = Case::newest("auth/login").await;
    let mut stranger = case.server.stranger();
    assert_eq!(told(&stranger.login(USERNAME, "wrong").await), (401, "Unauthorized".to_owned()));
    let good = stranger.login(USERNAME, PASSWORD).await;
    assert_eq!(told(&good), (204, String::new()));
    assert_eq!(good.header("content-type"), None);
    assert_eq!(case.post("").await.status, 204, "already inside");
    case.end().await;
}
