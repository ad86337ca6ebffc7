//! The only place that starts tasks: named, counted, cancelled and joined at shutdown.
//!
//! Tasks run on the runtime whose handle was given at construction (the main multi-thread one),
//! whoever calls [`Tasks::spawn`]; an HTTP worker's own runtime never owns a task.

use std::future::Future;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Starts tasks on the main runtime and waits for them at shutdown; cheap to clone.
#[derive(Debug, Clone)]
pub struct Tasks {
    runtime: Handle,
    tracker: TaskTracker,
    cancel: CancellationToken,
}

impl Tasks {
    /// Makes a group of tasks that run on `runtime`.
    pub fn new(runtime: Handle) -> Self {
        Self { runtime, tracker: TaskTracker::new(), cancel: CancellationToken::new() }
    }

    /// Starts a task; it is dropped at its next await once the shutdown begins.
    pub fn spawn<F>(&self, name: &'static str, future: F) -> JoinHandle<()>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let cancel = self.cancel.clone();
        self.runtime.spawn(self.tracker.track_future(async move {
            tokio::select! {
                () = cancel.cancelled() => tracing::trace!(task = name, "task cancelled"),
                () = future => {}
            }
        }))
    }

    /// Starts a task that is not dropped by the shutdown: it must watch [`Tasks::cancelled`]
    /// and end by itself, after its last durable write.
    pub fn spawn_until_done<F>(&self, _name: &'static str, future: F) -> JoinHandle<()>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.runtime.spawn(self.tracker.track_future(future))
    }

    /// Runs blocking work (file reads, hashing) on the runtime's blocking pool.
    pub fn spawn_blocking<F, T>(&self, work: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        self.runtime.spawn_blocking(work)
    }

    /// A token that is cancelled when the shutdown begins.
    pub fn cancelled(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Number of tasks that have not ended.
    pub fn running(&self) -> usize {
        self.tracker.len()
    }

    /// Cancels everything and waits for it, `patience` at most; true when all ended.
    pub async fn shutdown(&self, patience: Duration) -> bool {
        self.tracker.close();
        self.cancel.cancel();
        tokio::time::timeout(patience, self.tracker.wait()).await.is_ok()
    }
}

/// Ends a queue: what lies in it and what is just being put there is dropped, so whoever waits for
/// an answer hears that there is none.
///
/// Dropping the receiver alone empties the queue only once. What is put there a moment later, with
/// a place that was taken before, would stay as long as anybody holds a sender: for who waits with
/// one, for ever.
pub async fn refuse_rest<T>(mut queue: mpsc::Receiver<T>) {
    queue.close();
    while queue.recv().await.is_some() {}
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn who_asks_a_queue_that_ends_is_refused() {
        let (sender, queue) = mpsc::channel(2);
        let (lying, first) = oneshot::channel::<()>();
        sender.send(lying).await.unwrap();
        let place = sender.reserve().await.unwrap();
        let asks = async {
            assert!(first.await.is_err());
            // Its place is from before the end.
            let (late, second) = oneshot::channel();
            place.send(late);
            assert!(second.await.is_err());
        };
        tokio::join!(refuse_rest(queue), asks);
        let (later, _) = oneshot::channel();
        assert!(sender.send(later).await.is_err());
    }
}
