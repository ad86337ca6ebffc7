//! Lists of addresses of any form are read to their end, and what counts was written there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::services::ip_filter::{Format, parse};

fuzz_target!(|data: &[u8]| {
    for format in [Format::Dat, Format::P2p, Format::P2b] {
        if let Ok(parsed) = parse(data, format) {
            assert_eq!(parsed.rules.is_empty(), parsed.count == 0);
            assert!(parsed.told.len() <= parsed.mistakes);
        }
    }
});
