//! Watched folders: what is put into them is added to the session.
//!
//! *Owns* nothing but memory: what lay in each folder at the last look. *What runs where:* a task
//! per folder, so that a folder that hangs (a network mount) holds up no other; reading, removing
//! and renaming run on the blocking pool. The folders are read again and again, every 5 seconds and
//! every second while something is going on, because no other way works on network mounts; a folder
//! that is set is read at once. *A crash loses* nothing: a file goes only after its torrent is
//! durable, and one that is found again is a duplicate.
//!
//! The rules, as in qBittorrent where it has one:
//! * `*.torrent`, and `*.magnet` with one link per line (a magnet, a hash, an http(s) address, and
//!   here a CID too), in the folder itself; names that begin with a dot are left alone.
//! * A file is read when it stood still between two looks.
//! * Once it is in the list, or was there before (trackers are merged by the setting), the file is
//!   removed; of a link to a file the link goes. `auto_delete_mode` is not about these.
//! * What makes no sense is tried again for a quarter of a minute and then renamed to `….qbt_rejected`; a
//!   `.magnet` of which one line cannot be added too, so that no line is lost. qBittorrent drops
//!   those lines.
//! * Saved where the folder's value says: 0 in the folder itself and 1 as the settings say, a text in
//!   that directory; the first and the last without automatic management. No category, no tags.
//! * What cannot be read, added or removed for a reason that lies elsewhere stays; the log says why,
//!   once.
//!
//! Deliberately absent: folders below, which the preferences cannot ask for either.

mod folder;
mod ledger;
mod scan;

use std::collections::BTreeMap;

use tokio::task::JoinHandle;

use crate::session::Session;
use crate::session::settings::{Folders, WatchedFolder};
use crate::tasks::Tasks;
use folder::Folder;

/// Folders that are watched; of more, the first by name.
const MAX_FOLDERS: usize = 100;

/// Starts to watch what the settings say, and follows them.
pub fn start(session: Session, tasks: &Tasks) {
    let watching = tasks.clone();
    drop(tasks.spawn("watched folders", async move {
        let mut settings = session.watch_settings();
        let mut watched = BTreeMap::new();
        loop {
            let wanted = settings.borrow_and_update().watched_folders().clone();
            follow(&mut watched, &wanted, |path, place| {
                let folder =
                    Folder::new(path.into(), place.clone(), session.clone(), watching.clone());
                watching.spawn("watched folder", folder.watch())
            });
            if settings.changed().await.is_err() {
                return;
            }
        }
    }));
}

/// The folders that are watched, with their rules and tasks.
type Watched = BTreeMap<String, (WatchedFolder, JoinHandle<()>)>;

/// Ends what is not wanted any more, starts what is new or has another rule.
fn follow(
    watched: &mut Watched,
    wanted: &Folders,
    start: impl Fn(&str, &WatchedFolder) -> JoinHandle<()>,
) {
    if wanted.len() > MAX_FOLDERS {
        tracing::warn!("{MAX_FOLDERS} folders are watched at most: the last by name are not");
    }
    let wanted: BTreeMap<_, _> = wanted.iter().take(MAX_FOLDERS).collect();
    watched.retain(|path, (place, task)| {
        let stays = wanted.get(path) == Some(&&*place);
        if !stays {
            task.abort();
            tracing::info!(folder = path, "a folder is not watched any more");
        }
        stays
    });
    for (path, place) in wanted {
        if !watched.contains_key(path) {
            watched.insert(path.clone(), (place.clone(), start(path, place)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[tokio::test]
    async fn a_change_of_the_settings_touches_only_what_it_names() {
        let mut watched = Watched::new();
        let started = RefCell::new(Vec::new());
        let tasks = Tasks::new(tokio::runtime::Handle::current());
        let mut set = |pairs: &[(&str, WatchedFolder)]| {
            let wanted =
                pairs.iter().map(|(path, place)| ((*path).to_owned(), place.clone())).collect();
            follow(&mut watched, &wanted, |path, _| {
                started.borrow_mut().push(path.to_owned());
                tasks.spawn("test", std::future::pending())
            });
            let paths: Vec<String> = watched.keys().cloned().collect();
            (std::mem::take(&mut *started.borrow_mut()), paths)
        };
        let own = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let (a, b) = (("/a", WatchedFolder::Itself), ("/b", WatchedFolder::DefaultPath));
        assert_eq!(set(&[a.clone(), b.clone()]), (own(&["/a", "/b"]), own(&["/a", "/b"])));
        assert_eq!(set(&[a.clone(), b.clone()]), (own(&[]), own(&["/a", "/b"])));
        let other = ("/a", WatchedFolder::Path("/x".to_owned()));
        assert_eq!(set(&[other, b]), (own(&["/a"]), own(&["/a", "/b"])));
        assert_eq!(set(&[]), (own(&[]), own(&[])));
        assert!(tasks.shutdown(std::time::Duration::from_secs(5)).await);
    }

    #[tokio::test]
    async fn the_number_of_folders_is_bounded() {
        let mut watched = Watched::new();
        let tasks = Tasks::new(tokio::runtime::Handle::current());
        let wanted =
            (0..MAX_FOLDERS + 5).map(|n| (format!("/{n:04}"), WatchedFolder::Itself)).collect();
        follow(&mut watched, &wanted, |_, _| tasks.spawn("test", std::future::pending()));
        assert_eq!(watched.len(), MAX_FOLDERS);
    }
}
