//! `torrents/editTracker`: another address, another tier, or both; older clients say `origUrl`.

use crate::case::Case;
use crate::torrents::SINGLE;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn errors_come_in_their_order() {
    let case = Case::start("torrents/editTracker").await;
    case.upload(&["single"]).await;
    let (one, two) = ("http://127.0.0.1:9/one", "http://127.0.0.1:9/two");
    case.does("torrents/addTrackers", &format!("hash=$single&urls={one}\n{two}")).await;
    for (rest, status, text) in [
        ("tier=1".to_owned(), 400, "Bad Request"),
        (format!("url={one}"), 400, "Bad Request"),
        (format!("url={one}&tier=x"), 400, "tier must be an integer"),
        (format!("url={one}&tier="), 400, "tier must be an integer"),
        (format!("url={one}&tier=-1"), 400, "tier must be between 0 and 255"),
        (format!("url={one}&tier=256"), 400, "tier must be between 0 and 255"),
        (format!("url={one}&newUrl="), 400, "New tracker URL is invalid"),
        (format!("url={one}&newUrl={two}"), 409, "New tracker URL already exists"),
        ("url=nope&newUrl=http://x/".to_owned(), 409, "Tracker not found"),
        (format!("url={one}&newUrl={one}"), 200, ""),
        (format!("origUrl={one}&newUrl=udp://h:1/new&tier=2"), 200, ""),
        (format!("url={two}&tier=7"), 200, ""),
    ] {
        case.each(&[(&format!("hash=$single&{rest}"), status, text)]).await;
    }
    for hash in ["$unknown", "", "all"] {
        case.each(&[(&format!("hash={hash}&url={one}&tier=x"), 404, "Not Found")]).await;
    }
    let list = case.read(&format!("torrents/trackers?hash={SINGLE}")).await;
    let tier = |url: &str| {
        let mut rows = list.as_array().unwrap().iter();
        rows.find(|row| row["url"] == url).map(|row| row["tier"].clone())
    };
    assert_eq!((tier("udp://h:1/new"), tier(two)), (Some(json!(2)), Some(json!(7))));
    assert_eq!(tier(one), None);
    case.end().await;
}
