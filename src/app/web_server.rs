//! Who listens for the web interface: binding, moving to another address or port, TLS on and off,
//! all while the server runs.
//!
//! **Owns** the listening socket and the HTTP server on it. One task follows the settings, what
//! handlers ask ([`crate::api::Follow`]) and, each minute, the files of the certificate. It makes
//! what runs equal to what is wanted; doing that twice does nothing. A new listener is bound before
//! the old one is given up: when that fails, the old one stays, the log says why, and each later
//! occasion tries again. Answers that are on their way go out over the old one, which ends
//! gracefully. A value that is fixed by flag or environment never differs from what runs, so it is
//! never left; `--webui-port 0` holds until another port is set.
//!
//! Addresses as in qBittorrent: `*` and nothing at all are every address of both families, `0.0.0.0`
//! is all of IPv4 and `::` all of IPv6; beyond that, names work too. A certificate that cannot be
//! used falls back to plain HTTP, as in qBittorrent, unless one was in use before.
//!
//! **A crash loses** nothing: all of it follows from the settings.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::web;
use rustix::net::{Shutdown, shutdown, sockopt};
use rustls::ServerConfig;
use tokio::net::TcpSocket;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_util::sync::CancellationToken;

use super::certificate::Certificate;
use crate::api::{self, AppState, FollowRequests};
use crate::session::Session;
use crate::session::settings::{Key, SettingsPack};
use crate::tasks::Tasks;

/// How often files of certificates are looked at, and a listener that failed is tried again.
const LOOK: Duration = Duration::from_mins(1);
/// How long a name of an address may take to be resolved.
const RESOLVE: Duration = Duration::from_secs(5);
/// What an HTTP server needs to stop accepting.
const SETTLE: Duration = Duration::from_millis(50);
/// Connections that wait to be accepted.
const BACKLOG: u32 = 1024;

/// Where the settings want the web interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    host: String,
    port: u16,
}

impl Place {
    /// What the settings say; `any_port` is the port that was stored when the command line asked
    /// for any free one instead.
    fn wanted(settings: &SettingsPack, any_port: Option<i64>) -> Self {
        let port = settings.int(Key::WebUiPort);
        let wanted = if any_port == Some(port) { 0 } else { port };
        Self {
            host: settings.text(Key::WebUiAddress).trim().to_owned(),
            port: u16::try_from(wanted).unwrap_or(0),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.host.as_str() {
            "" => write!(f, "*:{}", self.port),
            host if host.contains(':') => write!(f, "[{host}]:{}", self.port),
            host => write!(f, "{host}:{}", self.port),
        }
    }
}

/// A listener for the web interface that nobody serves yet.
#[derive(Debug)]
pub(super) struct Bound {
    place: Place,
    listener: TcpListener,
    any_port: Option<i64>,
}

impl Bound {
    /// Binds for a start; `port` is what the command line says.
    ///
    /// # Errors
    /// The place that cannot be had, and what the system says.
    pub(super) async fn new(
        settings: &SettingsPack,
        port: Option<u16>,
        tasks: &Tasks,
    ) -> Result<Self, (String, io::Error)> {
        let any_port = (port == Some(0)).then(|| settings.int(Key::WebUiPort));
        let place = Place::wanted(settings, any_port);
        match bind(&place, None, tasks).await {
            Ok(listener) => Ok(Self { place, listener, any_port }),
            Err(error) => Err((place.to_string(), error)),
        }
    }
}

/// What serving needs.
#[derive(Debug)]
pub(super) struct WebServerParams {
    /// Answers requests, on whatever listener.
    pub(super) state: web::Data<AppState>,
    /// Whose settings are followed.
    pub(super) session: Session,
    /// What handlers ask.
    pub(super) requests: FollowRequests,
    /// Folder that relative paths are below.
    pub(super) profile: PathBuf,
    /// Starts tasks.
    pub(super) tasks: Tasks,
}

/// The web interface as it listens.
#[derive(Debug)]
pub(super) struct WebServer {
    /// Base URL at the start.
    pub(super) url: String,
    stop: CancellationToken,
    ended: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

impl WebServer {
    /// Serves; accepts at the return.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub(super) async fn start(bound: Bound, params: WebServerParams) -> io::Result<Self> {
        let settings = params.session.watch_settings();
        let now = Arc::clone(&settings.borrow());
        let mut certificate = Certificate::new(params.profile, params.tasks.clone());
        let (tls, problem) = certificate.follow(&now).await;
        let Bound { place, listener, any_port } = bound;
        let running = run(&params.tasks, &params.state, place, listener, tls)?;
        let stop = CancellationToken::new();
        let url = running.url();
        let mut listening = Listening {
            state: params.state,
            tasks: params.tasks.clone(),
            any_port,
            certificate,
            running,
            complaint: None,
        };
        listening.complain(problem.map(|problem| listening.certificate_problem(&problem)));
        let follow = listening.follow(settings, params.requests, stop.clone());
        let ended = params.tasks.spawn_until_done("web listeners", follow);
        Ok(Self { url, stop, ended: tokio::sync::Mutex::new(Some(ended)) })
    }

    /// Ends: open requests get their answers.
    pub(super) async fn stop(&self) {
        self.stop.cancel();
        if let Some(ended) = self.ended.lock().await.take()
            && ended.await.is_err()
        {
            tracing::error!("the task that listens had failed");
        }
    }
}

/// A server on its socket.
#[derive(Debug)]
struct Running {
    place: Place,
    /// A second handle to its socket.
    listener: TcpListener,
    tls: bool,
    handle: ServerHandle,
}

impl Running {
    /// Listens no more at the return; the future that is returned ends when open requests have
    /// their answers.
    async fn close(self) -> impl Future<Output = ()> + use<> {
        let ended = self.handle.stop(true);
        // The HTTP server gives its socket up a little later: who connects meanwhile would wait for
        // nobody, or speak to the wrong one of two servers. Taken from it under its hands it would
        // log an error, so it gets a moment.
        tokio::time::sleep(SETTLE).await;
        if let Err(error) = shutdown(&self.listener, Shutdown::Read) {
            tracing::debug!(%error, "a listener closes by itself");
        }
        ended
    }

    fn url(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        match self.listener.local_addr() {
            Ok(address) => format!("{scheme}://{}", self.reachable(address)),
            Err(_) => String::new(),
        }
    }

    /// Where a client on this machine finds it.
    fn reachable(&self, listening: SocketAddr) -> SocketAddr {
        let only_v6 = || sockopt::ipv6_v6only(&self.listener).unwrap_or(false);
        let ip = match listening.ip() {
            IpAddr::V6(ip) if ip.is_unspecified() && only_v6() => Ipv6Addr::LOCALHOST.into(),
            ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            ip => ip,
        };
        SocketAddr::new(ip, listening.port())
    }
}

fn run(
    tasks: &Tasks,
    state: &web::Data<AppState>,
    place: Place,
    listener: TcpListener,
    tls: Option<ServerConfig>,
) -> io::Result<Running> {
    let encrypted = tls.is_some();
    let port = listener.local_addr()?.port();
    let server = api::serve(listener.try_clone()?, tls, state.clone())?;
    let place = Place { port, ..place };
    let running = Running { place, listener, tls: encrypted, handle: server.handle() };
    super::run_server(tasks, "web interface", server);
    Ok(running)
}

/// The task's own.
#[derive(Debug)]
struct Listening {
    state: web::Data<AppState>,
    tasks: Tasks,
    any_port: Option<i64>,
    certificate: Certificate,
    running: Running,
    /// What was said last, so that it is said once.
    complaint: Option<String>,
}

impl Listening {
    async fn follow(
        mut self,
        mut settings: watch::Receiver<Arc<SettingsPack>>,
        mut requests: FollowRequests,
        stop: CancellationToken,
    ) {
        let mut look = interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let asked = tokio::select! {
                () = stop.cancelled() => break,
                Some(asked) = requests.recv() => Some(asked),
                Ok(()) = settings.changed() => None,
                _ = look.tick() => None,
            };
            let now = Arc::clone(&settings.borrow_and_update());
            self.reconcile(&now).await;
            if let Some(asked) = asked {
                // Whoever asked may have stopped waiting.
                let _ = asked.send(());
            }
        }
        let Running { handle, listener, .. } = self.running;
        drop(listener);
        handle.stop(true).await;
    }

    /// Makes what runs equal to what is wanted, as far as that is possible.
    async fn reconcile(&mut self, settings: &SettingsPack) {
        let (tls, problem) = self.certificate.follow(settings).await;
        let mut complaint = problem.map(|problem| self.certificate_problem(&problem));
        let mut place = Place::wanted(settings, self.any_port);
        if place.port == 0 {
            // Any port is as good as the one there is.
            place.port = self.running.place.port;
        }
        let switches = tls.is_some() != self.running.tls;
        if place != self.running.place
            && let Err(error) = self.move_to(place.clone(), tls.clone()).await
        {
            let url = self.running.url();
            complaint = Some(format!(
                "the web interface cannot listen on {place}: {error}; it stays at {url}"
            ));
        }
        if switches && tls.is_some() != self.running.tls {
            // At the same place, in the other way.
            let place = self.running.place.clone();
            if let Err(error) = self.move_to(place, tls).await {
                complaint = Some(format!("the web interface stays as it is: {error}"));
            }
        }
        self.complain(complaint);
    }

    async fn move_to(&mut self, place: Place, tls: Option<ServerConfig>) -> io::Result<()> {
        let listener = bind(&place, Some(&self.running), &self.tasks).await?;
        let running = run(&self.tasks, &self.state, place, listener, tls)?;
        let old = std::mem::replace(&mut self.running, running);
        tracing::info!(url = self.running.url(), "the web interface listens");
        // Apart: the request that changed the settings may be among those it waits for.
        self.tasks.spawn_until_done("former web listener", old.close().await);
        Ok(())
    }

    fn certificate_problem(&self, problem: &super::certificate::CertificateError) -> String {
        let instead = if self.running.tls {
            "the former certificate stays in use"
        } else {
            "falling back to plain HTTP"
        };
        format!("HTTPS setup of the web interface failed: {problem}; {instead}")
    }

    fn complain(&mut self, complaint: Option<String>) {
        if let Some(text) = &complaint
            && self.complaint != complaint
        {
            tracing::warn!("{text}");
        }
        self.complaint = complaint;
    }
}

/// Binds a place; at the port of `beside` the two may listen at the same time, so that nothing has
/// to be given up first.
async fn bind(place: &Place, beside: Option<&Running>, tasks: &Tasks) -> io::Result<TcpListener> {
    let beside = beside.filter(|running| running.place.port == place.port);
    let beside = beside.map(|running| &running.listener);
    let mut last = io::Error::new(io::ErrorKind::InvalidInput, "that is no address");
    for address in addresses(&place.host, place.port, tasks).await? {
        match bind_to(address, beside) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// An address, and whether its socket takes both families.
type Target = (SocketAddr, bool);

async fn addresses(host: &str, port: u16, tasks: &Tasks) -> io::Result<Vec<Target>> {
    let v4 = SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
    let v6 = SocketAddr::from((Ipv6Addr::UNSPECIFIED, port));
    if matches!(host, "" | "*") {
        // A machine without IPv6 has the other one only.
        return Ok(vec![(v6, true), (v4, false)]);
    }
    let bracketed = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    if let Ok(ip) = bracketed.unwrap_or(host).parse::<IpAddr>() {
        return Ok(vec![(SocketAddr::new(ip, port), false)]);
    }
    let name = host.to_owned();
    let resolved = tasks.spawn_blocking(move || (name.as_str(), port).to_socket_addrs());
    let late = |_| io::Error::new(io::ErrorKind::TimedOut, "the name takes too long to resolve");
    let found = timeout(RESOLVE, resolved).await.map_err(late)?.map_err(io::Error::other)??;
    Ok(found.map(|address| (address, false)).collect())
}

fn bind_to((address, both): Target, beside: Option<&TcpListener>) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    if address.is_ipv6() {
        sockopt::set_ipv6_v6only(&socket, !both)?;
    }
    if let Some(old) = beside {
        // Only for this moment: another server must never be able to share the port.
        sockopt::set_socket_reuseport(old, true)?;
        socket.set_reuseport(true)?;
    }
    let bound = socket.bind(address).and_then(|()| socket.listen(BACKLOG));
    if let Some(old) = beside {
        sockopt::set_socket_reuseport(old, false)?;
    }
    let listener = bound?.into_std()?;
    if beside.is_some() {
        sockopt::set_socket_reuseport(&listener, false)?;
    }
    Ok(listener)
}
