//! The client: one connection pool per reach, redirects by hand.

use std::error::Error as StdError;
use std::net::SocketAddr;
use std::sync::Arc;

use arc_swap::ArcSwap;
use bytes::BytesMut;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderValue, LOCATION, RANGE};
use reqwest::{Client, Response, StatusCode, redirect};
use url::Url;

use super::address::{Reach, Target, target, zone};
use super::stream::FetchedStream;
use super::{
    Class, FetchError, FetchOptions, FetchRequest, Fetched, Limits, MAX_MAGNET, MAX_REDIRECTS,
    Opened, Zone,
};

/// The outgoing client; cheap to clone, all clones share the connections and the options.
#[derive(Debug, Clone)]
pub struct Fetcher(Arc<ArcSwap<Clients>>);

#[derive(Debug)]
struct Clients {
    options: FetchOptions,
    /// Reaches public and private addresses.
    local: Client,
    /// Reaches public addresses alone.
    public: Client,
}

impl Fetcher {
    /// Makes a client.
    ///
    /// # Errors
    /// [`FetchError::Options`] when the proxy address cannot be used.
    pub fn new(options: FetchOptions) -> Result<Self, FetchError> {
        Ok(Self(Arc::new(ArcSwap::from_pointee(Clients::new(options)?))))
    }

    /// Takes other options for all further requests of all clones; running ones go on.
    ///
    /// # Errors
    /// [`FetchError::Options`]; the old options then stay.
    pub fn reconfigure(&self, options: FetchOptions) -> Result<(), FetchError> {
        self.0.store(Arc::new(Clients::new(options)?));
        Ok(())
    }

    /// Another client, with the options of now, whose options are changed on their own.
    #[must_use]
    pub fn separate(&self) -> Self {
        Self(Arc::new(ArcSwap::new(self.0.load_full())))
    }

    /// The options in use.
    pub fn options(&self) -> FetchOptions {
        self.0.load().options.clone()
    }

    /// Fetches a small body whole.
    ///
    /// # Errors
    /// Every [`FetchError`].
    pub async fn get(&self, url: Url, class: Class, limits: Limits) -> Result<Fetched, FetchError> {
        self.get_with(FetchRequest { limits, ..FetchRequest::new(url, class) }).await
    }

    /// Like [`Fetcher::get`], with headers or a range.
    ///
    /// # Errors
    /// Every [`FetchError`].
    pub async fn get_with(&self, request: FetchRequest) -> Result<Fetched, FetchError> {
        let total = request.limits.total;
        let work = async {
            let mut stream = match self.hops(request, true).await? {
                Opened::Magnet(link) => return Ok(Fetched::Magnet(link)),
                Opened::Stream(stream) => stream,
            };
            let mut bytes = BytesMut::new();
            while let Some(chunk) = stream.chunk().await? {
                bytes.extend_from_slice(&chunk);
            }
            Ok(Fetched::Body {
                bytes: bytes.freeze(),
                content_type: stream.content_type,
                final_url: stream.final_url,
            })
        };
        tokio::time::timeout(total, work).await.map_err(|_| FetchError::Timeout)?
    }

    /// Opens a stream, for web seeds and large files. `limits.total` covers the way to the
    /// first byte; after that only silence ends it. The body is never decompressed.
    ///
    /// # Errors
    /// Every [`FetchError`].
    pub async fn open(&self, request: FetchRequest) -> Result<Opened, FetchError> {
        let total = request.limits.total;
        tokio::time::timeout(total, self.hops(request, false))
            .await
            .map_err(|_| FetchError::Timeout)?
    }

    async fn hops(&self, request: FetchRequest, compressed: bool) -> Result<Opened, FetchError> {
        let FetchRequest { mut url, class, limits, mut headers, range } = request;
        let clients = self.0.load_full();
        let mut reach = match class {
            Class::ContentNamed if clients.options.ssrf_mitigation => Reach::Public,
            Class::UserNamed | Class::ContentNamed => Reach::Local,
        };
        for _ in 0..=limits.redirects.min(MAX_REDIRECTS) {
            judge(&url, reach)?;
            clients.options.judge_behind_proxy(&url, reach).await?;
            let mut call = clients.client(reach).get(url.clone());
            for (name, value) in &headers {
                call = call.header(name, value);
            }
            if !compressed {
                call = call.header(reqwest::header::ACCEPT_ENCODING, "identity");
            }
            if let Some(range) = range.as_ref().filter(|range| !range.is_empty()) {
                let last = range.end.saturating_sub(1);
                call = call.header(RANGE, format!("bytes={}-{last}", range.start));
            }
            let response = call.send().await;
            let response = response.map_err(|error| clients.options.map_error(&url, &error))?;
            if clients.options.proxy.is_some()
                && response.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED
            {
                let host = url.host_str().unwrap_or_default().to_owned();
                let reason = "it wants another user name or password".to_owned();
                return Err(FetchError::Proxy { host, reason });
            }
            if !response.status().is_redirection() || !response.headers().contains_key(LOCATION) {
                return FetchedStream::new(response, range, limits)
                    .map(Box::new)
                    .map(Opened::Stream);
            }
            if clients.came_from(&response, &url) == Zone::Public {
                reach = Reach::Public;
            }
            match next(&url, &response)? {
                Next::Magnet(link) => return Ok(Opened::Magnet(link)),
                Next::Url(to) => {
                    if to.origin() != url.origin() {
                        headers.clear();
                    }
                    url = to;
                }
            }
        }
        Err(FetchError::Redirects)
    }
}

enum Next {
    Url(Url),
    Magnet(String),
}

fn next(from: &Url, response: &Response) -> Result<Next, FetchError> {
    let location = response.headers().get(LOCATION).map(HeaderValue::as_bytes);
    let text = location.and_then(|raw| std::str::from_utf8(raw).ok()).ok_or(FetchError::Scheme)?;
    if text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("magnet:")) {
        return if text.len() <= MAX_MAGNET {
            Ok(Next::Magnet(text.to_owned()))
        } else {
            Err(FetchError::TooLarge(u64::try_from(MAX_MAGNET).unwrap_or(u64::MAX)))
        };
    }
    from.join(text).map(Next::Url).map_err(|_| FetchError::Scheme)
}

impl Clients {
    fn new(options: FetchOptions) -> Result<Self, FetchError> {
        let local = build(&options, Reach::Local)?;
        let public = build(&options, Reach::Public)?;
        Ok(Self { options, local, public })
    }

    fn client(&self, reach: Reach) -> &Client {
        match reach {
            Reach::Local => &self.local,
            Reach::Public => &self.public,
        }
    }

    /// Zone of the hop that answered. Behind a proxy the connection says nothing, so a name
    /// counts as public: the strict side for what may follow.
    fn came_from(&self, response: &Response, url: &Url) -> Zone {
        match (target(url), response.remote_addr()) {
            (Some(Target::Literal(zone)), _) => zone,
            (_, Some(address)) if self.options.proxy.is_none() => zone(address.ip()),
            (Some(Target::LocalName), _) => Zone::Private,
            _ => Zone::Public,
        }
    }
}

/// The part of the address rules that needs no name server: connections to literal
/// addresses never ask the resolver, and behind a proxy nothing does.
fn judge(url: &Url, reach: Reach) -> Result<(), FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::Scheme);
    }
    let allowed = match target(url).ok_or(FetchError::Scheme)? {
        Target::Literal(zone) => reach.allows(zone),
        Target::LocalName => reach.allows(Zone::Private),
        Target::Name => true,
    };
    if allowed { Ok(()) } else { Err(forbidden(url.host_str().unwrap_or_default(), reach)) }
}

fn forbidden(host: &str, reach: Reach) -> FetchError {
    FetchError::Forbidden(match reach {
        Reach::Local => format!("{host} is a link-local or multicast address"),
        Reach::Public => format!("{host} is not a public address"),
    })
}

fn build(options: &FetchOptions, reach: Reach) -> Result<Client, FetchError> {
    // A second call finds the provider installed; that is the wanted state.
    rustls::crypto::ring::default_provider().install_default().ok();
    let builder = || -> Result<reqwest::ClientBuilder, FetchError> {
        let mut builder = Client::builder()
            .user_agent(&options.user_agent)
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(options.connect)
            .tls_danger_accept_invalid_certs(options.ignore_tls_errors)
            .no_proxy();
        let mut resolver = Checked { reach, ..Checked::default() };
        if let Some(proxy) = &options.proxy {
            resolver.proxy = proxy.host();
            resolver.ipv4_first = proxy.url.starts_with("socks4:");
            builder = builder.proxy(make_proxy(proxy)?);
        }
        builder = builder.dns_resolver(Arc::new(resolver)).local_address(options.local_address);
        if let Some(interface) = &options.interface {
            builder = builder.interface(interface);
        }
        Ok(builder)
    };
    let bad = |error: reqwest::Error| FetchError::Options(root_cause(&error));
    match builder()?.build() {
        Ok(client) => Ok(client),
        Err(error) => {
            // A machine without root certificates still fetches plain http.
            tracing::warn!(error = %root_cause(&error), "https will fail: no root certificates");
            builder()?.tls_certs_only([]).build().map_err(bad)
        }
    }
}

fn make_proxy(proxy: &super::Proxy) -> Result<reqwest::Proxy, FetchError> {
    let url = match proxy.url.split_once("://") {
        Some(("socks5", rest)) if proxy.resolves_names => format!("socks5h://{rest}"),
        Some(("socks4", rest)) if proxy.resolves_names => format!("socks4a://{rest}"),
        Some(("http" | "https" | "socks4" | "socks5", _)) => proxy.url.clone(),
        _ => return Err(FetchError::Options("unknown kind of proxy".to_owned())),
    };
    let bad = || FetchError::Options("the address of the proxy is not valid".to_owned());
    if proxy.host().is_none_or(|host| host.is_empty()) {
        return Err(bad());
    }
    let made = reqwest::Proxy::all(url).map_err(|_| bad())?;
    Ok(match &proxy.login {
        Some((user, password)) => made.basic_auth(user, password),
        None => made,
    })
}

impl super::Proxy {
    /// Its name or address, as a URL has it.
    fn host(&self) -> Option<String> {
        let url = Url::parse(&self.url).ok()?;
        Some(url.host_str()?.trim_matches(['[', ']']).to_ascii_lowercase())
    }

    fn is_http(&self) -> bool {
        self.url.starts_with("http")
    }
}

impl FetchOptions {
    /// What behind a proxy has to be known of a name that content gave: see the module's head.
    async fn judge_behind_proxy(&self, url: &Url, reach: Reach) -> Result<(), FetchError> {
        let (Some(proxy), Reach::Public, Some(Target::Name)) = (&self.proxy, reach, target(url))
        else {
            return Ok(());
        };
        let host = url.host_str().unwrap_or_default();
        // Its name may lead inwards, and is resolved without the rule for content.
        if proxy.host().is_some_and(|own| own.eq_ignore_ascii_case(host)) {
            return Err(forbidden(host, reach));
        }
        if !proxy.is_http() || proxy.resolves_names {
            return Ok(());
        }
        let found = lookup(host, reach).await.map_err(|error| FetchError::Connect {
            host: host.to_owned(),
            reason: format!("{error}; the proxy may resolve names if the settings allow it"),
        })?;
        if found.is_empty() { Err(forbidden(host, reach)) } else { Ok(()) }
    }

    /// What went wrong, in words about what the settings ask for.
    fn map_error(&self, url: &Url, error: &reqwest::Error) -> FetchError {
        let error = map_error(url, error);
        let FetchError::Connect { host, mut reason } = error else { return error };
        let bound = [self.interface.clone(), self.local_address.map(|ip| ip.to_string())];
        let bound: Vec<String> = bound.into_iter().flatten().collect();
        if !bound.is_empty() {
            let by = bound.join(", ");
            reason = format!("{reason} (connections leave by {by} alone, as the settings say)");
        }
        if self.proxy.is_some() {
            FetchError::Proxy { host, reason }
        } else {
            FetchError::Connect { host, reason }
        }
    }
}

/// The addresses of a name that may be connected to.
async fn lookup(host: &str, reach: Reach) -> std::io::Result<Vec<SocketAddr>> {
    let found = tokio::net::lookup_host((host, 0)).await?;
    Ok(found.filter(|address| reach.allows(zone(address.ip()))).collect())
}

/// A resolver that returns only addresses which may be connected to.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) reach: Reach,
    /// The proxy's own name, which the user gave: it may lie in the local network.
    pub(super) proxy: Option<String>,
    /// SOCKS4 knows IPv4 alone, and takes the first address.
    pub(super) ipv4_first: bool,
}

impl Default for Checked {
    fn default() -> Self {
        Self { reach: Reach::Public, proxy: None, ipv4_first: false }
    }
}

/// Marks a refusal inside an error chain.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to no address that may be reached")]
struct Refused(Reach);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let own = self.proxy.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name.as_str()));
        let reach = if own { Reach::Local } else { self.reach };
        let ipv4_first = self.ipv4_first;
        Box::pin(async move {
            let mut allowed = lookup(name.as_str(), reach).await?;
            if allowed.is_empty() {
                return Err(Refused(reach).into());
            }
            if ipv4_first {
                allowed.sort_by_key(SocketAddr::is_ipv6);
            }
            Ok::<Addrs, _>(Box::new(allowed.into_iter()))
        })
    }
}

/// The innermost error: the outer ones repeat the URL, which may hold a passkey.
pub(super) fn root_cause(error: &reqwest::Error) -> String {
    let mut inner: &dyn StdError = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    if std::ptr::addr_eq(inner, error) {
        return if error.is_timeout() { "timed out" } else { "the request failed" }.to_owned();
    }
    inner.to_string()
}

fn map_error(url: &Url, error: &reqwest::Error) -> FetchError {
    let host = url.host_str().unwrap_or_default();
    let mut inner: Option<&dyn StdError> = Some(error);
    while let Some(current) = inner {
        if let Some(Refused(reach)) = current.downcast_ref::<Refused>() {
            return forbidden(host, *reach);
        }
        inner = current.source();
    }
    if error.is_timeout() {
        return FetchError::Timeout;
    }
    FetchError::Connect { host: host.to_owned(), reason: root_cause(error) }
}
