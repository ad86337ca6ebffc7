//! The page's types, written from the wire types: `webui/src/api/types.gen.ts`.

use std::fmt::Write as _;

use ts_rs::{Config, TS};

use super::{
    Category, CodexNode, CodexReason, File, Properties, PseudoTracker, ServerState, Torrent,
    Tracker, TrackerRow, TransferInfo, WebSeed,
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/webui/src/api/types.gen.ts");

fn declare<T: TS>(out: &mut String, config: &Config) {
    out.push('\n');
    out.push_str(&T::docs().unwrap_or_default());
    let _ = writeln!(out, "export {}", T::decl(config));
}

fn generated() -> String {
    // Numbers of JSON are doubles in a page, whatever they are here.
    let config = Config::new().with_large_int("number");
    let mut out =
        "// Generated from the server's wire types: do not edit, run `make bless`.\n".to_owned();
    declare::<CodexReason>(&mut out, &config);
    declare::<Torrent>(&mut out, &config);
    declare::<File>(&mut out, &config);
    declare::<Properties>(&mut out, &config);
    declare::<PseudoTracker>(&mut out, &config);
    declare::<Tracker>(&mut out, &config);
    declare::<TrackerRow>(&mut out, &config);
    declare::<WebSeed>(&mut out, &config);
    declare::<Category>(&mut out, &config);
    declare::<CodexNode>(&mut out, &config);
    declare::<ServerState>(&mut out, &config);
    declare::<TransferInfo>(&mut out, &config);
    out.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
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
