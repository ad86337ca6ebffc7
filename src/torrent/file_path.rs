//! Names from torrents made safe as relative paths, the same way on every platform.
//!
//! A torrent made anywhere has to land anywhere: a name passes the rules of Linux, macOS and
//! Windows at once, so that a profile can move between machines and two servers that exchange
//! a torrent call its files alike. What is done, in order, to each component:
//!
//! * bytes that are no UTF-8, control characters and `<>:"/\|?*` become `_`;
//!   invisible direction marks (which disguise extensions) are dropped, as in libtorrent;
//! * trailing blanks and dots are dropped (Windows does so silently);
//! * empty components, `.` and `..` vanish; if nothing is left, the name is `_`;
//! * device names of Windows (`CON`, `nul.txt`, …) get a leading `_`;
//! * what is longer than [`MAX_COMPONENT`] bytes is cut, its extension kept.
//!
//! Then whole paths: overlong ones lose inner folders, and names that would meet on a file
//! system that ignores case or normalises Unicode get a suffix, ` (1)`, ` (2)`, … in list order.
//!
//! Pure; runs anywhere. The functions are deterministic, because a path may be computed anew
//! after a restart. Deliberately absent: anything that looks at a real file system.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// Longest component in bytes: 255, the limit of all common file systems, less the four bytes
/// of `.!qB`, which an unfinished file carries.
pub const MAX_COMPONENT: usize = 251;

/// What an overlong component is cut to: leaves room for a suffix like ` (12345)`.
const CUT_COMPONENT: usize = 240;

/// Longest relative path in bytes: leaves a quarter of Linux' 4096 to the save path.
pub const MAX_PATH: usize = 3072;

/// Most components of a path; deeper ones lose inner folders.
const MAX_COMPONENTS: usize = 128;

/// Longest extension that survives a cut.
const MAX_EXTENSION: usize = 32;

/// Characters that some platform does not take in a name.
const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// Makes one component safe. `None` when nothing of it may stay (empty, `.`, `..`).
pub fn safe_component(raw: &[u8]) -> Option<String> {
    let text = clean_text(raw);
    if text.is_empty() || text == "." || text == ".." {
        return None;
    }
    let replaced = text.replace(FORBIDDEN, "_");
    let trimmed = replaced.trim_end_matches(['.', ' ']);
    let mut name = if trimmed.is_empty() { "_".to_owned() } else { trimmed.to_owned() };
    if is_reserved(&name) {
        name.insert(0, '_');
    }
    if name.len() > MAX_COMPONENT {
        name = shorten(&name, CUT_COMPONENT);
    }
    Some(name)
}

/// Makes a relative path of a torrent's components safe; never empty, `/`-separated.
pub fn safe_path(components: impl IntoIterator<Item: AsRef<[u8]>>) -> String {
    let mut parts: Vec<String> =
        components.into_iter().filter_map(|raw| safe_component(raw.as_ref())).collect();
    if parts.is_empty() {
        return "_".to_owned();
    }
    // Inner folders go, the deepest first: the first component is the torrent's own folder and
    // the last one the name that a user looks for.
    let mut total = parts.iter().map(|part| part.len() + 1).sum::<usize>() - 1;
    while parts.len() > 2 && (total > MAX_PATH || parts.len() > MAX_COMPONENTS) {
        let gone = parts.remove(parts.len() - 2);
        total -= gone.len() + 1;
    }
    parts.join("/")
}

/// Text of a torrent for display: what is no UTF-8 and control characters become `_`,
/// direction marks are dropped. Not safe as a path.
pub fn clean_text(raw: &[u8]) -> String {
    let mut text = String::with_capacity(raw.len());
    for chunk in raw.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() {
                text.push('_');
            } else if !is_direction_mark(c) {
                text.push(c);
            }
        }
        if !chunk.invalid().is_empty() {
            text.push('_');
        }
    }
    text
}

/// Whether a user may give a file or folder this name: qBittorrent's rule outside Windows.
///
/// Refused: empty, `.`, `..`, more than 255 bytes, control characters, DEL and `/`.
pub fn valid_file_name(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && name.len() <= 255
        && !name.chars().any(|c| c == '/' || c.is_ascii_control())
}

/// The name without its extension: `a.b.mkv` → `a.b`, `x.tar.gz` → `x`, `.profile` → `.profile`.
pub fn file_stem(name: &str) -> &str {
    split_extension(name).0
}

/// Splits a name before its extension; the dot belongs to the extension.
fn split_extension(name: &str) -> (&str, &str) {
    let Some(dot) = name.rfind('.').filter(|dot| *dot > 0) else {
        return (name, "");
    };
    let (stem, _) = name.split_at(dot);
    let dot = if stem.to_ascii_lowercase().ends_with(".tar") && stem.len() > 4 {
        stem.len() - 4
    } else {
        dot
    };
    name.split_at(dot)
}

/// Cuts to at most `max` bytes between characters, keeping the extension.
fn shorten(name: &str, max: usize) -> String {
    let (stem, extension) = split_extension(name);
    let (stem, extension) =
        if extension.len() > MAX_EXTENSION { (name, "") } else { (stem, extension) };
    let cut = stem.floor_char_boundary(max.saturating_sub(extension.len()));
    let (head, _) = stem.split_at(cut);
    // The cut may have bared a blank or dot, which only matters at the very end.
    let whole = format!("{head}{extension}");
    let trimmed = whole.trim_end_matches(['.', ' ']);
    if trimmed.is_empty() { "_".to_owned() } else { trimmed.to_owned() }
}

/// Marks that change the direction of text without being seen.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether Windows takes the name for a device, with or without an extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") {
        return true;
    }
    let digit = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(
        digit,
        Some("0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    )
}

/// What two names share when a file system may take them for one.
fn collision_key(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// Gives files that would meet on some file system different names, in list order.
///
/// The first keeps its name; later ones get ` (1)`, ` (2)`, … before the extension. A file that
/// is called like a folder of another file gives way. Paths have to come from [`safe_path`].
pub fn resolve_collisions(paths: &mut [String]) {
    let mut folders = HashSet::new();
    for path in paths.iter() {
        for (slash, _) in path.match_indices('/') {
            let (folder, _) = path.split_at(slash);
            folders.insert(collision_key(folder));
        }
    }
    let mut taken = HashSet::with_capacity(paths.len());
    // Where to go on counting, so that a million equal names stay linear.
    let mut counters: HashMap<String, u32> = HashMap::new();
    for path in paths.iter_mut() {
        let key = collision_key(path);
        if !folders.contains(&key) && taken.insert(key.clone()) {
            continue;
        }
        let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(f, n)| (f, n));
        let counter = counters.entry(key).or_default();
        loop {
            *counter = counter.saturating_add(1);
            let name = suffixed(name, *counter);
            let candidate = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let key = collision_key(&candidate);
            if !folders.contains(&key) && taken.insert(key) {
                *path = candidate;
                break;
            }
        }
    }
}

fn suffixed(name: &str, number: u32) -> String {
    let (stem, extension) = split_extension(name);
    let suffixed = format!("{stem} ({number}){extension}");
    if suffixed.len() <= MAX_COMPONENT {
        return suffixed;
    }
    let short = shorten(name, CUT_COMPONENT - 12);
    let (stem, extension) = split_extension(&short);
    format!("{stem} ({number}){extension}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn component(text: &str) -> String {
        safe_component(text.as_bytes()).unwrap_or_default()
    }

    #[test]
    fn hostile_components_become_harmless() {
        for (raw, safe) in [
            ("plain name.mkv", "plain name.mkv"),
            ("épisode один 字幕.mkv", "épisode один 字幕.mkv"),
            ("", ""),
            (".", ""),
            ("..", ""),
            ("...", "_"),
            (" . ", "_"),
            ("a/b\\c", "a_b_c"),
            ("/etc/passwd", "_etc_passwd"),
            ("C:\\x", "C__x"),
            ("a<>:\"|?*b", "a_______b"),
            ("nul\0byte\u{7f}\u{85}\n", "nul_byte___"),
            ("trail. . ", "trail"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("Nul .tar.gz", "_Nul .tar.gz"),
            ("COM¹", "_COM¹"),
            ("lpt9.x.y", "_lpt9.x.y"),
            ("COM10", "COM10"),
            ("CONTENT", "CONTENT"),
            ("exe\u{202e}gpj.scr", "exegpj.scr"),
            (".hidden", ".hidden"),
            ("\u{202e}..", ""),
        ] {
            assert_eq!(component(raw), safe, "{raw:?}");
        }
        assert_eq!(safe_component(b"a\xff\xfeb\xc3").as_deref(), Some("a__b_"));
    }

    #[test]
    fn overlong_names_keep_their_extension() {
        let long = component(&format!("{}.mkv", "ж".repeat(300)));
        assert!(long.len() <= CUT_COMPONENT && long.ends_with("ж.mkv"), "{long}");
        let no_extension = component(&format!("a.{}", "x".repeat(300)));
        assert_eq!(no_extension.len(), CUT_COMPONENT);
        let kept = "x".repeat(MAX_COMPONENT);
        assert_eq!(component(&kept), kept);
        assert!(component(&format!("{}.tar.gz", "y".repeat(400))).ends_with("y.tar.gz"));
    }

    #[test]
    fn paths_stay_relative_and_short() {
        let path = |parts: &[&str]| safe_path(parts);
        assert_eq!(path(&["..", "..", "etc", "passwd"]), "etc/passwd");
        assert_eq!(path(&["", "/", "."]), "_");
        assert_eq!(path(&[]), "_");
        assert_eq!(path(&["a", "", "b"]), "a/b");
        let deep = path(&vec!["d"; 100_000]);
        assert_eq!(deep.split('/').count(), MAX_COMPONENTS);
        let long = "n".repeat(200);
        let mut parts = vec!["root"];
        parts.extend(std::iter::repeat_n(long.as_str(), 50));
        parts.push("name.mkv");
        let long = path(&parts);
        assert!(long.len() <= MAX_PATH && long.starts_with("root/"), "{}", long.len());
        assert!(long.ends_with("/name.mkv"));
    }

    #[test]
    fn colliding_names_get_suffixes_in_order() {
        let mut paths = [
            "r/a.txt",
            "r/A.TXT",
            "r/a.txt",
            "r/a (1).txt",
            "r/e\u{301}",
            "r/é",
            "r/d",
            "r/D/x",
            "r/x.tar.gz",
            "r/X.tar.gz",
        ]
        .map(String::from);
        resolve_collisions(&mut paths);
        assert_eq!(
            paths,
            [
                "r/a.txt",
                "r/A (1).TXT",
                "r/a (2).txt",
                "r/a (1) (1).txt",
                "r/e\u{301}",
                "r/é (1)",
                "r/d (1)",
                "r/D/x",
                "r/x.tar.gz",
                "r/X (1).tar.gz",
            ]
        );
    }

    #[test]
    fn many_equal_names_take_linear_time() {
        let mut paths = vec!["same/name.bin".to_owned(); 50_000];
        resolve_collisions(&mut paths);
        assert_eq!(paths[49_999], "same/name (49999).bin");
        let unique: HashSet<_> = paths.iter().collect();
        assert_eq!(unique.len(), paths.len());
    }

    #[test]
    fn names_for_renames_follow_qbittorrent() {
        assert!(valid_file_name("a\"b?.mkv") && valid_file_name(&"x".repeat(255)));
        for bad in ["", ".", "..", "a/b", "a\nb", "\u{7f}", &"x".repeat(256)] {
            assert!(!valid_file_name(bad), "{bad:?}");
        }
        assert_eq!(file_stem("a.b.mkv"), "a.b");
        assert_eq!(file_stem(".profile"), ".profile");
        assert_eq!(file_stem("x.tar.gz"), "x");
        assert_eq!(file_stem("none"), "none");
    }

    proptest! {
        #[test]
        fn any_bytes_make_a_safe_path(parts in prop::collection::vec(
            prop::collection::vec(any::<u8>(), 0..300), 0..20,
        )) {
            let path = safe_path(parts.iter().map(Vec::as_slice));
            prop_assert!(!path.starts_with('/') && path.len() <= MAX_PATH);
            for part in path.split('/') {
                prop_assert!(!part.is_empty() && part.len() <= MAX_COMPONENT);
                prop_assert!(valid_file_name(part));
                prop_assert!(!part.contains(FORBIDDEN) && !part.ends_with(['.', ' ']));
                prop_assert!(!is_reserved(part));
                // Safe names are left alone.
                let again = safe_component(part.as_bytes());
                prop_assert_eq!(again.as_deref(), Some(part));
            }
        }

        #[test]
        fn resolved_paths_never_collide(names in prop::collection::vec("[aA](/[bBé])?( \\(1\\))?", 1..20)) {
            let mut paths: Vec<String> =
                names.iter().map(|n| safe_path(n.split('/').map(str::as_bytes))).collect();
            resolve_collisions(&mut paths);
            let keys: HashSet<_> = paths.iter().map(|p| collision_key(p)).collect();
            prop_assert_eq!(keys.len(), paths.len());
            for path in &paths {
                for (slash, _) in path.match_indices('/') {
                    prop_assert!(!keys.contains(&collision_key(path.split_at(slash).0)));
                }
            }
        }
    }
}
