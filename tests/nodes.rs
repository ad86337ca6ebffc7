//! Whole servers on nodes of every generation, which are simulated (`tests/simulator`): what the
//! nodes say is what was recorded, and what the servers make of it is what their users need.

#[cfg(test)]
#[path = "nodes/background.rs"]
mod background;
#[cfg(test)]
#[path = "nodes/cassettes.rs"]
mod cassettes;
#[cfg(test)]
pub mod common;
#[cfg(test)]
#[path = "nodes/deadlines.rs"]
mod deadlines;
#[cfg(test)]
#[path = "nodes/differences.rs"]
mod differences;
#[cfg(test)]
#[path = "nodes/faults.rs"]
mod faults;
#[cfg(test)]
#[path = "nodes/limits.rs"]
mod limits;
#[cfg(test)]
#[path = "nodes/main_job.rs"]
mod main_job;
#[cfg(test)]
#[path = "nodes/migrations.rs"]
mod migrations;
#[cfg(test)]
#[path = "nodes/node_itself.rs"]
mod node_itself;
#[cfg(test)]
#[path = "scenarios/payload.rs"]
pub mod payload;
#[cfg(test)]
#[path = "nodes/purchases.rs"]
mod purchases;
#[path = "nodes/refusals.rs"]
mod refusals;
#[cfg(test)]
#[path = "nodes/restarts.rs"]
mod restarts;
#[cfg(test)]
#[path = "nodes/retention.rs"]
mod retention;
#[cfg(test)]
#[path = "simulator/mod.rs"]
pub mod simulator;
#[cfg(test)]
#[path = "nodes/storm.rs"]
mod storm;
#[cfg(test)]
#[path = "nodes/torrents.rs"]
mod torrents;
#[cfg(test)]
#[path = "nodes/uploads.rs"]
mod uploads;
#[cfg(test)]
#[path = "nodes/world.rs"]
pub mod world;
