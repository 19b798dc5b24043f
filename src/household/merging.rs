//! Two who were kept as two people, and are one.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::change::{self, Change};
use super::known_arrangement::{supporter, with_supporter};
use super::people::joined_kin;
use super::rules::{
    ANSWERED_DIFFERENTLY, BORN_ON_DIFFERENT_DAYS, DIED_ON_DIFFERENT_DAYS, HELP_BETWEEN_THE_TWO_ENDS,
    KIN_OF_THE_TWO_GOES, SUPPORT_BY_THE_SAME_PERSON,
};
use super::{Chronicle, FoundToBeOne, Kin, KnownArrangement, KnownPerson, OverTime, Topic};
use crate::base::{Amount, ArrangementId, Code, Fact, Finding, PersonId, SourceId};
use crate::machine::Misfit;
use crate::need::Ability;

impl Change for FoundToBeOne {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let both = [self.person.any(), self.duplicate.any()];
        let two = Misfit::unless(self.person != self.duplicate, "expected two ids", &both);
        Misfit::all([change::person(known, self.person), change::person(known, self.duplicate), two])?;
        self.kin(known).map(|_| ()).map_err(|()| {
            Misfit::new("expected two whose kin goes together: as one it would contradict itself", &both)
        })
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        let (Some(kept), Some(given_up)) = (known.person(self.person), known.person(self.duplicate)) else {
            return;
        };
        self.choices(kept, given_up, found);
        for (id, help) in known.arrangements().filter(|(_, it)| self.is_between(known, it)) {
            let later = help.terms.is_paused(self.on) || !help.terms.after(self.on).is_empty();
            if help.holds(self.on) || later {
                found.push(self.dated(Finding::new(&HELP_BETWEEN_THE_TWO_ENDS).about(id).about(help.need)));
            }
        }
        for kin in known.kin.iter().filter(|kin| self.is_of_both(kin)) {
            let finding = Finding::new(&KIN_OF_THE_TWO_GOES).about(kin.person).about(kin.of);
            // The code for machines; the words stand in the sentence.
            let finding = finding.with("kin", Amount::Code(kin.is.code()));
            found.push(finding.with("is", Amount::Code(kin.is.words())));
        }
        let supported = known.arrangements().filter(|(_, it)| {
            !self.is_between(known, it)
                && it.supporters().any(|by| self.kept_source(by) == self.kept_source(it.by))
        });
        let supported: Vec<ArrangementId> = supported.map(|(id, _)| id).collect();
        if !supported.is_empty() {
            found.push(Finding::new(&SUPPORT_BY_THE_SAME_PERSON).about(self.person).about_all(supported));
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        if let Ok(kin) = self.kin(known) {
            known.kin = kin;
        }
        let between: Vec<ArrangementId> =
            known.arrangements().filter(|(_, it)| self.is_between(known, it)).map(|(id, _)| id).collect();
        for need in known.needs.values_mut() {
            need.person = self.kept(need.person);
        }
        for arrangement in known.arrangements.values_mut() {
            arrangement.by = self.kept_source(arrangement.by);
            let by = arrangement.by;
            for fact in arrangement.able_now.values_mut().chain(arrangement.able_later.values_mut()) {
                self.rename(fact, by);
            }
        }
        for id in between {
            if let Some(help) = known.arrangements.get_mut(&id) {
                help.stop(self.on, None);
            }
        }
        let Some(given_up) = known.people.remove(&self.duplicate) else { return };
        if let Some(kept) = known.people.get_mut(&self.person) {
            kept.take_in(given_up);
        }
        for kept in known.same_as.values_mut() {
            *kept = self.kept(*kept);
        }
        known.same_as.insert(self.duplicate, self.person);
        known.mark(self.on);
    }
}

impl FoundToBeOne {
    fn kept(&self, id: PersonId) -> PersonId {
        if id == self.duplicate { self.person } else { id }
    }

    fn kept_source(&self, id: SourceId) -> SourceId {
        if id == self.duplicate.into() { self.person.into() } else { id }
    }

    /// The same supporter under the id that is kept; nobody, if that is the giver.
    fn rename(&self, fact: &mut Fact<Ability>, giver: SourceId) {
        let Some(by) = supporter(fact) else { return };
        let kept = Some(self.kept_source(by)).filter(|kept| *kept != giver);
        if kept != Some(by) {
            *fact = with_supporter(fact, kept);
        }
    }

    fn dated(&self, finding: Finding) -> Finding {
        finding.with("on", Amount::Date(self.on))
    }

    fn is_between(&self, known: &Chronicle, help: &KnownArrangement) -> bool {
        let owner = known.need(help.need).map(|need| SourceId::from(self.kept(need.person)));
        owner == Some(self.kept_source(help.by))
    }

    fn is_of_both(&self, kin: &Kin) -> bool {
        self.kept(kin.person) == self.kept(kin.of)
    }

    /// What is stated of kin once the two are one: what was stated of both stands once, and what they were to each
    /// other is gone.
    fn kin(&self, known: &Chronicle) -> Result<Vec<Kin>, ()> {
        let renamed = |it: &Kin| Kin { person: self.kept(it.person), is: it.is, of: self.kept(it.of) };
        let names = |it: &&Kin| it.person == self.duplicate || it.of == self.duplicate;
        let others: Vec<Kin> = known.kin.iter().filter(|it| !self.is_of_both(it)).copied().collect();
        let theirs = others.iter().filter(names).map(renamed);
        joined_kin(others.iter().filter(|it| !names(it)).copied().collect(), theirs)
    }

    /// What cannot be true of one person: somebody has to choose, and correct the other.
    fn choices(&self, kept: &KnownPerson, given_up: &KnownPerson, found: &mut Vec<Finding>) {
        let about = |rule| Finding::new(rule).about(self.person).about(self.duplicate);
        if let (Some(one), Some(other)) = (kept.died, given_up.died)
            && one != other
        {
            let finding = about(&DIED_ON_DIFFERENT_DAYS).with("one", Amount::Date(one));
            found.push(finding.with("other", Amount::Date(other)));
        }
        if kept.born.zip(given_up.born).is_some_and(|(a, b)| a.contradicts(b)) {
            found.push(about(&BORN_ON_DIFFERENT_DAYS));
        }
        for (topic, on) in answered_differently(kept, given_up) {
            let finding = about(&ANSWERED_DIFFERENTLY).with("topic", Amount::Code(topic.code()));
            let finding = finding.with("asked", Amount::Code(topic.words()));
            found.push(finding.with("on", Amount::Date(on)));
        }
    }
}

/// The questions to which the two are down with different answers of one day, with that day. Who told it makes no
/// difference.
fn answered_differently(one: &KnownPerson, other: &KnownPerson) -> Vec<(Topic, NaiveDate)> {
    let said = |views: &OverTime<Fact<bool>>, on: Option<NaiveDate>| {
        views.changes().find(|(day, _)| *day == on).map(|(_, fact)| *fact.told())
    };
    let mut differ = Vec::new();
    for (topic, views) in &one.views {
        let Some(others) = other.views.get(topic) else { continue };
        for (on, fact) in views.changes() {
            let differs = said(others, on).is_some_and(|told| told != *fact.told());
            differ.extend(on.filter(|_| differs).map(|on| (*topic, on)));
        }
    }
    differ
}

impl KnownPerson {
    /// All that is known of somebody who is the same person.
    fn take_in(&mut self, other: Self) {
        self.describe(&other.name, other.born);
        self.died = self.died.into_iter().chain(other.died).min();
        self.dwellings = self.homes_of_both(&other);
        self.whereabouts = self.whereabouts.greater_of(&other.whereabouts);
        // What is planned of the one and so of the other already is no plan.
        let mut planned = core::mem::take(&mut self.planned);
        planned.extend(other.planned);
        let before = |day: NaiveDate| day.pred_opt().and_then(|day| self.whereabouts.at(day));
        planned.retain(|day| self.whereabouts.at(*day) != before(*day));
        self.planned = planned;
        self.asked.extend(other.asked);
        for (topic, views) in other.views {
            let mut both: OverTime<Fact<bool>> = OverTime::default();
            let mine = self.views.get(&topic).into_iter().flat_map(OverTime::changes);
            for (from, view) in views.changes().chain(mine) {
                both.set(from, *view);
            }
            self.views.insert(topic, both);
        }
    }
}
