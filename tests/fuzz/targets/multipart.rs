//! Multipart bodies: the first line is the content type, the rest the body.
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use qcodex::api::extract::parse_multipart;

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(2, |byte| *byte == b'\n');
    let (Some(head), Some(body)) = (parts.next(), parts.next()) else { return };
    let content_type = String::from_utf8_lossy(head);
    let body = Bytes::copy_from_slice(body);
    let _result = futures_executor::block_on(parse_multipart(&content_type, body));
});
