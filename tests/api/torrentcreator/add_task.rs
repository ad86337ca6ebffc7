//! `torrentcreator/addTask`: what is made, what it is worth elsewhere, and what is refused.

use std::fs;
use std::os::unix::fs::symlink;

use qcodex::clock::Clock;
use qcodex::torrent::{Magnet, Metainfo, RecordPlacement};
use serde_json::json;

use super::{add, huge, kept, made, make, payload, place, row, start, text, wait};
use crate::common::{Client, Request, TestApp, eventually};
use crate::torrents::{rows, until};

fn recorded(name: &str) -> Metainfo {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/torrents/made");
    Metainfo::parse(&fs::read(format!("{folder}/{name}.torrent")).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_result_is_what_qbittorrent_makes() {
    let (server, client) = start().await;
    let source = place(server.folder.path());
    let source = ("sourcePath", text(&source));
    let quiet = ("startSeeding", "false");
    let all = [
        source,
        quiet,
        ("format", "v1"),
        ("pieceSize", "32768"),
        ("private", "true"),
        ("comment", "c ü"),
        ("source", "SRC"),
        ("trackers", "http://127.0.0.1:9/a|http://127.0.0.1:9/b||http%3A%2F%2F127.0.0.1%3A9%2Fc"),
        ("urlSeeds", "http://127.0.0.1:9/ws"),
    ];
    let plain = [source, quiet, ("format", "V1"), ("optimizeAlignment", "true")];
    let cases: [(&str, &[(&str, &str)]); 4] = [
        ("v1", &all),
        ("v1-plain", &plain),
        ("v2", &[source, quiet, ("format", "v2")]),
        ("hybrid", &[source, quiet, ("format", "anything")]),
    ];
    for (name, form) in cases {
        let (id, row) = make(&client, form).await;
        let made = made(&client, &id).await;
        let mut expected = recorded(name);
        assert_eq!(made.info_hash(), expected.info_hash(), "{name}");
        assert_eq!(row["pieceSize"], made.info.piece_length, "{name}");
        let program = concat!("qcodex ", env!("CARGO_PKG_VERSION"));
        assert_eq!(made.created_by, program);
        assert!(made.creation_date.is_some_and(|date| date > 1_700_000_000));
        // But for creator and date, byte for byte.
        expected.set_origin(expected.comment.clone(), program.to_owned(), made.creation_date);
        assert_eq!(made.to_torrent_bytes(), expected.to_torrent_bytes(), "{name}");
    }
    assert!(rows(&client, "").await.is_empty(), "nothing was to be seeded");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn others_check_what_was_made_to_the_last_byte() {
    let (server, client) = start().await;
    let (other, theirs) = start().await;
    let source = place(server.folder.path());
    place(&other.folder.path().join("save"));
    fs::write(source.join("empty"), b"").unwrap();
    fs::write(other.folder.path().join("save/creator dir/empty"), b"").unwrap();
    for format in ["v1", "v2", "hybrid"] {
        for piece_size in ["16384", "65536", "1048576"] {
            let form = [
                ("sourcePath", text(&source)),
                ("format", format),
                ("pieceSize", piece_size),
                ("paddedFileSizeLimit", "0"),
                ("startSeeding", "false"),
            ];
            let (id, _) = make(&client, &form).await;
            let made = made(&client, &id).await;
            let bytes = made.to_torrent_bytes();
            let file = ("torrents", "x.torrent", &*bytes);
            let answer = theirs.send(Request::multipart("torrents/add", &[], &[file])).await;
            assert_eq!((answer.status, answer.text()), (200, "Ok.".to_owned()));
            let hash = made.id().to_string();
            let row = until(&theirs, &hash, |row| row["state"] == "stalledUP").await;
            assert_eq!((&row["progress"], &row["size"]), (&json!(1), &json!(170_000)), "{format}");
            assert_eq!((&row["pieces_have"], &row["downloaded"]), (&row["pieces_num"], &json!(0)));
            // Equal files under another torrent: forget this one.
            theirs.post("torrents/delete", &[("hashes", &hash), ("deleteFiles", "false")]).await;
        }
    }
    other.stop().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_v1_torrent_is_aligned_when_a_limit_is_given() {
    let (server, client) = start().await;
    let source = place(server.folder.path());
    let pads = async |limit: &str| {
        let form = [
            ("sourcePath", text(&source)),
            ("format", "v1"),
            ("paddedFileSizeLimit", limit),
            ("startSeeding", "false"),
        ];
        let (id, row) = make(&client, &form).await;
        assert_eq!(row.get("optimizeAlignment").is_some(), limit != "-1", "{row}");
        let made = made(&client, &id).await;
        made.info.files.iter().filter(|file| file.pad).map(|file| file.length).collect::<Vec<_>>()
    };
    assert_eq!(pads("0").await, [14_688]);
    assert_eq!(pads("69999").await, [14_688]);
    assert_eq!(pads("70000").await, [0_u64; 0]);
    assert_eq!(pads("-1").await, [0_u64; 0]);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_is_seeded_where_it_lies_unless_told_otherwise() {
    let (server, client) = start().await;
    // Settings for downloads must not lead elsewhere.
    let settings = json!({
        "torrent_content_layout": "NoSubfolder",
        "auto_tmm_enabled": true,
        "temp_path_enabled": true,
    });
    assert_eq!(client.set_preferences(settings).await.status, 200);
    let place_of = server.folder.path().join("elsewhere");
    let source = place(&place_of);
    let form = [("sourcePath", text(&source)), ("comment", "mine"), ("trackers", "http://t/a")];
    let (id, _) = make(&client, &form).await;
    let hash = made(&client, &id).await.id().to_string();
    // Finished means added.
    let row = rows(&client, &format!("?hashes={hash}")).await.pop().unwrap();
    assert_eq!((&row["save_path"], &row["auto_tmm"]), (&json!(place_of), &json!(false)));
    assert_eq!((&row["content_path"], &row["download_path"]), (&json!(source), &json!("")));
    assert_eq!((&row["comment"], &row["tracker"]), (&json!("mine"), &json!("http://t/a")));
    let row = until(&client, &hash, |row| row["state"] == "stalledUP").await;
    assert_eq!((&row["progress"], &row["amount_left"]), (&json!(1), &json!(0)));
    until(&client, &hash, |row| row["codex_publish"] == "published").await;
    // Once more: it is there already, which is as good.
    make(&client, &form[..1]).await;
    assert_eq!(rows(&client, "").await.len(), 1);
    // A task that names a file does not seed by itself.
    let target = server.folder.path().join("new folder/x.torrent");
    let single = source.join("c1.txt");
    let named = [("sourcePath", text(&single)), ("torrentFilePath", text(&target))];
    let (id, row) = make(&client, &named).await;
    assert_eq!(row["torrentFilePath"], json!(target));
    assert_eq!(rows(&client, "").await.len(), 1);
    let bytes = fs::read(&target).unwrap();
    assert_eq!(Metainfo::parse(&bytes).unwrap().info.name, "c1.txt");
    assert_eq!(super::torrent_file(&client, &id).await.body, bytes);
    let seeds = [named[0], named[1], ("startSeeding", "true")];
    make(&client, &seeds).await;
    assert_eq!(rows(&client, "").await.len(), 2);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_windows_could_not_have_are_made_and_seeded() {
    let (server, client) = start().await;
    let folder = server.folder.path().join("what: a show?");
    fs::create_dir_all(folder.join("sub.")).unwrap();
    let files = ["CON", "a:b.mkv", "ok.txt", "sub./x "];
    for name in files {
        fs::write(folder.join(name), payload(name, 40_000)).unwrap();
    }
    let (id, _) = make(&client, &[("sourcePath", text(&folder)), ("codexPublish", "true")]).await;
    let hash = made(&client, &id).await.id().to_string();
    let row = until(&client, &hash, |row| row["codex_publish"] == "published").await;
    assert_eq!((&row["progress"], &row["state"]), (&json!(1), &json!("stalledUP")));
    let listed = client.get(&format!("torrents/files?hash={hash}")).await.json();
    let names: Vec<&str> =
        listed.as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, files.map(|name| format!("what: a show?/{name}")));
    client.post("torrents/recheck", &[("hashes", &hash)]).await;
    until(&client, &hash, |row| row["state"] == "stalledUP" && row["progress"] == 1).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn published_at_once_others_fetch_it_by_its_link() {
    let (server, client) = start().await;
    // Even where new torrents are added stopped.
    client.set_preferences(json!({"add_stopped_enabled": true})).await;
    let source = place(server.folder.path());
    let target = server.folder.path().join("x.torrent");
    let form = [
        ("sourcePath", text(&source)),
        ("torrentFilePath", text(&target)),
        ("startSeeding", "false"),
        ("codexPublish", "true"),
    ];
    let (id, first) = make(&client, &form).await;
    for member in ["codex_link", "codex_publish"] {
        assert!(first[member].is_string(), "{first}");
    }
    let linked = async || row(&client, &id).await["codex_link"] != "";
    eventually("a link", linked).await;
    let row = row(&client, &id).await;
    assert_eq!(row["codex_publish"], "published");
    let link = row["codex_link"].as_str().unwrap();
    assert!(Magnet::parse(link).unwrap().codex.is_some(), "{link}");
    let with_placement = made(&client, &id).await;
    assert!(with_placement.codex.as_ref().is_some_and(RecordPlacement::is_complete));
    assert_eq!(Metainfo::parse(&fs::read(&target).unwrap()).unwrap().codex, None);

    let url = server.app.codex_api_url.clone().unwrap();
    let reading = |config: &mut qcodex::config::Config| config.codex_sources = vec![url];
    let other = TestApp::start_with(Clock::system(), reading).await;
    let theirs = other.client().await;
    assert_eq!(theirs.post("torrents/add", &[("urls", link)]).await.text(), "Ok.");
    let hash = with_placement.id().to_string();
    until(&theirs, &hash, |row| row["state"] == "stalledUP" && row["progress"] == 1).await;
    for name in ["c1.txt", "n/c2.txt"] {
        let fetched = other.folder.path().join("save/creator dir").join(name);
        assert!(fs::read(fetched).unwrap() == fs::read(source.join(name)).unwrap(), "{name}");
    }
    // Removed from the list there is nothing to share.
    client.post("torrents/delete", &[("hashes", &hash), ("deleteFiles", "false")]).await;
    let row = super::row(&client, &id).await;
    assert_eq!((&row["codex_link"], &row["codex_publish"]), (&json!(""), &json!("none")));
    other.stop().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_after_it_was_made_is_never_published() {
    let (server, client) = start().await;
    client.set_preferences(json!({"add_stopped_enabled": true})).await;
    let source = place(server.folder.path());
    let (id, _) = make(&client, &[("sourcePath", text(&source))]).await;
    let hash = made(&client, &id).await.id().to_string();
    until(&client, &hash, |row| row["state"] == "stoppedDL" || row["state"] == "stoppedUP").await;
    fs::write(source.join("c1.txt"), payload("other", 100_000)).unwrap();
    client.post("torrents/start", &[("hashes", &hash)]).await;
    // Its length is right, so it was taken for complete; then it was read.
    let incomplete = |row: &serde_json::Value| row["pieces_have"] != row["pieces_num"];
    let row = until(&client, &hash, |row| row["state"] == "stalledDL" && incomplete(row)).await;
    assert_ne!(row["codex_publish"], "published");
    assert_eq!((&row["codex_record"], &row["completion_on"]), (&json!(""), &json!(-1)));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dot_files_go_in_when_asked() {
    let (server, client) = start().await;
    let source = place(server.folder.path());
    fs::create_dir(source.join(".git")).unwrap();
    fs::write(source.join(".git/config"), b"x").unwrap();
    fs::write(source.join(".nfo"), b"x").unwrap();
    let count = async |ignore: &str| {
        let form = [
            ("sourcePath", text(&source)),
            ("ignoreDotfiles", ignore),
            ("startSeeding", "false"),
            ("format", "v1"),
        ];
        let (id, row) = make(&client, &form).await;
        assert_eq!(row["ignoreDotfiles"], ignore != "false");
        made(&client, &id).await.info.files.len()
    };
    assert_eq!((count("false").await, count("true").await, count("").await), (4, 2, 2));
    server.stop().await;
}

/// Adds a task and waits for its failure; the reason.
async fn failure(client: &Client, form: &[(&str, &str)]) -> String {
    let id = add(client, form).await;
    let row = wait(client, &id, "Failed").await;
    let text = row["errorMessage"].as_str().unwrap();
    let text = text.strip_prefix("Create new torrent file failed. Reason: ").unwrap();
    text.strip_suffix('.').unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_taken_and_fails_with_a_reason() {
    let (server, client) = start().await;
    let folder = server.folder.path();
    let source = place(folder);
    let empty = folder.join("empty");
    fs::create_dir(&empty).unwrap();
    let hollow = folder.join("hollow");
    fs::create_dir(&hollow).unwrap();
    fs::write(hollow.join("nothing"), b"").unwrap();
    let linked = folder.join("linked");
    fs::create_dir(&linked).unwrap();
    symlink(source.join("c1.txt"), linked.join("out")).unwrap();
    let inside = source.join("c1.txt");
    let none = folder.join("none");
    let file = |path| ("sourcePath", text(path));
    let cases: [(&[(&str, &str)], &str); 12] = [
        (&[("sourcePath", "")], "is empty"),
        (&[("sourcePath", "creator dir")], "has to be absolute"),
        (&[file(&none)], "does not exist"),
        (&[("sourcePath", "/")], "no name"),
        (&[("sourcePath", "/dev/null")], "neither a file nor a folder"),
        (&[file(&empty)], "All files have been filtered out by 'Ignore dotfiles' option"),
        (&[file(&empty), ("ignoreDotfiles", "false")], "no files in torrent"),
        (&[file(&hollow)], "the torrent has no content"),
        (&[file(&linked)], "leads out of the source"),
        (&[file(&source), ("pieceSize", "20000")], "power of two"),
        (&[file(&source), ("torrentFilePath", "x.torrent")], "has to be absolute"),
        (&[file(&source), ("torrentFilePath", text(&inside))], "file of its own content"),
    ];
    for (form, reason) in cases {
        let found = failure(&client, form).await;
        assert!(found.contains(reason), "{form:?}: {found}");
    }
    let huge_piece = failure(&client, &[file(&source), ("pieceSize", "999999999999")]).await;
    assert!(huge_piece.contains("power of two"), "{huge_piece}");
    assert!(rows(&client, "").await.is_empty());
    assert_eq!(fs::read(&inside).unwrap(), payload("c1", 100_000));
    assert_eq!(kept(&server), 0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_most_256_wait_and_what_ended_makes_room() {
    let (server, client) = start().await;
    let source = huge(server.folder.path());
    let form = [("sourcePath", text(&source)), ("startSeeding", "false")];
    let failed = add(&client, &[("sourcePath", "")]).await;
    wait(&client, &failed, "Failed").await;
    let first = add(&client, &form).await;
    for _ in 0..254 {
        add(&client, &form).await;
    }
    let mut counts = [0; 3];
    for row in client.get("torrentcreator/status").await.json().as_array().unwrap() {
        match row["status"].as_str().unwrap() {
            "Queued" => counts[0] += 1,
            "Running" => counts[1] += 1,
            _ => counts[2] += 1,
        }
    }
    assert_eq!(counts, [253, 2, 1]);
    // The one that has ended goes for a new one; then nothing can.
    add(&client, &form).await;
    let gone = client.get(&format!("torrentcreator/status?taskID={failed}")).await;
    assert_eq!(gone.status, 404);
    let answer = client.post("torrentcreator/addTask", &form).await;
    assert_eq!((answer.status, answer.text()), (409, "Too many active tasks".to_owned()));
    client.post("torrentcreator/deleteTask", &[("taskID", &first)]).await;
    add(&client, &form).await;
    // The end of the server is clean although two of them still read.
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_checked() {
    let (server, client) = start().await;
    let long = "x".repeat(64 * 1024 + 1);
    for name in ["sourcePath", "comment", "trackers"] {
        let mut form = vec![("sourcePath", "/x")];
        form.retain(|(given, _)| *given != name);
        form.push((name, &long));
        let answer = client.post("torrentcreator/addTask", &form).await;
        assert_eq!((answer.status, answer.text().contains(name)), (400, true), "{name}");
    }
    assert_eq!(client.post("torrentcreator/addTask", &[]).await.status, 400);
    assert_eq!(client.get("torrentcreator/addTask?sourcePath=/x").await.status, 405);
    let answer = server.stranger().post("torrentcreator/addTask", &[("sourcePath", "/x")]).await;
    assert_eq!((answer.status, answer.text()), (403, "Forbidden".to_owned()));
    assert_eq!(client.get("torrentcreator/status").await.text(), "[]");
    server.stop().await;
}
