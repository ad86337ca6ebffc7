//! Categories: options, names, subcategories and the paths they give (webapi §3.8.7, §5.5).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::share_limits::ShareLimits;
use crate::torrent::file_path::safe_component;

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

/// Categories by name.
pub type Categories = BTreeMap<String, Category>;

/// Global paths that categories fall back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultPaths {
    /// Default save path.
    pub save_path: PathBuf,
    /// Path for incomplete files, when the global switch is on.
    pub download_path: Option<PathBuf>,
    /// The same path whatever the switch says, for torrents that ask for one.
    pub temp_path: PathBuf,
}

/// True for a name that qBittorrent takes: no backslash, no empty element.
pub fn is_valid_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 1024
        && !name.contains('\\')
        && name.split('/').all(|element| !element.is_empty())
        && !name.chars().any(char::is_control)
}

/// The name of the parent category, if it is a subcategory.
pub fn parent(name: &str) -> Option<&str> {
    name.rsplit_once('/').map(|(parent, _)| parent)
}

/// The category itself and its parents, nearest first; names only.
pub fn chain(name: &str) -> impl Iterator<Item = &str> + Clone {
    let first = (!name.is_empty()).then_some(name);
    std::iter::successors(first, |name| parent(name))
}

/// Where completed torrents of a category go (webapi §5.5).
pub fn save_path(categories: &Categories, name: &str, defaults: &DefaultPaths) -> PathBuf {
    let Some(category) = categories.get(name) else { return defaults.save_path.clone() };
    if category.save_path.is_empty() {
        let (above, last) = above(name);
        let above = above.map_or_else(
            || defaults.save_path.clone(),
            |parent| save_path(categories, parent, defaults),
        );
        above.join(folder_name(last))
    } else {
        // Joining an absolute path replaces the default one.
        defaults.save_path.join(Path::new(&category.save_path))
    }
}

/// Where incomplete torrents of a category lie; `None` for their save path (webapi §5.5).
pub fn download_path(
    categories: &Categories,
    name: &str,
    defaults: &DefaultPaths,
) -> Option<PathBuf> {
    let Some(category) = categories.get(name) else { return defaults.download_path.clone() };
    let (parent, last) = above(name);
    match &category.download_path {
        CategoryDownloadPath::Inherit => match parent {
            Some(parent) => download_path(categories, parent, defaults),
            None => defaults.download_path.clone(),
        },
        CategoryDownloadPath::Disabled => None,
        CategoryDownloadPath::Path(path) if path.is_empty() => {
            let above = parent
                .and_then(|parent| download_path(categories, parent, defaults))
                .unwrap_or_else(|| defaults.temp_path.clone());
            Some(above.join(folder_name(last)))
        }
        CategoryDownloadPath::Path(path) => Some(defaults.temp_path.join(path)),
    }
}

/// The last element of a category's name as a folder.
fn folder_name(last: &str) -> String {
    safe_component(last.as_bytes()).unwrap_or_else(|| "_".to_owned())
}

fn above(name: &str) -> (Option<&str>, &str) {
    name.rsplit_once('/').map_or((None, name), |(parent, last)| (Some(parent), last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> DefaultPaths {
        DefaultPaths {
            save_path: PathBuf::from("/dl"),
            download_path: None,
            temp_path: PathBuf::from("/tmp/dl"),
        }
    }

    #[test]
    fn names_follow_the_rule() {
        for good in ["tv", "a/b/c", "tv sonarr"] {
            assert!(is_valid_name(good), "{good}");
        }
        for bad in ["", "/a", "a/", "a//b", "a\\b"] {
            assert!(!is_valid_name(bad), "{bad}");
        }
    }

    #[test]
    fn implicit_paths_build_on_the_parents() {
        let mut all = Categories::new();
        all.insert(
            "tv".to_owned(),
            Category { save_path: "/media".to_owned(), ..Category::default() },
        );
        all.insert("tv/anime".to_owned(), Category::default());
        all.insert(
            "music".to_owned(),
            Category { save_path: "m".to_owned(), ..Category::default() },
        );
        assert_eq!(save_path(&all, "tv/anime", &defaults()), PathBuf::from("/media/anime"));
        assert_eq!(save_path(&all, "music", &defaults()), PathBuf::from("/dl/m"));
        assert_eq!(save_path(&all, "unknown", &defaults()), PathBuf::from("/dl"));
        assert_eq!(download_path(&all, "tv/anime", &defaults()), None);
    }

    #[test]
    fn an_enabled_empty_download_path_is_implicit() {
        let mut all = Categories::new();
        let enabled = CategoryDownloadPath::Path(String::new());
        all.insert("tv".to_owned(), Category { download_path: enabled, ..Category::default() });
        all.insert("tv/x".to_owned(), Category::default());
        assert_eq!(download_path(&all, "tv", &defaults()), Some(PathBuf::from("/tmp/dl/tv")));
        assert_eq!(download_path(&all, "tv/x", &defaults()), Some(PathBuf::from("/tmp/dl/tv")));
    }

    #[test]
    fn the_chain_goes_up() {
        assert_eq!(chain("a/b/c").collect::<Vec<_>>(), ["a/b/c", "a/b", "a"]);
        assert_eq!(chain("").count(), 0);
    }
}
