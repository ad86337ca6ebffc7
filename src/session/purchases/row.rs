//! What is kept of a purchase: one row for each dataset and node, the newest.
//!
//! A row is stored before the node is asked and again when it has answered, so whatever happens in
//! between is known to be uncertain, never forgotten.

use serde::{Deserialize, Serialize};

use super::terms::PurchaseTerms;
use crate::codex::Purchase;

/// Where rows lie among the small values.
pub(super) const SPACE: &str = "codex_purchases";

/// Will be requested when those before it are.
pub(super) const WAITING: &str = "waiting";
/// The node was asked and has not answered yet.
pub(super) const REQUESTING: &str = "requesting";
/// The node has taken it; it is not known yet what it says of it.
pub(super) const SUBMITTED: &str = "submitted";
/// The node was asked, and nobody knows whether it took it.
pub(super) const UNCLEAR: &str = "unclear";
/// The node refused.
pub(super) const REFUSED: &str = "refused";
/// The dataset has fewer blocks than the content has parts.
pub(super) const TOO_SMALL: &str = "too_small";
/// It was not requested, because of what happened before its turn.
pub(super) const NOT_REQUESTED: &str = "not_requested";
/// The node does not list it any more.
pub(super) const GONE: &str = "gone";

/// A purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoragePurchase {
    /// The item that it was requested for: its id, 40 hex digits.
    pub item: String,
    /// The item's name at that time.
    pub name: String,
    /// The file's path in the item; none for the item's record.
    pub file: Option<String>,
    /// The dataset.
    pub cid: String,
    /// Its bytes; none when that is not known.
    pub size: Option<u64>,
    /// The node that was asked, without credentials.
    pub node: String,
    /// When it was requested, in Unix seconds.
    pub at: i64,
    /// What is asked of hosts.
    pub terms: PurchaseTerms,
    /// A word of this session (`waiting`, `requesting`, `unclear`, `refused`, `too_small`,
    /// `not_requested`, `gone`), or the node's.
    pub state: String,
    /// The node's id of it; none when it gave none.
    pub id: Option<String>,
    /// What went wrong.
    pub error: Option<String>,
}

/// Whether a request now buys a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Yes.
    Yes,
    /// It is bought, or being bought.
    No,
    /// It may be bought: only when asked to buy such ones too.
    Unclear,
    /// It is too small for any terms.
    Never,
}

impl Due {
    /// As it travels.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unclear => "unclear",
            Self::Never => "never",
        }
    }
}

impl StoragePurchase {
    /// Where it lies.
    pub(super) fn key(&self) -> String {
        key(&self.node, &self.cid)
    }

    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        // A struct of plain members always has a text.
        serde_json::to_vec(self).unwrap_or_default()
    }

    pub(super) fn becomes(&mut self, state: &str, error: Option<&str>) {
        state.clone_into(&mut self.state);
        self.error = error.map(str::to_owned);
    }

    /// As it is when nobody works on it: what was to come did not, what was asked is uncertain.
    pub(super) fn at_rest(mut self) -> Self {
        match self.state.as_str() {
            WAITING => {
                self.becomes(NOT_REQUESTED, Some("the server was stopped before its turn"));
            }
            REQUESTING => {
                self.becomes(UNCLEAR, Some("the server was stopped before the node answered"));
            }
            _ => {}
        }
        self
    }

    /// Takes over what its node says of it now; true when that is news.
    pub(super) fn hear(&mut self, list: &[Purchase]) -> bool {
        let Some(id) = &self.id else { return false };
        let (state, error) = match list.iter().find(|one| one.id == *id) {
            Some(found) => (found.state.clone(), found.error.clone()),
            None if self.is_over() => return false,
            None => (GONE.to_owned(), None),
        };
        let news = self.state != state || self.error != error;
        (self.state, self.error) = (state, error);
        news
    }

    /// Nothing more comes of it.
    fn is_over(&self) -> bool {
        matches!(
            self.state.as_str(),
            REFUSED
                | TOO_SMALL
                | NOT_REQUESTED
                | "finished"
                | "cancelled"
                | "failed"
                | "error"
                | "errored"
        )
    }

    /// Whether its dataset is bought by a request at this time.
    pub(super) fn due(&self, now: i64) -> Due {
        let duration = i64::try_from(self.terms.duration).unwrap_or(i64::MAX);
        let past = now >= self.at.saturating_add(duration);
        match self.state.as_str() {
            _ if self.is_over() => Due::Yes,
            GONE | UNCLEAR if past => Due::Yes,
            GONE | UNCLEAR => Due::Unclear,
            _ => Due::No,
        }
    }
}

/// Where the row of a dataset in a node lies.
pub(super) fn key(node: &str, cid: &str) -> String {
    format!("{node} {cid}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(state: &str, id: Option<&str>) -> StoragePurchase {
        StoragePurchase {
            item: "00".repeat(20),
            name: "a".to_owned(),
            file: None,
            cid: "z".to_owned(),
            size: None,
            node: "http://127.0.0.1:1".to_owned(),
            at: 1000,
            terms: PurchaseTerms {
                duration: 100,
                proof_probability: 3,
                price_per_byte_per_second: u128::MAX,
                collateral_per_byte: 1,
                expiry: 60,
                nodes: 3,
                tolerance: 1,
            },
            state: state.to_owned(),
            id: id.map(str::to_owned),
            error: None,
        }
    }

    fn said(state: &str) -> Purchase {
        let (error, cid, terms) = (None, None, None);
        Purchase { id: "ab".to_owned(), state: state.to_owned(), error, cid, terms }
    }

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let row = row(SUBMITTED, Some("ab"));
        assert_eq!(StoragePurchase::of(&row.bytes()), Some(row));
        assert_eq!(StoragePurchase::of(b"{}"), None);
    }

    #[test]
    fn money_is_not_spent_twice() {
        for (state, due) in [
            (WAITING, Due::No),
            (REQUESTING, Due::No),
            (SUBMITTED, Due::No),
            ("pending", Due::No),
            ("started", Due::No),
            ("a new word", Due::No),
            (UNCLEAR, Due::Unclear),
            (GONE, Due::Unclear),
            (REFUSED, Due::Yes),
            (NOT_REQUESTED, Due::Yes),
            ("finished", Due::Yes),
            ("cancelled", Due::Yes),
            ("failed", Due::Yes),
        ] {
            assert_eq!(row(state, None).due(1099), due, "{state}");
        }
        assert_eq!(row(GONE, None).due(1100), Due::Yes);
        assert_eq!(row(WAITING, None).at_rest().due(0), Due::Yes);
        assert_eq!(row(REQUESTING, None).at_rest().due(0), Due::Unclear);
    }

    #[test]
    fn what_the_node_says_counts_and_its_silence_too() {
        let mut bought = row(SUBMITTED, Some("ab"));
        assert!(bought.hear(&[said("started")]));
        assert!(!bought.hear(&[said("started")]));
        assert_eq!(bought.state, "started");
        assert!(bought.hear(&[]) && bought.state == GONE);
        assert!(bought.hear(&[said("finished")]), "it is listed again");
        assert!(!bought.hear(&[]) && bought.state == "finished", "it may be forgotten");
        assert!(!row(UNCLEAR, None).hear(&[]));
    }
}
