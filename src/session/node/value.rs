//! Values of the node's settings: how they are read from a client, checked, and stored.
//!
//! Every value is checked whole before anything is stored: a real node ends over one that it
//! cannot read. All sizes are bounded.

use std::net::IpAddr;

use serde::Serialize;
use serde_json::Value as Json;

use super::table::{Choice, NodeRow, RowKind, Setting};
use crate::codex::{check_spr, rest};

/// Longest line, in bytes.
const MAX_LINE: usize = 4096;
/// Most lines.
const MAX_LINES: usize = 64;
/// Longest name of an agent.
const MAX_AGENT: usize = 64;

/// A value as clients see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum NodeValue {
    /// Flag.
    Bool(bool),
    /// Whole number.
    Int(i64),
    /// One line.
    Text(String),
    /// Several lines.
    Lines(Vec<String>),
}

impl NodeValue {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The text, empty for another kind.
    pub(super) fn as_text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// The number, 0 for another kind.
    pub(super) fn as_int(&self) -> i64 {
        match self {
            Self::Int(number) => *number,
            _ => 0,
        }
    }

    /// The lines, none for another kind.
    pub(super) fn as_lines(&self) -> &[String] {
        match self {
            Self::Lines(lines) => lines,
            _ => &[],
        }
    }

    /// What is stored: the bare text, so that people can read a database.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Bool(flag) => flag.to_string(),
            Self::Int(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Lines(lines) => lines.join("\n"),
        }
        .into_bytes()
    }

    /// What was stored; none when it cannot be read, or is not allowed any more.
    pub(super) fn restore(row: &NodeRow, bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let json = match row.kind {
            RowKind::Bool => Json::Bool(text == "true"),
            RowKind::Int => text.parse::<i64>().ok()?.into(),
            RowKind::Text | RowKind::Choice => text.into(),
            RowKind::Lines => text.lines().map(Json::from).collect(),
        };
        Self::parse(row, &json).ok()
    }

    /// Reads what a client sends.
    pub(super) fn parse(row: &NodeRow, json: &Json) -> Result<Self, String> {
        let value = match row.kind {
            RowKind::Bool => Self::Bool(json.as_bool().ok_or("use true or false")?),
            RowKind::Int => Self::Int(integer(row, json)?),
            RowKind::Text => Self::Text(line(json)?),
            RowKind::Choice => Self::Text(choice(row, json)?),
            RowKind::Lines => Self::Lines(lines(json)?),
        };
        check(row.setting, value)
    }
}

fn integer(row: &NodeRow, json: &Json) -> Result<i64, String> {
    let number = json.as_i64().ok_or("use a whole number")?;
    let lowest = lowest(row);
    let low = lowest.is_some_and(|min| number < min) && !special(row.setting, number);
    if low || row.max.is_some_and(|max| number > max) {
        let bound = |bound: Option<i64>| bound.map_or_else(String::new, |n| n.to_string());
        return Err(format!("use a number from {} to {}", bound(lowest), bound(row.max)));
    }
    Ok(number)
}

fn lowest(row: &NodeRow) -> Option<i64> {
    row.min
}

/// Numbers outside the bounds that mean something at the preference with the same value. A node
/// that cannot do with them says so later.
fn special(setting: Setting, number: i64) -> bool {
    matches!((setting, number), (Setting::TransferPort, 0) | (Setting::MaxPeers, -1))
}

fn line(json: &Json) -> Result<String, String> {
    let text = json.as_str().ok_or("use a text")?.trim();
    if text.len() > MAX_LINE || text.chars().any(char::is_control) {
        return Err(format!("use one line of at most {MAX_LINE} bytes"));
    }
    Ok(text.to_owned())
}

fn choice(row: &NodeRow, json: &Json) -> Result<String, String> {
    let text = line(json)?;
    let words = row.choices.iter().filter_map(|(choice, _)| match choice {
        Choice::Word(word) => Some(*word),
        Choice::Number(_) => None,
    });
    if words.clone().any(|word| word == text) {
        return Ok(text);
    }
    Err(format!("use one of {}", words.collect::<Vec<_>>().join(", ")))
}

/// A list of texts, or a text with one per line.
fn lines(json: &Json) -> Result<Vec<String>, String> {
    let found: Vec<String> = match json {
        Json::Array(items) if items.len() <= MAX_LINES => {
            items.iter().map(line).collect::<Result<_, _>>()?
        }
        Json::String(text) if text.lines().count() <= MAX_LINES => {
            text.lines().map(|text| line(&text.into())).collect::<Result<_, _>>()?
        }
        Json::Array(_) | Json::String(_) => return Err(format!("use at most {MAX_LINES} lines")),
        _ => return Err("use a list of texts".to_owned()),
    };
    let mut out: Vec<String> = Vec::new();
    for text in found {
        if !text.is_empty() && !out.contains(&text) {
            out.push(text);
        }
    }
    Ok(out)
}

/// What is particular to a setting.
fn check(setting: Setting, value: NodeValue) -> Result<NodeValue, String> {
    match (setting, &value) {
        (Setting::NodeUrl, NodeValue::Text(text)) if text != "embedded" => {
            shown_url(text).map(drop)?;
        }
        (Setting::Sources, NodeValue::Lines(urls)) => {
            for url in urls {
                shown_url(url).map(drop)?;
            }
        }
        (Setting::Bootstrap, NodeValue::Lines(records)) => {
            for record in records {
                check_spr(record).map_err(|error| error.to_string())?;
            }
        }
        (Setting::BindAddress | Setting::AnnounceIp, NodeValue::Text(text)) if text.is_empty() => {}
        (
            Setting::BindAddress | Setting::AnnounceIp | Setting::MetricsAddress,
            NodeValue::Text(text),
        ) => {
            return Ok(NodeValue::text(address(text)?.to_string()));
        }
        (Setting::Nat, NodeValue::Text(text)) => return Nat::parse(text).map(Nat::value),
        (Setting::Agent, NodeValue::Text(text)) => {
            let fine = |c: char| c.is_ascii_graphic() || c == ' ';
            if text.is_empty() || text.len() > MAX_AGENT || !text.chars().all(fine) {
                return Err(format!("use 1 to {MAX_AGENT} ASCII characters"));
            }
        }
        _ => {}
    }
    Ok(value)
}

fn address(text: &str) -> Result<IpAddr, String> {
    text.parse().map_err(|_| format!("{text} is no IP address"))
}

/// The URL of a node without its credentials. Errors never repeat it: it may hold a password.
pub(super) fn shown_url(url: &str) -> Result<String, String> {
    rest::shown_address(url).map_err(|error| error.to_string())
}

/// How a node finds the address that it announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nat {
    /// Either of the next two.
    Any,
    /// By `upnp` alone.
    Upnp,
    /// By NAT-PMP alone.
    Pmp,
    /// Its own address.
    None,
    /// This one.
    External(IpAddr),
}

impl Nat {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        Ok(match text {
            // Newer nodes call it so.
            "any" | "auto" => Self::Any,
            "upnp" => Self::Upnp,
            "pmp" => Self::Pmp,
            "none" => Self::None,
            _ => match text.strip_prefix("extip:") {
                Some(ip) => Self::External(address(ip)?),
                None => return Err("use any, none, upnp, pmp or extip:<IP address>".to_owned()),
            },
        })
    }

    pub(super) fn word(self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Upnp => "upnp".to_owned(),
            Self::Pmp => "pmp".to_owned(),
            Self::None => "none".to_owned(),
            Self::External(ip) => format!("extip:{ip}"),
        }
    }

    pub(super) fn value(self) -> NodeValue {
        NodeValue::Text(self.word())
    }
}
