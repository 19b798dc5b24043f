//! The line and column at which places such as `arrangements[3].for` stand in a JSON text that has been read before.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Line and column, counted from 1, at which each place begins, or what is nearest around it. One walk finds all of
/// them, so that a file with many mistakes takes no longer than one with few.
pub(super) fn positions(text: &[u8], places: &[&str]) -> Vec<(usize, usize)> {
    let steps: Vec<Vec<&str>> = places.iter().map(|place| steps(place)).collect();
    let wanted: Vec<Wanted<'_>> =
        steps.iter().enumerate().map(|(nth, steps)| (nth, steps.as_slice())).collect();
    let mut walk =
        Walk { text, at: 0, counted: 0, line: 1, line_start: 0, found: vec![(1, 1); places.len()] };
    walk.value(&wanted, true);
    walk.found
}

fn steps(place: &str) -> Vec<&str> {
    place.split(['.', '[', ']']).filter(|step| !step.is_empty()).collect()
}

/// A place that is looked for, by number, with the steps to it from here.
type Wanted<'s> = (usize, &'s [&'s str]);

struct Walk<'t> {
    text: &'t [u8],
    at: usize,
    /// How far lines have been counted; which line that is, and where it starts.
    counted: usize,
    line: usize,
    line_start: usize,
    found: Vec<(usize, usize)>,
}

impl Walk<'_> {
    /// Goes through a value in which some places are looked for. It goes in no deeper than they do.
    fn value(&mut self, wanted: &[Wanted<'_>], whole: bool) {
        self.skip(u8::is_ascii_whitespace);
        let position = if wanted.is_empty() { (0, 0) } else { self.line_column() };
        for (nth, _) in wanted {
            if let Some(found) = self.found.get_mut(*nth) {
                *found = position;
            }
        }
        let goes_on = wanted.iter().any(|(_, steps)| !steps.is_empty());
        match self.peek() {
            Some(b'{') if goes_on => self.fields(wanted, whole),
            Some(b'[') if goes_on => self.items(wanted),
            _ => self.skip_value(),
        }
    }

    fn fields(&mut self, wanted: &[Wanted<'_>], whole: bool) {
        self.at += 1;
        while self.goes_on(b'}') {
            let start = self.at;
            self.skip_string();
            let name = self.text.get(start..self.at).and_then(|name| serde_json::from_slice(name).ok());
            let name: String = name.unwrap_or_default();
            self.skip(|byte| byte.is_ascii_whitespace() || *byte == b':');
            // The version of a file is not part of where something is in it.
            if whole && name == "v1" {
                self.value(wanted, false);
            } else {
                self.value(&under(wanted, &name), false);
            }
        }
    }

    fn items(&mut self, wanted: &[Wanted<'_>]) {
        self.at += 1;
        let mut index = 0_usize;
        while self.goes_on(b']') {
            let before = self.at;
            self.value(&under(wanted, &alloc::format!("{index}")), false);
            if self.at == before {
                // No value, but the end of something else: the text is no JSON.
                return;
            }
            index += 1;
        }
    }

    /// Whether another element stands here; if not, goes past the end.
    fn goes_on(&mut self, end: u8) -> bool {
        self.skip(|byte| byte.is_ascii_whitespace() || *byte == b',');
        match self.peek() {
            None => false,
            Some(byte) if byte == end => {
                self.at += 1;
                false
            }
            Some(_) => true,
        }
    }

    /// Goes past a value in which nothing is looked for, however deep it is.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => self.skip_string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' if depth == 0 => return,
                _ => self.at += 1,
            }
            if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    fn skip(&mut self, passes: impl Fn(&u8) -> bool) {
        while self.text.get(self.at).is_some_and(&passes) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn line_column(&mut self) -> (usize, usize) {
        let passed = self.text.get(self.counted..self.at).unwrap_or_default();
        for (nth, _) in passed.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
            self.line += 1;
            self.line_start = self.counted + nth + 1;
        }
        self.counted = self.at;
        (self.line, self.at - self.line_start + 1)
    }
}

fn under<'s>(wanted: &[Wanted<'s>], step: &str) -> Vec<Wanted<'s>> {
    let goes = |(nth, steps): &Wanted<'s>| match steps.split_first() {
        Some((first, rest)) if *first == step => Some((*nth, rest)),
        _ => None,
    };
    wanted.iter().filter_map(goes).collect()
}
