//! The info dictionary of a new torrent.

use super::super::bencode::Encoder;
use super::super::merkle::Hash256;
use super::TorrentBuilder;

impl TorrentBuilder {
    /// Writes the keys of the info dictionary with the roots so far; files without one have none.
    pub(super) fn write_info(&self, out: &mut Encoder, pieces: &[u8]) {
        let params = &self.params;
        if let Some(v2) = &self.v2 {
            out.key("file tree");
            let parts: Vec<Vec<&str>> =
                params.files.iter().map(|f| f.path.split('/').collect()).collect();
            let rows: Vec<TreeRow<'_>> = parts
                .iter()
                .zip(&params.files)
                .enumerate()
                .map(|(index, (parts, file))| {
                    (&parts[..], file.length, v2.roots.get(index).copied().flatten())
                })
                .collect();
            write_tree(out, &rows, 0);
        }
        if let (Some(_), true) = (&self.v1, params.multi_file) {
            out.key("files");
            out.list(|out| {
                for (index, file) in params.files.iter().enumerate() {
                    write_v1_file(out, None, file.length, file.path.split('/'));
                    let pad = self.padding.get(index).copied().unwrap_or(0);
                    if pad > 0 {
                        write_v1_file(out, Some("p"), pad, [".pad", &pad.to_string()]);
                    }
                }
            });
        }
        if let (Some(_), false, Some(file)) = (&self.v1, params.multi_file, params.files.first()) {
            out.key("length");
            out.int(i64::try_from(file.length).unwrap_or(i64::MAX));
        }
        if self.v2.is_some() {
            out.key("meta version");
            out.int(2);
        }
        out.key("name");
        out.str(&params.name);
        out.key("piece length");
        out.int(i64::from(self.piece_length));
        if self.v1.is_some() {
            out.key("pieces");
            out.bytes(pieces);
        }
        if params.private {
            out.key("private");
            out.int(1);
        }
        if !params.source.is_empty() {
            out.key("source");
            out.str(&params.source);
        }
    }
}

/// Path components, length and root of a file.
type TreeRow<'a> = (&'a [&'a str], u64, Option<Hash256>);

/// Writes the part of a file tree whose rows share their first `depth` components.
fn write_tree(out: &mut Encoder, rows: &[TreeRow<'_>], depth: usize) {
    out.dict(|out| {
        for group in rows.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)) {
            let Some((parts, length, root)) = group.first() else { continue };
            let Some(name) = parts.get(depth) else { continue };
            out.key(name);
            if parts.len() > depth + 1 {
                write_tree(out, group, depth + 1);
                continue;
            }
            out.dict(|out| {
                out.key("");
                out.dict(|out| {
                    out.key("length");
                    out.int(i64::try_from(*length).unwrap_or(i64::MAX));
                    if let Some(root) = root {
                        out.key("pieces root");
                        out.bytes(root);
                    }
                });
            });
        }
    });
}

fn write_v1_file(
    out: &mut Encoder,
    attr: Option<&str>,
    length: u64,
    path: impl IntoIterator<Item: AsRef<str>>,
) {
    out.dict(|out| {
        if let Some(attr) = attr {
            out.key("attr");
            out.str(attr);
        }
        out.key("length");
        out.int(i64::try_from(length).unwrap_or(i64::MAX));
        out.key("path");
        out.list(|out| path.into_iter().for_each(|part| out.str(part.as_ref())));
    });
}
