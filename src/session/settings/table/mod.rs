//! The one table of settings: a row per key of qBittorrent 5.3.0, by page.
//!
//! `app/preferences`, `app/setPreferences`, the capabilities and the documentation come from it.
//! A key without a row, or with two, does not compile.

mod advanced_app;
mod advanced_disk;
mod advanced_peers;
mod advanced_sockets;
mod behavior;
mod bittorrent;
mod connection;
mod downloads;
mod rss;
mod speed;
mod web_ui;

use super::key::Key;
use super::row::Row;

/// The rows by page, in the order in which a page shows them.
const PAGES: &[&[Row]] = &[
    behavior::ROWS,
    downloads::ROWS,
    connection::ROWS,
    speed::ROWS,
    bittorrent::ROWS,
    rss::ROWS,
    web_ui::ROWS,
    advanced_app::ROWS,
    advanced_disk::ROWS,
    advanced_sockets::ROWS,
    advanced_peers::ROWS,
];

static BY_KEY: [&Row; Key::ALL.len()] = by_key();

/// The row of a key.
#[expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "BY_KEY has an element for every variant"
)]
pub fn row(key: Key) -> &'static Row {
    BY_KEY[key as usize]
}

/// All rows, page by page.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    PAGES.iter().copied().flatten()
}

#[expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "runs at compile time only: a mistake in the table stops the build"
)]
const fn by_key() -> [&'static Row; Key::ALL.len()] {
    let mut found: [Option<&'static Row>; Key::ALL.len()] = [None; Key::ALL.len()];
    let mut page = 0;
    while page < PAGES.len() {
        let rows = PAGES[page];
        let mut index = 0;
        while index < rows.len() {
            let slot = rows[index].key as usize;
            assert!(found[slot].is_none(), "a key has two rows");
            found[slot] = Some(&rows[index]);
            index += 1;
        }
        page += 1;
    }
    let mut all = [&PAGES[0][0]; Key::ALL.len()];
    let mut slot = 0;
    while slot < all.len() {
        match found[slot] {
            Some(row) => all[slot] = row,
            None => panic!("a key has no row"),
        }
        slot += 1;
    }
    all
}
