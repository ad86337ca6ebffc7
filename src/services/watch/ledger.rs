//! What is known of the files of one watched folder: which are whole, which failed and when they
//! are tried again. Plain decisions about given moments; nothing here waits or reads.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use super::scan::{Candidate, Found, Stamp};

/// Time between two looks when nothing is going on.
pub(super) const LOOK: Duration = Duration::from_secs(5);
/// Time between two looks while a file may still be being written.
pub(super) const SETTLE: Duration = Duration::from_secs(1);
/// Tries of a file that makes no sense, each after twice the time of the one before: somebody may
/// still be writing it.
pub(super) const MAX_TRIES: u32 = 5;

/// Files that are taken after one look; the others wait for the next one.
pub(super) const MAX_FILES: usize = 500;

/// A file that lies there.
#[derive(Debug)]
struct Known {
    stamp: Stamp,
    tries: u32,
    /// Not before.
    due: Instant,
    /// What the log was told of it.
    told: String,
    /// Lines that were added.
    lines: BTreeSet<usize>,
}

/// What to do with a file that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is tried again.
    Retry,
    /// It is put aside.
    Reject,
}

/// The files of one folder.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    known: HashMap<PathBuf, Known>,
    done: HashMap<PathBuf, Stamp>,
}

impl Ledger {
    /// Files that are done with but lie there still: they could not be removed or put aside.
    pub(super) fn done(&self) -> &HashMap<PathBuf, Stamp> {
        &self.done
    }

    /// Takes in a look: gives the files that are to be taken now, and when to look again.
    pub(super) fn take_in(&mut self, found: Found, now: Instant) -> (Vec<Candidate>, Duration) {
        let there: HashSet<&Path> = found.files.iter().map(|file| file.path.as_path()).collect();
        self.known.retain(|path, _| there.contains(path.as_path()));
        self.done.retain(|path, _| found.done.contains(path));
        let mut settling = false;
        let mut ready = Vec::new();
        for file in found.files {
            match self.known.get(&file.path) {
                Some(known) if known.stamp == file.stamp => {
                    if known.due <= now && ready.len() < MAX_FILES {
                        ready.push(file);
                    } else if known.due <= now {
                        settling = true;
                    } else {
                        settling |= known.tries > 0;
                    }
                }
                _ => {
                    settling = true;
                    let known = Known {
                        stamp: file.stamp,
                        tries: 0,
                        due: now,
                        told: String::new(),
                        lines: BTreeSet::new(),
                    };
                    self.known.insert(file.path, known);
                }
            }
        }
        (ready, if settling { SETTLE } else { LOOK })
    }

    /// A file makes no sense.
    pub(super) fn failed(&mut self, file: &Candidate, now: Instant) -> Verdict {
        let Some(known) = self.known.get_mut(&file.path) else { return Verdict::Retry };
        known.tries += 1;
        known.due = now + SETTLE * 2_u32.saturating_pow(known.tries - 1);
        if known.tries < MAX_TRIES { Verdict::Retry } else { Verdict::Reject }
    }

    /// A file cannot be taken for a reason that lies elsewhere; true when the log has not been told
    /// that reason.
    pub(super) fn kept(&mut self, file: &Candidate, reason: &str, now: Instant) -> bool {
        let Some(known) = self.known.get_mut(&file.path) else { return false };
        known.due = now + LOOK;
        let new = known.told != reason;
        reason.clone_into(&mut known.told);
        new
    }

    /// A file is gone, or may be forgotten.
    pub(super) fn forget(&mut self, file: &Candidate) {
        self.known.remove(&file.path);
    }

    /// A file is done with but lies there still: it is left alone until it changes.
    pub(super) fn leave(&mut self, file: &Candidate) {
        self.known.remove(&file.path);
        self.done.insert(file.path.clone(), file.stamp);
    }

    /// Whether a line of a file was added.
    pub(super) fn has_line(&self, file: &Candidate, line: usize) -> bool {
        self.known.get(&file.path).is_some_and(|known| known.lines.contains(&line))
    }

    /// A line of a file was added.
    pub(super) fn add_line(&mut self, file: &Candidate, line: usize) {
        if let Some(known) = self.known.get_mut(&file.path) {
            known.lines.insert(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::super::scan::look;
    use super::*;

    struct Case {
        folder: TempDir,
        ledger: Ledger,
        now: Instant,
    }

    impl Case {
        fn new() -> Self {
            let folder = TempDir::new().unwrap();
            Self { folder, ledger: Ledger::default(), now: Instant::now() }
        }

        fn write(&self, name: &str, content: &str) {
            fs::write(self.folder.path().join(name), content).unwrap();
        }

        /// Looks after so many seconds: what is ready, and seconds until the next look.
        fn after(&mut self, seconds: u64) -> (Vec<Candidate>, u64) {
            self.now += Duration::from_secs(seconds);
            let found = look(self.folder.path(), self.ledger.done()).unwrap();
            let (ready, wait) = self.ledger.take_in(found, self.now);
            (ready, wait.as_secs())
        }
    }

    #[test]
    fn a_file_is_taken_when_it_stands_still() {
        let mut case = Case::new();
        assert_eq!(case.after(0), (Vec::new(), 5));
        case.write("a.torrent", "d");
        assert_eq!(case.after(5), (Vec::new(), 1));
        case.write("a.torrent", "d4:info");
        assert_eq!(case.after(1), (Vec::new(), 1), "it has grown");
        case.write("b.torrent", "d");
        let (ready, wait) = case.after(1);
        assert_eq!((ready.len(), wait), (1, 1), "the other one is new");
        assert!(ready[0].path.ends_with("a.torrent"));
    }

    #[test]
    fn what_makes_no_sense_is_tried_for_a_quarter_of_a_minute() {
        let mut case = Case::new();
        case.write("a.torrent", "garbage");
        case.after(0);
        let (mut tries, mut seconds) = (0, 0);
        loop {
            let (ready, _) = case.after(1);
            seconds += 1;
            let Some(file) = ready.first() else { continue };
            tries += 1;
            if case.ledger.failed(file, case.now) == Verdict::Reject {
                break;
            }
        }
        assert_eq!((tries, seconds), (MAX_TRIES, 16));
        // Who writes on begins anew.
        case.write("a.torrent", "more garbage");
        assert_eq!(case.after(1), (Vec::new(), 1));
        let (ready, _) = case.after(1);
        assert_eq!(case.ledger.failed(&ready[0], case.now), Verdict::Retry);
    }

    #[test]
    fn a_full_folder_is_taken_in_parts_and_nothing_is_left_behind() {
        let mut case = Case::new();
        for number in 0..=MAX_FILES {
            case.write(&format!("{number:04}.torrent"), "x");
        }
        case.after(0);
        let (ready, wait) = case.after(1);
        assert_eq!((ready.len(), wait), (MAX_FILES, 1));
        assert!(ready[0].path.ends_with("0000.torrent"));
        // Those that cannot be taken do not keep the others from their turn.
        for file in &ready {
            case.ledger.kept(file, "permission denied", case.now);
        }
        let (ready, wait) = case.after(1);
        assert_eq!((ready.len(), wait), (1, 5));
    }

    #[test]
    fn a_reason_elsewhere_is_told_once_and_costs_no_try() {
        let mut case = Case::new();
        case.write("a.torrent", "x");
        case.after(0);
        let file = case.after(1).0.remove(0);
        assert!(case.ledger.kept(&file, "permission denied", case.now));
        assert_eq!(case.after(1).0, Vec::new());
        for _ in 0..20 {
            let ready = case.after(5).0;
            assert!(!case.ledger.kept(&ready[0], "permission denied", case.now));
        }
        assert!(case.ledger.kept(&file, "no space", case.now));
    }

    #[test]
    fn what_cannot_be_removed_is_left_alone_until_it_changes() {
        let mut case = Case::new();
        case.write("a.magnet", "x");
        case.after(0);
        let file = case.after(1).0.remove(0);
        case.ledger.add_line(&file, 3);
        assert!(case.ledger.has_line(&file, 3) && !case.ledger.has_line(&file, 2));
        case.ledger.leave(&file);
        assert_eq!(case.after(5), (Vec::new(), 5));
        assert_eq!(case.after(5), (Vec::new(), 5));
        case.write("a.magnet", "xy");
        assert_eq!(case.after(5), (Vec::new(), 1));
        fs::remove_file(&file.path).unwrap();
        case.after(1);
        assert!(case.ledger.done().is_empty() && case.ledger.known.is_empty());
    }
}
