//! The session cookie on the wire (webapi §2.3, design §7).
//!
//! One value under up to two names: `SID`, which old clients look for, and `QBT_SID_<port>`, which
//! keeps two servers on one host apart. Reading takes the own name first, then every `SID`.

use std::fmt::Write as _;
use std::time::{Duration, UNIX_EPOCH};

use actix_web::http::header::HttpDate;
use cookie::Cookie;

use crate::api::dialect::{CookieNames, Dialect};

/// What the name of the port's own cookie begins with.
const PREFIX: &str = "QBT_SID_";

/// What decides a cookie's attributes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CookieRules {
    /// What the client expects.
    pub(crate) dialect: Dialect,
    /// Own port, for the name.
    pub(crate) port: u16,
    /// Cross-site protection is on.
    pub(crate) csrf_protection: bool,
    /// The option is on and the client's connection is encrypted.
    pub(crate) secure: bool,
    /// Seconds since the epoch at which a lasting cookie ends.
    pub(crate) expires: i64,
}

/// Values that may name a session, in the order in which they are tried.
pub(crate) fn candidates<'a>(
    headers: &(impl Iterator<Item = &'a str> + Clone),
    port: u16,
) -> Vec<&'a str> {
    let own = format!("{PREFIX}{port}");
    let with_name = |name: &str| {
        let found = parsed(headers).filter(|(found, _)| found == name);
        found.map(|(_, value)| value).collect::<Vec<_>>()
    };
    let mut values = with_name(&own);
    values.extend(with_name("SID"));
    values
}

/// Whether a client keeps its session under the name of another port, which this server had when it
/// sent it, and not under the present one. A server beside this one has other values.
pub(crate) fn has_former_name<'a>(
    headers: &(impl Iterator<Item = &'a str> + Clone),
    port: u16,
    sid: &'a str,
) -> bool {
    let own = format!("{PREFIX}{port}");
    let mut former = false;
    for (name, value) in parsed(headers) {
        if name == own {
            return false;
        }
        former |= name.starts_with(PREFIX) && value == sid;
    }
    former
}

/// Names and values that are not empty.
fn parsed<'a>(
    headers: &(impl Iterator<Item = &'a str> + Clone),
) -> impl Iterator<Item = (String, &'a str)> {
    let cookies = headers.clone().flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.filter_map(|cookie| {
        let value = cookie.value_raw().map(unquoted).filter(|value| !value.is_empty())?;
        Some((cookie.name().to_owned(), value))
    })
}

/// `Set-Cookie` values for a new or renewed session.
pub(crate) fn issue(sid: &str, rules: CookieRules) -> Vec<String> {
    let mut attributes = String::new();
    if rules.secure {
        attributes.push_str("; secure");
    }
    attributes.push_str("; HttpOnly");
    if rules.csrf_protection {
        attributes.push_str("; SameSite=");
        attributes.push_str(rules.dialect.same_site());
    } else if rules.secure {
        attributes.push_str("; SameSite=None");
    }
    if rules.dialect.cookies_last() {
        let since = Duration::from_secs(u64::try_from(rules.expires).unwrap_or_default());
        // Writing to a string cannot fail.
        let _ = write!(attributes, "; expires={}", HttpDate::from(UNIX_EPOCH + since));
    }
    let names = names(rules.dialect, rules.port).into_iter();
    names.map(|name| format!("{name}={sid}{attributes}; path=/")).collect()
}

/// `Set-Cookie` values that make a client forget the session.
pub(crate) fn clear(dialect: Dialect, port: u16) -> Vec<String> {
    let names = names(dialect, port).into_iter();
    names.map(|name| format!("{name}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/")).collect()
}

fn names(dialect: Dialect, port: u16) -> Vec<String> {
    let (sid, own) = ("SID".to_owned(), format!("QBT_SID_{port}"));
    match dialect.cookie_names() {
        CookieNames::SidOnly => vec![sid],
        CookieNames::SidFirst => vec![sid, own],
        CookieNames::PortFirst => vec![own, sid],
    }
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: CookieRules = CookieRules {
        dialect: Dialect::V5_1,
        port: 8080,
        csrf_protection: true,
        secure: false,
        expires: 1_795_000_000,
    };

    #[test]
    fn the_own_name_goes_first_then_every_sid() {
        let header = "a=b; SID=one; QBT_SID_9090=other; SID=\"two\"; QBT_SID_8080=own; x";
        assert_eq!(candidates(&[header].into_iter(), 8080), ["own", "one", "two"]);
        assert!(candidates(&["sid=x; SID=; QBT_SID_808=y"].into_iter(), 8080).is_empty());
        assert_eq!(candidates(&["SID=a", "QBT_SID_1=b"].into_iter(), 1), ["b", "a"]);
    }

    #[test]
    fn a_session_under_the_name_of_a_former_port_is_seen() {
        let is_former = |header: &str| has_former_name(&[header].into_iter(), 9090, "v");
        assert!(is_former("SID=v; QBT_SID_8080=v"));
        assert!(!is_former("SID=v; QBT_SID_8080=v; QBT_SID_9090=v"));
        assert!(!is_former("SID=v; QBT_SID_8080=another server's"));
        assert!(!is_former("SID=v"));
    }

    #[test]
    fn a_replayed_set_cookie_is_read() {
        let header = "SID=abc; HttpOnly; SameSite=Strict; path=/";
        assert_eq!(candidates(&[header].into_iter(), 8080), ["abc"]);
    }

    #[test]
    fn each_dialect_has_its_cookies() {
        assert_eq!(
            issue("v", RULES),
            [
                "SID=v; HttpOnly; SameSite=Strict; path=/",
                "QBT_SID_8080=v; HttpOnly; SameSite=Strict; path=/"
            ]
        );
        assert_eq!(
            issue("v", CookieRules { dialect: Dialect::V4, ..RULES }),
            ["SID=v; HttpOnly; SameSite=Strict; path=/"]
        );
        assert_eq!(
            issue("v", CookieRules { dialect: Dialect::V5_3, ..RULES }).first().unwrap(),
            "QBT_SID_8080=v; HttpOnly; SameSite=Lax; expires=Wed, 18 Nov 2026 11:06:40 GMT; path=/"
        );
    }

    #[test]
    fn without_protection_same_site_depends_on_encryption() {
        let plain = CookieRules { dialect: Dialect::V4, csrf_protection: false, ..RULES };
        assert_eq!(issue("v", plain), ["SID=v; HttpOnly; path=/"]);
        let secure = CookieRules { secure: true, ..plain };
        assert_eq!(issue("v", secure), ["SID=v; secure; HttpOnly; SameSite=None; path=/"]);
    }

    #[test]
    fn a_logout_clears_every_name() {
        let cleared = clear(Dialect::V5_1, 8080);
        assert!(cleared.iter().any(|cookie| cookie.starts_with("SID=; expires=Thu, 01 Jan 1970")));
        assert!(cleared.iter().any(|cookie| cookie.starts_with("QBT_SID_8080=; ")));
    }
}
