//! Requesting what was ordered, one dataset after the other.
//!
//! Every step is stored before the next one: that the node is being asked, and what it said. A
//! refusal is about its dataset; too many of them, a node that goes away, or one that does not say
//! whether it took a request, end the order: the rest is not requested and says why.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use super::row::{NOT_REQUESTED, REFUSED, REQUESTING, SUBMITTED, TOO_SMALL, UNCLEAR};
use super::terms::parts;
use super::{Market, StoragePurchase};
use crate::codex::{BLOCK_SIZE, Cid, Codex, CodexError, NodeState};
use crate::session::{Session, SessionError};

/// Refusals in a row that end an order.
const REFUSALS: u32 = 3;

/// What is to be requested. Its rows are worked on as long as it lives.
#[derive(Debug)]
pub(super) struct Order {
    market: Arc<Market>,
    rows: Vec<StoragePurchase>,
}

impl Order {
    /// Of these rows, those that nobody works on.
    pub(super) fn claim(market: &Arc<Market>, mut rows: Vec<StoragePurchase>) -> Self {
        let mut live = market.live.lock().unwrap_or_else(PoisonError::into_inner);
        rows.retain(|row| live.insert(row.key()));
        drop(live);
        Self { market: Arc::clone(market), rows }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn rows(&self) -> &[StoragePurchase] {
        &self.rows
    }
}

impl Drop for Order {
    fn drop(&mut self) {
        let keys: HashSet<String> = self.rows.iter().map(StoragePurchase::key).collect();
        let mut live = self.market.live.lock().unwrap_or_else(PoisonError::into_inner);
        live.retain(|key| !keys.contains(key));
    }
}

/// Requests all of an order. Dropped by the shutdown, it leaves what waits and what is uncertain.
pub(super) async fn buy(session: Session, node: Codex, mut order: Order) {
    let market = Arc::clone(&order.market);
    let _turn = market.turn.lock().await;
    let mut refusals = 0;
    let mut at = 0;
    let mut end = None;
    while let Some(row) = order.rows.get_mut(at) {
        end = hindered(&session, &node);
        if end.is_some() {
            break;
        }
        at += 1;
        match one(&session, &node, row).await {
            Ok(After::Taken) => refusals = 0,
            Ok(After::Skipped) => {}
            Ok(After::Refused) => refusals += 1,
            Ok(After::Unclear) => {
                end = Some("the node did not say whether it took the request before".to_owned());
            }
            Err(error) => end = Some(format!("the request before could not be noted: {error}")),
        }
        if refusals >= REFUSALS {
            end = Some(format!("the node refused {REFUSALS} requests in a row"));
        }
        if end.is_some() {
            break;
        }
    }
    let Some(end) = end else { return };
    let rest = order.rows.get_mut(at..).unwrap_or_default();
    for row in rest.iter_mut() {
        row.becomes(NOT_REQUESTED, Some(&end));
    }
    if let Err(error) = session.store_purchases(rest).await {
        // At the next look they count as not requested all the same.
        tracing::warn!(%error, "cannot note that storage was not requested");
    }
}

/// Why nothing more can be requested.
fn hindered(session: &Session, node: &Codex) -> Option<String> {
    if session.holdings.nodes.own().name() != node.name() {
        return Some("another node is in use".to_owned());
    }
    let status = node.status();
    if status.state != NodeState::Online {
        return Some("the node did not answer any more".to_owned());
    }
    (!status.capabilities.marketplace).then(|| "the node sells no storage any more".to_owned())
}

enum After {
    Taken,
    Skipped,
    Refused,
    Unclear,
}

async fn one(
    session: &Session,
    node: &Codex,
    row: &mut StoragePurchase,
) -> Result<After, SessionError> {
    let blocks = row.size.map(|size| size.div_ceil(u64::from(BLOCK_SIZE)));
    let parts = parts(&row.terms);
    if blocks.is_some_and(|blocks| blocks < parts) {
        let least = (parts - 1) * u64::from(BLOCK_SIZE) + 1;
        let why = format!("with these terms a dataset needs at least {least} bytes");
        row.becomes(TOO_SMALL, Some(&why));
        session.store_purchases(std::slice::from_ref(row)).await?;
        return Ok(After::Skipped);
    }
    let Ok(cid) = row.cid.parse::<Cid>() else { return Ok(After::Skipped) };
    row.becomes(REQUESTING, None);
    session.store_purchases(std::slice::from_ref(row)).await?;
    let answer = node.purchase(cid, row.terms.clone()).await;
    // No list that was asked for before is compared with what is stored now.
    let mut asked = session.market.asked.lock().await;
    *asked = None;
    let after = match answer {
        Ok(id) => {
            tracing::info!(item = %row.item, %cid, %id, "storage was bought");
            row.becomes(SUBMITTED, None);
            row.id = Some(id);
            After::Taken
        }
        Err(error) if is_refusal(&error) => {
            row.becomes(REFUSED, Some(&error.to_string()));
            After::Refused
        }
        Err(error) => {
            row.becomes(UNCLEAR, Some(&error.to_string()));
            After::Unclear
        }
    };
    session.store_purchases(std::slice::from_ref(row)).await?;
    drop(asked);
    Ok(after)
}

/// The node said no; whatever else happened, it may have taken the request.
fn is_refusal(error: &CodexError) -> bool {
    matches!(
        error,
        CodexError::Refused(_)
            | CodexError::NotFound(_)
            | CodexError::Unsupported(_)
            | CodexError::Quota { .. }
    )
}
