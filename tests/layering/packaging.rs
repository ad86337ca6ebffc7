//! The container image, the examples and the README say what the program understands: options,
//! environment variables, ports, paths and versions, read from the files and from the command line
//! itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use clap::{CommandFactory as _, Parser as _};
use qcodex::cli::Cli;
use qcodex::config::Config;

/// Variables of the build and of the tests; the program does not read them.
const OF_THE_BUILD: [&str; 3] = ["QCODEX_WEBUI_DIR", "QCODEX_BLESS", "QCODEX_BIN"];

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn examples() -> Vec<String> {
    let mut paths = vec!["compose.yaml".to_owned()];
    for entry in fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "yaml" || end == "service") {
            paths.push(path.to_str().unwrap().to_owned());
        }
    }
    assert!(paths.len() >= 5, "{paths:?}");
    paths
}

/// Environment variable → option of the command line.
fn variables() -> BTreeMap<String, String> {
    let command = Cli::command();
    let options = command.get_arguments().filter_map(|option| {
        let variable = option.get_env()?.to_str()?.to_owned();
        Some((variable, format!("--{}", option.get_long()?)))
    });
    options.collect()
}

/// Instructions of the Dockerfile, each on one line, without comments.
fn instructions() -> Vec<(String, String)> {
    let text = read("Dockerfile");
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let joined = lines.join("\n").replace("\\\n", " ");
    let split = joined.lines().filter_map(|line| line.split_once(' '));
    split.map(|(name, rest)| (name.to_owned(), rest.trim().to_owned())).collect()
}

fn all(name: &str) -> Vec<String> {
    let found = instructions().into_iter().filter(|(found, _)| found == name);
    found.map(|(_, rest)| rest).collect()
}

fn last(name: &str) -> String {
    all(name).pop().unwrap_or_else(|| panic!("no {name}"))
}

fn image_environment() -> BTreeMap<String, String> {
    let pairs = last("ENV");
    let pairs = pairs.split_whitespace().map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What the program makes of an environment.
fn parsed(environment: &BTreeMap<String, String>) -> Config {
    let options = variables();
    let mut args = vec!["qcodex".to_owned()];
    for (name, value) in environment {
        let option = options.get(name).unwrap_or_else(|| panic!("nobody reads {name}"));
        args.push(format!("{option}={value}"));
    }
    Cli::try_parse_from(args).unwrap().into_config().unwrap()
}

fn words(text: &str, start: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let words = text.split(|c| !is_part(c)).filter(|word| word.starts_with(start));
    words.map(|word| word.trim_end_matches(['_', '-']).to_owned()).collect()
}

#[test]
fn only_variables_that_the_program_reads_are_named() {
    let known = variables();
    let files = ["Dockerfile", "README.md"].map(str::to_owned).into_iter().chain(examples());
    for path in files {
        for name in words(&read(&path), "QCODEX_") {
            let fine = known.contains_key(&name) || OF_THE_BUILD.contains(&name.as_str());
            assert!(fine || name == "QCODEX", "{path}: nobody reads {name}");
        }
    }
    let table = read("README.md");
    for name in known.keys().filter(|name| name.starts_with("QCODEX_")) {
        assert!(table.contains(&format!("`{name}`")), "README.md does not name {name}");
    }
}

#[test]
fn only_options_that_the_program_has_are_named() {
    let command = Cli::command();
    let known: Vec<_> = command.get_arguments().filter_map(clap::Arg::get_long).collect();
    let mut lines = vec![last("HEALTHCHECK"), last("ENTRYPOINT")];
    for path in examples().into_iter().chain(["README.md".to_owned()]) {
        let text = read(&path);
        let calls = text.lines().filter(|line| {
            let line = line.trim_start_matches([' ', '#']);
            line.starts_with("qcodex --") || line.starts_with("ExecStart=")
        });
        lines.extend(calls.map(str::to_owned));
    }
    assert!(lines.len() > 3, "{lines:?}");
    for line in lines {
        // What stands before the program is for the engine.
        let own = line.split_once("qcodex").map_or("", |(_, own)| own);
        for option in words(own, "--") {
            let name = option.trim_start_matches('-');
            assert!(known.contains(&name), "{line}: there is no --{name}");
        }
    }
    assert!(last("HEALTHCHECK").ends_with(r#"["/usr/local/bin/qcodex", "--healthcheck"]"#));
}

#[test]
fn the_image_listens_and_keeps_where_it_says() {
    let config = parsed(&image_environment());
    assert_eq!(config.webui_address.as_deref(), Some("0.0.0.0"));
    assert_eq!(last("EXPOSE"), config.webui_port.unwrap().to_string());
    let save_path = config.save_path.unwrap();
    let volumes: Vec<String> = serde_json::from_str(&last("VOLUME")).unwrap();
    assert_eq!(volumes, [config.profile.to_str().unwrap(), save_path.to_str().unwrap()]);
    let made = all("RUN").pop().unwrap();
    for path in &volumes {
        assert!(made.contains(&format!(" {path}")), "{path} is not made for the user");
    }
    let user = last("USER");
    let (user, group) = user.split_once(':').unwrap();
    assert!(user.parse::<u32>().unwrap() > 0 && group.parse::<u32>().unwrap() > 0);
    assert!(made.contains(&format!("useradd --uid {user} --gid {group}")), "{made}");
    assert_eq!(last("STOPSIGNAL"), "SIGTERM");
    assert!(last("ENTRYPOINT").starts_with('['), "a shell would be process 1 and keep signals");
}

#[test]
fn the_image_is_built_by_the_versions_that_the_project_names() {
    let bases = all("FROM");
    let manifest = read("Cargo.toml");
    let version = |key: &str| {
        let line = manifest.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
        line.unwrap().trim_matches('"').to_owned()
    };
    let system = bases.last().unwrap().strip_prefix("debian:").unwrap().to_owned();
    assert!(bases.contains(&format!("node:20-{system} AS webui")), "{bases:?}");
    let suite = system.trim_end_matches("-slim");
    let rust = format!("rust:{}-slim-{suite} AS build", version("rust-version"));
    assert!(bases.contains(&rust), "{bases:?}: a library newer than the system's would be missing");
    assert!(all("ARG").contains(&format!("VERSION={}", version("version"))));
    for line in all("RUN").iter().filter(|line| line.contains("cargo build")) {
        assert!(line.contains("--release --locked"), "{line}");
    }
}

/// What is copied exists and is let through; what is not needed is not.
#[test]
fn the_build_gets_what_it_copies() {
    let ignore = read(".dockerignore");
    let rules: Vec<_> = ignore.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    assert_eq!(rules.first(), Some(&"*"), "what nobody named stays out");
    let lets_through = |path: &str| {
        let mut through = false;
        for rule in rules.iter().skip(1) {
            let (rule, allows) = rule.strip_prefix('!').map_or((*rule, false), |rule| (rule, true));
            if path == rule || path.starts_with(&format!("{rule}/")) {
                through = allows;
            }
        }
        through
    };
    for copy in all("COPY").iter().filter(|copy| !copy.starts_with("--from=")) {
        let mut parts: Vec<_> = copy.split_whitespace().collect();
        parts.pop();
        for source in parts {
            let source = source.trim_end_matches('/');
            assert!(Path::new(source).exists(), "{source} does not exist");
            assert!(lets_through(source), ".dockerignore keeps {source} out");
        }
    }
    for path in ["target", ".git", "webui/node_modules", "webui/build", "compose.yaml", "examples"]
    {
        assert!(!lets_through(path), ".dockerignore lets {path} through");
    }
}

#[test]
fn the_examples_start_a_server_that_can_be_reached() {
    let port = image_environment()["QCODEX_WEBUI_PORT"].clone();
    for path in examples().iter().filter(|path| path.ends_with("yaml")) {
        let text = read(path);
        let service = text.split_once("\n  qcodex:\n").unwrap().1;
        let service = service.split("\n\n").next().unwrap();
        let mut environment = image_environment();
        for line in service.lines() {
            if let Some((name, value)) = line.trim().split_once(": ")
                && name.starts_with("QCODEX_")
                && name != "QCODEX_WEBUI_PASSWORD_FILE"
            {
                environment.insert(name.to_owned(), value.trim_matches('"').to_owned());
            }
        }
        let config = parsed(&environment);
        assert!(service.contains(&format!("\"127.0.0.1:8080:{port}\"")), "{path}: the port");
        assert!(service.contains(":/config\n"), "{path}: the profile would be lost");
        let save_path = config.save_path.unwrap();
        let kept =
            service.lines().filter_map(|line| line.trim().strip_prefix("- ")?.rsplit_once(":/"));
        let kept = kept.map(|(_, inside)| format!("/{inside}"));
        assert!(kept.into_iter().any(|path| save_path.starts_with(path)), "{path}: {service}");
    }
}

/// The traps of real nodes: blocks that vanish at once, an API that everybody reaches.
#[test]
fn the_nodes_of_the_examples_keep_their_content_to_themselves() {
    for (path, prefix) in [
        ("examples/compose.codex.yaml", "CODEX"),
        ("examples/compose.logos-storage.yaml", "STORAGE"),
    ] {
        let text = read(path);
        let node = text.split_once("\n  node:\n").unwrap().1.split("\n\n").next().unwrap();
        let value = |name: &str| {
            let start = format!("{prefix}_{name}: ");
            let line = node.lines().find_map(|line| line.trim().strip_prefix(&start));
            let line = line.unwrap_or_else(|| panic!("{path} does not set {start}"));
            line.trim_matches('"').to_owned()
        };
        let days: u32 = value("BLOCK_TTL").strip_suffix('d').unwrap().parse().unwrap();
        assert!((365..=36_500).contains(&days), "{path}: {days} days");
        assert!(value("STORAGE_QUOTA").ends_with("gb"));
        assert!(node.contains(&format!(":{}\n", value("DATA_DIR"))), "{path}: content is not kept");
        let address = value("API_BINDADDR");
        assert!(node.contains(&format!("ipv4_address: {address}\n")), "{path}");
        let api = value("API_PORT");
        assert!(text.contains(&format!("QCODEX_CODEX: http://{address}:{api}\n")), "{path}");
        assert!(!node.contains(&format!(":{api}\"")), "{path} publishes the node's API");
        assert!(text.contains("  node-api:\n    internal: true\n"), "{path}");
    }
}
