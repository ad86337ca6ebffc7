//! Sonarr, and input that makes no sense, on servers whose content goes into a real node: nothing
//! of it is another for whoever asks. The nodes are simulated, one of every generation.

use crate::malformed::{self, Bench};
use crate::server::{Server, Setup};
use crate::simulator::{Build, Simulator};
use crate::sonarr;

/// A server and its node, which ends with the handle.
async fn server(build: Build) -> (Simulator, Server) {
    let node = Simulator::start(build);
    let server = Setup::new().arg("--codex").arg(node.url()).start().await;
    (node, server)
}

async fn sonarr_notices_nothing(build: Build) {
    let (_node, one) = server(build).await;
    sonarr::test_button(one).await;
    let (_node, one) = server(build).await;
    sonarr::grab_of_a_magnet(one).await;
    let (node, one) = server(build).await;
    sonarr::from_torrent_file_to_import_and_removal(one).await;
    let uploads = node.requests().iter().filter(|request| request.starts_with("POST")).count();
    assert!(uploads > 0, "what was complete went into the node");
    let (_node, one) = server(build).await;
    sonarr::expired_session(one).await;
}

async fn bad_input_does_no_harm(build: Build) {
    let (_node, one) = server(build).await;
    malformed::no_torrents(Bench::on(one).await).await;
    let (_node, one) = server(build).await;
    malformed::bad_links(Bench::on(one).await).await;
    let (_node, one) = server(build).await;
    malformed::missing_parameters(Bench::on(one).await).await;
    let (_node, one) = server(build).await;
    malformed::garbage(Bench::on(one).await).await;
}

macro_rules! in_every_generation {
    ($($name:ident: $build:ident,)*) => {
        $(mod $name {
            use super::Build;

            #[tokio::test(flavor = "multi_thread")]
            async fn sonarr_notices_nothing() {
                super::sonarr_notices_nothing(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn bad_input_does_no_harm() {
                super::bad_input_does_no_harm(Build::$build).await;
            }
        })*
    };
}

in_every_generation! {
    a: AMaster,
    b: B,
    c: C,
    d: D,
}
