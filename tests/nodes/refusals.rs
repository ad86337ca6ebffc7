//! What is refused, and in which words: nodes that cannot be used, content that a node does not
//! take, content that a node is not to have.

use qcodex::torrent::TorrentFormat;
use serde_json::{Value, json};

use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, until};

/// Nodes that cannot be used, with the sentence that says so.
fn unusable() -> [(Simulator, &'static str); 2] {
    let old = Simulator::start(Build::TooOld);
    let odd = Simulator::start(Build::B);
    odd.fault(Fault::Nonsense);
    let too_old = "this node (v0.1.7) is older than v0.1.9 and cannot be used; \
                   update it to v0.2.1 or newer";
    [(old, too_old), (odd, "what answers there is no Codex node; look at the address")]
}

fn uploads(node: &Simulator) -> usize {
    node.requests().iter().filter(|request| request.starts_with("POST")).count()
}

fn small(name: &str) -> Payload {
    Payload::three_files(name, TorrentFormat::V1, 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_with_a_node_that_cannot_be_used_says_what_to_do() {
    for (node, sentence) in unusable() {
        let server = Server::on(&node).await;
        until("the node to be judged", async || server.own().await["state"] == "away").await;
        assert_eq!(server.own().await["reason"], sentence);
        let payload = small("waits");
        let id = payload.id();
        payload.place(&server.save_path());
        server.add_torrent(&payload.torrent()).await;
        let text = server.reason(&id, "node_away").await;
        assert!(text.contains(sentence), "{text}");
        let row = server.row(&id).await.unwrap();
        assert_eq!((&row["progress"], &row["codex_publish"]), (&1.into(), &"waiting".into()));
        assert_eq!(uploads(&node), 0);
        // One that comes to its senses is used without a word.
        if node.build() != Build::TooOld {
            node.heal();
            server.published(&id).await;
        }
        server.app.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_cannot_be_used_does_not_take_the_place_of_one_that_can() {
    let good = Simulator::start(Build::AMaster);
    let server = Server::on(&good).await;
    // The command line has chosen the node: settings cannot. So it is stored, and started anew.
    let stored = |url: String| json!({ "node_url": url });
    let app = server.app.restart_with(|config| config.codex = None).await;
    let client = app.client().await;
    let change = async |settings: Value| {
        let answer = client.post("codex/settings", &[("json", &settings.to_string())]).await;
        (answer.status, answer.text())
    };
    assert_eq!(change(stored(good.url())).await.0, 200);
    for (node, sentence) in unusable() {
        let (status, text) = change(stored(node.url())).await;
        assert_eq!((status, text.contains(sentence)), (400, true), "{text}");
        let answer = client.post("codex/migrate", &[("to", &node.url())]).await;
        assert_eq!((answer.status, answer.text().contains(sentence)), (400, true), "{text}");
        let settings = client.get("codex/settings").await.json();
        assert_eq!(settings["settings"]["node_url"]["effective"], good.url());
        assert_eq!(uploads(&node), 0);
    }
    let payload = small("goes on");
    payload.place(&app.folder.path().join("save"));
    let request = crate::common::Request::multipart(
        "torrents/add",
        &[],
        &[("torrents", "a.torrent", &payload.torrent())],
    );
    assert_eq!(client.send(request).await.status, 200);
    until("the old node has it", async || good.holdings().0.len() == 3).await;
    assert_eq!(client.get("codex/sources").await.json()["own"]["state"], "online");
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn private_content_stays_here_until_it_is_allowed() {
    for build in [Build::A02, Build::D] {
        let node = Simulator::start(build);
        let server = Server::on(&node).await;
        let payload = Payload::private("members only", &[("film.mkv", 300_000), ("a.nfo", 9)]);
        let id = payload.id();
        payload.place(&server.save_path());
        server.add_torrent(&payload.torrent()).await;
        server.reason(&id, "private").await;
        let row = server.row(&id).await.unwrap();
        assert_eq!((&row["progress"], &row["codex_publish"]), (&1.into(), &"none".into()));
        // Others are not held up by it.
        let open = small("for everybody");
        open.place(&server.save_path());
        server.add_torrent(&open.torrent()).await;
        server.published(&open.id()).await;
        assert_eq!(node.holdings().0.len(), 3, "two files and the record of the other");
        assert_eq!(server.row(&id).await.unwrap()["codex_publish"], "none");
        server.change(json!({ "publish_private": true })).await;
        assert_eq!(server.published(&id).await["codex_reason"], Value::Null);
        assert_eq!(node.holdings().0.len(), 6);
        server.app.stop().await;
    }
}

/// The node says 500 of everything; what it says tells a full quota from other trouble. Space is
/// told as if there were enough.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_quota_is_told_from_other_trouble() {
    for (build, said, code, words) in [
        (Build::A02, "Unable to store block zDxtest", "quota_full", "quota is used up"),
        (Build::C, "Unable to store block zDxtest", "quota_full", "quota is used up"),
        (Build::AMaster, "Something else broke", "publish_failed", "Something else broke"),
        (Build::D, "Something else broke", "publish_failed", "Something else broke"),
    ] {
        let node = Simulator::start(build);
        node.fault_on(&format!("POST {}/data", build.prefix()), Fault::Error(said));
        let server = Server::on(&node).await;
        let payload = small("refused");
        let id = payload.id();
        payload.place(&server.save_path());
        server.add_torrent(&payload.torrent()).await;
        let text = server.reason(&id, code).await;
        assert!(text.contains(words), "{text}");
        let row = server.row(&id).await.unwrap();
        assert_eq!((&row["progress"], &row["state"]), (&1.into(), &"stalledUP".into()));
        node.heal();
        server.client.post("codex/publish", &[("hashes", &id)]).await;
        until("it is published", async || {
            server.row(&id).await.unwrap()["codex_publish"] == "published"
        })
        .await;
        server.app.stop().await;
    }
}

/// Blocks of a broken-off upload stay in the node, and nobody can remove them: that is said.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_broken_upload_leaves_is_told() {
    for build in [Build::AMaster, Build::C] {
        let node = Simulator::start(build);
        let path = format!("POST {}/data", build.prefix());
        node.fault_on(&path, Fault::CutAt(MIB / 2));
        let server = Server::on(&node).await;
        let payload = small("broken off");
        let id = payload.id();
        payload.place(&server.save_path());
        server.add_torrent(&payload.torrent()).await;
        until("the loss", async || node.holdings().1 > 0).await;
        let left = "blocks that the node had taken stay in it until their time is over";
        until("it to be told", async || {
            let row = server.row(&id).await.unwrap_or_default();
            row["codex_reason"]["text"].as_str().is_some_and(|text| text.contains(left))
        })
        .await;
        let (held, used) = node.holdings();
        assert_eq!((held.len(), used > 0), (0, true), "orphans");
        node.heal();
        server.client.post("codex/publish", &[("hashes", &id)]).await;
        until("it is published", async || {
            server.row(&id).await.unwrap()["codex_publish"] == "published"
        })
        .await;
        server.app.stop().await;
    }
}
