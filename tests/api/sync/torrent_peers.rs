//! `sync/torrentPeers`: a Codex session has no BitTorrent peers. 404 without a torrent.

use crate::case::Case;
use crate::torrents::{MAGNET, MAGNET_ID, UNKNOWN, start};

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
