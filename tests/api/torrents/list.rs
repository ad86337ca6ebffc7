//! What is read of the list and of one torrent.

use super::{HYBRID, HYBRID_V1, MAGNET, MAGNET_ID, MULTI, SINGLE, UNKNOWN, rows, start, upload};

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_filtered_sorted_and_cut() {
    let (server, client) = start().await;
    assert_eq!(rows(&client, "?sort=nope").await.len(), 0, "nothing to sort is no error");
    for name in ["single", "multi", "private"] {
        assert_eq!(upload(&client, name, &[("stopped", "true")]).await.text(), "Ok.");
    }
    client.post("torrents/add", &[("urls", MAGNET), ("tags", "m")]).await;
    let names = |rows: Vec<serde_json::Value>| -> Vec<String> {
        rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    let by_size = names(rows(&client, "?sort=size").await);
    assert_eq!(by_size[0], "Show.S01E01.1080p");
    assert_eq!(by_size[3], "single.bin");
    let mut reversed = names(rows(&client, "?sort=size&reverse=true").await);
    reversed.reverse();
    assert_eq!(reversed, by_size);
    assert_eq!(names(rows(&client, "?sort=size&limit=2&offset=1").await), by_size[1..3]);
    assert_eq!(names(rows(&client, "?sort=size&offset=-1").await), by_size[3..]);
    assert_eq!(rows(&client, "?offset=99").await.len(), 0);
    assert_eq!(rows(&client, "?filter=stopped").await.len(), 3);
    assert_eq!(rows(&client, "?filter=running").await.len(), 1);
    assert_eq!(rows(&client, "?filter=downloading").await.len(), 4);
    assert_eq!(rows(&client, "?filter=nope").await.len(), 4);
    assert_eq!(rows(&client, "?private=true").await.len(), 1);
    assert_eq!(rows(&client, "?tag=").await.len(), 3);
    assert_eq!(rows(&client, "?tag=m").await.len(), 1);
    assert_eq!(rows(&client, "?category=").await.len(), 4);
    assert_eq!(rows(&client, "?category=nope").await.len(), 0);
    assert_eq!(rows(&client, "?hashes=all").await.len(), 0);
    assert_eq!(rows(&client, "?hashes=").await.len(), 4);
    assert_eq!(rows(&client, &format!("?hashes={SINGLE}%7C{MULTI}%7Czz")).await.len(), 2);
    let bad = client.get("torrents/info?sort=nope").await;
    assert_eq!((bad.status, bad.text()), (400, "'sort' parameter is invalid".to_owned()));
    let with =
        &rows(&client, &format!("?hashes={MULTI}&includeFiles=true&includeTrackers=1")).await[0];
    assert_eq!(with["files"].as_array().unwrap().len(), 5);
    assert!(with["files"][0].get("is_seed").is_none());
    assert!(with["trackers"][0]["url"].as_str().unwrap().starts_with("http"));
    let posted = client.post("torrents/info", &[("hashes", SINGLE)]).await.json();
    assert_eq!(posted.as_array().unwrap().len(), 1);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_a_torrent_answer_and_unknown_ones_are_404() {
    let (server, client) = start().await;
    upload(&client, "hybrid", &[("stopped", "true")]).await;
    upload(&client, "multi", &[("stopped", "true")]).await;
    client.post("torrents/add", &[("urls", MAGNET)]).await;
    for action in [
        "properties",
        "files",
        "trackers",
        "webseeds",
        "pieceStates",
        "pieceHashes",
        "pieceAvailability",
        "export",
    ] {
        for hash in [UNKNOWN, "zz", "", "all"] {
            let answer = client.get(&format!("torrents/{action}?hash={hash}")).await;
            assert_eq!(
                (answer.status, answer.text()),
                (404, "Not Found".to_owned()),
                "{action} {hash}"
            );
        }
        let missing = client.get(&format!("torrents/{action}")).await;
        assert_eq!(missing.text(), "Bad Request");
        let hybrid = client.get(&format!("torrents/{action}?hash={HYBRID_V1}")).await;
        assert_eq!(hybrid.status, 200, "{action} by the v1 hash of a hybrid");
        assert_eq!(hybrid.body, client.get(&format!("torrents/{action}?hash={HYBRID}")).await.body);
    }
    let chosen = client.get(&format!("torrents/files?hash={MULTI}&indexes=2%7C0")).await.json();
    assert_eq!((&chosen[0]["index"], &chosen[1]["index"]), (&2.into(), &0.into()));
    assert_eq!((&chosen[0]["is_seed"], chosen[1].get("is_seed")), (&false.into(), None));
    for (indexes, text) in [
        ("99", "Index 99 is out of bounds."),
        ("x", "\"x\" is not a valid file index."),
        ("-1", "\"-1\" is not a valid file index."),
    ] {
        let answer = client.get(&format!("torrents/files?hash={MULTI}&indexes={indexes}")).await;
        assert_eq!((answer.status, answer.text()), (409, text.to_owned()));
    }
    let trackers = client.get(&format!("torrents/trackers?hash={MULTI}")).await.json();
    assert_eq!(trackers[0]["url"], "** [DHT] **");
    assert_eq!(trackers[3]["status"], 1);
    let export = client.get(&format!("torrents/export?hash={MAGNET_ID}")).await;
    let text = "Unable to export torrent file. Error: Missing metadata";
    assert_eq!((export.status, export.text()), (409, text.to_owned()));
    let export = client.get(&format!("torrents/export?hash={MULTI}")).await;
    assert_eq!(export.header("content-type"), Some("application/x-bittorrent"));
    let disposition = format!("attachment; filename=\"{MULTI}.torrent\"");
    assert_eq!(export.header("content-disposition"), Some(&*disposition));
    let metainfo = qcodex::torrent::Metainfo::parse(&export.body).unwrap();
    assert_eq!(metainfo.id().to_string(), MULTI);
    server.stop().await;
}
