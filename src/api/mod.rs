//! qBittorrent's Web API over HTTP.

pub(crate) mod call;
pub mod dialect;
pub mod error;
pub mod extract;
pub mod json;
pub mod reply;
pub mod routes;
pub(crate) mod state;
pub mod sync;
pub(crate) mod web_session;

pub use dialect::Dialect;
pub use state::{ApiOptions, AppState};
