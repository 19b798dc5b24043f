//! What the examples share: reading a file, and saying what is wrong with it, each mistake on a line of its own:
//! `FILE: line 12, column 9, at arrangements[3].when: expected …`.

#![allow(dead_code, unreachable_pub, reason = "each example uses what it needs of this")]

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use mutual_care::base::{Handed, Problems, json};

/// The largest file that is read.
const FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Reads what was handed over in a file.
pub(crate) fn read<T: Handed>(path: &Path) -> Result<T, String> {
    json::read(&read_bytes(path)?).map_err(|problems| told(&path.display(), &problems))
}

/// The bytes of a file, if it is not too large.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let file = path.display();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|open| open.take(FILE_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| format!("{file}: cannot be read: {}", error.kind()))?;
    if bytes.len() as u64 > FILE_BYTES {
        return Err(format!("{file}: expected a file of at most {} MiB", FILE_BYTES >> 20));
    }
    Ok(bytes)
}

/// Everything that is wrong with a file, a line each.
pub(crate) fn told(file: &dyn fmt::Display, problems: &Problems) -> String {
    let lines = problems.iter().map(|problem| format!("{file}: {}", problem.in_place()));
    let more = (problems.more() > 0).then(|| format!("{file}: and {} more", problems.more()));
    lines.chain(more).collect::<Vec<_>>().join("\n")
}
