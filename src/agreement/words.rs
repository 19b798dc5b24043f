//! The words in which something does not fit a version, with the name of the document in them.

/// Everything that a step may expect of a document, in words: [`words!`](super::words!) writes them.
#[derive(Debug)]
#[allow(missing_docs, reason = "each says it itself")]
pub struct StepWords {
    pub everyone: &'static str,
    pub not_before_drawn_up: &'static str,
    pub somebody_or_holder: &'static str,
    pub holder: &'static str,
    pub each_says: &'static str,
    pub somebody: &'static str,
    pub says_something_else: &'static str,
    pub same_but_for_words: &'static str,
    pub same_document: &'static str,
    pub replaced: &'static str,
    pub another_one: &'static str,
}

/// The [`StepWords`](super::StepWords) for a document of this name, which others than the people it is about have under
/// that one: `words!("plan", "a responder")`.
#[doc(hidden)]
#[macro_export]
macro_rules! __mutual_care_words {
    ($name:literal, $holder:literal) => {
        $crate::agreement::StepWords {
            everyone: concat!("expected everyone the ", $name, " is about, each once"),
            not_before_drawn_up: concat!(
                "expected `on` no earlier than the day the ",
                $name,
                " was drawn up"
            ),
            somebody_or_holder: concat!("expected somebody the ", $name, " is about, or ", $holder),
            holder: concat!("expected ", $holder, " of this ", $name),
            each_says: concat!("expected what each person the ", $name, " is about says, each once"),
            somebody: concat!("expected somebody the ", $name, " is about"),
            says_something_else: concat!("expected a ", $name, " that says something else than before"),
            same_but_for_words: concat!("expected the same ", $name, " but for its words"),
            same_document: concat!("expected another version of the same ", $name),
            replaced: concat!("expected `goes_on_in` for a ", $name, " that is replaced, and for no other"),
            another_one: concat!("expected another ", $name, " in `goes_on_in`"),
        }
    };
}
#[doc(inline)]
pub use __mutual_care_words as words;
