//! What each endpoint does, in one sentence, and what it answers: the words of the OpenAPI
//! document and of `docs/endpoints.md`. Names, methods and parameters are not here: they are
//! `routes` and `parameters`.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::shapes;
use crate::api::app::{ApiKey, BuildInfo, DirectoryEntry, Interface, ProcessInfo, StoredCookie};
use crate::api::codex::{
    Capabilities, History, Move, Presets, PublishAnswer, Settings, StorageMarket,
};
use crate::api::log::{BlockedPeer, Line};
use crate::api::model::{Category, File, Properties, TrackerRow, TransferInfo, WebSeed};
use crate::api::torrent_creator::{Added, Row};
use crate::api::torrents::add::Outcome;
use crate::api::torrents::metadata::Metadata;
use crate::api::torrents::peers::Counts;
use crate::api::torrents::tls::Parameters;
use crate::api::transfer::SpeedLimits;

/// Body of a good answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Body {
    /// None: 200 and empty, or 204 where dialect 5.3 says so.
    Empty,
    /// A plain text, explained.
    Text(&'static str),
    /// JSON of a wire type.
    Json(fn(&mut SchemaGenerator) -> Schema),
    /// A file of this media type.
    File(&'static str),
}

/// One endpoint in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Endpoint {
    /// `scope/action`.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) about: &'static str,
    /// Body of a good answer.
    pub(super) body: Body,
    /// Statuses of its own errors; 400, 403 and 405 are every endpoint's.
    pub(super) errors: &'static [u16],
    /// How a server without a BitTorrent engine differs; empty where it does not.
    pub(super) remark: &'static str,
}

type Errors = &'static [u16];

const fn endpoint(name: &'static str, about: &'static str, body: Body, errors: Errors) -> Endpoint {
    Endpoint { name, about, body, errors, remark: "" }
}

const fn act(name: &'static str, about: &'static str, errors: Errors) -> Endpoint {
    endpoint(name, about, Body::Empty, errors)
}

const fn text(name: &'static str, about: &'static str, is: &'static str) -> Endpoint {
    endpoint(name, about, Body::Text(is), &[])
}

const fn json(
    name: &'static str,
    about: &'static str,
    schema: fn(&mut SchemaGenerator) -> Schema,
    errors: Errors,
) -> Endpoint {
    endpoint(name, about, Body::Json(schema), errors)
}

impl Endpoint {
    const fn but(self, remark: &'static str) -> Self {
        Self { remark, ..self }
    }
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// The words about an endpoint; `None` for one that is not described.
pub(super) fn find(scope: &str, action: &str) -> Option<&'static Endpoint> {
    ENDPOINTS.iter().find(|one| one.name.split_once('/') == Some((scope, action)))
}

const TORRENT_FILE: Body = Body::File("application/x-bittorrent");
const NO_TRACKERS: &str = "Kept, shown and exported; trackers are not contacted.";
const NO_EFFECT: &str = "Kept and read back; without effect in Codex.";

/// All of them, in the order of the list of routes.
#[rustfmt::skip]
pub(super) static ENDPOINTS: &[Endpoint] = &[
    json("/openapi.json", "This document.", of::<BTreeMap<String, serde_json::Value>>, &[]),
    // app
    json("app/buildInfo", "What the program is built with.", of::<BuildInfo>, &[]).but("`libtorrent` names qcodex; what is not inside is an empty text."),
    json("app/cookies", "Cookies sent when torrents are fetched by link.", of::<Vec<StoredCookie>>, &[]),
    text("app/defaultSavePath", "Default save path.", "A path."),
    act("app/deleteAPIKey", "Deletes the API key.", &[]),
    json("app/getDirectoryContent", "Files and folders in a folder of the server.", of::<Vec<DirectoryEntry>>, &[404]),
    text("app/getFreeSpaceAtPath", "Free bytes on the file system of a path.", "A number; -1 when it is unknown."),
    json("app/networkInterfaceAddressList", "Addresses of a network interface.", of::<Vec<String>>, &[]),
    json("app/networkInterfaceList", "Network interfaces.", of::<Vec<Interface>>, &[]),
    json("app/preferences", "All settings.", shapes::preferences, &[]).but("All keys are there; docs/settings.md says which of them act."),
    json("app/processInfo", "When the server was started.", of::<ProcessInfo>, &[]),
    json("app/rotateAPIKey", "Makes a new API key; the old one is void at once.", of::<ApiKey>, &[]),
    act("app/sendTestEmail", "Sends a mail with the settings of notifications.", &[409]),
    act("app/setCookies", "Replaces all cookies.", &[]),
    act("app/setPreferences", "Changes settings: a JSON object of names and values.", &[]).but("All of a request or nothing is stored."),
    act("app/shutdown", "Stops the server.", &[]),
    text("app/version", "Version of qBittorrent that is spoken.", "For example `v5.1.4`."),
    text("app/webapiVersion", "Version of the Web API that is spoken.", "For example `2.11.4`."),
    // auth
    text("auth/login", "Opens a web session, whose cookie comes with the answer.", "`Ok.` or `Fails.`; dialect 5.3 answers 204 or 401 instead."),
    act("auth/logout", "Ends the web session.", &[]),
    // clientdata
    json("clientdata/load", "Data that clients stored, all or some keys.", of::<BTreeMap<String, serde_json::Value>>, &[]),
    act("clientdata/store", "Stores data of clients: a JSON object, where null removes a key.", &[413]),
    // codex
    json("codex/capabilities", "What the node can do, and what every setting is worth with it.", of::<Capabilities>, &[]).but("Answers 304 to a matching `If-None-Match`."),
    json("codex/history", "Transfer and quota over time.", of::<History>, &[]).but("Null for the time in which the server was off."),
    json("codex/migrate", "How far a move to another node is; by POST with `to`, begins one.", of::<Move>, &[409]).but("Choosing another node in `codex/settings` is the same move."),
    json("codex/presets", "libtorrent's presets and what each would change; by POST with `name`, applies one and answers its `changes` alone.", of::<Presets>, &[]).but("Values that only a BitTorrent engine could honour are listed with the reason."),
    json("codex/publish", "Publishes now what is complete and verified, and the rest as soon as it is.", of::<PublishAnswer>, &[]).but("Clears an earlier `codex/unpublish`; what failed is tried again."),
    json("codex/purchase", "Requests storage of the node's marketplace for what is not bought of an item: each dataset and the record.", of::<StorageMarket>, &[404, 409]).but("Only with a node of generation A with persistence. Answered when the request is stored; the node is asked afterwards, dataset by dataset."),
    json("codex/purchases", "What was bought on the node's marketplace and what became of it; with `hash`, of that item.", of::<StorageMarket>, &[404]).but("The node is asked every 5 seconds at most."),
    json("codex/settings", "Settings of the node and others that qBittorrent does not have; changes those in `json`.", of::<Settings>, &[409]),
    json("codex/sources", "The nodes that are asked; with `hash`, where that item lies, who serves it and what is verified.", shapes::sources, &[404]).but("Only what is known: the rest is null or `unknown`."),
    json("codex/unpublish", "Takes out of the node what this server put there for items; files stay.", of::<PublishAnswer>, &[]).but("They are not published again by themselves until `codex/publish`."),
    // log
    json("log/main", "What the server logged.", of::<Vec<Line<'static>>>, &[]),
    json("log/peers", "Peers that were blocked.", of::<Vec<BlockedPeer>>, &[]).but("Readers of the embedded node."),
    // rss
    json("rss/items", "Feeds.", of::<BTreeMap<String, serde_json::Value>>, &[]),
    json("rss/rules", "Rules of the automatic downloader.", of::<BTreeMap<String, serde_json::Value>>, &[]),
    // search
    json("search/plugins", "Search plug-ins.", of::<Vec<serde_json::Value>>, &[]),
    json("search/status", "Running searches.", of::<Vec<serde_json::Value>>, &[]),
    // sync
    json("sync/maindata", "What changed in torrents, categories, tags, trackers and the server since `rid`.", shapes::maindata, &[]),
    json("sync/torrentPeers", "What changed in the peers of a torrent since `rid`.", shapes::torrent_peers, &[404]).but("Peers are the Codex nodes known to serve or fetch the torrent."),
    // torrentcreator
    json("torrentcreator/addTask", "Starts making a torrent of files of the server.", of::<Added>, &[409]).but("`codexPublish` publishes it at once."),
    act("torrentcreator/deleteTask", "Ends and removes a task.", &[404]),
    json("torrentcreator/status", "Tasks and how far they are.", of::<Vec<Row<'static>>>, &[404]),
    endpoint("torrentcreator/torrentFile", "The torrent that a task made.", TORRENT_FILE, &[404, 409]),
    // torrents
    json("torrents/SSLParameters", "TLS parameters of a torrent.", of::<Parameters<'static>>, &[404]).but(NO_EFFECT),
    json("torrents/add", "Adds torrents by links and files.", of::<Outcome>, &[409, 415]).but("A link may also be `codex:<cid>`. Dialects 5.1 and 4 answer the texts `Ok.` and `Fails.`."),
    json("torrents/addPeers", "Names peers of torrents.", of::<BTreeMap<String, Counts>>, &[]).but("None is ever added: `added` is 0."),
    act("torrents/addTags", "Adds tags to torrents.", &[]),
    act("torrents/addTrackers", "Adds trackers to torrents.", &[404]).but(NO_TRACKERS),
    act("torrents/addWebSeeds", "Adds web seeds to a torrent.", &[404]).but("Asked when Codex does not have the content."),
    act("torrents/bottomPrio", "Puts torrents at the end of the queue.", &[409]),
    json("torrents/categories", "Categories by name.", of::<BTreeMap<String, Category>>, &[]),
    text("torrents/count", "Number of torrents.", "A number."),
    act("torrents/createCategory", "Makes a category.", &[409]),
    act("torrents/createTags", "Makes tags.", &[]),
    act("torrents/decreasePrio", "Puts torrents one place later in the queue.", &[409]),
    act("torrents/delete", "Removes torrents, with their files if `deleteFiles`.", &[]),
    act("torrents/deleteTags", "Removes tags from everywhere.", &[]),
    endpoint("torrents/downloadFile", "A file of a torrent; takes `Range`.", Body::File("application/octet-stream"), &[404, 409, 416]).but("What is missing on disk is read from Codex, verified."),
    json("torrents/downloadLimit", "Download limits by hash, in bytes per second.", of::<BTreeMap<String, i64>>, &[]),
    act("torrents/editCategory", "Changes the paths and limits of a category.", &[409]),
    act("torrents/editTracker", "Gives a tracker another URL or tier.", &[404, 409]).but(NO_TRACKERS),
    act("torrents/editWebSeed", "Gives a web seed another URL.", &[404, 409]),
    endpoint("torrents/export", "The torrent's file, with its Codex placement.", TORRENT_FILE, &[404, 409]),
    json("torrents/fetchMetadata", "Metadata of a link or magnet, before it is added; 202 while it is looked for.", of::<Metadata<'static>>, &[409]).but("A magnet's metadata comes from its record in Codex."),
    act("torrents/filePrio", "Priorities of files: 0 unwanted, 1, 6, 7.", &[404, 409]),
    json("torrents/files", "Files of a torrent.", of::<Vec<File>>, &[404]),
    act("torrents/increasePrio", "Puts torrents one place earlier in the queue.", &[409]),
    json("torrents/info", "Torrents: all or by filter, sorted.", shapes::torrents, &[]),
    json("torrents/parseMetadata", "Metadata of uploaded torrents, without adding them.", of::<Vec<Metadata<'static>>>, &[415]),
    act("torrents/pause", "Older name of `stop`.", &[]),
    json("torrents/pieceAvailability", "Nodes known to hold each piece.", of::<Vec<u32>>, &[404]),
    json("torrents/pieceHashes", "Hash of each piece.", of::<Vec<String>>, &[404]),
    json("torrents/pieceStates", "State of each piece: 0 missing, 1 being fetched, 2 verified.", of::<Vec<u8>>, &[404]),
    json("torrents/properties", "Details of a torrent.", of::<Properties>, &[404]),
    act("torrents/reannounce", "Asks again for a torrent's content, now.", &[]).but("Asks Codex, the sources and the web seeds."),
    act("torrents/recheck", "Verifies a torrent's files.", &[]),
    act("torrents/removeCategories", "Removes categories.", &[]),
    act("torrents/removeTags", "Takes tags from torrents, all of them without `tags`.", &[]),
    act("torrents/removeTrackers", "Removes trackers of torrents.", &[404, 409]).but(NO_TRACKERS),
    act("torrents/removeWebSeeds", "Removes web seeds of a torrent.", &[404]),
    act("torrents/rename", "Gives a torrent another name; files keep theirs.", &[404, 409]),
    act("torrents/renameFile", "Renames or moves a file inside a torrent.", &[404, 409]),
    act("torrents/renameFolder", "Renames or moves a folder inside a torrent.", &[404, 409]),
    act("torrents/resume", "Older name of `start`.", &[]),
    endpoint("torrents/saveMetadata", "Metadata that was fetched, as a torrent file.", TORRENT_FILE, &[404, 409]),
    act("torrents/setAutoManagement", "Turns automatic management on or off.", &[]),
    act("torrents/setCategory", "Puts torrents into a category; empty for none.", &[409]),
    act("torrents/setComment", "Comment of torrents.", &[]),
    act("torrents/setDownloadLimit", "Download limit of torrents, in bytes per second.", &[]),
    act("torrents/setDownloadPath", "Where torrents lie while incomplete.", &[403, 409]),
    act("torrents/setForceStart", "Starts torrents outside the queue, or ends that.", &[]),
    act("torrents/setLocation", "Moves torrents to a folder.", &[403, 409]),
    act("torrents/setSSLParameters", "TLS parameters of a torrent.", &[404, 415]).but(NO_EFFECT),
    act("torrents/setSavePath", "Where torrents lie when complete.", &[403, 409]),
    act("torrents/setShareLimits", "Ratio and time after which torrents stop or go.", &[]),
    act("torrents/setSuperSeeding", "Super-seeding flag of torrents.", &[]).but(NO_EFFECT),
    act("torrents/setTags", "Replaces the tags of torrents.", &[]),
    act("torrents/setUploadLimit", "Upload limit of torrents, in bytes per second.", &[]).but("Holds for what the embedded node serves."),
    act("torrents/start", "Starts torrents.", &[]),
    act("torrents/stop", "Stops torrents.", &[]),
    json("torrents/tags", "All tags.", of::<Vec<String>>, &[]),
    act("torrents/toggleFirstLastPiecePrio", "Turns the priority of first and last pieces on or off.", &[]),
    act("torrents/toggleSequentialDownload", "Turns fetching in order on or off.", &[]),
    act("torrents/topPrio", "Puts torrents at the start of the queue.", &[409]),
    json("torrents/trackers", "Trackers of a torrent.", of::<Vec<TrackerRow>>, &[404]).but("Their state says that they are not contacted."),
    json("torrents/uploadLimit", "Upload limits by hash, in bytes per second.", of::<BTreeMap<String, i64>>, &[]),
    json("torrents/webseeds", "Web seeds of a torrent.", of::<Vec<WebSeed>>, &[404]),
    // transfer
    act("transfer/banPeers", "Bans addresses of peers.", &[]).but("Kept in the setting `banned_IPs`."),
    text("transfer/downloadLimit", "Active global download limit.", "Bytes per second; 0 is none."),
    json("transfer/getSpeedLimits", "All global limits, in bytes per second.", of::<SpeedLimits>, &[]),
    json("transfer/info", "Totals, rates and limits of the server.", of::<TransferInfo>, &[]),
    act("transfer/pauseSession", "Pauses all transfers.", &[]),
    act("transfer/resumeSession", "Lets transfers go on.", &[]),
    act("transfer/setDownloadLimit", "Active global download limit, in bytes per second.", &[]),
    act("transfer/setSpeedLimits", "All global limits at once, in bytes per second.", &[]),
    act("transfer/setSpeedLimitsMode", "Alternative limits: 1 on, 0 off.", &[]),
    act("transfer/setUploadLimit", "Active global upload limit, in bytes per second.", &[]),
    text("transfer/speedLimitsMode", "Whether the alternative limits are active.", "`1` or `0`."),
    act("transfer/toggleSpeedLimitsMode", "Turns the alternative limits on or off.", &[]),
    text("transfer/uploadLimit", "Active global upload limit.", "Bytes per second; 0 is none."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::routes::ROUTES;

    #[test]
    fn every_built_endpoint_is_described_once_and_in_order() {
        let built = ROUTES.iter().filter(|route| route.is_built());
        let routes: Vec<String> =
            built.map(|route| format!("{}/{}", route.scope, route.action)).collect();
        let described: Vec<&str> = ENDPOINTS.iter().map(|one| one.name).collect();
        assert_eq!(routes, described);
        assert!(ENDPOINTS.iter().all(|one| one.about.ends_with('.')));
    }
}
