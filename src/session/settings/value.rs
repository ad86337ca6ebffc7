//! Values of settings, and Qt's lenient conversion of JSON into them.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value as Json};

use super::row::Kind;

/// The value of a setting.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A flag.
    Bool(bool),
    /// A number.
    Int(i64),
    /// A fraction.
    Real(f64),
    /// A text.
    Text(String),
    /// Watched folders.
    Folders(Folders),
}

/// Watched folders by absolute path.
pub type Folders = BTreeMap<String, WatchedFolder>;

/// Where torrents of a watched folder are saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchedFolder {
    /// In the watched folder (0 on the wire).
    Itself,
    /// In the default save path (1 on the wire).
    DefaultPath,
    /// In this directory.
    Path(String),
}

impl Value {
    /// The form in which clients see it and in which it is stored.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Bool(flag) => Json::Bool(*flag),
            Self::Int(number) => Json::from(*number),
            Self::Real(number) => real_to_json(*number),
            Self::Text(text) => Json::String(text.clone()),
            Self::Folders(folders) => {
                let entry = |(path, folder): (&String, &WatchedFolder)| {
                    let value = match folder {
                        WatchedFolder::Itself => Json::from(0),
                        WatchedFolder::DefaultPath => Json::from(1),
                        WatchedFolder::Path(path) => Json::String(path.clone()),
                    };
                    (path.clone(), value)
                };
                Json::Object(folders.iter().map(entry).collect())
            }
        }
    }

    /// Converts by type alone; none of the rules of a row is applied.
    pub(super) fn from_json(kind: Kind, json: &Json) -> Self {
        match kind {
            Kind::Bool | Kind::Derived => Self::Bool(to_bool(json)),
            Kind::Int(_) => Self::Int(to_int(json)),
            Kind::Long => Self::Int(to_long(json)),
            Kind::Port => Self::Int(wrap(to_int(json), 16)),
            Kind::Real => Self::Real(to_real(json)),
            Kind::Text(_) | Kind::Password => Self::Text(to_text(json)),
            Kind::Folders => Self::Folders(to_folders(json, &Folders::new())),
        }
    }
}

/// Whole numbers are written without a fraction, as Qt does.
fn real_to_json(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        return Json::from(round(number));
    }
    Number::from_f64(number).map_or(Json::Null, Json::Number)
}

/// Rounds half away from zero; out of range is the nearest end, not a number is 0.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "the cast saturates, which is what is wanted"
)]
fn round(number: f64) -> i64 {
    number.round() as i64
}

pub(super) fn to_bool(json: &Json) -> bool {
    match json {
        Json::Bool(flag) => *flag,
        Json::Number(_) => to_long(json) != 0,
        Json::String(text) => {
            !(text.is_empty() || text == "0" || text.eq_ignore_ascii_case("false"))
        }
        Json::Null | Json::Array(_) | Json::Object(_) => false,
    }
}

/// None for what is no number and does not read as one.
pub(super) fn to_number(json: &Json) -> Option<i64> {
    match json {
        Json::Bool(flag) => Some(i64::from(*flag)),
        Json::Number(number) => number.as_i64().or_else(|| number.as_f64().map(round)),
        Json::String(text) => text.trim().parse().ok(),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

pub(super) fn to_long(json: &Json) -> i64 {
    to_number(json).unwrap_or(0)
}

pub(super) fn to_int(json: &Json) -> i64 {
    wrap_signed(to_long(json))
}

fn to_real(json: &Json) -> f64 {
    let number = match json {
        Json::Bool(flag) => f64::from(u8::from(*flag)),
        Json::Number(number) => number.as_f64().unwrap_or(0.0),
        Json::String(text) => text.trim().parse().unwrap_or(0.0),
        Json::Null | Json::Array(_) | Json::Object(_) => 0.0,
    };
    if number.is_finite() { number } else { 0.0 }
}

pub(super) fn to_text(json: &Json) -> String {
    match json {
        Json::Bool(flag) => flag.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.clone(),
        Json::Null | Json::Array(_) | Json::Object(_) => String::new(),
    }
}

/// The whole new set of watched folders; anything but an object is the empty set. A number other
/// than 0 keeps what `present` says of the folder.
pub(super) fn to_folders(json: &Json, present: &Folders) -> Folders {
    let none = Map::new();
    let mut folders = Folders::new();
    for (path, value) in json.as_object().unwrap_or(&none) {
        if !path.starts_with('/') {
            continue;
        }
        let path = clean_path(path);
        let folder = match to_number(value) {
            Some(0) => WatchedFolder::Itself,
            Some(_) => present.get(&path).cloned().unwrap_or(WatchedFolder::DefaultPath),
            None => match to_text(value) {
                text if text.is_empty() => WatchedFolder::DefaultPath,
                text if clean_path(&text) == path => WatchedFolder::Itself,
                text => WatchedFolder::Path(clean_path(&text)),
            },
        };
        folders.insert(path, folder);
    }
    folders
}

/// Resolves `.`, `..` and repeated separators by the text alone.
pub(super) fn clean_path(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if absolute => {}
            part => parts.push(part),
        }
    }
    format!("{}{}", if absolute { "/" } else { "" }, parts.join("/"))
}

/// What is left of a number in `bits` bits without a sign.
fn wrap(number: i64, bits: u32) -> i64 {
    number.rem_euclid(1_i64.checked_shl(bits).unwrap_or(i64::MAX))
}

/// What is left of a number in 32 bits with a sign.
pub(super) fn wrap_signed(number: i64) -> i64 {
    let low = wrap(number, 32);
    if low >= 1 << 31 { low.saturating_sub(1 << 32) } else { low }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_round_and_wrap() {
        for (json, int) in [
            (json!(12.6), 13),
            (json!(-12.5), -13),
            (json!(4_294_967_301_i64), 5),
            (json!(2_147_483_648_i64), -2_147_483_648),
            (json!("12"), 12),
            (json!("12x"), 0),
            (json!(true), 1),
            (json!(null), 0),
            (json!([1]), 0),
            (json!(1e300), -1),
        ] {
            assert_eq!(to_int(&json), int, "{json}");
        }
        let port = |json| Value::from_json(Kind::Port, &json);
        assert_eq!(port(json!(70_000)), Value::Int(4464));
        assert_eq!(port(json!(-1)), Value::Int(65_535));
    }

    #[test]
    fn flags_follow_their_text() {
        for (json, flag) in [
            (json!("no"), true),
            (json!("False"), false),
            (json!("0"), false),
            (json!(""), false),
            (json!(0.4), false),
            (json!(-3), true),
            (json!({}), false),
        ] {
            assert_eq!(to_bool(&json), flag, "{json}");
        }
    }

    #[test]
    fn whole_fractions_are_written_as_numbers() {
        assert_eq!(Value::Real(-1.0).to_json().to_string(), "-1");
        assert_eq!(Value::Real(1.5).to_json().to_string(), "1.5");
    }

    #[test]
    fn paths_are_cleaned_by_their_text() {
        for (path, clean) in
            [("/a//b/./c/", "/a/b/c"), ("/a/../../b", "/b"), ("a/../../b", "../b"), ("/", "/")]
        {
            assert_eq!(clean_path(path), clean);
        }
    }

    #[test]
    fn watched_folders_are_a_whole_new_set() {
        let present = to_folders(&json!({"/w": "/custom"}), &Folders::new());
        let next = json!({"/w/": 1, "/x": 0, "/y": "/y/", "relative": 1, "": 1, "/z": "else"});
        let expected = json!({"/w": "/custom", "/x": 0, "/y": 0, "/z": "else"});
        assert_eq!(Value::Folders(to_folders(&next, &present)).to_json(), expected);
        assert!(to_folders(&json!("x"), &present).is_empty());
    }
}
