//! `app/*`: the program itself, its settings, what lies on its disk.

mod api_key;
mod cookies;
mod directory;
mod mail;
mod network;
mod preferences;

pub(crate) use api_key::{ApiKey, delete_api_key, rotate_api_key};
pub(crate) use cookies::{StoredCookie, cookies, set_cookies};
pub(crate) use directory::{DirectoryEntry, directory_content, free_space};
pub(crate) use mail::send_test_email;
pub(crate) use network::{Interface, network_addresses, network_interfaces};
pub(crate) use preferences::{apply, preferences, save, set_preferences};

use schemars::JsonSchema;
use serde::Serialize;

use super::call::Call;
use super::reply::{Answer, Reply};

/// `app/version`, with its leading `v`.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn version(call: &Call) -> Answer {
    Ok(Reply::text(call.dialect.app_version()))
}

/// `app/webapiVersion`, three numbers.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn webapi_version(call: &Call) -> Answer {
    Ok(Reply::text(call.dialect.webapi_version()))
}

/// What the program is built with.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct BuildInfo {
    bitness: u32,
    boost: &'static str,
    /// The program stands in libtorrent's place.
    libtorrent: &'static str,
    openssl: &'static str,
    /// `linux`, `macos`, `windows` or `unknown`.
    platform: &'static str,
    qt: &'static str,
    zlib: &'static str,
}

/// `app/buildInfo`: of what qBittorrent is built with nothing is here, so those texts are empty.
pub(crate) fn build_info(_: &Call) -> Answer {
    let platform = match std::env::consts::OS {
        known @ ("linux" | "macos" | "windows") => known,
        _ => "unknown",
    };
    Reply::json(&BuildInfo {
        bitness: usize::BITS,
        boost: "",
        libtorrent: concat!("qcodex/", env!("CARGO_PKG_VERSION")),
        openssl: "",
        platform,
        qt: "",
        zlib: "",
    })
}

/// The running program.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ProcessInfo {
    /// Unix seconds.
    launch_time: i64,
}

/// `app/processInfo`.
pub(crate) fn process_info(call: &Call) -> Answer {
    Reply::json(&ProcessInfo { launch_time: call.state.started })
}

/// `app/defaultSavePath`.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn default_save_path(call: &Call) -> Answer {
    Ok(Reply::text(call.session().server().save_path.to_string_lossy()))
}

/// `app/shutdown`: the answer still goes out, open requests are finished.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn shutdown(call: &Call) -> Answer {
    tracing::info!(ip = %call.client.ip, "shutdown asked for by a client");
    call.state.options.shutdown.cancel();
    Ok(Reply::empty())
}
