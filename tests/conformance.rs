//! The real command answers as qBittorrent does: recorded requests are played against it, one
//! server a dialect, and its answers are compared with the recorded ones.
//!
//! What is played and compared is described in `fixtures/qbittorrent/conformance/README.md`.
//! Three rules of the comparison are no list: more keys in JSON are no difference; an endpoint
//! that the recorded version lacked is not judged; places and versions are placeholders.
//! Everything else that differs must stand in `deviations.txt` with a reason.

#[cfg(test)]
#[path = "conformance/compare.rs"]
pub mod compare;
#[cfg(test)]
#[path = "conformance/deviations.rs"]
pub mod deviations;
#[cfg(test)]
#[path = "conformance/host.rs"]
pub mod host;
#[cfg(test)]
#[path = "conformance/places.rs"]
pub mod places;
#[cfg(test)]
#[path = "conformance/play.rs"]
pub mod play;
#[cfg(test)]
#[path = "conformance/recording.rs"]
pub mod recording;
#[cfg(test)]
#[path = "conformance/report.rs"]
pub mod report;
#[cfg(test)]
#[path = "scenarios/samples.rs"]
pub mod samples;
#[cfg(test)]
#[path = "common/server.rs"]
pub mod server;
#[cfg(test)]
#[path = "conformance/waits.rs"]
pub mod waits;
#[cfg(test)]
#[path = "conformance/wire.rs"]
pub mod wire;

#[cfg(test)]
mod dialects {
    use crate::play::play;
    use crate::report::Report;

    /// Plays a recording against a dialect and ends the test when too much differs.
    async fn conforms(dialect: &str, version: &str, percent: f64) {
        let report = Report::new(dialect, version, play(dialect, version).await);
        report.write_candidates();
        println!("{}", report.figures());
        assert!(report.is_good(percent), "{}", report.failure(percent));
    }

    #[tokio::test]
    async fn dialect_5_3_answers_as_5_3_0() {
        conforms("5.3", "5.3.0", 97.0).await;
    }

    #[tokio::test]
    async fn dialect_5_1_answers_as_5_1_0() {
        conforms("5.1", "5.1.0", 95.0).await;
    }

    #[tokio::test]
    async fn dialect_4_answers_as_4_5_2() {
        conforms("4", "4.5.2", 95.0).await;
    }
}
