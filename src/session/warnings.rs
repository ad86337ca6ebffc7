//! Performance warnings: says in the log when this server itself is the bottleneck, while
//! `performance_warning` is on.
//!
//! One task looks once a second at what the session knows anyway: how long work had to wait for
//! the disk, for hashing or for the database, how much memory the process has, whether the nodes
//! answer. What lasts for some seconds is told, each kind once in ten minutes. While the setting
//! is off the task sleeps until settings change. Owns nothing; a crash loses nothing.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::bounds::memory_limit;
use super::settings::{Key, SettingsPack};
use super::source::Nodes;
use super::{Session, Space};
use crate::codex::NodeState;
use crate::db::Db;
use crate::resources::{Usage, resident_memory};

/// Time between two looks.
const LOOK: Duration = Duration::from_secs(1);
/// Looks in a row that have to find the same before it is told.
const LOOKS: u32 = 5;
/// The same is told once in this time.
const QUIET: Duration = Duration::from_mins(10);
/// Answers of a node and commits of the database that take longer are slow.
const SLOW: Duration = Duration::from_secs(1);

/// What can be the bottleneck.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Queue,
    Disk,
    Hashing,
    Memory,
    Database,
    Space,
    /// A node, by name.
    Node(String),
}

/// What is seen at one look.
#[derive(Debug, Default)]
struct Signs {
    /// Bottlenecks there are now, with what to tell.
    found: BTreeMap<Kind, String>,
}

impl Signs {
    fn add(&mut self, kind: Kind, text: impl Into<String>) {
        self.found.insert(kind, text.into());
    }
}

/// Remembers how long each bottleneck has been there and when it was told.
#[derive(Debug, Default)]
struct Watch {
    streaks: BTreeMap<Kind, u32>,
    told: BTreeMap<Kind, Duration>,
}

impl Watch {
    /// Takes in a look; gives what to tell now.
    fn judge(&mut self, now: Duration, signs: Signs) -> Vec<String> {
        self.streaks.retain(|kind, _| signs.found.contains_key(kind));
        self.told.retain(|_, at| now.saturating_sub(*at) < QUIET);
        let mut tell = Vec::new();
        for (kind, text) in signs.found {
            let streak = self.streaks.entry(kind.clone()).or_default();
            *streak = streak.saturating_add(1);
            if *streak >= LOOKS && !self.told.contains_key(&kind) {
                self.told.insert(kind, now);
                tell.push(text);
            }
        }
        tell
    }
}

/// How much of the time since the last look somebody waited for a place.
#[derive(Debug, Default)]
struct Pressure(Duration);

impl Pressure {
    /// Whether that was more than half of it.
    fn is_high(&mut self, usage: &Usage, since_last: Duration) -> bool {
        let blocked = usage.blocked.saturating_sub(self.0);
        self.0 = usage.blocked;
        blocked * 2 > since_last
    }
}

/// Watches until the server stops.
pub(super) async fn watch(session: Session, nodes: Nodes, db: Db) {
    let mut settings = session.watch_settings();
    loop {
        if !is_on(&settings.borrow_and_update()) {
            if settings.changed().await.is_err() {
                return;
            }
            continue;
        }
        while_on(&session, &nodes, &db, &mut settings).await;
    }
}

fn is_on(settings: &SettingsPack) -> bool {
    settings.bool(Key::PerformanceWarning)
}

async fn while_on(
    session: &Session,
    nodes: &Nodes,
    db: &Db,
    settings: &mut watch::Receiver<std::sync::Arc<SettingsPack>>,
) {
    let resources = session.resources();
    let mut watch = Watch::default();
    let [mut queue, mut disk, mut hashing] = [
        Pressure(resources.queue().usage().blocked),
        Pressure(resources.disk().usage().blocked),
        Pressure(resources.hashing().usage().blocked),
    ];
    let mut last = Instant::now();
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            changed = settings.changed() => {
                if changed.is_err() || !is_on(&settings.borrow_and_update()) {
                    return;
                }
                continue;
            }
        }
        let pack = session.settings();
        let mut signs = Signs::default();
        // A database that hangs is slow, however long it takes to answer.
        let delay = tokio::time::timeout(SLOW, db.delay()).await;
        if delay.is_err() || matches!(delay, Ok(Ok(took)) if took >= SLOW) {
            signs.add(Kind::Database, "changes wait for more than a second until they are stored");
        }
        let since = last.elapsed();
        last = Instant::now();
        let usage = resources.queue().usage();
        if queue.is_high(&usage, since) {
            signs.add(Kind::Queue, format!(
                "the disk is slower than the network: {} of {} bytes wait to be written (disk_queue_size)",
                usage.used, usage.limit
            ));
        }
        let usage = resources.disk().usage();
        if disk.is_high(&usage, since) {
            signs.add(Kind::Disk, format!(
                "{} reads or writes wait until others are done, of which {} may run (async_io_threads)",
                usage.waiting, usage.limit
            ));
        }
        let usage = resources.hashing().usage();
        if hashing.is_high(&usage, since) {
            signs.add(
                Kind::Hashing,
                format!(
                    "files wait to be hashed: {} threads are busy (hashing_threads)",
                    usage.used
                ),
            );
        }
        look_at_memory(session, &pack, &mut signs).await;
        look_at_nodes(nodes, session.server().space, &mut signs);
        for text in watch.judge(session.clock.elapsed(), signs) {
            tracing::warn!("performance warning: {text}");
        }
    }
}

async fn look_at_memory(session: &Session, settings: &SettingsPack, signs: &mut Signs) {
    let Some(limit) = memory_limit(settings) else { return };
    let resident = session.tasks.spawn_blocking(resident_memory).await.ok().flatten();
    if let Some(resident) = resident.filter(|resident| *resident > limit) {
        let mib = |bytes: u64| bytes / (1024 * 1024);
        signs.add(Kind::Memory, format!(
            "the server uses {} MiB of memory, more than the {} MiB it should (memory_working_set_limit)",
            mib(resident), mib(limit)
        ));
    }
}

fn look_at_nodes(nodes: &Nodes, space: Option<Space>, signs: &mut Signs) {
    for node in std::iter::once(nodes.own()).chain(nodes.sources()) {
        let status = node.status();
        let name = node.name();
        match status.state {
            NodeState::Away { reason } => {
                let text = format!("the node {name} does not answer: {reason}");
                signs.add(Kind::Node(name.to_owned()), text);
            }
            NodeState::Online if u128::from(status.latency_ms) >= SLOW.as_millis() => {
                let text = format!("the node {name} takes {} ms to answer", status.latency_ms);
                signs.add(Kind::Node(name.to_owned()), text);
            }
            NodeState::Online | NodeState::Starting => {}
        }
    }
    if let Some(space) = space.filter(|s| s.quota_max > 0 && s.quota_used > s.quota_max / 20 * 19) {
        let text = format!(
            "the node's storage is nearly full: {} of {} bytes",
            space.quota_used, space.quota_max
        );
        signs.add(Kind::Space, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(kinds: &[Kind]) -> Signs {
        let mut signs = Signs::default();
        for kind in kinds {
            signs.add(kind.clone(), format!("{kind:?}"));
        }
        signs
    }

    #[test]
    fn only_what_lasts_is_told_and_each_once_in_a_while() {
        let mut watch = Watch::default();
        let mut second = 0;
        let mut look = |kinds: &[Kind]| {
            second += 1;
            watch.judge(Duration::from_secs(second), signs(kinds))
        };
        for _ in 1..LOOKS {
            assert!(look(&[Kind::Queue]).is_empty());
        }
        assert!(look(&[]).is_empty(), "it was over");
        for _ in 1..LOOKS {
            assert!(look(&[Kind::Queue, Kind::Memory]).is_empty());
        }
        assert_eq!(look(&[Kind::Queue, Kind::Memory]), ["Queue", "Memory"]);
        let told: usize = (0..QUIET.as_secs() - 1).map(|_| look(&[Kind::Queue]).len()).sum();
        assert_eq!(told, 0);
        assert_eq!(look(&[Kind::Queue]), ["Queue"]);
    }

    #[test]
    fn waiting_counts_when_it_takes_most_of_the_time() {
        let usage = |ms| Usage {
            limit: 1,
            used: 1,
            peak: 1,
            waiting: 0,
            blocked: Duration::from_millis(ms),
        };
        let mut pressure = Pressure::default();
        assert!(pressure.is_high(&usage(600), LOOK));
        assert!(!pressure.is_high(&usage(900), LOOK));
        assert!(pressure.is_high(&usage(1900), LOOK));
    }
}
