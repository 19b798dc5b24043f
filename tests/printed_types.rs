//! What a type prints of itself holds nothing that somebody wrote. Read from the sources, for every type there is:
//! a type that derives `Debug` keeps texts in [`PrivateText`](mutual_care::base::PrivateText), whose own prints
//! nothing of them, and days of birth in `PrivateDate` or `DateOfBirth`; or it is on a list of those that hold no
//! words of anybody's, with the reason. A type that writes its own `Debug` does so to say less, and is tested in its room.

use std::fs;
use std::path::Path;

/// Types that derive `Debug` and hold a text of another kind, and what that text is.
const HOLD_NO_WORDS: [(&str, &str); 6] = [
    ("CanonicalError", "what a `Serialize` of this crate says"),
    ("CardNumber", "a number to ring that is nobody's own: digits only"),
    ("LoadProblem", "codes of statuses, and revisions"),
    ("Named", "another place, or what was expected: names of fields, numbers, and words of the crate"),
    ("Problem", "where in a file: names of fields that the crate knows, and numbers"),
    ("RuleCode", "a code in lower case"),
];

/// A struct or an enum as it is written.
struct Written {
    name: String,
    derives_debug: bool,
    /// Its fields, without comments.
    body: String,
}

/// Every struct and enum of a file that rustfmt has laid out.
fn types(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut attributes = String::new();
    let mut open: Option<(usize, Written)> = None;
    for line in text.lines() {
        let (code, indent) = (line.trim(), line.len() - line.trim_start().len());
        if code.starts_with("//") {
            continue;
        }
        if let Some((depth, written)) = &mut open {
            written.body += line;
            written.body.push('\n');
            if indent == *depth && (code.starts_with('}') || code.starts_with(')')) {
                found.extend(open.take().map(|(_, written)| written));
            }
            continue;
        }
        let item = code.trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ");
        let item = item.trim_start_matches("pub ");
        let name = item.strip_prefix("struct ").or_else(|| item.strip_prefix("enum "));
        if let Some(name) = name {
            let name: String = name.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
            let derives_debug = attributes.contains("Debug");
            let written = Written { name, derives_debug, body: format!("{code}\n") };
            if code.ends_with(['{', '(']) {
                open = Some((indent, written));
            } else {
                found.push(written);
            }
            attributes.clear();
        } else if code.starts_with("#[") || (!attributes.is_empty() && !attributes.ends_with("]\n")) {
            attributes += code;
            attributes.push('\n');
        } else {
            attributes.clear();
        }
    }
    found
}

/// Whether a field holds a text that is not private by its type, or a day of birth that is not.
fn holds_words(body: &str) -> bool {
    let tokens = |line: &str| -> Vec<String> {
        let apart = line.replace("&'static str", "");
        apart.split(|it: char| !(it.is_alphanumeric() || it == '_')).map(String::from).collect()
    };
    let private = ["PrivateText", "PrivateDate", "DateOfBirth"];
    body.lines().map(tokens).any(|tokens| {
        let has = |token: &str| tokens.iter().any(|it| it == token);
        let birth = (has("born") || has("birth")) && has("NaiveDate");
        (["String", "str", "char"].into_iter().any(has) || birth) && !private.into_iter().any(has)
    })
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

fn all() -> Vec<(String, String)> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src"), &mut found);
    assert!(found.len() > 100, "expected to find the sources");
    found
}

#[test]
fn no_type_that_derives_debug_holds_words() {
    let (mut seen, mut listed) = (0, Vec::new());
    for (file, text) in all() {
        for written in types(&text).into_iter().filter(|it| it.derives_debug) {
            seen += 1;
            if holds_words(&written.body) {
                let fine = HOLD_NO_WORDS.iter().any(|(name, _)| *name == written.name);
                assert!(
                    fine,
                    "{file}: `{}` would print words; expected private ones, or a reason on the list:\n{}",
                    written.name, written.body
                );
                listed.push(written.name);
            }
        }
    }
    listed.sort();
    assert!(seen > 300, "{seen} types that derive `Debug`");
    assert_eq!(listed, HOLD_NO_WORDS.map(|(name, _)| name), "the list names those that there are");
}

/// Events are written in a list of a macro's, which says what holds for all of them: no text but a private one.
#[test]
fn no_event_and_no_case_holds_words() {
    let of_machines = |file: &&(String, String)| file.0.ends_with("event.rs") || file.0.ends_with("case.rs");
    let all = all();
    let files: Vec<_> = all.iter().filter(of_machines).filter(|it| !it.0.contains("/machine/")).collect();
    assert!(files.len() >= 6, "{}", files.len());
    for (file, text) in files {
        let code: Vec<&str> = text.lines().filter(|line| !line.trim().starts_with("//")).collect();
        assert!(!holds_words(&code.join("\n")), "{file}: a text that is not private");
    }
}

#[test]
fn a_type_that_would_print_words_is_found() {
    let text = "
/// Somebody.
#[derive(Debug, Clone)]
#[serde(rename = \"it\")]
pub struct Somebody {
    /// What they are called: a String.
    pub name: PrivateText,
    pub street: String,
}
#[derive(
    Clone,
    Debug,
)]
struct Tuple(Box<str>);
#[derive(Clone)]
pub(super) struct Quiet(String);
#[derive(Debug)]
enum Either { A }
#[derive(Debug)]
pub struct Birth {
    born: Option<NaiveDate>,
}
#[derive(Debug)]
struct Code(&'static str);
#[derive(Debug)]
pub struct Unit;
";
    let found = types(text);
    let names: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.derives_debug)).collect();
    let expected = [
        ("Somebody", true),
        ("Tuple", true),
        ("Quiet", false),
        ("Either", true),
        ("Birth", true),
        ("Code", true),
        ("Unit", true),
    ];
    assert_eq!(names, expected);
    let words: Vec<_> = found.iter().filter(|it| holds_words(&it.body)).map(|it| it.name.as_str()).collect();
    assert_eq!(words, ["Somebody", "Tuple", "Quiet", "Birth"]);
}
