//! The settings around the node that qBittorrent does not have, and what each of qBittorrent's
//! own settings is worth with the node in use.
//!
//! One table (`table.rs`); a row that has a counterpart among the preferences shares its one
//! stored value. The rest is stored as small values of the space `codex`, in one commit with the
//! preferences of the same request, so that all of it is durable or nothing is. What acts in this
//! process acts before the answer: quota, manifest layout, log level, name of the agent, where
//! the node's API listens. A real node is told its log level; everything else of it becomes
//! options of its command line (`options.rs`), and a difference between the wish and what the
//! node reports is shown as "restart needed". *A crash loses* which options a real node has not
//! been restarted for, where it does not report them.
//!
//! *Deliberately absent:* starting and stopping a real node, its options for paid storage, and
//! those that would lose its data or its identity (folder, kind of store, key).

mod honour;
mod options;
mod report;
mod set;
mod start;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use honour::Verdict;
pub(super) use report::{ip_of, listen_port};
pub use set::NodeSettingsError;
pub use start::{
    NodesRow, Rows, api_wish, embedded_options, former_node, log_filter, rest_options,
    stored_agent, stored_node,
};
pub use table::{Choice, KEEP_SECS, NODE_ROWS, NodeRow, RowKind, Setting};
pub use value::NodeValue;

use options::Flavor;

use super::published::ServerStatus;
use super::reasons::Remark;
use super::settings::{Key, SettingsPack};
use super::source::Nodes;
use super::{Session, SmallValues};
use crate::codex::{AgentName, ApiControl, ApiPlace, ApiState, Capabilities, NodeKind};

/// Where the values are stored.
pub(super) const SPACE: &str = "codex";
/// Name of the node in this process.
pub const EMBEDDED: &str = "embedded";
/// Where it is stored which nodes are and were in use.
pub const NODES_SPACE: &str = "codex_nodes";
/// Key of the node in use: its URL with credentials, or [`EMBEDDED`].
pub const USED: &str = "used";
/// Key of the node that was in use before, while its content is still moving.
pub const FORMER: &str = "former";
/// There while what was copied into the former node is to be removed from it afterwards.
pub(super) const REMOVES: &str = "former_removes";

/// What the start decided, by command line, environment and what was stored before.
#[derive(Debug, Clone, Default)]
pub struct NodeStart {
    /// The dialect that was asked for; none: as stored.
    pub dialect: Option<String>,
    /// Whether command line or environment chose the node.
    pub node_fixed: bool,
    /// The node that runs: `embedded`, or its URL without credentials.
    pub node_url: String,
    /// Whether command line or environment chose the sources.
    pub sources_fixed: bool,
    /// The sources in use, without credentials.
    pub sources: Vec<String>,
    /// The addresses behind both, where they were chosen so.
    pub given: GivenNodes,
    /// Where the embedded node's API has to listen; none: as the settings say.
    pub api: Option<ApiPlace>,
    /// Authorities that vouch for nodes, besides the system's.
    pub node_ca: Option<PathBuf>,
    /// Longest wait for a node in any step; none: as long as suits each.
    pub node_patience: Option<Duration>,
    /// Folder of the embedded node.
    pub data_dir: PathBuf,
    /// Whether the environment chose what is logged.
    pub log_fixed: bool,
}

/// Addresses from command line or environment, with their logins: never shown.
#[derive(Clone, Default)]
pub struct GivenNodes {
    /// The node in use.
    pub node: Option<String>,
    /// The sources.
    pub sources: Option<Vec<String>>,
}

impl std::fmt::Debug for GivenNodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GivenNodes").finish_non_exhaustive()
    }
}

/// When a change acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restart {
    /// At once.
    None,
    /// When the node was started again.
    Node,
    /// When this server was started again.
    Server,
}

/// A setting as it is now.
#[derive(Debug, Clone)]
pub struct NodeSetting {
    /// What is always true of it.
    pub row: &'static NodeRow,
    /// Smallest number that the node in use can do with.
    pub min: Option<i64>,
    /// What to offer: value and label.
    pub choices: Vec<(NodeValue, String)>,
    /// Its value while it is not set.
    pub default: NodeValue,
    /// What is stored, or the default.
    pub value: NodeValue,
    /// What holds; none when the node does not tell.
    pub effective: Option<NodeValue>,
    /// Whether it can be changed.
    pub editable: bool,
    /// Why it cannot, or does not act.
    pub reason: Option<Remark>,
    /// When a change acts.
    pub restart: Restart,
    /// Whether that is still to come.
    pub restart_needed: bool,
    /// The words of a real node's command line that stand for it, quoted for a shell.
    pub option: Option<String>,
}

/// All settings.
#[derive(Debug, Clone)]
pub struct NodeSettings {
    /// In the order of a page.
    pub settings: Vec<NodeSetting>,
    /// Options for a real node, of what was set here; each quoted for a shell.
    pub command_line: Vec<String>,
}

/// What is known about the node's settings beside what is stored.
#[derive(Debug, Clone, Default)]
struct Notes {
    /// What a real node was told last.
    log_level: Option<String>,
    /// Why it could not be told.
    log_trouble: Option<String>,
    /// Set since the node was last seen to come back.
    pending: BTreeSet<Setting>,
}

/// What this part of a session holds.
#[derive(Debug)]
pub(super) struct NodeDesk {
    start: NodeStart,
    nodes: Nodes,
    pub(super) api: ApiControl,
    agent: AgentName,
    /// Held while settings are checked and stored, so that two requests cannot mix.
    turn: tokio::sync::Mutex<()>,
    notes: Mutex<Notes>,
}

impl NodeDesk {
    pub(super) fn new(start: NodeStart, nodes: Nodes, api: ApiControl, agent: AgentName) -> Self {
        let turn = tokio::sync::Mutex::new(());
        Self { start, nodes, api, agent, turn, notes: Mutex::default() }
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Settings or the node have changed: the embedded node's API follows. It is off while
    /// another node is in use.
    pub(super) fn follow(&self, settings: &SettingsPack) {
        let in_use = self.nodes.own().name() == EMBEDDED;
        self.api.wish(api_wish(settings, self.start.api.as_ref(), in_use));
    }

    /// What the start decided, with the nodes of now.
    fn start_now(&self) -> NodeStart {
        let sources = self.nodes.sources();
        NodeStart {
            node_url: self.nodes.own().name().to_owned(),
            sources: sources.iter().map(|source| source.name().to_owned()).collect(),
            ..self.start.clone()
        }
    }

    /// Takes over what was stored before the start.
    pub(super) fn restore(&self, stored: &SmallValues, capabilities: &Capabilities) {
        self.read(&stored_values(stored), Flavor::of(capabilities));
    }

    /// A real node has to be started again for these.
    pub(super) fn preferences_changed(&self, keys: impl Iterator<Item = Key>) {
        let mut notes = self.notes();
        for key in keys {
            let linked = NODE_ROWS.iter().filter(|row| row.preference == Some(key));
            notes.pending.extend(linked.map(|row| row.setting));
            if key == Key::AnnounceIp {
                notes.pending.insert(Setting::Nat);
            }
        }
    }

    /// A node that was away has been started again, most probably.
    pub(super) fn node_came_back(&self) {
        self.notes().pending.clear();
    }

    /// Tells a real node what to log; it forgets that with every start.
    pub(super) async fn tell_log_level(&self, level: String) {
        let told = self.nodes.own().set_log_level(level.clone()).await;
        let mut notes = self.notes();
        match told {
            Ok(()) => {
                notes.log_level = Some(level);
                notes.log_trouble = None;
            }
            Err(error) => {
                tracing::warn!(%error, "the node was not told its log level");
                notes.log_trouble = Some(error.to_string());
            }
        }
    }
}

/// Everything that decides about a setting.
struct Context<'a> {
    settings: &'a SettingsPack,
    values: &'a BTreeMap<Setting, NodeValue>,
    server: &'a ServerStatus,
    start: &'a NodeStart,
    api: &'a ApiState,
    notes: &'a Notes,
    flavor: Flavor,
}

/// What is stored beside the preferences.
fn stored_values(stored: &SmallValues) -> BTreeMap<Setting, NodeValue> {
    let stored = stored.read().unwrap_or_else(PoisonError::into_inner);
    let values = NODE_ROWS.iter().filter_map(|row| {
        let bytes = stored.get(&(SPACE.to_owned(), row.name.to_owned()))?;
        Some((row.setting, NodeValue::restore(row, bytes)?))
    });
    values.collect()
}

/// The log level that is stored.
pub(super) fn stored_log_level(stored: &SmallValues) -> Option<String> {
    stored_values(stored).get(&Setting::LogLevel).map(|level| level.as_text().to_owned())
}

/// Whether private torrents are copied into a real node.
pub(super) fn publishes_private(stored: &SmallValues) -> bool {
    stored_values(stored).get(&Setting::PublishPrivate) == Some(&NodeValue::Bool(true))
}

/// Whether what was copied into the former node is to be removed from it.
pub(super) fn removes_former(stored: &SmallValues) -> bool {
    let stored = stored.read().unwrap_or_else(PoisonError::into_inner);
    stored.contains_key(&(NODES_SPACE.to_owned(), REMOVES.to_owned()))
}

/// Uploads into a real node at a time.
pub(super) fn uploads(stored: &SmallValues) -> u64 {
    let value = stored_values(stored).get(&Setting::Uploads).map(NodeValue::as_int);
    value.and_then(|value| u64::try_from(value).ok()).unwrap_or(start::UPLOADS)
}

/// How long a node keeps what it was given, in seconds, as far as is known here; none when it
/// keeps everything, as those of this program do.
pub(super) fn node_keeps(stored: &SmallValues, node: &Capabilities) -> Option<i64> {
    if node.kind != NodeKind::Rest || node.is_qcodex {
        return None;
    }
    let value = stored_values(stored).get(&Setting::Retention).map(NodeValue::as_int);
    Some(value.unwrap_or(start::REAL_RETENTION)).filter(|keep| *keep < KEEP_SECS)
}

/// How long copies that nothing refers to are kept, in seconds.
pub(super) fn retention(stored: &SmallValues) -> i64 {
    stored_values(stored).get(&Setting::Retention).map_or(KEEP_SECS, NodeValue::as_int)
}

impl Session {
    /// Where the embedded node's API should listen: for whoever serves it.
    pub fn api_control(&self) -> ApiControl {
        self.desk.api.clone()
    }

    /// The settings around the node.
    pub fn node_settings(&self) -> NodeSettings {
        self.with_context(|context| NodeSettings {
            settings: NODE_ROWS.iter().map(|row| context.setting(row)).collect(),
            command_line: context.command_line(),
        })
    }

    /// Address of the node in use without credentials; none for the embedded one.
    pub fn node_url(&self) -> Option<String> {
        let own = self.desk.nodes.own();
        (own.name() != EMBEDDED).then(|| own.name().to_owned())
    }

    /// What one of qBittorrent's settings is worth with the node in use.
    pub fn verdict(&self, key: Key) -> Verdict {
        self.with_context(|context| context.verdict(key))
    }

    /// The same for all of them, in the order of [`Key::ALL`].
    pub fn verdicts(&self) -> Vec<(Key, Verdict)> {
        self.with_context(|context| {
            Key::ALL.iter().map(|key| (*key, context.verdict(*key))).collect()
        })
    }

    fn with_context<T>(&self, work: impl FnOnce(&Context<'_>) -> T) -> T {
        let (settings, server) = (self.settings(), self.server());
        let (values, api) = (stored_values(&self.stored), self.desk.api.state());
        let notes = self.desk.notes().clone();
        work(&Context {
            settings: &settings,
            values: &values,
            server: &server,
            start: &self.desk.start_now(),
            api: &api,
            notes: &notes,
            flavor: Flavor::of(&server.node.capabilities),
        })
    }
}

/// Shared by handle and actor.
pub(super) type SharedDesk = Arc<NodeDesk>;
