//! Secrets of the front end: password hashes that do not show themselves, temporary passwords, API
//! keys (webapi §2.10). Hashing takes a tenth of a second of one core: callers keep it off the
//! workers.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::session::settings::{hash_password, verify_password};

/// Letters of temporary passwords and API keys: none that looks like another.
const ALPHABET: &[u8] = b"23456789ABCDEFGHIJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";

/// A password's hash, in the form in which it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a password with a new salt. Slow on purpose.
    pub fn new(password: &str) -> Self {
        Self(hash_password(password))
    }

    /// Takes a stored hash as it is; one that is malformed matches no password.
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is this password's. Slow on purpose.
    pub fn verify(&self, password: &str) -> bool {
        verify_password(&self.0, password)
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
pub(crate) fn new_api_key() -> String {
    format!("qbt_{}", letters(28))
}

/// Compares secrets without telling by time where they differ.
pub(crate) fn same_text(one: &str, other: &str) -> bool {
    bool::from(one.as_bytes().ct_eq(other.as_bytes()))
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
        assert!(PasswordHash::from_stored(hash.as_str()).verify("adminadmin"));
        assert!(!format!("{hash:?}").contains(hash.as_str()));
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
