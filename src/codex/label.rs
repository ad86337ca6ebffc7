//! What nodes accept as a dataset's file name and MIME type; both become part of the CID.
//!
//! The file name rules are those of generation A (the standard library of its language) with
//! the shorter length limit of generation C, so that a name accepted here is accepted by every
//! node. Nodes check MIME types against a table of about a thousand entries; here the form and
//! the top-level type are checked, which refuses what users send by accident (parameters, the
//! form types that HTTP clients add unasked) without carrying that table.

use super::proto::DatasetLabel;

/// Longest file name in bytes (generation C; generation A has 259).
pub const MAX_FILENAME: usize = 255;
/// Longest MIME type in bytes (generation C).
pub const MAX_MIMETYPE: usize = 128;

/// Why a label cannot go into a manifest. The texts are the ones that nodes answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// The file name breaks a rule of [`check_filename`].
    #[error("The filename is not valid.")]
    Filename,
    /// The MIME type breaks a rule of [`check_mimetype`].
    #[error("The MIME type '{0}' is not valid.")]
    Mimetype(String),
}

/// Checks both parts.
///
/// # Errors
/// See [`check_filename`] and [`check_mimetype`].
pub fn check_label(label: &DatasetLabel) -> Result<(), LabelError> {
    label.filename.as_deref().map_or(Ok(()), check_filename)?;
    label.mimetype.as_deref().map_or(Ok(()), check_mimetype)
}

/// Checks a file name: a directory prefix is allowed, the stem must be safe on every platform.
///
/// # Errors
/// [`LabelError::Filename`].
pub fn check_filename(name: &str) -> Result<(), LabelError> {
    let base = name.rsplit_once('/').map_or(name, |(_, base)| base);
    // A dot at the very start begins no extension: ".config" is all stem.
    let stem = match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => base,
    };
    let bad = stem.is_empty()
        || name.len() > MAX_FILENAME
        || stem.starts_with(' ')
        || stem.ends_with([' ', '.'])
        || name.contains(|c: char| c.is_control())
        || stem.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '^'])
        // Ends the quoted header value in which nodes send the name.
        || name.contains('"')
        || is_device(stem);
    if bad { Err(LabelError::Filename) } else { Ok(()) }
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") {
        return true;
    }
    let digit = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    digit.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Checks a MIME type: `type/subtype` without parameters.
///
/// # Errors
/// [`LabelError::Mimetype`].
pub fn check_mimetype(value: &str) -> Result<(), LabelError> {
    const TOP: [&str; 9] =
        ["application", "audio", "chemical", "font", "image", "message", "model", "text", "video"];
    let good = value.len() <= MAX_MIMETYPE
        && value != "application/x-www-form-urlencoded"
        && value.split_once('/').is_some_and(|(top, sub)| {
            TOP.contains(&top)
                && !sub.is_empty()
                && sub.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&b))
        });
    if good { Ok(()) } else { Err(LabelError::Mimetype(shorten(value))) }
}

/// The value goes into an answer, so a hostile length must not.
fn shorten(value: &str) -> String {
    value.chars().take(MAX_MIMETYPE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_nodes_accept_are_accepted() {
        for name in ["hello.txt", "a/b.txt", "Füße 漢字.mkv", ".config", "a.b.c", "x", "com10"]
        {
            assert_eq!(check_filename(name), Ok(()), "{name}");
        }
        assert_eq!(check_filename(&"x".repeat(255)), Ok(()));
    }

    #[test]
    fn names_that_nodes_refuse_are_refused() {
        let bad = [
            "",
            "a/",
            "exam*ple.txt",
            " a.txt",
            "a .txt",
            "a..txt",
            "con",
            "NUL.txt",
            "Com1.x",
            "lpt0",
            "a\\b",
            "a:b",
            "a\"b",
            "a\0b",
            "a\nb",
            "..",
            "a.\"x",
        ];
        for name in bad {
            assert_eq!(check_filename(name), Err(LabelError::Filename), "{name:?}");
        }
        assert_eq!(check_filename(&"x".repeat(256)), Err(LabelError::Filename));
    }

    #[test]
    fn mime_types_follow_the_recorded_answers() {
        for good in ["application/octet-stream", "text/plain", "image/svg+xml", "video/x-msvideo"] {
            assert_eq!(check_mimetype(good), Ok(()), "{good}");
        }
        let bad = [
            "",
            "foo/bar",
            "text/plain; charset=utf-8",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "text/",
            "text",
            "binary/octet-stream",
            "text/a b",
        ];
        for bad in bad {
            assert!(check_mimetype(bad).is_err(), "{bad}");
        }
        assert!(check_mimetype(&format!("text/{}", "x".repeat(124))).is_err());
    }

    #[test]
    fn own_labels_are_valid() {
        assert_eq!(check_label(&DatasetLabel::placement()), Ok(()));
        assert_eq!(check_label(&DatasetLabel::record(&"0a".repeat(20))), Ok(()));
    }
}
