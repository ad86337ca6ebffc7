//! The `qcodex` command: arguments, logging, start, wait for a signal, clean end. A second signal
//! cuts the end off.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use qcodex::app::{self, App};
use qcodex::cli::Cli;
use qcodex::clock::Clock;
use qcodex::telemetry;
use tokio::signal::unix::{SignalKind, signal};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let clock = Clock::system();
    let filter = cli.log_filter().map_or_else(telemetry::default_filter, str::to_owned);
    let log = telemetry::init(&filter, &clock);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            say(&format!("qcodex: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let code = match runtime.block_on(run(cli, clock, log)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("qcodex: {error}"));
            ExitCode::FAILURE
        }
    };
    // After an end that was cut off a thread may still wait for a disk: it goes with the process.
    runtime.shutdown_background();
    code
}

async fn run(
    cli: Cli,
    clock: Clock,
    log: telemetry::LogRing,
) -> Result<bool, Box<dyn std::error::Error>> {
    let (resets, checks) = (cli.resets_password(), cli.checks_health());
    let config = cli.into_config()?;
    if checks {
        let answer = app::healthcheck(&config).await?;
        say(&answer);
        return Ok(true);
    }
    if resets {
        app::reset_password(&config, clock).await?;
        say("The password is forgotten; the next start prints a temporary one.");
        return Ok(true);
    }
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let username = config.username.clone();
    let app = App::start(config, clock, log).await?;
    if let Some(password) = &app.temporary_password {
        let settings = app.session.settings();
        let stored = settings.text(qcodex::session::settings::Key::WebUiUsername);
        let name = username.as_deref().unwrap_or(stored);
        say(&format!(
            "The web interface has no password yet. For this run, log in as {name} with \
             {password}; set your own in the preferences."
        ));
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", app.listening_line())?;
    out.flush()?;
    drop(out);
    tokio::select! {
        _ = terminate.recv() => tracing::info!("ending on SIGTERM"),
        _ = interrupt.recv() => tracing::info!("ending on SIGINT"),
        () = app.shutdown_requested() => tracing::info!("ending, as a client asked"),
    }
    let again = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    Ok(app.shutdown_unless(again).await)
}

/// Writes a line for the user to standard error, where the log goes too.
fn say(text: &str) {
    // Nobody can be told when standard error is closed.
    drop(writeln!(std::io::stderr(), "{text}"));
}
