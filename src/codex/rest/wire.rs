//! JSON of nodes, read leniently: unknown keys are ignored, optional ones may be missing.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::codex::{Cid, CodexError, Generation, ListEntry, Manifest, NodeInfo, Space};

/// A manifest object.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ManifestJson {
    tree_cid: Cid,
    dataset_size: u64,
    block_size: u32,
    #[serde(default)]
    filename: Option<String>,
    #[serde(default)]
    mimetype: Option<String>,
    #[serde(default)]
    protected: bool,
}

/// `{"cid":…,"manifest":…}`
#[derive(Debug, Deserialize)]
pub(super) struct EntryJson {
    cid: Cid,
    manifest: ManifestJson,
}

impl EntryJson {
    /// The entry, if its manifest is the one that the CID names: nodes are not trusted.
    pub(super) fn verified(self, asked: Option<Cid>) -> Result<ListEntry, CodexError> {
        let Self { cid, manifest } = self;
        let cid = asked.unwrap_or(cid);
        if manifest.protected {
            return Err(CodexError::Unsupported("give erasure-coded datasets to this server"));
        }
        let some = |text: Option<String>| text.filter(|text| !text.is_empty());
        let manifest = Manifest {
            tree: manifest.tree_cid,
            block_size: manifest.block_size,
            dataset_size: manifest.dataset_size,
            filename: some(manifest.filename),
            mimetype: some(manifest.mimetype),
        };
        manifest.validate().map_err(|error| CodexError::Corrupt(error.to_string()))?;
        let fits = [Generation::A, Generation::B, Generation::C]
            .into_iter()
            .any(|generation| manifest.cid(generation) == cid);
        if fits {
            Ok(ListEntry { cid, manifest })
        } else {
            Err(CodexError::Corrupt(format!("the manifest is not the one that {cid} names")))
        }
    }
}

/// Reads `GET data`; entries that cannot be used are left out.
pub(super) fn list(body: &[u8]) -> Result<Vec<ListEntry>, CodexError> {
    #[derive(Deserialize)]
    struct ListJson<'a> {
        #[serde(borrow)]
        content: Vec<&'a RawValue>,
    }
    let list: ListJson<'_> =
        serde_json::from_slice(body).map_err(|error| CodexError::Protocol(error.to_string()))?;
    Ok(list
        .content
        .iter()
        .filter_map(|raw| serde_json::from_str::<EntryJson>(raw.get()).ok())
        .filter_map(|entry| entry.verified(None).ok())
        .collect())
}

/// `GET space`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SpaceJson {
    #[serde(default)]
    total_blocks: u64,
    quota_max_bytes: u64,
    quota_used_bytes: u64,
    #[serde(default)]
    quota_reserved_bytes: u64,
}

impl From<SpaceJson> for Space {
    fn from(json: SpaceJson) -> Self {
        Self {
            total_blocks: json.total_blocks,
            quota_max: json.quota_max_bytes,
            quota_used: json.quota_used_bytes,
            quota_reserved: json.quota_reserved_bytes,
        }
    }
}

/// Both forms of `exists`: `{"<cid>":bool}` and `{"has":bool}`.
pub(super) fn exists(body: &[u8], cid: Cid) -> Result<bool, CodexError> {
    let map: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(body).map_err(|error| CodexError::Protocol(error.to_string()))?;
    [cid.to_string().as_str(), "has"]
        .iter()
        .find_map(|key| map.get(*key)?.as_bool())
        .ok_or_else(|| CodexError::Protocol("neither the CID nor `has` is answered".to_owned()))
}

/// `GET debug/info`, of all generations.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct InfoJson {
    id: String,
    announce_addresses: Vec<String>,
    addrs: Vec<String>,
    spr: String,
    repo: String,
    table: TableJson,
    codex: Option<VersionJson>,
    storage: Option<VersionJson>,
    connections: Option<Vec<PeerJson>>,
    nat: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct TableJson {
    nodes: Vec<PeerJson>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct PeerJson {
    peer_id: String,
    address: String,
    addresses: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct VersionJson {
    version: String,
    generation: Option<Generation>,
}

impl InfoJson {
    /// The version text, one line: real nodes answer anything here, even error messages.
    pub(super) fn version(&self) -> String {
        let part = self.storage.as_ref().or(self.codex.as_ref());
        let text = part.map(|part| part.version.as_str()).unwrap_or_default();
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").chars().filter(|c| !c.is_control()).take(100).collect()
    }

    /// True for another server of this kind.
    pub(super) fn is_qcodex(&self) -> bool {
        self.storage.as_ref().is_some_and(|part| part.version.starts_with("qcodex/"))
    }

    /// True when it lists the peers it is connected with.
    pub(super) fn knows_peers(&self) -> bool {
        self.connections.is_some()
    }

    /// True for the newest nodes, which say how they can be reached.
    pub(super) fn tells_nat(&self) -> bool {
        self.nat.is_some()
    }

    /// What generation the node says it is, or most probably is: under the older prefix A;
    /// under the newer one the version decides, and where that says nothing, whether the node
    /// downloads in the background.
    pub(super) fn generation(&self, storage: bool, background: bool) -> Generation {
        let said = self.storage.as_ref().and_then(|part| part.generation);
        if let Some(generation) = said {
            return generation;
        }
        match Version::of(&self.version()) {
            _ if !storage => Generation::A,
            Some(version) if version >= Version(0, 4, 0) => Generation::C,
            Some(version) if version >= Version(0, 3, 0) => Generation::B,
            _ if background => Generation::C,
            _ => Generation::B,
        }
    }
}

/// A version number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(pub(super) u16, pub(super) u16, pub(super) u16);

impl Version {
    /// The highest one in a text with any number of tags; `None` for other texts.
    pub(super) fn of(text: &str) -> Option<Self> {
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/'))
            .filter_map(Self::of_tag)
            .max()
    }

    fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.strip_prefix(['v', 'V']).unwrap_or(tag);
        // `-rc1` and `+build` are no part of the number.
        let number = tag.split(['-', '+']).next().unwrap_or_default();
        let mut parts = number.split('.').map(str::parse::<u16>);
        let version = Self(
            parts.next()?.ok()?,
            parts.next()?.ok()?,
            parts.next().map_or(Some(0), Result::ok)?,
        );
        parts.next().is_none().then_some(version)
    }
}

impl From<InfoJson> for NodeInfo {
    fn from(json: InfoJson) -> Self {
        let version = json.version();
        let peers = json.connections.unwrap_or_default().into_iter().chain(json.table.nodes);
        let address = |peer: &PeerJson| {
            if peer.address.is_empty() {
                peer.addresses.first().cloned().unwrap_or_default()
            } else {
                peer.address.clone()
            }
        };
        let announce = if json.announce_addresses.is_empty() {
            json.addrs.clone()
        } else {
            json.announce_addresses
        };
        Self {
            peer_id: json.id,
            announce_addresses: announce,
            listen_addresses: json.addrs,
            spr: json.spr,
            data_dir: json.repo,
            version,
            peers: peers.map(|peer| (peer.peer_id.clone(), address(&peer))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations() {
        use Generation::{A, B, C};
        for (json, storage, background, generation, qcodex) in [
            (r#"{"codex":{"version":"v0.2.5"}}"#, false, false, A, false),
            (r#"{"codex":{"version":"fatal: not a git repository"}}"#, false, false, A, false),
            (r#"{"storage":{"version":"v0.3.2"}}"#, true, false, B, false),
            (r#"{"codex":{"version":"v0.3.0"}}"#, true, false, B, false),
            (r#"{"storage":{"version":"v0.30.2"}}"#, true, false, C, false),
            (r#"{"storage":{"version":"v0.4.5"}}"#, true, true, C, false),
            (r#"{"storage":{"version":"v0.3.2\nv0.4.0-rc1"}}"#, true, true, C, false),
            (r#"{"storage":{"version":"untagged build"}}"#, true, true, C, false),
            (r#"{"storage":{"version":""}}"#, true, false, B, false),
            (r#"{"storage":{"version":"qcodex/0.1.0","generation":"c"}}"#, true, false, C, true),
            (r#"{"storage":{"version":"qcodex/0.1.0","generation":"b"}}"#, true, true, B, true),
            (r"{}", false, false, A, false),
            (r"{}", true, true, C, false),
        ] {
            let info: InfoJson = serde_json::from_str(json).expect(json);
            let found = (info.generation(storage, background), info.is_qcodex());
            assert_eq!(found, (generation, qcodex), "{json}");
        }
    }

    #[test]
    fn versions() {
        for (text, version) in [
            ("v0.2.5", Some(Version(0, 2, 5))),
            ("0.4", Some(Version(0, 4, 0))),
            ("v0.1.8 v0.1.9", Some(Version(0, 1, 9))),
            ("v0.4.0-rc1", Some(Version(0, 4, 0))),
            ("untagged build", None),
            ("fatal: not a git repository (or any of the parent directories): .git", None),
            ("1.2.3.4", None),
            ("v99999.1", None),
            ("", None),
        ] {
            assert_eq!(Version::of(text), version, "{text:?}");
        }
    }

    #[test]
    fn exists_in_both_forms() {
        let cid: Cid = "zDvZRwzm1i2qGXHyMF5we9VsvGSiV7GmLyuY225L3t3Bmj1GBgh7".parse().unwrap();
        let own = format!("{{\"{cid}\":true}}");
        assert_eq!(exists(own.as_bytes(), cid), Ok(true));
        assert_eq!(exists(b"{\"has\":false}", cid), Ok(false));
        assert!(exists(b"{\"other\":true}", cid).is_err());
        assert!(exists(b"[]", cid).is_err());
    }
}
