//! What the headers and the connection of a request say, read once.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use actix_web::HttpRequest;
use actix_web::http::header::{
    AUTHORIZATION, COOKIE, HOST, HeaderMap, HeaderName, ORIGIN, REFERER, USER_AGENT,
};

use super::call::Client;
use super::dialect::Dialect;
use super::policy::Policy;
use super::state::AppState;
use super::web_session::csrf::{Sender, is_allowed_host, is_cross_site};
use super::web_session::net::client_ip;

/// Headers and connection of one request.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    headers: &'a HeaderMap,
    /// After the rules for trusted proxies.
    pub(crate) client: Client,
    /// What the answer shall look like.
    pub(crate) dialect: Dialect,
    /// Address of the socket on this side.
    local: IpAddr,
    /// Host as the client wrote it, through a trusted proxy too.
    target: &'a str,
    /// Prefix that a trusted proxy put before the path without taking it away.
    prefix: &'a str,
}

impl<'a> Facts<'a> {
    /// Reads a request.
    pub(crate) fn of(request: &'a HttpRequest, state: &AppState, policy: &Policy) -> Self {
        let headers = request.headers();
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        let peer = request.peer_addr().map_or(unknown, |peer| peer.ip()).to_canonical();
        let trusted = policy.proxies.iter().any(|proxy| proxy.contains(peer));
        let forwarded = |name: &'static str| {
            if trusted { text(headers, HeaderName::from_static(name)) } else { None }
        };
        let encrypted = request.app_config().secure();
        let https = encrypted
            || forwarded("x-forwarded-proto").is_some_and(|p| p.eq_ignore_ascii_case("https"));
        let port = request.app_config().local_addr().port();
        let ip = client_ip(peer, forwarded("x-forwarded-for"), &policy.proxies);
        let host = text(headers, HOST).unwrap_or_default();
        let agent = text(headers, USER_AGENT).unwrap_or_default();
        let local = request.conn_data::<SocketAddr>().copied();
        Self {
            headers,
            client: Client { ip, https, port },
            dialect: Dialect::of_user_agent(agent).unwrap_or_else(|| state.dialect()),
            local: local.unwrap_or_else(|| request.app_config().local_addr()).ip(),
            target: forwarded("x-forwarded-host").filter(|host| !host.is_empty()).unwrap_or(host),
            prefix: forwarded("x-forwarded-prefix").unwrap_or_default().trim_end_matches('/'),
        }
    }

    /// The path without the prefix of a trusted proxy.
    pub(crate) fn below_prefix<'p>(&self, path: &'p str) -> &'p str {
        match path.strip_prefix(self.prefix) {
            Some(rest) if rest.starts_with('/') => rest,
            _ => path,
        }
    }

    /// Where the page is, for a request for the bare prefix of a trusted proxy: without the slash
    /// at its end the page's relative addresses would lead beside it.
    pub(crate) fn page_of_bare_prefix(&self, path: &str) -> Option<String> {
        let name = self.prefix.rsplit('/').next().filter(|name| !name.is_empty())?;
        (path == self.prefix).then(|| format!("{name}/"))
    }

    /// Whether the `Host` header names this server.
    pub(crate) fn host_is_allowed(&self, policy: &Policy) -> bool {
        let host = text(self.headers, HOST).unwrap_or_default();
        let port = self.client.port;
        policy.hosts.as_ref().is_none_or(|names| is_allowed_host(host, self.local, port, names))
    }

    /// Whether a page of another site sent it.
    pub(crate) fn is_cross_site(&self) -> bool {
        let origin = text(self.headers, ORIGIN);
        let sender = Sender { origin, referer: text(self.headers, REFERER) };
        let fetched = || text(self.headers, HeaderName::from_static("sec-fetch-site"));
        is_cross_site(sender, self.target)
            || (self.dialect.refuses_cross_site_fetches() && fetched() == Some("cross-site"))
    }

    /// Values of all `Cookie` headers.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.headers.get_all(COOKIE).filter_map(|value| value.to_str().ok())
    }

    /// The key of an `Authorization: Bearer` header that has one.
    pub(crate) fn bearer(&self) -> Option<&'a str> {
        self.authorization("bearer").filter(|key| !key.is_empty())
    }

    /// The encoded credential of an `Authorization: Basic` header.
    pub(crate) fn basic(&self) -> Option<&'a str> {
        self.authorization("basic")
    }

    fn authorization(&self, scheme: &str) -> Option<&'a str> {
        let (found, value) = text(self.headers, AUTHORIZATION)?.split_once(' ')?;
        found.eq_ignore_ascii_case(scheme).then(|| value.trim())
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
