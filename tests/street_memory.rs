//! A street is read one household at a time: the memory it takes does not grow with its length. In a file of its
//! own, since it puts another allocator into the whole program, one that counts.

#[path = "../examples/common/mod.rs"]
mod common;
#[path = "../examples/street/count.rs"]
mod count;

use std::io::{BufRead, BufReader, Read};

use count::Street;
use mutual_care::base::json;
use mutual_care::household::HouseholdInput;

const FILE: &[u8] = include_bytes!("../examples/data/street.jsonl");

/// How many bytes more a longer street may take: far less than a single household.
const MORE_BYTES: u64 = 4 * 1024;

/// The committed street over and over, up to so many households, made while being read.
struct Long {
    at: usize,
    households: usize,
}

impl Read for Long {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        if self.households == 0 {
            return Ok(0);
        }
        let rest = &FILE[self.at..];
        let line = rest.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let length = line.min(to.len());
        to[..length].copy_from_slice(&rest[..length]);
        self.at += length;
        if length == line {
            self.households -= 1;
            self.at %= FILE.len();
        }
        Ok(length)
    }
}

/// The most that was in use at once, beyond what was before.
fn peak_over(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).bytes_max
}

fn street(households: usize) -> u64 {
    peak_over(|| {
        let mut street = Street::default();
        let mut lines = BufReader::new(Long { at: 0, households });
        street.read(&"street", &mut lines, |wrong| panic!("{wrong}")).unwrap();
        assert_eq!(street.all.households, households as u64);
    })
}

#[test]
fn a_street_twenty_times_as_long_takes_no_more_memory() {
    let (short, long) = (street(100), street(2_000));
    assert!(long <= short + MORE_BYTES, "{short} bytes for 100 households, {long} for 2,000");
    // Whoever keeps the households is found out.
    let keeping = |households| {
        peak_over(|| {
            let lines = BufReader::new(Long { at: 0, households }).lines();
            let read = lines.map(|line| json::read::<HouseholdInput>(line.unwrap().as_bytes()).unwrap());
            assert_eq!(read.collect::<Vec<_>>().len(), households);
        })
    };
    let (short, long) = (keeping(10), keeping(100));
    assert!(long > short + MORE_BYTES, "{short} bytes for 10 households, {long} for 100");
}
