//! Conversions between counts and doubles, in one place because they can lose digits.

/// A double of a count; exact up to 2^53, which is more bytes than any disk has.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "counts are below 2^53")]
pub(crate) fn double(count: u64) -> f64 {
    count as f64
}

/// The integer part, saturating; 0 for what is not a number.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a float-to-integer cast saturates, which is what is wanted"
)]
pub(crate) fn whole(value: f64) -> i64 {
    value as i64
}
