//! `qcodex --healthcheck`: asks the server that runs with the same options whether it is well, so
//! that a container needs no other program for it.
//!
//! It goes by address and port of the command line and environment, because they hold for the
//! running server too; where they say nothing it asks at the defaults. The profile is not opened:
//! the server has it. A server that was set to HTTPS is asked by HTTPS, whatever its certificate
//! says: the question is whether it answers, not who it is.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use reqwest::{Client, redirect};

use crate::config::Config;

/// The whole question; a container engine waits longer.
const PATIENCE: Duration = Duration::from_secs(8);
/// What a server says fits, and what something else says is not shown whole.
const MAX_ANSWER: usize = 200;
/// Port where nothing else is said.
const PORT: u16 = 8080;

/// Why the server does not count as well; the text is for users.
#[derive(Debug, thiserror::Error)]
pub enum HealthError {
    /// Port 0: nobody knows which one was taken.
    #[error("--healthcheck needs the port of the server: name it with --webui-port")]
    AnyPort,
    /// Nobody answers.
    #[error("nobody answers at {url}: {error}")]
    Silent {
        /// Where it was asked.
        url: String,
        /// What went wrong.
        error: String,
    },
    /// Something answers, and it is not well.
    #[error("{url} says {status}: {text}")]
    Unwell {
        /// Where it was asked.
        url: String,
        /// Status of the answer.
        status: u16,
        /// The answer.
        text: String,
    },
}

/// Asks; at the return the server is well, and the text says where that was found.
///
/// # Errors
/// See [`HealthError`].
pub async fn healthcheck(config: &Config) -> Result<String, HealthError> {
    let place = place(config)?;
    // A second call finds the provider installed; that is the wanted state.
    rustls::crypto::ring::default_provider().install_default().ok();
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        .tls_danger_accept_invalid_certs(true)
        .build();
    let client = client.map_err(|error| silent(&place, &error))?;
    let mut url = format!("http://{place}/healthz");
    let mut answer = client.get(&url).send().await;
    if answer.as_ref().is_err_and(|error| !error.is_connect() && !error.is_timeout()) {
        url = format!("https://{place}/healthz");
        answer = client.get(&url).send().await;
    }
    let answer = answer.map_err(|error| silent(&url, &error))?;
    let status = answer.status();
    let text = answer.text().await.map_err(|error| silent(&url, &error))?;
    if status.is_success() {
        return Ok(format!("{url} is well"));
    }
    let text = text.trim().chars().take(MAX_ANSWER).collect();
    Err(HealthError::Unwell { url, status: status.as_u16(), text })
}

/// Where the server can be reached from its own machine.
fn place(config: &Config) -> Result<String, HealthError> {
    let port = match config.webui_port {
        Some(0) => return Err(HealthError::AnyPort),
        Some(port) => port,
        None => PORT,
    };
    let address = config.webui_address.as_deref().map(str::trim).unwrap_or_default();
    let host = match address.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
        Ok(IpAddr::V6(ip)) if ip.is_unspecified() => format!("[{}]", Ipv6Addr::LOCALHOST),
        Ok(IpAddr::V6(ip)) => format!("[{ip}]"),
        Ok(IpAddr::V4(ip)) => ip.to_string(),
        Err(_) if address.is_empty() || address == "*" => Ipv4Addr::LOCALHOST.to_string(),
        Err(_) => address.to_owned(),
    };
    Ok(format!("{host}:{port}"))
}

fn silent(url: &str, error: &reqwest::Error) -> HealthError {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    HealthError::Silent { url: url.to_owned(), error: cause.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_asked_where_this_machine_reaches_it() {
        let place = |address: Option<&str>, port| {
            let mut config = Config::new("/profile".into());
            config.webui_address = address.map(str::to_owned);
            config.webui_port = port;
            place(&config).map_err(|error| error.to_string())
        };
        for (address, port, at) in [
            (None, None, "127.0.0.1:8080"),
            (Some(""), Some(81), "127.0.0.1:81"),
            (Some("*"), None, "127.0.0.1:8080"),
            (Some("0.0.0.0"), None, "127.0.0.1:8080"),
            (Some("::"), None, "[::1]:8080"),
            (Some("[::]"), None, "[::1]:8080"),
            (Some("fd00::7"), Some(9), "[fd00::7]:9"),
            (Some("192.0.2.1"), None, "192.0.2.1:8080"),
            (Some("nas"), None, "nas:8080"),
        ] {
            assert_eq!(place(address, port), Ok(at.to_owned()), "{address:?} {port:?}");
        }
        assert!(place(None, Some(0)).unwrap_err().contains("--webui-port"));
    }
}
