//! Who the client is: trusted proxies and forwarded headers (webapi §2.8).
//!
//! Forwarded headers count only when the TCP peer is a trusted proxy, and of `X-Forwarded-For` the
//! last address that is no trusted proxy. qBittorrent takes the first public one, which the client
//! itself can write: bans and bypass rules would then be about an address of its choice.

use std::net::{IpAddr, SocketAddr};

use crate::session::settings::Network;

/// The client's address: the TCP peer, or what trusted proxies say.
pub(crate) fn client_ip(peer: IpAddr, forwarded_for: Option<&str>, proxies: &[Network]) -> IpAddr {
    let is_proxy = |ip: IpAddr| proxies.iter().any(|proxy| proxy.contains(ip));
    let peer = peer.to_canonical();
    if !is_proxy(peer) {
        return peer;
    }
    let mut client = peer;
    for entry in forwarded_for.unwrap_or_default().rsplit(',') {
        let Some(ip) = parse_forwarded(entry.trim()) else { break };
        client = ip.to_canonical();
        if !is_proxy(client) {
            break;
        }
    }
    client
}

/// An address with or without a port.
fn parse_forwarded(text: &str) -> Option<IpAddr> {
    let socket = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    text.parse().ok().or_else(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn networks(text: &str) -> Vec<Network> {
        text.split(';').filter_map(Network::parse).collect()
    }

    #[test]
    fn only_a_trusted_proxy_may_name_the_client() {
        let proxies = networks("127.0.0.1;10.0.0.0/8");
        let header = Some("198.51.100.7, 203.0.113.9, 10.1.1.1");
        assert_eq!(client_ip(ip("127.0.0.1"), header, &proxies), ip("203.0.113.9"));
        assert_eq!(client_ip(ip("192.0.2.1"), header, &proxies), ip("192.0.2.1"));
        assert_eq!(client_ip(ip("127.0.0.1"), header, &[]), ip("127.0.0.1"));
    }

    #[test]
    fn unreadable_or_missing_headers_leave_the_last_known_address() {
        let proxies = networks("127.0.0.1");
        assert_eq!(client_ip(ip("::ffff:127.0.0.1"), None, &proxies), ip("127.0.0.1"));
        assert_eq!(client_ip(ip("127.0.0.1"), Some("unknown"), &proxies), ip("127.0.0.1"));
        let with_port = Some("[2001:db8::1]:443");
        assert_eq!(client_ip(ip("127.0.0.1"), with_port, &proxies), ip("2001:db8::1"));
    }
}
