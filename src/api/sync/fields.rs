//! One JSON object, written once: the text of each member, and the revision of its last change.

use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::api::json;
use crate::session::Revision;

/// An object whose member names are known beforehand and kept elsewhere, once for all objects.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// The values one after the other.
    text: Box<str>,
    /// Where each value ends.
    ends: Box<[u32]>,
    /// When each value changed last.
    revisions: Box<[Revision]>,
}

impl Fields {
    /// Writes `value`, an object; every member counts as changed at `revision`. A value that
    /// cannot be written (no wire type is one) has no members and is logged.
    pub(super) fn of<T: Serialize>(value: &T, revision: Revision) -> Self {
        let written = json::to_vec(value).unwrap_or_else(|error| {
            tracing::error!(%error, "a wire type could not be written");
            b"{}".to_vec()
        });
        let members = serde_json::from_slice(&written).unwrap_or(Values(Vec::new()));
        let mut text = String::with_capacity(written.len());
        let mut ends = Vec::with_capacity(members.0.len());
        for value in members.0 {
            text.push_str(value);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        let revisions = vec![revision; ends.len()].into_boxed_slice();
        Self { text: text.into(), ends: ends.into(), revisions }
    }

    /// Number of members.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Text of the member at `index`; `null` beyond the last.
    pub(super) fn value(&self, index: usize) -> &str {
        let end_at = |index: usize| self.ends.get(index).and_then(|end| usize::try_from(*end).ok());
        let start = index.checked_sub(1).map_or(Some(0), end_at);
        let text = start.zip(end_at(index)).and_then(|(start, end)| self.text.get(start..end));
        text.unwrap_or("null")
    }

    /// When the member at `index` changed last.
    pub(super) fn revision(&self, index: usize) -> Revision {
        self.revisions.get(index).copied().unwrap_or(0)
    }

    /// Makes the member at `index` count as changed at `revision`.
    pub(super) fn touch(&mut self, index: usize, revision: Revision) {
        if let Some(slot) = self.revisions.get_mut(index) {
            *slot = revision;
        }
    }

    /// Takes the revisions of `old` for members that say the same; true when any does not.
    /// `skip` names members that are not compared: they keep their old revision.
    pub(super) fn inherit(&mut self, old: &Self, skip: impl Fn(usize) -> bool) -> bool {
        let mut changed = false;
        for index in 0..self.len() {
            if skip(index) || self.value(index) == old.value(index) {
                self.touch(index, old.revision(index));
            } else {
                changed = true;
            }
        }
        changed
    }

    /// Writes the members that changed after `since` as an object; nothing when there are none.
    /// True when something was written.
    pub(super) fn write_since(&self, out: &mut Vec<u8>, keys: &[&str], since: Revision) -> bool {
        let mut object = Object::new();
        for (index, key) in keys.iter().enumerate().take(self.len()) {
            if self.revision(index) > since {
                object.member(out, key).extend_from_slice(self.value(index).as_bytes());
            }
        }
        object.end_if_any(out)
    }
}

/// Writes an object member by member; an empty one leaves no trace.
#[derive(Debug)]
pub(super) struct Object {
    any: bool,
}

impl Object {
    pub(super) const fn new() -> Self {
        Self { any: false }
    }

    /// Writes what comes before a value; `key` needs no escapes.
    pub(super) fn member<'a>(&mut self, out: &'a mut Vec<u8>, key: &str) -> &'a mut Vec<u8> {
        out.push(if self.any { b',' } else { b'{' });
        self.any = true;
        out.push(b'"');
        out.extend_from_slice(key.as_bytes());
        out.extend_from_slice(b"\":");
        out
    }

    /// As [`Self::member`] for a key that may hold any character.
    pub(super) fn text_member<'a>(&mut self, out: &'a mut Vec<u8>, key: &str) -> &'a mut Vec<u8> {
        out.push(if self.any { b',' } else { b'{' });
        self.any = true;
        write_text(out, key);
        out.push(b':');
        out
    }

    /// Closes it; true when it has members.
    pub(super) fn end_if_any(self, out: &mut Vec<u8>) -> bool {
        if self.any {
            out.push(b'}');
        }
        self.any
    }

    /// Closes it, `{}` when it has no members.
    pub(super) fn end(self, out: &mut Vec<u8>) {
        if !self.end_if_any(out) {
            out.extend_from_slice(b"{}");
        }
    }
}

/// Writes a text with quotes and escapes.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) {
    match json::to_vec(text) {
        Ok(written) => out.extend_from_slice(&written),
        Err(_) => out.extend_from_slice(b"\"\""),
    }
}

/// The values of an object in their order.
struct Values<'a>(Vec<&'a str>);

impl<'de> Deserialize<'de> for Values<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Values<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut values = Vec::new();
                while let Some((IgnoredAny, value)) = map.next_entry::<_, &'de RawValue>()? {
                    values.push(value.get());
                }
                Ok(Values(values))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const KEYS: &[&str] = &["a", "b", "c"];

    fn written(fields: &Fields, since: Revision) -> Option<String> {
        let mut out = Vec::new();
        fields.write_since(&mut out, KEYS, since).then(|| String::from_utf8(out).unwrap())
    }

    #[test]
    fn members_keep_their_own_revisions() {
        let old = Fields::of(&json!({"a": 1, "b": {"x": [1, 2]}, "c": "q\"}"}), 3);
        let mut new = Fields::of(&json!({"a": 1, "b": {"x": [1, 3]}, "c": "q\"}"}), 8);
        assert!(new.inherit(&old, |_| false));
        assert_eq!(written(&new, 0).unwrap(), r#"{"a":1,"b":{"x":[1,3]},"c":"q\"}"}"#);
        assert_eq!(written(&new, 3).unwrap(), r#"{"b":{"x":[1,3]}}"#);
        assert_eq!(written(&new, 8), None);
    }

    #[test]
    fn equal_objects_do_not_change() {
        let old = Fields::of(&json!({"a": 0.5, "b": null, "c": true}), 3);
        let mut new = Fields::of(&json!({"a": 0.5, "b": null, "c": true}), 9);
        assert!(!new.inherit(&old, |_| false));
        assert_eq!(written(&new, 3), None);
    }

    #[test]
    fn a_skipped_member_does_not_count() {
        let old = Fields::of(&json!({"a": 1, "b": 1, "c": 1}), 3);
        let mut new = Fields::of(&json!({"a": 2, "b": 1, "c": 1}), 9);
        assert!(!new.inherit(&old, |index| index == 0));
        assert_eq!(new.revision(0), 3);
        assert_eq!(new.value(0), "2");
    }
}
