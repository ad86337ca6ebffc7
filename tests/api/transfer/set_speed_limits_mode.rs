//! `transfer/setSpeedLimitsMode`: any number but 0 is the alternative mode.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn any_number_but_0() {
    let case = Case::start("transfer/setSpeedLimitsMode").await;
    for (mode, shown) in [("1", "1"), ("0", "0"), ("-7", "1"), (" 0 ", "0")] {
        case.each(&[(&format!("mode={mode}"), 200, "")]).await;
        assert_eq!(case.client.get("transfer/speedLimitsMode").await.text(), shown, "{mode}");
    }
    for bad in ["", "x", "true", "1.5"] {
        case.each(&[(&format!("mode={bad}"), 400, "'mode': invalid argument")]).await;
    }
    assert_eq!(case.client.get("transfer/speedLimitsMode").await.text(), "0");
    case.end().await;
}
