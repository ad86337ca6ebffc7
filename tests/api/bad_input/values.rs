//! What is sent in place of a parameter: a value that makes sense, and many that do not.

use qcodex::api::parameters::{Kind, Parameter};

use crate::torrents::{MAGNET, SINGLE, UNKNOWN};

/// Bytes of a huge text.
pub(super) const HUGE: usize = 1024 * 1024;
/// Elements of a huge list.
const MANY: usize = 10_000;

/// A value with which the endpoint does what it is for. `folder` is the test's own.
pub(super) fn good(action: &str, parameter: &Parameter, folder: &str) -> String {
    let text = match (action, parameter.name) {
        (_, "oldPath") => "single.bin",
        (_, "newPath") => "renamed.bin",
        ("createCategory", "category") => "new",
        (_, "category") => "cat",
        (_, "source") => MAGNET,
        ("add", "urls") => "magnet:?xt=urn:btih:dddddddddddddddddddddddddddddddddddddddd",
        (_, "url" | "origUrl") => "http://127.0.0.1:9/w",
        (_, "newUrl") => "http://127.0.0.1:9/new",
        (_, "urls") => "http://127.0.0.1:9/more",
        (_, "peers") => "203.0.113.5:1",
        (_, "iface") => "lo",
        ("filePrio", "id") | (_, "indexes") => "0",
        (_, "keys" | "cookies") => "[]",
        (_, "sort") => "name",
        ("login", "username") => "admin",
        (_, "filePriorities" | "downloader") => "",
        (_, "dirPath" | "path" | "location" | "savePath" | "savepath") => folder,
        _ => match parameter.kind {
            Kind::Hash | Kind::Hashes => SINGLE,
            Kind::Bars if parameter.name == "hashes" => SINGLE,
            Kind::Integer | Kind::Number => "1",
            Kind::Boolean => "false",
            Kind::Word(words) => words.first().copied().unwrap_or_default(),
            Kind::Json => "{}",
            Kind::Path => folder,
            Kind::Text | Kind::Bars | Kind::Commas | Kind::Lines | Kind::Files => "text",
        },
    };
    text.to_owned()
}

/// Whether a good form has this parameter.
pub(super) fn is_needed(action: &str, parameter: &Parameter) -> bool {
    // An older name takes its place, so that the list of endpoints does not require it.
    parameter.required || action == "editTracker" && matches!(parameter.name, "url" | "tier")
}

/// Values that no parameter expects; each with a name for messages.
pub(super) fn bad(kind: Kind) -> Vec<(&'static str, String)> {
    let mut values: Vec<(&str, String)> = vec![
        ("empty", String::new()),
        ("blank", " \t ".to_owned()),
        ("garbage", "ga rb&age=;%2\u{7}\u{202e}ü<b>\"'".to_owned()),
        ("NUL", "a\0b".to_owned()),
        ("up", "..".to_owned()),
        ("up and out", "a/../../b".to_owned()),
        ("300 characters", "x".repeat(300)),
        ("300 wide characters", "日".repeat(300)),
        ("huge", "x".repeat(HUGE)),
        ("lines", "x\r\ny\nz\r".to_owned()),
        ("only separators", "|,\n/".repeat(50)),
    ];
    match kind {
        Kind::Hash | Kind::Hashes => values.extend(hashes()),
        Kind::Bars => {
            values.extend(hashes());
            values.push(("many", many("|")));
        }
        Kind::Commas => values.push(("many", many(","))),
        Kind::Lines => values.push(("many", many("\n"))),
        Kind::Integer | Kind::Number => values.extend(
            [
                ("less than nothing", "-1"),
                ("far less", "-9223372036854775808"),
                ("most", "9223372036854775807"),
                ("too much", "99999999999999999999999"),
                ("far too much", "1e308"),
                ("no number", "NaN"),
                ("endless", "-inf"),
                ("hexadecimal", "0x10"),
                ("fraction", "1.5"),
                ("other digits", "１２"),
                ("nothing", "0"),
            ]
            .map(|(name, text)| (name, text.to_owned())),
        ),
        Kind::Boolean | Kind::Word(_) => {
            values.push(("another word", "maybe".to_owned()));
            values.push(("other case", "TRUE".to_owned()));
        }
        Kind::Json => values.extend(json()),
        Kind::Path => values.push(("very deep", "a/".repeat(HUGE / 2))),
        Kind::Text | Kind::Files => {}
    }
    values
}

fn hashes() -> [(&'static str, String); 5] {
    [
        ("unknown hash", UNKNOWN.to_owned()),
        ("a digit too few", SINGLE.chars().skip(1).collect()),
        ("no digits", "z".repeat(40)),
        ("unknown v2 hash", "a".repeat(64)),
        ("many hashes", (0..MANY).map(|n| format!("{n:040x}")).collect::<Vec<_>>().join("|")),
    ]
}

fn json() -> Vec<(&'static str, String)> {
    let mut values: Vec<_> = [
        ("cut object", r#"{"a":"#),
        ("cut list", "[1,"),
        ("null", "null"),
        ("number", "1e999"),
        ("text", "\"x\""),
        ("half a surrogate", r#"{"a":"\ud800"}"#),
        ("list of odd things", r#"[null,1,[],{},"x"]"#),
        ("empty key", r#"{"":null}"#),
        ("twice", r#"{"a":1,"a":2}"#),
        ("two values", "{}{}"),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .into();
    values.push(("deep", "[".repeat(MANY)));
    values.push(("deep objects", r#"{"a":"#.repeat(MANY)));
    values
}

fn many(separator: &str) -> String {
    let elements: Vec<String> = (0..MANY).map(|n| format!("e{n}")).collect();
    elements.join(separator)
}
