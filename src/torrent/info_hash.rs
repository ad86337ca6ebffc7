//! Info hashes and the torrent id.
//!
//! Owns the three identities of a torrent: the full v1 hash (SHA-1 of the raw info dictionary,
//! BEP 3), the full v2 hash (SHA-256 of it, BEP 52), and the 20-byte id that clients call
//! `hash`: the truncated v2 hash where there is one, hybrids too, else the v1 hash
//! (recorded from qBittorrent 4.5 to 5.3). All are plain `Copy` values.

use std::fmt;
use std::str::FromStr;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Text that is no hash of the wanted length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: {0} hexadecimal digits are needed")]
pub struct ParseHashError(usize);

macro_rules! hash_type {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Takes the raw bytes.
            pub const fn new(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The raw bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = ParseHashError;

            fn from_str(text: &str) -> Result<Self, ParseHashError> {
                let mut bytes = [0; $len];
                if text.len() != $len * 2 {
                    return Err(ParseHashError($len * 2));
                }
                match HEXLOWER_PERMISSIVE.decode_mut(text.as_bytes(), &mut bytes) {
                    Ok(_) => Ok(Self(bytes)),
                    Err(_) => Err(ParseHashError($len * 2)),
                }
            }
        }

        impl From<$name> for [u8; $len] {
            fn from(hash: $name) -> Self {
                hash.0
            }
        }

        impl From<[u8; $len]> for $name {
            fn from(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

hash_type!(
    /// The SHA-1 info hash of BEP 3. Shown as 40 lower-case hexadecimal digits.
    InfoHashV1,
    20
);
hash_type!(
    /// The SHA-256 info hash of BEP 52. Shown as 64 lower-case hexadecimal digits.
    InfoHashV2,
    32
);
hash_type!(
    /// What names a torrent in every interface: clients call it `hash`.
    ///
    /// For a bare Codex dataset it is the first 20 bytes of the CID's digest.
    TorrentId,
    20
);

impl InfoHashV1 {
    /// Hashes a raw info dictionary.
    pub fn of(info_bytes: &[u8]) -> Self {
        Self(Sha1::digest(info_bytes).into())
    }
}

impl InfoHashV2 {
    /// Hashes a raw info dictionary.
    pub fn of(info_bytes: &[u8]) -> Self {
        Self(Sha256::digest(info_bytes).into())
    }

    /// The first 20 bytes, as trackers and ids use them.
    pub fn truncated(&self) -> TorrentId {
        let (head, _) = self.0.split_first_chunk::<20>().unwrap_or((&[0; 20], &[]));
        TorrentId(*head)
    }
}

impl From<InfoHashV1> for TorrentId {
    fn from(hash: InfoHashV1) -> Self {
        Self(hash.0)
    }
}

/// The info hashes of one torrent: v1, v2, both (hybrid), or none (bare dataset).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct InfoHash {
    /// The SHA-1 hash, when the torrent has v1 metadata.
    pub v1: Option<InfoHashV1>,
    /// The SHA-256 hash, when the torrent has v2 metadata.
    pub v2: Option<InfoHashV2>,
}

impl InfoHash {
    /// A v1 hash only.
    pub const fn v1(hash: InfoHashV1) -> Self {
        Self { v1: Some(hash), v2: None }
    }

    /// A v2 hash only.
    pub const fn v2(hash: InfoHashV2) -> Self {
        Self { v1: None, v2: Some(hash) }
    }

    /// The id: truncated v2 when there is a v2 hash, else v1; `None` without either.
    pub fn id(&self) -> Option<TorrentId> {
        self.v2.map(|v2| v2.truncated()).or_else(|| self.v1.map(TorrentId::from))
    }

    /// Whether neither hash is known.
    pub const fn is_empty(&self) -> bool {
        self.v1.is_none() && self.v2.is_none()
    }

    /// Whether both hashes are known.
    pub const fn is_hybrid(&self) -> bool {
        self.v1.is_some() && self.v2.is_some()
    }

    /// Every 20-byte id under which this torrent may be looked up: the id first, then for a
    /// hybrid its v1 hash.
    pub fn lookup_ids(&self) -> impl Iterator<Item = TorrentId> + use<> {
        let v2 = self.v2.map(|v2| v2.truncated());
        let v1 = self.v1.map(TorrentId::from);
        v2.into_iter().chain(v1)
    }

    /// Whether both may be the same torrent: they share a v1 hash or a v2 hash.
    pub fn matches(&self, other: &Self) -> bool {
        (self.v1.is_some() && self.v1 == other.v1) || (self.v2.is_some() && self.v2 == other.v2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "0123456789abcdef0123456789abcdef01234567";

    #[test]
    fn ids_are_read_in_any_case_and_written_lower() {
        let id: TorrentId = HEX.to_uppercase().parse().unwrap();
        assert_eq!(id.to_string(), HEX);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{HEX}\""));
        assert_eq!(serde_json::from_str::<TorrentId>(&format!("\"{HEX}\"")).unwrap(), id);
        assert!("".parse::<TorrentId>().is_err());
        assert!(HEX.trim_start_matches('0').parse::<TorrentId>().is_err());
        assert!(HEX.replace('a', "g").parse::<TorrentId>().is_err());
        assert!(serde_json::from_str::<TorrentId>("5").is_err());
    }

    #[test]
    fn a_hybrid_takes_its_v2_hash_as_id() {
        let v1 = InfoHashV1::new([1; 20]);
        let v2 = InfoHashV2::new([2; 32]);
        let hybrid = InfoHash { v1: Some(v1), v2: Some(v2) };
        assert_eq!(hybrid.id(), Some(TorrentId::new([2; 20])));
        assert_eq!(InfoHash::v1(v1).id(), Some(TorrentId::new([1; 20])));
        assert_eq!(InfoHash::default().id(), None);
        let ids: Vec<_> = hybrid.lookup_ids().collect();
        assert_eq!(ids, [TorrentId::new([2; 20]), TorrentId::new([1; 20])]);
        assert!(hybrid.matches(&InfoHash::v1(v1)) && hybrid.matches(&InfoHash::v2(v2)));
        assert!(!InfoHash::default().matches(&InfoHash::default()));
    }
}
