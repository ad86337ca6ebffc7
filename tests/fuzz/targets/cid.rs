//! One CID has one text and one form in bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::codex::Cid;

fuzz_target!(|data: &[u8]| {
    if let Ok(cid) = Cid::from_bytes(data) {
        assert_eq!(cid.to_bytes().as_slice(), data);
        assert_eq!(cid.to_string().parse(), Ok(cid));
    }
    if let Some(cid) = std::str::from_utf8(data).ok().and_then(|text| text.parse::<Cid>().ok()) {
        assert_eq!(Cid::from_bytes(&cid.to_bytes()), Ok(cid));
    }
});
