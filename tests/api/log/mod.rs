//! `log/*`: what the server has logged.

mod main;
mod peers;
