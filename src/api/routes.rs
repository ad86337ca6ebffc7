//! The one list of endpoints: name, method rule, required parameters, handler.
//!
//! It feeds the dispatcher, the generated table `docs/endpoints.md`, the OpenAPI document, and the
//! test that every endpoint but the login refuses strangers. An endpoint of qBittorrent 5.3.0 that
//! is not built says [`Handler::NotBuilt`]: it answers 404, naming itself, after all checks.
//! Required means
//! present, not "not empty" (webapi §1.3); what old clients leave out is not required here.

use std::fmt::Write as _;

use futures_util::future::LocalBoxFuture;

use super::call::Call;
use super::reply::Answer;
use super::{
    app, auth, client_data, codex, log, not_built, openapi, sync, torrent_creator, torrents,
    transfer,
};

/// Which methods an endpoint takes. HEAD is answered like GET.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodRule {
    /// GET, HEAD or POST.
    Any,
    /// POST only: it changes something.
    Post,
}

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// A logged-in client.
    Session,
    /// Anybody.
    Public,
}

/// What answers.
#[derive(Debug, Clone, Copy)]
pub enum Handler {
    /// Answers at once, from snapshots.
    Now(fn(&Call) -> Answer),
    /// Waits for the session, the disk or a hash.
    Wait(fn(Call) -> LocalBoxFuture<'static, Answer>),
    /// Nothing yet.
    NotBuilt,
}

/// One endpoint, `/api/v2/<scope>/<action>`.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// First part of the name; empty for the document of the API, which is in no scope.
    pub scope: &'static str,
    /// Second part.
    pub action: &'static str,
    /// Methods.
    pub methods: MethodRule,
    /// Who may call.
    pub access: Access,
    /// Parameters that must be present.
    pub required: &'static [&'static str],
    /// What answers.
    pub handler: Handler,
}

impl Route {
    /// `scope/action`, or what stands in their place: what comes after `/api/v2/`.
    pub fn name(&self) -> String {
        match self.scope {
            "" => self.action.to_owned(),
            scope => format!("{scope}/{}", self.action),
        }
    }

    /// Path of its URL.
    pub fn path(&self) -> String {
        format!("/api/v2/{}", self.name())
    }

    /// True when something answers.
    pub fn is_built(&self) -> bool {
        !matches!(self.handler, Handler::NotBuilt)
    }
}

/// Whether any endpoint has this scope.
pub fn scope_exists(scope: &str) -> bool {
    ROUTES.iter().any(|route| route.scope == scope)
}

/// The endpoint of this name.
pub fn find(scope: &str, action: &str) -> Option<&'static Route> {
    let at = ROUTES.binary_search_by(|route| (route.scope, route.action).cmp(&(scope, action)));
    ROUTES.get(at.ok()?)
}

/// The endpoints as a Markdown table for `docs/endpoints.md`.
pub fn markdown() -> String {
    let mut text = String::from(
        "| endpoint | what it does | methods | required parameters | remark |\n|---|---|---|---|---|\n",
    );
    for route in ROUTES {
        let methods = match route.methods {
            MethodRule::Any => "GET, POST",
            MethodRule::Post => "POST",
        };
        let (about, remark) = openapi::words(route).unwrap_or(("", "Not built yet (404)."));
        let (name, required) = (route.name(), route.required.join(", "));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| `{name}` | {about} | {methods} | {required} | {remark} |");
    }
    text
}

macro_rules! wait {
    ($handler:path) => {
        Handler::Wait(|call| Box::pin($handler(call)))
    };
}

type Names = &'static [&'static str];

const fn route(
    scope: &'static str,
    action: &'static str,
    methods: MethodRule,
    required: Names,
    handler: Handler,
) -> Route {
    Route { scope, action, methods, access: Access::Session, required, handler }
}

const fn any(
    scope: &'static str,
    action: &'static str,
    required: Names,
    handler: Handler,
) -> Route {
    route(scope, action, MethodRule::Any, required, handler)
}

const fn post(
    scope: &'static str,
    action: &'static str,
    required: Names,
    handler: Handler,
) -> Route {
    route(scope, action, MethodRule::Post, required, handler)
}

const fn public(scope: &'static str, action: &'static str, handler: Handler) -> Route {
    Route { access: Access::Public, ..route(scope, action, MethodRule::Post, &[], handler) }
}

const TLS: Names = &["hash", "ssl_certificate", "ssl_private_key", "ssl_dh_params"];
const LIMITS: Names = &["up_limit", "dl_limit", "alt_up_limit", "alt_dl_limit"];

/// All endpoints, in byte order of scope and action.
#[rustfmt::skip]
pub static ROUTES: &[Route] = {
    use Handler::{NotBuilt, Now};
    &[
        any("", "openapi.json", &[], Now(openapi::answer)),
        // app
        any("app", "buildInfo", &[], Now(app::build_info)),
        any("app", "cookies", &[], Now(app::cookies)),
        any("app", "defaultSavePath", &[], Now(app::default_save_path)),
        post("app", "deleteAPIKey", &[], wait!(app::delete_api_key)),
        any("app", "getDirectoryContent", &["dirPath"], wait!(app::directory_content)),
        any("app", "getFreeSpaceAtPath", &["path"], wait!(app::free_space)),
        any("app", "networkInterfaceAddressList", &["iface"], wait!(app::network_addresses)),
        any("app", "networkInterfaceList", &[], wait!(app::network_interfaces)),
        any("app", "preferences", &[], Now(app::preferences)),
        any("app", "processInfo", &[], Now(app::process_info)),
        post("app", "rotateAPIKey", &[], wait!(app::rotate_api_key)),
        post("app", "sendTestEmail", &[], wait!(app::send_test_email)),
        post("app", "setCookies", &["cookies"], wait!(app::set_cookies)),
        post("app", "setPreferences", &["json"], wait!(app::set_preferences)),
        post("app", "shutdown", &[], Now(app::shutdown)),
        any("app", "version", &[], Now(app::version)),
        any("app", "webapiVersion", &[], Now(app::webapi_version)),
        // auth
        public("auth", "login", wait!(auth::login)),
        post("auth", "logout", &[], Now(auth::logout)),
        // clientdata
        any("clientdata", "load", &[], Now(client_data::load)),
        post("clientdata", "store", &["data"], wait!(client_data::store)),
        // codex
        any("codex", "capabilities", &[], Now(codex::capabilities)),
        any("codex", "history", &[], Now(codex::history)),
        any("codex", "migrate", &[], wait!(codex::migrate)),
        any("codex", "presets", &[], wait!(codex::presets_or_apply)),
        post("codex", "publish", &["hashes"], wait!(codex::publish)),
        post("codex", "purchase", &["hash"], wait!(codex::purchase)),
        any("codex", "purchases", &[], wait!(codex::purchases)),
        any("codex", "settings", &[], wait!(codex::settings)),
        any("codex", "sources", &[], wait!(codex::sources)),
        post("codex", "unpublish", &["hashes"], wait!(codex::unpublish)),
        // log
        any("log", "main", &[], Now(log::main)),
        any("log", "peers", &[], Now(log::peers)),
        // rss
        post("rss", "addFeed", &["url", "path"], NotBuilt),
        post("rss", "addFolder", &["path"], NotBuilt),
        post("rss", "cloneRule", &["sourceName", "cloneName"], NotBuilt),
        any("rss", "exportRules", &[], NotBuilt),
        post("rss", "importRules", &[], NotBuilt),
        any("rss", "items", &[], Now(not_built::empty_object)),
        post("rss", "markAsRead", &["itemPath"], NotBuilt),
        any("rss", "matchingArticles", &["ruleName"], NotBuilt),
        post("rss", "moveItem", &["itemPath", "destPath"], NotBuilt),
        post("rss", "refreshItem", &["itemPath"], NotBuilt),
        post("rss", "removeItem", &["path"], NotBuilt),
        post("rss", "removeRule", &["ruleName"], NotBuilt),
        post("rss", "renameRule", &["ruleName", "newRuleName"], NotBuilt),
        any("rss", "rules", &[], Now(not_built::empty_object)),
        post("rss", "setFeedRefreshInterval", &["path", "refreshInterval"], NotBuilt),
        post("rss", "setFeedURL", &["path", "url"], NotBuilt),
        post("rss", "setRule", &["ruleName", "ruleDef"], NotBuilt),
        // search
        post("search", "delete", &["id"], NotBuilt),
        post("search", "downloadTorrent", &["torrentUrl", "pluginName"], NotBuilt),
        post("search", "enablePlugin", &["names", "enable"], NotBuilt),
        post("search", "installPlugin", &["sources"], NotBuilt),
        any("search", "plugins", &[], Now(not_built::empty_list)),
        any("search", "results", &["id"], NotBuilt),
        post("search", "start", &["pattern", "category", "plugins"], NotBuilt),
        any("search", "status", &[], Now(not_built::empty_list)),
        post("search", "stop", &["id"], NotBuilt),
        post("search", "uninstallPlugin", &["names"], NotBuilt),
        post("search", "updatePlugins", &[], NotBuilt),
        // sync
        any("sync", "maindata", &[], Now(sync::maindata)),
        any("sync", "torrentPeers", &[], Now(sync::torrent_peers)),
        // torrentcreator
        post("torrentcreator", "addTask", &["sourcePath"], Now(torrent_creator::add_task)),
        post("torrentcreator", "deleteTask", &["taskID"], Now(torrent_creator::delete_task)),
        any("torrentcreator", "status", &[], Now(torrent_creator::status)),
        any("torrentcreator", "torrentFile", &["taskID"], wait!(torrent_creator::torrent_file)),
        // torrents
        any("torrents", "SSLParameters", &["hash"], Now(torrents::tls::parameters)),
        post("torrents", "add", &[], wait!(torrents::add::add)),
        post("torrents", "addPeers", &["hashes", "peers"], Now(torrents::peers::add)),
        post("torrents", "addTags", &["hashes", "tags"], wait!(torrents::tags::add)),
        post("torrents", "addTrackers", &["hash", "urls"], wait!(torrents::trackers::add_trackers)),
        post("torrents", "addWebSeeds", &["hash", "urls"], wait!(torrents::web_seeds::add)),
        post("torrents", "bottomPrio", &["hashes"], wait!(torrents::control::bottom_prio)),
        any("torrents", "categories", &[], Now(torrents::categories::list)),
        any("torrents", "count", &[], Now(torrents::list::count)),
        post("torrents", "createCategory", &["category"], wait!(torrents::categories::create)),
        post("torrents", "createTags", &["tags"], wait!(torrents::tags::create)),
        post("torrents", "decreasePrio", &["hashes"], wait!(torrents::control::decrease_prio)),
        post("torrents", "delete", &["hashes"], wait!(torrents::control::delete)),
        post("torrents", "deleteTags", &["tags"], wait!(torrents::tags::delete)),
        any("torrents", "downloadFile", &["hash", "file"], wait!(torrents::download_file::download_file)),
        any("torrents", "downloadLimit", &["hashes"], Now(torrents::limits::download_limit)),
        post("torrents", "editCategory", &["category"], wait!(torrents::categories::edit_category)),
        post("torrents", "editTracker", &["hash", "url"], wait!(torrents::trackers::edit_tracker)),
        post("torrents", "editWebSeed", &["hash", "origUrl", "newUrl"], wait!(torrents::web_seeds::edit_web_seed)),
        any("torrents", "export", &["hash"], wait!(torrents::list::export)),
        post("torrents", "fetchMetadata", &["source"], Now(torrents::metadata::fetch_metadata)),
        post("torrents", "filePrio", &["hash", "id", "priority"], wait!(torrents::content::file_prio)),
        any("torrents", "files", &["hash"], Now(torrents::list::files)),
        post("torrents", "increasePrio", &["hashes"], wait!(torrents::control::increase_prio)),
        any("torrents", "info", &[], Now(torrents::list::info)),
        post("torrents", "parseMetadata", &[], wait!(torrents::metadata::parse_metadata)),
        post("torrents", "pause", &["hashes"], wait!(torrents::control::stop)),
        any("torrents", "pieceAvailability", &["hash"], Now(torrents::list::piece_availability)),
        any("torrents", "pieceHashes", &["hash"], Now(torrents::list::piece_hashes)),
        any("torrents", "pieceStates", &["hash"], Now(torrents::list::piece_states)),
        any("torrents", "properties", &["hash"], Now(torrents::list::properties)),
        post("torrents", "reannounce", &["hashes"], wait!(torrents::control::reannounce)),
        post("torrents", "recheck", &["hashes"], wait!(torrents::control::recheck)),
        post("torrents", "removeCategories", &["categories"], wait!(torrents::categories::remove)),
        post("torrents", "removeTags", &["hashes"], wait!(torrents::tags::remove)),
        post("torrents", "removeTrackers", &["hash", "urls"], wait!(torrents::trackers::remove_trackers)),
        post("torrents", "removeWebSeeds", &["hash", "urls"], wait!(torrents::web_seeds::remove)),
        post("torrents", "rename", &["hash", "name"], wait!(torrents::content::rename)),
        post("torrents", "renameFile", &["hash", "oldPath", "newPath"], wait!(torrents::rename::file)),
        post("torrents", "renameFolder", &["hash", "oldPath", "newPath"], wait!(torrents::rename::folder)),
        post("torrents", "resume", &["hashes"], wait!(torrents::control::start)),
        any("torrents", "saveMetadata", &["source"], wait!(torrents::metadata::save_metadata)),
        post("torrents", "setAutoManagement", &["hashes", "enable"], wait!(torrents::control::set_auto_management)),
        post("torrents", "setCategory", &["hashes", "category"], wait!(torrents::categories::set)),
        post("torrents", "setComment", &["hashes", "comment"], wait!(torrents::content::set_comment)),
        post("torrents", "setDownloadLimit", &["hashes", "limit"], wait!(torrents::limits::set_download_limit)),
        post("torrents", "setDownloadPath", &["id", "path"], wait!(torrents::location::set_download_path)),
        post("torrents", "setForceStart", &["hashes", "value"], wait!(torrents::control::set_force_start)),
        post("torrents", "setLocation", &["hashes", "location"], wait!(torrents::location::set_location)),
        post("torrents", "setSSLParameters", TLS, wait!(torrents::tls::set_parameters)),
        post("torrents", "setSavePath", &["id", "path"], wait!(torrents::location::set_save_path)),
        post("torrents", "setShareLimits", &["hashes"], wait!(torrents::limits::set_share_limits)),
        post("torrents", "setSuperSeeding", &["hashes", "value"], wait!(torrents::control::set_super_seeding)),
        post("torrents", "setTags", &["hashes", "tags"], wait!(torrents::tags::set)),
        post("torrents", "setUploadLimit", &["hashes", "limit"], wait!(torrents::limits::set_upload_limit)),
        post("torrents", "start", &["hashes"], wait!(torrents::control::start)),
        post("torrents", "stop", &["hashes"], wait!(torrents::control::stop)),
        any("torrents", "tags", &[], Now(torrents::tags::list)),
        post("torrents", "toggleFirstLastPiecePrio", &["hashes"], wait!(torrents::control::toggle_first_last_piece_prio)),
        post("torrents", "toggleSequentialDownload", &["hashes"], wait!(torrents::control::toggle_sequential_download)),
        post("torrents", "topPrio", &["hashes"], wait!(torrents::control::top_prio)),
        any("torrents", "trackers", &["hash"], Now(torrents::list::trackers)),
        any("torrents", "uploadLimit", &["hashes"], Now(torrents::limits::upload_limit)),
        any("torrents", "webseeds", &["hash"], Now(torrents::list::web_seeds)),
        // transfer
        post("transfer", "banPeers", &["peers"], wait!(transfer::ban_peers)),
        any("transfer", "downloadLimit", &[], Now(transfer::download_limit)),
        any("transfer", "getSpeedLimits", &[], Now(transfer::speed_limits)),
        any("transfer", "info", &[], Now(transfer::info)),
        post("transfer", "pauseSession", &[], wait!(transfer::pause_session)),
        post("transfer", "resumeSession", &[], wait!(transfer::resume_session)),
        post("transfer", "setDownloadLimit", &["limit"], wait!(transfer::set_download_limit)),
        post("transfer", "setSpeedLimits", LIMITS, wait!(transfer::set_speed_limits)),
        post("transfer", "setSpeedLimitsMode", &["mode"], wait!(transfer::set_speed_limits_mode)),
        post("transfer", "setUploadLimit", &["limit"], wait!(transfer::set_upload_limit)),
        any("transfer", "speedLimitsMode", &[], Now(transfer::speed_limits_mode)),
        post("transfer", "toggleSpeedLimitsMode", &[], wait!(transfer::toggle_speed_limits_mode)),
        any("transfer", "uploadLimit", &[], Now(transfer::upload_limit)),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_has_no_name_twice() {
        let names: Vec<_> = ROUTES.iter().map(|route| (route.scope, route.action)).collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ROUTES.iter().all(|route| find(route.scope, route.action).is_some()));
    }

    #[test]
    fn only_the_login_is_public() {
        let public: Vec<_> = ROUTES.iter().filter(|r| r.access == Access::Public).collect();
        assert_eq!(public.len(), 1);
        assert_eq!((public[0].scope, public[0].action), ("auth", "login"));
    }

    #[test]
    fn names_of_others_are_not_found() {
        assert!(find("app", "VERSION").is_none());
        assert!(find("app", "nope").is_none());
        assert!(scope_exists("torrentcreator") && !scope_exists("torrent"));
    }
}
