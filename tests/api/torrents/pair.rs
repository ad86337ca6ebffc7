//! Two servers: one has published a torrent, the other one reads from it.

use qcodex::torrent::{CreateFile, CreateParams, Metainfo, TorrentBuilder, TorrentFormat};

use super::until;
use crate::common::{Client, Request, TestApp};

/// A server that has something and one that reads from it, both with a client.
pub(crate) struct Pair {
    pub(crate) giver: TestApp,
    pub(crate) giver_client: Client,
    pub(crate) taker: TestApp,
    pub(crate) taker_client: Client,
    pub(crate) id: String,
    /// The `.torrent` with its placement.
    pub(crate) torrent: Vec<u8>,
    /// Paths below the save path, and bytes.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// Bytes that differ everywhere.
pub(crate) fn noise(length: u64, seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// A v1 torrent of these files; see [`torrent_as`].
pub(crate) fn torrent_of(
    name: &str,
    files: &[(&str, u64)],
    piece: u32,
    seed: u32,
) -> (Metainfo, Vec<(String, Vec<u8>)>) {
    torrent_as(TorrentFormat::V1, name, files, piece, seed)
}

/// A torrent of these files; of one whose only file has its name, a torrent without a folder.
pub(crate) fn torrent_as(
    format: TorrentFormat,
    name: &str,
    files: &[(&str, u64)],
    piece: u32,
    seed: u32,
) -> (Metainfo, Vec<(String, Vec<u8>)>) {
    let multi_file = !matches!(files, [(path, _)] if *path == name);
    let created =
        files.iter().map(|(path, length)| CreateFile { path: (*path).to_owned(), length: *length });
    let mut builder = TorrentBuilder::new(CreateParams {
        name: name.to_owned(),
        multi_file,
        files: created.collect(),
        piece_length: Some(piece),
        format,
        ..CreateParams::default()
    })
    .unwrap();
    let mut made = Vec::new();
    for (number, (path, length)) in (seed..).zip(files) {
        let data = noise(*length, number);
        builder.push(&data);
        let path = if multi_file { format!("{name}/{path}") } else { (*path).to_owned() };
        made.push((path, data));
    }
    (builder.finish().unwrap(), made)
}

/// Writes files below the save path of a server.
pub(crate) fn place(app: &TestApp, files: &[(String, Vec<u8>)]) {
    for (path, data) in files {
        let path = app.folder.path().join("save").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, data).unwrap();
    }
}

impl Pair {
    /// Both run, and the giver has published.
    pub(crate) async fn start(name: &str, files: &[(&str, u64)], piece: u32) -> Self {
        Self::start_as(TorrentFormat::V1, name, files, piece).await
    }

    /// The same with a torrent of another format.
    pub(crate) async fn start_as(
        format: TorrentFormat,
        name: &str,
        files: &[(&str, u64)],
        piece: u32,
    ) -> Self {
        let (metainfo, files) = torrent_as(format, name, files, piece, 1);
        let id = metainfo.id().to_string();
        let giver = TestApp::start().await;
        place(&giver, &files);
        let giver_client = giver.client().await;
        add(&giver_client, &metainfo.to_torrent_bytes(), &[]).await;
        until(&giver_client, &id, |row| row["codex_publish"] == "published").await;
        let exported = giver_client.get(&format!("torrents/export?hash={id}")).await;
        assert_eq!(exported.status, 200);
        let source = giver.app.codex_api_url.clone().unwrap();
        let edit = |config: &mut qcodex::config::Config| config.codex_sources.push(source);
        let clock = qcodex::clock::Clock::system();
        let taker = TestApp::start_with(clock, edit).await;
        let taker_client = taker.client().await;
        let torrent = exported.body;
        Self { giver, giver_client, taker, taker_client, id, torrent, files }
    }

    /// Adds the torrent to the taker.
    pub(crate) async fn take(&self, fields: &[(&str, &str)]) {
        add(&self.taker_client, &self.torrent, fields).await;
    }

    /// Waits until the taker has all of it, byte for byte, and ends both.
    pub(crate) async fn finished(self) {
        // The last name of a file comes after its last byte.
        let at_rest =
            |row: &serde_json::Value| row["state"] == "stalledUP" || row["state"] == "uploading";
        until(&self.taker_client, &self.id, at_rest).await;
        for (path, data) in &self.files {
            let path = self.taker.folder.path().join("save").join(path);
            assert!(std::fs::read(&path).unwrap() == *data, "{}", path.display());
        }
        self.taker.stop().await;
        self.giver.stop().await;
    }
}

/// Adds a `.torrent`.
pub(crate) async fn add(client: &Client, torrent: &[u8], fields: &[(&str, &str)]) {
    let files = [("torrents", "some.torrent", torrent)];
    let answer = client.send(Request::multipart("torrents/add", fields, &files)).await;
    assert_eq!(answer.text(), "Ok.");
}
