//! The folders and files of a profile.

use std::path::{Path, PathBuf};

/// Where everything that the server keeps lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    root: PathBuf,
}

impl Profile {
    /// The layout below a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The session database.
    pub fn database(&self) -> PathBuf {
        self.root.join("qcodex.db")
    }

    /// The embedded node's data.
    pub fn codex(&self) -> PathBuf {
        self.root.join("codex")
    }

    /// Side files of running fetches.
    pub fn parts(&self) -> PathBuf {
        self.root.join("parts")
    }

    /// Torrents that were made and have no place of their own.
    pub fn creator(&self) -> PathBuf {
        self.root.join("creator")
    }

    /// Databases of countries.
    pub fn countries(&self) -> PathBuf {
        self.root.join("GeoDB")
    }

    /// Log files.
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Daily copies of the database.
    pub fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }

    /// The lock file.
    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }
}
