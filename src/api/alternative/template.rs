//! Placeholders in the text files of an alternative page (webapi §1.9).
//!
//! `QBT_TR(text)QBT_TR[CONTEXT=Name]` becomes its text: qBittorrent puts a translation there when it
//! has one, and this server has none for pages of others. `${LANG}`, `${CACHEID}` and
//! `${LANGUAGE_OPTIONS}` become what they are in qBittorrent. Time is linear in the file.

const OPEN: &str = "QBT_TR(";
const CLOSE: &str = ")QBT_TR";
const CONTEXT: &str = "[CONTEXT=";

/// What stands for the names in `${…}`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    /// Language of the settings, e.g. `en` or `pt_BR`.
    pub(super) locale: &'a str,
    /// A text that is new with each start: makes browsers load files anew.
    pub(super) cache_id: &'a str,
}

/// The text with its placeholders replaced.
pub(super) fn fill(text: &str, values: Values<'_>) -> String {
    let language: String = values.locale.chars().take(2).collect();
    let mut filled = untranslated(text);
    for (name, value) in [
        ("${LANG}", language.as_str()),
        ("${CACHEID}", values.cache_id),
        ("${LANGUAGE_OPTIONS}", "<option value=\"en\">English</option>"),
    ] {
        if filled.contains(name) {
            filled = filled.replace(name, value);
        }
    }
    filled
}

fn untranslated(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Where the next end is, counted from the end of the text: found once for all that come before.
    let mut close: Option<usize> = None;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        if close.is_none_or(|close| close >= after.len()) {
            match after.find(CLOSE) {
                Some(at) => close = Some(after.len() - at),
                None => {
                    out.push_str(OPEN);
                    rest = after;
                    break;
                }
            }
        }
        let inner = close.and_then(|close| after.split_at_checked(after.len() - close));
        match inner.and_then(|(inner, end)| Some((inner, after_context(end)?))) {
            Some((inner, after)) if !inner.is_empty() => {
                out.push_str(&inner.replace('"', "&#34;"));
                rest = after;
            }
            _ => {
                out.push_str(OPEN);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What follows `)QBT_TR[CONTEXT=Name]`.
fn after_context(end: &str) -> Option<&str> {
    let (name, after) = end.strip_prefix(CLOSE)?.strip_prefix(CONTEXT)?.split_once(']')?;
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let starts = name.bytes().next().is_some_and(|first| !first.is_ascii_digit());
    (is_word && starts).then_some(after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled(text: &str) -> String {
        fill(text, Values { locale: "pt_BR", cache_id: "abc" })
    }

    #[test]
    fn placeholders_become_their_texts() {
        for (text, expected) in [
            ("<p>QBT_TR(Name)QBT_TR[CONTEXT=Page]</p>", "<p>Name</p>"),
            ("QBT_TR(a (b) \"c\")QBT_TR[CONTEXT=X_1]!", "a (b) &#34;c&#34;!"),
            ("QBT_TR(a)QBT_TR[CONTEXT=X]QBT_TR(b)QBT_TR[CONTEXT=Y]", "ab"),
            ("QBT_TR(a QBT_TR(b)QBT_TR[CONTEXT=Y]", "a QBT_TR(b"),
            ("QBT_TR()QBT_TR[CONTEXT=X]", "QBT_TR()QBT_TR[CONTEXT=X]"),
            ("QBT_TR(a)QBT_TR[CONTEXT=1]", "QBT_TR(a)QBT_TR[CONTEXT=1]"),
            ("QBT_TR(a)QBT_TR QBT_TR(b)QBT_TR[CONTEXT=Y]", "QBT_TR(a)QBT_TR b"),
            ("QBT_TR(never closed", "QBT_TR(never closed"),
            (
                "<html lang=\"${LANG}\"> x.js?v=${CACHEID} ${OTHER}",
                "<html lang=\"pt\"> x.js?v=abc ${OTHER}",
            ),
        ] {
            assert_eq!(filled(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(parts in proptest::collection::vec(
            prop_oneof![Just("QBT_TR("), Just(")QBT_TR"), Just("[CONTEXT="), Just("X]"), Just("é"), Just("a")],
            0..40,
        )) {
            let text = parts.concat();
            prop_assert!(filled(&text).len() <= text.len());
        }
    }
}
