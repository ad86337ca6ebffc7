//! The security settings in the form in which the checks need them.
//!
//! Derived from the settings when they change, not per request; holds no state of its own.

use std::net::IpAddr;
use std::time::Duration;

use actix_web::http::header::{HeaderName, HeaderValue};

use super::password::PasswordHash;
use super::web_session::net::Subnet;
use crate::session::SettingsPack;

/// What the settings allow (webapi §2).
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    /// Login name.
    pub(crate) username: String,
    /// `None`: no password was ever set.
    pub(crate) password: Option<PasswordHash>,
    /// `None`: there is no key.
    pub(crate) api_key: Option<String>,
    /// `None`: sessions do not expire.
    pub(crate) session_timeout: Option<Duration>,
    /// `None`: nobody is banned.
    pub(crate) max_failures: Option<u32>,
    /// Length of a ban.
    pub(crate) ban: Duration,
    /// Loopback clients need no login.
    pub(crate) bypass_local: bool,
    /// Clients of these need no login.
    pub(crate) bypass_subnets: Vec<Subnet>,
    /// `Origin` and `Referer` are checked.
    pub(crate) csrf_protection: bool,
    /// Other sites may not frame the page.
    pub(crate) clickjacking_protection: bool,
    /// Patterns for `Host`; `None`: not checked.
    pub(crate) hosts: Option<Vec<String>>,
    /// Cookies of encrypted connections are `secure`.
    pub(crate) secure_cookies: bool,
    /// Peers whose forwarded headers count; empty: none.
    pub(crate) proxies: Vec<Subnet>,
    /// Further headers of every answer.
    pub(crate) custom_headers: Vec<(HeaderName, HeaderValue)>,
}

impl Policy {
    /// Whether a client needs no login.
    pub(crate) fn bypasses(&self, ip: IpAddr) -> bool {
        (self.bypass_local && ip.to_canonical().is_loopback())
            || self.bypass_subnets.iter().any(|subnet| subnet.contains(ip))
    }

    /// How often a lasting cookie is sent again.
    pub(crate) fn cookie_renewal(&self) -> Duration {
        const DAY: Duration = Duration::from_secs(86_400);
        self.session_timeout.map_or(DAY, |timeout| DAY.min(timeout / 2))
    }
}

/// Headers of `Name: value` lines; lines that are none are dropped.
fn parse_headers(text: &str) -> Vec<(HeaderName, HeaderValue)> {
    text.lines()
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            let name = HeaderName::from_bytes(name.trim().as_bytes()).ok()?;
            Some((name, HeaderValue::from_str(value.trim()).ok()?))
        })
        .filter(|(name, _)| !is_framing(name))
        .collect()
}

/// Headers that describe the message itself: setting them would break it.
fn is_framing(name: &HeaderName) -> bool {
    use actix_web::http::header::{
        CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING,
    };
    [CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING].contains(name)
}
