//! A household as the definitions speak of it: minutes of one long week, arrangements that count, hands that cover.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;
use mutual_care::base::{
    ArrangementId, CycleMinute, NeedId, Period, SourceId, Told, WeekMinute, WeekPattern, WeekSpan, Word,
};
use mutual_care::need::{
    ADULT, Ability, Age, Arrangement, Need, Reliance, Snapshot, SnapshotParts, Source, TimedHelp,
};

pub use super::cycle::{Occurrence, WEEK};
use super::cycle::{day_of, has_a_minute, occurrences, presence, weeks};

/// Which arrangements are looked at, and what they lean on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// What is *not confirmed* is left out: arrangements, whether somebody who has to be there is awake, skills.
    pub confirmed_only: bool,
    /// Reliance that was assumed is taken as none.
    pub without_assumed: bool,
}

impl View {
    /// All that counts, leaning on all that is stored.
    pub const ALL: Self = Self { confirmed_only: false, without_assumed: false };
    /// Only what is confirmed.
    pub const CONFIRMED: Self = Self { confirmed_only: true, without_assumed: false };
    /// Assumed reliance left out.
    pub const WITHOUT_ASSUMED: Self = Self { confirmed_only: false, without_assumed: true };
}

/// What is lost, as far as an arrangement can tell.
pub trait Loss {
    /// Whether the source of an arrangement is lost.
    fn takes_source(&self, arrangement: &Arrangement) -> bool;

    /// Its supporting source, if that is lost.
    fn takes_support(&self, arrangement: &Arrangement) -> Option<SourceId>;

    /// Whether the arrangement is lost, and not its source.
    fn takes_itself(&self, arrangement: &Arrangement) -> bool;

    /// Whether it is lost in any of these ways.
    fn takes(&self, arrangement: &Arrangement) -> bool {
        self.takes_source(arrangement)
            || self.takes_support(arrangement).is_some()
            || self.takes_itself(arrangement)
    }
}

impl Loss for BTreeSet<SourceId> {
    fn takes_source(&self, arrangement: &Arrangement) -> bool {
        self.contains(&arrangement.by)
    }

    fn takes_support(&self, arrangement: &Arrangement) -> Option<SourceId> {
        supporting(arrangement).filter(|source| self.contains(source))
    }

    fn takes_itself(&self, _: &Arrangement) -> bool {
        false
    }
}

/// Arrangements that end, while whoever gives them is there and gives what else they give.
impl Loss for BTreeSet<ArrangementId> {
    fn takes_source(&self, _: &Arrangement) -> bool {
        false
    }

    fn takes_support(&self, _: &Arrangement) -> Option<SourceId> {
        None
    }

    fn takes_itself(&self, arrangement: &Arrangement) -> bool {
        self.contains(&arrangement.id)
    }
}

/// Both at once.
impl Loss for (&BTreeSet<SourceId>, &BTreeSet<ArrangementId>) {
    fn takes_source(&self, arrangement: &Arrangement) -> bool {
        self.0.takes_source(arrangement)
    }

    fn takes_support(&self, arrangement: &Arrangement) -> Option<SourceId> {
        self.0.takes_support(arrangement)
    }

    fn takes_itself(&self, arrangement: &Arrangement) -> bool {
        self.1.takes_itself(arrangement)
    }
}

/// For a need, in each of its windows of the long week, for each of its numbers, that number in each minute, counted from
/// the window's start.
type Hands = Rc<Vec<Vec<Vec<u32>>>>;

/// A household's week on a date; where something alternates, one long week.
pub struct House {
    /// The date.
    pub on: NaiveDate,
    /// Everybody and everything that helps.
    pub sources: Vec<Source>,
    /// The needs, in order of id.
    pub needs: Vec<Need>,
    /// The arrangements, in order of id.
    pub arrangements: Vec<Arrangement>,
    /// How many weeks the long week has.
    pub weeks: u32,
    presence: BTreeMap<ArrangementId, Vec<bool>>,
    windows: BTreeMap<NeedId, Vec<Occurrence>>,
    /// On real days, the days of a need: it can open on them only.
    opens_on: BTreeMap<NeedId, Period>,
    // The hands depend on nothing but the need, the arrangements that are able and whether what is not confirmed is left
    // out: worked out once for each.
    hands: RefCell<BTreeMap<AbleFor, Hands>>,
}

/// A need, the arrangements that are able, and whether what is not confirmed is left out.
type AbleFor = (NeedId, Vec<ArrangementId>, bool);

impl House {
    /// The household of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        Self::from_parts(snapshot.clone().into_parts())
    }

    /// The household that parts describe, whether or not unstated reliance has been filled in.
    pub fn from_parts(mut parts: SnapshotParts) -> Self {
        parts.needs.sort_by_key(Need::id);
        parts.sources.sort_by_key(|source| source.id);
        parts.arrangements.sort_by_key(|arrangement| arrangement.id);
        let (on, weeks) = (parts.on, weeks(parts.on, &parts.needs, &parts.arrangements));
        // A need is there on its days only.
        let windows = |need: &Need| {
            let is_there = need.period().contains(on);
            (need.id(), if is_there { occurrences(need, on, weeks) } else { Vec::new() })
        };
        Self {
            on,
            weeks,
            presence: parts.arrangements.iter().map(|a| (a.id, presence(a, on, weeks))).collect(),
            windows: parts.needs.iter().map(windows).collect(),
            opens_on: BTreeMap::new(),
            sources: parts.sources,
            needs: parts.needs,
            arrangements: parts.arrangements,
            hands: RefCell::default(),
        }
    }

    /// The household on real days: one long stretch of so many weeks from a Monday, in which help is there on days of its
    /// period only. What counts on no other ground than its period counts; nothing comes round again.
    pub fn of_days(mut parts: SnapshotParts, monday: NaiveDate, weeks: u32) -> Self {
        parts.needs.sort_by_key(Need::id);
        parts.sources.sort_by_key(|source| source.id);
        parts.arrangements.sort_by_key(|arrangement| arrangement.id);
        let present = |help: &Arrangement| {
            let mut minutes = presence(help, monday, weeks);
            for (minute, present) in (0..).zip(&mut minutes) {
                *present &= help.period.contains(day_of(monday, minute));
            }
            (help.id, minutes)
        };
        let presence = parts.arrangements.iter().map(present).collect();
        for help in &mut parts.arrangements {
            help.period = Period::ALWAYS;
        }
        Self {
            on: monday,
            weeks,
            presence,
            windows: parts.needs.iter().map(|need| (need.id(), occurrences(need, monday, weeks))).collect(),
            opens_on: parts.needs.iter().map(|need| (need.id(), need.period())).collect(),
            sources: parts.sources,
            needs: parts.needs,
            arrangements: parts.arrangements,
            hands: RefCell::default(),
        }
    }

    /// The same household on another date.
    pub fn on(self, on: NaiveDate) -> Self {
        let alternates = self.needs.iter().any(|need| need.every().is_some())
            || self.arrangements.iter().any(|a| a.every.is_some());
        if !alternates {
            return Self { on, ..self };
        }
        let Self { sources, needs, arrangements, .. } = self;
        Self::from_parts(SnapshotParts { on, sources, needs, arrangements })
    }

    /// Minutes of the long week.
    pub fn cycle(&self) -> u32 {
        self.weeks * WEEK
    }

    /// Every minute of the long week, as a starting minute.
    pub fn every_start(&self) -> impl Iterator<Item = CycleMinute> + use<> {
        (0..self.cycle()).map(start_at)
    }

    /// The ids of all sources.
    pub fn source_ids(&self) -> BTreeSet<SourceId> {
        self.sources.iter().map(|source| source.id).collect()
    }

    /// The ids of all needs.
    pub fn need_ids(&self) -> BTreeSet<NeedId> {
        self.needs.iter().map(Need::id).collect()
    }

    /// The need with this id, which must be there.
    pub fn need(&self, id: NeedId) -> &Need {
        self.needs.iter().find(|need| need.id() == id).expect("a need of the household")
    }

    /// The windows of a need in the long week.
    pub fn windows(&self, need: NeedId) -> &[Occurrence] {
        &self.windows[&need]
    }

    /// All minutes of the long week that are in a window of a need.
    pub fn minutes_of_windows(&self, need: NeedId) -> BTreeSet<u32> {
        self.windows(need).iter().flat_map(|window| window.minutes_in(self.weeks)).collect()
    }

    /// Whether a need can open in a minute: on real days on days of its own.
    pub fn may_open(&self, need: NeedId, minute: u32) -> bool {
        self.opens_on.get(&need).is_none_or(|period| period.contains(day_of(self.on, minute)))
    }

    /// The arrangements for a need that count.
    pub fn counting_for(&self, need: NeedId) -> impl Iterator<Item = &Arrangement> {
        self.arrangements.iter().filter(move |a| a.need == need && counts(a, self.on))
    }

    /// Whether an arrangement is present in a minute of the long week, which goes round.
    pub fn is_present(&self, arrangement: ArrangementId, minute: u32) -> bool {
        self.presence[&arrangement][(minute % self.cycle()) as usize]
    }

    /// For each minute of the long week, whether an arrangement is present in it.
    pub fn presence(&self, arrangement: ArrangementId) -> &[bool] {
        &self.presence[&arrangement]
    }

    /// Whether an arrangement is present in some minute of a window of its need.
    pub fn is_in_a_window(&self, arrangement: &Arrangement) -> bool {
        let mut minutes = self.windows(arrangement.need).iter().flat_map(|w| w.minutes_in(self.weeks));
        minutes.any(|minute| self.is_present(arrangement.id, minute))
    }

    /// Whether an arrangement is present in some minute of a window of its need for which it does: who sleeps is not there
    /// for a window that asks for somebody awake, and nothing goes with them.
    pub fn is_there(&self, arrangement: &Arrangement, view: View) -> bool {
        let windows = self.windows(arrangement.need).iter();
        let does = windows.filter(|window| Self::is_awake_enough(arrangement, window, view));
        does.flat_map(|w| w.minutes_in(self.weeks)).any(|minute| self.is_present(arrangement.id, minute))
    }

    /// For a loss and needs taken as met: it counts, neither its source nor a named supporting source is lost,
    /// nor the arrangement itself, and all that it relies on is among those needs.
    pub fn is_able(
        &self,
        arrangement: &Arrangement,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> bool {
        counts(arrangement, self.on)
            && (!view.confirmed_only || is_confirmed(arrangement))
            && !lost.takes(arrangement)
            && relies_on(arrangement, view).iter().all(|need| met.contains(need))
    }

    /// The arrangements for a need that are able.
    pub fn able_for(
        &self,
        need: NeedId,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> Vec<&Arrangement> {
        let of_need = self.arrangements.iter().filter(|a| a.need == need);
        of_need.filter(|a| self.is_able(a, lost, met, view)).collect()
    }

    /// Whether somebody who is asleep, or may be, does for a window all the same. Asleep does only for what does not ask
    /// for awake. Where nobody has said, it is as if awake; and, where what is not confirmed is left out, as if asleep,
    /// but for what is done.
    pub fn is_awake_enough(arrangement: &Arrangement, window: &Occurrence, view: View) -> bool {
        match arrangement.awake {
            _ if !window.asks_awake => true,
            Told::Known(awake) => awake,
            Told::NotKnown(_) => !view.confirmed_only || !window.is_being_there(),
        }
    }

    /// How many of an arrangement's hands have a skill. Whether somebody is an adult is the answer of the date of birth
    /// wherever there is one, for all the hands.
    pub fn skilled_hands(&self, arrangement: &Arrangement, skill: &Word, view: View) -> u8 {
        let source = self.sources.iter().find(|source| source.id == arrangement.by).unwrap();
        match source.age {
            Some(Age::Adult) if skill.as_str() == ADULT => return arrangement.hands,
            Some(Age::Under18) if skill.as_str() == ADULT => return 0,
            // Not known, whatever is said.
            Some(Age::PerhapsUnder18) if skill.as_str() == ADULT => {
                return if view.confirmed_only { 0 } else { arrangement.hands };
            }
            _ => {}
        }
        match arrangement.skills.iter().find(|said| said.skill == *skill) {
            Some(said) => said.hands,
            None if view.confirmed_only => 0,
            None => arrangement.hands,
        }
    }

    /// What of an arrangement counts towards a number.
    pub fn brings(&self, arrangement: &Arrangement, number: &Number, view: View) -> u8 {
        match &number.skill {
            None => arrangement.hands,
            Some(skill) => self.skilled_hands(arrangement, skill, view),
        }
    }

    /// What of somebody who is called counts towards a number. Who is an adult, and hands of which nothing is said, are as
    /// for an arrangement.
    pub fn called_brings(&self, help: &TimedHelp, number: &Number, view: View) -> u8 {
        let Some(skill) = &number.skill else { return help.hands };
        let not_known = if view.confirmed_only { 0 } else { help.hands };
        let age = self.sources.iter().find(|source| source.id == help.source).and_then(|source| source.age);
        match age {
            Some(Age::Adult) if skill.as_str() == ADULT => help.hands,
            Some(Age::Under18) if skill.as_str() == ADULT => 0,
            // Not known, whatever is said.
            Some(Age::PerhapsUnder18) if skill.as_str() == ADULT => not_known,
            _ => help.skills.iter().find(|said| said.skill == *skill).map_or(not_known, |said| said.hands),
        }
    }

    /// Each of a need's numbers in each minute of each of its windows: those of different sources add up, each source
    /// with its greatest among the arrangements that are present.
    pub fn numbers_in_windows(
        &self,
        need: &Need,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> Hands {
        let able = self.able_for(need.id(), lost, met, view);
        let key = (need.id(), able.iter().map(|a| a.id).collect::<Vec<_>>(), view.confirmed_only);
        if let Some(known) = self.hands.borrow().get(&key) {
            return Rc::clone(known);
        }
        let in_window = |window: &Occurrence| -> Vec<Vec<u32>> {
            let awake: Vec<_> =
                able.iter().copied().filter(|a| Self::is_awake_enough(a, window, view)).collect();
            let in_each_minute = |number: &Number| -> Vec<u32> {
                let brings = |a: &&Arrangement| (self.presence(a.id), a.by, self.brings(a, number, view));
                let brought: Vec<(&[bool], SourceId, u8)> = awake.iter().map(brings).collect();
                let at = |minute: u32| {
                    let there = brought.iter().filter(|(present, ..)| present[minute as usize]);
                    sum_of_greatest(there.map(|(_, by, hands)| (*by, *hands)))
                };
                window.minutes_in(self.weeks).map(at).collect()
            };
            numbers(need).iter().map(in_each_minute).collect()
        };
        let hands: Hands = Rc::new(self.windows(need.id()).iter().map(in_window).collect());
        self.hands.borrow_mut().insert(key, Rc::clone(&hands));
        hands
    }

    /// The hands in each minute of each window of a need, whatever they can do.
    pub fn hands_in_windows(
        &self,
        need: &Need,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> Vec<Vec<u32>> {
        self.numbers_in_windows(need, lost, met, view).iter().map(|numbers| numbers[0].clone()).collect()
    }

    /// Whether each minute of each window of a need is covered: with all its numbers.
    pub fn covered(
        &self,
        need: &Need,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> Vec<Vec<bool>> {
        let found = self.numbers_in_windows(need, lost, met, view);
        found.iter().map(|numbers_there| covered_minutes(need, numbers_there)).collect()
    }

    /// How many minutes of each window of a need are covered.
    pub fn covered_minutes(
        &self,
        need: &Need,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> Vec<u16> {
        let count = |window: Vec<bool>| u16::try_from(window.iter().filter(|is| **is).count()).unwrap();
        self.covered(need, lost, met, view).into_iter().map(count).collect()
    }

    /// Whether a need is met: in every window the covered minutes are at least the minutes owed.
    pub fn is_met(&self, need: &Need, lost: &dyn Loss, met: &BTreeSet<NeedId>, view: View) -> bool {
        let covered = self.covered_minutes(need, lost, met, view);
        self.windows(need.id()).iter().zip(covered).all(|(window, covered)| u32::from(covered) >= window.owed)
    }

    /// All needs that are met, for lost sources and needs taken as met.
    pub fn met(&self, lost: &dyn Loss, met: &BTreeSet<NeedId>, view: View) -> BTreeSet<NeedId> {
        self.needs.iter().filter(|need| self.is_met(need, lost, met, view)).map(Need::id).collect()
    }
}

/// The starting minute that is so many minutes after the beginning of the long week.
pub fn start_at(minute: u32) -> CycleMinute {
    let of_week = WeekMinute::new(u16::try_from(minute % WEEK).unwrap()).unwrap();
    CycleMinute::new(u8::try_from(minute / WEEK).unwrap(), of_week).unwrap()
}

/// One of the numbers that a need asks for at once: helpers, or helpers with a skill. Each is reckoned by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Which skill; none: hands, whatever they can do.
    pub skill: Option<Word>,
    /// How many are required.
    pub required: u32,
}

/// The numbers of a need: first the helpers, then those with each skill.
pub fn numbers(need: &Need) -> Vec<Number> {
    let helpers = Number { skill: None, required: need.helpers().into() };
    let skilled = need.skills().iter();
    let skilled = skilled.map(|s| Number { skill: Some(s.skill.clone()), required: s.helpers.into() });
    [helpers].into_iter().chain(skilled).collect()
}

/// Whether each minute of a window is covered, with all the numbers of its need.
pub fn covered_minutes(need: &Need, numbers_there: &[Vec<u32>]) -> Vec<bool> {
    let required: Vec<u32> = numbers(need).iter().map(|number| number.required).collect();
    let enough =
        |minute| numbers_there.iter().zip(&required).all(|(there, required)| there[minute] >= *required);
    (0..numbers_there[0].len()).map(enough).collect()
}

/// The sum over sources, each with its greatest.
pub fn sum_of_greatest(brought: impl Iterator<Item = (SourceId, u8)>) -> u32 {
    let mut greatest: Vec<(SourceId, u8)> = Vec::new();
    for (source, hands) in brought {
        match greatest.iter_mut().find(|(known, _)| *known == source) {
            Some((_, most)) => *most = hands.max(*most),
            None => greatest.push((source, hands)),
        }
    }
    greatest.iter().map(|(_, hands)| u32::from(*hands)).sum()
}

/// The minutes of a span, from its start, as minutes of a plain week.
pub fn minutes_in(span: WeekSpan) -> impl Iterator<Item = u32> {
    (0..u32::from(span.minutes())).map(move |after| (u32::from(span.start().get()) + after) % WEEK)
}

/// For each minute of a plain week, whether it is in the pattern.
pub fn minutes_of(pattern: &WeekPattern) -> Vec<bool> {
    let mut minutes = vec![false; WEEK as usize];
    for minute in pattern.spans().into_iter().flat_map(minutes_in) {
        minutes[minute as usize] = true;
    }
    minutes
}

/// What is known of able and willing now, in the words of the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Able-now or willing-now is known to be no.
    No,
    /// Able-now says so, and willing-now is known yes.
    WithSupport,
    /// Both are known yes.
    Yes,
    /// Anything else. On some days only is among it: it counts, and nobody can count on it.
    NotConfirmed,
}

/// What is known of able and willing now.
pub fn known(arrangement: &Arrangement) -> Known {
    let able = arrangement.able_now.known();
    let willing = arrangement.willing_now.known();
    if able == Some(Ability::No) || willing == Some(false) {
        Known::No
    } else if matches!(able, Some(Ability::WithSupport { .. })) && willing == Some(true) {
        Known::WithSupport
    } else if able == Some(Ability::Yes) && willing == Some(true) {
        Known::Yes
    } else {
        Known::NotConfirmed
    }
}

/// Whether a need asks for nothing to be done: all its windows are owed whole.
pub fn is_only_being_there(need: &Need) -> bool {
    need.windows().iter().all(|window| window.owed() == window.span().minutes())
}

/// Whether an arrangement is confirmed: with support, or yes.
pub fn is_confirmed(arrangement: &Arrangement) -> bool {
    matches!(known(arrangement), Known::WithSupport | Known::Yes)
}

/// Whether an arrangement counts on a date: it is not *no*, is within its period, and has a minute.
pub fn counts(arrangement: &Arrangement, on: NaiveDate) -> bool {
    would_count(arrangement, on) && has_a_minute(arrangement)
}

/// Whether an arrangement counts, or would if it had a minute.
pub fn would_count(arrangement: &Arrangement, on: NaiveDate) -> bool {
    let begun = arrangement.period.from().is_none_or(|from| from <= on);
    let over = arrangement.period.until().is_some_and(|until| until <= on);
    known(arrangement) != Known::No && begun && !over
}

/// The supporting source, if one is named: it counts whenever it is named, willingness confirmed or not.
pub fn supporting(arrangement: &Arrangement) -> Option<SourceId> {
    match arrangement.able_now {
        Told::Known(Ability::WithSupport { by } | Ability::OnSomeDays { by }) => by,
        _ => None,
    }
}

/// What an arrangement relies on. What was not said is taken as none.
pub fn relies_on(arrangement: &Arrangement, view: View) -> &[NeedId] {
    match &arrangement.relies_on {
        Reliance::Stated(needs) => needs,
        Reliance::Assumed(needs) if !view.without_assumed => needs,
        Reliance::Assumed(_) | Reliance::NotSaid => &[],
    }
}
