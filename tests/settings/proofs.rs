//! Which test proves the effect of which setting: reads the marks above tests.
//!
//! A mark is a comment with the words *Effect of* and the keys in backticks, directly above a
//! test (in Rust, or in TypeScript for what only the page does). It may go over several lines and
//! ends with the sentence.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use qcodex::session::settings::{Key, row};

/// Lines between the end of a mark and the test that it belongs to.
const NEAR: usize = 12;

/// What is scanned; generated and foreign files are left out.
const PLACES: [&str; 4] = ["tests", "src", "webui/src", "webui/tests"];

/// A test that says which settings it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Proof {
    /// File, relative to the package.
    pub(crate) file: PathBuf,
    /// Name of the test function, or the title of a test of the page.
    pub(crate) test: String,
}

/// The marks of the package: setting → the tests that prove it; and what is wrong with marks.
pub(crate) fn all() -> (BTreeMap<String, Vec<Proof>>, Vec<String>) {
    let mut found: BTreeMap<String, Vec<Proof>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for place in PLACES {
        for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(place)) {
            let text = fs::read_to_string(&file).unwrap();
            let file = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_owned();
            // The sample below is none.
            if file.ends_with("proofs.rs") {
                continue;
            }
            for (keys, test) in marks(&text) {
                let Some(test) = test else {
                    wrong.push(format!("{}: no test follows {keys:?}", file.display()));
                    continue;
                };
                for key in keys {
                    if mentions(&text, &key) || labels(&text, &key) {
                        let proof = Proof { file: file.clone(), test: test.clone() };
                        found.entry(key).or_default().push(proof);
                    } else {
                        wrong.push(format!("{}: {test} never names {key}", file.display()));
                    }
                }
            }
        }
    }
    (found, wrong)
}

/// The marks of a file: keys, and the test below if there is one.
fn marks(text: &str) -> Vec<(Vec<String>, Option<String>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let begin = comment(lines[at]).and_then(|text| {
            let (before, _) = text.split_once("Effect of `")?;
            text.get(before.len()..).filter(|_| !before.contains("``")).map(str::to_owned)
        });
        let Some(mut sentence) = begin else {
            at += 1;
            continue;
        };
        while !sentence.contains('.') && at + 1 < lines.len() {
            let Some(more) = comment(lines[at + 1]) else { break };
            sentence.push(' ');
            sentence.push_str(more);
            at += 1;
        }
        at += 1;
        let sentence = sentence.split('.').next().unwrap_or_default();
        let keys = sentence.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let below = &lines[at..lines.len().min(at + NEAR)];
        found.push((keys, test_in(below)));
    }
    found
}

/// The text of a line that is a comment and nothing else.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let marks = ["///", "//!", "//", "/**", "/*", "*", "<!--"];
    let text = marks.iter().find_map(|mark| line.strip_prefix(mark))?;
    Some(text.trim())
}

/// The first test among some lines.
fn test_in(lines: &[&str]) -> Option<String> {
    let mut attribute = false;
    for line in lines.iter().map(|line| line.trim()) {
        for call in ["test(", "it("] {
            let quoted = line.strip_prefix(call).and_then(|rest| rest.get(..1).zip(rest.get(1..)));
            if let Some((quote @ ("'" | "\"" | "`"), rest)) = quoted {
                return rest.split(quote).next().map(str::to_owned);
            }
        }
        attribute |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
        let name = line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn "));
        if let Some(name) = name.filter(|_| attribute) {
            return name.split('(').next().map(str::to_owned);
        }
    }
    None
}

/// Whether a file names a key outside comments.
fn mentions(text: &str, key: &str) -> bool {
    text.lines().filter(|line| comment(line).is_none()).any(|line| {
        line.match_indices(key).any(|(at, _)| {
            let part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            let after = line.get(at + key.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(part) && !after.is_some_and(part)
        })
    })
}

/// Whether a test of the page sets it as a user does: by its label, or how that begins.
fn labels(text: &str, key: &str) -> bool {
    const ENOUGH: usize = 12;
    let label = Key::from_wire(key).map_or("", |key| row(key).label);
    text.split('\'').any(|quoted| quoted.len() >= ENOUGH && label.starts_with(quoted))
}

/// Rust and TypeScript files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "node_modules") {
                found.extend(sources(&path));
            }
        } else if path.extension().is_some_and(|ext| ext == "rs" || ext == "ts") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn marks_are_read_as_they_are_written() {
    let text = "
        /// Says a thing.
        /// Effect of `one_key`, `two_key`,
        /// `three_key`. More words with `code`.
        #[tokio::test(flavor = \"multi_thread\")]
        async fn proves_it() { set(\"one_key\") }
        // Effect of `four_key`.
        test('the page asks', async () => {});
        /// ``/// Effect of `example`.``
        /// Effect of `five_key`.
        fn no_test() {}
    ";
    let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let expected = [
        (owned(&["one_key", "two_key", "three_key"]), Some("proves_it".to_owned())),
        (owned(&["four_key"]), Some("the page asks".to_owned())),
        (owned(&["five_key"]), None),
    ];
    assert_eq!(marks(text), expected);
    assert!(mentions(text, "one_key") && !mentions(text, "two_key") && !mentions(text, "one"));
}
