//! The command line: every option is also an environment variable `QCODEX_…`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::config::{CodexApi, Config, NodeChoice};

/// qBittorrent's Web API on top of Codex.
///
/// Speaks qBittorrent's Web API, so that browsers, remote apps and Sonarr or Radarr work with it,
/// and keeps and fetches content in Codex: in an embedded node, or in a real one over REST.
/// Until a password is set, a temporary one is printed on standard error at each start.
#[derive(Debug, Parser)]
#[command(
    name = "qcodex",
    version,
    after_help = "Standard output carries one line when the server is ready:\n  \
                  listening webui=<url> codex-api=<url|off>\nLogs go to standard error; \
                  RUST_LOG chooses how much."
)]
pub struct Cli {
    /// Folder for everything the server keeps [default: ~/.local/share/qcodex]
    #[arg(long, value_name = "DIR", env = "QCODEX_PROFILE")]
    profile: Option<PathBuf>,
    /// Address of the web interface [default: as stored, at first 127.0.0.1]
    #[arg(long, value_name = "ADDRESS", env = "QCODEX_WEBUI_ADDRESS")]
    webui_address: Option<String>,
    /// Port of the web interface; 0 picks a free one [default: as stored, at first 8080]
    #[arg(long, value_name = "PORT", env = "QCODEX_WEBUI_PORT")]
    webui_port: Option<u16>,
    /// Where content goes in an empty profile [default: ~/Downloads/qcodex]
    #[arg(long, value_name = "DIR", env = "QCODEX_SAVE_PATH")]
    save_path: Option<PathBuf>,
    /// Which qBittorrent to be where old and new clients cannot both be served [default: as
    /// stored, at first 5.1]
    #[arg(long, value_enum, env = "QCODEX_DIALECT")]
    dialect: Option<DialectName>,
    /// The node that keeps the content: `embedded`, or the URL of a node's REST API [default: as
    /// stored, at first embedded]
    #[arg(long, value_name = "embedded|URL", env = "QCODEX_CODEX")]
    codex: Option<String>,
    /// A further node that is only read from; may be given several times [default: as stored]
    #[arg(long, value_name = "URL", env = "QCODEX_CODEX_SOURCE", value_delimiter = ',')]
    codex_source: Vec<String>,
    /// Where the embedded node's REST API listens, or `off` [default: as stored, at first
    /// 127.0.0.1:8085]
    #[arg(long, value_name = "HOST:PORT|off", env = "QCODEX_CODEX_API")]
    codex_api: Option<String>,
    /// Token that allows writing to that API from other machines
    #[arg(long, value_name = "TOKEN", env = "QCODEX_CODEX_API_TOKEN", hide_env_values = true)]
    codex_api_token: Option<String>,
    /// PEM file with certificates of authorities that vouch for nodes behind https, besides the
    /// system's
    #[arg(long, value_name = "FILE", env = "QCODEX_CODEX_CA")]
    codex_ca: Option<PathBuf>,
    /// Let the options name programs that run when a torrent is added or finished. Everybody who
    /// may log in may then run any program as the user that the server runs as
    #[arg(long, env = "QCODEX_ALLOW_EXTERNAL_PROGRAMS", value_parser = parse_switch)]
    allow_external_programs: bool,
    /// Forget the stored password and end; the next start prints a temporary one
    #[arg(long)]
    reset_password: bool,
    /// Ask the server that runs with the same address and port whether it is well, and end: exit
    /// code 0 when it is, 1 when not
    #[arg(long, conflicts_with = "reset_password")]
    healthcheck: bool,
    /// Serve the built-in page for this run, whatever alternative page is set
    #[arg(long, env = "QCODEX_BUILTIN_WEBUI")]
    builtin_webui: bool,
    /// Login name for this run
    #[arg(long, env = "QCODEX_WEBUI_USERNAME", hide = true)]
    webui_username: Option<String>,
    /// Password for this run (better by environment: other users see command lines)
    #[arg(long, env = "QCODEX_WEBUI_PASSWORD", hide = true, hide_env_values = true)]
    webui_password: Option<String>,
    /// File with the password for this run
    #[arg(long, env = "QCODEX_WEBUI_PASSWORD_FILE", hide = true)]
    webui_password_file: Option<PathBuf>,
    /// What is logged
    #[arg(long, env = "RUST_LOG", hide = true)]
    log: Option<String>,
    /// The user's home, for default folders
    #[arg(long, env = "HOME", hide = true, hide_env_values = true)]
    home: Option<OsString>,
    /// Base of data folders
    #[arg(long, env = "XDG_DATA_HOME", hide = true, hide_env_values = true)]
    data_home: Option<OsString>,
}

/// A switch in the environment; a variable that is set and empty counts as not set.
fn parse_switch(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(true),
        "false" | "0" | "no" | "off" | "" => Ok(false),
        _ => Err("say `true` or `false`".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DialectName {
    #[value(name = "5.1")]
    V5_1,
    #[value(name = "5.3")]
    V5_3,
    #[value(name = "4")]
    V4,
}

/// Why the command line cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// No home folder to put the profile into.
    #[error("there is no home folder for the profile; name one with --profile DIR")]
    NoProfile,
    /// The password file cannot be read.
    #[error("cannot read the password file {file}: {error}", file = .0.display(), error = .1)]
    PasswordFile(PathBuf, std::io::Error),
    /// The node is neither `embedded` nor a URL.
    #[error("--codex takes `embedded` or a URL such as http://127.0.0.1:8080")]
    Codex,
    /// A source is not a URL.
    #[error("--codex-source takes a URL such as http://127.0.0.1:8085")]
    Source,
}

impl Cli {
    /// True when only the password is to be forgotten.
    pub fn resets_password(&self) -> bool {
        self.reset_password
    }

    /// True when a running server is only to be asked whether it is well.
    pub fn checks_health(&self) -> bool {
        self.healthcheck
    }

    /// What is logged in this run, when somebody says so.
    pub fn log_filter(&self) -> Option<&str> {
        self.log.as_deref().filter(|filter| !filter.is_empty())
    }

    /// What the start decides.
    ///
    /// # Errors
    /// See [`CliError`].
    pub fn into_config(self) -> Result<Config, CliError> {
        let log_fixed = self.log_filter().is_some();
        // Both may be set and empty, which means "not set".
        let set = |text: Option<OsString>| text.filter(|t| !t.is_empty()).map(PathBuf::from);
        let home = set(self.home);
        let data = set(self.data_home)
            .filter(|path| path.is_absolute())
            .or_else(|| home.as_ref().map(|home| home.join(".local/share")));
        let profile = match self.profile {
            Some(profile) => profile,
            None => data.as_ref().ok_or(CliError::NoProfile)?.join("qcodex"),
        };
        let is_url = |text: &str| text.starts_with("http://") || text.starts_with("https://");
        let codex = match self.codex {
            None => None,
            Some(word) if word == "embedded" => Some(NodeChoice::Embedded),
            Some(url) if is_url(&url) => Some(NodeChoice::Url(url)),
            Some(_) => return Err(CliError::Codex),
        };
        if !self.codex_source.iter().all(|url| is_url(url)) {
            return Err(CliError::Source);
        }
        let codex_api = match (self.codex_api, &codex) {
            (_, Some(NodeChoice::Url(_))) => CodexApi::Off,
            (None, _) => CodexApi::Stored,
            (Some(word), _) if word == "off" => CodexApi::Off,
            (Some(address), _) => CodexApi::At(address),
        };
        let password = match (self.webui_password, self.webui_password_file) {
            (Some(password), _) => Some(password),
            (None, Some(file)) => {
                let text = std::fs::read_to_string(&file)
                    .map_err(|error| CliError::PasswordFile(file, error))?;
                Some(text.trim_end_matches(['\r', '\n']).to_owned())
            }
            (None, None) => None,
        };
        let save_path =
            self.save_path.or_else(|| home.as_ref().map(|home| home.join("Downloads/qcodex")));
        Ok(Config {
            profile,
            webui_address: self.webui_address,
            webui_port: self.webui_port,
            builtin_webui: self.builtin_webui,
            data_home: data,
            save_path,
            dialect: self.dialect.map(|dialect| {
                match dialect {
                    DialectName::V5_1 => "5.1",
                    DialectName::V5_3 => "5.3",
                    DialectName::V4 => "4",
                }
                .to_owned()
            }),
            codex,
            codex_sources: self.codex_source,
            codex_api,
            codex_api_token: self.codex_api_token.filter(|token| !token.is_empty()),
            codex_ca: self.codex_ca,
            codex_patience: None,
            allow_external_programs: self.allow_external_programs,
            username: self.webui_username.filter(|name| !name.is_empty()),
            password: password.filter(|password| !password.is_empty()),
            log_fixed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Config, CliError> {
        let base = ["qcodex", "--home", "/home/u", "--data-home", ""];
        let all = base.iter().chain(args);
        Cli::try_parse_from(all).unwrap().into_config()
    }

    #[test]
    fn defaults_lie_below_home() {
        let config = parse(&[]).unwrap();
        assert_eq!(config.profile, PathBuf::from("/home/u/.local/share/qcodex"));
        assert_eq!(config.save_path, Some(PathBuf::from("/home/u/Downloads/qcodex")));
        assert_eq!((config.codex, config.codex_api), (None, CodexApi::Stored));
        let config = parse(&["--codex", "embedded", "--codex-api", "[::]:0"]).unwrap();
        assert_eq!(config.codex, Some(NodeChoice::Embedded));
        assert_eq!(config.codex_api, CodexApi::At("[::]:0".to_owned()));
    }

    #[test]
    fn external_programs_are_off_until_allowed() {
        assert!(!parse(&[]).unwrap().allow_external_programs);
        assert!(parse(&["--allow-external-programs"]).unwrap().allow_external_programs);
        for (text, on) in [("TRUE", true), ("1", true), ("", false), ("off", false)] {
            assert_eq!(parse_switch(text), Ok(on));
        }
        assert!(parse_switch("flase").is_err());
    }

    #[test]
    fn a_real_node_switches_the_own_api_off() {
        let config = parse(&["--codex", "http://n:8080", "--codex-source", "http://a,http://b"]);
        let config = config.unwrap();
        assert_eq!(config.codex_api, CodexApi::Off);
        assert_eq!(config.codex_sources, ["http://a", "http://b"]);
        assert!(matches!(parse(&["--codex", "nonsense"]), Err(CliError::Codex)));
    }
}
