//! IP addresses and networks as Qt reads them, which is more lenient than Rust does.
//!
//! A number alone is an address (`5` is 0.0.0.5), parts may be hexadecimal or octal, and a
//! network may leave out trailing parts (`10` is 10.0.0.0/8).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Reads an address; a zone after `%` is dropped.
pub fn parse_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    if text.contains(':') {
        let bare = text.split_once('%').map_or(text, |(bare, _)| bare);
        return bare.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    }
    parse_v4(text).map(IpAddr::V4)
}

/// One to four parts, the last of which fills all bytes that are left.
fn parse_v4(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = text.split('.').collect();
    let (last, front) = parts.split_last()?;
    if front.len() > 3 {
        return None;
    }
    let mut address: u32 = 0;
    for part in front {
        address = (address << 8) | u32::from(u8::try_from(parse_part(part)?).ok()?);
    }
    let last = parse_part(last)?;
    let free_bits = 32_u32.checked_sub(u32::try_from(front.len()).ok()?.checked_mul(8)?)?;
    if u64::from(last) >= 1_u64 << free_bits {
        return None;
    }
    let high = address.checked_shl(free_bits).unwrap_or(0);
    Some(Ipv4Addr::from_bits(high | last))
}

fn parse_part(text: &str) -> Option<u32> {
    let (digits, radix) = if let Some(hex) = text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        (hex, 16)
    } else if text.len() > 1 && text.starts_with('0') {
        (text, 8)
    } else {
        (text, 10)
    };
    if !digits.starts_with(|first: char| first.is_digit(radix)) {
        return None;
    }
    u32::from_str_radix(digits, radix).ok()
}

/// A network: its first address and the length of its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network {
    first: IpAddr,
    prefix: u8,
}

impl Network {
    /// Reads `address/prefix`, `address/mask`, or an address alone; host bits are cleared.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        if address.contains(':') {
            let address = address.parse::<Ipv6Addr>().ok()?;
            let prefix = length.map_or(Some(128), |length| length.parse().ok())?;
            return (prefix <= 128).then(|| Self::of(IpAddr::V6(address), prefix));
        }
        let parts: Vec<&str> = address.trim_end_matches('.').split('.').collect();
        let mut bytes = [0_u8; 4];
        if parts.len() > bytes.len() {
            return None;
        }
        for (byte, part) in bytes.iter_mut().zip(&parts) {
            *byte = part.parse().ok()?;
        }
        let prefix = match length {
            Some(mask) if mask.contains('.') => {
                let bits = mask.parse::<Ipv4Addr>().ok()?.to_bits();
                let ones = bits.leading_ones();
                (ones.saturating_add(bits.trailing_zeros()) >= 32).then_some(ones)?
            }
            Some(length) => length.parse().ok()?,
            None => u32::try_from(parts.len()).ok()?.checked_mul(8)?,
        };
        let prefix = u8::try_from(prefix).ok().filter(|prefix| *prefix <= 32)?;
        Some(Self::of(IpAddr::V4(Ipv4Addr::from(bytes)), prefix))
    }

    fn of(address: IpAddr, prefix: u8) -> Self {
        Self { first: mask(address, prefix), prefix }
    }

    /// Whether `address` lies in the network; an IPv4 address written as IPv6 counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = match self.first {
            IpAddr::V4(_) => address.to_canonical(),
            IpAddr::V6(_) => address,
        };
        address.is_ipv4() == self.first.is_ipv4() && mask(address, self.prefix) == self.first
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.prefix)
    }
}

fn mask(address: IpAddr, prefix: u8) -> IpAddr {
    let prefix = u32::from(prefix);
    match address {
        IpAddr::V4(v4) => {
            let keep = u32::MAX.checked_shl(32_u32.saturating_sub(prefix)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(v4.to_bits() & keep))
        }
        IpAddr::V6(v6) => {
            let keep = u128::MAX.checked_shl(128_u32.saturating_sub(prefix)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & keep))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_leniently() {
        for (text, address) in [
            ("5", Some("0.0.0.5")),
            ("1.2", Some("1.0.0.2")),
            ("10.0x10.010.1", Some("10.16.8.1")),
            ("4294967295", Some("255.255.255.255")),
            (" 192.168.0.1 ", Some("192.168.0.1")),
            ("2001:DB8:0:0:0:0:0:1", Some("2001:db8::1")),
            ("fe80::1%eth0", Some("fe80::1")),
            ("4294967296", None),
            ("1.2.3.256", None),
            ("1.2.3.4.5", None),
            ("1..2", None),
            ("+1.2.3.4", None),
            ("", None),
            ("true", None),
        ] {
            assert_eq!(parse_address(text).map(|a| a.to_string()).as_deref(), address, "{text}");
        }
    }

    #[test]
    fn networks_are_read_and_normalised() {
        for (text, network) in [
            ("5", Some("5.0.0.0/8")),
            ("10.1.2.3/8", Some("10.0.0.0/8")),
            ("10.1.2.3", Some("10.1.2.3/32")),
            ("192.168.1.9/255.255.255.0", Some("192.168.1.0/24")),
            ("0.0.0.0/0", Some("0.0.0.0/0")),
            ("2001:db8::1/32", Some("2001:db8::/32")),
            ("::1", Some("::1/128")),
            ("10.0.0.0/33", None),
            ("10.0.0.0/255.0.255.0", None),
            ("::1/129", None),
            ("300.1", None),
            ("", None),
        ] {
            assert_eq!(Network::parse(text).map(|n| n.to_string()).as_deref(), network, "{text}");
        }
    }

    #[test]
    fn a_network_contains_what_shares_its_prefix() {
        let lan = Network::parse("192.168.0.0/16").unwrap();
        assert!(lan.contains("192.168.7.1".parse().unwrap()));
        assert!(lan.contains("::ffff:192.168.7.1".parse().unwrap()));
        assert!(!lan.contains("192.169.0.1".parse().unwrap()));
        assert!(!lan.contains("::1".parse().unwrap()));
        assert!(Network::parse("0.0.0.0/0").unwrap().contains("8.8.8.8".parse().unwrap()));
    }
}
