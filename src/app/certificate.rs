//! The certificate of the web interface: read, checked, and swapped while connections go on.
//!
//! **Owns** the TLS configuration and the certificate in use. Files are read on the blocking pool,
//! [`MAX_FILE`] bytes at most. A new pair is taken over only when it can be read and the key belongs
//! to the certificate; until then the one in use stays, so that a renewal that is half written does
//! no harm. Without one in use, the web interface falls back to plain HTTP, as in qBittorrent: the
//! caller says so in the log.
//!
//! TLS 1.2 and 1.3 by rustls with its own choice of ciphers (no CBC, no RSA key exchange). **A crash
//! loses** nothing. Deliberately absent: client certificates, OCSP, making certificates, and looking
//! at dates and names: that is the browser's business.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use crate::session::settings::{Key, SettingsPack};
use crate::tasks::Tasks;

/// A longer file is no certificate.
const MAX_FILE: u64 = 1024 * 1024;

/// Why a certificate cannot be used; the text is for users.
#[derive(Debug, thiserror::Error)]
pub(super) enum CertificateError {
    /// A path is not set.
    #[error("set web_ui_https_cert_path and web_ui_https_key_path")]
    NoPath,
    /// A file cannot be read.
    #[error("cannot read {path}: {error}", path = .0.display(), error = .1)]
    Unreadable(PathBuf, io::Error),
    /// A pipe, a folder, or far too long.
    #[error("{} is not a file of {MAX_FILE} bytes at most", .0.display())]
    NoFile(PathBuf),
    /// No certificate in the file.
    #[error("{} holds no certificate in PEM form", .0.display())]
    NoCertificate(PathBuf),
    /// No key in the file.
    #[error("{} holds no private key in PEM form (PKCS#8, PKCS#1 or SEC1)", .0.display())]
    NoKey(PathBuf),
    /// The two do not belong together, or are of a kind that is not known.
    #[error("certificate and key cannot be used together: {0}")]
    Unusable(rustls::Error),
}

/// Which files are meant, and what they were when they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    certificate: PathBuf,
    key: PathBuf,
    stamps: [Option<Stamp>; 2],
}

/// What changes when a file is replaced or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    length: u64,
    modified: (i64, i64),
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let found = std::fs::metadata(path).ok()?;
        Some(Self {
            device: found.dev(),
            inode: found.ino(),
            length: found.len(),
            modified: (found.mtime(), found.mtime_nsec()),
        })
    }
}

/// The certificate in use, if there is one.
#[derive(Debug)]
pub(super) struct Certificate {
    profile: PathBuf,
    tasks: Tasks,
    in_use: Option<InUse>,
}

#[derive(Debug)]
struct InUse {
    source: Source,
    current: Arc<Current>,
    config: ServerConfig,
}

/// Given to every handshake as it is at that moment.
#[derive(Debug)]
struct Current(ArcSwap<CertifiedKey>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.load_full())
    }
}

impl Certificate {
    /// None in use. Relative paths of settings are below `profile`.
    pub(super) fn new(profile: PathBuf, tasks: Tasks) -> Self {
        Self { profile, tasks, in_use: None }
    }

    /// The configuration for the settings of now: `None` while HTTPS is off or there is no usable
    /// certificate. Files that have changed are read anew; connections that are open keep theirs.
    /// What is wrong with the files comes beside, also when an older certificate is still in use.
    pub(super) async fn follow(
        &mut self,
        settings: &SettingsPack,
    ) -> (Option<ServerConfig>, Option<CertificateError>) {
        if !settings.bool(Key::UseHttps) {
            self.in_use = None;
            return (None, None);
        }
        let problem = self.renew(settings).await.err();
        (self.in_use.as_ref().map(|in_use| in_use.config.clone()), problem)
    }

    async fn renew(&mut self, settings: &SettingsPack) -> Result<(), CertificateError> {
        let path = |key| match settings.text(key).trim() {
            "" => Err(CertificateError::NoPath),
            path => Ok(self.profile.join(path)),
        };
        let certificate = path(Key::WebUiHttpsCertPath)?;
        let key = path(Key::WebUiHttpsKeyPath)?;
        let known = self.in_use.as_ref().map(|in_use| in_use.source.clone());
        let read = self.tasks.spawn_blocking(move || {
            let stamps = [Stamp::of(&certificate), Stamp::of(&key)];
            let source = Source { certificate, key, stamps };
            // The stamps were taken first: what is written meanwhile is read again the next time.
            if known.as_ref() == Some(&source) { Ok(None) } else { load(source).map(Some) }
        });
        let stopped = |_| CertificateError::NoPath;
        let Some((source, pair)) = read.await.map_err(stopped)?? else { return Ok(()) };
        match &mut self.in_use {
            Some(in_use) => {
                in_use.current.0.store(Arc::new(pair));
                in_use.source = source;
                tracing::info!("the web interface has a new certificate");
            }
            None => {
                let current = Arc::new(Current(ArcSwap::from_pointee(pair)));
                let config = config(Arc::clone(&current))?;
                self.in_use = Some(InUse { source, current, config });
            }
        }
        Ok(())
    }
}

fn provider() -> CryptoProvider {
    ring::default_provider()
}

fn config(current: Arc<Current>) -> Result<ServerConfig, CertificateError> {
    let builder = ServerConfig::builder_with_provider(Arc::new(provider()))
        .with_safe_default_protocol_versions()
        .map_err(CertificateError::Unusable)?;
    Ok(builder.with_no_client_auth().with_cert_resolver(current))
}

fn load(source: Source) -> Result<(Source, CertifiedKey), CertificateError> {
    let text = read(&source.certificate)?;
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&text)
        .collect::<Result<_, _>>()
        .map_err(|_| CertificateError::NoCertificate(source.certificate.clone()))?;
    if chain.is_empty() {
        return Err(CertificateError::NoCertificate(source.certificate));
    }
    let text = read(&source.key)?;
    let key = PrivateKeyDer::from_pem_slice(&text)
        .map_err(|_| CertificateError::NoKey(source.key.clone()))?;
    let pair =
        CertifiedKey::from_der(chain, key, &provider()).map_err(CertificateError::Unusable)?;
    Ok((source, pair))
}

fn read(path: &Path) -> Result<Vec<u8>, CertificateError> {
    let unreadable = |error| CertificateError::Unreadable(path.to_owned(), error);
    let is_fine = |found: &Metadata| found.is_file() && found.len() <= MAX_FILE;
    // Looked at before it is opened, which would wait for the other end of a pipe.
    if !is_fine(&std::fs::metadata(path).map_err(unreadable)?) {
        return Err(CertificateError::NoFile(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_FILE).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use rcgen::{CertifiedKey as Made, generate_simple_self_signed};
    use tempfile::TempDir;
    use tokio::runtime::Handle;

    use super::*;
    use crate::session::settings::Value;

    fn settings(on: bool) -> SettingsPack {
        let text = |text: &str| Value::Text(text.to_owned());
        SettingsPack::with([
            (Key::UseHttps, Value::Bool(on)),
            (Key::WebUiHttpsCertPath, text("cert.pem")),
            (Key::WebUiHttpsKeyPath, text("key.pem")),
        ])
    }

    fn make() -> (String, String) {
        let Made { cert, signing_key } = generate_simple_self_signed(["localhost".into()]).unwrap();
        (cert.pem(), signing_key.serialize_pem())
    }

    fn put(folder: &TempDir, certificate: &str, key: &str) {
        std::fs::write(folder.path().join("cert.pem"), certificate).unwrap();
        std::fs::write(folder.path().join("key.pem"), key).unwrap();
    }

    fn first(certificate: &Certificate) -> Vec<u8> {
        certificate.in_use.as_ref().unwrap().current.0.load().cert[0].to_vec()
    }

    #[tokio::test]
    async fn a_renewed_pair_is_taken_and_a_bad_one_is_not() {
        let folder = TempDir::new().unwrap();
        let tasks = Tasks::new(Handle::current());
        let mut certificate = Certificate::new(folder.path().to_owned(), tasks);
        let (one, other) = (make(), make());
        put(&folder, &one.0, &one.1);
        let (config, problem) = certificate.follow(&settings(true)).await;
        assert!(config.is_some() && problem.is_none(), "{problem:?}");
        let served = first(&certificate);
        for (cert, key) in [(&*other.0, &*one.1), ("", ""), (&one.0, "nonsense"), (&one.1, &one.1)]
        {
            put(&folder, cert, key);
            let (config, problem) = certificate.follow(&settings(true)).await;
            assert!(config.is_some() && problem.is_some(), "{cert}");
            assert_eq!(first(&certificate), served);
        }
        put(&folder, &other.0, &other.1);
        let (_, problem) = certificate.follow(&settings(true)).await;
        assert!(problem.is_none(), "{problem:?}");
        assert_ne!(first(&certificate), served);
        assert!(certificate.follow(&settings(false)).await.0.is_none());
    }

    #[tokio::test]
    async fn what_is_no_file_or_too_long_is_refused() {
        let folder = TempDir::new().unwrap();
        let tasks = Tasks::new(Handle::current());
        let mut certificate = Certificate::new(folder.path().to_owned(), tasks);
        let (cert, key) = make();
        put(&folder, &cert, &key);
        std::fs::remove_file(folder.path().join("cert.pem")).unwrap();
        let (config, problem) = certificate.follow(&settings(true)).await;
        assert!(config.is_none() && matches!(problem, Some(CertificateError::Unreadable(..))));
        std::fs::create_dir(folder.path().join("cert.pem")).unwrap();
        let (_, problem) = certificate.follow(&settings(true)).await;
        assert!(matches!(problem, Some(CertificateError::NoFile(..))), "{problem:?}");
        std::fs::remove_dir(folder.path().join("cert.pem")).unwrap();
        let long = format!("{cert}{}", " ".repeat(1 << 20));
        put(&folder, &long, &key);
        let (_, problem) = certificate.follow(&settings(true)).await;
        assert!(matches!(problem, Some(CertificateError::NoFile(..))), "{problem:?}");
    }
}
