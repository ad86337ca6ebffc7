//! What is fixed at the start: where things lie, who listens where, which node is used.
//!
//! Plain values, filled by the command line and its environment variables ([`crate`]'s `cli`);
//! settings that change at run time are the session's. Deliberately absent: a configuration
//! file (everything else is a setting, stored in the profile).

mod lock;
mod profile;

use std::path::PathBuf;
use std::time::Duration;

pub use lock::{LockError, ProfileLock};
pub use profile::Profile;

/// Which node keeps the content.
#[derive(Clone, PartialEq, Eq)]
pub enum NodeChoice {
    /// Inside this process.
    Embedded,
    /// A node over REST; the URL may carry credentials.
    Url(String),
}

impl std::fmt::Debug for NodeChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A URL can hold a password.
        f.write_str(match self {
            Self::Embedded => "Embedded",
            Self::Url(_) => "Url(..)",
        })
    }
}

/// Where the embedded node's REST API listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodexApi {
    /// Where the settings say, at first `127.0.0.1:8085`.
    Stored,
    /// At this `host:port`; port 0 picks a free one.
    At(String),
    /// Nowhere.
    Off,
}

/// Everything that a start decides.
#[derive(Clone)]
pub struct Config {
    /// Folder of everything that the server keeps.
    pub profile: PathBuf,
    /// Address of the web interface; `None`: as stored or default.
    pub webui_address: Option<String>,
    /// Port of the web interface, 0 picks a free one; `None`: as stored or default.
    pub webui_port: Option<u16>,
    /// The built-in page is served, whatever the settings say.
    pub builtin_webui: bool,
    /// The user's data folder, whose trash takes deleted files; `None` without a home.
    pub data_home: Option<PathBuf>,
    /// Default save path of an empty profile.
    pub save_path: Option<PathBuf>,
    /// `5.1`, `5.3` or `4`.
    pub dialect: Option<String>,
    /// The node in use; `None`: as stored, at first the embedded one.
    pub codex: Option<NodeChoice>,
    /// Nodes that are only read from; empty: as stored.
    pub codex_sources: Vec<String>,
    /// REST API of the embedded node.
    pub codex_api: CodexApi,
    /// Token for writing to that API.
    pub codex_api_token: Option<String>,
    /// PEM file of authorities that vouch for nodes, besides the system's.
    pub codex_ca: Option<PathBuf>,
    /// Longest wait for a node in any step; `None`: as long as suits each. No option sets it.
    pub codex_patience: Option<Duration>,
    /// Settings may name programs that run when something happens to a torrent.
    pub allow_external_programs: bool,
    /// Preset login name.
    pub username: Option<String>,
    /// Preset password.
    pub password: Option<String>,
    /// The environment says what is logged, so that the settings do not.
    pub log_fixed: bool,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("profile", &self.profile)
            .field("webui_address", &self.webui_address)
            .field("webui_port", &self.webui_port)
            .field("codex", &self.codex)
            .field("codex_api", &self.codex_api)
            .finish_non_exhaustive()
    }
}

impl Config {
    /// Defaults for a profile.
    pub fn new(profile: PathBuf) -> Self {
        Self {
            profile,
            webui_address: None,
            webui_port: None,
            builtin_webui: false,
            data_home: None,
            save_path: None,
            dialect: None,
            codex: None,
            codex_sources: Vec::new(),
            codex_api: CodexApi::Stored,
            codex_api_token: None,
            codex_ca: None,
            codex_patience: None,
            allow_external_programs: false,
            username: None,
            password: None,
            log_fixed: false,
        }
    }
}
