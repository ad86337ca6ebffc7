//! TLS parameters of a torrent (webapi §3.8.9): kept and read back, never used.
//!
//! "Parses" means here: one PEM block of the right kind with base64 in it. What is inside has no
//! effect, so that it is not looked at.

use data_encoding::BASE64;
use schemars::JsonSchema;
use serde::Serialize;

use super::{edit, torrent};
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::extract::Params;
use crate::api::reply::{Answer, Reply};
use crate::session::{Edit, Selection, TlsParameters};

/// Longest text of each; real ones have a few thousand bytes.
const MAX_PEM: usize = 64 * 1024;

/// PEM texts; empty until they are set.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "SslParameters"))]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
pub(crate) struct Parameters<'a> {
    ssl_certificate: &'a str,
    ssl_dh_params: &'a str,
    ssl_private_key: &'a str,
}

/// `torrents/SSLParameters`.
///
/// # Errors
/// 404.
pub(crate) fn parameters(call: &Call) -> Answer {
    let status = torrent(call)?;
    Reply::json(&Parameters {
        ssl_certificate: &status.tls.certificate,
        ssl_dh_params: &status.tls.dh_params,
        ssl_private_key: &status.tls.private_key,
    })
}

/// `torrents/setSSLParameters`.
///
/// # Errors
/// 404, 415 for what is no certificate, key or parameters.
pub(crate) async fn set_parameters(call: Call) -> Answer {
    let status = torrent(&call)?;
    let Some(tls) = given(&call.params) else {
        return Err(ApiError::Unsupported("Unsupported Media Type".to_owned()));
    };
    edit(&call, Selection::Ids(vec![status.id]), Edit::SetTls(tls)).await?;
    Ok(Reply::empty())
}

/// The parameters of a request; `None` when any of them is not what it should be.
pub(super) fn given(params: &Params) -> Option<TlsParameters> {
    let tls = TlsParameters {
        certificate: params.text("ssl_certificate").to_owned(),
        private_key: params.text("ssl_private_key").to_owned(),
        dh_params: params.text("ssl_dh_params").to_owned(),
    };
    let valid = is_pem(&tls.certificate, "CERTIFICATE")
        && is_pem(&tls.private_key, "PRIVATE KEY")
        && !tls.dh_params.is_empty()
        && tls.dh_params.len() <= MAX_PEM;
    valid.then_some(tls)
}

/// Whether a text holds a PEM block whose label ends with `kind`.
fn is_pem(text: &str, kind: &str) -> bool {
    if text.len() > MAX_PEM {
        return false;
    }
    let mut lines = text.lines().map(str::trim).skip_while(|line| !line.starts_with("-----BEGIN "));
    let label = lines.next().and_then(|line| {
        line.strip_prefix("-----BEGIN ")?.strip_suffix("-----").filter(|l| l.ends_with(kind))
    });
    let Some(label) = label else { return false };
    let end = format!("-----END {label}-----");
    let mut body = String::new();
    for line in lines {
        if line == end {
            return !body.is_empty() && BASE64.decode(body.as_bytes()).is_ok();
        }
        body.push_str(line);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_blocks_of_the_right_kind_pass() {
        let block = |begin: &str, body: &str, end: &str| {
            format!("-----BEGIN {begin}-----\n{body}\n-----END {end}-----\n")
        };
        let key = "EC PRIVATE KEY";
        assert!(is_pem(&block(key, "AAAA", key), "PRIVATE KEY"));
        for (text, why) in [
            (block("CERTIFICATE", "AAAA", "CERTIFICATE"), "another kind"),
            (block(key, "AAAA", "PRIVATE KEY"), "another end"),
            (block(key, "", key), "nothing in it"),
            (block(key, "no base64!", key), "garbage in it"),
            ("x".to_owned(), "no block"),
        ] {
            assert!(!is_pem(&text, "PRIVATE KEY"), "{why}");
        }
    }
}
