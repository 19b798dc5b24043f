//! The pages of a machine, drawn from its table and compared with what is committed.

use std::fs;
use std::path::PathBuf;

use mutual_care::machine::Machine;

use crate::chart;

/// Compares the page, the diagram and the Mermaid text of a machine with those in this folder of the project; with
/// `UPDATE_PAGES` set, writes them.
pub fn pages_are_what_the_code_draws<M: Machine>(folder: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let name = snake(M::TABLE.name);
    let table = &M::TABLE;
    for (kind, drawn) in
        [("md", chart::markdown(table)), ("svg", chart::svg(table)), ("mmd", chart::mermaid(table))]
    {
        let file = folder.join(format!("{name}.{kind}"));
        if std::env::var_os("UPDATE_PAGES").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&file, &drawn).unwrap();
        }
        let committed = fs::read_to_string(&file).unwrap_or_default();
        let shown = file.display();
        assert!(committed == drawn, "{shown} is not what the code draws: set UPDATE_PAGES to write it anew");
    }
}

/// `EmergencyPlan` as `emergency_plan`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}
