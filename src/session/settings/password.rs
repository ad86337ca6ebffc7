//! Hash of the web interface's password: PBKDF2-HMAC-SHA512, 100,000 rounds, 16-byte salt,
//! 64-byte key, kept as `base64(salt):base64(key)`, as qBittorrent does.
//!
//! Both functions take some ten milliseconds of one core: never call them on an async worker.
//! They are `ring`'s, which is compiled as optimised in every build: a generic one would take
//! ten times that in a debug build, whose tests log in a thousand times.

use std::num::NonZeroU32;

use data_encoding::BASE64;
use ring::pbkdf2;
use subtle::ConstantTimeEq;

const ROUNDS: NonZeroU32 = NonZeroU32::new(100_000).unwrap();
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
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA512, ROUNDS, salt, password.as_bytes(), &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_any_other_implementation() {
        let hash = "AAECAwQFBgcICQoLDA0ODw==:\
                    UC4grCR8uxnR4Gzyoule02IP9X8mRb7SaEfCylvs19kyzc76Vdb/0xQlSKu43sz2Dl4vz2SIZymUO3PvTxIfVQ==";
        assert!(verify_password(hash, "adminadmin"));
        assert!(!verify_password(hash, "adminadmim"));
    }

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
