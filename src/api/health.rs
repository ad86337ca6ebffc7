//! `/healthz`: whether the server is well, for container engines, supervisors and load balancers.
//!
//! 200 and `ok` when the session answers, 503 and a sentence when it does not. Anybody may ask, by
//! any name of the host and without a login: the answer tells nothing but that. A node that is away
//! is no reason to restart the server, so it is not looked at; `sync/maindata` tells of it.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};

use super::reply::Reply;
use crate::session::Session;

/// Where it is.
pub(crate) const PATH: &str = "/healthz";
/// A session that is well answers at once; this is for machines that are busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the session.
pub(crate) async fn answer(session: &Session) -> Reply {
    let reply = match tokio::time::timeout(PATIENCE, session.answers()).await {
        Ok(Ok(())) => Reply::text("ok\n"),
        Ok(Err(_)) => trouble("the session has ended\n"),
        Err(_) => trouble("the session does not answer\n"),
    };
    reply.with_header(CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

fn trouble(text: &str) -> Reply {
    Reply::text(text).with_status(StatusCode::SERVICE_UNAVAILABLE)
}
