//! The security settings in the form in which the checks need them.
//!
//! Derived from the settings when they change, not per request; holds no state of its own.

use std::net::IpAddr;
use std::time::Duration;

use actix_web::http::header::{HeaderName, HeaderValue};

use super::password::PasswordHash;
use super::web_session::MAX_SESSIONS;
use crate::session::SettingsPack;
use crate::session::settings::{Key, Network};

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
    /// Web sessions that are kept at the same time.
    pub(crate) max_sessions: usize,
    /// `None`: nobody is banned.
    pub(crate) max_failures: Option<u32>,
    /// Length of a ban.
    pub(crate) ban: Duration,
    /// Loopback clients need no login.
    pub(crate) bypass_local: bool,
    /// Clients of these need no login.
    pub(crate) bypass_subnets: Vec<Network>,
    /// `Origin` and `Referer` are checked.
    pub(crate) csrf_protection: bool,
    /// Other sites may not frame the page.
    pub(crate) clickjacking_protection: bool,
    /// Patterns for `Host`; `None`: not checked.
    pub(crate) hosts: Option<Vec<String>>,
    /// Cookies of encrypted connections are `secure`.
    pub(crate) secure_cookies: bool,
    /// Peers whose forwarded headers count; empty: none.
    pub(crate) proxies: Vec<Network>,
    /// Further headers of every answer.
    pub(crate) custom_headers: Vec<(HeaderName, HeaderValue)>,
    /// Lines among them that are no headers, or none that may be set.
    pub(crate) unusable_headers: Vec<String>,
    /// Folder of a page in place of the built-in one; may be relative to the profile.
    pub(crate) alternative_page: Option<String>,
    /// Language of the settings.
    pub(crate) locale: String,
}

impl Policy {
    /// Reads the settings.
    pub(crate) fn of(settings: &SettingsPack) -> Self {
        let non_empty = |key| Some(settings.text(key)).filter(|text| !text.is_empty());
        let entries = |key, on, separators: &[char]| {
            let text = if settings.bool(on) { settings.text(key) } else { "" };
            text.split(separators).filter_map(Network::parse).collect()
        };
        let checks_host = settings.bool(Key::WebUiHostHeaderValidationEnabled);
        let domains = settings.text(Key::WebUiDomainList).split(';');
        let headers_on = settings.bool(Key::WebUiUseCustomHttpHeadersEnabled);
        let headers = if headers_on { settings.text(Key::WebUiCustomHttpHeaders) } else { "" };
        let (custom_headers, unusable_headers) = parse_headers(headers);
        let timeout = seconds(settings.int(Key::WebUiSessionTimeout));
        Self {
            username: settings.text(Key::WebUiUsername).to_owned(),
            password: non_empty(Key::WebUiPassword).map(PasswordHash::from_stored),
            api_key: non_empty(Key::WebUiApiKey).map(str::to_owned),
            session_timeout: Some(timeout).filter(|timeout| !timeout.is_zero()),
            // The setting's default of 15 is for servers with one kind of client; unless it was
            // set, as many sessions live as the product bounds anyway (design of the sessions).
            max_sessions: if settings.is_set(Key::WebUiSessionsCountLimit) {
                usize::try_from(settings.int(Key::WebUiSessionsCountLimit)).unwrap_or(MAX_SESSIONS)
            } else {
                MAX_SESSIONS
            },
            max_failures: u32::try_from(settings.int(Key::WebUiMaxAuthFailCount))
                .ok()
                .filter(|max| *max > 0),
            ban: seconds(settings.int(Key::WebUiBanDuration)),
            bypass_local: settings.bool(Key::BypassLocalAuth),
            bypass_subnets: entries(
                Key::BypassAuthSubnetWhitelist,
                Key::BypassAuthSubnetWhitelistEnabled,
                &[',', '\n'],
            ),
            csrf_protection: settings.bool(Key::WebUiCsrfProtectionEnabled),
            clickjacking_protection: settings.bool(Key::WebUiClickjackingProtectionEnabled),
            hosts: checks_host.then(|| domains.map(str::to_owned).collect()),
            secure_cookies: settings.bool(Key::WebUiSecureCookieEnabled),
            proxies: entries(Key::WebUiReverseProxiesList, Key::WebUiReverseProxyEnabled, &[';']),
            custom_headers,
            unusable_headers,
            alternative_page: settings
                .bool(Key::AlternativeWebuiEnabled)
                .then(|| settings.text(Key::AlternativeWebuiPath).trim().to_owned()),
            locale: settings.text(Key::Locale).to_owned(),
        }
    }

    /// Says in the log what of these settings cannot be used, when `before` had not the same.
    pub(crate) fn warn_of_news(&self, before: &Self) {
        for line in &self.unusable_headers {
            if !before.unusable_headers.contains(line) {
                tracing::warn!("custom HTTP headers: {line:?} is no header that can be added");
            }
        }
    }

    /// Whether a client needs no login.
    pub(crate) fn bypasses(&self, ip: IpAddr) -> bool {
        (self.bypass_local && ip.to_canonical().is_loopback())
            || self.bypass_subnets.iter().any(|subnet| subnet.contains(ip))
    }

    /// How often a lasting cookie is sent again.
    pub(crate) fn cookie_renewal(&self) -> Duration {
        const DAY: Duration = Duration::from_hours(24);
        self.session_timeout.map_or(DAY, |timeout| DAY.min(timeout / 2))
    }
}

/// A number of seconds; below 0 is 0.
fn seconds(number: i64) -> Duration {
    Duration::from_secs(u64::try_from(number).unwrap_or(0))
}

/// Headers of `Name: value` lines, and lines that are none.
fn parse_headers(text: &str) -> (Vec<(HeaderName, HeaderValue)>, Vec<String>) {
    let (mut headers, mut unusable) = (Vec::new(), Vec::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match parse_header(line).filter(|(name, _)| !is_framing(name)) {
            Some(header) => headers.push(header),
            None => unusable.push(line.to_owned()),
        }
    }
    (headers, unusable)
}

fn parse_header(line: &str) -> Option<(HeaderName, HeaderValue)> {
    let (name, value) = line.split_once(':')?;
    let name = HeaderName::from_bytes(name.trim().as_bytes()).ok()?;
    Some((name, HeaderValue::from_str(value.trim()).ok()?))
}

/// Headers that describe the message itself: setting them would break it.
fn is_framing(name: &HeaderName) -> bool {
    use actix_web::http::header::{
        CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING,
    };
    [CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING].contains(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_are_headers_become_some() {
        let (headers, unusable) =
            parse_headers("X-A: b c\nnonsense\nContent-Length: 0\n\nX-Empty:\nbad name: x");
        let texts: Vec<_> =
            headers.iter().map(|(n, v)| (n.as_str(), v.to_str().unwrap())).collect();
        assert_eq!(texts, [("x-a", "b c"), ("x-empty", "")]);
        assert_eq!(unusable, ["nonsense", "Content-Length: 0", "bad name: x"]);
    }
}
