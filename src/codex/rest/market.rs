//! The marketplace of generation A: requests for storage, and what became of them.
//!
//! Numbers are decimal texts in some versions and JSON numbers in others, so both are read; a
//! request is sent in the newer form, and once more in the older one when the node refuses the
//! body before doing anything (400). Otherwise nothing is tried twice: it costs money.

use std::sync::Arc;

use reqwest::{Method, StatusCode};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::detect::MAX_SMALL;
use super::{Facts, Shared, http};
use crate::codex::{Cid, CodexError, Purchase, PurchaseTerms};

/// Largest list of ids.
const MAX_IDS: usize = 1024 * 1024;
/// Most purchases whose details are asked for.
const MAX_PURCHASES: usize = 500;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PurchaseJson {
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    request: Option<RequestJson>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestJson {
    ask: AskJson,
    #[serde(default)]
    content: Option<ContentJson>,
    #[serde(default, deserialize_with = "number")]
    expiry: u128,
}

#[derive(Debug, Deserialize)]
struct ContentJson {
    #[serde(default)]
    cid: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct AskJson {
    #[serde(deserialize_with = "number")]
    slots: u128,
    #[serde(deserialize_with = "number")]
    duration: u128,
    #[serde(deserialize_with = "number")]
    proof_probability: u128,
    #[serde(deserialize_with = "number")]
    price_per_byte_per_second: u128,
    #[serde(deserialize_with = "number")]
    collateral_per_byte: u128,
    #[serde(deserialize_with = "number")]
    max_slot_loss: u128,
}

/// A number, or the text of one; what is neither is 0.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<u128, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Number(number) => number.as_u64().map_or(0, u128::from),
        Value::String(text) => match text.strip_prefix("0x") {
            Some(digits) => u128::from_str_radix(digits, 16).unwrap_or_default(),
            None => text.parse().unwrap_or_default(),
        },
        _ => 0,
    })
}

async fn market(shared: &Shared) -> Result<Arc<Facts>, CodexError> {
    let facts = shared.ready().await?;
    if facts.capabilities.marketplace {
        Ok(facts)
    } else {
        Err(CodexError::Unsupported("buy storage"))
    }
}

pub(super) async fn purchase(
    shared: &Shared,
    cid: Cid,
    terms: &PurchaseTerms,
) -> Result<String, CodexError> {
    let facts = market(shared).await?;
    let mut got = request(shared, &facts, cid, &body(terms, false)).await?;
    if got.status == StatusCode::BAD_REQUEST {
        got = request(shared, &facts, cid, &body(terms, true)).await?;
    }
    match got.status {
        StatusCode::OK => id_of(&got.sentence())
            .ok_or_else(|| CodexError::Protocol("the answer to a purchase is no id".to_owned())),
        StatusCode::NOT_FOUND => Err(CodexError::NotFound(cid)),
        // The one sentence of a node whose persistence is off.
        StatusCode::SERVICE_UNAVAILABLE => {
            shared.note_odd();
            Err(CodexError::Refused(got.sentence()))
        }
        _ => Err(got.refusal()),
    }
}

/// The node makes an erasure-coded copy before it answers.
async fn request(
    shared: &Shared,
    facts: &Facts,
    cid: Cid,
    body: &Value,
) -> Result<http::Answer, CodexError> {
    let url = shared.http.url(facts.prefix, &["storage", "request", &cid.to_string()]);
    let request = shared.http.request(Method::POST, url).json(body);
    let doing = "requesting storage";
    let work = async {
        let response = shared.http.send(request, shared.http.deadlines.stored, doing).await?;
        http::read(response, MAX_SMALL, doing).await
    };
    tokio::time::timeout(shared.http.deadlines.stored, work)
        .await
        .map_err(|_| CodexError::Timeout(doing))?
}

/// v0.2.1 and newer take times as numbers, older ones as texts.
fn body(terms: &PurchaseTerms, old: bool) -> Value {
    let time = |seconds: u64| if old { json!(seconds.to_string()) } else { json!(seconds) };
    json!({
        "duration": time(terms.duration),
        "expiry": time(terms.expiry),
        "proofProbability": terms.proof_probability.to_string(),
        "pricePerBytePerSecond": terms.price_per_byte_per_second.to_string(),
        "collateralPerByte": terms.collateral_per_byte.to_string(),
        "nodes": terms.nodes,
        "tolerance": terms.tolerance,
    })
}

/// Hex digits without prefix.
fn id_of(text: &str) -> Option<String> {
    let digits = text.trim();
    let digits = digits.strip_prefix("0x").unwrap_or(digits).to_ascii_lowercase();
    let fine = (1..=64).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    fine.then_some(digits)
}

pub(super) async fn purchases(shared: &Shared) -> Result<Vec<Purchase>, CodexError> {
    let facts = market(shared).await?;
    let deadline = shared.http.deadlines.control;
    let parts = ["storage", "purchases"];
    let got = shared.get(&facts, &parts, deadline, MAX_IDS, "listing purchases").await?;
    if got.status == StatusCode::SERVICE_UNAVAILABLE {
        shared.note_odd();
        return Err(CodexError::Unsupported("buy storage"));
    }
    let ids: Vec<String> = got.json()?;
    let mut all = Vec::new();
    for id in ids.iter().filter_map(|id| id_of(id)).take(MAX_PURCHASES) {
        all.extend(details(shared, &facts, id).await?);
    }
    Ok(all)
}

/// `None` for one that is gone again.
async fn details(
    shared: &Shared,
    facts: &Facts,
    id: String,
) -> Result<Option<Purchase>, CodexError> {
    let url = shared.http.url(facts.prefix, &["storage", "purchases", &id]);
    let deadline = shared.http.deadlines.control;
    let got = shared.http.get(url, deadline, MAX_SMALL, "telling about a purchase").await?;
    if got.status == StatusCode::NOT_FOUND {
        return Ok(None);
    }
    Ok(Some(read(id, got.json()?)))
}

fn read(id: String, json: PurchaseJson) -> Purchase {
    let words =
        |text: String| -> String { text.chars().filter(|c| !c.is_control()).take(500).collect() };
    let content = json.request.as_ref().and_then(|request| request.content.as_ref());
    let cid = content.and_then(|content| content.cid.as_ref()?.as_str()?.parse().ok());
    Purchase {
        id,
        state: json.state.map_or_else(|| "unknown".to_owned(), words),
        error: json.error.filter(|text| !text.is_empty()).map(words),
        cid,
        terms: json.request.map(|request| terms(&request)),
    }
}

fn terms(request: &RequestJson) -> PurchaseTerms {
    let long = |number: u128| u64::try_from(number).unwrap_or(u64::MAX);
    let short = |number: u128| u32::try_from(number).unwrap_or(u32::MAX);
    let ask = &request.ask;
    PurchaseTerms {
        duration: long(ask.duration),
        proof_probability: long(ask.proof_probability),
        price_per_byte_per_second: ask.price_per_byte_per_second,
        collateral_per_byte: ask.collateral_per_byte,
        expiry: long(request.expiry),
        nodes: short(ask.slots),
        tolerance: short(ask.max_slot_loss),
    }
}
