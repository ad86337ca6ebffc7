//! `app/*`: the program itself, its settings, what lies on its disk.

mod api_key;
mod cookies;
mod directory;
mod network;
mod preferences;

pub(crate) use api_key::{delete_api_key, rotate_api_key};
pub(crate) use cookies::{cookies, set_cookies};
pub(crate) use directory::{directory_content, free_space};
pub(crate) use network::{network_addresses, network_interfaces};
pub(crate) use preferences::{apply, preferences, set_preferences};

use serde_json::json;

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

/// `app/buildInfo`: the program stands in libtorrent's place; of what qBittorrent is built with
/// nothing is here, so those texts are empty.
pub(crate) fn build_info(_: &Call) -> Answer {
    let platform = match std::env::consts::OS {
        known @ ("linux" | "macos" | "windows") => known,
        _ => "unknown",
    };
    Reply::json(&json!({
        "bitness": usize::BITS,
        "boost": "",
        "libtorrent": concat!("qcodex/", env!("CARGO_PKG_VERSION")),
        "openssl": "",
        "platform": platform,
        "qt": "",
        "zlib": "",
    }))
}

/// `app/processInfo`.
pub(crate) fn process_info(call: &Call) -> Answer {
    Reply::json(&json!({ "launch_time": call.state.started }))
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
