//! An answer is a promise: what a client was told is what it reads with its next request, also
//! while others change the same torrents and the session stores changes of its own.

use futures_util::future::join_all;

use crate::client::{Api, Form, SEEDING, Sample, is};
use crate::server::Server;

/// How often every client changes and reads.
const ROUNDS: usize = 6;

/// Labels of a torrent as clients split them.
async fn tags(api: &Api, hash: &str) -> Vec<String> {
    let row = api.row(hash).await;
    let tags = row["tags"].as_str().unwrap();
    tags.split(", ").map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_read_next_whatever_others_do() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let movie = Sample::movie();
    movie.place(&server.save_path());
    is(&api.add(&Form::arr().file("torrents", "m", "", &movie.torrent)).await, 200, "Ok.");

    let clients = (0..6).map(async |client| {
        for round in 0..ROUNDS {
            let tag = format!("{client}-{round}");
            let form = [("hashes", movie.hash.as_str()), ("tags", tag.as_str())];
            api.post("torrents/addTags", &form).await;
            assert!(tags(&api, &movie.hash).await.contains(&tag), "{tag} was added");
            api.post("torrents/removeTags", &form).await;
            assert!(!tags(&api, &movie.hash).await.contains(&tag), "{tag} was removed");
        }
    });
    join_all(clients).await;
    api.state(&movie.hash, SEEDING).await;
    assert_eq!(api.row(&movie.hash).await["tags"], "");
}

/// Added, checked, complete, published: the session stores all of it while a client is at work.
#[tokio::test]
async fn what_was_answered_is_read_next_while_a_torrent_completes() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    api.post("torrents/createCategory", &[("category", "tv")]).await;
    let show = Sample::show();
    let hash = show.hash.as_str();
    for _ in 0..4 {
        show.place(&server.save_path());
        is(&api.add(&Form::arr().file("torrents", "s", "", &show.torrent)).await, 200, "Ok.");
        assert_eq!(api.hashes().await, [hash], "seen at once");
        for category in ["tv", "", "tv"] {
            api.post("torrents/setCategory", &[("hashes", hash), ("category", category)]).await;
            assert_eq!(api.row(hash).await["category"], category);
        }
        api.post("torrents/delete", &[("hashes", hash), ("deleteFiles", "false")]).await;
        assert!(api.hashes().await.is_empty(), "gone at once");
    }
}
