//! Changing the node's settings: all of a request or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Map, Value as Json};

use super::options::Flavor;
use super::start::generation_of;
use super::table::Setting;
use super::value::{Nat, NodeValue, shown_url};
use super::{Context, EMBEDDED, FORMER, NODES_SPACE, REMOVES, SPACE, USED, start, stored_values};
use crate::codex::rest::{self, RestOptions};
use crate::codex::{Codex, CodexError, Generation, NodeState};
use crate::session::settings::libtorrent::Own;
use crate::session::settings::{Key, SettingsPatch, Value};
use crate::session::source::NodeSet;
use crate::session::{Command, Session, SessionError};
use crate::telemetry;

/// How long a node may take to show what it is before it is used.
const ATTACH: Duration = Duration::from_secs(20);

/// Why settings were refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NodeSettingsError {
    /// No such setting.
    #[error("there is no setting named {0:?}")]
    Unknown(String),
    /// A value that makes no sense.
    #[error("{name}: {text}")]
    Bad {
        /// Of which setting.
        name: &'static str,
        /// What would.
        text: String,
    },
    /// It cannot be changed.
    #[error("{name}: {reason}")]
    Fixed {
        /// Which setting.
        name: &'static str,
        /// Why.
        reason: String,
    },
    /// The node refused.
    #[error("the node refused: {0}")]
    Node(CodexError),
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

fn bad(setting: Setting, text: impl Into<String>) -> NodeSettingsError {
    NodeSettingsError::Bad { name: setting.name(), text: text.into() }
}

/// A checked request.
struct Draft {
    /// What is stored beside the preferences.
    values: BTreeMap<Setting, NodeValue>,
    patch: SettingsPatch,
    /// What was named and is another value than before.
    changed: BTreeSet<Setting>,
}

impl Session {
    /// Changes settings around the node; all or nothing, durable before the answer. A value that
    /// a setting has already is no change, so that a page may send back all that it was shown.
    ///
    /// # Errors
    /// See [`NodeSettingsError`]; nothing was changed then.
    pub async fn set_node_settings(
        &self,
        sent: &Map<String, Json>,
    ) -> Result<(), NodeSettingsError> {
        let _turn = self.desk.turn.lock().await;
        let draft = self.with_context(|context| context.draft(sent))?;
        if draft.changed.is_empty() {
            return Ok(());
        }
        let flavor = Flavor::of(&self.server().node.capabilities);
        if draft.changed.contains(&Setting::Interface) {
            self.check_interface(draft.patch.get(Key::CurrentNetworkInterface)).await?;
        }
        self.check_quota(&draft, flavor).await?;
        let before = stored_values(&self.stored);
        let nodes = self.nodes_of(&draft).await?;
        self.configure(&draft.values, flavor).await?;
        let mut rows: Vec<_> = draft
            .changed
            .iter()
            .filter(|setting| setting.row().preference.is_none() || **setting == Setting::Nat)
            .map(|setting| {
                let value = draft.values.get(setting).map(NodeValue::to_bytes);
                (SPACE.to_owned(), setting.name().to_owned(), value)
            })
            .collect();
        if draft.changed.contains(&Setting::NodeUrl) {
            let (used, former) = (node_url(&draft.values), node_url(&before));
            let former = (used != former).then(|| former.as_bytes().to_vec());
            let row = |key: &str, value| (NODES_SPACE.to_owned(), key.to_owned(), value);
            rows.push(row(USED, Some(used.as_bytes().to_vec())));
            rows.push(row(FORMER, former));
            rows.push(row(REMOVES, None));
        }
        let patch = self.with_interface_name(draft.patch.clone()).await;
        let stored =
            self.ask(|reply| Command::StoreAll { rows, patch: Box::new(patch), reply }).await;
        if let Err(error) = stored {
            // Nothing was stored, so nothing may act.
            self.configure(&before, flavor).await?;
            return Err(NodeSettingsError::Session(error));
        }
        self.act(&draft, flavor).await;
        if let Some(mut nodes) = nodes {
            // They are asked at once, by the name that was set with them.
            if [Setting::Sources, Setting::Streams].iter().any(|of| draft.changed.contains(of)) {
                nodes.sources = self.sources_of(&draft)?;
            }
            let is_embedded = nodes.own.name() == EMBEDDED;
            self.ask(|reply| Command::UseNodes(Box::new(nodes), reply)).await?;
            if is_embedded {
                self.configure(&draft.values, Flavor::Embedded).await?;
            }
        }
        Ok(())
    }

    /// The nodes that a request asks for; none when it leaves them alone. A node that is to be
    /// used must answer: a typing error would otherwise leave everything waiting.
    async fn nodes_of(&self, draft: &Draft) -> Result<Option<NodeSet>, NodeSettingsError> {
        let about = [Setting::NodeUrl, Setting::Sources, Setting::Streams];
        if about.iter().all(|setting| !draft.changed.contains(setting)) {
            return Ok(None);
        }
        let now = self.desk.nodes.set();
        let mut set = NodeSet::clone(&now);
        let moves = draft.changed.contains(&Setting::NodeUrl);
        let given = self.desk.start.given.node.as_deref();
        let url = given.unwrap_or_else(|| node_url(&draft.values));
        if url != EMBEDDED && (moves || draft.changed.contains(&Setting::Streams)) {
            set.own = self.node_at(Setting::NodeUrl, url, draft)?;
            answered(&set.own).await?;
        } else if moves {
            let text = "this server has no node of its own";
            set.own = set.embedded.clone().ok_or_else(|| bad(Setting::NodeUrl, text))?;
        }
        if set.own.name() != now.own.name() {
            set.former = Some(now.own.clone());
        }
        Ok(Some(set))
    }

    fn sources_of(&self, draft: &Draft) -> Result<Vec<Codex>, NodeSettingsError> {
        let set = draft.values.get(&Setting::Sources).map(NodeValue::as_lines);
        let given = self.desk.start.given.sources.as_deref();
        given
            .or(set)
            .unwrap_or_default()
            .iter()
            .map(|url| self.node_at(Setting::Sources, url, draft))
            .collect()
    }

    fn node_at(&self, of: Setting, url: &str, draft: &Draft) -> Result<Codex, NodeSettingsError> {
        let streams = draft.values.get(&Setting::Streams);
        let mut options = RestOptions {
            ca: self.desk.start.node_ca.clone(),
            ..start::asked_by(url, &self.desk.agent, streams)
        };
        options.be_patient_for(self.desk.start.node_patience);
        rest::start(&options, self.clock.clone(), &self.tasks)
            .map_err(|error| bad(of, error.to_string()))
    }

    /// The name that the system shows of an interface goes with the interface; that of one that is
    /// not there stays as it is.
    pub(in crate::session) async fn with_interface_name(
        &self,
        mut patch: SettingsPatch,
    ) -> SettingsPatch {
        if let Some(Value::Text(name)) = patch.get(Key::CurrentNetworkInterface) {
            let name = name.clone();
            if name.is_empty() || self.has_interface(&name).await {
                patch.also(Key::CurrentInterfaceName, Value::Text(name));
            }
        }
        patch
    }

    /// Whether this machine has a network interface of this name, with an address.
    async fn has_interface(&self, name: &str) -> bool {
        let found = self.tasks.spawn_blocking(if_addrs::get_if_addrs).await;
        matches!(found, Ok(Ok(all)) if all.iter().any(|one| one.name == name))
    }

    async fn check_interface(&self, name: Option<&Value>) -> Result<(), NodeSettingsError> {
        let Some(Value::Text(name)) = name else { return Ok(()) };
        if name.is_empty() || self.has_interface(name).await {
            return Ok(());
        }
        Err(bad(Setting::Interface, format!("there is no network interface named {name}")))
    }

    /// A quota below what is used makes a real node refuse to start.
    async fn check_quota(&self, draft: &Draft, flavor: Flavor) -> Result<(), NodeSettingsError> {
        if !draft.changed.contains(&Setting::Quota) || flavor == Flavor::Qcodex {
            return Ok(());
        }
        let space = match self.desk.nodes.own().space().await {
            Ok(space) => Some(space),
            // Then what it told last counts.
            Err(_) => self.server().space,
        };
        let Some(space) = space else {
            let text = "the node has not told yet how much it uses; try again when it answers";
            return Err(bad(Setting::Quota, text));
        };
        let quota = draft.values.get(&Setting::Quota).map_or(0, NodeValue::as_int);
        let used = space.quota_used.saturating_add(space.quota_reserved);
        if u64::try_from(quota).is_ok_and(|quota| quota >= used) {
            return Ok(());
        }
        Err(bad(Setting::Quota, format!("{used} bytes are in use; use at least as many")))
    }

    /// Tells the embedded node its quota and the layout of its manifests.
    async fn configure(
        &self,
        values: &BTreeMap<Setting, NodeValue>,
        flavor: Flavor,
    ) -> Result<(), NodeSettingsError> {
        if flavor != Flavor::Embedded {
            return Ok(());
        }
        let quota =
            values.get(&Setting::Quota).and_then(|value| u64::try_from(value.as_int()).ok());
        let quota = quota.unwrap_or(crate::codex::embedded::DEFAULT_QUOTA);
        let generation = values.get(&Setting::Generation);
        let generation =
            generation.map_or_else(Generation::default, |value| generation_of(value.as_text()));
        match self.desk.nodes.own().configure(quota, generation).await {
            Ok(()) | Err(CodexError::Unsupported(_)) => Ok(()),
            Err(CodexError::Refused(text)) => Err(bad(Setting::Quota, text)),
            Err(error) => Err(NodeSettingsError::Node(error)),
        }
    }

    /// What is durable acts.
    async fn act(&self, draft: &Draft, flavor: Flavor) {
        let names: Vec<&str> = draft.changed.iter().map(|setting| setting.name()).collect();
        tracing::info!(settings = names.join(","), "settings of the node were changed");
        if flavor.is_real() {
            let mut notes = self.desk.notes();
            notes.pending.extend(draft.changed.iter().copied());
        }
        self.desk.read(&draft.values, flavor);
        if flavor.is_real()
            && draft.changed.contains(&Setting::LogLevel)
            && let Some(level) = draft.values.get(&Setting::LogLevel)
        {
            self.desk.tell_log_level(level.as_text().to_owned()).await;
        }
    }
}

impl super::NodeDesk {
    /// Takes over what acts in this process: what is logged and how requests to nodes are signed.
    pub(super) fn read(&self, values: &BTreeMap<Setting, NodeValue>, flavor: Flavor) {
        if flavor != Flavor::Embedded {
            return;
        }
        if !self.start.log_fixed
            && let Some(level) = values.get(&Setting::LogLevel)
        {
            telemetry::set_filter(&start::log_filter(level.as_text()));
        }
        self.agent.set(start::agent(values));
    }
}

impl Context<'_> {
    fn draft(&self, sent: &Map<String, Json>) -> Result<Draft, NodeSettingsError> {
        let mut parsed = BTreeMap::new();
        for (name, json) in sent {
            let setting = Setting::named(name)
                .ok_or_else(|| NodeSettingsError::Unknown(name.chars().take(80).collect()))?;
            let value = NodeValue::parse(setting.row(), json).map_err(|text| bad(setting, text))?;
            let locked = self.locked(setting);
            // A URL without its credentials stands for the stored one that has them.
            if value == self.value(setting) && (locked.is_some() || self.is_set(setting)) {
                continue;
            }
            if let Some(reason) = locked {
                let reason = reason.text;
                return Err(NodeSettingsError::Fixed { name: setting.name(), reason });
            }
            if let (NodeValue::Int(number), Some(lowest)) = (&value, self.lowest(setting.row()))
                && *number < lowest
            {
                return Err(bad(setting, format!("use at least {lowest}")));
            }
            parsed.insert(setting, value);
        }
        let mut values = self.values.clone();
        let mut preferences = Vec::new();
        let changed: BTreeSet<Setting> = parsed.keys().copied().collect();
        let announced = parsed.get(&Setting::AnnounceIp).map(|ip| ip.as_text().to_owned());
        for (setting, value) in parsed {
            match (setting, &value) {
                (Setting::Nat, NodeValue::Text(text)) => {
                    let nat = Nat::parse(text).map_err(|text| bad(setting, text))?;
                    let address = match nat {
                        Nat::External(ip) => ip.to_string(),
                        _ => String::new(),
                    };
                    if announced.as_ref().is_some_and(|other| *other != address) {
                        return Err(bad(setting, "announce_ip names another address"));
                    }
                    preferences.push((Key::Upnp, Value::Bool(nat != Nat::None)));
                    preferences.push((Key::AnnounceIp, Value::Text(address)));
                    values.insert(setting, value);
                }
                (Setting::Sources, NodeValue::Lines(urls)) => {
                    let kept = urls.iter().map(|url| self.with_credentials(url)).collect();
                    values.insert(setting, NodeValue::Lines(kept));
                }
                _ => match setting.row().preference {
                    Some(key) => preferences.extend(preference(key, value)),
                    None => drop(values.insert(setting, value)),
                },
            }
        }
        let mut patch = SettingsPatch::by_server(preferences);
        if changed.contains(&Setting::Nat) {
            // The method says it all.
            patch.back_to_default(Own::EnableNatpmp);
        }
        let mut settings = self.settings.clone();
        settings.apply(&patch);
        Context { settings: &settings, values: &values, ..*self }.check_ports(&changed)?;
        Ok(Draft { values, patch, changed })
    }

    /// The stored URL that is shown as this one.
    fn with_credentials(&self, url: &str) -> String {
        let stored = self.values.get(&Setting::Sources);
        let known = stored.iter().flat_map(|value| value.as_lines());
        let mut known = known.filter(|known| shown_url(known).is_ok_and(|shown| shown == url));
        known.next().cloned().unwrap_or_else(|| url.to_owned())
    }

    /// No two listeners on one port.
    fn check_ports(&self, changed: &BTreeSet<Setting>) -> Result<(), NodeSettingsError> {
        let own = |setting| (setting, self.value(setting).as_int());
        let mut ports = vec![own(Setting::TransferPort)];
        if self.flavor.is_real() {
            ports.push(own(Setting::DiscoveryPort));
            if self.flag(Setting::Metrics) {
                ports.push(own(Setting::MetricsPort));
            }
        }
        let mut others = vec![(self.settings.int(Key::WebUiPort), "the web interface")];
        if let Some(port) = port_of(&self.start.node_url) {
            others.push((i64::from(port), "the node's REST API"));
        }
        for (index, (setting, port)) in ports.iter().enumerate() {
            let mine = changed.contains(setting);
            if *port == 0 {
                continue;
            }
            if let Some((_, whose)) = others.iter().find(|(other, _)| mine && other == port) {
                return Err(bad(*setting, format!("{port} is the port of {whose}")));
            }
            let twin = ports.iter().take(index).find(|(_, other)| other == port);
            if let Some((twin, _)) = twin
                && (mine || changed.contains(twin))
            {
                let (named, other) = if mine { (setting, twin) } else { (twin, setting) };
                return Err(bad(*named, format!("{port} is the value of {}", other.name())));
            }
        }
        Ok(())
    }
}

/// The node that values name.
fn node_url(values: &BTreeMap<Setting, NodeValue>) -> &str {
    values.get(&Setting::NodeUrl).map_or(EMBEDDED, NodeValue::as_text)
}

/// Waits until a node has shown what it is.
async fn answered(node: &Codex) -> Result<(), NodeSettingsError> {
    let mut status = node.watch();
    let known = status.wait_for(|status| status.state != NodeState::Starting);
    let reason = match tokio::time::timeout(ATTACH, known).await {
        Ok(Ok(status)) => match &status.state {
            NodeState::Away { reason } => reason.clone(),
            _ => return Ok(()),
        },
        Ok(Err(_)) => "the server stops".to_owned(),
        Err(_) => "it gives no answer in time".to_owned(),
    };
    Err(bad(Setting::NodeUrl, format!("{} cannot be used: {reason}", node.name())))
}

/// A value as the preference of the same setting has it.
fn preference(key: Key, value: NodeValue) -> Option<(Key, Value)> {
    let value = match value {
        NodeValue::Bool(flag) => Value::Bool(flag),
        NodeValue::Int(number) => Value::Int(number),
        NodeValue::Text(text) => Value::Text(text),
        NodeValue::Lines(_) => return None,
    };
    Some((key, value))
}

fn port_of(url: &str) -> Option<u16> {
    url::Url::parse(url).ok()?.port_or_known_default()
}
