//! Every proof is run: a file here that `Cargo.toml` does not list would be one that nobody misses.

use std::fs;
use std::path::Path;

#[test]
fn every_proof_is_listed() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed =
        [here.join("Cargo.toml"), here.join("ui/Cargo.toml")].map(|file| fs::read_to_string(file).unwrap());
    let mut proofs = 0;
    for entry in fs::read_dir(here).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let file = match path.extension() {
            Some(extension) if extension == "rs" => name.to_string(),
            _ if path.join("main.rs").exists() => format!("{name}/main.rs"),
            _ => continue,
        };
        proofs += 1;
        let line = [format!("path = \"{file}\""), format!("path = \"../{file}\"")];
        assert!(
            listed.iter().any(|list| list.lines().any(|given| line.iter().any(|line| line == given))),
            "expected a [[test]] with {} in tests/Cargo.toml",
            line[0]
        );
    }
    assert!(proofs > 30, "expected to find the proofs, found {proofs}");
}
