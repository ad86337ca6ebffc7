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
    /// The node that keeps the content: `embedded`, or the URL of a node's REST API
    #[arg(long, value_name = "embedded|URL", default_value = "embedded", env = "QCODEX_CODEX")]
    codex: String,
    /// A further node that is only read from; may be given several times
    #[arg(long, value_name = "URL", env = "QCODEX_CODEX_SOURCE", value_delimiter = ',')]
    codex_source: Vec<String>,
    /// Where the embedded node's REST API listens, or `off`
    #[arg(
        long,
        value_name = "HOST:PORT|off",
        default_value = "127.0.0.1:8085",
        env = "QCODEX_CODEX_API"
    )]
    codex_api: String,
    /// Token that allows writing to that API from other machines
    #[arg(long, value_name = "TOKEN", env = "QCODEX_CODEX_API_TOKEN", hide_env_values = true)]
    codex_api_token: Option<String>,
    /// Forget the stored password and end; the next start prints a temporary one
    #[arg(long)]
    reset_password: bool,
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
    /// The user's home, for default folders
    #[arg(long, env = "HOME", hide = true, hide_env_values = true)]
    home: Option<OsString>,
    /// Base of data folders
    #[arg(long, env = "XDG_DATA_HOME", hide = true, hide_env_values = true)]
    data_home: Option<OsString>,
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

    /// What the start decides.
    ///
    /// # Errors
    /// See [`CliError`].
    pub fn into_config(self) -> Result<Config, CliError> {
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
        let codex = match self.codex.as_str() {
            "embedded" => NodeChoice::Embedded,
            url if is_url(url) => NodeChoice::Url(self.codex),
            _ => return Err(CliError::Codex),
        };
        if !self.codex_source.iter().all(|url| is_url(url)) {
            return Err(CliError::Source);
        }
        let codex_api = match (self.codex_api.as_str(), &codex) {
            ("off", _) | (_, NodeChoice::Url(_)) => CodexApi::Off,
            _ => CodexApi::At(self.codex_api),
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
            username: self.webui_username.filter(|name| !name.is_empty()),
            password: password.filter(|password| !password.is_empty()),
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
        assert_eq!(config.codex_api, CodexApi::At("127.0.0.1:8085".to_owned()));
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
