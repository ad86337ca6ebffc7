//! `Range` of RFC 9110: single byte ranges; everything else is served whole. A leaf: the node's API
//! and the web API both serve parts of files.

use std::ops::Range;

/// What a `Range` header asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// All of it: no range, several ranges, another unit, or nonsense.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that do not exist: 416.
    Beyond,
}

/// Reads the header for content of `length` bytes.
pub fn parse(header: Option<&str>, length: u64) -> Asked {
    let Some(spec) = header.and_then(|text| text.trim().strip_prefix("bytes=")) else {
        return Asked::Whole;
    };
    let Some((first, last)) = spec.trim().split_once('-') else {
        return Asked::Whole;
    };
    match (number(first), number(last)) {
        (Ok(Some(first)), Ok(last)) => {
            if last.is_some_and(|last| last < first) {
                return Asked::Whole;
            }
            let end = last.map_or(length, |last| last.saturating_add(1)).min(length);
            if first < end { Asked::Part(first..end) } else { Asked::Beyond }
        }
        (Ok(None), Ok(Some(0))) => Asked::Beyond,
        (Ok(None), Ok(Some(suffix))) if length > 0 => {
            Asked::Part(length.saturating_sub(suffix)..length)
        }
        (Ok(None), Ok(Some(_))) => Asked::Beyond,
        _ => Asked::Whole,
    }
}

/// Digits alone: `u64::from_str` would take a plus sign. A number too large to hold is larger
/// than any content.
fn number(text: &str) -> Result<Option<u64>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(());
    }
    Ok(Some(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        let whole = Asked::Whole;
        for (header, length, expected) in [
            (None, 10, whole.clone()),
            (Some("bytes=0-"), 10, Asked::Part(0..10)),
            (Some("bytes=0-0"), 10, Asked::Part(0..1)),
            (Some("bytes=3-5"), 10, Asked::Part(3..6)),
            (Some("bytes=3-99"), 10, Asked::Part(3..10)),
            (Some("bytes=9-"), 10, Asked::Part(9..10)),
            (Some("bytes=10-"), 10, Asked::Beyond),
            (Some("bytes=10-12"), 10, Asked::Beyond),
            (Some("bytes=-3"), 10, Asked::Part(7..10)),
            (Some("bytes=-30"), 10, Asked::Part(0..10)),
            (Some("bytes=-0"), 10, Asked::Beyond),
            (Some("bytes=5-3"), 10, whole.clone()),
            (Some("bytes=0-1,3-4"), 10, whole.clone()),
            (Some("bytes=+1-2"), 10, whole.clone()),
            (Some("bytes=-"), 10, whole.clone()),
            (Some("bytes="), 10, whole.clone()),
            (Some("items=0-1"), 10, whole.clone()),
            (Some("bytes=a-b"), 10, whole),
            (Some("bytes=0-99999999999999999999999"), 10, Asked::Part(0..10)),
            (Some("bytes=99999999999999999999999-"), 10, Asked::Beyond),
        ] {
            assert_eq!(parse(header, length), expected, "{header:?} of {length}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_part_lies_inside(text in "bytes=[0-9]{0,4}-[0-9]{0,4}", length in 0_u64..2000) {
            if let Asked::Part(part) = parse(Some(&text), length) {
                assert!(part.start < part.end && part.end <= length);
            }
        }
    }
}
