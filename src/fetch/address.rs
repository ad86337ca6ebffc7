//! What kind of place an IP address is: the rule behind every outgoing request.
//!
//! Pure. IPv6 forms that carry an IPv4 address (mapped, compatible, translated, NAT64, 6to4) are
//! judged by the address inside, because that is where the packets end up.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Globally reachable.
    Public,
    /// This machine, the local network, a carrier's or overlay network, or a reserved range.
    Private,
    /// Link-local (169.254.0.0/16, `fe80::/10`): cloud metadata services live there.
    LinkLocal,
    /// Multicast and broadcast: never a web server.
    Unusable,
}

/// Which zones a request may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Public and private.
    Local,
    /// Public alone.
    Public,
}

impl Reach {
    /// True when an address of this zone may be connected to.
    pub fn allows(self, zone: Zone) -> bool {
        match zone {
            Zone::Public => true,
            Zone::Private => self == Self::Local,
            Zone::LinkLocal | Zone::Unusable => false,
        }
    }
}

/// Says where an address leads.
pub fn zone(ip: IpAddr) -> Zone {
    match ip {
        IpAddr::V4(ip) => zone_v4(ip),
        IpAddr::V6(ip) => zone_v6(ip),
    }
}

fn zone_v4(ip: Ipv4Addr) -> Zone {
    let [a, b, c, _] = ip.octets();
    if ip.is_link_local() {
        return Zone::LinkLocal;
    }
    if ip.is_multicast() || ip.is_broadcast() {
        return Zone::Unusable;
    }
    let private = match (a, b, c) {
        // "This network" (reaches this host on Linux), private use, loopback, reserved.
        (0 | 10 | 127 | 240..=255, _, _)
        // Shared address space of carriers, also used by overlay networks.
        | (100, 64..=127, _)
        | (172, 16..=31, _)
        // IETF protocol assignments, documentation, the old 6to4 relay.
        | (192, 0, 0 | 2)
        | (192, 88, 99)
        | (192, 168, _)
        // Benchmarks and documentation.
        | (198, 18 | 19, _)
        | (198, 51, 100)
        | (203, 0, 113) => true,
        _ => false,
    };
    if private { Zone::Private } else { Zone::Public }
}

/// The IPv4 address that an IPv6 address stands for, if it does.
fn embedded_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let from = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match ip.segments() {
        // ::/128 and ::1/128 are themselves, not IPv4-compatible addresses.
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        // IPv4-compatible, IPv4-mapped, IPv4-translated (RFC 2765), NAT64 (RFC 6052).
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        // 6to4 (RFC 3056).
        | [0x2002, high, low, ..] => Some(from(high, low)),
        _ => None,
    }
}

fn zone_v6(ip: Ipv6Addr) -> Zone {
    if let Some(inner) = embedded_v4(ip) {
        return zone_v4(inner);
    }
    let [first, second, third, ..] = ip.segments();
    if first & 0xffc0 == 0xfe80 {
        return Zone::LinkLocal;
    }
    if first & 0xff00 == 0xff00 {
        return Zone::Unusable;
    }
    // Only 2000::/3 is global unicast; loopback, unique local (fc00::/7), site-local and
    // discard ranges lie outside of it.
    let global = first & 0xe000 == 0x2000;
    let special = match (first, second, third) {
        // 2001::/23: Teredo, benchmarks, ORCHID; 2001:db8::/32 and 3fff::/20: documentation.
        (0x2001, 0..=0x1ff | 0xdb8, _) | (0x3fff, 0..=0xfff, _) => true,
        _ => false,
    };
    if global && !special { Zone::Public } else { Zone::Private }
}

/// What can be said about a URL's host without a name server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An address written out, in whatever spelling.
    Literal(Zone),
    /// A name that can only mean something local.
    LocalName,
    /// A name to resolve.
    Name,
}

/// Judges the host of an http(s) URL; `None` when it has none.
pub fn target(url: &Url) -> Option<Target> {
    Some(match url.host()? {
        Host::Ipv4(ip) => Target::Literal(zone_v4(ip)),
        Host::Ipv6(ip) => Target::Literal(zone_v6(ip)),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let top = name.rsplit('.').next().unwrap_or_default();
            let local = !name.contains('.')
                || matches!(top, "localhost" | "local" | "lan" | "internal" | "home")
                || name.ends_with(".home.arpa");
            if local { Target::LocalName } else { Target::Name }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_the_right_zone() {
        let table = [
            ("8.8.8.8", Zone::Public),
            ("1.1.1.1", Zone::Public),
            ("100.63.255.255", Zone::Public),
            ("100.128.0.1", Zone::Public),
            ("172.15.0.1", Zone::Public),
            ("172.32.0.1", Zone::Public),
            ("192.0.1.1", Zone::Public),
            ("198.20.0.1", Zone::Public),
            ("127.0.0.1", Zone::Private),
            ("127.8.9.10", Zone::Private),
            ("0.0.0.0", Zone::Private),
            ("0.1.2.3", Zone::Private),
            ("10.1.2.3", Zone::Private),
            ("172.16.0.1", Zone::Private),
            ("172.31.255.255", Zone::Private),
            ("192.168.1.1", Zone::Private),
            ("100.64.0.1", Zone::Private),
            ("100.127.255.254", Zone::Private),
            ("192.0.0.170", Zone::Private),
            ("192.0.2.1", Zone::Private),
            ("192.88.99.1", Zone::Private),
            ("198.18.0.1", Zone::Private),
            ("198.51.100.7", Zone::Private),
            ("203.0.113.9", Zone::Private),
            ("240.0.0.1", Zone::Private),
            ("169.254.169.254", Zone::LinkLocal),
            ("224.0.0.1", Zone::Unusable),
            ("255.255.255.255", Zone::Unusable),
            ("2606:4700:4700::1111", Zone::Public),
            ("2a00:1450::1", Zone::Public),
            ("::1", Zone::Private),
            ("::", Zone::Private),
            ("fc00::1", Zone::Private),
            ("fd00:ec2::254", Zone::Private),
            ("fec0::1", Zone::Private),
            ("100::1", Zone::Private),
            ("2001:db8::1", Zone::Private),
            ("2001::1", Zone::Private),
            ("2001:2::1", Zone::Private),
            ("3fff::1", Zone::Private),
            ("64:ff9b:1::1", Zone::Private),
            ("fe80::1", Zone::LinkLocal),
            ("febf::1", Zone::LinkLocal),
            ("ff02::1", Zone::Unusable),
            // IPv4 inside IPv6.
            ("::ffff:8.8.8.8", Zone::Public),
            ("::ffff:127.0.0.1", Zone::Private),
            ("::ffff:169.254.169.254", Zone::LinkLocal),
            ("::127.0.0.1", Zone::Private),
            ("::ffff:0:10.0.0.1", Zone::Private),
            ("64:ff9b::8.8.8.8", Zone::Public),
            ("64:ff9b::192.168.0.1", Zone::Private),
            ("64:ff9b::169.254.169.254", Zone::LinkLocal),
            ("2002:0808:0808::1", Zone::Public),
            ("2002:7f00:0001::1", Zone::Private),
            ("2002:a9fe:a9fe::1", Zone::LinkLocal),
        ];
        for (text, expected) in table {
            let ip: IpAddr = text.parse().expect(text);
            assert_eq!(zone(ip), expected, "{text}");
        }
    }

    #[test]
    fn spellings_of_literals_do_not_help() {
        let table = [
            ("http://0x7f.1/", Some(Target::Literal(Zone::Private))),
            ("http://2130706433/", Some(Target::Literal(Zone::Private))),
            ("http://017700000001/", Some(Target::Literal(Zone::Private))),
            ("http://[::ffff:a9fe:a9fe]/", Some(Target::Literal(Zone::LinkLocal))),
            ("http://127。0。0。1/", Some(Target::Literal(Zone::Private))),
            ("http://localhost:9117/", Some(Target::LocalName)),
            ("http://LOCALHOST./", Some(Target::LocalName)),
            ("http://prowlarr/", Some(Target::LocalName)),
            ("http://nas.home.arpa/", Some(Target::LocalName)),
            ("http://metadata.google.internal/", Some(Target::LocalName)),
            ("http://example.org/", Some(Target::Name)),
            ("magnet:?xt=urn:btih:00", None),
        ];
        for (text, expected) in table {
            assert_eq!(target(&Url::parse(text).expect(text)), expected, "{text}");
        }
    }

    #[test]
    fn reach_decides() {
        assert!(Reach::Local.allows(Zone::Private) && Reach::Local.allows(Zone::Public));
        assert!(!Reach::Public.allows(Zone::Private) && Reach::Public.allows(Zone::Public));
        for reach in [Reach::Local, Reach::Public] {
            assert!(!reach.allows(Zone::LinkLocal) && !reach.allows(Zone::Unusable));
        }
    }
}
