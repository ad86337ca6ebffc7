//! Form and query parameters: read and converted, whatever they are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::api::extract::{parse_body, parse_query};

fuzz_target!(|data: &[u8]| {
    let mut read = vec![parse_body(data)];
    read.extend(std::str::from_utf8(data).ok().map(parse_query));
    for params in read {
        for name in ["a", "hash", "hashes"] {
            let _converted = (params.flag(name), params.int(name), params.float(name));
            let _id = params.torrent_id(name);
            let _selection = params.selection(name);
            let _count = params.list(name, '|').count();
        }
    }
});
