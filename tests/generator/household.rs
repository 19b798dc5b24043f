//! Households of one to twelve people.

use chrono::{Days, NaiveDate};
use mutual_care::base::{
    ArrangementId, Code, NeedId, Period, PersonId, SourceId, Told, WeekPattern, WhyNotKnown,
};
use mutual_care::need::{
    Ability, Arrangement, Consequence, Need, Outcome, Reliance, SnapshotParts, Source, SourceKind,
};
use uuid::Uuid;

use super::Dice;
use super::times::{pattern, windows};

/// What a household is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Anything for anybody. Hardly ever a ring.
    Naive,
    /// Some members cover each other, round and round, and others lean on them.
    Rings,
    /// A provider holds up one, who holds up the next, and so on.
    Chain,
    /// Few round times and short tolerances: much happens in the same minute.
    Rush,
    /// Odd times, whole weeks, the end of the week.
    Odd,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Naive, Self::Rings, Self::Chain, Self::Rush, Self::Odd];
}

/// The date of every random household: a Monday.
pub fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// The household of a seed. Modes take turns.
pub fn household(seed: u64) -> SnapshotParts {
    let mode = Mode::ALL[usize::try_from(seed % 5).unwrap()];
    let mut dice = Dice::new(seed, 1);
    let people = if dice.percent(8) { dice.between(7, 12) } else { dice.between(1, 6) };
    household_of(mode, seed, people)
}

/// The household of a seed, of a mode and with so many people: members, and some who live elsewhere.
pub fn household_of(mode: Mode, seed: u64, people: u32) -> SnapshotParts {
    let mut maker = Maker::new(mode, seed, people);
    match mode {
        Mode::Rings => maker.ring(),
        Mode::Chain => maker.chain(),
        Mode::Rush if maker.dice.percent(50) => maker.ring(),
        Mode::Naive | Mode::Rush | Mode::Odd => {}
    }
    maker.anything();
    maker.parts
}

/// The id numbered so, among ids of its kind. The kind is in it, for whoever reads a failing test.
fn uuid(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128((kind << 96) | (0x4000_8000 << 48) | number)
}

struct Maker {
    dice: Dice,
    mode: Mode,
    /// Times are multiples of this.
    grid: u32,
    members: Vec<PersonId>,
    /// Numbers for the next ids, shuffled, so that the order of ids says nothing of when a thing was made.
    need_numbers: Vec<u128>,
    arrangement_numbers: Vec<u128>,
    parts: SnapshotParts,
}

impl Maker {
    fn new(mode: Mode, seed: u64, people: u32) -> Self {
        let mut dice = Dice::new(seed, 2);
        let grid = match mode {
            Mode::Naive => dice.pick(&[5, 15, 30]),
            Mode::Rings | Mode::Chain => dice.pick(&[15, 30, 60]),
            Mode::Rush => dice.pick(&[1, 5, 60]),
            Mode::Odd => dice.pick(&[1, 7, 13]),
        };
        let mut numbers = dice.shuffled((1..=99).collect());
        let mut sources = Vec::new();
        let mut members = Vec::new();
        for place in 0..people {
            let person = PersonId::new(uuid(1, numbers.pop().unwrap()));
            if place == 0 || dice.percent(75) {
                members.push(person);
                sources.push(Source::member(person));
            } else {
                sources.push(Source::person(person));
            }
        }
        for _ in 0..dice.below(3) {
            sources.push(Source::provider(SourceId::new(uuid(1, numbers.pop().unwrap()))));
        }
        if dice.percent(25) {
            sources.push(Source::device(SourceId::new(uuid(1, numbers.pop().unwrap()))));
        }
        let (need_numbers, arrangement_numbers) =
            (dice.shuffled((1..=400).collect()), dice.shuffled((1..=2_000).collect()));
        let parts = SnapshotParts { on: date(), sources, needs: Vec::new(), arrangements: Vec::new() };
        Self { dice, mode, grid, members, need_numbers, arrangement_numbers, parts }
    }

    fn need(&mut self, person: PersonId, consequence: Consequence) -> NeedId {
        let id = NeedId::new(uuid(2, self.need_numbers.pop().unwrap()));
        let (dice, grid) = (&mut self.dice, self.grid);
        let long = self.mode == Mode::Odd || dice.percent(15);
        let mut times = windows(dice, grid, long);
        if self.mode == Mode::Rush && dice.percent(70) {
            // All on one morning.
            let start = super::times::span(8 * 60 + dice.below(3) * grid, dice.between(1, 4) * grid);
            times = vec![mutual_care::need::Window::being_there(start)];
        }
        let tolerance = match dice.below(10) {
            0..=2 => 0,
            3..=6 => dice.between(1, 6) * grid,
            7 => dice.between(1, 300),
            8 => dice.between(1, 3) * 1_440,
            _ => dice.between(0, 12) * 60,
        };
        let helpers = dice.pick(&[1, 1, 1, 1, 1, 2, 2, 3]);
        let need = Need::new(id, person, dice.pick(Outcome::ALL), consequence)
            .with_windows(times)
            .and_then(|need| need.with_helpers(if self.mode == Mode::Rings { 1 } else { helpers }))
            .and_then(|need| need.with_tolerance(tolerance));
        self.parts.needs.push(need.unwrap());
        id
    }

    fn consequence(&mut self) -> Consequence {
        self.dice.pick(&[
            Consequence::Critical,
            Consequence::Critical,
            Consequence::Critical,
            Consequence::Serious,
            Consequence::Moderate,
        ])
    }

    fn find(&self, need: NeedId) -> Need {
        self.parts.needs.iter().find(|known| known.id() == need).unwrap().clone()
    }

    fn owned_by(&self, person: PersonId) -> Vec<NeedId> {
        self.parts.needs.iter().filter(|need| need.person() == person).map(Need::id).collect()
    }

    fn arrange(&mut self, by: SourceId, need: NeedId, when: WeekPattern) -> &mut Arrangement {
        let id = ArrangementId::new(uuid(3, self.arrangement_numbers.pop().unwrap()));
        self.parts.arrangements.push(Arrangement::new(id, by, need, when));
        self.parts.arrangements.last_mut().unwrap()
    }

    /// Sure help that covers a need alone, leaning on some need of the giver's if one is named, said or not.
    fn cover(&mut self, by: SourceId, need: NeedId, leaning_on: Option<NeedId>) {
        let of = self.find(need);
        let when = WeekPattern::from_spans(of.windows().iter().map(|window| window.span()));
        let said = self.dice.percent(40);
        let arrangement = self.arrange(by, need, when);
        arrangement.hands = of.helpers();
        if let Some(on) = leaning_on.filter(|_| said) {
            arrangement.relies_on = Reliance::Stated(vec![on]);
        }
    }

    /// A need with windows.
    fn sure_need(&mut self, person: PersonId) -> NeedId {
        loop {
            let id = self.need(person, Consequence::Critical);
            if !self.find(id).windows().is_empty() {
                return id;
            }
            self.parts.needs.retain(|need| need.id() != id);
        }
    }

    /// Two to four members (or all there are) each cover the next one's need; some others lean on them.
    fn ring(&mut self) {
        let rings = if self.members.len() > 3 { self.dice.between(1, 2) } else { 1 };
        for ring in 0..rings {
            let from = if ring == 0 { 0 } else { self.dice.below(3) as usize };
            let size = self.dice.between(2, 4) as usize;
            let round: Vec<PersonId> = self.members.iter().copied().skip(from).take(size).collect();
            let needs: Vec<NeedId> = round.iter().map(|person| self.sure_need(*person)).collect();
            if round.len() < 2 {
                return;
            }
            for place in 0..round.len() {
                let before = (place + round.len() - 1) % round.len();
                self.cover(round[before].into(), needs[place], Some(needs[before]));
            }
            // Somebody outside the round is helped by one in it, and holds up nobody there.
            for _ in 0..self.dice.below(3) {
                let Some(leaning) = self.members.iter().copied().find(|person| !round.contains(person))
                else {
                    break;
                };
                let on = self.dice.below(u32::try_from(round.len()).unwrap()) as usize;
                let need = self.sure_need(leaning);
                self.cover(round[on].into(), need, Some(needs[on]));
            }
        }
    }

    /// A provider or an outsider covers the first, the first the second, and so on.
    fn chain(&mut self) {
        let first = self.parts.sources.iter().find(|source| source.kind != SourceKind::Member);
        let mut giver = first.map(|source| source.id);
        let mut leaning_on = None;
        for person in self.members.clone() {
            let need = self.sure_need(person);
            if let Some(by) = giver {
                self.cover(by, need, leaning_on);
            }
            (giver, leaning_on) = (Some(person.into()), Some(need));
        }
    }

    /// More needs, and help of every kind for some of them.
    fn anything(&mut self) {
        for person in self.members.clone() {
            for _ in 0..self.dice.pick(&[0, 0, 1, 1, 2]) {
                let consequence = self.consequence();
                self.need(person, consequence);
            }
        }
        let already: Vec<NeedId> = self.parts.arrangements.iter().map(|a| a.need).collect();
        for need in self.parts.needs.clone() {
            let few = already.contains(&need.id()) && self.dice.percent(75);
            for _ in 0..if few { 0 } else { self.dice.pick(&[0, 1, 1, 2, 2, 3]) } {
                let by = self.dice.pick(&self.parts.sources).id;
                if by != need.person().into() {
                    let when = pattern(&mut self.dice, need.windows(), self.grid);
                    self.arrange(by, need.id(), when);
                    self.vary(by);
                }
            }
        }
    }

    /// Makes the last arrangement less plain.
    fn vary(&mut self, by: SourceId) {
        let sources: Vec<SourceId> = self.parts.sources.iter().map(|source| source.id).collect();
        let own = self.owned_by(PersonId::new(by.uuid()));
        let dice = &mut self.dice;
        let not_known =
            dice.pick(&[WhyNotKnown::NotAsked, WhyNotKnown::AskedNotKnown, WhyNotKnown::Declined]);
        let (able, willing) = match dice.below(20) {
            0..=11 => (Told::Known(Ability::Yes), Told::Known(true)),
            12 => (Told::NotKnown(not_known), Told::Known(true)),
            13 => (Told::Known(Ability::Yes), Told::NotKnown(not_known)),
            14 => (Told::NotKnown(not_known), Told::NotKnown(not_known)),
            15 | 16 => {
                let by = dice.percent(80).then(|| dice.pick(&sources));
                (Told::Known(Ability::WithSupport { by }), Told::Known(true))
            }
            17 => {
                let by = Some(dice.pick(&sources));
                (Told::Known(Ability::WithSupport { by }), Told::NotKnown(not_known))
            }
            18 => (Told::Known(Ability::No), Told::Known(dice.percent(50))),
            _ => (Told::NotKnown(not_known), Told::Known(false)),
        };
        let (day, today) = (|days| date().checked_add_days(Days::new(days)), Some(date()));
        let yesterday = date().pred_opt();
        let period = match dice.below(20) {
            0 => Period::new(None, today),
            1 => Period::new(yesterday, day(1)),
            2 => Period::new(today, None),
            3 => Period::new(day(1), None),
            _ => Ok(Period::ALWAYS),
        };
        let relies_on = match dice.below(10) {
            0..=4 => Reliance::NotSaid,
            5 => Reliance::Stated(Vec::new()),
            _ => Reliance::Stated(dice.some(&own, 50)),
        };
        let hands = dice.pick(&[1, 1, 1, 1, 2, 3]);
        let later = dice.percent(30).then_some(false);
        let arrangement = self.parts.arrangements.last_mut().unwrap();
        arrangement.able_now = able;
        arrangement.willing_now = willing;
        arrangement.willing_later = later.map_or(Told::default(), Told::Known);
        arrangement.period = period.unwrap();
        arrangement.relies_on = relies_on;
        arrangement.hands = hands;
    }
}
