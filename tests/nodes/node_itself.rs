//! The simulated node by itself: its CIDs are those of nodes, and it misbehaves as told.

use std::time::Duration;

use crate::cassettes::{Answer, ask, content, vectors};
use crate::simulator::{Build, Fault, Simulator};

const PATIENCE: Duration = Duration::from_secs(30);

async fn get(node: &Simulator, path: &str) -> Option<Answer> {
    ask(node.address(), "GET", &format!("{}/{path}", node.build().prefix()), &[], None, PATIENCE)
        .await
}

async fn post(node: &Simulator, route: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut all = vec![("Content-Length".to_owned(), body.len().to_string())];
    all.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let path = format!("{}/{route}", node.build().prefix());
    ask(node.address(), "POST", &path, &all, Some(body), PATIENCE).await.unwrap()
}

const OCTETS: (&str, &str) = ("Content-Type", "application/octet-stream");

#[tokio::test]
async fn uploads_get_the_names_that_nodes_gave_them() {
    let node = Simulator::start(Build::Bt);
    let mut seen = 0;
    for row in vectors("bt") {
        let body = content(&row["label"]);
        let disposition = format!("attachment; filename=\"{}\"", row["filename"]);
        let mut headers = Vec::new();
        if row["content_type"] != "-" {
            headers.push(("Content-Type", row["content_type"].as_str()));
        }
        if row["filename"] != "-" {
            headers.push(("Content-Disposition", disposition.as_str()));
        }
        for (route, status, text) in
            [("data", "data_http", "manifest_cid"), ("torrent", "torrent_http", "info_hash")]
        {
            let answer = post(&node, route, &headers, &body).await;
            assert_eq!(answer.status.to_string(), row[status], "{row:?}");
            assert_eq!(answer.text(), row[text], "{row:?}");
            seen += 1;
        }
    }
    assert!(seen >= 60, "{seen}");
}

#[tokio::test]
async fn generation_c_names_what_is_known_of_it() {
    let node = Simulator::start(Build::C);
    for (body, headers, cid) in [
        (
            &b"hello logos"[..],
            &[OCTETS][..],
            "zDvZRwzm1XSHX9H19xAyPoetd9JwN4iKAmk5DKcMdu5wy9kNrYzj",
        ),
        (
            b"hello logos",
            &[
                ("Content-Type", "text/plain"),
                ("Content-Disposition", "attachment; filename=\"hello.txt\""),
            ],
            "zDvZRwzm743Kf29EYEgKKT5kzfpDY3kZ61ryCMdLxrLyBN2ohaBD",
        ),
        (b"x", &[OCTETS], "zDvZRwzm9WK2eFmmx8VaEF7jMTeZUoKgzA8Hg9iH5h7PJZ17ppRV"),
    ] {
        assert_eq!(post(&node, "data", headers, body).await.text(), cid);
    }
}

#[tokio::test]
async fn faults_are_what_they_are_called() {
    let node = Simulator::start(Build::AMaster);
    let body = content("p251-192k");
    let cid = post(&node, "data", &[OCTETS], &body).await.text().to_owned();
    let path = format!("data/{cid}");
    let whole = get(&node, &path).await.unwrap();
    assert_eq!(whole.length(), body.len());

    node.fault(Fault::CutAt(100_000));
    let cut = get(&node, &path).await.unwrap();
    assert!(cut.length() <= 100_000 && cut.length() > 90_000, "{}", cut.length());
    node.heal();
    node.fault(Fault::WrongByte(70_000));
    let wrong = get(&node, &path).await.unwrap();
    assert_eq!(wrong.length(), body.len());
    assert_ne!(wrong.digest(), whole.digest());
    node.heal();
    node.fault_times("space", Fault::Nonsense, 1);
    assert!(get(&node, "space").await.unwrap().text().ends_with("[}"));
    assert!(get(&node, "space").await.unwrap().text().ends_with("0}"));
    node.fault_on("space", Fault::Error("no"));
    assert_eq!(get(&node, "space").await.unwrap().status, 500);
    node.heal();
    node.fault(Fault::HangBeforeHead);
    let address = node.address();
    let silent = ask(address, "GET", "/", &[], None, Duration::from_millis(100)).await;
    assert!(silent.is_none());
    node.heal();
    node.restart().await;
    assert_eq!(get(&node, &path).await.unwrap().digest(), whole.digest(), "data stay");
}

#[tokio::test]
async fn downloads_behind_the_scenes_are_known_by_their_tree() {
    let nodes = [(); 2].map(|()| Simulator::start(Build::C));
    nodes[0].connect(&nodes[1]);
    let body = content("p251-10m");
    let cid = post(&nodes[0], "data", &[OCTETS], &body).await.text().to_owned();
    nodes[1].link(4 << 20);
    let begun = post(&nodes[1], &format!("data/{cid}/network"), &[OCTETS], b"").await.json();
    let again = post(&nodes[1], &format!("data/{cid}/network"), &[OCTETS], b"").await.json();
    assert_eq!(begun["downloadId"], again["downloadId"]);
    let (id, tree) = (&begun["downloadId"], begun["manifest"]["treeCid"].as_str().unwrap());
    let by_manifest = get(&nodes[1], &format!("data/{cid}/network/progress/{id}")).await.unwrap();
    assert_eq!(by_manifest.json()["active"], false, "the trap");
    let by_tree = get(&nodes[1], &format!("data/{tree}/network/progress/{id}")).await.unwrap();
    assert_eq!((&by_tree.json()["active"], &by_tree.json()["total"]), (&true.into(), &160.into()));
    let path = format!("{}/data/{tree}/network/{id}", Build::C.prefix());
    for status in [204, 404] {
        let cancel = ask(nodes[1].address(), "DELETE", &path, &[], None, PATIENCE).await.unwrap();
        assert_eq!(cancel.status, status);
    }
    assert!(!nodes[1].has_all_of(&cid));
}

#[tokio::test]
async fn a_torrent_stream_before_its_manifest_can_end_the_node() {
    let node = Simulator::start(Build::Bt);
    node.fault(Fault::CrashOnTrap);
    let path = format!("/api/codex/v1/torrent/{}/network/stream", "ab".repeat(20));
    let asked = ask(node.address(), "GET", &path, &[], None, Duration::from_millis(100)).await;
    assert!(asked.is_none());
    crate::world::until("its end", async || {
        tokio::net::TcpStream::connect(node.address()).await.is_err()
    })
    .await;
    node.restart().await;
    assert_eq!(get(&node, "space").await.unwrap().status, 200);
}

#[tokio::test]
async fn purchases_are_taken_where_persistence_is_on() {
    let node = Simulator::start(Build::AMaster);
    let cid = post(&node, "data", &[OCTETS], &vec![7; 70_000]).await.text().to_owned();
    assert_eq!(get(&node, "storage/purchases").await.unwrap().status, 503);
    node.persistence();
    let json = ("Content-Type", "application/json");
    let terms = br#"{"duration":"86400","proofProbability":"3","pricePerBytePerSecond":"1",
        "collateralPerByte":"1","expiry":"3600","nodes":3,"tolerance":1}"#;
    let id = post(&node, &format!("storage/request/{cid}"), &[json], terms).await;
    let list = get(&node, "storage/purchases").await.unwrap().json();
    assert_eq!(list, serde_json::json!([id.text()]));
    let one = get(&node, &format!("storage/purchases/{}", id.text())).await.unwrap().json();
    assert_eq!(one["request"]["content"]["cid"], cid.as_str());
}
