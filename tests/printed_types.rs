//! What a type prints of itself holds nothing that somebody wrote. Read from the sources, for every type there is:
//! a type that derives `Debug` keeps texts in [`PrivateText`](mutual_care::base::PrivateText), whose own prints
//! nothing of them, and days of birth in `PartDate`, `PrivateDate` or `DateOfBirth`; or it is on a list of those that hold no
//! words of anybody's, with the reason. A type that writes its own `Debug` does so to say less, and is tested in its room.

mod sources;

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;

/// Types that derive `Debug` and hold a text of another kind, and what that text is.
const HOLD_NO_WORDS: [(&str, &str); 6] = [
    ("CanonicalError", "what a `Serialize` of this crate says"),
    ("CardNumber", "a number to ring that is nobody's own: digits only"),
    ("LoadProblem", "codes of statuses, and revisions"),
    ("Named", "another place, or what was expected: names of fields, numbers, and words of the crate"),
    ("Problem", "where in a file: names of fields that the crate knows, and numbers"),
    ("RuleCode", "a code in lower case"),
];

/// A struct or an enum.
struct Written {
    name: String,
    derives_debug: bool,
    fields: Vec<Names>,
}

/// The names in a part of the source: of a field, its own and those of its type.
type Names = BTreeSet<String>;

/// The structs and enums of a file, those that its macros are given or write included.
#[derive(Default)]
struct Types(Vec<Written>);

impl Types {
    fn of(file: &syn::File) -> Vec<Written> {
        let mut types = Self::default();
        types.visit_file(file);
        types.0
    }

    fn add(&mut self, name: &syn::Ident, attributes: &[syn::Attribute], item: &impl ToTokens) {
        let derives_debug = attributes.iter().any(|attribute| derives_debug(attribute.to_token_stream()));
        self.0.push(Written {
            name: name.to_string(),
            derives_debug,
            fields: fields(item.to_token_stream()),
        });
    }

    /// What stands in a macro is no syntax yet, so a type is looked for by its keyword: its body is the next group.
    fn add_from_macro(&mut self, tokens: TokenStream) {
        let (mut debug, mut name): (bool, Option<String>) = (false, None);
        for tree in tokens {
            match tree {
                TokenTree::Ident(word) if word == "struct" || word == "enum" => name = Some(String::new()),
                TokenTree::Ident(word) if name.as_ref().is_some_and(String::is_empty) => {
                    name = Some(word.to_string());
                }
                TokenTree::Punct(sign) if sign.as_char() == ';' => (debug, name) = (false, None),
                TokenTree::Group(group) => {
                    if group.delimiter() == Delimiter::Bracket {
                        debug |= derives_debug(group.stream());
                    } else if let Some(name) = name.take() {
                        self.0.push(Written { name, derives_debug: debug, fields: fields(group.stream()) });
                        debug = false;
                    }
                    self.add_from_macro(group.stream());
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Types {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.ident, &item.attrs, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(&item.ident, &item.attrs, item);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.add_from_macro(called.tokens.clone());
    }
}

fn derives_debug(attribute: TokenStream) -> bool {
    let mut names = Names::new();
    add_names(attribute, &mut names);
    names.contains("derive") && names.contains("Debug")
}

/// What stands between commas, semicolons and braces: of a type its fields, of other code whatever there is. The two parts
/// of a map stand apart: a text as a key is a text, whatever the value is.
fn fields(tokens: TokenStream) -> Vec<Names> {
    let mut found = vec![Names::new()];
    let mut field = TokenStream::new();
    for tree in tokens.into_iter().chain([proc_macro2::Punct::new(',', proc_macro2::Spacing::Alone).into()]) {
        match &tree {
            TokenTree::Punct(sign) if [',', ';'].contains(&sign.as_char()) => {
                let mut names = Names::new();
                add_names(std::mem::take(&mut field), &mut names);
                found.push(names);
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                found.extend(fields(group.stream()));
            }
            _ => field.extend([tree]),
        }
    }
    found
}

/// Every name there is, but that of a text which stands in the program itself (`&'static str`).
fn add_names(tokens: TokenStream, names: &mut Names) {
    let mut before = String::new();
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => add_names(group.stream(), names),
            TokenTree::Ident(word) => {
                let word = word.to_string();
                if !(word == "str" && before == "static") {
                    names.insert(word.clone());
                }
                before = word;
            }
            _ => {}
        }
    }
}

/// Whether there is a text that is not private by its type, or a day of birth that is not.
fn holds_words(names: &Names) -> bool {
    let any_of = |wanted: &[&str]| wanted.iter().any(|name| names.contains(*name));
    let birth = any_of(&["born", "birth"]) && names.contains("NaiveDate");
    (any_of(&["String", "str", "char"]) || birth)
        && !any_of(&["PrivateText", "PrivateDate", "PartDate", "DateOfBirth"])
}

#[test]
fn no_type_that_derives_debug_holds_words() {
    let (mut seen, mut listed) = (0, Vec::new());
    for source in sources::all() {
        for written in Types::of(&source.file).into_iter().filter(|it| it.derives_debug) {
            seen += 1;
            if let Some(words) = written.fields.iter().find(|names| holds_words(names)) {
                let fine = HOLD_NO_WORDS.iter().any(|(name, _)| *name == written.name);
                assert!(
                    fine,
                    "{}: `{}` would print words; expected private ones, or a reason on the list: {words:?}",
                    source.path, written.name
                );
                listed.push(written.name);
            }
        }
    }
    listed.sort();
    assert!(seen > 300, "{seen} types that derive `Debug`");
    assert_eq!(listed, HOLD_NO_WORDS.map(|(name, _)| name), "the list names those that there are");
}

/// Whatever makes up an event or a case, in a type or as a macro is given it, has no text but a private one.
#[test]
fn no_event_and_no_case_holds_words() {
    let all = sources::all();
    let of_machines = |path: &str| path.ends_with("event.rs") || path.ends_with("case.rs");
    let files: Vec<_> =
        all.iter().filter(|it| of_machines(&it.path) && !it.path.starts_with("machine/")).collect();
    assert!(files.len() >= 6, "{}", files.len());
    for source in files {
        let words = fields(source.file.to_token_stream()).into_iter().find(holds_words);
        assert_eq!(words, None, "{}: a text that is not private", source.path);
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
enum Either { A, B(u8), C { private: PrivateText } }
#[derive(Debug)] enum Told { A, B(Option<String>), C { it: u8 } }
#[derive(Debug)]
pub struct Birth {
    born: Option<NaiveDate>,
}
#[derive(Debug)]
struct Code(&'static str);
#[derive(Debug)]
pub struct Unit;
fn inside() {
    #[derive(Debug)] struct Inside { words: String }
}
macro_rules! written { ($name:ident) => { #[derive(Debug)] pub struct $name { words: String } } }
given! { /// In a list.
    #[derive(Debug)] struct Given { on: NaiveDate, words: &'a str } #[derive(Debug)] struct Fine(u8); }
";
    let found = Types::of(&syn::parse_file(text).unwrap());
    let names: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.derives_debug)).collect();
    let expected = [
        ("Somebody", true),
        ("Tuple", true),
        ("Quiet", false),
        ("Either", true),
        ("Told", true),
        ("Birth", true),
        ("Code", true),
        ("Unit", true),
        ("Inside", true),
        ("name", true),
        ("Given", true),
        ("Fine", true),
    ];
    assert_eq!(names, expected);
    let words = found.iter().filter(|it| it.fields.iter().any(holds_words));
    let words: Vec<_> = words.map(|it| it.name.as_str()).collect();
    assert_eq!(words, ["Somebody", "Tuple", "Quiet", "Told", "Birth", "Inside", "name", "Given"]);
}

/// An event that a macro is given is no type yet.
#[test]
fn a_word_in_an_event_that_a_macro_is_given_is_found() {
    let holds = |text: &str| fields(syn::parse_file(text).unwrap().to_token_stream()).iter().any(holds_words);
    assert!(holds("events! { Opened { on, words: String, } }"));
    assert!(holds("events! { Opened { on, (serde(default)) said: Option<Box<str>>, by: PrivateText } }"));
    assert!(!holds("events! { /// A String.\n Opened { on, words: PrivateText, was: &'static str } }"));
    assert!(holds("events! { Named { on, names: BTreeMap<String, PrivateText>, } }"), "a key is a text too");
}
