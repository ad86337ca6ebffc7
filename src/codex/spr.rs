//! Signed peer records, as far as a server has to know them: whether a text can be one.
//!
//! A node ends at its start over a bootstrap record that it cannot read, so a record is decoded
//! before it is handed on: `spr:`, then base64 (URL alphabet, no padding) of a libp2p envelope
//! with key, payload type, payload and signature. *Deliberately absent:* checking the signature,
//! which the node does, and reading addresses.

use data_encoding::BASE64URL_NOPAD;

use super::wire::Reader;

/// Longest record that is read, in bytes of text; real ones have about 250.
const MAX_TEXT: usize = 4096;
/// Type of the payload: a libp2p peer record.
const PAYLOAD_TYPE: &[u8] = &[3, 1];

/// Why a text is no signed peer record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SprError {
    /// It does not begin with `spr:`.
    #[error("a bootstrap record starts with spr:")]
    Prefix,
    /// What follows is not the envelope of a peer record.
    #[error("the bootstrap record is damaged: it cannot be decoded")]
    Damaged,
}

/// Whether a text is a signed peer record that decodes.
///
/// # Errors
/// See [`SprError`].
pub fn check_spr(text: &str) -> Result<(), SprError> {
    let body = text.strip_prefix("spr:").ok_or(SprError::Prefix)?;
    if text.len() > MAX_TEXT {
        return Err(SprError::Damaged);
    }
    let bytes = BASE64URL_NOPAD.decode(body.as_bytes()).map_err(|_| SprError::Damaged)?;
    let mut fields = [&[][..]; 4];
    let mut reader = Reader::new(&bytes);
    while let Some((number, value)) = reader.next().map_err(|_| SprError::Damaged)? {
        let slot = match number {
            1 => 0,
            2 => 1,
            3 => 2,
            5 => 3,
            _ => return Err(SprError::Damaged),
        };
        let value = value.bytes().map_err(|_| SprError::Damaged)?;
        if let Some(field) = fields.get_mut(slot) {
            *field = value;
        }
    }
    let [key, payload_type, payload, signature] = fields;
    let whole = !key.is_empty() && !payload.is_empty() && !signature.is_empty();
    if whole && payload_type == PAYLOAD_TYPE { Ok(()) } else { Err(SprError::Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a real node.
    const REAL: &str = "spr:CiUIAhIhA_8gPghYJsDPEJOXWCGnCs0YzbZAhSBBHEvI_fevwqeAEgIDARo8CicAJQgCEiED_yA-CFgmwM8Qk5dYIacKzRjNtkCFIEEcS8j996_Cp4AQvrOL2AYaCwoJBH8AAAGRAh-bKkcwRQIhAOrmR8daclWYS15sV-heMR0EBF__-z6K3lwGhtoxSxviAiAKzxnBM8kanVY58NeVI7OjQOiyqV91Ou0K57oW7z7Z4w";

    #[test]
    fn a_real_record_decodes_and_a_damaged_one_does_not() {
        assert_eq!(check_spr(REAL), Ok(()));
        assert_eq!(check_spr("CiUIAhIhA"), Err(SprError::Prefix));
        for bad in
            ["spr:", "spr:!!", "spr:CiUIAhIhA", "spr:AAAA", &REAL.replace("EgIDAR", "EgIEAR")]
        {
            assert_eq!(check_spr(bad), Err(SprError::Damaged), "{bad}");
        }
        for end in 4..REAL.len() {
            assert!(check_spr(REAL.get(..end).unwrap()).is_err(), "{end}");
        }
        assert_eq!(check_spr(&format!("spr:{}", "A".repeat(5000))), Err(SprError::Damaged));
    }
}
