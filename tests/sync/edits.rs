//! A random series of edits, the same for the same seed.

use crate::common::{Client, Request};

/// Files of `fixtures/torrents`, and their ids.
const SAMPLES: [(&str, &str); 4] = [
    ("single", "a091b0617e7319bb376d128b4c8fc40423065e83"),
    ("multi", "4bb24c989410d5c871bf478725bc21a9174251c6"),
    ("hybrid", "a7abf589838d391920ad19b57cd99e1c9e4b5303"),
    ("v2dir", "581b6d201d51f4a560cb5a4c0ed55bd1643eb7e1"),
];
const TAGS: [&str; 4] = ["gelb", "grün, rot", "日本", "z"];
const CATEGORIES: [&str; 4] = ["tv", "tv/sonarr", "filme", "ärger"];
const TRACKERS: [&str; 3] =
    ["http://one.example/announce", "udp://two.example:6969/announce", "http://three.example/a"];

/// A generator of numbers.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// Seeds are not 0.
    pub fn new(seed: u64) -> Self {
        assert_ne!(seed, 0);
        Self(seed)
    }

    /// 0 to `below` - 1.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap() % below
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    /// An id: of a sample, or of one of a few magnets.
    fn id(&mut self) -> String {
        match self.roll(2) {
            0 => SAMPLES[self.roll(SAMPLES.len())].1.to_owned(),
            _ => format!("{}{}", "c".repeat(39), self.roll(4)),
        }
    }
}

/// Does one edit, which may well be refused; what it was.
pub async fn edit(client: &Client, dice: &mut Dice) -> String {
    let hash = dice.id();
    let hash = hash.as_str();
    let (tag, category) = (dice.of(&TAGS), dice.of(&CATEGORIES));
    let tracker = dice.of(&TRACKERS);
    let (name, form): (&str, Vec<(&str, &str)>) = match dice.roll(26) {
        0..3 => return add_file(client, dice, tag, category).await,
        3..6 => {
            let number = dice.roll(4);
            let link = format!("magnet:?xt=urn:btih:{}{number}&tr={tracker}", "c".repeat(39));
            let form = [("urls", &*link), ("tags", tag), ("stopped", "true")];
            let answer = client.post("torrents/add", &form).await;
            return format!("add {link}: {}", answer.status);
        }
        6 => ("delete", vec![("hashes", hash), ("deleteFiles", "true")]),
        7 => ("addTags", vec![("hashes", hash), ("tags", tag)]),
        8 => ("removeTags", vec![("hashes", hash), ("tags", tag)]),
        9 => ("createTags", vec![("tags", tag)]),
        10 => ("deleteTags", vec![("tags", tag)]),
        11 | 12 => ("createCategory", vec![("category", category), ("savePath", tag)]),
        13 => ("editCategory", vec![("category", category), ("savePath", "elsewhere")]),
        14 => ("removeCategories", vec![("categories", category)]),
        15 => ("setCategory", vec![("hashes", hash), ("category", category)]),
        16 => ("start", vec![("hashes", hash)]),
        17 => ("stop", vec![("hashes", hash)]),
        18 => ("addTrackers", vec![("hash", hash), ("urls", tracker)]),
        19 => ("removeTrackers", vec![("hash", hash), ("urls", tracker)]),
        20 => ("rename", vec![("hash", hash), ("name", tag)]),
        21 => ("setDownloadLimit", vec![("hashes", hash), ("limit", "12345")]),
        22 => {
            let ratio = ["-2", "-1", "0.5"][dice.roll(3)];
            let limits = [("ratioLimit", ratio), ("seedingTimeLimit", "60")];
            let more = [("hashes", hash), ("inactiveSeedingTimeLimit", "-2")];
            ("setShareLimits", [limits, more].concat())
        }
        23 => ("toggleSequentialDownload", vec![("hashes", hash)]),
        24 => ("topPrio", vec![("hashes", hash)]),
        _ => ("recheck", vec![("hashes", hash)]),
    };
    let answer = client.post(&format!("torrents/{name}"), &form).await;
    assert!([200, 404, 409].contains(&answer.status), "{name} {form:?}: {answer:?}");
    format!("{name} {form:?}: {}", answer.status)
}

async fn add_file(client: &Client, dice: &mut Dice, tag: &str, category: &str) -> String {
    let (name, _) = SAMPLES[dice.roll(SAMPLES.len())];
    let path = format!("{}/fixtures/torrents/{name}.torrent", env!("CARGO_MANIFEST_DIR"));
    let content = std::fs::read(path).unwrap();
    let fields = [("tags", tag), ("category", category)];
    let files = [("torrents", "a.torrent", &*content)];
    let answer = client.send(Request::multipart("torrents/add", &fields, &files)).await;
    format!("add {name}: {}", answer.status)
}
