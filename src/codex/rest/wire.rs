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
        let text = part.map(|part| part.version.trim()).unwrap_or_default();
        text.lines().next().unwrap_or_default().chars().take(100).collect()
    }

    /// True for another server of this kind.
    pub(super) fn is_qcodex(&self) -> bool {
        self.storage.as_ref().is_some_and(|part| part.version.starts_with("qcodex/"))
    }

    /// True when it lists the peers it is connected with.
    pub(super) fn knows_peers(&self) -> bool {
        self.connections.is_some()
    }

    /// What generation the node says it is, or most probably is.
    pub(super) fn generation(&self) -> Generation {
        match &self.storage {
            None => Generation::A,
            Some(storage) => storage.generation.unwrap_or_else(|| guess(&storage.version)),
        }
    }
}

/// v0.3 is B; everything newer or unknown under this prefix is C.
fn guess(version: &str) -> Generation {
    let rest = version.trim().trim_start_matches('v');
    let is_b = rest
        .strip_prefix("0.3")
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    if is_b { Generation::B } else { Generation::C }
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
        for (json, generation, qcodex) in [
            (r#"{"codex":{"version":"v0.2.5"}}"#, Generation::A, false),
            (r#"{"codex":{"version":"fatal: not a git repository"}}"#, Generation::A, false),
            (r#"{"storage":{"version":"v0.3.2"}}"#, Generation::B, false),
            (r#"{"storage":{"version":"v0.30.2"}}"#, Generation::C, false),
            (r#"{"storage":{"version":"v0.4.5"}}"#, Generation::C, false),
            (r#"{"storage":{"version":"untagged build"}}"#, Generation::C, false),
            (r#"{"storage":{"version":"qcodex/0.1.0","generation":"b"}}"#, Generation::B, true),
            (r"{}", Generation::A, false),
        ] {
            let info: InfoJson = serde_json::from_str(json).expect(json);
            assert_eq!((info.generation(), info.is_qcodex()), (generation, qcodex), "{json}");
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
