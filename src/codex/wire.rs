//! The little of protobuf that manifests and proofs need: varints and length-delimited fields.
//!
//! Strict on purpose: what is hashed has one encoding, so an overlong varint, a truncated field
//! or another wire type is an error. Nothing is allocated; a field is a slice of the input.

/// Why bytes are not the protobuf that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed protobuf")]
pub(super) struct WireError;

/// Value of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// Wire type 0.
    Varint(u64),
    /// Wire type 2.
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> {
    pub(super) fn varint(self) -> Result<u64, WireError> {
        match self {
            Self::Varint(value) => Ok(value),
            Self::Bytes(_) => Err(WireError),
        }
    }

    pub(super) fn bytes(self) -> Result<&'a [u8], WireError> {
        match self {
            Self::Bytes(value) => Ok(value),
            Self::Varint(_) => Err(WireError),
        }
    }
}

/// Reads fields in the order in which they lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next field's number and value; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Value<'a>)>, WireError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let tag = self.varint()?;
        let value = match tag & 7 {
            0 => Value::Varint(self.varint()?),
            2 => {
                let length = usize::try_from(self.varint()?).map_err(|_| WireError)?;
                let (value, rest) = self.0.split_at_checked(length).ok_or(WireError)?;
                self.0 = rest;
                Value::Bytes(value)
            }
            _ => return Err(WireError),
        };
        Ok(Some((tag >> 3, value)))
    }

    fn varint(&mut self) -> Result<u64, WireError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or(WireError)?;
            self.0 = rest;
            let low = u64::from(byte & 0x7f);
            let overlong = byte == 0 && shift > 0;
            if overlong || (shift == 63 && low > 1) {
                return Err(WireError);
            }
            value |= low << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(WireError)
    }
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or(0);
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Appends a varint field.
pub(super) fn put_number(out: &mut Vec<u8>, field: u64, value: u64) {
    put_varint(out, field << 3);
    put_varint(out, value);
}

/// Appends a length-delimited field.
pub(super) fn put_bytes(out: &mut Vec<u8>, field: u64, value: &[u8]) {
    put_varint(out, (field << 3) | 2);
    put_varint(out, u64::try_from(value.len()).unwrap_or(u64::MAX));
    out.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlong_and_oversized_varints_are_refused() {
        for bytes in [
            &[0x08, 0x80, 0x00][..],
            &[0x08, 0x80],
            &[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02],
            &[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x81, 0x01],
            &[0x0a, 0x05, 0x00],
            &[0x0d, 0, 0, 0, 0],
        ] {
            assert_eq!(Reader::new(bytes).next(), Err(WireError), "{bytes:x?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(field in 1_u64..1000, n: u64, bytes: Vec<u8>) {
            let mut out = Vec::new();
            put_number(&mut out, field, n);
            put_bytes(&mut out, field + 1, &bytes);
            let mut reader = Reader::new(&out);
            prop_assert_eq!(reader.next(), Ok(Some((field, Value::Varint(n)))));
            prop_assert_eq!(reader.next(), Ok(Some((field + 1, Value::Bytes(&bytes)))));
            prop_assert_eq!(reader.next(), Ok(None));
        }

        #[test]
        fn any_input_ends_without_a_panic(bytes: Vec<u8>) {
            let mut reader = Reader::new(&bytes);
            while let Ok(Some(_)) = reader.next() {}
        }
    }
}
