//! What is asked of hosts: its members with their bounds and defaults, and how they fit together.
//!
//! The bounds are those of sense; a node may have narrower ones and says so itself. How the numbers
//! of hosts go together is the node's rule: it refuses everything else.

use std::collections::BTreeMap;

pub use crate::codex::PurchaseTerms;

/// A member of the terms: a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Its name, as it travels.
    pub name: &'static str,
    /// What it counts.
    pub unit: &'static str,
    /// Smallest value.
    pub min: u128,
    /// Largest value.
    pub max: u128,
    /// Value when none is given.
    pub default: u128,
}

const fn term(name: &'static str, unit: &'static str, bounds: [u128; 2], default: u128) -> Term {
    let [min, max] = bounds;
    Term { name, unit, min, max, default }
}

const DAY: u128 = 86_400;
/// More than any amount of any token.
const MONEY: u128 = 10_u128.pow(30);

/// All of them.
pub static TERMS: [Term; 7] = [
    term("duration", "seconds", [60, 3650 * DAY], 30 * DAY),
    term("expiry", "seconds", [1, 3650 * DAY], 3600),
    term("price_per_byte_per_second", "smallest units of the token", [0, MONEY], 1000),
    term("collateral_per_byte", "smallest units of the token", [0, MONEY], 1),
    term("proof_probability", "periods", [1, 1_000_000], 3),
    term("nodes", "hosts", [2, 256], 3),
    term("tolerance", "hosts", [1, 128], 1),
];

/// Reads terms from texts; what is not given has its default.
///
/// # Errors
/// A sentence that names the member and its bounds.
pub fn read_terms(given: &BTreeMap<&str, &str>) -> Result<PurchaseTerms, String> {
    let mut values = BTreeMap::new();
    for term in &TERMS {
        let value = match given.get(term.name) {
            None => term.default,
            Some(text) => number(term, text)?,
        };
        values.insert(term.name, value);
    }
    let long = |name: &str| {
        let value = values.get(name).copied().unwrap_or_default();
        u64::try_from(value).unwrap_or(u64::MAX)
    };
    let short = |name: &str| u32::try_from(long(name)).unwrap_or(u32::MAX);
    let money = |name: &str| values.get(name).copied().unwrap_or_default();
    let terms = PurchaseTerms {
        duration: long("duration"),
        proof_probability: long("proof_probability"),
        price_per_byte_per_second: money("price_per_byte_per_second"),
        collateral_per_byte: money("collateral_per_byte"),
        expiry: long("expiry"),
        nodes: short("nodes"),
        tolerance: short("tolerance"),
    };
    fit(&terms)?;
    Ok(terms)
}

fn number(term: &Term, text: &str) -> Result<u128, String> {
    let Term { name, unit, min, max, .. } = term;
    let parsed = text.trim().parse::<u128>().ok().filter(|value| (min..=max).contains(&value));
    parsed.ok_or_else(|| format!("{name} must be a whole number of {unit} from {min} to {max}"))
}

fn fit(terms: &PurchaseTerms) -> Result<(), String> {
    let PurchaseTerms { duration, expiry, nodes, tolerance, .. } = terms;
    if expiry >= duration {
        return Err(format!(
            "expiry must be less than duration, from 1 to {} seconds",
            duration - 1
        ));
    }
    // Leopard, the node's code for erasures: 1 < k >= m.
    let most = (nodes / 2).min(nodes.saturating_sub(2));
    if *tolerance > most {
        return Err(if most == 0 {
            "nodes must be a whole number of hosts from 3 to 256".to_owned()
        } else {
            format!("tolerance must be a whole number of hosts from 1 to {most} with {nodes} nodes")
        });
    }
    Ok(())
}

/// The least of [`parts`] that nodes take.
pub(super) const LEAST_PARTS: u64 = 2;

/// Hosts whose parts make up the content; it has to have a block for each.
pub(super) fn parts(terms: &PurchaseTerms) -> u64 {
    u64::from(terms.nodes.saturating_sub(terms.tolerance).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[(&'static str, &'static str)]) -> Result<PurchaseTerms, String> {
        read_terms(&given.iter().copied().collect())
    }

    #[test]
    fn what_is_not_given_has_a_default_that_nodes_take() {
        let terms = read(&[]).unwrap();
        assert_eq!((terms.duration, terms.expiry), (2_592_000, 3600));
        assert_eq!((terms.nodes, terms.tolerance, parts(&terms)), (3, 1, 2));
        for term in &TERMS {
            assert!((term.min..=term.max).contains(&term.default), "{}", term.name);
        }
    }

    #[test]
    fn large_numbers_are_kept_and_wrong_ones_named_with_their_bounds() {
        let large = "1000000000000000000000000000000";
        let terms = read(&[("price_per_byte_per_second", large)]).unwrap();
        assert_eq!(terms.price_per_byte_per_second.to_string(), large);
        for (name, value, bounds) in [
            ("duration", "59", "from 60 to 315360000"),
            ("duration", "1.5", "whole number of seconds"),
            ("expiry", "2592000", "less than duration, from 1 to 2591999"),
            ("collateral_per_byte", "-1", "from 0 to 1000000000000000000000000000000"),
            ("price_per_byte_per_second", "1e9", "smallest units of the token"),
            ("proof_probability", "0", "periods from 1 to 1000000"),
            ("nodes", "257", "hosts from 2 to 256"),
            ("nodes", "2", "hosts from 3 to 256"),
            ("tolerance", "0", "hosts from 1 to 128"),
            ("tolerance", "2", "from 1 to 1 with 3 nodes"),
        ] {
            let why = read(&[(name, value)]).unwrap_err();
            assert!(why.starts_with(name) && why.contains(bounds), "{name}={value}: {why}");
        }
        assert!(read(&[("nodes", "4"), ("tolerance", "2")]).is_ok());
        assert!(read(&[("nodes", "5"), ("tolerance", "3")]).is_err());
    }
}
