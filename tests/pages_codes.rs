//! Every finding this crate can make, in `docs/codes.md`. `UPDATE_PAGES=1` writes it anew.

mod sources;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use mutual_care::base::{Code, Room, Rule};
use mutual_care::{assessment, budget, circle, emergency, household, machine, package, placement, support};
use syn::visit::Visit;

/// Every table of rules, from the ground up.
const TABLES: &[&[&Rule]] = &[
    support::rules::TABLE,
    machine::rules::TABLE,
    household::rules::TABLE,
    circle::rules::TABLE,
    assessment::rules::TABLE,
    package::rules::TABLE,
    package::record::rules::TABLE,
    budget::rules::TABLE,
    budget::held::rules::TABLE,
    budget::record::rules::TABLE,
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

/// The calls of `rules!` in a file.
#[derive(Default)]
struct Tables(usize);

impl<'ast> Visit<'ast> for Tables {
    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.0 += usize::from(called.path.segments.last().is_some_and(|name| name.ident == "rules"));
    }
}

#[test]
fn no_table_of_rules_is_left_out() {
    let mut tables = Tables::default();
    for source in sources::all() {
        tables.visit_file(&source.file);
    }
    assert_eq!(TABLES.len(), tables.0, "the tables named here, and those in src");
}

#[test]
fn a_table_is_found_wherever_it_stands() {
    let text = "rules! { A } mod inside { crate::base::rules!(B); fn f() { rules![C]; } }
        // rules! { D }
        macro_rules! rules { () => {}; } fn rules() { other! { rules } }";
    let mut tables = Tables::default();
    tables.visit_file(&syn::parse_file(text).unwrap());
    assert_eq!(tables.0, 3);
}
