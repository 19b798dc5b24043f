//! The floors of the house: a room uses only rooms below it.
//!
//! Reads the sources as text, takes comments and literals away, and follows every path that starts at the crate's
//! root (`crate`, `$crate`, enough `super`s), groups and the root's own re-exports included. What hides where a
//! path leads (a glob or another name for the root) is refused as well.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The rooms, from the ground up.
const FLOORS: [&str; 14] = [
    "base",
    "machine",
    "agreement",
    "need",
    "support",
    "household",
    "circle",
    "assessment",
    "package",
    "budget",
    "emergency",
    "future",
    "placement",
    "sharing",
];

/// Past this a file is two files.
const LINES_MOST: usize = 600;

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|known| *known == room)
}

/// Placing children is a subject of its own: it stands on the ground floor, the kernel of records and what people
/// agree to alone.
fn may_use(room: &str, other: &str) -> bool {
    match room {
        "placement" => ["base", "machine", "agreement", "placement"].contains(&other),
        _ => floor(other) <= floor(room),
    }
}

/// Source files by their path below `src`.
type Tree = BTreeMap<String, String>;

/// Everything in a tree that breaks a rule, each with its file and line.
fn faults(tree: &Tree) -> Vec<String> {
    let root = root_names(tree);
    let mut found = Vec::new();
    for (file, text) in tree {
        let lines = text.lines().count();
        if lines > LINES_MOST {
            found.push(format!("{file}: {lines} lines; past {LINES_MOST} it is two files"));
        }
        if file == "lib.rs" {
            continue;
        }
        let module = module_of(file);
        let room = module[0].as_str();
        if floor(room).is_none() {
            found.push(format!("{file}: `{room}` is no room on the list"));
            continue;
        }
        for path in paths(text, &module) {
            let at = format!("{file}:{}", path.line);
            match path.leads_to(&root) {
                Leads::Hidden => {
                    found.push(format!("{at}: another name for the root hides where paths lead"));
                }
                Leads::Unknown(name) => {
                    found.push(format!("{at}: `crate::{name}` is no room and no re-export"));
                }
                Leads::To(other) if !may_use(room, &other) => {
                    found.push(format!("{at}: `{room}` may not use `{other}`"));
                }
                Leads::To(_) => {}
            }
        }
    }
    found
}

/// What the crate's root offers beside the rooms: each re-exported name, and the room it comes from.
fn root_names(tree: &Tree) -> BTreeMap<String, String> {
    let tokens = tokens(tree.get("lib.rs").map_or("", String::as_str));
    let mut names = BTreeMap::new();
    for at in (0..tokens.len()).filter(|at| tokens[*at].text == "use") {
        let mut leaves = Vec::new();
        follow(&tokens, at + 1, Vec::new(), &mut leaves);
        for leaf in leaves {
            if let (Some(room), Some(last)) = (leaf.segments.first(), leaf.segments.last()) {
                names.insert(leaf.alias.as_ref().unwrap_or(last).clone(), room.clone());
            }
        }
    }
    names
}

/// `need/met/fixed.rs` is the module `need::met::fixed`; a `mod.rs` is its folder.
fn module_of(file: &str) -> Vec<String> {
    let mut module: Vec<String> = file.trim_end_matches(".rs").split('/').map(String::from).collect();
    if module.len() > 1 && module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

/// A path in terms of the crate's root.
struct Found {
    line: usize,
    segments: Vec<String>,
    alias: Option<String>,
}

enum Leads {
    To(String),
    Hidden,
    Unknown(String),
}

impl Found {
    fn leads_to(&self, root: &BTreeMap<String, String>) -> Leads {
        match self.segments.first().map(String::as_str) {
            None | Some("*") => Leads::Hidden,
            Some(room) if floor(room).is_some() => Leads::To(room.into()),
            Some(name) => match root.get(name) {
                Some(room) if floor(room).is_some() => Leads::To(room.clone()),
                _ => Leads::Unknown(name.into()),
            },
        }
    }
}

/// Every path of a file that starts at `crate` or climbs with `super`, in terms of the crate's root.
fn paths(text: &str, module: &[String]) -> Vec<Found> {
    let tokens = tokens(text);
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.text == text);
    let mut found = Vec::new();
    // Modules written inside the file, each with the depth of braces at which it ends.
    let (mut inner, mut depth): (Vec<(String, usize)>, usize) = (Vec::new(), 0);
    for at in 0..tokens.len() {
        match tokens[at].text.as_str() {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                inner.retain(|(_, ends_above)| *ends_above <= depth);
            }
            "mod" => {
                let name = at + 1 + usize::from(is(at + 1, "$"));
                if is(name + 1, "{") {
                    inner.push((tokens[name].text.clone(), depth + 1));
                }
            }
            // `extern crate alloc` and `pub(crate)` are no paths.
            "crate" if is(at + 1, "::") || is(at + 1, "as") => {
                follow(&tokens, at, Vec::new(), &mut found);
            }
            "mutual_care" if is(at + 1, "::") => {
                follow(&tokens, at, Vec::new(), &mut found);
            }
            "super" if at == 0 || !is(at - 1, "::") => {
                let supers = (at..tokens.len()).step_by(2).take_while(|at| is(*at, "super")).count();
                let after = at + 2 * supers;
                let here = module.iter().chain(inner.iter().map(|(name, _)| name)).cloned();
                let above = (module.len() + inner.len()).saturating_sub(supers);
                let start: Vec<String> = here.take(above).collect();
                // What else there may be is `pub(super)`, or another name for a module that is not the root.
                if is(after - 1, "::") {
                    follow(&tokens, after, start, &mut found);
                } else if start.is_empty() && is(after - 1, "as") {
                    found.push(Found { line: tokens[at].line, segments: start, alias: None });
                }
            }
            _ => {}
        }
    }
    found
}

/// Follows a path from a token on, into all branches of its groups; gives back where it ends.
fn follow(tokens: &[Token], mut at: usize, mut segments: Vec<String>, found: &mut Vec<Found>) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let line = tokens.get(at).map_or(0, |token| token.line);
    loop {
        match text(at) {
            "{" => {
                at += 1;
                while at < tokens.len() && text(at) != "}" {
                    at = follow(tokens, at, segments.clone(), found);
                    at += usize::from(text(at) == ",");
                }
                return at + 1;
            }
            "crate" | "mutual_care" | "self" => {}
            segment => segments.push(segment.into()),
        }
        at += 1;
        if text(at) != "::" {
            break;
        }
        at += 1;
    }
    let alias = (text(at) == "as").then(|| text(at + 1).to_string());
    at += 2 * usize::from(alias.is_some());
    found.push(Found { line, segments, alias });
    at
}

struct Token {
    text: String,
    line: usize,
}

/// Words, `::` and single signs; comments, texts and characters are left out.
fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let get = |at: usize| characters.get(at).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut tokens, mut at, mut line) = (Vec::new(), 0, 1);
    while at < characters.len() {
        let start = at;
        match (get(at), get(at + 1)) {
            ('/', '/') => at += characters[at..].iter().take_while(|c| **c != '\n').count(),
            ('/', '*') => at = after_comment(&characters, at),
            ('"', _) => at = after_text(&characters, at),
            ('r', '"') => at = after_raw_text(&characters, at + 1),
            ('r', '#') if matches!(get(at + 2), '"' | '#') => at = after_raw_text(&characters, at + 1),
            // A lifetime is a quote and a word without a quote after it.
            ('\'', next) if next != '\\' && get(at + 2) != '\'' => at += 1,
            ('\'', next) => {
                at += if next == '\\' { 3 } else { 2 };
                at += characters[at..].iter().take_while(|c| **c != '\'').count() + 1;
            }
            (':', ':') => {
                tokens.push(Token { text: "::".into(), line });
                at += 2;
            }
            (c, _) if is_word(c) => {
                let length = characters[at..].iter().take_while(|c| is_word(**c)).count();
                tokens.push(Token { text: characters[at..at + length].iter().collect(), line });
                at += length;
            }
            (c, _) => {
                if !c.is_whitespace() {
                    tokens.push(Token { text: c.into(), line });
                }
                at += 1;
            }
        }
        line += characters[start..at.min(characters.len())].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

fn after_comment(characters: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < characters.len() {
        match characters[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] if depth == 1 => return at + 2,
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    at
}

fn after_text(characters: &[char], mut at: usize) -> usize {
    at += 1;
    while at < characters.len() && characters[at] != '"' {
        at += if characters[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn after_raw_text(characters: &[char], at: usize) -> usize {
    let marks = characters[at..].iter().take_while(|c| **c == '#').count();
    let mut end = at + marks + 1;
    while end < characters.len() {
        let closes = characters[end] == '"'
            && characters[end + 1..].iter().take_while(|c| **c == '#').count() >= marks;
        end += 1;
        if closes {
            return end + marks;
        }
    }
    end
}

fn read(folder: &Path, below: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &format!("{name}/"), tree);
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            tree.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
fn no_room_uses_one_above_it() {
    let mut tree = Tree::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src"), "", &mut tree);
    assert!(tree.contains_key("base/mod.rs") && tree.len() > 10, "expected to find the sources");
    assert_eq!(faults(&tree), Vec::<String>::new());
    // The reader sees what is there: the plain words of needs do stand on the ground floor.
    let seen = paths(&tree["need/snapshot.rs"], &module_of("need/snapshot.rs"));
    assert!(seen.iter().any(|path| path.segments == ["base", "Fingerprint"]));
    assert!(seen.iter().any(|path| path.segments == ["need", "met", "Compiled"]));
}

/// The faults of a made-up tree of one file, beside a root that re-exports things from two rooms.
fn of(file: &str, text: &str) -> Vec<String> {
    let lib = "extern crate alloc; pub mod base; pub use household::{Household, kin as relations}; \
        pub use crate::base::Id;";
    faults(&Tree::from([("lib.rs".into(), lib.into()), (file.into(), text.into())]))
}

#[test]
fn a_path_that_goes_up_is_found_however_it_is_written() {
    for up in [
        "use crate::household::Household;",
        "use crate::{base, household::X};",
        "use crate::{base::{Id, Period}, need, household::{self, X}};",
        "use {alloc::vec::Vec, crate::household::X};",
        "use crate\n    ::household\n    ::X;",
        "pub use super::super::household::X;",
        "use super::super::{base::Id, household};",
        "fn f(x: crate::household::X) {}",
        "fn f() { let x = super::super::household::new(); }",
        "macro_rules! m { () => { $crate::household::X } }",
        "mod inside { use super::super::super::household::X; }",
        "mod inside { fn f() {} } use super::super::household::X;",
        "#[cfg(test)] mod tests { use crate::household::X; }",
        "#[cfg(test)] mod tests { fn f() { if true {} } use super::super::super::household::X; }",
        "use crate::Household;",
        "use crate::{Id, Household as H};",
        "use crate::relations;",
        "use mutual_care::household::X;",
        "const C: char = '\"'; use crate::household::X; const D: char = '\"';",
        "const C: char = '\\''; use crate::household::X; const D: char = '\\u{22}';",
        "fn f<'a>(x: &'a str) -> crate::household::X<'a> {}",
        "const R: &str = r#\"\"#; use crate::household::X;",
        "/* a /* nested */ comment */ use crate::household::X;",
        "impl<T> From<T> for crate::household::X {}",
        "use crate::household as somewhere;",
    ] {
        let found = of("need/snapshot.rs", up);
        assert!(!found.is_empty(), "{up}");
        assert!(
            found.iter().all(|fault| fault.ends_with(": `need` may not use `household`")),
            "{up}: {found:?}"
        );
    }
}

#[test]
fn a_path_that_stays_or_goes_down_is_let_through() {
    for fine in [
        "use crate::base::Id;",
        "use crate::{base::{self, Id}, need::Need, machine};",
        "use super::super::base;",
        "use super::household;",
        "use super::*;",
        "use household::X;",
        "use crate::Id;",
        "mod inside { use super::super::household; }",
        "pub(crate) fn f() {} pub(super) fn g() {} pub(in crate::need) fn h() {}",
        "// use crate::household::X;",
        "/// See [`crate::household::X`].",
        "/* use crate::household::X; */",
        "const T: &str = \"use crate::household::X;\";",
        "const T: &str = \"\\\"use crate::household::X;\";",
        "const T: &str = r#\"a \" use crate::household::X;\"#;",
        "extern crate alloc;",
    ] {
        assert_eq!(of("need/snapshot.rs", fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn what_hides_where_a_path_leads_is_refused() {
    for hidden in [
        "use crate::*;",
        "use crate as c;",
        "use super::super::*;",
        "use super::super as root;",
        "use crate::{self as c};",
        "use crate::{base::Id, *};",
    ] {
        let found = of("need/snapshot.rs", hidden);
        assert_eq!(
            found,
            ["need/snapshot.rs:1: another name for the root hides where paths lead"],
            "{hidden}"
        );
    }
    let found = of("need/snapshot.rs", "\n\nuse crate::nowhere::X;");
    assert_eq!(found, ["need/snapshot.rs:3: `crate::nowhere` is no room and no re-export"]);
}

#[test]
fn each_room_uses_itself_and_those_below() {
    for (place, room) in FLOORS.iter().enumerate() {
        for (other_place, other) in FLOORS.iter().enumerate() {
            let found = of(&format!("{room}/mod.rs"), &format!("use crate::{other}::X;"));
            let alone =
                *room == "placement" && !["base", "machine", "agreement", "placement"].contains(other);
            assert_eq!(found.is_empty(), other_place <= place && !alone, "{room} and {other}: {found:?}");
        }
    }
}

#[test]
fn a_room_that_is_not_on_the_list_is_refused() {
    for file in ["attic/mod.rs", "attic.rs", "attic/deep/down.rs"] {
        assert_eq!(of(file, ""), [format!("{file}: `attic` is no room on the list")]);
    }
    assert_eq!(of("need.rs", ""), Vec::<String>::new());
    assert_eq!(of("need/mod.rs", "use super::household::X;").len(), 1);
}

#[test]
fn a_file_of_600_lines_is_one_file_and_of_601_two() {
    assert_eq!(of("need/long.rs", &"//\n".repeat(600)), Vec::<String>::new());
    assert_eq!(
        of("need/long.rs", &"//\n".repeat(601)),
        ["need/long.rs: 601 lines; past 600 it is two files"]
    );
}
