//! The jobs against nodes in memory, with faults, on paused time.

mod check;
mod download;
mod faults;
mod limits;
mod order;
mod resources;
mod resume;
mod web;
