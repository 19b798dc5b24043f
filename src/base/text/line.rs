//! Somebody's own words, made fit to stand in what is printed for people.
//!
//! A name may hold anything that a keyboard, a scanner or an import can produce: an escape code that clears the
//! screen, a NUL, a mark that turns the rest of the line around, a Markdown heading. None of that may do anything
//! where the name is printed, and none of it may vanish either, since what is not seen is not corrected.

use alloc::format;
use alloc::string::String;
use core::fmt::Write as _;

/// Marks that set a piece of text apart from the direction of what stands around it.
pub(super) const FIRST_STRONG_ISOLATE: char = '\u{2068}';
pub(super) const POP_ISOLATE: char = '\u{2069}';

/// Words on one line, for a screen or for paper.
///
/// Every run of white space, line breaks included, becomes one space. A control character or a mark that steers the
/// direction of writing is shown by its number (`\u{1b}`), and does nothing. Words that hold letters written from
/// right to left are set between the two marks that keep them from turning what stands around them.
///
/// ```
/// use mutual_care::base::one_line;
/// assert_eq!(one_line("  Rose \n Okoro "), "Rose Okoro");
/// assert_eq!(one_line("Rose\u{1b}[2J"), r"Rose\u{1b}[2J");
/// assert_eq!(one_line("eso\u{202e}R"), r"eso\u{202e}R");
/// assert_eq!(one_line("רות"), "\u{2068}רות\u{2069}");
/// ```
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            space = !line.is_empty();
            continue;
        }
        if space {
            line.push(' ');
            space = false;
        }
        if steers(letter) {
            // Writing to a text does not fail.
            let _ = write!(line, "\\u{{{:x}}}", u32::from(letter));
        } else {
            line.push(letter);
        }
    }
    if line.chars().any(from_right_to_left) {
        format!("{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}")
    } else {
        line
    }
}

/// Words on one line, for a Markdown page: as [`one_line`], and every character that Markdown reads as a mark stands
/// for itself.
///
/// ```
/// use mutual_care::base::markdown_line;
/// assert_eq!(markdown_line("*Rose* <b>"), r"\*Rose\* \<b\>");
/// assert_eq!(markdown_line("# Rose | 1. a"), r"\# Rose \| 1. a");
/// assert_eq!(markdown_line("1. Rose"), r"1\. Rose");
/// assert_eq!(markdown_line("- Rose"), r"\- Rose");
/// ```
pub fn markdown_line(text: &str) -> String {
    let line = one_line(text);
    let mut safe = String::with_capacity(line.len());
    // A number with a dot or a bracket begins a list only at the start of a line, as do a plus and a hyphen.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (place, letter) in line.char_indices() {
        let at_start = matches!(letter, '-' | '+' | '=') && place == 0
            || matches!(letter, '.' | ')') && digits > 0 && place == digits;
        // Our own escapes (`\u{1b}`) hold a backslash, which Markdown reads as a mark too.
        let mark =
            matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!');
        if at_start || mark {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// Whether a character, printed, would do something rather than be seen: control characters, marks of writing
/// direction, marks around annotations, and the invisible letters that carry hidden text.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Whether a letter is written from right to left: the blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan,
/// Mandaic and their presentation forms, and those beyond the first plane that are set aside for such scripts.
const fn from_right_to_left(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::{markdown_line, one_line};

    /// Whatever stands in a text, nothing that steers is left in what is printed, save the pair that isolates.
    #[test]
    fn nothing_that_steers_is_printed() {
        for number in (0..0x3000).chain(0xfb00..0x1_0000).chain(0xe_0000..0xe_0100) {
            let Some(letter) = char::from_u32(number) else { continue };
            let text: alloc::string::String = ['a', letter, 'b'].into_iter().collect();
            let printed = one_line(&text);
            let inner = printed.trim_start_matches('\u{2068}').trim_end_matches('\u{2069}');
            assert!(!inner.chars().any(super::steers), "{number:x}");
            assert!(inner.starts_with('a') && inner.ends_with('b'), "{number:x}: nothing vanishes");
        }
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for words in ["", "Rose", "Zoë O'Brien-Smith", "王小明", "Ọláyínká", "👩‍👧"] {
            assert_eq!(one_line(words), words);
        }
        assert_eq!(markdown_line("Zoë O'Brien-Smith (Mum)"), "Zoë O'Brien-Smith (Mum)");
    }

    #[test]
    fn white_space_of_every_kind_is_one_space() {
        assert_eq!(one_line("\r\n a\tb\u{2028}c\u{a0}\u{3000}d\n"), "a b c d");
    }
}
