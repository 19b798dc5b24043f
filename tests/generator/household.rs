//! Households of one to twelve people.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mutual_care::base::{
    ArrangementId, Code, NeedId, Period, PersonId, SourceId, Told, WeekPattern, WhyNotKnown,
};
use mutual_care::need::{
    Ability, Arrangement, Consequence, Need, Outcome, Reliance, SnapshotParts, Source, SourceKind, Window,
};
use uuid::Uuid;

use super::Dice;
use super::strain::strain;
use super::times::{pattern, span, windows};

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
    /// Somebody is always there; without them others look in, now and then and just in time.
    Patchwork,
    /// Odd times, whole weeks, the end of the week.
    Odd,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Naive, Self::Rings, Self::Chain, Self::Rush, Self::Patchwork, Self::Odd];
}

/// The date of every random household: a Monday.
pub fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// The household of a seed. Modes take turns.
pub fn household(seed: u64) -> SnapshotParts {
    let mode = Mode::ALL[usize::try_from(seed % 6).unwrap()];
    let mut dice = Dice::new(seed, 1);
    let least = if mode == Mode::Naive { 1 } else { 2 };
    let people = if dice.percent(8) { dice.between(7, 12) } else { dice.between(least, 6) };
    strain(household_of(mode, seed, people), seed)
}

/// The household of a seed, of a mode and with so many people: members, and some who live elsewhere. Nothing in
/// particular strains it.
pub fn household_of(mode: Mode, seed: u64, people: u32) -> SnapshotParts {
    let mut maker = Maker::new(mode, seed, people);
    match mode {
        Mode::Rings => maker.ring(),
        Mode::Chain => maker.chain(),
        Mode::Rush if maker.dice.percent(50) => maker.ring(),
        Mode::Patchwork => maker.patchwork(),
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
            Mode::Patchwork => dice.pick(&[5, 10, 15]),
            Mode::Odd => dice.pick(&[1, 7, 13]),
        };
        let mut numbers = dice.shuffled((1..=99).collect());
        let mut sources = Vec::new();
        let mut members = Vec::new();
        let members_of_a_hundred = if matches!(mode, Mode::Rings | Mode::Chain) { 92 } else { 75 };
        for place in 0..people {
            let person = PersonId::new(uuid(1, numbers.pop().unwrap()));
            if place == 0 || dice.percent(members_of_a_hundred) {
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
        if matches!(self.mode, Mode::Rush | Mode::Patchwork) && dice.percent(70) {
            // All on one morning.
            let morning = span(8 * 60 + dice.below(3) * grid, dice.between(1, 4) * grid);
            times = vec![Window::being_there(morning)];
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

    /// One or two rounds of two to four members (or all there are), each of whom covers the next one's need;
    /// some others lean on them.
    fn ring(&mut self) {
        let mut left = self.members.clone();
        let mut on_rings: Vec<(PersonId, NeedId)> = Vec::new();
        for _ in 0..self.dice.between(1, 2) {
            let size = self.dice.pick(&[2, 2, 2, 3, 3, 4]).min(left.len());
            if size < 2 {
                break;
            }
            let round: Vec<PersonId> = left.drain(..size).collect();
            let needs: Vec<NeedId> = round.iter().map(|person| self.sure_need(*person)).collect();
            for place in 0..size {
                let before = (place + size - 1) % size;
                self.cover(round[before].into(), needs[place], Some(needs[before]));
            }
            on_rings.extend(round.into_iter().zip(needs));
        }
        if on_rings.is_empty() {
            return;
        }
        // Somebody is helped by one or two of them, and holds up nobody there.
        let pick = |dice: &mut Dice| on_rings[dice.below(u32::try_from(on_rings.len()).unwrap()) as usize];
        for _ in 0..self.dice.below(3) {
            let (one, other) = (pick(&mut self.dice), pick(&mut self.dice));
            let leaning = left.first().copied().unwrap_or(one.0);
            let givers: BTreeMap<PersonId, NeedId> =
                [one, other].into_iter().filter(|(person, _)| *person != leaning).collect();
            let need = self.sure_need(leaning);
            let both = u8::try_from(givers.len()).unwrap();
            for (person, own) in givers {
                self.cover(person.into(), need, Some(own));
                self.parts.arrangements.last_mut().unwrap().hands = 1;
            }
            let at = self.parts.needs.iter().position(|known| known.id() == need).unwrap();
            let plain = self.parts.needs.remove(at);
            self.parts.needs.push(plain.with_helpers(both.max(1)).unwrap());
        }
    }

    /// Needs with one helper who is always there, often the same for everybody, and others who look in at
    /// multiples of the grid from where a window starts; tolerances are such multiples.
    fn patchwork(&mut self) {
        let grid = self.grid;
        let sources: Vec<SourceId> = self.parts.sources.iter().map(|source| source.id).collect();
        let most = self.dice.pick(&sources);
        let day = self.dice.below(7) * 1_440;
        for person in self.members.clone().into_iter().take(3) {
            let others: Vec<SourceId> =
                sources.iter().copied().filter(|source| *source != person.into()).collect();
            if others.is_empty() {
                return;
            }
            let id = NeedId::new(uuid(2, self.need_numbers.pop().unwrap()));
            let dice = &mut self.dice;
            let window = span(day + 8 * 60 + dice.below(3) * grid, dice.between(8, 16) * grid);
            let consequence =
                dice.pick(&[Consequence::Critical, Consequence::Critical, Consequence::Serious]);
            let need = Need::new(id, person, dice.pick(Outcome::ALL), consequence)
                .with_windows(vec![Window::being_there(window)])
                .and_then(|need| need.with_helpers(dice.pick(&[1, 1, 1, 2])))
                .and_then(|need| need.with_tolerance(dice.between(1, 3) * grid));
            self.parts.needs.push(need.unwrap());
            let always = if most == person.into() { self.dice.pick(&others) } else { most };
            let own = self.owned_by(PersonId::new(always.uuid()));
            let leaning = (!own.is_empty()).then(|| self.dice.pick(&own));
            self.cover(always, id, leaning);
            for _ in 0..self.dice.between(1, 2) {
                let by = self.dice.pick(&others);
                self.look_in(by, id);
            }
        }
    }

    /// Looks in for a minute or two, time and again during a need's first window, with all hands it takes.
    fn look_in(&mut self, by: SourceId, id: NeedId) {
        let (need, grid) = (self.find(id), self.grid);
        let window = need.windows()[0].span();
        let steps: Vec<u32> = (1..u32::from(window.minutes()) / grid + 4).collect();
        let steps = self.dice.some(&steps, 40).into_iter();
        let minutes = steps.map(|step| span(u32::from(window.start().get()) + step * grid, 1 + step % 2));
        let when = WeekPattern::from_spans(minutes);
        let leaning = self.dice.percent(40);
        let own = self.owned_by(PersonId::new(by.uuid()));
        let help = self.arrange(by, id, when);
        help.hands = need.helpers();
        help.relies_on = Reliance::Stated(if leaning { own } else { Vec::new() });
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
