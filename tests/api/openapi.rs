//! `openapi.json`: the API describes itself.

use qcodex::api::routes::ROUTES;

use crate::common::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_for_logged_in_clients_and_true() {
    let server = TestApp::start().await;
    assert_eq!(server.stranger().get("openapi.json").await.status, 403);
    let client = server.client().await;
    let answer = client.get("openapi.json").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let document = answer.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), ROUTES.iter().filter(|route| route.is_built()).count());

    // What the document says about an answer is what the answer has.
    let described = &document["components"]["schemas"]["TransferInfo"]["properties"];
    let sent = client.get("transfer/info").await.json();
    let names = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(names(described), names(&sent));
    server.stop().await;
}
