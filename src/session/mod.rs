//! session
pub mod settings;
