//! Content identifiers: version 1, sha2-256, the private Codex codec numbers, base58btc text.
//!
//! Only what Codex nodes of every generation produce is a [`Cid`]: 38 bytes, version 1, one of
//! the codecs below, multihash `12 20`. Block and tree CIDs are the same in all generations; a
//! manifest CID differs between them because the manifest's layout does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// Longest accepted text: base32 of 38 bytes is 62 characters, hex-like bases stay below 100.
const MAX_TEXT: usize = 100;

/// What the bytes behind a CID are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Codec {
    /// `codex-manifest`, 0xCD01: names a dataset; the CID that people share.
    Manifest,
    /// `codex-block`, 0xCD02: one padded block.
    Block,
    /// `codex-root`, 0xCD03: the root of a dataset's tree.
    Tree,
}

impl Codec {
    /// The multicodec number as its three varint bytes.
    const fn varint(self) -> [u8; 3] {
        match self {
            Self::Manifest => [0x81, 0x9a, 0x03],
            Self::Block => [0x82, 0x9a, 0x03],
            Self::Tree => [0x83, 0x9a, 0x03],
        }
    }
}

/// A content identifier of a manifest, a block or a tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cid {
    codec: Codec,
    digest: Digest,
}

/// Why a text or byte string is not a CID that Codex uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CidError {
    /// Not base58btc (`z…`) or base32 (`b…`) text.
    #[error("not a CID: expected base58btc text that starts with z, or base32 that starts with b")]
    Text,
    /// Another version, codec, hash or length.
    #[error("not a Codex CID: expected CIDv1 of a manifest, block or tree with a sha2-256 hash")]
    Kind,
}

impl Cid {
    /// Length of the binary form.
    pub const LEN: usize = 38;

    /// Makes a CID from its parts.
    pub const fn new(codec: Codec, digest: Digest) -> Self {
        Self { codec, digest }
    }

    /// What the bytes behind it are.
    pub const fn codec(&self) -> Codec {
        self.codec
    }

    /// The SHA-256 digest inside.
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// True for a manifest CID, the only kind that names a dataset.
    pub fn is_manifest(&self) -> bool {
        self.codec == Codec::Manifest
    }

    /// The 38 binary bytes: `01`, codec varint, `12 20`, digest.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let mut out = [0_u8; Self::LEN];
        let [c0, c1, c2] = self.codec.varint();
        let head = [0x01, c0, c1, c2, 0x12, 0x20];
        for (to, from) in out.iter_mut().zip(head.iter().chain(self.digest.iter())) {
            *to = *from;
        }
        out
    }

    /// Reads the binary form.
    ///
    /// # Errors
    /// [`CidError::Kind`] for anything but the 38 bytes described at [`Cid::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CidError> {
        let (head, digest) = bytes.split_at_checked(6).ok_or(CidError::Kind)?;
        let digest = Digest::try_from(digest).map_err(|_| CidError::Kind)?;
        let codec = [Codec::Manifest, Codec::Block, Codec::Tree]
            .into_iter()
            .find(|codec| {
                let [c0, c1, c2] = codec.varint();
                head == [0x01, c0, c1, c2, 0x12, 0x20]
            })
            .ok_or(CidError::Kind)?;
        Ok(Self { codec, digest })
    }
}

impl fmt::Display for Cid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "z{}", bs58::encode(self.to_bytes()).into_string())
    }
}

impl fmt::Debug for Cid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Cid {
    type Err = CidError;

    fn from_str(text: &str) -> Result<Self, CidError> {
        if text.len() > MAX_TEXT {
            return Err(CidError::Text);
        }
        let bytes = if let Some(body) = text.strip_prefix('z') {
            bs58::decode(body).into_vec().map_err(|_| CidError::Text)?
        } else if let Some(body) = text.strip_prefix('b') {
            data_encoding::BASE32_NOPAD
                .decode(body.to_ascii_uppercase().as_bytes())
                .map_err(|_| CidError::Text)?
        } else {
            return Err(CidError::Text);
        };
        Self::from_bytes(&bytes)
    }
}

impl Serialize for Cid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TREE: &str = "zDzSvJTf2Nu9hwAzzj9aEQ61cHUWmmAJUeBSNK3vD1g1F1RERgze";

    #[test]
    fn a_published_cid_is_read_and_written() {
        let cid: Cid = TREE.parse().expect("valid");
        assert_eq!(cid.codec(), Codec::Tree);
        assert_eq!(cid.to_string(), TREE);
        let json = serde_json::to_string(&cid).expect("serialises");
        assert_eq!(json, format!("\"{TREE}\""));
        assert_eq!(serde_json::from_str::<Cid>(&json).expect("reads"), cid);
    }

    #[test]
    fn base32_names_the_same_cid() {
        let cid: Cid = TREE.parse().expect("valid");
        let base32 = data_encoding::BASE32_NOPAD.encode(&cid.to_bytes()).to_ascii_lowercase();
        assert_eq!(format!("b{base32}").parse(), Ok(cid));
    }

    #[test]
    fn texts_that_are_no_codex_cid_are_refused() {
        for text in ["", "z", "b", "Qm", "zzzz0", "äöü", "zDzSvJTf2Nu9", "DzSvJTf2Nu9"] {
            assert!(text.parse::<Cid>().is_err(), "{text}");
        }
        assert_eq!("z".repeat(101).parse::<Cid>(), Err(CidError::Text));
        // The key of a BitTorrent manifest and an IPFS CID: valid elsewhere, not here.
        for foreign in [
            "z8q71z28S52VyhNSmcAC9HWy5KrEsYnDr",
            "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
        ] {
            assert_eq!(foreign.parse::<Cid>(), Err(CidError::Kind));
        }
    }

    #[test]
    fn prefixes_show_the_kind() {
        for digest in [[0; 32], [0xff; 32]] {
            let text = |codec| Cid::new(codec, digest).to_string();
            assert!(text(Codec::Manifest).starts_with("zDvZRwz"));
            assert!(text(Codec::Block).starts_with("zDxWB8E"));
            assert!(text(Codec::Tree).starts_with("zDzSvJT"));
        }
    }

    proptest! {
        #[test]
        fn bytes_and_text_are_undone(digest: Digest, kind in 0_usize..3) {
            let codec = [Codec::Manifest, Codec::Block, Codec::Tree][kind];
            let cid = Cid::new(codec, digest);
            prop_assert_eq!(Cid::from_bytes(&cid.to_bytes()), Ok(cid));
            prop_assert_eq!(cid.to_string().parse(), Ok(cid));
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, digest: Digest, at in 0..Cid::LEN, to: u8) {
            prop_assert!(Cid::from_bytes(&bytes).is_err() || bytes.len() == Cid::LEN);
            let mut bytes = Cid::new(Codec::Block, digest).to_bytes();
            bytes[at] = to;
            if let Ok(cid) = Cid::from_bytes(&bytes) {
                prop_assert_eq!(cid.to_bytes(), bytes);
            }
        }

        #[test]
        fn no_text_makes_the_parser_panic(text: String) {
            prop_assert!(text.parse::<Cid>().is_err() || text.len() > 50);
        }
    }
}
