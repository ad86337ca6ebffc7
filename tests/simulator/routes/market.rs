//! The marketplace of generation A: refused without persistence, as nodes were recorded; with it
//! a purchase is taken, and begins at once. What it refuses is what the sources of nodes do.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::super::wire::Answer;
use super::super::{Node, lock};

pub(super) fn route(node: &Node, method: &str, parts: &[&str], body: &[u8]) -> Answer {
    let enabled = node.persistence.load(Ordering::SeqCst);
    match (method, parts) {
        ("GET", ["sales", "slots" | "availability"]) if enabled => {
            Answer::json(200, "[]".to_owned())
        }
        ("POST", ["storage", "request", cid]) if enabled => request(node, cid, body),
        ("GET", ["storage", "purchases"]) if enabled => {
            let ids: Vec<String> = lock(&node.purchases).iter().map(|(id, _)| id.clone()).collect();
            Answer::json(200, json!(ids).to_string())
        }
        ("GET", ["storage", "purchases", id]) if enabled => {
            let purchases = lock(&node.purchases);
            // Ids are read with and without prefix.
            let digits = |id: &str| id.trim_start_matches("0x").to_owned();
            let found = purchases.iter().find(|(known, _)| digits(known) == digits(id));
            found.map_or_else(
                || Answer::error(404, "Purchase not found"),
                |(_, purchase)| Answer::json(200, purchase.to_string()),
            )
        }
        ("GET", ["sales", ..] | ["storage", "purchases", ..])
        | ("POST", ["storage", "request", _] | ["sales", "availability"])
            if !enabled =>
        {
            Answer::error(503, "Persistence is not enabled")
        }
        _ => Answer::bare(404),
    }
}

fn request(node: &Node, cid: &str, body: &[u8]) -> Answer {
    let Ok(terms) = serde_json::from_slice::<Value>(body) else {
        return Answer::error(400, "Unable to parse the request");
    };
    let Ok(cid) = cid.parse() else { return Answer::error(400, "Incorrect Cid") };
    let Some(manifest) = lock(&node.store).manifest(&cid).cloned() else {
        return Answer::error(404, "The requested CID could not be retrieved");
    };
    let number = |key: &str| {
        let value = &terms[key];
        value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
    };
    let (nodes, tolerance) = (number("nodes").unwrap_or(3), number("tolerance").unwrap_or(1));
    let (Some(duration), Some(expiry)) = (number("duration"), number("expiry")) else {
        return Answer::error(400, "A number is missing");
    };
    if expiry == 0 || expiry >= duration {
        let text = "Expiry must be greater than zero and less than the request's duration";
        return Answer::error(422, text);
    }
    if tolerance == 0 || tolerance >= nodes {
        return Answer::error(422, "Tolerance needs to be bigger then zero");
    }
    let parts = nodes - tolerance;
    if parts < 2 || parts < tolerance {
        let text =
            "Invalid parameters: parameters must satify `1 < (nodes - tolerance) ≥ tolerance`";
        return Answer::error(422, text);
    }
    let block = u64::from(manifest.block_size);
    if manifest.dataset_size.div_ceil(block) < parts {
        let least = parts * block;
        let text = format!("Dataset too small for erasure parameters, need at least {least} bytes");
        return Answer::error(422, &text);
    }
    let mut purchases = lock(&node.purchases);
    let id = format!("0x{:064x}", purchases.len() + 1);
    let text = |key: &str| number(key).unwrap_or(0).to_string();
    let purchase = json!({
        "requestId": id,
        "state": "started",
        "error": null,
        "request": {
            "client": "0x0000000000000000000000000000000000000001",
            "ask": {
                "slots": nodes,
                "slotSize": manifest.dataset_size.to_string(),
                "duration": duration,
                "proofProbability": text("proofProbability"),
                "pricePerBytePerSecond": text("pricePerBytePerSecond"),
                "collateralPerByte": text("collateralPerByte"),
                "maxSlotLoss": tolerance,
            },
            "content": { "cid": cid.to_string(), "merkleRoot": [] },
            "expiry": expiry,
            "nonce": id,
        },
    });
    purchases.push((id.clone(), purchase));
    Answer::text(id)
}
