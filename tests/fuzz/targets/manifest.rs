//! A manifest that is taken is written back the same in its generation: the CID depends on it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::codex::{Generation, Manifest};

fuzz_target!(|data: &[u8]| {
    let _any = Manifest::decode(data);
    for generation in Generation::ALL {
        let Ok(decoded) = Manifest::decode_as(data, generation) else { continue };
        let again = Manifest::decode_as(&decoded.manifest.encode(generation), generation);
        assert_eq!(again.map(|again| again.manifest), Ok(decoded.manifest));
    }
});
