//! Which nodes to ask, in which order, and whom not to ask for a while. Pure, time is given.

use std::time::Duration;

use tokio::time::Instant;

/// First and longest pause after a failure; doubled each time.
pub(super) const PAUSE: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(5));

/// Strikes after which a node that sends wrong bytes is left alone.
const STRIKES: u32 = 3;

/// For how long it is left alone.
const BAN: Duration = Duration::from_mins(10);

/// The next pause after one of `previous`.
pub(super) fn next_pause(previous: Duration) -> Duration {
    if previous.is_zero() { PAUSE.0 } else { (previous * 2).min(PAUSE.1) }
}

/// What is known of a node. The first one is the node in use.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// Not asked before.
    until: Option<Instant>,
    pause: Duration,
    strikes: u32,
    /// Wrong pieces of which it may have sent the wrong part, or somebody else.
    doubts: u32,
    /// Left alone because it lied, not because it was away.
    banned: bool,
    /// Smoothed bytes per second of its streams; 0 while unknown.
    speed: u64,
}

/// Health of all nodes of a job.
#[derive(Debug)]
pub(super) struct Health(Vec<Node>);

impl Health {
    pub(super) fn new(nodes: usize) -> Self {
        Self(vec![Node::default(); nodes])
    }

    /// Nodes that may be asked now, best first: those that never lied, the node in use, then by
    /// speed.
    pub(super) fn order(&self, now: Instant) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.0.len())
            .filter(|at| self.0.get(*at).is_some_and(|n| n.until.is_none_or(|until| until <= now)))
            .collect();
        order.sort_by_key(|at| {
            let node = self.0.get(*at).copied().unwrap_or_default();
            (node.strikes, node.doubts, *at > 0, std::cmp::Reverse(node.speed), *at)
        });
        order
    }

    /// Nodes that are left alone now, and whether for sending wrong bytes.
    pub(super) fn left_alone(&self, now: Instant) -> Vec<(usize, bool)> {
        let nodes = self.0.iter().enumerate();
        nodes
            .filter(|(_, node)| node.until.is_some_and(|until| until > now))
            .map(|(at, node)| (at, node.banned))
            .collect()
    }

    /// It gave bytes.
    pub(super) fn gave(&mut self, node: usize, bytes: u64, took: Duration) {
        let Some(node) = self.0.get_mut(node) else { return };
        node.pause = Duration::ZERO;
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
        let speed = bytes.saturating_mul(1000) / ms;
        node.speed = if node.speed == 0 { speed } else { node.speed / 4 * 3 + speed / 4 };
    }

    /// It does not answer: it is not asked again until a pause is over.
    pub(super) fn away(&mut self, node: usize, now: Instant) {
        let Some(node) = self.0.get_mut(node) else { return };
        node.pause = next_pause(node.pause);
        node.until = Some(now + node.pause);
        node.banned = false;
    }

    /// It sent bytes that do not match their hash.
    pub(super) fn lied(&mut self, node: usize, now: Instant) {
        let Some(node) = self.0.get_mut(node) else { return };
        node.strikes += 1;
        if node.strikes.is_multiple_of(STRIKES) {
            node.until = Some(now + BAN);
            node.banned = true;
        }
    }

    /// A piece that it sent a part of does not match its hash. Others are asked before it; that
    /// may be their doing, so it is not banned, but after some it pauses, longer each time:
    /// nobody fetches the same wrong bytes over and over.
    pub(super) fn doubted(&mut self, node: usize, now: Instant) {
        let worst = self.0.iter().map(|node| (node.strikes, node.doubts)).max();
        let Some(node) = self.0.get_mut(node) else { return };
        node.doubts = node.doubts.saturating_add(1);
        // Where another one is worse, the wrong part is most likely theirs.
        if Some((node.strikes, node.doubts)) >= worst && node.doubts.is_multiple_of(STRIKES) {
            let times = (node.doubts / STRIKES).min(8);
            let pause = (0..times).fold(Duration::ZERO, |pause, _| next_pause(pause));
            node.until = Some(now + pause);
            node.banned = false;
        }
    }

    /// Whoever is left alone may be asked again.
    pub(super) fn forgive(&mut self) {
        for node in &mut self.0 {
            node.until = None;
            node.pause = Duration::ZERO;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn liars_go_last_and_then_pause() {
        let now = Instant::now();
        let mut health = Health::new(3);
        health.gave(2, 1000, Duration::from_secs(1));
        assert_eq!(health.order(now), [0, 2, 1]);
        health.lied(0, now);
        assert_eq!(health.order(now), [2, 1, 0]);
        health.lied(0, now);
        health.lied(0, now);
        assert_eq!(health.order(now), [2, 1]);
        assert_eq!(health.order(now + BAN), [2, 1, 0]);
        health.away(2, now);
        assert_eq!(health.order(now), [1]);
        assert_eq!(health.left_alone(now), [(0, true), (2, false)]);
        assert_eq!(health.order(now + PAUSE.0), [2, 1]);
        health.forgive();
        assert_eq!(health.order(now).len(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn doubts_change_the_order_and_then_pause_longer_each_time() {
        let now = Instant::now();
        let mut health = Health::new(3);
        health.doubted(0, now);
        health.doubted(0, now);
        health.doubted(1, now);
        assert_eq!(health.order(now), [2, 1, 0]);
        health.doubted(0, now);
        assert_eq!(health.order(now), [2, 1]);
        assert_eq!(health.order(now + PAUSE.0), [2, 1, 0]);
        (0..3).for_each(|_| health.doubted(0, now));
        assert_eq!(health.order(now + PAUSE.0), [2, 1]);
        assert_eq!(health.left_alone(now), [(0, false)]);
        // Somebody else is worse.
        (0..3).for_each(|_| health.doubted(1, now));
        assert_eq!(health.left_alone(now), [(0, false)]);
        (0..2).for_each(|_| health.doubted(1, now));
        assert_eq!(health.left_alone(now), [(0, false), (1, false)]);
        health.lied(0, now);
        (0..3).for_each(|_| health.doubted(2, now));
        assert_eq!(health.left_alone(now), [(0, false), (1, false)]);
    }

    #[test]
    fn pauses_double_up_to_a_cap() {
        let mut pause = Duration::ZERO;
        let seen: Vec<u64> = (0..9)
            .map(|_| {
                pause = next_pause(pause);
                pause.as_secs()
            })
            .collect();
        assert_eq!(seen, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    }
}
