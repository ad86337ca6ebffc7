//! What stands beside the session and uses it: features that a client asks for by name. Each owns
//! its own state; none is known to the session.

pub mod mail;
