//! `app/sendTestEmail`.

use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use crate::common::{Client, TestApp};

/// Takes one mail; gives its text, envelope first.
async fn take_mail(listener: TcpListener) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut mail, mut in_data) = (String::new(), false);
    write.write_all(b"220 test ESMTP\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        mail.push_str(&line);
        mail.push('\n');
        let answer = match (in_data, line.as_str()) {
            (true, ".") => "250 taken\r\n",
            (true, _) => continue,
            (false, "DATA") => "354 go on\r\n",
            (false, "QUIT") => "221 bye\r\n",
            (false, _) => "250 fine\r\n",
        };
        in_data = answer.starts_with("354");
        write.write_all(answer.as_bytes()).await.unwrap();
        if line == "QUIT" {
            break;
        }
    }
    mail
}

async fn set(client: &Client, changes: serde_json::Value) {
    let answer = client.post("app/setPreferences", &[("json", &changes.to_string())]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_goes_to_the_server_of_the_settings() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    set(
        &client,
        json!({
            "mail_notification_enabled": true,
            "mail_notification_sender": "qcodex@example.com",
            "mail_notification_email": "Someone <someone@example.com>",
            "mail_notification_smtp": address,
            "mail_notification_encryption_type": "None",
        }),
    )
    .await;
    let (mail, answer) = tokio::join!(take_mail(listener), client.post("app/sendTestEmail", &[]));
    assert_eq!((answer.status, answer.text()), (200, String::new()));
    assert!(mail.contains("MAIL FROM:<qcodex@example.com>"), "{mail}");
    assert!(mail.contains("RCPT TO:<someone@example.com>"), "{mail}");
    assert!(mail.contains("Subject: Test of mail notifications"), "{mail}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_wrong_is_told() {
    let server = TestApp::start().await;
    let client = server.client().await;
    // As in qBittorrent, nothing is sent while notification is off.
    let answer = client.post("app/sendTestEmail", &[]).await;
    assert_eq!((answer.status, answer.text()), (200, String::new()));
    set(&client, json!({"mail_notification_enabled": true, "mail_notification_smtp": "a b"})).await;
    let answer = client.post("app/sendTestEmail", &[]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().starts_with("the mail server is not"), "{}", answer.text());
    set(&client, json!({"mail_notification_smtp": "127.0.0.1:9"})).await;
    let answer = client.post("app/sendTestEmail", &[]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().starts_with("the sender of notification mails"), "{}", answer.text());
    let both = json!({
        "mail_notification_sender": "a@example.com",
        "mail_notification_email": "b@example.com",
    });
    set(&client, both).await;
    let answer = client.post("app/sendTestEmail", &[]).await;
    assert_eq!(answer.status, 409);
    assert!(
        answer.text().starts_with("the mail server 127.0.0.1 did not take"),
        "{}",
        answer.text()
    );
    server.stop().await;
}
