//! `codex/capabilities`: what the node in use can do, and what every setting is worth with it.
//!
//! A page shows exactly what is listed here. The answer is written once per change of settings
//! or node and carries an `ETag`, so that asking often costs nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, HeaderValue};
use bytes::Bytes;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::json;
use crate::api::reply::{Answer, Reply};
use crate::session::node::Verdict;
use crate::session::reasons::{self, Remark};
use crate::session::settings::{Class, Key, Kind, Page, Row, TextRule, When, rows};
use crate::session::{NodeKind, NodeState, NodeStatus, Session, SettingsPack};

/// The whole answer.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Capabilities {
    /// Settings of each class.
    counts: Counts,
    /// Parts of this server.
    features: Features,
    /// Abilities of the node.
    flags: BTreeMap<String, bool>,
    /// The node in use.
    node: Node,
    /// Every setting of `app/preferences` by its name.
    preferences: BTreeMap<&'static str, Preference>,
}

/// How many settings do what.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "SettingCounts"))]
pub(crate) struct Counts {
    /// Honoured by this server.
    applies: usize,
    /// Only a BitTorrent engine could honour them.
    bridge: usize,
    /// Without a meaning here.
    inert: usize,
    /// Options of the node.
    maps: usize,
}

/// Parts of this server that may be missing.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Features {
    /// Programs may be run when torrents are added or finish.
    external_programs: bool,
    /// Transfer and quota over time are noted.
    history: bool,
    /// The node in use sells storage: `codex/purchase`.
    marketplace: bool,
    /// Items can be published and taken out by hand.
    publish: bool,
    /// Feeds are read.
    rss: bool,
    /// Indexers are searched.
    search: bool,
}

/// The node in use.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "NodeFacts"))]
pub(crate) struct Node {
    /// `a`, `b` or `c`: layout of its manifests.
    #[cfg_attr(test, ts(type = "string"))]
    generation: Value,
    /// `embedded`, `rest` or `memory`.
    kind: &'static str,
    /// Why it is away.
    reason: Option<String>,
    /// `starting`, `online` or `away`.
    state: &'static str,
    /// Its address without credentials; null for the embedded one.
    url: Option<String>,
    /// What it says it is; empty until it has answered.
    version: String,
}

/// What a setting is worth.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "PreferenceFacts"))]
pub(crate) struct Preference {
    /// Numbers or words to choose from.
    choices: Vec<PreferenceChoice>,
    /// `applies`, `maps`, `bridge` or `inert`.
    class: &'static str,
    /// Its value while it was never set; null for what is never returned.
    #[cfg_attr(test, ts(type = "OptionValue"))]
    default: Value,
    /// Whether a change has an effect.
    editable: bool,
    /// What it does, in one sentence.
    effect: &'static str,
    /// Group on its page.
    group: &'static str,
    /// `bool`, `int`, `float`, `text`, `choice`, `folders`, `password` or `lines`.
    kind: &'static str,
    /// Label.
    label: &'static str,
    /// Largest sensible number.
    max: Option<i64>,
    /// Smallest sensible number.
    min: Option<i64>,
    /// Its place among all of them, as they stand on the pages.
    order: usize,
    /// Page of the options.
    page: &'static str,
    /// Why it is not shown, cannot be changed or does less than it says.
    reason: Option<String>,
    /// Which sentence that is: `no_effect` for the one about its effect.
    reason_code: Option<&'static str>,
    /// What the sentence names, by the words in braces.
    reason_params: BTreeMap<&'static str, String>,
    /// Unit of a number; empty when it has none.
    unit: &'static str,
    /// Whether a page shows it.
    visible: bool,
    /// When a change acts: `at_once`, `new_torrents`, `next_start`, `node_restart` or `never`.
    when: &'static str,
}

/// A value to choose.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "Choice"))]
pub(crate) struct PreferenceChoice {
    /// For people.
    pub(in crate::api) label: String,
    /// To send.
    #[cfg_attr(test, ts(type = "number | string | boolean"))]
    pub(in crate::api) value: Value,
}

/// The answer as it was written last, and what it was written from.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Option<Written>>);

#[derive(Debug, Clone)]
struct Written {
    settings: Arc<SettingsPack>,
    node: NodeStatus,
    body: Bytes,
    etag: HeaderValue,
}

/// `codex/capabilities`; 304 for who has it already.
///
/// # Errors
/// `Internal` when it cannot be written.
pub(crate) fn capabilities(call: &Call) -> Answer {
    let written = written(call)?;
    let listed = |list: &str| list.split(',').any(|one| one.trim() == written.etag);
    let known = call.asked.if_none_match.as_deref().is_some_and(listed);
    let reply = if known {
        Reply::empty().with_status(StatusCode::NOT_MODIFIED)
    } else {
        Reply::json_bytes(written.body)
    };
    Ok(reply.with_header(ETAG, written.etag))
}

fn written(call: &Call) -> Result<Written, ApiError> {
    let session = call.session();
    let (settings, mut node) = (session.settings(), session.server().node.clone());
    // How fast it answers changes always and decides nothing.
    node.latency_ms = 0;
    let mut kept = call.state.capabilities.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(written) = &*kept
        && Arc::ptr_eq(&written.settings, &settings)
        && written.node == node
    {
        return Ok(written.clone());
    }
    let now = Capabilities::of(session, &settings, &node, call.state.options.external_programs);
    let body = json::to_vec(&now)
        .map_err(|error| ApiError::Internal(format!("could not write the answer: {error}")))?;
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&body));
    let etag = HeaderValue::from_str(&format!("\"{digest}\""))
        .map_err(|error| ApiError::Internal(error.to_string()))?;
    let written = Written { settings, node, body: body.into(), etag };
    *kept = Some(written.clone());
    Ok(written)
}

impl Capabilities {
    fn of(
        session: &Session,
        settings: &SettingsPack,
        node: &NodeStatus,
        external_programs: bool,
    ) -> Self {
        let mut counts = Counts::default();
        let mut preferences = BTreeMap::new();
        let verdicts: BTreeMap<Key, Verdict> = session.verdicts().into_iter().collect();
        for (order, row) in rows().enumerate() {
            let Some(verdict) = verdicts.get(&row.key).cloned() else { continue };
            let count = match row.class {
                Class::Applies => &mut counts.applies,
                Class::Maps => &mut counts.maps,
                Class::Bridge => &mut counts.bridge,
                Class::Inert => &mut counts.inert,
            };
            *count += 1;
            let verdict = programs(row, verdict, external_programs);
            preferences.insert(row.key.wire(), Preference::of(row, order, verdict, settings));
        }
        Self {
            counts,
            features: Features {
                external_programs,
                history: true,
                marketplace: node.capabilities.marketplace,
                publish: true,
                rss: false,
                search: false,
            },
            flags: flags(node),
            node: Node::of(node, session.node_url()),
            preferences,
        }
    }
}

/// A client that may set a command could run any program: the start has to allow it.
fn programs(row: &Row, verdict: Verdict, allowed: bool) -> Verdict {
    let runs = matches!(
        row.key,
        Key::AutorunEnabled
            | Key::AutorunProgram
            | Key::AutorunOnTorrentAddedEnabled
            | Key::AutorunOnTorrentAddedProgram
    );
    if !runs || allowed || !verdict.visible {
        return verdict;
    }
    Verdict { editable: false, reason: Some(reasons::NO_PROGRAMS.into()), ..verdict }
}

/// Every yes or no of the node's abilities, by name.
fn flags(node: &NodeStatus) -> BTreeMap<String, bool> {
    let all = serde_json::to_value(&node.capabilities).unwrap_or_default();
    let Value::Object(all) = all else { return BTreeMap::new() };
    all.into_iter().filter_map(|(name, value)| Some((name, value.as_bool()?))).collect()
}

impl Node {
    fn of(node: &NodeStatus, url: Option<String>) -> Self {
        let (state, reason) = match &node.state {
            NodeState::Starting => ("starting", None),
            NodeState::Online => ("online", None),
            NodeState::Away { reason } => ("away", Some(reason.clone())),
        };
        Self {
            generation: serde_json::to_value(node.capabilities.generation).unwrap_or_default(),
            kind: match node.capabilities.kind {
                NodeKind::Embedded => "embedded",
                NodeKind::Rest => "rest",
                NodeKind::Memory => "memory",
            },
            reason,
            state,
            url,
            version: node.capabilities.version.clone(),
        }
    }
}

impl Preference {
    fn of(row: &Row, order: usize, verdict: Verdict, settings: &SettingsPack) -> Self {
        let (reason, reason_code, reason_params) = told(verdict.reason);
        Self {
            choices: choices(row),
            class: match row.class {
                Class::Applies => "applies",
                Class::Maps => "maps",
                Class::Bridge => "bridge",
                Class::Inert => "inert",
            },
            default: match row.kind {
                Kind::Password => Value::Null,
                _ => settings.default_json(row.key),
            },
            editable: verdict.editable,
            effect: row.effect,
            group: row.group,
            kind: kind(row),
            label: row.label,
            max: row.range.max,
            min: row.range.min,
            order,
            page: page(row.page),
            reason,
            reason_code,
            reason_params,
            unit: row.unit,
            visible: verdict.visible,
            when: when(verdict.when),
        }
    }
}

/// A sentence with its word and values, as it is told.
pub(super) fn told(
    reason: Option<Remark>,
) -> (Option<String>, Option<&'static str>, BTreeMap<&'static str, String>) {
    let Some(Remark { code, text, params }) = reason else { return Default::default() };
    (Some(text), Some(code), params.into_iter().collect())
}

/// What a form offers.
pub(crate) fn choices(row: &Row) -> Vec<PreferenceChoice> {
    if let Kind::Text(TextRule::OneOf { values, .. }) = row.kind {
        let choice =
            |word: &&str| PreferenceChoice { label: (*word).to_owned(), value: Value::from(*word) };
        return values.iter().map(choice).collect();
    }
    let choice = |(number, label): &(i64, &str)| PreferenceChoice {
        label: (*label).to_owned(),
        value: Value::from(*number),
    };
    row.choices.iter().map(choice).collect()
}

/// Texts with one entry per line.
const LINES: [Key; 8] = [
    Key::AddTrackers,
    Key::BannedIps,
    Key::BypassAuthSubnetWhitelist,
    Key::ExcludedFileNames,
    Key::RssSmartEpisodeFilters,
    Key::WebUiCustomHttpHeaders,
    Key::WebUiReverseProxiesList,
    Key::AddTrackersUrlList,
];
/// Texts that nobody should see over a shoulder.
const SECRETS: [Key; 4] =
    [Key::WebUiPassword, Key::ProxyPassword, Key::MailNotificationPassword, Key::DyndnsPassword];

fn kind(row: &Row) -> &'static str {
    if SECRETS.contains(&row.key) {
        return "password";
    }
    if LINES.contains(&row.key) {
        return "lines";
    }
    match row.kind {
        Kind::Bool | Kind::Derived => "bool",
        Kind::Int(_) if !row.choices.is_empty() && is_choice(row) => "choice",
        Kind::Int(_) | Kind::Long | Kind::Port => "int",
        Kind::Real => "float",
        Kind::Text(TextRule::OneOf { .. }) => "choice",
        Kind::Text(_) => "text",
        Kind::Folders => "folders",
        Kind::Password => "password",
    }
}

/// Whether the numbers with a meaning are all that there are.
fn is_choice(row: &Row) -> bool {
    match (row.range.min, row.range.max) {
        (Some(min), Some(max)) => {
            let count = usize::try_from(max.saturating_sub(min)).unwrap_or(usize::MAX);
            count < row.choices.len()
        }
        // Without bounds the list is all there is.
        (None, None) => true,
        _ => false,
    }
}

pub(crate) fn page(page: Page) -> &'static str {
    match page {
        Page::Behavior => "Behavior",
        Page::Downloads => "Downloads",
        Page::Connection => "Connection",
        Page::Speed => "Speed",
        Page::BitTorrent => "BitTorrent",
        Page::Rss => "RSS",
        Page::WebUi => "WebUI",
        Page::AdvancedApp | Page::AdvancedEngine => "Advanced",
    }
}

fn when(when: When) -> &'static str {
    match when {
        When::AtOnce => "at_once",
        When::NewTorrents => "new_torrents",
        When::NextStart => "next_start",
        When::NodeRestart => "node_restart",
        When::Never => "never",
    }
}
