//! Effects of the settings of the page *Downloads*.

use std::os::unix::fs::MetadataExt as _;

use serde_json::json;

use crate::torrents::pair::Pair;
use crate::torrents::until;

/// Effect of `preallocate_all`.
#[tokio::test(flavor = "multi_thread")]
async fn files_have_their_size_on_disk_before_they_are_fetched() {
    let files = [("a.bin", 3_000_000), ("b.bin", 2_000_000), ("c.bin", 1_000_000)];
    let pair = Pair::start("three", &files, 64 * 1024).await;
    let (client, id) = (&pair.taker_client, pair.id.as_str());
    let settings = json!({"preallocate_all": true, "incomplete_files_ext": true});
    assert_eq!(client.set_preferences(settings).await.status, 200);
    let folder = pair.taker.folder.path().join("save/three");
    let on_disk = |name: &str| {
        let meta = std::fs::metadata(folder.join(name)).ok()?;
        Some((meta.len(), meta.blocks() * 512 >= meta.len()))
    };
    pair.take(&[("stopped", "true"), ("dlLimit", "20000")]).await;
    let form = [("hash", id), ("id", "1"), ("priority", "0")];
    assert_eq!(client.post("torrents/filePrio", &form).await.status, 200);
    assert_eq!(client.post("torrents/start", &[("hashes", id)]).await.status, 200);
    let row = until(client, id, |row| row["downloaded"].as_u64() > Some(0)).await;
    assert!(row["progress"].as_f64() < Some(0.5), "{row}");
    assert_eq!(on_disk("a.bin.!qB"), Some((3_000_000, true)));
    assert_eq!(on_disk("c.bin.!qB"), Some((1_000_000, true)));
    assert_eq!((on_disk("b.bin"), on_disk("b.bin.!qB")), (None, None), "nobody wants it");
    // Zeros are no content.
    assert_eq!(client.post("torrents/recheck", &[("hashes", id)]).await.status, 200);
    let row = until(client, id, |row| row["state"] == "downloading").await;
    assert!(row["progress"].as_f64() < Some(0.5), "{row}");
    let form = [("hash", id), ("id", "1"), ("priority", "1")];
    assert_eq!(client.post("torrents/filePrio", &form).await.status, 200);
    let form = [("hashes", id), ("limit", "0")];
    assert_eq!(client.post("torrents/setDownloadLimit", &form).await.status, 200);
    pair.finished().await;
}
