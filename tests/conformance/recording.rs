//! A recording as it lies in `fixtures/qbittorrent/conformance`: requests with placeholders, and
//! what has to be the same in the answer.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;

/// All that are recorded.
const VERSIONS: [&str; 3] = ["5.3.0", "5.1.0", "4.5.2"];

/// Where the recordings lie.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/qbittorrent/conformance")
}

/// The name of a request within a recording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The part of the scenario.
    pub group: String,
    /// What it tries.
    pub label: String,
    /// How often the label came in its group, from 1.
    pub nth: usize,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} | {}", self.group, self.label)?;
        if self.nth > 1 { write!(f, " #{}", self.nth) } else { Ok(()) }
    }
}

/// JSON path to what may lie there.
pub type Shape = BTreeMap<String, String>;

/// One step of the scenario.
#[derive(Debug)]
pub struct Step {
    /// Its name.
    pub name: Name,
    /// What is sent; `None` lists the files that are left instead.
    pub send: Option<Send>,
    /// What must come back.
    pub expect: Expect,
    /// The JSON that must come back, when it is JSON.
    pub shape: Option<Shape>,
}

/// A request.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Send {
    /// Bytes as they are, on a connection of their own.
    Raw {
        /// One after the other.
        raw: Vec<Piece>,
    },
    /// An ordinary request.
    Http(Http),
}

/// Part of a raw request.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Piece {
    /// Text with placeholders.
    Text(String),
    /// A text many times.
    Many {
        /// The text.
        repeat: String,
        /// How often.
        times: usize,
    },
}

/// An ordinary request; `Host`, `User-Agent`, `Accept` and `Content-Length` come by themselves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// Method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// `session` or `second`: the login whose cookies go with it.
    pub cookie: Option<String>,
    /// More headers; `None` leaves out one that comes by itself.
    #[serde(default)]
    pub headers: Vec<(String, Option<String>)>,
    /// A body of the type `application/x-www-form-urlencoded`.
    pub form: Option<String>,
    /// A body of whatever type the headers say.
    pub body: Option<String>,
    /// A multipart form.
    pub parts: Option<Vec<Part>>,
}

/// Part of a multipart form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Name of the field.
    pub name: String,
    /// Name of the file, when it is one.
    pub file: Option<String>,
    /// Its content.
    pub text: Option<String>,
    /// Its content is this one of `fixtures/torrents`.
    pub torrent: Option<String>,
}

/// What is the same in every answer of the recorded server.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Status; 0 when no answer comes.
    pub status: u16,
    /// Type of the content in lower case without spaces.
    #[serde(default, rename = "type")]
    pub content_type: String,
    /// The whole body.
    pub text: Option<String>,
    shape: Option<usize>,
    /// What another run answered instead.
    #[serde(default)]
    pub also: Also,
}

/// What depends on chance: further answers that are right.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Also {
    /// Status.
    pub status: Vec<u16>,
    /// Type of the content.
    #[serde(rename = "type")]
    pub content_type: Vec<String>,
    /// Text.
    pub text: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Shape { shape: usize, paths: Shape },
    Step(Box<StepLine>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepLine {
    group: String,
    label: String,
    send: Option<Send>,
    expect: Expect,
}

/// All steps of a scenario, in order.
#[derive(Debug)]
pub struct Recording {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Recording {
    /// Reads the recording of a version.
    pub fn of(version: &str) -> Self {
        let path = folder().join(format!("{version}.jsonl"));
        let text = std::fs::read_to_string(&path).unwrap();
        let mut shapes = HashMap::new();
        let mut seen = HashMap::new();
        let mut steps = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{}:{}: {error}", path.display(), number + 1));
            match line {
                Line::Shape { shape, paths } => {
                    shapes.insert(shape, paths);
                }
                Line::Step(line) => {
                    let StepLine { group, label, send, expect } = *line;
                    let nth = seen.entry((group.clone(), label.clone())).or_insert(0);
                    *nth += 1;
                    let name = Name { group, label, nth: *nth };
                    let shape = expect.shape.map(|number| shapes[&number].clone());
                    steps.push(Step { name, send, expect, shape });
                }
            }
        }
        Self { steps }
    }

    /// Endpoints that this version lacks and another recorded one has.
    pub fn lacking(&self) -> BTreeSet<String> {
        let known = VERSIONS.into_iter().flat_map(|version| Self::of(version).endpoints(true));
        let known: BTreeSet<_> = known.collect();
        self.endpoints(false).intersection(&known).cloned().collect()
    }

    /// Endpoints that exist, or those that do not: who is logged in gets nothing but 404 or 405
    /// there.
    fn endpoints(&self, exist: bool) -> BTreeSet<String> {
        let mut answers: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
        for step in &self.steps {
            if let Some(endpoint) = step.endpoint()
                && step.expect.status != 403
            {
                answers.entry(endpoint).or_default().insert(step.expect.status);
            }
        }
        let is_lacking =
            |statuses: &BTreeSet<u16>| statuses.iter().all(|status| [404, 405].contains(status));
        answers.retain(|_, statuses| is_lacking(statuses) != exist);
        answers.into_keys().collect()
    }
}

impl Step {
    /// `scope/action` of a request to the API.
    pub fn endpoint(&self) -> Option<String> {
        let Some(Send::Http(http)) = &self.send else { return None };
        let path = http.target.split('?').next()?.strip_prefix("/api/v2/")?;
        let (scope, action) = path.split_once('/')?;
        let word =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (word(scope) && word(action)).then(|| path.to_owned())
    }

    /// A read that was answered: it may be asked again without an effect.
    pub fn is_read(&self) -> bool {
        let get = matches!(&self.send, Some(Send::Http(http)) if http.method == "GET");
        get && self.expect.status == 200 && self.shape.is_some()
    }
}
