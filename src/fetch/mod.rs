//! The one outgoing HTTP client for everything that is not a Codex node.
//!
//! Owns: address rules, redirects, proxy, limits of size and time. Knows neither torrents nor
//! feeds. Runs in the caller's task; nothing is stored, so a crash loses nothing.
//!
//! Two classes of requests: those named by a logged-in user may reach the local network
//! (indexers live there), those named by content reach public addresses only. Link-local
//! addresses are refused in both. The check happens in the resolver that the connection itself
//! uses, so the address that was judged is the one connected to. Redirects are followed here,
//! hop by hop, and never lead from a public address to a private one.
//!
//! Behind a proxy the same rules hold as far as they can be checked: literal addresses and names
//! that can only be local always; a name that is resolved here (SOCKS without remote look-up) by
//! the address that the proxy is given. A name that the proxy resolves is judged as a name alone.
//! An HTTP proxy is always given names; when it is not meant to resolve them, one that content
//! named is looked up here first and refused when it leads to no public address. A proxy that
//! does not work is an error: no request ever goes past it. The environment's proxy variables are
//! ignored on purpose.
//!
//! Connections, those to a proxy too, leave by the interface and address of the options or not at
//! all: the system refuses them while the interface is gone, and they work again once it is back.
//! The system's name look-ups are not bound by that.
//! Deliberately absent: cookies of its own, retries, caching.

mod address;
mod client;
mod stream;
#[cfg(test)]
mod tests;

pub use address::{Reach, Target, Zone, target, zone};
pub use client::Fetcher;
pub use stream::FetchedStream;

use std::net::IpAddr;
use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{HeaderName, HeaderValue};
use url::Url;

/// Most redirects that are ever followed, whatever a caller asks for.
pub const MAX_REDIRECTS: u8 = 10;
/// Longest accepted magnet link in a redirect, in bytes.
pub const MAX_MAGNET: usize = 64 * 1024;

/// Who named the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A logged-in user: any http(s) address except link-local.
    UserNamed,
    /// A torrent, magnet, feed or search result: public addresses only.
    ContentNamed,
}

/// Limits of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest body in bytes, counted after decompression.
    pub max_bytes: u64,
    /// Longest time for all hops and, with [`Fetcher::get`], the body.
    pub total: Duration,
    /// Longest time without a byte of the body.
    pub stall: Duration,
    /// Redirects followed; [`MAX_REDIRECTS`] at most.
    pub redirects: u8,
}

impl Default for Limits {
    /// 10 MiB in a minute, half a minute of silence, ten redirects.
    fn default() -> Self {
        Self {
            max_bytes: 10 * 1024 * 1024,
            total: Duration::from_mins(1),
            stall: Duration::from_secs(30),
            redirects: MAX_REDIRECTS,
        }
    }
}

/// A proxy for all requests made here.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    /// `http://`, `https://`, `socks4://` or `socks5://` address.
    pub url: String,
    /// Names are resolved by the proxy and not by this machine.
    pub resolves_names: bool,
    /// User name and password.
    pub login: Option<(String, String)>,
}

impl std::fmt::Debug for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Proxy").finish_non_exhaustive()
    }
}

/// How the client behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchOptions {
    /// Value of `User-Agent`.
    pub user_agent: String,
    /// Proxy, if any.
    pub proxy: Option<Proxy>,
    /// When false, requests named by content may reach what users' requests may reach.
    pub ssrf_mitigation: bool,
    /// Accept any certificate; only because users of qBittorrent have that setting.
    pub ignore_tls_errors: bool,
    /// Network interface by which connections leave; `None` for any.
    pub interface: Option<String>,
    /// Address of this machine from which connections come; `None` for any, an unspecified one
    /// for all of its family. Hosts of the other family are then not reached.
    pub local_address: Option<IpAddr>,
    /// Longest time until a connection stands.
    pub connect: Duration,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            user_agent: concat!("qcodex/", env!("CARGO_PKG_VERSION")).to_owned(),
            proxy: None,
            ssrf_mitigation: true,
            ignore_tls_errors: false,
            interface: None,
            local_address: None,
            connect: Duration::from_secs(20),
        }
    }
}

/// A request with everything that can be said about it.
#[derive(Debug, Clone)]
pub struct FetchRequest {
    /// Where to.
    pub url: Url,
    /// Who named it.
    pub class: Class,
    /// Limits.
    pub limits: Limits,
    /// More headers (cookies, conditions); sent to the first host only, never to another host
    /// that it redirects to.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// Bytes wanted; the server may ignore it.
    pub range: Option<Range<u64>>,
}

impl FetchRequest {
    /// A plain request with the default limits.
    pub fn new(url: Url, class: Class) -> Self {
        Self { url, class, limits: Limits::default(), headers: Vec::new(), range: None }
    }

    /// Adds a `Cookie` header; a text that cannot be one, and an empty one, are left out.
    pub fn set_cookies(&mut self, text: &str) {
        if let Ok(mut value) = HeaderValue::from_str(text)
            && !text.is_empty()
        {
            value.set_sensitive(true);
            self.headers.push((reqwest::header::COOKIE, value));
        }
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// A body within the limits.
    Body {
        /// The bytes.
        bytes: Bytes,
        /// Value of `Content-Type`, if readable.
        content_type: Option<String>,
        /// Where the bytes came from at last, without credentials.
        final_url: Url,
    },
    /// A redirect to a magnet link.
    Magnet(String),
}

/// What a streamed request led to.
#[derive(Debug)]
pub enum Opened {
    /// Bytes to read.
    Stream(Box<FetchedStream>),
    /// A redirect to a magnet link.
    Magnet(String),
}

/// Why a request failed. The text is for users and never holds credentials.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not an address, or not http(s).
    #[error("not a web address: only http and https are fetched")]
    Scheme,
    /// The address rules forbid it.
    #[error("refused: {0}")]
    Forbidden(String),
    /// Too many hops.
    #[error("the server redirects too often")]
    Redirects,
    /// The name, the connection or TLS failed.
    #[error("cannot reach {host}: {reason}")]
    Connect {
        /// Host that was tried.
        host: String,
        /// What went wrong.
        reason: String,
    },
    /// The proxy failed, or did not reach the host.
    #[error("cannot reach {host} through the proxy: {reason}")]
    Proxy {
        /// Host that was tried.
        host: String,
        /// What went wrong.
        reason: String,
    },
    /// An answer that is no success.
    #[error("the server answered with status {0}")]
    Status(u16),
    /// Larger than allowed.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(u64),
    /// Slower than allowed.
    #[error("the server did not answer in time")]
    Timeout,
    /// The body broke off.
    #[error("the answer broke off: {0}")]
    Broken(String),
    /// The options make no client.
    #[error("the proxy or TLS settings cannot be used: {0}")]
    Options(String),
}
