//! Trackers of a torrent: kept as data, never contacted (webapi §3.8.6).

use super::{decoded, edit};
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::{Edit, Selection, Tracker};

/// `torrents/addTrackers`: one a line, a blank line begins the next tier. Any text is taken, as in
/// qBittorrent; what is there already and unknown torrents are ignored.
pub(crate) async fn add_trackers(call: Call) -> Answer {
    let which = call.params.selection("hash");
    refuse_unknown(&call, &which)?;
    let trackers = parse_trackers(call.params.text("urls"));
    if !trackers.is_empty() {
        edit(&call, which, Edit::AddTrackers(trackers)).await?;
    }
    Ok(Reply::done(call.dialect))
}

/// `torrents/removeTrackers`: of all torrents for `*` or `all`; unknown ones are ignored.
pub(crate) async fn remove_trackers(call: Call) -> Answer {
    let which = match call.params.text("hash") {
        "*" => Selection::All,
        _ => call.params.selection("hash"),
    };
    refuse_unknown(&call, &which)?;
    let urls: Vec<String> = call.params.list("urls", '|').map(decoded).collect();
    if !urls.is_empty() {
        edit(&call, which, Edit::RemoveTrackers(urls)).await?;
    }
    Ok(Reply::done(call.dialect))
}

/// Before 5.3 a torrent has to be there; several are understood all the same.
fn refuse_unknown(call: &Call, which: &Selection) -> Result<(), ApiError> {
    let is_known = match which {
        Selection::All => true,
        Selection::Ids(ids) => ids.iter().any(|id| call.session().torrent(*id).is_some()),
    };
    if is_known || !call.dialect.refuses_trackers_of_unknown() {
        return Ok(());
    }
    Err(ApiError::NotFound)
}

fn parse_trackers(text: &str) -> Vec<Tracker> {
    let mut tier = 0_u32;
    let mut trackers = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            tier = tier.saturating_add(1).min(255);
        } else {
            trackers.push(Tracker { url: line.to_owned(), tier });
        }
    }
    trackers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_begins_the_next_tier() {
        let parsed = parse_trackers(" http://a/announce \r\n\r\nudp://b:9/announce\n\n\nwss://c/");
        let list: Vec<_> = parsed.iter().map(|t| (t.tier, t.url.as_str())).collect();
        assert_eq!(list, [(0, "http://a/announce"), (1, "udp://b:9/announce"), (3, "wss://c/")]);
    }
}
