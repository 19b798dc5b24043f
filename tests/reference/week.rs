//! A household as the definitions speak of it: minutes of the week, arrangements that count, hands that
//! cover.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;
use mutual_care::base::{ArrangementId, NeedId, SourceId, Told, WeekPattern, WeekSpan};
use mutual_care::need::{Ability, Arrangement, Need, Reliance, Snapshot, SnapshotParts, Source, Window};

/// Minutes of the week.
pub const WEEK: u32 = 10_080;

/// Which arrangements are looked at, and what they lean on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// Arrangements that are *not confirmed* are left out.
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

/// The hands for a need in each minute of each of its windows, counted from the window's start.
type Hands = Rc<Vec<Vec<u32>>>;

/// A household's week on a date.
pub struct House {
    /// The date.
    pub on: NaiveDate,
    /// Everybody and everything that helps.
    pub sources: Vec<Source>,
    /// The needs, in order of id.
    pub needs: Vec<Need>,
    /// The arrangements, in order of id.
    pub arrangements: Vec<Arrangement>,
    presence: BTreeMap<ArrangementId, Vec<bool>>,
    // The hands depend on nothing but the need and the arrangements that are able: worked out once for each.
    hands: RefCell<BTreeMap<(NeedId, Vec<ArrangementId>), Hands>>,
}

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
        let presence = parts.arrangements.iter().map(|a| (a.id, minutes_of(&a.when))).collect();
        Self {
            on: parts.on,
            sources: parts.sources,
            needs: parts.needs,
            arrangements: parts.arrangements,
            presence,
            hands: RefCell::default(),
        }
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

    /// The arrangements for a need that count.
    pub fn counting_for(&self, need: NeedId) -> impl Iterator<Item = &Arrangement> {
        self.arrangements.iter().filter(move |a| a.need == need && counts(a, self.on))
    }

    /// Whether an arrangement is present in a minute of the week.
    pub fn is_present(&self, arrangement: ArrangementId, minute: u32) -> bool {
        self.presence[&arrangement][(minute % WEEK) as usize]
    }

    /// For each minute of the week, whether an arrangement is present in it.
    pub fn presence(&self, arrangement: ArrangementId) -> &[bool] {
        &self.presence[&arrangement]
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

    /// The hands in a minute: those of different sources add up, each source with its greatest number among
    /// the arrangements that are present.
    pub fn hands_at(&self, minute: u32, able: &[&Arrangement]) -> u32 {
        let mut greatest: Vec<(SourceId, u8)> = Vec::new();
        for arrangement in able.iter().filter(|a| self.is_present(a.id, minute)) {
            match greatest.iter_mut().find(|(source, _)| *source == arrangement.by) {
                Some((_, hands)) => *hands = (*hands).max(arrangement.hands),
                None => greatest.push((arrangement.by, arrangement.hands)),
            }
        }
        greatest.iter().map(|(_, hands)| u32::from(*hands)).sum()
    }

    /// The hands in each minute of each window of a need.
    pub fn hands_in_windows(
        &self,
        need: &Need,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> Hands {
        let able = self.able_for(need.id(), lost, met, view);
        let key = (need.id(), able.iter().map(|a| a.id).collect::<Vec<_>>());
        if let Some(known) = self.hands.borrow().get(&key) {
            return Rc::clone(known);
        }
        let in_window = |window: &Window| {
            minutes_in(window.span()).map(|minute| self.hands_at(minute, &able)).collect::<Vec<_>>()
        };
        let hands: Hands = Rc::new(need.windows().iter().map(in_window).collect());
        self.hands.borrow_mut().insert(key, Rc::clone(&hands));
        hands
    }

    /// How many minutes of each window of a need are covered.
    pub fn covered_minutes(
        &self,
        need: &Need,
        lost: &dyn Loss,
        met: &BTreeSet<NeedId>,
        view: View,
    ) -> Vec<u16> {
        let enough = |hands: &&u32| **hands >= u32::from(need.helpers());
        let count = |window: &Vec<u32>| u16::try_from(window.iter().filter(enough).count()).unwrap();
        self.hands_in_windows(need, lost, met, view).iter().map(count).collect()
    }

    /// Whether a need is met: in every window the covered minutes are at least the minutes owed.
    pub fn is_met(&self, need: &Need, lost: &dyn Loss, met: &BTreeSet<NeedId>, view: View) -> bool {
        let covered = self.covered_minutes(need, lost, met, view);
        need.windows().iter().zip(covered).all(|(window, covered)| covered >= window.owed())
    }

    /// All needs that are met, for lost sources and needs taken as met.
    pub fn met(&self, lost: &dyn Loss, met: &BTreeSet<NeedId>, view: View) -> BTreeSet<NeedId> {
        self.needs.iter().filter(|need| self.is_met(need, lost, met, view)).map(Need::id).collect()
    }
}

/// The minutes of a span, from its start, as minutes of the week.
pub fn minutes_in(span: WeekSpan) -> impl Iterator<Item = u32> {
    (0..u32::from(span.minutes())).map(move |after| (u32::from(span.start().get()) + after) % WEEK)
}

/// For each minute of the week, whether it is in the pattern.
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
    /// Anything else.
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

/// Whether an arrangement is confirmed: with support, or yes.
pub fn is_confirmed(arrangement: &Arrangement) -> bool {
    matches!(known(arrangement), Known::WithSupport | Known::Yes)
}

/// Whether an arrangement counts on a date: it is not *no*, is within its period, and has a minute.
pub fn counts(arrangement: &Arrangement, on: NaiveDate) -> bool {
    would_count(arrangement, on) && !arrangement.when.spans().is_empty()
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
        Told::Known(Ability::WithSupport { by }) => by,
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
