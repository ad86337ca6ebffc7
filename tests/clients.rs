//! The real command, started as a process and used as its clients use it: request by request.

#[cfg(test)]
#[path = "common/client.rs"]
pub mod client;
#[cfg(test)]
#[path = "common/http.rs"]
pub mod http;
#[cfg(test)]
#[path = "common/server.rs"]
pub mod server;
#[cfg(test)]
#[path = "common/strict.rs"]
pub mod strict;

#[cfg(test)]
#[path = "clients/arr.rs"]
pub mod arr;
#[cfg(test)]
#[path = "clients/autobrr.rs"]
mod autobrr;
#[cfg(test)]
#[path = "clients/automation.rs"]
mod automation;
#[cfg(test)]
#[path = "clients/cross_seed.rs"]
mod cross_seed;
#[cfg(test)]
#[path = "clients/exporters.rs"]
mod exporters;
#[cfg(test)]
#[path = "clients/flood.rs"]
mod flood;
#[cfg(test)]
#[path = "clients/go.rs"]
pub mod go;
#[cfg(test)]
#[path = "clients/home_assistant.rs"]
mod home_assistant;
#[cfg(test)]
#[path = "clients/lidarr.rs"]
mod lidarr;
#[cfg(test)]
#[path = "clients/malformed.rs"]
pub mod malformed;
#[cfg(test)]
#[path = "clients/nodes.rs"]
mod nodes;
#[cfg(test)]
#[path = "clients/promises.rs"]
mod promises;
#[cfg(test)]
#[path = "clients/prowlarr.rs"]
mod prowlarr;
#[cfg(test)]
#[path = "clients/qbit_manage.rs"]
mod qbit_manage;
#[cfg(test)]
#[path = "clients/qbitcontroller.rs"]
mod qbitcontroller;
#[cfg(test)]
#[path = "clients/radarr.rs"]
mod radarr;
#[cfg(test)]
#[path = "clients/readarr.rs"]
mod readarr;
#[cfg(test)]
#[path = "clients/restart.rs"]
mod restart;
#[cfg(test)]
#[path = "simulator/mod.rs"]
pub mod simulator;
#[cfg(test)]
#[path = "clients/sonarr.rs"]
pub mod sonarr;
#[cfg(test)]
#[path = "clients/transdroid.rs"]
mod transdroid;
#[cfg(test)]
#[path = "clients/unruly.rs"]
mod unruly;
#[cfg(test)]
#[path = "clients/vuetorrent.rs"]
mod vuetorrent;
#[cfg(test)]
#[path = "clients/watchers.rs"]
mod watchers;
