//! Calls to the node: every one with a deadline and a bounded answer.

use std::error::Error as StdError;
use std::path::Path;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{AUTHORIZATION, USER_AGENT};
use reqwest::{Certificate, Client, Method, RequestBuilder, Response, StatusCode, redirect};
use url::Url;

use super::address::Address;
use super::{Deadlines, RestError};
use crate::codex::{AgentName, CodexError};

/// Longest sentence of a node that is kept, in bytes.
const MAX_SENTENCE: usize = 2000;

/// The HTTP side of one node.
#[derive(Debug)]
pub(super) struct Http {
    client: Client,
    address: Address,
    agent: AgentName,
    pub(super) deadlines: Deadlines,
}

/// A small answer, read to its end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

impl Answer {
    /// The body as the sentence it is when something went wrong.
    pub(super) fn sentence(&self) -> String {
        sentence(self.status, &self.body)
    }

    /// An empty 404 is what nodes answer to a path that they do not know; everything else they
    /// cannot find gets a sentence.
    pub(super) fn is_unknown_route(&self) -> bool {
        self.status == StatusCode::NOT_FOUND && self.body.is_empty()
    }

    /// Reads the JSON of a success.
    pub(super) fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, CodexError> {
        if !self.status.is_success() {
            return Err(self.refusal());
        }
        serde_json::from_slice(&self.body).map_err(|error| CodexError::Protocol(error.to_string()))
    }

    /// The error that a status other than success means.
    pub(super) fn refusal(&self) -> CodexError {
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::BAD_GATEWAY
            | StatusCode::GATEWAY_TIMEOUT => CodexError::Away(self.sentence()),
            _ => CodexError::Refused(self.sentence()),
        }
    }
}

/// Certificates of a PEM file.
fn authorities(path: &Path) -> Result<Vec<Certificate>, RestError> {
    let pem = std::fs::read(path).map_err(|error| authority(path, &error.to_string()))?;
    let found =
        Certificate::from_pem_bundle(&pem).map_err(|error| authority(path, &root_cause(&error)))?;
    if found.is_empty() {
        return Err(authority(path, "it holds no certificate in PEM form"));
    }
    Ok(found)
}

fn authority(path: &Path, error: &str) -> RestError {
    RestError::Authority { path: path.to_owned(), error: error.to_owned() }
}

fn sentence(status: StatusCode, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..MAX_SENTENCE).unwrap_or(body));
    let text: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // A proxy's error page is no sentence.
    if text.is_empty() || text.starts_with('<') {
        format!("status {}", status.as_u16())
    } else {
        text
    }
}

impl Http {
    pub(super) fn new(
        address: Address,
        agent: AgentName,
        deadlines: Deadlines,
        ca: Option<&Path>,
    ) -> Result<Self, RestError> {
        let roots = ca.map(authorities).transpose()?.unwrap_or_default();
        // A second call finds the provider installed; that is the wanted state.
        rustls::crypto::ring::default_provider().install_default().ok();
        let builder = || {
            Client::builder()
                .http1_only()
                // Nodes close after every answer, some with stray bytes: never use one twice.
                .pool_max_idle_per_host(0)
                .redirect(redirect::Policy::none())
                .no_gzip()
                .no_proxy()
                .connect_timeout(deadlines.connect)
        };
        let client = builder()
            .tls_certs_merge(roots.clone())
            .build()
            // A machine without root certificates still reaches nodes over plain http, and those
            // that the file vouches for.
            .or_else(|_| builder().tls_certs_only(roots).build())
            .map_err(|error| match ca {
                Some(ca) => authority(ca, &root_cause(&error)),
                None => RestError::Client(root_cause(&error)),
            })?;
        Ok(Self { client, address, agent, deadlines })
    }

    pub(super) fn url(&self, prefix: &str, parts: &[&str]) -> Url {
        self.address.url(prefix, parts)
    }

    pub(super) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        let request = self.client.request(method, url).header(USER_AGENT, self.agent.header());
        match self.address.authorization() {
            Some(value) => request.header(AUTHORIZATION, value.clone()),
            None => request,
        }
    }

    /// Sends a request and waits for the head of the answer.
    pub(super) async fn send(
        &self,
        request: RequestBuilder,
        deadline: Duration,
        doing: &'static str,
    ) -> Result<Response, CodexError> {
        match tokio::time::timeout(deadline, request.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(lost(&error, doing)),
            Err(_) => Err(CodexError::Timeout(doing)),
        }
    }

    /// A GET whose whole answer is small. Tried a second time when the connection broke: a
    /// read changes nothing.
    pub(super) async fn get(
        &self,
        url: Url,
        deadline: Duration,
        limit: usize,
        doing: &'static str,
    ) -> Result<Answer, CodexError> {
        match self.once(Method::GET, url.clone(), deadline, limit, doing).await {
            Err(CodexError::Away(_)) => self.once(Method::GET, url, deadline, limit, doing).await,
            other => other,
        }
    }

    /// A request without a body whose whole answer is small.
    pub(super) async fn once(
        &self,
        method: Method,
        url: Url,
        deadline: Duration,
        limit: usize,
        doing: &'static str,
    ) -> Result<Answer, CodexError> {
        let work = async {
            let response = self.request(method, url).send().await;
            let response = response.map_err(|error| lost(&error, doing))?;
            read(response, limit, doing).await
        };
        tokio::time::timeout(deadline, work).await.map_err(|_| CodexError::Timeout(doing))?
    }
}

/// Reads a small answer to its end. The caller has the deadline.
pub(super) async fn read(
    mut response: Response,
    limit: usize,
    doing: &'static str,
) -> Result<Answer, CodexError> {
    let status = response.status();
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| lost(&error, doing))? {
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(CodexError::Protocol(format!("an answer of more than {limit} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status, body: body.freeze() })
}

fn lost(error: &reqwest::Error, doing: &'static str) -> CodexError {
    if error.is_timeout() && !error.is_connect() {
        return CodexError::Timeout(doing);
    }
    CodexError::Away(if error.is_timeout() {
        "no connection in time".to_owned()
    } else {
        root_cause(error)
    })
}

/// The innermost error; the outer ones repeat the URL.
pub(super) fn root_cause(error: &reqwest::Error) -> String {
    let mut inner: &dyn StdError = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    if std::ptr::addr_eq(inner, error) {
        "the request failed".to_owned()
    } else {
        inner.to_string()
    }
}
