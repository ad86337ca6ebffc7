//! `torrents/add`: magnets, hashes, CIDs, http(s) links, files of the server and `.torrent`
//! uploads (webapi §3.8.2).
//!
//! Uploads are parsed before anything is added, so that a bad one leaves the list as it was.
//! Older names of parameters are understood (`paused`, `root_folder`, `skip_checking`). Sources are
//! added one after the other, links before uploads; a duplicate is a failure. An http(s) link is
//! fetched after the answer: what became of it is in the log. Metadata that the web session has
//! fetched before is used at once.
//!
//! A path on the server has to be absolute: the folder that the server was started in is nothing
//! that a client knows. Such a file goes afterwards as `auto_delete_mode` says, but only one that
//! holds a torrent: in qBittorrent «always» means what is none too, and so any file that can be
//! named. Not built yet: search plug-ins.

use std::path::PathBuf;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

use super::limits::{minutes_limit, rate, ratio_limit};
use super::metadata::{cached, web_address};
use super::tag_list;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::extract::{Params, Upload};
use crate::api::model::{share_limit_action_from, share_limits_mode_from};
use crate::api::reply::{Answer, Reply};
use crate::api::web_session::Wanted;
use crate::session::{
    AddSource, AddTorrentError, AddTorrentParams, ContentLayout, FilePriority, ParseError,
    ParseLimits, ShareLimitAction, ShareLimits, StopCondition,
};
use crate::torrent::Metainfo;

/// Links in one request; more are refused.
const MAX_LINKS: usize = 10_000;
/// Bytes of uploads that are parsed on the worker itself; more go to the blocking pool.
const PARSE_HERE: usize = 256 * 1024;

/// One line of `urls`.
#[derive(Debug)]
enum Link {
    /// Can be added at once.
    Source(AddSource),
    /// Has to be fetched first.
    Web(Url),
    /// A `.torrent` of the server.
    File(PathBuf),
    /// Nothing that is known.
    Bad,
}

/// What became of the sources.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "AddOutcome"))]
pub(crate) struct Outcome {
    added_torrent_ids: Vec<String>,
    failure_count: usize,
    pending_count: usize,
    success_count: usize,
}

/// `torrents/add`.
///
/// # Errors
/// 400 for parameters that make no sense, 415 for an upload that is not a torrent; nothing was
/// added then. 409 in dialect 5.3 when nothing was added.
pub(crate) async fn add(call: Call) -> Answer {
    let params = &call.params;
    if !params.text("downloader").is_empty() {
        return Err(ApiError::bad("`downloader` must be a valid search plugin"));
    }
    if ["savepath", "downloadPath"].iter().any(|name| params.text(name).contains('\0')) {
        return Err(ApiError::bad("the save path must not contain a NUL character"));
    }
    let links = links(params.text("urls"))?;
    let priorities = file_priorities(params, &links)?;
    let refused = |name: &str| format!("Error: '{name}' is not a valid torrent file.");
    let uploads = parse_uploads(params.files(), call.session().parse_limits(), refused).await?;

    let mut outcome = Outcome::default();
    // Shared by all downloads that this request starts.
    let options = Arc::new(params.without_files());
    for link in links {
        let known = match link.wanted() {
            Some(wanted) => cached(&call, &wanted)?,
            None => None,
        };
        if let Some(metainfo) = known {
            add_one(&call, AddSource::Metainfo(metainfo), &priorities, &mut outcome).await?;
            continue;
        }
        if !priorities.is_empty() {
            return Err(ApiError::bad(
                "`filePriorities` may only be specified when metadata has already been fetched",
            ));
        }
        match link {
            Link::Source(source) => add_one(&call, source, &[], &mut outcome).await?,
            Link::Web(url) => add_web(&call, url, &options, &mut outcome),
            Link::File(path) => add_file(&call, path, &mut outcome).await?,
            Link::Bad => outcome.failure_count += 1,
        }
    }
    for metainfo in uploads {
        add_one(&call, AddSource::Metainfo(metainfo), &[], &mut outcome).await?;
    }
    answer(&call, &outcome)
}

/// Accepts a link; it is fetched and added after the answer.
fn add_web(call: &Call, url: Url, options: &Arc<Params>, outcome: &mut Outcome) {
    let params = Arc::clone(options);
    let with = move |source| torrent_params(&params, source);
    match call.session().add_from_url(url, with) {
        Ok(()) => outcome.pending_count += 1,
        Err(error) => {
            tracing::warn!(%error, "a link was not taken");
            outcome.failure_count += 1;
        }
    }
}

/// Adds a `.torrent` of the server. qBittorrent calls one that it took pending and names no id.
async fn add_file(call: &Call, path: PathBuf, outcome: &mut Outcome) -> Result<(), ApiError> {
    let shown = path.display().to_string();
    match call.session().read_torrent_file(path.clone()).await {
        Ok(source) => {
            let mut added = Outcome::default();
            add_one(call, source, &[], &mut added).await?;
            call.session().drop_torrent_file(path, added.success_count > 0).await;
            outcome.pending_count += added.success_count;
            outcome.failure_count += added.failure_count;
        }
        Err(error) => {
            tracing::warn!(path = shown, %error, "a file was not added");
            outcome.failure_count += 1;
        }
    }
    Ok(())
}

fn answer(call: &Call, outcome: &Outcome) -> Answer {
    let any = outcome.success_count + outcome.pending_count > 0;
    match (call.dialect.add_answers_json(), any) {
        (false, true) => Ok(Reply::text("Ok.")),
        (false, false) => Ok(Reply::text("Fails.")),
        (true, true) => {
            let pending = outcome.pending_count > 0;
            let status = if pending { StatusCode::ACCEPTED } else { StatusCode::OK };
            Ok(Reply::json(outcome)?.with_status(status))
        }
        (true, false) => Err(ApiError::bare_conflict()),
    }
}

async fn add_one(
    call: &Call,
    source: AddSource,
    priorities: &[FilePriority],
    outcome: &mut Outcome,
) -> Result<(), ApiError> {
    let mut torrent = torrent_params(&call.params, source);
    torrent.file_priorities = priorities.to_vec();
    match call.session().add_torrent(torrent).await {
        Ok(added) => {
            outcome.success_count += 1;
            outcome.added_torrent_ids.push(added.id.to_string());
        }
        Err(error @ (AddTorrentError::Duplicate(_) | AddTorrentError::BadSource(_))) => {
            tracing::info!(%error, "a torrent was not added");
            outcome.failure_count += 1;
        }
        Err(AddTorrentError::BadParams(text)) => return Err(ApiError::BadRequest(text)),
        Err(AddTorrentError::FilePriorities { .. }) => {
            return Err(ApiError::bad(
                "Length of filePriorities must equal number of files in torrent",
            ));
        }
        Err(AddTorrentError::Session(error)) => return Err(error.into()),
    }
    Ok(())
}

/// The lines of `urls`, trimmed; empty ones are skipped.
fn links(text: &str) -> Result<Vec<Link>, ApiError> {
    let given = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let links: Vec<Link> = given.take(MAX_LINKS + 1).map(link).collect();
    if links.len() > MAX_LINKS {
        return Err(ApiError::BadRequest(format!("add at most {MAX_LINKS} links at a time")));
    }
    Ok(links)
}

fn link(line: &str) -> Link {
    match AddSource::parse_text(line) {
        Ok(Some(source)) => Link::Source(source),
        Ok(None) => web_address(line).map(Link::Web).or_else(|| file(line)).unwrap_or(Link::Bad),
        Err(error) => {
            tracing::info!(%error, "a link makes no sense");
            Link::Bad
        }
    }
}

/// A `file://` address or an absolute path.
fn file(line: &str) -> Option<Link> {
    let path = match Url::parse(line) {
        Ok(url) if url.scheme() == "file" => url.to_file_path().ok()?,
        _ => PathBuf::from(line),
    };
    path.is_absolute().then_some(Link::File(path))
}

impl Link {
    /// What metadata would be that of this link.
    fn wanted(&self) -> Option<Wanted> {
        match self {
            Self::Source(AddSource::Magnet(magnet)) => magnet.info_hash.id().map(Wanted::Id),
            Self::Source(AddSource::Cid(cid)) => Some(Wanted::Id(AddSource::id_of_cid(cid))),
            Self::Web(url) => Some(Wanted::Url(url.to_string())),
            Self::Source(AddSource::Metainfo(_)) | Self::File(_) | Self::Bad => None,
        }
    }
}

/// Priorities for the files of the only source, a link whose metadata the web session has.
fn file_priorities(params: &Params, links: &[Link]) -> Result<Vec<FilePriority>, ApiError> {
    let text = params.text("filePriorities");
    if text.is_empty() {
        return Ok(Vec::new());
    }
    if links.len() > 1 {
        return Err(ApiError::bad("Cannot specify filePriorities when adding multiple torrents"));
    }
    if !params.files().is_empty() {
        return Err(ApiError::bad("Cannot specify filePriorities when uploading torrent files"));
    }
    let mut priorities = Vec::new();
    for item in text.split(',') {
        let number: i64 =
            item.trim().parse().map_err(|_| ApiError::bad("Priority must be an integer"))?;
        let priority = FilePriority::from_i64(number);
        priorities.push(priority.ok_or_else(|| ApiError::bad("Priority is not valid"))?);
    }
    Ok(priorities)
}

/// Reads uploads, large ones on the blocking pool; `refused` is the text for one that is no
/// torrent, made from its name.
///
/// # Errors
/// 415 with that text, and with the setting that is in the way.
pub(super) async fn parse_uploads(
    files: &[Upload],
    limits: ParseLimits,
    refused: fn(&str) -> String,
) -> Result<Vec<Arc<Metainfo>>, ApiError> {
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    if bytes <= PARSE_HERE {
        return parse_all(files, &limits, refused);
    }
    let files = files.to_vec();
    web::block(move || parse_all(&files, &limits, refused))
        .await
        .map_err(|_| ApiError::Internal("the uploads could not be parsed".to_owned()))?
}

fn parse_all(
    files: &[Upload],
    limits: &ParseLimits,
    refused: fn(&str) -> String,
) -> Result<Vec<Arc<Metainfo>>, ApiError> {
    let parse = |file: &Upload| {
        limits.torrent(&file.bytes).map(Arc::new).map_err(|error| {
            tracing::info!(file = file.name, %error, "an upload is not a torrent");
            let text = refused(&file.name);
            ApiError::Unsupported(match error {
                ParseError::Bad(_) => text,
                ParseError::Beyond(why) => format!("{text} The reason: {why}."),
            })
        })
    };
    files.iter().map(parse).collect()
}

/// How to add `source`, by the request's parameters.
fn torrent_params(params: &Params, source: AddSource) -> AddTorrentParams {
    let trimmed = |name| params.text(name).trim().to_owned();
    let flag = |name| params.flag(name).unwrap_or(false);
    AddTorrentParams {
        save_path: trimmed("savepath"),
        download_path: trimmed("downloadPath"),
        use_download_path: params.flag("useDownloadPath"),
        category: params.text("category").to_owned(),
        tags: tag_list(params.text("tags")),
        rename: trimmed("rename"),
        skip_checking: flag("skip_checking") || flag("seedMode"),
        stopped: params.flag("stopped").or_else(|| params.flag("paused")),
        forced: flag("forced"),
        stop_condition: stop_condition(params.text("stopCondition")),
        content_layout: content_layout(params),
        auto_managed: params.flag("autoTMM"),
        sequential: flag("sequentialDownload"),
        first_last_first: flag("firstLastPiecePrio"),
        top_of_queue: params.flag("addToTopOfQueue"),
        upload_limit: rate(params, "upLimit"),
        download_limit: rate(params, "dlLimit"),
        share_limits: ShareLimits {
            ratio: ratio_limit(Some(params.float("ratioLimit").unwrap_or(-2.0))),
            seeding_minutes: minutes_limit(Some(params.int("seedingTimeLimit").unwrap_or(-2))),
            inactive_minutes: minutes_limit(Some(
                params.int("inactiveSeedingTimeLimit").unwrap_or(-2),
            )),
            action: share_limit_action_from(params.text("shareLimitAction"))
                .unwrap_or(ShareLimitAction::Default),
            mode: share_limits_mode_from(params.text("shareLimitsMode")).unwrap_or_default(),
        },
        // As in qBittorrent, what does not parse counts as not given.
        tls: super::tls::given(params).unwrap_or_default(),
        ..AddTorrentParams::new(source)
    }
}

/// Words that are none mean "never", as in qBittorrent; nothing means "as the settings say".
fn stop_condition(word: &str) -> Option<StopCondition> {
    match word {
        "" => None,
        "MetadataReceived" => Some(StopCondition::MetadataReceived),
        "FilesChecked" => Some(StopCondition::FilesChecked),
        _ => Some(StopCondition::None),
    }
}

/// Words that are none mean `Original`, as in qBittorrent; without one, older clients say
/// `root_folder`.
fn content_layout(params: &Params) -> Option<ContentLayout> {
    match params.text("contentLayout") {
        "" => params
            .flag("root_folder")
            .map(|keep| if keep { ContentLayout::Original } else { ContentLayout::NoSubfolder }),
        "Subfolder" => Some(ContentLayout::Subfolder),
        "NoSubfolder" => Some(ContentLayout::NoSubfolder),
        _ => Some(ContentLayout::Original),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Limit;

    fn params(pairs: &[(&str, &str)]) -> Params {
        let mut params = Params::default();
        for (name, value) in pairs {
            params.set((*name).to_owned(), (*value).to_owned());
        }
        params
    }

    fn parsed(pairs: &[(&str, &str)]) -> AddTorrentParams {
        let magnet = crate::torrent::Magnet::parse(&"ab".repeat(20)).unwrap();
        torrent_params(&params(pairs), AddSource::Magnet(Box::new(magnet)))
    }

    #[test]
    fn nothing_given_means_as_the_settings_say() {
        let add = parsed(&[]);
        assert_eq!((add.stopped, add.auto_managed, add.use_download_path), (None, None, None));
        assert_eq!((add.stop_condition, add.content_layout), (None, None));
        assert_eq!((add.upload_limit, add.download_limit), (None, None));
        assert_eq!(add.share_limits, ShareLimits::default());
    }

    #[test]
    fn old_names_mean_the_same_and_new_ones_win() {
        assert_eq!(parsed(&[("paused", "True")]).stopped, Some(true));
        assert_eq!(parsed(&[("paused", "true"), ("stopped", "False")]).stopped, Some(false));
        assert!(parsed(&[("seedMode", "true")]).skip_checking);
        assert!(parsed(&[("skip_checking", "true"), ("seedMode", "false")]).skip_checking);
        let layout = |pairs: &[(&str, &str)]| parsed(pairs).content_layout;
        assert_eq!(layout(&[("root_folder", "false")]), Some(ContentLayout::NoSubfolder));
        assert_eq!(layout(&[("root_folder", "true")]), Some(ContentLayout::Original));
        assert_eq!(
            layout(&[("root_folder", "true"), ("contentLayout", "Subfolder")]),
            Some(ContentLayout::Subfolder)
        );
        assert_eq!(
            layout(&[("root_folder", "undefined"), ("contentLayout", "undefined")]),
            Some(ContentLayout::Original)
        );
    }

    #[test]
    fn a_full_set_is_taken_as_sent() {
        let add = parsed(&[
            ("savepath", " /data/tv "),
            ("category", "tv/hd"),
            ("tags", "t1, t2,,"),
            ("upLimit", "100000"),
            ("dlLimit", "-1"),
            ("ratioLimit", "1.50"),
            ("seedingTimeLimit", "90"),
            ("inactiveSeedingTimeLimit", "x"),
            ("shareLimitAction", "Remove"),
            ("stopCondition", "FilesChecked"),
            ("autoTMM", "false"),
        ]);
        assert_eq!(add.save_path, "/data/tv");
        assert_eq!(add.category, "tv/hd");
        assert_eq!(add.tags, ["t1", "t2"]);
        assert_eq!((add.upload_limit, add.download_limit), (Some(100_000), None));
        assert_eq!(add.share_limits.ratio, Limit::Value(1.5));
        assert_eq!(add.share_limits.seeding_minutes, Limit::Value(90));
        assert_eq!(add.share_limits.inactive_minutes, Limit::Inherit);
        assert_eq!(add.share_limits.action, ShareLimitAction::Remove);
        assert_eq!(add.stop_condition, Some(StopCondition::FilesChecked));
        assert_eq!(add.auto_managed, Some(false));
    }

    #[test]
    fn priorities_are_checked_in_their_order() {
        let check = |text: &str, links: &[Link]| {
            file_priorities(&params(&[("filePriorities", text)]), links).map_err(|e| e.to_string())
        };
        assert_eq!(check("", &[Link::Bad, Link::Bad]), Ok(Vec::new()));
        assert_eq!(
            check("1", &[Link::Bad, Link::Bad]).unwrap_err(),
            "Cannot specify filePriorities when adding multiple torrents"
        );
        assert_eq!(check("1,x", &[Link::Bad]).unwrap_err(), "Priority must be an integer");
        assert_eq!(check("1,2", &[Link::Bad]).unwrap_err(), "Priority is not valid");
        let both = Ok(vec![FilePriority::Ignored, FilePriority::Maximum]);
        assert_eq!(check("0, 7", &[Link::Bad]), both);
        let mut upload = params(&[("filePriorities", "x")]);
        upload.push_file(Upload { name: "a".to_owned(), bytes: bytes::Bytes::new() });
        assert_eq!(
            file_priorities(&upload, &[]).unwrap_err().to_string(),
            "Cannot specify filePriorities when uploading torrent files"
        );
    }

    #[test]
    fn an_upload_that_is_no_torrent_is_named() {
        for bytes in [&b"garbage"[..], b"", b"d4:infod", &[b'd'; 4096]] {
            let upload = Upload { name: "x.torrent".to_owned(), bytes: bytes.to_vec().into() };
            let error = parse_all(&[upload], &ParseLimits::default(), |name| format!("no: {name}"))
                .unwrap_err();
            assert_eq!(error.to_string(), "no: x.torrent");
            assert_eq!(error.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
    }

    #[test]
    fn links_are_trimmed_and_bounded() {
        let text = "\r\n http://a/x.torrent \r\nnonsense\n\n/a/b c.torrent\nfile:///a/b%20c\n\
                    file://host/a\nfoo://bar\nhttp:\na/b.torrent";
        let list = links(text).unwrap();
        let [Link::Web(url), Link::Bad, Link::File(plain), Link::File(encoded), rest @ ..] =
            list.as_slice()
        else {
            panic!("{list:?}")
        };
        assert_eq!(url.as_str(), "http://a/x.torrent");
        assert_eq!(plain.to_str(), Some("/a/b c.torrent"));
        assert_eq!(encoded.to_str(), Some("/a/b c"));
        assert!(rest.iter().all(|link| matches!(link, Link::Bad)), "{rest:?}");
        assert!(links(&"x\n".repeat(MAX_LINKS + 1)).is_err());
    }
}
