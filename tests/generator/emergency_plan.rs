//! A random plan for a household: who raises the alarm, who comes, and what people wish of them.

use std::collections::BTreeSet;

use chrono::Days;
use mutual_care::base::{
    AlarmId, EmergencyPlanId, HouseholdId, NeedId, Period, PersonId, PrivateText, ResponderId, SourceId,
    Told, WeekPattern, WhyNotKnown,
};
use mutual_care::emergency::{
    Agreed, Alarm, ForLoss, HandsFor, MayComeIn, NotBefore, NoticesFrom, PersonPage, Plan, PlanParts,
    Responder, ResponderKind, Short, Way,
};
use mutual_care::need::{Address, Age, Need, Snapshot, Source, SourceKind, Window};
use uuid::Uuid;

use super::Dice;
use super::household::date;
use super::times::span;

/// Mostly an adult; now and then a child, or nobody knows.
pub(super) fn age(dice: &mut Dice) -> Option<Age> {
    dice.pick(&[Some(Age::Adult), Some(Age::Adult), Some(Age::Adult), Some(Age::Under18), None])
}

/// A plan for a household, over so many minutes, good or not, with its times on a grid.
pub(super) fn plan(dice: &mut Dice, snapshot: &Snapshot, horizon: u32, good: bool, grid: u32) -> Plan {
    let mut parts = PlanParts::new(
        EmergencyPlanId::new(Uuid::from_u128(5 << 96)),
        HouseholdId::new(Uuid::from_u128((5 << 96) | 1)),
        date(),
    );
    parts.review_by =
        dice.percent(60).then(|| date().checked_add_days(Days::new(dice.below(60).into())).unwrap());
    let mut maker = Maker { dice, snapshot, horizon, good, grid, taken: BTreeSet::new() };
    let numbers = maker.dice.shuffled((1..=20).collect());
    let alarms = if good { maker.dice.between(1, 4) } else { maker.dice.below(5) };
    parts.alarms = if maker.dice.percent(12) {
        let members: Vec<PersonId> = snapshot.members().collect();
        numbers.iter().zip(members).map(|(number, person)| maker.telephone(*number, person)).collect()
    } else {
        numbers.iter().take(alarms as usize).map(|number| maker.alarm(*number)).collect()
    };
    let numbers = maker.dice.shuffled((1..=20).collect());
    let responders = if good { maker.dice.between(1, 4) } else { maker.dice.below(4) };
    parts.responders =
        numbers.iter().take(responders as usize).map(|number| maker.responder(*number)).collect();
    if dice.percent(30) {
        parts.people = snapshot.members().map(|person| wishes(dice, person, &parts.responders)).collect();
    }
    Plan::new(parts).expect("a plan")
}

/// The page of somebody who may have said who must not be called for them, or who may come in.
fn wishes(dice: &mut Dice, person: PersonId, responders: &[Responder]) -> PersonPage {
    let mut page = PersonPage::of(person);
    let sources: Vec<SourceId> = responders.iter().map(|one| one.source).collect();
    if dice.percent(40) {
        page.wishes.not_to_be_called = Told::Known(Short::new(dice.some(&sources, 30)).unwrap());
    }
    if dice.percent(30) {
        let only = MayComeIn::Only(Short::new(dice.some(&sources, 70)).unwrap());
        page.wishes.may_come_in = Told::Known(if dice.percent(70) { only } else { MayComeIn::WhoeverIsSent });
    }
    page
}

struct Maker<'a> {
    dice: &'a mut Dice,
    snapshot: &'a Snapshot,
    horizon: u32,
    /// Whether most of it works.
    good: bool,
    grid: u32,
    /// The sources that respond already.
    taken: BTreeSet<SourceId>,
}

impl Maker<'_> {
    /// Works in so many of a hundred, more often in a good plan.
    fn works(&mut self, chance: u32) -> bool {
        let chance = if self.good { chance.max(92) } else { chance };
        self.dice.percent(chance)
    }

    /// A few minutes, on the grid; fewer in a good plan.
    fn minutes(&mut self) -> u32 {
        let few = self.dice.pick(&[0, 0, 1, 2, 3]) * self.grid;
        let many = self.dice.below(self.horizon.min(600));
        if self.works(80) { few.min(self.horizon / 3) } else { many }
    }

    fn sources(&self) -> Vec<SourceId> {
        self.snapshot.sources().iter().map(|source| source.id).collect()
    }

    fn for_loss(&mut self) -> ForLoss {
        let some = self.dice.some(&self.sources(), 60);
        if some.is_empty() || self.works(70) { ForLoss::any() } else { ForLoss::of(some) }
    }

    /// Always, by day, around the windows of needs, at some time, never.
    fn when(&mut self) -> WeekPattern {
        if self.works(45) {
            return WeekPattern::always();
        }
        let windows: Vec<Window> =
            self.snapshot.needs().iter().flat_map(|need| need.windows().iter().copied()).collect();
        match self.dice.below(9) {
            0..=1 => WeekPattern::from_spans((0..7).map(|day| span(day * 1_440 + 7 * 60, 15 * 60))),
            2..=5 if !windows.is_empty() => WeekPattern::from_spans(windows.iter().map(|window| {
                let shift = self.dice.below(9) * self.grid;
                let start = u32::from(window.span().start().get()) + 10_080 + 4 * self.grid - shift;
                span(start, self.dice.between(1, 4) * self.grid)
            })),
            6 | 7 => WeekPattern::never(),
            _ => WeekPattern::from_spans(
                (0..4).map(|_| span(self.dice.below(10_080), self.dice.between(1, 600))),
            ),
        }
    }

    /// From what somebody would notice: mostly not said.
    fn from(&mut self) -> Option<NoticesFrom> {
        match self.dice.below(6) {
            0 => Some(NoticesFrom::Help),
            1 => Some(NoticesFrom::SomethingElse(PrivateText::new("the light in the window").unwrap())),
            _ => None,
        }
    }

    fn daily(&mut self) -> WeekPattern {
        let (start, minutes) = (self.dice.below(1_440), self.dice.between(1, 8) * 60);
        WeekPattern::from_spans((0..7).map(|day| span(day * 1_440 + start, minutes)))
    }

    fn able(&mut self) -> Told<bool> {
        if self.works(70) {
            return Told::Known(true);
        }
        let not_known = self.dice.pick(&[WhyNotKnown::NotAsked, WhyNotKnown::Declined]);
        self.dice.pick(&[Told::Known(false), Told::NotKnown(not_known)])
    }

    fn alarm(&mut self, number: u128) -> Alarm {
        let members: Vec<PersonId> = self.snapshot.members().collect();
        let outside: Vec<SourceId> = (self.snapshot.sources().iter())
            .filter(|source| matches!(source.kind, SourceKind::Person | SourceKind::Provider))
            .map(|source| source.id)
            .collect();
        let way = match self.dice.below(if outside.is_empty() { 14 } else { 20 }) {
            0..=3 => Way::Member { person: self.dice.pick(&members), able: self.able() },
            4..=6 => Way::OwnTelephone { person: self.dice.pick(&members), able: self.able() },
            7..=8 | 14.. => Way::NextVisit {
                by: (!outside.is_empty() && self.dice.percent(40)).then(|| self.dice.pick(&outside)),
            },
            9 | 12 | 13 => {
                Way::MissedVisit { noticed_by: self.dice.pick(&self.sources()), from: self.from() }
            }
            10 | 11 => Way::Device { device: self.dice.percent(40).then(|| self.dice.pick(&self.sources())) },
        };
        // Whoever would notice is told with a time of every day, as most people tell it.
        let daily = matches!(way, Way::MissedVisit { .. }) && self.dice.percent(50);
        let when = if daily { self.daily() } else { self.when() };
        let id = AlarmId::new(Uuid::from_u128((7 << 96) | number));
        Alarm { id, way, for_loss: self.for_loss(), when, takes_min: self.minutes(), period: Period::ALWAYS }
    }

    fn telephone(&mut self, number: u128, person: PersonId) -> Alarm {
        let way = Way::OwnTelephone { person, able: self.able() };
        Alarm { way, ..self.alarm(number) }
    }

    fn responder(&mut self, number: u128) -> Responder {
        let known: Vec<Source> =
            self.snapshot.sources().iter().filter(|&one| !self.taken.contains(&one.id)).cloned().collect();
        let stranger = Source::provider(SourceId::new(Uuid::from_u128((9 << 96) | number)));
        let who = if known.is_empty() || self.dice.percent(55) { stranger } else { self.dice.pick(&known) };
        self.taken.insert(who.id);
        let kind = self.dice.pick(&[
            ResponderKind::Family,
            ResponderKind::Circle,
            ResponderKind::Service,
            ResponderKind::EmergencyBed,
        ]);
        let mut one = Responder::new(ResponderId::new(Uuid::from_u128((8 << 96) | number)), who.id, kind);
        one.reachable = self.when();
        one.for_loss = self.for_loss();
        (one.answers_min, one.arrives_min) = (self.minutes(), self.minutes());
        if !self.works(60) || self.dice.percent(20) {
            one.not_before = Some(self.not_before());
        }
        one.covers = self.covers(&who);
        one.hands = self.dice.pick(&[1, 1, 2, 3]);
        if self.dice.percent(25) {
            let some = self.dice.some(&one.covers, 40);
            one.hands_for =
                some.into_iter().map(|need| HandsFor { need, hands: self.dice.pick(&[1, 2, 3]) }).collect();
        }
        one.age = if self.snapshot.source(who.id).is_some() { None } else { age(self.dice) };
        if !self.works(50) {
            one.stays_min = Some(self.dice.between(1, (self.horizon / self.grid).clamp(2, 40)) * self.grid);
        }
        let members: Vec<PersonId> = self.snapshot.members().collect();
        if (who.kind != SourceKind::Member || who.address() != Address::Home) && self.dice.percent(40) {
            one.takes_in = self.dice.some(&members, 50);
        }
        // Nobody takes in who lives with them.
        one.takes_in.retain(|person| {
            let at_home = self.snapshot.source((*person).into()).unwrap().address();
            SourceId::from(*person) != who.id && !at_home.is_known_same(&who.address())
        });
        one.agreed = if self.works(75) {
            Told::Known(Agreed::On(date()))
        } else {
            let not_known = [WhyNotKnown::NotAsked, WhyNotKnown::Declined, WhyNotKnown::AskedNotKnown];
            self.dice.pick(&[Told::Known(Agreed::No), Told::NotKnown(self.dice.clone().pick(&not_known))])
        };
        one
    }

    fn not_before(&mut self) -> NotBefore {
        let windows: Vec<Window> =
            self.snapshot.needs().iter().flat_map(|need| need.windows().iter().copied()).collect();
        let after = self.dice.below(6) * self.grid;
        if windows.is_empty() || self.dice.percent(50) {
            return NotBefore::AfterAlarmMin(after);
        }
        let start = u32::from(self.dice.pick(&windows).span().start().get());
        NotBefore::MinuteOfDay(u16::try_from((start + after) % 1_440).unwrap())
    }

    /// Needs of others: most, some or none.
    fn covers(&mut self, who: &Source) -> Vec<NeedId> {
        let own = |need: &Need| SourceId::from(need.person()) == who.id;
        let others: Vec<NeedId> =
            self.snapshot.needs().iter().filter(|need| !own(need)).map(Need::id).collect();
        let chance = if self.works(40) { 95 } else { self.dice.pick(&[0, 40, 70]) };
        self.dice.some(&others, chance)
    }
}
