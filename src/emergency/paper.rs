//! How words stand on paper: plain lines in large print.

use alloc::string::String;
use alloc::vec::Vec;

use super::sentences as tell;
pub(super) use crate::base::one_line;
use crate::base::{PrivateText, Told, WhyNotKnown};

/// Characters in a line: few enough for large print on a sheet of A4.
const WIDTH: usize = 56;

/// A line, wrapped; words longer than a line are cut where it ends.
pub(super) fn line(out: &mut String, depth: usize, text: &str) {
    let indent = depth * 2;
    let mut used = 0;
    for word in text.split(' ') {
        let letters: Vec<char> = word.chars().collect();
        for (nth, piece) in letters.chunks(WIDTH - 8).enumerate() {
            if used > 0 && nth == 0 && used + 1 + piece.len() <= WIDTH {
                out.push(' ');
                used += 1;
            } else {
                if used > 0 {
                    out.push('\n');
                }
                let inward = if used > 0 { indent + 2 } else { indent };
                out.extend(core::iter::repeat_n(' ', inward));
                used = inward;
            }
            out.extend(piece);
            used += piece.len();
        }
    }
    out.push('\n');
}

pub(super) fn said(told: &Told<PrivateText>) -> String {
    match told {
        Told::Known(text) if text.is_empty() => String::from(tell::NOTHING_WRITTEN_DOWN),
        Told::Known(text) => one_line(text.reveal()),
        Told::NotKnown(why) => String::from(not_known(*why)),
    }
}

pub(super) const fn not_known(why: WhyNotKnown) -> &'static str {
    match why {
        WhyNotKnown::NotAsked => tell::NOBODY_HAS_ASKED_YET,
        WhyNotKnown::AskedNotKnown => tell::NOT_KNOWN,
        WhyNotKnown::Declined => tell::WOULD_RATHER_NOT_SAY,
    }
}
