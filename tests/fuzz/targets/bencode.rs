//! Any bytes decode or do not; what is canonical is written back byte for byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qcodex::torrent::bencode::{Document, Encoder, Limits, Strictness, Value};

fn write(value: Value<'_>, out: &mut Encoder) {
    if let Some(number) = value.as_int() {
        out.int(number);
    } else if let Some(bytes) = value.as_bytes() {
        out.bytes(bytes);
    } else if let Some(list) = value.as_list() {
        out.list(|out| list.for_each(|item| write(item, out)));
    } else if let Some(dict) = value.as_dict() {
        out.dict(|out| {
            for (key, value) in dict.iter() {
                out.key(key);
                write(value, out);
            }
        });
    }
}

fuzz_target!(|data: &[u8]| {
    let lenient = Document::decode(data, Limits::default(), Strictness::Lenient);
    if let Ok(canonical) = Document::decode(data, Limits::default(), Strictness::Canonical) {
        assert!(lenient.is_ok());
        let mut out = Encoder::new();
        write(canonical.root(), &mut out);
        assert_eq!(out.finish(), data);
    }
});
