//! Which web seeds of a torrent may be used, and by whose word.
//!
//! A seed that came with the torrent or magnet is named by content: public addresses alone,
//! unless `ssrf_mitigation` is off, and not for private torrents. One that a user added is named
//! by a user (design: "Outgoing requests have two classes"). Who named it is kept with the torrent;
//! of seeds that were stored before this was kept nobody knows, so they count as content's.

use std::collections::HashSet;

use super::Actor;
use crate::session::command::Edit;
use crate::session::outgoing::{Use, fetch_options};
use crate::session::resume::ResumeData;
use crate::session::torrent::Torrent;
use crate::session::transfer::{WebSeed, WebSeeds, host_of};
use crate::torrent::TorrentId;

/// Most seeds of a torrent that are asked, the user's first: a torrent may name thousands, and
/// must not make this server call on all of them.
const MAX_SEEDS: usize = 32;

impl Actor {
    /// The web seeds that a download may use, or why it may not.
    pub(super) fn web_seeds(&self, torrent: &Torrent) -> Option<WebSeeds> {
        let metainfo = torrent.content.as_ref().and_then(|content| content.metainfo())?;
        let resume = &torrent.resume;
        if resume.web_seeds.is_empty() {
            return None;
        }
        let of_user = |url: &String| resume.user_web_seeds.contains(url);
        let mut seeds: Vec<WebSeed> = resume
            .web_seeds
            .iter()
            .filter(|url| !metainfo.info.private || of_user(url))
            .map(|url| WebSeed { url: url.clone(), by_user: of_user(url) })
            .collect();
        let mut note = String::new();
        if seeds.is_empty() {
            note.push_str(
                "the torrent is private, so the web seeds that came with it are not used; \
                 add one yourself if you want that",
            );
        } else {
            seeds.retain(|seed| host_of(&seed.url).is_some());
            seeds.sort_by_key(|seed| !seed.by_user);
            seeds.truncate(MAX_SEEDS);
            if seeds.is_empty() {
                note.push_str("its web seeds are not used: only http and https are fetched");
            }
        }
        let wanted = fetch_options(&self.settings, Use::WebSeeds);
        if self.fetcher.options() != wanted
            && let Err(error) = self.fetcher.reconfigure(wanted)
        {
            // Never past a proxy that was asked for.
            note = format!("its web seeds are not used: {error}");
            seeds.clear();
        }
        let (fetcher, connections) = (self.fetcher.clone(), self.connections.clone());
        Some(WebSeeds { fetcher, seeds, connections, note })
    }

    /// Downloads that may use web seeds begin again when the rules for outgoing requests change.
    pub(super) fn outgoing_changed(&mut self) {
        let options = fetch_options(&self.settings, Use::WebSeeds);
        if options == self.outgoing {
            return;
        }
        self.outgoing = options;
        let uses = |torrent: &&Torrent| torrent.fetches() && !torrent.resume.web_seeds.is_empty();
        let ids: Vec<TorrentId> = self.torrents.values().filter(uses).map(|t| t.id).collect();
        for id in ids {
            self.restart_download(id);
            self.settle(id);
        }
    }
}

/// Applies an edit of web seeds, which a user made; true when the list changed.
pub(super) fn edit_web_seeds(resume: &mut ResumeData, edit: &Edit) -> bool {
    let before = (resume.web_seeds.clone(), resume.user_web_seeds.clone());
    match edit {
        Edit::AddWebSeeds(urls) => {
            let mut known: HashSet<String> = resume.web_seeds.iter().cloned().collect();
            let new = urls.iter().filter(|url| known.insert((*url).clone()));
            resume.web_seeds.extend(new.cloned());
            // Who adds one that the torrent brought vouches for it.
            resume.user_web_seeds.extend(urls.iter().cloned());
        }
        Edit::RemoveWebSeeds(urls) => {
            let urls: HashSet<&String> = urls.iter().collect();
            resume.web_seeds.retain(|url| !urls.contains(url));
        }
        Edit::ReplaceWebSeed { old, new } if resume.web_seeds.contains(old) => {
            if resume.web_seeds.contains(new) {
                resume.web_seeds.retain(|url| url == new || url != old);
            } else if let Some(url) = resume.web_seeds.iter_mut().find(|url| *url == old) {
                url.clone_from(new);
            }
            resume.user_web_seeds.insert(new.clone());
        }
        _ => return false,
    }
    let kept: HashSet<&String> = resume.web_seeds.iter().collect();
    resume.user_web_seeds.retain(|url| kept.contains(url));
    before != (resume.web_seeds.clone(), resume.user_web_seeds.clone())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::session::resume::tests::resume;

    fn set(urls: &[&str]) -> BTreeSet<String> {
        urls.iter().map(|url| (*url).to_owned()).collect()
    }

    #[test]
    fn who_named_a_seed_follows_every_edit() {
        let mut data = resume();
        data.web_seeds = vec!["http://t/1".to_owned(), "http://t/2".to_owned()];
        let texts = |urls: &[&str]| urls.iter().map(|url| (*url).to_owned()).collect::<Vec<_>>();
        let add = Edit::AddWebSeeds(texts(&["http://u/1", "http://t/2"]));
        assert!(edit_web_seeds(&mut data, &add));
        assert_eq!(data.web_seeds, ["http://t/1", "http://t/2", "http://u/1"]);
        assert_eq!(data.user_web_seeds, set(&["http://t/2", "http://u/1"]));
        assert!(!edit_web_seeds(&mut data, &add));
        let replace = |old: &str, new: &str| Edit::ReplaceWebSeed {
            old: old.to_owned(),
            new: new.to_owned(),
        };
        assert!(edit_web_seeds(&mut data, &replace("http://t/1", "http://u/2")));
        assert_eq!(data.user_web_seeds, set(&["http://t/2", "http://u/1", "http://u/2"]));
        assert!(!edit_web_seeds(&mut data, &replace("http://gone", "http://u/3")));
        assert!(edit_web_seeds(&mut data, &replace("http://u/2", "http://u/1")));
        assert_eq!(data.web_seeds, ["http://t/2", "http://u/1"]);
        assert!(edit_web_seeds(&mut data, &Edit::RemoveWebSeeds(texts(&["http://t/2"]))));
        assert_eq!(data.web_seeds, ["http://u/1"]);
        assert_eq!(data.user_web_seeds, set(&["http://u/1"]));
        assert!(!edit_web_seeds(&mut data, &Edit::Start));
    }

    #[test]
    fn seeds_of_older_profiles_count_as_the_torrents_own() {
        let mut data = resume();
        assert!(data.user_web_seeds.is_empty());
        data.web_seeds = vec!["http://t/1".to_owned()];
        data.user_web_seeds = set(&["http://t/1"]);
        assert_eq!(ResumeData::decode(&data.encode()).unwrap().user_web_seeds, data.user_web_seeds);
    }
}
