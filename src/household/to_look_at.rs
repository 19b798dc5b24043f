//! What is worth looking at in a household on a day, and what a change newly leaves open.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::rules::{
    ABLE_AND_WILLING_NOT_ASKED, AGE_NOT_KNOWN, ALONE_WITH_CRITICAL_NEEDS, ASKED_BEFORE_IT_CHANGED,
    BORN_LONG_AGO, DIED_STILL_COUNTED_ON, HELP_FOR_AN_ENDED_NEED, LEANS_ON_AN_ENDED_NEED,
    MOVED_OUT_STILL_COUNTED_ON, NO_HELP_ARRANGED, NO_SIGN_THOUGH_EACH_HELPS, NOBODY_HAS_ASKED,
    NOTHING_IN_ITS_PLACE, OUT_OF_TOUCH_STILL_COUNTED_ON, PLANNED_NOT_RECORDED, RELIANCE_NOT_ASKED,
    SIBLING_NEVER_ASKED, SIGNS_LOOK_AGAIN, SIGNS_LOOK_IS_OLD, SIGNS_NOT_LOOKED_AT,
    SIGNS_NOT_LOOKED_AT_ACROSS_ADDRESSES, SINCE_BEFORE_BIRTH, THIRD_PARENT_BY_BIRTH, TOLD_AFTER_THE_FILE,
    UNDER_18_COUNTED_ON, WATCH_RUN_OUT, WHEN_IT_ARISES_NOT_ASKED, WHETHER_THE_NEW_PLACE_MEETS_IT,
};
use super::weeks::Day;
use super::{Chronicle, HouseholdInput, KnownArrangement, KnownPerson, Policy, Signs, Whereabouts, kin};
use crate::base::{
    Amount, AnyId, ArrangementId, Code, Finding, Findings, IdKind, NeedId, PersonId, Rule, SourceId,
};
use crate::need::{Address, Age, Arrangement, counted_by_person};

/// Nobody is known to have lived much longer than this.
const OLDEST_YEARS: u32 = 120;

impl Chronicle {
    /// All that is worth looking at on a day: who is counted on and cannot be, what has nothing in its place, who
    /// was never asked, whether to look for mutual caring.
    ///
    /// The guard of each event reports what that event adds to this.
    pub fn to_look_at(&self, on: NaiveDate, policy: &Policy) -> Findings {
        let day = self.day(on);
        let counting: Vec<&Arrangement> = day.arrangements.iter().filter(|it| it.counts(on)).collect();
        let look = Looking { known: self, on, day: &day, counting: &counting };
        let mut found = Vec::new();
        look.births(&mut found);
        look.parents(&mut found);
        look.plans(&mut found);
        look.needs(&mut found);
        look.without_ground(&mut found);
        look.counted_on(&mut found);
        look.people(&mut found);
        look.asked(&mut found);
        look.signs(policy, &mut found);
        found.into_iter().collect()
    }
}

impl HouseholdInput {
    /// All that is worth looking at on a day in a household that was handed over: what the record that opens with it
    /// would find.
    ///
    /// ```
    /// use mutual_care::base::{PartDate, WeekPattern};
    /// use mutual_care::household::{HouseholdInput, HouseholdInputParts, Person, Policy, StatedArrangement};
    /// use mutual_care::need::{Consequence, Need, Outcome};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// // A made-up grandmother, and her granddaughter of ten who cooks for her.
    /// let gran = Person::here(id(1).parse()?);
    /// let eve = Person { born: Some(PartDate::day(day(2015, 6, 1))?), ..Person::here(id(2).parse()?) };
    /// let supper = Need::new(id(3).parse()?, gran.id, Outcome::Nutrition, Consequence::Critical);
    /// let cooks = StatedArrangement::new(id(4).parse()?, eve.id.into(), supper.id(), WeekPattern::always());
    /// let mut parts = HouseholdInputParts::new(id(9).parse()?, day(2026, 3, 2));
    /// parts.people = vec![gran, eve];
    /// parts.needs = vec![supper.into()];
    /// parts.arrangements = vec![cooks];
    /// let input = HouseholdInput::new(parts)?;
    /// let found = |on| input.to_look_at(on, &Policy::default());
    /// assert_eq!(found(day(2026, 3, 2)).with_code("under-18-counted-on").count(), 1);
    /// assert_eq!(found(day(2033, 6, 1)).with_code("under-18-counted-on").count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_look_at(&self, on: NaiveDate, policy: &Policy) -> Findings {
        let mut found = Chronicle::new(self, &[]).to_look_at(on, policy);
        found.extend(told_after_the_file(self));
        found
    }
}

/// What was told later than the day after the one on which a household was written down: that of the clock elsewhere may be
/// a day ahead.
pub(super) fn told_after_the_file(file: &HouseholdInput) -> impl Iterator<Item = Finding> + '_ {
    let as_at = file.as_at();
    let last = as_at.succ_opt().unwrap_or(as_at);
    file.arrangements().iter().filter_map(move |stated| {
        let on = stated.told_on().filter(|on| last < *on)?;
        let finding = Finding::new(&TOLD_AFTER_THE_FILE).about(stated.id).with("on", Amount::Date(on));
        Some(finding.with("as_at", Amount::Date(as_at)))
    })
}

/// What is found after a change and was not before. Of help by somebody of whom the same was found before, only what
/// is more is said. What reminds is said again.
pub(super) fn new_in(after: Findings, before: &Findings, reminding: &[&'static Rule]) -> Findings {
    // By rule and whom or what it is about first: everything it was about.
    let mut known: BTreeMap<(&str, Option<AnyId>), BTreeSet<AnyId>> = BTreeMap::new();
    for finding in before {
        let about = known.entry((finding.code(), finding.concerns().first().copied())).or_default();
        about.extend(finding.concerns());
    }
    let new = |finding: Finding| {
        let Some(known) = known.get(&(finding.code(), finding.concerns().first().copied())) else {
            return Some(finding);
        };
        if reminding.contains(&finding.rule()) {
            return Some(finding);
        }
        if finding.concerns().iter().all(|id| known.contains(id)) {
            return None;
        }
        match finding.concerns() {
            [first, help @ ..] if help.iter().all(|id| id.kind() == IdKind::Arrangement) => {
                let more = help.iter().copied().filter(|id| !known.contains(id));
                let said =
                    Finding::new(finding.rule()).weighing(finding.weight()).about(*first).about_all(more);
                Some(finding.amounts().iter().fold(said, |said, (name, amount)| said.with(name, *amount)))
            }
            _ => Some(finding),
        }
    };
    after.into_iter().filter_map(new).collect()
}

/// The same, of somebody of whose date of birth only a part is known, for some days in it and not for others.
fn in_part(finding: Finding) -> Finding {
    finding.with("part", Amount::Code("date_of_birth"))
}

struct Looking<'a> {
    known: &'a Chronicle,
    on: NaiveDate,
    day: &'a Day,
    /// What is arranged and counts.
    counting: &'a [&'a Arrangement],
}

impl Looking<'_> {
    fn dated(&self, rule: &'static Rule) -> Finding {
        Finding::new(rule).with("on", Amount::Date(self.on))
    }

    fn needs(&self, found: &mut Vec<Finding>) {
        let helped: BTreeSet<NeedId> = self.counting.iter().map(|arrangement| arrangement.need).collect();
        let began = |known: &&KnownArrangement| known.terms.changes().any(|(from, _)| from <= Some(self.on));
        let once_helped: BTreeSet<NeedId> =
            self.known.arrangements.values().filter(began).map(|known| known.need).collect();
        for (id, need) in &self.day.needs {
            if need.is_critical() && !helped.contains(id) {
                let rule = if once_helped.contains(id) { &NOTHING_IN_ITS_PLACE } else { &NO_HELP_ARRANGED };
                found.push(self.dated(rule).about(*id));
            }
            let when = self.known.needs.get(id).map(|known| known.when(self.on));
            if need.windows().is_empty() && when.is_none_or(|when| when.is_open()) {
                found.push(Finding::new(&WHEN_IT_ARISES_NOT_ASKED).about(*id));
            }
        }
    }

    /// Births that cannot well be, and what was recorded of days before them.
    fn births(&self, found: &mut Vec<Finding>) {
        let old = |id: PersonId, person: &KnownPerson| {
            // More than so many years: it was the last birthday of them yesterday or before.
            let born = person.born.zip(self.on.pred_opt()).filter(|_| person.lives_on(self.on));
            let (least, most) = born.and_then(|(born, yesterday)| born.years_on(yesterday))?;
            let found = (most >= OLDEST_YEARS).then(|| self.dated(&BORN_LONG_AGO).about(id));
            found.map(|found| if least >= OLDEST_YEARS { found } else { in_part(found) })
        };
        found.extend(self.known.people().filter_map(|(id, person)| old(id, person)));
        let too_early = |id: PersonId, from: Option<NaiveDate>| {
            let born = self.known.person(id)?.born?;
            let from = from.filter(|from| *from < born.last())?;
            let found = Finding::new(&SINCE_BEFORE_BIRTH).with("from", Amount::Date(from)).about(id);
            Some(if from < born.first() { found } else { in_part(found) })
        };
        for (id, person) in self.known.people() {
            let here = person.whereabouts.changes().find(|(_, is)| **is == Whereabouts::Here);
            found.extend(too_early(id, here.and_then(|(from, _)| from)));
        }
        for (id, need) in self.known.needs() {
            let from = need.content.changes().find(|(_, it)| it.is_some()).and_then(|(from, _)| from);
            found.extend(too_early(need.person, from).map(|finding| finding.about(id)));
        }
        for (id, help) in self.known.arrangements() {
            let from = help.terms.changes().find(|(_, it)| it.is_some()).and_then(|(from, _)| from);
            let giver = PersonId::new(help.by.uuid());
            found.extend(too_early(giver, from).map(|finding| finding.about(id)));
        }
    }

    /// Who is recorded with more parents by birth than anybody has.
    fn parents(&self, found: &mut Vec<Finding>) {
        found.extend(kin::with_too_many_parents(self.known.kin()).map(|(child, parents)| {
            let many = Amount::Count(i64::try_from(parents.len()).unwrap_or(i64::MAX));
            Finding::new(&THIRD_PARENT_BY_BIRTH).about(child).about_all(parents).with("parents", many)
        }));
    }

    /// Planned moves whose day has come, and of which nothing was recorded since.
    fn plans(&self, found: &mut Vec<Finding>) {
        for (id, person) in self.known.people().filter(|(_, person)| person.lives_on(self.on)) {
            if let (Some(day), Some(to)) = (person.as_planned(self.on), person.whereabouts.at(self.on)) {
                let finding =
                    Finding::new(&PLANNED_NOT_RECORDED).about(id).with("planned", Amount::Date(day));
                found.push(finding.with("to", Amount::Code(to.code())));
            }
        }
    }

    /// What the end of a need leaves: help that is still down for it, and help that leans on it.
    fn without_ground(&self, found: &mut Vec<Finding>) {
        let ended = |id: &NeedId| {
            let need = self.known.need(*id).filter(|need| self.day.members.contains(&need.person))?;
            need.content.at(self.on).filter(|content| content.is_none())?;
            need.content.since(self.on)
        };
        let mut left: BTreeMap<(NeedId, NaiveDate), (Vec<ArrangementId>, Vec<ArrangementId>)> =
            BTreeMap::new();
        for (id, known) in self.known.arrangements() {
            if let Some(day) = ended(&known.need).filter(|_| self.known.is_arranged(known, self.on)) {
                left.entry((known.need, day)).or_default().0.push(id);
            }
        }
        for arrangement in self.counting {
            let leans =
                self.known.arrangement(arrangement.id).and_then(|known| known.relies_on(self.on).known());
            for need in leans.into_iter().flatten() {
                if let Some(day) = ended(need) {
                    left.entry((*need, day)).or_default().1.push(arrangement.id);
                }
            }
        }
        for ((need, day), (help, leaning)) in left {
            for (rule, help) in [(&HELP_FOR_AN_ENDED_NEED, help), (&LEANS_ON_AN_ENDED_NEED, leaning)] {
                if !help.is_empty() {
                    let finding = self.dated(rule).about(need).about_all(help);
                    found.push(finding.with("ended", Amount::Date(day)));
                }
            }
        }
    }

    /// Those who are down as giving or supporting, and cannot, or perhaps do not any more.
    fn counted_on(&self, found: &mut Vec<Finding>) {
        let mut gone: BTreeMap<PersonId, Vec<ArrangementId>> = BTreeMap::new();
        for (id, known) in &self.known.arrangements {
            if self.known.is_arranged(known, self.on) && self.day.needs.contains_key(&known.need) {
                for source in [Some(known.by), known.supported_by(self.on)].into_iter().flatten() {
                    if !self.known.gives(source, self.on) {
                        gone.entry(PersonId::new(source.uuid())).or_default().push(*id);
                    }
                }
            }
        }
        for (id, arrangements) in gone {
            let alive = self.known.person(id).is_some_and(|person| person.lives_on(self.on));
            let rule = if alive { &OUT_OF_TOUCH_STILL_COUNTED_ON } else { &DIED_STILL_COUNTED_ON };
            found.push(self.dated(rule).about(id).about_all(arrangements));
        }
        for (id, given) in self.given_by_people() {
            let moved_out = |arrangement: &&&Arrangement| self.as_when_living_here(id, arrangement.id);
            let as_before: Vec<ArrangementId> = given.iter().filter(moved_out).map(|it| it.id).collect();
            if !as_before.is_empty() {
                found.push(Finding::new(&MOVED_OUT_STILL_COUNTED_ON).about(id).about_all(as_before));
            }
        }
    }

    /// Whether somebody from outside is down with what they gave while they lived here.
    fn as_when_living_here(&self, id: PersonId, arrangement: ArrangementId) -> bool {
        let (Some(person), Some(known)) = (self.known.person(id), self.known.arrangement(arrangement)) else {
            return false;
        };
        let before =
            person.whereabouts.changes().take_while(|(from, _)| *from <= known.stated_since(self.on));
        let lived_here = before.last().is_some_and(|(_, whereabouts)| *whereabouts == Whereabouts::Here);
        lived_here && !person.is_here(self.on)
    }

    fn people(&self, found: &mut Vec<Finding>) {
        let critical =
            |id: PersonId| self.day.needs.values().filter(move |it| it.is_critical() && it.person() == id);
        for alone in self.day.members.iter().filter(|id| self.lives_alone(**id)) {
            let needs = critical(*alone).count();
            if needs > 0 {
                let many = Amount::Count(i64::try_from(needs).unwrap_or(i64::MAX));
                found.push(self.dated(&ALONE_WITH_CRITICAL_NEEDS).about(*alone).with("needs", many));
            }
        }
        self.moved(found);
        let giving = self.given_by_people();
        let is_person = |source: SourceId| {
            Some(PersonId::new(source.uuid())).filter(|it| self.known.person(*it).is_some())
        };
        for (id, counted) in counted_by_person(&self.day.arrangements, self.on, is_person) {
            let found_out = match self.known.person(id).and_then(|person| person.age_on(self.on)) {
                Some(Age::Adult) => continue,
                Some(Age::Under18) => self.dated(&UNDER_18_COUNTED_ON),
                Some(Age::PerhapsUnder18) => in_part(self.dated(&UNDER_18_COUNTED_ON)),
                None => self.dated(&AGE_NOT_KNOWN),
            };
            found.push(found_out.about(id).about_all(counted));
        }
        let needing = self.day.needs.values().map(crate::need::Need::person);
        let involved: BTreeSet<PersonId> = needing.chain(giving.keys().copied()).collect();
        for id in involved {
            if !self.was_asked(id) {
                found.push(Finding::new(&NOBODY_HAS_ASKED).about(id));
            }
        }
        for id in &self.day.members {
            if critical(*id).next().is_some() {
                for sibling in self.known.siblings(*id) {
                    let in_touch = self.known.person(sibling).is_some_and(|person| person.in_touch(self.on));
                    if in_touch && !self.was_asked(sibling) {
                        found.push(Finding::new(&SIBLING_NEVER_ASKED).about(sibling).about(*id));
                    }
                }
            }
        }
    }

    /// Whether somebody is known to live alone: at a known address, where nobody else who is known lives.
    fn lives_alone(&self, id: PersonId) -> bool {
        let Some(address) = self.known.person(id).map(|person| person.address(self.on)) else { return false };
        let with_them = |(other, person): (PersonId, &KnownPerson)| {
            other != id && person.lives_on(self.on) && person.address(self.on).is_known_same(&address)
        };
        address != Address::Elsewhere && !self.known.people().any(with_them)
    }

    /// Needs that were recorded before somebody moved: whether the new place meets them is asked.
    fn moved(&self, found: &mut Vec<Finding>) {
        for id in &self.day.members {
            let Some(day) = self.known.person(*id).and_then(|person| person.moved(self.on)) else { continue };
            let before = |need: &&NeedId| {
                let known = self.known.need(**need);
                known.is_some_and(|known| known.person == *id && known.content.since(self.on) < Some(day))
            };
            let needs: Vec<NeedId> = self.day.needs.keys().filter(before).copied().collect();
            if !needs.is_empty() {
                let finding = Finding::new(&WHETHER_THE_NEW_PLACE_MEETS_IT).about(*id).about_all(needs);
                found.push(finding.with("moved", Amount::Date(day)));
            }
        }
    }

    /// Whether somebody was asked anything up to this day: answered, or is known to be able or willing or not.
    fn was_asked(&self, id: PersonId) -> bool {
        let answered =
            self.known.person(id).is_some_and(|person| person.asked.range(..=self.on).next().is_some());
        let said = |known: &KnownArrangement| {
            known.by == SourceId::from(id)
                && !(known.able_now(self.on).told().is_open() && known.willing_now(self.on).told().is_open())
        };
        answered || self.known.arrangements.values().any(said)
    }

    fn asked(&self, found: &mut Vec<Finding>) {
        for (id, given) in self.given_by_people() {
            let known = |arrangement: &&&Arrangement| self.known.arrangement(arrangement.id);
            let open = |arrangement: &&&Arrangement| {
                arrangement.able_now.is_open() || arrangement.willing_now.is_open()
            };
            let not_asked: Vec<ArrangementId> = given.iter().filter(open).map(|it| it.id).collect();
            if !not_asked.is_empty() {
                found.push(Finding::new(&ABLE_AND_WILLING_NOT_ASKED).about(id).about_all(not_asked));
            }
            let leans =
                |it: &&&Arrangement| known(it).is_some_and(|known| known.relies_on(self.on).is_open());
            let reliance: Vec<ArrangementId> = given.iter().filter(leans).map(|it| it.id).collect();
            if self.day.members.contains(&id) && !reliance.is_empty() {
                found.push(Finding::new(&RELIANCE_NOT_ASKED).about(id).about_all(reliance));
            }
            for arrangement in given.iter().filter(|it| !open(it)) {
                let Some(known) = known(&arrangement) else { continue };
                let asked = known.able_now.since(self.on).min(known.willing_now.since(self.on));
                if let Some(changed) = known.stated_since(self.on).filter(|changed| Some(*changed) > asked) {
                    let finding = Finding::new(&ASKED_BEFORE_IT_CHANGED).about(arrangement.id);
                    found.push(finding.with("changed", Amount::Date(changed)));
                }
            }
        }
    }

    fn signs(&self, policy: &Policy, found: &mut Vec<Finding>) {
        let helping = self.helping_members();
        if self.day.members.len() < 2 {
            return;
        }
        let signs = self.known.signs(self.on);
        let Some(looked) = signs.looked_on() else {
            if !helping.is_empty() {
                let people: BTreeSet<PersonId> = helping.iter().flat_map(|(by, to)| [*by, *to]).collect();
                let here = |id: &PersonId| self.known.person(*id).is_some_and(|it| it.is_here(self.on));
                let at_one = people.iter().all(here);
                let rule = if at_one { &SIGNS_NOT_LOOKED_AT } else { &SIGNS_NOT_LOOKED_AT_ACROSS_ADDRESSES };
                found.push(Finding::new(rule).about_all(people));
            }
            return;
        };
        if let Some(changed) = self.known.changed_since_look(self.on) {
            found.push(Finding::new(&SIGNS_LOOK_AGAIN).with("changed", Amount::Date(changed)));
        }
        match signs {
            Signs::WatchedUntil { until, .. } => {
                if until <= self.on {
                    found.push(Finding::new(&WATCH_RUN_OUT).with("until", Amount::Date(until)));
                }
            }
            _ => {
                if let Some(months) =
                    policy.look_again_months().filter(|it| self.known.look_is_old(self.on, *it))
                {
                    let finding = Finding::new(&SIGNS_LOOK_IS_OLD).with("looked", Amount::Date(looked));
                    found.push(finding.with("months", Amount::Count(months.into())));
                }
            }
        }
        if matches!(signs, Signs::LookedAndNone { .. }) {
            for (by, to) in &helping {
                if by < to && helping.contains(&(*to, *by)) {
                    found.push(Finding::new(&NO_SIGN_THOUGH_EACH_HELPS).about(*by).about(*to));
                }
            }
        }
    }

    /// What counts, by the person who gives it.
    fn given_by_people(&self) -> BTreeMap<PersonId, Vec<&Arrangement>> {
        let mut given: BTreeMap<PersonId, Vec<&Arrangement>> = BTreeMap::new();
        for arrangement in self.counting {
            let giver = PersonId::new(arrangement.by.uuid());
            if self.known.person(giver).is_some() {
                given.entry(giver).or_default().push(arrangement);
            }
        }
        given
    }

    /// Who of the members helps whom of them.
    fn helping_members(&self) -> BTreeSet<(PersonId, PersonId)> {
        let pair = |arrangement: &&Arrangement| {
            let giver = PersonId::new(arrangement.by.uuid());
            let to = self.day.needs.get(&arrangement.need)?.person();
            self.day.members.contains(&giver).then_some((giver, to))
        };
        self.counting.iter().filter_map(pair).collect()
    }
}

impl Chronicle {
    /// Brothers and sisters, in full, half, by adoption, or by a parent's partner: stated so, or with such a parent in
    /// common. Not by fostering, and not in law.
    pub(super) fn siblings(&self, id: PersonId) -> BTreeSet<PersonId> {
        let mut siblings = BTreeSet::new();
        for (other, is) in self.kin_of(id) {
            if is.is_sibling() {
                siblings.insert(other);
            } else if is.inverse().is_parent_of_siblings() {
                let of_parent = self.kin_of(other).into_iter();
                siblings
                    .extend(of_parent.filter(|(_, is)| is.is_parent_of_siblings()).map(|(child, _)| child));
            }
        }
        siblings.remove(&id);
        siblings
    }
}
