//! A link that is taken means the same when it is written anew.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::torrent::Magnet;

fuzz_target!(|text: &str| {
    let _looks = Magnet::is_magnet_like(text);
    let Ok(magnet) = Magnet::parse(text) else { return };
    if let Ok(again) = Magnet::parse(&magnet.to_uri()) {
        assert_eq!(again.info_hash, magnet.info_hash);
        assert_eq!(again.codex, magnet.codex);
    }
});
