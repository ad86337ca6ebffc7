//! Order of names for people: case-insensitive, numbers by value (`a2` before `a10`).

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares as people sort: letters without regard to case, runs of digits by value; equal so
/// far, by code point, so that the order is total.
pub fn natural_cmp(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, y) = (digits(&mut left), digits(&mut right));
                x.len().cmp(&y.len()).then_with(|| x.cmp(&y))
            }
            (Some(x), Some(y)) => {
                left.next();
                right.next();
                x.to_lowercase().cmp(y.to_lowercase())
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Takes a run of digits without its leading zeros.
fn digits(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut run = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        if digit != '0' || !run.is_empty() {
            run.push(digit);
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_is_ignored_and_numbers_count() {
        let mut tags = vec!["tag b", "t10", "T2", "neu ü", "only", "Tag a", "t02", "t1"];
        tags.sort_by(|a, b| natural_cmp(a, b));
        assert_eq!(tags, ["neu ü", "only", "t1", "T2", "t02", "t10", "Tag a", "tag b"]);
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[aAbB0-2 ]{0,5}", b in "[aAbB0-2 ]{0,5}", c in "[aAbB0-2 ]{0,5}") {
            prop_assert_eq!(natural_cmp(&a, &b), natural_cmp(&b, &a).reverse());
            prop_assert_eq!(natural_cmp(&a, &b) == Ordering::Equal, a == b);
            if natural_cmp(&a, &b) != Ordering::Greater && natural_cmp(&b, &c) != Ordering::Greater {
                prop_assert_ne!(natural_cmp(&a, &c), Ordering::Greater);
            }
        }
    }
}
