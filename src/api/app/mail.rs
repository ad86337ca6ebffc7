//! `app/sendTestEmail`.

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::services::mail::{MailError, Mailer};
use crate::session::settings::Key;

/// `app/sendTestEmail`: as in qBittorrent nothing is sent while notification is off; the log says
/// so.
///
/// # Errors
/// 409 with the reason when the mail server did not take it, where qBittorrent tells nothing.
pub(crate) async fn send_test_email(call: Call) -> Answer {
    let settings = call.session().settings();
    if !settings.bool(Key::MailNotificationEnabled) {
        tracing::warn!("no test mail was sent: notification by mail is off in the options");
        return Ok(Reply::empty());
    }
    let failed = |error: MailError| {
        tracing::warn!(%error, "the test mail was not sent");
        ApiError::conflict(error.to_string())
    };
    let mailer = Mailer::of(&settings).map_err(failed)?;
    let text = "This mail was sent by qcodex to test the settings of its notifications.\n";
    mailer.send("Test of mail notifications", text.to_owned()).await.map_err(failed)?;
    tracing::info!("the test mail was sent");
    Ok(Reply::empty())
}
