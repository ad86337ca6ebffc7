//! From a setting to an argument vector.
//!
//! The setting is split first and filled in afterwards, so that nothing in a torrent's name can
//! become another argument; no shell is involved anywhere. Splitting follows the documentation of
//! Qt's `QProcess::splitCommand`, which qBittorrent uses: white space separates, double quotes keep
//! it, and three of them are one that is meant. Arguments that are empty in the setting are left out
//! as they are there; one that a placeholder makes empty stays.

use crate::session::TorrentStatus;

/// Splits a setting into program and arguments.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    let mut argument = String::new();
    let mut quoted = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("\"\"\"") {
            argument.push('"');
            rest = after;
            continue;
        }
        rest = rest.strip_prefix(c).unwrap_or_default();
        if c == '"' {
            quoted = !quoted;
        } else if c.is_whitespace() && !quoted {
            if !argument.is_empty() {
                arguments.push(std::mem::take(&mut argument));
            }
        } else {
            argument.push(c);
        }
    }
    if !argument.is_empty() {
        arguments.push(argument);
    }
    arguments
}

/// What stands for each letter.
pub(super) struct Facts<'a>(pub(super) &'a TorrentStatus);

impl Facts<'_> {
    /// Fills in placeholders; what is none stays, and what was filled in is not looked at again.
    pub(super) fn fill(&self, argument: &str) -> String {
        fill(argument, |letter| self.value(letter))
    }

    fn value(&self, letter: char) -> Option<String> {
        let torrent = self.0;
        let path = |path: Option<std::path::PathBuf>| {
            path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let hash = |hash: Option<String>| hash.unwrap_or_else(|| "-".to_owned());
        Some(match letter {
            'N' => torrent.name.clone(),
            'L' => torrent.category.clone(),
            'G' => torrent.tags.iter().map(String::as_str).collect::<Vec<_>>().join(","),
            'F' => path(torrent.content_path()),
            'R' => path(torrent.root_path()),
            'D' => path(Some(torrent.save_path.clone())),
            'C' => torrent.files.len().to_string(),
            'Z' => torrent.content.as_ref().map_or(0, |content| content.total_size).to_string(),
            'T' => torrent.trackers.first().map(|t| t.url.clone()).unwrap_or_default(),
            'I' => hash(torrent.info_hash.v1.map(|hash| hash.to_string())),
            'J' => hash(torrent.info_hash.v2.map(|hash| hash.to_string())),
            'K' => torrent.id.to_string(),
            'M' => torrent.comment.clone(),
            _ => return None,
        })
    }
}

fn fill(argument: &str, value: impl Fn(char) -> Option<String>) -> String {
    let mut filled = String::with_capacity(argument.len());
    let mut letters = argument.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek().filter(|_| c == '%').and_then(|letter| value(*letter)) {
            Some(value) => {
                letters.next();
                filled.push_str(&value);
            }
            None => filled.push(c),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_setting_is_split_as_qt_does() {
        for (text, parts) in [
            ("", &[][..]),
            ("  \t ", &[]),
            ("a b", &["a", "b"]),
            (" a  \"b c\"  d ", &["a", "b c", "d"]),
            ("a\"b c\"d", &["ab cd"]),
            ("a \"\"\"b c\"\"\" d", &["a", "\"b", "c\"", "d"]),
            ("\"a \"\"\"b\"\"\" c\"", &["a \"b\" c"]),
            ("a \"\" b", &["a", "b"]),
            ("a \"b c", &["a", "b c"]),
            ("a 'b c' \\\"d", &["a", "'b", "c'", "\\d"]),
            ("/ü \"日 本\"", &["/ü", "日 本"]),
        ] {
            assert_eq!(split(text), parts, "{text}");
        }
    }

    #[test]
    fn only_known_letters_are_filled_in_and_only_once() {
        let value = |letter| match letter {
            'N' => Some("%L $(x) \"y\" %%N".to_owned()),
            'L' => Some(String::new()),
            _ => None,
        };
        assert_eq!(fill("%N", value), "%L $(x) \"y\" %%N");
        assert_eq!(fill("a%Lb%Xc%%N%", value), "ab%Xc%%L $(x) \"y\" %%N%");
        assert_eq!(fill("", value), "");
    }

    proptest! {
        #[test]
        fn words_come_back(words in proptest::collection::vec("[^\"]{1,9}", 0..6)) {
            let text: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            prop_assert_eq!(split(&text.join(" ")), words);
        }

        #[test]
        fn nothing_makes_it_panic(text in ".{0,80}") {
            for argument in split(&text) {
                fill(&argument, |letter| letter.is_uppercase().then(String::new));
            }
        }
    }
}
