//! Laws over many made-up packages: each line and need is an arrangement or left out, whoever is paused gets nothing, hours
//! are those of the line, and a week into which a package was laid stays as it is when it is laid in again.

use chrono::{Days, NaiveDate};
use mutual_care::base::{NeedId, PersonId, WeekMinute};
use mutual_care::package::{Line, Package, Pause, SplitThen, WhyLeftOut};

use super::{day, id, line, on, package, period, shared, stands, visits, week, with};

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn day(&mut self) -> NaiveDate {
        day("2026-02-25") + Days::new(self.below(14))
    }

    fn period(&mut self) -> mutual_care::base::Period {
        let (one, other) = (self.day(), self.day());
        let from = (self.below(4) > 0).then_some(one.min(other));
        let until = (self.below(4) > 0).then(|| one.max(other) + Days::new(1));
        mutual_care::base::Period::new(from, until).unwrap()
    }

    fn line(&mut self, number: u16) -> Line {
        let mut line = if self.below(2) == 0 { line(number) } else { shared(number) };
        if self.below(2) == 0 {
            line.period = self.period();
        }
        let hours =
            ["daily 12:00-13:00", "Mon 08:00-Tue 10:00", "Sat,Sun 22:00-07:00, 22:00-07:30", "always"];
        line.when = Some(visits(hours[usize::try_from(self.below(4)).unwrap()]));
        for _ in 0..self.below(4) {
            let days = self.period();
            let Some(days) = days.intersection(line.period) else { continue };
            let mut pause = Pause::of_all(days);
            if line.people.len() > 1 && self.below(3) > 0 {
                pause.who = vec![line.people[usize::try_from(self.below(2)).unwrap()]];
                pause.split_then = Some(SplitThen::AsBefore);
            }
            line.pauses.push(pause);
        }
        line
    }

    /// One whose parts fit together.
    fn package(&mut self) -> Package {
        loop {
            let lines = (0..self.below(4)).map(|number| self.line(301 + u16::try_from(number).unwrap()));
            let mut parts = package([]).into_parts();
            parts.lines = lines.collect();
            if let Ok(package) = Package::new(parts) {
                return package;
            }
        }
    }
}

fn whose(need: NeedId) -> PersonId {
    if need == id(101) { id(1) } else { id(2) }
}

#[test]
fn each_line_and_need_is_an_arrangement_or_left_out_and_hours_are_the_lines_own() {
    let (mut dice, mut given, mut paused) = (Dice(0x5eed), 0, 0);
    for _ in 0..400 {
        let package = dice.package();
        let with = week(vec![stands(901, 5, 101, 301)]).with_package(&package).unwrap();
        for line in package.lines() {
            for need in &line.needs {
                let mut all = with.snapshot.arrangements().iter();
                let one = all.find(|one| one.package_line == Some(line.id) && one.need == *need);
                let mut out = with.left_out.iter().filter(|out| out.line == line.id);
                let out = out.find(|out| out.need.is_none_or(|of| of == *need));
                // Read from the dates alone, day by day.
                let gives = |day| line.period.contains(day) && line.left_on(day).contains(&whose(*need));
                assert_eq!((one.is_some(), out.is_none()), (gives(on()), gives(on())));
                paused += usize::from(out.is_some_and(|out| out.why == WhyLeftOut::Paused));
                let Some(one) = one else { continue };
                given += 1;
                let spans = line.when.as_ref().and_then(|when| when.visits()).unwrap().spans();
                for minute in (0..10_080).step_by(30).map(|minute| WeekMinute::new(minute).unwrap()) {
                    let listed = spans.iter().any(|span| span.contains(minute));
                    assert_eq!(one.when.contains(minute), listed, "{minute}");
                }
                // Its days are those around the date, and the day before and after them are none.
                for far in 0..40 {
                    let (back, ahead) = (on() - Days::new(far), on() + Days::new(far));
                    let all = |from: NaiveDate, last: NaiveDate| {
                        from.iter_days().take_while(|day| *day <= last).all(gives)
                    };
                    assert_eq!(one.period.contains(back), all(back, on()));
                    assert_eq!(one.period.contains(ahead), all(on(), ahead));
                }
            }
        }
        let ours = |line| package.line(line).is_some();
        let named =
            with.snapshot.arrangements().iter().filter_map(|one| one.package_line).filter(|line| ours(*line));
        assert!(named.count() + with.left_out.len() >= package.lines().len());
    }
    assert!(given > 200 && paused > 50, "{given} {paused}");
}

#[test]
fn a_package_that_is_laid_in_again_changes_nothing() {
    let mut dice = Dice(0xca5e);
    for _ in 0..200 {
        let package = dice.package();
        let stood =
            week(vec![stands(901, 5, 101, 301), super::helps(902, 3, 102), super::helps(903, 1, 102)]);
        let once = stood.with_package(&package).unwrap();
        let twice = once.snapshot.with_package(&package).unwrap();
        assert_eq!((&once.snapshot, &once.left_out), (&twice.snapshot, &twice.left_out));
    }
}

#[test]
fn without_lines_everything_stays() {
    let stood = week(vec![stands(901, 5, 101, 399), super::helps(902, 1, 102)]);
    assert_eq!(with(&stood, []).snapshot, stood);
    assert_eq!(period("", ""), mutual_care::base::Period::ALWAYS);
}
