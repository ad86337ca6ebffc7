//! Statuses for tests of the wire.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::session::{Capabilities, Generation, NodeKind, NodeState, NodeStatus};
use crate::session::{
    Content, ContentLayout, EffectiveShareLimits, FilePriority, FileStatus, PublishState,
    ServerStatus, ShareLimitAction, ShareLimits, ShareLimitsMode, Stopwatch, TorrentState,
    TorrentStatus, TransferTotals,
};
use crate::torrent::{Bitfield, InfoHash, Magnet, Metainfo, TorrentId};

/// Unix time of all samples.
pub(crate) const NOW: i64 = 1_800_000_000;

/// A magnet whose metadata is not known, as it is right after an add.
pub(crate) fn magnet() -> TorrentStatus {
    let magnet =
        Magnet::parse("magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=m").unwrap();
    TorrentStatus {
        id: magnet.info_hash.id().unwrap(),
        info_hash: magnet.info_hash,
        revision: 1,
        name: "m".to_owned(),
        state: TorrentState::ResolvingMetadata,
        stopped: false,
        forced: false,
        queued: false,
        had_finished: false,
        queue_position: Some(0),
        content: None,
        save_path: PathBuf::from("/data"),
        download_path: None,
        storage_path: PathBuf::from("/data"),
        auto_managed: false,
        category: String::new(),
        tags: Arc::default(),
        pieces: Arc::new(Bitfield::new(0)),
        pieces_active: Arc::new([]),
        files: Arc::new([]),
        wanted: 0,
        wanted_done: 0,
        check_progress: None,
        download_rate: 0,
        copies: false,
        upload_rate: 0,
        mean_download_rate: 0,
        mean_upload_rate: 0,
        totals: TransferTotals::default(),
        added_on: NOW - 100,
        completed_on: None,
        last_activity: None,
        seen_complete: None,
        active_time: Stopwatch { accumulated_secs: 0, running_since: Some(NOW - 100) },
        seeding_time: Stopwatch::default(),
        download_limit: None,
        upload_limit: None,
        share_limits: ShareLimits::default(),
        effective_limits: EffectiveShareLimits {
            ratio: None,
            seeding_minutes: None,
            inactive_minutes: None,
            action: ShareLimitAction::Stop,
            mode: ShareLimitsMode::MatchAny,
        },
        sequential: false,
        first_last_first: false,
        super_seeding: false,
        trackers: Arc::new([]),
        web_seeds: Arc::new([]),
        tls: Arc::default(),
        comment: String::new(),
        publish: PublishState::None,
        record: None,
        dataset: None,
        placement: None,
        reason: None,
        node: String::new(),
        published_at: None,
        expires_at: None,
        unpublished: false,
        holders: 0,
        evidence: Arc::default(),
        checked_at: None,
        bad_file: None,
        peers: Arc::new([]),
        magnet_uri: magnet.to_uri(),
    }
}

/// A magnet with an id of its own.
pub(crate) fn numbered(number: u8) -> TorrentStatus {
    TorrentStatus {
        id: TorrentId::new([number; 20]),
        info_hash: InfoHash::default(),
        name: format!("torrent {number}"),
        ..magnet()
    }
}

/// A torrent with metadata of which nothing is there; `name` is a file of `fixtures/torrents`.
pub(crate) fn torrent(name: &str) -> TorrentStatus {
    let path = format!("{}/fixtures/torrents/{name}.torrent", env!("CARGO_MANIFEST_DIR"));
    let metainfo = Arc::new(Metainfo::parse(&std::fs::read(path).unwrap()).unwrap());
    let content =
        Content::from_metainfo(Arc::clone(&metainfo), ContentLayout::Original, &BTreeMap::new());
    let file = FileStatus { priority: FilePriority::Normal, completed: 0, cid: None, tree: None };
    TorrentStatus {
        id: metainfo.id(),
        info_hash: metainfo.info_hash(),
        name: content.name.clone(),
        state: TorrentState::Downloading,
        pieces: Arc::new(Bitfield::new(usize::try_from(content.pieces).unwrap())),
        files: vec![file; content.files.len()].into(),
        wanted: content.total_size,
        comment: metainfo.comment.clone(),
        magnet_uri: metainfo.magnet().to_uri(),
        content: Some(Arc::new(content)),
        ..magnet()
    }
}

/// The same, complete and seeding.
pub(crate) fn seed(name: &str) -> TorrentStatus {
    let mut status = torrent(name);
    let content = Arc::clone(status.content.as_ref().unwrap());
    let files = content.files.iter().zip(status.files.iter());
    status.files =
        files.map(|(file, now)| FileStatus { completed: file.length, ..now.clone() }).collect();
    TorrentStatus {
        state: TorrentState::Seeding,
        had_finished: true,
        queue_position: None,
        pieces: Arc::new(Bitfield::full(usize::try_from(content.pieces).unwrap())),
        wanted_done: status.wanted,
        completed_on: Some(NOW - 50),
        seeding_time: Stopwatch { accumulated_secs: 0, running_since: Some(NOW - 50) },
        ..status
    }
}

/// Tags as the session keeps them.
pub(crate) fn tags(list: &[&str]) -> Arc<BTreeSet<String>> {
    Arc::new(list.iter().map(|tag| (*tag).to_owned()).collect())
}

/// A server at rest.
pub(crate) fn server() -> ServerStatus {
    ServerStatus {
        all_time_download: 0,
        all_time_upload: 0,
        session_download: 0,
        session_upload: 0,
        session_wasted: 0,
        download_rate: 0,
        upload_rate: 0,
        download_limit: None,
        upload_limit: None,
        alternative_limits: false,
        paused: false,
        free_space: None,
        save_path: PathBuf::from("/data"),
        node: NodeStatus {
            state: NodeState::Online,
            capabilities: Capabilities {
                kind: NodeKind::Embedded,
                version: String::new(),
                generation: Generation::C,
                ranged_reads: true,
                leaf_hashes: true,
                import_by_reference: true,
                exists: true,
                progress: true,
                cancel: true,
                upload_accounting: true,
                rate_limits: false,
                peers: false,
                torrent_extension: false,
                background: false,
                advertise: false,
                marketplace: false,
                is_qcodex: true,
            },
            latency_ms: 0,
        },
        node_keeps: None,
        lost_after: None,
        node_info: Arc::default(),
        space: None,
        known_nodes: 0,
        disk_jobs: 0,
        queued_bytes: 0,
        buffer_bytes: 0,
        open_streams: 0,
    }
}
