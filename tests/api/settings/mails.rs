//! Mail when a download has ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use qcodex::session::alert::Alert;
use qcodex::tasks::Tasks;
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use crate::common::TestApp;
use crate::torrents::pair::{Pair, add, place, torrent_of};
use crate::torrents::until;

/// A mail server. What clients said in one connection is told when that ends.
struct PostOffice {
    address: String,
    told: mpsc::UnboundedReceiver<String>,
    _tasks: Tasks,
}

impl PostOffice {
    /// `refuse` gives another answer than the friendly one to a line of the connection with this
    /// number, from 0.
    async fn open(
        refuse: impl Fn(usize, &str) -> Option<&'static str> + Send + Sync + 'static,
    ) -> Self {
        let tasks = Tasks::new(Handle::current());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (tx, told) = mpsc::unbounded_channel();
        tasks.spawn("post office", async move {
            for number in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let said = talk(stream, |line| refuse(number, line)).await;
                tx.send(said).ok();
            }
        });
        Self { address, told, _tasks: tasks }
    }

    async fn next(&mut self) -> String {
        let patience = std::time::Duration::from_mins(1);
        tokio::time::timeout(patience, self.told.recv()).await.expect("a mail").unwrap()
    }
}

async fn talk(stream: TcpStream, refuse: impl Fn(&str) -> Option<&'static str>) -> String {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut said, mut in_data) = (String::new(), false);
    write.write_all(b"220 test ESMTP\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        said.push_str(&line);
        said.push('\n');
        let friendly = match (in_data, line.as_str()) {
            (true, ".") => "250 taken",
            (true, _) => continue,
            (false, "DATA") => "354 go on",
            (false, "QUIT") => "221 bye",
            (false, line) if line.starts_with("EHLO") => "250-test\r\n250 AUTH PLAIN",
            (false, line) if line.starts_with("AUTH") => "235 welcome",
            (false, _) => "250 fine",
        };
        let answer = refuse(&line).unwrap_or(friendly);
        in_data = answer.starts_with("354");
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() || line == "QUIT" {
            break;
        }
    }
    said
}

fn finished(server: &TestApp) -> usize {
    let is = |alert: &Alert| matches!(alert, Alert::TorrentFinished { .. });
    server.app.session.pop_alerts().iter().filter(|news| is(&news.alert)).count()
}

/// Effect of `mail_notification_enabled`, `mail_notification_sender`, `mail_notification_email`,
/// `mail_notification_smtp`, `mail_notification_auth_enabled`, `mail_notification_username`,
/// `mail_notification_password`.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_tells_that_a_download_has_ended() {
    let pair = Pair::start("größe.bin", &[("größe.bin", 300_000)], 16 * 1024).await;
    let (server, client) = (&pair.taker, &pair.taker_client);
    // Not now, says the server to the first mail.
    let mut office = PostOffice::open(|connection, line| {
        (connection == 0 && line.starts_with("MAIL")).then_some("451 later")
    })
    .await;
    let answer = client
        .set_preferences(json!({
            "mail_notification_enabled": true,
            "mail_notification_sender": "qcodex@example.com",
            "mail_notification_email": "One <one@example.com>, two@example.com",
            "mail_notification_smtp": office.address,
            "mail_notification_encryption_type": "None",
            "mail_notification_auth_enabled": true,
            "mail_notification_username": "me",
            "mail_notification_password": "secret",
        }))
        .await;
    assert_eq!(answer.status, 200);
    // What a check finds complete was not downloaded.
    let (complete, files) = torrent_of("there", &[("there", 50_000)], 16 * 1024, 9);
    place(server, &files);
    add(client, &complete.to_torrent_bytes(), &[]).await;
    until(client, &complete.id().to_string(), |row| row["state"] == "stalledUP").await;
    assert_eq!(finished(server), 0);
    pair.take(&[]).await;
    let refused = office.next().await;
    assert!(refused.contains("MAIL FROM:") && !refused.contains("DATA"), "{refused}");
    let mail = office.next().await;
    // base64 of "\0me\0secret".
    for part in [
        "AUTH PLAIN AG1lAHNlY3JldA==",
        "MAIL FROM:<qcodex@example.com>",
        "RCPT TO:<one@example.com>",
        "RCPT TO:<two@example.com>",
        "Subject: Download complete: ",
        "300000 bytes",
        "Content-Type: text/plain; charset=utf-8",
    ] {
        assert!(mail.contains(part), "{part} is not in {mail}");
    }
    let save = server.folder.path().file_name().unwrap().to_str().unwrap();
    assert!(mail.replace("=\n", "").contains(save), "{mail}");
    // Nor was what is checked again.
    until(client, &pair.id, |row| row["state"] == "stalledUP").await;
    client.post("torrents/recheck", &[("hashes", &pair.id)]).await;
    until(client, &pair.id, |row| row["state"] == "checkingUP" || row["progress"] == 1).await;
    until(client, &pair.id, |row| row["state"] == "stalledUP").await;
    assert_eq!(finished(server), 1);
    pair.finished().await;
}

/// Effect of `mail_notification_enabled`, `mail_notification_smtp`.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_refuses_holds_up_nothing() {
    let pair = Pair::start("t", &[("a", 100_000), ("b", 100_000)], 16 * 1024).await;
    let (server, client) = (&pair.taker, &pair.taker_client);
    let refused = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&refused);
    let mut office = PostOffice::open(move |_, line| {
        let refuse = line.starts_with("RCPT") && count.fetch_add(1, Ordering::SeqCst) == 0;
        refuse.then_some("550 nobody of that name")
    })
    .await;
    let on = json!({
        "mail_notification_enabled": true,
        "mail_notification_sender": "qcodex@example.com",
        "mail_notification_email": "one@example.com",
        "mail_notification_smtp": office.address,
        "mail_notification_encryption_type": "None",
    });
    client.set_preferences(on).await;
    let file = |index: &'static str, priority: &'static str| {
        [("hash", pair.id.clone()), ("id", index.to_owned()), ("priority", priority.to_owned())]
    };
    let prio = async |index, priority| {
        let form = file(index, priority);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(client.post("torrents/filePrio", &form).await.status, 200);
    };
    pair.take(&[("stopped", "true")]).await;
    until(client, &pair.id, |row| row["state"] == "stoppedDL").await;
    prio("1", "0").await;
    client.post("torrents/start", &[("hashes", &pair.id)]).await;
    let mail = office.next().await;
    assert!(!mail.contains("DATA"), "a refusal for good is not tried again: {mail}");
    assert_eq!(finished(server), 1);
    // What is wanted later is another download, and another mail.
    until(client, &pair.id, |row| row["state"] == "stalledUP").await;
    prio("1", "1").await;
    let mail = office.next().await;
    assert!(mail.contains("Subject: Download complete: t"), "{mail}");
    assert_eq!((finished(server), refused.load(Ordering::SeqCst)), (1, 2));
    pair.finished().await;
}

/// Effect of `mail_notification_encryption_type`.
#[tokio::test(flavor = "multi_thread")]
async fn the_connection_is_encrypted_as_the_setting_says() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let settings = |address: &str, kind: &str| {
        json!({
            "mail_notification_enabled": true,
            "mail_notification_sender": "a@example.com",
            "mail_notification_email": "b@example.com",
            "mail_notification_smtp": address,
            "mail_notification_encryption_type": kind,
        })
    };
    // SMTPS begins with the first message of TLS.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    client.set_preferences(settings(&address, "SMTPS")).await;
    let hello = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_u8().await.unwrap()
    };
    let (first, answer) = tokio::join!(hello, client.post("app/sendTestEmail", &[]));
    assert_eq!((first, answer.status), (0x16, 409));
    // STARTTLS asks for it, and says nothing in clear where there is none.
    for (offers, asks) in [(Some("250-test\r\n250 STARTTLS"), true), (None, false)] {
        let mut office = PostOffice::open(move |_, line| match line.split(' ').next() {
            Some("EHLO") => offers,
            Some("STARTTLS") => Some("454 not now"),
            _ => None,
        })
        .await;
        client.set_preferences(settings(&office.address, "STARTTLS")).await;
        let answer = client.post("app/sendTestEmail", &[]).await;
        assert_eq!(answer.status, 409, "{}", answer.text());
        let said = office.next().await;
        assert_eq!(said.contains("STARTTLS"), asks, "{said}");
        assert!(!said.contains("MAIL FROM"), "{said}");
    }
    server.stop().await;
}
