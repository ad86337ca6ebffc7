//! `codex/purchase`: terms that make no sense, and a node that sells nothing.

use crate::case::{Case, SHOW};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_bought_of_it_and_terms_are_checked_first() {
    let case = Case::start("codex/purchase").await;
    case.seed().await;
    let none = "the node in use does not sell storage: it takes a Codex node of generation A with \
                persistence";
    let show = format!("hash={SHOW}");
    case.each(&[
        (&show, 409, none),
        (&format!("{show}&duration=86400&expiry=3600&nodes=5&tolerance=2"), 409, none),
        ("hash=$unknown", 404, "Not Found"),
        ("hash=zz", 404, "Not Found"),
        (
            &format!("{show}&duration=soon"),
            400,
            "duration must be a whole number of seconds from 60 to 315360000",
        ),
        (
            &format!("{show}&duration=60&expiry=60"),
            400,
            "expiry must be less than duration, from 1 to 59 seconds",
        ),
        (
            &format!("{show}&tolerance=2"),
            400,
            "tolerance must be a whole number of hosts from 1 to 1 with 3 nodes",
        ),
        (
            &format!("{show}&collateral_per_byte=1.5"),
            400,
            "collateral_per_byte must be a whole number of smallest units of the token from 0 to \
             1000000000000000000000000000000",
        ),
    ])
    .await;
    case.end().await;
}
