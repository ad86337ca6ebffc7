//! Categories: options, names, subcategories and the paths they give (webapi §3.8.7, §5.5).

use serde::{Deserialize, Serialize};

use super::share_limits::ShareLimits;

/// Where a category keeps incomplete files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CategoryDownloadPath {
    /// From the parent category, at the root from the global switch.
    #[default]
    Inherit,
    /// None.
    Disabled,
    /// Enabled; an empty path is implicit (parent's path and the name).
    Path(String),
}

/// Options of a category.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// As the user gave it; empty is implicit.
    pub save_path: String,
    /// For incomplete files.
    pub download_path: CategoryDownloadPath,
    /// Inherited by its torrents.
    pub share_limits: ShareLimits,
}
