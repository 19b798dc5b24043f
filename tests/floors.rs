//! The floors of the house: a room uses only rooms below it, and no files that lie side by side use each other.
//!
//! Reads the sources as tokens, since much of what is used stands inside macros, and follows every path that starts at the
//! crate's root (`crate`, `$crate`, enough `super`s), groups and re-exports included. What hides where a path leads (a glob
//! or another name for the root) is refused as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

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

/// `need/met/fixed.rs` is the module `need::met::fixed`; a `mod.rs` is its folder, and `lib.rs` the root.
fn module_of(file: &str) -> Vec<String> {
    if file == "lib.rs" {
        return Vec::new();
    }
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
    paths_of(&tokens(text), module)
}

fn paths_of(tokens: &[Token], module: &[String]) -> Vec<Found> {
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
                follow(tokens, at, Vec::new(), &mut found);
            }
            "mutual_care" if is(at + 1, "::") => {
                follow(tokens, at, Vec::new(), &mut found);
            }
            "super" if at == 0 || !is(at - 1, "::") => {
                let supers = supers(tokens, at);
                let after = at + 2 * supers;
                let here = module.iter().chain(inner.iter().map(|(name, _)| name)).cloned();
                let above = (module.len() + inner.len()).saturating_sub(supers);
                let start: Vec<String> = here.take(above).collect();
                // What else there may be is `pub(super)`, or another name for a module that is not the root.
                if is(after - 1, "::") {
                    follow(tokens, after, start, &mut found);
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

/// Words, `::` and single signs as the compiler sees them: no comments, and nothing of what stands in a text.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    flatten(text.parse().expect("a source that can be read"), &mut tokens);
    tokens
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut half_of_a_path = false;
    for tree in stream {
        let line = tree.span().start().line;
        let mut put = |text: &str| tokens.push(Token { text: text.into(), line });
        let ends_a_path = std::mem::take(&mut half_of_a_path);
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Parenthesis | Delimiter::None => ("(", ")"),
                };
                put(open);
                flatten(group.stream(), tokens);
                tokens.push(Token { text: close.into(), line: group.span_close().start().line });
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' && ends_a_path => put("::"),
            TokenTree::Punct(sign) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint => {
                half_of_a_path = true;
            }
            TokenTree::Punct(sign) => put(&sign.to_string()),
            TokenTree::Ident(word) => put(&word.to_string()),
            TokenTree::Literal(_) => put("\""),
        }
    }
}

/// The same without what is there for tests alone.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    const TESTS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut rest): (Vec<Token>, _) = (Vec::new(), tokens.into_iter());
    while let Some(token) = rest.next() {
        kept.push(token);
        let ends = kept.iter().rev().map(|token| token.text.as_str()).take(TESTS.len());
        if ends.eq(TESTS.into_iter().rev()) {
            kept.truncate(kept.len() - TESTS.len());
            // What it stands before ends with a semicolon, or with the braces that it opens.
            let mut depth = 0;
            for token in rest.by_ref() {
                depth += i32::from(token.text == "{") - i32::from(token.text == "}");
                if depth == 0 && matches!(token.text.as_str(), ";" | "}") {
                    break;
                }
            }
        }
    }
    kept
}

/// Files and folders that lie side by side and use each other: the folder, and each circle in order.
///
/// What a folder's own file shows is what it shows, not its: who uses that uses the file in which it stands.
fn circles(tree: &Tree) -> BTreeSet<(String, String)> {
    let sources: BTreeMap<Vec<String>, Vec<Token>> =
        tree.iter().map(|(file, text)| (module_of(file), without_tests(tokens(text)))).collect();
    let mut shown: Shown = BTreeMap::new();
    for (module, tokens) in &sources {
        for at in (0..tokens.len()).filter(|at| tokens[*at].text == "use") {
            let from_here = !["crate", "super"].contains(&tokens.get(at + 1).map_or("", |next| &next.text));
            let start = if from_here { module.clone() } else { above(tokens, at + 1, module) };
            let mut leaves = Vec::new();
            follow(tokens, at + 1 + supers(tokens, at + 1) * 2, start, &mut leaves);
            for leaf in leaves {
                if let Some(last) = leaf.segments.last() {
                    let name = leaf.alias.as_ref().unwrap_or(last).clone();
                    shown.entry(module.clone()).or_default().insert(name, leaf.segments);
                }
            }
        }
    }
    let mut uses: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (module, tokens) in &sources {
        for path in paths_of(tokens, module) {
            let home = home(&path.segments, &sources, &shown, 0);
            let together = module.iter().zip(&home).take_while(|(one, other)| one == other).count();
            if together > 0 && together < module.len().min(home.len()) {
                let user = module[..=together].to_vec();
                uses.entry(user).or_default().insert(home[..=together].to_vec());
            }
        }
    }
    let reached = |from: &Vec<String>| {
        let (mut reached, mut ahead) = (BTreeSet::new(), vec![from]);
        while let Some(next) = ahead.pop() {
            ahead.extend(uses.get(next).into_iter().flatten().filter(|used| reached.insert((*used).clone())));
        }
        reached
    };
    let all: BTreeMap<&Vec<String>, _> = uses.keys().map(|file| (file, reached(file))).collect();
    let mut circles = BTreeSet::new();
    for (file, reached) in &all {
        let back = |other: &&Vec<String>| all.get(other).is_some_and(|theirs| theirs.contains(*file));
        let circle: Vec<&Vec<String>> = reached.iter().filter(back).collect();
        if circle.len() > 1 {
            let names: Vec<&str> = circle.iter().filter_map(|file| file.last()).map(String::as_str).collect();
            circles.insert((file[..file.len() - 1].join("/"), names.join(" ")));
        }
    }
    circles
}

/// Per module, the names that it uses or shows and where they lead.
type Shown = BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>>;

/// The module in which what a path leads to stands.
fn home(
    path: &[String],
    modules: &BTreeMap<Vec<String>, Vec<Token>>,
    shown: &Shown,
    deep: usize,
) -> Vec<String> {
    let inside = (0..=path.len()).rev().find(|length| *length == 0 || modules.contains_key(&path[..*length]));
    let (module, rest) = path.split_at(inside.unwrap_or(0));
    let leads = rest.first().and_then(|name| shown.get(module)?.get(name));
    match leads {
        Some(leads) if deep < 9 => home(&[leads, &rest[1..]].concat(), modules, shown, deep + 1),
        _ => module.to_vec(),
    }
}

/// How many `super`s stand there.
fn supers(tokens: &[Token], at: usize) -> usize {
    let is = |at: usize| tokens.get(at).is_some_and(|token| token.text == "super");
    (at..tokens.len()).step_by(2).take_while(|at| is(*at)).count()
}

/// The module from which a path that climbs goes down.
fn above(tokens: &[Token], at: usize, module: &[String]) -> Vec<String> {
    match supers(tokens, at) {
        0 => Vec::new(),
        supers => module[..module.len().saturating_sub(supers)].to_vec(),
    }
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

#[test]
fn no_files_that_lie_side_by_side_use_each_other() {
    let mut tree = Tree::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src"), "", &mut tree);
    let found = circles(&tree);
    assert!(found.is_empty(), "these use each other: move what both need to a file below them: {found:?}");
}

#[test]
fn a_circle_is_found_however_it_is_closed() {
    let found = |files: &[(&str, &str)]| -> Vec<(String, String)> {
        let file = |(name, text): &(&str, &str)| ((*name).to_string(), (*text).to_string());
        circles(&files.iter().map(file).collect()).into_iter().collect()
    };
    let circle = |files: &str| [("need".to_string(), files.to_string())];
    let shows = ("need/mod.rs", "mod a; mod b; pub use a::A; pub use b::{f, B as C};");
    for (a, b) in [
        ("use super::b::B; pub struct A;", "use super::a::A; pub struct B;"),
        ("use super::C; pub struct A;", "use super::A; pub struct B;"),
        ("use crate::need::{C, f}; pub struct A;", "use crate::need::A;"),
        ("fn g() { super::f() } pub struct A;", "pub fn f(_: crate::A) {}"),
        ("macro_rules! m { () => { $crate::need::f() } } pub struct A;", "use super::A;"),
    ] {
        let lib = ("lib.rs", "mod need; pub use need::A;");
        assert_eq!(found(&[lib, shows, ("need/a.rs", a), ("need/b.rs", b)]), circle("a b"), "{a} {b}");
    }
    // Three in a row, one of them a folder.
    let three = [
        ("need/a.rs", "use super::b::B;"),
        ("need/b.rs", "use super::c::C;"),
        ("need/c/mod.rs", "mod d;"),
        ("need/c/d.rs", "use super::super::a::A;"),
    ];
    assert_eq!(found(&three), circle("a b c"));
}

#[test]
fn what_is_no_circle_is_let_through() {
    for (a, b) in [
        ("use super::b::B;", "pub struct B;"),
        ("use super::b::B;", "#[cfg(test)] mod tests { use super::super::a::A; }"),
        ("use super::b::B;", "#[cfg(test)] use super::a::A; pub struct B;"),
        ("use super::b::B;", "/// See [`super::a::A`].\npub struct B;"),
        // What the folder's own file holds is below both.
        ("use super::b::B;", "use super::Shared; pub struct B;"),
    ] {
        let files = [("need/mod.rs", "pub struct Shared;"), ("need/a.rs", a), ("need/b.rs", b)];
        let tree = files.map(|(name, text)| (name.to_string(), text.to_string())).into();
        assert_eq!(circles(&tree), BTreeSet::new(), "{a} {b}");
    }
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
