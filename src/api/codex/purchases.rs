//! `codex/purchases`, `codex/purchase`: storage bought on the marketplace of the node in use.
//!
//! Amounts of the token are decimal texts: they are larger than numbers of JSON are exact. The
//! node is asked when somebody looks, and every few seconds at most, however many look.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::{
    BLOCK_SIZE, Purchase, PurchaseError, PurchaseTerms, Purchases, SoldDataset, StoragePurchase,
    TERMS, TorrentStatus, read_terms,
};

/// What was bought, and what could be.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StorageMarket {
    /// When the node was asked, in Unix seconds; null when it was not.
    asked_at: Option<i64>,
    /// The node in use sells storage.
    available: bool,
    /// Bytes of a block: hosts store whole ones.
    block_size: u32,
    /// With `hash`: what a request for the item is about.
    datasets: Vec<SoldItem>,
    /// Why the node did not say what became of them: the states are those heard last.
    error: Option<String>,
    /// The node in use.
    node: String,
    /// Without `hash`: purchases of the node that were not made here.
    others: Vec<OtherPurchase>,
    /// Purchases made here, newest first: the last one of each dataset.
    purchases: Vec<BoughtItem>,
    /// Bounds of the terms, by name.
    terms: BTreeMap<&'static str, TermBounds>,
}

/// Bounds of a member of the terms, as decimal texts.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct TermBounds {
    /// Value when none is given.
    default: String,
    /// Largest value.
    max: String,
    /// Smallest value.
    min: String,
}

/// A dataset of an item.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "SoldDataset"))]
pub(crate) struct SoldItem {
    /// Its CID.
    cid: String,
    /// Whether a request now buys it: `yes`, `no` (it is bought), `unclear` (it may be, so only
    /// with `again`), or `never` (too small for any terms: nodes want two blocks at least).
    due: &'static str,
    /// The file's path; null for the item's record.
    file: Option<String>,
    /// Its bytes; null when that is not known.
    size: Option<u64>,
}

/// A purchase made here.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StoragePurchase"))]
pub(crate) struct BoughtItem {
    /// When it was requested, in Unix seconds.
    at: i64,
    /// The dataset.
    cid: String,
    /// What went wrong.
    error: Option<String>,
    /// The file's path; null for the item's record.
    file: Option<String>,
    /// The item.
    hash: String,
    /// The node's id of it; null when it gave none.
    id: Option<String>,
    /// The item's name at that time.
    name: String,
    /// The node that was asked.
    node: String,
    /// Its bytes; null when that is not known.
    size: Option<u64>,
    /// `waiting`, `requesting`, `unclear` (nobody knows whether the node took it), `refused`,
    /// `too_small`, `not_requested`, `gone` (the node does not list it any more), or the node's own
    /// word: `submitted`, `pending`, `started`, `finished`, `cancelled`, `failed`, `error`.
    state: String,
    /// What is asked of hosts.
    terms: Terms,
}

/// A purchase of the node that was not made here.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct OtherPurchase {
    /// What is stored, as far as the node says.
    cid: Option<String>,
    /// What went wrong.
    error: Option<String>,
    /// The node's id of it.
    id: String,
    /// The node's word.
    state: String,
    /// What is asked of hosts, as far as the node says.
    terms: Option<Terms>,
}

/// What is asked of hosts.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "PurchaseTerms"))]
pub(crate) struct Terms {
    /// What hosts put at stake per byte, in the token's smallest unit; a decimal text.
    collateral_per_byte: String,
    /// How long it is stored, in seconds.
    duration: u64,
    /// Seconds within which enough hosts must take it.
    expiry: u64,
    /// Hosts that store a part each.
    nodes: u32,
    /// The price in the token's smallest unit; a decimal text.
    price_per_byte_per_second: String,
    /// Hosts prove that they store it once in so many periods.
    proof_probability: u64,
    /// Hosts that may be lost without losing content.
    tolerance: u32,
}

impl From<PurchaseTerms> for Terms {
    fn from(terms: PurchaseTerms) -> Self {
        Self {
            collateral_per_byte: terms.collateral_per_byte.to_string(),
            duration: terms.duration,
            expiry: terms.expiry,
            nodes: terms.nodes,
            price_per_byte_per_second: terms.price_per_byte_per_second.to_string(),
            proof_probability: terms.proof_probability,
            tolerance: terms.tolerance,
        }
    }
}

impl From<StoragePurchase> for BoughtItem {
    fn from(row: StoragePurchase) -> Self {
        Self {
            at: row.at,
            cid: row.cid,
            error: row.error,
            file: row.file,
            hash: row.item,
            id: row.id,
            name: row.name,
            node: row.node,
            size: row.size,
            state: row.state,
            terms: row.terms.into(),
        }
    }
}

impl From<SoldDataset> for SoldItem {
    fn from(dataset: SoldDataset) -> Self {
        let SoldDataset { cid, file, size, due } = dataset;
        Self { cid: cid.to_string(), due: due.as_str(), file, size }
    }
}

impl From<Purchase> for OtherPurchase {
    fn from(purchase: Purchase) -> Self {
        Self {
            cid: purchase.cid.map(|cid| cid.to_string()),
            error: purchase.error,
            id: purchase.id,
            state: purchase.state,
            terms: purchase.terms.map(Terms::from),
        }
    }
}

impl From<Purchases> for StorageMarket {
    fn from(known: Purchases) -> Self {
        let bounds = TERMS.iter().map(|term| {
            let (default, max, min) = (term.default, term.max, term.min);
            let [default, max, min] = [default, max, min].map(|value| value.to_string());
            (term.name, TermBounds { default, max, min })
        });
        Self {
            asked_at: known.asked_at,
            available: known.available,
            block_size: BLOCK_SIZE,
            datasets: known.datasets.into_iter().map(SoldItem::from).collect(),
            error: known.error,
            node: known.node,
            others: known.others.into_iter().map(OtherPurchase::from).collect(),
            purchases: known.purchases.into_iter().map(BoughtItem::from).collect(),
            terms: bounds.collect(),
        }
    }
}

impl From<PurchaseError> for ApiError {
    fn from(error: PurchaseError) -> Self {
        match error {
            PurchaseError::NotFound => Self::NotFound,
            PurchaseError::Session(error) => error.into(),
            PurchaseError::NoMarket
            | PurchaseError::Away
            | PurchaseError::NotPublished
            | PurchaseError::TooMany(_)
            | PurchaseError::Unknown(_)
            | PurchaseError::Nothing
            | PurchaseError::Unclear => Self::conflict(error.to_string()),
        }
    }
}

/// `codex/purchases`: those of `hash`, or all.
///
/// # Errors
/// 404 for an unknown torrent.
pub(crate) async fn purchases(call: Call) -> Answer {
    if call.params.get("hash").is_none() {
        return answer(&call, None).await;
    }
    let known = call.params.torrent_id("hash").and_then(|id| call.session().torrent(id));
    answer(&call, Some(&*known.ok_or(ApiError::NotFound)?)).await
}

/// `codex/purchase`: requests storage for what is not bought of an item.
///
/// # Errors
/// 400 for terms that make no sense, in a sentence that names the member and its bounds; 404 for an
/// unknown torrent; 409 when nothing can be bought, in a sentence.
pub(crate) async fn purchase(call: Call) -> Answer {
    let params = &call.params;
    let given = [
        ("duration", params.get("duration")),
        ("expiry", params.get("expiry")),
        ("price_per_byte_per_second", params.get("price_per_byte_per_second")),
        ("collateral_per_byte", params.get("collateral_per_byte")),
        ("proof_probability", params.get("proof_probability")),
        ("nodes", params.get("nodes")),
        ("tolerance", params.get("tolerance")),
    ];
    let given = given.into_iter().filter_map(|(name, text)| Some((name, text?))).collect();
    let terms = read_terms(&given).map_err(ApiError::bad)?;
    let again = params.flag("again").unwrap_or(false);
    let id = params.torrent_id("hash").ok_or(ApiError::NotFound)?;
    let session = call.session();
    session.purchase(id, &terms, again).await?;
    let torrent = session.torrent(id).ok_or(ApiError::NotFound)?;
    answer(&call, Some(&*torrent)).await
}

async fn answer(call: &Call, of: Option<&TorrentStatus>) -> Answer {
    Reply::json(&StorageMarket::from(call.session().purchases(of).await))
}
