//! `torrents/filePrio`: checks in qBittorrent's order; nothing is applied on an error.

use crate::case::Case;
use crate::torrents::MULTI;

#[tokio::test(flavor = "multi_thread")]
async fn checks_come_in_their_order() {
    let case = Case::start("torrents/filePrio").await;
    case.upload(&["multi"]).await;
    case.magnet().await;
    case.each(&[
        ("hash=$unknown&id=x&priority=x", 400, "Priority must be an integer"),
        ("hash=$unknown&id=x&priority=", 400, "Priority must be an integer"),
        ("hash=$unknown&id=x&priority=3", 400, "Priority is not valid"),
        ("hash=$unknown&id=x&priority=1", 404, "Not Found"),
        ("hash=$magnet&id=x&priority=1", 409, "Torrent's metadata has not yet downloaded"),
        ("hash=$multi&id=x&priority=1", 400, "File IDs must be integers"),
        ("hash=$multi&id=0|99&priority=0", 409, "File ID is not valid"),
        ("hash=$multi&id=0|-1&priority=0", 409, "File ID is not valid"),
    ])
    .await;
    let files = case.read(&format!("torrents/files?hash={MULTI}")).await;
    assert!(files.as_array().unwrap().iter().all(|file| file["priority"] == 1), "{files}");
    case.each(&[
        ("hash=$multi&id=0|1&priority=0", 200, ""),
        ("hash=$multi&id=2&priority=7", 200, ""),
        ("hash=$multi&id=3&priority=6", 200, ""),
        ("hash=$multi&id=&priority=0", 200, ""),
    ])
    .await;
    let files = case.read(&format!("torrents/files?hash={MULTI}")).await;
    let priorities: Vec<_> = (0..5).map(|n| files[n]["priority"].as_i64().unwrap()).collect();
    assert_eq!(priorities, [0, 0, 7, 6, 1]);
    let wanted = files.as_array().unwrap().iter().filter(|file| file["priority"] != 0);
    let wanted = wanted.map(|file| file["size"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(case.row(MULTI).await["size"], wanted);
    case.end().await;
}
