//! `sync/*`: changes since the last poll of a web session.

/// What a web session was sent last.
#[derive(Debug, Default)]
pub struct Cursors;
