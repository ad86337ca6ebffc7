//! The API over real loopback sockets: by plain requests (`api`), and by our own client for
//! nodes (`client`), which speaks to both prefixes.

mod api;
mod client;
mod shelf;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use tokio::runtime::Handle;

use super::{NodeApiOptions, serve};
use crate::codex::Codex;
use crate::tasks::Tasks;
use shelf::Faults;

/// A running server with a shelf behind it.
struct Running {
    address: SocketAddr,
    codex: Codex,
    faults: Arc<Faults>,
    tasks: Tasks,
    handle: ServerHandle,
}

fn run_with(options: NodeApiOptions) -> Running {
    let tasks = Tasks::new(Handle::current());
    let (codex, faults) = shelf::start(&tasks);
    let (address, handle) = listen(options, codex.clone(), &tasks);
    Running { address, codex, faults, tasks, handle }
}

fn listen(options: NodeApiOptions, codex: Codex, tasks: &Tasks) -> (SocketAddr, ServerHandle) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let server = serve(listener, options, codex).unwrap();
    let handle = server.handle();
    tasks.spawn("node api", async move {
        server.await.unwrap();
    });
    (address, handle)
}

fn run() -> Running {
    run_with(NodeApiOptions { workers: 1, ..NodeApiOptions::default() })
}

/// Bytes that repeat nowhere near, so that a wrong offset shows.
fn sample(length: usize) -> Vec<u8> {
    crate::codex::testdata::prng(length, 7)
}
