//! Bencode (BEP 3): a strict, bounded, borrowed decoder and a canonical encoder.
//!
//! Decoding builds a flat list of tokens, iteratively: nesting never uses the call stack, and
//! depth, token count and size are bounded before memory is. Every value knows its raw bytes
//! ([`Value::raw`]), which is what info hashes are made of and what re-export copies.
//!
//! Two strictnesses. [`Strictness::Canonical`] takes exactly what an encoder may write: keys
//! sorted and unique, nothing after the value. [`Strictness::Lenient`] also takes unsorted keys
//! and trailing bytes, as libtorrent does with `.torrent` files in the wild. Both refuse
//! duplicate keys (two readers could see two different torrents), leading zeros, `-0`, and
//! numbers beyond 64 bits.
//!
//! Runs on the caller's thread; holds no state. Deliberately absent: floats, serde.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

pub use decode::{Dict, Document, List, Value};
pub use encode::Encoder;

/// How exactly the input has to follow the canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Sorted, unique keys and no bytes after the value.
    Canonical,
    /// Unsorted (but unique) keys and trailing bytes are accepted.
    Lenient,
}

/// Bounds on what a decoder is willing to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest input in bytes; never more than 4 GiB − 1.
    pub max_size: usize,
    /// Deepest nesting of lists and dictionaries.
    pub max_depth: usize,
    /// Most values and keys together.
    pub max_tokens: usize,
}

impl Default for Limits {
    /// qBittorrent's size limit for `.torrent` files (100 MiB) and depth limit (100), and
    /// libtorrent's default token limit (3 million).
    fn default() -> Self {
        Self { max_size: 100 << 20, max_depth: 100, max_tokens: 3_000_000 }
    }
}

/// Why bytes are not acceptable bencode. Offsets count bytes from the start of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BencodeError {
    /// The input is longer than the limit.
    #[error("the data is larger than the limit of {0} bytes")]
    TooLarge(usize),
    /// Lists and dictionaries are nested deeper than the limit.
    #[error("nested deeper than {0} levels")]
    TooDeep(usize),
    /// There are more values than the limit.
    #[error("more than {0} values")]
    TooManyTokens(usize),
    /// The input ends inside a value.
    #[error("the data ends too early, at byte {0}")]
    UnexpectedEnd(usize),
    /// A byte that cannot stand where it stands.
    #[error("unexpected byte at {0}")]
    UnexpectedByte(usize),
    /// A number with leading zeros, `-0`, no digits, or beyond 64 bits.
    #[error("malformed number at byte {0}")]
    BadNumber(usize),
    /// A dictionary key that is no string.
    #[error("a dictionary key at byte {0} is not a string")]
    KeyNotString(usize),
    /// A dictionary names the same key twice.
    #[error("a dictionary key at byte {0} is used twice")]
    DuplicateKey(usize),
    /// Keys out of order, in canonical mode.
    #[error("dictionary keys are not sorted at byte {0}")]
    UnsortedKeys(usize),
    /// Bytes after the value, in canonical mode.
    #[error("unexpected data after the end, at byte {0}")]
    TrailingData(usize),
}
