//! All web sessions: by cookie value, by Basic credential, by API key.
//!
//! Owned by the front end's state, used by all workers under one short lock. Bounded: beyond
//! the limit of the settings, [`MAX_SESSIONS`] at most, the longest idle one goes, but never one that was used in the last
//! [`PROTECTED`] while there is one that was not (design §7), so that programs that log in on every
//! poll cannot throw a person out.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;

use super::metadata::MetadataCache;
use crate::api::sync::Cursors;

/// Web sessions that are kept, whatever the settings say.
pub(crate) const MAX_SESSIONS: usize = 100;
/// A session used this lately goes last.
pub(crate) const PROTECTED: Duration = Duration::from_mins(5);

/// A login, or the shared session of an API key.
#[derive(Debug)]
pub struct WebSession {
    sid: String,
    without_login: bool,
    last_used_ms: AtomicU64,
    cookie_issued_ms: AtomicU64,
    used: AtomicBool,
    /// What `sync/*` sent it last.
    pub sync: Mutex<Cursors>,
    /// Metadata that it asked for.
    pub metadata: Mutex<MetadataCache>,
}

impl WebSession {
    fn new(sid: String, now: Duration, without_login: bool) -> Arc<Self> {
        Arc::new(Self {
            sid,
            without_login,
            last_used_ms: AtomicU64::new(millis(now)),
            cookie_issued_ms: AtomicU64::new(millis(now)),
            used: AtomicBool::new(false),
            sync: Mutex::default(),
            metadata: Mutex::default(),
        })
    }

    /// The cookie's value: 32 characters without `+`, `/`, `=`.
    pub fn sid(&self) -> &str {
        &self.sid
    }

    /// Whether it was made for a client that needed no login then.
    pub(crate) fn is_without_login(&self) -> bool {
        self.without_login
    }

    /// Time since the last request.
    fn idle(&self, now: Duration) -> Duration {
        now.saturating_sub(Duration::from_millis(self.last_used_ms.load(Ordering::Relaxed)))
    }

    fn touch(&self, now: Duration) {
        self.last_used_ms.store(millis(now), Ordering::Relaxed);
        self.used.store(true, Ordering::Relaxed);
    }

    fn is_expired(&self, now: Duration, timeout: Option<Duration>) -> bool {
        timeout.is_some_and(|timeout| self.idle(now) >= timeout)
    }

    fn is_protected(&self, now: Duration) -> bool {
        self.used.load(Ordering::Relaxed) && self.idle(now) < PROTECTED
    }

    /// True once per `every`: the cookie is due to be sent again so that it does not expire.
    pub(crate) fn take_cookie_due(&self, now: Duration, every: Duration) -> bool {
        let issued = Duration::from_millis(self.cookie_issued_ms.load(Ordering::Relaxed));
        let due = now.saturating_sub(issued) >= every;
        if due {
            self.cookie_issued_ms.store(millis(now), Ordering::Relaxed);
        }
        due
    }
}

/// All web sessions. `now` is the clock's monotonic time; `timeout` is `None` when sessions do not
/// expire.
#[derive(Debug, Default)]
pub(crate) struct WebSessions(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    by_sid: HashMap<String, Arc<WebSession>>,
    /// Digest of a Basic credential that was right, to the session it got.
    by_credential: HashMap<[u8; 32], String>,
    api_key: Option<(String, Arc<WebSession>)>,
}

impl WebSessions {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The live session of a cookie value; using it keeps it alive.
    pub(crate) fn find(
        &self,
        sid: &str,
        now: Duration,
        timeout: Option<Duration>,
    ) -> Option<Arc<WebSession>> {
        let mut inner = self.lock();
        let session = Arc::clone(inner.by_sid.get(sid)?);
        if session.is_expired(now, timeout) {
            inner.by_sid.remove(sid);
            return None;
        }
        session.touch(now);
        Some(session)
    }

    /// A new session with a random value; expired ones and those over the limit go.
    pub(crate) fn create(
        &self,
        now: Duration,
        timeout: Option<Duration>,
        limit: usize,
    ) -> Arc<WebSession> {
        self.insert(WebSession::new(new_sid(), now, false), now, timeout, limit)
    }

    /// The same for a client that needs no login: it holds only as long as that is so.
    pub(crate) fn create_without_login(
        &self,
        now: Duration,
        timeout: Option<Duration>,
        limit: usize,
    ) -> Arc<WebSession> {
        self.insert(WebSession::new(new_sid(), now, true), now, timeout, limit)
    }

    fn insert(
        &self,
        session: Arc<WebSession>,
        now: Duration,
        timeout: Option<Duration>,
        limit: usize,
    ) -> Arc<WebSession> {
        let mut inner = self.lock();
        inner.make_room(now, timeout, limit);
        inner.by_sid.insert(session.sid.clone(), Arc::clone(&session));
        session
    }

    /// The live session of a Basic credential that was verified before.
    pub(crate) fn find_credential(
        &self,
        digest: &[u8; 32],
        now: Duration,
        timeout: Option<Duration>,
    ) -> Option<Arc<WebSession>> {
        let sid = self.lock().by_credential.get(digest).cloned()?;
        self.find(&sid, now, timeout)
    }

    /// Remembers that this credential was verified and which session it has.
    pub(crate) fn remember_credential(&self, digest: [u8; 32], session: &WebSession) {
        let mut inner = self.lock();
        let Inner { by_sid, by_credential, .. } = &mut *inner;
        by_credential.retain(|_, sid| by_sid.contains_key(sid));
        by_credential.insert(digest, session.sid.clone());
    }

    /// The one session that all users of the API key share. It has no cookie: its value is random
    /// and never told, so the key's text is no cookie either.
    pub(crate) fn of_api_key(&self, key: &str, now: Duration) -> Arc<WebSession> {
        let mut inner = self.lock();
        match &inner.api_key {
            Some((known, session)) if known == key => {
                session.touch(now);
                Arc::clone(session)
            }
            _ => {
                let session = WebSession::new(new_sid(), now, false);
                inner.api_key = Some((key.to_owned(), Arc::clone(&session)));
                session
            }
        }
    }

    /// Ends a session.
    pub(crate) fn remove(&self, sid: &str) {
        self.lock().by_sid.remove(sid);
    }

    /// Ends every login but one; the API key's session is none.
    pub(crate) fn remove_others(&self, keep: Option<&str>) {
        let mut inner = self.lock();
        inner.by_sid.retain(|sid, _| keep == Some(sid));
        inner.by_credential.clear();
    }
}

impl Inner {
    fn make_room(&mut self, now: Duration, timeout: Option<Duration>, limit: usize) {
        self.by_sid.retain(|_, session| !session.is_expired(now, timeout));
        while self.by_sid.len() >= limit.clamp(1, MAX_SESSIONS) {
            let victim = self
                .by_sid
                .values()
                .min_by_key(|s| (s.is_protected(now), std::cmp::Reverse(s.idle(now))))
                .map(|session| session.sid.clone());
            let Some(victim) = victim else { return };
            self.by_sid.remove(&victim);
        }
    }
}

fn new_sid() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 24]>())
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Option<Duration> = Some(Duration::from_hours(1));

    fn at(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    #[test]
    fn a_session_slides_and_expires() {
        let sessions = WebSessions::default();
        let sid = sessions.create(at(0), HOUR, MAX_SESSIONS).sid().to_owned();
        assert_eq!(sid.len(), 32);
        assert!(sessions.find(&sid, at(3599), HOUR).is_some());
        assert!(sessions.find(&sid, at(7198), HOUR).is_some());
        assert!(sessions.find(&sid, at(10_798), HOUR).is_none());
        let forever = sessions.create(at(0), None, MAX_SESSIONS).sid().to_owned();
        assert!(sessions.find(&forever, at(1_000_000), None).is_some());
    }

    #[test]
    fn many_logins_do_not_throw_out_who_is_there() {
        let sessions = WebSessions::default();
        let used = sessions.create(at(0), HOUR, MAX_SESSIONS).sid().to_owned();
        assert!(sessions.find(&used, at(1), HOUR).is_some());
        let mut last = String::new();
        for second in 2..290 {
            last = sessions.create(at(second), HOUR, MAX_SESSIONS).sid().to_owned();
        }
        assert_eq!(sessions.lock().by_sid.len(), MAX_SESSIONS);
        assert!(sessions.find(&used, at(290), HOUR).is_some());
        assert!(sessions.find(&last, at(290), HOUR).is_some());
    }

    #[test]
    fn among_equals_the_longest_idle_goes() {
        let sessions = WebSessions::default();
        let sids: Vec<String> = (0..100)
            .map(|second| {
                let sid = sessions.create(at(second), HOUR, MAX_SESSIONS).sid().to_owned();
                sessions.find(&sid, at(second), HOUR);
                sid
            })
            .collect();
        sessions.find(&sids[0], at(150), HOUR);
        sessions.create(at(151), HOUR, MAX_SESSIONS);
        assert!(sessions.find(&sids[1], at(152), HOUR).is_none());
        assert!(sessions.find(&sids[0], at(152), HOUR).is_some());
    }

    #[test]
    fn the_limit_of_the_settings_counts() {
        let sessions = WebSessions::default();
        let first = sessions.create(at(0), HOUR, 2).sid().to_owned();
        sessions.create(at(1), HOUR, 2);
        sessions.create(at(2), HOUR, 2);
        assert_eq!(sessions.lock().by_sid.len(), 2);
        assert!(sessions.find(&first, at(3), HOUR).is_none());
        sessions.create(at(4), HOUR, 0);
        assert_eq!(sessions.lock().by_sid.len(), 1);
    }

    #[test]
    fn an_api_key_has_one_session_until_it_changes() {
        let sessions = WebSessions::default();
        let first = sessions.of_api_key("qbt_a", at(0));
        assert!(Arc::ptr_eq(&first, &sessions.of_api_key("qbt_a", at(9))));
        assert!(!Arc::ptr_eq(&first, &sessions.of_api_key("qbt_b", at(9))));
        assert!(sessions.find("qbt_a", at(9), HOUR).is_none());
        assert!(sessions.find(first.sid(), at(9), HOUR).is_none());
    }

    #[test]
    fn a_credential_finds_its_session_while_it_lives() {
        let sessions = WebSessions::default();
        let session = sessions.create(at(0), HOUR, MAX_SESSIONS);
        sessions.remember_credential([1; 32], &session);
        assert!(sessions.find_credential(&[1; 32], at(1), HOUR).is_some());
        assert!(sessions.find_credential(&[2; 32], at(1), HOUR).is_none());
        sessions.remove(session.sid());
        assert!(sessions.find_credential(&[1; 32], at(1), HOUR).is_none());
    }
}
