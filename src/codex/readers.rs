//! Who reads datasets from the embedded node over its API: whoever serves notes it, the session
//! asks once a second. Numbers of this run alone; nothing is stored.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Cid;

/// Most readers that are told apart between two questions; bytes of further ones are served all
/// the same, and counted for the dataset.
const MAX_READERS: usize = 4096;

/// Longest text by which a reader may call itself, in bytes.
const MAX_CLIENT: usize = 64;

/// What was read since the last question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The dataset.
    pub cid: Cid,
    /// From where it is read: of several connections of one reader the first.
    pub peer: SocketAddr,
    /// What the reader calls itself; empty when it does not say.
    pub client: Arc<str>,
    /// Bytes sent since the last question.
    pub bytes: u64,
    /// A stream is open.
    pub open: bool,
}

type Key = (Cid, IpAddr, Arc<str>);

#[derive(Debug)]
struct Slot {
    port: u16,
    bytes: u64,
    streams: usize,
}

/// The list; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct Readers(Arc<Mutex<HashMap<Key, Slot>>>);

impl Readers {
    fn slots(&self) -> MutexGuard<'_, HashMap<Key, Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A stream begins; it ends when the answer is dropped. `None` when there are too many.
    pub fn open(&self, cid: Cid, peer: SocketAddr, client: &str) -> Option<Reader> {
        let end = client.floor_char_boundary(MAX_CLIENT);
        let (client, _) = client.split_at_checked(end).unwrap_or_default();
        let client: String = client.chars().filter(|c| !c.is_control()).collect();
        let key = (cid, peer.ip(), Arc::from(client));
        let mut slots = self.slots();
        if slots.len() >= MAX_READERS && !slots.contains_key(&key) {
            return None;
        }
        let slot = slots.entry(key.clone());
        slot.or_insert(Slot { port: peer.port(), bytes: 0, streams: 0 }).streams += 1;
        Some(Reader { list: self.clone(), key })
    }

    /// What was read since this was last asked, and who still reads.
    pub fn take(&self) -> Vec<Reading> {
        let mut readings = Vec::new();
        self.slots().retain(|(cid, ip, client), slot| {
            readings.push(Reading {
                cid: *cid,
                peer: SocketAddr::new(*ip, slot.port),
                client: Arc::clone(client),
                bytes: std::mem::take(&mut slot.bytes),
                open: slot.streams > 0,
            });
            slot.streams > 0
        });
        readings
    }
}

/// A stream that is being read.
#[derive(Debug)]
pub struct Reader {
    list: Readers,
    key: Key,
}

impl Reader {
    /// Bytes go out.
    pub fn sent(&self, bytes: u64) {
        if let Some(slot) = self.list.slots().get_mut(&self.key) {
            slot.bytes = slot.bytes.saturating_add(bytes);
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(slot) = self.list.slots().get_mut(&self.key) {
            slot.streams = slot.streams.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Codec;
    use super::*;

    #[test]
    fn bytes_are_told_once_and_readers_while_they_read() {
        let readers = Readers::default();
        let cid = Cid::new(Codec::Manifest, [7; 32]);
        let at = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let one = readers.open(cid, at(1), "a\r\nb").unwrap();
        let two = readers.open(cid, at(2), "a\r\nb").unwrap();
        one.sent(5);
        two.sent(6);
        let reading = |bytes, open| Reading { cid, peer: at(1), client: "ab".into(), bytes, open };
        assert_eq!(readers.take(), [reading(11, true)]);
        drop(one);
        assert_eq!(readers.take(), [reading(0, true)]);
        two.sent(1);
        drop(two);
        assert_eq!(readers.take(), [reading(1, false)]);
        assert_eq!(readers.take(), []);
    }

    #[test]
    fn the_list_is_bounded() {
        let readers = Readers::default();
        let cid = Cid::new(Codec::Manifest, [7; 32]);
        let at = SocketAddr::from(([127, 0, 0, 1], 1));
        let open: Vec<_> =
            (0..MAX_READERS + 9).map(|n| readers.open(cid, at, &format!("{n}"))).collect();
        assert_eq!(open.iter().flatten().count(), MAX_READERS);
        let long = "ä".repeat(200);
        drop(open);
        readers.take();
        let reader = readers.open(cid, at, &long).unwrap();
        assert!(reader.key.2.len() <= MAX_CLIENT);
    }
}
