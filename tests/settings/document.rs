//! `docs/settings.md`, written from the table: what a user of qBittorrent finds of its options
//! here.

use std::fmt::Write as _;

use qcodex::session::settings::{
    Access, Class, Default, Key, Kind, OLDER_NAMES, OlderName, Page, Row, TextRule, When, rows,
};

use crate::pictures::{LINES, Line};
use crate::recording::blesses;

#[test]
fn the_document_tells_what_the_table_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
    let text = document();
    if blesses() {
        std::fs::write(path, text).unwrap();
        return;
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == text, "docs/settings.md is old: run `make bless`");
}

const BEGINNING: &str = "\
# Settings

qcodex has every option of qBittorrent 5.3: each can be set and read back over the Web API, so that
clients, backups and scripts find what they expect. Not every option means something here, because
content comes from Codex and not from BitTorrent peers. This page says for each one what it does. It
is written from the table that the program itself works by.

| class | what it means | settings |
|---|---|---|
";

const RULES: &str = "\n\
The page *Options* shows what acts on the running server and leaves the rest out;
`GET /api/v2/codex/capabilities` has the same for programs.

## How values are taken

* `app/setPreferences` takes any subset of the settings. **All of a request is applied and on disk
  before it is answered, or nothing is.** qBittorrent stores what stands before a refused value.
* Only a user name (3 characters or more, no colon) and a password (6 or more) are ever refused,
  with 400. Everything else is converted and brought into its bounds as qBittorrent 5.3 does it,
  whatever the dialect. Unknown names are ignored.
* What is set acts at once where the last column says nothing else.
* A value from the command line or the environment holds for that run: it is what is read, and it
  is not stored. What is set meanwhile is kept for a run without it.
* A switch such as `max_ratio_enabled` has no value of its own: it is true when there is a limit,
  and setting it to false removes the limit.
* `dht` can be set but always reads true: Codex finds content by itself, and Sonarr and its like
  refuse magnets where it is false.
";

const PICTURES: &str = "\n\
## The Advanced page, row by row

The page as pictures of qBittorrent from the time of 5.1 show it, in its order.
";

const OLDER: &str = "\n\
## Older names

Names that qBittorrent no longer has are still understood, in every dialect. A present name in the
same request wins, and a value that was read under an older name and is sent back changes nothing.
Dialect 5.1 returns the names of 5.1 and later in `app/preferences` too, dialect 4 those of 4.5.

| name | last release | is now | what happens |
|---|---|---|---|
";

fn document() -> String {
    let mut text = BEGINNING.to_owned();
    for class in Class::ALL {
        let count = rows().filter(|row| row.class == class).count();
        writeln!(text, "| **{}** | {} | {count} |", class.name(), meaning(class)).unwrap();
    }
    let waiting = rows().filter(|row| row.missing.is_some()).count();
    if waiting > 0 {
        writeln!(
            text,
            "\n{waiting} of them wait for a part that this version does not have; they say so."
        )
        .unwrap();
    }
    text.push_str(RULES);
    counts(&mut text);
    for page in Page::ALL {
        writeln!(text, "\n## {}", heading(page)).unwrap();
        for group in groups(page) {
            page_group(&mut text, page, group);
        }
    }
    pictures(&mut text);
    text.push_str(OLDER);
    for older in OLDER_NAMES {
        older_name(&mut text, older);
    }
    text
}

fn meaning(class: Class) -> &'static str {
    match class {
        Class::Applies => "qcodex does what the option says.",
        Class::Maps => "It becomes an option of the Codex node.",
        Class::Bridge => "Only a BitTorrent engine could do it: stored and returned, no effect.",
        Class::Inert => "It means nothing here: stored and returned, no effect.",
    }
}

fn heading(page: Page) -> String {
    match page {
        Page::AdvancedApp => "Advanced: qBittorrent section".to_owned(),
        Page::AdvancedEngine => "Advanced: libtorrent section".to_owned(),
        page => page.title().to_owned(),
    }
}

/// Settings of each class, by page.
fn counts(text: &mut String) {
    let names = Class::ALL.map(Class::name).join(" | ");
    writeln!(text, "\n## By page\n\n| page | {names} | all |\n|---|---|---|---|---|---|").unwrap();
    let mut line = |title: &str, of: &dyn Fn(&&Row) -> bool| {
        let found: Vec<&Row> = rows().filter(of).collect();
        let by = Class::ALL.map(|class| found.iter().filter(|row| row.class == class).count());
        let by = by.map(|count| count.to_string()).join(" | ");
        writeln!(text, "| {title} | {by} | {} |", found.len()).unwrap();
    };
    for page in Page::ALL {
        line(&heading(page), &|row| row.page == page);
    }
    line("**all**", &|_| true);
}

/// Groups of a page in the order in which they begin.
fn groups(page: Page) -> Vec<&'static str> {
    let mut found = Vec::new();
    for row in rows().filter(|row| row.page == page) {
        if !found.contains(&row.group) {
            found.push(row.group);
        }
    }
    found
}

fn page_group(text: &mut String, page: Page, group: &str) {
    if groups(page).len() > 1 {
        writeln!(text, "\n### {group}").unwrap();
    }
    text.push_str("\n| option | key | values | default | class | what it does here | when |\n");
    text.push_str("|---|---|---|---|---|---|---|\n");
    for row in rows().filter(|row| row.page == page && row.group == group) {
        let Row { label, class, .. } = row;
        writeln!(
            text,
            "| {} | `{}` | {} | {} | {} | {} | {} |",
            cell(label),
            row.key.wire(),
            cell(&values(row)),
            default(row),
            class.name(),
            cell(&effect(row)),
            when(row.when),
        )
        .unwrap();
    }
}

/// What a value may be.
fn values(row: &Row) -> String {
    let access = match row.access() {
        Access::ReadOnly => ", read-only",
        Access::WriteOnly => ", never returned",
        Access::ReadWrite | Access::Switch => "",
    };
    if !row.choices.is_empty() {
        let choices = row.choices.iter().map(|(number, meaning)| format!("{number} {meaning}"));
        return choices.collect::<Vec<_>>().join(", ");
    }
    let words = row.words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
    if !words.is_empty() {
        return words.join(", ");
    }
    let kind = match row.kind {
        Kind::Bool | Kind::Derived => "on or off",
        Kind::Int(_) | Kind::Long | Kind::Port => return number(row),
        Kind::Real => "number with a fraction",
        Kind::Text(TextRule::Address) => "IP address",
        Kind::Text(TextRule::Addresses) => "IP addresses, one a line",
        Kind::Text(TextRule::Networks) => "networks, one a line",
        Kind::Text(TextRule::SavePath | TextRule::TempPath) => "directory",
        Kind::Text(_) | Kind::Password => "text",
        Kind::Folders => "folder → 0 (beside the file), 1 (default path) or a path",
    };
    format!("{kind}{access}")
}

fn number(row: &Row) -> String {
    let range = match (row.range.min, row.range.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("from {min}"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => "number".to_owned(),
    };
    format!("{range} {}", row.unit).trim_end().to_owned()
}

fn default(row: &Row) -> String {
    match row.default {
        Default::Bool(true) => "on".to_owned(),
        Default::Bool(false) => "off".to_owned(),
        Default::Int(number) => number.to_string(),
        Default::Real(number) => number.to_string(),
        Default::Text("") => "empty".to_owned(),
        Default::Text(text) => {
            let lines = text.lines().map(|line| format!("`{}`", cell(line)));
            lines.collect::<Vec<_>>().join("<br>")
        }
        Default::NoFolders => "none".to_owned(),
        Default::SavePath => "`downloads` in the profile, or `--save-path`".to_owned(),
        Default::TempPath => "`temp` in the default save path".to_owned(),
        Default::LogPath => "`logs` in the profile".to_owned(),
        Default::Locale => "`en`".to_owned(),
        Default::ListenPort | Default::SslListenPort => "of the profile".to_owned(),
    }
}

fn effect(row: &Row) -> String {
    match row.missing {
        None => row.effect.to_owned(),
        Some(missing) => format!("{} **Not yet:** {missing}", row.effect),
    }
}

fn when(when: When) -> &'static str {
    match when {
        When::AtOnce => "at once",
        When::NewTorrents => "new torrents",
        When::NextStart => "next start",
        When::NodeRestart => "restart of the node",
        When::Never => "–",
    }
}

/// Text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn row_of(name: &str) -> &'static Row {
    let key = Key::from_wire(name).unwrap_or_else(|| panic!("{name} is no setting"));
    qcodex::session::settings::row(key)
}

fn pictures(text: &mut String) {
    text.push_str(PICTURES);
    let keys = LINES.iter().filter_map(|line| match line {
        Line::Setting(_, key) => Some(row_of(key)),
        Line::Header(_) | Line::Desktop(_) => None,
    });
    let classes: Vec<Class> = keys.map(|row| row.class).collect();
    let desktop = LINES.iter().filter(|line| matches!(line, Line::Desktop(_))).count();
    let by = Class::ALL.map(|class| {
        let count = classes.iter().filter(|found| **found == class).count();
        format!("{count} {}", class.name())
    });
    writeln!(
        text,
        "Of {} rows: {}, {desktop} of the desktop program only.",
        classes.len() + desktop,
        by.join(", ")
    )
    .unwrap();
    text.push_str("\n| | option | key | class | what it does here |\n|---|---|---|---|---|\n");
    let mut at = 0;
    for line in LINES {
        at += usize::from(!matches!(line, Line::Header(_)));
        match line {
            Line::Header(title) => writeln!(text, "| | **{title}** | | | |"),
            Line::Desktop(label) => writeln!(
                text,
                "| {at} | {} | – | desktop only | The Web API has no such setting; there is no desktop program here. |",
                cell(label)
            ),
            Line::Setting(label, key) => {
                let row = row_of(key);
                let (class, effect) = (row.class.name(), cell(&effect(row)));
                writeln!(text, "| {at} | {} | `{key}` | {class} | {effect} |", cell(label))
            }
        }
        .unwrap();
    }
}

fn older_name(text: &mut String, older: &OlderName) {
    let keys: Vec<String> = older.keys.iter().map(|key| format!("`{}`", key.wire())).collect();
    let keys = if keys.is_empty() { "–".to_owned() } else { keys.join(", ") };
    let OlderName { name, last: (major, minor), effect, .. } = older;
    writeln!(text, "| `{name}` | {major}.{minor} | {keys} | {effect} |").unwrap();
}
