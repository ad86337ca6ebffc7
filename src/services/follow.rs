//! Following the session's news: what every service that acts on them shares.

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::session::alert::{Alert, TimedAlert};

/// The next alert; `None` when the session has ended. News that came faster than they were read
/// are lost, and the log says how many, and to whom.
pub(super) async fn next(news: &mut Receiver<TimedAlert>, who: &str) -> Option<Alert> {
    loop {
        match news.recv().await {
            Ok(news) => return Some(news.alert),
            Err(RecvError::Lagged(lost)) => {
                tracing::warn!(lost, "{who} fell behind and missed what happened to torrents");
            }
            Err(RecvError::Closed) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::alert::AlertQueue;

    #[tokio::test]
    async fn who_falls_behind_goes_on_with_what_is_left() {
        let queue = AlertQueue::default();
        let mut news = queue.follow();
        for at in 0..5_000 {
            queue.push(at, Alert::SettingsChanged);
        }
        drop(queue);
        let mut read = 0;
        while let Some(alert) = next(&mut news, "the test").await {
            assert_eq!(alert, Alert::SettingsChanged);
            read += 1;
        }
        assert!((1..5_000).contains(&read), "{read}");
    }
}
