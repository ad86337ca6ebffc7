//! From the upload to the removal, as the *arr programs do it with files that are there already.

use super::{rows, start, until};
use crate::common::Request;

/// A two-file torrent whose payload is a few bytes of text.
pub(crate) fn show() -> (Vec<u8>, &'static str) {
    use sha1::{Digest as _, Sha1};
    let mut payload = vec![b'A'; 40_000];
    payload.extend(b"nfo!");
    let pieces: Vec<u8> = payload.chunks(16_384).flat_map(|c| Sha1::digest(c).to_vec()).collect();
    let mut torrent = b"d8:announce20:http://127.0.0.1:1/a4:infod5:filesl\
        d6:lengthi40000e4:pathl15:show.s01e09.mkveed6:lengthi4e4:pathl5:x.nfoeee\
        4:name21:Show.S01E09.1080p-GRP\
        12:piece lengthi16384e6:pieces"
        .to_vec();
    torrent.extend(format!("{}:", pieces.len()).into_bytes());
    torrent.extend(pieces);
    torrent.extend(b"ee");
    (torrent, "2bda08f08849c2c881fc09fcfd00f22fa6c1c76f")
}

#[tokio::test(flavor = "multi_thread")]
async fn present_files_are_checked_imported_and_removed_on_request() {
    let (server, client) = start().await;
    let save = server.folder.path().join("save");
    let folder = save.join("Show.S01E09.1080p-GRP");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("show.s01e09.mkv"), vec![b'A'; 40_000]).unwrap();
    std::fs::write(folder.join("x.nfo"), b"nfo!").unwrap();
    for category in ["tv-sonarr", "imported"] {
        client.post("torrents/createCategory", &[("category", category)]).await;
    }
    let (torrent, hash) = show();
    let fields = [("category", "tv-sonarr"), ("stopped", "False"), ("ratioLimit", "0")];
    let file = ("torrents", "Show S01E09 1080p GRP.torrent", &*torrent);
    let added = client.send(Request::multipart("torrents/add", &fields, &[file])).await;
    assert_eq!(added.text(), "Ok.");
    let done = ["uploading", "stalledUP", "queuedUP", "forcedUP", "stoppedUP"];
    let row = until(&client, hash, |row| {
        let state = row["state"].as_str().unwrap();
        assert!(
            done.contains(&state)
                || state.ends_with("DL")
                || state == "checkingUP"
                || state == "moving",
            "{state}"
        );
        done.contains(&state)
    })
    .await;
    assert_eq!((row["progress"].as_f64(), row["amount_left"].as_i64()), (Some(1.0), Some(0)));
    assert_eq!(row["size"], 40_004);
    let save = std::fs::canonicalize(&save).unwrap();
    assert_eq!(row["save_path"].as_str(), save.to_str());
    assert_eq!(row["content_path"].as_str(), save.join("Show.S01E09.1080p-GRP").to_str());
    for key in [
        "size",
        "eta",
        "seeding_time",
        "last_activity",
        "added_on",
        "completion_on",
        "seeding_time_limit",
    ] {
        assert!(row[key].is_i64(), "{key} is {}", row[key]);
    }
    let stopped = until(&client, hash, |row| row["state"] == "stoppedUP").await;
    let limit = stopped["ratio_limit"].as_f64().unwrap();
    assert!(limit >= 0.0 && limit - stopped["ratio"].as_f64().unwrap() <= 0.001);
    let files = client.get(&format!("torrents/files?hash={hash}")).await.json();
    assert_eq!(files[0]["name"], "Show.S01E09.1080p-GRP/show.s01e09.mkv");
    let moved =
        client.post("torrents/setCategory", &[("hashes", hash), ("category", "imported")]).await;
    assert_eq!(moved.status, 200);
    assert!(rows(&client, "?category=tv-sonarr").await.is_empty());
    let delete = [("hashes", hash), ("deleteFiles", "true")];
    assert_eq!(client.post("torrents/delete", &delete).await.status, 200);
    assert!(rows(&client, "").await.is_empty());
    assert_eq!(client.post("torrents/delete", &delete).await.status, 200);
    server.stop().await;
    assert!(!folder.exists());
}
