//! Reading an info dictionary: v1 (BEP 3), v2 (BEP 52), and hybrids, whose two halves have to
//! agree on every file and offset.
//!
//! What is accepted follows libtorrent, where it is not laxer than is safe: `name.utf-8` and
//! `path.utf-8` are preferred; v1 pieces may have any length up to 1 GiB, v2 pieces a power of two
//! from 16 KiB; a symlink has no bytes whatever its `length` says; a torrent without any bytes
//! is refused. Unlike libtorrent, a hybrid has to place every file exactly at its v2 offset.

use std::collections::HashSet;
use std::sync::Arc;

use bytes::Bytes;

use super::bencode::{Dict, Document, Strictness, Value};
use super::file_path::{clean_text, resolve_collisions, safe_component, safe_path};
use super::info::{FileEntry, Info};
use super::info_hash::{InfoHash, InfoHashV1, InfoHashV2};
use super::merkle::Hash256;
use super::metainfo::{MetainfoError, MetainfoLimits};

/// Longest v1 piece: beyond anything in use, and within libtorrent's 32-bit arithmetic.
const MAX_PIECE_LENGTH: u32 = 1 << 30;

/// Shortest v2 piece (BEP 52).
const MIN_V2_PIECE_LENGTH: u32 = 16 * 1024;

/// A file as one half of the dictionary describes it, names still raw.
struct RawFile<'d> {
    path: Vec<&'d [u8]>,
    length: u64,
    attr: &'d [u8],
    symlink: Option<Vec<&'d [u8]>>,
    root: Option<Hash256>,
}

impl RawFile<'_> {
    fn has(&self, flag: u8) -> bool {
        self.attr.contains(&flag)
    }

    fn is_pad(&self) -> bool {
        self.has(b'p') && self.symlink.is_none()
    }
}

impl Info {
    /// Reads raw info dictionary bytes.
    ///
    /// # Errors
    /// [`MetainfoError`] when a required key is missing or wrong, the v1 and v2 halves disagree,
    /// or a limit is exceeded.
    pub fn parse(info_bytes: &Bytes, limits: MetainfoLimits) -> Result<Self, MetainfoError> {
        let document = Document::decode(info_bytes, limits.bencode, Strictness::Lenient)?;
        if document.root().raw().len() != info_bytes.len() {
            return Err(MetainfoError::Invalid("info"));
        }
        let dict = document.root().as_dict().ok_or(MetainfoError::Invalid("info"))?;
        parse(info_bytes, dict, limits)
    }
}

fn parse(
    info_bytes: &Bytes,
    dict: Dict<'_>,
    limits: MetainfoLimits,
) -> Result<Info, MetainfoError> {
    let v2 = match dict.get("meta version").map(Value::as_int) {
        None | Some(Some(1)) => false,
        Some(Some(2)) => true,
        Some(_) => return Err(MetainfoError::UnsupportedVersion),
    };
    let v1 = !v2 || dict.get("pieces").is_some();
    let info_hash = InfoHash {
        v1: v1.then(|| InfoHashV1::of(info_bytes)),
        v2: v2.then(|| InfoHashV2::of(info_bytes)),
    };
    let id = info_hash.id().ok_or(MetainfoError::Invalid("info"))?;
    let piece_length = piece_length(dict, v2)?;
    let raw_name = preferred(dict, "name.utf-8", "name").ok_or(MetainfoError::Missing("name"))?;
    let mut name = clean_text(raw_name).trim().to_owned();
    if name.is_empty() {
        name = id.to_string();
    }

    let tree = if v2 { Some(parse_tree(dict, limits)?) } else { None };
    let (raw_files, multi_file) = match (v1, tree) {
        (true, tree) => {
            let (files, multi) = parse_v1_files(dict, raw_name, limits)?;
            let files = match tree {
                Some(tree) => join_hybrid(files, &tree, multi, piece_length)?,
                None => files,
            };
            (files, multi)
        }
        (false, Some(tree)) => {
            let single = matches!(&tree[..], [file] if file.path == [raw_name]);
            (tree, !single)
        }
        (false, None) => return Err(MetainfoError::Missing("pieces")),
    };

    let root = multi_file.then(|| safe_component(raw_name).unwrap_or_else(|| id.to_string()));
    let fallback = id.to_string();
    let files = build_entries(&raw_files, root.as_deref(), &fallback, piece_length, v1)?;
    let total_size = total_size(&files, piece_length, v1)?;
    let piece_count = total_size.div_ceil(u64::from(piece_length));
    let piece_count = u32::try_from(piece_count)
        .ok()
        .filter(|count| *count <= limits.max_pieces)
        .ok_or(MetainfoError::TooManyPieces(limits.max_pieces))?;
    let pieces = if v1 { Some(v1_pieces(info_bytes, dict, piece_count)?) } else { None };
    let payload_size = files.iter().filter(|f| !f.pad).map(|f| f.length).sum();
    Ok(Info {
        name,
        piece_length,
        piece_count,
        total_size,
        payload_size,
        private: dict.int("private") == Some(1),
        source: dict.bytes("source").map(clean_text).filter(|s| !s.is_empty()),
        multi_file,
        files: Arc::from(files),
        info_hash,
        id,
        pieces,
    })
}

/// A name or a path as it is in the torrent: bytes.
type RawName = Vec<u8>;

/// The torrent's name and the paths of all its entries, padding included and in the order of
/// [`Info::files`], as they are in the torrent. `None` for what is no info dictionary.
pub(super) fn raw_paths(info_bytes: &Bytes) -> Option<(RawName, Vec<Vec<RawName>>)> {
    let limits = MetainfoLimits::default();
    let document = Document::decode(info_bytes, limits.bencode, Strictness::Lenient).ok()?;
    let dict = document.root().as_dict()?;
    let name = preferred(dict, "name.utf-8", "name")?;
    let files = if dict.get("pieces").is_some() {
        parse_v1_files(dict, name, limits).ok()?.0
    } else {
        parse_tree(dict, limits).ok()?
    };
    let owned = |file: &RawFile<'_>| file.path.iter().map(|part| part.to_vec()).collect();
    Some((name.to_vec(), files.iter().map(owned).collect()))
}

/// The string under the first key that is there and not empty.
fn preferred<'d>(dict: Dict<'d>, first: &str, second: &str) -> Option<&'d [u8]> {
    dict.bytes(first).filter(|b| !b.is_empty()).or_else(|| dict.bytes(second))
}

fn piece_length(dict: Dict<'_>, v2: bool) -> Result<u32, MetainfoError> {
    let value = dict.get("piece length").ok_or(MetainfoError::Missing("piece length"))?;
    value
        .as_int()
        .and_then(|n| u32::try_from(n).ok())
        .filter(|n| (1..=MAX_PIECE_LENGTH).contains(n))
        .filter(|n| !v2 || (*n >= MIN_V2_PIECE_LENGTH && n.is_power_of_two()))
        .ok_or(MetainfoError::Invalid("piece length"))
}

fn v1_pieces(info_bytes: &Bytes, dict: Dict<'_>, count: u32) -> Result<Bytes, MetainfoError> {
    let pieces = dict.bytes("pieces").ok_or(MetainfoError::Missing("pieces"))?;
    let expected = u64::from(count) * 20;
    if u64::try_from(pieces.len()) != Ok(expected) {
        return Err(MetainfoError::Invalid("pieces"));
    }
    Ok(info_bytes.slice_ref(pieces))
}

/// A file's `length`, `attr` and `symlink path`, which v1 and v2 write alike.
fn parse_file<'d>(dict: Dict<'d>, path: Vec<&'d [u8]>) -> Result<RawFile<'d>, MetainfoError> {
    let attr = dict.bytes("attr").unwrap_or_default();
    let symlink = if attr.contains(&b'l') {
        let target = dict.list("symlink path").into_iter().flatten();
        Some(target.filter_map(Value::as_bytes).collect())
    } else {
        None
    };
    let length = if symlink.is_some() {
        0
    } else {
        let value = dict.get("length").ok_or(MetainfoError::Missing("length"))?;
        let value = value.as_int().and_then(|n| u64::try_from(n).ok());
        value.ok_or(MetainfoError::Invalid("length"))?
    };
    Ok(RawFile { path, length, attr, symlink, root: None })
}

fn parse_v1_files<'d>(
    dict: Dict<'d>,
    name: &'d [u8],
    limits: MetainfoLimits,
) -> Result<(Vec<RawFile<'d>>, bool), MetainfoError> {
    let Some(list) = dict.get("files") else {
        return Ok((vec![parse_file(dict, vec![name])?], false));
    };
    let list = list.as_list().ok_or(MetainfoError::Invalid("files"))?;
    let mut files = Vec::new();
    for entry in list {
        if files.len() >= limits.max_files {
            return Err(MetainfoError::TooManyFiles(limits.max_files));
        }
        let entry = entry.as_dict().ok_or(MetainfoError::Invalid("files"))?;
        let path = entry.list("path.utf-8").or_else(|| entry.list("path"));
        let path = path.ok_or(MetainfoError::Missing("path"))?;
        let parts: Option<Vec<&[u8]>> = path.map(Value::as_bytes).collect();
        let parts = parts.filter(|p| !p.is_empty()).ok_or(MetainfoError::Invalid("path"))?;
        files.push(parse_file(entry, parts)?);
    }
    if files.is_empty() {
        return Err(MetainfoError::Invalid("files"));
    }
    Ok((files, true))
}

/// The v2 file tree, depth first. The decoder's depth limit bounds the nesting.
fn parse_tree<'d>(
    dict: Dict<'d>,
    limits: MetainfoLimits,
) -> Result<Vec<RawFile<'d>>, MetainfoError> {
    let tree = dict.get("file tree").ok_or(MetainfoError::Missing("file tree"))?;
    let tree = tree.as_dict().ok_or(MetainfoError::Invalid("file tree"))?;
    let mut files = Vec::new();
    // What is still to do, the next on top: entries go on in reverse.
    let mut todo: Vec<(Vec<&'d [u8]>, Dict<'d>)> = vec![(Vec::new(), tree)];
    while let Some((path, node)) = todo.pop() {
        if let Some(file) = node.get("") {
            let file = file.as_dict().ok_or(MetainfoError::Invalid("file tree"))?;
            if path.is_empty() || node.iter().nth(1).is_some() {
                return Err(MetainfoError::Invalid("file tree"));
            }
            if files.len() >= limits.max_files {
                return Err(MetainfoError::TooManyFiles(limits.max_files));
            }
            let mut raw = parse_file(file, path)?;
            if raw.length > 0 {
                let root = file.bytes("pieces root").and_then(|b| Hash256::try_from(b).ok());
                raw.root = Some(root.ok_or(MetainfoError::Invalid("pieces root"))?);
            }
            files.push(raw);
            continue;
        }
        let first = todo.len();
        for (name, child) in node.iter() {
            let child = child.as_dict().ok_or(MetainfoError::Invalid("file tree"))?;
            let mut path = path.clone();
            path.push(name);
            todo.push((path, child));
        }
        if let Some(added) = todo.get_mut(first..) {
            added.reverse();
        }
    }
    if files.is_empty() {
        return Err(MetainfoError::Invalid("file tree"));
    }
    Ok(files)
}

/// Checks that the v1 list describes the same files at the same offsets as the tree and gives
/// it the tree's roots.
fn join_hybrid<'d>(
    mut files: Vec<RawFile<'d>>,
    tree: &[RawFile<'d>],
    multi_file: bool,
    piece_length: u32,
) -> Result<Vec<RawFile<'d>>, MetainfoError> {
    let mut rest = tree.iter();
    let mut offset: u64 = 0;
    for file in &mut files {
        let end = offset.checked_add(file.length).ok_or(MetainfoError::TooLarge)?;
        let is_aligned = offset.is_multiple_of(u64::from(piece_length));
        if file.is_pad() {
            // More padding than an alignment needs would shift the v2 pieces.
            let too_long = is_aligned || file.length >= u64::from(piece_length);
            if too_long && file.length > 0 {
                return Err(MetainfoError::HybridMismatch);
            }
        } else {
            let same = rest.next().filter(|v2| v2.path == file.path && v2.length == file.length);
            let v2 = same.ok_or(MetainfoError::HybridMismatch)?;
            if v2.symlink.is_some() != file.symlink.is_some() {
                return Err(MetainfoError::HybridMismatch);
            }
            if file.length > 0 && !is_aligned {
                return Err(MetainfoError::HybridMismatch);
            }
            file.root = v2.root;
        }
        offset = end;
    }
    let single = matches!(tree, [file] if file.path.len() == 1);
    if rest.next().is_some() || (!multi_file && !single) {
        return Err(MetainfoError::HybridMismatch);
    }
    Ok(files)
}

fn build_entries(
    raw_files: &[RawFile<'_>],
    root: Option<&str>,
    fallback: &str,
    piece_length: u32,
    v1: bool,
) -> Result<Vec<FileEntry>, MetainfoError> {
    let in_root = |parts: &[&[u8]]| {
        let parts = parts.iter().copied();
        match root {
            Some(root) => safe_path(std::iter::once(root.as_bytes()).chain(parts)),
            None => parts.last().and_then(safe_component).unwrap_or_else(|| fallback.to_owned()),
        }
    };
    let mut paths: Vec<String> = Vec::with_capacity(raw_files.len());
    for file in raw_files {
        let path = in_root(&file.path);
        // Nothing of the names is left: a file may not take its folder's place.
        let bare = root.is_some_and(|root| path == root);
        paths.push(if bare { format!("{path}/_") } else { path });
    }
    // Padding is never written: it may be called anything and collides with nothing.
    let mut visible: Vec<String> =
        raw_files.iter().zip(&paths).filter(|(f, _)| !f.is_pad()).map(|(_, p)| p.clone()).collect();
    resolve_collisions(&mut visible);
    let mut visible = visible.into_iter();

    let mut entries = Vec::with_capacity(raw_files.len());
    let mut offset: u64 = 0;
    for (file, path) in raw_files.iter().zip(paths) {
        let pad = file.is_pad();
        let path = if pad { path } else { visible.next().unwrap_or(path) };
        entries.push(FileEntry {
            path,
            length: file.length,
            offset,
            pad,
            symlink: file.symlink.as_ref().map(|target| in_root(target)),
            executable: file.has(b'x'),
            hidden: file.has(b'h'),
            pieces_root: file.root,
        });
        let length = if v1 { Some(file.length) } else { aligned(file.length, piece_length) };
        offset = length.and_then(|n| offset.checked_add(n)).ok_or(MetainfoError::TooLarge)?;
    }
    drop_dangling_links(&mut entries);
    Ok(entries)
}

/// Empties the target of links that lead to nothing in the torrent, or to another link.
fn drop_dangling_links(entries: &mut [FileEntry]) {
    if entries.iter().all(|e| e.symlink.is_none()) {
        return;
    }
    let mut known: HashSet<&str> = HashSet::new();
    for path in entries.iter().filter(|e| e.is_payload()).map(|e| e.path.as_str()) {
        known.insert(path);
        known.extend(path.match_indices('/').map(|(slash, _)| path.split_at(slash).0));
    }
    let dangling: Vec<bool> = entries
        .iter()
        .map(|e| e.symlink.as_deref().is_some_and(|target| !known.contains(target)))
        .collect();
    for (entry, dangling) in entries.iter_mut().zip(dangling) {
        if dangling {
            entry.symlink = Some(String::new());
        }
    }
}

fn aligned(length: u64, piece_length: u32) -> Option<u64> {
    length.checked_next_multiple_of(u64::from(piece_length))
}

fn total_size(files: &[FileEntry], piece_length: u32, v1: bool) -> Result<u64, MetainfoError> {
    let last = files.last().ok_or(MetainfoError::Invalid("files"))?;
    let length = if v1 { Some(last.length) } else { aligned(last.length, piece_length) };
    let total = length.and_then(|n| last.offset.checked_add(n)).ok_or(MetainfoError::TooLarge)?;
    if i64::try_from(total).is_err() {
        return Err(MetainfoError::TooLarge);
    }
    if total == 0 {
        return Err(MetainfoError::Empty);
    }
    Ok(total)
}
