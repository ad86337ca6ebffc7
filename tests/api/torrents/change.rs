//! Every change: what it answers, and that the next read shows it.

use super::{MAGNET, MAGNET_ID, MULTI, SINGLE, UNKNOWN, rows, start, upload};
use crate::common::{Client, Response};
use serde_json::{Value, json};

async fn row(client: &Client) -> Value {
    rows(client, &format!("?hashes={SINGLE}")).await.pop().unwrap_or_default()
}

async fn on_single(client: &Client, action: &str, form: &[(&str, &str)]) -> Response {
    let form: Vec<_> = [("hashes", SINGLE)].iter().chain(form).copied().collect();
    client.post(&format!("torrents/{action}"), &form).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_shows_in_the_next_read() {
    let (server, client) = start().await;
    upload(&client, "single", &[("stopped", "true")]).await;
    for (action, form, key, value) in [
        ("setDownloadLimit", vec![("limit", "102400")], "dl_limit", json!(102_400)),
        ("setDownloadLimit", vec![("limit", "-1")], "dl_limit", json!(0)),
        ("setUploadLimit", vec![("limit", "1")], "up_limit", json!(1)),
        ("setUploadLimit", vec![("limit", "abc")], "up_limit", json!(0)),
        ("toggleSequentialDownload", vec![], "seq_dl", json!(true)),
        ("toggleFirstLastPiecePrio", vec![], "f_l_piece_prio", json!(true)),
        ("setSuperSeeding", vec![("value", "true")], "super_seeding", json!(true)),
        ("addTags", vec![("tags", "t2, T10,neu ü")], "tags", json!("neu ü, t2, T10")),
        ("removeTags", vec![("tags", "T10")], "tags", json!("neu ü, t2")),
        ("setTags", vec![("tags", "only")], "tags", json!("only")),
        ("removeTags", vec![], "tags", json!("")),
        (
            "setShareLimits",
            vec![("ratioLimit", "2.5"), ("seedingTimeLimit", "60")],
            "max_ratio",
            json!(2.5),
        ),
        ("setShareLimits", vec![("inactiveSeedingTimeLimit", "-3")], "ratio_limit", json!(2.5)),
        (
            "setShareLimits",
            vec![("shareLimitAction", "nope"), ("shareLimitsMode", "nope")],
            "share_limit_action",
            json!("Default"),
        ),
        ("setComment", vec![("comment", " new ü ")], "comment", json!("new ü")),
        ("setForceStart", vec![("value", "true")], "force_start", json!(true)),
        ("stop", vec![], "force_start", json!(false)),
    ] {
        let answer = on_single(&client, action, &form).await;
        assert_eq!((answer.status, answer.text()), (200, String::new()), "{action} {form:?}");
        assert_eq!(row(&client).await[key], value, "{action} {form:?}");
    }
    assert_eq!(client.get("torrents/tags").await.text(), "[\"neu ü\",\"only\",\"t2\",\"T10\"]");
    assert_eq!(client.post("torrents/deleteTags", &[("tags", "only,nope")]).await.status, 200);
    assert_eq!(client.post("torrents/createTags", &[("tags", "a1,, a1 ")]).await.status, 200);
    assert_eq!(client.get("torrents/tags").await.text(), "[\"a1\",\"neu ü\",\"t2\",\"T10\"]");
    let limits =
        client.get(&format!("torrents/uploadLimit?hashes={SINGLE}%7C{UNKNOWN}%7Call")).await;
    assert_eq!(limits.json(), json!({SINGLE: 0, UNKNOWN: -1, "all": -1}));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_are_made_changed_and_removed() {
    let (server, client) = start().await;
    upload(&client, "single", &[("stopped", "true")]).await;
    let create = |form: &'static [(&'static str, &'static str)]| {
        let client = client.clone();
        async move { client.post("torrents/createCategory", form).await }
    };
    assert_eq!(create(&[("category", "tv")]).await.status, 200);
    for (form, status, text) in [
        (&[("category", "")][..], 400, "Category cannot be empty"),
        (&[("category", "tv")], 409, "Unable to create category"),
        (&[("category", "a//b")], 409, "Incorrect category name"),
        (&[("category", "/a")], 409, "Incorrect category name"),
        (&[("category", "a\\b")], 409, "Incorrect category name"),
        (&[("category", "z1"), ("downloadPathEnabled", "x")], 200, ""),
        (&[("category", "z2"), ("ratioLimit", "-3")], 200, ""),
        (&[("category", "z3"), ("shareLimitAction", "Bogus")], 200, ""),
    ] {
        let answer = create(form).await;
        assert_eq!((answer.status, answer.text()), (status, text.to_owned()), "{form:?}");
    }
    let edit = |form: &'static [(&'static str, &'static str)]| {
        let client = client.clone();
        async move { client.post("torrents/editCategory", form).await }
    };
    assert_eq!(edit(&[("category", "tv"), ("ratioLimit", "1.5")]).await.status, 200);
    assert_eq!(edit(&[("category", "tv"), ("savePath", "shows")]).await.status, 200);
    for (form, status, text) in [
        (&[("category", "tv")][..], 400, "Bad Request"),
        (&[("category", "tv"), ("ratioLimit", "-3")], 400, "Bad Request"),
        (&[("category", "tv"), ("savePath", "shows")], 409, "Unable to edit category"),
        (&[("category", "nope"), ("savePath", "x")], 409, "Unable to edit category"),
    ] {
        let answer = edit(form).await;
        assert_eq!((answer.status, answer.text()), (status, text.to_owned()), "{form:?}");
    }
    let tv = &client.get("torrents/categories").await.json()["tv"];
    assert_eq!((&tv["savePath"], &tv["ratio_limit"]), (&json!("shows"), &json!(1.5)));

    assert_eq!(on_single(&client, "setCategory", &[("category", "tv")]).await.status, 200);
    assert_eq!(row(&client).await["category"], "tv");
    let unknown = on_single(&client, "setCategory", &[("category", "nope!")]).await;
    assert_eq!((unknown.status, unknown.text()), (409, "Incorrect category name".to_owned()));
    assert_eq!(
        client
            .post("torrents/removeCategories", &[("categories", "tv\nnope\nz1\nz2\nz3")])
            .await
            .status,
        200
    );
    assert_eq!(row(&client).await["category"], "");
    assert_eq!(client.get("torrents/categories").await.text(), "{}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn file_priorities_are_checked_in_order() {
    let (server, client) = start().await;
    upload(&client, "multi", &[("stopped", "true")]).await;
    client.post("torrents/add", &[("urls", MAGNET)]).await;
    for (hash, id, priority, status, text) in [
        (UNKNOWN, "x", "x", 400, "Priority must be an integer"),
        (UNKNOWN, "x", "3", 400, "Priority is not valid"),
        (UNKNOWN, "x", "1", 404, "Not Found"),
        (MAGNET_ID, "x", "1", 409, "Torrent's metadata has not yet downloaded"),
        (MULTI, "x", "1", 400, "File IDs must be integers"),
        (MULTI, "0|99", "0", 409, "File ID is not valid"),
        (MULTI, "0|1", "0", 200, ""),
        (MULTI, "2", "7", 200, ""),
    ] {
        let form = [("hash", hash), ("id", id), ("priority", priority)];
        let answer = client.post("torrents/filePrio", &form).await;
        assert_eq!((answer.status, answer.text()), (status, text.to_owned()), "{form:?}");
    }
    let files = client.get(&format!("torrents/files?hash={MULTI}")).await.json();
    let priorities: Vec<_> = (0..3).map(|n| files[n]["priority"].as_i64().unwrap()).collect();
    assert_eq!(priorities, [0, 0, 7]);
    let row = rows(&client, &format!("?hashes={MULTI}")).await.pop().unwrap();
    let wanted = files.as_array().unwrap().iter().filter(|file| file["priority"] != 0);
    assert_eq!(row["size"], wanted.map(|file| file["size"].as_u64().unwrap()).sum::<u64>());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn renames_trackers_and_the_queue() {
    let (server, client) = start().await;
    upload(&client, "single", &[("stopped", "true")]).await;
    for (hash, name, status, text) in [
        (SINGLE, "  ", 409, "Incorrect torrent name"),
        (UNKNOWN, "  ", 409, "Incorrect torrent name"),
        (UNKNOWN, "x", 404, "Not Found"),
        (SINGLE, " a\nb\rc ", 200, ""),
    ] {
        let answer = client.post("torrents/rename", &[("hash", hash), ("name", name)]).await;
        assert_eq!((answer.status, answer.text()), (status, text.to_owned()));
    }
    assert_eq!(row(&client).await["name"], "a b c");
    let urls = "http://127.0.0.1:9/a\n\nudp://127.0.0.1:9/b c\nhttp://127.0.0.1:9/a";
    for (hash, status) in [(SINGLE, 200), (UNKNOWN, 404)] {
        let form = [("hash", hash), ("urls", urls)];
        assert_eq!(client.post("torrents/addTrackers", &form).await.status, status);
    }
    assert_eq!(row(&client).await["trackers_count"], 3);
    let form = [("hash", "*"), ("urls", "udp%3A%2F%2F127.0.0.1%3A9%2Fb%20c|http://nope")];
    assert_eq!(client.post("torrents/removeTrackers", &form).await.status, 200);
    assert_eq!(row(&client).await["trackers_count"], 2);

    for action in ["topPrio", "bottomPrio", "increasePrio", "decreasePrio"] {
        assert_eq!(on_single(&client, action, &[]).await.status, 200, "{action}");
    }
    client.set_preferences(json!({"queueing_enabled": false})).await;
    let refused = on_single(&client, "topPrio", &[]).await;
    assert_eq!(
        (refused.status, refused.text()),
        (409, "Torrent queueing must be enabled".to_owned())
    );
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_nothing_answer_as_if_done_and_need_post() {
    let (server, client) = start().await;
    upload(&client, "single", &[("stopped", "true")]).await;
    let before = row(&client).await;
    for action in [
        "start",
        "stop",
        "recheck",
        "reannounce",
        "delete",
        "toggleSequentialDownload",
        "toggleFirstLastPiecePrio",
        "removeTags",
    ] {
        for hashes in [UNKNOWN, "", "zz|yy", "ALL"] {
            let answer = client.post(&format!("torrents/{action}"), &[("hashes", hashes)]).await;
            assert_eq!((answer.status, answer.text()), (200, String::new()), "{action} {hashes}");
        }
        let missing = client.post(&format!("torrents/{action}"), &[]).await;
        assert_eq!(missing.text(), "Bad Request", "{action}");
        let read = client.get(&format!("torrents/{action}?hashes=all")).await;
        assert_eq!(read.status, 405, "{action}");
    }
    assert_eq!(row(&client).await, before);
    let all = [("hashes", "all"), ("deleteFiles", "true")];
    assert_eq!(client.post("torrents/delete", &all).await.status, 200);
    assert_eq!(rows(&client, "").await.len(), 0);
    server.stop().await;
}
