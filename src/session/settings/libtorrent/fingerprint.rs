//! Peer-id fingerprints (BEP 20, the style of Azureus), as libtorrent's `generate_fingerprint()`
//! makes them. Nothing here sends one: it is for programs that name themselves.

/// Why there is no fingerprint of these arguments; libtorrent asserts the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FingerprintError {
    /// The name is not what fits between the dashes.
    #[error("the name of a client is two printable ASCII characters")]
    Name,
    /// A number is larger than the largest digit.
    #[error("{0} does not fit into one digit, which goes from 0 to 35")]
    Number(u8),
}

/// Eight bytes that name a program and its version: `-`, two characters for the program, a digit
/// each for major, minor, revision and tag (10 is `A`, 35 is `Z`), `-`.
///
/// # Errors
/// See [`FingerprintError`].
///
/// # Examples
/// ```
/// use qcodex::session::settings::libtorrent::generate_fingerprint;
///
/// assert_eq!(generate_fingerprint("LT", 2, 0, 13, 0)?, "-LT20D0-");
/// assert!(generate_fingerprint("LTX", 2, 0, 13, 0).is_err());
/// # Ok::<(), qcodex::session::settings::libtorrent::FingerprintError>(())
/// ```
pub fn generate_fingerprint(
    name: &str,
    major: u8,
    minor: u8,
    revision: u8,
    tag: u8,
) -> Result<String, FingerprintError> {
    if name.len() != 2 || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(FingerprintError::Name);
    }
    let mut fingerprint = format!("-{name}");
    for number in [major, minor, revision, tag] {
        let digit = char::from_digit(u32::from(number), 36);
        fingerprint.push(digit.ok_or(FingerprintError::Number(number))?.to_ascii_uppercase());
    }
    fingerprint.push('-');
    Ok(fingerprint)
}
