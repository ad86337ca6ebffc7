//! What interfaces poll in their first minute although the part behind it does not exist yet:
//! there are no feeds, rules, searches or plug-ins, and that is what they read.

use super::call::Call;
use super::reply::{Answer, Reply};

/// `rss/items`, `rss/rules`: there are none.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn empty_object(_: &Call) -> Answer {
    Ok(Reply::json_bytes("{}"))
}

/// `search/plugins`, `search/status`: there are none.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn empty_list(_: &Call) -> Answer {
    Ok(Reply::json_bytes("[]"))
}
