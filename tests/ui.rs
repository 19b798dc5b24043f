//! Mistakes that do not compile, and the compiler's own words for each.
//!
//! The words are those of one release of the compiler, the one that `.ci/run` names: with another, this checks
//! nothing and says so. New words are written with `TRYBUILD=overwrite cargo test --test ui`.

use std::process::Command;

const PINNED: &str = "rustc 1.95.";

#[test]
fn mistakes_do_not_compile() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().unwrap();
    if !String::from_utf8_lossy(&version.stdout).starts_with(PINNED) {
        eprintln!("not checked: the compiler's words, which are those of {PINNED}");
        return;
    }
    trybuild::TestCases::new().compile_fail("*.rs");
}
