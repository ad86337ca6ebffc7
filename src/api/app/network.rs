//! `app/networkInterfaceList`, `app/networkInterfaceAddressList`: what a page offers to bind to.
//!
//! Reads the machine's interfaces anew on the blocking pool; nothing is kept. Interfaces without
//! an address are not listed: nothing could be bound to them.

use std::net::IpAddr;

use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};

/// A network interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "NetworkInterface"))]
pub(crate) struct Interface {
    name: String,
    /// What the setting takes: the same as the name on Linux.
    value: String,
}

/// `app/networkInterfaceList`: each interface once, in the system's order.
pub(crate) async fn network_interfaces(_: Call) -> Answer {
    Reply::json(&interfaces(&addresses().await?))
}

/// `app/networkInterfaceAddressList`: the addresses of `iface`, of all when it is empty.
pub(crate) async fn network_addresses(call: Call) -> Answer {
    Reply::json(&addresses_of(&addresses().await?, call.params.text("iface")))
}

/// Every address with the name of its interface.
async fn addresses() -> Result<Vec<(String, IpAddr)>, ApiError> {
    let found = web::block(if_addrs::get_if_addrs).await;
    let found = found.map_err(|_| ApiError::Unavailable("the server is shutting down".to_owned()));
    let unread = |error| ApiError::Internal(format!("cannot read the network interfaces: {error}"));
    let found = found?.map_err(unread)?;
    Ok(found.into_iter().map(|one| (one.name.clone(), one.ip())).collect())
}

fn interfaces(found: &[(String, IpAddr)]) -> Vec<Interface> {
    let mut list: Vec<Interface> = Vec::new();
    for (name, _) in found {
        if list.iter().all(|known| known.name != *name) {
            list.push(Interface { name: name.clone(), value: name.clone() });
        }
    }
    list
}

fn addresses_of(found: &[(String, IpAddr)], interface: &str) -> Vec<String> {
    let wanted = found.iter().filter(|(name, _)| interface.is_empty() || name == interface);
    wanted.map(|(_, address)| address.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interfaces_come_once_and_addresses_by_interface() {
        let found = [("lo", "127.0.0.1"), ("lo", "::1"), ("eth0", "192.0.2.7")];
        let found = found.map(|(name, ip)| (name.to_owned(), ip.parse().unwrap()));
        let names: Vec<_> = interfaces(&found).into_iter().map(|one| one.value).collect();
        assert_eq!(names, ["lo", "eth0"]);
        assert_eq!(addresses_of(&found, "lo"), ["127.0.0.1", "::1"]);
        assert_eq!(addresses_of(&found, "").len(), 3);
        assert!(addresses_of(&found, "nope0").is_empty());
    }
}
