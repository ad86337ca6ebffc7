//! Start, end and start again.

use crate::server::Server;

#[tokio::test]
async fn one_line_on_standard_output_and_a_clean_end() {
    let server = Server::start().await;
    assert!(server.codex_api_url.is_some());
    let (status, rest) = server.terminate().await;
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));
}
