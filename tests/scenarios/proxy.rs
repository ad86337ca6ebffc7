//! A TCP proxy between two servers that holds back or spoils what a node answers.
//!
//! Counted in bytes, never in time: a test says how many bytes of answers may pass, waits until
//! they have, does what it wants "in the middle", and says go on. qcodex uses a connection for
//! one request, so a connection's answer is one head and one body.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Bodies longer than this are content; shorter ones are manifests, records and the like.
const CONTENT: u64 = 128 * 1024;

/// Which byte of a body is spoiled.
const SPOILED: u64 = 70_000;

/// Runs until it is dropped.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    gate: Arc<Gate>,
}

#[derive(Debug)]
struct Gate {
    target: SocketAddr,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    /// Bytes of content that may still pass; small answers always do.
    budget: u64,
    passed: u64,
    spoil: bool,
    spoiled: u64,
    refuse: bool,
    closed: bool,
    open: Vec<TcpStream>,
}

impl Proxy {
    /// Passes everything on to the server at `url`.
    pub fn to(url: &str) -> Self {
        let target = url.trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let gate = Arc::new(Gate {
            target,
            state: Mutex::new(State {
                budget: u64::MAX,
                passed: 0,
                spoil: false,
                spoiled: 0,
                refuse: false,
                closed: false,
                open: Vec::new(),
            }),
            changed: Condvar::new(),
        });
        let accepting = Arc::clone(&gate);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if accepting.state().closed {
                    return;
                }
                let gate = Arc::clone(&accepting);
                thread::spawn(move || gate.serve(&client));
            }
        });
        Self { address, gate }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets so many further bytes of content pass, then holds.
    pub fn hold_after(&self, bytes: u64) {
        self.gate.change(|state| state.budget = bytes);
    }

    /// Lets everything pass.
    pub fn open(&self) {
        self.gate.change(|state| state.budget = u64::MAX);
    }

    /// Spoils one byte of every body that is content, or no longer does.
    pub fn spoil(&self, spoil: bool) {
        self.gate.change(|state| state.spoil = spoil);
    }

    /// Breaks all connections and takes no new ones, or takes them again.
    pub fn refuse(&self, refuse: bool) {
        self.gate.change(|state| {
            state.refuse = refuse;
            if refuse {
                state.break_all();
            }
        });
    }

    /// True when the bytes allowed have passed.
    pub fn is_held(&self) -> bool {
        self.gate.state().budget == 0
    }

    /// Bytes of content that passed.
    pub fn passed(&self) -> u64 {
        self.gate.state().passed
    }

    /// Bodies that were spoiled.
    pub fn spoiled(&self) -> u64 {
        self.gate.state().spoiled
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.gate.change(|state| {
            state.closed = true;
            state.break_all();
        });
        // Wakes the accepting thread.
        drop(TcpStream::connect(self.address));
    }
}

impl State {
    fn break_all(&mut self) {
        for stream in self.open.drain(..) {
            stream.shutdown(Shutdown::Both).ok();
        }
    }
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_all();
    }

    /// Waits until bytes may pass; how many of `wanted`. None when the proxy is closed or refuses.
    fn pass(&self, wanted: u64) -> Option<u64> {
        let mut state = self.state();
        while state.budget == 0 && !state.closed && !state.refuse {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed || state.refuse {
            return None;
        }
        let take = wanted.min(state.budget);
        if state.budget != u64::MAX {
            state.budget -= take;
        }
        state.passed += take;
        Some(take)
    }

    fn serve(&self, client: &TcpStream) {
        if self.state().refuse {
            return;
        }
        let Ok(server) = TcpStream::connect(self.target) else { return };
        {
            let mut state = self.state();
            state.open.extend([client.try_clone(), server.try_clone()].into_iter().flatten());
        }
        if let (Ok(mut from), Ok(mut to)) = (client.try_clone(), server.try_clone()) {
            thread::spawn(move || {
                std::io::copy(&mut from, &mut to).ok();
                to.shutdown(Shutdown::Write).ok();
            });
        }
        self.answer(&server, client);
        client.shutdown(Shutdown::Both).ok();
        server.shutdown(Shutdown::Both).ok();
    }

    /// Passes one answer on: the head at once, content as allowed. `None` at its end.
    fn answer(&self, mut server: &TcpStream, mut client: &TcpStream) -> Option<()> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            server.read_exact(&mut byte).ok()?;
            head.push(byte[0]);
        }
        client.write_all(&head).ok()?;
        let content = content_length(&head).is_some_and(|length| length > CONTENT);
        let mut buffer = vec![0; 64 * 1024];
        let mut at = 0;
        loop {
            let read = server.read(&mut buffer).ok().filter(|read| *read > 0)?;
            let mut rest = &mut buffer[..read];
            while !rest.is_empty() {
                let wanted = u64::try_from(rest.len()).unwrap();
                let take = if content { self.pass(wanted)? } else { wanted };
                let (now, later) = rest.split_at_mut(usize::try_from(take).unwrap());
                if content && (at..at + take).contains(&SPOILED) && self.state().spoil {
                    now[usize::try_from(SPOILED - at).unwrap()] ^= 0x10;
                    self.change(|state| state.spoiled += 1);
                }
                client.write_all(now).ok()?;
                at += take;
                rest = later;
            }
        }
    }
}

fn content_length(head: &[u8]) -> Option<u64> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.lines().find_map(|line| line.strip_prefix("content-length:"))?;
    value.trim().parse().ok()
}
