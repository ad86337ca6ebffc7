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
//! It is served on whatever listener it is given, with or without TLS; which one that is, and when
//! it changes, is decided by the program (`app`). What all listeners share is one [`AppState`].
//!
//! Deliberately absent: CORS, API version 1.

mod alternative;
mod app;
mod auth;
pub(crate) mod call;
mod client_data;
mod codex;
pub mod dialect;
mod dispatch;
pub mod error;
pub mod extract;
mod facts;
mod follow;
mod health;
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

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::dev::Server;
use actix_web::rt::net::TcpStream;
use actix_web::{App, HttpServer, web};

pub use auth::Credentials;
pub use dialect::Dialect;
pub use follow::{Follow, FollowRequests};
pub use password::{PasswordHash, temporary_password};
pub use state::{ApiOptions, AppState};

use rustls::ServerConfig;

/// Threads that answer requests.
const WORKERS: usize = 2;
/// Connections of one worker; more wait.
const MAX_CONNECTIONS: usize = 500;
/// A connection without a request is closed after this.
const KEEP_ALIVE: Duration = Duration::from_mins(1);
/// A client that does not finish its handshake in this time is cut off.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Seconds that open requests get at the end.
const SHUTDOWN_SECS: u64 = 5;

/// Adds the API and the page to an actix application.
pub fn configure(config: &mut web::ServiceConfig, state: web::Data<AppState>) {
    config.app_data(state).default_service(web::to(dispatch::handle));
}

/// Serves on a listener that is bound already, over TLS where there is a configuration for it. The
/// server runs when it is awaited, and stops by its handle; signals are the program's.
///
/// # Errors
/// When the listener cannot be used or threads cannot be made.
pub fn serve(
    listener: TcpListener,
    tls: Option<ServerConfig>,
    state: web::Data<AppState>,
) -> io::Result<Server> {
    let server = HttpServer::new(move || {
        let state = state.clone();
        App::new().configure(move |config| configure(config, state))
    })
    .workers(WORKERS)
    .max_connections(MAX_CONNECTIONS)
    .keep_alive(KEEP_ALIVE)
    .tls_handshake_timeout(HANDSHAKE)
    .shutdown_timeout(SHUTDOWN_SECS)
    .disable_signals()
    .on_connect(|connection, data| {
        let plain = connection.downcast_ref::<TcpStream>();
        let encrypted = connection.downcast_ref::<TlsStream<TcpStream>>();
        let tcp = plain.or_else(|| encrypted.map(|tls| tls.get_ref().0));
        if let Some(local) = tcp.and_then(|tcp| tcp.local_addr().ok()) {
            data.insert::<SocketAddr>(local);
        }
    });
    let server = match tls {
        Some(tls) => server.listen_rustls_0_23(listener, tls)?,
        None => server.listen(listener)?,
    };
    Ok(server.run())
}

#[cfg(test)]
mod option_texts_tests;
#[cfg(test)]
mod typescript_tests;
