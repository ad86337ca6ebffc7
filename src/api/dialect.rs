//! All that old and new clients cannot both be given (design §7), in one file.
//!
//! Input is understood in every dialect; only answers differ. A dialect is chosen per request: the
//! server's setting, or what [`Dialect::of_user_agent`] knows about the client.

use std::str::FromStr;

use actix_web::http::StatusCode;
use serde::Serialize;

use super::error::ApiError;
use crate::clock::Clock;
use crate::session::settings::Release;

/// Which generation of qBittorrent the answers look like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// qBittorrent 4.6: `paused` states.
    V4,
    /// qBittorrent 5.1: what every client that was tried accepts.
    #[default]
    V5_1,
    /// qBittorrent 5.3: 204 and JSON where 5.1 has `Ok.`.
    V5_3,
}

/// A dialect that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown dialect `{0}`: use 5.1, 5.3 or 4")]
pub struct UnknownDialect(String);

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "4" => Ok(Self::V4),
            "5.1" => Ok(Self::V5_1),
            "5.3" => Ok(Self::V5_3),
            other => Err(UnknownDialect(other.to_owned())),
        }
    }
}

/// How the answer to a login looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginAnswers {
    /// 200 `Ok.` or 200 `Fails.`.
    Words,
    /// 204 or 401.
    Statuses,
}

/// Which session cookies are set, in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieNames {
    /// `SID` only.
    SidOnly,
    /// `SID`, then `QBT_SID_<port>`.
    SidFirst,
    /// `QBT_SID_<port>`, then `SID`.
    PortFirst,
}

/// A time of a creator task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum DateText {
    /// Seconds since 1970.
    Seconds(i64),
    /// `Sun Nov 22 10:44:11 2026`, where the server is.
    Text(String),
}

/// User agents whose programs only work with another dialect than the default one; compared as
/// prefixes. Readarr compares the state with the `paused` words alone.
const USER_AGENTS: &[(&str, Dialect)] = &[("Readarr/", Dialect::V4)];

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::V4, Self::V5_1, Self::V5_3];

    /// The dialect that a client needs whatever the server's setting is.
    pub fn of_user_agent(user_agent: &str) -> Option<Self> {
        let mut known = USER_AGENTS.iter();
        known.find(|(prefix, _)| user_agent.starts_with(prefix)).map(|(_, dialect)| *dialect)
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::V4 => "4",
            Self::V5_1 => "5.1",
            Self::V5_3 => "5.3",
        }
    }

    /// Text of `app/version`.
    pub fn app_version(self) -> &'static str {
        match self {
            Self::V4 => "v4.6.7",
            Self::V5_1 => "v5.1.4",
            Self::V5_3 => "v5.3.0",
        }
    }

    /// Text of `app/webapiVersion`.
    pub fn webapi_version(self) -> &'static str {
        match self {
            Self::V4 => "2.9.3",
            Self::V5_1 => "2.11.4",
            Self::V5_3 => "2.16.2",
        }
    }

    /// How a login is answered.
    pub fn login_answers(self) -> LoginAnswers {
        match self {
            Self::V4 | Self::V5_1 => LoginAnswers::Words,
            Self::V5_3 => LoginAnswers::Statuses,
        }
    }

    /// Which cookies a login sets.
    pub fn cookie_names(self) -> CookieNames {
        match self {
            Self::V4 => CookieNames::SidOnly,
            Self::V5_1 => CookieNames::SidFirst,
            Self::V5_3 => CookieNames::PortFirst,
        }
    }

    /// `SameSite` of a cookie while cross-site protection is on.
    pub fn same_site(self) -> &'static str {
        match self {
            Self::V4 | Self::V5_1 => "Strict",
            Self::V5_3 => "Lax",
        }
    }

    /// Whether cookies say when they end (and are renewed in time) or end with the browser.
    pub fn cookies_last(self) -> bool {
        self == Self::V5_3
    }

    /// Whether `Sec-Fetch-Site: cross-site` alone is refused; older ones look at `Origin` and
    /// `Referer` only.
    pub fn refuses_cross_site_fetches(self) -> bool {
        self == Self::V5_3
    }

    /// Whether a `Basic` header is looked at when there is no live cookie.
    pub fn evaluates_basic(self) -> bool {
        self == Self::V5_3
    }

    /// Whether `torrents/add` answers JSON with 200, 202 or 409 instead of `Ok.` and `Fails.`.
    pub fn add_answers_json(self) -> bool {
        self == Self::V5_3
    }

    /// Whether actions without data answer 204 where 5.3 does; an empty 200 otherwise.
    pub fn answers_no_content(self) -> bool {
        self == Self::V5_3
    }

    /// The answer to a request that lacks parameters: only 5.3 names them.
    pub fn missing_parameters(self, named: ApiError) -> ApiError {
        match self {
            Self::V4 | Self::V5_1 => ApiError::bad("Bad Request"),
            Self::V5_3 => named,
        }
    }

    /// The answer to a name that no endpoint of a known scope has.
    pub fn unknown_action(self) -> ApiError {
        match self {
            Self::V4 | Self::V5_1 => ApiError::NotFound,
            Self::V5_3 => ApiError::Missing("Endpoint does not exist".to_owned()),
        }
    }

    /// The status of a method that is neither GET, HEAD nor POST. One that is not in capitals is no
    /// method at all.
    pub fn status_of_unknown_method(self, method: &str) -> StatusCode {
        match self {
            Self::V5_1 | Self::V5_3 if method.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                StatusCode::NOT_IMPLEMENTED
            }
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// Whether a change of one torrent's trackers that names an unknown torrent is 404 instead of
    /// nothing.
    pub fn refuses_trackers_of_unknown(self) -> bool {
        self != Self::V5_3
    }

    /// When a creator task was added, began or ended.
    pub fn time_of_task(self, clock: &Clock, unix_secs: i64) -> DateText {
        match self {
            Self::V4 | Self::V5_1 => DateText::Text(clock.date_text(unix_secs)),
            Self::V5_3 => DateText::Seconds(unix_secs),
        }
    }

    /// Whether a torrent that was made is offered for download under the name of its source
    /// instead of its task's id.
    pub fn names_made_torrents_by_source(self) -> bool {
        self == Self::V5_3
    }

    /// Whether categories have share limits and a checked download path of their own, and keep
    /// what an edit does not name. Older ones take any text, want a save path and refuse an edit
    /// that changes nothing.
    pub fn checks_categories(self) -> bool {
        self == Self::V5_3
    }

    /// Whether a rename says of an unusable last name that it has invalid characters; older ones
    /// only look at the whole path.
    pub fn checks_last_names(self) -> bool {
        self == Self::V5_3
    }

    /// Whether the new name of a folder may not be the one that it has.
    pub fn refuses_same_folder_name(self) -> bool {
        self == Self::V5_3
    }

    /// Whether a full update of `sync/maindata` has its maps and lists when they are empty, which
    /// clients of that time read without asking.
    pub fn sends_empty_members(self) -> bool {
        self == Self::V4
    }

    /// The release whose names and types of preferences a client may ask for beside the present
    /// ones. Older than the version of dialect 4 on purpose: what was written for 4.5 reads it.
    pub fn preferences_of(self) -> Release {
        match self {
            Self::V4 => (4, 5),
            Self::V5_1 => (5, 1),
            Self::V5_3 => (5, 3),
        }
    }

    /// The dialect's word for a state, given the word of 5.x: `stoppedUP` is `pausedUP` in 4.
    pub fn state(self, word: &'static str) -> &'static str {
        match (self, word) {
            (Self::V4, "stoppedUP") => "pausedUP",
            (Self::V4, "stoppedDL") => "pausedDL",
            _ => word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_others_are_refused() {
        for dialect in Dialect::ALL {
            assert_eq!(dialect.name().parse(), Ok(dialect));
        }
        assert!("5".parse::<Dialect>().is_err());
    }

    #[test]
    fn versions_have_three_numbers() {
        for dialect in Dialect::ALL {
            let version = dialect.app_version().strip_prefix('v').unwrap();
            for text in [version, dialect.webapi_version()] {
                let numbers = text.split('.').filter(|number| number.parse::<u32>().is_ok());
                assert_eq!((numbers.count(), text.split('.').count()), (3, 3), "{text}");
            }
        }
    }

    #[test]
    fn only_the_oldest_says_paused() {
        assert_eq!(Dialect::V4.state("stoppedUP"), "pausedUP");
        assert_eq!(Dialect::V4.state("stalledDL"), "stalledDL");
        assert_eq!(Dialect::V5_1.state("stoppedDL"), "stoppedDL");
    }

    #[test]
    fn readarr_gets_the_words_it_knows() {
        assert_eq!(Dialect::of_user_agent("Readarr/0.3.20 (alpine 3.18)"), Some(Dialect::V4));
        assert_eq!(Dialect::of_user_agent("Sonarr/4.0.9 (debian 12)"), None);
    }
}
