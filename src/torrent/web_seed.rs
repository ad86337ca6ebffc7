//! Web seeds (BEP 19): where a file of a torrent lies on an ordinary web server.
//!
//! An address names the file itself when the torrent is one file and the address does not end in
//! a slash; otherwise names are appended to it: the torrent's name, and for a torrent with a
//! folder the path below it. The names are those in the torrent, byte for byte, not the ones made
//! safe for a disk: the server has never seen those. Each component is percent-encoded, so that
//! nothing in a name can change the host, the query or the path above. Components that mean
//! nothing on a server (empty, `.`, `..`) vanish, as they do on disk.
//!
//! An address with a query is one of two kinds. One that ends in `=` or `/` is a script that
//! takes the path as text (`get.php?file=`): the path goes to the end. Any other query is a token
//! that belongs to the request (`?key=…`): the path goes before it.
//!
//! Pure. Deliberately absent: BEP 17 (`httpseeds`), whose servers speak another protocol; such a
//! key is kept in the `.torrent` and has no effect.

use super::info_parse::raw_paths;
use super::metainfo::Metainfo;

/// Longest address that is made, in bytes; common servers take no longer ones.
const MAX_ADDRESS: usize = 16 * 1024;

/// What has to be known of a torrent to say where its files lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSeedPaths {
    multi_file: bool,
    /// By entry (padding included), encoded; empty where nothing of the names is left.
    paths: Vec<String>,
}

impl WebSeedPaths {
    /// Reads the names. Goes through the whole file list: not for a thread that must not wait.
    pub fn new(metainfo: &Metainfo) -> Self {
        let multi_file = metainfo.info.multi_file;
        // The dictionary was read before: it can be read again.
        let (name, files) = raw_paths(&metainfo.info_bytes).unwrap_or_default();
        let root = encode([name]);
        let paths = files.iter().map(|file| match (multi_file, &root) {
            (false, _) => encode(file),
            (true, Some(root)) => encode(file).map(|path| format!("{root}/{path}")),
            (true, None) => None,
        });
        Self { multi_file, paths: paths.map(Option::unwrap_or_default).collect() }
    }

    /// The address of an entry (its index in the torrent's list, padding included) at a web
    /// seed; `None` when there is no such entry, or none that has a name or fits an address.
    pub fn address(&self, seed: &str, entry: usize) -> Option<String> {
        let seed = seed.split_once('#').map_or(seed, |(before, _)| before);
        let path = self.paths.get(entry).filter(|path| !path.is_empty())?;
        let address = match seed.split_once('?') {
            _ if !self.multi_file && !seed.ends_with('/') => seed.to_owned(),
            Some((_, query)) if query.ends_with(['/', '=']) => format!("{seed}{path}"),
            Some((before, query)) => format!("{}{path}?{query}", with_slash(before)),
            None => format!("{}{path}", with_slash(seed)),
        };
        (address.len() <= MAX_ADDRESS).then_some(address)
    }
}

fn with_slash(text: &str) -> String {
    if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }
}

/// Joins components with slashes; only letters, digits and `-._~` stay as they are (RFC 3986).
fn encode(components: impl IntoIterator<Item: AsRef<[u8]>>) -> Option<String> {
    let mut out = String::new();
    for component in components {
        let component = component.as_ref();
        if matches!(component, b"" | b"." | b"..") {
            continue;
        }
        if !out.is_empty() {
            out.push('/');
        }
        for byte in component {
            match char::from(*byte) {
                c if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~') => out.push(c),
                _ => {
                    out.push('%');
                    for digit in [byte >> 4, byte & 15] {
                        let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
                        out.push(digit.to_ascii_uppercase());
                    }
                }
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::torrent::{CreateFile, CreateParams, TorrentBuilder, TorrentFormat};

    /// Paths of a torrent with these files (v1 order; a single one has no folder).
    fn paths(name: &str, files: &[&str], format: TorrentFormat) -> WebSeedPaths {
        let files: Vec<CreateFile> =
            files.iter().map(|path| CreateFile { path: (*path).to_owned(), length: 10 }).collect();
        let params = CreateParams {
            name: name.to_owned(),
            multi_file: files.len() > 1,
            files,
            piece_length: Some(16 * 1024),
            format,
            ..CreateParams::default()
        };
        let mut builder = TorrentBuilder::new(params).unwrap();
        for _ in 0..builder.files().len() {
            builder.push(b"0123456789");
        }
        WebSeedPaths::new(&builder.finish().unwrap())
    }

    /// Paths of a v1 torrent with raw names.
    fn raw(name: &[u8], files: &[&[&[u8]]]) -> WebSeedPaths {
        let text = |out: &mut Vec<u8>, text: &[u8]| {
            out.extend_from_slice(format!("{}:", text.len()).as_bytes());
            out.extend_from_slice(text);
        };
        let mut info = b"d5:filesl".to_vec();
        for file in files {
            info.extend_from_slice(b"d6:lengthi1e4:pathl");
            file.iter().for_each(|part| text(&mut info, part));
            info.extend_from_slice(b"ee");
        }
        info.extend_from_slice(b"e4:name");
        text(&mut info, name);
        info.extend_from_slice(b"12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaae");
        let none = std::collections::BTreeMap::new();
        WebSeedPaths::new(&Metainfo::from_info_bytes(info.into(), &none).unwrap())
    }

    #[test]
    fn one_file_is_the_address_itself_or_its_name_is_appended() {
        for format in [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid] {
            let one = paths("Blue & café 1.mkv", &["Blue & café 1.mkv"], format);
            for (seed, address) in [
                ("http://h/x.mkv", "http://h/x.mkv"),
                ("http://h/any?id=7", "http://h/any?id=7"),
                ("http://h", "http://h"),
                ("http://h/#top", "http://h/Blue%20%26%20caf%C3%A9%201.mkv"),
                ("http://u:p@h:81/dir/", "http://u:p@h:81/dir/Blue%20%26%20caf%C3%A9%201.mkv"),
                ("http://h/get?f=/", "http://h/get?f=/Blue%20%26%20caf%C3%A9%201.mkv"),
            ] {
                assert_eq!(one.address(seed, 0).as_deref(), Some(address), "{seed}");
            }
            assert_eq!(one.address("http://h/", 9), None);
        }
    }

    #[test]
    fn folders_are_appended_with_the_torrents_name() {
        for format in [TorrentFormat::V1, TorrentFormat::V2] {
            let many = paths("Größe 日本", &["a b/c#d?.txt", "z%20/100%.bin"], format);
            let root = "Gr%C3%B6%C3%9Fe%20%E6%97%A5%E6%9C%AC";
            for (seed, entry, address) in [
                ("http://h", 0, format!("http://h/{root}/a%20b/c%23d%3F.txt")),
                ("http://h/pub", 1, format!("http://h/pub/{root}/z%2520/100%25.bin")),
                ("http://h/pub/", 1, format!("http://h/pub/{root}/z%2520/100%25.bin")),
                ("http://h/p?key=1", 1, format!("http://h/p/{root}/z%2520/100%25.bin?key=1")),
                ("http://h/p?f=", 1, format!("http://h/p?f={root}/z%2520/100%25.bin")),
                ("http://h/p?f=/", 1, format!("http://h/p?f=/{root}/z%2520/100%25.bin")),
            ] {
                assert_eq!(many.address(seed, entry), Some(address), "{seed}");
            }
        }
    }

    #[test]
    fn padding_has_a_number_but_no_address_is_asked_for_it() {
        let padded = paths("t", &["a", "b"], TorrentFormat::Hybrid);
        assert_eq!(padded.address("http://h", 0).as_deref(), Some("http://h/t/a"));
        assert_eq!(padded.address("http://h", 2).as_deref(), Some("http://h/t/b"));
    }

    #[test]
    fn hostile_names_stay_below_the_address() {
        let hostile = raw(
            b"..",
            &[
                &[b"..", b"..", b"etc", b"passwd"],
                &[b"a/../../b"],
                &[b"@evil.example", b"\\\\x", b"\0\xff\r\n"],
                &[b".."],
            ],
        );
        assert_eq!(hostile.address("http://h/d/", 0), None, "nothing is left of its name");
        let named = raw(
            b"n",
            &[
                &[b"..", b"..", b"etc", b"passwd"],
                &[b"a/../../b"],
                &[b"@evil.example", b"\\\\x", b"\0\xff\r\n"],
                &[b".."],
            ],
        );
        let of = |entry| named.address("http://h/d/", entry);
        assert_eq!(of(0).as_deref(), Some("http://h/d/n/etc/passwd"));
        assert_eq!(of(1).as_deref(), Some("http://h/d/n/a%2F..%2F..%2Fb"));
        assert_eq!(of(2).as_deref(), Some("http://h/d/n/%40evil.example/%5C%5Cx/%00%FF%0D%0A"));
        assert_eq!(of(3), None);
        let long = raw(b"n", &[&[&[b'%'; 9000]]]);
        assert_eq!(long.address("http://h/", 0), None);
    }

    proptest! {
        #[test]
        fn a_name_never_leaves_its_place(
            name in prop::collection::vec(any::<u8>(), 1..20),
            file in prop::collection::vec(any::<u8>(), 1..20),
        ) {
            let paths = raw(&name, &[&[&file]]);
            if let Some(address) = paths.address("http://host:8/base?t=1", 0) {
                let url = url::Url::parse(&address).unwrap();
                prop_assert_eq!(url.host_str(), Some("host"));
                prop_assert_eq!(url.query(), Some("t=1"));
                prop_assert!(url.path().starts_with("/base/"));
                let parts: Vec<Vec<u8>> = url.path_segments().unwrap().skip(1)
                    .map(|part| percent_encoding::percent_decode_str(part).collect())
                    .collect();
                prop_assert_eq!(parts, vec![name, file]);
            }
        }
    }
}
