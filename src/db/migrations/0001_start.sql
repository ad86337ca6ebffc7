-- Schema 1. Blobs named `bytes` and `resume` are opaque here: their own first byte is
-- their version, and the session reads them.

-- One row per key that is not about one torrent: number of torrents at the last clean stop.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE torrents (
    id     BLOB PRIMARY KEY,
    queue  INTEGER,
    resume BLOB NOT NULL
) STRICT;

CREATE TABLE metainfo (
    id    BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- Apart from `torrents`, because it is rewritten far more often.
CREATE TABLE progress (
    id    BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- Leaf hashes of running fetches, per file of a torrent.
CREATE TABLE leaves (
    id    BLOB NOT NULL,
    file  INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (id, file)
) STRICT;

-- Values are JSON texts.
CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE categories (
    name    TEXT PRIMARY KEY,
    options TEXT NOT NULL
) STRICT;

CREATE TABLE tags (
    name TEXT PRIMARY KEY
) STRICT;

-- What this session put into a node. `how`: 0 owned copy, 1 reference to the file at `path`.
CREATE TABLE datasets (
    node   TEXT NOT NULL,
    cid    TEXT NOT NULL,
    tree   TEXT NOT NULL,
    length INTEGER NOT NULL,
    how    INTEGER NOT NULL CHECK (how IN (0, 1)),
    path   TEXT,
    PRIMARY KEY (node, cid)
) STRICT;

-- Who needs a dataset: exactly one of `torrent` and `record` is not empty.
CREATE TABLE dataset_references (
    torrent BLOB NOT NULL,
    record  TEXT NOT NULL,
    cid     TEXT NOT NULL,
    PRIMARY KEY (torrent, record, cid)
) STRICT;

-- Every info hash whose record was ever seen or published here.
CREATE TABLE catalogue (
    hash    BLOB PRIMARY KEY,
    record  TEXT NOT NULL,
    bytes   BLOB,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE stats (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE kv (
    space TEXT NOT NULL,
    key   TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (space, key)
) STRICT;
