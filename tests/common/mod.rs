//! A whole server in the test's process, and a client that sees every byte of an answer.

pub mod http;

use std::net::SocketAddr;
use std::time::Duration;

use qcodex::app::App;
use qcodex::clock::Clock;
use qcodex::config::{CodexApi, Config};
use qcodex::telemetry::LogRing;
use tempfile::TempDir;

pub use http::{Client, Request, Response, within};

/// Login of every test server.
pub const USERNAME: &str = "admin";
/// Its password.
pub const PASSWORD: &str = "adminadmin";

/// Asks again until the answer is yes; what does not become true ends the test.
pub async fn eventually<F: Future<Output = bool>>(what: &str, mut probe: impl FnMut() -> F) {
    let until_true = async {
        while !probe().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let patience = Duration::from_secs(30);
    tokio::time::timeout(patience, until_true).await.unwrap_or_else(|_| panic!("never: {what}"));
}

/// A running server with a profile and a save path of its own.
#[derive(Debug)]
pub struct TestApp {
    /// The server.
    pub app: App,
    /// What it logs goes here too, when the test pushes it.
    pub log: LogRing,
    /// Its time.
    pub clock: Clock,
    /// Profile in `profile`, save path in `save`.
    pub folder: TempDir,
    /// Where it listens.
    pub address: SocketAddr,
}

impl TestApp {
    /// Starts with defaults, on free ports, with the system's clock.
    pub async fn start() -> Self {
        Self::start_with(Clock::system(), |_| {}).await
    }

    /// Starts with a clock and changed options.
    pub async fn start_with(clock: Clock, edit: impl FnOnce(&mut Config)) -> Self {
        Self::start_in(TempDir::new().unwrap(), clock, edit).await
    }

    /// Ends the server cleanly and starts another one on the same folder.
    pub async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// The same with changed options.
    pub async fn restart_with(self, edit: impl FnOnce(&mut Config)) -> Self {
        let Self { app, folder, clock, .. } = self;
        end(app).await;
        Self::start_in(folder, clock, edit).await
    }

    async fn start_in(folder: TempDir, clock: Clock, edit: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::new(folder.path().join("profile"));
        config.webui_port = Some(0);
        config.codex_api = CodexApi::At("127.0.0.1:0".to_owned());
        config.save_path = Some(folder.path().join("save"));
        config.password = Some(PASSWORD.to_owned());
        edit(&mut config);
        let log = LogRing::new(clock.clone());
        let start = App::start(config, clock.clone(), log.clone());
        let app = within("the start of a server", start).await.unwrap();
        let address = app.webui_url.rsplit('/').next().unwrap().parse().unwrap();
        Self { app, log, clock, folder, address }
    }

    /// A client without a session.
    pub fn stranger(&self) -> Client {
        Client::new(self.address)
    }

    /// A client that has logged in.
    pub async fn client(&self) -> Client {
        let mut client = self.stranger();
        let answer = client.login(USERNAME, PASSWORD).await;
        assert_eq!((answer.status, answer.text()), (200, "Ok.".to_owned()));
        client
    }

    /// Ends the server; all its tasks must end by themselves.
    pub async fn stop(self) {
        end(self.app).await;
    }
}

async fn end(app: App) {
    let clean = within("the end of a server", app.shutdown()).await;
    assert!(clean, "the end was not clean");
}
