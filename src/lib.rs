//! qcodex: a qBittorrent-compatible WebUI backend on a Codex-backed session.
//!
//! The server speaks qBittorrent's Web API and keeps and fetches its content in Codex, a network
//! of content-addressed 64 KiB blocks. Behind the API there is no BitTorrent engine but a
//! libtorrent-shaped [`session`] over a [`codex`] node: an embedded one, or a real one over REST.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | session | the engine: torrents, settings, queue, alerts. Never a login (a *web session*) |
//! | torrent | an item a client sees: metainfo or a bare dataset, plus its files on disk |
//! | node | the Codex side in use: embedded, REST, or in memory for tests |
//! | source | a further node that is only read from |
//! | dataset | content in Codex, named by its manifest CID: blocks, tree, manifest |
//! | placement | where a torrent's bytes lie: one dataset per non-empty file |
//! | record | a small file that carries a placement, itself a dataset: the thing to share |
//! | publish | make placement and record exist in the node, after the files are verified |
//! | capability | a fact about the running node that decides what applies and what is shown |
//!
//! # Layers
//!
//! Arrows say "may use"; what is not drawn is forbidden, and `tests/layering.rs` checks it.
//!
//! ```text
//!            app ──▶ everything            main ──▶ app, cli, telemetry
//!             │
//!   api ──▶ services ──▶ session   (api uses session, too)
//!   api ──▶ session ──▶ codex      node_api ──▶ codex
//!    │        │  │  └─▶ db ──▶ torrent
//!    └─▶ webui│  └────▶ fetch
//!             └───────▶ torrent (pure)
//!   leaves that everybody may use: byte_range, clock, tasks, telemetry
//! ```
//!
//! [`torrent`] is pure: formats, hashes, paths. [`codex`] knows CIDs and nodes, and no torrents.
//! [`db`] is the only module with SQL. [`session`] knows both worlds and no HTTP server. [`api`]
//! is qBittorrent's wire: names, quirks and status codes end there.
//!
//! # Threads
//!
//! One multi-threaded runtime owns the session actor, the nodes' actors and all tasks; they are
//! started through [`tasks::Tasks`] alone, so that the end can wait for them. Requests are
//! answered on actix workers, each with a runtime of its own: a handler sends one command or
//! reads one snapshot and never owns a task. The database, the embedded node's index and hashing
//! have threads of their own or run on the blocking pool.
//!
//! ```text
//!  HTTP ─▶ handler ── Command + reply ──▶ session actor ── rows ──▶ database thread
//!             ▲                             │      ▲                    │
//!             └──── published snapshot ◀────┘      └── TaskEvent ──── tasks ──▶ Codex nodes
//! ```
//!
//! # Invariants
//!
//! * Only the session actor changes session state, and it never awaits I/O.
//! * A handler either sends one command or reads one snapshot; it holds no handle to the database
//!   or to Codex.
//! * Wire types are never stored, and session types are never serialised to the wire.
//! * A change is durable before it is published or acknowledged.
//! * Nothing is reported complete that is not verified on disk.
//!
//! # What is not here
//!
//! No BitTorrent: no peers, trackers or DHT of its own; what belongs to them is kept as data and
//! answered truthfully. No network side of the embedded node. RSS and search are listed as not
//! built in `docs/endpoints.md`, and answer 404.

pub mod api;
pub mod app;
pub mod byte_range;
pub mod cli;
pub mod clock;
pub mod codex;
pub mod config;
pub mod db;
pub mod fetch;
pub mod node_api;
pub mod resources;
pub mod services;
pub mod session;
pub mod tasks;
pub mod telemetry;
pub mod throttle;
pub mod torrent;
pub mod webui;
