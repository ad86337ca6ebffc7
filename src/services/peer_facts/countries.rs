//! Countries of public addresses, from a database in the folder `GeoDB` of the profile.
//!
//! Any `*.mmdb` with countries will do; of several the one that was written last is used. When
//! there is none, that of DB-IP (*IP to Country Lite*, by db-ip.com under CC BY 4.0) is fetched
//! as qBittorrent does, and renewed once a month; a database that the user put there is never
//! replaced, and nothing is fetched beside it. Nothing happens before the first public address
//! is asked about: addresses of the local network have no country. While there is no database
//! nobody has a country, and failures are tried again with growing pauses.
//!
//! Owns the database in memory. Work runs in one task at a time, files on the blocking pool.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwapOption;
use maxminddb::Reader;

use super::country_file::{self, Found, OWN_NAME, Stamp};
use crate::clock::Clock;
use crate::fetch::{Zone, zone};
use crate::session::Session;
use crate::tasks::Tasks;

/// Seconds between two looks into the folder.
const LOOK: i64 = 60;

/// Seconds after which the fetched database is renewed.
const RENEW: i64 = 31 * 86_400;

/// Seconds before a failed fetch is tried again: at first, and at last.
const PAUSES: (i64, i64) = (3600, 86_400);

/// Longest name of a country that is shown, in characters.
const MAX_NAME: usize = 100;

/// A country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1, two letters, lower case.
    pub code: String,
    /// English name, as the database has it; else the code in upper case.
    pub name: String,
}

#[derive(Debug)]
struct Shared {
    session: Session,
    folder: PathBuf,
    clock: Clock,
    tasks: Tasks,
    database: ArcSwapOption<Reader<Vec<u8>>>,
    /// A look is due from then on, seconds since the epoch.
    due: AtomicI64,
    looking: AtomicBool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The file in use, or found unusable.
    stamp: Option<Stamp>,
    /// Nothing is fetched before.
    fetch_at: i64,
    pause: i64,
    /// What was logged last.
    trouble: String,
}

/// The countries; all clones are one.
#[derive(Debug, Clone)]
pub struct Countries(Arc<Shared>);

impl Countries {
    /// Reads and fetches nothing yet.
    pub fn new(session: Session, folder: PathBuf, clock: Clock, tasks: Tasks) -> Self {
        Self(Arc::new(Shared {
            session,
            folder,
            clock,
            tasks,
            database: ArcSwapOption::empty(),
            due: AtomicI64::new(i64::MIN),
            looking: AtomicBool::new(false),
            state: Mutex::default(),
        }))
    }

    /// The country of an address as far as it is known; sees to the database in the background.
    pub fn of(&self, ip: IpAddr) -> Option<Country> {
        let ip = ip.to_canonical();
        if zone(ip) != Zone::Public {
            return None;
        }
        self.look_soon();
        let database = self.0.database.load();
        let found = database.as_ref()?.lookup(ip).ok()?;
        let text = |path: &[maxminddb::PathElement<'_>]| {
            found.decode_path::<&str>(path).ok().flatten().filter(|text| !text.is_empty())
        };
        let code = text(&maxminddb::path!["country", "iso_code"])
            .or_else(|| text(&maxminddb::path!["country_code"]))
            .filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()))?;
        let name = text(&maxminddb::path!["country", "names", "en"]).map_or_else(
            || code.to_ascii_uppercase(),
            |name| name.chars().take(MAX_NAME).collect(),
        );
        Some(Country { code: code.to_ascii_lowercase(), name })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look_soon(&self) {
        let now = self.0.clock.unix_secs();
        if now < self.0.due.load(Ordering::Relaxed) || self.0.looking.swap(true, Ordering::AcqRel) {
            return;
        }
        let this = self.clone();
        self.0.tasks.spawn("countries", async move {
            this.look().await;
            this.0.due.store(now.saturating_add(LOOK), Ordering::Relaxed);
            this.0.looking.store(false, Ordering::Release);
        });
    }

    /// Takes the newest database of the folder, and fetches one when it is time.
    async fn look(&self) {
        let mut found = self.newest().await;
        if self.wants_fetch(found.as_ref()) && self.fetch().await {
            found = self.newest().await;
        }
        let Some(found) = found else {
            self.0.database.store(None);
            self.state().stamp = None;
            return;
        };
        if self.state().stamp.as_ref() == Some(&found.stamp) {
            return;
        }
        let path = found.path.clone();
        let read = self.0.tasks.spawn_blocking(move || country_file::read(&path)).await;
        match read.unwrap_or_else(|_| Err("reading it failed".to_owned())) {
            Ok(database) => {
                let kind = &database.metadata().database_type;
                tracing::info!(file = %found.path.display(), kind, "countries of addresses are known");
                self.0.database.store(Some(Arc::new(database)));
            }
            Err(error) => {
                let file = found.path.display();
                tracing::warn!(%file, error, "the database of countries cannot be used");
                self.0.database.store(None);
            }
        }
        self.state().stamp = Some(found.stamp);
    }

    async fn newest(&self) -> Option<Found> {
        let folder = self.0.folder.clone();
        self.0.tasks.spawn_blocking(move || country_file::newest(&folder)).await.ok().flatten()
    }

    /// Whether a database is to be fetched: there is none, or the fetched one is old.
    fn wants_fetch(&self, found: Option<&Found>) -> bool {
        let now = self.0.clock.unix_secs();
        let old = found
            .is_none_or(|found| found.is_own && now.saturating_sub(found.modified_secs) >= RENEW);
        old && now >= self.state().fetch_at
    }

    async fn fetch(&self) -> bool {
        let now = self.0.clock.unix_secs();
        let to = self.0.folder.join(OWN_NAME);
        let result = match self.0.session.fetcher() {
            Ok(fetcher) => country_file::fetch(&fetcher, &self.0.tasks, now, &to).await,
            Err(error) => Err(error.to_string()),
        };
        let mut state = self.state();
        match result {
            Ok(()) => {
                (state.pause, state.fetch_at) = (0, now.saturating_add(RENEW));
                state.trouble.clear();
                tracing::info!("the database of countries was fetched from db-ip.com");
                true
            }
            Err(error) => {
                state.pause = (state.pause * 2).clamp(PAUSES.0, PAUSES.1);
                state.fetch_at = now.saturating_add(state.pause);
                if state.trouble != error {
                    tracing::warn!(
                        error,
                        "cannot fetch the database of countries; tried again later"
                    );
                    state.trouble = error;
                }
                false
            }
        }
    }
}
