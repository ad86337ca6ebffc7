//! The real command, started as a process and used as clients use it: request by request.

#[cfg(test)]
#[path = "common/http.rs"]
mod http;
#[cfg(test)]
#[path = "common/server.rs"]
mod server;

#[cfg(test)]
#[path = "clients/restart.rs"]
mod restart;
