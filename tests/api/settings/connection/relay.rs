//! A proxy of every kind in one: HTTP, SOCKS4, `SOCKS4a` and SOCKS5, with or without a login. It
//! forwards nothing: what would be the other side is played here, so that names which nobody has
//! can be asked for. A tunnel to port 443 speaks TLS with a certificate that nobody signed.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use data_encoding::BASE64;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How the proxy was asked, e.g. `socks5 10.0.0.1:80` or `http name.invalid`.
type Seen = Arc<Mutex<Vec<String>>>;

/// Answers a request by its head, the host in it included.
pub(super) type Answer = Arc<dyn Fn(&str) -> Vec<u8> + Send + Sync>;

/// Runs to the end of the process.
pub(super) struct Relay {
    pub(super) address: SocketAddr,
    seen: Seen,
}

#[derive(Clone)]
struct Rules {
    login: Option<(&'static str, &'static str)>,
    answer: Answer,
    tls: Arc<ServerConfig>,
    seen: Seen,
    /// It is no proxy but a site with TLS.
    site: bool,
}

/// TLS with a certificate for these names that nobody vouches for.
fn self_signed(names: &[&str]) -> Arc<ServerConfig> {
    rustls::crypto::ring::default_provider().install_default().ok();
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder().with_no_client_auth();
    Arc::new(config.with_single_cert(vec![made.cert.der().clone()], key).unwrap())
}

impl Relay {
    /// A proxy; without a login it takes everybody.
    pub(super) fn start(
        login: Option<(&'static str, &'static str)>,
        answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let tls = self_signed(&["download.db-ip.com"]);
        Self::run(Rules {
            login,
            answer: Arc::new(answer),
            tls,
            seen: Seen::default(),
            site: false,
        })
    }

    /// A site with https.
    pub(super) fn https(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let tls = self_signed(&["127.0.0.1", "localhost"]);
        let answer = Arc::new(answer);
        Self::run(Rules { login: None, answer, tls, seen: Seen::default(), site: true })
    }

    fn run(rules: Rules) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, seen) = (listener.local_addr().unwrap(), Arc::clone(&rules.seen));
        thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let rules = rules.clone();
                thread::spawn(move || drop(rules.serve(socket)));
            }
        });
        Self { address, seen }
    }

    /// What was asked since this was last called.
    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    /// The settings that lead here.
    pub(super) fn settings(&self, kind: &str) -> serde_json::Value {
        serde_json::json!({"proxy_type": kind, "proxy_ip": "127.0.0.1",
            "proxy_port": self.address.port()})
    }
}

fn bytes<const N: usize>(from: &mut impl Read) -> std::io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn counted(from: &mut impl Read) -> std::io::Result<String> {
    let [length] = bytes(from)?;
    let mut text = vec![0; usize::from(length)];
    from.read_exact(&mut text)?;
    Ok(String::from_utf8(text).unwrap())
}

fn zero_ended(from: &mut impl Read) -> std::io::Result<String> {
    let mut text = Vec::new();
    loop {
        match bytes(from)? {
            [0] => return Ok(String::from_utf8(text).unwrap()),
            [byte] => text.push(byte),
        }
    }
}

fn head(from: &mut impl Read, first: &[u8]) -> std::io::Result<String> {
    let mut head = first.to_vec();
    while !head.ends_with(b"\r\n\r\n") {
        head.extend(bytes::<1>(from)?);
    }
    Ok(String::from_utf8(head).unwrap())
}

impl Rules {
    fn note(&self, text: String) {
        self.seen.lock().unwrap().push(text);
    }

    fn serve(&self, mut socket: TcpStream) -> std::io::Result<()> {
        if self.site {
            return self.answer(socket, true);
        }
        match bytes(&mut socket)? {
            [5] => {
                let target = self.socks5(&mut socket)?;
                self.note(format!("socks5 {target}"));
                self.answer(socket, target.ends_with(":443"))
            }
            [4] => {
                let target = socks4(&mut socket)?;
                self.note(format!("socks4 {target}"));
                self.answer(socket, target.ends_with(":443"))
            }
            first => self.http(socket, &first),
        }
    }

    fn socks5(&self, socket: &mut TcpStream) -> std::io::Result<String> {
        let [count] = bytes(socket)?;
        let mut methods = vec![0; usize::from(count)];
        socket.read_exact(&mut methods)?;
        if let Some((user, password)) = self.login {
            if !methods.contains(&2) {
                socket.write_all(&[5, 0xff])?;
                return Err(std::io::ErrorKind::PermissionDenied.into());
            }
            socket.write_all(&[5, 2])?;
            assert_eq!(bytes(socket)?, [1]);
            let given = (counted(socket)?, counted(socket)?);
            let good = (given.0.as_str(), given.1.as_str()) == (user, password);
            socket.write_all(&[1, u8::from(!good)])?;
            if !good {
                return Err(std::io::ErrorKind::PermissionDenied.into());
            }
        } else {
            socket.write_all(&[5, 0])?;
        }
        let [5, 1, 0, kind] = bytes(socket)? else { panic!("no request to connect") };
        let host = match kind {
            1 => IpAddr::from(Ipv4Addr::from(bytes::<4>(socket)?)).to_string(),
            4 => IpAddr::from(Ipv6Addr::from(bytes::<16>(socket)?)).to_string(),
            _ => counted(socket)?,
        };
        let port = u16::from_be_bytes(bytes(socket)?);
        socket.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
        Ok(format!("{host}:{port}"))
    }

    fn http(&self, mut socket: TcpStream, first: &[u8]) -> std::io::Result<()> {
        let head = head(&mut socket, first)?;
        let lower = head.to_ascii_lowercase();
        if let Some((user, password)) = self.login {
            let token = BASE64.encode(format!("{user}:{password}").as_bytes());
            if !head.contains(&format!("Basic {token}\r\n")) {
                return socket.write_all(
                    b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
                );
            }
        }
        let target = lower.split(' ').nth(1).unwrap();
        if lower.starts_with("connect ") {
            self.note(format!("tunnel {target}"));
            socket.write_all(b"HTTP/1.1 200 Go\r\n\r\n")?;
            return self.answer(socket, target.ends_with(":443"));
        }
        let host = target.trim_start_matches("http://").split('/').next().unwrap();
        self.note(format!("http {host}"));
        socket.write_all(&(self.answer)(&lower.replacen(&format!("http://{host}"), "", 1)))
    }

    fn answer(&self, mut socket: TcpStream, tls: bool) -> std::io::Result<()> {
        if tls {
            let mut stream =
                StreamOwned::new(ServerConnection::new(Arc::clone(&self.tls)).unwrap(), socket);
            let head = head(&mut stream, b"")?;
            stream.write_all(&(self.answer)(&head.to_ascii_lowercase()))?;
            stream.conn.send_close_notify();
            return stream.flush();
        }
        let head = head(&mut socket, b"")?;
        socket.write_all(&(self.answer)(&head.to_ascii_lowercase()))
    }
}

/// Version 4 without a login, and 4a, which gives a name.
fn socks4(socket: &mut TcpStream) -> std::io::Result<String> {
    assert_eq!(bytes(socket)?, [1], "no request to connect");
    let port = u16::from_be_bytes(bytes(socket)?);
    let ip = bytes::<4>(socket)?;
    zero_ended(socket)?;
    let host = match ip {
        [0, 0, 0, last] if last != 0 => zero_ended(socket)?,
        ip => Ipv4Addr::from(ip).to_string(),
    };
    socket.write_all(&[0, 90, 0, 0, 0, 0, 0, 0])?;
    Ok(format!("{host}:{port}"))
}
