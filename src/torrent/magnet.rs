//! Magnet links, bare hashes and bare Codex identifiers: reading and writing.
//!
//! A link names content by `xt=urn:btih:` (v1, hexadecimal or base32), `xt=urn:btmh:1220…` (v2)
//! and, in this program, `xs=urn:codex:<cid>`, the record or dataset that holds it. At least one
//! is needed. A CID is kept as text: only its shape is looked at here, its content by `codex`.
//!
//! Reading follows libtorrent where it is lenient: `tr.1=` counts as `tr=`, unknown parameters
//! and unknown kinds of `xt` are skipped, the first hash of a kind counts. A plus sign is a blank
//! in `dn` only: an address cannot hold a blank. Everything is bounded. Pure.

use std::fmt::Write as _;

use data_encoding::BASE32_NOPAD_NOCASE;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::file_path::clean_text;
use super::info_hash::{InfoHash, InfoHashV1, InfoHashV2};

/// Longest link in bytes.
const MAX_URI: usize = 256 * 1024;

/// Most trackers, web seeds, peers or ranges of each kind; the rest is dropped.
const MAX_LIST: usize = 1024;

/// Longest single address.
const MAX_URL: usize = 8 * 1024;

/// Bounds of a CID's length as text.
const CID_LENGTH: std::ops::RangeInclusive<usize> = 40..=128;

/// All that [`Magnet::to_uri`] escapes: everything but RFC 3986's unreserved characters, as Qt.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why text names no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MagnetError {
    /// Neither a magnet link nor a hash nor a CID.
    #[error("not a magnet link, an info hash or a Codex CID")]
    NotAMagnet,
    /// Longer than 256 KiB.
    #[error("the link is longer than {MAX_URI} bytes")]
    TooLong,
    /// A `urn:btih:` or `urn:btmh:` that is no hash.
    #[error("the info hash in the link is malformed")]
    BadHash,
    /// A `urn:codex:` that has not the shape of a CID.
    #[error("the Codex CID in the link is malformed")]
    BadCid,
    /// A link without `urn:btih:`, `urn:btmh:` or `urn:codex:`.
    #[error("the link names no content: it needs xt=urn:btih, xt=urn:btmh or xs=urn:codex")]
    NoHash,
}

/// What a magnet link, a bare hash or a bare CID says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Magnet {
    /// The info hashes; both empty for a link that names a Codex CID only.
    pub info_hash: InfoHash,
    /// `dn`: the name to show until metadata is there. Cleaned for display.
    pub display_name: Option<String>,
    /// `xl`: total size in bytes.
    pub exact_length: Option<u64>,
    /// `tr`: tracker addresses in order, each once.
    pub trackers: Vec<String>,
    /// `ws`: web seed addresses in order, each once.
    pub web_seeds: Vec<String>,
    /// `x.pe`: peer addresses as written. Kept, never contacted.
    pub peers: Vec<String>,
    /// `so`: indexes of the files to select, as inclusive ranges (BEP 53). Empty: all.
    pub select_only: Vec<(u32, u32)>,
    /// `xs=urn:codex:`: the CID of a record or dataset, as text.
    pub codex: Option<String>,
}

impl Magnet {
    /// Reads a magnet link, a bare hash (40 or 64 hexadecimal, 32 base32 digits), `codex:<cid>`
    /// or a bare CID (`z…`). Blanks around it are ignored.
    ///
    /// # Errors
    /// [`MagnetError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, MagnetError> {
        let text = text.trim();
        if text.len() > MAX_URI {
            return Err(MagnetError::TooLong);
        }
        if let Some(rest) = strip_prefix_ignore_case(text, "magnet:") {
            return Self::parse_query(rest.strip_prefix('?').unwrap_or(rest));
        }
        if let Some(cid) = strip_prefix_ignore_case(text, "codex:") {
            // `codex://<cid>` is what people make of it in an address bar.
            let cid = cid.trim_start_matches('/');
            return Ok(Self { codex: Some(parse_cid(cid)?), ..Self::default() });
        }
        if let Some(info_hash) = parse_bare_hash(text) {
            return Ok(Self { info_hash, ..Self::default() });
        }
        match parse_cid(text) {
            Ok(cid) => Ok(Self { codex: Some(cid), ..Self::default() }),
            Err(_) => Err(MagnetError::NotAMagnet),
        }
    }

    /// Whether text is meant for [`Magnet::parse`] rather than to be fetched as an address: it
    /// starts with `magnet:` or `codex:` (malformed or not), or is a bare hash or CID.
    pub fn is_magnet_like(text: &str) -> bool {
        let text = text.trim();
        strip_prefix_ignore_case(text, "magnet:").is_some()
            || strip_prefix_ignore_case(text, "codex:").is_some()
            || parse_bare_hash(text).is_some()
            || parse_cid(text).is_ok()
    }

    fn parse_query(query: &str) -> Result<Self, MagnetError> {
        let mut magnet = Self::default();
        for pair in query.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let key = key.to_ascii_lowercase();
            // `tr.1`, `xt.2`: numbered repetition, as some sites write it. `x.pe` is no such key.
            let kind = match key.split_once('.') {
                Some((kind, number)) if number.bytes().all(|b| b.is_ascii_digit()) => kind,
                _ => key.as_str(),
            };
            match kind {
                "xt" => magnet.take_topic(&decode(value))?,
                "xs" => magnet.take_source(&decode(value))?,
                "dn" if magnet.display_name.is_none() => {
                    let name = decode(&value.replace('+', " "));
                    let name = clean_text(name.trim().as_bytes());
                    magnet.display_name = Some(name).filter(|n| !n.is_empty());
                }
                "xl" => magnet.exact_length = magnet.exact_length.or(value.parse().ok()),
                "tr" => add_address(&mut magnet.trackers, &decode(value)),
                "ws" => add_address(&mut magnet.web_seeds, &decode(value)),
                "x.pe" => add_address(&mut magnet.peers, &decode(value)),
                "so" => magnet.take_selection(&decode(value)),
                _ => {}
            }
        }
        if magnet.info_hash.is_empty() && magnet.codex.is_none() {
            return Err(MagnetError::NoHash);
        }
        Ok(magnet)
    }

    fn take_topic(&mut self, topic: &str) -> Result<(), MagnetError> {
        if let Some(hash) = strip_prefix_ignore_case(topic, "urn:btih:") {
            let hash = parse_v1(hash).ok_or(MagnetError::BadHash)?;
            self.info_hash.v1.get_or_insert(hash);
        } else if let Some(hash) = strip_prefix_ignore_case(topic, "urn:btmh:") {
            let hash = hash.strip_prefix("1220").and_then(|hex| hex.parse().ok());
            self.info_hash.v2.get_or_insert(hash.ok_or(MagnetError::BadHash)?);
        } else if strip_prefix_ignore_case(topic, "urn:codex:").is_some() {
            // Not what this program writes, but what it clearly means.
            self.take_source(topic)?;
        }
        Ok(())
    }

    fn take_source(&mut self, source: &str) -> Result<(), MagnetError> {
        if let Some(cid) = strip_prefix_ignore_case(source, "urn:codex:") {
            let cid = parse_cid(cid)?;
            self.codex.get_or_insert(cid);
        }
        Ok(())
    }

    /// `0,2,4-6`; what is no range is skipped, as BEP 53 asks for.
    fn take_selection(&mut self, text: &str) {
        for part in text.split(',').take(MAX_LIST) {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            if let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>())
                && first <= last
                && self.select_only.len() < MAX_LIST
            {
                self.select_only.push((first, last));
            }
        }
    }

    /// Writes the link exactly in the form of qBittorrent's `magnet_uri`: v1 hash, v2 hash, `dn`,
    /// `xl`, trackers, web seeds; then, last, `xs=urn:codex:`.
    ///
    /// Selection and peers are left out, as there. The caller leaves `display_name` empty where
    /// the name equals the id.
    pub fn to_uri(&self) -> String {
        let mut uri = String::from("magnet:?");
        if let Some(v1) = self.info_hash.v1 {
            push_parameter(&mut uri, &format!("xt=urn:btih:{v1}"));
        }
        if let Some(v2) = self.info_hash.v2 {
            push_parameter(&mut uri, &format!("xt=urn:btmh:1220{v2}"));
        }
        if let Some(name) = &self.display_name {
            push_parameter(&mut uri, &format!("dn={}", percent_encode(name)));
        }
        if let Some(length) = self.exact_length {
            push_parameter(&mut uri, &format!("xl={length}"));
        }
        for tracker in &self.trackers {
            push_parameter(&mut uri, &format!("tr={}", percent_encode(tracker)));
        }
        for seed in &self.web_seeds {
            push_parameter(&mut uri, &format!("ws={}", percent_encode(seed)));
        }
        if let Some(cid) = &self.codex {
            push_parameter(&mut uri, &format!("xs=urn:codex:{cid}"));
        }
        uri
    }
}

/// Escapes as `QUrl::toPercentEncoding` does: unreserved characters stay, the rest is `%XX`.
pub fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing into a string cannot fail.
    let _infallible = write!(out, "{}", utf8_percent_encode(text, &ESCAPED));
    out
}

fn push_parameter(uri: &mut String, parameter: &str) {
    if !uri.ends_with('?') {
        uri.push('&');
    }
    uri.push_str(parameter);
}

fn decode(value: &str) -> String {
    percent_decode_str(value).decode_utf8_lossy().into_owned()
}

fn add_address(list: &mut Vec<String>, address: &str) {
    let address = address.trim();
    let usable = !address.is_empty()
        && address.len() <= MAX_URL
        && !address.contains(|c: char| c.is_control());
    if usable && list.len() < MAX_LIST && !list.iter().any(|known| known == address) {
        list.push(address.to_owned());
    }
}

fn strip_prefix_ignore_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// 40 hexadecimal or 32 base32 digits.
fn parse_v1(text: &str) -> Option<InfoHashV1> {
    if text.len() == 32 {
        let bytes = BASE32_NOPAD_NOCASE.decode(text.as_bytes()).ok()?;
        return <[u8; 20]>::try_from(bytes).ok().map(InfoHashV1::new);
    }
    text.parse().ok()
}

fn parse_bare_hash(text: &str) -> Option<InfoHash> {
    parse_v1(text).map(InfoHash::v1).or_else(|| text.parse::<InfoHashV2>().ok().map(InfoHash::v2))
}

/// Whether text has the shape of a CID in base58 (`z` and the alphabet without `0OIl`).
pub fn is_cid_shaped(text: &str) -> bool {
    CID_LENGTH.contains(&text.len())
        && text.starts_with('z')
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() && !matches!(b, b'0' | b'O' | b'I' | b'l'))
}

fn parse_cid(text: &str) -> Result<String, MagnetError> {
    if is_cid_shaped(text) { Ok(text.to_owned()) } else { Err(MagnetError::BadCid) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const V1: &str = "a091b0617e7319bb376d128b4c8fc40423065e83";
    const V2: &str = "226deeee012d530373a0c704bd82cd498ad9ce43db0478bb604c718ab94177ae";
    const CID: &str = "zDvZRwzmBEaJ338xaCHbKbGAJ4X41YyccS6eyorrYBbmPnWuLxCh";

    /// Links recorded from qBittorrent 5.3.0 are read and written back byte for byte.
    #[test]
    fn recorded_links_survive() {
        for uri in [
            "magnet:?xt=urn:btih:000102030405060708090a0b0c0d0e0f10111213",
            "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=Unknown%20%C3%BC%20magnet&tr=http%3A%2F%2F127.0.0.1%3A9%2Fannounce",
            "magnet:?xt=urn:btih:919965ff907b4e4b6ac2117c2fb16fe4ffa0ed9c&xt=urn:btmh:1220a7abf589838d391920ad19b57cd99e1c9e4b53039e06d2cdd2931d398a574e20&dn=hybrid%20dir&xl=720896&tr=http%3A%2F%2F127.0.0.1%3A19101%2Fannounce",
            "magnet:?xt=urn:btih:a091b0617e7319bb376d128b4c8fc40423065e83&dn=a%20b%20c&xl=3145851&tr=http%3A%2F%2F127.0.0.1%3A19101%2Fannounce&tr=not%20a%20url&ws=http%3A%2F%2F127.0.0.1%3A9%2Fw%2520four&ws=http%3A%2F%2F127.0.0.1%3A9%2Fw2",
            "magnet:?xt=urn:btmh:1220226deeee012d530373a0c704bd82cd498ad9ce43db0478bb604c718ab94177ae&dn=v2only.bin&xl=1114112&tr=http%3A%2F%2F127.0.0.1%3A19101%2Fannounce",
        ] {
            assert_eq!(Magnet::parse(uri).unwrap().to_uri(), uri);
        }
    }

    #[test]
    fn every_parameter_is_read() {
        let magnet = Magnet::parse(&format!(
            " MAGNET:?XT=urn:btih:{}&xt.2=urn:btmh:1220{V2}&xt=urn:sha1:ABC&dn=a+b%2Bc\
             &tr=udp://t%3A1/a+b&tr.1=http://u/&tr=udp://t:1/a+b&ws=http://w/&x.pe=1.2.3.4:5\
             &x.pe=%5B::1%5D:6&so=0,2,4-6,x,9-8&xl=12&xs=http://elsewhere/&xs=urn:codex:{CID}&=&&zz ",
            V1.to_uppercase()
        ))
        .unwrap();
        assert_eq!(magnet.info_hash.v1.unwrap().to_string(), V1);
        assert_eq!(magnet.info_hash.v2.unwrap().to_string(), V2);
        assert_eq!(magnet.display_name.as_deref(), Some("a b+c"));
        assert_eq!(magnet.trackers, ["udp://t:1/a+b", "http://u/"]);
        assert_eq!(magnet.web_seeds, ["http://w/"]);
        assert_eq!(magnet.peers, ["1.2.3.4:5", "[::1]:6"]);
        assert_eq!(magnet.select_only, [(0, 0), (2, 2), (4, 6)]);
        assert_eq!(magnet.exact_length, Some(12));
        assert_eq!(magnet.codex.as_deref(), Some(CID));
        assert!(magnet.to_uri().ends_with(&format!("&xs=urn:codex:{CID}")));
        assert!(magnet.to_uri().contains("&tr=udp%3A%2F%2Ft%3A1%2Fa%2Bb&"));
    }

    #[test]
    fn bare_forms_are_read() {
        let base32 = "UCI3AYL6OMM3WN3NCKFUZD6EAQRQMXUD";
        for text in [V1, &V1.to_uppercase(), base32, &base32.to_lowercase()] {
            let magnet = Magnet::parse(text).unwrap();
            assert_eq!(magnet.info_hash.v1.map(|h| h.to_string()).as_deref(), Some(V1));
            assert_eq!(magnet.to_uri(), format!("magnet:?xt=urn:btih:{V1}"));
        }
        assert_eq!(Magnet::parse(V2).unwrap().info_hash.v2.unwrap().to_string(), V2);
        for text in [CID.to_owned(), format!("codex:{CID}"), format!("Codex://{CID}")] {
            let magnet = Magnet::parse(&text).unwrap();
            assert_eq!(magnet.codex.as_deref(), Some(CID));
            assert_eq!(magnet.to_uri(), format!("magnet:?xs=urn:codex:{CID}"));
            assert!(Magnet::is_magnet_like(&text));
            assert_eq!(Magnet::parse(&magnet.to_uri()).unwrap(), magnet);
        }
    }

    #[test]
    fn what_names_nothing_is_refused() {
        for (text, error) in [
            ("", MagnetError::NotAMagnet),
            ("http://example/a.torrent", MagnetError::NotAMagnet),
            ("zDvZ", MagnetError::NotAMagnet),
            ("codex:zDvZ", MagnetError::BadCid),
            ("magnet:", MagnetError::NoHash),
            ("magnet:?dn=x&tr=http://t/", MagnetError::NoHash),
            ("magnet:?xt=urn:sha1:ABC", MagnetError::NoHash),
            ("magnet:?xs=http://x/", MagnetError::NoHash),
            ("magnet:?xt=urn:btih:", MagnetError::BadHash),
            ("magnet:?xt=urn:btih:xyz", MagnetError::BadHash),
            ("magnet:?xt=urn:btmh:1221abcd", MagnetError::BadHash),
            ("magnet:?xs=urn:codex:../../etc", MagnetError::BadCid),
        ] {
            assert_eq!(Magnet::parse(text), Err(error), "{text}");
        }
        let long = format!("magnet:?xt=urn:btih:{V1}&dn={}", "x".repeat(MAX_URI));
        assert_eq!(Magnet::parse(&long), Err(MagnetError::TooLong));
        assert!(!Magnet::is_magnet_like("http://example/a.torrent"));
        assert!(Magnet::is_magnet_like("magnet:?broken"));
    }

    #[test]
    fn lists_are_bounded_and_names_cleaned() {
        let trackers: String =
            (0..5000).flat_map(|n| ["&tr=http://t/".to_owned(), n.to_string()]).collect();
        let magnet =
            Magnet::parse(&format!("magnet:?xt=urn:btih:{V1}{trackers}&dn=a%00%0ab%FF")).unwrap();
        assert_eq!(magnet.trackers.len(), MAX_LIST);
        assert_eq!(magnet.display_name.as_deref(), Some("a__b\u{fffd}"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            v1 in any::<Option<[u8; 20]>>(), v2 in any::<[u8; 32]>(), name in "[^\\p{C}]{1,20}",
            trackers in prop::collection::hash_set("[ -~éж]{1,30}", 0..5), xl in any::<Option<u64>>(),
            cid in any::<bool>(),
        ) {
            let trackers: std::collections::BTreeSet<String> =
                trackers.iter().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
            let magnet = Magnet {
                info_hash: InfoHash { v1: v1.map(InfoHashV1::new), v2: Some(InfoHashV2::new(v2)) },
                display_name: Some(clean_text(name.trim().as_bytes())).filter(|n| !n.is_empty()),
                exact_length: xl,
                trackers: trackers.into_iter().collect(),
                codex: cid.then(|| CID.to_owned()),
                ..Magnet::default()
            };
            prop_assert_eq!(Magnet::parse(&magnet.to_uri()), Ok(magnet));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,80}", query in "[a-z.0-9=&%:+,-]{0,80}") {
            let _result = Magnet::parse(&text);
            let _result = Magnet::parse(&format!("magnet:?{query}"));
        }
    }
}
