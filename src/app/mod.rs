//! The composition root: the only place that knows everything.
//!
//! Start order: profile lock, database, settings, node, sources, session, listeners. The end is
//! the reverse: listeners stop taking requests, tasks write their last checkpoint, the node and
//! the database close, the lock goes with the process.

mod certificate;
mod healthcheck;
mod web_server;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use actix_web::web;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use crate::api::{
    ApiOptions, AppState, Credentials, Dialect, Follow, PasswordHash, temporary_password,
};
use crate::clock::Clock;
use crate::codex::embedded;
use crate::codex::rest::{self, RestOptions};
use crate::codex::{AgentName, ApiPlace, Codex};
use crate::config::{CodexApi, Config, NodeChoice, Profile, ProfileLock};
use crate::db::{Change, Db, DbError};
use crate::fetch::{FetchOptions, Fetcher};
use crate::node_api::{self, NodeApiOptions};
use crate::resources::Resources;
use crate::services::creator::{Creator, CreatorParams};
use crate::services::ip_filter;
use crate::services::log_file::LogFile;
use crate::services::peer_facts::PeerFacts;
use crate::services::{finish_mail, program, torrent_backup, watch};
use crate::session::bounds::{bounds, caches, stop_patience};
use crate::session::node::{self, GivenNodes, NodeStart};
use crate::session::reasons::{self, Remark};
use crate::session::settings::{Defaults, Key, SettingsPack, Value};
use crate::session::{Session, SessionParams};
use crate::tasks::Tasks;
use crate::telemetry::LogRing;
pub use healthcheck::{HealthError, healthcheck};
use web_server::{Bound, WebServer, WebServerParams};

/// How long the end may take beyond what running work is given: open requests, last writes.
const STOP_GRACE: Duration = Duration::from_secs(5);
/// How long the database may take to close when the end is cut off.
const CUT_OFF: Duration = Duration::from_secs(2);

/// Why the server does not start; the text is for users.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The profile is in use or cannot be made.
    #[error(transparent)]
    Profile(#[from] crate::config::LockError),
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The embedded node cannot be started.
    #[error(transparent)]
    Embedded(#[from] embedded::EmbeddedError),
    /// A node's URL makes no sense.
    #[error("{url}: {error}")]
    Node {
        /// As given, without credentials.
        url: String,
        /// What is wrong.
        error: rest::RestError,
    },
    /// No outgoing requests can be made.
    #[error(transparent)]
    Fetch(#[from] crate::fetch::FetchError),
    /// The session refuses to start.
    #[error(transparent)]
    Session(#[from] crate::session::StartError),
    /// An address is in use or not ours.
    #[error("cannot listen on {address} for {what}: {error}; choose another with {option}")]
    Listen {
        /// What listens there.
        what: &'static str,
        /// `host:port`.
        address: String,
        /// The option that changes it.
        option: &'static str,
        /// What the system said.
        error: std::io::Error,
    },
}

/// A running server.
#[derive(Debug)]
pub struct App {
    /// Base URL of the web interface at the start; settings may move it.
    pub webui_url: String,
    /// Base URL of the embedded node's REST API.
    pub codex_api_url: Option<String>,
    /// Printed for the user as long as no password is set.
    pub temporary_password: Option<String>,
    /// The engine.
    pub session: Session,
    /// Names and countries of peers.
    pub peer_facts: PeerFacts,
    shutdown: CancellationToken,
    webui: WebServer,
    node_api: node_api::Service,
    tasks: Tasks,
    log_file: LogFile,
    db: Db,
    _lock: ProfileLock,
}

impl App {
    /// Starts everything; at the return both listeners accept.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn start(config: Config, clock: Clock, log: LogRing) -> Result<Self, AppError> {
        let profile = Profile::new(&absolute(&config.profile));
        let lock = ProfileLock::acquire(profile.root(), &profile.lock())?;
        let (db, stored) = Db::open(&profile.database(), clock.clone())?;
        let defaults = defaults(&config, &profile, &stored.kv);
        remember_defaults(&db, &stored.kv, &defaults).await?;
        let mut settings = SettingsPack::load(&stored.settings, defaults);
        fix_settings(&mut settings, &config);
        let tasks = Tasks::new(Handle::current());
        let resources = Resources::new(&bounds(&settings));
        let (stored_url, stored_sources) = node::stored_node(&stored.kv);
        let choice = config.codex.clone().unwrap_or_else(|| match stored_url {
            Some(url) if url != "embedded" => NodeChoice::Url(url),
            _ => NodeChoice::Embedded,
        });
        let agent = AgentName::default();
        if choice == NodeChoice::Embedded {
            agent.set(node::stored_agent(&stored.kv).as_deref());
        }
        let embedded = {
            let mut options = node::embedded_options(profile.codex(), &stored.kv);
            options.index_cache = caches(&settings).node_index;
            options.disk = resources.disk().clone();
            embedded::start(options, &tasks)?
        };
        let rest = |url: &str| {
            let mut options = node::rest_options(url, &agent, &stored.kv);
            options.ca.clone_from(&config.codex_ca);
            options.be_patient_for(config.codex_patience);
            rest_node(&options, &clock, &tasks)
        };
        let named = |url: &str| match url {
            node::EMBEDDED => Ok(embedded.clone()),
            url => rest(url),
        };
        let used = match &choice {
            NodeChoice::Embedded => node::EMBEDDED,
            NodeChoice::Url(url) => url,
        };
        let own = named(used)?;
        let (former, node_rows) = node::former_node(&stored.kv, used);
        let former = former.map(|url| named(&url)).transpose()?;
        let node_rows = node_rows.into_iter().map(|(key, value)| {
            let (space, key) = (node::NODES_SPACE.to_owned(), key.to_owned());
            match value {
                Some(value) => Change::PutKv { space, key, value },
                None => Change::DeleteKv { space, key },
            }
        });
        let node_rows: Vec<Change> = node_rows.collect();
        if !node_rows.is_empty() {
            db.write(node_rows).await?;
        }
        let sources_fixed = !config.codex_sources.is_empty();
        let urls = if sources_fixed { &config.codex_sources } else { &stored_sources };
        let sources = urls.iter().map(|url| rest(url)).collect::<Result<Vec<_>, _>>()?;
        let webui = Bound::new(&settings, config.webui_port, &tasks).await.map_err(
            |(address, error)| AppError::Listen {
                what: "the web interface",
                address,
                option: "--webui-address or --webui-port",
                error,
            },
        )?;
        let node_start = NodeStart {
            dialect: config.dialect.clone(),
            node_fixed: config.codex.is_some(),
            node_url: own.name().to_owned(),
            sources_fixed,
            sources: sources.iter().map(|source| source.name().to_owned()).collect(),
            given: GivenNodes {
                node: config.codex.is_some().then(|| used.to_owned()),
                sources: sources_fixed.then(|| config.codex_sources.clone()),
            },
            api: fixed_api(&config.codex_api),
            node_ca: config.codex_ca.clone(),
            node_patience: config.codex_patience,
            data_dir: profile.codex(),
            log_fixed: config.log_fixed,
        };
        let api_place =
            node::api_wish(&settings, node_start.api.as_ref(), used == node::EMBEDDED).place;
        let (codex_api, api_trouble) = match node_api::bind(&api_place) {
            Ok(listeners) => (listeners, None),
            // What was set can only be set otherwise in a server that runs.
            Err(error) if is_set(&settings, &config.codex_api) => {
                tracing::warn!(%error, "the Codex API is off until its address is free");
                (Vec::new(), Some(error.to_string()))
            }
            Err(error) => {
                return Err(AppError::Listen {
                    what: "the Codex API",
                    address: error.address,
                    option: "--codex-api",
                    error: error.error,
                });
            }
        };
        if let Some(address) = codex_api.first().and_then(|first| first.local_addr().ok()) {
            settings.found_port(address.port());
        }
        let session = Session::start(SessionParams {
            db: db.clone(),
            stored,
            settings,
            own,
            embedded: Some(embedded.clone()),
            sources,
            former,
            node: node_start,
            agent,
            fetcher: Fetcher::new(FetchOptions::default())?,
            parts_dir: profile.parts(),
            data_home: config.data_home.clone(),
            backups_dir: profile.backups(),
            resources,
            clock: clock.clone(),
            tasks: tasks.clone(),
        })?;
        let log_file = LogFile::start(&session, profile.root().to_owned(), &log, &tasks);
        ip_filter::start(&session, &tasks).await;
        let creator = Creator::start(CreatorParams {
            session: session.clone(),
            folder: profile.creator(),
            clock: clock.clone(),
            tasks: tasks.clone(),
        });
        torrent_backup::start(session.clone(), profile.root().to_owned(), &tasks);
        finish_mail::start(session.clone(), clock.clone(), &tasks);
        let programs = config.allow_external_programs;
        program::start(session.clone(), profile.root().to_owned(), programs, &tasks);
        // Last: what it adds is news to the others.
        watch::start(session.clone(), &tasks);
        let peer_facts =
            PeerFacts::new(&session, profile.countries(), clock.clone(), tasks.clone());
        let shutdown = CancellationToken::new();
        let (follow, requests) = Follow::channel();
        let password = config.password.as_deref().map(PasswordHash::new);
        let has_password =
            password.is_some() || !session.settings().text(Key::WebUiPassword).is_empty();
        let temporary = (!has_password).then(temporary_password);
        let options = ApiOptions {
            dialect: config.dialect.as_deref().and_then(|name| name.parse::<Dialect>().ok()),
            credentials: Credentials {
                username: config.username.clone(),
                password,
                temporary: temporary.as_deref().map(PasswordHash::new),
            },
            shutdown: shutdown.clone(),
            peer_facts: peer_facts.clone(),
            follow,
            profile: absolute(&config.profile),
            external_programs: programs,
        };
        let failed = |what, option| {
            move |error| AppError::Listen { what, address: String::new(), option, error }
        };
        let state = AppState::new(session.clone(), creator, clock, log, options);
        let params = WebServerParams {
            state: web::Data::new(state),
            session: session.clone(),
            requests,
            profile: absolute(&config.profile),
            tasks: tasks.clone(),
        };
        let webui = WebServer::start(webui, params)
            .await
            .map_err(failed("the web interface", "--webui-port"))?;
        let codex_api_url = codex_api.first().map(url_of);
        let options = NodeApiOptions {
            token: config.codex_api_token.clone(),
            limits: session.serve_limits(),
            readers: session.readers(),
            filter: session.peer_filter(),
            ..NodeApiOptions::default()
        };
        let control = session.api_control();
        let node_api = node_api::start(codex_api, api_trouble, options, embedded, control, &tasks)
            .map_err(failed("the Codex API", "--codex-api"))?;
        Ok(Self {
            webui_url: webui.url.clone(),
            codex_api_url,
            temporary_password: temporary,
            session,
            peer_facts,
            shutdown,
            webui,
            node_api,
            tasks,
            log_file,
            db,
            _lock: lock,
        })
    }

    /// The line for standard output.
    pub fn listening_line(&self) -> String {
        let codex_api = self.codex_api_url.as_deref().unwrap_or("off");
        format!("listening webui={} codex-api={codex_api}", self.webui_url)
    }

    /// Resolves when a client asked for the end.
    pub async fn shutdown_requested(&self) {
        self.shutdown.cancelled().await;
    }

    /// Ends everything cleanly, in the time that `shutdown_timeout` gives; true when nothing had
    /// to be cut off.
    pub async fn shutdown(self) -> bool {
        self.shutdown_unless(std::future::pending()).await
    }

    /// [`App::shutdown`], cut off when `hurry` ends: what is stored by then stays, and what was
    /// running is as after a crash.
    pub async fn shutdown_unless(self, hurry: impl Future<Output = ()>) -> bool {
        let patience = stop_patience(&self.session.settings()).saturating_add(STOP_GRACE);
        let end = async {
            // Open requests get their answers; streams are cut by the server's own deadline.
            self.webui.stop().await;
            self.node_api.stop().await;
            let clean = self.tasks.shutdown(patience).await;
            if !clean {
                tracing::warn!(left = self.tasks.running(), "tasks did not end in time");
                close_soon(&self.db).await;
                return false;
            }
            closed(&self.db.close().await)
        };
        let clean = tokio::select! {
            clean = end => clean,
            () = hurry => {
                tracing::warn!("the end was cut off");
                close_soon(&self.db).await;
                false
            }
        };
        self.log_file.finish().await;
        clean
    }
}

/// Stores what waits, if the disk does so soon.
async fn close_soon(db: &Db) -> bool {
    let close = tokio::time::timeout(CUT_OFF, db.close()).await;
    closed(&close.unwrap_or(Err(DbError::Closed)))
}

fn closed(result: &Result<(), DbError>) -> bool {
    if let Err(error) = result {
        tracing::error!(%error, "the database did not close cleanly");
    }
    result.is_ok()
}

/// Forgets the stored password; for `--reset-password`.
///
/// # Errors
/// The profile is in use, or its database cannot be written.
pub async fn reset_password(config: &Config, clock: Clock) -> Result<(), AppError> {
    let profile = Profile::new(&absolute(&config.profile));
    let _lock = ProfileLock::acquire(profile.root(), &profile.lock())?;
    let (db, _) = Db::open(&profile.database(), clock)?;
    let key = Key::WebUiPassword.wire().to_owned();
    db.write(vec![Change::DeleteSetting { key }]).await?;
    db.close().await?;
    Ok(())
}

fn absolute(path: &std::path::Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Where the API of the embedded node has to listen, when the start decides it.
fn fixed_api(api: &CodexApi) -> Option<ApiPlace> {
    match api {
        CodexApi::Off => Some(ApiPlace::Off),
        CodexApi::At(address) => Some(ApiPlace::At(address.clone())),
        CodexApi::Stored => None,
    }
}

/// Whether settings, and neither defaults nor the start, say where that API listens.
fn is_set(settings: &SettingsPack, api: &CodexApi) -> bool {
    let keys = [Key::ListenPort, Key::CurrentInterfaceAddress, Key::CurrentNetworkInterface];
    *api == CodexApi::Stored && keys.into_iter().any(|key| settings.is_set(key))
}

fn rest_node(options: &RestOptions, clock: &Clock, tasks: &Tasks) -> Result<Codex, AppError> {
    rest::start(options, clock.clone(), tasks).map_err(|error| AppError::Node {
        // Credentials stay out of messages.
        url: options.url.rsplit('@').next().unwrap_or_default().to_owned(),
        error,
    })
}

/// Row of the profile's own defaults in the database's key-value space.
const PROFILE_DEFAULTS: (&str, &str) = ("profile", "save_path");

fn defaults(
    config: &Config,
    profile: &Profile,
    kv: &BTreeMap<(String, String), Vec<u8>>,
) -> Defaults {
    let key = (PROFILE_DEFAULTS.0.to_owned(), PROFILE_DEFAULTS.1.to_owned());
    // `--save-path` seeds an empty profile only; a known one keeps what it began with.
    let save_path = match kv.get(&key) {
        Some(stored) => String::from_utf8_lossy(stored).into_owned(),
        None => {
            let chosen =
                config.save_path.clone().unwrap_or_else(|| profile.root().join("downloads"));
            absolute(&chosen).to_string_lossy().into_owned()
        }
    };
    Defaults {
        temp_path: format!("{save_path}/temp"),
        save_path,
        log_path: profile.logs().to_string_lossy().into_owned(),
        locale: "en".to_owned(),
        listen_port: drawn_port(kv),
        ssl_listen_port: 8071,
    }
}

/// Where the port is kept that a node gets unless another one is set.
const PROFILE_PORT: (&str, &str) = ("profile", "listen_port");
/// Ports that nobody has registered, without those that nodes and this server use by default.
const FREE_PORTS: std::ops::Range<u16> = 49_152..65_500;

/// A port drawn once per profile: one that changed with every start could not be forwarded.
fn drawn_port(kv: &BTreeMap<(String, String), Vec<u8>>) -> u16 {
    let stored = kv.get(&(PROFILE_PORT.0.to_owned(), PROFILE_PORT.1.to_owned()));
    let stored = stored.and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
    stored.unwrap_or_else(|| rand::random_range(FREE_PORTS))
}

async fn remember_defaults(
    db: &Db,
    kv: &BTreeMap<(String, String), Vec<u8>>,
    defaults: &Defaults,
) -> Result<(), AppError> {
    let port = defaults.listen_port.to_string();
    let rows = [(PROFILE_DEFAULTS, defaults.save_path.clone()), (PROFILE_PORT, port)];
    let mut changes = Vec::new();
    for ((space, key), value) in rows {
        let (space, key) = (space.to_owned(), key.to_owned());
        if !kv.contains_key(&(space.clone(), key.clone())) {
            changes.push(Change::PutKv { space, key, value: value.into_bytes() });
        }
    }
    if !changes.is_empty() {
        db.write(changes).await?;
    }
    Ok(())
}

fn fix_settings(settings: &mut SettingsPack, config: &Config) {
    if let Some(address) = &config.webui_address {
        let value = Value::Text(address.clone());
        let reason = Remark::set_by("--webui-address", "QCODEX_WEBUI_ADDRESS");
        settings.fix(Key::WebUiAddress, value, reason);
    }
    // Port 0 means "any": what the setting reads is the port that was asked for.
    if let Some(port) = config.webui_port.filter(|port| *port != 0) {
        let value = Value::Int(i64::from(port));
        let reason = Remark::set_by("--webui-port", "QCODEX_WEBUI_PORT");
        settings.fix(Key::WebUiPort, value, reason);
    }
    if config.builtin_webui {
        let by = [("flag", "--builtin-webui"), ("variable", "QCODEX_BUILTIN_WEBUI")];
        let reason = reasons::OFF_BY_FLAG.with(&by);
        settings.fix(Key::AlternativeWebuiEnabled, Value::Bool(false), reason);
    }
    if let Some(name) = &config.username {
        let value = Value::Text(name.clone());
        let reason = reasons::SET_BY_VARIABLE.with(&[("variable", "QCODEX_WEBUI_USERNAME")]);
        settings.fix(Key::WebUiUsername, value, reason);
    }
}

fn url_of(listener: &TcpListener) -> String {
    match listener.local_addr() {
        Ok(address) if address.ip().is_unspecified() => {
            format!("http://127.0.0.1:{}", address.port())
        }
        Ok(address) => format!("http://{address}"),
        Err(_) => String::new(),
    }
}

fn run_server(tasks: &Tasks, name: &'static str, server: actix_web::dev::Server) {
    tasks.spawn_until_done(name, async move {
        if let Err(error) = server.await {
            tracing::error!(name, %error, "the server ended");
        }
    });
}
