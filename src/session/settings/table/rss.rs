//! Settings of the page *RSS*.

use super::super::key::Key;
use super::super::row::{
    Class, Default, IntRule, Kind, NEEDS_FEEDS, Page, Range, Row, TextRule, When,
};

pub(super) const ROWS: &[Row] = &[
    Row {
        key: Key::RssProcessingEnabled,
        kind: Kind::Bool,
        default: Default::Bool(false),
        group: "RSS Reader",
        label: "Enable fetching RSS feeds",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Reads the feeds at their interval.",
        missing: Some(NEEDS_FEEDS),
        ..Row::on(Page::Rss)
    },
    Row {
        key: Key::RssRefreshInterval,
        kind: Kind::Int(IntRule::Any),
        default: Default::Int(30),
        unit: "minutes",
        range: Range::from(1),
        group: "RSS Reader",
        label: "Feeds refresh interval",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Time between two reads of a feed.",
        missing: Some(NEEDS_FEEDS),
        ..Row::on(Page::Rss)
    },
    Row {
        key: Key::RssFetchDelay,
        kind: Kind::Long,
        default: Default::Int(2),
        unit: "s",
        range: Range::from(0),
        group: "RSS Reader",
        label: "Same host request delay",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Pause between two requests to the same host.",
        missing: Some(NEEDS_FEEDS),
        ..Row::on(Page::Rss)
    },
    Row {
        key: Key::RssMaxArticlesPerFeed,
        kind: Kind::Int(IntRule::AtLeast(0)),
        default: Default::Int(50),
        range: Range::from(0),
        group: "RSS Reader",
        label: "Maximum number of articles per feed",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Older articles are forgotten.",
        missing: Some(NEEDS_FEEDS),
        ..Row::on(Page::Rss)
    },
    Row {
        key: Key::RssAutoDownloadingEnabled,
        kind: Kind::Bool,
        default: Default::Bool(false),
        group: "RSS Torrent Auto Downloader",
        label: "Enable auto downloading of RSS torrents",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Adds the torrents of articles that match a rule.",
        missing: Some(NEEDS_FEEDS),
        ..Row::on(Page::Rss)
    },
    Row {
        key: Key::RssDownloadRepackProperEpisodes,
        kind: Kind::Bool,
        default: Default::Bool(true),
        group: "RSS Smart Episode Filter",
        label: "Download REPACK/PROPER episodes",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Rules take repaired releases of an episode again.",
        missing: Some(NEEDS_FEEDS),
        ..Row::on(Page::Rss)
    },
    Row {
        key: Key::RssSmartEpisodeFilters,
        kind: Kind::Text(TextRule::Any),
        default: Default::Text(
            "s(\\d+)e(\\d+)\n(\\d+)x(\\d+)\n(\\d{4}[.\\-]\\d{1,2}[.\\-]\\d{1,2})\n(\\d{1,2}[.\\-]\\d{1,2}[.\\-]\\d{4})",
        ),
        group: "RSS Smart Episode Filter",
        label: "Filters",
        class: Class::Applies,
        when: When::AtOnce,
        effect: "Regular expressions that find the episode in a title, one per line.",
        missing: Some(NEEDS_FEEDS),
        ..Row::on(Page::Rss)
    },
];
