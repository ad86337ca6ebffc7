//! Where answers differ from recorded ones, and why. Everything else fails; so does an entry
//! that is not needed.

/// A difference.
#[derive(Debug)]
pub(crate) struct Difference {
    /// Part of the name of the exchanges.
    pub(crate) exchange: &'static str,
    /// Part of what is said to differ.
    pub(crate) contains: &'static str,
    #[expect(dead_code, reason = "for readers, and shown when it is not needed")]
    why: &'static str,
}

const fn but(exchange: &'static str, contains: &'static str, why: &'static str) -> Difference {
    Difference { exchange, contains, why }
}

const OTHER_NODE: &str = "every node has an id of its own";

/// Of the simulator.
pub(crate) const OF_SIMULATOR: &[Difference] =
    &[but("spr-text", "text", OTHER_NODE), but("peerid-text", "text", OTHER_NODE)];

const PLAIN: &str = "a sentence is plain text: a browser must not read it as a page";
const ONCE: &str = "the stray second answer is a fault";
const NO_NETWORK: &str = "there is no network side: no id, nobody to connect with";
const JSON_OF_C: &str = "manifests are shown as nodes of generation C show them";
const SAYS_NAME: &str = "it says what it is: `storage` with version and generation";
const DATASETS_ONLY: &str = "keeps no single blocks: their CIDs name nothing here";
const AT_ONCE: &str = "who is not here is nowhere: said at once";
const ONE_FOR_ALL: &str = "one server plays all nodes; its quota is not the small one of node 4";

/// Of the embedded node.
pub(crate) const OF_EMBEDDED: &[Difference] = &[
    but("spr", "status 200, found 503", NO_NETWORK),
    but("peerid", "status 200, found 503", NO_NETWORK),
    but("connect-bad", "text", NO_NETWORK),
    but("debug-info", "shape", SAYS_NAME),
    but("data-list", "manifestVersion", JSON_OF_C),
    but("list-after", "manifestVersion", JSON_OF_C),
    but("after-restart-data", "manifestVersion", JSON_OF_C),
    but("manifest-node1", "manifestVersion", JSON_OF_C),
    but("node2-manifest", "manifestVersion", JSON_OF_C),
    but("post-network", "manifestVersion", JSON_OF_C),
    but("head-local", "status 404, found 200", "HEAD is answered"),
    but("get-local-range", "status 200, found 206", "ranges are answered"),
    but("options-data", "status 204, found 404", "no pages of other sites, so no CORS questions"),
    but("cors-origin-get", "status 200, found 403", "pages of other sites are refused"),
    but("node2-get-local-not-there", "status 404, found 200", ONE_FOR_ALL),
    but("stream-10m", "Access-Control-Expose-Headers", "no pages of other sites"),
    but("get-block-cid-stream", "Access-Control-Expose-Headers", "no pages of other sites"),
    but("", "Content-Type Some(\"text/html", PLAIN),
    but("", "stray bytes", ONCE),
    but("sales-slots", "status 503, found 404", "no marketplace"),
    but("storage-purchases", "status 503, found 404", "no marketplace"),
    but("get-block-cid", "text", DATASETS_ONLY),
    but("quota-post", "status 500, found 200", ONE_FOR_ALL),
    but("unknown-cid", "silence, found 404", AT_ONCE),
];
