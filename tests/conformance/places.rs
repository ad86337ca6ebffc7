//! Placeholders: what stands in a recording for things that are elsewhere in every run.

use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What the placeholders stand for in this run.
#[derive(Debug, Default)]
pub struct Places {
    /// Addresses and folders, the longest first: these are recognised in answers too.
    fixed: Vec<(&'static str, String)>,
    /// What answers gave: cookies, key, counter, tasks.
    given: Vec<(String, String)>,
}

impl Places {
    /// Names a place.
    pub fn place(&mut self, name: &'static str, value: impl AsRef<Path>) {
        let value = value.as_ref().to_str().unwrap().to_owned();
        self.fixed.push((name, value));
        self.fixed.sort_by_key(|(_, value)| std::cmp::Reverse(value.len()));
    }

    /// Keeps something from an answer; what it was before is forgotten.
    pub fn give(&mut self, name: &str, value: impl Into<String>) {
        self.given.retain(|(found, _)| found != name);
        self.given.push((name.to_owned(), value.into()));
    }

    /// What was kept last under a name.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Puts values for placeholders: `{name}`, or `{name%}` for the percent-encoded value.
    pub fn fill(&self, text: &str) -> String {
        let fixed = self.fixed.iter().map(|(name, value)| (*name, value.as_str()));
        let given = self.given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        fixed.chain(given).fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
                .replace(&format!("{{{name}%}}"), &encoded(value))
        })
    }

    /// Puts placeholders for values.
    pub fn mask(&self, text: &str) -> String {
        self.fixed.iter().fold(text.to_owned(), |text, (name, value)| {
            text.replace(value.as_str(), &format!("{{{name}}}"))
                .replace(&encoded(value), &format!("{{{name}%}}"))
        })
    }
}

fn encoded(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}
