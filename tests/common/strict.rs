//! JSON as strictly typed clients read it: which keys must be there, and of which kind.
//!
//! An integer is a JSON integer: `1.0` is none, as for Go, Kotlin and .NET. [`required`] is for
//! clients that fail when a key is missing, [`typed`] for those that take a missing or null key for
//! nothing but fail on another kind.

use serde_json::Value;

/// What a client expects a value to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An integer of 64 bits.
    Int,
    /// An integer of 32 bits.
    Int32,
    /// An integer or a fraction.
    Number,
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// Whether a value is of this kind.
    pub fn fits(self, value: &Value) -> bool {
        match self {
            Self::Int => value.is_i64(),
            Self::Int32 => value.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
            Self::Number => value.is_number(),
            Self::Text => value.is_string(),
            Self::Flag => value.is_boolean(),
            Self::List => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}

/// Every key must be there and of its kind.
#[track_caller]
pub fn required(value: &Value, kind: Kind, keys: &[&str]) {
    for key in keys {
        assert!(kind.fits(&value[key]), "{key} is no {kind:?} but {}: {value}", value[key]);
    }
}

/// Every key must be there, of its kind or null.
#[track_caller]
pub fn nullable(value: &Value, kind: Kind, keys: &[&str]) {
    for key in keys {
        let found = value.get(key).unwrap_or_else(|| panic!("{key} is missing: {value}"));
        assert!(found.is_null() || kind.fits(found), "{key} is no {kind:?} but {found}: {value}");
    }
}

/// Keys that are there must be of their kind or null.
#[track_caller]
pub fn typed(value: &Value, kind: Kind, keys: &[&str]) {
    assert!(value.is_object(), "no object but {value}");
    for key in keys {
        let found = value.get(key).unwrap_or(&Value::Null);
        assert!(found.is_null() || kind.fits(found), "{key} is no {kind:?} but {found}: {value}");
    }
}

/// The array, which it must be.
#[track_caller]
pub fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no array but {value}"))
}

/// Every state that qBittorrent has, old and new words; clients with a closed list fail on others.
pub const STATES: &[&str] = &[
    "error",
    "missingFiles",
    "uploading",
    "stalledUP",
    "queuedUP",
    "forcedUP",
    "pausedUP",
    "stoppedUP",
    "checkingUP",
    "allocating",
    "downloading",
    "metaDL",
    "forcedMetaDL",
    "pausedDL",
    "stoppedDL",
    "queuedDL",
    "stalledDL",
    "checkingDL",
    "forcedDL",
    "checkingResumeData",
    "moving",
    "unknown",
];
