//! What is known of the nodes, and of what this session put into the one in use: for readers.
//!
//! Nodes are looked at as they are watched anyway; which copies a torrent has is read from the
//! database.

use super::source::Nodes;
use super::{Session, SessionError};
use crate::codex::{Cid, Codex, NodeStatus};
use crate::db::Db;
use crate::torrent::TorrentId;

/// A node as it is now.
#[derive(Debug, Clone)]
pub struct NodeFace {
    /// What it is called here: its address without credentials, or its kind.
    pub name: String,
    /// Its address without credentials; none for one in this process.
    pub url: Option<String>,
    /// Health and abilities.
    pub status: NodeStatus,
}

/// What all handles share.
#[derive(Debug)]
pub(super) struct Holdings {
    pub(super) nodes: Nodes,
    pub(super) db: Db,
}

impl NodeFace {
    fn of(node: &Codex) -> Self {
        let name = node.name().to_owned();
        let url = name.contains("://").then(|| name.clone());
        Self { name, url, status: node.status() }
    }
}

impl Session {
    /// The node in use.
    pub fn own_node(&self) -> NodeFace {
        NodeFace::of(&self.holdings.nodes.own())
    }

    /// Nodes that are only read from, in the user's order.
    pub fn source_nodes(&self) -> Vec<NodeFace> {
        self.holdings.nodes.sources().iter().map(NodeFace::of).collect()
    }

    /// Datasets that this session copied into the node in use and that a torrent needs, with
    /// their length.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn copies_of(&self, id: TorrentId) -> Result<Vec<(Cid, u64)>, SessionError> {
        let failed = |error: &dyn std::fmt::Display| SessionError::Storage(error.to_string());
        let answer = self.holdings.db.copies(self.holdings.nodes.own().name(), id.into());
        let rows = answer.await.map_err(|_| SessionError::Closed)?.map_err(|e| failed(&e))?;
        let parsed = |(cid, length): (String, u64)| Some((cid.parse().ok()?, length));
        Ok(rows.into_iter().filter_map(parsed).collect())
    }
}
