//! Where the node's own REST API should listen, and where it does.
//!
//! The session writes the wish from its settings, whoever serves follows it and reports. Nothing
//! is stored.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::sync::watch;

/// Where to listen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ApiPlace {
    /// Nowhere.
    #[default]
    Off,
    /// At this `host:port`; port 0 picks a free one.
    At(String),
    /// Where settings say.
    Chosen {
        /// On this address; `None`: on those of the interface, without one on the loopback.
        address: Option<IpAddr>,
        /// On this interface; empty for none in particular.
        interface: String,
        /// 0 picks a free one.
        port: u16,
    },
}

/// What the API should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiWish {
    /// Where to listen.
    pub place: ApiPlace,
    /// Most connections at a time; `None` for as many as come.
    pub max_connections: Option<usize>,
}

/// What the API is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiState {
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
    /// Why it does not listen where it should; tried again by itself.
    pub trouble: Option<String>,
}

/// Both ends; all clones are one.
#[derive(Debug, Clone)]
pub struct ApiControl {
    wish: Arc<watch::Sender<ApiWish>>,
    state: Arc<watch::Sender<ApiState>>,
}

impl Default for ApiControl {
    fn default() -> Self {
        Self {
            wish: Arc::new(watch::Sender::new(ApiWish::default())),
            state: Arc::new(watch::Sender::new(ApiState::default())),
        }
    }
}

impl ApiControl {
    /// Says what it should be.
    pub fn wish(&self, wish: ApiWish) {
        self.wish.send_if_modified(|old| {
            let changed = *old != wish;
            *old = wish;
            changed
        });
    }

    /// Says what it is.
    pub fn report(&self, state: ApiState) {
        self.state.send_replace(state);
    }

    /// What it should be, and each change of that.
    pub fn follow(&self) -> watch::Receiver<ApiWish> {
        self.wish.subscribe()
    }

    /// What it is now.
    pub fn state(&self) -> ApiState {
        self.state.borrow().clone()
    }
}
