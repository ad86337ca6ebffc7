//! One request as a handler sees it: checked, parsed, with everything it may use.

use std::net::IpAddr;
use std::sync::Arc;

use super::dialect::Dialect;
use super::error::ApiError;
use super::extract::Params;
use super::state::AppState;
use super::web_session::WebSession;
use crate::session::Session;

/// Where a request came from, after the rules for trusted proxies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Address that bans and bypass rules are about.
    pub ip: IpAddr,
    /// The client's own connection is encrypted (a cookie may be `secure`).
    pub https: bool,
    /// Port on this side: part of a cookie's name.
    pub port: u16,
}

/// What a request says about the bytes it wants of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// It is a HEAD: nothing is sent but the head.
    pub head: bool,
    /// It is a POST: it may change something where the endpoint also takes GET.
    pub post: bool,
    /// `Range`.
    pub range: Option<String>,
    /// `If-Range`.
    pub if_range: Option<String>,
    /// `If-None-Match`.
    pub if_none_match: Option<String>,
}

/// A request that passed all checks.
#[derive(Debug, Clone)]
pub struct Call {
    /// What the server shares.
    pub state: Arc<AppState>,
    /// Parameters; the required ones are present.
    pub params: Params,
    /// The caller's web session; `None` only for public endpoints.
    pub caller: Option<Arc<WebSession>>,
    /// What the answer shall look like.
    pub dialect: Dialect,
    /// Where it came from.
    pub client: Client,
    /// Which bytes it wants, where the answer is a file.
    pub asked: Asked,
}

impl Call {
    /// The session: reads never wait, writes are answered when durable.
    pub fn session(&self) -> &Session {
        &self.state.session
    }

    /// The caller's web session.
    ///
    /// # Errors
    /// 403 without one; the dispatcher has checked that for all but public endpoints.
    pub fn web_session(&self) -> Result<&Arc<WebSession>, ApiError> {
        self.caller.as_ref().ok_or(ApiError::Forbidden)
    }
}
