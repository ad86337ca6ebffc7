//! The composition root: the only place that knows everything.
//!
//! Start order: profile lock, database, settings, node, sources, session, listeners. The end is
//! the reverse: listeners stop taking requests, tasks write their last checkpoint, the node and
//! the database close, the lock goes with the process.

mod certificate;
mod web_server;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::web;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use crate::api::{
    ApiOptions, AppState, Credentials, Dialect, Follow, PasswordHash, temporary_password,
};
use crate::clock::Clock;
use crate::codex::Codex;
use crate::codex::embedded::{self, EmbeddedOptions};
use crate::codex::rest::{self, RestOptions};
use crate::config::{CodexApi, Config, NodeChoice, Profile, ProfileLock};
use crate::db::{Change, Db};
use crate::fetch::{FetchOptions, Fetcher};
use crate::node_api::{self, NodeApiOptions};
use crate::services::creator::{Creator, CreatorParams};
use crate::session::settings::{Defaults, Key, SettingsPack, Value};
use crate::session::{Session, SessionParams};
use crate::tasks::Tasks;
use crate::telemetry::LogRing;
use web_server::{Bound, WebServer, WebServerParams};

/// How long everything together may take to end.
const STOP_PATIENCE: Duration = Duration::from_secs(20);

/// Why the server does not start; the text is for users.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The profile is in use or cannot be made.
    #[error(transparent)]
    Profile(#[from] crate::config::LockError),
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] crate::db::DbError),
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
    shutdown: CancellationToken,
    webui: WebServer,
    servers: Vec<ServerHandle>,
    tasks: Tasks,
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
        let own = match &config.codex {
            NodeChoice::Embedded => {
                let options = EmbeddedOptions::new(profile.codex());
                embedded::start(options, &tasks)?
            }
            NodeChoice::Url(url) => rest_node(url, &clock, &tasks)?,
        };
        let sources = config
            .codex_sources
            .iter()
            .map(|url| rest_node(url, &clock, &tasks))
            .collect::<Result<Vec<_>, _>>()?;
        let webui = Bound::new(&settings, config.webui_port, &tasks).await.map_err(
            |(address, error)| AppError::Listen {
                what: "the web interface",
                address,
                option: "--webui-address or --webui-port",
                error,
            },
        )?;
        let codex_api = match &config.codex_api {
            CodexApi::At(address) => Some(bind("the Codex API", address, "--codex-api")?),
            CodexApi::Off => None,
        };
        let session = Session::start(SessionParams {
            db: db.clone(),
            stored,
            settings,
            own: own.clone(),
            sources,
            fetcher: Fetcher::new(FetchOptions::default())?,
            parts_dir: profile.parts(),
            data_home: config.data_home.clone(),
            backups_dir: profile.backups(),
            clock: clock.clone(),
            tasks: tasks.clone(),
        })?;
        let creator = Creator::start(CreatorParams {
            session: session.clone(),
            folder: profile.creator(),
            clock: clock.clone(),
            tasks: tasks.clone(),
        });
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
            follow,
            profile: absolute(&config.profile),
        };
        let failed = |what, option| {
            move |error| AppError::Listen { what, address: String::new(), option, error }
        };
        let mut servers = Vec::new();
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
        let codex_api_url = codex_api.as_ref().map(url_of);
        if let Some(listener) = codex_api {
            let options = NodeApiOptions {
                token: config.codex_api_token.clone(),
                limits: session.serve_limits(),
                readers: session.readers(),
                ..NodeApiOptions::default()
            };
            let server = node_api::serve(listener, options, own)
                .map_err(failed("the Codex API", "--codex-api"))?;
            servers.push(server.handle());
            run_server(&tasks, "codex api", server);
        }
        Ok(Self {
            webui_url: webui.url.clone(),
            codex_api_url,
            temporary_password: temporary,
            session,
            shutdown,
            webui,
            servers,
            tasks,
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

    /// Ends everything cleanly; true when nothing had to be cut off.
    pub async fn shutdown(self) -> bool {
        // Open requests get their answers; streams are cut by the server's own deadline.
        self.webui.stop().await;
        for server in &self.servers {
            server.stop(true).await;
        }
        let clean = self.tasks.shutdown(STOP_PATIENCE).await;
        if !clean {
            tracing::warn!(left = self.tasks.running(), "tasks did not end in time");
        }
        if let Err(error) = self.db.close().await {
            tracing::error!(%error, "the database did not close cleanly");
            return false;
        }
        clean
    }
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

fn rest_node(url: &str, clock: &Clock, tasks: &Tasks) -> Result<Codex, AppError> {
    rest::start(&RestOptions::new(url), clock.clone(), tasks).map_err(|error| AppError::Node {
        // Credentials stay out of messages.
        url: url.rsplit('@').next().unwrap_or_default().to_owned(),
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
        listen_port: 8070,
        ssl_listen_port: 8071,
    }
}

async fn remember_defaults(
    db: &Db,
    kv: &BTreeMap<(String, String), Vec<u8>>,
    defaults: &Defaults,
) -> Result<(), AppError> {
    let key = (PROFILE_DEFAULTS.0.to_owned(), PROFILE_DEFAULTS.1.to_owned());
    if !kv.contains_key(&key) {
        let value = defaults.save_path.clone().into_bytes();
        db.write(vec![Change::PutKv { space: key.0, key: key.1, value }]).await?;
    }
    Ok(())
}

fn fix_settings(settings: &mut SettingsPack, config: &Config) {
    if let Some(address) = &config.webui_address {
        let value = Value::Text(address.clone());
        settings.fix(Key::WebUiAddress, value, "set by --webui-address or QCODEX_WEBUI_ADDRESS");
    }
    // Port 0 means "any": what the setting reads is the port that was asked for.
    if let Some(port) = config.webui_port.filter(|port| *port != 0) {
        let value = Value::Int(i64::from(port));
        settings.fix(Key::WebUiPort, value, "set by --webui-port or QCODEX_WEBUI_PORT");
    }
    if config.builtin_webui {
        let reason = "switched off by --builtin-webui or QCODEX_BUILTIN_WEBUI";
        settings.fix(Key::AlternativeWebuiEnabled, Value::Bool(false), reason);
    }
    if let Some(name) = &config.username {
        let value = Value::Text(name.clone());
        settings.fix(Key::WebUiUsername, value, "set by QCODEX_WEBUI_USERNAME");
    }
}

fn bind(what: &'static str, address: &str, option: &'static str) -> Result<TcpListener, AppError> {
    let failed = |error| AppError::Listen { what, address: address.to_owned(), option, error };
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    Ok(listener)
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
