//! `transfer/toggleSpeedLimitsMode`: the other mode each time.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn the_other_mode() {
    let case = Case::start("transfer/toggleSpeedLimitsMode").await;
    for shown in ["1", "0", "1"] {
        case.each(&[("", 200, "")]).await;
        assert_eq!(case.client.get("transfer/speedLimitsMode").await.text(), shown);
    }
    case.end().await;
}
