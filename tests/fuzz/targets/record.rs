//! A record that is taken describes its own torrent and is written back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::torrent::Record;

fuzz_target!(|data: &[u8]| {
    let _looks = Record::looks_like(data);
    let Ok(record) = Record::parse(data) else { return };
    record.placement.check(&record.metainfo.info).expect("a record fits its own torrent");
    if let Ok(bytes) = Record::encode(&record.metainfo, &record.placement) {
        let again = Record::parse(&bytes).expect("what is written is taken");
        assert_eq!(again.placement, record.placement);
    }
});
