//! `app/getFreeSpaceAtPath`: bytes as text; of the nearest folder that exists, −1 without a path.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn bytes_as_text() {
    let case = Case::start("app/getFreeSpaceAtPath").await;
    let folder = case.server.folder.path().display();
    for path in [format!("{folder}"), format!("{folder}/not/there"), "relative".to_owned()] {
        let answer = case.get(&format!("path={path}")).await;
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=UTF-8"));
        assert!(answer.text().parse::<u64>().unwrap() > 0, "{path}");
    }
    case.gets(&[("path=", 200, "-1")]).await;
    case.end().await;
}
