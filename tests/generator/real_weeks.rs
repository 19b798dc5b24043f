//! What real weeks bring into a household: weeks that alternate, rotas by days, people who sleep, skills, good and bad
//! days. Each alone, each two together, and all at once, in turn.

use chrono::Days;
use mutual_care::base::{
    ArrangementId, Every, NeedId, Period, SourceId, Told, WeekPattern, WhyNotKnown, Word,
};
use mutual_care::need::{
    ADULT, Ability, Age, Arrangement, Consequence, Need, Outcome, Reliance, SkillNeeded, SkilledHands,
    SnapshotParts, Source, SourceKind, Window,
};
use uuid::Uuid;

use super::Dice;
use super::household::{date, household};
use super::times::span;

const DAY: u32 = 1_440;

/// One of the things that real weeks bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Brings {
    /// Weeks that alternate.
    Weeks,
    /// Rotas by days.
    Rotas,
    /// People who are asleep, and needs for somebody awake.
    Sleep,
    /// Some of the helpers must have a skill.
    Skills,
    /// Able on some days.
    SomeDays,
}

impl Brings {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Weeks, Self::Rotas, Self::Sleep, Self::Skills, Self::SomeDays];
}

/// What the household of a seed has: each of these alone, each two together, all at once, in turn for each mode.
pub fn brings(seed: u64) -> Vec<Brings> {
    let mut turns: Vec<Vec<Brings>> = Brings::ALL.iter().map(|one| vec![*one]).collect();
    for (place, one) in Brings::ALL.iter().enumerate() {
        turns.extend(Brings::ALL[place + 1..].iter().map(|other| vec![*one, *other]));
    }
    turns.push(Brings::ALL.to_vec());
    let turn = usize::try_from(seed / 6).unwrap() % turns.len();
    turns.swap_remove(turn)
}

/// The household of a seed, with what real weeks bring. The dice are its own: whatever else is random in the household
/// stays as it is.
pub fn real_weeks(seed: u64) -> SnapshotParts {
    let mut dice = Dice::new(seed, 40);
    let weeks = dice.pick(&[2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12, 12]);
    bring(&brings(seed), dice, weeks, household(seed))
}

/// A household with some of what real weeks bring; what alternates is as before after so many weeks.
pub(super) fn bring(brings: &[Brings], mut dice: Dice, weeks: u32, parts: SnapshotParts) -> SnapshotParts {
    let numbers = dice.shuffled((1..=300).collect());
    let mut real = Real { dice, numbers, weeks, parts };
    for one in brings {
        match *one {
            Brings::Weeks => real.alternate(false),
            Brings::Rotas => real.alternate(true),
            Brings::Sleep => real.sleep(),
            Brings::Skills => {
                real.skills();
                real.perhaps_adults();
            }
            Brings::SomeDays => real.some_days(),
        }
    }
    real.parts
}

/// How something alternates in a cycle of so many weeks.
pub(super) fn every(dice: &mut Dice, weeks: u32, by_days: bool) -> Every {
    let day = |after: i64| date() + chrono::TimeDelta::days(after);
    if by_days {
        // Seven days are as before after every week.
        let lengths: Vec<u32> = (2..=12).filter(|days| weeks.is_multiple_of(*days) || *days == 7).collect();
        let days = dice.pick(&lengths);
        let on = dice.between(1, days - 1);
        let from = day(i64::from(dice.below(40)) - 20);
        return Every::days(u8::try_from(days).unwrap(), u8::try_from(on).unwrap(), from).unwrap();
    }
    let lengths: Vec<u32> = (2..=weeks).filter(|length| weeks.is_multiple_of(*length)).collect();
    let length = dice.pick(&lengths);
    let from = day(7 * (i64::from(dice.below(20)) - 10));
    Every::weeks(u8::try_from(length).unwrap(), from).unwrap()
}

struct Real {
    dice: Dice,
    /// For ids.
    numbers: Vec<u128>,
    /// Whatever alternates is as before after so many weeks.
    weeks: u32,
    parts: SnapshotParts,
}

impl Real {
    fn uuid(&mut self, kind: u128) -> Uuid {
        let side = self.dice.pick(&[0x4000_6000_u128, 0x4000_A000]);
        Uuid::from_u128((kind << 96) | (side << 48) | self.numbers.pop().unwrap())
    }

    /// Some needs and some of the help alternate.
    fn alternate(&mut self, by_days: bool) {
        let weeks = self.weeks;
        for need in &mut self.parts.needs {
            if self.dice.percent(25) {
                let every = every(&mut self.dice, weeks, by_days);
                // One that is longer than a day does not alternate by days.
                if let Ok(alternating) = need.clone().with_every(Some(every)) {
                    *need = alternating;
                }
            }
        }
        for help in &mut self.parts.arrangements {
            if self.dice.percent(35) {
                help.every = Some(every(&mut self.dice, weeks, by_days));
            }
            // Who is there for days at a stretch is often there by a rota.
            if help.every.is_some() && self.dice.percent(20) {
                help.when = long_stretch(&mut self.dice);
            }
        }
        if self.dice.percent(60) {
            self.taking_turns(by_days);
        }
        if self.dice.percent(50) {
            self.over_sunday(by_days);
        }
        if self.dice.percent(20) {
            self.not_within_its_period();
        }
    }

    /// Help that counts becomes help of two who take turns: between them they leave nothing out.
    fn taking_turns(&mut self, by_days: bool) {
        let plain: Vec<usize> = (0..self.parts.arrangements.len())
            .filter(|at| self.parts.arrangements[*at].every.is_none())
            .collect();
        if plain.is_empty() {
            return;
        }
        let at = self.dice.pick(&plain);
        let one = self.parts.arrangements[at].clone();
        let by_another = self.dice.percent(50);
        let receiver = self.parts.needs.iter().find(|need| need.id() == one.need).unwrap().person();
        let givers: Vec<SourceId> =
            self.parts.sources.iter().map(|source| source.id).filter(|id| *id != receiver.into()).collect();
        let turns: Vec<u32> =
            (2..=if by_days { 2 } else { 4 }).filter(|n| self.weeks.is_multiple_of(*n)).collect();
        let Some(turns) = turns.last().copied() else { return };
        let from = date() + Days::new(if by_days { u64::from(self.dice.below(5)) } else { 0 });
        for turn in 0..turns {
            let turn_on = |step: u64| from + Days::new(step * u64::from(turn));
            let number = u8::try_from(turns).unwrap();
            let every =
                if by_days { Every::days(number, 1, turn_on(1)) } else { Every::weeks(number, turn_on(7)) };
            let mut help = one.clone();
            help.every = Some(every.unwrap());
            if turn == 0 {
                self.parts.arrangements[at] = help;
                continue;
            }
            help.id = ArrangementId::new(self.uuid(3));
            if by_another {
                help.by = self.dice.pick(&givers);
                help.relies_on = Reliance::NotSaid;
            }
            self.parts.arrangements.push(help);
        }
    }

    /// A need over Sunday midnight, and help for it, each perhaps not in every week.
    fn over_sunday(&mut self, by_days: bool) {
        let people: Vec<_> =
            self.parts.sources.iter().filter(|s| s.kind == SourceKind::Member).cloned().collect();
        let person = self.dice.pick(&people).as_person().unwrap();
        let others: Vec<SourceId> =
            self.parts.sources.iter().map(|source| source.id).filter(|id| *id != person.into()).collect();
        if others.is_empty() {
            return;
        }
        let night = span(6 * DAY + 22 * 60, self.dice.pick(&[180, 540, 600]));
        let window = if self.dice.percent(60) {
            Window::being_there(night)
        } else {
            Window::doing(night, 60).unwrap()
        };
        let mut need = Need::new(
            NeedId::new(self.uuid(2)),
            person,
            self.dice.pick(&[Outcome::SafeAtNight, Outcome::Toilet]),
            Consequence::Critical,
        )
        .with_windows(vec![window])
        .and_then(|need| need.with_tolerance(30))
        .unwrap();
        if self.dice.percent(60) {
            need = need.with_every(Some(every(&mut self.dice, self.weeks, by_days))).unwrap();
        }
        for _ in 0..self.dice.between(1, 2) {
            let (id, by) = (ArrangementId::new(self.uuid(3)), self.dice.pick(&others));
            let mut help = Arrangement::new(id, by, need.id(), WeekPattern::from_spans([night]));
            help.every = self.dice.percent(60).then(|| every(&mut self.dice, self.weeks, by_days));
            self.parts.arrangements.push(help);
        }
        self.parts.needs.push(need);
    }

    /// Help that is not within its period makes no cycle longer.
    fn not_within_its_period(&mut self) {
        let Some(help) = self.parts.arrangements.last_mut() else { return };
        let day = |after| date().checked_add_days(Days::new(after));
        let period =
            if self.dice.percent(50) { Period::new(day(1), None) } else { Period::new(None, day(0)) };
        help.period = period.unwrap();
        help.every = Some(Every::weeks(self.dice.pick(&[11, 12, 7]), date()).unwrap());
    }

    /// Some needs ask for somebody awake; some of the help is known to be awake, some asleep.
    fn sleep(&mut self) {
        for need in &mut self.parts.needs {
            if self.dice.percent(45) {
                *need = need.clone().with_awake(true);
            }
        }
        for help in &mut self.parts.arrangements {
            help.awake = match self.dice.below(10) {
                0..=3 => Told::NotKnown(WhyNotKnown::NotAsked),
                4 | 5 => Told::Known(true),
                _ => Told::Known(false),
            };
        }
    }

    /// Some of the helpers must have a skill; of some of the help it is known how many hands have which.
    fn skills(&mut self) {
        let skills = [ADULT, "hoist", "first-aid"].map(|skill| skill.parse::<Word>().unwrap());
        for need in &mut self.parts.needs {
            let mut asked = Vec::new();
            for skill in &skills {
                if self.dice.percent(30) {
                    let helpers = u8::try_from(self.dice.between(1, need.helpers().into())).unwrap();
                    asked.push(SkillNeeded { skill: skill.clone(), helpers });
                }
            }
            *need = need.clone().with_skills(asked).unwrap();
        }
        for help in &mut self.parts.arrangements {
            for skill in &skills {
                if self.dice.percent(50) {
                    let hands = u8::try_from(self.dice.between(0, help.hands.into())).unwrap();
                    help.skills.push(SkilledHands { skill: skill.clone(), hands });
                }
            }
        }
    }

    /// Of some people a part of the date of birth is known, and it leaves open whether they are adults.
    fn perhaps_adults(&mut self) {
        for source in &mut self.parts.sources {
            if source.as_person().is_some() && self.dice.percent(25) {
                source.age = Some(Age::PerhapsUnder18);
            }
        }
    }

    /// Some of those who are able are so on some days.
    fn some_days(&mut self) {
        let sources: Vec<SourceId> = self.parts.sources.iter().map(|source: &Source| source.id).collect();
        for help in &mut self.parts.arrangements {
            if help.able_now.known() != Some(Ability::No) && self.dice.percent(35) {
                let by = self.dice.percent(40).then(|| self.dice.pick(&sources));
                help.able_now = Told::Known(Ability::OnSomeDays { by });
            }
        }
    }
}

/// For more than a day at a stretch: all the week, a weekend, some days and nights.
fn long_stretch(dice: &mut Dice) -> WeekPattern {
    match dice.below(4) {
        0 => WeekPattern::always(),
        1 => WeekPattern::from_spans([span(4 * DAY + 18 * 60, 2 * DAY + 12 * 60)]),
        2 => WeekPattern::from_spans([span(dice.below(7) * DAY + 8 * 60, DAY + dice.below(3) * 60)]),
        _ => WeekPattern::from_spans([span(
            6 * DAY + 20 * 60,
            dice.between(1, 4) * DAY + dice.between(1, 600),
        )]),
    }
}
