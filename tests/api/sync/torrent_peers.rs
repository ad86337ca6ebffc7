//! `sync/torrentPeers`: the nodes that serve an item, and those that read it.

use serde_json::{Value, json};

use crate::case::Case;
use crate::common::{Client, eventually};
use crate::torrents::limits::{pair, under_way};
use crate::torrents::{MAGNET, MAGNET_ID, UNKNOWN, rows, start, until};

#[tokio::test(flavor = "multi_thread")]
async fn names_one_torrent() {
    let case = Case::start("sync/torrentPeers").await;
    case.upload(&["single"]).await;
    for form in ["hash=$unknown", "hash=zz", "hash=", "", "rid=0"] {
        case.each(&[(form, 404, "Not Found")]).await;
    }
    assert_eq!(case.post("hash=$single").await.json()["rid"], 1);
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_no_peers() {
    let (server, client) = start().await;
    client.post("torrents/add", &[("urls", MAGNET)]).await;
    let ask = |rid: &str| {
        let (client, target) = (client.clone(), format!("sync/torrentPeers?hash={MAGNET_ID}{rid}"));
        async move { client.get(&target).await.text() }
    };
    let full = "{\"full_update\":true,\"peers\":{},\"rid\":1,\"show_flags\":true}";
    assert_eq!(ask("&rid=0").await, full);
    assert_eq!(ask("&rid=1").await, "{\"rid\":2}");
    assert_eq!(ask("&rid=2").await, "{\"rid\":3}");
    assert_eq!(ask("").await, full);
    for hash in ["", UNKNOWN] {
        let answer = client.get(&format!("sync/torrentPeers?hash={hash}")).await;
        assert_eq!((answer.status, answer.text()), (404, "Not Found".to_owned()));
    }
    assert_eq!(client.get("sync/torrentPeers").await.status, 404);
    server.stop().await;
}

async fn ask(client: &Client, hash: &str, rid: u64) -> Value {
    let answer = client.get(&format!("sync/torrentPeers?hash={hash}&rid={rid}")).await;
    assert_eq!(answer.status, 200);
    answer.json()
}

/// The full answer once there are peers.
async fn first(client: &Client, hash: &str) -> Value {
    eventually("a peer", || async {
        !ask(client, hash, 0).await["peers"].as_object().unwrap().is_empty()
    })
    .await;
    ask(client, hash, 0).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gives_and_who_takes_are_listed_while_they_do() {
    let pair = pair().await;
    let (giver, taker, id) = (&pair.giver_client, &pair.taker_client, &pair.id);
    pair.take(&[("dlLimit", "2048")]).await;
    under_way(&pair).await;

    // The taker sees the node of the giver.
    let address = pair.giver.app.codex_api_url.clone().unwrap();
    let place = address.trim_start_matches("http://").to_owned();
    let (ip, port) = place.split_once(':').unwrap();
    let full = first(taker, id).await;
    assert_eq!((&full["full_update"], &full["show_flags"]), (&json!(true), &json!(true)));
    let peers = full["peers"].as_object().unwrap();
    assert_eq!(peers.keys().collect::<Vec<_>>(), [&place]);
    let peer = &peers[&place];
    let members = [
        "client",
        "connection",
        "contribution",
        "country",
        "country_code",
        "dl_speed",
        "downloaded",
        "files",
        "flags",
        "flags_desc",
        "host_name",
        "ip",
        "peer_id_client",
        "port",
        "progress",
        "relevance",
        "up_speed",
        "uploaded",
    ];
    assert_eq!(peer.as_object().unwrap().keys().collect::<Vec<_>>(), members);
    assert!(peer["client"].as_str().unwrap().starts_with("qcodex/"), "{peer}");
    let port: u16 = port.parse().unwrap();
    assert_eq!((&peer["ip"], &peer["port"]), (&json!(ip), &json!(port)));
    assert_eq!((&peer["progress"], &peer["relevance"]), (&json!(1), &json!(1)));
    assert_eq!((&peer["flags"], &peer["files"]), (&json!("D"), &json!("slow.bin")));
    assert_eq!((&peer["country"], &peer["country_code"]), (&json!("N/A"), &json!("")));
    assert_eq!((&peer["uploaded"], &peer["up_speed"]), (&json!(0), &json!(0)));
    assert!(peer["downloaded"].as_u64().unwrap() > 0);
    let row = &rows(taker, "").await[0];
    let counts = ["num_seeds", "num_complete", "num_leechs", "num_incomplete"];
    assert_eq!(counts.map(|name| row[name].as_u64().unwrap()), [1, 1, 0, 0]);

    // Only what changed follows, and a changed setting counts at once.
    let mut rid = full["rid"].as_u64().unwrap();
    assert_eq!(rid, 1);
    taker.set_preferences(json!({"resolve_peer_countries": false})).await;
    let delta = ask(taker, id, rid).await;
    assert_eq!((&delta["show_flags"], delta.get("full_update")), (&json!(false), None));
    assert_eq!(delta["peers"][&place]["country"], Value::Null);
    assert!(delta["peers"][&place].get("client").is_none(), "{delta}");
    rid += 1;
    assert_eq!(delta["rid"], rid);

    // The giver sees a reader, of which it knows less.
    let full = first(giver, id).await;
    let peers = full["peers"].as_object().unwrap();
    assert_eq!(peers.len(), 1);
    let reader = peers.values().next().unwrap();
    assert!(reader["client"].as_str().unwrap().starts_with("qcodex/"), "{reader}");
    assert_eq!((&reader["ip"], &reader["progress"]), (&json!("127.0.0.1"), &json!(0)));
    assert!(reader["flags"].as_str().unwrap().ends_with('I'), "{reader}");
    let sent = || async {
        let now = ask(giver, id, 0).await;
        now["peers"].as_object().unwrap().values().any(|peer| peer["uploaded"].as_u64() > Some(0))
    };
    eventually("bytes were counted", sent).await;
    let row = until(giver, id, |row| row["num_leechs"] == 1).await;
    assert_eq!((&row["num_seeds"], &row["num_incomplete"]), (&json!(0), &json!(1)));

    // When it is over nobody is listed any more.
    let form = [("hashes", id.as_str()), ("limit", "0")];
    assert_eq!(taker.post("torrents/setDownloadLimit", &form).await.status, 200);
    until(taker, id, |row| row["progress"] == 1).await;
    let mut gone = false;
    for _ in 0..600 {
        let delta = ask(taker, id, rid).await;
        rid = delta["rid"].as_u64().unwrap();
        if delta["peers_removed"] == json!([place]) {
            gone = true;
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(gone);
    eventually("the reader has gone", || async { ask(giver, id, 0).await["peers"] == json!({}) })
        .await;
    pair.finished().await;
}
