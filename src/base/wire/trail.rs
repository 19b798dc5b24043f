//! The way to what is being read, so that a refusal can be told where it stands.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt;

/// The steps from the whole of a file to what is being read. Where something is refused, it ends there.
#[derive(Default)]
pub(crate) struct Trail {
    steps: Cell<Vec<Step>>,
    met: Cell<Option<String>>,
}

/// A step further in.
#[derive(Clone)]
pub(super) enum Step {
    /// To what stands under a name that the format has.
    Name(String),
    /// To what stands under any other name. Whatever was typed there is not kept.
    Unknown,
    /// To an element of a list.
    Item(usize),
}

/// Past this a text is no name of a field.
const NAME_BYTES: usize = 64;

impl Trail {
    pub(super) fn depth(&self) -> usize {
        self.with(|steps| steps.len())
    }

    /// Goes a step further in, from so far in.
    pub(super) fn enter(&self, depth: usize, step: Step) {
        self.with(|steps| {
            steps.truncate(depth);
            steps.push(step);
        });
    }

    /// Goes back to so far in: what was entered has been read.
    pub(super) fn leave(&self, depth: usize) {
        self.with(|steps| steps.truncate(depth));
    }

    /// A name was read, and is being looked at. It counts only once it has been accepted, and if it looks like the name
    /// of a field or a code.
    pub(super) fn met_name(&self, name: &str) {
        let looks_like_one = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let looks = name.len() <= NAME_BYTES && name.bytes().all(looks_like_one);
        self.met.set(looks.then(|| String::from(name)));
    }

    /// The step to what stands under the name that was accepted last.
    pub(super) fn name(&self) -> Step {
        self.met.take().map_or(Step::Unknown, Step::Name)
    }

    /// What was entered last stands under a name that nobody knows.
    pub(super) fn forget_name(&self) {
        self.with(|steps| {
            if let Some(last @ Step::Name(_)) = steps.last_mut() {
                *last = Step::Unknown;
            }
        });
    }

    /// Where it ends: `arrangements[3].when`, with `?` for a name that the format does not have. The version of a file is
    /// not part of where something is in it.
    #[cfg_attr(not(feature = "json"), expect(dead_code, reason = "who reads a file wants to know"))]
    pub(crate) fn place(&self) -> String {
        let mut place = String::new();
        let steps = self.with(|steps| steps.clone());
        for (nth, step) in steps.iter().enumerate() {
            let dot = if place.is_empty() { "" } else { "." };
            match step {
                Step::Name(name) if nth == 0 && name == "v1" => {}
                Step::Name(name) => place.extend([dot, name]),
                Step::Unknown => place.extend([dot, "?"]),
                Step::Item(index) => place.extend(["[", &index.to_string(), "]"]),
            }
        }
        place
    }

    fn with<T>(&self, look: impl FnOnce(&mut Vec<Step>) -> T) -> T {
        let mut steps = self.steps.take();
        let seen = look(&mut steps);
        self.steps.set(steps);
        seen
    }
}

impl fmt::Debug for Trail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trail(…)")
    }
}
