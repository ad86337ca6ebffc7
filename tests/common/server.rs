//! A real server process with a folder of its own, for tests that need the command itself.
//!
//! Owns the child process (killed on drop) and its temporary folder (profile in `profile`, save
//! path in `save`, log in `stderr.log`). The environment is empty but for what a test sets. When
//! a test fails, the end of the log is printed.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Login name of every server.
pub const USERNAME: &str = "admin";
/// Its password.
pub const PASSWORD: &str = "adminadmin";

/// No start or end takes this long, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// How a server is started; can be used again on the same folder.
#[derive(Debug, Clone)]
#[must_use]
pub struct Setup {
    folder: Arc<TempDir>,
    webui_port: u16,
    codex_api: String,
    login: bool,
    args: Vec<String>,
    env: Vec<(String, String)>,
}

impl Default for Setup {
    fn default() -> Self {
        Self::new()
    }
}

impl Setup {
    /// An empty folder, free ports, preset login.
    pub fn new() -> Self {
        Self {
            folder: Arc::new(TempDir::new().unwrap()),
            webui_port: 0,
            codex_api: "127.0.0.1:0".to_owned(),
            login: true,
            args: Vec::new(),
            env: Vec::new(),
        }
    }

    /// One more argument.
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// One more environment variable.
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.env.push((name.to_owned(), value.into()));
        self
    }

    /// Another value of `--codex-api`.
    pub fn codex_api(mut self, value: impl Into<String>) -> Self {
        self.codex_api = value.into();
        self
    }

    /// Another value of `--webui-port`.
    pub fn webui_port(mut self, port: u16) -> Self {
        self.webui_port = port;
        self
    }

    /// No login from the environment: the stored or a temporary one counts.
    pub fn without_login(mut self) -> Self {
        self.login = false;
        self
    }

    /// The temporary folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The default save path.
    pub fn save_path(&self) -> PathBuf {
        self.folder().join("save")
    }

    /// The file that holds what all runs wrote to standard error.
    pub fn log_path(&self) -> PathBuf {
        self.folder().join("stderr.log")
    }

    /// What all runs wrote to standard error.
    pub fn log(&self) -> String {
        let bytes = std::fs::read(self.log_path()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qcodex"));
        command
            .env_clear()
            .env("HOME", self.folder())
            .env("RUST_BACKTRACE", "1")
            .arg("--profile")
            .arg(self.folder().join("profile"))
            .arg("--save-path")
            .arg(self.save_path())
            .args(["--webui-port", &self.webui_port.to_string()])
            .args(["--codex-api", &self.codex_api])
            .args(&self.args)
            .stdin(Stdio::null())
            .kill_on_drop(true);
        if self.login {
            command.env("QCODEX_WEBUI_USERNAME", USERNAME);
            command.env("QCODEX_WEBUI_PASSWORD", PASSWORD);
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts a server and waits until it listens.
    pub async fn start(self) -> Server {
        let log = File::options().create(true).append(true).open(self.log_path()).unwrap();
        let mut child =
            self.command().stdout(Stdio::piped()).stderr(Stdio::from(log)).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let read = timeout(PATIENCE, stdout.read_line(&mut line)).await;
        let found = line.strip_prefix("listening webui=").and_then(|line| {
            line.strip_suffix('\n').and_then(|line| line.split_once(" codex-api="))
        });
        let (Ok(Ok(_)), Some((webui, codex_api))) = (read, found) else {
            panic!("no listening line but {line:?}; the log:\n{}", self.log());
        };
        let codex_api = (codex_api != "off").then(|| codex_api.to_owned());
        let webui_url = webui.to_owned();
        Server { setup: self, child, stdout, webui_url, codex_api_url: codex_api }
    }

    /// Runs the command to its end, for starts that are refused and for `--reset-password`:
    /// exit code, standard output, standard error.
    pub async fn run(self) -> (Option<i32>, String, String) {
        let output = timeout(PATIENCE, self.command().output()).await;
        let output = output.expect("the command did not end").unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }
}

/// A running server; killed on drop.
#[derive(Debug)]
pub struct Server {
    setup: Setup,
    child: Child,
    stdout: BufReader<ChildStdout>,
    /// Base URL of the web interface.
    pub webui_url: String,
    /// Base URL of the embedded node's API; `None` when it is off.
    pub codex_api_url: Option<String>,
}

impl Server {
    /// Starts with an empty folder and defaults.
    pub async fn start() -> Self {
        Setup::new().start().await
    }

    /// How it was started.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Where the web interface listens.
    pub fn address(&self) -> SocketAddr {
        self.webui_url.trim_start_matches("http://").parse().unwrap()
    }

    /// Where the embedded node's API listens.
    pub fn codex_api_address(&self) -> SocketAddr {
        let url = self.codex_api_url.as_deref().expect("the Codex API is off");
        url.trim_start_matches("http://").parse().unwrap()
    }

    /// The default save path.
    pub fn save_path(&self) -> PathBuf {
        self.setup.save_path()
    }

    /// Process id of the running server.
    pub fn pid(&self) -> u32 {
        self.child.id().expect("the server has ended")
    }

    /// The most memory the process ever had resident, bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kib: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kib * 1024
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// SIGKILL: ends without a chance to tidy up.
    pub async fn kill(mut self) -> Setup {
        self.child.kill().await.unwrap();
        self.pinned()
    }

    /// SIGTERM, then [`Self::ended`].
    pub async fn terminate(self) -> (ExitStatus, String) {
        self.signal(Signal::TERM);
        self.ended().await
    }

    /// SIGINT, then [`Self::ended`].
    pub async fn interrupt(self) -> (ExitStatus, String) {
        self.signal(Signal::INT);
        self.ended().await
    }

    /// Waits for the end; its status, and what came on standard output after the first line.
    pub async fn ended(mut self) -> (ExitStatus, String) {
        let status = timeout(PATIENCE, self.child.wait()).await;
        let status = status.expect("the server did not end").unwrap();
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).await.unwrap();
        (status, rest)
    }

    /// Ends it cleanly and starts it again on the same folder and the same addresses.
    pub async fn restart(self) -> Self {
        let setup = self.pinned();
        let (status, _) = self.terminate().await;
        assert!(status.success(), "unclean end ({status}); the log:\n{}", setup.log());
        setup.start().await
    }

    /// Its setup with the ports it was given, so that others find the next run.
    pub fn pinned(&self) -> Setup {
        let mut setup = self.setup.clone().webui_port(self.address().port());
        if self.codex_api_url.is_some() {
            setup = setup.codex_api(self.codex_api_address().to_string());
        }
        setup
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.setup.log();
            let lines: Vec<_> = log.lines().collect();
            let end = lines.get(lines.len().saturating_sub(60)..).unwrap_or_default().join("\n");
            eprintln!("--- log of {} ---\n{end}\n---", self.webui_url);
        }
    }
}
