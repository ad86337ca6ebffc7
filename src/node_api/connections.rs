//! How many connections there are at a time, and how many there may be.
//!
//! A connection beyond the limit is not hung up on: its first request is answered 503 and the
//! connection closed, so that a client knows that it should come again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The counter; all clones are one.
#[derive(Debug, Clone)]
pub(super) struct Connections(Arc<Counts>);

#[derive(Debug)]
struct Counts {
    open: AtomicUsize,
    most: AtomicUsize,
}

impl Default for Connections {
    fn default() -> Self {
        Self(Arc::new(Counts { open: AtomicUsize::new(0), most: AtomicUsize::new(usize::MAX) }))
    }
}

impl Connections {
    /// Sets the limit, for connections from now on; `None` for none.
    pub(super) fn limit(&self, most: Option<usize>) {
        self.0.most.store(most.unwrap_or(usize::MAX), Ordering::Relaxed);
    }

    /// A connection begins; it ends when the answer is dropped.
    pub(super) fn open(&self) -> Connection {
        let before = self.0.open.fetch_add(1, Ordering::AcqRel);
        let admitted = before < self.0.most.load(Ordering::Relaxed);
        let connection = Connection { list: self.clone(), counted: true, admitted };
        if admitted { connection } else { connection.uncounted() }
    }
}

/// A connection that is open.
#[derive(Debug)]
pub(super) struct Connection {
    list: Connections,
    counted: bool,
    /// Within the limit when it began.
    pub(super) admitted: bool,
}

impl Connection {
    /// One that is refused takes nobody's place.
    fn uncounted(mut self) -> Self {
        self.list.0.open.fetch_sub(1, Ordering::AcqRel);
        self.counted = false;
        self
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.counted {
            self.list.0.open.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_connections_take_no_place() {
        let list = Connections::default();
        list.limit(Some(1));
        let first = list.open();
        assert!(first.admitted);
        let (second, third) = (list.open(), list.open());
        assert!(!second.admitted && !third.admitted);
        drop((second, third));
        assert!(!list.open().admitted);
        drop(first);
        let again = list.open();
        assert!(again.admitted);
        list.limit(None);
        assert!(list.open().admitted);
    }
}
