//! Who may ask: Host, Origin and Referer, read-only mode, Bearer token.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    AUTHORIZATION, HOST, HeaderMap, HeaderValue, ORIGIN, REFERER, WWW_AUTHENTICATE,
};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, ResponseError as _, web};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use url::{Host, Url};

use super::answer::Refusal;
use super::connections::Connection;
use super::{NodeApiOptions, Shared};

/// The rules of one server.
#[derive(Clone)]
pub(super) struct Rules {
    /// Hash of the token: comparing hashes hides its length as well.
    token: Option<[u8; 32]>,
    read_only: bool,
    domains: Vec<String>,
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rules").field("read_only", &self.read_only).finish_non_exhaustive()
    }
}

impl Rules {
    pub(super) fn new(options: NodeApiOptions, loopback: bool) -> Self {
        let token = options.token.filter(|token| !token.is_empty());
        Self {
            read_only: options.read_only || (token.is_none() && !loopback),
            token: token.map(|token| Sha256::digest(token).into()),
            domains: options.domains.iter().map(|name| name.to_ascii_lowercase()).collect(),
        }
    }

    /// The refusal, if the request is refused.
    fn refuse(&self, method: &Method, headers: &HeaderMap) -> Option<HttpResponse> {
        let refusal = |status, text: &str| Some(Refusal::new(status, text).error_response());
        let forbidden = |text| refusal(StatusCode::FORBIDDEN, text);
        let Some(host) = single(headers, &HOST).and_then(address) else {
            return refusal(StatusCode::BAD_REQUEST, "One valid Host header is needed");
        };
        if !self.knows(&host) {
            return forbidden("This server is not known by that host name");
        }
        if !same_site(headers, &host) {
            return forbidden("Requests from other web sites are refused");
        }
        if matches!(*method, Method::GET | Method::HEAD) {
            return None;
        }
        if self.read_only {
            return forbidden("This API is read-only here");
        }
        let token = self.token.as_ref()?;
        let given = single(headers, &AUTHORIZATION).and_then(bearer).unwrap_or_default();
        let given: [u8; 32] = Sha256::digest(given).into();
        if bool::from(given.ct_eq(token)) {
            return None;
        }
        let mut answer = refusal(StatusCode::UNAUTHORIZED, "A Bearer token is needed")?;
        answer.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        Some(answer)
    }

    /// Addresses cannot be pointed here by a stranger's name server; names can.
    fn knows(&self, url: &Url) -> bool {
        match url.host() {
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                name == "localhost"
                    || name.ends_with(".localhost")
                    || self.domains.iter().any(|pattern| matches_glob(pattern, name))
            }
            None => false,
        }
    }
}

fn single<'a>(
    headers: &'a HeaderMap,
    name: &actix_web::http::header::HeaderName,
) -> Option<&'a str> {
    let mut all = headers.get_all(name);
    let first = all.next()?;
    if all.next().is_some() { None } else { first.to_str().ok() }
}

/// `host[:port]` as a URL, so that all spellings of an address compare equal.
fn address(host: &str) -> Option<Url> {
    if host.is_empty() || host.contains(['/', '@', '?', '#', '\\']) {
        return None;
    }
    Url::parse(&format!("http://{host}/")).ok()
}

/// True when no browser says that a page of another site sent the request.
fn same_site(headers: &HeaderMap, host: &Url) -> bool {
    for name in [ORIGIN, REFERER] {
        if headers.contains_key(&name) {
            // `null`, unreadable and repeated values belong to no site of ours.
            let Some(page) = single(headers, &name).and_then(|text| Url::parse(text).ok()) else {
                return false;
            };
            // The port of a page behind a TLS proxy is 443 where the Host names none.
            let same_port = page.port() == host.port()
                || page.port_or_known_default() == host.port_or_known_default();
            return page.host() == host.host() && same_port;
        }
    }
    true
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// True when `name` fits `pattern`, in which `*` is any run of characters.
fn matches_glob(pattern: &str, name: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut rest) = name.strip_prefix(head) else {
        return false;
    };
    let mut parts = tail.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    true
}

const BLOCKED: &str = "This address is blocked here";

/// The middleware in front of every route.
pub(super) async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.conn_data::<Connection>().is_some_and(|connection| !connection.admitted) {
        let text = "Too many connections; try again later";
        let mut answer = Refusal::new(StatusCode::SERVICE_UNAVAILABLE, text).error_response();
        answer.head_mut().set_connection_type(ConnectionType::Close);
        return Ok(request.into_response(answer));
    }
    let shared = request.app_data::<web::Data<Shared>>().cloned();
    let peer = request.peer_addr().map(|peer| peer.ip());
    let (Some(shared), Some(peer)) = (shared, peer) else {
        return Ok(request.into_response(blocked()));
    };
    if let Some(by) = shared.filter.refuses(peer) {
        shared.filter.refused(peer, by);
        return Ok(request.into_response(blocked()));
    }
    if let Some(answer) = shared.guard.refuse(request.method(), request.headers()) {
        return Ok(request.into_response(answer));
    }
    tokio::select! {
        answer = next.call(request) => Ok(answer?.map_into_boxed_body()),
        // A body that runs already sees to that itself.
        by = shared.filter.until_refused(peer) => {
            shared.filter.refused(peer, by);
            Err(Refusal::new(StatusCode::FORBIDDEN, BLOCKED).into())
        }
    }
}

/// The answer to whom nothing is served; the connection ends with it.
fn blocked() -> HttpResponse {
    let mut answer = Refusal::new(StatusCode::FORBIDDEN, BLOCKED).error_response();
    answer.head_mut().set_connection_type(ConnectionType::Close);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderName;

    type Pairs = &'static [(&'static str, &'static str)];
    /// Rules, method, headers, status of the refusal.
    type Case<'a> = (&'a Rules, Method, Vec<(&'static str, &'static str)>, Option<u16>);

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        map
    }

    fn status(
        rules: &Rules,
        method: &Method,
        pairs: &[(&'static str, &'static str)],
    ) -> Option<u16> {
        rules.refuse(method, &headers(pairs)).map(|answer| answer.status().as_u16())
    }

    #[test]
    fn hosts_and_pages() {
        let options = NodeApiOptions {
            domains: vec!["codex.Example.org".to_owned(), "*.lan".to_owned()],
            ..NodeApiOptions::default()
        };
        let rules = Rules::new(options, true);
        let table: &[(Pairs, Option<u16>)] = &[
            (&[("host", "127.0.0.1:8085")], None),
            (&[("host", "localhost:8085")], None),
            (&[("host", "[::1]:8085")], None),
            (&[("host", "192.168.1.7")], None),
            (&[("host", "codex.example.org")], None),
            (&[("host", "CODEX.EXAMPLE.ORG:1")], None),
            (&[("host", "nas.lan")], None),
            (&[("host", "lan")], Some(403)),
            (&[("host", "evil.example")], Some(403)),
            (&[("host", "localhost.evil.example")], Some(403)),
            (&[("host", "127.0.0.1.evil.example")], Some(403)),
            (&[("host", "user@localhost")], Some(400)),
            (&[("host", "")], Some(400)),
            (&[], Some(400)),
            (&[("host", "localhost"), ("host", "localhost")], Some(400)),
            (&[("host", "127.0.0.1:8085"), ("origin", "http://127.0.0.1:8085")], None),
            (&[("host", "127.0.0.1:8085"), ("origin", "http://127.0.0.1:8080")], Some(403)),
            (&[("host", "127.0.0.1:8085"), ("origin", "https://evil.example")], Some(403)),
            (&[("host", "127.0.0.1:8085"), ("origin", "null")], Some(403)),
            (&[("host", "127.0.0.1:8085"), ("referer", "http://evil.example/x")], Some(403)),
            (&[("host", "127.0.0.1:8085"), ("referer", "http://127.0.0.1:8085/x")], None),
            (&[("host", "codex.example.org"), ("origin", "https://codex.example.org")], None),
        ];
        for (pairs, expected) in table {
            assert_eq!(status(&rules, &Method::GET, pairs), *expected, "{pairs:?}");
        }
    }

    #[test]
    fn who_may_write() {
        let host = ("host", "127.0.0.1:8085");
        let good = ("authorization", "Bearer s3cret");
        let bad = ("authorization", "Bearer s3cre");
        let basic = ("authorization", "Basic s3cret");
        let token =
            || NodeApiOptions { token: Some("s3cret".to_owned()), ..NodeApiOptions::default() };
        let open = Rules::new(NodeApiOptions::default(), true);
        let abroad = Rules::new(NodeApiOptions::default(), false);
        let guarded = Rules::new(token(), false);
        let frozen = Rules::new(NodeApiOptions { read_only: true, ..token() }, true);
        let empty = Rules::new(
            NodeApiOptions { token: Some(String::new()), ..NodeApiOptions::default() },
            false,
        );
        let table: Vec<Case<'_>> = vec![
            (&open, Method::POST, vec![host], None),
            (&abroad, Method::GET, vec![host], None),
            (&abroad, Method::HEAD, vec![host], None),
            (&abroad, Method::POST, vec![host], Some(403)),
            (&abroad, Method::DELETE, vec![host, good], Some(403)),
            (&empty, Method::POST, vec![host, ("authorization", "Bearer ")], Some(403)),
            (&guarded, Method::GET, vec![host], None),
            (&guarded, Method::POST, vec![host], Some(401)),
            (&guarded, Method::POST, vec![host, bad], Some(401)),
            (&guarded, Method::POST, vec![host, basic], Some(401)),
            (&guarded, Method::POST, vec![host, good], None),
            (&guarded, Method::DELETE, vec![host, good], None),
            (&frozen, Method::POST, vec![host, good], Some(403)),
        ];
        for (rules, method, pairs, expected) in table {
            assert_eq!(status(rules, &method, &pairs), expected, "{method} {pairs:?}");
        }
    }

    #[test]
    fn globs() {
        for (pattern, name, expected) in [
            ("*", "anything", true),
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "abd", false),
            ("*.x.*", "a.x.b", true),
            ("*.x.*", "a.y.b", false),
            ("ab*ba", "aba", false),
        ] {
            assert_eq!(matches_glob(pattern, name), expected, "{pattern} {name}");
        }
    }
}
