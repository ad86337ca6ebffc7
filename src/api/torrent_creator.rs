//! `torrentcreator/*`: tasks that make torrents of what lies on this machine (webapi §3.7).
//!
//! Tasks are the server's, not a web session's. As in qBittorrent nothing about a task is checked
//! when it is taken but that there is room: a source that makes no sense ends as a failed task with
//! an `errorMessage`. Any path that the server's user can read may be the source, and any that it
//! can write the target; both have to be absolute.
//!
//! `optimizeAlignment` and `paddedFileSizeLimit` belong to qBittorrent's builds with libtorrent
//! 1.2; builds with 2.x ignore them. Here they act on v1 torrents when a limit is given: files
//! longer than it begin at a piece of their own. Without one the result is the same everywhere.
//!
//! Not in qBittorrent: `codexPublish=true` adds the torrent to the session, as `startSeeding` does
//! and whatever that says, and starts it, so that it is published. The row then has `codex_publish`
//! (as in `torrents/info`) and `codex_link` (the link to share, empty until it is published), and
//! `torrentFile` carries the key `codex` once there is a link.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::Serialize;

use super::call::Call;
use super::dialect::DateText;
use super::error::ApiError;
use super::extract::Params;
use super::model::{codex_link, path_text};
use super::reply::{Answer, Reply};
use crate::services::creator::{CreateTask, TaskState, TaskStatus, TorrentFileError};
use crate::session::{PublishState, plain_path};
use crate::torrent::TorrentFormat;

/// Longest text of one parameter, bytes; tasks are kept, so that 256 of them must be small.
const MAX_TEXT: usize = 64 * 1024;

/// Answer of `addTask`.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "CreateAdded"))]
pub(crate) struct Added {
    #[serde(rename = "taskID")]
    task_id: String,
}

/// A task in `status`.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "CreateTask"))]
pub(crate) struct Row<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    codex_link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    codex_publish: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<String>"))]
    comment: &'a str,
    #[serde(rename = "errorMessage", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    error_message: Option<&'a str>,
    format: &'static str,
    #[serde(rename = "ignoreDotfiles")]
    ignore_dotfiles: bool,
    #[serde(rename = "optimizeAlignment", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    optimize_alignment: Option<bool>,
    #[serde(rename = "paddedFileSizeLimit", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    padded_file_size_limit: Option<u64>,
    #[serde(rename = "pieceSize")]
    piece_size: u64,
    private: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    progress: Option<u8>,
    #[serde(skip_serializing_if = "str::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<String>"))]
    source: &'a str,
    #[serde(rename = "sourcePath")]
    source_path: String,
    status: &'static str,
    #[serde(rename = "taskID")]
    task_id: &'a str,
    #[serde(rename = "timeAdded")]
    time_added: DateText,
    #[serde(rename = "timeFinished", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    time_finished: Option<DateText>,
    #[serde(rename = "timeStarted", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    time_started: Option<DateText>,
    #[serde(rename = "torrentFilePath", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    torrent_file_path: Option<String>,
    trackers: &'a [String],
    #[serde(rename = "urlSeeds")]
    url_seeds: &'a [String],
}

impl<'a> Row<'a> {
    fn of(call: &Call, status: &'a TaskStatus) -> Self {
        let task = &*status.task;
        let time = |secs| call.dialect.time_of_task(&call.state.clock, secs);
        let (word, started, finished) = match &status.state {
            TaskState::Queued => ("Queued", None, None),
            TaskState::Running { started, .. } => ("Running", Some(*started), None),
            TaskState::Finished { started, finished, .. } => {
                ("Finished", Some(*started), Some(*finished))
            }
            TaskState::Failed { started, finished, .. } => {
                ("Failed", Some(*started), Some(*finished))
            }
        };
        let made = match status.state {
            TaskState::Finished { piece_size, .. } => Some(u64::from(piece_size)),
            _ => None,
        };
        let torrent = match status.state {
            TaskState::Finished { torrent, .. } => torrent,
            _ => None,
        };
        let torrent = torrent.and_then(|id| call.session().torrent(id));
        Self {
            codex_link: task
                .publish
                .then(|| torrent.as_deref().map(codex_link).unwrap_or_default()),
            codex_publish: task.publish.then(|| {
                torrent.as_ref().map_or(PublishState::None, |torrent| torrent.publish).as_str()
            }),
            comment: &task.comment,
            error_message: match &status.state {
                TaskState::Failed { error, .. } => Some(error),
                _ => None,
            },
            format: format_word(task.format),
            ignore_dotfiles: task.ignore_dotfiles,
            optimize_alignment: task.pad_above.map(|_| true),
            padded_file_size_limit: task.pad_above,
            piece_size: made.unwrap_or(task.piece_size),
            private: task.private,
            progress: match status.state {
                TaskState::Running { percent, .. } => Some(percent),
                _ => None,
            },
            source: &task.source,
            source_path: path_text(&task.source_path),
            status: word,
            task_id: &status.id,
            time_added: time(status.added),
            time_finished: finished.map(time),
            time_started: started.map(time),
            torrent_file_path: task.torrent_path.as_deref().map(path_text),
            trackers: &task.trackers,
            url_seeds: &task.web_seeds,
        }
    }
}

/// `torrentcreator/addTask`.
///
/// # Errors
/// 400 for a text that is too long; 409 while 256 tasks are unfinished.
pub(crate) fn add_task(call: &Call) -> Answer {
    let task = task(&call.params)?;
    let task_id = call.state.creator.add(task);
    let task_id = task_id.map_err(|error| ApiError::conflict(error.to_string()))?;
    Reply::json(&Added { task_id })
}

/// `torrentcreator/status`: all tasks, or the one named.
///
/// # Errors
/// 404 for an unknown task.
pub(crate) fn status(call: &Call) -> Answer {
    let creator = &call.state.creator;
    let tasks = match call.params.text("taskID") {
        "" => creator.tasks(),
        id => vec![creator.task(id).ok_or(ApiError::NotFound)?],
    };
    Reply::json(&tasks.iter().map(|task| Row::of(call, task)).collect::<Vec<_>>())
}

/// `torrentcreator/torrentFile`: the `.torrent` that was made.
///
/// # Errors
/// 404 for an unknown task; 409 while there is no file, or when it is gone.
pub(crate) async fn torrent_file(call: Call) -> Answer {
    let id = call.params.text("taskID");
    let task = call.state.creator.task(id).ok_or(ApiError::NotFound)?.task;
    let bytes = call.state.creator.torrent_file(id).await.map_err(|error| match error {
        TorrentFileError::NotFound => ApiError::NotFound,
        error => ApiError::conflict(error.to_string()),
    })?;
    let source = task.source_path.file_name().map(|name| name.to_string_lossy());
    let name = match source {
        Some(source) if call.dialect.names_made_torrents_by_source() => source.into_owned(),
        _ => id.to_owned(),
    };
    Ok(Reply::file(&format!("{name}.torrent"), "application/x-bittorrent", bytes))
}

/// `torrentcreator/deleteTask`: forgets a task and stops it.
///
/// # Errors
/// 404 for an unknown task.
pub(crate) fn delete_task(call: &Call) -> Answer {
    if call.state.creator.delete(call.params.text("taskID")) {
        Ok(Reply::empty())
    } else {
        Err(ApiError::NotFound)
    }
}

/// What the parameters ask for, by qBittorrent's rules: what makes no sense is not given.
fn task(params: &Params) -> Result<CreateTask, ApiError> {
    let names = ["sourcePath", "torrentFilePath", "comment", "source", "trackers", "urlSeeds"];
    if let Some(name) = names.into_iter().find(|name| params.text(name).len() > MAX_TEXT) {
        return Err(ApiError::bad(format!("`{name}` has more than {MAX_TEXT} bytes")));
    }
    let path = |name| match params.text(name) {
        "" => PathBuf::new(),
        text => plain_path(Path::new(text)),
    };
    let torrent_path = Some(path("torrentFilePath")).filter(|path| !path.as_os_str().is_empty());
    let flag = |name, otherwise| params.flag(name).unwrap_or(otherwise);
    let format = match params.text("format") {
        word if word.eq_ignore_ascii_case("v1") => TorrentFormat::V1,
        word if word.eq_ignore_ascii_case("v2") => TorrentFormat::V2,
        _ => TorrentFormat::Hybrid,
    };
    let pad_above = params.int("paddedFileSizeLimit").and_then(|limit| u64::try_from(limit).ok());
    let pads = format == TorrentFormat::V1 && flag("optimizeAlignment", true);
    Ok(CreateTask {
        source_path: path("sourcePath"),
        format,
        piece_size: params.int("pieceSize").and_then(|n| u64::try_from(n).ok()).unwrap_or(0),
        private: flag("private", false),
        ignore_dotfiles: flag("ignoreDotfiles", true),
        pad_above: pad_above.filter(|_| pads),
        comment: params.text("comment").to_owned(),
        source: params.text("source").to_owned(),
        trackers: addresses(params.text("trackers")),
        web_seeds: addresses(params.text("urlSeeds")),
        start_seeding: flag("startSeeding", torrent_path.is_none()),
        publish: flag("codexPublish", false),
        torrent_path,
    })
}

/// Addresses between `|`, each percent-encoded once more; nothing is one empty address.
fn addresses(text: &str) -> Vec<String> {
    let decode = |item: &str| percent_decode_str(item).decode_utf8_lossy().into_owned();
    text.split('|').map(decode).collect()
}

fn format_word(format: TorrentFormat) -> &'static str {
    match format {
        TorrentFormat::V1 => "v1",
        TorrentFormat::V2 => "v2",
        TorrentFormat::Hybrid => "hybrid",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(pairs: &[(&str, &str)]) -> CreateTask {
        let mut params = Params::default();
        for (name, value) in pairs {
            params.set((*name).to_owned(), (*value).to_owned());
        }
        task(&params).unwrap()
    }

    #[test]
    fn nothing_given_makes_a_hybrid_that_is_seeded() {
        let task = parsed(&[("sourcePath", "/a/./b//c/../d/")]);
        assert_eq!(task.source_path, Path::new("/a/b/d"));
        assert_eq!((task.format, task.piece_size), (TorrentFormat::Hybrid, 0));
        assert!(task.start_seeding && task.ignore_dotfiles && !task.private && !task.publish);
        assert_eq!(
            (&*task.trackers, &*task.web_seeds),
            (&[String::new()][..], &[String::new()][..])
        );
        assert_eq!((task.torrent_path, task.pad_above), (None, None));
    }

    #[test]
    fn who_names_a_file_seeds_only_when_asked() {
        let seeds = |more: &[_]| {
            let given = [&[("sourcePath", "/s"), ("torrentFilePath", "/t/x.torrent")], more];
            parsed(&given.concat()).start_seeding
        };
        assert!(!seeds(&[]));
        assert!(seeds(&[("startSeeding", "true")]));
        assert!(!parsed(&[("sourcePath", "/s"), ("startSeeding", "false")]).start_seeding);
    }

    #[test]
    fn garbage_is_not_given() {
        let task = parsed(&[
            ("sourcePath", ""),
            ("format", "v9"),
            ("pieceSize", "-5"),
            ("private", "perhaps"),
            ("startSeeding", ""),
            ("paddedFileSizeLimit", "-1"),
        ]);
        assert_eq!((task.format, task.piece_size, task.private), (TorrentFormat::Hybrid, 0, false));
        assert!(task.start_seeding && task.source_path.as_os_str().is_empty());
        assert_eq!(parsed(&[("sourcePath", "x"), ("format", "V2")]).format, TorrentFormat::V2);
        let long = "x".repeat(MAX_TEXT + 1);
        let mut params = Params::default();
        params.set("comment".to_owned(), long);
        assert!(matches!(task_error(&params), ApiError::BadRequest(_)));
    }

    fn task_error(params: &Params) -> ApiError {
        task(params).unwrap_err()
    }

    #[test]
    fn alignment_is_for_version_one_with_a_limit() {
        let pads = |pairs: &[_]| parsed(pairs).pad_above;
        let limit = ("paddedFileSizeLimit", "0");
        assert_eq!(pads(&[("format", "v1"), limit]), Some(0));
        assert_eq!(pads(&[("format", "v1"), limit, ("optimizeAlignment", "false")]), None);
        assert_eq!(pads(&[("format", "v1"), ("optimizeAlignment", "true")]), None);
        assert_eq!(pads(&[("format", "hybrid"), limit]), None);
    }

    #[test]
    fn addresses_are_decoded_once_more() {
        let task = parsed(&[("trackers", "http%3A%2F%2Fa%2Fx%7Cy|http://b||c")]);
        assert_eq!(task.trackers, ["http://a/x|y", "http://b", "", "c"]);
    }
}
