//! Other paths for a torrent's files (webapi §3.8.5).
//!
//! Paths are cleaned as qBittorrent does (`a//b`, `a/./b`, `a/x/../b`). One that would lead out of
//! the storage folder is refused, where qBittorrent takes it: nobody's files elsewhere are in reach.

use super::torrent;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::{PathRename, RenameError};
use crate::torrent::file_path::valid_file_name;

/// `torrents/renameFile`.
///
/// # Errors
/// 409 for a bad name, 404, 409 for paths that cannot be, exist or do not exist.
pub(crate) async fn file(call: Call) -> Answer {
    rename(&call, "file").await
}

/// `torrents/renameFolder`.
///
/// # Errors
/// As for `renameFile`.
pub(crate) async fn folder(call: Call) -> Answer {
    rename(&call, "folder").await
}

async fn rename(call: &Call, what: &str) -> Answer {
    let capital = if what == "file" { "File" } else { "Folder" };
    let (old, new) = (call.params.text("oldPath"), call.params.text("newPath"));
    let last_name = new.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if call.dialect.checks_last_names() && !valid_file_name(last_name) {
        return Err(ApiError::Conflict(format!("{capital} name has invalid characters")));
    }
    let id = torrent(call)?.id;
    let bad = |which: &str, path: &str| {
        ApiError::Conflict(format!("The {which} path is invalid: '{path}'."))
    };
    let clean_old = clean(old).ok_or_else(|| bad("old", old))?;
    let clean_new = clean(new).ok_or_else(|| bad("new", new))?;
    if new.starts_with('/') {
        return Err(ApiError::Conflict(format!("Absolute path isn't allowed: '{new}'.")));
    }
    let is_same = clean_old == clean_new;
    let (from, to) = (clean_old, clean_new.clone());
    let rename = match what {
        "file" => PathRename::File { old: from, new: to },
        _ => PathRename::Folder { old: from, new: to },
    };
    let done = match call.session().rename_path(id, rename).await {
        Err(RenameError::Taken)
            if what == "folder" && is_same && !call.dialect.refuses_same_folder_name() =>
        {
            Ok(())
        }
        done => done,
    };
    done.map_err(|error| match error {
        RenameError::NotFound => ApiError::NotFound,
        RenameError::NoSuchPath => ApiError::Conflict(format!("No such {what}: '{old}'.")),
        RenameError::Taken => {
            ApiError::Conflict(format!("The {what} already exists: '{clean_new}'."))
        }
        RenameError::BadPath => bad("new", new),
        RenameError::Busy | RenameError::Disk(_) => ApiError::Conflict(error.to_string()),
        RenameError::Session(error) => error.into(),
    })?;
    Ok(Reply::empty())
}

/// A path of valid names; `None` when it is empty, leads out or has a name that cannot be.
fn clean(path: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name if valid_file_name(name) => names.push(name),
            _ => return None,
        }
    }
    (!names.is_empty()).then(|| names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned_and_stay_inside() {
        for (path, cleaned) in [
            ("a/b", Some("a/b")),
            ("a//./b/", Some("a/b")),
            ("a/x/../b", Some("a/b")),
            ("../up", None),
            ("a/../../b", None),
            ("", None),
            ("a/\0", None),
        ] {
            assert_eq!(clean(path).as_deref(), cleaned, "{path:?}");
        }
        assert_eq!(clean(&format!("a/{}", "x".repeat(300))), None);
    }
}
