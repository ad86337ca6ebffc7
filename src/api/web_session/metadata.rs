//! Metadata that a login asked for without adding it (webapi §3.8.2): what is there, and what is
//! still looked for.
//!
//! Lost with the web session. Bounded by number and by size; the oldest go first. A search ends
//! when its place here does.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::session::{IntakeError, MetadataSearch};
use crate::torrent::{Metainfo, TorrentId};

/// Metadata that is kept.
const MAX_KEPT: usize = 64;
/// Bytes of metadata that are kept, the newest always.
const MAX_BYTES: usize = 32 * 1024 * 1024;
/// Searches that run at once.
const MAX_SEARCHES: usize = 16;

/// What metadata was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Wanted {
    /// What an http(s) address holds.
    Url(String),
    /// A torrent.
    Id(TorrentId),
}

/// Where a question for metadata stands.
#[derive(Debug)]
pub(crate) enum Answered {
    /// It is here.
    Ready(Arc<Metainfo>),
    /// It is looked for.
    Running,
    /// The search came to its end without it; told once.
    Failed(IntakeError),
    /// Nobody asked.
    Unknown,
}

/// Metadata of one web session.
#[derive(Debug, Default)]
pub struct MetadataCache {
    /// With the size of each, the oldest first.
    kept: VecDeque<(usize, Arc<Metainfo>)>,
    urls: HashMap<String, TorrentId>,
    searches: HashMap<Wanted, MetadataSearch>,
}

impl MetadataCache {
    /// Where the question for `wanted` stands.
    pub(crate) fn ask(&mut self, wanted: &Wanted) -> Answered {
        if let Some(found) = self.kept(wanted) {
            return Answered::Ready(found);
        }
        let Some(search) = self.searches.get_mut(wanted) else { return Answered::Unknown };
        let Some(result) = search.poll() else { return Answered::Running };
        self.searches.remove(wanted);
        match result {
            Ok(metainfo) => {
                self.keep(Arc::clone(&metainfo));
                if let Wanted::Url(url) = wanted {
                    self.urls.insert(url.clone(), metainfo.id());
                }
                Answered::Ready(metainfo)
            }
            Err(error) => Answered::Failed(error),
        }
    }

    /// What is here, by address or by any id of the torrent.
    fn kept(&self, wanted: &Wanted) -> Option<Arc<Metainfo>> {
        let id = match wanted {
            Wanted::Url(url) => *self.urls.get(url)?,
            Wanted::Id(id) => *id,
        };
        let is = |metainfo: &Metainfo| metainfo.info_hash().lookup_ids().any(|own| own == id);
        self.kept.iter().find(|(_, metainfo)| is(metainfo)).map(|(_, found)| Arc::clone(found))
    }

    /// Keeps metadata; older one of the same torrent goes, and what has no room.
    pub(crate) fn keep(&mut self, metainfo: Arc<Metainfo>) {
        let id = metainfo.id();
        self.kept.retain(|(_, other)| other.id() != id);
        // What it was read from; the parsed form is in proportion to that.
        self.kept.push_back((metainfo.to_torrent_bytes().len(), metainfo));
        let mut bytes: usize = self.kept.iter().map(|(size, _)| *size).sum();
        while self.kept.len() > 1 && (self.kept.len() > MAX_KEPT || bytes > MAX_BYTES) {
            let gone = self.kept.pop_front().map_or(0, |(size, _)| size);
            bytes = bytes.saturating_sub(gone);
        }
        let kept = &self.kept;
        self.urls.retain(|_, id| kept.iter().any(|(_, metainfo)| metainfo.id() == *id));
    }

    /// Whether another search may start.
    pub(crate) fn has_room(&self) -> bool {
        self.searches.len() < MAX_SEARCHES
    }

    /// Waits for a search from now on.
    pub(crate) fn search(&mut self, wanted: Wanted, search: MetadataSearch) {
        self.searches.insert(wanted, search);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn torrent(n: usize) -> Arc<Metainfo> {
        let name = format!("{n:04}");
        let piece = "x".repeat(20);
        let info = format!("d6:lengthi1e4:name4:{name}12:piece lengthi16384e6:pieces20:{piece}e");
        Arc::new(Metainfo::parse(format!("d4:info{info}e").as_bytes()).unwrap())
    }

    #[test]
    fn the_oldest_goes_and_its_address_with_it() {
        let mut cache = MetadataCache::default();
        let first = torrent(0);
        cache.keep(Arc::clone(&first));
        cache.urls.insert("http://a/".to_owned(), first.id());
        let url = Wanted::Url("http://a/".to_owned());
        assert!(matches!(cache.ask(&url), Answered::Ready(found) if found.id() == first.id()));
        for n in 1..MAX_KEPT {
            cache.keep(torrent(n));
        }
        assert!(matches!(cache.ask(&Wanted::Id(first.id())), Answered::Ready(_)));
        cache.keep(torrent(MAX_KEPT));
        assert!(matches!(cache.ask(&Wanted::Id(first.id())), Answered::Unknown));
        assert!(matches!(cache.ask(&url), Answered::Unknown));
        assert_eq!((cache.kept.len(), cache.urls.len()), (MAX_KEPT, 0));
    }

    #[test]
    fn the_same_torrent_is_kept_once() {
        let mut cache = MetadataCache::default();
        cache.keep(torrent(1));
        cache.keep(torrent(1));
        assert_eq!(cache.kept.len(), 1);
    }
}
