//! qBittorrent's Web API over HTTP, and the page that uses it.
//!
//! **Owns** logins, bans and the wire's form; no state of the session: a handler reads one snapshot
//! or sends one command. **Runs** on actix workers, each a thread with its own runtime; handlers
//! never block them: disk and hashing go to the blocking pool. **A crash loses** logins and bans,
//! nothing else.
//!
//! A request goes through `dispatch` (checks in their order, one list of endpoints in [`routes`])
//! to a handler named as in the URL, and leaves through `transport`. What old and new clients
//! cannot both be given is in [`dialect`]; wire types are in `model`.
//!
//! Deliberately absent: TLS (a proxy does it; `use_https` is not honoured yet), CORS, API version
//! 1, an alternative page from disk.

mod app;
mod auth;
pub(crate) mod call;
mod client_data;
mod codex;
mod codex_presets;
pub mod dialect;
mod dispatch;
pub mod error;
pub mod extract;
mod facts;
mod identity;
pub mod json;
mod log;
pub mod model;
mod not_built;
mod openapi;
pub mod parameters;
mod password;
mod policy;
pub mod reply;
pub mod routes;
pub(crate) mod state;
mod static_files;
pub mod sync;
mod torrent_creator;
mod torrents;
mod transfer;
mod transport;
pub(crate) mod web_session;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::rt::net::TcpStream;
use actix_web::{App, HttpServer, web};

pub use auth::Credentials;
pub use dialect::Dialect;
pub use password::{PasswordHash, temporary_password};
pub use state::{ApiOptions, AppState};

use crate::clock::Clock;
use crate::services::creator::Creator;
use crate::session::Session;
use crate::telemetry::LogRing;

/// Threads that answer requests.
const WORKERS: usize = 2;
/// Connections of one worker; more wait.
const MAX_CONNECTIONS: usize = 500;
/// A connection without a request is closed after this.
const KEEP_ALIVE: Duration = Duration::from_mins(1);
/// Seconds that open requests get at the end.
const SHUTDOWN_SECS: u64 = 5;

/// Adds the API and the page to an actix application.
pub fn configure(config: &mut web::ServiceConfig, state: web::Data<AppState>) {
    config.app_data(state).default_service(web::to(dispatch::handle));
}

/// Serves on a listener that is bound already. The server runs when it is awaited, and stops by its
/// handle; signals are the program's.
///
/// # Errors
/// When the listener cannot be used or threads cannot be made.
pub fn serve(
    listener: TcpListener,
    options: ApiOptions,
    session: Session,
    creator: Creator,
    clock: Clock,
    log: LogRing,
) -> io::Result<Server> {
    let port = listener.local_addr()?.port();
    let state = web::Data::new(AppState::new(session, creator, clock, log, port, options));
    let server = HttpServer::new(move || {
        let state = state.clone();
        App::new().configure(move |config| configure(config, state))
    })
    .workers(WORKERS)
    .max_connections(MAX_CONNECTIONS)
    .keep_alive(KEEP_ALIVE)
    .shutdown_timeout(SHUTDOWN_SECS)
    .disable_signals()
    .on_connect(|connection, data| {
        let local = connection.downcast_ref::<TcpStream>().and_then(|tcp| tcp.local_addr().ok());
        if let Some(local) = local {
            data.insert::<SocketAddr>(local);
        }
    })
    .listen(listener)?;
    Ok(server.run())
}
