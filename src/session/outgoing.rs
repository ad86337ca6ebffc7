//! How the settings want outgoing requests to be made.
//!
//! Pure. Web seeds stand for what BitTorrent is in qBittorrent: they follow its switches, and all
//! other requests follow those for general purposes. Nodes and sources are named by whoever runs
//! this server, mostly in the own network, and are reached directly: no proxy and no interface
//! holds for them.

use super::settings::libtorrent::Own;
use super::settings::{Key, SettingsPack};
use crate::fetch::{FetchOptions, Proxy};

/// What is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Torrents by URL, databases: everything but content.
    General,
    /// Content from web seeds.
    WebSeeds,
}

/// How the settings want outgoing requests to be made.
pub(super) fn fetch_options(settings: &SettingsPack, what: Use) -> FetchOptions {
    let (proxied, ignore_tls_errors) = match what {
        Use::General => (Key::ProxyMisc, settings.bool(Key::IgnoreSslErrors)),
        Use::WebSeeds => {
            (Key::ProxyBittorrent, !settings.bool(Key::ValidateHttpsTrackerCertificate))
        }
    };
    let interface = settings.text(Key::CurrentNetworkInterface).trim();
    FetchOptions {
        user_agent: settings.own_text(Own::UserAgent),
        proxy: settings.bool(proxied).then(|| proxy(settings)).flatten(),
        ssrf_mitigation: settings.bool(Key::SsrfMitigation),
        ignore_tls_errors,
        interface: (!interface.is_empty()).then(|| interface.to_owned()),
        local_address: settings.text(Key::CurrentInterfaceAddress).trim().parse().ok(),
        ..FetchOptions::default()
    }
}

/// The proxy; one that makes no sense is returned too, so that nothing goes past it.
fn proxy(settings: &SettingsPack) -> Option<Proxy> {
    let scheme = match settings.text(Key::ProxyType) {
        "HTTP" => "http",
        "SOCKS5" => "socks5",
        "SOCKS4" => "socks4",
        _ => return None,
    };
    let host = settings.text(Key::ProxyIp).trim();
    let host = if host.contains(':') && !host.starts_with('[') {
        format!("[{host}]")
    } else {
        host.to_owned()
    };
    // SOCKS4 has no passwords.
    let wants_login = settings.bool(Key::ProxyAuthEnabled) && scheme != "socks4";
    let login = wants_login.then(|| {
        let text = |key| settings.text(key).to_owned();
        (text(Key::ProxyUsername), text(Key::ProxyPassword))
    });
    Some(Proxy {
        url: format!("{scheme}://{host}:{}", settings.int(Key::ProxyPort)),
        resolves_names: settings.bool(Key::ProxyHostnameLookup),
        login,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::settings::Value;

    fn settings(set: &[(Key, Value)]) -> SettingsPack {
        SettingsPack::with(set.iter().cloned())
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn the_proxy_is_used_for_what_it_is_switched_on() {
        let of = |set: &[(Key, Value)], what| fetch_options(&settings(set), what).proxy;
        assert_eq!(of(&[], Use::General), None);
        let mut set = vec![
            (Key::ProxyType, text("SOCKS5")),
            (Key::ProxyIp, text("::1")),
            (Key::ProxyPort, Value::Int(9050)),
            (Key::ProxyAuthEnabled, Value::Bool(true)),
            (Key::ProxyUsername, text("u")),
            (Key::ProxyPassword, text("p")),
        ];
        let proxy = of(&set, Use::General).unwrap();
        assert_eq!(proxy.url, "socks5://[::1]:9050");
        assert_eq!(proxy.login, Some(("u".to_owned(), "p".to_owned())));
        assert!(!proxy.resolves_names);
        set.push((Key::ProxyMisc, Value::Bool(false)));
        assert_eq!(of(&set, Use::General), None);
        assert!(of(&set, Use::WebSeeds).is_some());
        set.push((Key::ProxyBittorrent, Value::Bool(false)));
        assert_eq!(of(&set, Use::WebSeeds), None);
    }

    #[test]
    fn certificates_have_a_switch_for_each_use() {
        let of = |key, value| {
            let settings = settings(&[(key, Value::Bool(value))]);
            [Use::General, Use::WebSeeds]
                .map(|what| fetch_options(&settings, what).ignore_tls_errors)
        };
        assert_eq!(of(Key::IgnoreSslErrors, true), [true, false]);
        assert_eq!(of(Key::ValidateHttpsTrackerCertificate, false), [false, true]);
        assert_eq!(of(Key::ValidateHttpsTrackerCertificate, true), [false, false]);
    }

    #[test]
    fn connections_leave_by_what_is_set() {
        let none = fetch_options(&settings(&[]), Use::General);
        assert_eq!((none.interface, none.local_address), (None, None));
        let set = [
            (Key::CurrentNetworkInterface, text(" wg0 ")),
            (Key::CurrentInterfaceAddress, text("10.2.0.2")),
            (Key::SsrfMitigation, Value::Bool(false)),
        ];
        let options = fetch_options(&settings(&set), Use::WebSeeds);
        assert_eq!(options.interface.as_deref(), Some("wg0"));
        assert_eq!(options.local_address, "10.2.0.2".parse().ok());
        assert!(!options.ssrf_mitigation);
    }
}
