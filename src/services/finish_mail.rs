//! A mail when a download has ended, if the settings want one.
//!
//! *Owns* the mails that wait, in memory. *What runs where:* one task follows the session's alerts
//! and writes the mails, another one sends them, one after the other: a mail server that does not
//! answer holds up nothing but mails. What it does not take for a passing reason is tried a few
//! times, by the settings of then; each try has a deadline ([`mail`](super::mail)). *A crash loses*
//! the mails that wait.
//!
//! As in qBittorrent there is no mail for what a check found complete, nor at a start.

use std::time::Duration;

use tokio::sync::mpsc;

use super::follow;
use super::mail::{MailError, Mailer};
use crate::clock::Clock;
use crate::session::alert::Alert;
use crate::session::settings::Key;
use crate::session::{Session, TorrentStatus};
use crate::tasks::Tasks;

/// Mails that wait; of more, none is sent.
const MAX_WAITING: usize = 100;
/// Pauses before the second and each later try.
const PAUSES: [Duration; 3] =
    [Duration::from_secs(1), Duration::from_secs(15), Duration::from_mins(1)];
/// Characters of a name in a subject.
const MAX_SUBJECT: usize = 200;

/// A mail that waits.
#[derive(Debug, PartialEq, Eq)]
struct Mail {
    subject: String,
    body: String,
}

/// Starts to send mails as the settings say.
pub fn start(session: Session, clock: Clock, tasks: &Tasks) {
    let (sender, mails) = mpsc::channel(MAX_WAITING);
    drop(tasks.spawn("mails", send_all(session.clone(), mails)));
    let mut news = session.follow_alerts();
    drop(tasks.spawn("mail notification", async move {
        while let Some(alert) = follow::next(&mut news, "mail notification").await {
            let Alert::TorrentFinished { id } = alert else { continue };
            let torrent = session.torrent(id);
            let wanted = session.settings().bool(Key::MailNotificationEnabled);
            let Some(torrent) = torrent.filter(|_| wanted) else { continue };
            if sender.try_send(Mail::of(&torrent, &clock)).is_err() {
                tracing::warn!(torrent = %id, "no mail is sent: {MAX_WAITING} wait already");
            }
        }
    }));
}

async fn send_all(session: Session, mut mails: mpsc::Receiver<Mail>) {
    while let Some(mail) = mails.recv().await {
        let subject = mail.subject.clone();
        match send(&session, mail).await {
            Ok(true) => tracing::info!(subject, "a mail was sent"),
            Ok(false) => tracing::info!(subject, "no mail is sent: notification was turned off"),
            Err(error) => tracing::warn!(subject, %error, "a mail was not sent"),
        }
    }
}

/// Sends a mail, by several tries if need be; false when none is wanted any more.
async fn send(session: &Session, mail: Mail) -> Result<bool, MailError> {
    let mut pauses = PAUSES.iter();
    loop {
        let settings = session.settings();
        if !settings.bool(Key::MailNotificationEnabled) {
            return Ok(false);
        }
        let error = match Mailer::of(&settings)?.send(&mail.subject, mail.body.clone()).await {
            Ok(()) => return Ok(true),
            Err(error) => error,
        };
        let Some(pause) = pauses.next().filter(|_| error.may_pass()) else { return Err(error) };
        tracing::info!(%error, "a mail is tried again in {} seconds", pause.as_secs());
        tokio::time::sleep(*pause).await;
    }
}

impl Mail {
    fn of(torrent: &TorrentStatus, clock: &Clock) -> Self {
        let name: String =
            torrent.name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let now = clock.unix_secs();
        let finished = torrent.completed_on.unwrap_or(now);
        let body = format!(
            "A download is complete.\n\n\
             Name: {name}\n\
             Size: {size}\n\
             Save path: {path}\n\
             Added: {added}\n\
             Finished: {finished}\n\
             Time active: {active}\n\n\
             This mail was sent by qcodex, as its options say.\n",
            size = size_text(torrent.wanted),
            path = torrent.save_path.display(),
            added = clock.date_text(torrent.added_on),
            finished = clock.date_text(finished),
            active = time_text(torrent.active_time.secs(now)),
        );
        let short: String = name.chars().take(MAX_SUBJECT).collect();
        Self { subject: format!("Download complete: {short}"), body }
    }
}

/// `1.5 MiB (1572864 bytes)`.
fn size_text(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let mut scaled = None;
    // Tenths of a unit; no product of these numbers is beyond 128 bits.
    let mut tenths = u128::from(bytes) * 10;
    for unit in UNITS {
        if tenths < 10_240 {
            break;
        }
        tenths /= 1024;
        scaled = Some(unit);
    }
    match scaled {
        Some(unit) => format!("{}.{} {unit} ({bytes} bytes)", tenths / 10, tenths % 10),
        None => format!("{bytes} bytes"),
    }
}

/// `1 d 2 h`, `2 h 3 min`, `3 min 4 s`, `4 s`.
fn time_text(seconds: i64) -> String {
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let (minutes, rest) = (seconds / 60 % 60, seconds % 60);
    if days > 0 {
        format!("{days} d {hours} h")
    } else if hours > 0 {
        format!("{hours} h {minutes} min")
    } else if minutes > 0 {
        format!("{minutes} min {rest} s")
    } else {
        format!("{rest} s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_read_well() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1024, "1.0 KiB (1024 bytes)"),
            (1_572_864, "1.5 MiB (1572864 bytes)"),
            (u64::MAX, "15.9 EiB (18446744073709551615 bytes)"),
        ] {
            assert_eq!(size_text(bytes), text);
        }
        for (seconds, text) in
            [(0, "0 s"), (61, "1 min 1 s"), (7_380, "2 h 3 min"), (93_600, "1 d 2 h")]
        {
            assert_eq!(time_text(seconds), text);
        }
    }
}
