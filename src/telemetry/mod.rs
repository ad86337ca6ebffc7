//! Logging: lines to standard error, the last ones in memory for `log/main`, and all of them in a
//! file when the settings say so.
//!
//! [`LogRing`] holds the last lines; [`FileLog`] takes them from there to the file. Standard output
//! is not touched: it carries the one line that says where the server listens.

mod file;
mod ring;

pub use file::{Age, FileLog, FileLogError, FileLogOptions};
pub use ring::{LogEntry, LogLevel, LogRing, MAX_ENTRIES};

use std::sync::OnceLock;

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Registry, fmt as fmt_layer, reload};

use crate::clock::Clock;

/// What holds beside every level.
///
/// The HTTP server's dispatcher is silent: when a body is broken off on purpose (content changed
/// while it was served, the node went away) it logs an error of its own in the words of a
/// programmer. Whoever breaks a body off has already logged the reason for people. Of the workers
/// only trouble is of interest.
const QUIET: &str = "actix_server=warn,actix_http::h1::dispatcher=off";

/// A filter for [`init`] and [`set_filter`] at a level (`info`, `info,qcodex=debug`).
pub fn filter(level: &str) -> String {
    format!("{level},{QUIET}")
}

/// What the program logs unless told otherwise.
pub fn default_filter() -> String {
    filter("info")
}

/// The filter of the process, so that it can be changed while it runs.
static FILTER: OnceLock<reload::Handle<EnvFilter, Registry>> = OnceLock::new();

/// Logs by another filter from now on; without effect before [`init`]. Unusable directives are
/// ignored.
pub fn set_filter(filter: &str) {
    if let Some(handle) = FILTER.get()
        && let Err(error) = handle.reload(EnvFilter::builder().parse_lossy(filter))
    {
        tracing::warn!(%error, "the log level cannot be changed");
    }
}

/// Starts logging for the process: to standard error, and to the ring that is returned.
///
/// `filter` is in the form of `tracing-subscriber`'s `EnvFilter` (`info,qcodex=debug`); unusable
/// directives are ignored. A second call returns the ring of the first.
pub fn init(filter: &str, clock: &Clock) -> LogRing {
    static RING: OnceLock<LogRing> = OnceLock::new();
    RING.get_or_init(|| {
        let ring = LogRing::new(clock.clone());
        let stderr = fmt_layer::layer().with_writer(std::io::stderr).with_ansi(false);
        let (filter, handle) = reload::Layer::new(EnvFilter::builder().parse_lossy(filter));
        let subscriber =
            tracing_subscriber::registry().with(filter).with(stderr).with(ring.layer());
        if subscriber.try_init().is_ok() {
            drop(FILTER.set(handle));
        } else {
            ring.push(LogLevel::Warning, "another logger was set up before this one");
        }
        ring
    })
    .clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_broken_off_is_told_once() {
        let ring = LogRing::new(Clock::manual(0));
        let subscriber = tracing_subscriber::registry()
            .with(EnvFilter::try_new(default_filter()).unwrap())
            .with(ring.layer());
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!("a stream broke off");
            tracing::error!(target: "actix_http::h1::dispatcher", "Response payload stream error");
            tracing::error!(target: "actix_http::h1::service", "worth a line");
            tracing::debug!("too much detail");
        });
        let entries = ring.after(-1);
        let texts: Vec<_> = entries.iter().map(|entry| &*entry.message).collect();
        assert_eq!(texts, ["a stream broke off", "worth a line"]);
    }
}
