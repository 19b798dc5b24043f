//! Sentences for people: a room's words stand in one table, each a line with slots, and code only says which and with what.

use alloc::string::String;
use core::fmt;

use crate::base::{AnyId, Fingerprint, Id, WeekMinute, WeekPattern, WeekSpan, codes};

codes! {
    /// For whom something is put into words.
    pub enum Reader: "a reader" {
        /// The people it is about: without levels, fingerprints and the words of the field.
        Family = "family", "the family";
        /// Professionals: with all of these.
        Professional = "professional", "professionals";
    }
}

/// What may fill a slot: words, counts, times of the week, ids.
///
/// No date and no `u32`, which is how minutes are counted here: what they print by themselves is for machines, and a
/// reader wants [`date_in_words`](super::date_in_words) and "2 hours 20 minutes".
pub(crate) trait Slot: fmt::Display {}
impl Slot for String {}
impl Slot for &str {}
impl Slot for u8 {}
impl Slot for u64 {}
impl Slot for usize {}
impl Slot for WeekMinute {}
impl Slot for WeekSpan {}
impl Slot for WeekPattern {}
impl Slot for Fingerprint {}
impl Slot for AnyId {}
impl<K> Slot for Id<K> where Self: fmt::Display {}

/// Writes a room's table of sentences. A slot stands in braces; whoever fills it gives something that can be printed.
///
/// ```text
/// sentences! {
///     // Words with nothing to fill in.
///     CRITICAL = " (critical)";
///     // With slots: each is a parameter of the function `away`, in this order.
///     away(name) = "{name} is suddenly away.";
///     // For both readers: the function asks for the `Reader` first.
///     nothing(over) =
///         family "Nothing that cannot wait is left waiting for {over}.",
///         professional "No critical need opens within {over}.";
///     // For one and for many: the first slot is the count.
///     needs(count) = one "1 need", many "{count} needs";
/// }
/// ```
///
/// It is `format!` and no more, so the compiler refuses a slot that is no parameter, and a call that forgets one. The
/// rest is found by the test that comes with each table: a slot in words that have none, a parameter that a reader or a
/// number is not told, a space too many.
macro_rules! sentences {
    ($($name:ident $(($($slot:ident),+))? = $($($form:ident)? $text:literal),+;)+) => {
        $($crate::base::sentence::sentence! { $name $(($($slot),+))? = $($($form)? $text),+ })+

        #[cfg(test)]
        #[test]
        fn every_slot_of_every_sentence_is_filled() {
            let rows = [$($crate::base::sentence::Row {
                name: stringify!($name),
                slots: &[$($(stringify!($slot)),+)?],
                forms: &[$((concat!($(stringify!($form))?), $text)),+],
            }),+];
            assert_eq!($crate::base::sentence::faults(&rows), [""; 0]);
        }
    };
}
pub(crate) use sentences;

/// One row of a table: a constant, or a function that fills its slots.
macro_rules! sentence {
    ($name:ident = $text:literal) => {
        pub(crate) const $name: &str = $text;
    };
    ($name:ident = family $family:literal, professional $professional:literal) => {
        pub(crate) const fn $name(reader: $crate::base::Reader) -> &'static str {
            match reader {
                $crate::base::Reader::Family => $family,
                $crate::base::Reader::Professional => $professional,
            }
        }
    };
    ($name:ident($($slot:ident),+) = $text:literal) => {
        pub(crate) fn $name($($slot: &dyn $crate::base::sentence::Slot),+) -> alloc::string::String {
            alloc::format!($text)
        }
    };
    ($name:ident($($slot:ident),+) = family $family:literal, professional $professional:literal) => {
        pub(crate) fn $name(
            reader: $crate::base::Reader,
            $($slot: &dyn $crate::base::sentence::Slot),+
        ) -> alloc::string::String {
            match reader {
                $crate::base::Reader::Family => alloc::format!($family),
                $crate::base::Reader::Professional => alloc::format!($professional),
            }
        }
    };
    ($name:ident($count:ident $(, $slot:ident)*) = one $one:literal, many $many:literal) => {
        pub(crate) fn $name($count: usize $(, $slot: &dyn $crate::base::sentence::Slot)*) -> alloc::string::String {
            if $count == 1 { alloc::format!($one) } else { alloc::format!($many) }
        }
    };
}
pub(crate) use sentence;

/// A row as the test of its table reads it: its forms are `family` and `professional`, `one` and `many`, or one alone.
#[cfg(test)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) slots: &'static [&'static str],
    pub(crate) forms: &'static [(&'static str, &'static str)],
}

/// What is wrong with the rows of a table: every slot is filled with its own name and has to be seen.
#[cfg(test)]
pub(crate) fn faults(rows: &[Row]) -> alloc::vec::Vec<String> {
    let mut faults = alloc::vec::Vec::new();
    for Row { name, slots, forms } in rows {
        for (form, text) in *forms {
            // One of them is told as "1", or not at all.
            let is_count = |slot: usize| slot == 0 && matches!(*form, "one" | "many");
            let mut filled = String::from(*text);
            for (place, slot) in slots.iter().enumerate() {
                let hole = alloc::format!("{{{slot}}}");
                if !filled.contains(&hole) && !is_count(place) {
                    faults.push(alloc::format!("{name} {form}: `{slot}` is not told"));
                }
                filled = filled.replace(&hole, slot);
            }
            if filled.contains(['{', '}']) {
                faults.push(alloc::format!("{name} {form}: a slot that nothing fills: {filled}"));
            }
            if filled.is_empty() || filled.contains("  ") || filled.contains('\n') {
                faults.push(alloc::format!("{name} {form}: no words, or a space too many: {filled}"));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{Reader, Row, faults};

    mod table {
        super::super::sentences! {
            CRITICAL = " (critical)";
            away(name) = "{name} is suddenly away.";
            first(name) = family "Say that first, {name}.", professional "Ask {name} first.";
            over = family "It is over.", professional "It has ended.";
            needs(count, name) = one "{name} has 1 need", many "{name} has {count} needs";
        }
    }

    #[test]
    fn a_row_is_filled_by_what_it_is_given() {
        assert_eq!(table::CRITICAL, " (critical)");
        assert_eq!(table::away(&"Ada"), "Ada is suddenly away.");
        assert_eq!(table::first(Reader::Family, &"Ada"), "Say that first, Ada.");
        assert_eq!(table::first(Reader::Professional, &"Ada"), "Ask Ada first.");
        assert_eq!(table::over(Reader::Professional), "It has ended.");
        assert_eq!(
            [0, 1, 2].map(|count| table::needs(count, &"Ada")),
            ["Ada has 0 needs", "Ada has 1 need", "Ada has 2 needs"]
        );
    }

    #[test]
    fn what_is_wrong_with_a_row_is_seen() {
        let fault = |slots, forms| faults(&[Row { name: "row", slots, forms }]).join("; ");
        assert_eq!(fault(&["who"], &[("", "{who} comes")]), "");
        assert_eq!(fault(&["count"], &[("one", "1 need"), ("many", "needs")]), "");
        assert!(fault(&[], &[("", "{who} comes")]).contains("a slot that nothing fills"));
        assert!(fault(&["who"], &[("", "{who:>3} comes")]).contains("`who` is not told"));
        assert!(
            fault(&["who"], &[("family", "{who} comes"), ("professional", "comes")])
                .contains("professional: `who` is not told")
        );
        assert!(fault(&["count", "who"], &[("one", "1 need"), ("many", "{who}")]).contains("one: `who`"));
        for text in ["", "a  b", "a\nb"] {
            assert!(fault(&[], alloc::vec![("", text)].leak()).contains("no words"), "{text:?}");
        }
    }
}
