//! `torrents/addTrackers`: kept as data, one a line; a blank line begins the next tier.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};

async fn trackers(case: &Case, hash: &str) -> Vec<(String, i64)> {
    let list = case.read(&format!("torrents/trackers?hash={hash}")).await;
    let own = list.as_array().unwrap().iter().skip(3);
    own.map(|row| (row["url"].as_str().unwrap().to_owned(), row["tier"].as_i64().unwrap()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_become_tiers() {
    let case = Case::start("torrents/addTrackers").await;
    case.upload(&["single", "multi"]).await;
    let before = trackers(&case, SINGLE).await;
    let urls =
        " http://127.0.0.1:9/a \r\n\r\nudp://127.0.0.1:9/b c\n\n\nwss://h/\nhttp://127.0.0.1:9/a";
    case.each(&[
        (&format!("hash=$single&urls={urls}"), 200, ""),
        (&format!("hash=$single&urls={urls}"), 200, ""),
        ("hash=$single&urls=", 200, ""),
        ("hash=$single&urls=\n \n", 200, ""),
        ("hash=$unknown&urls=http://h/x", 404, "Not Found"),
        ("hash=zz&urls=http://h/x", 404, "Not Found"),
    ])
    .await;
    let now = trackers(&case, SINGLE).await;
    let new: Vec<_> = now.iter().filter(|row| !before.contains(row)).cloned().collect();
    let row = |url: &str, tier| (url.to_owned(), tier);
    assert_eq!(
        new,
        [row("http://127.0.0.1:9/a", 0), row("udp://127.0.0.1:9/b c", 1), row("wss://h/", 3)]
    );
    assert_eq!(case.row(SINGLE).await["trackers_count"], now.len());
    case.each(&[
        ("hash=$single|$multi&urls=http://both/", 200, ""),
        ("hash=all&urls=http://all/", 200, ""),
    ])
    .await;
    for hash in [SINGLE, MULTI] {
        let urls: Vec<String> = trackers(&case, hash).await.into_iter().map(|row| row.0).collect();
        assert!(["http://both/", "http://all/"].iter().all(|url| urls.iter().any(|u| u == url)));
    }
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_skips_unknown_torrents() {
    let case = Case::newest("torrents/addTrackers").await;
    case.upload(&["single"]).await;
    case.each(&[
        ("hash=$unknown&urls=http://h/x", 204, ""),
        ("hash=$single|$unknown&urls=http://h/x", 204, ""),
    ])
    .await;
    assert!(trackers(&case, SINGLE).await.contains(&("http://h/x".to_owned(), 0)));
    case.end().await;
}
