//! What the server under test finds around it: files on disk, and a small HTTP server with
//! `.torrent` files and a tracker.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::samples;

/// Where the tracker of the recordings was: in the `.torrent` files too.
const RECORDED: &[u8] = b"127.0.0.1:19101";

/// The HTTP server; ends when dropped.
#[derive(Debug)]
pub struct Host {
    /// `127.0.0.1:PORT`; as long as the recorded one, so that it can stand in bencode.
    pub address: String,
    _tasks: JoinSet<()>,
}

impl Host {
    /// Starts on a free port.
    pub async fn start() -> Self {
        let listener = loop {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            if listener.local_addr().unwrap().to_string().len() == RECORDED.len() {
                break listener;
            }
        };
        let address = listener.local_addr().unwrap().to_string();
        let mut tasks = JoinSet::new();
        let own = Arc::new(address.clone());
        tasks.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let own = Arc::clone(&own);
                connections.spawn(async move { drop(serve(stream, &own).await) });
            }
        });
        Self { address, _tasks: tasks }
    }

    /// A sample with this server as its tracker.
    pub fn torrent(&self, name: &str) -> Vec<u8> {
        torrent(name, &self.address).unwrap_or_else(|| panic!("no sample {name}"))
    }
}

async fn serve(mut stream: TcpStream, own: &str) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.windows(4).any(|four| four == b"\r\n\r\n") && head.len() < 16_384 {
        let byte = stream.read_u8().await?;
        head.push(byte);
    }
    let head = String::from_utf8_lossy(&head);
    let target = head.split(' ').nth(1).unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default();
    let body = match path {
        "/announce" => Some(
            b"d8:completei1e10:downloadedi5e10:incompletei0e8:intervali1800e12:min intervali900e5:peers0:e"
                .to_vec(),
        ),
        "/scrape" => Some(b"d5:filesdee".to_vec()),
        path => path
            .strip_prefix("/t/")
            .and_then(|name| name.strip_suffix(".torrent"))
            .and_then(|name| torrent(name, own)),
    };
    let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
    let body = body.unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/x-bittorrent\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), &body].concat()).await
}

fn torrent(name: &str, address: &str) -> Option<Vec<u8>> {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/torrents");
    let mut bytes = std::fs::read(folder.join(format!("{name}.torrent"))).ok().filter(|_| plain)?;
    let places: Vec<_> =
        (0..bytes.len()).filter(|start| bytes[*start..].starts_with(RECORDED)).collect();
    for start in places {
        bytes[start..start + RECORDED.len()].copy_from_slice(address.as_bytes());
    }
    Some(bytes)
}

/// Lays down what the requests expect below the folder that they name.
pub fn lay_down(save: &Path) {
    let payload = save.with_file_name("payload");
    samples::place(&payload);
    let put = |path: &str, content: &[u8]| {
        let path = save.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    let content = |path: &str| std::fs::read(payload.join(path)).unwrap();
    put("dirlist/file ü.txt", b"x");
    put("dirlist/.hidden", b"x");
    std::fs::create_dir_all(save.join("dirlist/sub dir")).unwrap();
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let file = std::fs::File::options().write(true).open(save.join("dirlist/file ü.txt")).unwrap();
    file.set_modified(old).unwrap();
    put("seed/seed.bin", &content("seed.bin"));
    let mut half = content("hybrid dir/a.dat");
    half[200_000..].fill(0);
    put("partial/hybrid dir/a.dat", &half);
    for path in ["creator dir/c1.txt", "creator dir/n/c2.txt"] {
        put(path, &content(path));
    }
}

/// Files below a folder, relative to it, sorted.
pub fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(inner).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}
