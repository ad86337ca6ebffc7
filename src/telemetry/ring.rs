//! The last lines of the log, in memory.
//!
//! Filled by a `tracing` layer on whichever thread logs, under a short lock; bounded by entries
//! and by bytes; lost at the end of the process. `log/main` reads it, and the log file follows
//! it: who reads too slowly misses lines, but never holds anybody up.

use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use crate::clock::Clock;

/// Entries that are kept, as in qBittorrent.
pub const MAX_ENTRIES: usize = 20_000;
/// Bytes of all texts that are kept.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of one text; the rest is cut off.
const MAX_TEXT: usize = 4096;

/// How much a line matters, with the numbers of the Web API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// What happens: 1.
    Normal,
    /// Details: 2.
    Info,
    /// Something is not as it should be: 4.
    Warning,
    /// Something failed: 8.
    Critical,
}

impl LogLevel {
    /// Number in the Web API.
    pub fn code(self) -> u8 {
        match self {
            Self::Normal => 1,
            Self::Info => 2,
            Self::Warning => 4,
            Self::Critical => 8,
        }
    }
}

impl From<Level> for LogLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::ERROR => Self::Critical,
            Level::WARN => Self::Warning,
            Level::INFO => Self::Normal,
            _ => Self::Info,
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// From 0, one more for each line.
    pub id: i64,
    /// Seconds since the epoch.
    pub timestamp: i64,
    /// How much it matters.
    pub level: LogLevel,
    /// Text with its fields.
    pub message: Arc<str>,
}

/// The last lines; cheap to clone, all clones are one ring.
#[derive(Debug, Clone)]
pub struct LogRing {
    lines: Arc<Mutex<Lines>>,
    /// The id that the next line gets.
    next: Arc<watch::Sender<i64>>,
    clock: Clock,
}

#[derive(Debug, Default)]
struct Lines {
    next_id: i64,
    bytes: usize,
    entries: VecDeque<LogEntry>,
}

impl LogRing {
    /// An empty ring.
    pub fn new(clock: Clock) -> Self {
        Self { lines: Arc::default(), next: Arc::new(watch::Sender::new(0)), clock }
    }

    /// Tells of new lines: its value is the id that the next one will get.
    pub fn follow(&self) -> watch::Receiver<i64> {
        self.next.subscribe()
    }

    /// The clock that lines get their time from.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a line; the oldest ones make room.
    pub fn push(&self, level: LogLevel, message: &str) {
        let cut = message.floor_char_boundary(MAX_TEXT);
        let message: Arc<str> = Arc::from(message.split_at(cut).0);
        let timestamp = self.clock.unix_secs();
        let mut lines = self.lock();
        let id = lines.next_id;
        lines.next_id += 1;
        lines.bytes += message.len();
        lines.entries.push_back(LogEntry { id, timestamp, level, message });
        while lines.entries.len() > MAX_ENTRIES || lines.bytes > MAX_BYTES {
            let Some(oldest) = lines.entries.pop_front() else { break };
            lines.bytes -= oldest.message.len();
        }
        let next = lines.next_id;
        drop(lines);
        // Two threads may come here in the wrong order; the number never goes back.
        self.next.send_if_modified(|known| {
            let newer = next > *known;
            *known = next.max(*known);
            newer
        });
    }

    /// Lines with an id over `last_known`, oldest first; all that are kept for −1.
    pub fn after(&self, last_known: i64) -> Vec<LogEntry> {
        let lines = self.lock();
        let from = lines.entries.partition_point(|entry| entry.id <= last_known);
        lines.entries.range(from..).cloned().collect()
    }

    /// A layer that adds what is logged.
    pub fn layer<S: Subscriber>(&self) -> impl Layer<S> + use<S> {
        RingLayer(self.clone())
    }
}

struct RingLayer(LogRing);

impl<S: Subscriber> Layer<S> for RingLayer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut text = Text::default();
        event.record(&mut text);
        self.0.push(LogLevel::from(*event.metadata().level()), &text.finish());
    }
}

/// Message first, then ` (name=value, …)`.
#[derive(Default)]
struct Text {
    message: String,
    fields: String,
}

impl Text {
    fn finish(self) -> String {
        match (self.message.is_empty(), self.fields.is_empty()) {
            (_, true) => self.message,
            (true, false) => self.fields,
            (false, false) => format!("{} ({})", self.message, self.fields),
        }
    }
}

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a string cannot fail.
        if field.name() == "message" {
            let _ = write!(self.message, "{value:?}");
        } else if !field.name().starts_with("log.") {
            let separator = if self.fields.is_empty() { "" } else { ", " };
            let _ = write!(self.fields, "{separator}{}={value:?}", field.name());
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    #[test]
    fn ids_grow_and_the_cut_is_exact() {
        let ring = LogRing::new(Clock::manual(1_700_000_000));
        for n in 0..5 {
            ring.push(LogLevel::Normal, &n.to_string());
        }
        assert_eq!(ring.after(-1).len(), 5);
        let ids: Vec<i64> = ring.after(2).iter().map(|entry| entry.id).collect();
        assert_eq!(ids, [3, 4]);
        assert!(ring.after(99).is_empty());
        assert_eq!(ring.after(-7).first().map(|entry| entry.timestamp), Some(1_700_000_000));
    }

    #[test]
    fn the_ring_is_bounded_by_entries_and_bytes() {
        let ring = LogRing::new(Clock::manual(0));
        for _ in 0..=MAX_ENTRIES {
            ring.push(LogLevel::Info, "x");
        }
        assert_eq!(ring.after(-1).len(), MAX_ENTRIES);
        assert_eq!(ring.after(-1).first().map(|entry| entry.id), Some(1));
        let long = "é".repeat(MAX_TEXT);
        for _ in 0..2000 {
            ring.push(LogLevel::Info, &long);
        }
        let lines = ring.lock();
        let sum: usize = lines.entries.iter().map(|entry| entry.message.len()).sum();
        assert_eq!(sum, lines.bytes);
        assert!(sum <= MAX_BYTES);
    }

    #[test]
    fn an_event_becomes_text_with_its_fields() {
        let ring = LogRing::new(Clock::manual(0));
        let subscriber = tracing_subscriber::registry().with(ring.layer());
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!(ip = %"192.0.2.1", tries = 3, name = "x", "login failed");
            tracing::error!("gone");
        });
        let entries = ring.after(-1);
        let texts: Vec<_> = entries.iter().map(|e| (e.level, &*e.message)).collect();
        assert_eq!(
            texts,
            [
                (LogLevel::Warning, "login failed (ip=192.0.2.1, tries=3, name=x)"),
                (LogLevel::Critical, "gone"),
            ]
        );
    }
}
