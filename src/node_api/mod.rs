//! The node's REST API, as Codex nodes of generations A to C speak it, over any [`Codex`] handle.
//!
//! Owns the HTTP side alone: nothing is stored here, so a crash loses at most uploads that were
//! not answered. Handlers run on the HTTP workers; the node behind the handle does the work.
//! Bodies are streamed in both directions through bounded channels; what is served waits for
//! [`NodeApiOptions::limits`].
//!
//! Both prefixes, `/api/storage/v1` and `/api/codex/v1`, answer the same except for the JSON of
//! manifests (`manifestVersion` there, `protected` here) and of `debug/info`.
//!
//! Beyond what nodes do: single byte ranges, `ETag` (the CID), `HEAD`, and an immediate 404 for
//! unknown content where a real node would wait for minutes. `spr` and `peerid` answer 503 and
//! `connect` 400 as long as there is no network side. `POST data/{cid}/network` finds everything
//! already local, so it answers with a `downloadId` that is no longer active.
//!
//! Who may ask: the Host must be this machine, an address or a configured domain (a name under
//! a stranger's control could be pointed here); requests that a foreign web page sends are
//! refused; there are no CORS headers. See [`NodeApiOptions`] for who may write. Addresses of
//! [`NodeApiOptions::filter`] get no answer but a refusal, and what they are doing when they are
//! added is broken off; the address is that of the connection, whatever a proxy says.
//! Deliberately absent: marketplace, `debug/chronicles`, torrents, listing of local paths.

mod answer;
mod connections;
mod data;
mod guard;
mod info;
mod service;
mod stream;
#[cfg(test)]
mod tests;
mod upload;

use std::net::TcpListener;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpResponse, HttpServer, Resource, Scope, web};

use crate::codex::{Codex, PeerFilter, Readers, ServeLimits};

pub use service::{BindError, Service, bind, start};

/// Most connections at a time and worker, whatever is set; further ones wait in the kernel's
/// queue.
const MAX_CONNECTIONS: usize = 4096;
/// Seconds that running requests get at a graceful stop.
const STOP_SECONDS: u64 = 5;

/// Who may do what.
#[derive(Clone, Default)]
pub struct NodeApiOptions {
    /// When set, everything but GET and HEAD needs `Authorization: Bearer <token>`.
    pub token: Option<String>,
    /// Answer GET and HEAD alone. Always so on an address that is not loopback without a token.
    pub read_only: bool,
    /// Host names by which this server may be called, beside `localhost` and addresses; `*`
    /// stands for any run of characters.
    pub domains: Vec<String>,
    /// HTTP workers; 0 for two.
    pub workers: usize,
    /// How fast content is served.
    pub limits: ServeLimits,
    /// Where those who read content are noted.
    pub readers: Readers,
    /// Addresses that get no answer; what runs when they are added is broken off.
    pub filter: PeerFilter,
}

impl std::fmt::Debug for NodeApiOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NodeApiOptions")
            .field("token", &self.token.is_some())
            .field("read_only", &self.read_only)
            .field("domains", &self.domains)
            .field("workers", &self.workers)
            .finish_non_exhaustive()
    }
}

/// Which of the two prefixes a request came by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    /// `/api/codex/v1`
    Codex,
    /// `/api/storage/v1`
    Storage,
}

/// What every handler can reach.
#[derive(Debug)]
struct Shared {
    codex: Codex,
    guard: guard::Rules,
    limits: ServeLimits,
    readers: Readers,
    filter: PeerFilter,
}

type State = web::Data<Shared>;

/// Starts answering on `listener`. The server runs while the returned future is polled (spawn
/// it); its `handle().stop(true)` ends it, giving running requests a few seconds. Signals are
/// left to the caller.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(
    listener: TcpListener,
    options: NodeApiOptions,
    codex: Codex,
) -> std::io::Result<Server> {
    serve_all(vec![listener], options, codex, connections::Connections::default())
}

/// The same for several listeners, which count their connections together.
fn serve_all(
    listeners: Vec<TcpListener>,
    options: NodeApiOptions,
    codex: Codex,
    connections: connections::Connections,
) -> std::io::Result<Server> {
    let mut loopback = true;
    for listener in &listeners {
        loopback &= listener.local_addr()?.ip().to_canonical().is_loopback();
    }
    let workers = if options.workers == 0 { 2 } else { options.workers };
    let (limits, readers) = (options.limits.clone(), options.readers.clone());
    let filter = options.filter.clone();
    let guard = guard::Rules::new(options, loopback);
    let shared = Shared { codex, guard, limits, readers, filter };
    let state = web::Data::from(Arc::new(shared));
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .wrap(from_fn(guard::check))
            .service(routes("/api/storage/v1", Prefix::Storage))
            .service(routes("/api/codex/v1", Prefix::Codex))
            .default_service(web::to(nothing_here))
    })
    .workers(workers)
    .max_connections(MAX_CONNECTIONS)
    .disable_signals()
    .on_connect(move |_, data| drop(data.insert(connections.open())))
    .shutdown_timeout(STOP_SECONDS);
    for listener in listeners {
        server = server.listen(listener)?;
    }
    Ok(server.run())
}

/// Unknown paths and methods: nodes answer 404 without a body, never 405.
async fn nothing_here() -> HttpResponse {
    HttpResponse::NotFound().finish()
}

fn at(path: &str) -> Resource {
    web::resource(path).default_service(web::to(nothing_here))
}

fn routes(prefix: &str, kind: Prefix) -> Scope {
    web::scope(prefix)
        .app_data(kind)
        .service(at("/data").route(web::get().to(data::list)).route(web::post().to(upload::post)))
        .service(
            at("/data/{cid}")
                .route(web::get().to(stream::local))
                .route(web::head().to(stream::local))
                .route(web::delete().to(data::delete)),
        )
        .service(at("/data/{cid}/exists").route(web::get().to(data::exists)))
        .service(at("/data/{cid}/network").route(web::post().to(data::fetch_in_background)))
        .service(
            at("/data/{cid}/network/stream")
                .route(web::get().to(stream::network))
                .route(web::head().to(stream::network)),
        )
        .service(at("/data/{cid}/network/manifest").route(web::get().to(data::manifest)))
        .service(at("/data/{cid}/network/progress/{id}").route(web::get().to(data::progress)))
        .service(at("/data/{cid}/network/{id}").route(web::delete().to(data::cancel)))
        .service(at("/space").route(web::get().to(info::space)))
        .service(at("/spr").route(web::get().to(info::no_network)))
        .service(at("/peerid").route(web::get().to(info::no_network)))
        .service(at("/connect/{peer}").route(web::get().to(info::connect)))
        .service(at("/debug/info").route(web::get().to(info::debug)))
}
