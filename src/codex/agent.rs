//! What this server calls itself when it talks to nodes.

use std::sync::{Arc, PoisonError, RwLock};

use reqwest::header::HeaderValue;

/// Name and version, unless somebody chose another name.
const OWN: &str = concat!("qcodex/", env!("CARGO_PKG_VERSION"));

/// The value of `User-Agent`; all clones are one, and a change counts from the next request.
#[derive(Debug, Clone)]
pub struct AgentName(Arc<RwLock<HeaderValue>>);

impl Default for AgentName {
    fn default() -> Self {
        Self(Arc::new(RwLock::new(HeaderValue::from_static(OWN))))
    }
}

impl AgentName {
    /// Takes another name; `None` or one that cannot be sent is the own one.
    pub fn set(&self, name: Option<&str>) {
        let value = name.and_then(|name| HeaderValue::from_str(name).ok());
        let value = value.unwrap_or(HeaderValue::from_static(OWN));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = value;
    }

    /// The header's value now.
    pub(super) fn header(&self) -> HeaderValue {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
