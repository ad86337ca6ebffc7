//! Excluded file names: which files of a new torrent are not wanted, by their names.
//!
//! qBittorrent's rules: one pattern per line; `*` any characters, `?` one, `[a-z]` one of a set,
//! `[!a-z]` one outside of it, everything else is itself (a backslash too, and a `[` that is never
//! closed). A pattern has to match a whole name, in any case; it is held against the file's name
//! and against the name of every folder above it within the torrent. Files that match get priority
//! 0 when the torrent is added or its metadata arrives, unless its priorities were given; nothing
//! happens to torrents that are in the list. Pure; a pattern costs time in proportion to the name,
//! however many stars it has.

use super::settings::{Key, SettingsPack};

/// Patterns that are used; qBittorrent has no bound, a hostile setting does.
const MAX_PATTERNS: usize = 1000;
/// Characters of a pattern that are used.
const MAX_PATTERN: usize = 1000;

/// The patterns in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ExcludedNames(Vec<Vec<Token>>);

/// What one character of a name is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Char(char),
    Any,
    Many,
    Set { inverted: bool, ranges: Vec<(char, char)> },
}

impl ExcludedNames {
    /// What the settings say; none while it is switched off.
    pub(super) fn of(settings: &SettingsPack) -> Self {
        if !settings.bool(Key::ExcludedFileNamesEnabled) {
            return Self::default();
        }
        Self::parse(settings.text(Key::ExcludedFileNames))
    }

    fn parse(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Self(lines.take(MAX_PATTERNS).map(tokens).collect())
    }

    /// True when there is nothing to compare with.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a file with this `/`-separated path is excluded.
    pub(super) fn excludes(&self, path: &str) -> bool {
        path.split('/').any(|name| {
            let name: Vec<char> = folded(name).collect();
            self.0.iter().any(|pattern| matches(pattern, &name))
        })
    }
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

fn tokens(pattern: &str) -> Vec<Token> {
    let chars: Vec<char> = folded(pattern).take(MAX_PATTERN).collect();
    let mut tokens = Vec::new();
    let mut rest = chars.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        tokens.push(match first {
            // Several stars are as good as one.
            '*' if tokens.last() == Some(&Token::Many) => continue,
            '*' => Token::Many,
            '?' => Token::Any,
            '[' => match set(behind) {
                Some((token, after)) => {
                    rest = after;
                    token
                }
                None => Token::Char('['),
            },
            other => Token::Char(*other),
        });
    }
    tokens
}

/// The set that begins behind a `[`, and what follows it; `None` when it is never closed. A `]`
/// right at its start belongs to it.
fn set(text: &[char]) -> Option<(Token, &[char])> {
    let (inverted, text) = match text {
        ['!' | '^', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let close = text.iter().skip(1).position(|c| *c == ']')? + 1;
    let (mut inside, after) = (text.get(..close)?, text.get(close + 1..)?);
    let mut ranges = Vec::new();
    while let Some((from, rest)) = inside.split_first() {
        if let ['-', to, behind @ ..] = rest {
            ranges.push((*from, *to));
            inside = behind;
        } else {
            ranges.push((*from, *from));
            inside = rest;
        }
    }
    Some((Token::Set { inverted, ranges }, after))
}

impl Token {
    fn takes(&self, c: char) -> bool {
        match self {
            Self::Char(own) => *own == c,
            Self::Any | Self::Many => true,
            Self::Set { inverted, ranges } => {
                ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *inverted
            }
        }
    }
}

/// Whether a pattern matches a whole name. Only the last star is ever tried anew.
fn matches(pattern: &[Token], name: &[char]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(c) = name.get(from) {
        match pattern.get(at) {
            Some(Token::Many) => {
                star = Some((at, from));
                at += 1;
            }
            Some(token) if token.takes(*c) => {
                at += 1;
                from += 1;
            }
            _ => {
                let Some((behind, tried)) = star else { return false };
                star = Some((behind, tried + 1));
                (at, from) = (behind + 1, tried + 1);
            }
        }
    }
    pattern.get(at..).is_some_and(|rest| rest.iter().all(|token| *token == Token::Many))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_match_as_in_qbittorrent() {
        for (pattern, path, excluded) in [
            ("*.txt", "Show/readme.TXT", true),
            ("*.TXT", "Show/readme.txt", true),
            ("*.txt", "Show/readme.txt.mkv", false),
            ("txt", "Show/readme.txt", false),
            ("sample", "Show/Sample/a.mkv", true),
            ("sample*", "Show/a.mkv", false),
            ("show", "Show/a.mkv", true),
            ("Show/*.mkv", "Show/a.mkv", false),
            ("?.nfo", "x.nfo", true),
            ("?.nfo", "xy.nfo", false),
            ("[a-c].nfo", "b.nfo", true),
            ("[!a-c].nfo", "b.nfo", false),
            ("[!a-c].nfo", "d.nfo", true),
            ("[]x].nfo", "].nfo", true),
            ("[ab", "[ab", true),
            ("a\\*", "a\\b", true),
            ("*a*b*c*", "xxaxxbxxcxx", true),
            ("*a*b*c*", "xxaxxcxxbxx", false),
            ("ÄRGER*", "ärger.txt", true),
            ("*", "anything", true),
            ("[", "[", true),
            ("[]", "[]", true),
        ] {
            assert_eq!(ExcludedNames::parse(pattern).excludes(path), excluded, "{pattern} {path}");
        }
        let several = ExcludedNames::parse(" *.nfo \r\n\n*.txt");
        assert!(several.excludes("a.nfo") && several.excludes("a.txt") && !several.excludes("a"));
        assert!(ExcludedNames::parse(" \n\r\n").is_empty());
    }

    #[test]
    fn many_stars_cost_little() {
        let names = ExcludedNames::parse(&"*a".repeat(500));
        assert!(!names.excludes(&"a".repeat(400)));
    }

    proptest! {
        #[test]
        fn stars_and_question_marks_agree_with_a_plain_definition(
            pattern in "[ab*?]{0,8}", name in "[ab]{0,8}",
        ) {
            fn plain(pattern: &[char], name: &[char]) -> bool {
                match (pattern.split_first(), name.split_first()) {
                    (None, None) => true,
                    (Some(('*', rest)), None) => plain(rest, name),
                    (Some(('*', rest)), Some((_, later))) => {
                        plain(rest, name) || plain(pattern, later)
                    }
                    (Some((p, rest)), Some((c, later))) => {
                        (*p == '?' || p == c) && plain(rest, later)
                    }
                    _ => false,
                }
            }
            let chars: Vec<char> = pattern.chars().collect();
            let wanted: Vec<char> = name.chars().collect();
            prop_assert_eq!(matches(&tokens(&pattern), &wanted), plain(&chars, &wanted));
        }

        #[test]
        fn no_pattern_panics(pattern: String, path: String) {
            let _excluded = ExcludedNames::parse(&pattern).excludes(&path);
        }
    }
}
