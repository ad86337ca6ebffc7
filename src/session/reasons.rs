//! Sentences about settings: why one cannot be changed, does less than it says or nothing.
//!
//! Each has a word besides, and names the values that it was made with, so that a page can say
//! the same in another language. Sentences with a value have its name in braces.

use super::settings::NEEDS_FEEDS;
use super::settings::libtorrent::{Area, Why};

/// A sentence before its values are put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// For programs.
    pub code: &'static str,
    /// For people.
    pub text: &'static str,
}

/// A sentence for people, with the word and the values for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which sentence.
    pub code: &'static str,
    /// The sentence.
    pub text: String,
    /// What is in the places of the braces.
    pub params: Vec<(&'static str, String)>,
}

const fn template(code: &'static str, text: &'static str) -> Template {
    Template { code, text }
}

impl Template {
    /// The sentence with values.
    pub fn with(self, params: &[(&'static str, &str)]) -> Remark {
        let put = |text: String, (name, value): &(&str, &str)| {
            text.replace(&format!("{{{name}}}"), value)
        };
        Remark {
            code: self.code,
            text: params.iter().fold(self.text.to_owned(), put),
            params: params.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        }
    }
}

impl From<Template> for Remark {
    fn from(template: Template) -> Self {
        template.with(&[])
    }
}

impl Remark {
    /// A sentence that is made elsewhere, of an error.
    pub fn other(text: &str) -> Self {
        OTHER.with(&[("text", text)])
    }

    /// A value is fixed by an option of the command line and a variable of the environment.
    pub fn set_by(flag: &str, variable: &str) -> Self {
        SET_BY_FLAG.with(&[("flag", flag), ("variable", variable)])
    }

    /// What is not built yet and therefore without effect.
    pub(super) fn missing(text: &'static str) -> Self {
        match TEMPLATES.iter().find(|template| template.text == text) {
            Some(template) => (*template).into(),
            None => Self::other(text),
        }
    }
}

/// The setting's own sentence about its effect says that it has none.
pub(super) const NO_EFFECT: &str = "no_effect";

pub(super) const OTHER: Template = template("other", "{text}");
pub(super) const SET_BY_FLAG: Template =
    template("set_by_flag", "set by {flag} or {variable} for this run");
/// Fixed by a variable of the environment alone.
pub const SET_BY_VARIABLE: Template = template("set_by_variable", "set by {variable} for this run");
/// Switched off by an option of the command line.
pub const OFF_BY_FLAG: Template =
    template("off_by_flag", "switched off by {flag} or {variable} for this run");
/// Programs need a word at the start.
pub const NO_PROGRAMS: Template = template(
    "no_programs",
    "External programs are not allowed by the command line or the configuration.",
);
pub(super) const FEEDS: Template = template("needs_feeds", NEEDS_FEEDS);
pub(super) const FOLLOWS: Template = template("follows", "It follows from another setting.");
pub(super) const BY_SERVER: Template =
    template("by_server", "The server itself sets it; a client can only read it.");
pub(super) const NO_UPLOAD_LIMIT: Template = template(
    "no_upload_limit",
    "Not enforced: this node cannot be told to serve slower, so what it serves has no limit.",
);
pub(super) const ROUGH_DOWNLOAD_LIMIT: Template = template(
    "rough_download_limit",
    "Approximate: the node itself fetches ahead of what is read from it.",
);
pub(super) const NO_ACCOUNTING: Template = template(
    "no_accounting",
    "This node does not tell what it served, so ratio and activity stay unknown.",
);
pub(super) const NO_PEERS: Template =
    template("no_peers", "This node does not tell whom it talks to; only sources are shown.");
pub(super) const NO_ADDRESS: Template =
    template("no_address", "The embedded node has no network side: it announces no address.");
pub(super) const NO_FILTER: Template = template(
    "no_filter",
    "The node serves others by itself and cannot be told whom to refuse; use a firewall there.",
);
pub(super) const NO_INTERFACE: Template =
    template("no_interface", "A node listens on an address, not on an interface.");
pub(super) const OTHER_SERVER: Template = template(
    "other_server",
    "The node is another qcodex: change it in the settings of that server.",
);
pub(super) const ONLY_SHOWN: Template = template("only_shown", "it is only shown here");
pub(super) const NO_NETWORK: Template =
    template("no_network", "the embedded node has no network side: it talks to no other nodes");
pub(super) const NO_OPTION: Template =
    template("no_option", "the embedded node has no such option");
pub(super) const NODE_IS_OTHER_SERVER: Template = template(
    "node_is_other_server",
    "the node is another qcodex: change it in the settings of that server",
);
pub(super) const LOG_BY_VARIABLE: Template =
    template("log_by_variable", "set by RUST_LOG for this run");
pub(super) const ONLY_REFERS: Template = template(
    "only_refers",
    "the embedded node only refers to the files, which does not leave this machine",
);
pub(super) const SET_BIND_ADDRESS: Template = template(
    "set_bind_address",
    "a node listens on an address, not on an interface: set the bind address",
);
pub(super) const BY_NODE_VERSION: Template =
    template("by_node_version", "the version of the node decides it");
pub(super) const NODE_HAS_NO_OPTION: Template =
    template("node_has_no_option", "this version of the node has no such option");
pub(super) const NAT_UNKNOWN: Template =
    template("nat_unknown", "this version of the node knows any and extip alone");
pub(super) const NOT_TOLD: Template = template("not_told", "the node was not told: {error}");
pub(super) const QUOTA_BELOW_USE: Template = template(
    "quota_below_use",
    "the node says that {used} bytes are in use or reserved of {quota}: it does not start again with that; give it a larger --storage-quota",
);
pub(super) const COPIES_LOST: Template = template(
    "copies_lost",
    "content that was put into the node was gone {minutes} minutes later: the node was emptied, or its --block-ttl is shorter than this",
);

const TEMPLATES: &[Template] = &[
    OTHER,
    SET_BY_FLAG,
    SET_BY_VARIABLE,
    OFF_BY_FLAG,
    NO_PROGRAMS,
    FEEDS,
    FOLLOWS,
    BY_SERVER,
    NO_UPLOAD_LIMIT,
    ROUGH_DOWNLOAD_LIMIT,
    NO_ACCOUNTING,
    NO_PEERS,
    NO_ADDRESS,
    NO_FILTER,
    NO_INTERFACE,
    OTHER_SERVER,
    ONLY_SHOWN,
    NO_NETWORK,
    NO_OPTION,
    NODE_IS_OTHER_SERVER,
    LOG_BY_VARIABLE,
    ONLY_REFERS,
    SET_BIND_ADDRESS,
    BY_NODE_VERSION,
    NODE_HAS_NO_OPTION,
    NAT_UNKNOWN,
    NOT_TOLD,
    QUOTA_BELOW_USE,
    COPIES_LOST,
];

/// Every sentence about settings but those that are settings' own.
pub fn templates() -> impl Iterator<Item = Template> {
    let areas = Area::ALL.into_iter().map(Area::template);
    let why = Why::ALL.into_iter().map(Why::template);
    TEMPLATES.iter().copied().chain(areas).chain(why)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::session::settings::rows;

    #[test]
    fn each_sentence_has_a_word_of_its_own() {
        let all: Vec<Template> = templates().collect();
        let codes: BTreeSet<_> = all.iter().map(|template| template.code).collect();
        assert_eq!(codes.len(), all.len());
        assert!(!codes.contains(NO_EFFECT));
        for row in rows() {
            let missing = row.missing.map(Remark::missing);
            assert!(missing.is_none_or(|remark| remark.code != OTHER.code), "{:?}", row.key);
        }
    }

    #[test]
    fn values_are_put_in_and_told() {
        let remark = Remark::set_by("--a", "B");
        assert_eq!(remark.text, "set by --a or B for this run");
        assert_eq!(remark.params, [("flag", "--a".to_owned()), ("variable", "B".to_owned())]);
    }
}
