//! A `.torrent` that is taken is taken again when it is written anew, as the same torrent.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::torrent::{ContentLayout, Metainfo};

fuzz_target!(|data: &[u8]| {
    let Ok(metainfo) = Metainfo::parse(data) else { return };
    for layout in [ContentLayout::Original, ContentLayout::Subfolder, ContentLayout::NoSubfolder] {
        let layout = metainfo.info.layout(layout);
        assert_eq!(layout.total_size(), metainfo.info.total_size);
    }
    let again = Metainfo::parse(&metainfo.to_torrent_bytes()).expect("what is written is taken");
    assert_eq!(again.id(), metainfo.id());
});
