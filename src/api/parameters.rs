//! What each endpoint reads from a request: names, kinds, and a phrase on each.
//!
//! Plain data beside the list of endpoints (`routes`): the description of the API and the tests of
//! bad input are made from it. Handlers do not read it; a test below holds their source against
//! it, so that no parameter is read that is not here. Names of older clients that are still
//! understood are here too. Deliberately absent: `rss` and `search`.

/// How a parameter's text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number, with or without a fraction.
    Number,
    /// `true` or `false` in any case, `1` or `0`.
    Boolean,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The hash of one torrent: 40 hex digits of either hash, or 64 of a v2 hash.
    Hash,
    /// Hashes between `|`, or `all`.
    Hashes,
    /// Elements between `|`.
    Bars,
    /// Elements between commas.
    Commas,
    /// Elements, one a line.
    Lines,
    /// A path on the server.
    Path,
    /// JSON as text.
    Json,
    /// Uploads of a multipart form, any number; the name of the field does not matter.
    Files,
}

/// One parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Name as sent, case-sensitive.
    pub name: &'static str,
    /// How its text is read.
    pub kind: Kind,
    /// The request is refused without it.
    pub required: bool,
    /// What it is for.
    pub about: &'static str,
}

/// The parameters of one endpoint.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// First part of its name.
    pub scope: &'static str,
    /// Second part.
    pub action: &'static str,
    /// What it reads, in the order in which people think of it.
    pub parameters: &'static [Parameter],
}

/// The parameters of an endpoint; `None` for one that is not in the table.
pub fn of(scope: &str, action: &str) -> Option<&'static [Parameter]> {
    let at = ENDPOINTS.binary_search_by(|one| (one.scope, one.action).cmp(&(scope, action)));
    Some(ENDPOINTS.get(at.ok()?)?.parameters)
}

const fn must(name: &'static str, kind: Kind, about: &'static str) -> Parameter {
    Parameter { name, kind, required: true, about }
}

const fn may(name: &'static str, kind: Kind, about: &'static str) -> Parameter {
    Parameter { name, kind, required: false, about }
}

const fn on(
    scope: &'static str,
    action: &'static str,
    parameters: &'static [Parameter],
) -> Endpoint {
    Endpoint { scope, action, parameters }
}

use Kind::{
    Bars, Boolean, Commas, Files, Hash, Hashes, Integer, Json, Lines, Number, Path, Text, Word,
};

const HASH: Parameter = must("hash", Hash, "the torrent");
const HASHES: Parameter = must("hashes", Hashes, "the torrents");
const FEW: Parameter = must("hashes", Bars, "hashes; `all` names nothing here");
const RID: Parameter = may("rid", Integer, "id of the last answer that arrived");
const LIMIT: Parameter = must("limit", Integer, "bytes per second; 0 or less for none");
const SEEDS: Parameter = must("urls", Bars, "web seeds, each percent-encoded once more");
const OLD_PATH: Parameter = must("oldPath", Path, "relative path inside the torrent");
const NEW_PATH: Parameter = must("newPath", Path, "relative path that it gets");
const TASK: Parameter = must("taskID", Text, "the task");
const KNOWN: Parameter = may("last_known_id", Integer, "entries after this one; −1 for all");
const DOWNLOADER: Parameter = may("downloader", Text, "search plugin that fetches the link");
const RATIO: Parameter = may("ratioLimit", Number, "ratio; −1 none, −2 as above it");
const MINUTES: Parameter = may("seedingTimeLimit", Integer, "minutes; −1 none, −2 as above it");
const IDLE: Parameter =
    may("inactiveSeedingTimeLimit", Integer, "minutes without upload; −1 none, −2 as above it");
const ACTION: Parameter = may("shareLimitAction", Word(ACTIONS), "what happens at a limit");
const MODE: Parameter = may("shareLimitsMode", Word(MODES), "whether one limit or all must be met");
const CERTIFICATE: &str = "PEM certificate of a TLS torrent";
const KEY: &str = "PEM private key of a TLS torrent";
const DH: &str = "PEM Diffie-Hellman parameters of a TLS torrent";

const ACTIONS: &[&str] = &["Default", "Stop", "Remove", "RemoveWithContent", "EnableSuperSeeding"];
const MODES: &[&str] = &["Default", "MatchAny", "MatchAll"];
const FILTERS: &[&str] = &[
    "all",
    "downloading",
    "seeding",
    "completed",
    "stopped",
    "paused",
    "running",
    "resumed",
    "active",
    "inactive",
    "stalled",
    "stalled_uploading",
    "stalled_downloading",
    "checking",
    "moving",
    "errored",
];

const CATEGORY: &[Parameter] = &[
    must("category", Text, "name; `/` separates a subcategory"),
    may("savePath", Path, "where its torrents belong"),
    may("downloadPathEnabled", Boolean, "whether incomplete ones lie elsewhere"),
    may("downloadPath", Path, "where incomplete ones lie"),
    RATIO,
    MINUTES,
    IDLE,
    ACTION,
    MODE,
];

/// Every endpoint, in byte order of scope and action.
#[rustfmt::skip]
pub static ENDPOINTS: &[Endpoint] = &[
    on("", "openapi.json", &[]),
    // app
    on("app", "buildInfo", &[]),
    on("app", "cookies", &[]),
    on("app", "defaultSavePath", &[]),
    on("app", "deleteAPIKey", &[]),
    on("app", "getDirectoryContent", &[
        must("dirPath", Path, "absolute path of the folder"),
        may("mode", Word(&["all", "dirs", "files"]), "which entries"),
        may("withMetadata", Boolean, "objects with size and dates instead of paths"),
    ]),
    on("app", "getFreeSpaceAtPath", &[must("path", Path, "where to look")]),
    on("app", "networkInterfaceAddressList", &[must("iface", Text, "interface; empty for all")]),
    on("app", "networkInterfaceList", &[]),
    on("app", "preferences", &[]),
    on("app", "processInfo", &[]),
    on("app", "rotateAPIKey", &[]),
    on("app", "sendTestEmail", &[]),
    on("app", "setCookies", &[must("cookies", Json, "list of all cookies for downloads")]),
    on("app", "setPreferences", &[must("json", Json, "object of the settings to change")]),
    on("app", "shutdown", &[]),
    on("app", "version", &[]),
    on("app", "webapiVersion", &[]),
    // auth
    on("auth", "login", &[
        may("username", Text, "login name"),
        may("password", Text, "its password"),
    ]),
    on("auth", "logout", &[]),
    // clientdata
    on("clientdata", "load", &[may("keys", Json, "list of the keys that are wanted")]),
    on("clientdata", "store", &[must("data", Json, "object to merge; `null` removes a key")]),
    // codex
    on("codex", "capabilities", &[]),
    on("codex", "history", &[
        may("range", Word(&["hour", "day", "week", "month", "year"]), "how far back; `day` without it"),
    ]),
    on("codex", "migrate", &[
        may("to", Text, "by POST: the node to move to, `embedded` or a URL"),
        may("remove", Boolean, "by POST: remove what was copied into the former node when everything has moved"),
        may("end", Boolean, "by POST: let the former node go now"),
    ]),
    on("codex", "presets", &[
        may("name", Word(&["high_performance_seed", "min_memory_usage"]), "by POST: the preset to apply"),
    ]),
    on("codex", "publish", &[
        HASHES,
        may("private", Boolean, "private ones too, whatever the settings say of them"),
    ]),
    on("codex", "purchase", &[
        HASH,
        may("duration", Integer, "how long it is stored, in seconds"),
        may("expiry", Integer, "seconds within which enough hosts must take it; less than `duration`"),
        may("price_per_byte_per_second", Integer, "what a byte costs a second, in the token's smallest unit"),
        may("collateral_per_byte", Integer, "what hosts put at stake per byte, in the token's smallest unit"),
        may("proof_probability", Integer, "hosts prove that they store it once in so many periods"),
        may("nodes", Integer, "hosts that store a part each"),
        may("tolerance", Integer, "hosts that may be lost; half of `nodes` at most"),
        may("again", Boolean, "also what the node did not say whether it took"),
    ]),
    on("codex", "purchases", &[may("hash", Hash, "the item; all without it")]),
    on("codex", "settings", &[may("json", Json, "object of the settings to change")]),
    on("codex", "sources", &[may("hash", Hash, "the item; without it, the nodes alone")]),
    on("codex", "unpublish", &[HASHES]),
    // log
    on("log", "main", &[
        may("normal", Boolean, "with what happens"),
        may("info", Boolean, "with details"),
        may("warning", Boolean, "with warnings"),
        may("critical", Boolean, "with failures"),
        KNOWN,
    ]),
    on("log", "peers", &[KNOWN]),
    // sync
    on("sync", "maindata", &[RID]),
    on("sync", "torrentPeers", &[may("hash", Hash, "the torrent"), RID]),
    // torrentcreator
    on("torrentcreator", "addTask", &[
        must("sourcePath", Path, "file or folder to describe"),
        may("torrentFilePath", Path, "where the torrent file goes"),
        may("private", Boolean, "for private trackers only"),
        may("format", Word(&["v1", "v2", "hybrid"]), "version of the torrent"),
        may("optimizeAlignment", Boolean, "pad files to whole pieces"),
        may("paddedFileSizeLimit", Integer, "bytes from which files are padded"),
        may("pieceSize", Integer, "bytes; 0 chooses"),
        may("comment", Text, "comment in the torrent"),
        may("source", Text, "`source` in the torrent"),
        may("trackers", Bars, "trackers; an empty one begins the next tier"),
        may("urlSeeds", Bars, "web seeds"),
        may("startSeeding", Boolean, "add the torrent when it is made"),
        may("ignoreDotfiles", Boolean, "leave hidden files out"),
        may("codexPublish", Boolean, "publish it in Codex at once"),
    ]),
    on("torrentcreator", "deleteTask", &[TASK]),
    on("torrentcreator", "status", &[may("taskID", Text, "one task only")]),
    on("torrentcreator", "torrentFile", &[TASK]),
    // torrents
    on("torrents", "SSLParameters", &[HASH]),
    on("torrents", "add", &[
        may("urls", Lines, "links, magnets, hashes, CIDs or torrent files of the server"),
        may("torrents", Files, "torrent files"),
        may("savepath", Path, "where the files belong"),
        may("downloadPath", Path, "where they lie while incomplete"),
        may("useDownloadPath", Boolean, "whether incomplete files lie elsewhere"),
        may("category", Text, "category; made when it is missing"),
        may("tags", Commas, "tags; made when they are missing"),
        may("rename", Text, "shown name"),
        may("skip_checking", Boolean, "take the files for complete (older name of `seedMode`)"),
        may("seedMode", Boolean, "take the files for complete"),
        may("stopped", Boolean, "do not start it"),
        may("paused", Boolean, "do not start it (older name of `stopped`)"),
        may("forced", Boolean, "start it beside the queue"),
        may("stopCondition", Word(&["None", "MetadataReceived", "FilesChecked"]), "stop then"),
        may("contentLayout", Word(&["Original", "Subfolder", "NoSubfolder"]), "top folder"),
        may("root_folder", Boolean, "top folder (older than `contentLayout`)"),
        may("autoTMM", Boolean, "paths follow the category"),
        may("sequentialDownload", Boolean, "first pieces first"),
        may("firstLastPiecePrio", Boolean, "first and last pieces first"),
        may("addToTopOfQueue", Boolean, "first in the queue"),
        may("upLimit", Integer, "bytes per second; 0 or less for none"),
        may("dlLimit", Integer, "bytes per second; 0 or less for none"),
        RATIO,
        MINUTES,
        IDLE,
        ACTION,
        MODE,
        may("filePriorities", Commas, "a priority for each file: 0, 1, 6 or 7"),
        DOWNLOADER,
        may("ssl_certificate", Text, CERTIFICATE),
        may("ssl_private_key", Text, KEY),
        may("ssl_dh_params", Text, DH),
    ]),
    on("torrents", "addPeers", &[HASHES, must("peers", Bars, "peers as `ip:port`")]),
    on("torrents", "addTags", &[HASHES, must("tags", Commas, "tags to add")]),
    on("torrents", "addTrackers", &[
        must("hash", Hashes, "the torrents"),
        must("urls", Lines, "trackers; a blank line begins the next tier"),
    ]),
    on("torrents", "addWebSeeds", &[HASH, SEEDS]),
    on("torrents", "bottomPrio", &[FEW]),
    on("torrents", "categories", &[]),
    on("torrents", "count", &[]),
    on("torrents", "createCategory", CATEGORY),
    on("torrents", "createTags", &[must("tags", Commas, "tags to make")]),
    on("torrents", "decreasePrio", &[FEW]),
    on("torrents", "delete", &[HASHES, may("deleteFiles", Boolean, "remove the files too")]),
    on("torrents", "deleteTags", &[must("tags", Commas, "tags to remove everywhere")]),
    on("torrents", "downloadFile", &[HASH, must("file", Text, "index or path of the file")]),
    on("torrents", "downloadLimit", &[FEW]),
    on("torrents", "editCategory", CATEGORY),
    on("torrents", "editTracker", &[
        HASH,
        must("url", Text, "the tracker"),
        may("origUrl", Text, "the tracker (older name of `url`)"),
        may("newUrl", Text, "address that it gets"),
        may("tier", Integer, "tier that it gets, 0 to 255"),
    ]),
    on("torrents", "editWebSeed", &[
        HASH,
        must("origUrl", Text, "the web seed"),
        must("newUrl", Text, "address that it gets"),
    ]),
    on("torrents", "export", &[HASH]),
    on("torrents", "fetchMetadata", &[must("source", Text, "magnet, hash or link"), DOWNLOADER]),
    on("torrents", "filePrio", &[
        HASH,
        must("id", Bars, "indexes of files"),
        must("priority", Integer, "0 not wanted, 1 normal, 6 high, 7 first"),
    ]),
    on("torrents", "files", &[HASH, may("indexes", Bars, "these files only, in this order")]),
    on("torrents", "increasePrio", &[FEW]),
    on("torrents", "info", &[
        may("filter", Word(FILTERS), "by state"),
        may("category", Text, "by category with what is below it; empty for none"),
        may("tag", Text, "by tag; empty for none"),
        may("hashes", Bars, "by hash; `all` names nothing here"),
        may("private", Boolean, "by the private flag"),
        may("includeFiles", Boolean, "with the files of each"),
        may("includeTrackers", Boolean, "with the trackers of each"),
        may("sort", Text, "member to sort by"),
        may("reverse", Boolean, "the other way round"),
        may("limit", Integer, "at most so many; 0 for all"),
        may("offset", Integer, "from this one on; negative from the end"),
    ]),
    on("torrents", "parseMetadata", &[may("torrents", Files, "torrent files")]),
    on("torrents", "pause", &[HASHES]),
    on("torrents", "pieceAvailability", &[HASH]),
    on("torrents", "pieceHashes", &[HASH]),
    on("torrents", "pieceStates", &[HASH]),
    on("torrents", "properties", &[HASH]),
    on("torrents", "reannounce", &[HASHES, may("urls", Bars, "these trackers only")]),
    on("torrents", "recheck", &[HASHES]),
    on("torrents", "removeCategories", &[must("categories", Lines, "categories to remove")]),
    on("torrents", "removeTags", &[HASHES, may("tags", Commas, "tags to take off; all if none")]),
    on("torrents", "removeTrackers", &[
        must("hash", Hashes, "the torrents; `*` for all"),
        must("urls", Bars, "trackers, each percent-encoded once more"),
    ]),
    on("torrents", "removeWebSeeds", &[HASH, SEEDS]),
    on("torrents", "rename", &[HASH, must("name", Text, "name that is shown")]),
    on("torrents", "renameFile", &[HASH, OLD_PATH, NEW_PATH]),
    on("torrents", "renameFolder", &[HASH, OLD_PATH, NEW_PATH]),
    on("torrents", "resume", &[HASHES]),
    on("torrents", "saveMetadata", &[must("source", Text, "magnet, hash or link")]),
    on("torrents", "setAutoManagement", &[
        HASHES,
        must("enable", Boolean, "whether paths follow the category"),
    ]),
    on("torrents", "setCategory", &[HASHES, must("category", Text, "name; empty for none")]),
    on("torrents", "setComment", &[HASHES, must("comment", Text, "comment that is shown")]),
    on("torrents", "setDownloadLimit", &[HASHES, LIMIT]),
    on("torrents", "setDownloadPath", &[
        must("id", Hashes, "the torrents"),
        must("path", Path, "where incomplete files lie; empty for their save path"),
    ]),
    on("torrents", "setForceStart", &[HASHES, must("value", Boolean, "beside the queue or not")]),
    on("torrents", "setLocation", &[HASHES, must("location", Path, "where the files belong")]),
    on("torrents", "setSSLParameters", &[
        HASH,
        must("ssl_certificate", Text, CERTIFICATE),
        must("ssl_private_key", Text, KEY),
        must("ssl_dh_params", Text, DH),
    ]),
    on("torrents", "setSavePath", &[
        must("id", Hashes, "the torrents"),
        must("path", Path, "where the files belong"),
    ]),
    on("torrents", "setShareLimits", &[HASHES, RATIO, MINUTES, IDLE, ACTION, MODE]),
    on("torrents", "setSuperSeeding", &[HASHES, must("value", Boolean, "the flag")]),
    on("torrents", "setTags", &[HASHES, must("tags", Commas, "the tags they have then")]),
    on("torrents", "setUploadLimit", &[HASHES, LIMIT]),
    on("torrents", "start", &[HASHES]),
    on("torrents", "stop", &[HASHES]),
    on("torrents", "tags", &[]),
    on("torrents", "toggleFirstLastPiecePrio", &[HASHES]),
    on("torrents", "toggleSequentialDownload", &[HASHES]),
    on("torrents", "topPrio", &[FEW]),
    on("torrents", "trackers", &[HASH]),
    on("torrents", "uploadLimit", &[FEW]),
    on("torrents", "webseeds", &[HASH]),
    // transfer
    on("transfer", "banPeers", &[must("peers", Bars, "peers as `ip:port`")]),
    on("transfer", "downloadLimit", &[]),
    on("transfer", "getSpeedLimits", &[]),
    on("transfer", "info", &[]),
    on("transfer", "pauseSession", &[]),
    on("transfer", "resumeSession", &[]),
    on("transfer", "setDownloadLimit", &[LIMIT]),
    on("transfer", "setSpeedLimits", &[
        must("up_limit", Integer, "bytes per second; 0 for none"),
        must("dl_limit", Integer, "bytes per second; 0 for none"),
        must("alt_up_limit", Integer, "alternative limit, bytes per second; 0 for none"),
        must("alt_dl_limit", Integer, "alternative limit, bytes per second; 0 for none"),
    ]),
    on("transfer", "setSpeedLimitsMode", &[must("mode", Integer, "0 normal, 1 alternative")]),
    on("transfer", "setUploadLimit", &[LIMIT]),
    on("transfer", "speedLimitsMode", &[]),
    on("transfer", "toggleSpeedLimitsMode", &[]),
    on("transfer", "uploadLimit", &[]),
];

#[cfg(test)]
#[path = "parameters_tests.rs"]
mod tests;
