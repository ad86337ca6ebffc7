//! What can be asked about publishing: putting items into Codex now, taking them out, and what
//! comes of it item by item.

use super::command::{Selection, SessionError};
use super::{Command, Session};
use crate::torrent::TorrentId;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishOrder {
    /// Publish what is complete and verified, and what is not as soon as it is.
    Publish {
        /// Private ones too, whatever the settings say of them.
        private: bool,
    },
    /// Take it out of the node in use, and do not publish it again by itself.
    Unpublish,
}

/// Why an order cannot be followed, or what it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishNote {
    /// No such item.
    NotFound,
    /// Its metadata is not known.
    NoMetadata,
    /// Something of it is missing.
    NotComplete,
    /// Its files are gone or are not what was verified.
    BadFiles,
    /// It is private, and the settings say no.
    Private,
    /// Waits: the node does not answer.
    NodeAway,
    /// Waits: the session is paused.
    Paused,
    /// Waits: its files are being checked or moved.
    Busy,
    /// Nothing can be taken out of a node that does not answer.
    CannotRemove,
}

impl PublishNote {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::NotFound,
        Self::NoMetadata,
        Self::NotComplete,
        Self::BadFiles,
        Self::Private,
        Self::NodeAway,
        Self::Paused,
        Self::Busy,
        Self::CannotRemove,
    ];

    /// For programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::NoMetadata => "no_metadata",
            Self::NotComplete => "not_complete",
            Self::BadFiles => "bad_files",
            Self::Private => "private",
            Self::NodeAway => "node_away",
            Self::Paused => "paused",
            Self::Busy => "busy",
            Self::CannotRemove => "cannot_remove",
        }
    }

    /// For people.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotFound => "There is no such item.",
            Self::NoMetadata => "Its files are not known yet, so there is nothing to publish.",
            Self::NotComplete => "It is not complete yet. It is published as soon as it is.",
            Self::BadFiles => {
                "Its files are gone or are not what was verified. Recheck it, then publish it."
            }
            Self::Private => {
                "It is private, and the settings say that private items are not copied into a node."
            }
            Self::NodeAway => "The node does not answer. It is published as soon as the node does.",
            Self::Paused => "The session is paused. It is published when the session goes on.",
            Self::Busy => "Its files are being checked or moved. It is published after that.",
            Self::CannotRemove => {
                "The node does not answer, so nothing can be removed from it. Try again later."
            }
        }
    }

    /// Whether the order was taken all the same.
    pub(super) const fn waits(self) -> bool {
        matches!(self, Self::NodeAway | Self::Paused | Self::Busy)
    }
}

/// What came of an order for one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishOutcome {
    /// The order was taken.
    pub ok: bool,
    /// Why not, or what it waits for.
    pub note: Option<PublishNote>,
}

impl From<Option<PublishNote>> for PublishOutcome {
    fn from(note: Option<PublishNote>) -> Self {
        Self { ok: note.is_none_or(PublishNote::waits), note }
    }
}

impl Session {
    /// Publishes items or takes them out of the node. The decision is durable before the answer;
    /// the work follows. Unknown ids are left out.
    ///
    /// # Errors
    /// Only when the session fails; nothing was changed then.
    pub async fn order_publication(
        &self,
        which: Selection,
        order: PublishOrder,
    ) -> Result<Vec<(TorrentId, PublishOutcome)>, SessionError> {
        self.ask(|reply| Command::Publication(which, order, reply)).await
    }
}
