//! What can go wrong, and at which requests it does.

use std::sync::Mutex;

use super::lock;

/// A misbehaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Takes the request and answers nothing.
    HangBeforeHead,
    /// Falls silent at this byte of the content, sent or taken.
    HangAt(u64),
    /// Closes at this byte of the content, sent or taken.
    CutAt(u64),
    /// Sends or takes so many bytes a second.
    Slow(u64),
    /// Announces so many bytes more than it sends, or less.
    WrongLength(i64),
    /// Changes this byte of the content.
    WrongByte(u64),
    /// Says 200 and something that only begins like JSON.
    Nonsense,
    /// Closes without having said so.
    SilentClose,
    /// Says 500 and this.
    Error(&'static str),
    /// Says 409 and this.
    Conflict(&'static str),
    /// Dies when a reader leaves a torrent stream whose manifest was never found.
    CrashOnTrap,
}

impl Fault {
    fn is_of_body(self) -> bool {
        matches!(
            self,
            Self::HangAt(_)
                | Self::CutAt(_)
                | Self::Slow(_)
                | Self::WrongLength(_)
                | Self::WrongByte(_)
        )
    }
}

#[derive(Debug)]
struct Rule {
    request: String,
    fault: Fault,
    left: u32,
}

/// Faults and where they apply.
#[derive(Debug, Default)]
pub(super) struct Rules(Mutex<Vec<Rule>>);

impl Rules {
    pub(super) fn add(&self, request: &str, fault: Fault, times: u32) {
        lock(&self.0).push(Rule { request: request.to_owned(), fault, left: times });
    }

    pub(super) fn clear(&self) {
        lock(&self.0).clear();
    }

    /// What goes wrong at this request; counts as one time.
    pub(super) fn at(&self, request: &str, moves_content: bool) -> Vec<Fault> {
        let mut rules = lock(&self.0);
        let mut found = Vec::new();
        for rule in rules.iter_mut() {
            let fits = request.contains(&rule.request)
                && (moves_content || !rule.fault.is_of_body() || !rule.request.is_empty());
            if fits && rule.left > 0 {
                rule.left -= 1;
                found.push(rule.fault);
            }
        }
        found
    }
}
