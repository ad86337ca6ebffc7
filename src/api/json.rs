//! JSON as qBittorrent writes it (webapi §1.6): compact, integral floats without a fraction,
//! exponents with two digits, no NaN.
//!
//! Keys are sorted by whoever makes the value: structs declare their fields in byte order of the
//! wire names, maps are `BTreeMap`s (as `serde_json::Map` is).

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value the way qBittorrent does.
///
/// # Errors
/// When the value refuses to be serialised (a map whose keys are not text).
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::with_capacity(256);
    value.serialize(&mut Serializer::with_formatter(&mut out, QtFormatter))?;
    Ok(out)
}

struct QtFormatter;

impl Formatter for QtFormatter {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(float(value).as_bytes())
    }

    fn write_f32<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        writer.write_all(float(f64::from(value)).as_bytes())
    }
}

/// Text of a finite number: `1`, `0.5`, `1e-05`.
fn float(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 {
        return "0".to_owned();
    }
    if (1e-4..1e17).contains(&size) {
        return value.to_string();
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) => {
            let (sign, number) = match exponent.strip_prefix('-') {
                Some(number) => ('-', number),
                None => ('+', exponent),
            };
            format!("{digits}e{sign}{number:0>2}")
        }
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(value: &serde_json::Value) -> String {
        String::from_utf8(to_vec(value).unwrap()).unwrap()
    }

    #[test]
    fn numbers_look_like_qt_ones() {
        assert_eq!(text(&json!([1.0, -1.0, 0.0, -0.0])), "[1,-1,0,0]");
        assert_eq!(text(&json!([0.5, 1.245_000_004_768_371_6])), "[0.5,1.2450000047683716]");
        assert_eq!(text(&json!([0.000_01, 0.000_012_5, 0.0001])), "[1e-05,1.25e-05,0.0001]");
        assert_eq!(text(&json!(f64::NAN)), "null");
        assert_eq!(text(&json!(8_640_000)), "8640000");
    }

    #[test]
    fn text_is_escaped_like_qt() {
        let value = json!({"b": "a\"\\/\u{8}\u{c}\n\r\t\u{1}é\u{7f}", "A": null});
        assert_eq!(text(&value), "{\"A\":null,\"b\":\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001é\u{7f}\"}");
    }
}
