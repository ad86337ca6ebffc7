//! Mail to the user, by the settings of notifications.
//!
//! Owns nothing: a mail is made from the settings of the moment and sent in the caller's task,
//! within a deadline. Names are resolved here, so that the address which was judged is the one
//! connected to; a mail server is named by the user, so that only link-local addresses are
//! refused. Nothing is stored: what was not sent when the server ends is not sent later.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Mailboxes, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::fetch::{Reach, zone};
use crate::session::settings::{Key, SettingsPack};

/// Longest time for all steps of sending.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a mail was not sent; for users.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The setting holds no address.
    #[error(
        "the {which} of notification mails is no mail address: {text:?}; set it in the options"
    )]
    Address {
        /// Sender or receiver.
        which: &'static str,
        /// The setting.
        text: String,
    },
    /// The setting holds no server.
    #[error("the mail server is not `host` or `host:port`: {0:?}; set it in the options")]
    Server(String),
    /// No address that may be connected to.
    #[error("the mail server {0} has no address that this server may connect to")]
    Unreachable(String),
    /// The name is unknown.
    #[error("the mail server {host} was not found: {error}")]
    Lookup {
        /// As set.
        host: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The text cannot be made a mail.
    #[error("the mail cannot be written: {0}")]
    Message(#[from] lettre::error::Error),
    /// The server refused it, or the connection failed.
    #[error("the mail server {host} did not take the mail: {error}")]
    Smtp {
        /// As set.
        host: String,
        /// What it said.
        error: lettre::transport::smtp::Error,
    },
    /// It took too long.
    #[error("the mail server {0} did not take the mail within 30 seconds")]
    TimedOut(String),
}

impl MailError {
    /// Whether another try may help without a change of the settings.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Lookup { .. } | Self::TimedOut(_) | Self::Unreachable(_) => true,
            Self::Smtp { error, .. } => !error.is_permanent(),
            Self::Address { .. } | Self::Server(_) | Self::Message(_) => false,
        }
    }
}

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encryption {
    None,
    StartTls,
    Smtps,
}

/// Where mails go, and how.
#[derive(Debug)]
pub struct Mailer {
    from: Mailbox,
    to: Mailboxes,
    host: String,
    port: u16,
    encryption: Encryption,
    credentials: Option<Credentials>,
}

impl Mailer {
    /// By the settings.
    ///
    /// # Errors
    /// When an address or the server in them makes no sense.
    pub fn of(settings: &SettingsPack) -> Result<Self, MailError> {
        let encryption = match settings.text(Key::MailNotificationEncryptionType) {
            "None" => Encryption::None,
            "STARTTLS" => Encryption::StartTls,
            _ => Encryption::Smtps,
        };
        let server = settings.text(Key::MailNotificationSmtp).trim();
        let usual = if encryption == Encryption::Smtps { 465 } else { 25 };
        let (host, port) =
            host_and_port(server, usual).ok_or_else(|| MailError::Server(server.to_owned()))?;
        let credentials = settings.bool(Key::MailNotificationAuthEnabled).then(|| {
            let text = |key| settings.text(key).to_owned();
            let (user, password) = (Key::MailNotificationUsername, Key::MailNotificationPassword);
            Credentials::new(text(user), text(password))
        });
        Ok(Self {
            from: address("sender", settings.text(Key::MailNotificationSender))?,
            to: receivers(settings.text(Key::MailNotificationEmail))?,
            host,
            port,
            encryption,
            credentials,
        })
    }

    /// Sends one mail; at the return the server has taken it.
    ///
    /// # Errors
    /// When it has not, within 30 seconds.
    pub async fn send(self, subject: &str, body: String) -> Result<(), MailError> {
        let with_receiver = |mail: MessageBuilder, to: &Mailbox| mail.to(to.clone());
        let message = self.to.iter().fold(Message::builder(), with_receiver);
        let message = message
            .from(self.from.clone())
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)?;
        let host = self.host.clone();
        let sent = tokio::time::timeout(PATIENCE, self.deliver(message)).await;
        sent.unwrap_or(Err(MailError::TimedOut(host)))
    }

    async fn deliver(self, message: Message) -> Result<(), MailError> {
        let address = self.address().await?;
        let failed = |error| MailError::Smtp { host: self.host.clone(), error };
        let tls = || TlsParameters::new(self.host.clone()).map_err(failed);
        let tls = match self.encryption {
            Encryption::None => Tls::None,
            Encryption::StartTls => Tls::Required(tls()?),
            Encryption::Smtps => Tls::Wrapper(tls()?),
        };
        let mut transport =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(address.ip().to_string())
                .port(address.port())
                .timeout(Some(PATIENCE))
                .tls(tls);
        if let Some(credentials) = &self.credentials {
            transport = transport.credentials(credentials.clone());
        }
        transport.build().send(message).await.map_err(failed)?;
        Ok(())
    }

    async fn address(&self) -> Result<SocketAddr, MailError> {
        let found = tokio::net::lookup_host((self.host.as_str(), self.port)).await;
        let mut found =
            found.map_err(|error| MailError::Lookup { host: self.host.clone(), error })?;
        found
            .find(|address| Reach::Local.allows(zone(address.ip())))
            .ok_or_else(|| MailError::Unreachable(self.host.clone()))
    }
}

/// Addresses as the headers of a mail have them; several are separated by commas.
fn address<T: std::str::FromStr>(which: &'static str, text: &str) -> Result<T, MailError> {
    text.trim().parse().map_err(|_| MailError::Address { which, text: text.to_owned() })
}

fn receivers(text: &str) -> Result<Mailboxes, MailError> {
    let receivers: Mailboxes = address("receiver", text)?;
    if receivers.iter().next().is_none() {
        return Err(MailError::Address { which: "receiver", text: text.to_owned() });
    }
    Ok(receivers)
}

/// `host`, `host:port`, `[v6]`, `[v6]:port`, or a bare IPv6 address.
fn host_and_port(server: &str, usual: u16) -> Option<(String, u16)> {
    let bare = server.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(server);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Some((ip.to_string(), usual));
    }
    if let Ok(address) = server.parse::<SocketAddr>() {
        return (address.port() != 0).then(|| (address.ip().to_string(), address.port()));
    }
    let (host, port) = match server.split_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (server, usual),
    };
    let is_name = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    (!host.is_empty() && is_name && port != 0).then(|| (host.to_owned(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_receivers_are_separated_by_commas() {
        let count = |text| receivers(text).map(|all| all.iter().count()).ok();
        assert_eq!(count("a@example.com"), Some(1));
        assert_eq!(count(" A <a@example.com>, b@example.com "), Some(2));
        for bad in ["", " ", "a", "a@example.com b@example.com", "a@b\r\nBcc: c@d"] {
            assert_eq!(count(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_server_is_a_host_with_or_without_a_port() {
        let good = |text| host_and_port(text, 465);
        let is = |host: &str, port| Some((host.to_owned(), port));
        assert_eq!(good("smtp.example.com"), is("smtp.example.com", 465));
        assert_eq!(good("smtp.example.com:25"), is("smtp.example.com", 25));
        assert_eq!(good("[::1]:2525"), is("::1", 2525));
        assert_eq!(good("[::1]"), is("::1", 465));
        assert_eq!(good("::1"), is("::1", 465));
        for bad in ["", ":25", "host:", "host:0", "host:70000", "a b", "host:25:x", "h\r\nRSET"] {
            assert_eq!(good(bad), None, "{bad:?}");
        }
    }
}
