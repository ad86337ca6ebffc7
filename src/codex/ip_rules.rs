//! Ranges of IP addresses, looked up by binary search.
//!
//! Pure. Ranges may overlap and come in any order; they are sorted and joined once, when all are
//! there. An IPv4 address written as IPv6 is that IPv4 address, in rules and in questions.

use std::net::IpAddr;

/// Ranges under construction.
#[derive(Debug, Default)]
pub struct IpRulesBuilder {
    v4: Vec<(u32, u32)>,
    v6: Vec<(u128, u128)>,
}

impl IpRulesBuilder {
    /// Adds a range, both ends included; false, and nothing is added, when the ends are of
    /// different families or the wrong way round.
    pub fn add(&mut self, first: IpAddr, last: IpAddr) -> bool {
        match (first.to_canonical(), last.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(last)) if first <= last => {
                self.v4.push((first.to_bits(), last.to_bits()));
            }
            (IpAddr::V6(first), IpAddr::V6(last)) if first <= last => {
                self.v6.push((first.to_bits(), last.to_bits()));
            }
            _ => return false,
        }
        true
    }

    /// How many ranges were added.
    pub fn len(&self) -> usize {
        self.v4.len() + self.v6.len()
    }

    /// True while there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sorts and joins them.
    pub fn build(self) -> IpRules {
        let Self { v4, v6 } = self;
        IpRules { v4: joined(v4, |n| n.checked_add(1)), v6: joined(v6, |n| n.checked_add(1)) }
    }
}

/// Sorted, without overlaps and neighbours.
fn joined<N: Ord + Copy>(mut all: Vec<(N, N)>, next: impl Fn(N) -> Option<N>) -> Box<[(N, N)]> {
    all.sort_unstable();
    let mut kept: Vec<(N, N)> = Vec::new();
    for (first, last) in all {
        match kept.last_mut() {
            Some((_, end)) if next(*end).is_none_or(|next| first <= next) => {
                *end = last.max(*end);
            }
            _ => kept.push((first, last)),
        }
    }
    kept.into()
}

/// A set of addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IpRules {
    v4: Box<[(u32, u32)]>,
    v6: Box<[(u128, u128)]>,
}

impl IpRules {
    /// These addresses alone.
    pub fn of(addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        let mut rules = IpRulesBuilder::default();
        for address in addresses {
            rules.add(address, address);
        }
        rules.build()
    }

    /// True when no address is in it.
    pub fn is_empty(&self) -> bool {
        self.v4.is_empty() && self.v6.is_empty()
    }

    /// Whether an address is in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match address.to_canonical() {
            IpAddr::V4(ip) => holds(&self.v4, ip.to_bits()),
            IpAddr::V6(ip) => holds(&self.v6, ip.to_bits()),
        }
    }
}

fn holds<N: Ord + Copy>(ranges: &[(N, N)], number: N) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= number);
    let before = after.checked_sub(1).and_then(|at| ranges.get(at));
    before.is_some_and(|(_, last)| number <= *last)
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ends_of_ranges() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let mut rules = IpRulesBuilder::default();
        assert!(rules.is_empty());
        assert!(rules.add(ip("10.0.0.5"), ip("10.0.0.9")));
        assert!(rules.add(ip("10.0.0.10"), ip("10.0.0.10")));
        assert!(rules.add(ip("255.255.255.0"), ip("255.255.255.255")));
        assert!(rules.add(ip("255.255.255.250"), ip("255.255.255.255")));
        assert!(rules.add(ip("2001:db8::1"), ip("2001:db8::f")));
        assert!(rules.add(ip("::ffff:1.2.3.4"), ip("1.2.3.4")));
        assert!(!rules.add(ip("10.0.0.9"), ip("10.0.0.5")));
        assert!(!rules.add(ip("10.0.0.9"), ip("2001:db8::f")));
        assert_eq!(rules.len(), 6);
        let rules = rules.build();
        assert_eq!((rules.v4.len(), rules.v6.len()), (3, 1));
        for (text, inside) in [
            ("10.0.0.4", false),
            ("10.0.0.5", true),
            ("10.0.0.10", true),
            ("10.0.0.11", false),
            ("0.0.0.0", false),
            ("255.255.255.255", true),
            ("::ffff:10.0.0.7", true),
            ("1.2.3.4", true),
            ("2001:db8::", false),
            ("2001:db8::f", true),
            ("2001:db8::10", false),
        ] {
            assert_eq!(rules.contains(ip(text)), inside, "{text}");
        }
        assert!(IpRules::default().is_empty());
    }

    proptest! {
        #[test]
        fn joined_ranges_hold_what_the_single_ones_held(
            ranges in prop::collection::vec((0_u32..300, 0_u32..20), 0..40),
            asked in 0_u32..330,
            v6: bool,
        ) {
            let ip = |number: u32| -> IpAddr {
                if v6 {
                    Ipv6Addr::from_bits((1 << 127) + u128::from(number)).into()
                } else {
                    Ipv4Addr::from_bits(number).into()
                }
            };
            let mut rules = IpRulesBuilder::default();
            for (first, length) in &ranges {
                prop_assert!(rules.add(ip(*first), ip(first + length)));
            }
            let inside = ranges.iter().any(|(first, length)| (*first..=first + length).contains(&asked));
            prop_assert_eq!(rules.build().contains(ip(asked)), inside);
        }
    }
}
