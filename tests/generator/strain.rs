//! What strains a household: gaps that somebody fills in part, help given unwillingly, help that soon ends, somebody
//! meant to be with three at once, reliance that was assumed before and is a gap today.

use chrono::Days;
use mutual_care::base::{
    ArrangementId, Code, NeedId, Period, PersonId, SourceId, Told, WeekPattern, WhyNotKnown,
};
use mutual_care::need::{
    Ability, Age, Arrangement, Consequence, Need, Outcome, Reliance, SnapshotParts, Source, SourceKind,
    Window,
};
use uuid::Uuid;

use super::Dice;
use super::household::date;
use super::times::span;

const DAY: u32 = 1_440;

/// Puts some strain on about two households of three. The dice are its own: whatever else is random in a household
/// stays as it is.
pub(super) fn strain(parts: SnapshotParts, seed: u64) -> SnapshotParts {
    let mut dice = Dice::new(seed, 5);
    let parts = aged(parts, &mut Dice::new(seed, 8));
    if dice.percent(35) {
        return parts;
    }
    let numbers = dice.shuffled((1..=300).collect());
    let members = parts.sources.iter().filter(|source| source.kind == SourceKind::Member);
    let members = members.filter_map(Source::as_person);
    let mut strain = Strain { members: members.collect(), dice, numbers, parts };
    if strain.dice.percent(60) {
        for _ in 0..strain.dice.between(1, 2) {
            strain.filled_in_part();
        }
    }
    if strain.dice.percent(40) {
        strain.done_all_the_same();
    }
    if strain.dice.percent(40) {
        strain.soon_over();
    }
    if strain.dice.percent(25) {
        strain.with_three_at_once();
    }
    if strain.dice.percent(25) {
        strain.assumed_before();
    }
    strain.parts
}

/// Some people are known to be under 18, or adults.
fn aged(mut parts: SnapshotParts, dice: &mut Dice) -> SnapshotParts {
    for source in &mut parts.sources {
        if source.as_person().is_some() {
            source.age = dice.pick(&[None, None, Some(Age::Adult), Some(Age::Under18)]);
        }
    }
    parts
}

/// Makes a *no* of an arrangement's able or willing, or of both, with an answer, or none, to whether it is done.
pub(super) fn unwilling(dice: &mut Dice, help: &mut Arrangement) {
    let not_known = || Told::NotKnown(WhyNotKnown::AskedNotKnown);
    let (able, willing) = match dice.below(8) {
        0..=2 => (Told::Known(Ability::Yes), Told::Known(false)),
        3 => (not_known(), Told::Known(false)),
        4 => (Told::Known(Ability::WithSupport { by: None }), Told::Known(false)),
        5 => (Told::Known(Ability::No), Told::Known(true)),
        6 => (Told::Known(Ability::No), Told::NotKnown(WhyNotKnown::NotAsked)),
        _ => (Told::Known(Ability::No), Told::Known(false)),
    };
    let declined = Told::NotKnown(WhyNotKnown::Declined);
    (help.able_now, help.willing_now) = (able, willing);
    help.done_now = match dice.below(6) {
        0 | 1 => Told::Known(true),
        2 => Told::Known(false),
        3 => declined,
        _ => Told::NotKnown(WhyNotKnown::NotAsked),
    };
}

struct Strain {
    dice: Dice,
    /// For ids.
    numbers: Vec<u128>,
    members: Vec<PersonId>,
    parts: SnapshotParts,
}

impl Strain {
    /// An id before all others of its kind, or after them.
    fn uuid(&mut self, kind: u128) -> Uuid {
        let side = self.dice.pick(&[0x4000_7000_u128, 0x4000_9000]);
        Uuid::from_u128((kind << 96) | (side << 48) | self.numbers.pop().unwrap())
    }

    fn need(&mut self, person: PersonId, windows: Vec<Window>, helpers: u8) -> Need {
        let consequence =
            self.dice.pick(&[Consequence::Critical, Consequence::Critical, Consequence::Serious]);
        let tolerance = self.dice.pick(&[0, 15, 30, 60, 240]);
        let need = Need::new(NeedId::new(self.uuid(2)), person, self.dice.pick(Outcome::ALL), consequence)
            .with_windows(windows)
            .and_then(|need| need.with_helpers(helpers))
            .and_then(|need| need.with_tolerance(tolerance))
            .unwrap();
        self.parts.needs.push(need.clone());
        need
    }

    fn arrange(&mut self, by: SourceId, need: NeedId, when: WeekPattern) -> &mut Arrangement {
        let id = ArrangementId::new(self.uuid(3));
        self.parts.arrangements.push(Arrangement::new(id, by, need, when));
        self.parts.arrangements.last_mut().unwrap()
    }

    fn others(&self, person: PersonId) -> Vec<SourceId> {
        self.parts.sources.iter().map(|source| source.id).filter(|id| *id != person.into()).collect()
    }

    fn whole(need: &Need) -> WeekPattern {
        WeekPattern::from_spans(need.windows().iter().map(|window| window.span()))
    }

    /// A need with some windows, most of them on one day, for each of which each of a few helpers comes for all of
    /// it, for a part of it or not at all. Often there is one for which nobody comes.
    fn filled_in_part(&mut self) {
        let person = self.dice.pick(&self.members);
        let others = self.others(person);
        if others.is_empty() {
            return;
        }
        let day = self.dice.below(7) * DAY;
        let mut start = day + self.dice.pick(&[0, 7, 8, 20]) * 60;
        let mut windows = Vec::new();
        for _ in 0..self.dice.between(1, 4) {
            let minutes = self.dice.pick(&[30, 60, 60, 120]);
            let of = span(start, minutes);
            let owed = if self.dice.percent(60) { minutes } else { self.dice.pick(&[10, 20, 30]) };
            windows.push(Window::doing(of, u16::try_from(owed).unwrap()).unwrap());
            start += minutes + self.dice.pick(&[0, 0, 30, 60, DAY]);
        }
        let helpers = self.dice.pick(&[1, 1, 1, 2, 2, 3]);
        let need = self.need(person, windows, helpers);
        let nobody = self.dice.below(u32::try_from(need.windows().len()).unwrap()) as usize;
        let nobody = self.dice.percent(50).then_some(nobody);
        let givers = self.dice.between(1, 3);
        for _ in 0..givers {
            let by = self.dice.pick(&others);
            let mut spans = Vec::new();
            for (place, window) in need.windows().iter().enumerate() {
                let (from, minutes) =
                    (u32::from(window.span().start().get()), u32::from(window.span().minutes()));
                let half = minutes / 2;
                let part = match self.dice.below(6) {
                    _ if nobody == Some(place) => continue,
                    0..=2 => (0, minutes),
                    3 => (0, half),
                    4 => (half, half),
                    _ => continue,
                };
                spans.push(span(from + part.0, part.1));
            }
            // Perhaps at another time too: that closes what is open, and covers no window.
            if self.dice.percent(30) {
                spans.push(span(start + self.dice.below(6) * 15, 15));
            }
            let own: Vec<NeedId> = self.needs_of(by);
            let relies_on = match self.dice.below(3) {
                0 => Reliance::NotSaid,
                1 => Reliance::Stated(Vec::new()),
                _ => Reliance::Stated(self.dice.some(&own, 30)),
            };
            let help = self.arrange(by, need.id(), WeekPattern::from_spans(spans));
            help.relies_on = relies_on;
        }
    }

    fn needs_of(&self, by: SourceId) -> Vec<NeedId> {
        let own = self.parts.needs.iter().filter(|need| SourceId::from(need.person()) == by);
        own.map(Need::id).collect()
    }

    /// Some of the help there is turns out to be given unwillingly, or beyond what somebody can; and some is added
    /// that covers a need alone.
    fn done_all_the_same(&mut self) {
        for place in 0..self.parts.arrangements.len() {
            if self.dice.percent(20) {
                unwilling(&mut self.dice, &mut self.parts.arrangements[place]);
            }
        }
        for _ in 0..self.dice.between(1, 3) {
            let need = self.dice.below(u32::try_from(self.parts.needs.len().max(1)).unwrap()) as usize;
            let Some(need) = self.parts.needs.get(need).cloned() else { return };
            let others = self.others(need.person());
            if others.is_empty() {
                continue;
            }
            let by = self.dice.pick(&others);
            let help = self.arrange(by, need.id(), Self::whole(&need));
            help.hands = need.helpers();
            let last = self.parts.arrangements.len() - 1;
            unwilling(&mut self.dice, &mut self.parts.arrangements[last]);
        }
    }

    /// Some of the help there is ends: tomorrow, in a week, or on one of the days around ten days on.
    fn soon_over(&mut self) {
        for help in &mut self.parts.arrangements {
            if self.dice.percent(25) {
                let until = self.dice.pick(&[1, 2, 7, 9, 10, 11, 14, 28]);
                let until = date().checked_add_days(Days::new(until));
                help.period = Period::new(None, until).unwrap();
            }
        }
    }

    /// One person is to be with two or three others at times that overlap, for one of them twice.
    fn with_three_at_once(&mut self) {
        let people =
            self.parts.sources.iter().filter(|s| matches!(s.kind, SourceKind::Member | SourceKind::Person));
        let people: Vec<SourceId> = people.map(|source| source.id).collect();
        let by = self.dice.pick(&people);
        let others: Vec<PersonId> =
            self.members.iter().copied().filter(|person| SourceId::from(*person) != by).collect();
        let start = self.dice.below(7) * DAY + self.dice.pick(&[8, 12, 22, 23]) * 60;
        let mut with = self.dice.shuffled(others);
        with.truncate(3);
        with.extend(with.first().copied());
        for person in with {
            let of = span(start + self.dice.below(3) * 20, 60);
            let window =
                if self.dice.percent(50) { Window::being_there(of) } else { Window::doing(of, 20).unwrap() };
            let need = self.need(person, vec![window], 1);
            let when = if self.dice.percent(30) { WeekPattern::always() } else { Self::whole(&need) };
            self.arrange(by, need.id(), when);
        }
    }

    /// A need for which two come; one of them was assumed, at another time, to lean on own needs of which one is a gap
    /// today.
    fn assumed_before(&mut self) {
        if self.members.len() < 2 {
            return;
        }
        let members = self.dice.shuffled(self.members.clone());
        let (person, giver) = (members[0], members[1]);
        let at = |hour: u32, minutes| vec![Window::being_there(span(DAY + hour * 60, minutes))];
        let need = self.need(person, at(10, 60), 1);
        let gap = self.need(giver, at(15, 30), 1);
        let others = self.others(person);
        let first = self.dice.pick(&others);
        self.arrange(first, need.id(), Self::whole(&need)).relies_on = Reliance::Stated(Vec::new());
        let mut leaning = self.needs_of(giver.into());
        leaning.retain(|id| *id == gap.id() || self.dice.percent(20));
        self.arrange(giver.into(), need.id(), Self::whole(&need)).relies_on = Reliance::Assumed(leaning);
        // Reliance that is stored on other help may be of any of the giver's needs, met or not.
        for place in 0..self.parts.arrangements.len() {
            let own = self.needs_of(self.parts.arrangements[place].by);
            let help = &mut self.parts.arrangements[place];
            if help.relies_on == Reliance::NotSaid && !own.is_empty() && self.dice.percent(10) {
                help.relies_on = Reliance::Assumed(self.dice.some(&own, 40));
            }
        }
    }
}
