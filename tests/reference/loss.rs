//! What falls when sources are lost, in which order, and why.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{ArrangementId, NeedId, PersonId, SourceId};
use mutual_care::need::{Need, SourceKind};

use super::stands::{stands, stands_now};
use super::week::{House, Loss, View, counts, is_confirmed, relies_on};
use super::worse::worsened;

/// What falls when some sources are lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// The direct loss, then the cascade round by round. Round *i* is judged with what stood after all rounds
    /// before it. Never an empty round, except a direct loss of nothing before nothing at all: then no
    /// rounds.
    pub rounds: Vec<BTreeSet<NeedId>>,
    /// Those of the fallen that would not fall with assumed reliance left out.
    pub rests_on_assumed: BTreeSet<NeedId>,
    /// Each fallen need, explained.
    pub why: BTreeMap<NeedId, Why>,
}

impl Fall {
    /// The direct loss.
    pub fn direct(&self) -> BTreeSet<NeedId> {
        self.rounds.first().cloned().unwrap_or_default()
    }

    /// All that fell.
    pub fn all(&self) -> BTreeSet<NeedId> {
        self.rounds.iter().flatten().copied().collect()
    }
}

/// Why a need fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// In which round: 0 is the direct loss.
    pub round: usize,
    /// Windows short of minutes owed, by place in the need's windows of the long week, with how many: as judged in the round
    /// of its fall, with what stood after the rounds before. This is what `gone` explains.
    pub short: BTreeMap<usize, u16>,
    /// The same when all has fallen that falls, in `stands(X)`: never fewer windows or minutes.
    pub short_in_the_end: BTreeMap<usize, u16>,
    /// Each counting arrangement for it that is there in some minute of a window of it.
    pub there: BTreeMap<ArrangementId, Gone>,
}

/// Why an arrangement is gone. Everything that is true is named: an arrangement may be gone for several
/// reasons, and whoever mends one of them only should know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gone {
    /// Its source is lost.
    pub source_lost: bool,
    /// Its supporting source, if that is lost.
    pub support_lost: Option<SourceId>,
    /// The arrangement itself is lost: it ends, and whoever gives it stays.
    pub ended: bool,
    /// Needs it relies on that fell in earlier rounds. Never one of somebody who is away.
    pub fallen: BTreeSet<NeedId>,
    /// Needs it relies on that are not in `stands(∅)`: it was never able, lost or not.
    pub unmet: BTreeSet<NeedId>,
}

impl Gone {
    /// Whether it is gone at all. If not, it is there still, and not enough.
    pub fn is_gone(&self) -> bool {
        *self != Self::default()
    }
}

/// What falls when `lost` are unable to give, and `away` are away: theirs are no needs, and no reasons.
pub fn fall(house: &House, lost: &BTreeSet<SourceId>, away: &BTreeSet<PersonId>, view: View) -> Fall {
    fall_of(house, &all_lost(lost, away), away, view)
}

/// All who give nothing: whoever is unable to, and whoever is away.
pub fn all_lost(lost: &BTreeSet<SourceId>, away: &BTreeSet<PersonId>) -> BTreeSet<SourceId> {
    lost.iter().copied().chain(away.iter().map(|person| (*person).into())).collect()
}

/// What falls with a loss of any kind, of which those who are away are a part.
pub fn fall_of(house: &House, lost: &dyn Loss, away: &BTreeSet<PersonId>, view: View) -> Fall {
    let is_away = |need: NeedId| away.contains(&house.need(need).person());
    let today = stands_now(house, view);
    let mut standing = today.clone();
    let mut rounds: Vec<BTreeSet<NeedId>> = Vec::new();
    let mut why = BTreeMap::new();
    loop {
        let met = house.met(lost, &standing, view);
        let falling: BTreeSet<NeedId> = &standing - &met;
        if falling.is_empty() {
            break;
        }
        let named: BTreeSet<NeedId> = falling.iter().copied().filter(|need| !is_away(*need)).collect();
        for &id in &named {
            let need = house.need(id);
            why.insert(
                id,
                Why {
                    round: rounds.len(),
                    short: short(house, need, lost, &standing, view),
                    short_in_the_end: BTreeMap::new(),
                    there: there(house, need, lost, &today, &standing, away, view),
                },
            );
        }
        rounds.push(named);
        standing = &standing - &falling;
    }
    while rounds.last().is_some_and(BTreeSet::is_empty) {
        rounds.pop();
    }
    for (id, why) in &mut why {
        why.short_in_the_end = short(house, house.need(*id), lost, &standing, view);
    }
    let without_assumed = stands(house, lost, View { without_assumed: true, ..view });
    let rests_on_assumed = why.keys().copied().filter(|need| without_assumed.contains(need)).collect();
    Fall { rounds, rests_on_assumed, why }
}

fn short(
    house: &House,
    need: &Need,
    lost: &dyn Loss,
    met: &BTreeSet<NeedId>,
    view: View,
) -> BTreeMap<usize, u16> {
    let covered = house.covered_minutes(need, lost, met, view);
    let windows = house.windows(need.id()).iter().zip(covered).enumerate();
    windows
        .map(|(place, (window, covered))| {
            (place, u16::try_from(window.owed).unwrap().saturating_sub(covered))
        })
        .filter(|(_, short)| *short > 0)
        .collect()
}

/// Each counting arrangement for a need that is there in some minute of a window of it, and why it is gone:
/// with what fell, of what stood, until now.
pub fn there(
    house: &House,
    need: &Need,
    lost: &dyn Loss,
    today: &BTreeSet<NeedId>,
    standing: &BTreeSet<NeedId>,
    away: &BTreeSet<PersonId>,
    view: View,
) -> BTreeMap<ArrangementId, Gone> {
    let mut there = BTreeMap::new();
    for arrangement in house.arrangements.iter().filter(|a| a.need == need.id() && counts(a, house.on)) {
        let left_out = view.confirmed_only && !is_confirmed(arrangement);
        if left_out || !house.is_there(arrangement, view) {
            continue;
        }
        let relied = relies_on(arrangement, view).iter().copied();
        let relied: BTreeSet<NeedId> =
            relied.filter(|need| !away.contains(&house.need(*need).person())).collect();
        there.insert(
            arrangement.id,
            Gone {
                source_lost: lost.takes_source(arrangement),
                support_lost: lost.takes_support(arrangement),
                ended: lost.takes_itself(arrangement),
                fallen: relied
                    .iter()
                    .copied()
                    .filter(|n| today.contains(n) && !standing.contains(n))
                    .collect(),
                unmet: relied.iter().copied().filter(|n| !today.contains(n)).collect(),
            },
        );
    }
    there
}

/// What the loss of one does to another: critical needs of the other's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Those that fall.
    pub falls: BTreeSet<NeedId>,
    /// Gaps that are worsened.
    pub worsened: BTreeSet<NeedId>,
}

impl Cell {
    /// Whether it says neither.
    pub fn is_empty(&self) -> bool {
        self.falls.is_empty() && self.worsened.is_empty()
    }
}

/// Rows: members and outside persons. Columns: members. The critical needs of the column that fall when the
/// row is lost (unable to give), and those of its critical gaps that this worsens; the diagonal included.
pub fn loss_matrix(house: &House, view: View) -> BTreeMap<(PersonId, PersonId), Cell> {
    let people = house.sources.iter().filter(|s| matches!(s.kind, SourceKind::Member | SourceKind::Person));
    let mut matrix = BTreeMap::new();
    for row in people {
        let (lost, nobody) = (BTreeSet::from([row.id]), BTreeSet::new());
        let fallen = fall(house, &lost, &nobody, view).all();
        let worse: BTreeSet<NeedId> = worsened(house, &lost, &nobody, view).into_keys().collect();
        for column in members(house) {
            let theirs = |need: &&Need| need.person() == column && need.is_critical();
            let of_column: BTreeSet<NeedId> = house.needs.iter().filter(theirs).map(Need::id).collect();
            let cell = Cell { falls: &of_column & &fallen, worsened: &of_column & &worse };
            matrix.insert((row.as_person().unwrap(), column), cell);
        }
    }
    matrix
}

/// Two different members, the smaller first: each one's loss makes a critical need of the other fall, or worsens
/// a critical gap of the other's. With each pair, whether that is so only *in part*: one of the two cells says
/// worsened and nothing falls.
pub fn mutual_dependence(house: &House, view: View) -> BTreeMap<(PersonId, PersonId), bool> {
    let matrix = loss_matrix(house, view);
    let mut mutual = BTreeMap::new();
    for (a, b) in pairs(house) {
        let cells = [&matrix[&(a, b)], &matrix[&(b, a)]];
        if cells.iter().all(|cell| !cell.is_empty()) {
            mutual.insert((a, b), cells.iter().any(|cell| cell.falls.is_empty()));
        }
    }
    mutual
}

/// The members.
pub fn members(house: &House) -> BTreeSet<PersonId> {
    let members = house.sources.iter().filter(|source| source.kind == SourceKind::Member);
    members.map(|source| source.as_person().unwrap()).collect()
}

/// Every two different members, the smaller first.
pub fn pairs(house: &House) -> BTreeSet<(PersonId, PersonId)> {
    let members = members(house);
    members.iter().flat_map(|a| members.range(*a..).skip(1).map(|b| (*a, *b))).collect()
}
