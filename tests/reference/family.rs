//! A few words with which made-up families are put together by hand.

use chrono::NaiveDate;
use mutual_care::base::{
    ArrangementId, Every, MINUTES_PER_WEEK, NeedId, PersonId, SourceId, Told, WeekSpan, Word, parse_spans,
};
use mutual_care::need::{
    Arrangement, Consequence, Need, Outcome, Reliance, SkillNeeded, SkilledHands, Snapshot, SnapshotParts,
    Source, TimedHelp, Window,
};
use uuid::Uuid;

use super::House;

/// The person with this number.
pub fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(number))
}

/// The source with this number.
pub fn source(number: u128) -> SourceId {
    SourceId::new(Uuid::from_u128(number))
}

/// The need with this number.
pub fn need(number: u128) -> NeedId {
    NeedId::new(Uuid::from_u128(number))
}

/// The arrangement with this number.
pub fn arrangement(number: u128) -> ArrangementId {
    ArrangementId::new(Uuid::from_u128(number))
}

/// The date of all of them: a Monday.
pub fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// A day of the year of all of them.
pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// One week of so many, counted from the week of a Monday.
pub fn weeks(weeks: u8, from: NaiveDate) -> Every {
    Every::weeks(weeks, from).unwrap()
}

/// So many days on of so many, counted from a day.
pub fn days(days: u8, on: u8, from: NaiveDate) -> Every {
    Every::days(days, on, from).unwrap()
}

/// Makes an arrangement alternate.
pub fn every(every: Every) -> impl FnOnce(&mut Arrangement) {
    move |help| help.every = Some(every)
}

/// Somebody who gives help asleep.
pub fn asleep(help: &mut Arrangement) {
    help.awake = Told::Known(false);
}

/// So many of the hands have a skill.
pub fn hands_with(skill: &'static str, hands: u8) -> impl FnOnce(&mut Arrangement) {
    move |help| help.skills.push(SkilledHands { skill: Word::of(skill), hands })
}

/// A minute of the week, or of a cycle.
pub fn at<M: core::str::FromStr<Err: core::fmt::Debug>>(text: &str) -> M {
    text.parse().unwrap()
}

/// A family in the making.
#[derive(Debug, Clone)]
pub struct Family {
    /// What has been said of it so far.
    pub parts: SnapshotParts,
}

impl Family {
    /// Members with these numbers.
    pub fn of<const N: usize>(members: [u128; N]) -> Self {
        let sources = members.map(|number| Source::member(person(number))).to_vec();
        Self { parts: SnapshotParts { on: date(), sources, needs: Vec::new(), arrangements: Vec::new() } }
    }

    /// A provider.
    pub fn provider(mut self, number: u128) -> Self {
        self.parts.sources.push(Source::provider(source(number)));
        self
    }

    /// A person from outside.
    pub fn outsider(mut self, number: u128) -> Self {
        self.parts.sources.push(Source::person(person(number)));
        self
    }

    /// A critical need of a member for somebody to be there, with a tolerance.
    pub fn need(self, number: u128, of: u128, when: &str, tolerance: u32) -> Self {
        self.need_owed(number, of, when, tolerance, None)
    }

    /// A critical need of a member for something to be done in each window, so many minutes of it.
    pub fn doing(self, number: u128, of: u128, when: &str, tolerance: u32, owed: u16) -> Self {
        self.need_owed(number, of, when, tolerance, Some(owed))
    }

    /// A critical need of a member for something to be done in each week from a minute to the same minute, so many
    /// minutes of it.
    pub fn doing_all_week(mut self, number: u128, of: u128, from: &str, tolerance: u32, owed: u16) -> Self {
        let week = WeekSpan::new(at(from), MINUTES_PER_WEEK).unwrap();
        let need = Need::new(need(number), person(of), Outcome::Nutrition, Consequence::Critical)
            .with_windows(vec![Window::doing(week, owed).unwrap()])
            .and_then(|need| need.with_tolerance(tolerance));
        self.parts.needs.push(need.unwrap());
        self
    }

    /// A critical need of a member for somebody to be there until seven on Monday morning, asleep or not, and then for
    /// something to be done by eight.
    pub fn night_then_breakfast(mut self, number: u128, of: u128, tolerance: u32) -> Self {
        let [night, morning] =
            ["Sun 22:00-Mon 07:00", "Mon 07:00-08:00"].map(|when| parse_spans(when).unwrap()[0]);
        let windows = vec![Window::being_there(night), Window::doing(morning, 60 - 1).unwrap()];
        let need = Need::new(need(number), person(of), Outcome::Nutrition, Consequence::Critical);
        self.parts.needs.push(need.with_windows(windows).unwrap().with_tolerance(tolerance).unwrap());
        self
    }

    fn need_owed(mut self, number: u128, of: u128, when: &str, tolerance: u32, owed: Option<u16>) -> Self {
        let window = |span| owed.map_or(Ok(Window::being_there(span)), |owed| Window::doing(span, owed));
        let windows = parse_spans(when).unwrap().into_iter().map(window).collect::<Result<_, _>>().unwrap();
        let need = Need::new(need(number), person(of), Outcome::Nutrition, Consequence::Critical);
        self.parts.needs.push(need.with_windows(windows).unwrap().with_tolerance(tolerance).unwrap());
        self
    }

    /// The last need takes two.
    pub fn takes_two(self) -> Self {
        self.takes(2)
    }

    /// The last need takes so many at once.
    pub fn takes(mut self, helpers: u8) -> Self {
        let last = self.parts.needs.pop().unwrap();
        self.parts.needs.push(last.with_helpers(helpers).unwrap());
        self
    }

    /// The last need alternates.
    pub fn alternating(mut self, every: Every) -> Self {
        let last = self.parts.needs.pop().unwrap();
        self.parts.needs.push(last.with_every(Some(every)).unwrap());
        self
    }

    /// The last need asks for somebody awake.
    pub fn awake(mut self) -> Self {
        let last = self.parts.needs.pop().unwrap();
        self.parts.needs.push(last.with_awake(true));
        self
    }

    /// So many of the helpers of the last need must have each of these skills.
    pub fn skilled<const N: usize>(mut self, skills: [(&'static str, u8); N]) -> Self {
        let last = self.parts.needs.pop().unwrap();
        let skills = skills.map(|(skill, helpers)| SkillNeeded { skill: Word::of(skill), helpers });
        self.parts.needs.push(last.with_skills(skills.to_vec()).unwrap());
        self
    }

    /// The last need is only serious.
    pub fn serious(mut self) -> Self {
        let last = self.parts.needs.pop().unwrap();
        let serious = Need::new(last.id(), last.person(), last.outcome(), Consequence::Serious)
            .with_windows(last.windows().to_vec())
            .and_then(|need| need.with_tolerance(last.tolerance_min()))
            .and_then(|need| need.with_helpers(last.helpers()))
            .map(|need| need.with_awake(last.asks_awake()))
            .and_then(|need| need.with_skills(last.skills().to_vec()))
            .and_then(|need| need.with_every(last.every()));
        self.parts.needs.push(serious.unwrap());
        self
    }

    /// Help that relies on these needs of the giver's.
    pub fn helps_relying<const N: usize>(
        mut self,
        number: u128,
        by: u128,
        with: u128,
        when: &str,
        on: [u128; N],
    ) -> Self {
        let mut help = Arrangement::new(arrangement(number), source(by), need(with), when.parse().unwrap());
        help.relies_on = Reliance::Stated(on.map(need).to_vec());
        self.parts.arrangements.push(help);
        self
    }

    /// Help that relies on nothing.
    pub fn helps(self, number: u128, by: u128, with: u128, when: &str) -> Self {
        self.helps_relying(number, by, with, when, [])
    }

    /// Help of which nobody has said what it relies on.
    pub fn helps_unsaid(self, number: u128, by: u128, with: u128, when: &str) -> Self {
        self.helps(number, by, with, when).but(|help| help.relies_on = Reliance::NotSaid)
    }

    /// Changes the last arrangement.
    pub fn but(mut self, change: impl FnOnce(&mut Arrangement)) -> Self {
        change(self.parts.arrangements.last_mut().unwrap());
        self
    }

    /// The snapshot.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.parts.clone()).unwrap()
    }

    /// The household, for the reference.
    pub fn house(&self) -> House {
        House::of(&self.snapshot())
    }
}

/// Timed help with one pair of hands, that leans on nothing and takes in nobody, named by an arrangement's
/// id.
pub fn comes(number: u128, by: u128, with: &[u128], from: u32, until: Option<u32>) -> TimedHelp {
    TimedHelp {
        id: arrangement(number).any(),
        source: source(by),
        from,
        until,
        needs: with.iter().copied().map(need).collect(),
        hands: 1,
        skills: Vec::new(),
        takes_in: Vec::new(),
        relies_on: Vec::new(),
    }
}
