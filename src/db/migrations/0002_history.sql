-- Schema 2: transfer and quota over time. `step` is the length of the time that begins at `at`,
-- both in seconds; a quota that is not known is null.
CREATE TABLE history (
    step       INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    downloaded INTEGER NOT NULL,
    uploaded   INTEGER NOT NULL,
    quota_used INTEGER,
    quota_max  INTEGER,
    torrents   INTEGER NOT NULL,
    PRIMARY KEY (step, at)
) STRICT, WITHOUT ROWID;
