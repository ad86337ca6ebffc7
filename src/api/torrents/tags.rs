//! Tags (webapi §3.8.8).

use super::{edit, tag_list};
use crate::api::call::Call;
use crate::api::model::natural_cmp;
use crate::api::reply::{Answer, Reply};
use crate::session::Edit;

/// `torrents/tags`.
pub(crate) fn list(call: &Call) -> Answer {
    let tags = call.session().tags();
    let mut list: Vec<&str> = tags.iter().map(String::as_str).collect();
    list.sort_unstable_by(|a, b| natural_cmp(a, b));
    Reply::json(&list)
}

/// `torrents/createTags`: what exists or cannot be a tag is ignored.
pub(crate) async fn create(call: Call) -> Answer {
    let tags = tag_list(call.params.text("tags"));
    if !tags.is_empty() {
        call.session().create_tags(tags).await?;
    }
    Ok(Reply::empty())
}

/// `torrents/deleteTags`, from all torrents too.
pub(crate) async fn delete(call: Call) -> Answer {
    let tags = tag_list(call.params.text("tags"));
    if !tags.is_empty() {
        call.session().delete_tags(tags).await?;
    }
    Ok(Reply::empty())
}

/// `torrents/addTags`: unknown tags are made.
pub(crate) async fn add(call: Call) -> Answer {
    let tags = tag_list(call.params.text("tags"));
    if !tags.is_empty() {
        edit(&call, call.params.selection("hashes"), Edit::AddTags(tags)).await?;
    }
    Ok(Reply::empty())
}

/// `torrents/removeTags`: none given means all.
pub(crate) async fn remove(call: Call) -> Answer {
    let tags = tag_list(call.params.text("tags"));
    let change = if tags.is_empty() { Edit::ClearTags } else { Edit::RemoveTags(tags) };
    edit(&call, call.params.selection("hashes"), change).await?;
    Ok(Reply::empty())
}

/// `torrents/setTags`: replaces them; none given clears them.
pub(crate) async fn set(call: Call) -> Answer {
    let tags = tag_list(call.params.text("tags"));
    edit(&call, call.params.selection("hashes"), Edit::SetTags(tags)).await?;
    Ok(Reply::done(call.dialect))
}
