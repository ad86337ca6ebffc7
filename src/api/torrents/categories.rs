//! Categories (webapi §3.8.7, recordings of 5.3.0).

use std::collections::BTreeMap;

use super::edit;
use super::limits::{minutes_limit, ratio_limit};
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::model::{self, share_limit_action_from, share_limits_mode_from};
use crate::api::reply::{Answer, Reply};
use crate::session::{
    Category, CategoryDownloadPath, CategoryEdit, CategoryError, Edit, ShareLimits,
};

/// `torrents/categories`.
pub(crate) fn list(call: &Call) -> Answer {
    let categories = call.session().categories();
    let by_name: BTreeMap<&String, model::Category> =
        categories.iter().map(|(name, c)| (name, model::Category::of(name, c))).collect();
    Reply::json(&by_name)
}

/// `torrents/createCategory`: missing parents are made too.
///
/// # Errors
/// 400 for an empty name or a value that makes no sense, 409 for a name that cannot be or exists.
pub(crate) async fn create(call: Call) -> Answer {
    let name = category_name(&call)?;
    check_paths(&call)?;
    let (download_path, share_limits) = match options(&call, ShareLimits::default()) {
        Err(_) if !call.dialect.checks_categories() => Default::default(),
        read => read?,
    };
    let save_path = call.params.text("savePath").to_owned();
    let options = Category { save_path, download_path, share_limits };
    let edit = CategoryEdit::Create { name, options };
    call.session().category(edit).await.map_err(refused)?;
    Ok(Reply::empty())
}

/// `torrents/editCategory`: what is not sent stays as it is, as in 5.3.
///
/// # Errors
/// 400 as for `createCategory`, 404 for a category that does not exist. Before 5.3 it is 409 for
/// that and for an edit that changes nothing, and 400 without a save path unless share limits,
/// which only newer clients know, are sent.
pub(crate) async fn edit_category(call: Call) -> Answer {
    let name = category_name(&call)?;
    check_paths(&call)?;
    let categories = call.session().categories();
    let params = &call.params;
    let checks = call.dialect.checks_categories();
    let sends_limits = SHARE_LIMITS.iter().any(|name| params.get(name).is_some());
    if !checks && params.get("savePath").is_none() && !sends_limits {
        return Err(ApiError::bad("Bad Request"));
    }
    let refused_edit = || ApiError::conflict("Unable to edit category");
    let old = categories.get(&name).ok_or_else(|| {
        if checks {
            ApiError::Missing("Category does not exist".to_owned())
        } else {
            refused_edit()
        }
    })?;
    let read = options(&call, old.share_limits);
    let (download_path, share_limits) =
        if checks { read? } else { read.map_err(|_| ApiError::bad("Bad Request"))? };
    let says_download_path =
        params.get("downloadPathEnabled").is_some() || params.get("downloadPath").is_some();
    let new = Category {
        save_path: params.get("savePath").unwrap_or(&old.save_path).to_owned(),
        download_path: if says_download_path { download_path } else { old.download_path.clone() },
        share_limits,
    };
    if !checks && new == *old {
        return Err(refused_edit());
    }
    let Category { save_path, download_path, share_limits } = new;
    let share_limits = Some(share_limits);
    let edit = CategoryEdit::Edit { name, save_path, download_path, share_limits };
    call.session().category(edit).await.map_err(refused)?;
    Ok(Reply::empty())
}

/// `torrents/removeCategories`: one a line, with what is below them; unknown ones are ignored.
pub(crate) async fn remove(call: Call) -> Answer {
    let names: Vec<String> = call.params.list("categories", '\n').map(str::to_owned).collect();
    if !names.is_empty() {
        call.session().category(CategoryEdit::Remove(names)).await.map_err(refused)?;
    }
    Ok(Reply::empty())
}

/// `torrents/setCategory`: empty for none.
///
/// # Errors
/// 409 for a category that does not exist.
pub(crate) async fn set(call: Call) -> Answer {
    let name = call.params.text("category").to_owned();
    edit(&call, call.params.selection("hashes"), Edit::SetCategory(name)).await?;
    Ok(Reply::empty())
}

/// Parameters that clients of 5.2 and older do not know.
const SHARE_LIMITS: [&str; 5] = [
    "ratioLimit",
    "seedingTimeLimit",
    "inactiveSeedingTimeLimit",
    "shareLimitAction",
    "shareLimitsMode",
];

/// Download path and share limits as sent; share limits that are not sent as they were.
fn options(
    call: &Call,
    limits: ShareLimits,
) -> Result<(CategoryDownloadPath, ShareLimits), ApiError> {
    Ok((download_path(call)?, share_limits(call, limits)?))
}

fn category_name(call: &Call) -> Result<String, ApiError> {
    match call.params.text("category") {
        "" => Err(ApiError::bad("Category cannot be empty")),
        name => Ok(name.to_owned()),
    }
}

/// No path has a NUL in it; qBittorrent keeps one that leads nowhere.
fn check_paths(call: &Call) -> Result<(), ApiError> {
    let mut paths = ["savePath", "downloadPath"].into_iter();
    match paths.find(|name| call.params.text(name).contains('\0')) {
        Some(name) => Err(invalid(name)),
        None => Ok(()),
    }
}

fn invalid(name: &str) -> ApiError {
    ApiError::bad(format!("'{name}' parameter has invalid value"))
}

fn download_path(call: &Call) -> Result<CategoryDownloadPath, ApiError> {
    let enabled = match call.params.get("downloadPathEnabled") {
        None | Some("") => None,
        Some(_) => Some(
            call.params
                .flag("downloadPathEnabled")
                .ok_or_else(|| invalid("downloadPathEnabled"))?,
        ),
    };
    Ok(match enabled {
        None => CategoryDownloadPath::Inherit,
        Some(false) => CategoryDownloadPath::Disabled,
        Some(true) => CategoryDownloadPath::Path(call.params.text("downloadPath").to_owned()),
    })
}

/// Share limits as sent, the others as they were.
fn share_limits(call: &Call, mut limits: ShareLimits) -> Result<ShareLimits, ApiError> {
    let params = &call.params;
    if params.get("ratioLimit").is_some() {
        let value = params.float("ratioLimit").filter(|value| is_limit(*value));
        limits.ratio = ratio_limit(Some(value.ok_or_else(|| invalid("ratioLimit"))?));
    }
    for (name, limit) in [
        ("seedingTimeLimit", &mut limits.seeding_minutes),
        ("inactiveSeedingTimeLimit", &mut limits.inactive_minutes),
    ] {
        if params.get(name).is_some() {
            let value = params.int(name).filter(|value| *value >= -2);
            *limit = minutes_limit(Some(value.ok_or_else(|| invalid(name))?));
        }
    }
    if let Some(word) = params.get("shareLimitAction") {
        limits.action = share_limit_action_from(word).ok_or_else(|| invalid("shareLimitAction"))?;
    }
    if let Some(word) = params.get("shareLimitsMode") {
        limits.mode = share_limits_mode_from(word).ok_or_else(|| invalid("shareLimitsMode"))?;
    }
    Ok(limits)
}

/// A ratio limit is a ratio, −1 or −2.
#[expect(clippy::float_cmp, reason = "the two sentinels are exact")]
fn is_limit(value: f64) -> bool {
    value >= 0.0 || value == -1.0 || value == -2.0
}

fn refused(error: CategoryError) -> ApiError {
    match error {
        CategoryError::BadName => ApiError::conflict("Incorrect category name"),
        CategoryError::Exists => ApiError::conflict("Unable to create category"),
        CategoryError::NotFound => ApiError::Missing("Category does not exist".to_owned()),
        CategoryError::Path(text) => ApiError::Conflict(text),
        CategoryError::Session(error) => error.into(),
    }
}
