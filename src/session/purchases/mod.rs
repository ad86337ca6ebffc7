//! Buying storage for items on the marketplace of a node that offers it: what was requested, what
//! became of it, and requesting it.
//!
//! *Owns* the rows of purchases (small values in the database), the last list that the node gave,
//! and the order in which datasets are requested: one after the other, in a task. The node is asked
//! only when somebody looks, and once in [`FRESH`] at most. *A crash* between the node's answer and
//! the row that says so leaves a purchase whose id is not known here: it shows as `unclear`, and
//! the node lists it among those that are not this server's. What waited for its turn is not
//! requested by itself after a start: it costs money. *Absent:* cancelling, which nodes cannot; so
//! removing an item leaves its purchases as they are.

mod buying;
mod row;
mod terms;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use row::{Due, StoragePurchase};
pub use terms::{PurchaseTerms, TERMS, Term, read_terms};

use super::settings::SettingsPatch;
use super::status::{PublishState, TorrentStatus};
use super::{Command, Session, SessionError};
use crate::codex::{BLOCK_SIZE, Cid, Codex, NodeState, Purchase};
use crate::torrent::TorrentId;
use row::{SPACE, WAITING};

/// How long the node's list counts as new.
const FRESH: Duration = Duration::from_secs(5);
/// Longest time that anybody waits for the node's list: it is asked for each purchase.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most datasets of an item that is bought: each is a purchase of its own.
const MAX_DATASETS: usize = 1000;

/// What all handles share.
#[derive(Debug, Default)]
pub(super) struct Market {
    /// The node's list. Held while the node is asked and while a new purchase is stored, so no
    /// reader sees a purchase that is newer than the list.
    asked: tokio::sync::Mutex<Option<Asked>>,
    /// Rows that are being worked on.
    live: Mutex<HashSet<String>>,
    /// Held from the look at what is bought until the request for the rest is stored: who asks for
    /// the same meanwhile sees it.
    ordering: tokio::sync::Mutex<()>,
    /// One request after the other.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone)]
struct Asked {
    node: String,
    /// By the clock that never goes back.
    at: Duration,
    /// In Unix seconds.
    when: i64,
    list: Result<Arc<[Purchase]>, String>,
}

/// Purchases, as far as they are known.
#[derive(Debug, Clone, Default)]
pub struct Purchases {
    /// The node in use sells storage now.
    pub available: bool,
    /// The node in use.
    pub node: String,
    /// Why its list could not be had: states are those heard last.
    pub error: Option<String>,
    /// When its list was asked for, in Unix seconds.
    pub asked_at: Option<i64>,
    /// Those of this session, newest first.
    pub purchases: Vec<StoragePurchase>,
    /// What a request for the item would be about; empty without an item.
    pub datasets: Vec<SoldDataset>,
    /// Purchases of the node that this session knows nothing of; empty with an item.
    pub others: Vec<Purchase>,
}

/// A dataset of an item, as a request would take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldDataset {
    /// The dataset.
    pub cid: Cid,
    /// The file's path; none for the item's record.
    pub file: Option<String>,
    /// Its bytes; none when that is not known.
    pub size: Option<u64>,
    /// Whether a request now buys it.
    pub due: Due,
}

/// Why nothing is bought.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PurchaseError {
    /// No such item.
    #[error("Not Found")]
    NotFound,
    /// The node in use does not sell storage.
    #[error(
        "the node in use does not sell storage: it takes a Codex node of generation A with persistence"
    )]
    NoMarket,
    /// The node in use does not answer.
    #[error("the node in use does not answer; try again when it is back")]
    Away,
    /// The item is not in the node.
    #[error("the item is not published in the node in use; publish it first")]
    NotPublished,
    /// Too many datasets.
    #[error(
        "the item has {0} datasets, and each is a purchase of its own; at most {MAX_DATASETS} are bought"
    )]
    TooMany(usize),
    /// What is bought already is not known.
    #[error("the node does not tell what is bought already: {0}")]
    Unknown(String),
    /// All is bought, or cannot be.
    #[error("all of the item is bought already, being bought, or too small to be sold")]
    Nothing,
    /// All that is not bought may be.
    #[error(
        "the node did not say whether it took the last request; look at its purchases, or ask with again=true"
    )]
    Unclear,
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl Session {
    /// Purchases: of one item, or all.
    pub async fn purchases(&self, of: Option<&TorrentStatus>) -> Purchases {
        let node = self.holdings.nodes.own();
        let status = node.status();
        let available = status.capabilities.marketplace;
        let mut asked = self.market.asked.lock().await;
        if available && status.state == NodeState::Online {
            self.ask_market(&node, &mut asked).await;
        }
        let known = asked.clone().filter(|asked| available && asked.node == node.name());
        let mut rows = self.purchase_rows();
        if let Some(Asked { list: Ok(list), .. }) = &known {
            self.hear(&mut rows, node.name(), list).await;
        }
        // From here on nothing depends on the list being the newest.
        drop(asked);
        let error = known.as_ref().and_then(|asked| asked.list.as_ref().err().cloned());
        let away = matches!(status.state, NodeState::Away { .. }) && available;
        let mut out = Purchases {
            available,
            node: node.name().to_owned(),
            error: error.or_else(|| away.then(|| PurchaseError::Away.to_string())),
            asked_at: known.as_ref().map(|asked| asked.when),
            ..Purchases::default()
        };
        match of {
            None => {
                let ours: HashSet<&str> =
                    rows.values().filter_map(|row| row.id.as_deref()).collect();
                let list = known.and_then(|asked| asked.list.ok());
                let others = list.iter().flat_map(|list| list.iter());
                out.others =
                    others.filter(|one| !ours.contains(one.id.as_str())).cloned().collect();
                out.purchases = rows.into_values().collect();
            }
            Some(torrent) => {
                out.datasets = self.sold_datasets(torrent, node.name(), &rows).await;
                let cids: HashSet<String> =
                    out.datasets.iter().map(|dataset| dataset.cid.to_string()).collect();
                let item = torrent.id.to_string();
                let rows = rows.into_values();
                out.purchases =
                    rows.filter(|row| row.item == item || cids.contains(&row.cid)).collect();
            }
        }
        // Newest first; in an item the record comes last.
        out.purchases.sort_by_cached_key(|row| {
            (Reverse(row.at), row.name.clone(), row.file.is_none(), row.file.clone())
        });
        out
    }

    /// Requests storage for what is not bought of an item: for each dataset and the record, as far
    /// as they have a block for each part. It is
    /// answered when the request is stored; the node is asked afterwards, dataset by dataset.
    /// `again` also for those of which the node did not say whether it took them.
    ///
    /// # Errors
    /// See [`PurchaseError`]; nothing is bought then.
    pub async fn purchase(
        &self,
        id: TorrentId,
        terms: &PurchaseTerms,
        again: bool,
    ) -> Result<(), PurchaseError> {
        let torrent = self.torrent(id).ok_or(PurchaseError::NotFound)?;
        let node = self.holdings.nodes.own();
        let status = node.status();
        if !status.capabilities.marketplace {
            return Err(PurchaseError::NoMarket);
        }
        if status.state != NodeState::Online {
            return Err(PurchaseError::Away);
        }
        if torrent.publish != PublishState::Published {
            return Err(PurchaseError::NotPublished);
        }
        let _ordering = self.market.ordering.lock().await;
        let known = self.purchases(Some(&torrent)).await;
        if let Some(why) = known.error {
            return Err(PurchaseError::Unknown(why));
        }
        if known.datasets.len() > MAX_DATASETS {
            return Err(PurchaseError::TooMany(known.datasets.len()));
        }
        let unclear = known.datasets.iter().any(|dataset| dataset.due == Due::Unclear);
        let wanted = |due: Due| due == Due::Yes || (again && due == Due::Unclear);
        let at = self.clock.unix_secs();
        let due = known.datasets.into_iter().filter(|dataset| wanted(dataset.due));
        let rows = due.map(|dataset| StoragePurchase {
            item: torrent.id.to_string(),
            name: torrent.name.clone(),
            file: dataset.file,
            cid: dataset.cid.to_string(),
            size: dataset.size,
            node: node.name().to_owned(),
            at,
            terms: terms.clone(),
            state: WAITING.to_owned(),
            id: None,
            error: None,
        });
        // Another item may have the same dataset, and its turn.
        let order = buying::Order::claim(&self.market, rows.collect());
        if order.is_empty() {
            return Err(if unclear { PurchaseError::Unclear } else { PurchaseError::Nothing });
        }
        self.store_purchases(order.rows()).await?;
        drop(self.tasks.spawn("buying storage", buying::buy(self.clone(), node, order)));
        Ok(())
    }

    /// Has a list that is not old.
    async fn ask_market(&self, node: &Codex, asked: &mut Option<Asked>) {
        let now = self.clock.elapsed();
        let fresh = asked
            .as_ref()
            .is_some_and(|asked| asked.node == node.name() && now.saturating_sub(asked.at) < FRESH);
        if fresh {
            return;
        }
        let list = match tokio::time::timeout(PATIENCE, node.purchases()).await {
            Ok(Ok(list)) => Ok(list.into()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the Codex node takes too long to list its purchases".to_owned()),
        };
        let node = node.name().to_owned();
        *asked = Some(Asked { node, at: self.clock.elapsed(), when: self.clock.unix_secs(), list });
    }

    /// Takes over what the node says. What is news is stored, so that it is known when the node is
    /// not in use any more; a failure to do so loses nothing that the node would not say again.
    async fn hear(
        &self,
        rows: &mut HashMap<String, StoragePurchase>,
        node: &str,
        list: &[Purchase],
    ) {
        let ours = rows.values_mut().filter(|row| row.node == node);
        let news: Vec<StoragePurchase> =
            ours.filter_map(|row| row.hear(list).then(|| row.clone())).collect();
        if !news.is_empty()
            && let Err(error) = self.store_purchases(&news).await
        {
            tracing::warn!(%error, "cannot note what became of purchases");
        }
    }

    /// All rows, those that nobody works on at rest.
    fn purchase_rows(&self) -> HashMap<String, StoragePurchase> {
        let live = self.market.live.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = self.stored.read().unwrap_or_else(PoisonError::into_inner);
        let from = (SPACE.to_owned(), String::new());
        let rows = stored.range(from..).take_while(|((space, _), _)| space == SPACE);
        let row = |((_, key), bytes): (&(String, String), &Arc<[u8]>)| {
            let row = StoragePurchase::of(bytes)?;
            let row = if live.contains(key) { row } else { row.at_rest() };
            Some((key.clone(), row))
        };
        rows.filter_map(row).collect()
    }

    async fn store_purchases(&self, rows: &[StoragePurchase]) -> Result<(), SessionError> {
        let small = |row: &StoragePurchase| (SPACE.to_owned(), row.key(), Some(row.bytes()));
        let rows = rows.iter().map(small).collect();
        let patch = Box::new(SettingsPatch::by_server([]));
        self.ask(|reply| Command::StoreAll { rows, patch, reply }).await
    }

    /// What of an item lies in the node: each file's dataset once, then its record.
    async fn sold_datasets(
        &self,
        torrent: &TorrentStatus,
        node: &str,
        rows: &HashMap<String, StoragePurchase>,
    ) -> Vec<SoldDataset> {
        if torrent.publish != PublishState::Published {
            return Vec::new();
        }
        let now = self.clock.unix_secs();
        // Parts are whole blocks.
        let most = (terms::LEAST_PARTS - 1) * u64::from(BLOCK_SIZE);
        let due = |cid: &Cid, size: Option<u64>| {
            let row = rows.get(&row::key(node, &cid.to_string()));
            let due = row.map_or(Due::Yes, |row| row.due(now));
            let small = size.is_some_and(|size| size <= most);
            if small && due == Due::Yes { Due::Never } else { due }
        };
        let mut seen = HashSet::new();
        let mut out = Vec::new();
        let content = torrent.content.iter().flat_map(|content| &content.files);
        for (file, now) in content.zip(torrent.files.iter()) {
            let whole = file.length > 0 && now.completed == file.length;
            if let Some(cid) = now.cid.filter(|_| whole && file.payload.is_some())
                && seen.insert(cid)
            {
                let (path, size) = (Some(file.path.clone()), Some(file.length));
                out.push(SoldDataset { cid, file: path, size, due: due(&cid, size) });
            }
        }
        if let Some(cid) = torrent.record.filter(|cid| !seen.contains(cid)) {
            let copies = self.copies_of(torrent.id).await.unwrap_or_default();
            let size = copies.iter().find(|(copy, _)| *copy == cid).map(|(_, length)| *length);
            out.push(SoldDataset { cid, file: None, size, due: due(&cid, size) });
        }
        out
    }
}
