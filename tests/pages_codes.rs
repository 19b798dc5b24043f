//! Every finding this crate can make, in `docs/codes.md`. `UPDATE_PAGES=1` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mutual_care::base::{Code, Room, Rule};
use mutual_care::{assessment, circle, emergency, household, machine, placement, support};

/// Every table of rules, from the ground up.
const TABLES: &[&[&Rule]] = &[
    support::rules::TABLE,
    machine::rules::TABLE,
    household::rules::TABLE,
    circle::rules::TABLE,
    assessment::rules::TABLE,
    emergency::rules::TABLE,
    emergency::record::rules::TABLE,
    placement::rules::TABLE,
    placement::notes::TABLE,
    placement::referral::rules::TABLE,
];

fn rules() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter().copied())
}

fn project(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn the_page_is_what_the_code_says() {
    let mut page = String::from(
        "# Findings\n\nEvery finding that this crate can make: its stable code, what it weighs unless your policy says \
         otherwise, who\nmay read it, its two sentences, and what it rests on. `{name}` stands for an amount that the \
         finding carries. This\npage is drawn from the code.\n",
    );
    for room in Room::ALL {
        let mut of_room = rules().filter(|rule| rule.room == *room).peekable();
        if of_room.peek().is_some() {
            writeln!(page, "\n## {room}").unwrap();
        }
        for rule in of_room {
            write!(
                page,
                "\n### `{}`\n\n{}; for {}\n\n- {}\n- For the person: {}\n- Basis: {}\n",
                rule.code, rule.weight, rule.audience, rule.professional, rule.person, rule.basis
            )
            .unwrap();
        }
    }
    let file = project("docs/codes.md");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == page, "docs/codes.md is not what the code says: set UPDATE_PAGES to write it anew");
}

#[test]
fn a_room_has_each_code_once() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert((rule.room, rule.code)), "{}/{} twice", rule.room.code(), rule.code);
    }
}

#[test]
fn no_table_of_rules_is_left_out() {
    let mut tables = 0;
    each_source(&project("src"), &mut |text| {
        tables += text.lines().filter(|line| *line == "rules! {").count();
    });
    assert_eq!(TABLES.len(), tables, "the tables named here, and those in src");
}

fn each_source(folder: &Path, look: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_source(&path, look);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            look(&fs::read_to_string(&path).unwrap());
        }
    }
}
