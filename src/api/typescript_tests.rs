//! The page's types, written from the wire types: `webui/src/api/types.gen.ts`.
//!
//! Roots are listed; what they consist of follows. Answers that are differences (`sync/*`) are put
//! together in `webui/src/api/types.ts`, of parts of these.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use super::app::{ApiKey, BuildInfo, DirectoryEntry, Interface, ProcessInfo, StoredCookie};
use super::codex::{
    Applied, Capabilities, History, ItemSources, Move, Presets, PublishAnswer, Settings, Sources,
    StorageMarket,
};
use super::log::{BlockedPeer, Line};
use super::model::{
    Category, File, Peer, Properties, ServerState, Torrent, TrackerRow, TransferInfo, WebSeed,
};
use super::torrent_creator::{Added, Row};
use super::torrents::add::Outcome;
use super::torrents::metadata::{Metadata, Names};
use super::torrents::peers::Counts;
use super::torrents::tls::Parameters;
use super::transfer::SpeedLimits;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/webui/src/api/types.gen.ts");

const HEAD: &str = "// Generated from the server's wire types: do not edit, run `make bless`.

/**
 * Folder → 0 (the folder itself), 1 (the default save path) or a path.
 */
export type WatchedFolders = Record<string, number | string>;

/**
 * A value of a preference or of a setting of the node, as it travels.
 */
export type OptionValue = boolean | number | string | readonly string[] | WatchedFolders | null;
";

struct Declarations {
    config: Config,
    /// Names with the Rust types behind them and what is written. In the order of their names:
    /// the order of visits is another one in each build.
    done: BTreeMap<String, (std::any::TypeId, String)>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // What is no type of its own has no place either: numbers, lists, maps.
        if T::output_path().is_none() {
            T::visit_generics(self);
            return;
        }
        let name = T::ident(&self.config);
        let id = std::any::TypeId::of::<T>();
        if let Some((other, _)) = self.done.get(&name) {
            assert_eq!(*other, id, "two types are called {name}");
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let text = format!("\n{docs}export {}\n", T::decl(&self.config));
        self.done.insert(name, (id, text));
        T::visit_dependencies(self);
    }
}

fn generated() -> String {
    // Numbers of JSON are doubles in a page, whatever they are here.
    let config = Config::new().with_large_int("number");
    let mut all = Declarations { config, done: BTreeMap::new() };
    // torrents and sync
    all.visit::<Torrent>();
    all.visit::<File>();
    all.visit::<Properties>();
    all.visit::<TrackerRow>();
    all.visit::<WebSeed>();
    all.visit::<Peer>();
    all.visit::<Category>();
    all.visit::<ServerState>();
    all.visit::<Outcome>();
    all.visit::<Metadata<'static>>();
    all.visit::<Names>();
    all.visit::<Counts>();
    all.visit::<Parameters<'static>>();
    // transfer, app, log, torrentcreator
    all.visit::<TransferInfo>();
    all.visit::<SpeedLimits>();
    all.visit::<BuildInfo>();
    all.visit::<ProcessInfo>();
    all.visit::<Interface>();
    all.visit::<DirectoryEntry>();
    all.visit::<StoredCookie>();
    all.visit::<ApiKey>();
    all.visit::<Line<'static>>();
    all.visit::<BlockedPeer>();
    all.visit::<Added>();
    all.visit::<Row<'static>>();
    // codex
    all.visit::<Capabilities>();
    all.visit::<Settings>();
    all.visit::<Presets>();
    all.visit::<Applied>();
    all.visit::<Move>();
    all.visit::<PublishAnswer>();
    all.visit::<StorageMarket>();
    all.visit::<Sources>();
    all.visit::<ItemSources>();
    all.visit::<History>();
    let declarations = all.done.values().flat_map(|(_, text)| text.lines());
    HEAD.lines().chain(declarations).flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// `QCODEX_BLESS=1` writes the file instead of comparing it.
#[test]
#[expect(clippy::disallowed_methods, reason = "a switch for developers, not for the program")]
fn the_page_has_the_types_of_the_wire() {
    let text = generated();
    if std::env::var_os("QCODEX_BLESS").is_some() {
        std::fs::write(FILE, text).unwrap();
        return;
    }
    let found = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(found == text, "webui/src/api/types.gen.ts is old: run `make bless`");
}
