//! Chooses the folder whose files become the web page in the binary.
//!
//! The first of these that has an `index.html`:
//!
//! 1. `$QCODEX_WEBUI_DIR`: a page built elsewhere (packages, container images);
//! 2. `webui/build/`: what `make webui` has built, ignored by git;
//! 3. one placeholder page in `OUT_DIR`, with a warning: the API works without a page.
//!
//! Cargo never runs npm: a build needs neither Node nor the network. The choice reaches
//! `src/webui.rs` as `QCODEX_WEBUI_EMBED_DIR`. Without the feature `webui` nothing is done.

#![expect(clippy::disallowed_methods, reason = "cargo speaks to build scripts by the environment")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const VARIABLE: &str = "QCODEX_WEBUI_DIR";

/// Follows the look of the real page; no style or script inside, so that the content security
/// policy holds for it too.
const PLACEHOLDER: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>qcodex</title>
  </head>
  <body>
    <h1>qcodex is running, its web page is not built in</h1>
    <p>Run <code>make webui</code> and build qcodex again. The API at <code>/api/v2</code> works.</p>
  </body>
</html>
"#;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    if env::var_os("CARGO_FEATURE_WEBUI").is_none() {
        return Ok(());
    }

    let root = PathBuf::from(required("CARGO_MANIFEST_DIR")?);
    let named = env::var_os(VARIABLE).filter(|dir| !dir.is_empty()).map(|dir| root.join(dir));
    let candidates = named.into_iter().chain([root.join("webui").join("build")]);

    let mut chosen = None;
    for dir in candidates {
        // A path that does not exist would make every build start anew. A folder's own entry
        // covers files that appear or vanish in it, at any depth.
        if dir.exists() {
            println!("cargo::rerun-if-changed={}", dir.display());
        }
        if chosen.is_none() && dir.join("index.html").is_file() {
            chosen = Some(dir);
        }
    }

    let dir = if let Some(dir) = chosen {
        dir
    } else {
        println!(
            "cargo::warning=the web page is not built: qcodex gets a placeholder; run `make webui`"
        );
        placeholder(Path::new(&required("OUT_DIR")?))?
    };
    println!("cargo::rustc-env=QCODEX_WEBUI_EMBED_DIR={}", dir.display());
    Ok(())
}

fn required(name: &str) -> io::Result<std::ffi::OsString> {
    env::var_os(name).ok_or_else(|| io::Error::other(format!("cargo did not set {name}")))
}

fn placeholder(out: &Path) -> io::Result<PathBuf> {
    let dir = out.join("webui-placeholder");
    fs::create_dir_all(&dir)?;
    fs::write(dir.join("index.html"), PLACEHOLDER)?;
    Ok(dir)
}
