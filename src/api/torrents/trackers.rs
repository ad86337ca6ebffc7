//! Trackers of a torrent: kept as data, never contacted (webapi §3.8.6).

use super::{decoded, edit, torrent};
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

/// `torrents/editTracker`: another URL, another tier, or both; older clients say `origUrl`.
///
/// # Errors
/// 404, 400 for a missing or bad value, 409 for a URL that is taken or a tracker that is not there.
pub(crate) async fn edit_tracker(call: Call) -> Answer {
    let params = &call.params;
    let url = params.get_or_older("url").unwrap_or_default();
    let status = torrent(&call)?;
    let (new_url, tier) = (params.get("newUrl"), params.get("tier"));
    if new_url.is_none() && tier.is_none() {
        let named = ApiError::bad("Must specify at least one of [newUrl, tier]");
        return Err(call.dialect.missing_parameters(named));
    }
    let tier = match tier {
        None => None,
        Some(_) => {
            let tier =
                params.int("tier").ok_or_else(|| ApiError::bad("tier must be an integer"))?;
            let tier = u32::try_from(tier).ok().filter(|tier| *tier <= 255);
            Some(tier.ok_or_else(|| ApiError::bad("tier must be between 0 and 255"))?)
        }
    };
    let new_url = new_url.unwrap_or(url).trim();
    if new_url.is_empty() || new_url.chars().any(char::is_control) {
        return Err(ApiError::bad("New tracker URL is invalid"));
    }
    if new_url != url && status.trackers.iter().any(|tracker| tracker.url == new_url) {
        return Err(ApiError::conflict("New tracker URL already exists"));
    }
    let old = status.trackers.iter().find(|tracker| tracker.url == url);
    let old = old.ok_or_else(|| ApiError::conflict("Tracker not found"))?;
    let new = Tracker { url: new_url.to_owned(), tier: tier.unwrap_or(old.tier) };
    if new != *old {
        let change = Edit::ReplaceTracker { old: old.url.clone(), new };
        edit(&call, Selection::Ids(vec![status.id]), change).await?;
    }
    Ok(Reply::done(call.dialect))
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
