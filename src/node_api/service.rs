//! Keeps the API where it should be: listens, moves to another address when the settings say
//! so, and never gives up an address before the next one is won, except where the two cannot be
//! had together.
//!
//! Runs as one task; a server runs as a task of its own. What cannot be listened on is tried
//! again by itself: the port may become free, the interface may come up.

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs as _};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{NodeApiOptions, connections::Connections, serve_all};
use crate::codex::{ApiControl, ApiPlace, ApiState, ApiWish, Codex};
use crate::tasks::Tasks;

/// Time between two tries to listen where it was not possible.
const RETRY: Duration = Duration::from_secs(30);

/// Why a place cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {error}")]
pub struct BindError {
    /// What was tried.
    pub address: String,
    /// What the system said.
    pub error: io::Error,
}

/// A running service.
#[derive(Debug)]
pub struct Service {
    stop: CancellationToken,
    done: JoinHandle<()>,
}

impl Service {
    /// Ends it: running requests get a few seconds.
    pub async fn stop(self) {
        self.stop.cancel();
        // An error means that the task is gone, which is what is wanted.
        drop(self.done.await);
    }
}

/// Listens at a place. Several addresses of an interface get one port.
///
/// # Errors
/// The first address that cannot be had.
pub fn bind(place: &ApiPlace) -> Result<Vec<TcpListener>, BindError> {
    if let ApiPlace::At(text) = place {
        // A name may have several addresses: the first that can be had.
        let failed = |error| BindError { address: text.clone(), error };
        let listener = TcpListener::bind(text.as_str()).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        return Ok(vec![listener]);
    }
    let addresses = addresses(place)?;
    let mut listeners: Vec<TcpListener> = Vec::new();
    for mut address in addresses {
        if let Some(first) = listeners.first()
            && address.port() == 0
        {
            address.set_port(first.local_addr().map_or(0, |first| first.port()));
        }
        let failed = |error| BindError { address: address.to_string(), error };
        let listener = TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        listeners.push(listener);
    }
    Ok(listeners)
}

/// The addresses of a place, in the system's order.
fn addresses(place: &ApiPlace) -> Result<Vec<SocketAddr>, BindError> {
    match place {
        ApiPlace::Off => Ok(Vec::new()),
        ApiPlace::At(text) => {
            let failed = |error| BindError { address: text.clone(), error };
            let found = text.to_socket_addrs().map_err(failed)?;
            Ok(found.take(1).collect())
        }
        ApiPlace::Chosen { address, interface, port } => {
            let on: Vec<IpAddr> = match (address, interface.as_str()) {
                (Some(address), "") => vec![*address],
                (address, name) => {
                    let error = |text: &str| BindError {
                        address: format!("the interface {name}"),
                        error: io::Error::new(io::ErrorKind::AddrNotAvailable, text),
                    };
                    let all = if_addrs::get_if_addrs().map_err(|e| error(&e.to_string()))?;
                    let usable = |ip: &IpAddr| match ip {
                        // Those need a zone, which nobody could write into a URL.
                        IpAddr::V6(v6) => !v6.is_unicast_link_local(),
                        IpAddr::V4(_) => true,
                    };
                    let mut found =
                        all.iter().filter(|one| one.name == name).map(if_addrs::Interface::ip);
                    match address {
                        Some(address) if !address.is_unspecified() => {
                            if !found.any(|ip| ip == *address) {
                                return Err(error("it does not have that address"));
                            }
                            vec![*address]
                        }
                        wildcard => {
                            let same =
                                |ip: &IpAddr| wildcard.is_none_or(|w| w.is_ipv6() || ip.is_ipv4());
                            let found: Vec<IpAddr> = found.filter(usable).filter(same).collect();
                            if found.is_empty() {
                                return Err(error("it is not there or has no address"));
                            }
                            found
                        }
                    }
                }
            };
            Ok(on.into_iter().map(|ip| SocketAddr::new(ip, *port)).collect())
        }
    }
}

struct Running {
    handle: ServerHandle,
    addresses: Vec<SocketAddr>,
}

struct Keeper {
    options: NodeApiOptions,
    codex: Codex,
    control: ApiControl,
    connections: Connections,
    tasks: Tasks,
    running: Option<Running>,
}

/// Serves on what is bound already, which is where `control` wants it, and follows its wishes.
/// `trouble` says why nothing is bound.
///
/// # Errors
/// When a listener cannot be used.
pub fn start(
    listeners: Vec<TcpListener>,
    trouble: Option<String>,
    options: NodeApiOptions,
    codex: Codex,
    control: ApiControl,
    tasks: &Tasks,
) -> io::Result<Service> {
    let mut wishes = control.follow();
    let wish = wishes.borrow_and_update().clone();
    let connections = Connections::default();
    connections.limit(wish.max_connections);
    let mut keeper =
        Keeper { options, codex, control, connections, tasks: tasks.clone(), running: None };
    if !listeners.is_empty() {
        keeper.running = Some(keeper.serve(listeners)?);
    }
    let troubled = trouble.is_some();
    keeper.report(trouble);
    let stop = CancellationToken::new();
    let run = keeper.run(stop.clone(), wishes, wish.place, troubled);
    Ok(Service { stop, done: tasks.spawn_until_done("codex api", run) })
}

impl Keeper {
    async fn run(
        mut self,
        stop: CancellationToken,
        mut wishes: watch::Receiver<ApiWish>,
        mut place: ApiPlace,
        mut troubled: bool,
    ) {
        let shutdown = self.tasks.cancelled();
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                () = shutdown.cancelled() => break,
                changed = wishes.changed() => if changed.is_err() { break },
                () = tokio::time::sleep(RETRY), if troubled => {}
            }
            let wish = wishes.borrow_and_update().clone();
            self.connections.limit(wish.max_connections);
            if wish.place != place || troubled {
                place = wish.place;
                troubled = self.move_to(&place).await;
            }
        }
        if let Some(running) = self.running.take() {
            running.handle.stop(true).await;
        }
    }

    /// Listens at a place; true when it does not.
    async fn move_to(&mut self, place: &ApiPlace) -> bool {
        let outcome = self.try_place(place).await;
        let trouble = outcome.err().map(|error| {
            let text = error.to_string();
            // The same trouble is told once.
            if self.control.state().trouble.as_ref() != Some(&text) {
                tracing::warn!(%error, "the Codex API stays where it is");
            }
            text
        });
        let troubled = trouble.is_some();
        self.report(trouble);
        troubled
    }

    async fn try_place(&mut self, place: &ApiPlace) -> Result<(), BindError> {
        let bound = self.bind(place.clone()).await;
        let error = match bound {
            Ok(None) => return Ok(()),
            Ok(Some(listeners)) => return self.switch(listeners),
            Err(error) => error,
        };
        // One port cannot be listened on twice, neither at the same address nor at all of them
        // and at one: then the old listener has to go first.
        let ports = |addresses: &[SocketAddr]| -> BTreeSet<u16> {
            addresses.iter().map(SocketAddr::port).collect()
        };
        let wanted = ports(&addresses(place).unwrap_or_default());
        let in_the_way = error.error.kind() == io::ErrorKind::AddrInUse
            && self.running.as_ref().is_some_and(|old| ports(&old.addresses) == wanted);
        if !in_the_way {
            return Err(error);
        }
        let Some(old) = self.running.take() else { return Err(error) };
        old.handle.stop(true).await;
        let error = match self.bind(place.clone()).await {
            Ok(None) => return Ok(()),
            Ok(Some(listeners)) => return self.switch(listeners),
            Err(error) => error,
        };
        for address in old.addresses {
            match self.bind(ApiPlace::At(address.to_string())).await {
                Ok(Some(listeners)) => self.switch(listeners)?,
                Ok(None) => {}
                Err(lost) => tracing::error!(error = %lost, "the Codex API has lost its address"),
            }
        }
        Err(error)
    }

    /// Listeners for a place; none when it is where the API listens already.
    async fn bind(&self, place: ApiPlace) -> Result<Option<Vec<TcpListener>>, BindError> {
        let now: BTreeSet<SocketAddr> =
            self.running.iter().flat_map(|running| running.addresses.iter().copied()).collect();
        let work = move || {
            let wanted: BTreeSet<SocketAddr> = addresses(&place)?.into_iter().collect();
            if wanted == now { Ok(None) } else { bind(&place).map(Some) }
        };
        self.tasks.spawn_blocking(work).await.unwrap_or_else(|error| {
            Err(BindError { address: String::new(), error: io::Error::other(error) })
        })
    }

    /// Serves on new listeners, then ends the old server: its running requests get their time.
    fn switch(&mut self, listeners: Vec<TcpListener>) -> Result<(), BindError> {
        let next = if listeners.is_empty() {
            None
        } else {
            let address = shown(&listeners);
            Some(self.serve(listeners).map_err(|error| BindError { address, error })?)
        };
        let old = std::mem::replace(&mut self.running, next);
        if let Some(old) = old {
            let end = async move { old.handle.stop(true).await };
            drop(self.tasks.spawn_until_done("codex api before", end));
        }
        let addresses = self.running.iter().flat_map(|now| &now.addresses);
        let all: Vec<String> = addresses.map(ToString::to_string).collect();
        tracing::info!(addresses = all.join(" "), "the Codex API listens");
        Ok(())
    }

    fn serve(&self, listeners: Vec<TcpListener>) -> io::Result<Running> {
        let addresses = local(&listeners)?;
        let (options, codex) = (self.options.clone(), self.codex.clone());
        let server = serve_all(listeners, options, codex, self.connections.clone())?;
        let handle = server.handle();
        drop(self.tasks.spawn_until_done("codex api server", async move {
            if let Err(error) = server.await {
                tracing::error!(%error, "the Codex API ended");
            }
        }));
        Ok(Running { handle, addresses })
    }

    fn report(&self, trouble: Option<String>) {
        let addresses = self.running.as_ref().map(|now| now.addresses.clone());
        self.control.report(ApiState { addresses: addresses.unwrap_or_default(), trouble });
    }
}

fn local(listeners: &[TcpListener]) -> io::Result<Vec<SocketAddr>> {
    listeners.iter().map(TcpListener::local_addr).collect()
}

fn shown(listeners: &[TcpListener]) -> String {
    let all = local(listeners).unwrap_or_default();
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
