//! What qBittorrent 5.1.0 answered, request by request (`fixtures/qbittorrent/5.1.0/http.jsonl`).

use std::collections::BTreeMap;

use qcodex::api::routes;
use serde::Deserialize;
use serde_json::Value;

use crate::common::{Request, Response, TestApp};

const RECORDED: &str = include_str!("../../fixtures/qbittorrent/5.1.0/http.jsonl");

/// Answers that differ on purpose: label and reason.
const ACCEPTED: &[(&str, &str)] = &[
    ("app: app/networkInterfaceList", "the recording machine had loopback only"),
    ("app: iface addresses: empty", "the recording machine had loopback only"),
    ("change: speedLimitsMode after toggle", "the switch is not built yet"),
];

#[derive(Deserialize)]
struct Exchange {
    label: String,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
    status: u16,
    content_type: Option<String>,
    text: Option<String>,
    json: Option<Value>,
    #[serde(default)]
    set_cookie: Vec<String>,
}

impl Exchange {
    /// The request with our port and our cookies in place of the recorded ones.
    fn request(&self, port: u16, sids: &BTreeMap<String, String>) -> Request {
        let ours = |text: &str| {
            let text =
                text.replace(":8080", &format!(":{port}")).replace("_8080", &format!("_{port}"));
            sids.iter().fold(text, |text, (recorded, sid)| text.replace(recorded, sid))
        };
        let mut request = Request::new(&self.method, &ours(&self.target)).body(self.body.clone());
        for (name, value) in &self.headers {
            if !name.eq_ignore_ascii_case("connection") {
                request = request.header(name, &ours(value));
            }
        }
        request
    }

    /// What is not as recorded. A bare reason phrase may be a sentence here.
    fn difference(&self, answer: &Response) -> Option<String> {
        if answer.status != self.status {
            return Some(format!("status {} -> {}: {}", self.status, answer.status, answer.text()));
        }
        if self.content_type.is_some()
            && answer.header("content-type") != self.content_type.as_deref()
        {
            return Some(format!("content type {:?}", answer.header("content-type")));
        }
        if self.set_cookie.is_empty() != (answer.header("set-cookie").is_none()) {
            return Some(format!("cookie {:?}", answer.header("set-cookie")));
        }
        let bare = ["Bad Request", "Not Found"];
        if let Some(text) = self.text.as_deref().filter(|text| !bare.contains(text)) {
            let text = text.replace("v5.1.0", "v5.1.4");
            let found = answer.text();
            return (found != text && self.method != "HEAD").then(|| format!("{text} -> {found}"));
        }
        match &self.json {
            Some(json) if shape(json) != shape(&answer.json()) => {
                Some(format!("{} -> {}", shape(json), shape(&answer.json())))
            }
            _ => None,
        }
    }
}

/// Keys and types without values.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Bool(_) => "bool".into(),
        Value::Number(_) => "number".into(),
        Value::String(_) => "text".into(),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), shape(value))).collect()
        }
    }
}

/// Whether the endpoint exists here already.
fn is_built(target: &str) -> bool {
    let path = target.split('?').next().unwrap_or_default();
    let name = path.strip_prefix("/api/v2/").and_then(|name| name.split_once('/'));
    let route = name.and_then(|(scope, action)| routes::find(scope, action));
    route.is_none_or(routes::Route::is_built)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_http_layer_answers_as_recorded() {
    let server = TestApp::start().await;
    let client = server.stranger();
    let mut sids = BTreeMap::new();
    let mut differences = Vec::new();
    let sid_of = |cookie: &str| {
        let value = cookie.split(';').next().and_then(|pair| pair.split_once('='));
        value.map(|(_, sid)| sid.to_owned()).filter(|sid| !sid.is_empty())
    };
    for line in RECORDED.lines() {
        let exchange: Exchange = serde_json::from_str(line).unwrap();
        if !is_built(&exchange.target) {
            continue;
        }
        let answer = client.send(exchange.request(server.address.port(), &sids)).await;
        let recorded = exchange.set_cookie.first().and_then(|cookie| sid_of(cookie));
        if let (Some(recorded), Some(ours)) = (recorded, answer.header("set-cookie")) {
            sids.extend(sid_of(ours).map(|sid| (recorded, sid)));
        }
        let accepted = ACCEPTED.iter().any(|(label, _)| *label == exchange.label);
        if let Some(difference) = exchange.difference(&answer).filter(|_| !accepted) {
            differences.push(format!("{}: {difference}", exchange.label));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    server.stop().await;
}
