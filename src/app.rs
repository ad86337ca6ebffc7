//! The composition root: the only place that knows everything.
//!
//! Start order: profile lock, database, settings, node, sources, session, listeners. The end is
//! the reverse: listeners stop taking requests, tasks write their last checkpoint, the node and
//! the database close, the lock goes with the process.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use crate::api::{self, ApiOptions, Credentials, Dialect, PasswordHash, temporary_password};
use crate::clock::Clock;
use crate::codex::Codex;
use crate::codex::embedded::{self, EmbeddedOptions};
use crate::codex::rest::{self, RestOptions};
use crate::config::{CodexApi, Config, NodeChoice, Profile, ProfileLock};
use crate::db::{Change, Db, DbError};
use crate::fetch::{FetchOptions, Fetcher};
use crate::node_api::{self, NodeApiOptions};
use crate::resources::Resources;
use crate::services::creator::{Creator, CreatorParams};
use crate::session::bounds::{bounds, caches, stop_patience};
use crate::session::settings::{Defaults, Key, SettingsPack, Value};
use crate::session::{Session, SessionParams};
use crate::tasks::Tasks;
use crate::telemetry::LogRing;

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
    /// Base URL of the web interface.
    pub webui_url: String,
    /// Base URL of the embedded node's REST API.
    pub codex_api_url: Option<String>,
    /// Printed for the user as long as no password is set.
    pub temporary_password: Option<String>,
    /// The engine.
    pub session: Session,
    shutdown: CancellationToken,
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
        let resources = Resources::new(&bounds(&settings));
        let own = match &config.codex {
            NodeChoice::Embedded => {
                let mut options = EmbeddedOptions::new(profile.codex());
                options.index_cache = caches(&settings).node_index;
                options.disk = resources.disk().clone();
                embedded::start(options, &tasks)?
            }
            NodeChoice::Url(url) => rest_node(url, &clock, &tasks)?,
        };
        let sources = config
            .codex_sources
            .iter()
            .map(|url| rest_node(url, &clock, &tasks))
            .collect::<Result<Vec<_>, _>>()?;
        let webui = listen_webui(&settings, config.webui_port)?;
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
            resources,
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
        };
        let webui_url = url_of(&webui);
        let failed = |what, option| {
            move |error| AppError::Listen { what, address: String::new(), option, error }
        };
        let mut servers = Vec::new();
        let server = api::serve(webui, options, session.clone(), creator, clock, log)
            .map_err(failed("the web interface", "--webui-port"))?;
        servers.push(server.handle());
        run_server(&tasks, "web interface", server);
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
            webui_url,
            codex_api_url,
            temporary_password: temporary,
            session,
            shutdown,
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
            for server in &self.servers {
                server.stop(true).await;
            }
            let clean = self.tasks.shutdown(patience).await;
            if !clean {
                tracing::warn!(left = self.tasks.running(), "tasks did not end in time");
                self.close_soon().await;
                return false;
            }
            closed(&self.db.close().await)
        };
        tokio::select! {
            clean = end => clean,
            () = hurry => {
                tracing::warn!("the end was cut off");
                self.close_soon().await;
                false
            }
        }
    }

    /// Stores what waits, if the disk does so soon.
    async fn close_soon(&self) -> bool {
        let close = tokio::time::timeout(CUT_OFF, self.db.close()).await;
        closed(&close.unwrap_or(Err(DbError::Closed)))
    }
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
    if let Some(name) = &config.username {
        let value = Value::Text(name.clone());
        settings.fix(Key::WebUiUsername, value, "set by QCODEX_WEBUI_USERNAME");
    }
}

fn listen_webui(settings: &SettingsPack, port: Option<u16>) -> Result<TcpListener, AppError> {
    let host = match settings.text(Key::WebUiAddress) {
        "" | "*" => "0.0.0.0",
        host => host,
    };
    let stored = u16::try_from(settings.int(Key::WebUiPort)).unwrap_or(8080);
    let port = port.unwrap_or(stored);
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    bind("the web interface", &format!("{host}:{port}"), "--webui-port")
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
