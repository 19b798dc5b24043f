//! Lines of text on a page for a screen or for paper.

use alloc::string::String;

use super::line::{FIRST_STRONG_ISOLATE, POP_ISOLATE};

/// A page that grows line by line, 100 characters wide.
#[derive(Default)]
pub(crate) struct Page {
    text: String,
    heading: Option<&'static str>,
}

impl Page {
    /// A heading for what comes next, set apart by a blank line. Nothing is printed of it if nothing comes.
    pub(crate) const fn heading(&mut self, text: &'static str) {
        self.heading = Some(text);
    }

    /// A line, wrapped and indented.
    pub(crate) fn line(&mut self, depth: usize, text: &str) {
        const WIDTH: usize = 100;
        if let Some(heading) = self.heading.take() {
            self.text.push_str(if self.text.is_empty() { "" } else { "\n" });
            self.line(0, &heading.to_uppercase());
        }
        let (out, indent) = (&mut self.text, depth * 2);
        let (mut used, mut isolates) = (0, 0_usize);
        for word in text.split(' ') {
            let length = word.chars().count();
            if used == 0 {
                out.extend(core::iter::repeat_n(' ', indent));
                used = indent;
            } else if used + 1 + length > WIDTH {
                // What is set apart by direction is closed on its line, and goes on in the next.
                out.extend(core::iter::repeat_n(POP_ISOLATE, isolates));
                out.push('\n');
                out.extend(core::iter::repeat_n(' ', indent + 2));
                out.extend(core::iter::repeat_n(FIRST_STRONG_ISOLATE, isolates));
                used = indent + 2;
            } else {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += length;
            for letter in word.chars() {
                match letter {
                    FIRST_STRONG_ISOLATE => isolates += 1,
                    POP_ISOLATE => isolates = isolates.saturating_sub(1),
                    _ => {}
                }
            }
        }
        out.push('\n');
    }

    /// The page as it is printed.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}
