//! Deviations that are meant: `deviations.txt`, single requests under the reason for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::recording::{Name, folder};

/// More requests than this share no reason: it would be a pattern.
const MOST: usize = 10;

/// Request to reason, for one dialect.
pub type Deviations = BTreeMap<Name, String>;

/// The deviations of a dialect.
pub fn of(dialect: &str) -> Deviations {
    let path = folder().join("deviations.txt");
    let all = parse(&std::fs::read_to_string(&path).unwrap());
    let mut all = all.unwrap_or_else(|error| panic!("{}:{error}", path.display()));
    all.remove(dialect).unwrap_or_default()
}

/// Dialect to its deviations; an error starts with the number of the line.
fn parse(text: &str) -> Result<BTreeMap<String, Deviations>, String> {
    let mut all: BTreeMap<String, Deviations> = BTreeMap::new();
    let mut reasons = BTreeSet::new();
    let mut used: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut reason = String::new();
    for (index, line) in text.lines().enumerate() {
        let wrong = |what: &str| format!("{}: {what}: {line}", index + 1);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(text) = line.strip_prefix("because ") {
            text.trim().clone_into(&mut reason);
            if reason.is_empty() || !reasons.insert(reason.clone()) {
                return Err(wrong("a reason is missing or there twice"));
            }
            continue;
        }
        let (dialects, group, label) = request(line)
            .ok_or_else(|| wrong("neither `because REASON` nor `DIALECT… | GROUP | LABEL`"))?;
        if reason.is_empty() {
            return Err(wrong("no reason above"));
        }
        let (label, nth) = numbered(label);
        for dialect in dialects.split(' ') {
            let count = used.entry((dialect.to_owned(), reason.clone())).or_default();
            *count += 1;
            if *count > MOST {
                return Err(wrong("one reason for too many requests"));
            }
            let name = Name { group: group.to_owned(), label: label.to_owned(), nth };
            let before = all.entry(dialect.to_owned()).or_default().insert(name, reason.clone());
            if before.is_some() {
                return Err(wrong("there twice"));
            }
        }
    }
    Ok(all)
}

fn request(line: &str) -> Option<(&str, &str, &str)> {
    let (dialects, rest) = line.split_once(" | ")?;
    let (group, label) = rest.split_once(" | ")?;
    Some((dialects.trim(), group.trim(), label.trim()))
}

/// A label and, after `#`, which one of several.
fn numbered(label: &str) -> (&str, usize) {
    label
        .rsplit_once(" #")
        .and_then(|(label, nth)| Some((label, nth.parse().ok()?)))
        .unwrap_or((label, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_stand_under_their_reasons() {
        let text = "# comment\n\nbecause it is so\n5.3 5.1 | add | a | b\n4 | end | c #2\n";
        let all = parse(text).unwrap();
        let name = |group: &str, label: &str, nth| Name {
            group: group.to_owned(),
            label: label.to_owned(),
            nth,
        };
        assert_eq!(all["5.3"][&name("add", "a | b", 1)], "it is so");
        assert_eq!(all["5.3"], all["5.1"]);
        assert_eq!(all["4"][&name("end", "c", 2)], "it is so");
    }

    #[test]
    fn what_hides_more_than_single_requests_is_refused() {
        let many = (0..11).map(|nth| format!("4 | add | a #{nth}")).collect::<Vec<_>>().join("\n");
        for (text, line) in [
            ("4 | add | a\n".to_owned(), 1),
            ("because \n4 | add | a\n".to_owned(), 1),
            ("because x\nadd: a\n".to_owned(), 2),
            ("because x\n4 | add | a\n4 | add | a\n".to_owned(), 3),
            ("because x\n4 | add | a\nbecause x\n4 | add | b\n".to_owned(), 3),
            (format!("because x\n{many}"), 12),
        ] {
            let error = parse(&text).unwrap_err();
            assert!(error.starts_with(&format!("{line}: ")), "{text}{error}");
        }
    }
}
