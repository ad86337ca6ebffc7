//! Passwords: hashes in qBittorrent's form, temporary ones, API keys.
//!
//! A hash is `base64(salt):base64(key)`, PBKDF2-HMAC-SHA512 with 100,000 rounds, so that a hash
//! taken from qBittorrent's configuration works (webapi §2.10). Hashing takes a tenth of a second
//! of one core: callers keep it off the workers.

use std::fmt;

use data_encoding::BASE64;
use pbkdf2::pbkdf2_hmac;
use sha2::Sha512;
use subtle::ConstantTimeEq;

/// Rounds of PBKDF2.
const ROUNDS: u32 = 100_000;
/// Letters of temporary passwords and API keys: none that looks like another.
const ALPHABET: &[u8] = b"23456789ABCDEFGHIJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";

/// A password's hash, in the form in which it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a password with a new salt. Slow on purpose.
    pub fn new(password: &str) -> Self {
        let salt: [u8; 16] = rand::random();
        let key = derive(password, &salt);
        Self(format!("{}:{}", BASE64.encode(&salt), BASE64.encode(&key)))
    }

    /// Takes a stored hash as it is; one that is malformed matches no password.
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is this password's. Slow on purpose, whatever the answer.
    pub fn verify(&self, password: &str) -> bool {
        let stored = self.0.split_once(':').and_then(|(salt, key)| {
            Some((BASE64.decode(salt.as_bytes()).ok()?, BASE64.decode(key.as_bytes()).ok()?))
        });
        let (salt, key) = stored.unwrap_or_default();
        bool::from(derive(password, &salt).as_slice().ct_eq(&key))
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// A password for one run, to be shown to who started the server.
pub fn temporary_password() -> String {
    letters(9)
}

/// A new API key.
pub fn new_api_key() -> String {
    format!("qbt_{}", letters(28))
}

/// Compares secrets without telling by time where they differ.
pub(crate) fn same_text(one: &str, other: &str) -> bool {
    bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}

fn derive(password: &str, salt: &[u8]) -> [u8; 64] {
    let mut key = [0; 64];
    pbkdf2_hmac::<Sha512>(password.as_bytes(), salt, ROUNDS, &mut key);
    key
}

fn letters(count: usize) -> String {
    let mut text = String::with_capacity(count);
    while text.len() < count {
        // Values past the last whole alphabet are thrown away: all letters stay equally likely.
        let at = usize::from(rand::random::<u8>() & 63);
        if let Some(letter) = ALPHABET.get(at) {
            text.push(char::from(*letter));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password_only() {
        let hash = PasswordHash::new("adminadmin");
        assert!(hash.verify("adminadmin"));
        assert!(!hash.verify("adminadmin "));
        assert_ne!(hash, PasswordHash::new("adminadmin"), "salted");
        assert!(PasswordHash::from_stored(hash.as_str()).verify("adminadmin"));
        assert!(!format!("{hash:?}").contains(hash.as_str()));
    }

    #[test]
    fn a_malformed_hash_matches_nothing() {
        for text in ["", ":", "x", "AAAA:AAAA", "!:!"] {
            assert!(!PasswordHash::from_stored(text).verify(""), "{text}");
        }
    }

    #[test]
    fn keys_and_passwords_have_their_form() {
        let key = new_api_key();
        assert_eq!((key.len(), key.starts_with("qbt_")), (32, true));
        assert_ne!(key, new_api_key());
        let password = temporary_password();
        assert_eq!(password.len(), 9);
        assert!(password.bytes().all(|letter| ALPHABET.contains(&letter)));
    }
}
