//! What a snapshot is checked for, each problem where it stands in what was handed over.

use alloc::collections::btree_map::Entry;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::{Address, Arrangement, Cycle, Need, SnapshotParts, Source, SourceKind};
use crate::base::{
    AnyId, Every, Id, Kind, Named, NeedId, Path, Problem, ProblemKind, SourceId, lcm, limits, wire,
};

const TOO_MANY: ProblemKind = ProblemKind::new("too-many", "expected at most {} {}");
const YEAR: ProblemKind = ProblemKind::new("year", "expected a date in the years {} to {}");
pub(super) const TWICE: ProblemKind = ProblemKind::new("id-twice", "{} stands twice: expected each id once");
const AGE_OF_NO_PERSON: ProblemKind =
    ProblemKind::new("age-of-no-person", "{} is no person: expected `age` only of a person");
const NEED_OF_NO_MEMBER: ProblemKind = ProblemKind::new(
    "need-of-no-member",
    "{} is of {}, who is no member of the household: expected a member",
);
const UNKNOWN_SOURCE: ProblemKind = ProblemKind::new(
    "unknown-source",
    "{} is by {}, which is not among the sources: expected a source that is",
);
const UNKNOWN_NEED: ProblemKind =
    ProblemKind::new("unknown-need", "{} names {}, which is not among the needs: expected a need that is");
const OWN_NEED: ProblemKind =
    ProblemKind::new("own-need", "{} is for the giver's own need: expected a need of somebody else");
const RELIES_ON_OTHERS: ProblemKind = ProblemKind::new(
    "relies-on-others",
    "{} relies on {}, which is not the giver's own: expected needs of the giver",
);
const LIVES_OF_NO_PERSON: ProblemKind =
    ProblemKind::new("lives-of-no-person", "{} is no person: expected `lives` only of a person");
const LIVES_HERE: ProblemKind = ProblemKind::new(
    "lives-here-and-no-member",
    "{} lives in the household's home and is no member: expected a member, or another address",
);
const PLACES: ProblemKind = ProblemKind::new(
    "places",
    "{} is in no place, or is no provider: expected `places` of 1 or more, of a provider",
);
const SKILLS: ProblemKind = ProblemKind::new(
    "skills",
    "{} brings a skill twice, or more hands with it than hands: expected each once, with 0 to its hands",
);
const CYCLE: ProblemKind = ProblemKind::new(
    "cycle-too-long",
    "{} alternates with {}, and they repeat together after {} weeks: expected all that alternates to repeat within {}",
);
const CYCLE_PARTS: ProblemKind = ProblemKind::new(
    "cycle-too-full",
    "there are {} windows and stretches in {} weeks until everything repeats: expected at most {} where anything alternates",
);
const HANDS: ProblemKind = ProblemKind::new("hands", "{} brings no hands or too many: expected 1 to {}");

/// Everything that does not fit, in the order of the parts.
pub(super) fn problems(parts: &SnapshotParts) -> Vec<Problem> {
    let mut found = too_many(parts);
    if !found.is_empty() {
        // Past a limit nothing else is looked at: that is what limits are for.
        return found;
    }
    let list = |name| Path::WHOLE.field(name);
    if !wire::in_years(parts.on) {
        let year = Problem::at(&list("on"), &YEAR);
        found.push(year.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST));
    }
    let mut known = Known::default();
    for (at, source) in list("sources").each(&parts.sources) {
        known.source(&at, source, &mut found);
    }
    for (at, need) in list("needs").each(&parts.needs) {
        known.need(&at, need, &mut found);
    }
    let mut ids = BTreeSet::new();
    for (at, arrangement) in list("arrangements").each(&parts.arrangements) {
        if !ids.insert(arrangement.id) {
            found.push(Problem::at(&at.field("id"), &TWICE).naming(arrangement.id));
        }
        known.arrangement(&at, arrangement, &mut found);
    }
    let needs = list("needs");
    let needs = needs.each(&parts.needs).filter(|(_, one)| one.period().contains(parts.on));
    let needs = needs.filter_map(|(at, one)| Some((at, one.id().any(), one.every()?)));
    let arrangements = list("arrangements");
    let arrangements =
        arrangements.each(&parts.arrangements).filter(|(_, one)| one.period.contains(parts.on));
    let arrangements = arrangements.filter_map(|(at, one)| Some((at, one.id.any(), one.every?)));
    let too_long = cycle_too_long(needs.chain(arrangements));
    if too_long.is_empty() {
        found.extend(too_full(parts));
    }
    found.extend(too_long);
    found
}

/// What alternates in so different ways that it takes more weeks than there may be until everything is as it was. Each is
/// named that does not fit with those before it, with the ones of them that make up the weeks so far.
pub(crate) fn cycle_too_long<'p>(
    alternating: impl Iterator<Item = (Path<'p>, AnyId, Every)>,
) -> Vec<Problem> {
    let (mut weeks, mut made_up_of, mut found) = (1, Vec::new(), Vec::new());
    for (at, id, every) in alternating {
        let together = lcm(weeks, every.cycle_weeks());
        if together > limits::CYCLE_WEEKS {
            let problem = Problem::at(&at.field("every"), &CYCLE).naming(id);
            let problem = problem.naming(Named::Ids(made_up_of.clone())).naming(u32::from(together));
            found.push(problem.naming(u32::from(limits::CYCLE_WEEKS)));
        } else if together > weeks {
            weeks = together;
            made_up_of.push(id);
        }
    }
    found
}

/// Whether there is more to lay out over the weeks of a cycle than there may be.
fn too_full(parts: &SnapshotParts) -> Option<Problem> {
    let weeks = usize::from(Cycle::of(parts).weeks());
    let windows = parts.needs.iter().map(|need| need.windows().len());
    let stretches = parts.arrangements.iter().map(|one| one.when.ranges().len());
    let all = windows.chain(stretches).sum::<usize>().saturating_mul(weeks);
    (weeks > 1 && all > limits::CYCLE_PARTS).then(|| {
        let problem = Problem::at(&Path::WHOLE, &CYCLE_PARTS).naming(all).naming(weeks);
        problem.naming(limits::CYCLE_PARTS)
    })
}

fn too_many(parts: &SnapshotParts) -> Vec<Problem> {
    let persons = parts.sources.iter().filter(|source| source.as_person().is_some()).count();
    [
        ("sources", "people", persons, limits::PEOPLE),
        ("sources", "sources", parts.sources.len(), limits::SOURCES),
        ("needs", "needs", parts.needs.len(), limits::NEEDS),
        ("arrangements", "arrangements", parts.arrangements.len(), limits::ARRANGEMENTS),
    ]
    .into_iter()
    .filter(|(_, _, len, most)| len > most)
    .map(|(list, what, _, most)| Problem::at(&Path::WHOLE.field(list), &TOO_MANY).naming(most).naming(what))
    .collect()
}

/// What ids name, the first to use one keeping it: each list names only what stands in those before it.
#[derive(Default)]
struct Known {
    sources: BTreeMap<SourceId, SourceKind>,
    needs: BTreeMap<NeedId, SourceId>,
}

impl Known {
    fn source(&mut self, at: &Path<'_>, source: &Source, found: &mut Vec<Problem>) {
        match self.sources.entry(source.id) {
            Entry::Vacant(free) => {
                free.insert(source.kind);
            }
            Entry::Occupied(_) => found.push(Problem::at(&at.field("id"), &TWICE).naming(source.id)),
        }
        if source.age.is_some() && source.as_person().is_none() {
            found.push(Problem::at(&at.field("age"), &AGE_OF_NO_PERSON).naming(plain(source.id)));
        }
        if source.lives.is_some() && source.as_person().is_none() {
            found.push(Problem::at(&at.field("lives"), &LIVES_OF_NO_PERSON).naming(plain(source.id)));
        } else if source.kind == SourceKind::Person && source.address() == Address::Home {
            found.push(Problem::at(&at.field("lives"), &LIVES_HERE).naming(plain(source.id)));
        }
        if source.places.is_some_and(|places| places == 0 || source.kind != SourceKind::Provider) {
            found.push(Problem::at(&at.field("places"), &PLACES).naming(plain(source.id)));
        }
    }

    fn need(&mut self, at: &Path<'_>, need: &Need, found: &mut Vec<Problem>) {
        let person = need.person();
        match self.needs.entry(need.id()) {
            Entry::Vacant(free) => {
                free.insert(person.into());
            }
            Entry::Occupied(_) => found.push(Problem::at(&at.field("id"), &TWICE).naming(need.id())),
        }
        if self.sources.get(&person.into()) != Some(&SourceKind::Member) {
            let problem = Problem::at(&at.field("person"), &NEED_OF_NO_MEMBER);
            found.push(problem.naming(plain(need.id())).naming(plain(person)));
        }
    }

    fn arrangement(&self, at: &Path<'_>, arrangement: &Arrangement, found: &mut Vec<Problem>) {
        let (id, by) = (plain(arrangement.id), arrangement.by);
        let mut tell = |at: &Path<'_>, kind, named: Named| {
            found.push(Problem::at(at, kind).naming(id.clone()).naming(named));
        };
        let support = arrangement.supported_by();
        for (field, source) in [("by", Some(by)), ("able_now.known.with_support.by", support)] {
            if let Some(source) = source.filter(|source| !self.sources.contains_key(source)) {
                tell(&at.field(field), &UNKNOWN_SOURCE, plain(source));
            }
        }
        let need = arrangement.need;
        match self.needs.get(&need) {
            None => tell(&at.field("need"), &UNKNOWN_NEED, plain(need)),
            Some(person) if *person == by => tell(&at.field("need"), &OWN_NEED, plain(need)),
            Some(_) => {}
        }
        for (at, need) in at.field("relies_on").each(arrangement.relies_on.needs()) {
            match self.needs.get(need) {
                None => tell(&at, &UNKNOWN_NEED, plain(*need)),
                Some(person) if *person != by => tell(&at, &RELIES_ON_OTHERS, plain(*need)),
                Some(_) => {}
            }
        }
        if !arrangement.skills_fit() {
            found.push(Problem::at(&at.field("skills"), &SKILLS).naming(id.clone()));
        }
        let mut tell = |at: &Path<'_>, kind, named: Named| {
            found.push(Problem::at(at, kind).naming(id.clone()).naming(named));
        };
        if !(1..=limits::HANDS).contains(&arrangement.hands) {
            tell(&at.field("hands"), &HANDS, u32::from(limits::HANDS).into());
        }
    }
}

fn plain<K: Kind>(id: Id<K>) -> Named {
    Named::Plain(id.any())
}
