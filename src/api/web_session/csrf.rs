//! Cross-site and Host checks (webapi §2.6, §2.7): a page of another site must not act through a
//! person's browser. Programs that send neither `Origin` nor `Referer` pass.

use std::net::IpAddr;

/// Host and explicit port of an origin, a URL or a `Host` header.
#[derive(Debug, PartialEq, Eq)]
struct Authority<'a> {
    host: &'a str,
    port: Option<u16>,
}

/// What the cross-site check looks at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sender<'a> {
    /// `Origin` header.
    pub(crate) origin: Option<&'a str>,
    /// `Referer` header.
    pub(crate) referer: Option<&'a str>,
}

/// True when the request comes from a page of another site than `target` (a `Host` value).
///
/// `Origin` alone counts when present, else `Referer`. Same means equal host and equal *explicit*
/// port: `http://box:80` is not `box`, and `null` is nobody.
pub(crate) fn is_cross_site(sender: Sender<'_>, target: &str) -> bool {
    let claimed = [sender.origin, sender.referer].into_iter().flatten().find(|s| !s.is_empty());
    let Some(claimed) = claimed else { return false };
    match (authority(claimed), authority(target)) {
        (Some(from), Some(to)) => {
            !from.host.eq_ignore_ascii_case(to.host) || from.port != to.port || from.host.is_empty()
        }
        _ => true,
    }
}

/// True when the `Host` header names this server: no foreign port, and the address of the socket
/// or a name of `domains` (patterns with `*` and `?`, found anywhere in the name, as qBittorrent
/// does).
pub(crate) fn is_allowed_host(
    host: &str,
    local: IpAddr,
    port: u16,
    domains: impl IntoIterator<Item = impl AsRef<str>>,
) -> bool {
    let Some(authority) = authority(host) else { return false };
    if authority.port.is_some_and(|explicit| explicit != port) {
        return false;
    }
    let is_local =
        authority.host.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical() == local.to_canonical());
    let name = authority.host.to_ascii_lowercase();
    is_local
        || domains.into_iter().any(|pattern| {
            let pattern = pattern.as_ref().trim().to_ascii_lowercase();
            !pattern.is_empty() && glob(format!("*{pattern}*").as_bytes(), name.as_bytes())
        })
}

/// The authority of `http://user@host:port/path` or `host:port`; IPv6 without brackets. `None`
/// when it is malformed.
fn authority(text: &str) -> Option<Authority<'_>> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#']).next()?;
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let (host, port) = match rest.strip_prefix('[') {
        Some(bracketed) => {
            let (host, after) = bracketed.split_once(']')?;
            (host, after.strip_prefix(':').or(after.is_empty().then_some("")))
        }
        None => match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, Some("")),
        },
    };
    let port = match port? {
        "" => None,
        digits => Some(digits.parse().ok()?),
    };
    Some(Authority { host, port })
}

/// Matches `*` and `?` in time proportional to the product of the lengths.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut pattern_rest, mut text_rest) = (pattern, text);
    let mut retry: Option<(&[u8], &[u8])> = None;
    loop {
        match (pattern_rest.split_first(), text_rest.split_first()) {
            (Some((b'*', after)), _) => {
                retry = Some((after, text_rest));
                pattern_rest = after;
            }
            (Some((wanted, after)), Some((got, rest))) if *wanted == b'?' || wanted == got => {
                (pattern_rest, text_rest) = (after, rest);
            }
            (None, None) => return true,
            _ => match retry.and_then(|(after, from)| Some((after, from.split_first()?.1))) {
                Some((after, from)) => {
                    retry = Some((after, from));
                    (pattern_rest, text_rest) = (after, from);
                }
                None => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cross(origin: Option<&str>, referer: Option<&str>, target: &str) -> bool {
        is_cross_site(Sender { origin, referer }, target)
    }

    #[test]
    fn programs_without_origin_pass() {
        assert!(!cross(None, None, "127.0.0.1:8080"));
        assert!(!cross(Some(""), Some(""), "127.0.0.1:8080"));
    }

    #[test]
    fn the_same_host_and_port_pass() {
        assert!(!cross(Some("http://127.0.0.1:8080"), None, "127.0.0.1:8080"));
        assert!(!cross(None, Some("https://Box:8080/ui?x#y"), "box:8080"));
        assert!(!cross(Some("http://[::1]:8080"), None, "[::1]:8080"));
        assert!(!cross(Some("http://box"), Some("http://evil"), "box"), "origin alone counts");
    }

    #[test]
    fn others_are_cross_site() {
        for origin in [
            "http://evil.example",
            "null",
            "http://127.0.0.1:1",
            "http://127.0.0.1",
            "http://127.0.0.1:8080.evil.example",
            "http://127.0.0.1:8080@evil.example",
            "http://[::1",
            "http://",
        ] {
            assert!(cross(Some(origin), None, "127.0.0.1:8080"), "{origin}");
            assert!(cross(None, Some(origin), "127.0.0.1:8080"), "{origin}");
        }
        assert!(cross(Some("http://box:80"), None, "box"), "default ports are not normalised");
        assert!(cross(Some("http://box"), None, ""));
    }

    fn allowed(host: &str, domains: &[&str]) -> bool {
        is_allowed_host(host, IpAddr::from([127, 0, 0, 1]), 8080, domains)
    }

    #[test]
    fn a_foreign_port_is_refused_whatever_the_names() {
        assert!(allowed("127.0.0.1:8080", &["*"]));
        assert!(!allowed("127.0.0.1:1", &["*"]));
        assert!(!allowed("evil.example:bad", &["*"]));
        assert!(allowed("", &["*"]), "no Host header");
    }

    #[test]
    fn names_match_patterns_anywhere() {
        assert!(allowed("127.0.0.1", &[]));
        assert!(allowed("[::ffff:127.0.0.1]:8080", &[]));
        assert!(!allowed("box.example", &[]));
        assert!(allowed("box.EXAMPLE:8080", &[" Example "]));
        assert!(allowed("a.b.example", &["a.*.exa"]));
        assert!(!allowed("a.example", &["b?.example", ""]));
        assert!(!allowed("evil.example", &["box"]));
    }

    #[test]
    fn a_glob_with_many_stars_ends() {
        let pattern = "*a".repeat(50);
        assert!(!glob(pattern.as_bytes(), "a".repeat(49).as_bytes()));
        assert!(glob(pattern.as_bytes(), "a".repeat(50).as_bytes()));
    }
}
