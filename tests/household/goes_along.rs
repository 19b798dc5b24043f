//! Random lives in which people part: what goes along with them, beside the naive model.
//!
//! Three views of the same. What goes along by the plain list of facts, worked out day by day ([`Parted`]); the old
//! household's own weeks, restricted to those who went, as far as nothing was said of later days; and that nobody and
//! nothing else is in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use mutual_care::base::{HouseholdId, Period, PersonId, SourceId, Told};
use mutual_care::household::{Household, HouseholdInput, Opened, Verb};
use mutual_care::machine::{Entry, Events as _, Happened, Machine};
use mutual_care::need::{Ability, Arrangement, Snapshot, SnapshotParts};

use crate::family::{household_id, stamp, with};
use crate::parted::Parted;
use crate::random::households;
use crate::walks::{Walk, lives, model, walk_of_parting};

#[test]
fn whoever_parts_takes_along_what_concerns_them_and_nothing_else() {
    let (mut weeks, mut told_of_later) = (0, 0);
    let mut met = Met::default();
    for seed in 0..lives(120) {
        let (walk, input) = walk_of_parting(seed);
        let parted = model(&input, &walk.said).parted;
        for (household, parted) in &parted {
            let value = walk.record.chronicle().yields(*household);
            let value = value.unwrap_or_else(|| panic!("seed {seed}: nothing for {household}"));
            assert_eq!((value.id(), value.as_at()), (*household, parted.on), "seed {seed}");
            let opening = Opened::new(value.clone());
            let new = with(|setting| Household::open(*household, opening, stamp(1), setting)).unwrap();
            let new: Household = new.record.into();
            let told = walk.told.get(household);
            let later = told.is_some_and(|found| found.contains(&"recorded-for-later"));
            told_of_later += u32::from(later);
            for day in (0..9).map(|it| parted.on + Days::new(it * it)) {
                let week = new.snapshot(day).unwrap_or_else(|wrong| panic!("seed {seed}, {day}: {wrong}"));
                let expected = Snapshot::new(parted.as_at(day)).unwrap();
                assert_eq!(week, expected, "seed {seed}, {household} on {day}");
                // Beside it the old weeks. Where they differ, there is something that the guard told of.
                if parted.all_lived_here() && walk.corrected == 0 {
                    let old = Snapshot::new(parted.restricted(day)).unwrap();
                    let same = says(&week) == says(&old);
                    assert!(same || later, "seed {seed}, {household} on {day}: {week:?}\n{old:?}");
                    assert!(same || !parted.nothing_later(day), "seed {seed}, {household} on {day}");
                    weeks += u32::from(same);
                }
            }
            only_those(seed, value, parted);
            met.one(value, &walk);
        }
        met.together(&parted, &walk.record);
    }
    assert!(weeks > 100 && told_of_later > 5, "{weeks} weeks alike, {told_of_later} told of later days");
    met.enough();
}

/// What a week says, but for the ends of stretches of help, which end with a giver who dies or is out of touch.
fn says(week: &Snapshot) -> SnapshotParts {
    let mut parts = SnapshotParts::from(week.clone());
    parts.arrangements.iter_mut().for_each(|it| it.period = Period::ALWAYS);
    parts
}

/// In a household's value are those who went, their kin who can be reached, and whoever helps; each with what they are
/// called and what they are to the others. Nobody and nothing else is, and of whoever helps, only what they do here.
fn only_those(seed: u64, value: &HouseholdInput, parted: &Parted) {
    let lists = (parted.needs(), parted.help());
    let needs: Vec<_> = value.needs().iter().map(|it| (it.need.id(), it.period)).collect();
    let expected = lists.0.iter().map(|it| (it.0, Period::new(Some(it.1), it.2).unwrap()));
    let expected: BTreeMap<_, _> = expected.collect();
    assert_eq!(needs, expected.into_iter().collect::<Vec<_>>(), "seed {seed}");
    let help: Vec<_> = value.arrangements().iter().map(|it| (it.id, it.period)).collect();
    let expected: BTreeMap<_, _> = lists.1.iter().map(|it| (it.id, it.period)).collect();
    assert_eq!(help, expected.into_iter().collect::<Vec<_>>(), "seed {seed}");

    let named = |id| lists.1.iter().any(|it| it.by == id || supports(it, id));
    let services: Vec<_> = value.services().iter().map(|it| it.id).collect();
    let expected: Vec<_> = parted.before.service_ids().into_iter().filter(|id| named(*id)).collect();
    assert_eq!(services, expected, "seed {seed}");

    let went = parted.went();
    let known = &parted.before;
    let kin = |id: PersonId| {
        let reached = |of: PersonId| known.can_give(of.into(), parted.on);
        went.contains(&id) || named(id.into()) || (known.is_kin_of_any(id, &went) && reached(id))
    };
    let people: Vec<_> = value.people().iter().map(|it| it.id).collect();
    let expected: Vec<_> = known.people.iter().copied().filter(|id| kin(*id)).collect();
    assert_eq!(people, expected, "seed {seed}");
    for person in value.people() {
        let lived_here = went.contains(&person.id) && !parted.belongs_from_elsewhere(person.id);
        assert_eq!(lived_here, person.lives_here(parted.on), "seed {seed}");
        assert_eq!(person.name.reveal(), known.called[&person.id], "seed {seed}");
        let mut kin = known.kin_of(person.id);
        kin.retain(|(of, _)| people.contains(of));
        assert_eq!(value.kin_of(person.id), kin, "seed {seed}, {}", person.id);
    }
}

fn supports(it: &Arrangement, id: SourceId) -> bool {
    [it.able_now, it.able_later].contains(&Told::Known(Ability::WithSupport { by: Some(id) }))
}

/// How often the lives met what makes a parting hard.
#[derive(Debug, Default)]
struct Met {
    yielded: usize,
    people_of_both: usize,
    services_of_both: usize,
    leaning: usize,
    leaning_on_nothing: usize,
    not_said_to_lean: usize,
    one_before: usize,
    one_after: usize,
    corrected_before: usize,
    corrected_after: usize,
}

impl Met {
    fn one(&mut self, value: &HouseholdInput, walk: &Walk) {
        self.yielded += 1;
        for help in value.arrangements() {
            match &help.relies_on {
                None => self.not_said_to_lean += 1,
                Some(needs) if needs.is_empty() => self.leaning_on_nothing += 1,
                Some(_) => self.leaning += 1,
            }
        }
        let journal = walk.record.journal();
        let parting = journal.iter().position(|entry| parts_into(entry.event(), value.id()));
        let Some(parting) = parting else { return };
        let (before, after) = journal.split_at(parting);
        let one = |entries: &[Entry<Household>]| entries.iter().any(|it| found_to_be_one(it.event()));
        let corrected = |entries: &[Entry<Household>]| {
            entries.iter().any(|entry| matches!(entry.event(), Happened::Corrected(_)))
        };
        self.one_before += usize::from(one(before));
        self.one_after += usize::from(one(after));
        self.corrected_before += usize::from(corrected(before));
        self.corrected_after += usize::from(corrected(after));
    }

    /// Those who part at once from each other: who and what helps both.
    fn together(&mut self, parted: &BTreeMap<HouseholdId, Parted>, record: &Household) {
        let [hers, his] = [904, 905].map(household_id);
        if !(parted.contains_key(&hers) && parted.contains_key(&his)) {
            return;
        }
        let [hers, his] = [hers, his].map(|id| record.chronicle().yields(id).unwrap());
        let outside = |value: &HouseholdInput| -> BTreeSet<PersonId> {
            let people = value.people().iter().filter(|it| !it.lives_here(value.as_at()));
            people.map(|it| it.id).collect()
        };
        let services = |value: &HouseholdInput| -> BTreeSet<SourceId> {
            value.services().iter().map(|it| it.id).collect()
        };
        self.people_of_both += usize::from(!outside(hers).is_disjoint(&outside(his)));
        self.services_of_both += usize::from(!services(hers).is_disjoint(&services(his)));
    }

    fn enough(&self) {
        assert!(self.yielded > 40, "{self:?}");
        let Self { people_of_both, services_of_both, one_before, one_after, .. } = *self;
        for often in [people_of_both, services_of_both, one_before, one_after] {
            assert!(often >= 3, "{self:?}");
        }
        let Self { leaning, leaning_on_nothing, not_said_to_lean, corrected_before, corrected_after, .. } =
            *self;
        for often in [leaning, leaning_on_nothing, not_said_to_lean, corrected_before, corrected_after] {
            assert!(often >= 10, "{self:?}");
        }
    }
}

fn parts_into(event: &Happened<Household>, household: HouseholdId) -> bool {
    let Happened::Step(step) = event else { return false };
    households(step.what()).contains(&household)
}

fn found_to_be_one(event: &Happened<Household>) -> bool {
    matches!(event, Happened::Step(step) if step.what().verb() == Verb::FoundToBeOne)
}
