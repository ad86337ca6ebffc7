//! The English texts of all options, written from the tables: `webui/src/i18n/options.gen.ts`.
//!
//! The server sends them as they are; the page puts those of another language in their place, by
//! the names under which they stand here. A language brings all of them: the compiler compares the
//! shapes.

use std::collections::BTreeSet;

use serde_json::Value;

use super::codex::{choices, page};
use crate::session::node::{Choice, NODE_ROWS};
use crate::session::reasons::templates;
use crate::session::settings::libtorrent::{Own, presets, setting_by_name};
use crate::session::settings::rows;
use crate::session::{PublishNote, ReasonCode};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/webui/src/i18n/options.gen.ts");

const HEAD: &str = "// Generated from the server's tables: do not edit, run `make bless`.

/**
 * What the server says about options, in English. Words in braces stand for values, which come
 * under these names in `reason_params`.
 */
export const optionTexts = ";

/// Texts under names, in the order of the tables.
enum Texts {
    Text(String),
    Map(Vec<(String, Texts)>),
}

fn text(value: &str) -> Texts {
    Texts::Text(value.to_owned())
}

fn map<N: Into<String>>(members: impl IntoIterator<Item = (N, Texts)>) -> Texts {
    Texts::Map(members.into_iter().map(|(name, texts)| (name.into(), texts)).collect())
}

/// A text is its own name where the wire has nothing else.
fn words(all: impl Iterator<Item = &'static str>) -> Texts {
    let all: BTreeSet<&str> = all.filter(|word| !word.is_empty()).collect();
    map(all.into_iter().map(|word| (word, text(word))))
}

impl Texts {
    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Text(text) => out.push_str(&serde_json::to_string(text).unwrap()),
            Self::Map(members) => {
                out.push_str("{\n");
                for (name, texts) in members {
                    out.push_str(&"  ".repeat(depth + 1));
                    out.push_str(&serde_json::to_string(name).unwrap());
                    out.push_str(": ");
                    texts.write(out, depth + 1);
                    out.push_str(",\n");
                }
                out.push_str(&"  ".repeat(depth));
                out.push('}');
            }
        }
    }
}

/// Label, effect and, where there are any, the labels of choices by value.
fn option(label: &str, effect: &str, choices: Vec<(String, String)>) -> Texts {
    let mut members = vec![("label", text(label)), ("effect", text(effect))];
    if !choices.is_empty() {
        let choices = choices.into_iter().map(|(value, label)| (value, text(&label)));
        members.push(("choices", map(choices)));
    }
    map(members)
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn generated() -> String {
    let preferences = rows().map(|row| {
        let choices = choices(row).into_iter().map(|one| (word(&one.value), one.label));
        (row.key.wire(), option(row.label, row.effect, choices.collect()))
    });
    let node = NODE_ROWS.iter().map(|row| {
        let choice = |(choice, label): &(Choice, &str)| {
            let value = match choice {
                Choice::Word(word) => (*word).to_owned(),
                Choice::Number(number) => number.to_string(),
            };
            (value, (*label).to_owned())
        };
        (row.name, option(row.label, row.effect, row.choices.iter().map(choice).collect()))
    });
    // Settings of presets that are no preferences.
    let own = Own::ALL.into_iter().filter_map(|own| {
        let effect = setting_by_name(own.name()).ok()?.effect()?;
        Some((own.name(), option(effect.label, effect.about, Vec::new())))
    });
    let own_units = Own::ALL
        .into_iter()
        .filter_map(|own| Some(setting_by_name(own.name()).ok()?.effect()?.unit));
    let presets = presets().map(|preset| {
        let texts = map([("label", text(preset.label)), ("about", text(preset.about))]);
        (preset.name, texts)
    });
    let units = rows().map(|row| row.unit).chain(NODE_ROWS.iter().map(|row| row.unit));
    let reasons = templates().map(|template| (template.code, text(template.text)));
    let waits = ReasonCode::ALL.map(|code| (code.as_str(), text(code.summary())));
    let publish = PublishNote::ALL.map(|note| (note.code(), text(note.text())));
    let all = map([
        ("preferences", map(preferences)),
        ("node", map(node)),
        ("libtorrent", map(own)),
        ("pages", words(rows().map(|row| page(row.page)))),
        ("groups", words(rows().map(|row| row.group))),
        ("units", words(units.chain(own_units))),
        ("presets", map(presets)),
        ("reasons", map(reasons)),
        ("waits", map(waits)),
        ("publish", map(publish)),
    ]);
    let mut out = HEAD.to_owned();
    all.write(&mut out, 0);
    out.push_str(";\n\nexport type OptionTexts = typeof optionTexts;\n");
    out
}

/// `QCODEX_BLESS=1` writes the file instead of comparing it.
#[test]
#[expect(clippy::disallowed_methods, reason = "a switch for developers, not for the program")]
fn the_page_has_the_texts_of_the_tables() {
    let text = generated();
    if std::env::var_os("QCODEX_BLESS").is_some() {
        std::fs::write(FILE, text).unwrap();
        return;
    }
    let found = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(found == text, "webui/src/i18n/options.gen.ts is old: run `make bless`");
}
