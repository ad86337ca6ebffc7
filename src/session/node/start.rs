//! What a start takes from the settings: which node, how the embedded one is opened, what is
//! logged, and where the node's API listens.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use super::table::Setting;
use super::value::NodeValue;
use super::{FORMER, NODES_SPACE, SPACE, USED};
use crate::codex::embedded::EmbeddedOptions;
use crate::codex::rest::RestOptions;
use crate::codex::{AgentName, ApiPlace, ApiWish, Generation};
use crate::session::settings::{Key, SettingsPack};
use crate::telemetry;

/// Small values as a database has them.
pub type Rows = BTreeMap<(String, String), Vec<u8>>;

/// Port of the embedded node's API while nobody has set one.
const DEFAULT_API_PORT: u16 = 8085;
/// Uploads into a real node at a time while nobody has set it: they share one disk and one line.
pub(super) const UPLOADS: u64 = 2;
/// Seconds for which a real node keeps data while nobody has set it.
pub(super) const REAL_RETENTION: i64 = 30 * 86_400;
/// Streams from a node over REST at a time while nobody has set it.
pub(super) const STREAMS: i64 = 4;

fn stored(rows: &Rows, setting: Setting) -> Option<NodeValue> {
    let row = setting.row();
    let bytes = rows.get(&(SPACE.to_owned(), row.name.to_owned()))?;
    NodeValue::restore(row, bytes)
}

/// The stored node (`embedded` or a URL, with its credentials) and the stored sources.
pub fn stored_node(rows: &Rows) -> (Option<String>, Vec<String>) {
    let node = stored(rows, Setting::NodeUrl).map(|value| value.as_text().to_owned());
    let sources = stored(rows, Setting::Sources);
    (node, sources.map(|value| value.as_lines().to_vec()).unwrap_or_default())
}

/// How a node over REST is asked.
pub fn rest_options(url: &str, agent: &AgentName, rows: &Rows) -> RestOptions {
    asked_by(url, agent, stored(rows, Setting::Streams).as_ref())
}

/// The same by the value of the setting; the default without one.
pub(super) fn asked_by(url: &str, agent: &AgentName, streams: Option<&NodeValue>) -> RestOptions {
    let streams = streams.map_or(STREAMS, NodeValue::as_int);
    let max_streams = usize::try_from(streams).unwrap_or(1).max(1);
    RestOptions { agent: agent.clone(), max_streams, ..RestOptions::new(url) }
}

/// A row of [`NODES_SPACE`]: key and value; none removes it.
pub type NodesRow = (&'static str, Option<Vec<u8>>);

/// The node that was in use before `used`, from which content may still have to be read; and what
/// has to be stored so that the next start knows.
pub fn former_node(rows: &Rows, used: &str) -> (Option<String>, Vec<NodesRow>) {
    let row = |key: &str| {
        let bytes = rows.get(&(NODES_SPACE.to_owned(), key.to_owned()))?;
        String::from_utf8(bytes.clone()).ok()
    };
    let (last, before) = (row(USED), row(FORMER));
    let mut changes = Vec::new();
    let former = match &last {
        // Chosen anew by command line or environment.
        Some(last) if last != used => Some(last.clone()),
        _ => before.clone(),
    };
    let former = former.filter(|former| former != used);
    if last.as_deref() != Some(used) {
        changes.push((USED, Some(used.as_bytes().to_vec())));
    }
    if former != before {
        changes.push((FORMER, former.as_ref().map(|url| url.as_bytes().to_vec())));
    }
    (former, changes)
}

/// The stored name by which the embedded node asks others.
pub fn stored_agent(rows: &Rows) -> Option<String> {
    stored(rows, Setting::Agent).map(|value| value.as_text().to_owned())
}

/// How the embedded node in this folder is opened.
pub fn embedded_options(dir: PathBuf, rows: &Rows) -> EmbeddedOptions {
    let mut options = EmbeddedOptions::new(dir);
    if let Some(quota) = stored(rows, Setting::Quota) {
        options.quota = u64::try_from(quota.as_int()).unwrap_or(options.quota);
    }
    if let Some(generation) = stored(rows, Setting::Generation) {
        options.generation = generation_of(generation.as_text());
    }
    options
}

/// The name that the node calls itself, when one is stored.
pub(super) fn agent(values: &BTreeMap<Setting, NodeValue>) -> Option<&str> {
    values.get(&Setting::Agent).map(NodeValue::as_text)
}

pub(super) fn generation_of(letter: &str) -> Generation {
    match letter {
        "a" => Generation::A,
        "b" => Generation::B,
        _ => Generation::C,
    }
}

/// What this server logs at a stored level: its own parts as much as asked, libraries never more
/// than what happens.
pub fn log_filter(level: &str) -> String {
    let base = match level {
        "trace" | "debug" => format!("info,qcodex={level}"),
        "notice" => "info".to_owned(),
        "fatal" => "error".to_owned(),
        level => level.to_owned(),
    };
    telemetry::filter(&base)
}

/// Where the embedded node's API listens by these settings: on the loopback until an address or
/// an interface was set, and nowhere while another node is in use.
pub fn api_wish(settings: &SettingsPack, fixed: Option<&ApiPlace>, in_use: bool) -> ApiWish {
    let off = (!in_use).then_some(ApiPlace::Off);
    let place = off.or_else(|| fixed.cloned()).unwrap_or_else(|| {
        let interface = settings.text(Key::CurrentNetworkInterface).to_owned();
        let address: Option<IpAddr> = settings.text(Key::CurrentInterfaceAddress).parse().ok();
        let loopback = || interface.is_empty().then_some(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let stored = settings.is_set(Key::ListenPort).then(|| settings.int(Key::ListenPort));
        let address = address.or_else(loopback);
        match stored.map_or(Ok(DEFAULT_API_PORT), |port| u16::try_from(port).map_err(|_| port)) {
            Ok(port) => ApiPlace::Chosen { address, interface, port },
            // Preferences take any number; what is no port is refused where it is used.
            Err(number) => ApiPlace::At(format!("127.0.0.1:{number}")),
        }
    });
    let most = settings.int(Key::MaxConnec);
    ApiWish { place, max_connections: usize::try_from(most).ok().filter(|most| *most > 0) }
}
