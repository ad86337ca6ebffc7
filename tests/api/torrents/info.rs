//! `torrents/info`: the list: filtered, sorted, cut. `all` names nothing here.

use crate::case::Case;
use crate::torrents::MAGNET;
use serde_json::Value;

fn names(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn is_filtered_sorted_and_cut() {
    let case = Case::start("torrents/info").await;
    case.gets(&[("sort=nope", 200, "[]")]).await;
    case.upload(&["single", "multi", "private"]).await;
    let form = [("urls", MAGNET), ("tags", "m")];
    assert_eq!(case.client.post("torrents/add", &form).await.text(), "Ok.");
    let by_size = names(&case.json("sort=size").await);
    assert_eq!((&*by_size[0], &*by_size[3]), ("Show.S01E01.1080p", "single.bin"));
    let mut reversed = names(&case.json("sort=size&reverse=true").await);
    reversed.reverse();
    assert_eq!(reversed, by_size);
    assert_eq!(names(&case.json("sort=size&limit=2&offset=1").await), by_size[1..3]);
    assert_eq!(names(&case.json("sort=size&offset=-1").await), by_size[3..]);
    assert_eq!(names(&case.json("sort=size&offset=-9&limit=6").await).len(), 1);
    for (query, count) in [
        ("offset=99", 0),
        ("limit=-1", 4),
        ("limit=x", 4),
        ("filter=stopped", 3),
        ("filter=paused", 3),
        ("filter=running", 1),
        ("filter=resumed", 1),
        ("filter=downloading", 4),
        ("filter=seeding", 0),
        ("filter=completed", 0),
        ("filter=active", 0),
        ("filter=inactive", 4),
        ("filter=errored", 0),
        ("filter=moving", 0),
        ("filter=nope", 4),
        ("filter=", 4),
        ("private=true", 1),
        ("private=false", 3),
        ("private=nope", 4),
        ("tag=", 3),
        ("tag=m", 1),
        ("tag=M", 0),
        ("category=", 4),
        ("category=nope", 0),
        ("hashes=all", 0),
        ("hashes=", 4),
        ("hashes=$single|$multi|zz", 2),
        ("hashes=$single&filter=running", 0),
    ] {
        let found = case.json(query).await;
        assert_eq!(found.as_array().unwrap().len(), count, "{query}: {found}");
    }
    case.gets(&[("sort=nope", 400, "'sort' parameter is invalid")]).await;
    assert_eq!(case.post("hashes=$single").await.json().as_array().unwrap().len(), 1);
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carries_files_and_trackers_when_asked() {
    let case = Case::start("torrents/info").await;
    case.upload(&["multi"]).await;
    case.magnet().await;
    let with = case.json("hashes=$multi|$magnet&includeFiles=true&includeTrackers=1").await;
    let files = &with[0]["files"];
    assert_eq!(files.as_array().unwrap().len(), 5);
    assert!(files[0].get("is_seed").is_none());
    assert!(with[0]["trackers"][0]["url"].as_str().unwrap().starts_with("http"));
    assert_eq!(with[1].get("files"), None, "nothing without metadata");
    assert_eq!(with[1]["trackers"].as_array().unwrap().len(), 1);
    let without = case.json("").await;
    assert_eq!((without[0].get("files"), without[0].get("trackers")), (None, None));
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_what_is_below_a_category() {
    let case = Case::start("torrents/info").await;
    case.upload(&["single", "multi"]).await;
    for (hash, category) in [("$single", "tv/hd"), ("$multi", "tvx")] {
        case.does("torrents/createCategory", &format!("category={category}")).await;
        let form = format!("hashes={hash}&category={category}");
        case.does("torrents/setCategory", &form).await;
    }
    for (category, count) in [("tv", 1), ("tv/hd", 1), ("tvx", 1), ("t", 0), ("", 0)] {
        let found = case.json(&format!("category={category}")).await;
        assert_eq!(found.as_array().unwrap().len(), count, "{category}");
    }
    case.end().await;
}
