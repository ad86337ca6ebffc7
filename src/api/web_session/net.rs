//! Who the client is: subnets, trusted proxies, forwarded headers (webapi §2.8, §2.9).
//!
//! Forwarded headers count only when the TCP peer is a trusted proxy, and of `X-Forwarded-For` the
//! last address that is no trusted proxy. qBittorrent takes the first public one, which the client
//! itself can write: bans and bypass rules would then be about an address of its choice.

use std::net::IpAddr;
use std::str::FromStr;

/// A network: an address and how many of its leading bits count. IPv4 and IPv4-mapped IPv6 are the
/// same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subnet {
    bits: u128,
    mask: u128,
}

impl Subnet {
    /// Whether an address belongs to it.
    pub(crate) fn contains(&self, ip: IpAddr) -> bool {
        bits(ip) & self.mask == self.bits
    }

    /// The valid entries of a list.
    pub(crate) fn list(text: &str, separators: &[char]) -> Vec<Self> {
        text.split(separators).filter_map(|entry| entry.trim().parse().ok()).collect()
    }
}

/// A text that is neither an address nor a subnet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotASubnet;

impl FromStr for Subnet {
    type Err = NotASubnet;

    fn from_str(text: &str) -> Result<Self, NotASubnet> {
        let (ip, length) = match text.split_once('/') {
            Some((ip, length)) => (ip, Some(length.parse::<u32>().map_err(|_| NotASubnet)?)),
            None => (text, None),
        };
        let ip: IpAddr = ip.parse().map_err(|_| NotASubnet)?;
        let (width, offset) = if ip.is_ipv4() { (32, 96) } else { (128, 0) };
        let length = length.unwrap_or(width);
        if length > width {
            return Err(NotASubnet);
        }
        let mask = u128::MAX.checked_shl(128 - (offset + length)).unwrap_or(0);
        Ok(Self { bits: bits(ip) & mask, mask })
    }
}

fn bits(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(v4) => u128::from(v4.to_ipv6_mapped()),
        IpAddr::V6(v6) => u128::from(v6),
    }
}

/// The client's address: the TCP peer, or what trusted proxies say.
pub(crate) fn client_ip(peer: IpAddr, forwarded_for: Option<&str>, proxies: &[Subnet]) -> IpAddr {
    let is_proxy = |ip: IpAddr| proxies.iter().any(|subnet| subnet.contains(ip));
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
    let socket = || text.parse::<std::net::SocketAddr>().ok().map(|socket| socket.ip());
    text.parse().ok().or_else(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn subnets_hold_their_addresses() {
        let subnet: Subnet = "192.168.4.0/22".parse().unwrap();
        assert!(subnet.contains(ip("192.168.7.255")) && !subnet.contains(ip("192.168.8.0")));
        assert!(subnet.contains(ip("::ffff:192.168.5.1")));
        let single: Subnet = "10.0.0.1".parse().unwrap();
        assert!(single.contains(ip("10.0.0.1")) && !single.contains(ip("10.0.0.2")));
        let all: Subnet = "::/0".parse().unwrap();
        assert!(all.contains(ip("2001:db8::1")) && all.contains(ip("10.0.0.1")));
        assert!(!"0.0.0.0/0".parse::<Subnet>().unwrap().contains(ip("2001:db8::1")));
        for bad in ["", "10.0.0.0/33", "x/8", "10.0.0.0/-1", "10.0.0/8"] {
            assert_eq!(bad.parse::<Subnet>(), Err(NotASubnet), "{bad}");
        }
    }

    #[test]
    fn bad_entries_of_a_list_are_dropped() {
        assert_eq!(Subnet::list("10.0.0.0/8, x\n::1", &[',', '\n']).len(), 2);
    }

    #[test]
    fn only_a_trusted_proxy_may_name_the_client() {
        let proxies = Subnet::list("127.0.0.1;10.0.0.0/8", &[';']);
        let header = Some("198.51.100.7, 203.0.113.9, 10.1.1.1");
        assert_eq!(client_ip(ip("127.0.0.1"), header, &proxies), ip("203.0.113.9"));
        assert_eq!(client_ip(ip("192.0.2.1"), header, &proxies), ip("192.0.2.1"));
        assert_eq!(client_ip(ip("127.0.0.1"), header, &[]), ip("127.0.0.1"));
    }

    #[test]
    fn unreadable_or_missing_headers_leave_the_last_known_address() {
        let proxies = Subnet::list("127.0.0.1", &[';']);
        assert_eq!(client_ip(ip("::ffff:127.0.0.1"), None, &proxies), ip("127.0.0.1"));
        assert_eq!(client_ip(ip("127.0.0.1"), Some("unknown"), &proxies), ip("127.0.0.1"));
        let with_port = Some("[2001:db8::1]:443");
        assert_eq!(client_ip(ip("127.0.0.1"), with_port, &proxies), ip("2001:db8::1"));
    }
}
