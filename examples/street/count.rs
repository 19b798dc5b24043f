//! What is counted over a street, and reading it line by line with one household in memory at a time.

#![allow(dead_code, unreachable_pub, reason = "the test that mounts this uses a part of it")]

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead};

use mutual_care::base::json;
use mutual_care::base::{PersonId, Told, WhyNotKnown};
use mutual_care::household::HouseholdInput;
use mutual_care::need::{Arrangement, Source};
use mutual_care::support::{Support, Tally};
use serde::Serialize;

use crate::common;

/// The longest line that is read: far more than a household within the limits of the crate takes.
pub(crate) const LINE_BYTES: usize = 16 * 1024 * 1024;

/// What a line's memory may hold on to, once a longer one has been read.
const KEPT_BYTES: usize = 64 * 1024;

/// Households, and the people in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Reach {
    pub(crate) households: u64,
    pub(crate) people: u64,
}

impl Reach {
    fn add(&mut self, people: impl IntoIterator<Item = PersonId>) {
        let mut people: Vec<PersonId> = people.into_iter().collect();
        people.sort_unstable();
        people.dedup();
        self.households += u64::from(!people.is_empty());
        self.people += people.len() as u64;
    }
}

/// Things, and in how many households they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Things {
    pub(crate) households: u64,
    pub(crate) number: u64,
}

impl Things {
    fn add(&mut self, number: usize) {
        self.households += u64::from(number > 0);
        self.number += number as u64;
    }
}

/// How many people give so many hours a week: the bands in which national statistics count unpaid care, and what
/// lies below them. Whoever gives nothing is in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Bands {
    pub(crate) under_1: u64,
    pub(crate) from_1_to_9: u64,
    pub(crate) from_10_to_19: u64,
    pub(crate) from_20_to_34: u64,
    pub(crate) from_35_to_49: u64,
    pub(crate) from_50: u64,
}

impl Bands {
    /// A part of an hour does not lift anybody into a band: 9 h 59 min is in the band of 1 to 9.
    pub(crate) fn add(&mut self, minutes: u32) {
        let band = match minutes / 60 {
            0 if minutes == 0 => return,
            0 => &mut self.under_1,
            1..=9 => &mut self.from_1_to_9,
            10..=19 => &mut self.from_10_to_19,
            20..=34 => &mut self.from_20_to_34,
            35..=49 => &mut self.from_35_to_49,
            _ => &mut self.from_50,
        };
        *band += 1;
    }

    /// In order.
    pub(crate) fn all(self) -> [u64; 6] {
        [
            self.under_1,
            self.from_1_to_9,
            self.from_10_to_19,
            self.from_20_to_34,
            self.from_35_to_49,
            self.from_50,
        ]
    }
}

/// Everything that is counted. Holds numbers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Street {
    /// Households, and who lives in them.
    pub(crate) all: Reach,
    /// Pairs of whom each one's loss makes critical needs of the other fall.
    pub(crate) mutual_dependence: Reach,
    /// Pairs who each care for the other.
    pub(crate) reciprocal_care: Reach,
    /// Needs met only because people hold each other up, round and round.
    pub(crate) rings: Things,
    /// Sources whose loss alone makes a critical need fall.
    pub(crate) single_points_of_failure: Things,
    /// People who give, by hours a week of *doing*.
    pub(crate) hours_doing: Bands,
    /// People who give, by hours a week of *doing* and *being there* together.
    pub(crate) hours_in_all: Bands,
    /// Help that is counted on and not confirmed.
    pub(crate) not_confirmed: Things,
    /// Of that, help of which nobody was asked whether they can, or want to.
    pub(crate) not_asked: Things,
    /// Lines that are no household.
    pub(crate) lines_refused: u64,
}

impl Street {
    /// Counts a household, as it was on the day it was written down.
    fn count(&mut self, input: &HouseholdInput) -> Result<(), String> {
        let snapshot = input.snapshot(input.as_at()).map_err(|wrong| wrong.to_string())?;
        let support = Support::of(&snapshot);
        self.all.households += 1;
        self.all.people += snapshot.members().count() as u64;
        let people =
            |pairs: Vec<(PersonId, PersonId)>| pairs.into_iter().flat_map(|(one, other)| [one, other]);
        self.mutual_dependence.add(people(support.mutual_dependence()));
        self.reciprocal_care.add(people(support.reciprocal_care()));
        self.rings.add(support.circular().rings.len());
        self.single_points_of_failure.add(support.single_points_of_failure().len());
        let mut given: BTreeMap<PersonId, (u32, u32)> = BTreeMap::new();
        for one in support.given() {
            let Some(by) = snapshot.source(one.by).and_then(Source::as_person) else { continue };
            let Tally { doing, being_there } = one.tally;
            let (done, in_all) = given.entry(by).or_default();
            *done += doing.total;
            *in_all += doing.total + being_there.total;
        }
        for (doing, in_all) in given.into_values() {
            self.hours_doing.add(doing);
            self.hours_in_all.add(in_all);
        }
        let not_confirmed = support.not_confirmed();
        let asked_nothing =
            not_confirmed.iter().filter_map(|id| snapshot.arrangement(*id)).filter(|a| is_open(a));
        self.not_asked.add(asked_nothing.count());
        self.not_confirmed.add(not_confirmed.len());
        Ok(())
    }

    /// Reads households, one a line, and counts them. `refused` is told what is wrong with a line that is none;
    /// reading goes on with the next.
    ///
    /// # Errors
    ///
    /// Only of reading as such.
    pub(crate) fn read(
        &mut self,
        name: &dyn fmt::Display,
        lines: &mut dyn BufRead,
        mut refused: impl FnMut(&str),
    ) -> io::Result<()> {
        let mut line = Vec::new();
        for before in 0.. {
            let whole = match next_line(lines, &mut line)? {
                Next::End => return Ok(()),
                Next::Line => true,
                Next::TooLong => false,
            };
            if whole && line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let counted = if whole {
                let read = json::read::<HouseholdInput>(&line);
                let input = read.map_err(|problems| common::told(name, &problems.after_lines(before)));
                input.and_then(|input| self.count(&input))
            } else {
                let most = LINE_BYTES >> 20;
                Err(format!("{name}: line {}: expected a line of at most {most} MiB", before + 1))
            };
            if let Err(wrong) = counted {
                self.lines_refused += 1;
                refused(&wrong);
            }
            line.shrink_to(KEPT_BYTES);
        }
        Ok(())
    }
}

/// Whether nobody was asked if they can give it, or if they want to.
fn is_open(arrangement: &Arrangement) -> bool {
    const NOT_ASKED: WhyNotKnown = WhyNotKnown::NotAsked;
    matches!(arrangement.able_now, Told::NotKnown(NOT_ASKED))
        || matches!(arrangement.willing_now, Told::NotKnown(NOT_ASKED))
}

enum Next {
    Line,
    TooLong,
    End,
}

/// Reads up to the end of a line. Of a line that is too long nothing is kept.
fn next_line(lines: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Next> {
    line.clear();
    let (mut some, mut too_long) = (false, false);
    loop {
        let buffer = match lines.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let (part, read) = (&buffer[..end.unwrap_or(buffer.len())], end.map_or(buffer.len(), |end| end + 1));
        some |= read > 0;
        too_long |= line.len() + part.len() > LINE_BYTES;
        if too_long {
            line.clear();
        } else {
            line.extend_from_slice(part);
        }
        lines.consume(read);
        if end.is_some() || read == 0 {
            return Ok(match (some, too_long) {
                (false, _) => Next::End,
                (true, true) => Next::TooLong,
                (true, false) => Next::Line,
            });
        }
    }
}

impl fmt::Display for Street {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, what: &str, cells: &[&str]| {
            write!(f, "{what:<44}")?;
            cells.iter().try_for_each(|cell| write!(f, "{cell:>12}"))?;
            writeln!(f)
        };
        let two = |f: &mut fmt::Formatter<'_>, what: &str, one: u64, other: u64| {
            line(f, what, &[&one.to_string(), &other.to_string()])
        };
        let reach =
            |f: &mut fmt::Formatter<'_>, what, reach: Reach| two(f, what, reach.households, reach.people);
        let things =
            |f: &mut fmt::Formatter<'_>, what, things: Things| two(f, what, things.households, things.number);
        line(f, "", &["households", "people"])?;
        reach(f, "all", self.all)?;
        reach(f, "in mutual dependence", self.mutual_dependence)?;
        reach(f, "in reciprocal care", self.reciprocal_care)?;
        writeln!(f)?;
        line(f, "", &["households", "number"])?;
        things(f, "rings", self.rings)?;
        things(f, "single points of failure", self.single_points_of_failure)?;
        things(f, "help counted on and not confirmed", self.not_confirmed)?;
        things(f, "  of that, somebody was not asked", self.not_asked)?;
        writeln!(f)?;
        let bands = |f: &mut fmt::Formatter<'_>, what: &str, bands: [&str; 6]| {
            write!(f, "{what:<34}")?;
            bands.iter().try_for_each(|band| write!(f, "{band:>8}"))?;
            writeln!(f)
        };
        let counted = |f: &mut fmt::Formatter<'_>, what, of: Bands| {
            let numbers = of.all().map(|number| number.to_string());
            bands(f, what, numbers.each_ref().map(String::as_str))
        };
        bands(f, "people who give, by hours a week", ["under 1", "1–9", "10–19", "20–34", "35–49", "50+"])?;
        counted(f, "doing", self.hours_doing)?;
        counted(f, "doing and being there", self.hours_in_all)
    }
}
