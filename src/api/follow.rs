//! How a handler makes the listeners follow settings that were just saved, before it answers.
//!
//! Whoever listens (`app`) watches the settings anyhow; this only lets a client rely on the new
//! address, certificate or scheme as soon as it has its answer, and makes a repeated save read
//! certificates anew although no setting changes.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// How long an answer is held back for the listeners, at most.
const PATIENCE: Duration = Duration::from_secs(5);

/// What reaches whoever listens: each is answered once the settings of now are followed.
pub type FollowRequests = mpsc::Receiver<oneshot::Sender<()>>;

/// Asks whoever listens to follow the settings of now.
#[derive(Debug, Clone)]
pub struct Follow(mpsc::Sender<oneshot::Sender<()>>);

impl Follow {
    /// Both ends.
    pub fn channel() -> (Self, FollowRequests) {
        let (tx, rx) = mpsc::channel(16);
        (Self(tx), rx)
    }

    /// Waits until the settings are followed, or cannot be (the log says why then).
    pub(crate) async fn now(&self) {
        let (done, followed) = oneshot::channel();
        // Full: others are waiting for the same, and what is saved is followed in any case.
        if self.0.try_send(done).is_ok() && timeout(PATIENCE, followed).await.is_err() {
            tracing::debug!("an answer did not wait for the listeners any longer");
        }
    }
}
