//! Hash of the web interface's password: PBKDF2-HMAC-SHA512, 100,000 rounds, 16-byte salt,
//! 64-byte key, kept as `base64(salt):base64(key)`, as qBittorrent does.
//!
//! Both functions take some ten milliseconds of one core: never call them on an async worker.

use data_encoding::BASE64;
use pbkdf2::pbkdf2_hmac;
use sha2::Sha512;
use subtle::ConstantTimeEq;

const ROUNDS: u32 = 100_000;
const KEY_LEN: usize = 64;

/// Hashes a password with a new random salt.
pub fn hash_password(password: &str) -> String {
    let salt: [u8; 16] = rand::random();
    format!("{}:{}", BASE64.encode(&salt), BASE64.encode(&derive(password, &salt)))
}

/// Whether `password` is the one that `hash` was made of; false for a hash that cannot be read.
/// The time taken does not depend on where keys differ.
pub fn verify_password(hash: &str, password: &str) -> bool {
    let Some((salt, key)) = parse(hash) else { return false };
    bool::from(derive(password, &salt).ct_eq(&key))
}

fn parse(hash: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let (salt, key) = hash.split_once(':')?;
    let salt = BASE64.decode(salt.as_bytes()).ok()?;
    let key = BASE64.decode(key.as_bytes()).ok()?;
    (key.len() == KEY_LEN && !salt.is_empty()).then_some((salt, key))
}

fn derive(password: &str, salt: &[u8]) -> [u8; KEY_LEN] {
    let mut key = [0; KEY_LEN];
    pbkdf2_hmac::<Sha512>(password.as_bytes(), salt, ROUNDS, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_verifies_its_password_only_and_is_salted() {
        let hash = hash_password("adminadmin");
        assert!(verify_password(&hash, "adminadmin"));
        assert!(!verify_password(&hash, "adminadmiN"));
        assert_ne!(hash, hash_password("adminadmin"));
    }

    #[test]
    fn a_broken_hash_verifies_nothing() {
        for hash in ["", ":", "a:b", "AAAA:AAAA", "QUJDREVGR0hJSktMTU5PUA=="] {
            assert!(!verify_password(hash, ""), "{hash}");
        }
    }
}
