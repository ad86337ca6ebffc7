//! Inputs of the published and recorded vectors, shared by the tests of this area.

/// The generator of the published vectors: xorshift32, one byte per step.
pub(crate) fn prng(length: usize, seed: u32) -> Vec<u8> {
    let mut state = seed;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            u8::try_from(state & 255).expect("masked")
        })
        .collect()
}

/// Bytes of a hex text.
pub(crate) fn hex(text: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).expect("hex")
}
